"""The compiled executor: the tape of a plan run by one numba kernel, on blocks of draws of one fixed width. numba is loaded at the first use."""

import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network.plan import Plan
from holdwater.credence.network.tape import write_tape

if TYPE_CHECKING:
    from holdwater.credence.network.sweeps import Sweep

Array = NDArray[np.float64]

WIDTH = 64
"""Draws in one block: one width, so that one kernel is compiled, once."""

WORTH_LOADING = 2e9
"""Table entries times draws from which loading numba, about half a second, pays; once it is loaded, it always does."""

WORTH_RUNNING = 2e6
"""The same for a kernel that is there."""


def pays(plan: Plan, draws: int) -> bool:
    """Whether this executor is the faster one for a job. A job of a second or less never waits for numba to load or compile."""
    work = plan.starts[-1] * float(draws)
    if "holdwater.credence.network.kernel" in sys.modules:
        return work > WORTH_RUNNING
    return work > WORTH_LOADING and is_there()


@lru_cache(maxsize=1)
def is_there() -> bool:
    from importlib.util import find_spec

    return find_spec("numba") is not None


def run(plan: Plan, theta: Array, clamps: Sequence[tuple[int, int]], found: "Sequence[Sweep]") -> None:
    """Fill in `found`, one for each pair of a variable of `plan.last` and a state to hold it at; (-1, -1) holds nothing."""
    from holdwater.credence.network import kernel

    forward: Callable[..., Any] = kernel.forward
    backward: Callable[..., Any] = kernel.backward
    tape = write_tape(plan)
    given = plan.starts[len(plan.shape.scopes) + len(plan.last)]
    gradients = found[0].gradient is not None
    variable = clamps[0][0]
    held = tape.holds.get(variable)
    values = np.empty((tape.values, WIDTH))
    values[plan.rows : given + 1] = 1.0
    values[given + 1] = 0.0
    slots = np.empty((tape.slots if gradients else 0, WIDTH))
    scales = np.empty((tape.scales, WIDTH))
    exponents = np.empty(WIDTH, np.int64)
    for start in range(0, theta.shape[1], WIDTH):
        part = slice(start, min(theta.shape[1], start + WIDTH))
        width = part.stop - start
        values[: plan.rows, :width] = theta[:, part]
        values[: plan.rows, width:] = theta[:, part.stop - 1 : part.stop]
        for turn, ((_, state), one) in enumerate(zip(clamps, found, strict=True)):
            if variable >= 0 and held is None:
                rows = plan.starts[len(plan.shape.scopes) + plan.last.index(variable)]
                values[rows : rows + plan.shape.states[variable]] = 0.0
                values[rows + state] = 1.0
            if not turn or held is None:
                forward(tape.forward, 0, values, scales, exponents)
            if held is not None:
                values[held.total] = values[held.rows[state]]
                forward(tape.forward, tape.tail, values, scales, exponents)
            one.z[part] = values[tape.result, :width]
            one.log_scale[part] += exponents[:width] * log(2.0)
            if one.gradient is None:
                continue
            slots[:given] = 0.0
            if tape.result_slot >= 0:
                slots[tape.result_slot] = 1.0
            if held is None:
                backward(tape.backward, 0, len(tape.backward), values, slots, scales)
            else:
                backward(tape.backward, 0, held.place, values, slots, scales)
                for slot in held.slots[:state] + held.slots[state + 1 :]:
                    slots[slot] = 0.0
                backward(tape.backward, held.place, len(tape.backward), values, slots, scales)
            one.gradient[:, part] = slots[: plan.rows, :width]
