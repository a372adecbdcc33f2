"""What rests on what, and through what: where a part of the support graph hangs on the rest by one point alone."""

from collections.abc import Iterable, Sequence

from holdwater.weigh.graph import Graph
from holdwater.weigh.worlds import Rivals


class Sharing:
    """What rests on what, as rows of bits: one for each node, then one for each question, on which its hypotheses rest.

    below: all that a node rests on. users: what rests on it directly. beyond: the users of all that is below it. group: of nodes in a loop,
    the loop. rank: places in an order in which everything comes after what it rests on.
    """

    def __init__(self, graph: Graph, rivals: Sequence[Rivals]) -> None:
        count = len(graph.nodes)
        self.premises = [_list_premises(graph, node) for node in range(count)]
        self.below, self.beyond, self.users = [0] * (count + len(rivals)), [0] * (count + len(rivals)), [0] * (count + len(rivals))
        self.questions: dict[int, int] = {}
        self.visits = 0
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
                self.visits += 1
                if premise in wanted or premise in known:
                    continue
                if self.passes_through(premise, node):
                    known.add(premise)
                else:
                    wanted.add(premise)
                    waiting.append(premise)
        return wanted, known

    def order(self, nodes: Iterable[int]) -> list[tuple[int, ...]]:
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
