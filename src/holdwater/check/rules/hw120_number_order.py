"""A number is printed twice or out of order in an article.

Why it matters: a reference to the number can mean either place, or the wrong one.
Mend: renumber, and the references with it.
Stays quiet: where a list begins anew at 1 and nothing refers to its numbers; where something does, and on a number out of order, it is a
note.
Source: none needed: form.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.source import Span

CODE, NAME = "HW120", "number-order"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    if not view.article:
        return
    seen: dict[str, Claim] = {}
    highest: tuple[tuple[int, ...], Claim] | None = None
    run: dict[str, Claim] = {}
    again: list[tuple[Claim, Claim]] = []
    for claim in view.claims:
        if claim.label is None or claim.parent is not None:
            continue
        value = _value(claim.label)
        if claim.label in run:
            if value is not None and value[-1] == 1:
                run = {}  # another list begins
                highest = None
            else:
                yield _twice(claim, run[claim.label])
        elif value is not None and highest is not None and len(value) == len(highest[0]) and value < highest[0]:
            yield _behind(claim, highest[1])
        run.setdefault(claim.label, claim)
        first = seen.setdefault(claim.label, claim)
        if first is not claim and run[claim.label] is claim:
            again.append((claim, first))
        if value is not None and (highest is None or value > highest[0]):
            highest = (value, claim)
    if again:
        twice = {claim.label for claim, _ in again}
        cited = next((found for found in view.case.references if found.target in twice), None)
        if cited is not None:
            claim, first = next(pair for pair in again if pair[0].label == cited.target)
            yield _restarted(claim, first, cited.at)


def _twice(claim: Claim, first: Claim) -> Diagnostic:
    return Diagnostic(
        code=CODE,
        name=NAME,
        severity=SEVERITY,
        at=claim.label_at or claim.at,
        message=f"({claim.label}) is printed twice",
        why="a reference to it can mean either",
        mend="renumber one of them, and the references with it",
        points=(claim.id, first.id),
        marks=(Mark(first.label_at or first.at, "the first"),),
    )


def _behind(claim: Claim, higher: Claim) -> Diagnostic:
    return Diagnostic(
        code=CODE,
        name=NAME,
        severity="note",
        at=claim.label_at or claim.at,
        message=f"({claim.label}) stands after ({higher.label})",
        why="a reader who looks for it by number looks in the wrong place",
        mend="renumber, and the references with it",
        points=(claim.id, higher.id),
        marks=(Mark(higher.label_at or higher.at, "the higher number"),),
    )


def _restarted(claim: Claim, first: Claim, cited: Span) -> Diagnostic:
    return Diagnostic(
        code=CODE,
        name=NAME,
        severity="note",
        at=claim.label_at or claim.at,
        message=f"the numbers start again, and ({claim.label}) is referred to",
        why="a reference can mean a point of either list",
        mend="number the points of the text through, or say which list is meant",
        points=(claim.id, first.id),
        marks=(Mark(first.label_at or first.at, "the first"), Mark(cited, "referred to here")),
    )


def _value(label: str) -> tuple[int, ...] | None:
    parts = label.split(".")
    return tuple(int(part) for part in parts) if all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts) else None
