"""A network as a plan: the tables, the order in which they are multiplied and summed out, and where each goes.

The value of a network is the sum, over all states of all variables, of the product of its tables. Summing the variables out one after
another (bucket elimination) makes it a few thousand small multiplications; the same steps backwards give every derivative.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import combinations
from math import fsum, log, prod
from typing import TYPE_CHECKING, NamedTuple

from holdwater.credence.network.order import Order, TooWide, order_variables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from holdwater.credence.network.blocks import Block
    from holdwater.credence.network.tape import Tape

__all__ = ["Plan", "Shape", "Step", "TooWide", "find_cliques", "make_plan", "write_states"]

DEPTH = 6
"""A table is rescaled once so many numbers have been multiplied into its entries: entries between 1e-50 and 1e50, or zero, are safe."""


class Shape(NamedTuple):
    """A network without its numbers. states: number of states of each variable. scopes: the variables of each table.

    A table is in C order, its last variable fastest; a table over () is one number.
    """

    states: tuple[int, ...]
    scopes: tuple[tuple[int, ...], ...]


class Step(NamedTuple):
    """Table `out` = `left` times `right` (-1: nothing), summed over the variable `gone` (-1: none); then rescaled, or not."""

    left: int
    right: int
    out: int
    gone: int
    rescale: bool


class _Plan(NamedTuple):
    """offsets: first row of each table of the shape among all rows. rows: table entries in all. width: variables in the largest clique, less 1.

    cliques: the maximal clusters, each ascending. tree: for each clique its parent, -1 for a root; what a clique shares with its
    parent separates it from the rest. entries: of the largest table in between.

    tables: scopes of all tables: those of the shape, then one over each variable of `last` (all ones, or one state alone), then those that
    steps make. starts: first row of each, the last one being the number of rows of all. result: the table of the value, -1 if there is none.
    roots: for each variable that is a root, the step that sums it out. tail: the first of the steps that only multiply the parts.
    log_free: logarithm of the number of states of variables in no table.
    fixed: for each row of the shape 0.0 or 1.0 where it always has that value, else None; empty if none is fixed.
    """

    shape: Shape
    offsets: tuple[int, ...]
    rows: int
    cliques: tuple[tuple[int, ...], ...]
    tree: tuple[int, ...]
    entries: int
    width: int
    last: tuple[int, ...]
    tables: tuple[tuple[int, ...], ...]
    starts: tuple[int, ...]
    steps: tuple[Step, ...]
    result: int
    roots: dict[int, int]
    tail: int
    log_free: float
    fixed: tuple[float | None, ...]


class Plan(_Plan):
    """A planned network; what an executor makes of it once is kept with it. One sweep at a time."""

    @cached_property
    def tape(self) -> "Tape":
        from holdwater.credence.network.tape import write_tape

        return write_tape(self)

    @cached_property
    def blocks(self) -> "dict[tuple[int, bool], Block]":
        """The rooms that the numpy executor has worked in, by width and whether derivatives have room: kept, since making views takes long."""
        return {}

    @cached_property
    def rooms(self) -> "dict[bool, tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]]":
        """The same of the compiled one: values, derivatives, scales, exponents."""
        return {}


def make_plan(shape: Shape, *, last: Sequence[int] = (), limit: int = 5_000_000, fixed: Sequence[float | None] = ()) -> Plan:
    """Plan a network. Depends on the shape alone; near-linear in its size where the width is bounded.

    last: variables to be held at one state after another (`sweep_states`). The first of them in each connected part becomes its root.
    limit: the most entries that a table in between may have. fixed: for each row 0.0 or 1.0 where it always has that value, else None;
    such rows cost the numba executor nothing, and their derivative is given as 0.
    Raises TooWide before any table is made, ValueError for a shape that is none.

    >>> plan = make_plan(Shape((2, 2, 2), ((0,), (0, 1), (1, 2))))
    >>> plan.rows, plan.width, sorted(plan.cliques)
    (10, 1, [(0, 1), (1, 2)])
    """
    _see_to_it(shape, last, fixed)
    states = shape.states
    order = order_variables(states, shape.scopes, last, limit)
    used = {variable for scope in shape.scopes for variable in scope}
    builder = _Builder(states, [*shape.scopes, *((variable,) for variable in last)])
    position = {variable: at for at, variable in enumerate(order.variables)}
    parents = _find_parents(order)
    roots = {variable: -1 for variable in last if parents[position[variable]] < 0}
    buckets: dict[int, list[int]] = {}
    scalars: list[int] = []

    def put(table: int) -> None:
        scope = builder.tables[table]
        if scope:
            buckets.setdefault(min(position[variable] for variable in scope), []).append(table)
        else:
            scalars.append(table)

    for table in range(len(builder.tables)):
        put(table)
    for at in _walk_up(parents):
        tables = buckets.pop(at, [])
        if tables:
            variable = order.variables[at]
            if variable in roots:  # its own table comes last, so that another state needs that step alone again
                own = len(shape.scopes) + last.index(variable)
                others = [table for table in tables if table != own]
                made = builder.multiply(others) if others else -1
                roots[variable] = len(builder.steps)
                put(builder.add(own, -1, variable) if made < 0 else builder.add(made, own, variable))
            else:
                put(builder.sum_out(tables, variable))
    tail = len(builder.steps)
    result = builder.multiply(scalars) if scalars else -1
    cliques, tree = _join_cliques(order.clusters, parents)
    starts, offsets = [0], []
    for table, scope in enumerate(builder.tables):
        if table < len(shape.scopes):
            offsets.append(starts[-1])
        starts.append(starts[-1] + prod(states[variable] for variable in scope))
    return Plan(
        shape=shape,
        offsets=tuple(offsets),
        rows=starts[len(shape.scopes)],
        cliques=cliques,
        tree=tree,
        entries=max((prod(states[variable] for variable in clique) for clique in cliques), default=1),
        width=max((len(clique) for clique in cliques), default=1) - 1,
        last=tuple(last),
        tables=tuple(builder.tables),
        starts=tuple(starts),
        steps=tuple(builder.steps),
        result=result,
        roots=roots,
        tail=tail,
        log_free=fsum(log(count) for variable, count in enumerate(states) if variable not in used and variable not in last),
        fixed=tuple(fixed),
    )


def write_states(plan: Plan, values: "NDArray[np.float64]", variable: int, state: int) -> None:
    """Into the rows of the tables over each variable of `last`: ones, or for `variable` one state alone."""
    for at, one in enumerate(plan.last):
        table = len(plan.shape.scopes) + at
        start, stop = plan.starts[table], plan.starts[table + 1]
        values[start:stop] = 1.0
        if one == variable:
            values[start:stop] = 0.0
            values[start + state] = 1.0


def _see_to_it(shape: Shape, last: Sequence[int], fixed: Sequence[float | None]) -> None:
    if any(count < 1 for count in shape.states):
        raise ValueError(f"every variable has at least one state; got {min(shape.states)}")
    for scope in (*shape.scopes, tuple(last)):
        if len(set(scope)) != len(scope) or any(not 0 <= variable < len(shape.states) for variable in scope):
            raise ValueError(f"a scope names variables 0 to {len(shape.states) - 1}, each once; got {scope}")
    rows = sum(prod(shape.states[variable] for variable in scope) for scope in shape.scopes) if fixed else 0
    if fixed and (len(fixed) != rows or any(one not in (None, 0.0, 1.0) for one in fixed)):
        raise ValueError(f"fixed says 0.0, 1.0 or None for each of {rows} rows; got {len(fixed)}")


def find_cliques(shape: Shape, *, limit: int) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """The cliques and the tree of a plan, without the plan."""
    order = order_variables(shape.states, shape.scopes, (), limit)
    return _join_cliques(order.clusters, _find_parents(order))


def _find_parents(order: Order) -> list[int]:
    """For each cluster the one that its message goes to, -1 for none."""
    position = {variable: at for at, variable in enumerate(order.variables)}
    return [
        min((position[one] for one in cluster if one != variable), default=-1)
        for variable, cluster in zip(order.variables, order.clusters, strict=True)
    ]


def _walk_up(parents: Sequence[int]) -> list[int]:
    """Every cluster after its children, parts of the tree that hang together close to one another."""
    children: list[list[int]] = [[] for _ in parents]
    waiting: list[int] = []
    for at, parent in enumerate(parents):
        (waiting if parent < 0 else children[parent]).append(at)
    down: list[int] = []
    while waiting:
        at = waiting.pop()
        down.append(at)
        waiting.extend(children[at])
    return down[::-1]


class _Builder:
    """Collects tables and steps. depths: how many numbers have been multiplied into each entry since it was last rescaled."""

    def __init__(self, states: Sequence[int], tables: list[tuple[int, ...]]) -> None:
        self.states = states
        self.tables = tables
        self.depths = [1] * len(tables)
        self.steps: list[Step] = []

    def add(self, left: int, right: int, gone: int) -> int:
        scope = set(self.tables[left])
        depth = self.depths[left]
        if right >= 0:
            scope |= set(self.tables[right])
            depth += self.depths[right]
        out = len(self.tables)
        self.tables.append(tuple(sorted(scope - {gone})))
        self.depths.append(1 if depth > DEPTH else depth)
        self.steps.append(Step(left, right, out, gone, depth > DEPTH))
        return out

    def multiply(self, tables: list[int]) -> int:
        left, right = self.reduce(tables)
        return left if right < 0 else self.add(left, right, -1)

    def sum_out(self, tables: list[int], gone: int) -> int:
        left, right = self.reduce(tables)
        return self.add(left, right, gone)

    def reduce(self, tables: list[int]) -> tuple[int, int]:
        """Multiply until two are left (or one, and -1): tables of one scope first, then always the pair with the smallest union."""
        if len(tables) < 3:
            return (tables[0], tables[1]) if len(tables) == 2 else (tables[0], -1)
        left = len(tables)
        groups: dict[tuple[int, ...], int] = {}
        for table in sorted(tables, key=lambda one: (len(self.tables[one]), one)):
            scope = tuple(sorted(self.tables[table]))
            if scope in groups and left > 2:
                groups[scope] = self.add(groups[scope], table, -1)
                left -= 1
            elif scope in groups:
                return groups[scope], table
            else:
                groups[scope] = table
        rest = list(groups.values())
        while len(rest) > 2:
            first, second = (0, 1) if len(rest) > MANY else min(combinations(range(len(rest)), 2), key=lambda pair: self.union(rest, pair))
            made = self.add(rest[first], rest[second], -1)
            rest = [table for at, table in enumerate(rest) if at not in (first, second)]
            rest.append(made)
        return (rest[0], rest[1]) if len(rest) == 2 else (rest[0], -1)

    def union(self, rest: list[int], pair: tuple[int, int]) -> int:
        return prod(self.states[one] for one in {*self.tables[rest[pair[0]]], *self.tables[rest[pair[1]]]})


MANY = 24
"""With more scopes in one bucket than these, the smallest tables are multiplied first without comparing all pairs."""


def _join_cliques(clusters: Sequence[tuple[int, ...]], parents: Sequence[int]) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """The maximal clusters and their tree: a cluster that is part of one of its children becomes one with it."""
    into = list(range(len(clusters)))
    children: list[list[int]] = [[] for _ in clusters]
    for at, parent in enumerate(parents):
        if parent >= 0:
            children[parent].append(at)
    for at in range(len(clusters)):
        for child in children[at]:
            if len(clusters[child]) - 1 == len(clusters[at]):  # its message covers all of this cluster
                into[at] = into[child]
                break
    names: dict[int, int] = {}
    for at in range(len(clusters)):
        if into[at] == at:
            names[at] = len(names)
    tree = [-1] * len(names)
    for at, parent in enumerate(parents):
        if parent >= 0 and into[at] != into[parent]:
            tree[names[into[at]]] = names[into[parent]]
    return tuple(clusters[at] for at in names), tuple(tree)
