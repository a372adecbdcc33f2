"""What would be if: the case is changed as asked, and as little as that takes."""

import re

import pytest

from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.files import Problem
from holdwater.source import SourceText
from holdwater.weigh import weigh
from holdwater.weigh.whatif import suppose

TEXT = """\
---
holdwater: 1
as-of: 2031-05-01
---

## Hypotheses

- **H1** The pump failed.
  - prior: likely
- **H2** The inlet was blocked.

## Points

1. The wheel stood still.
    - source: miller, 2
    - source: paper, 2
    - **1a** It stood still at noon.
        - source: miller, 1
2. The inlet was shut.
    - likely
    - because: (1)
3. The mill lost a day.
    - because: (2) — very likely
4. The meadow was dry.
    - source: smith, 1

## Sources

- **miller** The miller
  - grade: B
- **paper** The paper
  - grade: C
  - relays: miller
- **smith** The smith
  - grade: B

## Watch

- **W1** The pump is found dry.
  - if H1: likely; H2: unlikely
"""


def index() -> Index:
    return Index(parse(SourceText("mill.case.md", TEXT)).case)


def held(*, sets: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> dict[str, tuple[float, float] | None]:
    points = weigh(Index(suppose(index(), sets, without))).points
    return {id: None if point.held is None else (round(point.held.low, 4), round(point.held.high, 4)) for id, point in points.items()}


def test_nothing_supposed_changes_nothing() -> None:
    start = index()
    assert suppose(start) is start.case


def test_a_point_that_is_set_stands_by_its_degree_alone_and_carries_what_rests_on_it() -> None:
    # (2) at 0.4 exactly; (3) is "very likely" [0.80, 0.95] given (2)
    assert held(sets=("(2)=0.4",))["2"] == (0.4, 0.4)
    assert held(sets=("2 = 0.4",))["3"] == (0.32, 0.38)
    assert held(sets=("(2)=0.4",))["1"] == held()["1"]
    assert held(sets=("(1)=0.5–0.7",))["1"] == (0.5, 0.7)
    assert held(sets=("(4)=open",))["4"] == (0.0, 1.0)


def test_without_a_point_its_lines_and_its_parts_count_no_longer() -> None:
    gone = held(without=("(1)",))
    assert gone["1"] is None
    assert gone["1a"] is None
    assert gone["2"] == (0.0, 0.0)
    assert gone["4"] == held()["4"]


def test_without_an_origin_the_lines_that_carry_its_word_are_gone_and_without_a_carrier_its_own_alone() -> None:
    no_miller = suppose(index(), without=("miller",))
    assert [len(claim.reports) for claim in no_miller.claims] == [0, 0, 0, 0, 1]
    no_paper = suppose(index(), without=("paper",))
    assert [len(claim.reports) for claim in no_paper.claims] == [1, 1, 0, 0, 1]
    # the paper only repeats the miller, so without it nothing changes
    assert held(without=("paper",)) == held()


def test_priors_grades_and_outcomes_can_be_set() -> None:
    case = suppose(index(), sets=("H2=0.3", "smith=A", "W1=yes"))
    assert [one.prior.term if one.prior else None for one in case.questions[0].hypotheses] == ["likely", "0.3"]
    assert [source.grade.term if source.grade else None for source in case.sources] == ["B", "C", "A"]
    assert case.watch[0].outcome == (True, "2031-05-01")
    assert suppose(Index(case), without=("W1",)).watch[0].outcome is None


@pytest.mark.parametrize(
    ("sets", "without", "message"),
    [
        (("(2)",), (), "is no assignment"),
        (("(2)=lkely",), (), "did you mean likely"),
        (("(9)=likely",), (), "nothing in the case is called '9'"),
        (("millr=B",), (), "did you mean miller"),
        (("smith=Z",), (), "is no grade"),
        (("W1=perhaps",), (), "an outcome is yes or no"),
        (("H1=200 %",), (), "is no degree"),
        ((), ("H1",), "nothing in the case"),
        ((), ("",), "nothing in the case"),
    ],
)
def test_what_cannot_be_supposed_is_said_with_its_mend(sets: tuple[str, ...], without: tuple[str, ...], message: str) -> None:
    with pytest.raises(Problem, match=re.escape(message)):
        suppose(index(), sets, without)
