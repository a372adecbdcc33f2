"""`holdwater explain`: what a rule looks for, why it matters, what mends it."""

import argparse

from holdwater.cli.arguments import make_parser, no_rule
from holdwater.cli.output import FAILED, complain, say


def parser() -> argparse.ArgumentParser:
    made = make_parser(
        "explain",
        "CODE...",
        "What a rule looks for, why it matters, what mends it, and when it stays quiet.",
        "exit codes: 0 done; 2 no such rule",
    )
    made.add_argument("codes", metavar="CODE", nargs="+", help="a code or a name: HW203, confidence-inflation")
    return made


def run(options: argparse.Namespace) -> int:
    from holdwater.check.explain import explain, find_rule

    code = 0
    for number, wanted in enumerate(options.codes):
        if find_rule(wanted) is None:
            complain(no_rule(wanted))
            code = FAILED
        else:
            say(("\n" if number else "") + explain(wanted).rstrip() + "\n")
    return code
