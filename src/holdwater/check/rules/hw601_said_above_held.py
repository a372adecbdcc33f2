"""A point is said to be firmer than its reasons can make it.

Why it matters: "said" is the author's word, "held" is what the reasons deliver when every step is granted and every flat statement taken
at its word. Where said is above held, no luck in how the premises fall together can save it.
Mend: soften the word, firm up the weakest premise, or add support that does not pass through it.
Stays quiet: on a word below even, on points without reasons, and where held reaches up to the word. Where the ceiling is there only because
a source has no grade, so that its word counts as worth anything from nothing to all, it is a note, and nothing where the point names somebody
who confirms it. A point that rests on another such point is told under that one.
Source: M. Fréchet (1935); E. W. Adams, The Logic of Conditionals (1975); section 2 of the calculus.
"""

from collections.abc import Iterator, Mapping

from holdwater.case.types import Claim, Step
from holdwater.check.view import View
from holdwater.credence import Interval
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.typed import NamedTuple

CODE, NAME = "HW601", "said-above-held"
SEVERITY: Severity = "warning"

Weighed = Mapping[str, tuple[Interval | None, Interval | None]]


class _Fault(NamedTuple):
    """A point that says more than it holds; what is told of it is put into words only where it is told."""

    claim: Claim
    said: Interval
    held: Interval
    weakest: Claim | None
    ungraded: bool
    severity: Severity


def check_weighed(view: View, weighed: Weighed) -> Iterator[Diagnostic]:
    found: dict[str, _Fault] = {}
    answered: set[str] = set()
    ceilings: dict[str, float] = {}
    for claim in view.concluded():
        said, held = weighed.get(claim.id, (None, None))
        if said is None or held is None or said.low < 0.5 or not said.low > held.high:
            continue
        steps = view.index.steps(claim.id)
        if view.article and claim.degree is None and not any(step.basis == "stated" for step in steps):
            continue  # a flat sentence whose reasons only the build of the text gives
        weakest: Claim | None = None
        lowest = 2.0
        for step in steps:
            for id in step.premises:
                top = weighed.get(id, (None, None))[1]
                if top is not None and top.high < lowest and id in view.index.claims:
                    weakest, lowest = view.index.claims[id], top.high
        ungraded = not said.low > _ceiling(view, claim, weighed, ceilings)
        stated = all(step.basis == "stated" for step in steps) and view.degree(claim) is not None
        if ungraded and any(report.mode == "says" and not report.proposed for report in claim.reports):
            answered.add(claim.id)
        found[claim.id] = _Fault(claim, said, held, weakest, ungraded, SEVERITY if stated and not ungraded else "note")
    root = _trace(found)
    under: dict[str, list[_Fault]] = {}
    for id, first in root.items():
        if first != id:
            under.setdefault(first, []).append(found[id])
    for id, first in root.items():
        if first == id and id not in answered:
            yield _finding(view, found[id], under.get(id, []))


def _finding(view: View, fault: _Fault, under: list[_Fault]) -> Diagnostic:
    claim, weakest, here = fault.claim, fault.weakest, view.name(fault.claim)
    marks = [Mark(view.word_at(weakest), "holds least")] if weakest is not None else []
    marks += [Mark(view.word_at(other.claim), f"{CODE} {_message(view, other)}") for other in under]
    return Diagnostic(
        code=CODE,
        name=NAME,
        severity=fault.severity,
        at=view.word_at(claim),
        message=_message(view, fault),
        why="the figure comes from a report or denial by a source without a grade, which may be worth anything"
        if fault.ungraded
        else "no way for the premises to be true together makes the conclusion that firm",
        mend=("grade the source, or " if fault.ungraded else "")
        + f"soften {here}"
        + (f", or firm up {view.name(weakest)}" if weakest is not None else ", or add a reason"),
        points=view.points(claim, weakest) if weakest is not None else (claim.id,),
        marks=tuple(marks),
    )


def _message(view: View, fault: _Fault) -> str:
    said = f"{view.name(fault.claim)} is said to be at least {fault.said.low:.2g} (“{view.word(fault.claim)}”)"
    return f"{said}, and its reasons hold at most {fault.held.high:.2g}" + (
        ", as long as nothing is known of a source below" if fault.ungraded else ""
    )


def _trace(found: dict[str, _Fault]) -> dict[str, str]:
    """One entry for a chain: for each point the first one below that has the fault already, by the weakest premises; itself if it is that one."""
    root: dict[str, str] = {}
    for id in found:
        path = [id]
        while path[-1] not in root:
            weakest = found[path[-1]].weakest
            below = weakest.id if weakest is not None else None
            if below is None or below not in found or below in path[-2:] or len(path) > len(found):
                root[path[-1]] = path[-1]
                break
            path.append(below)
        for one in path:
            root[one] = root[path[-1]]
    # a warning is no detail of a note
    return {id: id if (found[root[id]].severity, each.severity) == ("note", "warning") else root[id] for id, each in found.items()}


def _ceiling(view: View, claim: Claim, weighed: Weighed, known: dict[str, float]) -> float:
    """The most that the reasons hold if every source without a grade were right."""
    pending = [claim.id]
    waiting: set[str] = set()
    while pending:
        id = pending[-1]
        steps = view.index.steps(id) if id in view.index.claims else ()
        below = [premise for step in steps for premise in step.premises if premise not in known and premise not in waiting]
        if id not in known and below and id not in waiting:
            waiting.add(id)
            pending.extend(below)
            continue
        pending.pop()
        waiting.discard(id)
        if id in known:
            continue
        held = weighed.get(id, (None, None))[1]
        top = held.high if held is not None else 1.0
        if steps:
            each = view.index.claims[id]
            top = max(top, min(1.0, sum(_strength(view, each, step) * min(known.get(one, 1.0) for one in step.premises) for step in steps)))
        elif id in view.index.claims and _ungraded(view, view.index.claims[id]):
            top = 1.0
        known[id] = top
    return known[claim.id]


def _strength(view: View, claim: Claim, step: Step) -> float:
    degree = view.index.words.degree(step.strength.term) if step.strength is not None else view.degree(claim)
    return degree.interval.high if degree is not None else 1.0


def _ungraded(view: View, claim: Claim) -> bool:
    """Does the value of a point without reasons come from reports, one of them by a source that has no grade?"""
    if claim.degree is not None:
        return False
    told = [report for report in claim.reports if report.mode != "no comment" and not report.proposed]
    return any((source := view.index.sources.get(report.source)) is None or source.grade is None for report in told)
