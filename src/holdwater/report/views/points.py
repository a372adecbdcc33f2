"""Every point with its words, what it rests on, what rests on it, and its findings."""

from collections.abc import Mapping, Sequence

from holdwater.case.index import Index
from holdwater.case.proposals import points_of
from holdwater.case.types import Claim, Step
from holdwater.report.views.findings import Group, by_point
from holdwater.report.views.names import fold
from holdwater.report.views.proposals import flag_of, pairs_of
from holdwater.report.views.readings import Reading, Standings
from holdwater.typed import NamedTuple


class Reason(NamedTuple):
    """One line of reasons or objections: ids in `points`, the strength as written, and whether it is a guess; `flag` says what to call that."""

    role: str  # "because", "against", "undercuts", "explains", "states", "superseded by"
    points: tuple[str, ...]
    strength: str | None
    guess: bool
    implied: bool
    flag: str = ""


class Point(NamedTuple):
    """A point or a part of one. `facts` are (name, value) lines: dates, places, notes; `speakers` (source id, mode, credibility).

    `proposed`: it is a proposal as a whole, and has no numbers. `proposals` are its proposed fields, (name, value), that are no reasons.
    """

    id: str
    label: str | None
    parent: str | None
    heading: str | None
    text: str
    quotes: tuple[str, ...]
    kind: str | None
    speakers: tuple[tuple[str, str, str | None], ...]
    facts: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]
    carries: tuple[str, ...]
    explained_by: tuple[str, ...]
    standing: Standings
    group: Group | None
    parts: tuple["Point", ...]
    proposed: bool = False
    proposals: tuple[tuple[str, str], ...] = ()


_REASONS = ("because", "against", "undercuts", "explains", "states", "superseded by")
_NOTHING = Standings(Reading(None, None, False, ""), Reading(None, None, False, ""), "silent", "", 0)


def view_points(index: Index, groups: Sequence[Group], standings: Mapping[str, Standings]) -> tuple[Point, ...]:
    """The points in text order, proposed ones among them, each with its parts."""
    filed = by_point(groups)
    parts: dict[str, list[Claim]] = {}
    tops: list[Claim] = []
    claims = points_of(index.case)
    asked = frozenset(id(proposal.item) for proposal in index.case.proposed)
    known = {claim.id for claim in claims}
    for claim in claims:
        if claim.parent is not None and claim.parent in known and claim.parent != claim.id:
            parts.setdefault(claim.parent, []).append(claim)
        else:
            tops.append(claim)
    shown: set[int] = set()
    points = [_view(index, standings, claim, filed, parts, shown, asked) for claim in tops]
    return tuple(points)


def _view(
    index: Index,
    standings: Mapping[str, Standings],
    claim: Claim,
    filed: Mapping[str, Group],
    parts: Mapping[str, list[Claim]],
    shown: set[int],
    asked: frozenset[int],
    deep: int = 0,
) -> Point:
    shown.add(id(claim))
    proposed = id(claim) in asked
    below = [part for part in parts.get(claim.id, ()) if id(part) not in shown] if deep < 8 else []
    reasons = [*_steps("because", claim.because), *_steps("against", claim.against)]
    for cut in claim.undercuts:
        reasons.append(Reason("undercuts", (cut.target, *(cut.premises or ())), _term(cut.strength), cut.proposed, False))
    for role, links in (("explains", claim.explains), ("states", claim.states), ("superseded by", claim.superseded_by)):
        for guess in (False, True):
            targets = tuple(dict.fromkeys(link.target for link in links if link.proposed is guess))
            if targets:
                reasons.append(Reason(role, targets, None, guess, False))
    flag = flag_of(index.case)
    degree = "open" if claim.open else _term(claim.degree)
    facts = [
        *(("degree", term) for term in (degree,) if proposed and term),
        *(("when", _list(dates)) for dates in (claim.when,) if dates),
        *(("where", _list(places)) for places in (claim.where,) if places),
        *(("known", fold(date)) for date in (claim.known,) if date),
        *(("retracted", fold(date)) for date in (claim.retracted,) if date),
        *(("otherwise", fold(degree.term)) for degree in (claim.otherwise,) if degree is not None),
        *(("scheme", fold(scheme)) for scheme in (claim.scheme,) if scheme),
        *((f"question {answer.number}", fold(answer.text)) for answer in claim.answers),
        *(("note", fold(note)) for note in claim.notes),
        *(("in the original", fold(place)) for place in (_original(index, claim),) if place),
    ]
    return Point(
        id=claim.id,
        label=claim.label,
        parent=claim.parent,
        heading=fold(claim.heading) if claim.heading else None,
        text=fold(claim.text),
        quotes=tuple(fold(quote.text) for quote in claim.quotes),
        kind=_kind(index, claim, proposed),
        speakers=tuple((report.source, report.mode, _term(report.credibility)) for report in claim.reports if not report.proposed),
        facts=tuple(facts),
        rows=tuple((cell.hypothesis, fold(cell.degree.term)) for cell in claim.rows if not cell.proposed),
        reasons=tuple(reason._replace(flag=flag) if reason.guess else reason for reason in reasons),
        carries=() if proposed else tuple(dict.fromkeys(conclusion for conclusion, _ in index.uses(claim.id))),
        explained_by=() if proposed else tuple(dict.fromkeys(index.explained_by(claim.id))),
        standing=_NOTHING if proposed else standings[claim.id],
        group=None if proposed and claim.id in index.claims else filed.get(claim.id),
        parts=tuple(_view(index, standings, part, filed, parts, shown, asked, deep + 1) for part in below),
        proposed=proposed,
        proposals=_proposals(index, claim),
    )


def _kind(index: Index, claim: Claim, proposed: bool) -> str:
    """What kind of point it is; the index knows no reasons of one that is only proposed."""
    kind = index.kind_of(claim)
    inferred = proposed and claim.kind is None and kind != "report" and any(not step.proposed for step in claim.because)
    return "inference" if inferred else kind


def _proposals(index: Index, claim: Claim) -> tuple[tuple[str, str], ...]:
    """Its proposed lines that are no reasons: as its fields have them, or as they were read."""
    if claim.fields or index.case.form == "case":
        return pairs_of(claim, asked=False, told=_REASONS)
    modes = {"says": "source", "denies": "denied by"}
    return tuple((f"{modes.get(report.mode, 'no comment')}?", report.source) for report in claim.reports if report.proposed)


def _original(index: Index, claim: Claim) -> str | None:
    """Where a point stands in the document that its article was taken out of, as in "page 3"; its parts stand where it does."""
    if index.case.form != "article" or claim.parent is not None:
        return None
    return index.case.source.original_place(claim.at.start)


def _list(values: Sequence[str]) -> str:
    """Values one after another, each once."""
    return ", ".join(dict.fromkeys(fold(value) for value in values))


def _steps(role: str, steps: Sequence[Step]) -> list[Reason]:
    return [Reason(role, step.premises, _term(step.strength), step.proposed, step.basis == "implied") for step in steps]


def _term(degree: object) -> str | None:
    term = getattr(degree, "term", None)
    return fold(term) if isinstance(term, str) else None
