"""One point or one source carries the lead alone.

Why it matters: if that one item is wrong, the hypothesis that leads does not lead any more, however long the list of evidence is.
Mend: look for evidence of another origin that bears on the same question, or say that all hangs on this.
Stays quiet: where the lead stands without any one item, and where nobody leads.
Source: R. Heuer, Psychology of Intelligence Analysis (1999), chapter 8, step 6: how sensitive is the conclusion to a few critical items.
"""

from collections.abc import Iterator

from holdwater.check.locate import locate
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

TYPE_CHECKING = False  # type checkers take it for true; what only numbers need is not loaded without them
if TYPE_CHECKING:
    from holdwater.weigh.types import Weighing

CODE, NAME = "HW604", "one-item-carries-all"
SEVERITY: Severity = "note"


def check_numbers(view: View, weighing: "Weighing") -> Iterator[Diagnostic]:
    for question in weighing.questions:
        leader = next((one for one in question.hypotheses if one.id == question.leader), None)
        if leader is None or leader.posterior is None:
            continue
        examined = [one.id for one in question.hypotheses if one.examined]
        turned = []
        for weight in weighing.weights:
            medians = {id: weight.without[id].median for id in examined if id in weight.without}
            best = max(medians, key=lambda id: medians[id], default=leader.id)
            if leader.id in medians and medians[best] > medians[leader.id]:
                turned.append((leader.posterior.median - medians[leader.id], weight, best))
        if not turned:
            continue
        _, weight, best = max(turned, key=lambda one: one[0])
        what = f"the reports of {weight.item}" if weight.kind == "source" else f"({weight.item})"
        at = view.index.hypotheses[leader.id].at
        others = f"; {len(turned) - 1} more, each alone, would do the same" if len(turned) > 1 else ""
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=at,
            message=f"({leader.id}) leads only because of {what}: without it ({best}) would be ahead",
            why=f"its posterior falls from {leader.posterior.median:.2g} to {weight.without[leader.id].median:.2g}{others}",
            mend="look for evidence of another origin, or say that all hangs on this",
            points=(leader.id, weight.item),
            marks=tuple(Mark(place, "carries the lead") for place in locate(view, weight.item) if place != at),
        )
