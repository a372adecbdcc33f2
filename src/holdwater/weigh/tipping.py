"""Where the lead changes when one parameter is moved alone.

The probability of the evidence together with one hypothesis is linear in every parameter, so one sweep at the mid-points gives it for every
value of each: two hypotheses change places where two lines cross. A prior as written is moved before shares and normalisation.
Source: A. Darwiche, Modeling and Reasoning with Bayesian Networks, 2009, chapter 16 (sensitivity of queries to network parameters).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from holdwater.credence.network import sweep_states
from holdwater.typed import NamedTuple
from holdwater.weigh.bands import Tipping
from holdwater.weigh.draws import Array, Filling, fill, take_middles
from holdwater.weigh.harvest import TIE, Circuit, slope
from holdwater.weigh.leading import Race
from holdwater.weigh.model import Asked

BEYOND = 1e-7
"""How far beyond a crossing is looked for who leads then."""

EDGE = 1e-12
"""A crossing so little outside [0, 1] is at its end."""


class Lines(NamedTuple):
    """N(h) = P(Q = h, evidence) at the mid-points, up to one factor, (hypotheses,); its slopes by each parameter of the whole case,
    (hypotheses, parameters), 0 for one that plays no part; and P(evidence | h), up to the same factor."""

    values: Array
    slopes: Array
    likelihoods: Array


def find_tippings(circuit: Circuit, races: Sequence[Race]) -> tuple[Tipping, ...]:
    """The tipping point of every parameter that has one, nearest its mid-point first."""
    parameters = circuit.model.parameters
    middles = np.array([one.interval.mid for one in parameters])
    found: list[tuple[float, str, Tipping]] = []
    for race in races:
        contest = _draw(circuit, race, middles)
        leader = contest.lead(lambda lines: lines.values)
        if leader is None:
            continue
        hypotheses = race.asked.hypotheses
        for number, value in contest.cross(leader):
            one, middle = parameters[number], float(middles[number])
            if value == middle:
                continue
            beyond = contest.look(number, value + (BEYOND if value > middle else -BEYOND))
            inside = one.interval.low - EDGE <= value <= one.interval.high + EDGE
            told = Tipping(
                one.name,
                one.item,
                race.asked.id,
                one.interval,
                value,
                inside,
                hypotheses[leader],
                None if beyond is None else hypotheses[beyond],
            )
            found.append((abs(value - middle), one.key, told))
    return tuple(told for _, _, told in sorted(found, key=lambda one: one[:2]))


def _draw(circuit: Circuit, race: Race, middles: Array) -> "_Contest":
    places = {one.key: number for number, one in enumerate(circuit.model.parameters)}
    drawn: dict[int, Lines | None] = {}
    for variant in race.variants.values():
        drawn.setdefault(id(variant), draw_lines(variant.circuit, race.number, places) if variant.circuit else None)
    return _Contest(
        race.asked, draw_lines(circuit, race.number, places), {at: drawn[id(one)] for at, one in race.variants.items()}, middles
    )


def draw_lines(circuit: Circuit, question: int, places: Mapping[str, int]) -> Lines:
    """Values and slopes at the mid-points, from one sweep for each hypothesis. places: parameters of the whole case by key."""
    model = circuit.model
    asked = model.questions[question]
    values = take_middles(model)
    swept = sweep_states(circuit.plan, fill(circuit.heard, values), asked.variable, executor="numpy")
    traced = np.stack([trace(circuit.heard, values[:, 0], slope(one)[:, 0]) for one in swept])
    slopes = np.zeros((len(swept), len(places)))
    here = [number for number, one in enumerate(model.parameters) if one.key in places]
    slopes[:, [places[model.parameters[number].key] for number in here]] = traced[:, here]
    return Lines(np.array([one.z[0] for one in swept]), slopes, np.array([slope(one)[asked.prior + at, 0] for at, one in enumerate(swept)]))


def trace(filling: Filling, values: Array, slopes: Array) -> Array:
    """The derivative by every value (parameters, then normalised priors), from that by every row: the chain rule over the entries."""
    found = np.zeros(len(values))
    steps = filling.coef * slopes[filling.live]
    np.add.at(found, filling.first, steps * values[filling.second])
    double = filling.double
    np.add.at(found, filling.second[double], steps[double] * values[filling.first[double]])
    return found


class _Contest:
    """The lines of one question: of the whole case, and of the variants in which a hypothesis with blank cells must lead, too."""

    def __init__(self, asked: Asked, lines: Lines, variants: Mapping[int, Lines | None], middles: Array) -> None:
        self.asked, self.lines, self.variants, self.middles = asked, lines, variants, middles
        self.able = [at for at, one in enumerate(asked.examined) if one]
        self.priors = {number: at for at, number in enumerate(asked.priors.stated) if number >= 0}

    def lead(self, place: Callable[[Lines], Array]) -> int | None:
        """Who leads where `place` puts the values of the lines."""
        leader = self._first(place(self.lines))
        if leader is None or leader not in self.variants:
            return leader
        variant = self.variants[leader]
        return leader if variant is not None and self._first(place(variant)) == leader else None

    def look(self, number: int, at: float) -> int | None:
        """Who leads with one parameter at that place; None for nobody, and outside [0, 1]."""
        if not 0 <= at <= 1:
            return None
        if number in self.priors:
            return self.lead(lambda lines: self._weigh(number, at) * lines.likelihoods)
        return self.lead(lambda lines: lines.values + lines.slopes[:, number] * (at - self.middles[number]))

    def cross(self, leader: int) -> Iterator[tuple[int, float]]:
        """For each parameter the value nearest its mid-point at which the leader meets a rival, if there is one in [0, 1]."""
        rivals = [at for at in self.able if at != leader]
        variant = self.variants.get(leader)
        systems = [self.lines] if variant is None else [self.lines, variant]
        if not rivals:
            return
        nearest = np.full(len(self.middles), np.inf)
        for lines in systems:
            ahead = (lines.values[leader] - lines.values[rivals])[:, None]
            gains = lines.slopes[leader] - lines.slopes[rivals]
            with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
                ways = np.where(np.abs(gains) > TIE * lines.values[leader], -ahead / gains, np.inf)
            ends = self.middles + ways
            ways[(ends < -EDGE) | (ends > 1 + EDGE)] = np.inf
            best = ways[np.abs(ways).argmin(axis=0), np.arange(len(nearest))]
            nearest = np.where(np.abs(best) < np.abs(nearest), best, nearest)
        for number in range(1, len(nearest)):
            if number in self.priors:
                value = self._cross_prior(number, leader, rivals, systems)
                if value is not None:
                    yield number, value
            elif np.isfinite(nearest[number]):
                yield number, float(min(1.0, max(0.0, self.middles[number] + nearest[number])))

    def _cross_prior(self, number: int, leader: int, rivals: Sequence[int], systems: Sequence[Lines]) -> float | None:
        """Shares are linear on either side of where what is left runs out; normalisation is common to all and moves nobody."""
        middle = float(self.middles[number])
        corners = sorted({0.0, 1.0, middle, *(kink for kink in [self._kink(number)] if 0 < kink < 1)})
        found: list[float] = []
        for low, high in pairwise(corners):
            for lines in systems:
                start, end = self._weigh(number, low) * lines.likelihoods, self._weigh(number, high) * lines.likelihoods
                for rival in rivals:
                    first, last = start[leader] - start[rival], end[leader] - end[rival]
                    if first != last and min(first, last) <= 0 <= max(first, last):
                        found.append(low + (high - low) * float(first / (first - last)))
        return min(found, key=lambda value: abs(value - middle), default=None)

    def _weigh(self, number: int, at: float) -> Array:
        """The priors before normalisation, with one of those stated at another place."""
        stated = [None if one < 0 else at if one == number else float(self.middles[one]) for one in self.asked.priors.stated]
        unstated = sum(one is None for one in stated)
        left = 1 - sum(one for one in stated if one is not None)
        share = max(left / max(unstated, 1), 1 / (10 * len(stated)))
        return np.array([share if one is None else one for one in stated])

    def _kink(self, number: int) -> float:
        """Where the unstated priors reach the least that they share."""
        others = [float(self.middles[one]) for one in self.asked.priors.stated if one >= 0 and one != number]
        unstated = sum(one < 0 for one in self.asked.priors.stated)
        return 1 - sum(others) - unstated / (10 * len(self.asked.priors.stated)) if unstated else -1.0

    def _first(self, values: Array) -> int | None:
        if not self.able:
            return None
        top = max(values[at] for at in self.able)
        best = [at for at in self.able if values[at] >= top * (1 - TIE)]
        return best[0] if len(best) == 1 and top > 0 else None
