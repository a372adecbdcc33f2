"""A watch item is past its date and has no outcome.

Why it matters: a sign that did not come is evidence as well. Left open it counts for nothing, which favours whoever expected it.
Mend: write `outcome: yes` or `outcome: no` with the date, or set a new `by:`.
Stays quiet: in cases without `as-of`, and until the date has passed.
Source: indicators and signposts of change, US Government, A Tradecraft Primer (2009).
"""

from collections.abc import Iterator

from holdwater.check.numbers import days
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW706", "overdue-indicator"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    now = days(view.case.as_of)
    if now is None:
        return
    for watch in view.case.watch:
        due = days(watch.by)
        if due is None or watch.outcome is not None or due[1] >= now[0]:
            continue
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=watch.at,
            message=f"({watch.id}) was due by {watch.by}, {now[0] - due[1]} days before the as-of date, and has no outcome",
            why="a sign that did not come is evidence as well, and left open it counts for nothing",
            mend="write its outcome with the date, or set a new date and say why",
            points=(watch.id,),
        )
