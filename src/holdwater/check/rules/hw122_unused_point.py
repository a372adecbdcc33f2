"""A point that nothing rests on.

Why it matters: either it belongs to the argument and the step is missing, or it only adds to the impression.
Mend: say what it is a reason for, or leave it out.
Stays quiet: on conclusions and objections, on points that are only explained, that list rival explanations or decline to conclude, on what
a later inference takes up again in a further sentence of its own, in texts where fewer than half of the other points are used, and in case
files: there the map lists the points that nothing rests on, and whoever wrote the case chose to keep them.
Source: none needed: form.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW122", "unused-point"
SEVERITY: Severity = "note"
SENTENCES = 200
"""How many further sentences of inferences are looked at: a bound on work, far above what any text has."""


def check(view: View) -> Iterator[Diagnostic]:
    used: set[str] = {found.target for found in view.case.references}
    implied: set[str] = set()
    for claim in view.claims:
        for step in (*claim.because, *claim.against):
            (implied if step.basis == "implied" else used).update(step.premises)
        for links in (claim.explains, claim.states, claim.superseded_by):
            used.update([link.target for link in links])
        used.update([cut.target for cut in claim.undercuts])
        if claim.undercuts or claim.rows or claim.states or claim.against:
            used.add(claim.id)
    conclusions = frozenset(view.index.conclusions)
    leaves = [claim for claim in view.claims if _leaf(view, claim) and claim.id not in conclusions]
    idle = [
        claim for claim in leaves if claim.id not in used and not any(_works(part, used) for part in view.index.parts.get(claim.id, ()))
    ]
    if len(leaves) < 4 or 2 * len(idle) > len(leaves):
        return
    idle = [claim for claim in idle if claim.id not in implied]
    again = _taken_up(view, idle)
    for claim in idle:
        if claim.id in again or view.declines(claim) or any(view.rivals(each) for each in view.family(claim)):
            continue
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
    return claim.kind != "prediction" and not claim.retracted and not claim.superseded_by


def _works(part: Claim, used: set[str]) -> bool:
    return part.id in used or bool(part.rows) or bool(part.because)


def _taken_up(view: View, idle: list[Claim]) -> set[str]:
    """Those that a further sentence of a later inference says again, by two of its words and half of what it says; and what repeats such a point."""
    later = [
        part for claim in view.concluded() if claim.parent is None for part in view.index.parts.get(claim.id, ()) if not view.inside(part)
    ]
    said = [(part.at.start, frozenset(view.content(part))) for part in later[:SENTENCES]]
    found: set[str] = set()
    unused = {claim.id for claim in idle}
    last: Claim | None = None
    for claim in view.claims:
        if claim.parent is None:
            if last is not None and last.id in found and view.phrases(claim, "again"):
                found.add(claim.id)
            last = claim
        if claim.id in unused:
            matter = frozenset(view.content(claim))
            if any(start > claim.at.end and len(matter & words) >= max(2, len(words) / 2) for start, words in said):
                found.add(claim.id)
    return found
