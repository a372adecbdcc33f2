"""The two loops that numba compiles. Every operation works on one row of draws; kinds are those of `tape.py`.

Nothing is reordered or contracted, so the numbers are those of the same operations anywhere else.
"""

from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network.tape import (
    ADD,
    COPY,
    MULTIPLY,
    MULTIPLY_ADD,
    PASS,
    PASS_NEW,
    PLUS,
    RESCALE,
    SCALE,
    TO_LEFT,
    TO_LEFT_NEW,
    TWICE,
)

numba: Any = import_module("numba")
Array = NDArray[np.float64]
WIDTH = 64


def compile_loop(loop: Any) -> Any:
    """The loop, compiled at its first call and kept for the next process; where nothing can be kept, compiled each time."""
    try:
        return numba.njit(cache=True, nogil=True, error_model="numpy")(loop)
    except RuntimeError:
        return numba.njit(nogil=True, error_model="numpy")(loop)


@compile_loop
def forward(tape: NDArray[np.int32], start: int, values: Array, scales: Array, exponents: NDArray[np.int64]) -> None:
    """Run the forward tape over one block. values, scales: (rows, WIDTH); exponents: (WIDTH,), the powers of 2 taken out.

    From `start` 0 everything is computed; from a later one scales and exponents stay what they are.
    """
    if start == 0:
        exponents[:] = 0
    largest = np.empty(WIDTH)
    bits = largest.view(np.int64)
    for at in range(start, len(tape)):
        kind, r, a, b, c, d = tape[at, 0], tape[at, 1], tape[at, 2], tape[at, 3], tape[at, 4], tape[at, 5]
        if kind == TWICE:
            for i in range(WIDTH):
                values[r, i] = values[a, i] * values[b, i] + values[c, i] * values[d, i]
        elif kind == MULTIPLY:
            for i in range(WIDTH):
                values[r, i] = values[a, i] * values[b, i]
        elif kind == MULTIPLY_ADD:
            for i in range(WIDTH):
                values[r, i] += values[a, i] * values[b, i]
        elif kind == ADD:
            for i in range(WIDTH):
                values[r, i] = values[a, i] + values[b, i]
        elif kind == PLUS:
            for i in range(WIDTH):
                values[r, i] += values[a, i]
        elif kind == COPY:
            for i in range(WIDTH):
                values[r, i] = values[a, i]
        elif kind == RESCALE:
            if start == 0:
                for i in range(WIDTH):
                    largest[i] = values[r, i]
                for row in range(r + 1, r + a):
                    for i in range(WIDTH):
                        largest[i] = max(largest[i], values[row, i])
                for i in range(WIDTH):
                    power = (bits[i] >> 52) - 1023
                    power = 0 if power == -1023 else min(power, 1022)
                    exponents[i] += power
                    bits[i] = (1023 - power) << 52
                for i in range(WIDTH):
                    scales[b, i] = largest[i]
            for row in range(r, r + a):
                for i in range(WIDTH):
                    values[row, i] *= scales[b, i]


@compile_loop
def backward(tape: NDArray[np.int32], start: int, stop: int, values: Array, slots: Array, scales: Array) -> None:
    """Run part of the backward tape over one block. slots: (rows, WIDTH), derivatives."""
    for at in range(start, stop):
        kind, r, a, b = tape[at, 0], tape[at, 1], tape[at, 2], tape[at, 3]
        if kind == TO_LEFT:
            for i in range(WIDTH):
                slots[r, i] += slots[a, i] * values[b, i]
        elif kind == TO_LEFT_NEW:
            for i in range(WIDTH):
                slots[r, i] = slots[a, i] * values[b, i]
        elif kind == PASS:
            for i in range(WIDTH):
                slots[r, i] += slots[a, i]
        elif kind == PASS_NEW:
            for i in range(WIDTH):
                slots[r, i] = slots[a, i]
        elif kind == SCALE:
            for i in range(WIDTH):
                slots[r, i] *= scales[a, i]
