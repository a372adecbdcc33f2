"""Held, exactly: the linear programme over possible worlds, in parts as small as they can be (CALCULUS section 2).

A point needs no more of the graph than what it rests on, and of that nothing below a point that everything below it must pass through: such a
point is a leaf whose range has been found before. Where nothing is shared at all, the local formulas are exact already. Points that need much
the same part share one programme, which is then solved for each from where it stands.
"""

from collections.abc import Sequence
from heapq import heappop, heappush

from holdwater.credence import Interval
from holdwater.credence.network import TooWide
from holdwater.credence.programme import Unsolved, find_ranges
from holdwater.typed import NamedTuple
from holdwater.weigh.bounds import compute_node
from holdwater.weigh.graph import Graph
from holdwater.weigh.sharing import Sharing
from holdwater.weigh.worlds import Rivals, Worlds

EFFORT = 500_000_000
"""Points that a programme is solved for times the square of its variables, all together, after which none is solved: about ten seconds."""

VISITS = 2_000_000
"""Nodes looked at in finding what each point needs, all together, after which no more is planned: some seconds."""

NAMED = 5
"""Points that a refusal names."""


class Tightened(NamedTuple):
    """intervals: by node, for those whose exact range was found. why_not: why the others have none, None if there are none."""

    intervals: dict[int, Interval]
    why_not: str | None


class _Job(NamedTuple):
    """nodes: whose ranges it finds. known: the nodes whose ranges it needs. wanted: the part of the graph; empty for a local formula."""

    nodes: tuple[int, ...]
    known: frozenset[int]
    wanted: frozenset[int]


def tighten(graph: Graph, flat: Interval, held: Sequence[Interval], rivals: Sequence[Rivals] = ()) -> Tightened:
    """The exact range of every node: the least and the greatest probability over all joint distributions that the words allow.

    held: the local ranges, by node; an exact range is inside the local one. Exact to about 1e-9. Where what a point rests on hangs together
    too closely, or stands in a loop from which an objection was left out, the point and all that rests on it have none.
    """
    return _Search(graph, flat, held, rivals).run()


class _Search:
    """exact: the ranges found so far, by node; inputs: the same in a list, filled up with local ones.

    without: bits of the nodes that have none, by the reason.
    """

    def __init__(self, graph: Graph, flat: Interval, held: Sequence[Interval], rivals: Sequence[Rivals]) -> None:
        self.graph, self.flat, self.held, self.rivals = graph, flat, held, rivals
        self.sharing = Sharing(graph, rivals)
        self.exact: dict[int, Interval] = {}
        self.inputs = list(held)
        self.without = dict.fromkeys(REASONS, 0)
        self.effort = 0
        self.order = [node for group in graph.order for node in group if not graph.nodes[node].absent]
        self.place = {node: place for place, node in enumerate(self.order)}
        self.jobs: list[_Job] = []
        self.waiting: list[int] = []
        self.needed_by: dict[int, list[int]] = {}
        self.ready: list[tuple[int, int]] = []

    def run(self) -> Tightened:
        unsecured = 0
        for first in self.graph.unsecured:
            for node in self.graph.loops[first]:
                unsecured |= 1 << node
        for node in self.order:
            if (self.sharing.below[node] | 1 << node) & unsecured:
                self.without["loop"] |= 1 << node
        for job in self._plan_jobs():
            self._put(job)
        at = 0
        while at < len(self.order):
            while self.ready:
                self._do(self.jobs[heappop(self.ready)[1]])
            while at < len(self.order) and self._is_settled(self.order[at]):
                at += 1
            if at < len(self.order):  # parts that need one another: the first node that is not found needs only such as are
                self._put(self._plan_one(self.order[at]))
        return Tightened({node: self.exact[node] for node in sorted(self.exact)}, _tell(self.graph, self.without))

    def _is_settled(self, node: int) -> bool:
        return node in self.exact or any(bits >> node & 1 for bits in self.without.values())

    def _plan_jobs(self) -> list[_Job]:
        """From the last node back: each that is in no part yet makes one, which takes those in it that rest on at least half as much."""
        jobs: list[_Job] = []
        taken: set[int] = set()
        for node in reversed(self.order):
            if node in taken or self._is_settled(node):
                continue
            local = self._is_local(node)
            if not local and self.sharing.visits > VISITS:
                self._settle(node, "effort")
                continue
            job = self._plan_one(node)
            if not local:
                least = self.sharing.below[node].bit_count() / 2
                inside = [one for one in job.wanted if one not in taken and not self._is_settled(one)]
                inside = [one for one in inside if one == node or self.sharing.below[one].bit_count() >= least]
                job = job._replace(nodes=tuple(sorted(inside, key=self.place.__getitem__)))
            taken.update(job.nodes)
            jobs.append(job)
        return jobs

    def _plan_one(self, node: int) -> _Job:
        if self._is_local(node):
            return _Job((node,), frozenset(self.sharing.premises[node]), frozenset())
        wanted, known = self.sharing.gather(node)
        return _Job((node,), frozenset(known), frozenset(wanted))

    def _is_local(self, node: int) -> bool:
        """Whether nothing ties the inputs of a node together, so that the local formula is exact."""
        graph = self.graph
        if (
            node in self.sharing.group
            or graph.objections_to[node]
            or node in graph.breaks_all
            or any(step in graph.breaks for step in graph.steps_to[node])
        ):
            return False
        premises = [premise for step in graph.steps_to[node] for premise in graph.steps[step].premises]
        return len(set(premises)) == len(premises) and all(self.sharing.passes_through(premise, node) for premise in premises)

    def _put(self, job: _Job) -> None:
        """Have a job done as soon as all that it needs is settled; the earliest first."""
        number = len(self.jobs)
        self.jobs.append(job)
        missing = [node for node in job.known if not self._is_settled(node)]
        self.waiting.append(len(missing))
        for node in missing:
            self.needed_by.setdefault(node, []).append(number)
        if not missing:
            heappush(self.ready, (self.place[job.nodes[-1]], number))

    def _settle(self, node: int, found: tuple[float, float] | str) -> None:
        """found: the range, or the reason why there is none."""
        if isinstance(found, str):
            self.without[found] |= 1 << node
        else:
            low = max(found[0], self.held[node].low)
            self.exact[node] = self.inputs[node] = Interval(low, max(low, min(found[1], self.held[node].high)))
        for number in self.needed_by.pop(node, ()):
            self.waiting[number] -= 1
            if not self.waiting[number]:
                heappush(self.ready, (self.place[self.jobs[number].nodes[-1]], number))

    def _do(self, job: _Job) -> None:
        nodes = [node for node in job.nodes if not self._is_settled(node)]
        if not nodes:
            return
        found = self._find(job, nodes)
        if not isinstance(found, str):
            for node, pair in zip(nodes, found, strict=True):
                self._settle(node, pair)
        elif len(job.nodes) == 1 or found == "effort":
            for node in nodes:
                self._settle(node, found)
        else:
            for node in nodes:
                self._put(self._plan_one(node))

    def _find(self, job: _Job, nodes: Sequence[int]) -> list[tuple[float, float]] | str:
        """The ranges of the nodes, or the reason why there are none."""
        known: dict[int, Interval] = {}
        for node in sorted(job.known):
            if node not in self.exact:
                return next(why for why, bits in self.without.items() if bits >> node & 1)
            known[node] = self.exact[node]
        if not job.wanted:
            return [compute_node(self.graph, nodes[0], self.inputs, self.flat)]
        worlds = Worlds(self.graph, self.flat, self.rivals, known)
        worlds.build(self.sharing.order(job.wanted | job.known), set(job.wanted | job.known))
        programme = worlds.programme()
        effort = len(programme.states) ** 2 * len(nodes)
        if self.effort + effort > EFFORT:
            return "effort"
        self.effort += effort
        try:
            return find_ranges(programme, [worlds.variables[node] for node in nodes])
        except TooWide:
            return "wide"
        except Unsolved:
            return "unsolved"


REASONS = {
    "loop": "{} on a loop from which an objection or undercutter was left out",
    "wide": "what {} on hangs together too closely for one linear programme",
    "effort": "so much is shared that exact ranges of what {} on would take too long",
    "unsolved": "the linear programme of what {} on was not solved",
}


def _tell(graph: Graph, without: dict[str, int]) -> str | None:
    told = []
    for why, reason in REASONS.items():
        ids = [f"({node.id})" for number, node in enumerate(graph.nodes[: graph.points]) if without[why] >> number & 1]
        if ids:
            more = len(ids) - NAMED
            names = ", ".join(ids[:NAMED]) + (f" and {more} more" if more > 0 else "")
            told.append(reason.format(f"{names} {'rests' if len(ids) == 1 else 'rest'}"))
    return "; ".join(told) or None
