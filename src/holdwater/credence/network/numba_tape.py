"""The compiled executor: the tape of a plan run by one numba kernel, on blocks of draws of one fixed width. numba is loaded at the first use."""

import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network.plan import Plan, write_states

if TYPE_CHECKING:
    from holdwater.credence.network.sweeps import Sweep

Array = NDArray[np.float64]

WIDTH = 64
"""Draws in one block: one width, so that one kernel is compiled, once."""

WORTH_LOADING = 1.5e8
"""Rows times draws, all sweeps together, from which loading numba pays: about two seconds of the numpy executor."""

WORTH_WRITING = 1e7
"""The same where numba is loaded, for the time that writing a tape takes; a plan that has its tape uses it."""


def choose_executor(plan: Plan, draws: int) -> Literal["numpy", "numba"]:
    """The faster executor for so many draws (those of all sweeps that are to come). A job of two seconds never waits for numba to load."""
    work = plan.starts[-1] * float(draws)
    if "tape" in vars(plan):
        return "numba"
    if "holdwater.credence.network.kernel" in sys.modules:
        return "numba" if work > WORTH_WRITING else "numpy"
    return "numba" if work > WORTH_LOADING and is_there() else "numpy"


@lru_cache(maxsize=1)
def is_there() -> bool:
    """Whether numba is installed."""
    from importlib.util import find_spec

    return find_spec("numba") is not None


def run(plan: Plan, theta: Array, clamps: Sequence[tuple[int, int]], found: "Sequence[Sweep]") -> None:
    """Fill in `found`, one for each pair of a variable of `plan.last` and a state to hold it at; (-1, -1) holds nothing."""
    from holdwater.credence.network import kernel

    forward: Callable[..., Any] = kernel.forward
    backward: Callable[..., Any] = kernel.backward
    tape = plan.tape
    given = plan.starts[len(plan.shape.scopes) + len(plan.last)]
    gradients = found[0].gradient is not None
    held = tape.holds.get(clamps[0][0])
    values = np.empty((tape.values, WIDTH))
    values[given] = 1.0
    values[given + 1] = 0.0
    slots = np.zeros((tape.slots if gradients else 0, WIDTH))
    if gradients and tape.result < given:
        slots[tape.result] = 1.0
    scales = np.empty((tape.scales, WIDTH))
    exponents = np.empty(WIDTH, np.int64)

    def compute(first: int, last: int, again: bool) -> None:
        forward(tape.forward[first:last], tape.pairs, values, scales, exponents, again)

    for start in range(0, theta.shape[1], WIDTH):
        part = slice(start, min(theta.shape[1], start + WIDTH))
        width = part.stop - start
        values[: plan.rows, :width] = theta[:, part]
        values[: plan.rows, width:] = theta[:, part.stop - 1 : part.stop]
        for turn, ((variable, state), one) in enumerate(zip(clamps, found, strict=True)):
            if held is not None and not turn:
                write_states(plan, values, -1, 0)
                compute(0, len(tape.forward), False)
            write_states(plan, values, variable, state)
            if held is not None:
                compute(*held, True)
                compute(tape.tail, len(tape.forward), True)
            else:
                compute(0, len(tape.forward), False)
            one.z[part] = values[tape.result, :width]
            one.log_scale[part] += exponents[:width] * log(2.0)
            if one.gradient is not None:
                backward(tape.backward, tape.back_pairs, values, slots, scales)
                one.gradient[:, part] = slots[: plan.rows, :width]
