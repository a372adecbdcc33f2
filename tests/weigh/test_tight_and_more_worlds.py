"""Exact held of arguments with up to twelve leaves and lines, against the programme over all 2^n worlds in floating point."""

from collections.abc import Sequence
from typing import Any

import highspy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.index import Index
from holdwater.weigh import tight, weigh
from holdwater.weigh.types import Weighing
from tests.credence.worlds import Argument, list_worlds
from tests.weigh.build import case, point
from tests.weigh.test_against_worlds import Step, list_points, pairs

LAWS = settings(max_examples=25, deadline=None, derandomize=True)


def find_extremes(argument: Argument, id: str) -> tuple[float, float]:
    """Least and greatest probability of a point: one unknown for each kind of world, nothing decomposed."""
    worlds = np.array(sorted(set(list_worlds(argument, id))), float).T
    rows, lows, highs = [np.ones(worlds.shape[1])], [1.0], [1.0]
    at = 1
    for low, high in argument.leaves.values():
        rows.append(worlds[at])
        lows.append(float(low))
        highs.append(float(high))
        at += 1
    for _, _, (low, high) in (*argument.steps, *argument.objections, *argument.breaks):
        for share, least, most in ((low, 0.0, highspy.kHighsInf), (high, -highspy.kHighsInf, 0.0)):
            rows.append(worlds[at + 1] - float(share) * worlds[at])
            lows.append(least)
            highs.append(most)
        at += 2
    return solve(worlds[0], rows, lows, highs)


def solve(cost: Any, rows: Sequence[Any], lows: Sequence[float], highs: Sequence[float]) -> tuple[float, float]:
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.addVars(len(cost), np.zeros(len(cost)), np.full(len(cost), highspy.kHighsInf))
    for row, low, high in zip(rows, lows, highs, strict=True):
        used = row.nonzero()[0].astype(np.int32)
        solver.addRow(low, high, len(used), used, row[used])
    ends = []
    for sign in (1.0, -1.0):
        solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), sign * cost)
        solver.run()
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        ends.append(sign * solver.getInfo().objective_function_value)
    return ends[0], ends[1]


@st.composite
def larger_arguments(draw: st.DrawFn) -> Argument:
    """Four to six leaves, four to six conclusions with a line each, all over what comes before: much is shared."""
    leaves = [f"L{number}" for number in range(draw(st.integers(4, 6)))]
    conclusions = [f"C{number}" for number in range(draw(st.integers(4, 12 - len(leaves))))]
    steps: list[Step] = []
    for at, conclusion in enumerate(conclusions):
        known = leaves[-3:] + conclusions[max(0, at - 3) : at]
        premises = draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
        steps.append((conclusion, tuple(premises), draw(pairs())))
    objections: list[Step] = []
    if len(leaves) + len(steps) < 12 and draw(st.booleans()):
        objections.append((conclusions[-1], (draw(st.sampled_from(leaves + conclusions[:-1])),), draw(pairs())))
    return Argument({leaf: draw(pairs()) for leaf in leaves}, steps, objections)


def weigh_argument(argument: Argument) -> Weighing:
    points = list_points(argument)
    assert points is not None
    return weigh(Index(case(*points)), tight=True)


@LAWS
@given(larger_arguments())
def test_it_is_the_range_over_all_worlds(argument: Argument) -> None:
    weighing = weigh_argument(argument)
    assert weighing.untight is None
    for id in list(weighing.points)[-2:]:
        assert weighing.points[id].held_tight == pytest.approx(find_extremes(argument, id), abs=1e-7)


@LAWS
@given(larger_arguments())
def test_points_found_together_are_those_found_alone(argument: Argument) -> None:
    """Only what a point rests on bears on it: without everything after it, its range is the same."""
    weighing = weigh_argument(argument)
    for count, id in enumerate([step[0] for step in argument.steps], 1):
        alone = weigh_argument(Argument(argument.leaves, argument.steps[:count], ())).points[id].held_tight
        if id not in [objection[0] for objection in argument.objections]:
            assert weighing.points[id].held_tight == pytest.approx(alone, abs=1e-7)


def test_a_chain_that_shares_a_premise_at_every_step() -> None:
    """Each step needs the same premise h, [0.9, 0.9], and the one before; each goes through surely. All are true together or fail with h or
    the first, [0.95, 0.95]: 0.85 to 0.9 for every one of them. The local floor loses 0.1 at each step."""
    points = [point("h", "0.9"), point("0", "0.95")]
    points += [point(str(at), None, because=[([str(at - 1), "h"], "1.0")]) for at in range(1, 60)]
    weighing = weigh(Index(case(*points)), tight=True)
    for at in range(1, 60):
        assert weighing.points[str(at)].held_tight == pytest.approx((0.85, 0.9), abs=1e-7)
    held = weighing.points["10"].held
    assert held is not None
    assert held.low == 0.0


def test_too_much_effort_is_refused_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tight, "EFFORT", 20_000)
    points = [point("h", "0.9"), point("0", "0.95")]
    points += [point(str(at), None, because=[([str(at - 1), "h"], "0.9")]) for at in range(1, 40)]
    weighing = weigh(Index(case(*points)), tight=True)
    assert weighing.points["1"].held_tight is not None
    assert weighing.points["39"].held_tight is None
    assert weighing.untight is not None
    assert weighing.untight.startswith("so much is shared that exact ranges of what (")
