"""From a case file to its numbers: the finished example, worked out by hand from the tables of grades and words."""

from functools import cache
from pathlib import Path

import pytest

from holdwater import files
from holdwater.credence import Interval
from holdwater.walk import Assessment, assess

ROOT = Path(__file__).parents[2]


@cache
def museum() -> Assessment:
    return assess(files.load(str(ROOT / "examples" / "museum.case.md")))


def held(point: str) -> Interval:
    interval = museum().weighing.points[point].held
    assert interval is not None
    return interval


def test_the_example_is_in_good_order() -> None:
    assert [finding for finding in museum().diagnostics if finding.severity != "note"] == []


def test_a_report_makes_of_even_odds_what_its_grade_and_digit_say() -> None:
    # grade B is 0.7 to 0.9, digit 2 is 0.6 to 0.8: (1 + 0.7 · 0.6) / 2 and (1 + 0.9 · 0.8) / 2
    assert held("1") == pytest.approx((0.71, 0.86))
    # digit 1 is 0.8 to 1
    assert held("2") == pytest.approx(((1 + 0.7 * 0.8) / 2, (1 + 0.9 * 1) / 2))


def test_a_joint_step_adds_the_doubts_of_its_premises() -> None:
    # “likely” is 0.55 to 0.80; the premises are (1) and (2)
    assert held("5") == pytest.approx((0.55 * (0.71 + 0.78 - 1), 0.80 * 0.86))


def test_what_repeats_an_origin_is_one_report() -> None:
    assert museum().weighing.points["9"].origins == 1
    assert museum().index.origin("agency") == "paper"


def test_the_hypotheses_and_what_would_tell_them_apart_are_there() -> None:
    case = museum().index.case
    assert [hypothesis.id for question in case.questions for hypothesis in question.hypotheses] == ["H1", "H2", "H3", "H4"]
    assert case.questions[0].text == "Who took the astrolabe?"
    assert [watch.by for watch in case.watch] == ["2032-05-30", "2032-06-15", "2032-09-01"]
    assert len(case.expects) == 3
