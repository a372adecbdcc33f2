"""What several commands are asked in the same words: the pieces of their parsers, and what is made of the answers."""

import argparse
import os
from collections.abc import Callable, Iterable

from holdwater import files

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.case.quotes import SourceFile
    from holdwater.case.types import Case

EXIT_CODES = "exit codes: 0 done; 2 a file could not be read or written (the others still are); 130 interrupted"


class _Help(argparse.HelpFormatter):
    """Options as `-o, --output OUT`, whatever the Python, at one width: help is part of the documentation."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if not action.option_strings:
            return str(action.metavar or action.dest)
        names = ", ".join(action.option_strings)
        if action.nargs == 0:
            return names
        return f"{names} {action.metavar or '|'.join(map(str, action.choices or ()))}"

    def _fill_text(self, text: str, width: int, indent: str) -> str:  # noqa: ARG002
        return "".join(indent + line for line in text.splitlines(keepends=True))


def make_parser(name: str, usage: str, description: str, epilog: str) -> argparse.ArgumentParser:
    """A parser for one command, whose help reads as the documentation shows it."""
    return argparse.ArgumentParser(
        prog=f"holdwater {name}",
        usage=f"holdwater {name} {usage}".rstrip(),
        description=description,
        epilog=epilog,
        formatter_class=_Help,
        allow_abbrev=False,
    )


def add_files(parser: argparse.ArgumentParser, *, many: bool = True) -> None:
    """The files to look at: texts and cases."""
    parser.add_argument("files", metavar="FILE", nargs="+" if many else 1, help="a text, a page, PDF, Word file or mail, or a case; - is standard input")


def add_cases(parser: argparse.ArgumentParser) -> None:
    """`--cases`, for `do_each`."""
    parser.add_argument("--cases", action="store_true", help="pass over every FILE that is no case")


def add_rules(parser: argparse.ArgumentParser) -> None:
    """`--select` and `--ignore`, for `select_rules`."""
    parser.add_argument("--select", metavar="CODES", action="append", default=[], help="only these rules: codes or beginnings, HW2,HW305")
    parser.add_argument("--ignore", metavar="CODES", action="append", default=[], help="all but these rules")


def add_root(parser: argparse.ArgumentParser) -> None:
    """`--root`, for `fetcher`."""
    parser.add_argument(
        "--root",
        metavar="DIR",
        help="the topmost folder in which files that a case quotes may lie (default: the nearest upward with holdwater.toml, pyproject.toml "
        "or .git, else the folder of the case)",
    )


def add_size(parser: argparse.ArgumentParser) -> None:
    """`--max-size`, in bytes."""
    parser.add_argument(
        "--max-size", metavar="SIZE", type=_bytes, default=files.LIMIT, help="read no more than this, as in 500k or 32M (default: 16M)"
    )


def _bytes(text: str) -> int:
    number, unit = text.strip().upper().removesuffix("B"), 1
    for letter, factor in (("K", 1_000), ("M", 1_000_000), ("G", 1_000_000_000)):
        if number.endswith(letter):
            number, unit = number[:-1], factor
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 16):
        raise argparse.ArgumentTypeError(f"a size is a number with k, M or G, as in 32M; not {text!r}")
    return int(number) * unit


def fetcher(name: str, options: argparse.Namespace) -> "Callable[[Case], dict[str, SourceFile]]":
    """What gets the texts that a case quotes: from its folder, or, for standard input, from the current one."""
    if options.root is not None and not os.path.isdir(options.root):
        raise files.Problem(options.root, "is no folder", "give --root the topmost folder in which quoted files may lie")

    def fetch(case: "Case") -> "dict[str, SourceFile]":
        from holdwater.walk import load_sources

        return load_sources(case, name, root=options.root, limit=options.max_size)

    return fetch


def select_rules(given: Iterable[str]) -> tuple[str, ...]:
    """Codes and beginnings of codes from `HW2,HW305`; each must be that of a rule."""
    from holdwater.check.rules import RULES

    wanted = tuple(code.strip().upper() for codes in given for code in codes.split(",") if code.strip())
    for code in wanted:
        if not any(rule.code.startswith(code) for rule in RULES):
            raise no_rule(code)
    return wanted


def no_rule(code: str) -> files.Problem:
    """What there is to say of a code that no rule has."""
    from difflib import get_close_matches

    from holdwater.check.rules import RULES

    close = get_close_matches(code.upper(), [rule.code for rule in RULES], n=1)
    return files.Problem(code, "is no rule", (f"did you mean {close[0]}? " if close else "") + "holdwater rules lists them")
