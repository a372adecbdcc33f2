"""Credence of a point from its reports, against enumeration of everything that could have happened."""

from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.credence import Interval
from holdwater.credence.testimony import Account, believe

F = Fraction
LAWS = settings(max_examples=60, deadline=None, derandomize=True)
HALF = F(1, 2)

Box = tuple[Fraction, Fraction]
Origin = tuple[Box, Box | None, Box | None]


def posterior(values: list[tuple[Fraction, Fraction | None, Fraction | None]]) -> Fraction | None:
    """P(X | all that was said), by going through X and the truthfulness of every origin one by one; None where it could not be said.

    values: for each origin P(truthful), and how far its report and its denial are grounded (None: it makes none).
    """
    weight = {True: F(0), False: F(0)}
    for x in (True, False):
        for truths in product((True, False), repeat=len(values)):
            chance = HALF
            for (truthful, says, denies), truth in zip(values, truths, strict=True):
                chance *= truthful if truth else 1 - truthful
                # a report is grounded and then says what is so; else it is made with φ = 1/2
                made = [grounded * x + (1 - grounded) * HALF for grounded in [says] if grounded is not None]
                made += [grounded * (not x) + (1 - grounded) * HALF for grounded in [denies] if grounded is not None]
                # an untruthful origin says what a truthful one would be expected to say: with λ = φ = 1/2, one half for each report
                chance *= prod(made) if truth else HALF ** len(made)
            weight[x] += chance
    total = weight[True] + weight[False]
    return weight[True] / total if total else None


def boxes() -> st.SearchStrategy[Box]:
    return st.tuples(st.integers(0, 10), st.integers(0, 10)).map(lambda pair: (F(min(pair), 10), F(max(pair), 10)))


def origins() -> st.SearchStrategy[Origin]:
    return st.tuples(boxes(), st.none() | boxes(), st.none() | boxes())


def as_interval(box: Box | None) -> Interval | None:
    return None if box is None else Interval(float(box[0]), float(box[1]))


def as_account(origin: Origin) -> Account:
    truthful = as_interval(origin[0])
    assert truthful is not None
    return Account(truthful, as_interval(origin[1]), as_interval(origin[2]))


def test_one_report_by_hand() -> None:
    # a harbour master graded C, truthful with 0.5 to 0.7, on his own observation, grounded with 0.6 to 0.8:
    # truthful and true 0.5 · (0.6 + 0.4/2) + 0.5 · 1/2 = 0.65; so (1 + 0.5 · 0.6) / 2 = 0.65, and (1 + 0.7 · 0.8) / 2 = 0.78
    assert believe([Account(Interval(0.5, 0.7), says=Interval(0.6, 0.8))]) == pytest.approx((0.65, 0.78))


def test_one_denial_mirrors_a_report() -> None:
    assert believe([Account(Interval(0.5, 0.7), denies=Interval(0.6, 0.8))]) == pytest.approx((0.22, 0.35))


def test_two_origins_by_hand() -> None:
    # each at single values 0.5 and 0.6: odds (1 + 0.3) / (1 - 0.3) = 13/7; twice that is 169/49, so 169/218
    one = Account(Interval(0.5, 0.5), says=Interval(0.6, 0.6))
    assert believe([one, one]).low == pytest.approx(169 / 218)


def test_a_report_and_a_like_denial_leave_the_odds_even() -> None:
    says, denies = Account(Interval(0.5, 0.5), says=Interval(0.6, 0.6)), Account(Interval(0.5, 0.5), denies=Interval(0.6, 0.6))
    assert believe([says, denies]) == pytest.approx((0.5, 0.5))


def test_an_origin_that_says_both_of_which_one_is_surer() -> None:
    # truthful for certain, report grounded with 0.9, denial with 0.5: true 1.9 · 0.5 = 0.95, false 0.1 · 1.5 = 0.15; 0.95 / 1.10
    assert believe([Account(Interval(1, 1), says=Interval(0.9, 0.9), denies=Interval(0.5, 0.5))]).low == pytest.approx(0.95 / 1.10)


def test_no_grade_turns_a_report_into_its_opposite() -> None:
    assert believe([Account(Interval(0, 0), says=Interval(1, 1))]) == (0.5, 0.5)


def test_two_certainties_against_each_other_say_nothing() -> None:
    sure = Interval(1, 1)
    assert believe([Account(sure, says=sure), Account(sure, denies=sure)]) == (0, 1)


def test_what_cannot_have_been_said_is_left_out() -> None:
    # the first is never wrong; the second is wrong or lies, however firm its denial may be short of certainty
    sure, nearly = Interval(1, 1), Interval(0.5, 1)
    assert believe([Account(sure, says=sure), Account(sure, denies=nearly)]) == (1, 1)


def test_thousands_of_reports_neither_overflow_nor_vanish() -> None:
    says, denies = Account(Interval(0.5, 0.9), says=Interval(0.8, 1)), Account(Interval(0.5, 0.9), denies=Interval(0.8, 1))
    crowd = believe([says, denies] * 3000)
    assert crowd.low == pytest.approx(0, abs=1e-12)
    assert crowd.high == pytest.approx(1, abs=1e-12)
    even = Account(Interval(0.5, 0.5), says=Interval(0.5, 0.5)), Account(Interval(0.5, 0.5), denies=Interval(0.5, 0.5))
    assert believe(even * 3000) == pytest.approx((0.5, 0.5))


@LAWS
@given(st.lists(origins(), min_size=1, max_size=3))
def test_ends_are_those_of_the_corners(heard: list[Origin]) -> None:
    corners = []
    for origin in heard:
        sides = [[None] if box is None else sorted(set(box)) for box in origin]
        corners.append([(truthful, says, denies) for truthful, says, denies in product(*sides) if truthful is not None])
    found = [value for value in (posterior(list(values)) for values in product(*corners)) if value is not None]
    bounds = believe([as_account(origin) for origin in heard])
    if found:
        assert bounds.low == pytest.approx(float(min(found)), abs=1e-12)
        assert bounds.high == pytest.approx(float(max(found)), abs=1e-12)


@LAWS
@given(st.lists(origins(), min_size=1, max_size=3), st.lists(st.fractions(0, 1), min_size=9, max_size=9))
def test_nothing_inside_the_box_lies_outside_the_bounds(heard: list[Origin], shares: list[Fraction]) -> None:
    share = iter(shares)
    inside = []
    for origin in heard:
        truthful, says, denies = (None if box is None else box[0] + next(share) * (box[1] - box[0]) for box in origin)
        assert truthful is not None
        inside.append((truthful, says, denies))
    value = posterior(inside)
    bounds = believe([as_account(origin) for origin in heard])
    assert value is None or bounds.low - 1e-12 <= value <= bounds.high + 1e-12


@LAWS
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=4))
def test_order_does_not_show(values: list[tuple[float, float, float]]) -> None:
    heard = [Account(Interval(t, t), says=Interval(a, a), denies=Interval(d, d)) for t, a, d in values]
    assert believe(heard) == believe(heard[::-1])
    assert 0 <= believe(heard).low <= believe(heard).high <= 1
