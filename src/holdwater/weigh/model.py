"""A case as a discrete network: what `compile_case` makes of an index, with every handle that a reader of its sweeps needs."""

from holdwater.credence import Interval
from holdwater.typed import NamedTuple
from holdwater.weigh.draft import Draft, Entry
from holdwater.weigh.parameters import Parameter, Priors


class Asked(NamedTuple):
    """A question. variable: its number in the network. prior: first row of its table.

    blanks: for each hypothesis the points and known indicators that have rows for this question and none for it. examined: some cell names it.
    """

    id: str
    hypotheses: tuple[str, ...]
    variable: int
    prior: int
    priors: Priors
    examined: tuple[bool, ...]
    blanks: tuple[frozenset[str], ...]


class Placed(NamedTuple):
    """A point. unary: first of the two rows of a table over it alone, all ones.

    link: first row of the table between the point (rows) and what its evidence hangs on (columns false, true, silent); -1 without evidence.
    """

    id: str
    variable: int
    unary: int
    link: int


class Speaker(NamedTuple):
    """An origin. prior: first of the rows untruthful, truthful (and rarely more) of its prior table."""

    id: str
    variable: int
    prior: int
    grade: Interval
    how: str


class Watched(NamedTuple):
    """An indicator with rows. question: its number. cells: P(yes) under each hypothesis, as entries.

    row: where it has an outcome, the first row of its table over the question; else -1, and it is no part of the network.
    """

    id: str
    question: int
    cells: tuple[Entry, ...]
    row: int


class Model(NamedTuple):
    """parameters: number 0 is the constant 1; the normalised priors stand after the last of them among the values.

    alone: the rows that differ when only one point's evidence is heard. values: how many rows of values there are in all.
    """

    draft: Draft
    parameters: tuple[Parameter, ...]
    values: int
    questions: tuple[Asked, ...]
    points: tuple[Placed, ...]
    speakers: tuple[Speaker, ...]
    watched: tuple[Watched, ...]
    alone: dict[int, Entry]
