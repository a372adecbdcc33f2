"""How likely it is and how confident the judge is stand in one sentence.

Why it matters: likelihood is about the event, confidence about the grounds. Side by side, each is easily read for the other.
Mend: say in one sentence how likely it is, and in the next how good the grounds are.
Stays quiet: where the sentence has only one of the two.
Source: ICD 203, Analytic Standards (2015), D.6.e(2): a confidence level and a degree of likelihood are not combined in one sentence.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW402", "likelihood-and-confidence"
SEVERITY: Severity = "note"


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.having("confidence"):
        confident = view.phrases(claim, "confidence")
        likely = [
            hedge
            for hedge in view.marks(claim).hedges
            if hedge.kind == "likelihood" and not any(hedge.at.overlaps(each.at) for each in confident)
        ]
        if not confident or not likely:
            continue
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=confident[0].at,
            message=f"“{view.excerpt(confident[0].at)}” and “{likely[0].text}” in one sentence",
            why="one is about the grounds, the other about the event; together each is read for the other",
            mend="say how likely it is, and in a sentence of its own how good the grounds are",
            points=(claim.id,),
            marks=(Mark(likely[0].at, "likelihood"),),
        )
