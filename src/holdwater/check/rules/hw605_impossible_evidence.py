"""The evidence cannot have happened under any hypothesis that the case names.

Why it matters: where something is seen that every rival rules out, the list of rivals is wrong or one of the words is too strong, and no share of
anything can be told.
Mend: soften "almost no chance" to what is meant, or add the hypothesis that is missing.
Stays quiet: where the evidence is possible in every draw.
Source: section 3 of the calculus; D. V. Lindley, Making Decisions (1985), Cromwell's rule.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

TYPE_CHECKING = False  # type checkers take it for true; what only numbers need is not loaded without them
if TYPE_CHECKING:
    from holdwater.weigh.types import Weighing

CODE, NAME = "HW605", "impossible-evidence"
SEVERITY: Severity = "warning"


def check_numbers(view: View, weighing: "Weighing") -> Iterator[Diagnostic]:
    if not weighing.impossible or not view.case.questions:
        return
    every = weighing.impossible == weighing.draws
    question = view.case.questions[0]
    yield Diagnostic(
        code=CODE,
        name=NAME,
        severity=SEVERITY if every else "note",
        at=question.at,
        message="the evidence is impossible under every hypothesis"
        if every
        else f"the evidence is impossible under every hypothesis in {weighing.impossible:,} of {weighing.draws:,} draws",
        why="something was observed that each of the hypotheses rules out" + ("" if every else "; those draws are left out"),
        mend="give what was seen more than 0 under at least one hypothesis, or add the hypothesis that is missing",
        points=tuple(one.id for one in question.hypotheses),
    )
