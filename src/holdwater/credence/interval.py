"""A credence known only to lie between two numbers."""

from holdwater.typed import NamedTuple


class Interval(NamedTuple):
    """`[low, high]` within [0, 1]. Build one with `interval`, which checks."""

    low: float
    high: float

    @property
    def mid(self) -> float:
        return (self.low + self.high) / 2

    @property
    def width(self) -> float:
        return self.high - self.low


def interval(low: float, high: float) -> Interval:
    """An interval, checked. Raises ValueError unless 0 <= low <= high <= 1 (NaN too).

    >>> interval(0.55, 0.8)
    Interval(low=0.55, high=0.8)
    """
    if not 0 <= low <= high <= 1:
        raise ValueError(f"an interval of credences has 0 <= low <= high <= 1; got low={low}, high={high}")
    return Interval(low, high)
