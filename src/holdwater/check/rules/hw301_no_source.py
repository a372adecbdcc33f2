"""A flat statement of fact carries a conclusion and names nobody.

Why it matters: the conclusion is as good as its grounds, and here the reader cannot look them up or ask who says so.
Mend: say who reports it or how it is known, or mark it as an assumption.
Stays quiet: on statements that carry nothing, on inferences and assumptions that say what they are, on what the author tells of himself,
on a point one of whose sentences names a source, on one that tells only of a silence (HW305 and HW307 look at those), and where the
conclusion is named but not drawn.
Source: ICD 206, Sourcing Requirements for Disseminated Analytic Products (2015).
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW301", "no-source"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    done: set[str] = set()
    for claim in view.claims:
        home = view.whole(claim)
        if home.id in done or not _bare(view, home) or view.vouched(home):
            continue
        uses = [
            use
            for use in view.uses(claim)
            if use.step.basis == "stated"
            and not use.conclusion.open
            and not view.declines(use.conclusion)
            and view.whole(use.conclusion).id != home.id
        ]
        if not uses:
            continue
        bare = [each for each in view.family(home) if _bare(view, each)]
        done.add(home.id)
        inside = [each for each in bare if each.parent and home.at.contains(each.at)]
        here = view.name(home)
        carried = list(dict.fromkeys(view.name(use.conclusion) for use in uses))
        listed = carried[0] if len(carried) == 1 else f"{', '.join(carried[:-1])} and {carried[-1]}"
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=inside[-1].at if inside else home.at,
            message=f"no source is given for {here}, which carries {listed}",
            why=f"{listed} can be no better than {here}, and the reader cannot tell how that is known",
            mend=f"say who reports {here} or how it is known, or mark it as an assumption",
            points=view.points(home, *inside),
            marks=tuple(Mark(view.word_at(use.conclusion), "rests on it") for use in uses[:3]),
        )


def _bare(view: View, claim: Claim) -> bool:
    if claim.open or view.index.steps(claim.id) or claim.rows:
        return False
    declared = {field.value for field in claim.fields if field.name is None}
    if declared & {"observation", "assumption", "hypothesis", "prediction", "silence", "inference"} or claim.kind in (
        "assumption",
        "hypothesis",
        "prediction",
    ):
        return False
    if any(hedge.kind in ("likelihood", "modal", "conditional") for hedge in view.marks(claim).hedges) or (
        claim.degree is not None and not view.article
    ):
        return False
    if view.text[claim.at.end - 1 : claim.at.end + 1].strip('"”’) \n').endswith("?"):
        return False
    if _silent(view, claim):
        return False
    if view.phrases(claim, "self") or view.quoted(claim.at) or view.declines(claim):
        return False
    return not view.phrases(claim, "knowledge", "assuming", "thesis", "confirm", "sign", "ground")


def _silent(view: View, claim: Claim) -> bool:
    """Does the sentence tell of nothing but that somebody made no comment or denied nothing?"""
    marks = view.marks(claim)
    if any(found.mode == "not denied" and found.speaker.start - claim.at.start <= len("The ") for found in marks.attributions):
        return True
    return claim.kind == "silence" and any(found.kind in ("no reaction", "declined", "not denied") for found in marks.silences)
