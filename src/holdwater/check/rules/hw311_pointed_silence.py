"""The reader is invited to conclude from what would have been said.

Why it matters: "if it were so, we would have said so" concludes without saying what; and whether it would have been said is itself a
claim.
Mend: say what is concluded, and why a word was to be expected; or say that nothing follows.
Stays quiet: where the expectation is hedged and its ground given in the same sentence (then a note), and where the text declines to
conclude there.
Source: conditional perfection, M. Geis and A. Zwicky, On Invited Inferences (1971); argument from silence, D. Walton, Arguments from
Ignorance (1996).
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW311", "pointed-silence"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    seen: set[int] = set()
    for claim in view.having("pointed"):
        for phrase in view.phrases(claim, "pointed"):
            if phrase.at.start in seen:
                continue
            seen.add(phrase.at.start)
            if any(view.phrases(claim, kind) for kind in ("decline", "rival")):
                continue
            degree = view.degree(claim)
            careful = view.reasoned(claim) or (degree is not None and degree.interval.low < 0.9)
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity="note" if careful or not view.own(claim, phrase.at) else SEVERITY,
                at=phrase.at,
                message=f"“{view.excerpt(phrase.at)}” makes a silence speak",
                why="whether it would have been said is a claim of its own, and "
                + ("what is concluded is no surer than that" if careful else "what follows from it is left to the reader"),
                mend="say who would have said it, and what else could have kept them from it"
                if careful
                else "say what is concluded and why a word was to be expected, or that nothing follows",
                points=view.points(view.whole(claim), claim),
            )
