"""Who says it, who repeats whom, and how many independent origins a conclusion has; hypotheses with their rivals; what to watch."""

from collections.abc import Mapping, Sequence

from holdwater.case.index import Index
from holdwater.case.types import Case, Cell, Hypothesis, Source, Watch
from holdwater.report.views.names import fold
from holdwater.report.views.proposals import pairs_of
from holdwater.typed import NamedTuple

MOST_CONCLUSIONS = 12
"""Conclusions whose origins are named; the number of origins of every other stands with its point."""

_TOLD_OF_SOURCES = ("grade", "stake", "", "author", "published", "outlet", "republished from", "file", "url", "note")


class Speaker(NamedTuple):
    """A source. `chain` runs from it to its origin, names as written; `reports`, `denies`, `silent` are ids of points.

    Here as below, `proposed`: it is a proposal as a whole, `proposals`: fields that are, (name, value).
    """

    id: str
    name: str
    grade: str | None
    anonymous: bool
    stake: str | None
    chain: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    reports: tuple[str, ...]
    denies: tuple[str, ...]
    silent: tuple[str, ...]
    proposed: bool = False
    proposals: tuple[tuple[str, str], ...] = ()


class Origins(NamedTuple):
    """The independent origins under one conclusion, by name."""

    conclusion: str
    names: tuple[str, ...]


class Rival(NamedTuple):
    """A hypothesis of a question; `stated_by` are the points in which the author states it."""

    id: str
    text: str
    prior: str | None
    proposed: bool
    stated_by: tuple[str, ...]
    notes: tuple[str, ...]
    proposals: tuple[tuple[str, str], ...] = ()


class Contest(NamedTuple):
    """One question: its rivals, and how expected each piece of evidence is under each (`cells[row][column]`, None where blank).

    `proposed` are rivals that nobody has accepted yet.
    """

    text: str | None
    rivals: tuple[Rival, ...]
    evidence: tuple[str, ...]
    cells: tuple[tuple[str | None, ...], ...]
    proposed: tuple[Rival, ...] = ()


class Indicator(NamedTuple):
    """Something to watch for."""

    id: str
    text: str
    by: str | None
    outcome: str | None
    notes: tuple[str, ...]
    proposed: bool = False
    proposals: tuple[tuple[str, str], ...] = ()


class Provenance(NamedTuple):
    """All of it. `unsourced` counts points that nobody is named for."""

    speakers: tuple[Speaker, ...]
    origins: tuple[Origins, ...]
    contests: tuple[Contest, ...]
    indicators: tuple[Indicator, ...]
    points: int
    unsourced: int


def view_sources(index: Index, ids: Sequence[str]) -> Provenance:
    """Sources in the order of the case, the document itself among them; `ids` are the conclusions."""
    case = index.case
    says: dict[str, dict[str, None]] = {}
    denies: dict[str, dict[str, None]] = {}
    silent: dict[str, dict[str, None]] = {}
    unsourced = 0
    for claim in case.claims:
        named = False
        for report in claim.reports:
            if report.proposed:
                continue
            named = True
            kind = {"says": says, "denies": denies}.get(report.mode, silent)
            kind.setdefault(report.source, {})[claim.id] = None
        unsourced += claim.parent is None and not named
    speakers = []
    for source, asked in _sources(case):
        facts = [
            (name, fold(value))
            for name, value in (
                ("author", source.author),
                ("published", source.published),
                ("outlet", source.outlet),
                ("republished from", source.republished_from),
                ("file", source.file),
                ("url", source.url),
                *(("note", note) for note in source.notes),
            )
            if value
        ]
        speakers.append(
            Speaker(
                source.id,
                fold(source.text),
                fold(source.grade.term) if source.grade is not None else None,
                source.anonymous,
                fold(source.stake) if source.stake else None,
                () if asked else tuple(name_source(index, id) for id in _chain(index, source.id)),
                tuple(facts),
                () if asked else tuple(says.get(source.id, ())),
                () if asked else tuple(denies.get(source.id, ())),
                () if asked else tuple(silent.get(source.id, ())),
                asked,
                pairs_of(source, asked=asked, told=_TOLD_OF_SOURCES if asked else ()),
            )
        )
    origins = tuple(
        Origins(id, tuple(sorted((name_source(index, origin) for origin in index.origins(id)), key=str.casefold))) for id in ids[:MOST_CONCLUSIONS]
    )
    return Provenance(
        tuple(speakers),
        origins,
        _contests(index),
        tuple(_indicator(watch, asked) for watch, asked in _watched(case)),
        sum(claim.parent is None for claim in case.claims),
        unsourced,
    )


def name_source(index: Index, id: str) -> str:
    """The name of a source, or its id where it is not listed."""
    source = index.sources.get(id)
    return fold(source.text) or id if source is not None else id


def _sources(case: Case) -> list[tuple[Source, bool]]:
    """The sources, and whether each is a proposal: those come last."""
    return [(source, False) for source in case.sources] + [(each.item, True) for each in case.proposed if isinstance(each.item, Source)]


def _watched(case: Case) -> list[tuple[Watch, bool]]:
    """The same of what to watch for."""
    return [(watch, False) for watch in case.watch] + [(each.item, True) for each in case.proposed if isinstance(each.item, Watch)]


def _chain(index: Index, id: str) -> list[str]:
    """From a source to where its word first came from, once round a ring at most."""
    chain = [id]
    while len(chain) < 30:
        source = index.sources.get(chain[-1])
        if source is None:
            break
        links = [link for link in (*source.relays, *source.origin) if not link.proposed]
        if not links or links[0].target in chain:
            break
        chain.append(links[0].target)
    return chain


def _contests(index: Index) -> tuple[Contest, ...]:
    case = index.case
    stated: dict[str, list[str]] = {}
    for claim in case.claims:
        for link in claim.states:
            if not link.proposed:
                stated.setdefault(link.target, []).append(claim.id)
    rows: list[tuple[str, Mapping[str, str]]] = [(claim.id, _row(claim.rows)) for claim in case.claims if claim.rows]
    rows += [(watch.id, _row(watch.rows)) for watch in case.watch if watch.rows]
    contests = []
    for question in case.questions:
        ids = [hypothesis.id for hypothesis in question.hypotheses]
        evidence = [(id, row) for id, row in rows if any(rival in row for rival in ids)]
        rivals = tuple(_rival(hypothesis, False, stated.get(hypothesis.id, ())) for hypothesis in question.hypotheses)
        asked = tuple(
            _rival(proposal.item, True, ())
            for proposal in case.proposed
            if isinstance(proposal.item, Hypothesis) and proposal.question == question.id
        )
        cells = tuple(tuple(row.get(rival) for _, row in evidence) for rival in ids)
        contests.append(Contest(fold(question.text) if question.text else None, rivals, tuple(id for id, _ in evidence), cells, asked))
    return tuple(contests)


def _rival(hypothesis: Hypothesis, asked: bool, stated: Sequence[str]) -> Rival:
    return Rival(
        hypothesis.id,
        fold(hypothesis.text),
        fold(hypothesis.prior.term) if hypothesis.prior is not None else None,
        asked,
        tuple(dict.fromkeys(stated)),
        tuple(fold(note) for note in hypothesis.notes),
        pairs_of(hypothesis, asked=False, told=()),
    )


def _row(cells: tuple[Cell, ...]) -> Mapping[str, str]:
    return {cell.hypothesis: fold(cell.degree.term) for cell in cells if not cell.proposed}


def _indicator(watch: Watch, asked: bool) -> Indicator:
    seen = None if watch.outcome is None else f"{'yes' if watch.outcome[0] else 'no'}, {watch.outcome[1]}"
    notes = tuple(fold(note) for note in watch.notes)
    return Indicator(watch.id, fold(watch.text), watch.by, seen, notes, asked, pairs_of(watch, asked=asked, told=("by", "outcome", "note") if asked else ()))


