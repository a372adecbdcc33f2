"""A hypothesis comes out next to certain, and everything that speaks for it comes from one origin.

Why it matters: a number like 0.99 says that the evidence agrees with itself. If all of it goes back to one mouth, one mistake ends it.
Mend: find a second, independent origin, or grade the one more carefully.
Stays quiet: below 0.95, on evidence without any report (it is the analyst's own), and on two origins and more.
Source: section 4 of the calculus; D. A. Schum, The Evidential Foundations of Probabilistic Reasoning (1994), on corroboration and
redundance.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

TYPE_CHECKING = False  # type checkers take it for true; what only numbers need is not loaded without them
if TYPE_CHECKING:
    from holdwater.weigh.types import Weighing

CODE, NAME = "HW608", "firm-on-one-origin"
SEVERITY: Severity = "note"

FIRM = 0.95
"""Where the terms for near certainty start: "almost certain" in ICD 203 (2015)."""


def check_numbers(view: View, weighing: "Weighing") -> Iterator[Diagnostic]:
    for question in weighing.questions:
        leader = next((one for one in question.hypotheses if one.id == question.leader), None)
        if leader is None or leader.posterior is None or leader.posterior.median < FIRM:
            continue
        ids = {one.id for one in question.hypotheses}
        evidence = [
            claim
            for claim in view.claims
            if any(cell.hypothesis in ids and not cell.proposed for cell in claim.rows)
            and (point := weighing.points.get(claim.id)) is not None
            and point.held is not None
        ]
        origins = sorted({origin for claim in evidence for origin in view.index.origins(claim.id)})
        if len(origins) != 1 or any(not view.index.origins(claim.id) for claim in evidence):
            continue
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=view.index.hypotheses[leader.id].at,
            message=f"({leader.id}) comes out at {_firm(leader.posterior.median)}, and every report under it goes back to {origins[0]}",
            why="the evidence agrees with itself because it has one origin; one mistake there ends all of it",
            mend="look for an independent origin",
            points=(leader.id, *(claim.id for claim in evidence)),
        )


def _firm(value: float) -> str:
    for digits in range(2, 16):
        text = f"{value:.{digits}f}"
        if float(text) < 1:
            return text
    return "nearly 1"
