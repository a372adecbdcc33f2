"""A plan written out row by row: every operation of the compiled executor, forward and backward, as plain numbers.

Rows that are known to be 0 or 1 are worked into the operations here, so that tables that only say "and", "or" or "is" cost next to nothing.
"""

from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network.plan import Plan

Numbers = NDArray[np.int32]

ZERO, ONE = -1, -2
"""In place of a row: known to be 0, or 1."""

MULTIPLY, TWICE, MULTIPLY_ADD, ADD, PLUS, COPY, RESCALE = range(7)
"""Forward: r = a·b; r = a·b + c·d; r += a·b; r = a + b; r += a; r = a; rescale rows r to r + a by the largest, into scale b."""

TO_LEFT, TO_LEFT_NEW, PASS, PASS_NEW, SCALE, HOLD = range(6)
"""Backward, on derivatives G: G[r] += G[a]·value[b]; the same, first time; G[r] += G[a]; the same, first time; G[r] *= scale a;
HOLD: below the sum over a root. r and a are rows of derivatives, b of values."""


class Hold(NamedTuple):
    """A root variable. rows, slots: of its table, of values and of derivatives; total: row of its sum; place: where in `backward` that is done."""

    rows: tuple[int, ...]
    slots: tuple[int, ...]
    total: int
    place: int


class Tape(NamedTuple):
    """forward: (operations, 6) of kind, r, a, b, c, d; backward: (operations, 4) of kind, r, a, b.

    values, slots: rows of values and of derivatives that are needed. Rows of values: those of the tables that are given, a row of ones, a row
    of zeros, then what is computed; rows of derivatives: those of the given tables, then slots used over and over. scales: how many there are.
    result: row of the value, result_slot: of its derivative. tail: where `forward` begins to multiply the parts.
    holds: for each root variable what it takes to hold it at a state.
    """

    forward: Numbers
    backward: Numbers
    values: int
    slots: int
    scales: int
    result: int
    result_slot: int
    tail: int
    holds: dict[int, Hold]


def write_tape(plan: Plan) -> Tape:
    """The tape of a plan. Linear in the entries of its tables."""
    return _Writer(plan).write()


class _Writer:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.given = plan.starts[len(plan.shape.scopes) + len(plan.last)]
        self.one, self.zero = self.given, self.given + 1
        self.rows = self.given + 2
        self.forward: list[tuple[int, int, int, int, int, int]] = []
        self.scales = 0
        self.patterns: dict[tuple[tuple[int, ...], tuple[int, ...], int], list[int]] = {}
        self.tables: dict[int, list[int]] = {}
        known = {0.0: ZERO, 1.0: ONE}
        fixed = plan.fixed
        for table in range(len(plan.shape.scopes) + len(plan.last)):
            rows = range(plan.starts[table], plan.starts[table + 1])
            self.tables[table] = [row if row >= len(fixed) or (at := fixed[row]) is None else known[at] for row in rows]
        self.tail = 0
        self.real = {plan.result}
        for step in plan.roots.values():
            self.real.update((plan.steps[step].left, plan.steps[step].out))

    def write(self) -> Tape:
        plan = self.plan
        for at in range(len(plan.steps)):
            if at == plan.tail:
                self.tail = len(self.forward)
            self._write_step(at)
        if plan.tail == len(plan.steps):
            self.tail = len(self.forward)
        result = self._as_row(self.tables[plan.result][0])
        backward, slots, result_slot, holds = self._turn_back(result)
        return Tape(
            np.array(self.forward, np.int32).reshape(-1, 6),
            np.array(backward, np.int32).reshape(-1, 4),
            self.rows,
            slots,
            self.scales,
            result,
            result_slot,
            self.tail,
            holds,
        )

    def _as_row(self, row: int) -> int:
        return self.zero if row == ZERO else self.one if row == ONE else row

    def _index(self, scope: tuple[int, ...], axes: tuple[int, ...], gone: int) -> list[int]:
        """For each combination of `axes`, then of the variable summed out, the entry of a table over `scope`."""
        states = self.plan.shape.states
        names = {variable: number for number, variable in enumerate(axes if gone < 0 else (*axes, gone))}
        lengths = tuple(states[variable] for variable in names)
        places = tuple(names[variable] for variable in scope)
        key = (lengths, places, 0)
        found = self.patterns.get(key)
        if found is None:
            strides = [0] * len(lengths)
            stride = 1
            for place in reversed(places):
                strides[place] = stride
                stride *= lengths[place]
            found = [sum(digit * stride for digit, stride in zip(digits, strides, strict=True)) for digits in product(*map(range, lengths))]
            self.patterns[key] = found
        return found

    def _write_step(self, at: int) -> None:
        plan, step = self.plan, self.plan.steps[at]
        out_scope = plan.tables[step.out]
        left = self.tables[step.left]
        lefts = [left[entry] for entry in self._index(plan.tables[step.left], out_scope, step.gone)]
        if step.right >= 0:
            right = self.tables[step.right]
            rights = [right[entry] for entry in self._index(plan.tables[step.right], out_scope, step.gone)]
        else:
            rights = [ONE] * len(lefts)
        terms = 1 if step.gone < 0 else plan.shape.states[step.gone]
        real = step.rescale or step.out in self.real
        first = self.rows
        made: list[int] = []
        for start in range(0, len(lefts), terms):
            pairs = [(a, b) for a, b in zip(lefts[start : start + terms], rights[start : start + terms], strict=True) if ZERO not in (a, b)]
            made.append(self._write_row([(b, a) if a == ONE else (a, b) for a, b in pairs], real))
        self.tables[step.out] = made
        if step.rescale:
            self.forward.append((RESCALE, first, len(made), self.scales, 0, 0))
            self.scales += 1

    def _write_row(self, pairs: list[tuple[int, int]], real: bool) -> int:
        """A row for a sum of products; where it is a row already, or known, that one, unless a row of its own is wanted. ONE comes second."""
        if not real:
            if not pairs:
                return ZERO
            if len(pairs) == 1 and pairs[0][1] == ONE:
                return pairs[0][0]
        row = self.rows
        self.rows += 1
        if not pairs:
            self.forward.append((COPY, row, self.zero, 0, 0, 0))
            return row
        (a, b), rest = pairs[0], pairs[1:]
        if b == ONE:
            if rest and rest[0][1] == ONE:
                self.forward.append((ADD, row, self._as_row(a), self._as_row(rest[0][0]), 0, 0))
                rest = rest[1:]
            else:
                self.forward.append((COPY, row, self._as_row(a), 0, 0, 0))
        elif rest and rest[0][1] != ONE:
            self.forward.append((TWICE, row, a, b, *rest[0]))
            rest = rest[1:]
        else:
            self.forward.append((MULTIPLY, row, a, b, 0, 0))
        for a, b in rest:
            self.forward.append((PLUS, row, self._as_row(a), 0, 0, 0) if b == ONE else (MULTIPLY_ADD, row, a, b, 0, 0))
        return row

    def _turn_back(self, result: int) -> tuple[list[tuple[int, int, int, int]], int, int, dict[int, Hold]]:
        """The derivatives' operations, from the last one to the first; slots of derivatives are handed out and given back."""
        plan = self.plan
        backward: list[tuple[int, int, int, int]] = []
        slot_of: dict[int, int] = {}
        free: list[int] = []
        slots = self.given
        fixed = plan.fixed

        def touch(row: int) -> tuple[int, bool]:
            """The slot of a row, and whether it is new; -1 where nobody wants the derivative."""
            nonlocal slots
            if row < self.given:
                return (-1 if row < len(fixed) and fixed[row] is not None else row), False
            if row in (self.one, self.zero):
                return -1, False
            if row in slot_of:
                return slot_of[row], False
            if free:
                slot_of[row] = free.pop()
            else:
                slot_of[row] = slots
                slots += 1
            return slot_of[row], True

        def hand(above: int, row: int, other: int) -> None:
            slot, new = touch(row)
            if slot >= 0:
                backward.append((TO_LEFT_NEW if new else TO_LEFT, slot, above, other))

        def passed(above: int, row: int) -> None:
            slot, new = touch(row)
            if slot >= 0:
                backward.append((PASS_NEW if new else PASS, slot, above, 0))

        totals = {self.tables[plan.steps[step].out][0]: variable for variable, step in plan.roots.items()}
        holds: dict[int, Hold] = {}
        result_slot, _ = touch(result)
        for kind, row, a, b, c, d in reversed(self.forward):
            if kind == RESCALE:
                backward.extend((SCALE, slot_of[one], b, 0) for one in range(row, row + a) if one in slot_of)
                continue
            above = slot_of.get(row)
            if above is None:
                continue
            if kind in (MULTIPLY, TWICE, MULTIPLY_ADD):
                if kind == TWICE:
                    hand(above, c, d)
                    hand(above, d, c)
                hand(above, a, b)
                hand(above, b, a)
            elif kind == ADD:
                passed(above, b)
                passed(above, a)
            else:
                passed(above, a)
            if kind not in (MULTIPLY_ADD, PLUS):
                free.append(slot_of.pop(row))
                if row in totals:
                    rows = self.tables[plan.steps[plan.roots[totals[row]]].left]
                    holds[totals[row]] = Hold(tuple(rows), tuple(touch(one)[0] for one in rows), row, len(backward))
        return backward, slots, result_slot, holds
