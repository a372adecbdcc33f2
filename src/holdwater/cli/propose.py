"""`holdwater read --propose`: what is sent where is said and asked first; then a model's proposals in the case, and what became of the others."""

import argparse
import os
import sys

from holdwater import files
from holdwater.cli.output import remark, warn
from holdwater.source import SourceText

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.case.types import Case
    from holdwater.propose.address import Address
    from holdwater.propose.run import Plan
    from holdwater.propose.types import Outcome

_SHOWN = 40
"""Dropped suggestions that are listed one by one; of more, the rest is counted."""
_PER_TOKEN = 4
"""Characters to a token, roughly, of English."""
_QUESTION = 300
"""Tokens of a question about one place, roughly."""


def add_proposing(parser: argparse.ArgumentParser) -> None:
    """`--propose` and what belongs to it."""
    group = parser.add_argument_group("proposals of a language model")
    group.add_argument(
        "--propose",
        metavar="MODEL",
        help="have a model propose what the rules do not see, each with a quote that is looked up: http://localhost:11434/v1#NAME, or "
        "openai:NAME; keys are taken from HOLDWATER_MODEL_KEY and OPENAI_API_KEY",
    )
    group.add_argument("--yes", action="store_true", help="send without asking")
    group.add_argument("--remote", action="store_true", help="the text may leave this machine")
    group.add_argument("--timeout", metavar="SECONDS", type=_seconds, default=300.0, help="how long an answer may take (default: 300)")
    group.add_argument("--price", metavar="PRICE", type=_price, help="of a million tokens, to be told about what sending costs")


def _seconds(text: str) -> float:
    return _number(text, 0.1, 86_400, "a number of seconds")


def _price(text: str) -> float:
    return _number(text, 0, 1_000_000, "a price")


def _number(text: str, low: float, high: float, what: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not low <= number <= high:
        raise argparse.ArgumentTypeError(f"{text!r} is not {what}")
    return number


def propose_into(text: str, case: "Case", source: SourceText, options: argparse.Namespace) -> str:
    """The text of a case with a model's proposals. source: the file that was named, an article or the case itself. Raises `files.Problem`."""
    from holdwater.case.parse import parse
    from holdwater.propose.address import find_address
    from holdwater.propose.client import Client
    from holdwater.propose.passages import Passages
    from holdwater.propose.run import plan, propose

    address = find_address(options.propose, os.environ)
    if not address.local and not options.remote:
        raise files.Problem(address.shown, "is not this machine: the text would leave it", "say that it may with --remote, or use a model here")
    if case.form == "article":
        name, article, origin = "the case", source, "article"
    else:
        name = source.name
        article, origin = _article_of(case, source, options)
    parsed = parse(SourceText(name, text)).case
    passages = Passages(parsed, article, origin)
    if not passages.sentences:
        raise files.Problem(article.name, "has no sentences to ask about", "give it a text")
    if passages.left_out:
        remark(article.name, f"{len(passages.left_out)} comments in it are not sent: no reader sees them")
    _ask_first(plan(passages), address, options, asking=options.files[0] != "-")
    terminal = sys.stderr is not None and sys.stderr.isatty()

    def tell(done: int, known: int) -> None:
        warn(f"\r  asked {done} of about {known} … ")

    outcome = propose(name, text, article, origin, Client(address, patience=options.timeout), tell=tell if terminal else None)
    if terminal:
        warn("\r" + " " * 40 + "\r")
    _report(outcome, address)
    return outcome.text


def read_source(case: "Case", id: str, path: str, root: str | None, limit: int) -> SourceText:
    """The text that a source of a case has as its `file`. Raises `files.Problem`."""
    from holdwater import project

    found = next((source for source in case.sources if source.id == id), None)
    if found is None or not found.file:
        raise files.Unreadable(id, "has no `file` under Sources", "name the file of its text there")
    folder = os.path.dirname(path) or "."
    top = project.find_root(folder) if root is None else root
    return project.read_file(project.find_file(found.file, folder, top), name=found.file, limit=limit)[0]


def _article_of(case: "Case", source: SourceText, options: argparse.Namespace) -> tuple[SourceText, str]:
    """The text that a case is about, and the source it is the text of."""
    withtext = [each.id for each in case.sources if each.file]
    if not withtext:
        mend = "name its text under Sources: `- **article** Title`, and under it `- file: article.txt`"
        raise files.Problem(source.name, "names no text to propose from", mend)
    origin = "article" if "article" in withtext else withtext[0]
    name = "" if source.name == "stdin" else source.name
    return read_source(case, origin, name, None, options.max_size), origin


def _ask_first(planned: "Plan", address: "Address", options: argparse.Namespace, *, asking: bool) -> None:
    """Says what would be sent and where, and asks. Raises `files.Problem` for a no."""
    tokens = planned.size // _PER_TOKEN + 1
    further = planned.further * _QUESTION
    requests = len(planned.requests)
    lines = [
        f"to be sent to {address.shown}, model {address.model}" + ("" if not address.local else " (this machine)"),
        f"  {planned.sentences:,} sentences of the article in {requests} request{'' if requests == 1 else 's'}: "
        f"{planned.size:,} characters, about {tokens:,} tokens",
        f"  then at most {planned.further} questions about single sentences: about {further:,} tokens more; the answers come on top",
    ]
    if options.price is not None:
        lines.append(f"  cost: at most about {options.price * (tokens + further) / 1_000_000:,.4f} for what is sent")
    warn("".join(f"holdwater: {line}\n" if not line.startswith(" ") else f"{line}\n" for line in lines))
    if options.yes:
        return
    if not asking or sys.stdin is None or not sys.stdin.isatty() or sys.stderr is None or not sys.stderr.isatty():
        raise files.Problem("--propose", "sends nothing without a yes, and there is nobody to ask", "add --yes if it may be sent")
    warn("Send it? [y/N] ")
    answer = sys.stdin.readline().strip().casefold()
    if answer not in ("y", "yes"):
        raise files.Problem("--propose", "was told no: nothing was sent", "leave --propose out, or say y")


def _report(outcome: "Outcome", address: "Address") -> None:
    from holdwater.propose.run import count_kinds
    from holdwater.propose.types import CALLED

    told = count_kinds(outcome.added) or "nothing"
    questions = f"{outcome.requests} question{'' if outcome.requests == 1 else 's'}"
    after = "; `holdwater review` goes through them" if outcome.added else ""
    remark(f"{address.model} at {address.shown}", f"proposed and kept, in {questions}: {told}{after}")
    for added in outcome.added:
        if added.lost:
            remark(f"({added.under})", f"the model's quote had left out {', '.join(added.lost)}; the whole sentence is taken")
    if outcome.dropped:
        remark("dropped", f"{len(outcome.dropped)} suggestion{'' if len(outcome.dropped) == 1 else 's'}")
        for each in outcome.dropped[:_SHOWN]:
            what = CALLED[each.kind][0] if each.kind is not None else "suggestion"
            quote = f" “{each.quote if len(each.quote) <= 60 else each.quote[:59] + '…'}”" if each.quote else ""
            warn(f"  {what}{quote}: {each.reason}\n")
        if len(outcome.dropped) > _SHOWN:
            warn(f"  and {len(outcome.dropped) - _SHOWN} more\n")
