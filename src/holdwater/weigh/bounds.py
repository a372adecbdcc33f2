"""Held: local bounds along the support graph, each point from what it rests on (CALCULUS sections 1 and 2)."""

from math import fsum

from holdwater.credence import Interval
from holdwater.credence.bounds import NOTHING, infer, scale_by, secure, support, withhold
from holdwater.typed import NamedTuple
from holdwater.weigh.graph import Break, Graph, Line, Reading

ROUNDS = 50
"""Points in a loop are recomputed as many times as it has points, and at most this many times, so that a long loop stays linear."""


class Holding(NamedTuple):
    """held: by node. entering: for each loop, by its first node, the most that comes into it from outside."""

    held: list[Interval]
    entering: dict[int, float]


def hold(graph: Graph, flat: Interval) -> Holding:
    """What every node holds when a statement without a degree is worth `flat`.

    Each formula is the exact bound for one step whose inputs nothing ties together; along the graph they are sound and may be loose.
    Linear in points and lines.
    """
    held = [NOTHING] * len(graph.nodes)
    entering: dict[int, float] = {}
    for group in graph.order:
        if group[0] in graph.loops:
            entering[group[0]] = _settle_loop(graph, group, held, flat)
        else:
            held[group[0]] = compute_node(graph, group[0], held, flat)
    return Holding(held, entering)


def compute_node(graph: Graph, node: int, held: list[Interval], flat: Interval) -> Interval:
    """What one node holds, given what everything that it rests on holds."""
    if graph.nodes[node].basis == "reasons":
        value = support([delivered for _, delivered in deliver_steps(graph, node, held, flat)])
    else:
        value = carry_leaf(graph, node, flat)
    if not graph.objections_to[node]:
        return value
    return withhold(value, support([deliver(graph.objections[at], held, flat) for at in graph.objections_to[node]]))


def carry_leaf(graph: Graph, node: int, flat: Interval) -> Interval:
    """What a point without reasons, or a hypothesis, carries by itself."""
    basis, value = graph.nodes[node].basis, graph.nodes[node].value
    if basis in ("absent", "reasons"):
        return NOTHING
    return flat if value is None else value


def deliver(line: Line, held: list[Interval], flat: Interval) -> Interval:
    """Floor and ceiling of one line, nothing else heard."""
    return infer([held[premise] for premise in line.premises], take(line.strength, flat))


def deliver_steps(graph: Graph, node: int, held: list[Interval], flat: Interval) -> list[tuple[int, Interval]]:
    """The steps to a node by number, with floor and ceiling, their undercutters heard."""
    delivered = [(step, deliver(graph.steps[step], held, flat)) for step in graph.steps_to[node]]
    if node not in graph.breaks_all and not any(step in graph.breaks for step in graph.steps_to[node]):
        return delivered
    return [
        (step, withhold(value, struck)) for (step, value), struck in zip(delivered, _strike_steps(graph, node, held, flat), strict=True)
    ]


def take(reading: Reading, flat: Interval) -> Interval:
    """The interval of a degree, flat where it has none."""
    return flat if reading.interval is None else reading.interval


def _strike_steps(graph: Graph, node: int, held: list[Interval], flat: Interval) -> list[Interval]:
    """For each step to a node, the least and the most of it that its undercutters break. Steps that share undercutters share the sum."""

    def weigh_breaks(breaks: tuple[Break, ...]) -> list[Interval]:
        return [scale_by(held[one.undercutter], take(one.strength, flat)) for one in breaks]

    every = support(weigh_breaks(graph.breaks_all.get(node, ())))
    sums: dict[int, Interval] = {}
    struck: list[Interval] = []
    for step in graph.steps_to[node]:
        some = graph.breaks.get(step, ())
        if id(some) not in sums:
            sums[id(some)] = support([*weigh_breaks(some), every])
        struck.append(sums[id(some)])
    return struck


def _settle_loop(graph: Graph, group: tuple[int, ...], held: list[Interval], flat: Interval) -> float:
    """Compute the points of a loop so that it lends nothing to itself; returns the most that enters it from outside.

    Every point starts at what enters and is recomputed together with the others; no ceiling ever rises. Lines from outside the loop are
    worked out once, and only points of which something changed are recomputed: the same numbers, sooner.
    """
    inside = set(group)
    uses: dict[int, set[int]] = {node: set() for node in group}
    inlets = {node: _find_inlet(graph, node, inside, held, flat) for node in group}
    for node, inlet in inlets.items():
        for feed in inlet.feeds:
            for premise in feed.within:
                uses[premise].add(node)
    entering = min(1.0, fsum(high for inlet in inlets.values() for high in inlet.ceilings))
    lows, highs = dict.fromkeys(group, 0.0), dict.fromkeys(group, entering)
    secured = group[0] not in graph.unsecured
    stale = inside
    for _ in range(min(len(group), ROUNDS)):
        changed: list[tuple[int, float, float]] = []
        for node in stale:
            low, high = _recompute(inlets[node], lows, highs)
            high = min(high, highs[node])
            low = min(low, high) if secured else 0.0
            if low != lows[node] or high != highs[node]:
                changed.append((node, low, high))
        if not changed:
            break
        for node, low, high in changed:
            lows[node], highs[node] = low, high
        stale = {user for node, _, _ in changed for user in uses[node]}
    for node in group:
        held[node] = Interval(lows[node], highs[node])
    return entering


class _Feed(NamedTuple):
    """A step with premises inside its loop; of those outside, only their lower credences and their least upper one are left."""

    within: tuple[int, ...]
    outside: tuple[float, ...]
    cap: float
    strength: Interval
    struck: Interval


class _Inlet(NamedTuple):
    """What feeds a point of a loop: floor and ceilings of the lines from outside, the steps from within, and what objections take away."""

    floor: float
    ceilings: tuple[float, ...]
    feeds: tuple[_Feed, ...]
    struck: Interval


def _find_inlet(graph: Graph, node: int, inside: set[int], held: list[Interval], flat: Interval) -> _Inlet:
    floor, ceilings, feeds = 0.0, [], []
    if graph.nodes[node].basis != "reasons":  # a leaf can be in a loop through an objection; its own value enters from outside
        value = carry_leaf(graph, node, flat)
        floor, ceilings = value.low, [value.high]
    for step, struck in zip(graph.steps_to[node], _strike_steps(graph, node, held, flat), strict=True):
        line = graph.steps[step]
        within = tuple(premise for premise in line.premises if premise in inside)
        if within:
            outside = [held[premise] for premise in line.premises if premise not in inside]
            cap = min([premise.high for premise in outside], default=1.0)
            feeds.append(_Feed(within, tuple(premise.low for premise in outside), cap, take(line.strength, flat), struck))
        else:
            value = withhold(deliver(line, held, flat), struck)
            floor = max(floor, value.low)
            ceilings.append(value.high)
    struck = support([deliver(graph.objections[at], held, flat) for at in graph.objections_to[node]])
    return _Inlet(floor, tuple(ceilings), tuple(feeds), struck)


def _recompute(inlet: _Inlet, lows: dict[int, float], highs: dict[int, float]) -> tuple[float, float]:
    """Floor and ceiling of a point of a loop from the present ones of the others: `compute_node` on plain numbers."""
    floor, ceilings = inlet.floor, list(inlet.ceilings)
    for within, outside, cap, (weakest, firmest), (least, most) in inlet.feeds:
        low, high = lows[within[0]], min(cap, highs[within[0]])
        if outside or len(within) > 1:
            low = secure([*outside, *[lows[premise] for premise in within]])
            high = min(high, *[highs[premise] for premise in within])
        floor = max(floor, weakest * low - most)
        ceilings.append(min(firmest * high, 1.0 - least))
    total = fsum(ceilings) if len(ceilings) > 1 else ceilings[0]
    return max(0.0, floor - inlet.struck.high), min(1.0, total, 1.0 - inlet.struck.low)
