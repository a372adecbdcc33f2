"""Exact held against the linear programme over all possible worlds (`tests/credence/worlds.py`), and laws."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.index import Index
from holdwater.case.types import Claim
from holdwater.weigh import Weighing, weigh
from tests.credence.worlds import Argument, find_extremes
from tests.weigh.arguments import arguments
from tests.weigh.build import case, point, question
from tests.weigh.test_against_worlds import drawn_arguments, list_points

LAWS = settings(max_examples=60, deadline=None, derandomize=True)


def weigh_tight(*claims: Claim, **more: object) -> Weighing:
    return weigh(Index(case(*claims, **more)), tight=True)  # type: ignore[arg-type]


def assert_exact(argument: Argument) -> None:
    points = list_points(argument)
    if points is None:
        return
    weighing = weigh_tight(*points)
    assert weighing.untight is None
    for id, weighed in weighing.points.items():
        least, greatest = find_extremes(argument, id)
        tight, held = weighed.held_tight, weighed.held
        assert tight is not None
        assert held is not None
        assert tight == pytest.approx((float(least), float(greatest)), abs=1e-7)
        assert held.low <= tight.low <= tight.high <= held.high


@LAWS
@given(drawn_arguments(loops=False))
def test_it_is_the_range_over_all_worlds(argument: Argument) -> None:
    assert_exact(argument)


@LAWS
@given(drawn_arguments(loops=True))
def test_it_is_the_range_over_all_worlds_round_a_loop(argument: Argument) -> None:
    assert_exact(argument)


@settings(LAWS, max_examples=150)
@given(st.booleans().flatmap(lambda loops: arguments(loops=loops)))
def test_it_is_inside_the_local_one(points: list[Claim]) -> None:
    weighing = weigh_tight(*points)
    for weighed in weighing.points.values():
        if weighed.held_tight is None:
            assert weighing.untight is not None
            continue
        assert weighed.held is not None
        assert weighed.held.low <= weighed.held_tight.low <= weighed.held_tight.high <= weighed.held.high


def test_a_doubt_that_two_steps_share_is_counted_once() -> None:
    # the clock was right with 0.9; both readings of it follow; the conclusion needs both: 0.9, where local bounds say 0.8 to 0.9
    weighing = weigh_tight(
        point("1", "0.9"),
        point("2", None, because=[(["1"], "1.0")]),
        point("3", None, because=[(["1"], "1.0")]),
        point("4", None, because=[(["2", "3"], "1.0")]),
    )
    assert weighing.points["4"].held == pytest.approx((0.8, 0.9))
    assert weighing.points["4"].held_tight == pytest.approx((0.9, 0.9))


def test_rivals_exclude_one_another() -> None:
    # H1 in [0.2, 0.4], the others unstated: a point that needs H1 and H2 together has no chance; one that takes either has their sum, which
    # is 0.2 + 0.4 to 0.4 + 0.3, as H2 and H3 share what H1 leaves
    q = question(("H1", "0.2–0.4"), ("H2", None), ("H3", None))
    weighing = weigh_tight(
        point("1", None, because=[(["H1", "H2"], "1.0")]),
        point("2", None, because=[(["H1"], "1.0"), (["H2"], "1.0")]),
        questions=[q],
    )
    assert weighing.points["1"].held_tight == pytest.approx((0.0, 0.0), abs=1e-9)
    # ranges of priors are H1 0.2–0.4, H2 and H3 0.3–0.4 each; the least sum is 1 − 0.4 = 0.6, the greatest 1 − 0.3 = 0.7
    assert weighing.points["2"].held_tight == pytest.approx((0.6, 0.7))
    assert weighing.points["2"].held == pytest.approx((0.3, 0.8))


def test_an_objection_left_out_of_a_loop_leaves_no_exact_range() -> None:
    weighing = weigh_tight(
        point("1", "0.9", because=[(["3"], None)]),
        point("2", "0.9", because=[(["1"], None)]),
        point("3", "0.8", against=[(["2"], None)]),
        point("4", "0.7"),
    )
    assert weighing.points["4"].held_tight == (0.7, 0.7)
    assert [weighing.points[id].held_tight for id in "123"] == [None] * 3
    assert weighing.untight == "(1), (2), (3) rest on a loop from which an objection or undercutter was left out"


def test_what_hangs_together_too_closely_is_refused_and_said() -> None:
    """Sixteen leaves, each pair of them the reason for a point, and all these the reason for one."""
    leaves = [f"L{at}" for at in range(16)]
    pairs = [(one, other) for one in leaves for other in leaves if one < other]
    points = [point(leaf, "0.9") for leaf in leaves]
    points += [point(f"P{at}", "0.9", because=[(pair, None)]) for at, pair in enumerate(pairs)]
    points += [point("C", "0.9", because=[([f"P{at}" for at in range(len(pairs))], None)]), point("D", "0.9", because=[(["C"], None)])]
    weighing = weigh_tight(*points)
    assert weighing.points["P3"].held_tight == weighing.points["P3"].held
    assert weighing.points["C"].held_tight is None
    assert weighing.points["D"].held_tight is None
    assert weighing.untight == "what (C), (D) rest on hangs together too closely for one linear programme"


def test_absent_points_have_none() -> None:
    weighing = weigh_tight(point("1", "0.9", retracted="2020-01-01"), point("2", "0.9"), as_of="2021-01-01")
    assert weighing.points["1"].held_tight is None
    assert weighing.points["2"].held_tight == (0.9, 0.9)
    assert weighing.untight is None


def test_fractions_are_what_the_oracle_speaks() -> None:
    """The oracle itself, on a case worked out by hand: two lines from one premise, 0.5 each, given it: 0.45 to 0.9."""
    half = (Fraction(1, 2), Fraction(1, 2))
    argument = Argument({"L": (Fraction(9, 10), Fraction(9, 10))}, [("C", ("L",), half), ("C", ("L",), half)])
    assert find_extremes(argument, "C") == (Fraction(9, 20), Fraction(9, 10))
    assert_exact(argument)
