"""The loops that numba compiles. Every operation makes one row of draws; kinds are those of `tape.py`.

Sums run from left to right and nothing is contracted, so the numbers are those of the same operations anywhere else.
"""

from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network.tape import ONES, RESCALE, SUM
from holdwater.typed import Any

numba: Any = import_module("numba")
Array = NDArray[np.float64]
Numbers = NDArray[np.uint32]
WIDTH = 64
"""Draws in one block: one width, so that one kernel is compiled, once."""


def compile_loop(loop: Any) -> Any:
    """The loop, compiled at its first call and kept for the next process; where nothing can be kept, compiled each time."""
    try:
        return numba.njit(cache=True, nogil=True, error_model="numpy")(loop)
    except RuntimeError:
        return numba.njit(nogil=True, error_model="numpy")(loop)


@compile_loop
def add_products(out: Array, pairs: Numbers, first: int, last: int, left: Array, right: Array) -> None:
    """out = the sum over some pairs of a row of `left` times a row of `right`."""
    at = first
    if last - first >= 4:
        a, b, c, d = left[pairs[at, 0]], right[pairs[at, 1]], left[pairs[at + 1, 0]], right[pairs[at + 1, 1]]
        e, f, g, h = left[pairs[at + 2, 0]], right[pairs[at + 2, 1]], left[pairs[at + 3, 0]], right[pairs[at + 3, 1]]
        for i in range(WIDTH):
            out[i] = a[i] * b[i] + c[i] * d[i] + e[i] * f[i] + g[i] * h[i]
        at += 4
    elif last - first >= 2:
        a, b, c, d = left[pairs[at, 0]], right[pairs[at, 1]], left[pairs[at + 1, 0]], right[pairs[at + 1, 1]]
        for i in range(WIDTH):
            out[i] = a[i] * b[i] + c[i] * d[i]
        at += 2
    elif last > first:
        a, b = left[pairs[at, 0]], right[pairs[at, 1]]
        for i in range(WIDTH):
            out[i] = a[i] * b[i]
        at += 1
    else:
        for i in range(WIDTH):
            out[i] = 0.0
    while at + 2 < last:
        a, b, c, d = left[pairs[at, 0]], right[pairs[at, 1]], left[pairs[at + 1, 0]], right[pairs[at + 1, 1]]
        e, f = left[pairs[at + 2, 0]], right[pairs[at + 2, 1]]
        for i in range(WIDTH):
            out[i] = out[i] + a[i] * b[i] + c[i] * d[i] + e[i] * f[i]
        at += 3
    while at < last:
        a, b = left[pairs[at, 0]], right[pairs[at, 1]]
        for i in range(WIDTH):
            out[i] += a[i] * b[i]
        at += 1


@compile_loop
def rescale(values: Array, first: int, stop: int, scale: Array, exponents: NDArray[np.int64]) -> None:
    """Divide rows first to stop by the power of 2 of their largest, which goes to `exponents`; its inverse becomes `scale`."""
    bits = scale.view(np.int64)
    for i in range(WIDTH):
        scale[i] = values[first, i]
    for row in range(first + 1, stop):
        for i in range(WIDTH):
            scale[i] = max(scale[i], values[row, i])
    for i in range(WIDTH):
        power = (bits[i] >> 52) - 1023
        power = 0 if power == -1023 else min(power, 1022)
        exponents[i] += power
        bits[i] = (1023 - power) << 52


@compile_loop
def forward(tape: Numbers, pairs: Numbers, values: Array, scales: Array, exponents: NDArray[np.int64], again: bool) -> None:
    """Run a part of the forward tape over one block. values, scales: (rows, WIDTH); exponents: (WIDTH,), the powers of 2 taken out.

    again: only some numbers changed; scales and exponents stay what they are.
    """
    if not again:
        exponents[:] = 0
    for at in range(len(tape)):
        kind, r, first, last = tape[at]
        if kind == SUM:
            add_products(values[r], pairs, first, last, values, values)
        else:
            scale = scales[last]
            if not again:
                rescale(values, r, first, scale, exponents)
            for row in range(r, first):
                for i in range(WIDTH):
                    values[row, i] *= scale[i]


@compile_loop
def backward(tape: Numbers, pairs: Numbers, values: Array, slots: Array, scales: Array) -> None:
    """Run the backward tape over one block. slots: (rows, WIDTH), derivatives."""
    for at in range(len(tape)):
        kind, r, first, last = tape[at]
        if kind == SUM:
            add_products(slots[r], pairs, first, last, slots, values)
        elif kind == RESCALE:
            for i in range(WIDTH):
                slots[r, i] *= scales[last, i]
        elif kind == ONES:
            for i in range(WIDTH):
                slots[r, i] = 1.0


@compile_loop
def run_blocks(
    theta: Array,
    tapes: tuple[Numbers, Numbers, Numbers, Numbers],
    room: tuple[Array, Array, Array, NDArray[np.int64]],
    held: tuple[int, int, int, int, int],
    z: Array,
    exponents: NDArray[np.int64],
    gradient: Array,
    result: int,
) -> None:
    """Every draw, block after block, into z and exponents, (states, draws), and gradient, (states, rows, draws) or empty.

    tapes: forward and its pairs, backward and its pairs. room: values, derivatives, scales, exponents of a block. held: first row of the table
    over the variable that is held (-1: none), its number of states, then what to run of the forward tape again for another state: from, to, and
    again from; no range where that is everything.
    """
    values, slots, scales, powers = room
    start, states, first, last, tail = held
    rows, draws = theta.shape
    for begin in range(0, draws, WIDTH):
        width = min(WIDTH, draws - begin)
        for row in range(rows):
            into, given = values[row], theta[row, begin : begin + width]
            for i in range(width):
                into[i] = given[i]
            for i in range(width, WIDTH):
                into[i] = given[width - 1]
        if start >= 0 and first < last:
            values[start : start + states] = 1.0
            forward(tapes[0], tapes[1], values, scales, powers, False)
        for state in range(len(z)):
            if start >= 0:
                values[start : start + states] = 0.0
                values[start + state] = 1.0
            if start >= 0 and first < last:
                forward(tapes[0][first:last], tapes[1], values, scales, powers, True)
                forward(tapes[0][tail:], tapes[1], values, scales, powers, True)
            else:
                forward(tapes[0], tapes[1], values, scales, powers, False)
            for i in range(width):
                z[state, begin + i] = values[result, i]
                exponents[state, begin + i] = powers[i]
            if gradient.shape[1]:
                backward(tapes[2], tapes[3], values, slots, scales)
                for row in range(rows):
                    out, found = gradient[state, row, begin : begin + width], slots[row]
                    for i in range(width):
                        out[i] = found[i]


@compile_loop
def fill_uniforms(starts: NDArray[np.uint64], first_draw: int, out: Array) -> None:
    """The compiled twin of `chance.uniforms`: out, (parameters, draws), from where the counter of each parameter starts."""
    stride = np.uint64(0x9E3779B97F4A7C15)
    for row in range(out.shape[0]):
        counter = starts[row] + np.uint64(first_draw) * stride
        for draw in range(out.shape[1]):
            mixed = counter + np.uint64(draw + 1) * stride
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            out[row, draw] = ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11)) * 2.0**-53
