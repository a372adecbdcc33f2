from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.credence import Interval
from holdwater.credence.bounds import infer, said_above_held, scale_by, secure, support, withhold
from tests.credence.worlds import Argument, Pair, find_extremes

F = Fraction
LAWS = settings(max_examples=40, deadline=None, derandomize=True)


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    low, high = sorted((draw(st.integers(0, 20)), draw(st.integers(0, 20))))
    return F(low, 20), F(high, 20)


def as_interval(pair: Pair) -> Interval:
    return Interval(float(pair[0]), float(pair[1]))


def assert_equal(bounds: Interval, exact: Pair) -> None:
    assert bounds.low == pytest.approx(float(exact[0]), abs=1e-12)
    assert bounds.high == pytest.approx(float(exact[1]), abs=1e-12)


def test_summed_doubts_by_hand() -> None:
    # doubts 0.1, 0.2 and 0.3 leave 0.4; doubts 0.5, 0.4 and 0.3 are more than there is
    assert secure([0.9, 0.8, 0.7]) == pytest.approx(0.4)
    assert secure([0.5, 0.6, 0.7]) == 0.0


def test_a_single_premise_secures_itself_to_the_last_digit() -> None:
    for low in (0.05, 0.1, 0.55, 0.8, 0.95):
        assert secure([low]) == low


def test_one_step_by_hand() -> None:
    # a valve was closed [0.95, 1], the log is genuine [0.55, 0.80]; "very likely" 0.80 to 0.95:
    # floor 0.80 · (1 - 0.05 - 0.45) = 0.80 · 0.50 = 0.40; ceiling 0.95 · min(1, 0.80) = 0.76
    step = infer([Interval(0.95, 1), Interval(0.55, 0.8)], Interval(0.8, 0.95))
    assert step == pytest.approx((0.40, 0.76))


def test_no_line_left_holds_nothing() -> None:
    assert support([]) == (0, 0)


def test_withholding_nothing_changes_nothing() -> None:
    assert withhold(Interval(0.3, 0.7), support([])) == (0.3, 0.7)


def test_several_undercutters_by_hand() -> None:
    # 0.9 less at most 0.3 and at most 0.2 leaves 0.4; the firmer floor, 0.25, leaves no more than 0.75
    assert withhold(Interval(0.9, 1.0), support([Interval(0.25, 0.3), Interval(0.1, 0.2)])) == pytest.approx((0.4, 0.75))


def test_several_objections_by_hand() -> None:
    # 0.9 - 0.5 - 0.6 is below nothing; at least 0.2 is taken away whatever happens
    assert withhold(Interval(0.9, 0.95), support([Interval(0.2, 0.5), Interval(0.0, 0.6)])) == pytest.approx((0.0, 0.8))


@LAWS
@given(pairs(), st.lists(pairs(), min_size=1, max_size=4))
def test_together_is_one_after_another(value: Pair, struck: list[Pair]) -> None:
    after = as_interval(value)
    for one in struck:
        after = withhold(after, as_interval(one))
    assert withhold(as_interval(value), support([as_interval(one) for one in struck])) == pytest.approx(after, abs=1e-12)


@LAWS
@given(st.lists(pairs(), min_size=1, max_size=3), pairs())
def test_one_step_is_exact(premises: list[Pair], strength: Pair) -> None:
    names = [f"P{number}" for number in range(len(premises))]
    argument = Argument(dict(zip(names, premises, strict=True)), steps=[("C", tuple(names), strength)])
    assert_equal(infer([as_interval(pair) for pair in premises], as_interval(strength)), find_extremes(argument, "C"))


@LAWS
@given(st.lists(st.tuples(pairs(), pairs()), min_size=2, max_size=3))
def test_separate_steps_from_separate_premises_are_exact(lines: list[tuple[Pair, Pair]]) -> None:
    argument = Argument(
        {f"P{number}": premise for number, (premise, _) in enumerate(lines)},
        steps=[("C", (f"P{number}",), strength) for number, (_, strength) in enumerate(lines)],
    )
    steps = [infer([as_interval(premise)], as_interval(strength)) for premise, strength in lines]
    assert_equal(support(steps), find_extremes(argument, "C"))


@LAWS
@given(pairs(), pairs(), pairs(), pairs())
def test_an_undercut_step_is_exact(premise: Pair, strength: Pair, undercutter: Pair, effect: Pair) -> None:
    argument = Argument({"P": premise, "X": undercutter}, steps=[("C", ("P",), strength)], breaks=[("X", 0, effect)])
    step = withhold(infer([as_interval(premise)], as_interval(strength)), scale_by(as_interval(undercutter), as_interval(effect)))
    assert_equal(step, find_extremes(argument, "C"))


@LAWS
@given(pairs(), st.lists(pairs(), min_size=1, max_size=2), pairs())
def test_an_opposed_leaf_is_exact(leaf: Pair, premises: list[Pair], strength: Pair) -> None:
    names = [f"P{number}" for number in range(len(premises))]
    # the leaf as the conclusion of a sure step from a point of its own, so that the objection has something to strike
    argument = Argument(
        {"L": leaf, **dict(zip(names, premises, strict=True))},
        steps=[("C", ("L",), (F(1), F(1)))],
        objections=[("C", tuple(names), strength)],
    )
    objection = infer([as_interval(pair) for pair in premises], as_interval(strength))
    assert_equal(withhold(as_interval(leaf), objection), find_extremes(argument, "C"))


@LAWS
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=3, max_size=4), st.floats(0, 1), st.floats(0, 1))
def test_order_does_not_show_in_any_digit(ends: list[tuple[float, float]], a: float, b: float) -> None:
    intervals = [Interval(min(pair), max(pair)) for pair in ends]
    strength, held = Interval(min(a, b), max(a, b)), Interval(0.5, 1.0)
    for order in permutations(intervals):
        assert infer(order, strength) == infer(intervals, strength)
        assert support(order) == support(intervals)
        assert withhold(held, support(order)) == withhold(held, support(intervals))


@LAWS
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=5), st.floats(0, 1), st.floats(0, 1))
def test_every_result_is_an_interval_of_credences(ends: list[tuple[float, float]], a: float, b: float) -> None:
    intervals = [Interval(min(pair), max(pair)) for pair in ends]
    strength = Interval(min(a, b), max(a, b))
    step = infer(intervals, strength)
    for result in (step, support(intervals), withhold(step, support(intervals)), withhold(support(intervals), step)):
        assert 0 <= result.low <= result.high <= 1


def test_very_likely_from_likely_says_more_than_it_holds() -> None:
    # "very likely" starts at 0.80; 0.95 · 0.80 = 0.76 is all that a "likely" premise delivers
    assert said_above_held(Interval(0.8, 0.95), Interval(0.44, 0.76), Interval(0.44, 0.76)) == "report"


def test_likely_from_likely_is_only_unsecured_and_the_third_in_a_row_says_too_much() -> None:
    # 0.80 · 0.80 = 0.64 lets "likely" (from 0.55) pass; 0.80 · 0.80 · 0.80 = 0.512 does not
    assert said_above_held(Interval(0.55, 0.8), Interval(0.55**2, 0.64), Interval(0.55**2, 0.64)) == "note"
    assert said_above_held(Interval(0.55, 0.8), Interval(0.55**3, 0.512), Interval(0.55**3, 0.512)) == "report"


def test_likely_from_a_flat_statement_is_neither() -> None:
    # 0.55 · 0.95 = 0.5225 is below 0.55, but only because the flat statement might be a little less than certain
    assert said_above_held(Interval(0.55, 0.8), Interval(0.5225, 0.8), Interval(0.55, 0.8)) is None


def test_a_degree_below_even_stands_as_written() -> None:
    assert said_above_held(Interval(0.2, 0.45), Interval(0.0, 0.1), Interval(0.0, 0.1)) is None
    assert said_above_held(Interval(0.499, 0.6), Interval(0.0, 0.1), Interval(0.0, 0.1)) is None


def test_rounding_is_no_finding() -> None:
    assert 0.7 * 0.8 < 0.56  # 0.5599999999999999: the same number as 0.56 to anybody with a pencil
    assert said_above_held(Interval(0.56, 0.56), Interval(0.7 * 0.8, 0.7 * 0.8), None) is None
    assert said_above_held(Interval(0.56, 0.56), Interval(0.55, 0.559), None) == "report"


def test_nothing_said_or_nothing_held_is_no_finding() -> None:
    assert said_above_held(None, Interval(0, 0), Interval(0, 0)) is None
    assert said_above_held(Interval(0.9, 1), None, None) is None
