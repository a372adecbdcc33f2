"""A part of the support graph as a programme over possible worlds: leaves and questions, and steps that go through or not (CALCULUS section 2)."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from holdwater.case.types import Case
from holdwater.credence import Interval
from holdwater.credence.bounds import ANYTHING, NOTHING
from holdwater.credence.programme import Limit, Programme, Relation
from holdwater.typed import NamedTuple
from holdwater.weigh.bounds import carry_leaf, take
from holdwater.weigh.graph import Graph, Line

BOTH = np.array([[[1, 0], [1, 0]], [[1, 0], [0, 1]]], bool)
EITHER = np.array([[[1, 0], [0, 1]], [[0, 1], [0, 1]]], bool)
UNLESS = np.array([[[1, 0], [1, 0]], [[0, 1], [1, 0]]], bool)
"""One variable and two: third = first and second, first or second, first and not second."""

ONLY_IF = np.array([[1, 0], [1, 1]], bool)
"""Second only if first."""


class Rivals(NamedTuple):
    """A question: its hypotheses by node where some line uses them, and the range of the prior of every one, in the same order."""

    nodes: tuple[int | None, ...]
    priors: tuple[Interval, ...]


def list_rivals(case: Case, graph: Graph, priors: Mapping[str, Interval]) -> tuple[Rivals, ...]:
    """Every question of a case. priors: range of the normalised prior of each hypothesis, by id; one named twice belongs to the first."""
    nodes = {node.id: number for number, node in enumerate(graph.nodes) if node.basis == "prior"}
    rivals = []
    for question in case.questions:
        ids = [hypothesis.id for hypothesis in question.hypotheses]
        rivals.append(Rivals(tuple(nodes.pop(id, None) for id in ids), tuple(priors[id] for id in ids)))
    return tuple(rivals)


class Worlds:
    """Builds the programme of one point. Nodes in `known` are taken as leaves with these ranges: nothing below them matters but those."""

    def __init__(self, graph: Graph, flat: Interval, rivals: Sequence[Rivals], known: Mapping[int, Interval]) -> None:
        self.graph, self.flat, self.rivals, self.known = graph, flat, rivals, known
        self.states: list[int] = []
        self.relations: list[Relation] = []
        self.limits: list[Limit] = []
        self.variables: dict[int, int] = {}
        self.breaks: dict[tuple[int, int], int] = {}
        self.question_of = {node: number for number, one in enumerate(rivals) for node in one.nodes if node is not None}

    def build(self, groups: Iterable[tuple[int, ...]], wanted: set[int]) -> None:
        """Add the nodes of `wanted`, each group after all that it rests on."""
        asked: dict[int, list[int]] = {}
        for node in sorted(wanted):
            if node in self.question_of and node not in self.known:
                asked.setdefault(self.question_of[node], []).append(node)
        for question, nodes in asked.items():
            self._add_question(self.rivals[question], nodes)
        for group in groups:
            inside = [node for node in group if node in wanted and node not in self.variables]
            for node in inside:
                if node in self.known:
                    self.variables[node] = self._add_leaf(self.known[node])
            rest = [node for node in inside if node not in self.known]
            if rest and group[0] in self.graph.loops:
                self._add_loop(rest)
            elif rest:
                self.variables[rest[0]] = self._add_node(rest[0])

    def programme(self) -> Programme:
        return Programme(tuple(self.states), tuple(self.relations), tuple(self.limits))

    def _add(self, states: int = 2) -> int:
        self.states.append(states)
        return len(self.states) - 1

    def _gate(self, allowed: NDArray[np.bool_], one: int, other: int) -> int:
        out = self._add()
        self.relations.append(Relation((one, other, out), allowed))
        return out

    def _chain(self, allowed: NDArray[np.bool_], parts: Sequence[int]) -> int:
        """All of them by BOTH, any of them by EITHER; the first unless any other by UNLESS."""
        out = parts[0]
        for part in parts[1:]:
            if part != out:
                out = self._gate(allowed, out, part)
            elif allowed is UNLESS:
                return self._add_leaf(NOTHING)
        return out

    def _add_leaf(self, value: Interval) -> int:
        leaf = self._add()
        self.limits.append(Limit(leaf, 1, value.low, value.high))
        return leaf

    def _add_question(self, rivals: Rivals, nodes: Sequence[int]) -> None:
        """One variable for the question, with one state for each hypothesis that counts here and one for all others together."""
        others = [prior for node, prior in zip(rivals.nodes, rivals.priors, strict=True) if node not in nodes]
        question = self._add(len(nodes) + bool(others))
        for state, node in enumerate(nodes):
            prior = rivals.priors[rivals.nodes.index(node)]
            self.limits.append(Limit(question, state, prior.low, prior.high))
            self.variables[node] = self._add()
            self.relations.append(
                Relation(
                    (question, self.variables[node]), np.eye(2, dtype=bool)[[int(one == state) for one in range(self.states[question])]]
                )
            )
        if others:
            low, high = sum(prior.low for prior in others), sum(prior.high for prior in others)
            self.limits.append(Limit(question, len(nodes), min(1.0, low), min(1.0, high)))

    def _add_switch(self, ready: int, strength: Interval) -> int:
        """True only if something is, and then with a probability within the strength."""
        if strength == (1.0, 1.0):
            return ready
        goes = self._add()
        self.relations.append(Relation((ready, goes), ONLY_IF))
        if strength != ANYTHING:
            self.limits.append(Limit(goes, 1, strength.low, strength.high, ready))
        return goes

    def _add_line(self, line: Line) -> int:
        ready = self._chain(BOTH, [self.variables[premise] for premise in line.premises])
        return self._add_switch(ready, take(line.strength, self.flat))

    def _list_breaks(self, node: int, step: int | None) -> list[int]:
        """The variables of the undercutters of one step, or, with None, of every step to a node; steps that share one share its variable."""
        graph = self.graph
        breaks = graph.breaks_all.get(node, ()) if step is None else graph.breaks.get(step, ())
        out = []
        for number, one in enumerate(breaks):
            key = (id(breaks), number)
            if key not in self.breaks:
                self.breaks[key] = self._add_switch(self.variables[one.undercutter], take(one.strength, self.flat))
            out.append(self.breaks[key])
        return out

    def _strike(self, node: int, value: int) -> int:
        objections = [self._add_line(self.graph.objections[at]) for at in self.graph.objections_to[node]]
        return self._chain(UNLESS, [value, *objections])

    def _add_node(self, node: int) -> int:
        graph = self.graph
        if graph.nodes[node].basis != "reasons":
            return self._strike(node, self._add_leaf(carry_leaf(graph, node, self.flat)))
        if not graph.steps_to[node]:
            return self._add_leaf(NOTHING)
        steps = [self._chain(UNLESS, [self._add_line(graph.steps[step]), *self._list_breaks(node, step)]) for step in graph.steps_to[node]]
        value = self._chain(UNLESS, [self._chain(EITHER, steps), *self._list_breaks(node, None)])
        return self._strike(node, value)

    def _add_loop(self, group: Sequence[int]) -> None:
        """The least solution: nothing at first, then as many rounds as the loop has points; by then nothing changes any more.

        Whether a step would go through is the same in every round; how probable it is, given its premises, is said of the last.
        """
        graph = self.graph
        inside = set(group)
        starts: dict[int, list[int]] = {}
        turns: dict[int, list[tuple[Line, int, list[int]]]] = {}
        objections: dict[int, list[int]] = {}
        every: dict[int, list[int]] = {}
        for node in group:
            starts[node], turns[node] = [], []
            if graph.nodes[node].basis != "reasons":
                starts[node].append(self._add_leaf(carry_leaf(graph, node, self.flat)))
            for step in graph.steps_to[node]:
                line, breaks = graph.steps[step], self._list_breaks(node, step)
                if inside & set(line.premises):
                    turns[node].append((line, self._add(), breaks))
                else:
                    starts[node].append(self._chain(UNLESS, [self._add_line(line), *breaks]))
            every[node] = self._list_breaks(node, None)
            objections[node] = [self._add_line(graph.objections[at]) for at in graph.objections_to[node]]
        now: dict[int, int | None] = dict.fromkeys(group)
        for _ in group:
            before, now = now, {}
            for node in group:
                parts = list(starts[node])
                for line, switch, breaks in turns[node]:
                    ready = self._ready(line, before)
                    if ready is not None:
                        parts.append(self._chain(UNLESS, [self._gate(BOTH, ready, switch), *breaks]))
                now[node] = self._chain(UNLESS, [self._chain(EITHER, parts), *every[node], *objections[node]]) if parts else None
        for node in group:
            found = now[node]
            self.variables[node] = self._add_leaf(NOTHING) if found is None else found
        for node in group:
            for line, switch, _ in turns[node]:
                last = self._ready(line, now)
                if last is not None:
                    strength = take(line.strength, self.flat)
                    goes = self._gate(BOTH, last, switch)
                    self.limits.append(Limit(goes, 1, strength.low, strength.high, last))

    def _ready(self, line: Line, inside: Mapping[int, int | None]) -> int | None:
        """Whether all premises of a step are true, where those inside the loop are what they are in some round; None for never."""
        parts = []
        for premise in line.premises:
            part = inside[premise] if premise in inside else self.variables[premise]
            if part is None:
                return None
            parts.append(part)
        return self._chain(BOTH, parts)
