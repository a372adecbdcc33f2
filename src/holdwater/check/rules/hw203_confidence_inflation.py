"""A conclusion is worded more firmly than a premise it cannot do without.

Why it matters: firmness gained between premise and conclusion comes from nowhere the reader can see.
Mend: soften the conclusion, or cite support that does not pass through the weak premise.
Stays quiet: where a separate line of support has no such premise, where the words are equally firm ("likely" from "likely"), and on a
conclusion that is named but not drawn.
Source: the ceiling of one step, at most the step's strength times its weakest premise (M. Fréchet, 1935; E. W. Adams, The Logic of
Conditionals, 1975).
"""

from collections.abc import Iterator

from holdwater.case.types import Claim, Step
from holdwater.check.view import View
from holdwater.credence import Interval
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.typed import NamedTuple

CODE, NAME = "HW203", "confidence-inflation"
SEVERITY: Severity = "warning"


class _Weak(NamedTuple):
    premise: Claim
    interval: Interval
    step: Step


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.concluded():
        said = view.degree(claim)
        steps = view.index.steps(claim.id)
        if said is None or not steps or said.interval.low < 0.5:
            continue
        weak = [_weakest(view, step, said.interval) for step in steps]
        found = [each for each in weak if each is not None]
        if len(found) < len(weak):
            continue
        best = max(found, key=lambda each: each.interval.high)
        here, there, word = view.name(claim), view.name(best.premise, claim), view.word(best.premise)
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY if best.step.basis == "stated" else "note",
            at=view.word_at(claim),
            message=f"{here} is “{view.word(claim)}” but rests on {there}, which is only “{word}”",
            why=f"the support given for {here} passes through {there}, so it is no firmer than that",
            mend=f"soften {here}, or cite support that does not pass through {there}",
            points=view.points(claim, best.premise),
            marks=(Mark(view.word_at(best.premise), "weakest premise"),),
        )


def _weakest(view: View, step: Step, said: Interval) -> _Weak | None:
    """The weakest hedged premise of the step, if the conclusion's word is firmer than it can deliver."""
    found: _Weak | None = None
    strength = view.index.words.degree(step.strength.term) if step.strength else None
    most = strength.interval.high if strength else said.high
    for id in step.premises:
        premise = view.index.claims.get(id)
        degree = view.degree(premise) if premise else None
        if premise is None or degree is None:
            continue
        if said.low > most * degree.interval.high and (found is None or degree.interval.high < found.interval.high):
            found = _Weak(premise, degree.interval, step)
    return found
