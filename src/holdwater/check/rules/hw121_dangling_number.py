"""A reference leads to no point.

Why it matters: what was to be shown by the point it means is shown by nothing.
Mend: correct the number, or add the point.
Stays quiet: on numbers of another chapter, on years, and on words that are quoted from elsewhere.
Source: none needed: form.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity
from holdwater.source import Span

CODE, NAME = "HW121", "dangling-number"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    labels = {claim.label for claim in view.claims if claim.label is not None}
    shapes = {_shape(label) for label in labels if label[:1].isdigit()}
    if not view.article or len(labels) < 2:
        return
    for found in view.case.references:
        known = found.target in labels or view.index.resolves(found.target)
        if known or not found.target[:1].isdigit() or _shape(found.target) not in shapes or view.quoted(found.at):
            continue
        yield _finding(found.at, found.target, found.source)
    longest = max((len(label) for label in labels if label.isdigit()), default=0)
    for claim in view.claims:
        if longest and not view.inside(claim):
            yield from _in_brackets(view, claim, labels, longest)


def _in_brackets(view: View, claim: Claim, labels: set[str], longest: int) -> Iterator[Diagnostic]:
    """Numbers in parentheses that look like labels, and stand in one list with a real one or behind "given"."""
    tokens, marks = view.tokens(claim), view.marks(claim)
    known = [found.at for found in marks.citations]
    given = [found.at for found in marks.connectives if found.role == "given"]
    for at in range(1, len(tokens) - 1):
        word = tokens.low[at]
        if tokens.low[at - 1] != "(" or tokens.low[at + 1] != ")" or not word.isdigit() or len(word) > longest or word in labels:
            continue
        place = tokens.span_of(at - 1, at + 1)
        listed = any(-8 <= other.start - place.end <= 8 or -8 <= place.start - other.end <= 8 for other in known)
        if (
            (listed or any(0 <= place.start - other.end < 10 for other in given))
            and not any(place.overlaps(other) for other in known)
            and not view.quoted(place)
        ):
            known.append(place)
            yield _finding(place, word, claim.id)


def _finding(at: Span, target: str, source: str | None) -> Diagnostic:
    return Diagnostic(
        code=CODE,
        name=NAME,
        severity=SEVERITY,
        at=at,
        message=f"({target}) is referred to, and no point has that number",
        why="what it was to show is shown by nothing",
        mend="correct the number, or add the point",
        points=(source,) if source is not None else (),
    )


def _shape(label: str) -> str:
    """All but the last number of a label: the labels of one chapter share it."""
    return label.rpartition(".")[0]
