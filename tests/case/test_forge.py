"""What a code forge shows of a case: the numbers that a CommonMark renderer prints are the labels that we read."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from holdwater.case.parse import parse
from holdwater.source import SourceText

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "cases"
CASES = [*sorted((ROOT / "examples").glob("*.case.md")), SHARED / "seed.case.md", SHARED / "litvinenko.case.md"]


def shown_numbers(text: str) -> list[tuple[int, str]]:
    """Line (from 0) and number of every item of an ordered list that is not inside another list, as a renderer counts it."""
    body = text.split("\n---\n", 1)
    offset = body[0].count("\n") + 2 if len(body) == 2 else 0
    found: list[tuple[int, str]] = []
    counters: list[int | None] = []
    token: Token
    for token in MarkdownIt("commonmark").parse(body[-1]):
        if token.type == "ordered_list_open":
            counters.append(int(token.attrs.get("start", 1)))
        elif token.type == "bullet_list_open":
            counters.append(None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            counters.pop()
        elif token.type == "list_item_open" and len(counters) == 1 and counters[0] is not None and token.map is not None:
            found.append((token.map[0] + offset, str(counters[0])))
            counters[0] += 1
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_forge_shows_the_numbers_that_we_read(path: Path) -> None:
    if not path.exists():
        pytest.skip("../shared is not there: the two shared cases are not part of a clone")
    text = path.read_text(encoding="utf-8")
    source = SourceText(path.name, text)
    case = parse(source).case
    read = {(source.place(claim.item.start)[0] - 1): claim.id for claim in case.claims}
    numbers = shown_numbers(text)
    assert {line: read.get(line) for line, _ in numbers} == dict(numbers)
    numeric = {claim.id for claim in case.claims if claim.id.isdigit() and claim.parent is None and f"**{claim.id}**" not in text}
    assert numeric <= {number for _, number in numbers}
