"""The hypothesis that leads does so by its prior, and the evidence, taken alone, speaks for another.

Why it matters: the lead was there before anything was looked at. A reader with other priors comes to another answer from the same evidence.
Mend: say what the prior rests on, and that the evidence points elsewhere; or look for evidence that tells the two apart more clearly.
Stays quiet: where the evidence and the lead agree, where no prior is written, and where the other hypothesis has blank cells.
Source: R. Heuer, Psychology of Intelligence Analysis (1999), chapter 12, on base rates; section 3 of the calculus.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

TYPE_CHECKING = False  # type checkers take it for true; what only numbers need is not loaded without them
if TYPE_CHECKING:
    from holdwater.weigh.types import Weighing

CODE, NAME = "HW602", "prior-decides"
SEVERITY: Severity = "note"


def check_numbers(view: View, weighing: "Weighing") -> Iterator[Diagnostic]:
    for question in weighing.questions:
        if question.leader is None or question.favoured is None or question.favoured == question.leader:
            continue
        rivals = {one.id: one for one in question.hypotheses}
        leader, favoured = view.index.hypotheses[question.leader], view.index.hypotheses[question.favoured]
        if all(view.index.hypotheses[id].prior is None for id in rivals):
            continue
        first, second = rivals[leader.id].prior, rivals[favoured.id].prior
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=leader.at,
            message=f"({leader.id}) leads by its prior: the evidence is more to be expected under ({favoured.id})",
            why=f"before any evidence ({leader.id}) was at {first.low:.2g} to {first.high:.2g}, ({favoured.id}) at {second.low:.2g} to {second.high:.2g}",
            mend="say what the prior rests on, or look for evidence that tells the two apart",
            points=(leader.id, favoured.id),
            marks=(Mark(favoured.at, "the evidence speaks for this one"),),
        )
