"""`holdwater read`: an article taken apart into a case."""

import argparse
import os

from holdwater import files
from holdwater.cli.arguments import EXIT_CODES, add_files, add_size, make_parser
from holdwater.cli.each import do_each
from holdwater.cli.output import say, use_machine_output
from holdwater.cli.propose import add_proposing
from holdwater.cli.rewrite import write_over
from holdwater.source import SourceText


def parser() -> argparse.ArgumentParser:
    made = make_parser(
        "read",
        "[OPTION]... FILE",
        "Takes an article apart into a case: every point in the author's words, with its place, its links and its sources.\n"
        "A case is passed on as it is.",
        EXIT_CODES,
    )
    add_files(made, many=False)
    made.add_argument("-o", "--output", metavar="OUT", help="write to a file instead of standard output; one that is there is kept")
    made.add_argument("--format", choices=("md", "json"), default="md", help="md: a case file (default); json: schema holdwater/read/1")
    made.add_argument("--force", action="store_true", help="replace OUT")
    made.add_argument(
        "--why",
        metavar="LABEL",
        nargs="?",
        const="",
        help="instead of a case, for each point (--why=7: for one) what was recognised, the rule and the words that made it",
    )
    add_size(made)
    add_proposing(made)
    return made


def run(options: argparse.Namespace) -> int:
    from holdwater.walk import open_case

    path = options.files[0]

    def one(source: SourceText) -> int:
        if options.why is not None:
            say(_why(source, options.why or None))
            return 0
        case, _ = open_case(source)
        if options.propose is not None and options.format == "json":
            raise files.Problem("--format json", "does not go with --propose", "proposals are read and decided on in a case file: leave it out")
        if options.format == "json":
            from holdwater.case.index import Index
            from holdwater.report import json

            content = json.dump(json.read_object(Index(case)))
        elif case.form == "case":
            content = source.text
        else:
            from holdwater.case.write import write

            content = write(case, file=None if path == "-" else _from(options.output, path))
        if options.propose is not None:
            from holdwater.cli.propose import propose_into

            in_place = case.form == "case" and options.output is not None and _is_same(options.output, path)
            if in_place and source.notes:
                raise files.Refused(source.name, source.notes[0], "save it as UTF-8 first")
            content = propose_into(content, case, source, options)
            if in_place:
                if content != source.text:
                    write_over(source, content)
                return 0
        if options.output in (None, "-"):
            use_machine_output()
            say(content)
        else:
            files.write(options.output, content, force=options.force)
        return 0

    return do_each(options.files, options.max_size, one)


def _why(source: SourceText, label: str | None) -> str:
    """The account of `read.why`, of an article alone: a case says itself what it is."""
    from holdwater.case.parse import is_case
    from holdwater.read.why import Unknown, explain

    if is_case(source.text):
        raise files.Problem(source.name, "is a case, and says itself why each thing is there", "--why is for articles")
    try:
        return explain(source, label)
    except Unknown:
        raise files.Problem(source.name, f"has no point {label}", "leave the label out to see all of them") from None


def _is_same(output: str, path: str) -> bool:
    """Whether a case is to be written over itself."""
    return path != "-" and os.path.realpath(output) == os.path.realpath(path)


def _from(output: str | None, path: str) -> str:
    """The path to an article as seen from the folder of the case."""
    folder = os.path.dirname(output) if output not in (None, "-") and output else ""
    try:
        return os.path.relpath(path, folder or ".").replace(os.sep, "/")
    except ValueError:  # another drive
        return path
