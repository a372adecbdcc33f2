"""Columns as editors count them, against Python's own encoders."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.source import Positions, SourceText, Unit

UNITS: dict[Unit, tuple[str, int]] = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
TEXTS = st.text(alphabet="ab\n\r\tée\u0301\u20ac\u2028\u202e\U0001f30a\U00020000\ud83d", max_size=40)


def expected(text: str, offset: int, unit: Unit) -> tuple[int, int]:
    """Line and column by splitting at the three line endings of the protocol and encoding what stands before."""
    encoding, size = UNITS[unit]
    line, start = 0, 0
    for ending in re.finditer("\r\n|\n|\r", text):
        if offset < ending.end():
            offset = min(offset, ending.start())
            break
        line, start = line + 1, ending.end()
    return line, len(text[start:offset].encode(encoding, "surrogatepass")) // size


@given(TEXTS, st.sampled_from(sorted(UNITS)))
@settings(max_examples=150)
def test_every_offset_has_the_place_that_the_encoder_gives_it(text: str, unit: Unit) -> None:
    positions = Positions(SourceText("t.md", text), unit)
    for offset in range(len(text) + 1):
        place = positions.place(offset)
        assert place == expected(text, offset, unit)
        if text[max(0, offset - 1) : offset + 1] != "\r\n":
            assert positions.offset(*place) == offset


@given(TEXTS, st.sampled_from(sorted(UNITS)), st.integers(0, 9), st.integers(0, 60))
@settings(max_examples=150)
def test_any_place_at_all_has_an_offset_on_its_line(text: str, unit: Unit, line: int, column: int) -> None:
    positions = Positions(SourceText("t.md", text), unit)
    offset = positions.offset(line, column)
    lines = re.split("\r\n|\n|\r", text)
    if line >= len(lines):
        assert offset == len(text)
    else:
        found_line, found_column = positions.place(offset)
        assert found_line == line
        assert found_column <= column


@pytest.mark.parametrize(
    ("unit", "column"),
    [("utf-8", 4 + 1 + 3), ("utf-16", 2 + 1 + 2), ("utf-32", 1 + 1 + 2)],
)
def test_astral_characters_and_combining_marks(unit: Unit, column: int) -> None:
    positions = Positions(SourceText("t.md", "one\r\n\U0001f30a e\u0301(7)"), unit)
    assert positions.place(9) == (1, column)
    assert positions.offset(1, column) == 9


@pytest.mark.parametrize(("unit", "inside"), [("utf-8", (1, 2, 3)), ("utf-16", (1,))])
def test_a_column_inside_a_character_is_its_beginning(unit: Unit, inside: tuple[int, ...]) -> None:
    positions = Positions(SourceText("t.md", "\U0001f30ax"), unit)
    assert {positions.offset(0, column) for column in inside} == {0}


def test_many_places_on_one_long_line_are_cheap() -> None:
    """Logarithmic, not a walk along the line: 20,000 places on a line of 400,000 wide characters."""
    positions = Positions(SourceText("t.md", "\U0001f30a" * 400_000), "utf-16")
    assert all(positions.offset(*positions.place(offset)) == offset for offset in range(0, 400_000, 20))
