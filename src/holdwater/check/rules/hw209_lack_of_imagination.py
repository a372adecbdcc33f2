"""That no other explanation comes to mind is given as a reason.

Why it matters: what we cannot think of says something about us. An explanation wins by being compared with rivals, not by being alone.
Mend: name the nearest other explanation, and say what speaks against it.
Stays quiet: where the text names a rival or gives the reasons for excluding one in the same point, and on words that another speaker is
quoted with (then a note).
Source: argument from ignorance, D. Walton, Arguments from Ignorance (1996); inference to the best explanation, P. Lipton (2004).
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW209", "lack-of-imagination"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    seen: set[int] = set()
    for claim in view.having("imagination"):
        for cue in view.phrases(claim, "imagination"):
            if cue.at.start in seen or view.negated(claim, cue.at) or view.declines(claim):
                continue
            if any(view.rivals(each) for each in (claim, view.whole(claim))) or view.reasoned(claim, cue.at.start):
                continue
            seen.add(cue.at.start)
            words = view.excerpt(cue.at)
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if view.own(claim, cue.at) else "note",
                at=cue.at,
                message=f"“{words}”: that no other explanation is at hand is given as a reason",
                why="a lack of rivals in the text is not a lack of rivals in the world",
                mend="name the nearest other explanation and say what speaks against it",
                points=view.points(claim, view.whole(claim)),
            )
