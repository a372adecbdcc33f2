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

CODE, NAME = "HW601", "said-above-held"
SEVERITY: Severity = "warning"

Weighed = Mapping[str, tuple[Interval | None, Interval | None]]


def check_weighed(view: View, weighed: Weighed) -> Iterator[Diagnostic]:
    found: dict[str, Diagnostic] = {}
    rests_on: dict[str, str] = {}
    answered: set[str] = set()
    ceilings: dict[str, float] = {}
    for claim in view.concluded():
        said, held = weighed.get(claim.id, (None, None))
        steps = view.index.steps(claim.id)
        if said is None or held is None or said.low < 0.5 or not said.low > held.high:
            continue
        here = view.name(claim)
        premises = [view.index.claims[id] for step in steps for id in step.premises if id in view.index.claims]
        tops = [(pair[1].high, premise) for premise in premises if (pair := weighed.get(premise.id)) is not None and pair[1] is not None]
        weakest = min(tops, key=lambda pair: pair[0])[1] if tops else None
        ungraded = not said.low > _ceiling(view, claim, weighed, ceilings)
        stated = all(step.basis == "stated" for step in steps) and view.degree(claim) is not None
        if weakest is not None:
            rests_on[claim.id] = weakest.id
        if ungraded and any(report.mode == "says" and not report.proposed for report in claim.reports):
            answered.add(claim.id)
        found[claim.id] = Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY if stated and not ungraded else "note",
            at=view.word_at(claim),
            message=f"{here} is said to be at least {said.low:.2g} (“{view.word(claim)}”), and its reasons hold at most {held.high:.2g}"
            + (", as long as nothing is known of a source below" if ungraded else ""),
            why="the figure comes from a report or denial by a source without a grade, which may be worth anything"
            if ungraded
            else "no way for the premises to be true together makes the conclusion that firm",
            mend=("grade the source, or " if ungraded else "")
            + f"soften {here}"
            + (f", or firm up {view.name(weakest)}" if weakest is not None else ", or add a reason"),
            points=view.points(claim, weakest) if weakest is not None else (claim.id,),
            marks=(Mark(view.word_at(weakest), "holds least"),) if weakest is not None else (),
        )
    for first, each in _chained(found, rests_on):
        if first not in answered:
            yield each


def _chained(found: dict[str, Diagnostic], rests_on: dict[str, str]) -> Iterator[tuple[str, Diagnostic]]:
    """One entry for a chain, by its first point: what rests on a point that has the fault already is a mark of that one's entry."""
    root: dict[str, str] = {}
    for id in found:
        path = [id]
        while path[-1] not in root:
            below = rests_on.get(path[-1])
            if below is None or below not in found or below in path[-2:] or len(path) > len(found):
                root[path[-1]] = path[-1]
                break
            path.append(below)
        for one in path:
            root[one] = root[path[-1]]
    under: dict[str, list[Diagnostic]] = {}
    for id, each in found.items():
        # a warning is no detail of a note
        if root[id] == id or (found[root[id]].severity, each.severity) == ("note", "warning"):
            root[id] = id
        else:
            under.setdefault(root[id], []).append(each)
    for id, each in found.items():
        if root[id] == id:
            yield id, each._replace(marks=(*each.marks, *(Mark(other.at, f"{CODE} {other.message}") for other in under.get(id, ()))))


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
