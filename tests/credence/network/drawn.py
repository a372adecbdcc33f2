"""Random networks for laws: any tables over up to six variables, with zeros, single states, single numbers and parts that nothing joins."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from holdwater.credence.network import Shape
from tests.credence.network.enumeration import count_rows


class Drawn(NamedTuple):
    shape: Shape
    theta: NDArray[np.float64]
    last: tuple[int, ...]
    fixed: tuple[float | None, ...]


@st.composite
def networks(draw: st.DrawFn, *, draws: int = 4) -> Drawn:
    count = draw(st.integers(0, 6))
    states = tuple(draw(st.sampled_from([1, 2, 2, 2, 3])) for _ in range(count))
    names = st.lists(st.integers(0, count - 1), max_size=3, unique=True).map(tuple) if count else st.just(())
    scopes: tuple[tuple[int, ...], ...] = tuple(draw(st.lists(names, max_size=8)))
    shape = Shape(states, scopes)
    rows = count_rows(shape)
    chance = np.random.default_rng(draw(st.integers(0, 1 << 30)))
    theta = chance.random((rows, draws)) * draw(st.sampled_from([1.0, 1.0, 1e-6, 1e9]))
    theta[chance.random((rows, draws)) < draw(st.sampled_from([0.0, 0.2, 0.6]))] = 0.0
    fixed: tuple[float | None, ...] = ()
    if draw(st.booleans()):
        kinds = (None, None, 0.0, 1.0)
        fixed = tuple(kinds[kind] for kind in chance.integers(0, 4, rows))
        for row, value in enumerate(fixed):
            if value is not None:
                theta[row] = value
    last = draw(st.lists(st.integers(0, count - 1), max_size=2, unique=True)) if count else []
    return Drawn(shape, theta, tuple(last), fixed)
