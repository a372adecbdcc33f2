"""One weighing from one index."""

from collections.abc import Callable

from holdwater.case.index import Index
from holdwater.case.types import Case, Claim
from holdwater.credence import Interval
from holdwater.lexicon import Words
from holdwater.weigh.assume import list_assumptions
from holdwater.weigh.bounds import Holding, hold
from holdwater.weigh.graph import Graph, Node, build_graph, order_nodes, range_priors, read_degree
from holdwater.weigh.reports import has_reports
from holdwater.weigh.tell import Teller
from holdwater.weigh.types import Weighed, WeighedHypothesis, WeighedQuestion, Weighing

CERTAIN = Interval(1.0, 1.0)


def weigh(
    index: Index,
    *,
    tell: bool = True,
    bare: bool = False,
    tight: bool = False,
    numbers: bool = False,
    seed: int = 0,
    draws: int = 2000,
    progress: Callable[[int, int], None] | None = None,
) -> Weighing:
    """What every point of a case says, and what it holds by local bounds: sound, assuming no independence, and possibly loose.

    tell: whether the sentences that say how each number came about are made, too; without them they are empty.
    bare: said and held alone, in half the time, for those who look at nothing else: no sentences, origins, assumptions or questions.
    tight: exact bounds as well. numbers: posteriors as well, from so many draws with that seed; progress is told (done, all) draws.
    Same case, same numbers, whatever the order or numbering of its points. Without `tight` and `numbers` linear in the size of the case.
    """
    case, words = index.case, index.words
    priors = range_priors(case, words)
    graph = build_graph(index, priors)
    holding = hold(graph, words.flat)
    if bare:
        return Weighing(words.scale.name, _weigh_barely(graph, holding, words), (), (), as_of=case.as_of, left_out=graph.left_out)
    certain = hold(graph, CERTAIN)
    origins = count_origins(graph)
    teller = Teller(graph, holding, words)
    points: dict[str, Weighed] = {}
    for number, node in enumerate(graph.nodes[: graph.points]):
        if node.claim is None:
            continue
        silent_because = find_silence(node, node.claim, words)
        assumed = not node.own and not node.absent and not silent_because
        points[node.id] = Weighed(
            node.id,
            node.own.interval if node.own else words.flat if assumed else None,
            None if node.absent else holding.held[number],
            assumed,
            teller.tell_said(node, node.claim, silent_because) if tell else "",
            teller.tell_held(number) if tell else "",
            origins[number],
            None if node.absent else certain.held[number],
        )
    stated = {
        hypothesis.id: read_degree(hypothesis.prior, words)
        for question in reversed(case.questions)
        for hypothesis in reversed(question.hypotheses)
    }
    weighing = Weighing(
        words=words.scale.name,
        points=points,
        assumptions=list_assumptions(graph, words, [id for id, point in points.items() if point.said_assumed], priors, stated),
        loops=tuple(tuple(graph.nodes[node].id for node in graph.loops[first]) for first in sorted(graph.loops)),
        as_of=case.as_of,
        questions=_weigh_questions(case, words, priors, {id for id, point in points.items() if point.held is not None}),
        left_out=graph.left_out,
    )
    if tight:
        from holdwater.weigh.tight import tighten
        from holdwater.weigh.worlds import list_rivals

        exact = tighten(graph, words.flat, holding.held, list_rivals(case, graph, priors))
        narrow = {graph.nodes[number].id: interval for number, interval in exact.intervals.items()}
        narrowed = {id: point._replace(held_tight=narrow.get(id)) for id, point in weighing.points.items()}
        weighing = weighing._replace(points=narrowed, untight=exact.why_not)
    if numbers:
        from holdwater.weigh.numbers import weigh_numbers

        weighing = weigh_numbers(index, weighing, graph, seed=seed, draws=draws, progress=progress)
    return weighing


def _weigh_barely(graph: Graph, holding: Holding, words: Words) -> dict[str, Weighed]:
    points: dict[str, Weighed] = {}
    for node, held in zip(graph.nodes[: graph.points], holding.held, strict=False):
        if node.claim is not None:
            assumed = not node.own and not node.absent and not find_silence(node, node.claim, words)
            said = node.own.interval if node.own else words.flat if assumed else None
            points[node.id] = Weighed(node.id, said, None if node.absent else held, assumed, "", "", 0)
    return points


def find_silence(node: Node, claim: Claim, words: Words) -> str | None:
    """Why a point without a degree claims nothing of its own; None where it is taken to say flat, or has a degree.

    It does where one of its lines carries a degree, where someone reports or denies it, and where it is a hypothesis or an assumption.
    """
    if node.own:
        return None
    if any(read_degree(step.strength, words) for step in claim.because if not step.proposed):
        return "its lines carry the degree"
    if has_reports(claim):
        return "it is what others report"
    if claim.kind == "hypothesis":
        return "it is put forward as a hypothesis"
    return "it is put forward as an assumption" if claim.kind == "assumption" else None


def count_origins(graph: Graph) -> list[int]:
    """Distinct origins among the reports (not denials) of each point and of all points below it, through its steps.

    Each set is a row of bits, dropped as soon as no point above needs it.
    """
    order = graph.order
    if graph.unsecured:  # a loop that only an objection closes is none here
        order = order_nodes(graph.nodes, graph.steps)
    bits: dict[str, int] = {}
    counts = [0] * len(graph.nodes)
    waiting = [0] * len(graph.nodes)
    for line in graph.steps:
        for premise in line.premises:
            waiting[premise] += 1
    rows: dict[int, int] = {}
    for group in order:
        row = 0
        for node in group:
            for origin in graph.nodes[node].origins:
                row |= 1 << bits.setdefault(origin, len(bits))
            for step in graph.steps_to[node]:
                for premise in graph.steps[step].premises:
                    row |= rows.get(premise, 0)
                    waiting[premise] -= 1
                    if not waiting[premise]:
                        rows.pop(premise, None)
        for node in group:
            counts[node] = row.bit_count()
            if waiting[node]:
                rows[node] = row
    return counts


def _weigh_questions(case: Case, words: Words, priors: dict[str, Interval], present: set[str]) -> tuple[WeighedQuestion, ...]:
    cells = [cell for claim in case.claims if claim.id in present for cell in claim.rows]
    cells += [cell for indicator in case.watch for cell in indicator.rows]
    examined = {cell.hypothesis for cell in cells if not cell.proposed and read_degree(cell.degree, words)}
    return tuple(
        WeighedQuestion(
            question.id,
            tuple(
                WeighedHypothesis(hypothesis.id, priors[hypothesis.id], hypothesis.id in examined)
                for hypothesis in question.hypotheses
            ),
        )
        for question in case.questions
    )
