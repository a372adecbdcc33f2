"""Exact inference for many draws of the numbers at once: the value of a network and its derivative by every number, in two sweeps.

Source: A. Darwiche, A differential approach to inference in Bayesian networks, Journal of the ACM 50, 2003. Derivation in docs/calculus.md.
"""

from collections.abc import Sequence
from math import log
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network import numba_tape
from holdwater.credence.network.blocks import choose_width, take_block
from holdwater.credence.network.numba_tape import choose_executor
from holdwater.credence.network.plan import Plan, make_plan, write_states

Array = NDArray[np.float64]
Executor = Literal["numpy", "numba", "auto"]


class Sweep(NamedTuple):
    """For each draw the value z · exp(log_scale), and its derivative by each row, gradient · exp(log_scale); right also where z is 0.

    z, log_scale: (draws,). gradient: (rows, draws), None if it was not asked for; 0 in rows that the plan knows to be fixed.
    """

    z: Array
    log_scale: Array
    gradient: Array | None


def sweep(plan: Plan, theta: Array, *, gradients: bool = True, executor: Executor = "auto") -> Sweep:
    """The sum over all states of all variables of the product of all tables, for each draw, and its derivatives.

    theta: (rows, draws), entries of all tables, not negative; not looked at twice, so NaN comes out as NaN. Exact but for rounding.
    executor: "auto" takes numba where this call is large enough to pay for it (who sweeps block after block asks `choose_executor` once);
    both agree to 1e-12.

    >>> from holdwater.credence.network.plan import Shape
    >>> plan = make_plan(Shape((2,), ((0,), (0,))))
    >>> found = sweep(plan, np.array([[0.25], [0.75], [0.5], [0.1]]))
    >>> (found.z * np.exp(found.log_scale)).round(3), (found.gradient * np.exp(found.log_scale))[:, 0].round(3)
    (array([0.2]), array([0.5 , 0.1 , 0.25, 0.75]))
    """
    return _run(plan, theta, [(-1, -1)], gradients, executor)[0]


def sweep_states(plan: Plan, theta: Array, variable: int, *, executor: Executor = "auto") -> tuple[Sweep, ...]:
    """One sweep for each state of a variable, the others of its states left out; all with the same log_scale.

    So their z add up to that of the whole network. If the variable is a root of the plan (the first of `last` in its part of the network) the
    sweep forward is shared; one that the plan has not in `last` is planned anew at each call.
    """
    if variable not in plan.last:
        plan = make_plan(plan.shape, last=(variable,), limit=max(plan.entries * plan.shape.states[variable], 5_000_000), fixed=plan.fixed)
    found = _run(plan, theta, [(variable, state) for state in range(plan.shape.states[variable])], True, executor)
    if all(np.array_equal(one.log_scale, found[0].log_scale) for one in found):
        return tuple(found)
    common = np.max([one.log_scale for one in found], axis=0)
    levelled = []
    for one in found:
        factor = np.exp(one.log_scale - common)
        levelled.append(Sweep(one.z * factor, common, None if one.gradient is None else one.gradient * factor))
    return tuple(levelled)


def marginals(plan: Plan, theta: Array, found: Sweep) -> tuple[Array | None, ...]:
    """For each variable the probability of its states given the evidence, (states, draws); NaN in draws whose value is 0.

    None for a variable all of whose tables have fixed rows, whose derivatives are not computed: give it a table of its own, all ones.
    A variable in no table has equal probabilities.
    """
    if found.gradient is None:
        raise ValueError("marginals need a sweep with gradients")
    smallest: dict[int, int] = {}
    for table, scope in enumerate(plan.shape.scopes):
        start = plan.offsets[table]
        rows = plan.starts[table + 1] - start
        if plan.fixed and any(one is not None for one in plan.fixed[start : start + rows]):
            for variable in scope:
                smallest.setdefault(variable, -1)
            continue
        for variable in scope:
            best = smallest.get(variable, -1)
            if best < 0 or rows < plan.starts[best + 1] - plan.offsets[best]:
                smallest[variable] = table
    out: list[Array | None] = []
    with np.errstate(divide="ignore", invalid="ignore"):
        for variable, count in enumerate(plan.shape.states):
            table = smallest.get(variable, -2)
            if table == -2:
                out.append(np.where(found.z > 0, 1.0 / count, np.nan)[None, :].repeat(count, axis=0))
            elif table == -1:
                out.append(None)
            else:
                scope, part = plan.shape.scopes[table], slice(plan.offsets[table], plan.starts[table + 1])
                joint = (theta[part] * found.gradient[part]).reshape(*(plan.shape.states[one] for one in scope), -1)
                others = tuple(axis for axis, one in enumerate(scope) if one != variable)
                out.append(joint.sum(axis=others) / found.z)
    return tuple(out)


def _run(plan: Plan, theta: Array, clamps: Sequence[tuple[int, int]], gradients: bool, executor: Executor) -> list[Sweep]:
    """One sweep for each pair of a variable of `last` and a state to hold it at; (-1, -1) holds nothing."""
    theta = np.asarray(theta, np.float64)
    if theta.ndim != 2 or len(theta) != plan.rows:
        raise ValueError(f"theta has shape ({plan.rows}, draws); got {theta.shape}")
    draws = theta.shape[1]
    found = [Sweep(np.ones(draws), np.full(draws, plan.log_free), np.zeros((plan.rows, draws)) if gradients else None) for _ in clamps]
    if plan.result < 0 or not draws:
        return found
    if (choose_executor(plan, draws * len(clamps)) if executor == "auto" else executor) == "numba":
        numba_tape.run(plan, theta, clamps, found)
    else:
        _run_blocks(plan, theta, clamps, found)
    return found


def _run_blocks(plan: Plan, theta: Array, clamps: Sequence[tuple[int, int]], found: Sequence[Sweep]) -> None:
    draws, gradients = theta.shape[1], found[0].gradient is not None
    root = plan.roots.get(clamps[0][0], -1)
    width = choose_width(plan, draws)
    block = take_block(plan, width, gradients=gradients)
    for start in range(0, draws, width):
        part = slice(start, min(draws, start + width))
        some = part.stop - start
        block.values[: plan.rows, :some] = theta[:, part]
        block.values[: plan.rows, some:] = theta[:, part.stop - 1 : part.stop]
        for turn, ((variable, state), one) in enumerate(zip(clamps, found, strict=True)):
            with np.errstate(all="ignore"):
                if root >= 0 and not turn:
                    write_states(plan, block.values, -1, 0)
                    block.forward()
                write_states(plan, block.values, variable, state)
                if root >= 0:
                    block.renew(root)
                else:
                    block.forward()
                one.z[part] = block.values[plan.starts[plan.result], :some]
                one.log_scale[part] += block.exponents[:some] * log(2.0)
                if one.gradient is not None:
                    block.backward()
                    one.gradient[:, part] = block.gradients[: plan.rows, :some]
    if plan.fixed and gradients:
        fixed = np.array([one is not None for one in plan.fixed])
        for one in found:
            assert one.gradient is not None
            one.gradient[fixed] = 0.0
