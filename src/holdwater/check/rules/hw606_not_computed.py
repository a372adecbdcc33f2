"""The points of a case hang together so closely that its posteriors were not computed.

Why it matters: a number that is missing without a word looks like one that nobody asked for.
Mend: let fewer points rest on the same premises: put together what is one point, or leave out what bears on nothing.
Stays quiet: on every case that can be computed, and where no numbers are asked for.
Source: section 3 of the calculus; S. Arnborg, D. Corneil, A. Proskurowski (1987), on width.
"""

from collections.abc import Iterator

from holdwater.check.locate import locate
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

TYPE_CHECKING = False  # type checkers take it for true; what only numbers need is not loaded without them
if TYPE_CHECKING:
    from holdwater.weigh.types import Weighing

CODE, NAME = "HW606", "not-computed"
SEVERITY: Severity = "note"


def check_numbers(view: View, weighing: "Weighing") -> Iterator[Diagnostic]:
    refused = weighing.refused
    if refused is None:
        return
    places = sorted(place for id in refused.cluster for place in locate(view, id))
    if not places and view.case.questions:
        places = [view.case.questions[0].at]
    if not places:
        return
    names = ", ".join(f"({id})" for id in refused.cluster[:4]) + (f" and {len(refused.cluster) - 4} more" if len(refused.cluster) > 4 else "")
    yield Diagnostic(
        code=CODE,
        name=NAME,
        severity=SEVERITY,
        at=places[0],
        message=f"no posteriors: {names} hang together too closely",
        why=f"exact numbers would take a table of {_show(refused.entries)} entries, and the limit is {refused.limit:,}",
        mend="let fewer points rest on the same premises; said and held stand as they are",
        points=refused.cluster,
        marks=tuple(Mark(place, "in the cluster") for place in places[1:8]),
    )


def _show(many: int) -> str:
    return f"{many:,}" if many < 10**12 else f"10^{len(str(many)) - 1}"
