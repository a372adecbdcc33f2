"""The command line: arguments in, stage calls, answer out. Exit codes: 0 all well, 1 findings, 2 something could not be read or written.

A command is the file of its name, with its `parser` and its `run`, loaded when it is called. Read `each` and `output` first.
"""

import os
import sys
from io import TextIOWrapper

from holdwater import files
from holdwater.cli.output import FAILED, complain, say, silence
from holdwater.typed import Any

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from argparse import ArgumentParser

_COMMANDS = ("assess", "check", "read", "review", "weigh", "fmt", "explain", "rules", "lsp")

_OVERVIEW = """\
usage: holdwater COMMAND [OPTION]... FILE...

Does the hypothesis hold water? Shows what a conclusion rests on, and how far that goes.

  assess   a summary and an HTML report of an article or a case
  check    findings on the sentences of an article or a case, for people and for CI
  read     take an article apart into a case that can be corrected and kept
  review   decide on the proposals of a case, one at a time
  weigh    said against held, point by point
  fmt      put case files into their usual form
  explain  what a rule looks for, why it matters, what mends it
  rules    every rule, one to a line
  lsp      the same while you write: a language server for your editor

FILE is a text (.txt, .md) or a case (Markdown with `holdwater: 1` in its front matter); - is standard input.
`holdwater COMMAND --help` says more; `holdwater --version` prints the version.
"""


def run(arguments: list[str]) -> int:
    """Runs one command line and returns its exit code; every problem with a file is said on standard error, never raised."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = _dispatch(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader of our output has left: nothing to say, and nobody to say it to
        silence()
        return FAILED
    except OSError as error:
        silence()
        reason = (error.strerror or str(error)).lower()
        complain(files.Problem("stdout", f"cannot be written ({reason})", "make room, or send it elsewhere"))
        return FAILED


def parsers() -> "dict[str, ArgumentParser]":
    """The parser of every command by its name: what the documentation of the command line is made from."""
    return {name: _load(name).parser() for name in _COMMANDS}


def overview() -> str:
    """What `holdwater --help` prints."""
    return _OVERVIEW


def _dispatch(arguments: list[str]) -> int:
    if not arguments:
        sys.stderr.write(_OVERVIEW)
        return FAILED
    name, *rest = arguments
    if name in ("-h", "--help", "help") and not (name == "help" and rest):
        say(_OVERVIEW)
        return 0
    if name == "--version":
        from holdwater import __version__

        say(f"holdwater {__version__}\n")
        return 0
    if name == "help":
        name, rest = rest[0], ["--help"]
    if name not in _COMMANDS:
        complain(_no_command(name))
        return FAILED
    command = _load(name)
    try:
        options = command.parser().parse_args(rest)
    except SystemExit as ended:  # argparse has said what there is to say
        return ended.code if isinstance(ended.code, int) else FAILED
    try:
        code: int = command.run(options)
        return code
    except files.Problem as problem:
        complain(problem)
        return FAILED


def _load(name: str) -> Any:
    """The module of a command."""
    return __import__(f"{__name__}.{name}", fromlist=("run",))  # importlib itself would have to be loaded


def _no_command(name: str) -> files.Problem:
    from difflib import get_close_matches

    close = get_close_matches(name, _COMMANDS, n=1)
    if not close and (os.path.exists(name) or os.path.splitext(name)[1]):
        return files.Problem(name, "is no command", f"to look at a file: holdwater assess {name}")
    return files.Problem(name, "is no command", f"did you mean {close[0]}?" if close else f"commands are {', '.join(_COMMANDS)}")
