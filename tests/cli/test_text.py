"""How findings look on a terminal, down to the caret; and that nothing of a document reaches the terminal as a command."""

import re
from unicodedata import category, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdwater.credence import Interval
from holdwater.diagnostics import Diagnostic, Mark
from holdwater.report.text import Look, bar, findings, tally, visible
from holdwater.source import SourceText, Span

PLAIN = Look()


def finding(at: Span, *marks: Mark, message: str = "m", why: str = "w", mend: str = "n") -> Diagnostic:
    return Diagnostic("HW203", "confidence-inflation", "warning", at, message, why, mend, (), marks)


def shown(text: str, *diagnostics: Diagnostic, look: Look = PLAIN) -> list[str]:
    return findings(SourceText("draft.md", text), diagnostics, look).splitlines()


def test_a_finding_looks_as_the_style_says() -> None:
    text = "Notes.\n8. It is likely that the two are in contact.\n13. It is very likely that the coordinates came from them, given (8).\n"
    weak, firm = text.index("likely"), text.index("very likely")
    diagnostic = finding(
        Span(firm, firm + 11),
        Mark(Span(weak, weak + 6), "weakest premise"),
        message="(13) is “very likely” but rests on (8), which is only “likely”",
        why="the support given for (13) passes through (8), so it is no firmer than that",
        mend="soften (13), or cite support that does not pass through (8)",
    )
    assert shown(text, diagnostic) == [
        "draft.md:3:11 HW203 (13) is “very likely” but rests on (8), which is only “likely”",
        "  |",
        "2 | 8. It is likely that the two are in contact.",
        "  |          ------ weakest premise",
        "3 | 13. It is very likely that the coordinates came from them, given (8).",
        "  |           ^^^^^^^^^^^",
        "  = why:  the support given for (13) passes through (8), so it is no firmer than that",
        "  = mend: soften (13), or cite support that does not pass through (8)",
    ]


def test_lines_that_are_left_out_are_marked() -> None:
    text = "\n".join(f"line {number}" for number in range(1, 13))
    at, other = text.index("line 12"), text.index("line 9")
    assert shown(text, finding(Span(at, at + 4), Mark(Span(other, other + 4), "here")))[1:8] == [
        "   |",
        " 9 | line 9",
        "   | ---- here",
        "...",
        "12 | line 12",
        "   | ^^^^",
        "   = why:  w",
    ]


def test_a_span_over_three_lines_is_underlined_on_each_without_its_indent() -> None:
    assert shown("a bc\n  de \nf g\n", finding(Span(2, 13)))[1:8] == [
        "  |",
        "1 | a bc",
        "  |   ^^",
        "2 |   de",
        "  |   ^^^",
        "3 | f g",
        "  | ^",
    ]


def test_of_a_longer_span_the_middle_is_left_out() -> None:
    assert shown("a\nb\nc\nd\ne\n", finding(Span(0, 9)))[2:9] == ["1 | a", "  | ^", "2 | b", "  | ^", "...", "5 | e", "  | ^"]


def test_an_empty_span_at_the_end_of_the_text_gets_a_caret() -> None:
    assert shown("ab", finding(Span(2, 2)))[2:4] == ["1 | ab", "  |   ^"]
    assert shown("", finding(Span(0, 0)))[2:4] == ["1 |", "  | ^"]


def test_tabs_and_wide_letters_keep_the_caret_in_place() -> None:
    assert shown("\t東京e\u0301x", finding(Span(5, 6)))[2:4] == ["1 |     東京e\u0301x", "  |          ^"]


@pytest.mark.parametrize("width", [60, 80])
def test_of_a_long_line_the_marked_part_is_shown(width: int) -> None:
    text = "word " * 1000 + "LIKELY" + " word" * 1000
    rows = shown(text, finding(Span(5000, 5006)), look=Look(width=width))
    line, carets = rows[2], rows[3]
    assert len(line) <= width
    assert line.startswith("1 | …")
    assert line.endswith("…")
    assert line[carets.index("^") : carets.rindex("^") + 1] == "LIKELY"


def test_two_distant_places_in_one_long_line_get_a_row_each() -> None:
    text = "first" + " word" * 500 + " second"
    rows = shown(text, finding(Span(len(text) - 6, len(text)), Mark(Span(0, 5), "there")), look=Look(width=60))
    assert rows[2].startswith("1 | first word")
    assert rows[3] == "  | ----- there"
    assert rows[4].endswith(" second")
    assert rows[5].index("^") == rows[4].index("second")


def test_underlines_share_a_row_until_one_has_a_label() -> None:
    rows = shown("one two three four", finding(Span(0, 3), Mark(Span(4, 7), "here"), Mark(Span(8, 13), "there"), Mark(Span(14, 18), "")))
    assert rows[2:6] == ["1 | one two three four", "  | ^^^ --- here", "  |         ----- there", "  |               ----"]


def test_a_label_that_does_not_fit_goes_below() -> None:
    rows = shown("one two three", finding(Span(0, 3), Mark(Span(8, 13), "a label " * 6)), look=Look(width=44))
    assert rows[2:7] == [
        "1 | one two three",
        "  | ^^^     -----",
        "  |         a label a label a label a label",
        "  |         a label a label",
        "  = why:  w",
    ]


def test_reasons_are_wrapped_to_the_terminal_and_only_there() -> None:
    rows = shown("a", finding(Span(0, 1), why="word " * 30), look=Look(width=50))
    assert all(len(row) <= 50 for row in rows)
    assert rows[5].startswith("          word")
    assert len(shown("a", finding(Span(0, 1), why="word " * 30))) == 6


def test_colour_is_added_only_where_it_is_wanted_and_changes_nothing_else() -> None:
    diagnostic = finding(Span(0, 1), Mark(Span(2, 3), "there"))
    coloured = "\n".join(shown("a b", diagnostic, look=Look(colour=True)))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == "\n".join(shown("a b", diagnostic))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x1b]0;title\x07", "a␛]0;title␇"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\u202eb\u2066", "a<U+202E>b<U+2066>"),
        ("\u200bzero\ufeff", "<U+200B>zero<U+FEFF>"),
        ("\ud800", "<U+D800>"),
        ("a\nb\rc\x7f", "a b c␡"),
        ("naïve 東京 🜁", "naïve 東京 🜁"),
    ],
)
def test_what_a_terminal_would_act_on_is_shown(text: str, seen: str) -> None:
    assert visible(text) == seen


@given(st.text(max_size=60), st.text(max_size=20), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_nothing_in_a_document_acts_on_the_terminal(text: str, message: str, one: int, two: int, three: int) -> None:
    places = sorted(min(place, len(text)) for place in (one, two, three))
    diagnostic = finding(Span(*places[:2]), Mark(Span(*places[1:]), message), message=message, why=message, mend=message)
    out = findings(SourceText(message, text), (diagnostic,), Look(width=40))
    acting = [char for char in out if category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and char != "\n"]
    assert acting == []


@given(st.lists(st.characters(categories=("L", "N", "Mn", "So")), min_size=1, max_size=300, unique=True), st.data())
def test_the_caret_stands_under_what_it_marks(letters: list[str], data: st.DataObject) -> None:
    text, at = "".join(letters), data.draw(st.integers(0, len(letters) - 1))
    rows = findings(SourceText("x", text), (finding(Span(at, at + 1)),), Look(width=70)).split("\n")
    before = rows[2][4:].partition(text[at])[0]
    assert rows[3].index("^") - 4 == sum(0 if category(char) == "Mn" else 2 if east_asian_width(char) in "WF" else 1 for char in before)


@pytest.mark.parametrize(
    ("held", "cells"),
    [
        (Interval(0, 1), "####################"),
        (Interval(0.5, 0.8), "..........######...."),
        (Interval(1, 1), "...................#"),
        (Interval(0, 0), "#..................."),
        (Interval(0.55, 0.55), "...........#........"),
        (None, "...................."),
    ],
)
def test_the_bar_fills_what_the_interval_touches(held: Interval | None, cells: str) -> None:
    assert bar(held, Look(plain=True)) == cells


def test_the_tally_counts_by_severity() -> None:
    one = finding(Span(0, 0))
    assert tally((one, one, one._replace(severity="note"))) == "2 warnings, 1 note"
