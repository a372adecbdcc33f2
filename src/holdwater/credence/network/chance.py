"""Numbers by chance that depend on their name alone: which seed, which parameter, which draw; never on what else is drawn, or when.

A counter is scrambled instead of a state being carried on. The scrambler is the last step of SplitMix64: G. L. Steele, D. Lea and C. H. Flood,
Fast splittable pseudorandom number generators, 2014, with the constants of variant 13 of D. Stafford. It is applied to the key, to the seed
and to the draw in turn.
"""

import numpy as np
from numpy.typing import NDArray

from holdwater.typed import Literal

_STRIDE = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_30, _27, _31, _11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_AT_ONCE = 1 << 14
"""Numbers scrambled at a time, so that they stay in the cache."""


def uniforms(
    keys: NDArray[np.uint64], first_draw: int, draws: int, seed: int, *, executor: Literal["numpy", "numba"] = "numpy"
) -> NDArray[np.float64]:
    """Uniform numbers in [0, 1), (parameters, draws): that of a key and a draw is the same in whatever block it is asked for.

    keys: (parameters,), uint64. Multiples of 2^-53. Both executors give the same bits.

    >>> whole = uniforms(np.array([7, 8], np.uint64), 0, 4, seed=0)
    >>> bool((uniforms(np.array([8], np.uint64), 2, 2, seed=0) == whole[1:, 2:]).all())
    True
    """
    starts = start_streams(keys, seed)
    out = np.empty((len(keys), draws))
    if executor == "numba":
        from holdwater.credence.network.kernel import fill_uniforms

        fill_uniforms(starts, first_draw, out)
        return out
    counters = np.arange(first_draw + 1, first_draw + draws + 1, dtype=np.uint64) * _STRIDE
    each = max(1, _AT_ONCE // max(1, draws))
    for row in range(0, len(keys), each):
        mixed = starts[row : row + each, None] + counters
        _scramble(mixed, np.empty_like(mixed))
        mixed >>= _11
        np.multiply(mixed, 2.0**-53, out=out[row : row + each])
    return out


def start_streams(keys: NDArray[np.uint64], seed: int) -> NDArray[np.uint64]:
    """Where the counter of each key begins under a seed."""
    mixed = np.array(keys, dtype=np.uint64)
    room = np.empty_like(mixed)
    mixed += _STRIDE
    _scramble(mixed, room)
    mixed += np.array([(seed * int(_STRIDE) + 1) & 0xFFFFFFFFFFFFFFFF], dtype=np.uint64)
    _scramble(mixed, room)
    return mixed


def _scramble(mixed: NDArray[np.uint64], room: NDArray[np.uint64]) -> None:
    np.right_shift(mixed, _30, out=room)
    mixed ^= room
    mixed *= _FIRST
    np.right_shift(mixed, _27, out=room)
    mixed ^= room
    mixed *= _SECOND
    np.right_shift(mixed, _31, out=room)
    mixed ^= room
