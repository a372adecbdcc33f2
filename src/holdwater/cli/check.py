"""`holdwater check`: findings on each text, in a form for people, programs or CI, by the settings of its folder.

What `--fix` does to a file is in `fix`, `--watch` in `watch`.
"""

import argparse
import os
from collections.abc import Iterator

from holdwater import files
from holdwater.cli.arguments import add_cases, add_root, add_rules, add_size, fetcher, make_parser, select_rules
from holdwater.cli.each import do_each
from holdwater.cli.output import FAILED, FOUND, complain, say, see_terminal, use_machine_output
from holdwater.source import SourceText
from holdwater.typed import NamedTuple

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.case.index import Index
    from holdwater.diagnostics import Diagnostic
    from holdwater.settings import Settings
    from holdwater.walk import Assessment


def parser() -> argparse.ArgumentParser:
    made = make_parser(
        "check",
        "[OPTION]... FILE...",
        "Findings on the sentences of each FILE, where they stand, with the reason and what mends them.",
        "exit codes: 0 nothing at or above the threshold of --fail-on; 1 findings; 2 a file could not be read\n"
        "(the others still are); 130 interrupted",
    )
    made.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a text, a page, PDF, Word file or mail, a case, or a folder: the cases in it; - is standard input",
    )
    made.add_argument(
        "--format",
        metavar="FORMAT",
        choices=("text", "json", "sarif", "github", "gitlab"),
        default="text",
        help="text; json: one object, schema holdwater/check/1; sarif: SARIF 2.1.0; github: annotations of GitHub Actions; gitlab: a code "
        "quality report",
    )
    made.add_argument("--silenced", action="store_true", help="sarif: with the findings that are silenced, and the reasons")
    add_rules(made)
    made.add_argument("--severity", choices=("note", "warning", "error"), help="show what is this grave or graver (default: note)")
    made.add_argument(
        "--fail-on",
        choices=("note", "warning", "error"),
        help="exit with 1 on what is this grave or graver, shown or not (default: warning)",
    )
    made.add_argument("--fix", action="store_true", help="apply the fixes that cannot change what is meant, to cases and Markdown drafts")
    made.add_argument("--diff", action="store_true", help="write nothing; print what --fix would change, and nothing else")
    made.add_argument("--numbers", action="store_true", help="weigh cases with their posteriors, and run the rules about them, too")
    made.add_argument("--watch", action="store_true", help="check again whenever a file changes, until Ctrl-C")
    made.add_argument("--no-config", action="store_true", help="look for no holdwater.toml or pyproject.toml")
    made.add_argument("--stdin-name", metavar="NAME", help="the name that - goes by in messages, and whose folder's settings hold for it")
    add_cases(made)
    add_root(made)
    add_size(made)
    return made


def run(options: argparse.Namespace) -> int:
    if options.silenced and options.format != "sarif":
        raise files.Problem("--silenced", "is for --format sarif", "leave it out, or give it that format")
    if options.diff and options.format != "text":
        raise files.Problem("--diff", "prints a difference, and nothing else", "leave out --format")
    if options.watch:
        from holdwater.cli.watch import watch_files

        return watch_files(options)
    wants = Wants(options)
    paths, code = gather_files(options, wants)
    return max(code, check_files(options, wants, paths))


class Wants:
    """What is wanted for each text: the flags, and where they are silent the settings of its folder."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._select, self._ignore = select_rules(options.select), select_rules(options.ignore)
        self._settings: dict[str, Settings | None] = {}

    def settings(self, folder: str) -> "Settings | None":
        if self._options.no_config or not any(map(os.path.exists, settings_above(folder))):
            return None
        from holdwater.settings import find_settings

        return find_settings(folder, self._settings)

    def of(self, path: str) -> "Want":
        from holdwater.diagnostics import SEVERITIES

        options, settings = self._options, self.settings(os.path.dirname(path) or os.curdir)
        select, ignore, words = self._select, self._ignore, None
        severity, fail_on = options.severity, options.fail_on
        if settings is not None:
            from holdwater.settings import ignored_in, words_for

            if not select:  # who selects on the command line says which rules, whatever the settings say
                select, ignore = settings.select or (), ignore or settings.ignore or ()
            ignore += ignored_in(settings, path)
            words = words_for(settings, path)
            severity, fail_on = severity or settings.severity, fail_on or settings.fail_on
        return Want(select, ignore, words, SEVERITIES.index(severity or "note"), SEVERITIES.index(fail_on or "warning"))


class Want(NamedTuple):
    """For one text: rules, word list, and from which severity on findings are shown and fail."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    words: str | None
    shown_from: int
    fails_from: int


def settings_above(folder: str) -> Iterator[str]:
    """Where settings for a folder may lie (see `settings.find_settings`). Most have none, and what reads them need not be loaded."""
    at = os.path.realpath(folder)
    while True:
        yield os.path.join(at, "holdwater.toml")
        yield os.path.join(at, "pyproject.toml")
        above = os.path.dirname(at)
        if above == at or os.path.exists(os.path.join(at, ".git")):
            return
        at = above


def gather_files(options: argparse.Namespace, wants: Wants, *, quiet: bool = False) -> tuple[list[str], int]:
    """The files that were named, folders taken apart, and the exit code so far. Settings are read here, so that faulty ones stop everything."""
    paths, code = list(options.files), 0
    if any(os.path.isdir(path) for path in paths):
        from holdwater.gather import gather

        gathered = gather(paths, wants.settings, limit=options.max_size)
        for problem in gathered.problems:
            code = FAILED
            if not quiet:
                complain(problem)
        paths = list(gathered.paths)
    for path in paths:
        wants.of(name_of(path, options))
    return paths, code


def name_of(path: str, options: argparse.Namespace) -> str:
    """What a path is called in messages."""
    return (options.stdin_name or "stdin") if path == "-" else path


def check_files(options: argparse.Namespace, wants: Wants, paths: list[str]) -> int:
    """Checks each file, tells what was found, and returns the exit code."""
    from holdwater.diagnostics import SEVERITIES
    from holdwater.report import text
    from holdwater.walk import assess

    if options.format != "text":
        use_machine_output()
    checked: list[tuple[Index, tuple[Diagnostic, ...]]] = []
    shown: list[Diagnostic] = []
    hidden: list[Diagnostic] = []
    count = 0

    def look(source: SourceText) -> "Assessment":
        want = wants.of(source.name)
        return assess(
            source, select=want.select, ignore=want.ignore, fetch=fetcher(source.name, options), words=want.words, silenced=options.silenced,
            bare=True,
        )

    def one(source: SourceText) -> int:
        nonlocal count
        count += 1
        want = wants.of(source.name)
        assessment = look(source)
        if options.fix or options.diff:
            from holdwater.cli.fix import mend_file

            mended = mend_file(source, assessment, look, options)
            if options.diff:
                return 0 if mended is source else FOUND
            if mended is not source:
                source, assessment = mended, look(mended)
        found = tuple(finding for finding in assessment.diagnostics if SEVERITIES.index(finding.severity) >= want.shown_from)
        if found and options.format == "text":
            say(text.findings(source, found, see_terminal()) + "\n")
        elif options.format == "github":
            from holdwater.report.annotations import github_commands

            say(github_commands(source, found, folder=os.getcwd()))
        elif options.format != "text":
            checked.append((assessment.index, found))
        told = [finding for finding in assessment.diagnostics if finding.silenced is None]
        shown.extend(finding for finding in found if finding.silenced is None)
        hidden.extend(finding for finding in told if SEVERITIES.index(finding.severity) < want.shown_from)
        return FOUND if any(SEVERITIES.index(finding.severity) >= want.fails_from for finding in told) else 0

    code = do_each(paths, options.max_size, one, name=options.stdin_name, cases=options.cases)
    if options.format not in ("text", "github"):
        say(_checked(options.format, checked, complete=code != FAILED))
    elif count and not options.diff:
        say(text.closing(count, shown, hidden) + "\n")
    return code


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
