"""The present is judged by evidence that is more than a year old.

Why it matters: what was so then may have changed, and nothing here would show it.
Mend: add something recent, or say why nothing can have changed.
Stays quiet: on points that speak of the past, on points with any evidence of the last year, and where a date is missing.
Source: currency of information, ICD 203 (2015); the year is holdwater's own line.
"""

from collections.abc import Iterator

from holdwater.check.numbers import days
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW707", "stale"
SEVERITY: Severity = "note"
A_YEAR = 366


def check(view: View) -> Iterator[Diagnostic]:
    now = days(view.case.as_of or view.case.document.date)
    if now is None:
        return
    for claim in view.concluded():
        steps = view.index.steps(claim.id)
        present = view.phrases(claim, "present") if steps else ()
        if not present or claim.open:
            continue
        premises = [view.index.claims[id] for step in steps for id in step.premises if id in view.index.claims]
        dated = [(span, premise) for premise in premises for span in map(days, (*premise.when, premise.known)) if span is not None]
        if len({premise.id for _, premise in dated}) < len(premises) or not dated:
            continue
        newest, premise = max(dated, key=lambda pair: pair[0][1])
        age = now[0] - newest[1]
        if age <= A_YEAR:
            continue
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=present[0].at,
            message=f"{view.name(claim)} says “{view.excerpt(present[0].at)}”, and its newest ground {view.name(premise)} is {age} days old",
            why="what was so then may have changed, and nothing here would show it",
            mend="add something recent, or say why nothing can have changed",
            points=view.points(claim, premise),
            marks=(Mark(premise.at, "the newest ground"),),
        )
