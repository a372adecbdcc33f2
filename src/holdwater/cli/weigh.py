"""`holdwater weigh`: said against held, point by point."""

import argparse

from holdwater.cli.arguments import EXIT_CODES, add_files, add_size, make_parser
from holdwater.cli.each import do_each
from holdwater.cli.output import say, see_terminal, use_machine_output
from holdwater.source import SourceText


def parser() -> argparse.ArgumentParser:
    made = make_parser(
        "weigh",
        "[OPTION]... FILE",
        "Said against held for every point: what the author claims, what the reasons given can deliver, and what was assumed.",
        EXIT_CODES,
    )
    add_files(made, many=False)
    made.add_argument("--format", choices=("text", "json"), default="text", help="json: schema holdwater/weigh/1")
    add_size(made)
    return made


def run(options: argparse.Namespace) -> int:
    from holdwater.case.index import Index
    from holdwater.walk import open_case
    from holdwater.weigh import weigh

    def one(source: SourceText) -> int:
        case, _ = open_case(source)
        index = Index(case)
        if options.format == "json":
            from holdwater.report import json
            from holdwater.weigh.as_object import weigh_object

            use_machine_output()
            say(json.dump(weigh_object(weigh(index))))
        else:
            from holdwater.report import text

            say(text.weighing_table(index, weigh(index), see_terminal()))
        return 0

    return do_each(options.files, options.max_size, one)
