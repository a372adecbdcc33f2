"""Two things that go together are told as cause and effect.

Why it matters: chance, a common cause, or the reverse direction bring things together as well.
Mend: say how the one brings about the other, and what would be seen if something else did.
Stays quiet: where the text names another cause or says that the pattern proves nothing, and where only the pattern is stated.
Source: J. S. Mill, A System of Logic (1843) III 8; D. Walton, C. Reed and F. Macagno, Argumentation Schemes (2008), argument from
correlation to cause.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.source import Span

CODE, NAME = "HW213", "correlation-as-cause"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    before: Claim | None = None
    for claim in view.claims:
        causes = view.phrases(claim, "cause", "effect")
        if causes and not claim.open and view.own(claim, causes[0].at) and not _careful(view, claim):
            degree = view.degree(claim)
            firm = degree is None or degree.interval.low >= 0.5
            grounds = [
                (view.index.claims[id], step.basis == "stated")
                for step in view.index.steps(claim.id)
                for id in step.premises
                if id in view.index.claims
            ]
            if not grounds and before is not None and not view.text[before.at.end : claim.at.start].count("\n\n"):
                grounds = [(before, False)]
            for premise, stated in grounds:
                found = _pattern(view, premise)
                if found is not None and not _careful(view, premise):
                    yield _finding(view, claim, premise, causes[0].at, found, SEVERITY if stated and firm else "note")
                    break
        if claim.parent is None:
            before = claim


def _finding(view: View, claim: Claim, premise: Claim, cause: Span, pattern: Span, severity: Severity) -> Diagnostic:
    return Diagnostic(
        code=CODE,
        name=NAME,
        severity=severity,
        at=cause,
        message=f"{view.name(claim)} says “{view.excerpt(cause)}”, and {view.name(premise, claim)} only that the two went together",
        why="chance, a common cause or the reverse direction would show the same pattern",
        mend="say how the one brings about the other, and what speaks against a common cause",
        points=view.points(claim, premise),
        marks=(Mark(pattern, "goes together"),),
    )


def _pattern(view: View, claim: Claim) -> Span | None:
    """Words that say that two things go together: a phrase for it, or "since …" at the head of a sentence that tells of a change."""
    for each in view.family(claim):
        for phrase in view.phrases(each, "together"):
            return phrase.at
        if view.inside(each):
            continue
        onset, change = view.phrases(each, "onset"), view.phrases(each, "change")
        if onset and change and onset[0].at.start == each.at.start and change[0].at.start > onset[0].at.end:
            return Span(onset[0].at.start, change[0].at.end)
    return None


def _careful(view: View, claim: Claim) -> bool:
    return view.declines(claim) or any(view.rivals(each) for each in view.family(claim))
