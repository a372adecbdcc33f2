"""A point that nothing rests on.

Why it matters: either it belongs to the argument and the step is missing, or it only adds to the impression.
Mend: say what it is a reason for, or leave it out.
Stays quiet: on conclusions and objections, on points that are only explained, and in texts where fewer than half of the other points are
used.
Source: none needed: form.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW122", "unused-point"
SEVERITY: Severity = "note"


def check(view: View) -> Iterator[Diagnostic]:
    used: set[str] = {found.target for found in view.case.references}
    for claim in view.claims:
        for step in (*claim.because, *claim.against):
            used.update(step.premises)
        used.update(link.target for link in (*claim.explains, *claim.states, *claim.superseded_by))
        used.update(cut.target for cut in claim.undercuts)
        if claim.undercuts or claim.rows or claim.states or claim.against:
            used.add(claim.id)
    leaves = [claim for claim in view.claims if _leaf(view, claim)]
    idle = [
        claim for claim in leaves if claim.id not in used and not any(_works(part, used) for part in view.index.parts.get(claim.id, ()))
    ]
    if len(leaves) < 4 or 2 * len(idle) > len(leaves):
        return
    for claim in idle:
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=claim.label_at or claim.at,
            message=f"nothing rests on {view.name(claim)}",
            why="either a step is missing, or the point only adds to the impression",
            mend="say what it is a reason for, or leave it out",
            points=(claim.id,),
        )


def _leaf(view: View, claim: Claim) -> bool:
    """A numbered point that is neither a conclusion nor a prediction, and still stands."""
    if claim.parent is not None or claim.because or (claim.label is None and view.article):
        return False
    return claim.id not in view.index.conclusions and claim.kind != "prediction" and not claim.retracted and not claim.superseded_by


def _works(part: Claim, used: set[str]) -> bool:
    return part.id in used or bool(part.rows) or bool(part.because)
