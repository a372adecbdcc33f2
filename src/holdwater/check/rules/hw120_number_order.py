"""A number is printed twice or out of order in an article.

Why it matters: a reference to the number can mean either place, or the wrong one.
Mend: renumber, and the references with it.
Stays quiet: where a second list starts again and nothing refers to its numbers (then a note).
Source: none needed: form.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW120", "number-order"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    if not view.article:
        return
    cited = {found.target for found in view.case.references}
    seen: dict[str, Claim] = {}
    highest: tuple[tuple[int, ...], Claim] | None = None
    for claim in view.claims:
        if claim.label is None or claim.parent is not None:
            continue
        at = claim.label_at or claim.at
        first = seen.setdefault(claim.label, claim)
        value = _value(claim.label)
        if first is not claim:
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if claim.label in cited else "note",
                at=at,
                message=f"({claim.label}) is printed twice",
                why="a reference to it can mean either" if claim.label in cited else "nobody can refer to the one without the other",
                mend="renumber one of them, and the references with it",
                points=view.points(claim, first),
                marks=(Mark(first.label_at or first.at, "the first"),),
            )
        elif value is not None and highest is not None and len(value) == len(highest[0]) and value < highest[0]:
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if claim.label in cited else "note",
                at=at,
                message=f"({claim.label}) stands after ({highest[1].label})",
                why="a reader who looks for it by number looks in the wrong place",
                mend="renumber, and the references with it",
                points=view.points(claim, highest[1]),
                marks=(Mark(highest[1].label_at or highest[1].at, "the higher number"),),
            )
        if value is not None and (highest is None or value > highest[0]):
            highest = (value, claim)


def _value(label: str) -> tuple[int, ...] | None:
    parts = label.split(".")
    return tuple(int(part) for part in parts) if all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts) else None
