"""Renaming: everywhere it counts, nowhere else, and never so that the text means something else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.serve.edits import Declined, Edit, apply_edits, difference
from holdwater.serve.labels import items
from holdwater.serve.rename import rename
from holdwater.source import SourceText, Span
from holdwater.weigh import weigh
from tests.serve.texts import BLACKOUT, DEPOT, MUSEUM, known


def renamed(text: str, label: str, new: str, name: str = "depot.case.md") -> str:
    edits = rename(known(text, name), label, new)
    assert not isinstance(edits, Declined), edits.why
    return apply_edits(text, edits)


def declined(text: str, label: str, new: str, name: str = "depot.case.md") -> str:
    edits = rename(known(text, name), label, new)
    assert isinstance(edits, Declined)
    return edits.why


def test_a_number_of_a_list_becomes_a_bold_label_and_the_words_of_others_stay() -> None:
    text = renamed(DEPOT, "2", "20")
    expected = DEPOT.replace("2. It is likely", "- **20** It is likely").replace("rests on (2)", "rests on (20)")
    expected = expected.replace("because: (2), (1)", "because: (20), (1)").replace("because (2), (1)", "because (20), (1)")
    assert text == expected
    for words in ("`(2)`", "> (2) is what they say.", '"as (2) has it"'):
        assert words in text


def test_the_number_of_a_list_of_one_stays_a_number() -> None:
    text = "---\nholdwater: 1\n---\n\n## Points\n\n1. The gate was open.\n\nBut:\n\n4. Nobody came, given (1).\n    - because: (1)\n"
    assert renamed(text, "1", "3") == text.replace("1. The", "3. The").replace("(1)", "(3)")


def test_bold_labels_sources_and_hypotheses() -> None:
    assert renamed(DEPOT, "4a", "4b") == DEPOT.replace("**4a**", "**4b**")
    assert renamed(DEPOT, "log", "gate-log") == (
        DEPOT.replace("source: log", "source: gate-log").replace("**log**", "**gate-log**").replace("relays: log", "relays: gate-log")
        .replace("[log:3-9]", "[gate-log:3-9]")
    )  # fmt: skip
    assert renamed(DEPOT, "H1", "HX") == DEPOT.replace("H1", "HX")


def test_an_article_keeps_its_numbers_in_order() -> None:
    assert renamed(BLACKOUT, "15", "16", "blackout.txt") == BLACKOUT.replace("15.", "16.").replace("(15)", "(16)")
    assert "no longer be read" in declined(BLACKOUT, "2", "40", "blackout.txt")


def test_one_of_a_range_cannot_change_alone() -> None:
    text = (
        "1. The gate was open.\n\n2. The log is clear.\n\n3. The key is gone.\n\n4. It is likely that the crew did it, given points 1-3.\n"
    )
    assert "“points 1-3”" in declined(text, "2", "9", "a.txt") or "“1-3”" in declined(text, "2", "9", "a.txt")


@pytest.mark.parametrize(
    ("label", "new", "why"),
    [
        ("2", "3", "(3) is the label of a point already"),
        ("2", "H1", "(H1) is the label of a hypothesis already"),
        ("2", "wire", "(wire) is the label of a source already"),
        ("2", "a b", "is no label"),
        ("2", "", "is no label"),
        ("2", "7.", "is no label"),
        ("99", "98", "(99) is no item of this text"),
    ],
)
def test_what_cannot_be_is_declined_with_the_reason(label: str, new: str, why: str) -> None:
    assert why in declined(DEPOT, label, new)


def test_a_label_given_twice_is_not_renamed() -> None:
    assert "several items" in declined(DEPOT.replace("**wire**", "**log**"), "log", "diary")


def test_a_new_label_that_prose_would_take_for_a_reference_is_declined() -> None:
    """(2017) is a year to a file without such a label; it must not become a reference."""
    text = DEPOT.replace("What follows", "In that year (2017) what follows")
    assert "no longer be read" in declined(text, "2", "2017")


def test_the_same_label_and_parentheses_around_the_new_one() -> None:
    assert rename(known(DEPOT), "2", "2") == ()
    assert renamed(DEPOT, "2", " (20) ") == renamed(DEPOT, "2", "20")


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_is_renamed_the_case_weighs_the_same_under_its_new_name(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from((DEPOT, MUSEUM, DEPOT.replace("\n", "\r\n"))))
    before = known(text)
    label = data.draw(st.sampled_from(sorted(item.id for _, item in items(before.assessment.index))))
    new = data.draw(st.sampled_from(("44", "1000", "X", "a.b", "H9", "zz-1", "7b")))
    edits = rename(before, label, new)
    if isinstance(edits, Declined):
        return
    after = apply_edits(text, edits)
    parsed = parse(SourceText("depot.case.md", after))
    weighing = weigh(Index(parsed.case))
    for id, point in weigh(before.assessment.index).points.items():
        again = weighing.points[new if id == label else id]
        assert (again.said, again.held, again.origins) == (point.said, point.held, point.origins)
    back = rename(known(after), new, label)
    assert not isinstance(back, Declined)
    assert {claim.id for claim in parse(SourceText("d.md", apply_edits(after, back))).case.claims} == set(before.assessment.index.claims)


@given(
    st.lists(st.sampled_from(("a\n", "b\n", "c\r\n", "d")), max_size=8), st.lists(st.sampled_from(("a\n", "b\n", "c\r\n", "d")), max_size=8)
)
@settings(max_examples=80)
def test_a_difference_makes_the_one_into_the_other(before: list[str], after: list[str]) -> None:
    old, new = "".join(before), "".join(after)
    assert apply_edits(old, difference(old, new)) == new
    assert (old == new) == (difference(old, new) == ())


def test_a_difference_leaves_the_ends_alone() -> None:
    assert difference("a\nb\nc\n", "a\nx\nc\n") == (Edit(Span(2, 4), "x\n"),)
