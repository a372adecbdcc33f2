"""The numpy executor: each step of a plan is a few calls on whole tables, with the draws of one block as the last axis."""

from math import prod

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network.plan import Plan
from holdwater.typed import NamedTuple

Array = NDArray[np.float64]
Integers = NDArray[np.int64]

MEMORY = 256 << 20
"""Bytes that the tables of one block may take, as long as a block has one draw."""

WIDEST, NARROWEST = 512, 256
"""Draws in one block: a call costs about a microsecond whatever it does, so few draws waste calls and many leave the caches."""


def choose_width(plan: Plan, draws: int) -> int:
    """Draws in one block."""
    rows = plan.starts[-1] + plan.entries
    wanted = WIDEST if rows * WIDEST * 16 <= 16 << 20 else NARROWEST
    return max(1, min(wanted, draws, MEMORY // (16 * rows)))


def take_block(plan: Plan, width: int, *, gradients: bool) -> "Block":
    """The plan's block of this width, made at the first use."""
    key = (width, gradients)
    if key not in plan.blocks:
        if len(plan.blocks) >= 4:
            plan.blocks.clear()
        plan.blocks[key] = Block(plan, width, gradients=gradients)
    return plan.blocks[key]


class Block:
    """Room for the tables of `width` draws and the views that each step needs; used for one block of draws after another.

    values, gradients: (rows of all tables, width).
    """

    def __init__(self, plan: Plan, width: int, *, gradients: bool) -> None:
        self.plan = plan
        self.values: Array = np.empty((plan.starts[-1], width))
        self.gradients: Array = np.empty((plan.starts[-1] if gradients else 0, width))
        self.exponents: Integers = np.zeros(width, np.int64)
        self.scales: dict[int, Array] = {}
        scratch: Array = np.empty((plan.entries, width))
        self._views = [_view_step(plan, at, self.values, self.gradients if gradients else None, scratch) for at in range(len(plan.steps))]

    def forward(self) -> None:
        """From the given tables, which stand in the first rows of `values`, all others, and the power of 2 taken out of each draw."""
        self.exponents[:] = 0
        for at, step in enumerate(self.plan.steps):
            self._compute(at)
            if step.rescale:
                rows = self._rows(step.out, self.values)
                exponents, scale = _find_scale(rows.max(axis=0))
                rows *= scale
                self.exponents += exponents
                self.scales[at] = scale

    def renew(self, root: int) -> None:
        """After `forward` and a change in the table of a root alone: what depends on it, anew. The power of 2 stays."""
        for at in (root, *range(self.plan.tail, len(self.plan.steps))):
            self._compute(at)
            if at in self.scales:
                rows = self._rows(self.plan.steps[at].out, self.values)
                rows *= self.scales[at]

    def backward(self) -> None:
        """The derivative of the result by every entry of every table."""
        self._rows(self.plan.result, self.gradients)[:] = 1.0
        for at in range(len(self.plan.steps) - 1, -1, -1):
            step, view = self.plan.steps[at], self._views[at]
            if step.rescale:
                rows = self._rows(step.out, self.gradients)
                rows *= self.scales[at]
            if view.right is None:
                np.copyto(view.left_gradient, view.out_gradient)
            else:
                _hand_down(view.out_gradient, view.right, view.product, view.left_extra, view.left_gradient)
                _hand_down(view.out_gradient, view.left, view.product, view.right_extra, view.right_gradient)

    def _rows(self, table: int, of: Array) -> Array:
        return of[self.plan.starts[table] : self.plan.starts[table + 1]]

    def _compute(self, at: int) -> None:
        view = self._views[at]
        if view.right is None:
            np.add.reduce(view.left, axis=0, out=view.out)
        elif self.plan.steps[at].gone < 0:
            np.multiply(view.left, view.right, out=view.out)
        else:
            np.multiply(view.left, view.right, out=view.product)
            if len(view.product) == 2:
                np.add(view.product[0], view.product[1], out=view.out)
            else:
                np.add.reduce(view.product, axis=0, out=view.out)


def _hand_down(above: Array, other: Array, product: Array, extra: tuple[int, ...], into: Array) -> None:
    """The derivative by one factor of a product: that of the product times the other factor, summed over the axes that it has not."""
    if extra:
        np.multiply(above, other, out=product)
        np.add.reduce(product, axis=extra, out=into)
    else:
        np.multiply(above, other, out=into)


def _find_scale(largest: Array) -> tuple[Integers, Array]:
    """For each draw the exponent of its largest entry and the power of 2 that undoes it; 0 and 1 where all entries are 0.

    Powers of 2 are exact, so rescaling rounds nothing.
    """
    exponents: Integers = (largest.view(np.int64) >> 52) - 1023
    exponents[exponents == -1023] = 0
    np.minimum(exponents, 1022, out=exponents)
    return exponents, ((1023 - exponents) << 52).view(np.float64)


class _View(NamedTuple):
    """What a step works on. Axes: the variable summed out, if any; the variables of `out`; the draws. Missing ones have length 1.

    product: room for the product over all of these axes. *_gradient: where derivatives stand; *_extra: axes that a factor has not,
    which are left out of its gradient's shape.
    """

    left: Array
    right: Array | None
    out: Array
    product: Array
    out_gradient: Array
    left_gradient: Array
    right_gradient: Array
    left_extra: tuple[int, ...]
    right_extra: tuple[int, ...]


def _view_step(plan: Plan, at: int, values: Array, gradients: Array | None, scratch: Array) -> _View:
    step, states = plan.steps[at], plan.shape.states
    out_scope = plan.tables[step.out]
    axes = out_scope if step.gone < 0 else (step.gone, *out_scope)
    lengths = [states[variable] for variable in axes]
    product = scratch[: prod(lengths)].reshape(*lengths, -1)

    def whole(table: int, of: Array) -> Array:
        """The table with one axis for each of `axes`."""
        scope = plan.tables[table]
        rows = of[plan.starts[table] : plan.starts[table + 1]].reshape(*(states[variable] for variable in scope), -1)
        present = [variable for variable in axes if variable in scope]
        turned = rows.transpose(*(scope.index(variable) for variable in present), len(scope))
        return turned[tuple(slice(None) if variable in scope else None for variable in axes)] if len(present) < len(axes) else turned

    def part(table: int) -> tuple[Array, tuple[int, ...]]:
        """The gradient of the table with those of `axes` that it has, and which it has not."""
        extra = tuple(number for number, variable in enumerate(axes) if variable not in plan.tables[table])
        if gradients is None:
            return scratch, extra
        view = whole(table, gradients)
        return (view[tuple(0 if number in extra else slice(None) for number in range(len(axes)))] if extra else view), extra

    out = values[plan.starts[step.out] : plan.starts[step.out + 1]].reshape(*(states[variable] for variable in out_scope), -1)
    left_gradient, left_extra = part(step.left)
    right_gradient, right_extra = part(step.right) if step.right >= 0 else (scratch, ())
    return _View(
        left=whole(step.left, values),
        right=whole(step.right, values) if step.right >= 0 else None,
        out=out,
        product=product,
        out_gradient=scratch if gradients is None else whole(step.out, gradients),
        left_gradient=left_gradient,
        right_gradient=right_gradient,
        left_extra=left_extra,
        right_extra=right_extra,
    )
