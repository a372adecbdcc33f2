"""That nobody denied it stands among the reasons for it.

Why it matters: most things go undenied because nobody asked, nobody cared, or the answer was "no comment".
Mend: leave the missing denial out, or say who would have had to deny it and when.
Stays quiet: where the text says that a missing denial proves nothing, and on words that another speaker is quoted with (then a note).
Source: argument from ignorance, D. Walton, Arguments from Ignorance (1996).
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View, clauses_first
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.source import Span

CODE, NAME = "HW307", "not-denied-as-confirmation"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    declined: dict[str, tuple[Claim, Span]] = {}
    for claim in view.marked("attributions"):
        for found in view.marks(claim).attributions:
            if found.mode == "declined":
                declined.setdefault(_surname(found.name), (claim, found.at))
    seen: set[int] = set()
    for claim in sorted(view.marked("attributions", "silences"), key=clauses_first):
        marks = view.marks(claim)
        spans = [(found.at, found.name) for found in marks.attributions if found.mode == "not denied"]
        if not spans:
            spans = [(found.at, "") for found in marks.silences if found.kind == "not denied"]
        for at, name in spans:
            if at.start in seen or view.declines(claim) or not _counted(view, claim):
                continue
            seen.add(at.start)
            home = view.whole(claim)
            other = declined.get(_surname(name)) if name else None
            elsewhere = other if other is not None and view.whole(other[0]).id != home.id else None
            message = f"“{view.excerpt(at)}” stands among the reasons"
            if elsewhere is not None:
                message += f"; {view.name(elsewhere[0])} has it that no comment was made"
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if view.own(claim, at) else "note",
                at=at,
                message=message,
                why="what is not denied is not thereby said; most things are never denied because nobody had to",
                mend="leave the missing denial out, or say who would have had to deny it and when",
                points=view.points(home, view.whole(elsewhere[0])) if elsewhere else (home.id,),
                marks=(Mark(elsewhere[1], "declined to comment"),) if elsewhere else (),
            )


def _counted(view: View, claim: Claim) -> bool:
    """Does the missing denial do work: beside a confirmation, in an inference, or in a point that carries another?"""
    for each in (claim, view.whole(claim)):
        marks = view.marks(each)
        if any(found.mode in ("confirmed", "repeated") for found in marks.attributions) or view.index.steps(each.id) or view.uses(each):
            return True
        if any(found.role in ("therefore", "because", "given") for found in marks.connectives) or view.phrases(each, "sign"):
            return True
    return False


def _surname(name: str) -> str:
    return name.casefold().replace("'s", "").split()[-1] if name.split() else ""
