"""A plan written out row by row: every operation of the compiled executor, forward and backward, as numbers in arrays.

A row is one table entry for all draws of a block. Every operation makes one row, as a sum of products of two rows. Rows that are known to be 0
or 1 are worked into the operations here, so that tables that only say "and", "or" or "is" cost next to nothing.
"""

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network.plan import Plan
from holdwater.typed import NamedTuple

Numbers = NDArray[np.int64]

ZERO, ONE = -1, -2
"""In place of a row: known to be 0, or 1."""

SUM, RESCALE, ONES = 0, 1, 2
"""(SUM, r, first, last): row r is the sum of the products of the pairs first to last. Forward, (RESCALE, r, stop, s): rows r to stop are divided
by a power of 2, whose inverse becomes scale s; backward, (RESCALE, r, 0, s): row r is multiplied by scale s; (ONES, r, 0, 0): row r is ones."""


class Tape(NamedTuple):
    """forward, backward: (operations, 4). pairs: (n, 2), rows of values; back_pairs: (n, 2), a row of derivatives and one of values.

    values, slots: how many rows there are of values and of derivatives. Rows of values: those of the given tables, ones, zeros, then what is
    computed; rows of derivatives: those of the given tables, then slots used over and over. scales: how many there are. result: row of the value.
    tail: where `forward` begins to multiply the parts. holds: for each root variable the part of `forward` that sums it out.
    """

    forward: NDArray[np.uint32]
    backward: NDArray[np.uint32]
    pairs: NDArray[np.uint32]
    back_pairs: NDArray[np.uint32]
    values: int
    slots: int
    scales: int
    result: int
    tail: int
    holds: dict[int, tuple[int, int]]


def write_tape(plan: Plan) -> Tape:
    """The tape of a plan; linear in the entries of its tables, but for sorting."""
    writer = _Forward(plan)
    pairs = np.concatenate([np.empty((0, 2), np.int64), *writer.pairs])
    backward, back_pairs, slots = _turn_back(writer, pairs)
    return Tape(
        forward=np.array(writer.operations, np.uint32).reshape(-1, 4),
        backward=backward.astype(np.uint32),
        pairs=pairs.astype(np.uint32),
        back_pairs=back_pairs.astype(np.uint32),
        values=writer.rows,
        slots=slots,
        scales=writer.scales,
        result=writer.result,
        tail=writer.tail,
        holds=writer.holds,
    )


class _Forward:
    """Writes the operations of each step. tables: of each table the row of each entry, or ZERO or ONE."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        count = len(plan.shape.scopes) + len(plan.last)
        self.given = plan.starts[count]
        self.one, self.zero = self.given, self.given + 1
        self.rows = self.given + 2
        self.operations: list[tuple[int, int, int, int]] = []
        self.pairs: list[Numbers] = []
        self.written = 0
        self.scales = 0
        self.patterns: dict[tuple[tuple[int, ...], tuple[int, ...]], Numbers] = {}
        known = np.arange(self.given, dtype=np.int64)
        for row, value in enumerate(plan.fixed):
            if value is not None:
                known[row] = ONE if value else ZERO
        self.tables = {table: known[plan.starts[table] : plan.starts[table + 1]] for table in range(count)}
        self.tail = 0
        self.holds: dict[int, tuple[int, int]] = {}
        variables = {step: variable for variable, step in plan.roots.items()}
        for at in range(len(plan.steps)):
            start = len(self.operations)
            if at == plan.tail:
                self.tail = start
            self._write_step(at)
            if at in variables:
                self.holds[variables[at]] = (start, len(self.operations))
        if plan.tail == len(plan.steps):
            self.tail = len(self.operations)
        self.result = int(self.tables[plan.result][0])
        if self.result < 0:
            self.result = self.one if self.result == ONE else self.zero

    def _index(self, scope: tuple[int, ...], axes: tuple[int, ...]) -> Numbers:
        """For each combination of states of `axes`, the entry of a table over `scope`."""
        lengths = tuple(self.plan.shape.states[variable] for variable in axes)
        places = tuple(axes.index(variable) for variable in scope)
        found = self.patterns.get((lengths, places))
        if found is None:
            entries = np.arange(int(np.prod([lengths[place] for place in places], dtype=np.int64)), dtype=np.int64)
            turned = entries.reshape([lengths[place] for place in places]).transpose(np.argsort(places))
            spread = turned.reshape([length if place in places else 1 for place, length in enumerate(lengths)])
            found = np.broadcast_to(spread, lengths).ravel()
            self.patterns[lengths, places] = found
        return found

    def _write_step(self, at: int) -> None:
        plan, step = self.plan, self.plan.steps[at]
        out_scope = plan.tables[step.out]
        axes = out_scope if step.gone < 0 else (*out_scope, step.gone)
        terms = 1 if step.gone < 0 else plan.shape.states[step.gone]
        left = self.tables[step.left][self._index(plan.tables[step.left], axes)]
        right = np.full_like(left, ONE)
        if step.right >= 0:
            right = self.tables[step.right][self._index(plan.tables[step.right], axes)]
        count = len(left) // terms
        first = self.rows
        if left.min() >= 0 and right.min() >= 0:
            made = np.arange(first, first + count, dtype=np.int64)
            self._write_sums(np.full(count, terms), left, right)
        else:
            there = (left != ZERO) & (right != ZERO)
            left, right = np.where(left == ONE, right, left), np.where(left == ONE, left, right)
            counts = there.reshape(count, terms).sum(axis=1)
            made = np.full(count, ZERO, dtype=np.int64)
            if not step.rescale:
                same = (there & (right == ONE)).reshape(count, terms) & (counts == 1)[:, None]
                alike, which = same.nonzero()
                made[alike] = left[alike * terms + which]
                counts[alike] = 0
                there &= ~same.any(axis=1).repeat(terms)
            new = np.ones(count, bool) if step.rescale else counts > 0
            made[new] = np.arange(first, first + int(new.sum()))
            self._write_sums(counts[new], *(np.where(rows == ONE, self.one, rows)[there] for rows in (left, right)))
        self.tables[step.out] = made
        if step.rescale:
            self.operations.append((RESCALE, first, self.rows, self.scales))
            self.scales += 1

    def _write_sums(self, counts: Numbers, left: Numbers, right: Numbers) -> None:
        ends = np.cumsum(counts) + self.written
        starts = ends - counts
        self.operations.extend((SUM, self.rows + at, a, b) for at, (a, b) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)))
        self.pairs.append(np.stack([left, right], axis=1))
        self.written += len(left)
        self.rows += len(counts)


def _turn_back(writer: _Forward, pairs: Numbers) -> tuple[Numbers, Numbers, int]:
    """The derivatives, from the last row that was made to the first; those of given rows as soon as they can be.

    The derivative by a row is the sum, over all products that it is in, of that of the product's row times the other factor. Where a
    derivative is needed no more, its slot is used again.
    """
    plan, given, result = writer.plan, writer.given, writer.result
    sums = [one for one in writer.operations if one[0] == SUM]
    made = np.array([row for _, row, _, _ in sums], np.int64)
    owner = np.repeat(made, np.array([last - first for _, _, first, last in sums], np.int64))
    users = np.concatenate([owner, owner])
    used, others = np.concatenate([pairs[:, 0], pairs[:, 1]]), np.concatenate([pairs[:, 1], pairs[:, 0]])
    wanted = np.ones(writer.rows, bool)
    wanted[[writer.one, writer.zero]] = False
    wanted[: len(plan.fixed)] = [one is None for one in plan.fixed]
    kept = wanted[used]
    users, used, others = users[kept], used[kept], others[kept]
    turn = np.arange(writer.rows)  # the row after whose turn the derivative by each row is there; turns go from the last row to the first
    turn[:given] = writer.rows
    np.minimum.at(turn, used[used < given], users[used < given])
    until = np.arange(writer.rows)
    np.minimum.at(until, users, turn[used])
    order = np.lexsort((users, used))
    users, used, others = users[order], used[order], others[order]
    firsts = np.searchsorted(used, np.arange(writer.rows), "left").tolist()
    lasts = np.searchsorted(used, np.arange(writer.rows), "right").tolist()
    ready: dict[int, list[int]] = {}
    for row, at in enumerate(turn[:given].tolist()):
        if firsts[row] < lasts[row]:
            ready.setdefault(at, []).append(row)
    done: dict[int, list[int]] = {}
    for row, at in zip(made.tolist(), until[made].tolist(), strict=True):
        done.setdefault(at, []).append(row)
    rescaled = {row: one[3] for one in writer.operations if one[0] == RESCALE for row in range(one[1], one[2])}
    slot = list(range(given)) + [-1] * (writer.rows - given)
    free: list[int] = []
    slots = given
    out: list[tuple[int, int, int, int]] = []
    for row in range(writer.rows - 1, writer.one + 1, -1):
        if free:
            slot[row] = free.pop()
        else:
            slot[row] = slots
            slots += 1
        out.append((ONES, slot[row], 0, 0) if row == result else (SUM, slot[row], firsts[row], lasts[row]))
        if row in rescaled:
            out.append((RESCALE, slot[row], 0, rescaled[row]))
        out.extend((SUM, one, firsts[one], lasts[one]) for one in ready.get(row, ()))
        free.extend(slot[one] for one in done.get(row, ()))
    back_pairs = np.stack([np.array(slot, np.int64)[users], others], axis=1)
    return np.array(out, np.int64).reshape(-1, 4), back_pairs, slots
