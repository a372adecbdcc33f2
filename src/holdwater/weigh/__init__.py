"""Weighing: an `Index` in, a `Weighing` out: what each point says and what its reasons hold. Read `graph.py` first, then `bounds.py`.

With numbers, also the posteriors of rival hypotheses as bands, and what carries them: `model.py`, `numbers.py`, `weights.py`; the nouns of these
are in `bands.py`. The package can be called: `holdwater.weigh(case)`.
"""

import sys
from types import ModuleType

from holdwater.case.index import Index
from holdwater.case.types import Case
from holdwater.lexicon import load_words
from holdwater.weigh.run import weigh
from holdwater.weigh.types import Assumption, LeftOut, Weighed, WeighedHypothesis, WeighedQuestion, Weighing

__all__ = ["Assumption", "LeftOut", "Weighed", "WeighedHypothesis", "WeighedQuestion", "Weighing", "weigh", "weigh_case"]


def weigh_case(
    case: Case | Index,
    *,
    words: str | None = None,
    as_of: str | None = None,
    numbers: bool = True,
    tight: bool = True,
    seed: int = 0,
    draws: int = 2000,
) -> Weighing:
    """A case with all its numbers: said and held, exact bounds, posteriors of hypotheses, points and sources, and what carries them.

    words, as_of: in place of those of the case. numbers: posteriors, from so many draws with that seed. tight: exact bounds. The same case,
    seed and draws give the same bytes. Raises KeyError for an unknown word list.
    """
    if isinstance(case, Index) and words is None and as_of is None:
        return weigh(case, numbers=numbers, tight=tight, seed=seed, draws=draws)
    plain = case.case if isinstance(case, Index) else case
    plain = plain._replace(words=words or plain.words, as_of=as_of or plain.as_of)
    return weigh(Index(plain, load_words(words) if words is not None else None), numbers=numbers, tight=tight, seed=seed, draws=draws)


class _Room(ModuleType):
    """This package: a stage of the walk has the name of its verb, so `holdwater.weigh` is both (docs/decisions/callable-stages.md)."""

    def __call__(self, case: Case | Index, **options: object) -> Weighing:
        return weigh_case(case, **options)  # type: ignore[arg-type]


sys.modules[__name__].__class__ = _Room
