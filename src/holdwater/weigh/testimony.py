"""Sources in the network: one variable per origin, one table per report, and what might as well be expected of an untruthful one.

The probability of all reports of an untruthful source together, c, is one number, whatever is so. It is spread evenly over its tables, and the
derivative of the network by P(untruthful) is c times its value without these reports. A point's evidence hangs on a third state, silent, of
a variable beside the point; it has weight 0, and the derivative by that weight is the value without that evidence (docs/calculus.md).
"""

from collections.abc import Sequence
from math import exp, fsum, inf, log

from holdwater.typed import NamedTuple
from holdwater.weigh.draft import UNIT, ZERO, Draft, Entry

UNTRUTHFUL, TRUTHFUL = 0, 1
"""States of a source. Further states, one for each point without whose report c is not 0 although it is 0 with it, are rarely there."""


class Said(NamedTuple):
    """One origin's report of one point, or its denial: parameters of credibility and of the carrier's grade (the constant 1 without)."""

    denies: bool
    credibility: int
    carrier: int
    grounded: float


class Testimony(NamedTuple):
    """All that one origin says of one point.

    hangs: the variable of the point's evidence. question: number of the question whose rows the point has, -1 without rows; likelihoods: of
    the point under each hypothesis, at mid-points (one number, 0.5, without rows). invented: φ.
    """

    point: str
    hangs: int
    said: tuple[Said, ...]
    question: int
    likelihoods: tuple[float, ...]
    invented: float


class Bench(NamedTuple):
    """A source in the network: its variable, the first row of its prior table, and rows that differ when only one point is heard."""

    variable: int
    prior: int
    alone: dict[int, Entry]


def seat(draft: Draft, origin: str, grade: int, heard: Sequence[Testimony], priors: Sequence[Sequence[float]]) -> Bench:
    """Write the tables of one origin: the prior of its truthfulness, and each of its reports. priors: at mid-points, by question."""
    whole, parts, single = expect(heard, priors)
    never = whole == -inf
    rescued = [number for number, part in enumerate(parts) if part > -inf] if never else []
    states = 2 + len(rescued)
    variable = draft.add_variable(origin, states)
    truthful, untruthful = Entry(0.0, 1.0, grade), Entry(1.0, -1.0, grade)
    prior = draft.add_table((variable,), (ZERO if never else untruthful, truthful, *(untruthful for _ in rescued)), live=True)
    alone = {prior: untruthful} | {prior + 2 + at: ZERO for at in range(len(rescued))}
    spread = 1.0 if never else exp(whole / len(heard))
    others = [exp(parts[number] / (len(heard) - 1)) if len(heard) > 1 else 1.0 for number in rescued]
    for number, one in enumerate(heard):
        first, *more = one.said
        off = 1.0 if never else exp(parts[number] - whole) * spread
        rows = [Entry(spread), Entry(spread), Entry(off), *_speak(first, one.invented), UNIT]
        for state, rescue in zip(rescued, others, strict=True):
            rows += [ZERO, ZERO, UNIT] if state == number else [Entry(rescue), Entry(rescue), ZERO]
        start = draft.add_table((variable, one.hangs), rows)
        alone |= {start: Entry(exp(single[number])), start + 1: Entry(exp(single[number])), start + 2: UNIT}
        for said in more:
            draft.add_table(
                (variable, one.hangs), [UNIT, UNIT, UNIT, *_speak(said, one.invented), UNIT, *(UNIT for _ in range(3 * len(rescued)))]
            )
    draft.live.update(alone)
    return Bench(variable, prior, alone)


def _speak(said: Said, invented: float) -> tuple[Entry, Entry]:
    """P(said | a truthful source, the point false and true): κρX + (1 − κρ)φ; of a denial 1 − X and 1 − φ for X and φ."""
    if said.denies:
        return Entry(1 - invented, invented, said.credibility, said.carrier), Entry(
            1 - invented, invented - 1, said.credibility, said.carrier
        )
    return Entry(invented, -invented, said.credibility, said.carrier), Entry(invented, 1 - invented, said.credibility, said.carrier)


def expect(heard: Sequence[Testimony], priors: Sequence[Sequence[float]]) -> tuple[float, list[float], list[float]]:
    """Logarithm of c of all these, of c without each, and of c of each alone; -inf for 0.

    c is the product over questions of the sum over hypotheses of prior times the expectations of the points with rows for it, times those
    of points without rows. Linear: for each hypothesis the factors are multiplied once, zeros counted, and each factor divided out again.
    """
    factors = [[_anticipate(one, likelihood) for likelihood in one.likelihoods] for one in heard]
    groups: dict[int, list[int]] = {}
    for number, one in enumerate(heard):
        groups.setdefault(one.question, []).append(number)
    sums: dict[int, float] = {}
    parts = [0.0] * len(heard)
    for question, numbers in groups.items():
        weights = priors[question] if question >= 0 else (1.0,)
        logs, zeros = [], []
        for at in range(len(weights)):
            column = [factors[number][at] for number in numbers]
            zeros.append(sum(one <= 0 for one in column))
            logs.append(fsum(log(one) for one in column if one > 0))
        sums[question] = _add(weights, [-inf if zero else value for value, zero in zip(logs, zeros, strict=True)])
        for number in numbers:
            rest = []
            for at, (value, zero) in enumerate(zip(logs, zeros, strict=True)):
                own = factors[number][at]
                rest.append(-inf if zero - (own <= 0) else value - log(own) if own > 0 else value)
            parts[number] = _add(weights, rest)
    for number, one in enumerate(heard):
        parts[number] += fsum(value for question, value in sums.items() if question != one.question)
    single = [
        _add(priors[one.question] if one.question >= 0 else (1.0,), [log(each) if each > 0 else -inf for each in row])
        for one, row in zip(heard, factors, strict=True)
    ]
    return fsum(sums.values()), parts, single


def _anticipate(one: Testimony, likelihood: float) -> float:
    """What a truthful source would have been expected to say of the point under one hypothesis: the product over report and denial."""
    product = 1.0
    for said in one.said:
        true, invented = (1 - likelihood, 1 - one.invented) if said.denies else (likelihood, one.invented)
        product *= said.grounded * true + (1 - said.grounded) * invented
    return product


def _add(weights: Sequence[float], logs: Sequence[float]) -> float:
    """Logarithm of a weighted sum of numbers given by their logarithms."""
    top = max((value for weight, value in zip(weights, logs, strict=True) if weight > 0), default=-inf)
    if top == -inf:
        return -inf
    return top + log(fsum(weight * exp(value - top) for weight, value in zip(weights, logs, strict=True) if weight > 0))


def invent(likelihoods: Sequence[float], priors: Sequence[float] | None, fabrication: float | None) -> float:
    """φ: how readily the report is made whatever is so. Σ πλ within [0.01, 0.99] for a point with rows, else 0.5; or as the case says.

    >>> invent((0.8, 0.2), (0.5, 0.5), None), invent((0.0, 0.0), (0.5, 0.5), None), invent((0.5,), None, 0.25)
    (0.5, 0.01, 0.25)
    """
    if fabrication is not None:
        return fabrication
    if priors is None:
        return 0.5
    return min(0.99, max(0.01, fsum(prior * likelihood for prior, likelihood in zip(priors, likelihoods, strict=True))))
