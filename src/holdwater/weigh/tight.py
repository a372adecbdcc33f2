"""Held, exactly: the linear programme over possible worlds, one small programme for each point that needs one (CALCULUS section 2).

A point needs no more of the graph than what it rests on, and of that nothing below a point that everything below it must pass through: such a
point is a leaf whose range has been found before. Where nothing is shared at all, the local formulas are exact already.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from holdwater.credence import Interval
from holdwater.credence.network import TooWide
from holdwater.credence.programme import find_range
from holdwater.weigh.bounds import compute_node
from holdwater.weigh.graph import Graph
from holdwater.weigh.worlds import Rivals, Worlds

NAMED = 5
"""Points that a refusal names."""


class Tightened(NamedTuple):
    """intervals: by node, for those whose exact range was found. why_not: why the others have none, None if there are none."""

    intervals: dict[int, Interval]
    why_not: str | None


def tighten(graph: Graph, flat: Interval, held: Sequence[Interval], rivals: Sequence[Rivals] = ()) -> Tightened:
    """The exact range of every node: the least and the greatest probability over all joint distributions that the words allow.

    held: the local ranges, by node; an exact range is inside the local one. Exact to about 1e-9. Where what a point rests on hangs together
    too closely, or stands in a loop from which an objection was left out, the point and all that rests on it have none.
    """
    sharing = _Sharing(graph, rivals)
    exact = list(held)
    found: dict[int, Interval] = {}
    without = {"wide": 0, "loop": 0}
    for group in graph.order:
        for node in group:
            if graph.nodes[node].absent:
                continue
            below = sharing.below[node] | 1 << node
            why = "loop" if group[0] in graph.unsecured or below & without["loop"] else "wide" if below & without["wide"] else None
            if why is None:
                try:
                    low, high = _find_one(graph, flat, rivals, sharing, exact, node)
                except TooWide:
                    why = "wide"
            if why is not None:
                without[why] |= 1 << node
                continue
            low = max(low, held[node].low)
            found[node] = Interval(low, max(low, min(high, held[node].high)))
        for node in group:  # in a loop, only when all of it has been found
            exact[node] = found.get(node, exact[node])
    return Tightened(found, _tell(graph, without))


def _find_one(
    graph: Graph, flat: Interval, rivals: Sequence[Rivals], sharing: "_Sharing", exact: list[Interval], node: int
) -> tuple[float, float]:
    if node not in sharing.group and _is_local(graph, sharing, node):
        return compute_node(graph, node, exact, flat)
    wanted, known = sharing.gather(node)
    worlds = Worlds(graph, flat, rivals, {one: exact[one] for one in known})
    worlds.build(sharing.group_of(wanted | known), wanted | known)
    return find_range(worlds.programme(), worlds.variables[node])


def _is_local(graph: Graph, sharing: "_Sharing", node: int) -> bool:
    """Whether nothing ties the inputs of a node together, so that the local formula is exact."""
    if graph.objections_to[node] or node in graph.breaks_all or any(step in graph.breaks for step in graph.steps_to[node]):
        return False
    premises = [premise for step in graph.steps_to[node] for premise in graph.steps[step].premises]
    return len(set(premises)) == len(premises) and all(sharing.passes_through(premise, node) for premise in premises)


class _Sharing:
    """What rests on what, as rows of bits: one for each node, then one for each question, on which its hypotheses rest.

    below: all that a node rests on. users: what rests on it directly. beyond: the users of all that is below it. group: of nodes in a loop,
    the loop. rank: places in an order in which everything comes after what it rests on.
    """

    def __init__(self, graph: Graph, rivals: Sequence[Rivals]) -> None:
        count = len(graph.nodes)
        self.premises = [_list_premises(graph, node) for node in range(count)]
        self.below, self.beyond, self.users = [0] * (count + len(rivals)), [0] * (count + len(rivals)), [0] * (count + len(rivals))
        self.questions: dict[int, int] = {}
        for number, one in enumerate(rivals):
            for node in one.nodes:
                if node is not None:
                    self.questions[node] = count + number
        for node in range(count):
            for premise in self._rests_on(node):
                self.users[premise] |= 1 << node
        self.group = {node: group for group in graph.loops.values() for node in group}
        self.rank = {node: (rank, place) for rank, group in enumerate(graph.order) for place, node in enumerate(group)}
        for group in graph.order:
            inside = set(group) if group[0] in graph.loops else set()
            below = beyond = 0
            for node in group:
                for premise in self._rests_on(node):
                    below |= 1 << premise | self.below[premise]
                    beyond |= self.users[premise] | self.beyond[premise]
            for node in group:
                self.below[node], self.beyond[node] = below, beyond
                for other in inside:
                    self.beyond[node] |= self.users[other]

    def _rests_on(self, node: int) -> list[int]:
        return [*self.premises[node], self.questions[node]] if node in self.questions else self.premises[node]

    def passes_through(self, node: int, above: int) -> bool:
        """Whether everything below a node bears on what is above through that node alone. Never so inside one loop."""
        if self.below[node] >> above & 1:
            return False
        return not self.beyond[node] & (self.below[above] | 1 << above) & ~(self.below[node] | 1 << node)

    def gather(self, node: int) -> tuple[set[int], set[int]]:
        """What a node rests on, as far as it must be looked into; and the nodes at which that ends."""
        wanted, known, waiting = {node}, set[int](), [node]
        while waiting:
            for premise in self.premises[waiting.pop()]:
                if premise in wanted or premise in known:
                    continue
                if self.passes_through(premise, node):
                    known.add(premise)
                else:
                    wanted.add(premise)
                    waiting.append(premise)
        return wanted, known

    def group_of(self, nodes: Iterable[int]) -> list[tuple[int, ...]]:
        """The nodes in groups, each group after all that it rests on."""
        groups: dict[tuple[int, ...], None] = {}
        for node in sorted(nodes, key=self.rank.__getitem__):
            groups[self.group.get(node, (node,))] = None
        return list(groups)


def _list_premises(graph: Graph, node: int) -> list[int]:
    """Whatever a node rests on directly, each once: by steps, objections and undercutters."""
    found: dict[int, None] = {}
    for step in graph.steps_to[node]:
        found.update(dict.fromkeys(graph.steps[step].premises))
        found.update(dict.fromkeys(one.undercutter for one in graph.breaks.get(step, ())))
    for objection in graph.objections_to[node]:
        found.update(dict.fromkeys(graph.objections[objection].premises))
    found.update(dict.fromkeys(one.undercutter for one in graph.breaks_all.get(node, ())))
    return list(found)


def _tell(graph: Graph, without: dict[str, int]) -> str | None:
    reasons = {
        "wide": "what {} on hangs together too closely for one linear programme",
        "loop": "{} on a loop from which an objection or undercutter was left out",
    }
    told = []
    for why, reason in reasons.items():
        ids = [f"({node.id})" for number, node in enumerate(graph.nodes[: graph.points]) if without[why] >> number & 1]
        if ids:
            more = len(ids) - NAMED
            names = ", ".join(ids[:NAMED]) + (f" and {more} more" if more > 0 else "")
            told.append(reason.format(f"{names} {'rests' if len(ids) == 1 else 'rest'}"))
    return "; ".join(told) or None
