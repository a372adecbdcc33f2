"""The nouns of a weighing with numbers: bands over the draws, and what carries them (CALCULUS sections 5 and 6)."""

from holdwater.credence import Interval
from holdwater.typed import Literal, NamedTuple


class Band(NamedTuple):
    """What the draws say of one number: median, 5 and 95 per cent, and the least and greatest value reached (attained, not a bound)."""

    median: float
    low: float
    high: float
    least: float
    greatest: float


class WeighedSource(NamedTuple):
    """How far an origin is truthful in this matter, before and after the evidence. how: where the prior comes from, a sentence."""

    id: str
    prior: Interval
    posterior: Band | None
    how: str


class Tipping(NamedTuple):
    """The value of one parameter at which the leader changes, that parameter moved alone, the rest at their mid-points.

    parameter: its name for a reader ("(3) under H1", "grade of mod"). item: the id of the point, source, indicator or hypothesis it belongs
    to. interval: as it is used. value: in [0, 1]. inside: whether the value lies in the interval. leader: who leads at the mid-points;
    next: who leads beyond the value (None: nobody).
    """

    parameter: str
    item: str
    question: str
    interval: Interval
    value: float
    inside: bool
    leader: str
    next: str | None


class Weight(NamedTuple):
    """What one point, source or known indicator carries; item: its id.

    without: the posterior of each hypothesis when its evidence (or the reports of the source) is left out, on the same draws.
    diagnosticity: log10 P(its evidence | first) / P(its evidence | second), by "H1/H2"; None where one of them is 0.
    tipping: of the parameters of this item, the tipping point nearest its mid-point; None if none has any.
    """

    item: str
    kind: Literal["point", "source", "indicator"]
    without: dict[str, Band]
    diagnosticity: dict[str, Band | None]
    tipping: Tipping | None


class WeighedIndicator(NamedTuple):
    """An open indicator. question: the one its rows name. expected: probability that it comes out yes.

    bits: expected reduction of the entropy of the question, over the draws; bits_mid: the same with every parameter at its mid-point.
    """

    id: str
    question: str
    expected: Band
    bits: Band
    bits_mid: float


class Refusal(NamedTuple):
    """Why there are no posteriors: the points that hang together too closely, and how many table entries it would take."""

    cluster: tuple[str, ...]
    entries: int
    limit: int
