"""Points in a row rest on one speaker alone, whom the same text does not believe.

Why it matters: a text that says that somebody lied and then tells what happened on that person's word leaves it to the reader to
remember.
Mend: say at the point that the speaker's word stands alone, or what else bears it out.
Stays quiet: on a single point, where another source is named in the same point, and where what the speaker says is told as a claim.
Source: ICD 206 (2015), source reliability statements; falsus in uno, Wigmore on Evidence.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.lexicon.lists import words
from holdwater.source import Span

CODE, NAME = "HW312", "doubted-sole-source"
SEVERITY: Severity = "warning"
LEAST, MOST = 2, 4
"""Points in a row that make a finding, and points named in it."""
NEAR = 2
"""Points further apart than this are no row."""


def check(view: View) -> Iterator[Diagnostic]:
    doubted: dict[str, Span] = {}
    speakers = {_surname(found.name) for claim in view.marked("attributions") for found in view.marks(claim).attributions} - {""}
    for claim in view.having("doubt"):
        for phrase in view.phrases(claim, "doubt"):
            who = _about(view, claim, phrase.at, speakers)
            if who and not view.negated(claim, phrase.at):
                doubted.setdefault(who, phrase.at)
    if not doubted:
        return
    runs: dict[str, list[tuple[Claim, Span]]] = {}
    order = {claim.id: place for place, claim in enumerate(view.claims)}
    for claim in view.marked("attributions"):
        said = view.marks(claim).attributions
        names = {_surname(found.name) for found in said}
        if view.inside(claim) or len(names) != 1 or any(found.mode != "reported" for found in said):
            continue
        who = next(iter(names))
        if who in doubted:
            run = runs.setdefault(who, [])
            if run and order[claim.id] - order[run[-1][0].id] > NEAR and len(run) < LEAST:
                run.clear()
            if not run or order[claim.id] - order[run[-1][0].id] <= NEAR:
                run.append((claim, said[0].at))
    for who, run in runs.items():
        if len(run) < LEAST:
            continue
        first, at = run[0]
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=at,
            message=f"what is told from “{view.excerpt(first.at, 7)}” on rests on one speaker alone, of whom this text says “{view.excerpt(doubted[who])}”",
            why="a word that is doubted in one place is no firmer in the next",
            mend="say there that the word stands alone, or what else bears it out",
            points=view.points(*(claim for claim, _ in run[:MOST])),
            marks=(Mark(doubted[who], "doubted here"), *(Mark(place, "the same speaker alone") for _, place in run[1:MOST])),
        )


def _about(view: View, claim: Claim, at: Span, speakers: set[str]) -> str:
    """The owner of what is doubted ("Carter's credibility"), else the last name before it that speaks anywhere in the text.

    A name behind a preposition ("about his meetings with Miller") is passed over.
    """
    tokens = view.tokens(claim)
    first, last = tokens.first_at(at.start), tokens.first_at(at.end)
    for place in range(first, last):
        if tokens.capital(place) and tokens.low[place].endswith("'s"):
            return tokens.low[place].removesuffix("'s")
    for place in range(first - 1, -1, -1):
        word = tokens.low[place].removesuffix("'s")
        if tokens.capital(place) and word in speakers and not (place and tokens.low[place - 1] in words("preposition")):
            return word
    return ""


def _surname(name: str) -> str:
    return name.casefold().replace("’", "'").removesuffix("'s").split()[-1] if name.split() else ""
