"""A point is given as a reason for itself.

Why it matters: saying a thing twice makes it no firmer.
Mend: name a reason that is another statement, or leave the point as an assumption.
Stays quiet: on a point that explains itself or repeats its own number in a heading; only reasons count.
Source: petitio principii, Aristotle, Prior Analytics II 16.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW202", "self-support"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.claims:
        for step in claim.because:
            if step.proposed or claim.id not in step.premises:
                continue
            here = view.name(claim)
            at = step.premise_at[step.premises.index(claim.id)] if len(step.premise_at) == len(step.premises) else step.at
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if step.basis == "stated" else "note",
                at=at,
                message=f"{here} is given as a reason for {here}",
                why="a statement lends itself nothing, however often it is made",
                mend=f"name what else speaks for {here}, or let it stand as an assumption",
                points=(claim.id,),
            )
