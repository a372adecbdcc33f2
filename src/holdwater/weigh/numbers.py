"""A weighing with numbers: posteriors over the draws, what carries them, where they would tip, and what to look for (CALCULUS 3 to 6)."""

from collections.abc import Callable, Sequence

from holdwater.case.index import Index
from holdwater.credence.network import TooWide
from holdwater.typed import NamedTuple
from holdwater.weigh.assemble import assemble
from holdwater.weigh.assume_numbers import extend_assumptions
from holdwater.weigh.bands import Refusal
from holdwater.weigh.compile import compile_case
from holdwater.weigh.draws import Readers, Sampler
from holdwater.weigh.graph import Graph
from holdwater.weigh.harvest import FEWEST, Circuit, Executor, connect, gather
from holdwater.weigh.keep import Keeper
from holdwater.weigh.leading import Race, start_races
from holdwater.weigh.model import Model
from holdwater.weigh.reach import reach
from holdwater.weigh.tipping import find_tippings
from holdwater.weigh.types import Weighing

LIMIT = 500_000
"""The most entries that one table may have; a case that needs more gets no posteriors, and is told which points hang together."""

MOST = 10 * LIMIT
"""The most entries that all tables together may have: minutes for 2,000 draws."""

BLOCK_BYTES = 72 << 20
"""What the tables and derivatives of one block of draws may take, as long as a block has `NARROWEST` draws."""

NARROWEST, WIDEST = 64, 1024

Progress = Callable[[int, int], None]


def weigh_numbers(
    index: Index,
    weighing: Weighing,
    graph: Graph,
    *,
    seed: int = 0,
    draws: int = 2000,
    progress: Progress | None = None,
    block: int | None = None,
    executor: Executor | None = None,
    limit: int = LIMIT,
) -> Weighing:
    """The weighing with all that needs numbers; with `refused` instead where the points hang together too closely.

    Each draw is worked out exactly. The same for any size of block: `block` is how many draws are worked on at a time (None: as many as
    fit). executor: as in `credence.network.sweep`; by itself numba where it is installed and the job would take numpy seconds. Of a smaller
    job, and with "numpy", the bytes are the same wherever it runs; the executors agree to 1e-12.
    """
    drawn = draw_all(index, graph, seed=seed, draws=draws, progress=progress, block=block, executor=executor, limit=limit)
    if isinstance(drawn, Refusal):
        return weighing._replace(seed=seed, draws=draws, refused=drawn)
    tippings = find_tippings(drawn.circuit, drawn.races)
    ends = reach(drawn.circuit, drawn.sampler, drawn.kept) if drawn.readers is None else {}
    assumed = extend_assumptions(weighing.assumptions, index, graph, drawn.circuit.model)
    return assemble(index, weighing, drawn.circuit, drawn.kept, tippings, ends)._replace(seed=seed, draws=draws, assumptions=assumed)


class Drawn(NamedTuple):
    """Everything that was drawn, and what it was drawn with."""

    circuit: Circuit
    sampler: Sampler
    races: list[Race]
    readers: Readers | None
    kept: Keeper


def draw_all(
    index: Index,
    graph: Graph,
    *,
    seed: int = 0,
    draws: int = 2000,
    progress: Progress | None = None,
    block: int | None = None,
    executor: Executor | None = None,
    limit: int = LIMIT,
) -> Drawn | Refusal:
    """All draws of a case, worked out and kept; or why not, where its points hang together too closely."""
    if draws < 1:
        raise ValueError(f"draws is at least 1; got {draws}")
    model = compile_case(index, graph)
    try:
        circuit = connect(model, limit)
    except TooWide as wide:
        return Refusal(_name_cluster(model, wide.cluster), wide.entries, wide.limit)
    if circuit.plan.starts[-1] > max(MOST, limit):
        return Refusal(_name_cluster(model, max(circuit.plan.cliques, key=len)), circuit.plan.starts[-1], max(MOST, limit))
    readers = _load_readers(index, model)
    sampler = Sampler(model, seed, readers)
    races = start_races(index, graph, circuit, seed, readers, limit)
    kept = Keeper(model, draws)
    size = block or _choose_block(circuit)
    if executor is None:
        executor = _choose_executor(circuit, draws)
    for first in range(0, draws, size):
        count = min(size, draws - first)
        values = sampler.draw(first, max(count, FEWEST))
        found = gather(circuit, values, executor=executor)
        kept.keep(first, count, values, found, [race.lead(one, first, executor) for race, one in zip(races, found.posteriors, strict=True)])
        if progress:
            progress(first + count, draws)
    return Drawn(circuit, sampler, races, readers, kept)


def _choose_executor(circuit: Circuit, draws: int) -> Executor:
    """By the size of the job and what is installed alone, so that a case weighed twice gives the same bytes."""
    from holdwater.credence.network.numba_tape import WORTH_LOADING, is_there

    return "numba" if circuit.plan.starts[-1] * float(draws) > WORTH_LOADING and is_there() else "numpy"


def _choose_block(circuit: Circuit) -> int:
    most = max((len(asked.hypotheses) for asked in circuit.model.questions), default=1)
    return max(NARROWEST, min(WIDEST, BLOCK_BYTES // (8 * circuit.plan.rows * (most + 2) + 1)))


def _name_cluster(model: Model, cluster: Sequence[int]) -> tuple[str, ...]:
    """The points of a cluster of variables; those made for a point stand for it."""
    points = {one.id for one in model.points}
    named = dict.fromkeys(model.draft.owners[variable] for variable in cluster)
    return tuple(id for id in named if id in points) or tuple(named)


def _load_readers(index: Index, model: Model) -> Readers | None:
    if index.words.scale.name != "readers":
        return None
    from holdwater.weigh.readers import load_readers

    return load_readers(index.words, model)
