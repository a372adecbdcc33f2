"""A point that was denied is used without its denial.

Why it matters: the reader of the second place cannot know that the matter is disputed.
Mend: carry the denial along ("said by one side and denied by the other"), or say why it can be set aside.
Stays quiet: where the second place says that the matter is denied, disputed or alleged, and where the denial is itself what is being
cited.
Source: ICD 206 (2015), on carrying source descriptions through to the judgement.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.prose.types import Attribution

CODE, NAME = "HW208", "denial-dropped"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    denied: dict[str, tuple[Claim, Attribution]] = {}
    for claim in view.marked("attributions"):
        for found in view.marks(claim).attributions:
            if found.mode == "denied" and found.at.start > view.whole(claim).at.start + 3:
                denied.setdefault(view.whole(claim).id, (view.whole(claim), found))
    if not denied:
        return
    seen: set[tuple[str, str]] = set()
    for claim in view.claims:
        cited = [id for step in view.index.steps(claim.id) if step.basis == "stated" for id in step.premises]
        cited += [found.target for found in view.marks(claim).citations if found.role != "explains"]
        for id in cited:
            premise = view.index.claims.get(id)
            if premise is None or view.whole(premise).id not in denied or view.whole(premise).id == view.whole(claim).id:
                continue
            point, denial = denied[view.whole(premise).id]
            key = (view.whole(claim).id, point.id)
            if key in seen or claim.open or not view.own(claim) or any(_disputed(view, each) for each in view.family(claim)):
                continue
            seen.add(key)
            here, there = view.name(claim), view.name(point)
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=view.word_at(claim) if view.article else claim.at,
                message=f"{here} builds on {there} and leaves out that it was denied by {denial.name}"
                if denial.name
                else f"{here} builds on {there} and leaves out that it was denied",
                why=f"{there} reports the matter together with a denial; {here} passes only one side on",
                mend=f"say in {here} that the matter is denied, or why the denial does not count",
                points=view.points(claim, point),
                marks=(Mark(denial.at, "denied here"),),
            )


def _disputed(view: View, claim: Claim) -> bool:
    return any(found.mode == "denied" for found in view.marks(claim).attributions) or any(
        not view.negated(claim, phrase.at) for phrase in view.phrases(claim, "disputed")
    )
