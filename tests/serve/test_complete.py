"""What is offered where."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.lexicon import SCALES
from holdwater.serve.complete import MOST, Completion, complete
from holdwater.source import SourceText
from tests.serve.texts import BLACKOUT, DEPOT, at, known

FIELDS = '- quote: "as (2) has it" [log:3-9]\n'


def offered(typed: str, behind: str = FIELDS, text: str = DEPOT, name: str = "depot.case.md") -> list[Completion]:
    """What is offered behind some words that were typed; what was understood before is the text without them."""
    offset = at(text, behind, len(behind))
    after = text[:offset] + typed + text[offset:]
    offer = complete(known(text, name).assessment.index, SourceText(name, after), offset + len(typed))
    assert all(item.at.end == offset + len(typed) for item in offer.items)
    return list(offer.items)


def texts(typed: str, behind: str = FIELDS, **more: str) -> list[str]:
    return [item.text for item in offered(typed, behind, **more)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("    - be", ["because: "]),
        ("    - supers", ["superseded by: "]),
        ("    - very l", ["very likely"]),
        ("    - obs", ["observation"]),
        ("    - ope", ["open"]),
        ("    - because: ", ["(H1)", "(H2)", "(1)", "(2)", "(3)", "(4)", "(4a)"]),
        ("    - because: (", ["H1)", "H2)", "1)", "2)", "3)", "4)", "4a)"]),
        ("    - because: (4", ["4)", "4a)"]),
        ("    - because: (1), (", ["H1)", "H2)", "1)", "2)", "3)", "4)", "4a)"]),
        ("    - because: (cameras", ["4)"]),
        ("    - because: (1) — almost c", ["almost certain", "almost certainly"]),
        ("    - explains: ", ["(1)", "(2)", "(3)", "(4)", "(4a)"]),
        ("    - undercuts: (3) because (4a", ["4a)"]),
        ("    - states: ", ["H1", "H2"]),
        ("    - if ", ["H1: ", "H2: "]),
        ("    - if H1: likely; ", ["H2: "]),
        ("    - if H1: roughly even c", ["roughly even chance"]),
        ("    - source: ", ["log", "wire"]),
        ("    - denied by: w", ["wire"]),
        ("    - source: log, ", ["1", "2", "3", "4", "5", "6"]),
        ('    - quote: "words" [', ["log:", "wire:"]),
        ("    - allow HW305", ["HW305: "]),
        ("    - note: as (4", ["4)", "4a)"]),
        ("- ", ["**5** "]),
        ("See (4", ["4)", "4a)"]),
        ("<!-- holdwater: ", ["allow "]),
        ("<!-- holdwater: allow HW305", ["HW305, "]),
    ],
)
def test_under_points(typed: str, first: list[str]) -> None:
    assert texts(typed) == first


@pytest.mark.parametrize(
    ("typed", "behind", "first"),
    [
        ("  - pr", "Thieves.\n", ["prior: "]),
        ("  - prior: very l", "Thieves.\n", ["very likely"]),
        ("- ", "Thieves.\n", ["**H3** "]),
        ("  - gr", "The Wire\n", ["grade: "]),
        ("  - grade: ", "The Wire\n", ["A", "B", "C", "D", "E", "F"]),
        ("  - anon", "The Wire\n", ["anonymous"]),
        ("  - relays: ", "The Wire\n", ["log", "wire"]),
        ("  - out", "charged.\n", ["outcome: "]),
        ("  - outcome: ", "charged.\n", ["yes, ", "no, "]),
        ("- ", "charged.\n", ["**W2** "]),
        ("- (3) holds at least very l", "## Expect\n\n", ["very likely"]),
        ("- (4", "## Expect\n\n", ["4)", "4a)"]),
        ("- (3) ", "## Expect\n\n", ["holds at most ", "holds at least ", "says "]),
        ("- H2 l", "## Expect\n\n", ["H2 leads"]),
        ("wor", "holdwater: 1\n", ["words: "]),
        ("words: ", "holdwater: 1\n", list(SCALES)),
    ],
)
def test_elsewhere_in_a_case(typed: str, behind: str, first: list[str]) -> None:
    found = texts(typed, behind)
    assert [text for text in found if text in first] == first
    assert found == first or typed in ("- H2 l",)


def test_prose_is_left_in_peace() -> None:
    for typed in ("    - The crew", "The gate was ", "It is likely that (2017) ", "see [", "    - note: a remark about "):
        assert texts(typed) == [], typed
    assert texts("Nothing. ", "What follows rests on (2). ") == []


def test_a_closing_parenthesis_that_is_there_is_not_doubled() -> None:
    behind = "    - because: ("
    offset = at(DEPOT, behind, len(behind))
    offer = complete(known(DEPOT).assessment.index, SourceText("d.case.md", DEPOT[:offset] + "4)" + DEPOT[offset + 2 :]), offset + 1)
    assert [item.text for item in offer.items] == ["4", "4a"]


def test_labels_say_what_they_stand_for_and_are_found_by_its_words() -> None:
    four = next(item for item in offered("    - because: (") if item.label == "4")
    assert four.detail == "The cameras show nobody."
    assert "cameras" in four.matches


def test_an_article_offers_its_numbers() -> None:
    assert texts("(1", "let us assume that ", text=BLACKOUT, name="b.txt") == ["1)", "10)", "11)", "12)", "13)", "14)", "15)"]
    assert texts("<!-- holdwater: allow HW203", "let us assume that ", text=BLACKOUT, name="b.txt") == ["HW203, "]


def test_more_than_can_be_shown_is_said_to_be_more() -> None:
    text = "---\nholdwater: 1\n---\n\n## Points\n\n" + "".join(f"- **{number}** Crane {number} stopped.\n" for number in range(1, 401))
    index = known(text, "many.case.md").assessment.index
    whole = complete(index, SourceText("many.case.md", text + "\nSee ("), len(text) + 6)
    assert (len(whole.items), whole.whole) == (MOST, False)
    narrowed = complete(index, SourceText("many.case.md", text + "\nSee (399"), len(text) + 9)
    assert ([item.label for item in narrowed.items], narrowed.whole) == (["399"], True)


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_anywhere_in_any_text_something_or_nothing_is_offered(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from((DEPOT, BLACKOUT[:1500], "---\nholdwater: 1\n---\n", "")))
    typed = data.draw(st.text(alphabet="(-: \n[#*if<!allowH1;,—", max_size=12))
    offset = data.draw(st.integers(0, len(text)))
    after = text[:offset] + typed + text[offset:]
    offer = complete(known(text).assessment.index, SourceText("a.md", after), offset + len(typed))
    for item in offer.items:
        assert item.at.end == offset + len(typed)
        assert "\n" not in after[item.at.start : item.at.end]
