"""A cause is dated after its effect.

Why it matters: what comes later cannot have brought about what came before.
Mend: correct a date, or say what earlier event is meant.
Stays quiet: where a date is missing or only a month or a year overlaps, and on reasons: evidence may well come to light afterwards.
Source: D. Hume, A Treatise of Human Nature (1739) I 3 xv: the cause must be prior to the effect.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.numbers import days
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW704", "cause-after-effect"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.claims:
        yield from _sentence(view, claim)
        if not claim.explains or not (mine := _when(claim)):
            continue
        for link in claim.explains:
            effect = view.index.claims.get(link.target)
            theirs = _when(effect) if effect is not None and not link.proposed else None
            if effect is None or theirs is None or mine[0] <= theirs[1]:
                continue
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=link.at,
                message=f"{view.name(claim)} is said to explain {view.name(effect)}, which is dated {mine[0] - theirs[1]} days before it",
                why="what comes later cannot have brought about what came before",
                mend="correct a date, or say what earlier event is meant",
                points=view.points(claim, effect),
                marks=(Mark(effect.at, "dated earlier"),),
            )


def _when(claim: Claim) -> tuple[int, int] | None:
    """From the first to the last day of the dates of a point."""
    read = [days(when) for when in claim.when]
    known = [span for span in read if span is not None]
    return (min(span[0] for span in known), max(span[1] for span in known)) if known and len(known) == len(read) else None


def _sentence(view: View, claim: Claim) -> Iterator[Diagnostic]:
    """Two dated events in one sentence, tied by "led to" or "as a result of"."""
    dates = [(mention, span) for mention in view.marks(claim).dates if mention.kind == "day" and (span := days(mention.iso)) is not None]
    if len(dates) != 2:
        return
    (one, first), (other, second) = dates
    for phrase in view.phrases(claim, "cause", "effect"):
        if not one.at.end <= phrase.at.start < other.at.start:
            continue
        cause, effect = (first, second) if phrase.kind == "cause" else (second, first)
        if cause[0] > effect[1] and not view.negated(claim, phrase.at):
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=phrase.at,
                message=f"“{view.excerpt(phrase.at)}”: the cause is dated {cause[0] - effect[1]} days after its effect",
                why="what comes later cannot have brought about what came before",
                mend="correct a date, or say what earlier event is meant",
                points=(claim.id,),
                marks=(Mark(one.at, one.iso or one.text), Mark(other.at, other.iso or other.text)),
            )
            return
