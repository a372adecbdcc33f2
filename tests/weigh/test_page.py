"""The worked examples of docs/calculus.md: every case is parsed and weighed again, every sum is done again."""

import os
import re
from typing import NamedTuple

import pytest

from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.credence import Interval
from holdwater.source import SourceText
from holdwater.weigh import weigh
from holdwater.weigh.tell import show_interval

PAGE = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "calculus.md")


class Example(NamedTuple):
    line: int
    case: str
    held: str


def read_page() -> str:
    with open(PAGE, encoding="utf-8") as file:
        return file.read()


def list_examples() -> list[Example]:
    page = read_page()
    found = re.finditer(r"^```case\n(.*?)^```\n```held\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [Example(page.count("\n", 0, match.start()) + 1, match[1], match[2]) for match in found]


def list_sums() -> list[str]:
    return sorted({span for span in re.findall(r"`([^`\n]+)`", read_page()) if re.fullmatch(r"[-\d .·/()+−]+[=≈][-\d .·/()+−]+", span)})


def show_value(value: Interval | None) -> str:
    return "nothing" if value is None else show_interval(value)


def test_every_fence_of_the_page_is_an_example() -> None:
    fences = re.findall(r"^```(\w+)", read_page(), re.MULTILINE)
    assert fences == ["case", "held"] * len(list_examples())
    assert len(list_examples()) >= 10


@pytest.mark.parametrize("example", list_examples(), ids=lambda example: f"line {example.line}")
def test_the_page_says_what_weigh_says(example: Example) -> None:
    text = example.case
    if "## Points" not in text:
        text = "## Points\n\n" + text
    if not text.startswith("---"):
        text = "---\nholdwater: 1\n---\n\n" + text
    parsed = parse(SourceText("example.case.md", text))
    assert parsed.diagnostics == ()
    exactly = "exactly" in example.held
    weighing = weigh(Index(parsed.case), tight=exactly)
    assert weighing.untight is None
    lines = [
        f"({point.id}) says {show_value(point.said)}, holds {show_value(point.held)}"
        + (f", exactly {show_value(point.held_tight)}" if exactly and show_value(point.held_tight) != show_value(point.held) else "")
        for point in weighing.points.values()
    ]
    assert lines == example.held.splitlines()


@pytest.mark.parametrize("text", list_sums())
def test_the_sums_of_the_page_come_out(text: str) -> None:
    exact = "=" in text
    left, right = re.split("[=≈]", text.replace("·", "*").replace("−", "-"))
    assert float(eval(left)) == pytest.approx(float(eval(right)), abs=1e-9 if exact else 5e-4)


def test_the_page_has_sums() -> None:
    assert len(list_sums()) >= 20
