"""A degree is not on the scale that the case has chosen.

Why it matters: the word is read with another scale's numbers, so two words of this case may overlap or cross that would not on one scale.
Mend: take the nearest word of the chosen scale, or choose the other scale in `words:`.
Stays quiet: on numbers, on `open`, and in articles, whose authors chose no scale.
Source: ICD 203 (2015), on consistent terms; CALCULUS section 7 of this project's documentation, on terms that another scale knows.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity
from holdwater.lexicon.scale import Degree

CODE, NAME = "HW403", "off-scale-term"
SEVERITY: Severity = "note"


def check(view: View) -> Iterator[Diagnostic]:
    if view.article:
        return
    words = view.index.words
    read: dict[str, Degree | None] = {}
    for claim in view.claims:
        degrees = [
            claim.degree,
            claim.otherwise,
            *(step.strength for step in (*claim.because, *claim.against)),
            *(cell.degree for cell in claim.rows),
        ]
        for degree in degrees:
            if degree is None or degree.term == "open":
                continue
            if degree.term not in read:
                read[degree.term] = words.degree(degree.term)
            known = read[degree.term]
            if known is None or known.scale in ("number", words.scale.name):
                continue
            low, high = known.interval
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=degree.at,
                message=f"“{degree.term}” is no word of {words.scale.name}; it is read with {known.scale} as {low:g} to {high:g}",
                why="words of two scales may overlap or cross where those of one scale do not",
                mend=f"take the nearest word of {words.scale.name}, or write the range",
                points=(claim.id,),
            )
