"""What the draws say, as a page and as a terminal text, from a weighing put together by hand."""

from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.credence import Interval
from holdwater.report import html
from holdwater.report.text import Look
from holdwater.report.views.numbers import Numbers, view_numbers
from holdwater.report.weighing import band_bar, tell_path, weighing_table
from holdwater.source import SourceText
from holdwater.weigh import Weighing, weigh
from holdwater.weigh.bands import Band, Refusal, Tipping, WeighedIndicator, WeighedSource, Weight

TEXT = """\
---
holdwater: 1
---

## Hypotheses: What stopped the <mill>?

- **H1** The pump failed.
- **H2** The inlet was blocked.
- **H3** Somebody shut it off.

## Points

1. The wheel stood still.
    - source: miller, 2
    - if H1: likely; H2: unlikely
2. The inlet was shut.
    - likely
    - because: (1)

## Sources

- **miller** The miller
  - grade: B

## Watch

- **W1** The pump is found dry.
  - by: 2031-05-01
  - if H1: likely; H2: unlikely
"""


def even(value: float) -> Band:
    return Band(value, value, value, value, value)


def weighed(leader: str | None = "H1", impossible: int = 0) -> tuple[Index, Weighing]:
    index = Index(parse(SourceText("mill.case.md", TEXT)).case)
    plain = weigh(index)
    bands = {"H1": Band(0.6, 0.4, 0.8, 0.3, 0.9996), "H2": Band(0.3, 0.1, 0.5, 0.05, 0.6), "H3": even(0.1)}
    leads = {"H1": 0.9996, "H2": 0.0004, "H3": 0.0}
    question = plain.questions[0]
    rivals = tuple(one._replace(posterior=bands[one.id], leads=leads[one.id], examined=one.id != "H3") for one in question.hypotheses)
    return index, plain._replace(
        questions=(question._replace(hypotheses=rivals, leader=leader),),
        points={id: point._replace(posterior=even(0.75), held_tight=Interval(0.5, 0.5)) for id, point in plain.points.items()},
        weights=(
            Weight("1", "point", {"H1": even(0.2), "H2": even(0.7), "H3": even(0.1)}, {"H1/H2": even(1.0), "H1/H3": None}, None),
            Weight("miller", "source", {"H1": even(0.601), "H2": even(0.3), "H3": even(0.1)}, {"H1/H2": even(0.0)}, None),
        ),
        tipping=(Tipping("(1) under H1", "1", "Q1", Interval(0.55, 0.8), 0.6, True, "H1", "H2"),),
        indicators=(WeighedIndicator("W1", "Q1", even(0.4), Band(0.2, 0.1, 0.3, 0.0, 0.4), 0.21),),
        sources=(WeighedSource("miller", Interval(0.7, 0.9), even(0.85), "grade B"),),
        seed=0,
        draws=2000,
        impossible=impossible,
    )


def view(index: Index, weighing: Weighing) -> Numbers:
    numbers = view_numbers(index, weighing)
    assert numbers is not None
    return numbers


def test_without_draws_there_is_nothing_to_show() -> None:
    index, _ = weighed()
    assert view_numbers(index, weigh(index)) is None
    assert 'id="numbers"' not in html.render(index, (), weigh(index))


def test_the_leader_is_named_with_its_share_with_what_would_change_it_and_with_who_was_not_examined() -> None:
    contest = view(*weighed()).contests[0]
    assert contest.verdict == (
        "(H1) leads in over 99 % of the draws. With (1) under H1 at 0.60 (inside its 0.55–0.80) (H2) leads instead of (H1). "
        "(H3) is not examined: nothing says how expected the evidence is there."
    )
    assert [rival.leads for rival in contest.rivals] == ["over 99 %", "under 1 %", "0 %"]
    assert view(*weighed(leader=None)).contests[0].verdict.startswith("No hypothesis leads. (H3)")


def test_what_carries_the_leader_is_told_heaviest_first_and_what_carries_nothing_is_counted() -> None:
    contest = view(*weighed()).contests[0]
    assert contest.about == "H1"
    # 0.6 now, 0.2 without it; ten to the power of 1.0 is ten times
    assert [one.words for one in contest.carriers] == ["without it (H1) falls to 0.20 (0.20–0.20), and (H2) would be ahead"]
    assert contest.carriers[0].tells == "10 times as expected under (H1) as under (H2)"
    assert contest.idle == 1


def test_a_number_next_to_certain_is_shown_as_what_it_is() -> None:
    index, weighing = weighed()
    table = weighing_table(index, weighing, Look(plain=True))
    assert "[0.30–0.9996]" in table
    assert "[0.30–0.9996]" in html.render(index, (), weighing)


def test_a_point_shows_its_exact_bounds_and_what_the_evidence_makes_of_it() -> None:
    index, weighing = weighed()
    table = weighing_table(index, weighing, Look(plain=True))
    assert "exactly 0.50, with all points taken together" in table
    assert "given all the evidence, it is so with 0.75, on 1 independent origin" in table
    assert "given all the evidence, its reasons go through with 0.75, on 1 independent origin" in table


def test_impossible_draws_are_told_and_a_refusal_names_the_points() -> None:
    index, weighing = weighed(impossible=3)
    assert view(index, weighing).refused == "The evidence is impossible in 3 draws of 2,000 draws; these are left out."
    refused = weigh(index)._replace(refused=Refusal(("1", "2"), 2**60, 5_000_000))
    numbers = view(index, refused)
    assert numbers.refused is not None
    assert numbers.refused.startswith("No posteriors: (1) and (2) hang together so closely")
    assert "hang together so closely" in html.render(index, (), refused)


def test_the_page_shows_the_words_of_the_case_as_text_and_each_bar_with_its_numbers() -> None:
    index, weighing = weighed()
    page = html.render(index, (), weighing)
    assert "What stopped the &lt;mill&gt;?" in page
    assert 'aria-label="H2: 0.30 (0.10–0.50) [0.05–0.60]"' in page
    assert 'href="#numbers"' in page


def test_a_bar_marks_reach_band_and_median() -> None:
    # ten cells: reached 0.1 to 0.9 is cells 1 to 8, the band 0.3 to 0.7 cells 3 to 6, the median at 0.5 cell 5
    assert band_bar(Band(0.5, 0.3, 0.7, 0.1, 0.9), Look(plain=True), 10) == ".--##|#--."
    assert band_bar(even(1.0), Look(plain=True), 10) == ".........|"
    assert band_bar(even(0.0), Look(plain=True), 10) == "|........."


def test_the_path_to_a_point_tells_each_point_below_it_once() -> None:
    index, weighing = weighed()
    told = tell_path(index, weighing, "2", Look(plain=True))
    assert told.startswith("(2) The inlet was shut.")
    assert "    because (1) The wheel stood still." in told
    assert told.count("The wheel stood still.") == 1


def test_a_notebook_shows_tables() -> None:
    _, weighing = weighed()
    shown = weighing._repr_html_()
    assert shown.count("<table>") == 2
    assert "0.6 (0.4–0.8)" in shown
