"""Who leads depends on where in its range a word is taken.

Why it matters: the lead is no finding of the evidence alone: with one input at another value that the same word allows, another hypothesis is
ahead, and a reader who takes the word so comes to another answer.
Mend: find out more about that one input, or say that the evidence does not decide.
Stays quiet: where no input alone changes the lead within its range, and where nobody leads.
Source: J. O. Berger, Robust Bayesian Analysis (1990); section 6 of the calculus.
"""

from collections.abc import Iterator

from holdwater.check.locate import locate
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

TYPE_CHECKING = False  # type checkers take it for true; what only numbers need is not loaded without them
if TYPE_CHECKING:
    from holdwater.weigh.types import Weighing

CODE, NAME = "HW603", "lead-inside-ranges"
SEVERITY: Severity = "note"


def check_numbers(view: View, weighing: "Weighing") -> Iterator[Diagnostic]:
    for question in weighing.questions:
        leader = next((one for one in question.hypotheses if one.id == question.leader), None)
        flips = [one for one in weighing.tipping if one.question == question.id and one.inside]
        if leader is None or leader.leads is None or not flips:
            continue
        first = flips[0]
        beyond = f"({first.next}) leads" if first.next is not None else "nobody leads"
        others = f", and so it is with {len(flips) - 1} more" if len(flips) > 1 else ""
        at = view.index.hypotheses[leader.id].at
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=at,
            message=f"({leader.id}) leads in {leader.leads:.0%} of the draws, yet with {first.parameter} at {first.value:.2g} {beyond}",
            why=f"{first.parameter} may lie anywhere from {first.interval.low:.2g} to {first.interval.high:.2g}{others}",
            mend=f"find out more about {first.parameter}, or say that the evidence does not decide",
            points=(leader.id, first.item) if first.item != leader.id else (leader.id,),
            marks=tuple(Mark(place, "here the lead is decided") for place in locate(view, first.item) if place != at),
        )
