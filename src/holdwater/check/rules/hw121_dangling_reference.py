"""A reference leads to no point.

Why it matters: what was to be shown by the point it means is shown by nothing.
Mend: correct the number, or add the point.
Stays quiet: on numbers of another chapter, on years, and on words that are quoted from elsewhere.
Source: none needed: form.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW121", "dangling-reference"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    labels = {claim.label for claim in view.claims if claim.label is not None}
    shapes = {_shape(label) for label in labels if label[:1].isdigit()}
    if not view.article or len(labels) < 2:
        return
    for found in view.case.references:
        if found.target in labels or view.index.resolves(found.target) or _shape(found.target) not in shapes or view.quoted(found.at):
            continue
        claim = view.index.claims.get(found.source) if found.source is not None else None
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=found.at,
            message=f"({found.target}) is referred to, and no point has that number",
            why="what it was to show is shown by nothing",
            mend="correct the number, or add the point",
            points=(claim.id,) if claim is not None else (),
        )


def _shape(label: str) -> str:
    """All but the last number of a label: the labels of one chapter share it."""
    return label.rpartition(".")[0]
