"""The draws themselves, for who wants to look further than medians and bands."""

import numpy as np
from numpy.typing import NDArray

from holdwater.case.index import Index
from holdwater.case.types import Case
from holdwater.typed import NamedTuple
from holdwater.weigh.bands import Refusal
from holdwater.weigh.graph import build_graph, range_priors
from holdwater.weigh.numbers import draw_all
from holdwater.weigh.summary import Store

Array = NDArray[np.float64]


class Samples(NamedTuple):
    """Posteriors draw by draw: each array has shape (draws,), in the order of the draws, and cannot be written to.

    hypotheses, points, sources: by id, in [0, 1]; NaN in a draw in which the evidence is impossible (`possible` is False there). Draw 7 of one
    is draw 7 of every other, and of the same case with other evidence: what is untouched keeps its numbers.
    """

    seed: int
    possible: NDArray[np.bool_]
    hypotheses: dict[str, Array]
    points: dict[str, Array]
    sources: dict[str, Array]


def sample_case(case: Case | Index, *, seed: int = 0, draws: int = 2000) -> Samples | Refusal:
    """The posteriors of a case in each draw; or the refusal that says why there are none.

    >>> from holdwater.case.parse import parse
    >>> from holdwater.source import SourceText
    >>> text = "---\\nholdwater: 1\\n---\\n\\n## Hypotheses\\n\\n- **H1** It rained.\\n  - prior: likely\\n- **H2** It did not.\\n"
    >>> samples = sample_case(parse(SourceText("rain.md", text)).case, draws=500)
    >>> samples.hypotheses["H1"].shape, bool((samples.hypotheses["H1"] + samples.hypotheses["H2"]).round(12).min() == 1)
    ((500,), True)
    """
    index = case if isinstance(case, Index) else Index(case)
    drawn = draw_all(index, build_graph(index, range_priors(index.case, index.words)), seed=seed, draws=draws)
    if isinstance(drawn, Refusal):
        return drawn
    model, kept = drawn.circuit.model, drawn.kept
    possible = kept.possible.copy()
    possible.flags.writeable = False

    def by_id(ids: list[str], store: Store) -> dict[str, Array]:
        rows = np.asarray(store.rows)
        made = {}
        for id, row in zip(ids, rows, strict=True):
            values = np.where(possible, row, np.nan)
            values.flags.writeable = False
            made[id] = values
        return made

    hypotheses: dict[str, Array] = {}
    for asked, store in zip(model.questions, kept.posteriors, strict=True):
        hypotheses |= by_id(list(asked.hypotheses), store)
    return Samples(
        seed, possible, hypotheses, by_id([one.id for one in model.points], kept.points), by_id([one.id for one in model.speakers], kept.speakers)
    )
