"""That nobody else could have done it is asserted, not shown.

Why it matters: to exclude every other candidate is the strongest claim there is, and here the whole weight rests on it.
Mend: name the candidates and say what rules each of them out.
Stays quiet: where the reason for the exclusion stands in the sentence, where the text hedges it, and on words that another speaker is
quoted with (then a note).
Source: eliminative induction, J. Venn, The Principles of Empirical Logic (1889); argument from ignorance, D. Walton (1996).
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW310", "bare-exclusion"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    seen: set[int] = set()
    for claim in view.having("exclusion"):
        for phrase in view.phrases(claim, "exclusion"):
            if phrase.at.start in seen:
                continue
            seen.add(phrase.at.start)
            if view.declines(claim) or view.reasoned(claim) or claim.open or view.rivals(claim):
                continue
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if view.own(claim, phrase.at) else "note",
                at=phrase.at,
                message=f"“{view.around(claim, phrase.at)}” shuts out every other candidate without saying why",
                why="an exclusion is only as good as the list of candidates and what rules each of them out",
                mend="name the candidates, and say what rules each of them out",
                points=view.points(view.whole(claim), claim),
            )
