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
    for claim in view.claims:
        causes = view.phrases(claim, "cause", "effect")
        if not causes or claim.open or not view.own(claim, causes[0].at):
            continue
        for step in view.index.steps(claim.id):
            for id in step.premises:
                premise = view.index.claims.get(id)
                found = _pattern(view, premise) if premise is not None else None
                if premise is None or found is None or _careful(view, claim) or _careful(view, premise):
                    continue
                degree = view.degree(claim)
                yield Diagnostic(
                    code=CODE,
                    name=NAME,
                    severity=SEVERITY if step.basis == "stated" and (degree is None or degree.interval.low >= 0.5) else "note",
                    at=causes[0].at,
                    message=f"{view.name(claim)} says “{view.excerpt(causes[0].at)}”, and its ground {view.name(premise)} only that the two went together",
                    why="chance, a common cause or the reverse direction would show the same pattern",
                    mend="say how the one brings about the other, and what speaks against a common cause",
                    points=view.points(claim, premise),
                    marks=(Mark(found, "goes together"),),
                )


def _pattern(view: View, claim: Claim) -> Span | None:
    return next((phrase.at for each in view.family(claim) for phrase in view.phrases(each, "together")), None)


def _careful(view: View, claim: Claim) -> bool:
    return view.declines(claim) or any(view.phrases(each, "rival") for each in view.family(claim))
