"""One hedge on top of another.

Why it matters: "it might possibly be" says less than either word, and nobody can tell how much less.
Mend: choose the one word that says how sure you are.
Stays quiet: on terms that belong together ("appears likely"), and on hedges in different clauses.
Source: ICD 203 (2015), on expressing uncertainty once; K. Hyland, Hedging in Scientific Research Articles (1998).
"""

from collections.abc import Iterator
from itertools import pairwise

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity
from holdwater.prose.types import Hedge
from holdwater.source import Span

CODE, NAME = "HW401", "hedge-stacking"
SEVERITY: Severity = "note"
REACH = 32
"""Characters between two hedges that still make one stack."""


def check(view: View) -> Iterator[Diagnostic]:
    seen: set[int] = set()
    for claim in view.marked("hedges"):
        hedges = [hedge for hedge in view.marks(claim).hedges if _doubts(view, hedge)]
        for one, other in pairwise(hedges):
            between = view.text[one.at.end : other.at.start]
            if one.at.start in seen or len(between) > REACH or any(mark in between for mark in ",;:.()–—") or len(between.split()) > 4:
                continue
            if " or " in between or " and " in between or " but " in between:
                continue
            seen.add(one.at.start)
            at = Span(one.at.start, other.at.end)
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=at,
                message=f"“{view.excerpt(at)}” hedges twice",
                why="two words of doubt in a row leave it open how much doubt is meant",
                mend=f"keep “{one.text}” or “{other.text}”, whichever says how sure it is",
                points=(claim.id,),
            )


def _doubts(view: View, hedge: Hedge) -> bool:
    if hedge.kind not in ("likelihood", "modal") or hedge.term is None:
        return False
    degree = view.index.words.degree(hedge.term)
    return degree is not None and degree.interval.high < 0.95
