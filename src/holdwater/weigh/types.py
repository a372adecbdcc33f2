"""The nouns of a weighing: what each point says and holds, and every assumption that the numbers lean on."""

from holdwater.credence import Interval
from holdwater.typed import NamedTuple

TYPE_CHECKING = False  # type checkers take it for true; what only numbers need is not loaded without them
if TYPE_CHECKING:
    from holdwater.weigh.bands import Band, Refusal, Tipping, WeighedIndicator, WeighedSource, Weight


class Weighed(NamedTuple):
    """One point. said: what the author claims of it; held: what its reasons deliver (CALCULUS: the argument, not the world).

    Both are None for a point that is left out at the as-of date. said is None, too, where the point claims nothing of its own.
    said_how, held_how: one sentence each. origins: distinct origins of the reports of the point and of all points below it.
    held_flat_certain: held with every flat statement read as certain; what the note in HW601 needs.
    held_tight: the exact pair, inside held; None where it was not asked for or is too large. posterior: None without numbers.
    """

    id: str
    said: Interval | None
    held: Interval | None
    said_assumed: bool
    said_how: str
    held_how: str
    origins: int
    held_flat_certain: Interval | None = None
    held_tight: Interval | None = None
    posterior: "Band | None" = None


class Assumption(NamedTuple):
    """A default that was used: what it is, its interval (None: no single one), where that comes from, and the ids that it touched."""

    what: str
    interval: Interval | None
    source: str
    points: tuple[str, ...]


class WeighedHypothesis(NamedTuple):
    """prior: range of the normalised prior. examined: some point or indicator says how expected it is under this hypothesis.

    posterior: None without numbers. leads: share of the draws in which it leads, in [0, 1]; a tie is nobody's.
    """

    id: str
    prior: Interval
    examined: bool
    posterior: "Band | None" = None
    leads: float | None = None


class WeighedQuestion(NamedTuple):
    """leader: the hypothesis that leads in most draws; None on a tie, or if none is examined, or without numbers.

    favoured: the one under which the evidence is most to be expected in most draws, whatever the priors, among those examined without a blank.
    """

    id: str
    hypotheses: tuple[WeighedHypothesis, ...]
    leader: str | None = None
    favoured: str | None = None


class LeftOut(NamedTuple):
    """A line that took no part: the point it is written for, what it is, the ids it comes from, and why."""

    point: str
    line: str
    by: tuple[str, ...]
    why: str


class Weighing(NamedTuple):
    """`points` in document order, by id. `loops` hold ids, each loop in document order; `left_out` the lines that took no part.

    What needs numbers is empty or None where none were asked for: `seed`, `draws` (how many were drawn; `impossible` of them made the
    evidence impossible), `sources`, `weights`, `tipping` (of every parameter that has one, nearest its mid-point first), `indicators`.
    refused: why there are no posteriors although they were asked for. untight: why there are no tight bounds although they were.
    """

    words: str
    points: dict[str, Weighed]
    assumptions: tuple[Assumption, ...]
    loops: tuple[tuple[str, ...], ...]
    as_of: str | None = None
    questions: tuple[WeighedQuestion, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    seed: int | None = None
    draws: int | None = None
    impossible: int = 0
    sources: "tuple[WeighedSource, ...]" = ()
    weights: "tuple[Weight, ...]" = ()
    tipping: "tuple[Tipping, ...]" = ()
    indicators: "tuple[WeighedIndicator, ...]" = ()
    refused: "Refusal | None" = None
    untight: str | None = None

    def _repr_html_(self) -> str:
        """What a notebook shows of it."""
        from holdwater.weigh.notebook import to_html

        return to_html(self)
