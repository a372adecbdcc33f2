"""A point's sentence is hedged one way and its field another.

Why it matters: the numbers follow the field, the reader the sentence.
Mend: bring the two together; the field decides.
Stays quiet: where the sentence carries no degree or the point none, where the two bands overlap, and in articles.
Source: section 2 of the case format: fields compute, sentences are read beside them.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW125", "sentence-and-field"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    if view.article:
        return
    for claim in view.claims:
        degree = view.degree(claim)
        hedges = [
            hedge
            for hedge in view.marks(claim).hedges
            if hedge.kind in ("likelihood", "modal") and hedge.term is not None and not view.quoted(hedge.at)
        ]
        if claim.degree is None or degree is None or len(hedges) != 1:
            continue
        hedge = hedges[0]
        read = view.index.words.degree(hedge.term) if hedge.term is not None else None
        if read is None or (read.interval.low < degree.interval.high and degree.interval.low < read.interval.high):
            continue
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=hedge.at,
            message=f"the sentence of ({claim.id}) says “{hedge.text}”, its field “{claim.degree.term}”",
            why="the numbers follow the field, the reader the sentence",
            mend=f"change one of them; the field decides what ({claim.id}) says",
            points=(claim.id,),
            marks=(Mark(claim.degree.at, "the field"),),
        )
