"""`holdwater rules`: every rule, one to a line."""

import argparse

from holdwater.cli.arguments import make_parser
from holdwater.cli.output import say


def parser() -> argparse.ArgumentParser:
    return make_parser("rules", "", "Every rule: code, severity, name, and what it says.", "exit codes: 0 done")


def run(options: argparse.Namespace) -> int:  # noqa: ARG001
    from holdwater.check.rules import RULES, load

    wide = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        first = (load(rule).__doc__ or "").strip().partition("\n")[0]
        say(f"{rule.code}  {rule.severity:<7}  {rule.name:<{wide}}  {first}\n")
    return 0
