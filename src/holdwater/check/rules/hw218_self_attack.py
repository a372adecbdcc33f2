"""A point is given as an objection to itself, or as what breaks a step to itself.

Why it matters: a statement that speaks against itself is either two statements or none; the lower it holds, the less it takes away.
Mend: write what is objected as a point of its own, and let that speak against the first.
Stays quiet: on points that object to one another; that is a dispute, and HW201 tells of it where it goes round.
Source: self-attacking arguments, P. M. Dung, On the acceptability of arguments, Artificial Intelligence 77 (1995).
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity
from holdwater.source import Span

CODE, NAME = "HW218", "self-attack"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.claims:
        for step in claim.against:
            if not step.proposed and claim.id in step.premises:
                at = step.premise_at[step.premises.index(claim.id)] if len(step.premise_at) == len(step.premises) else step.at
                yield _report(view, claim.id, at, "is given as an objection to", "an objection to a point has to be another statement")
        for cut in claim.undercuts:
            if not cut.proposed and cut.target == claim.id:
                yield _report(view, claim.id, cut.at, "is said to break a step to", "a point that breaks its own ground takes itself away with it")


def _report(view: View, id: str, at: Span, what: str, why: str) -> Diagnostic:
    here = view.name(view.index.claims[id])
    return Diagnostic(
        code=CODE,
        name=NAME,
        severity=SEVERITY,
        at=at,
        message=f"{here} {what} {here}",
        why=why,
        mend=f"write what speaks against {here} as a point of its own",
        points=(id,),
    )
