"""What is to be shown is assumed on the way to showing it.

Why it matters: with the conclusion among the assumptions, any facts at all will lead to it.
Mend: draw the picture without the assumption, or say that the conclusion only holds under it.
Stays quiet: where the assumption is discussed and dropped, where nothing that follows concludes the same, and on words of others.
Source: petitio principii, Aristotle, Topics VIII 13; D. Walton, Begging the Question (1991).
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View, stems
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.prose.tokens import Tokens
from holdwater.source import Span

CODE, NAME = "HW216", "begging-the-question"
SEVERITY: Severity = "warning"

MOST = 40
"""Conclusions of a text that are looked at, the main one first."""


def check(view: View) -> Iterator[Diagnostic]:
    goals = [view.index.claims[id] for id in view.index.conclusions[:MOST] if id in view.index.claims and not view.index.claims[id].open]
    if not view.article or not goals:
        return
    for claim in view.having("assuming"):
        cues = view.phrases(claim, "assuming")
        if not cues or claim.parent or not view.own(claim, cues[0].at) or view.declines(claim):
            continue
        assumed = _clause(view, claim, cues[0].at)
        wanted = set(stems(Tokens(view.text, assumed).low))
        if len(wanted) < 2:
            continue
        for goal in sorted(goals, key=lambda each: -len(wanted & set(view.content(each)))):
            common = wanted & set(view.content(goal))
            if goal.id == claim.id or view.whole(goal).id == view.whole(claim).id or len(common) < 2 or 3 * len(common) < 2 * len(wanted):
                continue
            if any(view.phrases(goal, kind) for kind in ("assuming", "rival")):
                continue
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=cues[0].at,
                message=f"“{view.excerpt(Span(cues[0].at.start, assumed.end), 9)}” takes for granted what {view.name(goal)} sets out to show",
                why="with the conclusion among the assumptions, any facts at all will lead to it",
                mend="do without the assumption, or say that the conclusion holds only under it",
                points=view.points(claim, goal),
                marks=(Mark(goal.at, "to be shown"),),
            )
            break


def _clause(view: View, claim: Claim, cue: Span) -> Span:
    """What is assumed: from the cue to the next comma, or to the end of the sentence."""
    tokens = view.tokens(claim)
    first = tokens.first_at(cue.end)
    end = claim.at.end
    for at in range(first, len(tokens)):
        if tokens.low[at] in (",", ";", ":", "(", "–", "—"):
            end = tokens.starts[at]
            break
    return Span(cue.end, end)
