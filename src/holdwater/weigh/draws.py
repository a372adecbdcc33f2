"""Values of parameters, one column a draw, and tables of a network filled with them."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from holdwater.weigh.draft import Entry
from holdwater.weigh.model import Model

Array = NDArray[np.float64]


class Filling(NamedTuple):
    """Entries as arrays. const: of every row. live: the rows that are not constant: `const + coef * values[first] * values[second]`.

    double: the places in `live` whose second parameter is not the constant 1.
    """

    const: Array
    live: NDArray[np.intp]
    coef: Array
    first: NDArray[np.intp]
    second: NDArray[np.intp]
    double: NDArray[np.intp]


def arrange(entries: Sequence[Entry]) -> Filling:
    const = np.array([entry.const for entry in entries], float)
    live = [row for row, entry in enumerate(entries) if entry.coef]
    coef = np.array([entries[row].coef for row in live], float)
    first = np.array([entries[row].first for row in live], np.intp)
    second = np.array([entries[row].second for row in live], np.intp)
    return Filling(const, np.array(live, np.intp), coef, first, second, second.nonzero()[0])


def fill(filling: Filling, values: Array) -> Array:
    """Table entries, shape (rows, draws), from values of shape (values, draws)."""
    rows = np.empty((len(filling.const), values.shape[1]))
    rows[:] = filling.const[:, None]
    moving = values[filling.first]
    moving[filling.double] *= values[filling.second[filling.double]]
    moving *= filling.coef[:, None]
    rows[filling.live] += moving
    return rows


def share_priors(stated: Sequence[Sequence[float] | Array | None]) -> list[Array]:
    """The normalised priors of one question, each of shape (draws,): the unstated share what the stated leave, then all add up to 1.

    stated: at least one hypothesis; None where no prior was stated. An unstated one gets at least 1/(10 K) among K; all zero means equal.

    >>> [float(share[0]) for share in share_priors([[0.5], None, None])]
    [0.5, 0.25, 0.25]
    """
    known = [np.asarray(one, float) for one in stated if one is not None]
    count, unstated = len(stated), sum(one is None for one in stated)
    total = sum(known[1:], known[0]) if known else np.zeros(1)
    share = np.maximum((1.0 - total) / max(unstated, 1), 1.0 / (10 * count))
    shares = [share if one is None else np.asarray(one, float) for one in stated]
    whole = sum(shares[1:], shares[0])
    none = whole <= 0
    whole = np.where(none, 1.0, whole)
    return [np.where(none, 1.0 / count, one / whole) for one in shares]


def complete(model: Model, values: Array) -> Array:
    """Write the normalised priors under the parameters; `values` has shape (values, draws) and is changed in place."""
    for asked in model.questions:
        shares = share_priors([values[number] if number >= 0 else None for number in asked.priors.stated])
        for row, share in zip(asked.priors.shares, shares, strict=True):
            values[row] = share
    return values


def ends(model: Model) -> tuple[Array, Array]:
    """Lower and upper ends of all parameters, each of shape (parameters,)."""
    low = np.array([one.interval.low for one in model.parameters])
    return low, np.array([one.interval.high for one in model.parameters])


def take_middles(model: Model) -> Array:
    """Every parameter at its mid-point: one column, shape (values, 1)."""
    low, high = ends(model)
    values = np.empty((model.values, 1))
    values[: len(low), 0] = (low + high) / 2
    return complete(model, values)


class Readers(Protocol):
    """Reads words as the people of a survey do; see `readers.py`."""

    def read(self, values: Array, first: int, seed: int) -> None:
        """Replace the values of parameters that are words, (values, draws) from draw `first` on, by what one person a draw makes of them."""


class Sampler:
    """Draws values of the parameters of a model: uniform on each interval, keyed by seed, name and draw.

    readers: the survey, where the words are read as its readers do; then each draw is one person and a word has that person's reading.
    """

    __slots__ = ("_high", "_keys", "_low", "_model", "_readers", "_seed")

    def __init__(self, model: Model, seed: int, readers: Readers | None = None) -> None:
        from holdwater.weigh.parameters import hash_name

        self._model, self._seed, self._readers = model, seed, readers
        self._low, self._high = ends(model)
        names = [one.key for one in model.parameters[1:]]
        self._keys = np.array([hash_name(name) for name in names], np.uint64)

    def draw(self, first: int, draws: int) -> Array:
        """Values, shape (values, draws), of draws `first` and following. The same whatever else is drawn together with them."""
        from holdwater.credence.network import uniforms

        values = np.empty((self._model.values, draws))
        count = len(self._low)
        values[0] = 1.0
        if count > 1:
            values[1:count] = uniforms(self._keys, first, draws, self._seed)
            values[1:count] *= (self._high - self._low)[1:, None]
            values[1:count] += self._low[1:, None]
            np.minimum(values[1:count], self._high[1:, None], out=values[1:count])
            if self._readers is not None:
                self._readers.read(values, first, self._seed)
        return complete(self._model, values)
