"""From what the draws gave to the records of a weighing, in the order of the document."""

from itertools import combinations

import numpy as np

from holdwater.case.index import Index
from holdwater.typed import Literal
from holdwater.weigh.bands import Band, Tipping, WeighedIndicator, WeighedSource, Weight
from holdwater.weigh.draws import Array, take_middles
from holdwater.weigh.harvest import Circuit, answer
from holdwater.weigh.keep import Keeper, inform
from holdwater.weigh.reach import Reached
from holdwater.weigh.summary import band_rows, tell_bands
from holdwater.weigh.tell import show_interval
from holdwater.weigh.types import WeighedHypothesis, WeighedQuestion, Weighing

Item = tuple[Literal["point", "source", "indicator"], str]

ROUNDING = 1e-12
"""Evidence whose likelihoods differ by no more than this, as logarithms, is equally expected."""


def assemble(index: Index, weighing: Weighing, circuit: Circuit, kept: Keeper, tippings: tuple[Tipping, ...], ends: Reached) -> Weighing:
    """The weighing with posteriors, sources, weights, tipping points and indicators."""
    model = circuit.model
    valid = int(kept.possible.sum())
    points = {
        one.id: _widen(band, ends.get(("point", 0, at)))
        for at, (one, band) in enumerate(zip(model.points, tell_bands(kept.points, kept.possible), strict=True))
    }
    sources = [
        WeighedSource(one.id, one.grade, _widen(band, ends.get(("source", 0, at))), f"{one.how}: {show_interval(one.grade)}")
        for at, (one, band) in enumerate(zip(model.speakers, tell_bands(kept.speakers, kept.possible), strict=True))
    ]
    asked: dict[str, tuple[dict[str, Band | None], dict[str, float], str | None]] = {}
    favoured: dict[str, str | None] = {}
    for number, question in enumerate(model.questions):
        bands = [
            _widen(band, ends.get(("hypothesis", number, at))) for at, band in enumerate(tell_bands(kept.posteriors[number], kept.possible))
        ]
        shares = {
            id: float(count) / valid if valid else 0.0 for id, count in zip(question.hypotheses, kept.leads[number].tolist(), strict=True)
        }
        favoured[question.id] = _find_leader(dict(zip(question.hypotheses, map(float, kept.fits[number].tolist()), strict=True)))
        asked[question.id] = dict(zip(question.hypotheses, bands, strict=True)), shares, _find_leader(shares)
    place = _rank(index)
    return weighing._replace(
        points={id: point._replace(posterior=points.get(id)) for id, point in weighing.points.items()},
        questions=tuple(
            _ask(one, *asked.get(one.id, ({}, {}, None)), valid=bool(valid))._replace(favoured=favoured.get(one.id)) for one in weighing.questions
        ),
        impossible=len(kept.possible) - valid,
        sources=tuple(sorted(sources, key=lambda one: (place.get(("source", one.id), len(place)), one.id))),
        weights=_weigh(index, weighing, kept, tippings),
        tipping=tippings,
        indicators=_watch(circuit, kept, place),
    )


def _widen(band: Band | None, ends: tuple[float, float] | None) -> Band | None:
    """The band with the least and greatest value reached, no narrower than the draws."""
    if band is None or ends is None:
        return band
    return band._replace(least=min(band.least, ends[0]), greatest=max(band.greatest, ends[1]))


def _find_leader(shares: dict[str, float]) -> str | None:
    best = max(shares.values(), default=0.0)
    leaders = [id for id, share in shares.items() if share == best]
    return leaders[0] if best > 0 and len(leaders) == 1 else None


def _ask(
    question: WeighedQuestion, bands: dict[str, Band | None], shares: dict[str, float], leader: str | None, *, valid: bool
) -> WeighedQuestion:
    return question._replace(
        leader=leader,
        hypotheses=tuple(
            WeighedHypothesis(one.id, one.prior, one.examined, bands.get(one.id), shares.get(one.id) if valid else None)
            for one in question.hypotheses
        ),
    )


def _weigh(index: Index, weighing: Weighing, kept: Keeper, tippings: tuple[Tipping, ...]) -> tuple[Weight, ...]:
    """What each point with evidence, each source and each indicator with an outcome carries; in the order of the document."""
    model = kept.model
    points = [one.id for one in model.points if one.link >= 0]
    told = [one.id for one in model.watched if one.row >= 0]
    items: list[Item] = [
        *(("point", id) for id in points),
        *(("source", one.id) for one in model.speakers),
        *(("indicator", id) for id in told),
    ]
    without: list[dict[str, Band]] = [{} for _ in items]
    pairs: dict[Item, dict[str, Band | None]] = {item: {} for item in items if item[0] != "source"}
    order = {one.id: at for question in weighing.questions for at, one in enumerate(question.hypotheses)}
    for number, asked in enumerate(model.questions):
        count = len(asked.hypotheses)
        for row, band in enumerate(tell_bands(kept.without[number], kept.possible)):
            if band is not None:
                without[row // count][asked.hypotheses[row % count]] = band
        ranked = sorted(range(count), key=lambda at: order.get(asked.hypotheses[at], at))
        for item, rows in zip(pairs, _each(kept, number, count), strict=True):
            for first, second in combinations(ranked, 2):
                pairs[item][f"{asked.hypotheses[first]}/{asked.hypotheses[second]}"] = _tell_apart(rows[first], rows[second])
    nearest: dict[str, Tipping] = {}
    for tipping in tippings:
        nearest.setdefault(tipping.item, tipping)
    place = _rank(index)
    made = [
        Weight(id, kind, _sort(bands, order), pairs.get((kind, id), {}), nearest.get(id))
        for (kind, id), bands in zip(items, without, strict=True)
    ]
    return tuple(
        sorted(
            made, key=lambda one: (("point", "source", "indicator").index(one.kind), place.get((one.kind, one.item), len(place)), one.item)
        )
    )


def _tell_apart(first: Array, second: Array) -> Band | None:
    """The band of the logarithm of a likelihood ratio to base 10, (draws,); None where one of the two is 0, or no draw is possible."""
    if not (first > 0).all() or not (second > 0).all():
        return None
    gap: Array = np.log10(first) - np.log10(second)
    gap[np.abs(gap) < ROUNDING] = 0.0
    return band_rows(gap[None])[0]


def _rank(index: Index) -> dict[Item, int]:
    listed: list[Item] = (
        [("point", id) for id in index.claims]
        + [("source", id) for id in index.sources]
        + [("indicator", one.id) for one in index.case.watch]
    )
    return {item: at for at, item in reversed(list(enumerate(listed)))}


def _each(kept: Keeper, number: int, count: int) -> list[Array]:
    """The likelihoods of each item, (hypotheses, possible draws)."""
    rows = kept.likelihoods[number].rows
    return [np.asarray(rows[at : at + count])[:, kept.possible] for at in range(0, len(rows), count)]


def _sort(bands: dict[str, Band], order: dict[str, int]) -> dict[str, Band]:
    return dict(sorted(bands.items(), key=lambda one: order.get(one[0], 0)))


def _watch(circuit: Circuit, kept: Keeper, place: dict[Item, int]) -> tuple[WeighedIndicator, ...]:
    """The open indicators, in the order of the document; none where no draw is possible."""
    expected, bits = tell_bands(kept.expected, kept.possible), tell_bands(kept.bits, kept.possible)
    middles = take_middles(circuit.model)
    posteriors = answer(circuit, middles) if kept.open else []
    made = []
    for one, yes, told in zip(kept.open, expected, bits, strict=True):
        if yes is None or told is None:
            continue
        middle = inform(posteriors[one.question], middles[[cell.first for cell in one.cells]])[1]
        made.append(WeighedIndicator(one.id, circuit.model.questions[one.question].id, yes, told, float(middle[0])))
    return tuple(sorted(made, key=lambda one: place["indicator", one.id]))
