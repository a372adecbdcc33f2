"""What somebody intends, wants or fears is told as fact.

Why it matters: nobody sees into a head, still less into the head of a government or a company. A motive is inferred from words and deeds,
or it is invented.
Mend: say who told of the intention, or what was done that shows it, and hedge it.
Stays quiet: on motives that are hedged, attributed or inferred in the same point, and on the author's own. A mere "wants to" that carries
nothing is a note.
Source: argument from motive, D. Walton, C. Reed and F. Macagno, Argumentation Schemes (2008); R. Heuer, Psychology of Intelligence
Analysis (1999), on attribution of intent.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity
from holdwater.source import Span

CODE, NAME = "HW308", "unsourced-motive"
SEVERITY: Severity = "warning"

NEAR = 24
"""Characters before the motive within which an "I" or "we" makes it the author's own."""


def check(view: View) -> Iterator[Diagnostic]:
    seen: set[int] = set()
    for claim in view.having("motive", "wish"):
        for phrase in view.phrases(claim, "motive", "wish"):
            if phrase.at.start in seen:
                continue
            seen.add(phrase.at.start)
            if not _bare(view, claim, phrase.at) or not _bare(view, view.whole(claim), phrase.at):
                continue
            words = view.excerpt(phrase.at)
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if view.article and (phrase.kind == "motive" or view.uses(claim)) else "note",
                at=phrase.at,
                message=f"a motive is told as fact, and nobody is named who told of it: “{view.around(claim, phrase.at)}”",
                why="intentions are not observed; they are told by somebody, or inferred from what was done",
                mend=f"say who told of it or what was done that shows it, and hedge “{words}”",
                points=view.points(view.whole(claim), claim),
            )
            break


def _bare(view: View, claim: Claim, at: Span) -> bool:
    if any(phrase.at.overlaps(at) for phrase in view.phrases(claim, "unnamed")):
        return False
    if claim.open or claim.degree is not None or claim.kind in ("hypothesis", "assumption") or view.index.steps(claim.id):
        return False
    if not view.own(claim, at) or view.sourced(claim) or view.declines(claim):
        return False
    if any(hedge.kind in ("likelihood", "modal", "conditional", "denial") for hedge in view.marks(claim).hedges):
        return False
    if any(0 <= at.start - phrase.at.end < NEAR for phrase in view.phrases(claim, "self")):
        return False
    tokens = view.tokens(claim)
    first = tokens.first_at(at.start)
    return not {"if", "whether", "would"}.intersection(tokens.low[max(0, first - 4) : first])
