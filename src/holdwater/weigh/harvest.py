"""What the draws give, block by block: posteriors, and from the same sweeps the posteriors without each item's evidence."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network import Plan, Shape, Sweep, make_plan, sweep, sweep_states
from holdwater.typed import Literal, NamedTuple
from holdwater.weigh.draft import UNIT
from holdwater.weigh.draws import Array, Filling, arrange, fill
from holdwater.weigh.model import Model

Executor = Literal["numpy", "numba", "auto"]

TIE = 1e-11
"""Two posteriors that differ by less than this share of the greater are one: rounding decides nothing."""


FEWEST = 8
"""A block has at least so many columns: numpy adds up a single column in another order than several."""


class Circuit(NamedTuple):
    """A model with its plan, ready to be swept. heard: entries of the whole evidence; alone: those that differ when one point is heard alone."""

    model: Model
    plan: Plan
    heard: Filling
    alone_rows: NDArray[np.intp]
    alone: Filling


def connect(model: Model, limit: int) -> Circuit:
    """Plan a model. Raises TooWide where a table would have more entries than the limit."""
    draft = model.draft
    shape = Shape(tuple(draft.states), tuple(draft.scopes))
    plan = make_plan(shape, last=tuple(asked.variable for asked in model.questions), limit=limit, fixed=draft.fixed())
    alone = dict(model.alone)
    for one in model.watched:
        if one.row >= 0:
            alone |= {one.row + at: UNIT for at in range(len(one.cells))}
    return Circuit(model, plan, arrange(draft.entries), np.array(list(alone), np.intp), arrange(list(alone.values())))


class Yield(NamedTuple):
    """Of one block of draws. possible: the draws in which the evidence is. points, speakers: (items, draws), NaN where it is not.

    posteriors, without, likelihoods: one for each question. posteriors: (hypotheses, draws). without: (items, hypotheses, draws), items being
    points with evidence, speakers, and indicators with an outcome, in the order of the model. likelihoods: (points with evidence and
    indicators, hypotheses, draws), of each alone, everything else unobserved.
    """

    possible: NDArray[np.bool_]
    points: Array
    speakers: Array
    posteriors: list[Array]
    without: list[Array]
    likelihoods: list[Array]


def gather(circuit: Circuit, values: Array, *, executor: Executor = "numpy") -> Yield:
    """Sweep one block: once for each hypothesis, and once more with every evidence silent."""
    model, plan = circuit.model, circuit.plan
    theta = fill(circuit.heard, values)
    points = np.array([one.unary + 1 for one in model.points], np.intp)
    speakers = np.array([one.prior + 1 for one in model.speakers], np.intp)
    posteriors: list[Array] = []
    without: list[Array] = []
    marginal: list[Array] = []
    total = np.zeros(0)
    for number, asked in enumerate(model.questions):
        found = sweep_states(plan, theta, asked.variable, executor=executor)
        if not number:
            total = add([one.z for one in found])
            marginal = [add([slope(one)[rows] for one in found]) for rows in (points, speakers)]
        weighed = np.stack([one.z for one in found])
        posteriors.append(divide(weighed, add(list(weighed))))
        left = [silence(model, slope(one)) for one in found]
        without.append(divide(np.stack(left, axis=1), add(left)[:, None, :]))
    if not model.questions:
        whole = sweep(plan, theta, executor=executor)
        total, marginal = whole.z, [slope(whole)[points], slope(whole)[speakers]]
    return Yield(
        total > 0,
        divide(marginal[0], total),
        divide(marginal[1] * theta[speakers], total),
        posteriors,
        without,
        _hear_alone(circuit, theta, values, executor),
    )


def answer(circuit: Circuit, values: Array, *, executor: Executor = "numpy") -> list[Array]:
    """The posteriors of the questions alone, from one sweep: each prior times the derivative by it."""
    theta = fill(circuit.heard, values)
    slopes = slope(sweep(circuit.plan, theta, executor=executor))
    found = []
    for asked in circuit.model.questions:
        rows = [theta[asked.prior + at] * slopes[asked.prior + at] for at in range(len(asked.hypotheses))]
        found.append(divide(np.stack(rows), add(rows)))
    return found


def silence(model: Model, slopes: Array) -> Array:
    """The value of the network without each item's evidence, up to one factor for each item, (items, draws), from its derivatives.

    A point: by the weight of being silent. A source: by P(untruthful), since what an untruthful source says has one probability whatever
    is so. An indicator: by its table.
    """
    links = np.array([one.link for one in model.points if one.link >= 0], np.intp)
    priors = np.array([one.prior for one in model.speakers], np.intp)
    told = [add([slopes[one.row + at] for at in range(len(one.cells))])[None] for one in model.watched if one.row >= 0]
    return np.concatenate([slopes[links + 2] + slopes[links + 5], slopes[priors], *told])


def _hear_alone(circuit: Circuit, theta: Array, values: Array, executor: Executor) -> list[Array]:
    """P(evidence of one item | each hypothesis), for each question: with every other evidence silent and the question at each answer in turn."""
    model = circuit.model
    links = np.array([one.link for one in model.points if one.link >= 0], np.intp)
    quiet = theta.copy()
    if circuit.alone_rows.size:
        quiet[circuit.alone_rows] = fill(circuit.alone, values)
    likelihoods: list[Array] = []
    for number, asked in enumerate(model.questions):
        count = len(asked.hypotheses)
        heard = np.empty((len(links), count, values.shape[1]))
        if len(links):
            prior = slice(asked.prior, asked.prior + count)
            kept = quiet[prior].copy()
            quiet[prior] = 1.0
            for at, one in enumerate(sweep_states(circuit.plan, quiet, asked.variable, executor=executor)):
                slopes = slope(one)
                heard[:, at] = (slopes[links] + slopes[links + 4]) * np.exp(one.log_scale)
            quiet[prior] = kept
        told = [
            theta[None, one.row : one.row + count] if one.question == number else np.ones((1, count, values.shape[1]))
            for one in model.watched
            if one.row >= 0
        ]
        likelihoods.append(np.concatenate([heard, *told]))
    return likelihoods


def slope(found: Sweep) -> Array:
    if found.gradient is None:
        raise ValueError("a sweep without gradients")
    return found.gradient


def add(parts: Sequence[Array]) -> Array:
    """A sum in the order given, so that no number depends on how many draws stand beside it."""
    total = parts[0].copy()
    for part in parts[1:]:
        total += part
    return total


def divide(parts: Array, whole: Array) -> Array:
    """NaN where the whole is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, parts / whole, np.nan)
