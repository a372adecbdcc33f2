"""What was only likely is later told as fact.

Why it matters: between the two places nothing was added, yet the reader leaves with a fact.
Mend: keep the hedge, or say what has made the statement firmer since.
Stays quiet: where the later statement is itself hedged, attributed or argued for, and where the two share too few telling words.
Source: loss of hedges in retelling, K. Hyland, Hedging in Scientific Research Articles (1998).
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.overlap import shared, weight
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW207", "hedge-dropped"
SEVERITY: Severity = "warning"
COMMONEST = 40
"""A word that more hedged points than this have does not bring two statements together."""


def check(view: View) -> Iterator[Diagnostic]:
    hedged: dict[str, list[Claim]] = {}
    flat = [_flat(view, claim) for claim in view.claims]
    last = max((at for at, each in enumerate(flat) if each), default=-1)  # what is hedged behind it is told nowhere as fact
    for claim, stated in zip(view.claims[: last + 1], flat, strict=False):
        if stated:
            told = _first_told(view, claim, hedged)
            if told is not None:
                yield _finding(view, claim, told)
        else:
            degree = view.degree(claim)
            if degree is not None and 0.3 < degree.interval.mid < 0.9 and degree.interval.high < 0.95 and not view.declines(claim):
                for stem in view.content(claim):
                    hedged.setdefault(stem, []).append(claim)


def _flat(view: View, claim: Claim) -> bool:
    """A statement of the author's own, without a word of doubt, that is no step, question or assumption."""
    if claim.open or claim.degree is not None or claim.kind in ("hypothesis", "assumption", "prediction", "silence"):
        return False
    marks = view.marks(claim)
    if marks.hedges or marks.silences or view.index.steps(claim.id) or not view.own(claim) or view.sourced(claim):
        return False
    if view.phrases(claim, "assuming", "weasel", "confirm", "rival", "imagination"):
        return False
    return not view.text[claim.at.start : claim.at.end].rstrip('"”’) \n').endswith("?") and not view.declines(claim)


def _first_told(view: View, claim: Claim, hedged: dict[str, list[Claim]]) -> Claim | None:
    votes: dict[str, int] = {}
    for stem in view.content(claim):
        listed = hedged.get(stem, ())
        if len(listed) <= COMMONEST:
            for other in listed:
                votes[other.id] = votes.get(other.id, 0) + 1
    best: tuple[float, Claim] | None = None
    for id, count in votes.items():
        other = view.index.claims[id]
        if (
            count >= 2
            and view.whole(other).id != view.whole(claim).id
            and (found := _restates(view, claim, other))
            and (best is None or found > best[0])
        ):
            best = (found, other)
    return best[1] if best else None


def _restates(view: View, claim: Claim, other: Claim) -> float:
    """How much of the hedged statement the flat one repeats; 0 where it is too little."""
    common = shared(view, claim, other)
    one, two = view.content(claim), view.content(other)
    lighter = min(weight(view, one), weight(view, two))
    part = weight(view, common) / lighter if lighter > 0 else 0.0
    subject = len(one) > 1 and any(two[at : at + 2] == one[:2] for at in range(3))
    if len(common) >= 3 and part >= 0.6:
        return part
    return part if subject and len(common) >= 4 and part >= 0.3 else 0.0


def _finding(view: View, claim: Claim, told: Claim) -> Diagnostic:
    here, there, word = view.name(claim), view.name(told), view.word(told)
    same = ", ".join(f"“{each}”" for each in view.written(claim, shared(view, claim, told))[:4])
    return Diagnostic(
        code=CODE,
        name=NAME,
        severity=SEVERITY if view.article else "note",
        at=claim.at,
        message=f"“{view.excerpt(claim.at, 9)}” is told as fact; {there} had it as “{word}”",
        why=f"nothing in between made it firmer; the two share {same}",
        mend=f"keep “{word}”, or say what has been learned since {there}",
        points=view.points(told, claim) if here == there else view.points(claim, told),
        marks=(Mark(view.word_at(told), "hedged here"),),
    )
