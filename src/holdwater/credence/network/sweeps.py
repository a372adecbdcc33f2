"""Exact inference for many draws of the numbers at once: the value of a network and its derivative by every number, in two sweeps.

Source: A. Darwiche, A differential approach to inference in Bayesian networks, Journal of the ACM 50, 2003. Derivation in docs/calculus.md.
"""

from math import log, prod

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network import numba_tape
from holdwater.credence.network.blocks import choose_width, take_block
from holdwater.credence.network.numba_tape import choose_executor
from holdwater.credence.network.plan import Plan, make_plan, write_states
from holdwater.typed import Literal, NamedTuple

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
    return _run(plan, theta, -1, gradients, executor)[0]


def sweep_states(plan: Plan, theta: Array, variable: int, *, executor: Executor = "auto") -> tuple[Sweep, ...]:
    """One sweep for each state of a variable, the others of its states left out; all with the same log_scale.

    So their z add up to that of the whole network. If the variable is a root of the plan (the first of `last` in its part of the network) the
    sweep forward is shared; one that the plan has not in `last` is planned anew at each call.
    """
    if variable not in plan.last:
        plan = make_plan(plan.shape, last=(variable,), limit=max(plan.entries * plan.shape.states[variable], 5_000_000), fixed=plan.fixed)
    found = _run(plan, theta, variable, True, executor)
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
    smallest = _find_smallest_tables(plan)
    out: list[Array | None] = []
    with np.errstate(divide="ignore", invalid="ignore"):
        per = 1.0 / found.z
        per[found.z == 0] = np.nan
        for variable, count in enumerate(plan.shape.states):
            table = smallest.get(variable, -1)
            if table >= 0:
                scope, part = plan.shape.scopes[table], slice(plan.offsets[table], plan.starts[table + 1])
                joint = theta[part] * found.gradient[part]
                axis = scope.index(variable)
                before, after = (
                    prod(plan.shape.states[one] for one in scope[:axis]),
                    prod(plan.shape.states[one] for one in scope[axis + 1 :]),
                )
                if before > 1 or after > 1:
                    joint = np.add.reduce(joint.reshape(before, count, after, -1), axis=(0, 2))
                joint *= per
                out.append(joint)
            else:
                out.append(None if variable in smallest else np.where(found.z > 0, 1.0 / count, np.nan)[None, :].repeat(count, axis=0))
    return tuple(out)


def _find_smallest_tables(plan: Plan) -> dict[int, int]:
    """For each variable the smallest table over it without fixed rows; -1 where all have some."""
    sizes = [plan.starts[table + 1] - plan.starts[table] for table in range(len(plan.shape.scopes))]
    smallest: dict[int, int] = {}
    for table, scope in enumerate(plan.shape.scopes):
        some_fixed = bool(plan.fixed) and any(one is not None for one in plan.fixed[plan.starts[table] : plan.starts[table + 1]])
        for variable in scope:
            best = smallest.setdefault(variable, -1)
            if not some_fixed and (best < 0 or sizes[table] < sizes[best]):
                smallest[variable] = table
    return smallest


def _run(plan: Plan, theta: Array, variable: int, gradients: bool, executor: Executor) -> list[Sweep]:
    """One sweep for each state of a variable of `last`; where it is -1, one for the whole."""
    theta = np.ascontiguousarray(theta, np.float64)
    if theta.ndim != 2 or len(theta) != plan.rows:
        raise ValueError(f"theta has shape ({plan.rows}, draws); got {theta.shape}")
    draws, states = theta.shape[1], 1 if variable < 0 else plan.shape.states[variable]
    z = np.ones((states, draws))
    exponents = np.zeros((states, draws), np.int64)
    gradient = np.empty((states, plan.rows if gradients else 0, draws))
    if plan.result >= 0 and draws:
        if (choose_executor(plan, draws * states) if executor == "auto" else executor) == "numba":
            numba_tape.run(plan, theta, variable, z, exponents, gradient)
        else:
            _run_blocks(plan, theta, variable, z, exponents, gradient)
            if plan.fixed and gradients:
                gradient[:, [row for row, value in enumerate(plan.fixed) if value is not None]] = 0.0
    log_scale = exponents * log(2.0) + plan.log_free
    return [Sweep(z[state], log_scale[state], gradient[state] if gradients else None) for state in range(states)]


def _run_blocks(plan: Plan, theta: Array, variable: int, z: Array, exponents: NDArray[np.int64], gradient: Array) -> None:
    draws, gradients = theta.shape[1], bool(gradient.size)
    root = plan.roots.get(variable, -1)
    width = choose_width(plan, draws)
    block = take_block(plan, width, gradients=gradients)
    for start in range(0, draws, width):
        part = slice(start, min(draws, start + width))
        some = part.stop - start
        block.values[: plan.rows, :some] = theta[:, part]
        block.values[: plan.rows, some:] = theta[:, part.stop - 1 : part.stop]
        with np.errstate(all="ignore"):
            if root >= 0:
                write_states(plan, block.values, -1, 0)
                block.forward()
            for state in range(len(z)):
                write_states(plan, block.values, variable, state)
                if root >= 0:
                    block.renew(root)
                else:
                    block.forward()
                z[state, part] = block.values[plan.starts[plan.result], :some]
                exponents[state, part] = block.exponents[:some]
                if gradients:
                    block.backward()
                    gradient[state, :, part] = block.gradients[: plan.rows, :some]
