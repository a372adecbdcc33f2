"""The worked examples of docs/posteriors.md: every case is parsed and weighed again, every sum is done again."""

import os
import re

import pytest

from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.source import SourceText
from holdwater.weigh import weigh
from holdwater.weigh.bands import Band

PAGE = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "posteriors.md")


def read_page() -> str:
    with open(PAGE, encoding="utf-8") as file:
        return file.read()


def list_examples() -> list[tuple[int, str, str]]:
    page = read_page()
    found = re.finditer(r"^```case\n(.*?)^```\n```posterior\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [(page.count("\n", 0, match.start()) + 1, match[1], match[2]) for match in found]


def list_sums() -> list[str]:
    return sorted({span for span in re.findall(r"`([^`\n]+)`", read_page()) if re.fullmatch(r"[-\d .·/()+−]+[=≈][-\d .·/()+−]+", span)})


def show(band: Band | None) -> str:
    assert band is not None
    assert band.greatest - band.least < 1e-9
    return f"{band.median:.3f}"


def tell(text: str) -> set[str]:
    """Everything that an example may say of its case."""
    if "## " not in text:
        text = "## Points\n\n" + text
    parsed = parse(SourceText("example.case.md", "---\nholdwater: 1\n---\n\n" + text))
    assert parsed.diagnostics == ()
    weighing = weigh(Index(parsed.case), numbers=True, draws=8)
    lines = {f"{one.id} {show(one.posterior)}" for question in weighing.questions for one in question.hypotheses}
    lines |= {f"({id}) {show(one.posterior)}" for id, one in weighing.points.items()}
    lines |= {f"{one.id} {show(one.posterior)}" for one in weighing.sources}
    for weight in weighing.weights:
        item = f"({weight.item})" if weight.kind == "point" else weight.item
        lines |= {f"without {item}: {id} {show(band)}" for id, band in weight.without.items()}
        lines |= {f"{item} {pair} {show(band)}" for pair, band in weight.diagnosticity.items() if band}
    lines |= {f"tips at {one.value:.3f}: {one.parameter}" for one in weighing.tipping}
    return lines | {f"{one.id} {show(one.bits)} bits" for one in weighing.indicators}


def test_every_fence_of_the_page_is_an_example() -> None:
    assert re.findall(r"^```(\w+)", read_page(), re.MULTILINE) == ["case", "posterior"] * len(list_examples())
    assert len(list_examples()) >= 5


@pytest.mark.parametrize(("line", "text", "said"), list_examples(), ids=lambda one: str(one) if isinstance(one, int) else "")
def test_the_page_says_what_weigh_says(line: int, text: str, said: str) -> None:
    lines = tell(text)
    for each in said.splitlines():
        assert each in lines, line


@pytest.mark.parametrize("text", list_sums())
def test_the_sums_of_the_page_come_out(text: str) -> None:
    exact = "=" in text
    left, right = re.split("[=≈]", text.replace("·", "*").replace("−", "-"))
    assert float(eval(left)) == pytest.approx(float(eval(right)), abs=1e-9 if exact else 5e-4)


def test_the_page_has_sums() -> None:
    assert len(list_sums()) >= 15
