"""Ranges of normalised priors, against the corners and the inside of the box of stated intervals."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.credence import Interval
from holdwater.credence.priors import normalise

F = Fraction
LAWS = settings(max_examples=80, deadline=None, derandomize=True)
Box = tuple[Fraction, Fraction]


def share_out(stated: list[Fraction | None]) -> list[Fraction]:
    """One draw, as the definition reads."""
    count = len(stated)
    unstated = stated.count(None)
    left = 1 - sum((value for value in stated if value is not None), F(0))
    filled = [max(left / unstated, F(1, 10 * count)) if value is None else value for value in stated]
    total = sum(filled)
    return [F(1, count)] * count if not total else [value / total for value in filled]


def boxes() -> st.SearchStrategy[Box]:
    return st.tuples(st.integers(0, 10), st.integers(0, 10)).map(lambda pair: (F(min(pair), 10), F(max(pair), 10)))


def ranges(stated: list[Box | None]) -> tuple[Interval, ...]:
    return normalise([None if box is None else Interval(float(box[0]), float(box[1])) for box in stated])


def test_one_stated_prior_by_hand() -> None:
    # of three suspects one is "unlikely", 0.20–0.45; the other two share 0.80 to 0.55, so 0.275–0.40 each
    rivals = normalise([Interval(0.2, 0.45), None, None])
    assert rivals[0] == pytest.approx((0.2, 0.45))
    assert rivals[1] == rivals[2] == pytest.approx((0.275, 0.4))


def test_stated_priors_that_leave_nothing() -> None:
    # 0.9 and 0.9 stated of three leave the third 1/30; together 1.8333, so 0.9/1.8333 = 27/55 and 1/55
    rivals = normalise([Interval(0.9, 0.9), Interval(0.9, 0.9), None])
    assert rivals[0] == pytest.approx((27 / 55, 27 / 55))
    assert rivals[2] == pytest.approx((1 / 55, 1 / 55))


def test_all_zero_means_equal() -> None:
    assert normalise([Interval(0, 0), Interval(0, 0)]) == ((0.5, 0.5), (0.5, 0.5))


def test_a_lone_hypothesis_is_certain_whatever_its_prior() -> None:
    assert normalise([Interval(0.2, 0.45)]) == ((1, 1),)
    assert normalise([None]) == ((1, 1),)


def test_no_hypothesis_has_no_prior() -> None:
    assert normalise([]) == ()


@LAWS
@given(st.lists(st.none() | boxes(), min_size=1, max_size=4))
def test_ends_are_those_of_the_corners(stated: list[Box | None]) -> None:
    sides: list[list[Fraction | None]] = [[None] if box is None else list(box) for box in stated]
    corners = [share_out(list(corner)) for corner in product(*sides)]
    for number, bounds in enumerate(ranges(stated)):
        assert bounds.low == pytest.approx(float(min(corner[number] for corner in corners)), abs=1e-12)
        assert bounds.high == pytest.approx(float(max(corner[number] for corner in corners)), abs=1e-12)


@LAWS
@given(st.lists(st.none() | boxes(), min_size=1, max_size=4), st.lists(st.fractions(0, 1), min_size=4, max_size=4))
def test_nothing_inside_the_box_lies_outside_the_range(stated: list[Box | None], shares: list[Fraction]) -> None:
    draw = share_out([None if box is None else box[0] + share * (box[1] - box[0]) for box, share in zip(stated, shares, strict=False)])
    for value, bounds in zip(draw, ranges(stated), strict=True):
        assert bounds.low - 1e-12 <= value <= bounds.high + 1e-12
