"""Who leads: among the hypotheses that are examined, and never because cells are blank (CALCULUS section 5)."""

import numpy as np
from numpy.typing import NDArray

from holdwater.case.index import Index
from holdwater.credence.network import TooWide
from holdwater.typed import NamedTuple
from holdwater.weigh.compile import compile_case
from holdwater.weigh.draws import Array, Readers, Sampler
from holdwater.weigh.graph import Graph
from holdwater.weigh.harvest import FEWEST, TIE, Circuit, Executor, answer, connect
from holdwater.weigh.model import Asked


class Variant(NamedTuple):
    """The case with the rows left out in which some hypothesis is blank. circuit: None where it is too wide, so that nothing can be shown."""

    circuit: Circuit | None
    sampler: Sampler | None


class Race(NamedTuple):
    """A question and, for each hypothesis with blank cells that is examined, by its number, the variant in which it must lead, too."""

    number: int
    asked: Asked
    variants: dict[int, Variant]

    def lead(self, posterior: Array, first: int, executor: Executor) -> NDArray[np.intp]:
        """For each draw from `first` on the number of the hypothesis that leads; -1 for nobody."""
        leaders = pick(posterior, self.asked.examined)
        for at, variant in self.variants.items():
            if not (leaders == at).any():
                continue
            if variant.circuit is None or variant.sampler is None:
                leaders[leaders == at] = -1
                continue
            values = variant.sampler.draw(first, max(len(leaders), FEWEST))
            also = pick(answer(variant.circuit, values, executor=executor)[self.number], self.asked.examined)[: len(leaders)]
            leaders[(leaders == at) & (also != at)] = -1
        return leaders


def start_races(index: Index, graph: Graph, circuit: Circuit, seed: int, readers: Readers | None, limit: int) -> list[Race]:
    """One race for each question."""
    made: dict[frozenset[str], Variant] = {}
    races: list[Race] = []
    for number, asked in enumerate(circuit.model.questions):
        variants: dict[int, Variant] = {}
        for at, blanks in enumerate(asked.blanks):
            if not blanks or not asked.examined[at]:
                continue
            if blanks not in made:
                model = compile_case(index, graph, without_rows=blanks)
                try:
                    made[blanks] = Variant(connect(model, limit), Sampler(model, seed, readers))
                except TooWide:
                    made[blanks] = Variant(None, None)
            variants[at] = made[blanks]
        races.append(Race(number, asked, variants))
    return races


def pick(posterior: Array, examined: tuple[bool, ...]) -> NDArray[np.intp]:
    """For each draw the number of the examined hypothesis with the greatest posterior, (draws,); -1 for a tie, for none, and for NaN.

    >>> pick(np.array([[0.5, 0.2, 0.4], [0.3, 0.6, 0.4], [0.2, 0.2, 0.2]]), (True, True, True))
    array([ 0,  1, -1])
    """
    able = [at for at, one in enumerate(examined) if one]
    if not able:
        return np.full(posterior.shape[1], -1, np.intp)
    among = posterior[able]
    top = among.max(axis=0)
    alone = (among >= top * (1 - TIE)).sum(axis=0) == 1
    return np.where(alone & (top > 0), np.array(able, np.intp)[among.argmax(axis=0)], -1)
