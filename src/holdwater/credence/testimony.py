"""What reports alone make of a point of which nothing else is known.

A source is truthful in this matter or not. A truthful one's report is grounded with some probability and then says what is so; otherwise,
and whenever the source is untruthful, it says what might as well be expected, which here is one half. So each origin multiplies the odds
of the point, and the odds begin at even.
"""

from collections.abc import Sequence
from math import frexp, ldexp

from holdwater.credence.bounds import ANYTHING
from holdwater.credence.interval import Interval
from holdwater.typed import NamedTuple


class Account(NamedTuple):
    """All that one origin says of one point. truthful: P(T = 1). says, denies: probability that its report, or its denial, is grounded."""

    truthful: Interval
    says: Interval | None = None
    denies: Interval | None = None


class Odds(NamedTuple):
    """Probability of what was heard if the point is true, and if it is false, up to one common factor."""

    true: float
    false: float

    @property
    def ratio(self) -> float:
        return self.true / self.false if self.false else float("inf")


def hear(truthful: float, says: float, denies: float) -> Odds:
    """The odds that one origin's words give at single values; 0 for a direction in which it says nothing.

    >>> hear(0.5, 1.0, 0.0)
    Odds(true=1.5, false=0.5)
    """
    return Odds(truthful * (1 + says) * (1 - denies) + (1 - truthful), truthful * (1 - says) * (1 + denies) + (1 - truthful))


def least_odds(one: Account) -> Odds:
    """The odds least favourable to the point. Exact: the ratio is monotone in each parameter, so ends of intervals reach it."""
    says = one.says.low if one.says else 0.0
    denies = one.denies.high if one.denies else 0.0
    return hear(one.truthful.high if denies > says else one.truthful.low, says, denies)


def greatest_odds(one: Account) -> Odds:
    """The odds most favourable to the point, as exact as `least_odds`."""
    says = one.says.high if one.says else 0.0
    denies = one.denies.low if one.denies else 0.0
    return hear(one.truthful.high if says > denies else one.truthful.low, says, denies)


def believe(heard: Sequence[Account]) -> Interval:
    """Least and greatest credence of a point from its reports alone, origins independent given the point, from even odds.

    Exact over the intervals. Values at which the reports cannot all have been made are left out; where no values are possible, [0, 1].

    >>> believe([Account(Interval(0.5, 0.7), says=Interval(0.8, 1.0))])
    Interval(low=0.7, high=0.85)
    """
    low, high = _credence([least_odds(one) for one in heard]), _credence([greatest_odds(one) for one in heard])
    if low is None:
        low = high
    if high is None:
        high = low
    return ANYTHING if low is None or high is None else Interval(min(low, high), high)


def _credence(odds: list[Odds]) -> float | None:
    """The posterior from even odds, None where both readings of the point are excluded. Sorted, so that order does not show."""
    excluded_true, excluded_false = any(not one.true for one in odds), any(not one.false for one in odds)
    if excluded_true or excluded_false:
        return None if excluded_true and excluded_false else 1.0 if excluded_false else 0.0
    true, true_power = _multiply([one.true for one in odds])
    false, false_power = _multiply([one.false for one in odds])
    power = max(-2000, min(2000, false_power - true_power))
    return true / (true + ldexp(false, power)) if power <= 0 else ldexp(true, -power) / (ldexp(true, -power) + false)


def _multiply(factors: list[float]) -> tuple[float, int]:
    """The product as a number of ordinary size and a power of two, so that thousands of factors neither overflow nor vanish."""
    product, power = 1.0, 0
    for factor in sorted(factors):
        product, shift = frexp(product * factor)
        power += shift
    return product, power
