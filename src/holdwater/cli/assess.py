"""`holdwater assess`: a summary on the terminal, and a report beside it."""

import argparse
import os

from holdwater import files
from holdwater.cli.arguments import EXIT_CODES, add_files, add_root, add_size, fetcher, make_parser
from holdwater.cli.each import do_each
from holdwater.cli.output import say, see_terminal, use_machine_output
from holdwater.source import SourceText

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.walk import Assessment


def parser() -> argparse.ArgumentParser:
    made = make_parser(
        "assess",
        "[OPTION]... FILE...",
        "Reads, checks and weighs: prints a summary and writes one self-contained HTML report for each FILE,\n"
        "NAME.report.html in the current folder (stdin.report.html for -).",
        EXIT_CODES,
    )
    add_files(made)
    made.add_argument("-o", "--output", metavar="OUT", help="name the report of a single FILE; - is standard output")
    made.add_argument("--format", choices=("text", "json"), default="text", help="json: one object a line; no report without -o")
    made.add_argument("--force", action="store_true", help="replace OUT even if holdwater did not make it")
    add_root(made)
    add_size(made)
    return made


def run(options: argparse.Namespace) -> int:
    from holdwater.report import html
    from holdwater.walk import assess

    if options.output is not None and len(options.files) > 1:
        raise files.Problem(options.output, f"can hold one report, not {len(options.files)}", "leave out -o, or give one file at a time")
    as_json, to_stdout = options.format == "json", options.output == "-"
    if as_json or to_stdout:
        use_machine_output()
    made: dict[str, str] = {}

    def one(source: SourceText) -> int:
        assessment = assess(source, fetch=fetcher(source.name, options), numbers=True, tight=True)
        if as_json:
            say(_assess_line(assessment))
        elif not to_stdout:
            from holdwater.report import text

            say(text.summary(assessment.index, assessment.diagnostics, assessment.weighing, see_terminal()))
        if as_json and options.output is None:
            return 0
        page = html.render(assessment.index, assessment.diagnostics, assessment.weighing)
        if to_stdout:
            say(page)
            return 0
        output = options.output or os.path.splitext(os.path.basename(source.name))[0] + ".report.html"
        if output in made:
            raise files.Refused(output, f"is the report on {made[output]} already", f"give {source.name} a report of its own name with -o")
        files.write(output, page, force=options.force, own=html.GENERATOR)
        made[output] = source.name
        if not as_json:
            from holdwater.report.text import visible

            say(f"\nReport: {visible(output)}\n")
        return 0

    return do_each(options.files, options.max_size, one, apart=not as_json and not to_stdout)


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
