"""The command line: arguments in, stage calls, answer out. Exit codes: 0 all well, 1 findings, 2 something could not be read or written."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from typing import NamedTuple

from holdwater import files
from holdwater.source import SourceText

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.case.index import Index
    from holdwater.case.quotes import SourceFile
    from holdwater.case.types import Case
    from holdwater.diagnostics import Diagnostic
    from holdwater.report.text import Look
    from holdwater.settings import Settings
    from holdwater.walk import Assessment

FOUND, FAILED = 1, 2

_OVERVIEW = """\
usage: holdwater COMMAND [OPTION]... FILE...

Does the hypothesis hold water? Shows what a conclusion rests on, and how far that goes.

  assess   a summary and an HTML report of an article or a case
  check    findings on the sentences of an article or a case, for people and for CI
  read     take an article apart into a case that can be corrected and kept
  weigh    said against held, point by point
  fmt      put case files into their usual form
  explain  what a rule looks for, why it matters, what mends it
  rules    every rule, one to a line
  lsp      the same while you write: a language server for your editor

FILE is a text (.txt, .md) or a case (Markdown with `holdwater: 1` in its front matter); - is standard input.
`holdwater COMMAND --help` says more; `holdwater --version` prints the version.
"""


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
        _silence()
        return FAILED
    except OSError as error:
        _silence()
        reason = (error.strerror or str(error)).lower()
        _complain(files.Problem("stdout", f"cannot be written ({reason})", "make room, or send it elsewhere"))
        return FAILED


def parsers() -> dict[str, argparse.ArgumentParser]:
    """The parser of every command by its name: what the documentation of the command line is made from."""
    return {name: parser() for name, (parser, _) in _COMMANDS.items()}


def overview() -> str:
    """What `holdwater --help` prints."""
    return _OVERVIEW


def _dispatch(arguments: list[str]) -> int:
    if not arguments:
        sys.stderr.write(_OVERVIEW)
        return FAILED
    name, *rest = arguments
    if name in ("-h", "--help", "help") and not (name == "help" and rest):
        _print(_OVERVIEW)
        return 0
    if name == "--version":
        from holdwater import __version__

        _print(f"holdwater {__version__}\n")
        return 0
    if name == "help":
        name, rest = rest[0], ["--help"]
    if name not in _COMMANDS:
        _complain(_no_command(name))
        return FAILED
    parser, command = _COMMANDS[name]
    try:
        options = parser().parse_args(rest)
    except SystemExit as ended:  # argparse has said what there is to say
        return ended.code if isinstance(ended.code, int) else FAILED
    try:
        return command(options)
    except files.Problem as problem:
        _complain(problem)
        return FAILED


def _no_command(name: str) -> files.Problem:
    from difflib import get_close_matches

    close = get_close_matches(name, _COMMANDS, n=1)
    if not close and (os.path.exists(name) or os.path.splitext(name)[1]):
        return files.Problem(name, "is no command", f"to look at a file: holdwater assess {name}")
    return files.Problem(name, "is no command", f"did you mean {close[0]}?" if close else f"commands are {', '.join(_COMMANDS)}")


# Parsers, one per command, each built only when its command is called


def _parser(name: str, usage: str, description: str, epilog: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=f"holdwater {name}",
        usage=f"holdwater {name} {usage}".rstrip(),
        description=description,
        epilog=epilog,
        formatter_class=_Help,
        allow_abbrev=False,
    )


_CODES = "exit codes: 0 done; 2 a file could not be read or written (the others still are); 130 interrupted"


def _assess_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "assess",
        "[OPTION]... FILE...",
        "Reads, checks and weighs: prints a summary and writes one self-contained HTML report for each FILE,\n"
        "NAME.report.html in the current folder (stdin.report.html for -).",
        _CODES,
    )
    _files(parser)
    parser.add_argument("-o", "--output", metavar="OUT", help="name the report of a single FILE; - is standard output")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: one object a line; no report without -o")
    parser.add_argument("--force", action="store_true", help="replace OUT even if holdwater did not make it")
    _root(parser)
    _size(parser)
    return parser


def _check_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "check",
        "[OPTION]... FILE...",
        "Findings on the sentences of each FILE, where they stand, with the reason and what mends them.",
        "exit codes: 0 nothing at or above the threshold of --fail-on; 1 findings; 2 a file could not be read\n"
        "(the others still are); 130 interrupted",
    )
    parser.add_argument("files", metavar="FILE", nargs="+", help="a text, a case, or a folder: the cases in it; - is standard input")
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        choices=("text", "json", "sarif", "github", "gitlab"),
        default="text",
        help="text; json: one object, schema holdwater/check/1; sarif: SARIF 2.1.0; github: annotations of GitHub Actions; gitlab: a code "
        "quality report",
    )
    parser.add_argument("--silenced", action="store_true", help="sarif: with the findings that are silenced, and the reasons")
    parser.add_argument("--select", metavar="CODES", action="append", default=[], help="only these rules: codes or beginnings, HW2,HW305")
    parser.add_argument("--ignore", metavar="CODES", action="append", default=[], help="all but these rules")
    parser.add_argument("--severity", choices=("note", "warning", "error"), help="show what is this grave or graver (default: note)")
    parser.add_argument(
        "--fail-on",
        choices=("note", "warning", "error"),
        help="exit with 1 on what is this grave or graver, shown or not (default: warning)",
    )
    parser.add_argument("--fix", action="store_true", help="apply the fixes that cannot change what is meant, to cases and Markdown drafts")
    parser.add_argument("--diff", action="store_true", help="write nothing; print what --fix would change, and nothing else")
    parser.add_argument("--watch", action="store_true", help="check again whenever a file changes, until Ctrl-C")
    parser.add_argument("--no-config", action="store_true", help="look for no holdwater.toml or pyproject.toml")
    parser.add_argument("--stdin-name", metavar="NAME", help="the name that - goes by in messages, and whose folder's settings hold for it")
    _cases(parser)
    _root(parser)
    _size(parser)
    return parser


def _read_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "read",
        "[OPTION]... FILE",
        "Takes an article apart into a case: every point in the author's words, with its place, its links and its sources.\n"
        "A case is passed on as it is.",
        _CODES,
    )
    _files(parser, many=False)
    parser.add_argument("-o", "--output", metavar="OUT", help="write to a file instead of standard output; one that is there is kept")
    parser.add_argument("--format", choices=("md", "json"), default="md", help="md: a case file (default); json: schema holdwater/read/1")
    parser.add_argument("--force", action="store_true", help="replace OUT")
    _size(parser)
    return parser


def _weigh_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "weigh",
        "[OPTION]... FILE",
        "Said against held for every point: what the author claims, what the reasons given can deliver, and what was assumed.",
        _CODES,
    )
    _files(parser, many=False)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: schema holdwater/weigh/1")
    _size(parser)
    return parser


def _fmt_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "fmt",
        "[OPTION]... FILE...",
        "Puts case files into their usual form, in place. Meaning and free prose stay as they are; - goes to standard output.",
        "exit codes: 0 done, or nothing to do; 1 with --check, a file is not in its usual form; 2 a file could not be\n"
        "read or written, or is no case (the others still are); 130 interrupted",
    )
    parser.add_argument("files", metavar="FILE", nargs="+", help="a case, or a folder: the cases in it; - is standard input")
    parser.add_argument("--check", action="store_true", help="write nothing; say which files would change")
    parser.add_argument("--diff", action="store_true", help="write nothing; print what would change")
    parser.add_argument("--renumber", action="store_true", help="number the points 1, 2, 3 … as they come, and every reference to them with them")
    _cases(parser)
    _size(parser)
    return parser


def _explain_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "explain",
        "CODE...",
        "What a rule looks for, why it matters, what mends it, and when it stays quiet.",
        "exit codes: 0 done; 2 no such rule",
    )
    parser.add_argument("codes", metavar="CODE", nargs="+", help="a code or a name: HW203, confidence-inflation")
    return parser


def _rules_parser() -> argparse.ArgumentParser:
    return _parser("rules", "", "Every rule: code, severity, name, and what it says.", "exit codes: 0 done")


def _lsp_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "lsp",
        "[OPTION]...",
        "A language server on standard input and output: findings, said and held, labels and fields in your editor, on cases and\n"
        "on articles. Your editor starts it; docs/editors.md says how. Needs the extra lsp: pip install 'holdwater[lsp]'.",
        "exit codes: 0 the editor has left in the proper order; 1 it has not; 2 the extra is not installed",
    )
    parser.add_argument("--select", metavar="CODES", action="append", default=[], help="only these rules: codes or beginnings, HW2,HW305")
    parser.add_argument("--ignore", metavar="CODES", action="append", default=[], help="all but these rules")
    parser.add_argument("--cases", action="store_true", help="look at cases only, and leave every other text alone")
    parser.add_argument("--no-config", action="store_true", help="look for no holdwater.toml or pyproject.toml")
    _root(parser)
    parser.add_argument("--stdio", action="store_true", help="accepted for editors that give it: there is no other way")
    return parser


def _files(parser: argparse.ArgumentParser, *, many: bool = True) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+" if many else 1, help="a text or a case; - is standard input")


def _cases(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", action="store_true", help="pass over every FILE that is no case")


def _root(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--root",
        metavar="DIR",
        help="the topmost folder in which files that a case quotes may lie (default: the nearest upward with holdwater.toml, pyproject.toml "
        "or .git, else the folder of the case)",
    )


def _size(parser: argparse.ArgumentParser) -> None:
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


# Commands


def _assess(options: argparse.Namespace) -> int:
    from holdwater.report import html
    from holdwater.walk import assess

    if options.output is not None and len(options.files) > 1:
        raise files.Problem(options.output, f"can hold one report, not {len(options.files)}", "leave out -o, or give one file at a time")
    as_json, to_stdout = options.format == "json", options.output == "-"
    if as_json or to_stdout:
        _machine_output()
    made: dict[str, str] = {}

    def one(source: SourceText) -> int:
        assessment = assess(source, fetch=_fetch(source.name, options))
        if as_json:
            _print(_assess_line(assessment))
        elif not to_stdout:
            from holdwater.report import text

            _print(text.summary(assessment.index, assessment.diagnostics, assessment.weighing, _look()))
        if as_json and options.output is None:
            return 0
        page = html.render(assessment.index, assessment.diagnostics, assessment.weighing)
        if to_stdout:
            _print(page)
            return 0
        output = options.output or os.path.splitext(os.path.basename(source.name))[0] + ".report.html"
        if output in made:
            raise files.Refused(output, f"is the report on {made[output]} already", f"give {source.name} a report of its own name with -o")
        files.write(output, page, force=options.force, own=html.GENERATOR)
        made[output] = source.name
        if not as_json:
            from holdwater.report.text import visible

            _print(f"\nReport: {visible(output)}\n")
        return 0

    return _each(options.files, options.max_size, one, apart=not as_json and not to_stdout)


def _fetch(name: str, options: argparse.Namespace) -> "Callable[[Case], dict[str, SourceFile]]":
    """What gets the texts that a case quotes: from its folder, or, for standard input, from the current one."""
    if options.root is not None and not os.path.isdir(options.root):
        raise files.Problem(options.root, "is no folder", "give --root the topmost folder in which quoted files may lie")

    def fetch(case: "Case") -> "dict[str, SourceFile]":
        from holdwater.walk import load_sources

        return load_sources(case, name, root=options.root, limit=options.max_size)

    return fetch


def _assess_line(assessment: "Assessment") -> str:
    from holdwater.report import json
    from holdwater.weigh.as_object import weigh_object

    case = assessment.index.case
    return json.dump(
        {
            "schema": "holdwater/assess/1",
            "read": json.read_object(assessment.index),
            "check": json.check_object([(case.source.name, case, assessment.diagnostics)]),
            "weigh": weigh_object(assessment.weighing),
        }
    )


def _check(options: argparse.Namespace) -> int:
    if options.silenced and options.format != "sarif":
        raise files.Problem("--silenced", "is for --format sarif", "leave it out, or give it that format")
    if options.diff and options.format != "text":
        raise files.Problem("--diff", "prints a difference, and nothing else", "leave out --format")
    if options.watch:
        return _watch(options)
    wants = _Wants(options)
    paths, code = _gather(options, wants)
    return max(code, _check_files(options, wants, paths))


class _Wants:
    """What is wanted for each text: the flags, and where they are silent the settings of its folder."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._select, self._ignore = _selection(options.select), _selection(options.ignore)
        self._settings: dict[str, Settings | None] = {}

    def settings(self, folder: str) -> "Settings | None":
        if self._options.no_config or not any(map(os.path.exists, _settings_above(folder))):
            return None
        from holdwater.settings import find_settings

        return find_settings(folder, self._settings)

    def of(self, path: str) -> "_Want":
        from holdwater.diagnostics import SEVERITIES

        options, settings = self._options, self.settings(os.path.dirname(path) or os.curdir)
        select, ignore, words = self._select, self._ignore, None
        severity, fail_on = options.severity, options.fail_on
        if settings is not None:
            from holdwater.settings import ignored_in

            if not select:  # who selects on the command line says which rules, whatever the settings say
                select, ignore = settings.select or (), ignore or settings.ignore or ()
            ignore += ignored_in(settings, path)
            words = settings.words
            severity, fail_on = severity or settings.severity, fail_on or settings.fail_on
        return _Want(select, ignore, words, SEVERITIES.index(severity or "note"), SEVERITIES.index(fail_on or "warning"))


class _Want(NamedTuple):
    """For one text: rules, word list, and from which severity on findings are shown and fail."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    words: str | None
    shown_from: int
    fails_from: int


def _settings_above(folder: str) -> Iterator[str]:
    """Where settings for a folder may lie (see `settings.find_settings`). Most have none, and what reads them need not be loaded."""
    at = os.path.realpath(folder)
    while True:
        yield os.path.join(at, "holdwater.toml")
        yield os.path.join(at, "pyproject.toml")
        above = os.path.dirname(at)
        if above == at or os.path.exists(os.path.join(at, ".git")):
            return
        at = above


def _gather(options: argparse.Namespace, wants: _Wants, *, quiet: bool = False) -> tuple[list[str], int]:
    """The files that were named, folders taken apart, and the exit code so far. Settings are read here, so that faulty ones stop everything."""
    paths, code = list(options.files), 0
    if any(os.path.isdir(path) for path in paths):
        from holdwater.gather import gather

        gathered = gather(paths, wants.settings, limit=options.max_size)
        for problem in gathered.problems:
            code = FAILED
            if not quiet:
                _complain(problem)
        paths = list(gathered.paths)
    for path in paths:
        wants.of(_name(path, options))
    return paths, code


def _name(path: str, options: argparse.Namespace) -> str:
    return (options.stdin_name or "stdin") if path == "-" else path


def _check_files(options: argparse.Namespace, wants: _Wants, paths: list[str]) -> int:
    from holdwater.diagnostics import SEVERITIES
    from holdwater.report import text
    from holdwater.walk import assess

    if options.format != "text":
        _machine_output()
    checked: list[tuple[Index, tuple[Diagnostic, ...]]] = []
    shown: list[Diagnostic] = []
    hidden: list[Diagnostic] = []
    count = 0

    def look(source: SourceText) -> "Assessment":
        want = wants.of(source.name)
        return assess(
            source, select=want.select, ignore=want.ignore, fetch=_fetch(source.name, options), words=want.words, silenced=options.silenced,
            tell=False,
        )

    def one(source: SourceText) -> int:
        nonlocal count
        count += 1
        want = wants.of(source.name)
        assessment = look(source)
        if options.fix or options.diff:
            mended = _mend(source, assessment, look, options)
            if options.diff:
                return 0 if mended is source else FOUND
            if mended is not source:
                source, assessment = mended, look(mended)
        found = tuple(finding for finding in assessment.diagnostics if SEVERITIES.index(finding.severity) >= want.shown_from)
        if found and options.format == "text":
            _print(text.findings(source, found, _look()) + "\n")
        elif options.format == "github":
            from holdwater.report.annotations import github_commands

            _print(github_commands(source, found, folder=os.getcwd()))
        elif options.format != "text":
            checked.append((assessment.index, found))
        told = [finding for finding in assessment.diagnostics if finding.silenced is None]
        shown.extend(finding for finding in found if finding.silenced is None)
        hidden.extend(finding for finding in told if SEVERITIES.index(finding.severity) < want.shown_from)
        return FOUND if any(SEVERITIES.index(finding.severity) >= want.fails_from for finding in told) else 0

    code = _each(paths, options.max_size, one, name=options.stdin_name, cases=options.cases)
    if options.format not in ("text", "github"):
        _print(_checked(options.format, checked, complete=code != FAILED))
    elif count and not options.diff:
        _print(text.closing(count, shown, hidden) + "\n")
    return code


def _mend(source: SourceText, assessment: "Assessment", look: "Callable[[SourceText], Assessment]", options: argparse.Namespace) -> SourceText:
    """The text with its fixes, written to its file unless only the difference is wanted; the text itself where there are none."""
    from holdwater.mend import mend

    form = assessment.index.case.form
    if form == "article" and os.path.splitext(source.name)[1].lower() not in (".md", ".markdown"):
        _note(source.name, "is an article: its words are its author's, and stay as they are")
        return source
    if source.name == _name("-", options) and "-" in options.files and not options.diff:
        raise files.Refused(source.name, "cannot be changed in place", "name a file, or see what would change with --diff")
    if source.notes:
        raise files.Refused(source.name, source.notes[0], "save it as UTF-8 first")
    mended = mend(source, lambda text: [each for each in look(text).diagnostics if each.silenced is None])
    if not mended.fixed:
        return source
    if options.diff:
        _print(_difference(source, mended.source.text, "fixed"))
        return mended.source
    _write_over(source, mended.source.text)
    codes = ", ".join(dict.fromkeys(finding.code for finding in mended.fixed))
    told = f"{len(mended.fixed)} fixed ({codes})" + ("" if mended.settled else "; more would follow: fix again")
    if options.format == "text":
        from holdwater.report.text import visible

        _print(f"{visible(source.name)}: {told}\n\n")
    else:
        _note(source.name, told)
    return mended.source


def _write_over(source: SourceText, text: str) -> None:
    """Replaces the text of a file, unless it is no longer the text that was read."""
    if files.load(source.name, limit=max(files.LIMIT, 4 * len(source.text) + 4)).text != source.text:
        raise files.Refused(source.name, "has changed since it was read, and was left as it is", "try again")
    files.write(source.name, text, force=True)


def _watch(options: argparse.Namespace) -> int:
    """Checks again what changes, until it is interrupted; new settings have everything checked again."""
    from holdwater.report.text import visible
    from holdwater.watch import changes

    for flag, given in (("--fix", options.fix), ("--diff", options.diff), ("-", "-" in options.files)):
        if given:
            raise files.Problem(flag, "does not go with --watch", "leave one of the two out")
    current: list[str] = []
    settings: list[str] = []
    looks = 0

    def paths() -> list[str]:
        """The files, and after them where their settings lie or might; folders are looked into now and then, which takes longer."""
        nonlocal current, settings, looks
        if looks % 10 == 0 and (looks == 0 or any(map(os.path.isdir, options.files))):
            try:
                current = _gather(options, _Wants(options), quiet=True)[0]
            except files.Problem:
                current = list(options.files)  # what is wrong is said when the files are checked
            if not options.no_config:
                folders = sorted({os.path.dirname(path) or os.curdir for path in current})
                settings = list(dict.fromkeys(above for folder in folders for above in _settings_above(folder)))
        looks += 1
        return [*current, *settings]

    try:
        for number, changed in enumerate(changes(paths)):
            if number and _look().colour:
                _print("\x1b[2J\x1b[H")
            elif number:
                _print("\n")
            if number:
                _print(f"changed: {visible(', '.join(changed))}\n\n")
            fresh = _Wants(options)
            try:
                every, _ = _gather(options, fresh)
                _check_files(options, fresh, every if set(changed) & set(settings) else [path for path in every if path in changed])
            except files.Problem as problem:
                _complain(problem)
            _print(f"watching {len(current)} file{'' if len(current) == 1 else 's'}; Ctrl-C ends it\n")
            sys.stdout.flush()
    except KeyboardInterrupt:
        _print("\n")
    return 0


def _checked(form: str, checked: "list[tuple[Index, tuple[Diagnostic, ...]]]", *, complete: bool) -> str:
    """What was found in all files, in a format that holds it in one value."""
    from holdwater.report import json

    if form == "sarif":
        from holdwater import __version__
        from holdwater.report.sarif import sarif_object

        return json.dump(sarif_object(checked, version=__version__, folder=os.getcwd(), complete=complete))
    if form == "gitlab":
        from holdwater.report.annotations import gitlab_object

        return json.dump(gitlab_object(((index.case.source, found) for index, found in checked), folder=os.getcwd()))
    return json.dump(json.check_object((index.case.source.name, index.case, found) for index, found in checked))


def _read(options: argparse.Namespace) -> int:
    from holdwater.walk import open_case

    path = options.files[0]

    def one(source: SourceText) -> int:
        case, _ = open_case(source)
        if options.format == "json":
            from holdwater.case.index import Index
            from holdwater.report import json

            content = json.dump(json.read_object(Index(case)))
        elif case.form == "case":
            content = source.text
        else:
            from holdwater.case.write import write

            content = write(case, file=None if path == "-" else _from(options.output, path))
        if options.output in (None, "-"):
            _machine_output()
            _print(content)
        else:
            files.write(options.output, content, force=options.force)
        return 0

    return _each(options.files, options.max_size, one)


def _from(output: str | None, path: str) -> str:
    """The path to an article as seen from the folder of the case."""
    folder = os.path.dirname(output) if output not in (None, "-") and output else ""
    try:
        return os.path.relpath(path, folder or ".").replace(os.sep, "/")
    except ValueError:  # another drive
        return path


def _weigh(options: argparse.Namespace) -> int:
    from holdwater.case.index import Index
    from holdwater.walk import open_case
    from holdwater.weigh import weigh

    def one(source: SourceText) -> int:
        case, _ = open_case(source)
        index = Index(case)
        if options.format == "json":
            from holdwater.report import json
            from holdwater.weigh.as_object import weigh_object

            _machine_output()
            _print(json.dump(weigh_object(weigh(index))))
        else:
            from holdwater.report import text

            _print(text.weighing_table(index, weigh(index), _look()))
        return 0

    return _each(options.files, options.max_size, one)


def _fmt(options: argparse.Namespace) -> int:
    from holdwater.case.format import format_text
    from holdwater.case.parse import is_case
    from holdwater.report.text import visible

    def one(source: SourceText) -> int:
        if not is_case(source.text):
            finding = "is no case: its front matter does not say `holdwater: 1`"
            raise files.Unreadable(source.name, finding, "make one of an article with holdwater read")
        if source.notes:
            raise files.Unreadable(source.name, source.notes[0], "save it as UTF-8 first")
        formatted, done = source.text, "put into form"
        if options.renumber:
            from holdwater.case.renumber import renumber

            renumbered = renumber(source)
            if renumbered.trouble is not None:
                raise files.Refused(source.name, *renumbered.trouble)
            formatted = renumbered.text
            if renumbered.labels:
                done = "renumbered: " + ", ".join(f"({old}) is now ({new})" for old, new in renumbered.labels.items())
        formatted = format_text(SourceText(source.name, formatted))
        if source.name == "stdin" and not options.check and not options.diff:
            _machine_output()
            _print(formatted)
            return 0
        if formatted == source.text:
            return 0
        if options.diff:
            _print(_difference(source, formatted, "in form"))
        elif options.check:
            _print(f"{visible(source.name)}: would change\n")
        else:
            _write_over(source, formatted)
            _print(f"{visible(source.name)}: {done}\n")
        return FOUND if options.check else 0

    paths, code = list(options.files), 0
    if any(map(os.path.isdir, paths)):
        from holdwater.gather import gather
        from holdwater.settings import Settings, find_settings

        def cases_only(folder: str) -> Settings | None:
            settings = find_settings(folder)
            return settings._replace(include=()) if settings is not None else None

        gathered = gather(paths, cases_only, limit=options.max_size)
        paths = list(gathered.paths)
        for problem in gathered.problems:
            _complain(problem)
            code = FAILED
    return max(code, _each(paths, options.max_size, one, cases=options.cases))


def _difference(source: SourceText, text: str, how: str) -> str:
    """What changes, as `diff -u` says it; only a line feed ends a line."""
    from difflib import unified_diff
    from io import StringIO

    from holdwater.report.text import visible

    before, after = (list(StringIO(each, newline="\n")) for each in (source.text, text))
    lines = []
    for line in unified_diff(before, after, visible(source.name), f"{visible(source.name)} ({how})"):
        ending = "\r\n" if line.endswith("\r\n") else "\n"
        lines.append(visible(line.removesuffix(ending)) + (ending if line.endswith(ending) else "\n\\ No newline at end of file\n"))
    return "".join(lines)


def _explain(options: argparse.Namespace) -> int:
    from holdwater.check.explain import explain, find_rule

    code = 0
    for number, wanted in enumerate(options.codes):
        if find_rule(wanted) is None:
            _complain(_no_rule(wanted))
            code = FAILED
        else:
            _print(("\n" if number else "") + explain(wanted).rstrip() + "\n")
    return code


def _rules(options: argparse.Namespace) -> int:  # noqa: ARG001
    from holdwater.check.rules import RULES, load

    wide = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        first = (load(rule).__doc__ or "").strip().partition("\n")[0]
        _print(f"{rule.code}  {rule.severity:<7}  {rule.name:<{wide}}  {first}\n")
    return 0


def _lsp(options: argparse.Namespace) -> int:
    select, ignore = _selection(options.select), _selection(options.ignore)
    try:
        from holdwater.serve import lsp
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise files.Problem("lsp", f"needs {error.name}, which is not installed", "pip install 'holdwater[lsp]'") from error
    from holdwater.serve.documents import Wishes

    if sys.stdin is None or sys.stdout is None:
        raise files.Problem("lsp", "has no standard input and output to speak through", "let your editor start it")
    if sys.stdin.isatty():
        _note("lsp", "this speaks with an editor, which starts it; docs/editors.md says how. Ctrl-C ends it")
    return lsp.run(Wishes(select, ignore, articles=not options.cases, root=options.root, config=not options.no_config))


def _selection(given: Iterable[str]) -> tuple[str, ...]:
    """Codes and beginnings of codes from `HW2,HW305`; each must be that of a rule."""
    from holdwater.check.rules import RULES

    wanted = tuple(code.strip().upper() for codes in given for code in codes.split(",") if code.strip())
    for code in wanted:
        if not any(rule.code.startswith(code) for rule in RULES):
            raise _no_rule(code)
    return wanted


def _no_rule(code: str) -> files.Problem:
    from difflib import get_close_matches

    from holdwater.check.rules import RULES

    close = get_close_matches(code.upper(), [rule.code for rule in RULES], n=1)
    return files.Problem(code, "is no rule", (f"did you mean {close[0]}? " if close else "") + "holdwater rules lists them")


_COMMANDS: dict[str, tuple[Callable[[], argparse.ArgumentParser], Callable[[argparse.Namespace], int]]] = {
    "assess": (_assess_parser, _assess),
    "check": (_check_parser, _check),
    "read": (_read_parser, _read),
    "weigh": (_weigh_parser, _weigh),
    "fmt": (_fmt_parser, _fmt),
    "explain": (_explain_parser, _explain),
    "rules": (_rules_parser, _rules),
    "lsp": (_lsp_parser, _lsp),
}


# What every command does alike


def _each(
    paths: list[str], limit: int, do: Callable[[SourceText], int], *, apart: bool = False, name: str | None = None, cases: bool = False
) -> int:
    """Does one thing with each file and returns the gravest exit code; a file that fails does not keep the others from their turn."""
    worst = 0
    for number, path in enumerate(paths):
        try:
            source = files.load(path, limit=limit)
            if path == "-" and name:
                source = SourceText(name, source.text, source.notes)
            if cases and not _is_case(source):
                continue
            if not source.text.strip():
                raise files.Unreadable(source.name, "is empty", "give it a text")
            for note in source.notes:
                _note(source.name, note)
            if apart and number:
                _print("\n")
            worst = max(worst, do(source))
        except files.Problem as problem:
            _complain(problem)
            worst = FAILED
        except OSError:  # of standard output: `run` deals with it
            raise
        except Exception as error:
            if _developing():
                raise
            finding = f"is more than holdwater can take ({type(error).__name__}: {error})"
            mend = "the fault is holdwater's: please report it, with what `python -X dev -m holdwater` says"
            _complain(files.Problem(path, finding, mend))
            worst = FAILED
    return worst


def _is_case(source: SourceText) -> bool:
    if not source.text.startswith(("---", "\ufeff---")):
        return False
    from holdwater.case.parse import is_case

    return is_case(source.text)


def _print(text: str) -> None:
    if sys.stdout is None:
        raise files.Refused("stdout", "is closed", "send the output to a file")
    sys.stdout.write(text)


def _machine_output() -> None:
    """UTF-8 with plain line feeds, whatever the locale: what programs and files expect."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _complain(problem: files.Problem) -> None:
    _stderr(f"holdwater: {problem.where}: {problem.finding}\n  mend: {problem.mend}\n")


def _note(name: str, note: str) -> None:
    _stderr(f"holdwater: note: {name}: {note}\n")


def _stderr(text: str) -> None:
    from holdwater.report.text import visible

    if sys.stderr is not None:
        if sys.stdout is not None:
            sys.stdout.flush()
        sys.stderr.write("".join(visible(line) + "\n" for line in text.splitlines()))


def _silence() -> None:
    """Sends what is still to be written nowhere, so that the interpreter does not stumble over it at its end."""
    if sys.stdout is None:
        return
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


def _look() -> "Look":
    from holdwater.report.text import Look

    out = sys.stdout
    plain = "utf" not in (getattr(out, "encoding", None) or "").lower()
    if out is None or not out.isatty():
        return Look(plain=plain)
    try:
        width = int(os.environ.get("COLUMNS", "")) or os.get_terminal_size(out.fileno()).columns
    except (ValueError, OSError):
        width = 80
    return Look(max(40, width), not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb", plain)


def _developing() -> bool:
    return sys.flags.dev_mode
