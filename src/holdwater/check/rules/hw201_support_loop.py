"""Points support one another in a ring.

Why it matters: a ring lends nothing to its own points. Take away what comes from outside, and each stands only because the next one does.
Mend: give one of the points a reason that does not come back to it, or drop one of the lines.
Stays quiet: on `explains`, which is no support, and on lines that are only proposed.
Source: circular argument, D. Walton, Begging the Question (1991).
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW201", "support-loop"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    for loop in view.index.loops():
        ring = [view.index.claims[id] for id in loop if id in view.index.claims]
        if len(ring) < 2:
            continue
        inside = {claim.id for claim in ring}
        steps = [
            step for claim in ring for step in (*claim.because, *claim.against) if not step.proposed and inside.intersection(step.premises)
        ]
        sure = all(step.basis == "stated" for step in steps)
        names = [view.name(claim) for claim in ring]
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY if sure else "note",
            at=ring[0].at,
            message=f"{', '.join(names[:-1])} and {names[-1]} rest on one another",
            why="a ring lends nothing to its own points: each is held up by the others and by nothing outside",
            mend=f"give one of them a reason that does not lead back to {names[0]}, or drop one of the lines between them",
            points=view.points(*ring),
            marks=tuple(Mark(claim.at, "in the same ring") for claim in ring[1:]),
        )
