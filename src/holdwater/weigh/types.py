"""The nouns of a weighing: what each point says and holds, and every assumption that the numbers lean on."""

from typing import NamedTuple

from holdwater.credence import Interval


class Weighed(NamedTuple):
    """One point. said: what the author claims of it; held: what its reasons deliver (CALCULUS: the argument, not the world).

    Both are None for a point that is left out at the as-of date. said is None, too, where the point claims nothing of its own.
    said_how, held_how: one sentence each. origins: distinct origins of the reports of the point and of all points below it.
    held_flat_certain: held with every flat statement read as certain; what the note in HW601 needs.
    """

    id: str
    said: Interval | None
    held: Interval | None
    said_assumed: bool
    said_how: str
    held_how: str
    origins: int
    held_flat_certain: Interval | None = None


class Assumption(NamedTuple):
    """A default that was used: what it is, its interval (None: no single one), where that comes from, and the ids that it touched."""

    what: str
    interval: Interval | None
    source: str
    points: tuple[str, ...]


class WeighedHypothesis(NamedTuple):
    """prior: range of the normalised prior. examined: some point or indicator says how expected it is under this hypothesis."""

    id: str
    prior: Interval
    examined: bool


class WeighedQuestion(NamedTuple):
    id: str
    hypotheses: tuple[WeighedHypothesis, ...]


class LeftOut(NamedTuple):
    """A line that took no part: the point it is written for, what it is, the ids it comes from, and why."""

    point: str
    line: str
    by: tuple[str, ...]
    why: str


class Weighing(NamedTuple):
    """`points` in document order, by id. `loops` hold ids, each loop in document order; `left_out` the lines that took no part."""

    words: str
    points: dict[str, Weighed]
    assumptions: tuple[Assumption, ...]
    loops: tuple[tuple[str, ...], ...]
    as_of: str | None = None
    questions: tuple[WeighedQuestion, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
