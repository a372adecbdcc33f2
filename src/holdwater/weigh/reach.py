"""The least and greatest value that each posterior reaches: from its extreme draws, every parameter to the end that helps.

A posterior is monotone in each parameter alone, so at an extreme every parameter that matters is at an end. The sign of the exact derivative
says at which, as long as the others stay: so all are moved together, or, where that does not help, the one that promises most. What comes out
was attained; it is no bound, since another start may lead further.
"""

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network import sweep
from holdwater.typed import NamedTuple
from holdwater.weigh.draws import Array, Sampler, complete, ends, fill
from holdwater.weigh.harvest import FEWEST, Circuit, slope
from holdwater.weigh.keep import Keeper
from holdwater.weigh.summary import Store

ROUNDS = 8
"""Moves from each start, at most."""

BUDGET = 3_000_000
"""Table entries that may be swept in one round; where points and sources would take more, only hypotheses are moved."""

GAIN = 1e-12

Reached = dict[tuple[str, int, int], tuple[float, float]]
"""Least and greatest by kind ("hypothesis", "point", "source"), question (0 for the others) and place in the model."""


class Target(NamedTuple):
    """A posterior. rows: of the table over its variable alone, or of its prior; yes: the row of the state that is asked for."""

    name: tuple[str, int, int]
    rows: tuple[int, ...]
    yes: int


def reach(circuit: Circuit, sampler: Sampler, kept: Keeper) -> Reached:
    """Least and greatest of each posterior, no narrower than the draws. Empty where no draw is possible."""
    if not kept.possible.any():
        return {}
    model = circuit.model
    targets: list[Target] = []
    starts: list[tuple[int, int]] = []

    def put(store: Store, listed: list[Target]) -> None:
        targets.extend(listed)
        starts.extend(find_extremes(store, kept.possible))

    for number, asked in enumerate(model.questions):
        rows = tuple(range(asked.prior, asked.prior + len(asked.hypotheses)))
        put(kept.posteriors[number], [Target(("hypothesis", number, at), rows, row) for at, row in enumerate(rows)])
    if 2 * (len(targets) + len(model.points) + len(model.speakers)) * circuit.plan.starts[-1] <= BUDGET:
        put(kept.points, [Target(("point", 0, at), (one.unary, one.unary + 1), one.unary + 1) for at, one in enumerate(model.points)])
        states = model.draft.states
        put(
            kept.speakers,
            [
                Target(("source", 0, at), tuple(range(one.prior, one.prior + states[one.variable])), one.prior + 1)
                for at, one in enumerate(model.speakers)
            ],
        )
    if not targets:
        return {}
    columns = [target for target in targets for _ in range(2)]
    signs = np.array([-1.0, 1.0] * len(targets))
    first = [draw for pair in starts for draw in pair]
    climb = _Climb(circuit, columns, signs)
    values = np.concatenate([sampler.draw(draw, FEWEST)[:, :1] for draw in first], axis=1)
    best = climb.ascend(values)
    return {target.name: (float(best[2 * at]), float(best[2 * at + 1])) for at, target in enumerate(targets)}


def find_extremes(store: Store, possible: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """For each row the draws of the least and the greatest number."""
    draws = possible.nonzero()[0]
    found: list[tuple[int, int]] = []
    for _, rows in store.chunks(possible):
        found += [(int(draws[low]), int(draws[high])) for low, high in zip(rows.argmin(axis=1), rows.argmax(axis=1), strict=True)]
    return found


class _Climb:
    """Each column is one target, to be made small (sign -1) or great (1)."""

    def __init__(self, circuit: Circuit, targets: list[Target], signs: Array) -> None:
        self.circuit, self.targets, self.signs = circuit, targets, signs
        low, high = ends(circuit.model)
        self.low, self.high = low[:, None], high[:, None]
        self.count = len(low)

    def ascend(self, values: Array) -> Array:
        """The values attained, (columns,), from a start for each column."""
        now, slopes = self._look(values, np.arange(values.shape[1]))
        single = np.zeros(len(now), bool)
        active = np.arange(len(now))
        for _ in range(ROUNDS):
            held, up = values[: self.count, active], slopes[:, active]
            wanted = np.where(up > 0, self.high, np.where(up < 0, self.low, held))
            gains = up * (wanted - held)
            most = gains.argmax(axis=0)
            hopeful = gains[most, np.arange(len(active))] > GAIN
            active, most, wanted = active[hopeful], most[hopeful], wanted[:, hopeful]
            if not len(active):
                break
            trial = values[:, active]
            everywhere, alone = ~single[active], single[active].nonzero()[0]
            trial[: self.count, everywhere] = wanted[:, everywhere]
            trial[most[alone], alone] = wanted[most[alone], alone]
            complete(self.circuit.model, trial)
            there, there_slopes = self._look(trial, active)
            better = self.signs[active] * (there - now[active]) > GAIN
            moved = active[better]
            values[:, moved], now[moved], slopes[:, moved] = trial[:, better], there[better], there_slopes[:, better]
            stuck = ~better & single[active]
            single[active] = ~better
            active = active[~stuck]
        return now

    def _look(self, values: Array, columns: NDArray[np.intp]) -> tuple[Array, Array]:
        """The target of each of these columns, and its slope by each parameter, turned so that up is wanted; NaN where the evidence is impossible."""
        circuit = self.circuit
        theta = fill(circuit.heard, values)
        whole = sweep(circuit.plan, theta, executor="numpy")
        targets = [self.targets[column] for column in columns]
        for column, target in enumerate(targets):
            yes = theta[target.yes, column]
            theta[list(target.rows), column] = 0.0
            theta[target.yes, column] = yes
        part = sweep(circuit.plan, theta, executor="numpy")
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            scale = np.exp(part.log_scale - whole.log_scale)
            share = part.z * scale / whole.z
            below, above = slope(whole), slope(part)
            for column, target in enumerate(targets):  # the rows that were put out move the whole alone
                out = [row for row in target.rows if row != target.yes]
                above[out, column] = 0.0
            rows = (above * scale - share * below) / whole.z
            slopes = self._trace(values, rows) * self.signs[columns]
        return share, np.nan_to_num(slopes, nan=0.0, posinf=0.0, neginf=0.0)

    def _trace(self, values: Array, rows: Array) -> Array:
        """The chain rule over entries, and over shares and normalisation of the priors."""
        filling = self.circuit.heard
        found = np.zeros_like(values)
        steps = rows[filling.live] * filling.coef[:, None]
        np.add.at(found, filling.first, steps * values[filling.second])
        double = filling.double
        np.add.at(found, filling.second[double], steps[double] * values[filling.first[double]])
        for asked in self.circuit.model.questions:
            stated = [number for number in asked.priors.stated if number >= 0]
            if not stated:
                continue
            unstated = [row for number, row in zip(asked.priors.stated, asked.priors.shares, strict=True) if number < 0]
            count = len(asked.hypotheses)
            total = values[stated].sum(axis=0)
            free = (1 - total) * 10 * count > len(unstated) if unstated else np.zeros(values.shape[1], bool)
            weight = np.maximum(1 - total, len(unstated) / (10 * count)) if unstated else 0.0
            norm = np.maximum(total + weight, 1e-300)
            pull = np.zeros(values.shape[1])
            for row in asked.priors.shares:
                pull += found[row] * values[row]
            lost = np.zeros(values.shape[1])
            for row in unstated:
                lost += found[row] / len(unstated)
            for number, row in zip(asked.priors.stated, asked.priors.shares, strict=True):
                if number >= 0:
                    found[number] += np.where(free, found[row] - lost, found[row] - pull) / norm
        return found[: self.count]
