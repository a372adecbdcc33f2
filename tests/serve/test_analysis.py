"""Taking over what an edit leaves alone gives the same answer as starting anew."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.serve.analysis import Known, analyse, findings_at, tell
from holdwater.source import SourceText, Span
from holdwater.walk import assess
from tests.serve.texts import BLACKOUT, DEPOT, MUSEUM, known, understand

PIECES = (
    "x", " ", "\n", "7", "(1)", "(2)", "- ", "    - ", "**9** ", "likely", "very likely", "because: (1)", "last week", "2032-02", "5. ", "## Points\n",
    "It is evident that", "(1)-(3)", "source: log", "?", "\r\n", "\U0001f30a", "---\n", "<!-- holdwater: allow HW2, because -->", "no ", "\n\n",
)  # fmt: skip


def same(given: Known, source: SourceText) -> bool:
    """Findings, numbers, marks and all are those of a walk without memory."""
    fresh = assess(source, tell=False, bare=True)
    old, new = given.assessment.index, fresh.index
    return (
        given.assessment.diagnostics == fresh.diagnostics
        and given.assessment.weighing == fresh.weighing
        and [old.marks(claim) for claim in old.case.claims] == [new.marks(claim) for claim in new.case.claims]
        and [claim._replace(marks=None) for claim in old.case.claims] == [claim._replace(marks=None) for claim in new.case.claims]
    )


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_row_of_edits_is_understood_as_if_each_text_were_new(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from((DEPOT, MUSEUM[:2400], DEPOT.replace("\n", "\r\n"))))
    before: Known | None = None
    for _ in range(data.draw(st.integers(2, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from((0, 0, 1, 3, 40))))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
        source = SourceText("depot.case.md", text)
        before = understand(source, before)
        assert same(before, source)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("given (1).", "given (1), on the night."),  # a sentence
        ("because: (1)\n", "because: (4)\n"),  # a field
        ("1. The gate", "9. The gate"),  # a label that other sentences refer to
        ("as-of: 2032-03-01", "as-of: 2033-03-01"),  # the date that "last week" is counted from
        ("holdwater: 1", "holdwater: 2"),  # no case any more
        ("prior: unlikely", "prior: likely"),
        ("words", "words"),
    ],
)
def test_each_kind_of_edit(old: str, new: str) -> None:
    text = DEPOT.replace("The gate was open at two.", "Last week the gate was open at two, as (3)-(4) say.")
    before = understand(SourceText("depot.case.md", text))
    source = SourceText("depot.case.md", text.replace(old, new, 1))
    after = understand(source, before)
    assert same(after, source)
    assert same(understand(SourceText("depot.case.md", text), after), SourceText("depot.case.md", text))


def test_a_weighing_is_taken_over_after_an_edit_of_words_alone() -> None:
    bounds = DEPOT.replace("- H1 does not lead\n", "")  # draws are keyed by sentences, so numbers may not be taken over
    before = known(bounds)
    words = understand(SourceText("depot.case.md", bounds.replace("at two", "at three")), before)
    assert words.assessment.weighing is before.assessment.weighing
    field = understand(SourceText("depot.case.md", bounds.replace("    - very likely", "    - unlikely")), before)
    assert field.assessment.weighing is not before.assessment.weighing
    assert field.assessment.weighing != before.assessment.weighing


def test_a_sentence_that_stays_is_not_read_again() -> None:
    before = known(DEPOT)
    after = understand(SourceText("depot.case.md", DEPOT.replace("at two", "at 2")), before)
    first, second = after.assessment.index.case.claims[:2]
    assert first.marks is None
    assert second.marks is not None
    assert [DEPOT.replace("at two", "at 2")[hedge.at.start : hedge.at.end] for hedge in second.marks.hedges] == ["likely"]


def test_articles_are_understood_too() -> None:
    source = SourceText("blackout.txt", BLACKOUT)
    first = understand(source)
    assert same(first, source)
    shorter = SourceText("blackout.txt", BLACKOUT.replace("forty ships", "ships"))
    assert same(understand(shorter, first), shorter)


def test_selected_rules_alone_are_reported() -> None:
    codes = {
        finding.code for finding in understand(SourceText("b.txt", BLACKOUT), select=("HW2",), ignore=("HW201",)).assessment.diagnostics
    }
    assert codes
    assert all(code.startswith("HW2") and code != "HW201" for code in codes)


def test_the_sentences_on_numbers_come_when_they_are_asked_for() -> None:
    state = known(DEPOT)
    assert {point.held_how for point in state.assessment.weighing.points.values()} == {""}
    assert tell(state).assessment == assess(SourceText("depot.case.md", DEPOT))._replace(index=state.assessment.index)


def test_the_list_of_a_text_that_names_none() -> None:
    state = understand(SourceText("depot.case.md", DEPOT), words="kent")
    assert state.assessment.weighing == assess(SourceText("depot.case.md", DEPOT), words="kent", tell=False, bare=True).weighing
    assert state.assessment.weighing != known(DEPOT).assessment.weighing
    named = DEPOT.replace("as-of:", "words: icd203\nas-of:")
    assert understand(SourceText("depot.case.md", named), words="kent").assessment.weighing == known(DEPOT).assessment.weighing


@pytest.mark.parametrize("after", [0, 1])
def test_what_nobody_waits_for_is_not_finished(after: int) -> None:
    answers = [False] * after + [True]
    assert analyse(SourceText("depot.case.md", DEPOT), stale=lambda: answers.pop(0)) is None
    assert answers == []


def test_findings_at_a_place_are_those_that_touch_it() -> None:
    found = known(BLACKOUT, "blackout.txt").assessment.diagnostics
    first = found[0]
    assert first in findings_at(found, Span(first.at.start, first.at.start))
    assert first in findings_at(found, Span(first.at.end, first.at.end))
    assert first not in findings_at(found, Span(first.at.end + 1, first.at.end + 1))
    assert findings_at(found, Span(0, len(BLACKOUT))) == list(found)
