"""The compiled executor: the tape of a plan run by one numba kernel, on blocks of draws of one fixed width. numba is loaded at the first use."""

import sys
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network.plan import Plan
from holdwater.typed import Literal

Array = NDArray[np.float64]
Integers = NDArray[np.int64]

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


def run(plan: Plan, theta: Array, variable: int, z: Array, exponents: Integers, gradient: Array) -> None:
    """Fill in z and exponents, (states, draws), and gradient, (states, rows, draws) or empty: one state where `variable` is -1."""
    from holdwater.credence.network import kernel

    tape = plan.tape
    given = plan.starts[len(plan.shape.scopes) + len(plan.last)]
    wanted = bool(gradient.size)
    if wanted not in plan.rooms:
        values = np.empty((tape.values, WIDTH))
        slots = np.zeros((tape.slots if wanted else 0, WIDTH))
        plan.rooms[wanted] = (values, slots, np.empty((tape.scales, WIDTH)), np.empty(WIDTH, np.int64))
    room = plan.rooms[wanted]
    values, slots = room[:2]
    values[plan.rows : given + 1] = 1.0
    values[given + 1] = 0.0
    if wanted and tape.result < given:
        slots[tape.result] = 1.0
    start = plan.starts[len(plan.shape.scopes) + plan.last.index(variable)] if variable >= 0 else -1
    held = (start, len(z), *tape.holds.get(variable, (0, 0)), tape.tail)
    tapes = (tape.forward, tape.pairs, tape.backward, tape.back_pairs)
    kernel.run_blocks(theta, tapes, room, held, z, exponents, gradient, tape.result)
