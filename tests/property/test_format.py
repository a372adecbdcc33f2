"""Formatting changes no meaning, settles at once, and leaves free prose as it is."""

import os
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.test_any_text_parses import SOUP, WHOLE

from holdwater.case.format import format_text
from holdwater.case.parse import parse
from holdwater.source import SourceText, Span

EXAMPLES = int(os.environ.get("HOLDWATER_EXAMPLES", "300"))
SHARED = os.path.join(os.path.dirname(__file__), "..", "..", "..", "shared", "cases")


def meaning(text: str) -> Any:
    def bare(value: Any) -> Any:
        if isinstance(value, (Span, SourceText)):
            return None
        return tuple(bare(part) for part in value) if isinstance(value, tuple) else value

    case, findings = parse(SourceText("a", text))
    return bare(case), [(finding.code, finding.points) for finding in findings]


def hold(text: str) -> str:
    once = format_text(SourceText("a", text))
    assert format_text(SourceText("a", once)) == once
    assert meaning(once) == meaning(text)
    assert "".join(once.split()).casefold().translate(BULLETS) == "".join(text.split()).casefold().translate(BULLETS)
    return once


BULLETS = str.maketrans("*+", "--")
"""Formatting touches white space, bullets and the case of names: all else is the same, character for character."""


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(SOUP)
def test_soup(text: str) -> None:
    hold(text)


@settings(max_examples=max(60, EXAMPLES // 3), deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_a_case_written_otherwise(seed: int) -> None:
    """Other bullets, indents and capitals, chosen at random, come back to the form that the case had, or mean something else to begin with."""
    chance = random.Random(seed)
    head, title, rest = WHOLE.partition("# The port")
    lines = []
    for line in (title + rest).splitlines():
        bare = line.lstrip(" ")
        if bare.startswith("- ") and chance.random() < 0.5:
            name, colon, value = bare[2:].partition(": ")
            if colon and line != bare and chance.random() < 0.5 and not name.startswith(("if", "cq", "allow")) and "?" not in name:
                name, colon = name.upper(), chance.choice((":", " :  ", ":   "))
            line = f"{line[: -len(bare)]}{chance.choice('-*+')}{' ' * chance.choice((1, 1, 2, 3))}{name}{colon}{value}"
        lines.append(line)
    text = head + "\n".join(lines) + "\n"
    formatted = hold(text)
    if meaning(text) == meaning(WHOLE):
        assert formatted == WHOLE


@pytest.mark.parametrize("name", ["seed.case.md", "litvinenko.case.md"])
def test_hand_made_cases_stay_byte_for_byte(name: str) -> None:
    path = os.path.join(SHARED, name)
    if not os.path.exists(path):
        pytest.skip("needs the shared cases beside the repository")
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    assert format_text(SourceText(name, text)) == text
    assert parse(SourceText(name, text)).diagnostics == ()
