"""The oracle itself, on questions whose answers are known by hand."""

from fractions import Fraction

import pytest

from tests.credence.worlds import Argument, find_extremes, maximise

F = Fraction
HALF = (F(1, 2), F(1, 2))
SURE = (F(1), F(1))


def test_maximise_finds_the_corner() -> None:
    # x + y at most 4, x at most 3, y at most 2: 2x + y is greatest at (3, 1), where it is 7
    assert maximise([F(2), F(1)], [[F(1), F(1)], [F(1), F(0)], [F(0), F(1)]], [F(4), F(3), F(2)]) == 7


def test_maximise_starts_where_zero_is_no_answer() -> None:
    # x at least 2 (so -x at most -2), x at most 5: -x is greatest at 2
    assert maximise([F(-1)], [[F(-1)], [F(1)]], [F(-2), F(5)]) == -2


def test_maximise_refuses_the_impossible() -> None:
    with pytest.raises(ValueError, match="no distribution"):
        maximise([F(1)], [[F(1)], [F(-1)]], [F(1), F(-2)])


def test_two_even_premises_hold_together_from_never_to_half_the_time() -> None:
    argument = Argument({"A": HALF, "B": HALF}, steps=[("C", ("A", "B"), SURE)])
    assert find_extremes(argument, "C") == (F(0), F(1, 2))


def test_a_shared_premise_is_counted_once() -> None:
    # C and D each follow surely from A, and E from both: E is exactly as probable as A, where step by step only 2·0.9 - 1 = 0.8 is secured
    argument = Argument({"A": (F(9, 10), F(9, 10))}, steps=[("C", ("A",), SURE), ("D", ("A",), SURE), ("E", ("C", "D"), SURE)])
    assert find_extremes(argument, "E") == (F(9, 10), F(9, 10))


def test_a_loop_lends_itself_nothing() -> None:
    argument = Argument({"A": HALF}, steps=[("B", ("C",), SURE), ("C", ("B",), SURE)])
    assert find_extremes(argument, "B") == (F(0), F(0))
