"""Blocks by example, offsets into the file, and time that grows no faster than the text."""

import pytest
from tests.work import count_calls

from holdwater.case.blocks import LIMIT, Block, scan
from holdwater.case.parse import parse
from holdwater.source import SourceText


def outline(text: str) -> list[object]:
    def one(block: Block) -> object:
        below = [one(child) for child in block.children]
        held = [text[line.start : line.end] for line in block.lines]
        return (block.kind, *([held] if held else []), *([below] if below else []))

    return [one(block) for block in scan(text).blocks]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("a\nb\n\nc", [("paragraph", ["a", "b"]), ("paragraph", ["c"])]),
        ("> a\nb", [("quote", [("paragraph", ["a", "b"])])]),
        ("> - a\n>   b\n", [("quote", [("list", [("item", [("paragraph", ["a", "b"])])])])]),
        ("- a\n\n      code\n", [("list", [("item", [("paragraph", ["a"]), ("code", ["code"])])])]),
        ("10. a\n   - b", [("list", [("item", [("paragraph", ["a"])])]), ("list", [("item", [("paragraph", ["b"])])])]),
        ("10. a\n    - b", [("list", [("item", [("paragraph", ["a"]), ("list", [("item", [("paragraph", ["b"])])])])])]),
        ("a\n2. b", [("paragraph", ["a", "2. b"])]),
        ("a\n1. b", [("paragraph", ["a"]), ("list", [("item", [("paragraph", ["b"])])])]),
        ("a\n---", [("heading", ["a"])]),
        ("## a ##", [("heading", ["a"])]),
        ("```\n- a\n```\nb", [("fence", ["- a"]), ("paragraph", ["b"])]),
        ("<!--\n- a\n\n-->\nb", [("html", ["<!--", "- a", "", "-->"]), ("paragraph", ["b"])]),
        (
            "- a\n- b\n* c",
            [("list", [("item", [("paragraph", ["a"])]), ("item", [("paragraph", ["b"])])]), ("list", [("item", [("paragraph", ["c"])])])],
        ),
        ("-\ta\n\n\tb", [("list", [("item", [("paragraph", ["a"]), ("paragraph", ["b"])])])]),
        ("- - a", [("list", [("item", [("list", [("item", [("paragraph", ["a"])])])])])]),
        ("* * *", [("break",)]),
    ],
)
def test_blocks(text: str, blocks: list[object]) -> None:
    assert outline(text) == blocks


def test_items_know_their_marker_number_and_column() -> None:
    text = "7. a\n8. b\n    - c\n"
    numbered = scan(text).blocks[0]
    first, second = numbered.children
    assert (numbered.number, first.number, second.number, first.column) == (7, 7, 8, 3)
    bullet = second.children[1].children[0]
    assert bullet.marker_at is not None
    assert (bullet.marker, bullet.column, text[bullet.marker_at.start : bullet.marker_at.end]) == ("-", 6, "-")


def test_nesting_stops_at_the_limit_and_says_where() -> None:
    fits, deep = scan("> " * LIMIT + "a"), scan("> " * (LIMIT + 1) + "a")
    assert fits.deep is None
    assert deep.deep is not None
    assert deep.deep.start == 2 * LIMIT


HOSTILE = {
    "brackets": "[",
    "quotes": "> ",
    "lists": "- ",
    "numbers": "1. ",
    "stars": "* ",
    "ticks": "`",
    "ticks and text": "`a``",
    "angles": "<",
    "comments": "<!--",
    "comment lines": "<!-- \n",
    "items": "- a\n",
    "fields": "- **1** a\n  - because: (1)\n",
    "quoted lines": "> a\n",
    "lazy lines": "a\n",
    "blank lines": "  \n",
    "tabs": "\t",
    "tab lists": "-\t",
    "backslashes": "\\",
    "references": "(7) ",
    "attributes": "<a b='c' ",
    "labels": "**a",
    "colons": "a: ",
    "carriage returns": "\r",
    "fences": "```\n",
    "unknown": "- **1** x\n  - abc: x\n",
    "front": "---\nallow: [",
    "flow": "a, ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_work_grows_no_faster_than_the_text(piece: str) -> None:
    """Four times the text makes about four times the calls: sixteen would be quadratic."""

    def taken(count: int) -> int:
        text = "---\nallow: [" + piece * count + "]\n---\n" if piece == "a, " else "## Points\n\n" + piece * count
        return count_calls(lambda: parse(SourceText("hostile.md", text)))

    size = 20_000 // len(piece)
    short, long = taken(size), taken(4 * size)
    assert long < 5 * short + 100, (short, long)
