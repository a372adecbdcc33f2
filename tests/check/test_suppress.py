"""`allow` lines and comments silence what they name, where they stand, and say why."""

import pytest

from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.check import check
from holdwater.diagnostics import Diagnostic
from holdwater.read import read
from holdwater.source import SourceText

TWO = """1. It is likely that the firms talk.

2. It is very likely that the price came from there, given (1).{}

3. It is almost certain that they met, given (1).{}
"""


def found(text: str, *, case: bool = False) -> list[tuple[str, tuple[str, ...]]]:
    source = SourceText("a", text)
    index = Index(parse(source).case if case else read(source))
    return [(each.code, each.points[:1]) for each in check(index) if each.code in ("HW203", "HW128", "HW129")]


def test_a_comment_silences_its_paragraph() -> None:
    assert found(TWO.format("", "")) == [("HW203", ("2",)), ("HW203", ("3",))]
    assert found(TWO.format(" <!-- holdwater: allow HW203, told us so -->", "")) == [("HW203", ("3",))]


def test_a_comment_alone_silences_the_next_paragraph() -> None:
    text = TWO.format("\n\n<!-- holdwater: allow HW203, told us so -->", "")
    assert found(text) == [("HW203", ("2",))]


ALLOW = "<!-- holdwater: allow HW203, told us so -->"


@pytest.mark.parametrize("end", ["\r\n\r\n", "\r\r", "\n \t\n", "\n", "\r\n", "\r"])
def test_a_comment_keeps_to_its_paragraph_however_paragraphs_end(end: str) -> None:
    assert found(TWO.replace("\n\n", end).format("", "")) == [("HW203", ("2",)), ("HW203", ("3",))]
    assert found(TWO.replace("\n\n", end).format(" " + ALLOW, "")) == [("HW203", ("3",))]
    assert found(TWO.replace("\n\n", end).format("", " " + ALLOW)) == [("HW203", ("2",))]


@pytest.mark.parametrize("end", ["\r\n\r\n", "\n", "\r\n"])
def test_a_comment_alone_silences_the_next_paragraph_however_paragraphs_end(end: str) -> None:
    assert found(TWO.replace("\n\n", end).format(end + ALLOW, "")) == [("HW203", ("2",))]


def test_in_broken_lines_a_comment_silences_its_point() -> None:
    text = (
        "1. It is likely that the firms\ntalk to one another.\n"
        "2. It is very likely that the price\ncame from there, " + ALLOW + "\ngiven (1).\n"
        "3. It is almost certain that\nthey met, given (1).\n"
    )
    assert found(text) == [("HW203", ("3",))]
    assert found(text.replace(ALLOW + "\n", "")) == [("HW203", ("2",)), ("HW203", ("3",))]


def test_a_family_can_be_silenced() -> None:
    assert found(TWO.format(" <!-- holdwater: allow HW2, told us so -->", "")) == [("HW203", ("3",))]


def test_without_a_reason_nothing_is_silenced() -> None:
    assert ("HW203", ("2",)) in found(TWO.format(" <!-- holdwater: allow HW203 -->", ""))
    assert ("HW128", ()) in found(TWO.format(" <!-- holdwater: allow HW203 -->", ""))


def test_a_comment_for_nothing_is_a_note() -> None:
    assert ("HW129", ()) in found(TWO.format(" <!-- holdwater: allow HW310, told us so -->", ""))
    assert ("HW129", ()) in found(TWO.format(" <!-- holdwater: allow HW999, told us so -->", ""))


def test_a_rule_that_did_not_run_silences_quietly() -> None:
    index = Index(read(SourceText("a", TWO.format(" <!-- holdwater: allow HW310, told us so -->", ""))))
    assert [each.code for each in check(index, select=("HW2",))] == ["HW203", "HW203"]
    assert [each.code for each in check(index, ignore=("HW3", "HW1"))] == ["HW203", "HW203"]


CASE = """---
holdwater: 1
{front}---

## Points

1. The firms talk.
    - likely
2. The price came from there.
    - almost certain
    - because: (1)
    {field}
3. They met.
    - almost certain
    - because: (1)
"""


@pytest.mark.parametrize(
    ("front", "field", "left"),
    [
        ("", "- note: nothing", ["2", "3"]),
        ("", "- allow HW203: both have said so", ["3"]),
        ("allow: [HW203, both have said so]\n", "- note: nothing", []),
        ("allow:\n  - HW203, both have said so\n", "- note: nothing", []),
    ],
)
def test_a_field_silences_its_item_and_the_front_matter_the_file(front: str, field: str, left: list[str]) -> None:
    text = CASE.format(front=front, field=field)
    inflated: list[tuple[str, tuple[str, ...]]] = [("HW203", (id,)) for id in left]
    assert found(text, case=True) == inflated


def test_an_unfinished_comment_is_no_order() -> None:
    assert found(TWO.format(" <!-- holdwater: allow HW203, told us so", "")) == [("HW203", ("2",)), ("HW203", ("3",))]


def test_a_silenced_finding_leaves_no_trace() -> None:
    index = Index(read(SourceText("a", TWO.format(" <!-- holdwater: allow HW203, told us so -->", ""))))
    left: tuple[Diagnostic, ...] = check(index)
    assert not any("HW203" in mark.label for each in left for mark in each.marks if each.points[:1] == ("2",))
