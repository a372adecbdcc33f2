"""The hand-made case that the project grew from, worked out by hand. Skipped where it is not beside the repository."""

import os

import pytest

from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.source import SourceText
from holdwater.weigh import Weighing, weigh

SEED = os.path.join(os.path.dirname(__file__), "..", "..", "..", "shared", "cases", "seed.case.md")


@pytest.fixture(scope="module")
def weighing() -> Weighing:
    if not os.path.exists(SEED):
        pytest.skip("../shared/cases/seed.case.md is not there")
    with open(SEED, encoding="utf-8") as file:
        return weigh(Index(parse(SourceText("seed.case.md", file.read())).case))


HELD = {
    # (8) likely from (7), flat: 0.55 · 0.95 to 0.80 · 1
    "8": (0.5225, 0.80),
    # (13) very likely from (7) and (8): 0.80 · (1 - 0.05 - 0.4775) = 0.80 · 0.4725; 0.95 · min(1, 0.80)
    "13": (0.378, 0.76),
    # (11) evident, 0.90–1, from five flat points: 0.90 · (1 - 5 · 0.05)
    "11": (0.675, 1.0),
    # (12) reported by the ministry itself, C, digit 4: odds (1 + 0.5·0.2)/(1 - 0.5·0.2) = 1.1/0.9 to (1 + 0.7·0.4)/(1 - 0.7·0.4) = 1.28/0.72
    # denied by another C without digit: odds (1 - 0.7·1)/(1 + 0.7·1) = 0.3/1.7 to (1 - 0.5·0.8)/(1 + 0.5·0.8) = 0.6/1.4
    # 33/153 and 768/1008: 33/186, 768/1776
    "12": (33 / 186, 768 / 1776),
    # (P6) likely from (12), (P7) likely from (P6)
    "P6": (0.55 * 33 / 186, 0.80 * 768 / 1776),
    "P7": (0.55**2 * 33 / 186, 0.80**2 * 768 / 1776),
    # (P8) probably, 0.55–0.80, from (4) and (10): 0.55 · 0.90
    "P8": (0.495, 0.80),
    # (P9) likely from (6), (7), (8): 0.55 · (1 - 0.05 - 0.05 - 0.4775) = 0.55 · 0.4225; 0.80 · 0.80
    "P9": (0.232375, 0.64),
    # (P3) a hypothesis without degree, from (P8), flat: 0.95 · 0.495 to 0.80
    "P3": (0.47025, 0.80),
    # (2) reported by a C without digit: (1 + 0.5·0.8)/2 to (1 + 0.7·1)/2
    "2": (0.70, 0.85),
    # (5) reported by a C with digit 3: (1 + 0.5·0.4)/2 to (1 + 0.7·0.6)/2
    "5": (0.60, 0.71),
    # (P1) has only proposed reasons: it holds its own "appears likely"
    "P1": (0.55, 0.80),
}


@pytest.mark.parametrize("id", HELD)
def test_held(weighing: Weighing, id: str) -> None:
    assert weighing.points[id].held == pytest.approx(HELD[id])


def test_said(weighing: Weighing) -> None:
    assert weighing.points["13"].said == (0.80, 0.95)
    assert weighing.points["12"].said is None  # what others report
    assert weighing.points["P3"].said is None  # a hypothesis
    assert weighing.points["P4"].said is None  # an assumption
    assert weighing.points["4"].said == (0.95, 1.0)


def test_origins_and_loops(weighing: Weighing) -> None:
    assert weighing.points["12"].origins == 1  # one ministry, one relay of it, and a denial
    assert weighing.points["P7"].origins == 1
    assert weighing.points["13"].origins == 0
    assert weighing.loops == ()
