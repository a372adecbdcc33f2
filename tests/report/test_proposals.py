"""Proposals in what is shown: all of them, where they belong, marked as what they are, and counted nowhere else."""

import re

import pytest
from hypothesis import given, settings

from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.case.proposals import list_proposals
from holdwater.case.types import Case
from holdwater.case.write import write
from holdwater.propose.decide import list_open
from holdwater.report.html import render
from holdwater.report.json import read_object
from holdwater.report.text import Look, summary
from holdwater.report.views.names import anchors
from holdwater.report.views.points import Point, view_points
from holdwater.report.views.proposals import view_proposals
from holdwater.report.views.readings import find_conclusions, read_standings
from holdwater.report.views.sources import view_sources
from holdwater.report.weighing import weighing_table
from holdwater.source import SourceText
from holdwater.walk import Assessment, assess
from tests.property.test_write_and_parse import cases
from tests.report.test_element import read_page

FERRY = """---
holdwater: 1
title: Why did the ferry leave the channel?
as-of: 2031-05-04
---

## Hypotheses: What turned the ferry?

- **H1** The helmsman fell asleep.
  - prior: unlikely
- **H2** The rudder jammed.
- **H3?** A wake of another ship pushed it.
  - note: nobody has asked the crew of the tug
  - prior?: unlikely

## Hypotheses: Who knew?

- **H8?** The owner knew of the rudder.

## Points

1. The ferry left the channel at four in the morning.
    - source: log, 2
    - if H1: likely; H2: likely
    - if H3?: very likely
2. The rudder had been repaired twice that month.
    - likely
    - source: log
    - when?: 2031-04
3. It is likely that the rudder jammed.
    - likely
    - because: (1), (2)
    - because?: (P5) — likely
    - scheme?: sign
    - states?: H2
    - source?: tug, 3
    - **3a?** The jam lasted a minute.
        - roughly even chance?

- **P5?** The steering alarm sounded before the turn.
  - very likely
  - because: (2)
  - because?: (1)
  - source: tug, 2

## Sources

- **log** The log of the ferry
  - grade: B
  - grade?: A
- **tug?** The crew of the tug
  - grade: C
  - stake?: fined the year before
  - relays: log

## Watch

- **W1** The rudder is raised.
  - by: 2031-06-01
  - if H1: unlikely; H2: likely
- **W2?** A second alarm is found in the record.
  - by: 2031-07-01
  - if H1: unlikely; H2: likely
"""

LISTED = [  # by hand, in text order
    ("H3", None, "A wake of another ship pushed it."),
    ("H3", "prior", "unlikely"),
    ("H8", None, "The owner knew of the rudder."),
    ("1", "if", "H3: very likely"),
    ("2", "when", "2031-04"),
    ("3", "because", "(P5) — likely"),
    ("3", "scheme", "sign"),
    ("3", "states", "H2"),
    ("3", "source", "tug, 3"),
    ("3a", None, "The jam lasted a minute."),
    ("3a", "", "roughly even chance"),
    ("P5", None, "The steering alarm sounded before the turn."),
    ("P5", "because", "(1)"),
    ("log", "grade", "A"),
    ("tug", None, "The crew of the tug"),
    ("tug", "stake", "fined the year before"),
    ("W2", None, "A second alarm is found in the record."),
]

def opened(text: str = FERRY, name: str = "cases/ferry.case.md") -> Assessment:
    return assess(SourceText(name, text), numbers=True)


@pytest.fixture(scope="module")
def ferry() -> Assessment:
    return opened()


@pytest.fixture(scope="module")
def page(ferry: Assessment) -> str:
    return render(*ferry[:3])


def flat(points: tuple[Point, ...]) -> list[Point]:
    return [each for point in points for each in (point, *flat(point.parts))]


# The list


def test_everything_proposed_is_listed_in_text_order(ferry: Assessment) -> None:
    assert [(one.id, one.field, one.text) for one in list_proposals(ferry.index.case)] == LISTED


def test_what_is_listed_says_where_it_stands(ferry: Assessment) -> None:
    for one in list_proposals(ferry.index.case):
        words = FERRY[one.at.start : one.at.end]
        assert words == one.text if one.field is None else words.startswith(f"{one.field}?") or words.endswith("?") or one.field == "if"
    under = {(one.id, one.field) for one in list_proposals(ferry.index.case) if one.under}
    assert under == {("H3", "prior"), ("3a", ""), ("P5", "because"), ("tug", "stake")}
    assert {one.id: one.question for one in list_proposals(ferry.index.case) if one.kind == "hypothesis"} == {"H3": "Q1", "H8": "Q2"}


@given(cases())
@settings(max_examples=60, deadline=None)
def test_the_list_has_what_review_walks_through(case: Case) -> None:
    text = write(case, file="article.txt")
    listed = list_proposals(parse(SourceText("case.md", text)).case)
    assert sorted((one.id, one.at) for one in listed) == sorted((one.item.id, one.at) for one in list_open("case.md", text))


def test_a_case_without_proposals_has_none() -> None:
    plain = parse(SourceText("a.case.md", "---\nholdwater: 1\n---\n\n## Points\n\n1. It rained.\n")).case
    assert list_proposals(plain) == ()
    assert view_proposals(plain) is None


# The page


def test_the_headline_counts_them_and_leads_to_a_decision(page: str) -> None:
    words = re.sub(r"<[^>]*>", "", page[page.index('<a href="#proposals"') :][:600])
    assert words.startswith("17 proposals, not counted (2 points, 2 hypotheses, 1 source, 1 watch item and 11 fields).")
    assert "holdwater review ferry.case.md" in words
    assert "cases/ferry" not in page  # the name of a folder is nobody's business but the writer's


def test_the_method_lists_them_all(page: str) -> None:
    section = page[page.index('id="proposals"') :]
    lines = [re.sub(r"<[^>]*>", "", line) for line in re.findall(r"<li[^>]*>(.*?)</li>", section[: section.index("</ul>")])]
    assert lines == [
        f"({id}) {text}" if field is None else f"under ({id}) {field}{': ' if field else ''}{text}" for id, field, text in LISTED
    ]


def test_every_proposed_item_has_one_place_marked_as_what_it_is(page: str, ferry: Assessment) -> None:
    places = anchors(ferry.index.case)
    for id in ("H3", "H8", "3a", "P5", "tug", "W2"):
        found = re.findall(rf'<(?:article|li)[^>]*class="[^"]*proposal[^"]*"[^>]*id="{re.escape(places[id])}"', page)
        assert len(found) == 1, id
    ids = [attributes["id"] for _, attributes in read_page(page).tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {attributes["href"] for tag, attributes in read_page(page).tags if tag == "a"}
    assert {str(target) for target in targets} <= {f"#{id}" for id in ids}
    assert 'class="ref lost"' not in page


def test_proposed_points_stand_in_their_order_and_have_no_numbers(ferry: Assessment) -> None:
    index, _, weighing = ferry[:3]
    points = view_points(index, (), read_standings(index, weighing))
    assert [(point.id, point.proposed) for point in flat(points)] == [("1", False), ("2", False), ("3", False), ("3a", True), ("P5", True)]
    alarm = next(point for point in points if point.id == "P5")
    assert alarm.standing.said.interval is None
    assert alarm.standing.held.interval is None
    assert alarm.kind == "report"
    assert ("degree", "very likely") in alarm.facts
    assert [(reason.points, reason.guess) for reason in alarm.reasons] == [(("2",), False), (("1",), True)]
    assert next(point for point in points if point.id == "2").carries == ("3",)
    assert next(point for point in points if point.id == "3").proposals == (("scheme?", "sign"), ("source?", "tug, 3"))
    assert next(point for point in points if point.id == "1").proposals == (("if?", "H3: very likely"),)


def test_proposed_hypotheses_stand_under_their_question_outside_the_matrix(ferry: Assessment) -> None:
    view = view_sources(ferry.index, find_conclusions(ferry.index))
    assert [[rival.id for rival in contest.rivals] for contest in view.contests] == [["H1", "H2"], []]
    assert [[rival.id for rival in contest.proposed] for contest in view.contests] == [["H3"], ["H8"]]
    assert view.contests[0].proposed[0].proposals == (("prior?", "unlikely"),)
    assert [len(row) for row in view.contests[0].cells] == [2, 2]
    assert all(rival.stated_by == () for rival in view.contests[0].rivals)  # (3) is only proposed to state H2


def test_proposed_sources_and_indicators(ferry: Assessment) -> None:
    view = view_sources(ferry.index, find_conclusions(ferry.index))
    assert [(speaker.id, speaker.proposed, speaker.proposals) for speaker in view.speakers] == [
        ("log", False, (("grade?", "A"),)),
        ("tug", True, (("stake?", "fined the year before"), ("relays", "log"))),
    ]
    assert [(each.id, each.proposed, each.proposals) for each in view.indicators] == [
        ("W1", False, ()),
        ("W2", True, (("if", "H1: unlikely; H2: likely"),)),
    ]
    assert view.origins[0].names == ("The log of the ferry",)


def test_the_text_of_a_proposal_is_only_text() -> None:
    evil = "<img src=x onerror=alert(1)>"
    text = FERRY.replace("A wake of another ship", evil).replace("fined the year before", evil).replace("The jam lasted", evil)
    made = render(*opened(text)[:3])
    assert "<img" not in made
    assert made.count("&lt;img src=x") >= 6  # each where it belongs and in the list


def test_hostile_labels_have_places_of_their_own() -> None:
    text = "---\nholdwater: 1\n---\n\n## Points\n\n- **7** It rained.\n- **7?** It snowed.\n- **7?** It hailed.\n  - because?: (7)\n"
    made = render(*opened(text)[:3])
    ids = [attributes["id"] for _, attributes in read_page(made).tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(words in made for words in ("It rained.", "It snowed.", "It hailed."))


def test_guesses_about_an_article() -> None:
    found = opened("Harbour\n\n1. The crane stopped.\n\n2. So the ships waited.\n", "notes/harbour.txt")
    claim = found.index.case.claims[0]
    guess = claim._replace(because=(found.index.case.claims[1].because or ())[:1])
    steps = tuple(step._replace(proposed=True, basis="guess", premises=("2",)) for step in guess.because)
    assert steps, "the sentence with “so” has a step"
    case = found.index.case._replace(claims=(claim._replace(because=steps), *found.index.case.claims[1:]))
    assert [(one.id, one.field, one.text) for one in list_proposals(case)] == [("1", "because", "(2)")]
    proposals = view_proposals(case, case.source.name)
    assert proposals is not None
    assert proposals.total == "1 proposal, not counted"
    assert proposals.ways == ("holdwater read notes/harbour.txt -o harbour.case.md", "holdwater review harbour.case.md")
    assert "our guess, not counted" in render(Index(case), (), found.weighing)


# The terminal and the JSON


def test_the_terminal_has_one_line(ferry: Assessment) -> None:
    index, diagnostics, weighing = ferry[:3]
    line = "17 proposals, not counted (2 points, 2 hypotheses, 1 source, 1 watch item and 11 fields): holdwater review cases/ferry.case.md\n"
    assert line in summary(index, diagnostics, weighing, Look())
    assert line in weighing_table(index, weighing, Look())
    plain = opened(FERRY.split("## Hypotheses: Who")[0].replace("?*", "*").replace("prior?", "note"))
    assert "proposal" not in summary(*plain[:3], Look()) + weighing_table(plain.index, plain.weighing, Look())


def test_a_command_quotes_the_name_of_a_file() -> None:
    told = summary(*opened(FERRY, "o'neil & co/fe\x1brry.case.md")[:3], Look())
    assert "holdwater review 'o'\\''neil & co/fe␛rry.case.md'" in told
    assert "\x1b" not in told
    assert "holdwater review FILE" in summary(*opened(FERRY, "stdin")[:3], Look())


def test_the_json_lists_them(ferry: Assessment) -> None:
    data = read_object(ferry.index)
    assert [(one["id"], one["field"], one["text"]) for one in data["proposals"]] == LISTED
    first = data["proposals"][0]
    assert first == {
        "id": "H3", "kind": "hypothesis", "question": "Q1", "field": None, "text": "A wake of another ship pushed it.", "under": False,
        "start": FERRY.index("A wake"), "end": FERRY.index("A wake") + 33, "line": 12, "column": 11,
    }  # fmt: skip
    assert {one["id"] for key in ("points", "hypotheses", "sources") for one in data[key]} == {"1", "2", "3", "H1", "H2", "log"}
