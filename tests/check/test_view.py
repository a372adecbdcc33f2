"""What rules share: phrases, stems, quotations, numbers and days."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdwater.case.index import Index
from holdwater.check.numbers import days, number
from holdwater.check.overlap import share, shared
from holdwater.check.phrases import find_phrases
from holdwater.check.view import View, stem
from holdwater.lexicon.scale import data_lines
from holdwater.prose.tokens import Tokens
from holdwater.read import read
from holdwater.source import SourceText, Span


def view(text: str) -> View:
    return View(Index(read(SourceText("a", text))))


def phrases(text: str) -> list[tuple[str, str]]:
    return [(each.kind, text[each.at.start : each.at.end]) for each in find_phrases(Tokens(text, Span(0, len(text))))]


def test_phrases_are_found_with_their_gaps() -> None:
    assert ("motive", "has every intention of") in phrases("The bank has every intention of hiding it.")
    assert ("knowledge", "we know, for example, that") in phrases("But we know, for example, that it rained.")
    assert ("exclusion", "A stranger could not have") in phrases("A stranger could not have found it.")
    assert [kind for kind, _ in phrases("The river is wide.")] == []


def test_a_gap_does_not_cross_a_sentence() -> None:
    assert not [each for each in phrases("We know. He said that. It is so that it is.") if each[0] == "knowledge"]


def test_of_one_kind_the_longest_phrase_is_taken_once() -> None:
    assert [words for kind, words in phrases("It is well known that it rained.") if kind == "knowledge"] == ["It is well known that"]


@pytest.mark.parametrize("name", ["faults", "loaded", "restatement", "cardinals", "schemes"])
def test_a_list_names_its_source(name: str) -> None:
    head, rows = data_lines(name)
    assert {"title", "source", "licence", "version"} <= set(head)
    assert all(head[key] for key in ("title", "source", "licence", "version"))
    assert len(rows) > 10
    assert len({tuple(row) for row in rows}) == len(rows)
    assert {len(row) for row in rows} == {len(rows[0])}


def test_patterns_are_well_formed() -> None:
    for kind, pattern in data_lines("faults")[1][1:]:
        first, *rest = pattern.split()
        assert first not in ("_", "*"), pattern
        assert not rest or rest[-1] not in ("_", "*") or kind == "exclusion", pattern
        assert all("" not in word.split("|") for word in (first, *rest)), pattern
        assert pattern == pattern.lower(), pattern


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("attacks", "attack"),
        ("attacked", "attack"),
        ("cities", "city"),
        ("coordinated", "coordination"),
        ("bombings", "bombing"),
        ("Syrian".lower(), "syria"),
    ],
)
def test_inflected_forms_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("station", "state"), ("bus", "business"), ("glass", "glade"), ("port", "portion")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@given(st.text(alphabet="abcdeginorstly'-", max_size=12))
def test_a_stem_is_no_longer_than_its_word(word: str) -> None:
    assert len(stem(word)) <= len(word) or word.endswith("ies")


def test_quotations_close_in_their_paragraph_or_begin_it() -> None:
    text = 'He said "no way" twice.\n\nThe 6" pipe burst.\n\n“A long speech\n\ngoes on here” she said.\n\nPlain.'
    seen = view(text)
    for words, quoted in (
        ("no way", True),
        ("twice", False),
        ("pipe", False),
        ("long", True),
        ("goes on", True),
        ("she said", False),
        ("Plain", False),
    ):
        at = text.index(words)
        assert seen.quoted(Span(at, at + len(words))) is quoted, words


def test_mostly_quoted_is_a_dialogue() -> None:
    assert view("“It was the gardener, and nobody else, who shut the gate that night,” he said.").dialogue
    assert not view("He said “no”, and shut the gate behind him without looking back at the house.").dialogue


def test_shared_words_are_weighed() -> None:
    seen = view("The yoghurt came from Rotterdam.\n\nThe yoghurt came from Rotterdam.\n\nThe bridge was closed for repairs.")
    one, two, three = seen.claims
    assert share(seen, one, two) == 1.0
    assert shared(seen, one, three) == ()
    assert share(seen, one, three) == 0.0


@given(st.dates(min_value=datetime.date(1, 1, 1)), st.dates(min_value=datetime.date(1, 1, 1)))
def test_days_count_as_the_calendar_does(one: datetime.date, other: datetime.date) -> None:
    first, second = days(one.isoformat()), days(other.isoformat())
    assert first is not None
    assert second is not None
    assert second[0] - first[0] == other.toordinal() - one.toordinal()
    assert first[0] == first[1]


@pytest.mark.parametrize(
    "wrong", ["", "2023-02-30", "2023-13", "20231", "2024-01-01/..", "../2024-01-01", "2024-02-01/2024-01-01", "today", "２０２４"]
)
def test_what_is_no_date_is_none(wrong: str) -> None:
    assert days(wrong) is None


def test_months_and_years_are_spans() -> None:
    february, year = days("2024-02"), days("2023")
    assert february is not None
    assert february[1] - february[0] == 28
    assert year is not None
    assert year[1] - year[0] == 364


def test_numbers_in_words_and_figures() -> None:
    assert [number(word) for word in ("two", "twenty", "7", "1234567", "some", "²")] == [2, 20, 7, None, None, None]
