"""In which order to sum the variables of a network out, so that the tables in between stay small.

Greedy: always the variable that is cheapest to remove now, by a heap whose entries are renewed where a removal changed them. Near-linear in
the number of variables for bounded width. The same answer for the same input, always: ties go to the smaller number.
Source of the rules (fewest added edges, least added weight, smallest table): D. Koller and N. Friedman, Probabilistic Graphical Models, 2009, 9.4.3.
"""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from math import prod

from holdwater.typed import Literal, NamedTuple

Rule = Literal["fill", "weight", "size"]


class TooWide(ValueError):
    """A table in between would have more entries than the limit. cluster: the variables that it would range over, ascending."""

    def __init__(self, cluster: tuple[int, ...], entries: int, limit: int) -> None:
        super().__init__(
            f"{len(cluster)} variables hang together so closely that their table would have {entries:.3g} entries; limit {limit}"
        )
        self.cluster, self.entries, self.limit = cluster, entries, limit


class Order(NamedTuple):
    """variables: in the order in which they are summed out, each after all whose clusters hand a message to its own.

    clusters: for each of these, itself and its neighbours at its removal, ascending. entries: of all clusters in sum.
    """

    variables: tuple[int, ...]
    clusters: tuple[tuple[int, ...], ...]
    entries: int


def order_variables(states: Sequence[int], scopes: Sequence[Sequence[int]], roots: Sequence[int], limit: int) -> Order:
    """The best of the greedy orders. Of each connected part, the first of `roots` in it comes last.

    Raises TooWide if every rule leads to a cluster of more than `limit` entries; in bounded time, since larger clusters are never looked into.
    """
    neighbours: list[set[int]] = [set() for _ in states]
    for scope in sorted(set(map(tuple, scopes))):
        if prod(states[variable] for variable in scope) > limit:
            raise TooWide(tuple(sorted(scope)), prod(states[variable] for variable in scope), limit)
        for variable in scope:
            neighbours[variable].update(scope)
    for variable, around in enumerate(neighbours):
        around.discard(variable)
    kept = find_roots(neighbours, roots)
    rules: tuple[Rule, ...] = ("fill", "size") if len(set(states)) <= 1 else ("fill", "weight", "size")
    best: Order | None = None
    narrowest: TooWide | None = None
    for rule in rules:
        try:
            found = _remove_all(states, [set(around) for around in neighbours], kept, rule, limit, best.entries if best else None)
        except TooWide as wide:
            if narrowest is None or wide.entries < narrowest.entries:
                narrowest = wide
        else:
            best = found or best
    if best is None:
        raise narrowest or ValueError("no order")
    return best


def find_roots(neighbours: Sequence[set[int]], roots: Sequence[int]) -> tuple[int, ...]:
    """Those of `roots` that come first in their connected part."""
    seen: set[int] = set()
    kept: list[int] = []
    for root in roots:
        if root in seen:
            continue
        kept.append(root)
        seen.add(root)
        waiting = [root]
        while waiting:
            for near in neighbours[waiting.pop()]:
                if near not in seen:
                    seen.add(near)
                    waiting.append(near)
    return tuple(kept)


def _remove_all(
    states: Sequence[int], neighbours: list[set[int]], roots: tuple[int, ...], rule: Rule, limit: int, beat: int | None
) -> Order | None:
    """The order by one rule; None as soon as it costs as much as `beat`. Uses `neighbours` up."""
    last = set(roots)
    current: list[tuple[int, int] | None] = [
        None if variable in last else _price(variable, states, neighbours, rule, limit) for variable in range(len(states))
    ]
    heap = [(price, variable) for variable, price in enumerate(current) if price is not None]
    heapify(heap)
    variables: list[int] = []
    clusters: list[tuple[int, ...]] = []
    total = 0
    while heap:
        price, variable = heappop(heap)
        if current[variable] != price:
            continue
        if price[0] < 0 or price == _ENDLESS:
            raise _find_narrowest(states, neighbours, current, limit)
        current[variable] = None
        around = neighbours[variable]
        cluster = tuple(sorted((variable, *around)))
        total += prod(states[one] for one in cluster)
        if beat is not None and total >= beat:
            return None
        variables.append(variable)
        clusters.append(cluster)
        stale = set(around)
        for one in around:
            neighbours[one].discard(variable)
        near = sorted(around)
        for at, one in enumerate(near):
            missing = [other for other in near[at + 1 :] if other not in neighbours[one]]
            for other in missing:
                if rule != "size":
                    stale |= neighbours[one] & neighbours[other]
                neighbours[one].add(other)
                neighbours[other].add(one)
        for one in sorted(stale):
            if current[one] is not None:
                renewed = _price(one, states, neighbours, rule, limit)
                if renewed != current[one]:
                    current[one] = renewed
                    heappush(heap, (renewed, one))
    for root in roots:
        total += states[root]
        variables.append(root)
        clusters.append((root,))
    return Order(tuple(variables), tuple(clusters), total)


_ENDLESS = (1 << 62, 0)
"""The price of a variable whose cluster is beyond the limit."""


def _price(variable: int, states: Sequence[int], neighbours: list[set[int]], rule: Rule, limit: int) -> tuple[int, int]:
    around = neighbours[variable]
    size = states[variable]
    for one in around:
        size *= states[one]
        if size > limit:
            return _ENDLESS
    if rule == "size":
        return size, len(around)
    missing = 0
    if rule == "fill":
        for one in around:
            missing += len(around) - 1 - len(around & neighbours[one])
    else:
        for one in around:
            missing += states[one] * sum(states[other] for other in around - neighbours[one] if other != one)
    return missing, size


def _find_narrowest(states: Sequence[int], neighbours: list[set[int]], current: list[tuple[int, int] | None], limit: int) -> TooWide:
    """The smallest of the clusters that are all beyond the limit. Sizes are compared by their number of variables first."""
    left = [variable for variable, price in enumerate(current) if price is not None]
    variable = min(left, key=lambda one: (len(neighbours[one]), one))
    cluster = tuple(sorted((variable, *neighbours[variable])))
    return TooWide(cluster, prod(states[one] for one in cluster), limit)
