"""Evidence dated after the day as of which the case is judged.

Why it matters: it takes no part in the numbers, and a judgement that leans on it is hindsight.
Mend: move `as-of` on, or take the point out of the reasons.
Stays quiet: in cases without `as-of`, and on predictions and watch items without an outcome.
Source: hindsight bias, B. Fischhoff, Journal of Experimental Psychology (1975).
"""

from collections.abc import Iterator

from holdwater.check.numbers import days
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW705", "known-after-as-of"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    now = days(view.case.as_of)
    if now is None or view.article:
        return
    for claim in view.claims:
        known = days(claim.known)
        when = (
            None
            if known is not None or claim.kind == "prediction"
            else min((span for each in claim.when if (span := days(each)) is not None), default=None)
        )
        span = known or when
        if span is None or span[0] <= now[1]:
            continue
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY if known is not None else "note",
            at=claim.at,
            message=f"{view.name(claim)} {'became known' if known is not None else 'is dated'} {span[0] - now[1]} days after the as-of date {view.case.as_of}",
            why="on that day nobody could have judged by it",
            mend="move `as-of` on, or leave the point out of the reasons",
            points=(claim.id,),
        )
    for watch in view.case.watch:
        seen = days(watch.outcome[1]) if watch.outcome is not None else None
        if watch.outcome is not None and seen is not None and seen[0] > now[1]:
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity="note",
                at=watch.at,
                message=f"the outcome of ({watch.id}) is dated {watch.outcome[1]}, after the as-of date {view.case.as_of}",
                why="it takes no part in the numbers of that date",
                mend="move `as-of` on to let it count",
                points=(watch.id,),
            )
