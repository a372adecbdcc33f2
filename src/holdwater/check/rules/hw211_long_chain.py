"""A chain of hedged steps is so long that its words secure nothing.

Why it matters: each "likely" is a share of the one before. After a few of them the doubts may add up to all there is, and the last word
sounds as firm as the first.
Mend: find support for the last point that does not pass through the whole chain.
Stays quiet: on chains of fewer than three hedged steps, and where a second line of support is firmer.
Source: E. W. Adams and H. P. Levine, On the uncertainties transmitted from premises to conclusions in deductive inferences (1975).
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.credence import Interval
from holdwater.credence.bounds import infer, support
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW211", "long-chain"
SEVERITY: Severity = "note"
LEAST_STEPS = 3


def check(view: View) -> Iterator[Diagnostic]:
    index, flat = view.index, view.index.words.flat
    ringed = {id for loop in index.loops() for id in loop}
    held: dict[str, Interval] = {}
    depth: dict[str, tuple[int, str | None]] = {}
    for first in index.claims:
        if first in held:
            continue
        todo = [first]
        while todo:
            id = todo[-1]
            claim = index.claims.get(id)
            if id in held:
                todo.pop()
                continue
            steps = [step for step in index.steps(id) if step.premises] if claim is not None and id not in ringed else []
            missing = [premise for step in steps for premise in step.premises if premise not in held]
            if missing:
                todo.extend(missing)
                continue
            todo.pop()
            degree = view.degree(claim) if claim is not None else None
            if claim is not None and claim.open:
                own = Interval(0.0, 1.0)
            else:
                own = degree.interval if degree else flat
            held[id] = support([infer([held[each] for each in step.premises], own) for step in steps]) if steps else own
            below = max([(depth[each][0], each) for step in steps for each in step.premises], default=None)
            hedged = bool(steps) and own.high < 0.95
            depth[id] = ((below[0] if below else 0) + hedged, below[1] if below else None)
    marks: dict[str, Mark] = {}
    for claim in view.claims:
        steps_long, _ = depth.get(claim.id, (0, None))
        if steps_long < LEAST_STEPS:
            continue
        degree = view.degree(claim)
        if degree is None or degree.interval.low < 0.5 or held[claim.id].low > 0.1:
            continue
        if any(use.step.basis == "stated" and depth.get(use.conclusion.id, (0, None))[0] > steps_long for use in view.uses(claim)):
            continue
        chain = [claim.id]
        while (before := depth.get(chain[-1], (0, None))[1]) is not None and len(chain) < 12:
            chain.append(before)
        line = [index.claims[id] for id in chain if id in index.claims]
        for each in line[1:-1]:
            if each.id not in marks:
                marks[each.id] = Mark(view.word_at(each), "a step of the chain")
        if view.article and not all(step.basis == "stated" for each in line for step in index.steps(each.id)):
            continue
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=view.word_at(claim),
            message=f"{view.name(claim)} is “{view.word(claim)}” at the end of {steps_long} hedged steps, which together secure next to nothing",
            why="each step keeps only a share of the one before; what is left at the end may be none",
            mend=f"find support for {view.name(claim)} that does not pass through {view.name(line[-1])}",
            points=tuple([each.id for each in line]),
            marks=tuple([marks[each.id] for each in line[1:-1]]),
        )
