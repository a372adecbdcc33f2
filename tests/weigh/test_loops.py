"""Loops: a point holds nothing that it lent itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.types import Claim
from tests.weigh.build import point, weigh_case

LAWS = settings(max_examples=80, deadline=None, derandomize=True)


def test_two_reports_that_vouch_for_each_other() -> None:
    # the manifest is right because the invoice is, the invoice because the manifest is; nothing else
    weighing = weigh_case(point("1", "very likely", because=[(["2"], None)]), point("2", "very likely", because=[(["1"], None)]))
    assert weighing.loops == (("1", "2"),)
    assert weighing.points["1"].held == weighing.points["2"].held == (0, 0)
    assert (
        weighing.points["1"].held_how
        == "stands in a loop with (2), which lends nothing to itself, and nothing enters from outside: holds 0"
    )


def test_a_point_that_rests_on_itself() -> None:
    weighing = weigh_case(point("1", "likely", because=[(["1"], None)]))
    assert weighing.loops == (("1",),)
    assert weighing.points["1"].held == (0, 0)
    assert weighing.points["1"].held_how.startswith("rests on itself")


def test_what_enters_a_loop_goes_round_once() -> None:
    # (1) from (3), flat, likely: 0.55 · 0.95 = 0.5225 to 0.80; (2) from (1), likely: 0.55 · 0.5225 = 0.287375 to 0.64
    # what (2) gives back to (1) changes nothing
    weighing = weigh_case(
        point("1", "likely", because=[(["2"], None), (["3"], None)]), point("2", "likely", because=[(["1"], None)]), point("3")
    )
    assert weighing.points["1"].held == pytest.approx((0.5225, 0.80))
    assert weighing.points["2"].held == pytest.approx((0.287375, 0.64))


def test_two_entrances_add_up_as_far_as_the_rounds_take_them() -> None:
    # "0.5" throughout: (1) from (2) and from a at 0.2; (2) from (1) and from b at 0.4. Entering: 0.1 + 0.2 = 0.3
    # ceilings start at (0.3, 0.3); together: (1) 0.1 + 0.5·0.3 = 0.25, (2) 0.2 + 0.5·0.3 = 0.35, not above 0.3
    # again: (1) 0.1 + 0.5·0.3 = 0.25, (2) 0.2 + 0.5·0.25 = 0.325, not above 0.3. Two points, two rounds: 0.25 and 0.3
    # floors start at 0: (1) 0.1, (2) 0.2; again (1) max(0.1, 0.5·0.2) = 0.1, (2) max(0.2, 0.5·0.1) = 0.2
    weighing = weigh_case(
        point("1", "0.5", because=[(["2"], None), (["a"], None)]),
        point("2", "0.5", because=[(["1"], None), (["b"], None)]),
        point("a", "0.2"),
        point("b", "0.4"),
    )
    assert weighing.points["1"].held == pytest.approx((0.1, 0.25))
    assert weighing.points["2"].held == pytest.approx((0.2, 0.3))


def test_an_objection_within_a_loop_is_left_out_and_secures_nothing() -> None:
    # (2) follows from (1) and is an objection to it; (1) from (3). Left out, (1) delivers 0.80, (2) 0.80 · 0.80 = 0.64; floors 0
    weighing = weigh_case(
        point("1", "likely", because=[(["3"], None)], against=[(["2"], None)]), point("2", "likely", because=[(["1"], None)]), point("3")
    )
    assert weighing.loops == (("1", "2"),)
    assert weighing.points["1"].held == pytest.approx((0.0, 0.80))
    assert weighing.points["2"].held == pytest.approx((0.0, 0.64))
    assert [(left.point, left.line, left.by) for left in weighing.left_out] == [("1", "objection", ("2",))]
    assert "left out" in weighing.points["1"].held_how
    assert "left out" in weighing.points["2"].held_how


def test_an_undercutter_within_a_loop_is_left_out_and_secures_nothing() -> None:
    weighing = weigh_case(
        point("1", "likely", because=[(["3"], None)]),
        point("2", "likely", because=[(["1"], None)], undercuts=[("1", None, None)]),
        point("3"),
    )
    assert weighing.points["1"].held == pytest.approx((0.0, 0.80))
    assert [(left.point, left.line, left.by) for left in weighing.left_out] == [("1", "undercutter", ("2",))]


def test_a_leaf_in_a_loop_brings_its_own_value() -> None:
    # (1) is flat; (2) follows from it and is an objection to it. What (1) carries by itself enters the loop
    weighing = weigh_case(point("1", against=[(["2"], None)]), point("2", "likely", because=[(["1"], None)]))
    assert weighing.points["1"].held == (0.0, 1.0)
    assert weighing.points["2"].held == pytest.approx((0.0, 0.80))


def test_an_objection_from_outside_reaches_into_a_loop() -> None:
    # as in "goes round once", and (4) at 0.5 objects to (1): 0.5225 - 0.5 = 0.0225 to 0.80; (2): 0.55 · 0.0225 = 0.012375 to 0.64
    weighing = weigh_case(
        point("1", "likely", because=[(["2"], None), (["3"], None)], against=[(["4"], None)]),
        point("2", "likely", because=[(["1"], None)]),
        point("3"),
        point("4", "0.5"),
    )
    assert weighing.points["1"].held == pytest.approx((0.0225, 0.80))
    assert weighing.points["2"].held == pytest.approx((0.012375, 0.64))


def test_an_undercutter_from_outside_lowers_what_enters() -> None:
    # (3) → (1) at most 0.80, undercut by (4) at 0.5 for certain: 0.5225 - 0.5 = 0.0225 to min(0.80, 1 - 0.5) = 0.5
    weighing = weigh_case(
        point("1", "likely", because=[(["2"], None), (["3"], None)]),
        point("2", "likely", because=[(["1"], None)]),
        point("3"),
        point("4", "0.5", undercuts=[("1", ["3"], "1.0")]),
    )
    assert weighing.points["1"].held == pytest.approx((0.0225, 0.5))
    assert weighing.points["2"].held == pytest.approx((0.012375, 0.4))


def test_a_line_into_a_loop_with_a_premise_in_it_does_not_enter() -> None:
    # (1) from (2) and (3) together: no line without a premise in the loop, so nothing enters
    weighing = weigh_case(point("1", because=[(["2", "3"], None)]), point("2", because=[(["1"], None)]), point("3"))
    assert weighing.points["1"].held == weighing.points["2"].held == (0, 0)


def test_a_proposal_closes_no_loop() -> None:
    shy = point("1", "likely", because=[(["2"], None)])
    shy = shy._replace(because=tuple(step._replace(proposed=True) for step in shy.because))
    assert weigh_case(shy, point("2", "likely", because=[(["1"], None)])).loops == ()


def test_an_undercutter_of_no_step_closes_no_loop() -> None:
    # (2) rests on (1) and names a step to (1) that is not there
    weighing = weigh_case(
        point("1", because=[(["3"], None)]), point("2", because=[(["1"], None)], undercuts=[("1", ["2"], None)]), point("3")
    )
    assert weighing.loops == ()


def test_an_undercutter_of_a_leaf_closes_no_loop() -> None:
    weighing = weigh_case(point("1", "likely"), point("2", because=[(["1"], None)], undercuts=[("1", None, None)]))
    assert weighing.loops == ()
    assert weighing.points["1"].held == (0.55, 0.80)


def test_thousands_of_points_in_one_ring_end() -> None:
    count = 3_000
    ring = [point(str(at), "0.9", because=[([str((at - 1) % count)], None)]) for at in range(count)]
    ring[0] = point("0", "0.9", because=[([str(count - 1)], None), (["x"], None)])
    weighing = weigh_case(*ring, point("x"))
    assert weighing.points["0"].held == pytest.approx((0.9 * 0.95, 0.9))
    assert weighing.points["9"].held == pytest.approx((0.9**10 * 0.95, 0.9**10))
    far = weighing.points[str(count - 1)].held  # beyond the rounds: sound, and loose
    assert far is not None
    assert far.low == 0
    assert 0.9 ** (count - 1) <= far.high <= 0.9 * 0.9**49


Ends = tuple[float, float]
Sketch = list[tuple[list[tuple[set[int], list[Ends], Ends]], list[Ends]]]


def settle_by_the_letter(loop: Sketch) -> list[Ends]:
    """Section 2, word for word, for points that all stand in one loop.

    loop: for each point its steps (premises within the loop by number, credences of those outside, strength) and the credences of points
    outside that object to it at full strength.
    """

    def step(within: set[int], outside: list[Ends], strength: Ends, now: list[Ends]) -> Ends:
        premises = [now[at] for at in within] + outside
        floor = strength[0] * max(0.0, 1 - sum(1 - low for low, _ in premises))
        return floor, strength[1] * min(high for _, high in premises)

    nothing = [(0.0, 0.0)] * len(loop)
    start = min(1.0, sum(step(within, outside, b, nothing)[1] for steps, _ in loop for within, outside, b in steps if not within))
    now = [(0.0, start)] * len(loop)
    for _ in range(len(loop)):
        new = []
        for at, (steps, objections) in enumerate(loop):
            pairs = [step(*one, now) for one in steps]
            low, high = max(low for low, _ in pairs), min(1.0, sum(high for _, high in pairs))
            for objection in objections:
                low, high = max(0.0, low - objection[1]), min(high, 1 - objection[0])
            new.append((low, min(high, now[at][1])))
        now = new
    return now


ends = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: (min(pair) / 20, max(pair) / 20))


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    """Two to five points; each rests on the one before, the first on the last, so that they are one loop; further steps as they come."""
    count = draw(st.integers(2, 5))
    within = st.sets(st.integers(0, count - 1), max_size=2)
    loop: Sketch = []
    for at in range(count):
        steps = [({(at - 1) % count}, draw(st.lists(ends, max_size=1)), draw(ends))]
        for inner in draw(st.lists(within, max_size=2)):
            steps.append((inner, draw(st.lists(ends, min_size=0 if inner else 1, max_size=2)), draw(ends)))
        loop.append((steps, draw(st.lists(ends, max_size=1))))
    return loop


@LAWS
@given(sketches())
def test_a_loop_is_settled_by_the_letter(loop: Sketch) -> None:
    leaves: list[Claim] = []

    def leaf(value: Ends) -> str:
        leaves.append(point(f"x{len(leaves)}", f"{value[0]}–{value[1]}"))
        return leaves[-1].id

    points = [
        point(
            str(at),
            because=[([*map(str, within), *map(leaf, outside)], f"{low}–{high}") for within, outside, (low, high) in steps],
            against=[([leaf(value)], "1.0") for value in objections],
        )
        for at, (steps, objections) in enumerate(loop)
    ]
    found = weigh_case(*points, *leaves).points
    for at, expected in enumerate(settle_by_the_letter(loop)):
        assert found[str(at)].held == pytest.approx(expected, abs=1e-12)
