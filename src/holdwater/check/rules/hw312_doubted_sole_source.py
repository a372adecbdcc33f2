"""A point rests on one speaker alone, whom the same text does not believe.

Why it matters: a text that says that somebody lied and then tells what happened on that person's word leaves it to the reader to
remember.
Mend: say at the point that the speaker's word stands alone, or what else bears it out.
Stays quiet: where another source is named in the same point, and where what the speaker says is told as a claim.
Source: ICD 206 (2015), source reliability statements; falsus in uno, Wigmore on Evidence.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.source import Span

CODE, NAME = "HW312", "doubted-sole-source"
SEVERITY: Severity = "warning"
MOST = 4
"""Points named in one finding."""


def check(view: View) -> Iterator[Diagnostic]:
    doubted: dict[str, Span] = {}
    speakers = {_surname(found.name) for claim in view.claims for found in view.marks(claim).attributions} - {""}
    for claim in view.claims:
        for phrase in view.phrases(claim, "doubt"):
            who = _about(view, claim, phrase.at, speakers)
            if who and not view.negated(claim, phrase.at):
                doubted.setdefault(who, phrase.at)
    if not doubted:
        return
    resting: dict[str, list[tuple[Claim, Span]]] = {}
    for claim in view.claims:
        said = view.marks(claim).attributions
        if claim.parent is not None and view.whole(claim).at.contains(claim.at):
            continue
        names = {_surname(found.name) for found in said}
        if len(names) == 1 and (who := next(iter(names))) in doubted and all(found.mode == "reported" for found in said):
            resting.setdefault(who, []).append((claim, said[0].at))
    for who, points in resting.items():
        first, at = points[0]
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=at,
            message=f"“{view.excerpt(first.at, 9)}” rests on one speaker alone, of whom this text says “{view.excerpt(doubted[who])}”"
            + (f"; so do {len(points) - 1} more" if len(points) > 1 else ""),
            why="a word that is doubted in one place is not firmer in the next",
            mend="say there that the word stands alone, or what else bears it out",
            points=view.points(*(claim for claim, _ in points[:MOST])),
            marks=(Mark(doubted[who], "doubted here"), *(Mark(place, "the same speaker alone") for _, place in points[1:MOST])),
        )


def _about(view: View, claim: Claim, at: Span, speakers: set[str]) -> str:
    """The owner of what is doubted ("Carter's credibility"), else the last name before the doubt in its sentence that speaks anywhere in the text."""
    tokens = view.tokens(claim)
    first, last = tokens.first_at(at.start), tokens.first_at(at.end)
    for place in range(first, last):
        if tokens.capital(place) and tokens.low[place].endswith("'s"):
            return tokens.low[place].removesuffix("'s")
    for place in range(first - 1, -1, -1):
        word = tokens.low[place].removesuffix("'s")
        if tokens.capital(place) and word in speakers:
            return word
    return ""


def _surname(name: str) -> str:
    return name.casefold().replace("’", "'").removesuffix("'s").split()[-1] if name.split() else ""
