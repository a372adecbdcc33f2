"""The support graph of a case: points and hypotheses as numbered nodes, the lines between them, and an order to compute them in.

Only what counts is in it: no proposals, nothing absent at the as-of date, no line with a premise that does not exist.
"""

from collections.abc import Iterable, Mapping, Sequence

from holdwater.case.index import OPEN, Index, find_components
from holdwater.case.types import Case, Claim, Step
from holdwater.case.types import Degree as Written
from holdwater.credence import Interval
from holdwater.credence.bounds import ANYTHING
from holdwater.credence.priors import normalise
from holdwater.credence.testimony import believe
from holdwater.lexicon import Degree, Words
from holdwater.typed import Literal, NamedTuple
from holdwater.weigh.presence import find_absent
from holdwater.weigh.reports import Desk, Witness, has_reports
from holdwater.weigh.types import LeftOut

Basis = Literal["degree", "reports", "flat", "reasons", "prior", "absent"]


class Reading(NamedTuple):
    """A degree that a computation takes. interval: None means flat. degree: as understood, where it was written; None for a default."""

    interval: Interval | None
    degree: Degree | None


FLAT = Reading(None, None)
UNSAID = Reading(ANYTHING, None)


class Line(NamedTuple):
    """A step or an objection: node numbers of conclusion and premises (each once), and how strong it is."""

    conclusion: int
    premises: tuple[int, ...]
    strength: Reading


class Break(NamedTuple):
    """An undercutter: its node, and how surely a step fails when it is true."""

    undercutter: int
    strength: Reading


class Node(NamedTuple):
    """A point, or a hypothesis that some line uses. value: what a leaf or a hypothesis carries by itself, None for flat or for reasons.

    witnesses: whose reports make the value of a leaf. origins: where the reports of the point, not the denials, come from.
    """

    id: str
    basis: Basis
    value: Interval | None
    claim: Claim | None = None
    own: Degree | None = None
    witnesses: tuple[Witness, ...] = ()
    origins: frozenset[str] = frozenset()
    absent: str | None = None


class Graph(NamedTuple):
    """Nodes are points in document order, then hypotheses. `steps_to`, `objections_to`: line numbers by node.

    `breaks_all`: the undercutters of every step to a node; `breaks`: of one step alone, by its number (steps from the same premises share).

    `order`: groups of nodes, each after all that it rests on; a group of several, or of one that rests on itself, is a loop and is in
    `loops` under its first node. `unsecured`: the loops in which an objection or undercutter was left out.
    """

    nodes: tuple[Node, ...]
    points: int
    steps: tuple[Line, ...]
    objections: tuple[Line, ...]
    steps_to: tuple[tuple[int, ...], ...]
    objections_to: tuple[tuple[int, ...], ...]
    breaks_all: dict[int, tuple[Break, ...]]
    breaks: dict[int, tuple[Break, ...]]
    order: tuple[tuple[int, ...], ...]
    loops: dict[int, tuple[int, ...]]
    unsecured: frozenset[int]
    left_out: tuple[LeftOut, ...]


def read_degree(written: Written | None, words: Words) -> Degree | None:
    """A degree as written, understood; None where there is none or no list knows it."""
    if written is None:
        return None
    return OPEN if written.term.strip().casefold() == "open" else words.degree(written.term)


def range_priors(case: Case, words: Words) -> dict[str, Interval]:
    """The range of the normalised prior of every hypothesis, by id."""
    ranges: dict[str, Interval] = {}
    for question in case.questions:
        rivals = question.hypotheses
        degrees = [read_degree(hypothesis.prior, words) for hypothesis in rivals]
        for hypothesis, prior in zip(rivals, normalise([degree.interval if degree else None for degree in degrees]), strict=True):
            ranges.setdefault(hypothesis.id, prior)
    return ranges


def build_graph(index: Index, priors: Mapping[str, Interval]) -> Graph:
    """The graph of what counts in the case, with everything that was left out."""
    words, claims = index.words, index.claims
    absent = find_absent(index.case, claims)
    desk = Desk(index.sources, index.origin, words)
    nodes = [_read_point(claim, absent.get(claim.id), words, desk) for claim in claims.values()]
    numbers = {node.id: number for number, node in enumerate(nodes)}
    points = len(nodes)
    left_out: list[LeftOut] = []

    def number_premises(premises: Sequence[str], point: str, line: str) -> tuple[int, ...] | None:
        found: dict[int, None] = {}
        for id in premises:
            if id not in numbers and id in priors:
                numbers[id] = len(nodes)
                nodes.append(Node(id, "prior", priors[id]))
            why = absent.get(id) or (None if id in numbers else "no point or hypothesis of this case")
            if why:
                left_out.append(LeftOut(point, line, tuple(premises), f"({id}) is {why}"))
                return None
            found[numbers[id]] = None
        return tuple(found)

    steps: list[Line] = []
    objections: list[Line] = []
    step_numbers: dict[tuple[int, frozenset[int]], list[int]] = {}
    steps_to: dict[int, list[int]] = {}
    for number in range(points):
        node = nodes[number]
        claim = node.claim
        if claim is None or node.absent:
            continue
        own = Reading(node.own.interval, node.own) if node.own else FLAT
        for step in _used(claim.because):
            premises = number_premises(step.premises, claim.id, "step")
            if premises:
                steps_to.setdefault(number, []).append(len(steps))
                step_numbers.setdefault((number, frozenset(premises)), []).append(len(steps))
                steps.append(Line(number, premises, _read_strength(step.strength, words, own)))
        for step in _used(claim.against):
            premises = number_premises(step.premises, claim.id, "objection")
            if premises:
                objections.append(Line(number, premises, _read_strength(step.strength, words, UNSAID)))

    breaks: list[tuple[int, frozenset[int] | None, Break]] = []
    for number in range(points):
        node = nodes[number]
        for undercut in node.claim.undercuts if node.claim and not node.absent else ():
            target = numbers.get(undercut.target)
            if undercut.proposed or target is None:
                continue
            premises_cut = None if undercut.premises is None else frozenset(numbers.get(id, -1) for id in undercut.premises)
            if target in steps_to if premises_cut is None else (target, premises_cut) in step_numbers:
                breaks.append((target, premises_cut, Break(number, _read_strength(undercut.strength, words, FLAT))))

    order = order_nodes(nodes, (*steps, *objections), [(target, one.undercutter) for target, _, one in breaks])
    selves = {line.conclusion for line in (*steps, *objections) if line.conclusion in line.premises}
    selves.update(target for target, _, one in breaks if target == one.undercutter)
    loops = {group[0]: group for group in order if len(group) > 1 or group[0] in selves}
    loop_of = {node: first for first, group in loops.items() for node in group}

    unsecured: set[int] = set()
    objections_to: list[list[int]] = [[] for _ in nodes]
    for at, line in enumerate(objections):
        loop = loop_of.get(line.conclusion)
        if loop is not None and any(loop_of.get(premise) == loop for premise in line.premises):
            unsecured.add(loop)
            by = tuple(nodes[premise].id for premise in line.premises)
            left_out.append(LeftOut(nodes[line.conclusion].id, "objection", by, "it is part of a loop"))
        else:
            objections_to[line.conclusion].append(at)
    breaks_all: dict[int, list[Break]] = {}
    breaks_some: dict[tuple[int, frozenset[int]], list[Break]] = {}
    for target, premises_cut, one in breaks:
        loop = loop_of.get(target)
        if loop is not None and loop_of.get(one.undercutter) == loop:
            unsecured.add(loop)
            left_out.append(LeftOut(nodes[target].id, "undercutter", (nodes[one.undercutter].id,), "it is part of a loop"))
        elif premises_cut is None:
            breaks_all.setdefault(target, []).append(one)
        else:
            breaks_some.setdefault((target, premises_cut), []).append(one)

    return Graph(
        nodes=tuple(nodes),
        points=points,
        steps=tuple(steps),
        objections=tuple(objections),
        steps_to=tuple(tuple(steps_to.get(number, ())) for number in range(len(nodes))),
        objections_to=tuple(map(tuple, objections_to)),
        breaks_all={target: tuple(found) for target, found in breaks_all.items()},
        breaks={step: shared for key, found in breaks_some.items() for shared in (tuple(found),) for step in step_numbers[key]},
        order=order,
        loops=loops,
        unsecured=frozenset(unsecured),
        left_out=tuple(left_out),
    )


def order_nodes(nodes: Sequence[Node], lines: Iterable[Line], more: Iterable[tuple[int, int]] = ()) -> tuple[tuple[int, ...], ...]:
    """Groups of nodes that rest on one another, each after all that it rests on. `more`: further pairs of a node and one that it rests on."""
    below: dict[str, list[str]] = {}
    for line in lines:
        below.setdefault(nodes[line.conclusion].id, []).extend(nodes[premise].id for premise in line.premises)
    for above, under in more:
        below.setdefault(nodes[above].id, []).append(nodes[under].id)
    numbers = {node.id: number for number, node in enumerate(nodes)}
    return tuple(tuple(sorted(numbers[id] for id in group)) for group in find_components(numbers, below))


def _used(steps: tuple[Step, ...]) -> list[Step]:
    return [step for step in steps if step.premises and not step.proposed]


def _read_strength(written: Written | None, words: Words, default: Reading) -> Reading:
    degree = read_degree(written, words)
    return Reading(degree.interval, degree) if degree else default


def _read_point(claim: Claim, why_absent: str | None, words: Words, desk: Desk) -> Node:
    """A point as a node: its own degree, and the value that it carries if it is a leaf."""
    if why_absent:
        return Node(claim.id, "absent", None, claim, absent=why_absent)
    own = OPEN if claim.open else read_degree(claim.degree, words)
    origins = desk.origins(claim)
    if _used(claim.because):
        return Node(claim.id, "reasons", None, claim, own, origins=origins)
    if own:
        return Node(claim.id, "degree", own.interval, claim, own, origins=origins)
    if has_reports(claim):
        witnesses = desk.witnesses(claim)
        return Node(claim.id, "reports", believe([witness.account for witness in witnesses]), claim, None, witnesses, origins)
    return Node(claim.id, "flat", None, claim)
