"""`holdwater lsp`: the language server, which an editor starts."""

import argparse
import sys

from holdwater import files
from holdwater.cli.arguments import add_root, add_rules, make_parser, select_rules
from holdwater.cli.output import remark


def parser() -> argparse.ArgumentParser:
    made = make_parser(
        "lsp",
        "[OPTION]...",
        "A language server on standard input and output: findings, said and held, labels and fields in your editor, on cases and\n"
        "on articles. Your editor starts it; docs/editors.md says how. Needs the extra lsp: pip install 'holdwater[lsp]'.",
        "exit codes: 0 the editor has left in the proper order; 1 it has not; 2 the extra is not installed",
    )
    add_rules(made)
    made.add_argument("--cases", action="store_true", help="look at cases only, and leave every other text alone")
    made.add_argument("--no-config", action="store_true", help="look for no holdwater.toml or pyproject.toml")
    add_root(made)
    made.add_argument("--stdio", action="store_true", help="accepted for editors that give it: there is no other way")
    return made


def run(options: argparse.Namespace) -> int:
    select, ignore = select_rules(options.select), select_rules(options.ignore)
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
        remark("lsp", "this speaks with an editor, which starts it; docs/editors.md says how. Ctrl-C ends it")
    return lsp.run(Wishes(select, ignore, articles=not options.cases, root=options.root, config=not options.no_config))
