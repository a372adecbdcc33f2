"""Priors of rival hypotheses as intervals that need not add up, and the range that each has once they are made to."""

from collections.abc import Sequence
from math import fsum

from holdwater.credence.interval import Interval


def normalise(stated: Sequence[Interval | None]) -> tuple[Interval, ...]:
    """The range of each normalised prior, in the order given; None where no prior was stated.

    The unstated share equally what the stated leave, at least 1/(10 K) each among K hypotheses; then all are divided by their sum; all zero
    means equal. Exact: each normalised prior rises with its own stated value and falls with every other, so corners reach both ends.

    >>> normalise([Interval(0.2, 0.45), None, None])[0]
    Interval(low=0.2, high=0.45)
    >>> [round(end, 3) for end in normalise([Interval(0.2, 0.45), None, None])[1]]
    [0.275, 0.4]
    >>> normalise([None, None])
    (Interval(low=0.5, high=0.5), Interval(low=0.5, high=0.5))
    """
    known = [prior for prior in stated if prior is not None]
    unstated = len(stated) - len(known)
    least = unstated / (10 * len(stated)) if stated else 0.0
    lows, highs = fsum(prior.low for prior in known), fsum(prior.high for prior in known)

    def share(of_stated: float) -> float:
        return max(1 - of_stated, least) / unstated / max(1.0, of_stated + least)

    def part(own: float, others: float) -> float:
        others = max(0.0, others)
        if unstated:
            return own / max(1.0, fsum((own, others, least)))
        return own / (own + others) if own + others > 0 else 1 / len(stated)

    ranges: list[Interval] = []
    for prior in stated:
        if prior is None:
            ranges.append(Interval(share(highs), share(lows)))
        else:
            low = part(prior.low, fsum((highs, -prior.high)))
            high = part(prior.high, fsum((lows, -prior.low)))
            ranges.append(Interval(min(low, high), high))
    return tuple(ranges)
