"""The least and the greatest probability that a joint distribution can give to one state of one variable, when only some things are known of it.

Known are combinations that cannot be, and that the probability of a state lies within limits, by itself or as a share of another's. Nothing is
assumed to be independent. The linear programme has one unknown for each possible combination of states of each clique of a junction tree, not for
each of all variables: clique distributions that agree wherever neighbours overlap are those of a joint distribution, so the answer is the same.
Sources: T. Hailperin, Best possible inequalities for the probability of a logical function of events, 1965 (the programme over all worlds);
P. Hansen and B. Jaumard, Probabilistic Satisfiability, 1996 (its decomposition). Loads numpy and HiGHS. Derivation in docs/calculus.md.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network.plan import Shape, TooWide, find_cliques
from holdwater.typed import Any, NamedTuple

Numbers = NDArray[np.int64]

WIDEST = 1 << 12
"""Combinations of states in one clique, possible or not, beyond which the programme is not set up."""

MOST = 40_000
"""Unknowns of a programme beyond which it is not set up."""


TOLERANCES = (1e-9, 1e-9, 1e-8, 1e-7)
"""How far a solution may miss a row, in turn; of probabilities."""


class Unsolved(ArithmeticError):
    """The solver found no solution: there is none within the limits, or rounding hid it."""


class Relation(NamedTuple):
    """Which combinations of states of some variables can be. allowed: boolean, one axis for each of them."""

    scope: tuple[int, ...]
    allowed: NDArray[np.bool_]


class Limit(NamedTuple):
    """low · P(given = 1) <= P(variable = state) <= high · P(given = 1); given is -1 for a plain range, else in a relation with the variable."""

    variable: int
    state: int
    low: float
    high: float
    given: int = -1


class Programme(NamedTuple):
    """states: number of states of each variable."""

    states: tuple[int, ...]
    relations: tuple[Relation, ...]
    limits: tuple[Limit, ...]


def find_ranges(programme: Programme, variables: Sequence[int]) -> list[tuple[float, float]]:
    """The least and the greatest P(variable = 1) of each of some variables, to about 1e-8. Exact but for rounding.

    Raises TooWide where a clique has more than WIDEST combinations or the cliques together more than MOST possible ones; Unsolved where no
    distribution is within the limits.

    >>> either = Relation((0, 1, 2), np.array([[[1, 0], [0, 1]], [[0, 1], [0, 1]]], bool))
    >>> limits = (Limit(0, 1, 0.25, 0.25), Limit(1, 1, 0.5, 0.5))
    >>> [(round(low, 9), round(high, 9)) for low, high in find_ranges(Programme((2, 2, 2), (either,), limits), [2, 0])]
    [(0.5, 0.75), (0.25, 0.25)]
    """
    scopes = tuple(relation.scope for relation in programme.relations) + tuple((one,) for one in range(len(programme.states)))
    names, tree = find_cliques(Shape(programme.states, scopes), limit=WIDEST)
    by_first: dict[int, list[Relation]] = {}
    for relation in programme.relations:
        by_first.setdefault(relation.scope[0], []).append(relation)
    cliques = [_list_worlds(programme.states, by_first, clique) for clique in names]
    starts = np.cumsum([0, *(len(worlds) for worlds in cliques)]).tolist()
    if starts[-1] > MOST:
        largest = max(range(len(cliques)), key=lambda at: len(cliques[at]))
        raise TooWide(names[largest], starts[-1], MOST)
    rows = _Rows()
    for at, parent in enumerate(tree):
        if parent < 0:
            rows.add(np.arange(starts[at], starts[at + 1]), np.ones(len(cliques[at])), 1.0, 1.0)
        else:
            _join(rows, programme.states, names, cliques, starts, at, parent)
    home = _find_homes(programme.states, names)
    for limit in programme.limits:
        clique = home[limit.variable][0] if limit.given < 0 else next(one for one in home[limit.given] if limit.variable in names[one])
        _limit(rows, limit, names[clique], cliques[clique], starts[clique])
    goals = []
    for variable in variables:
        clique = home[variable][0]
        goals.append(starts[clique] + (cliques[clique][:, names[clique].index(variable)] == 1).nonzero()[0])
    return _solve(rows, starts[-1], goals)


def _find_homes(states: Sequence[int], cliques: Sequence[tuple[int, ...]]) -> list[list[int]]:
    """For each variable the cliques that it is in, the smallest first."""
    homes: list[list[int]] = [[] for _ in states]
    for at, clique in enumerate(cliques):
        for variable in clique:
            homes[variable].append(at)
    for home in homes:
        home.sort(key=lambda at: len(cliques[at]))
    return homes


def _list_worlds(states: tuple[int, ...], by_first: dict[int, list[Relation]], clique: tuple[int, ...]) -> Numbers:
    """The possible combinations of states of a clique, (worlds, variables). by_first: the relations by the first variable of their scope."""
    lengths = [states[variable] for variable in clique]
    possible = np.ones(lengths, bool)
    place_of = {variable: place for place, variable in enumerate(clique)}
    for first in clique:
        for relation in by_first.get(first, ()):
            if all(variable in place_of for variable in relation.scope):
                places = [place_of[variable] for variable in relation.scope]
                turned = relation.allowed.transpose(np.argsort(places))
                possible &= turned.reshape([length if place in places else 1 for place, length in enumerate(lengths)])
    return np.stack(possible.nonzero(), axis=1)


class _Rows:
    """The programme's rows, entry by entry."""

    def __init__(self) -> None:
        self.count = 0
        self.columns: list[Numbers] = []
        self.numbers: list[Numbers] = []
        self.values: list[NDArray[np.float64]] = []
        self.lows: list[NDArray[np.float64]] = []
        self.highs: list[NDArray[np.float64]] = []

    def add(self, columns: Numbers, values: NDArray[np.float64], low: float, high: float) -> None:
        self.add_many(columns, np.zeros(len(columns), np.int64), values, np.array([low]), np.array([high]))

    def add_many(
        self, columns: Numbers, numbers: Numbers, values: NDArray[np.float64], lows: NDArray[np.float64], highs: NDArray[np.float64]
    ) -> None:
        """Several rows at once. numbers: which of them each entry is in, from 0."""
        self.columns.append(columns)
        self.numbers.append(numbers + self.count)
        self.values.append(values)
        self.lows.append(lows)
        self.highs.append(highs)
        self.count += len(lows)


def _join(
    rows: _Rows,
    states: Sequence[int],
    names: Sequence[tuple[int, ...]],
    cliques: Sequence[Numbers],
    starts: Sequence[int],
    at: int,
    parent: int,
) -> None:
    """What two neighbours share has the same distribution in both."""
    shared = [variable for variable in names[at] if variable in names[parent]]
    ends = [np.zeros(len(cliques[one]), np.int64) for one in (at, parent)]
    count = 1
    for variable in shared:
        for end, one in enumerate((at, parent)):
            ends[end] = ends[end] * states[variable] + cliques[one][:, names[one].index(variable)]
        count *= states[variable]
    numbers = np.concatenate(ends)
    used = np.bincount(numbers, minlength=count) > 0
    columns = np.concatenate([np.arange(starts[one], starts[one + 1]) for one in (at, parent)])
    values = np.concatenate([np.ones(len(ends[0])), -np.ones(len(ends[1]))])
    zeros = np.zeros(int(used.sum()))
    rows.add_many(columns, (np.cumsum(used) - 1)[numbers], values, zeros, zeros)


def _limit(rows: _Rows, limit: Limit, clique: tuple[int, ...], worlds: Numbers, start: int) -> None:
    event = (worlds[:, clique.index(limit.variable)] == limit.state).astype(np.float64)
    if limit.given < 0:
        columns = event.nonzero()[0]
        rows.add(columns + start, event[columns], limit.low, limit.high)
        return
    given = worlds[:, clique.index(limit.given)] == 1
    for share, low, high in ((limit.low, 0.0, np.inf), (limit.high, -np.inf, 0.0)):
        if share == 0.0 and high > 0.0:
            continue
        values = event - share * given
        columns = values.nonzero()[0]
        rows.add(columns + start, values[columns], low, high)


def _solve(rows: _Rows, count: int, goals: Sequence[Numbers]) -> list[tuple[float, float]]:
    """For each goal, which is a sum of unknowns, its least and greatest value; each solved from where the one before it ended."""
    import highspy

    columns, numbers, values = (np.concatenate(parts) for parts in (rows.columns, rows.numbers, rows.values))
    order = np.lexsort((numbers, columns))
    programme: Any = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = count, rows.count
    programme.col_cost_ = np.zeros(count)
    programme.col_lower_, programme.col_upper_ = np.zeros(count), np.full(count, highspy.kHighsInf)
    programme.row_lower_, programme.row_upper_ = np.concatenate(rows.lows), np.concatenate(rows.highs)
    programme.a_matrix_.start_ = np.searchsorted(columns[order], np.arange(count + 1))
    programme.a_matrix_.index_, programme.a_matrix_.value_ = numbers[order], values[order]
    made: Any = highspy.Highs
    solver = made()
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("presolve", "off"),
    ):
        solver.setOptionValue(name, value)
    solver.passModel(programme)
    ends: list[list[float]] = []
    everything = np.arange(count, dtype=np.int32)
    for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
        solver.changeObjectiveSense(sense)
        found = []
        for goal in goals:
            cost = np.zeros(count)
            cost[goal] = 1.0
            solver.changeColsCost(count, everything, cost)
            for tolerance in TOLERANCES:  # where a solution slips through the fingers, it is sought from scratch, and a little less exactly
                for name in ("primal_feasibility_tolerance", "dual_feasibility_tolerance"):
                    solver.setOptionValue(name, tolerance)
                solver.run()
                status = solver.getModelStatus()
                if status == highspy.HighsModelStatus.kOptimal:
                    break
                solver.clearSolver()
            else:
                raise Unsolved(f"the linear programme was not solved: {solver.modelStatusToString(status)}")
            found.append(float(solver.getInfo().objective_function_value))
        ends.append(found)
    return list(zip(*ends, strict=True))
