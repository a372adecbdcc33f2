"""Our block structure is that of a CommonMark reader: the same blocks, in the same nesting, on the same lines as markdown-it-py's."""

import os
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from holdwater.case.blocks import Block, scan
from holdwater.source import SourceText

EXAMPLES = int(os.environ.get("HOLDWATER_EXAMPLES", "300"))
READER = MarkdownIt("commonmark", {"maxNesting": 1000})
Shape = tuple[Any, ...]


def read(text: str) -> list[Shape]:
    """The shape that markdown-it-py sees: (kind, detail, first line, last line of paragraphs, headings and breaks, children)."""
    root: list[Shape] = []
    stack: list[list[Shape]] = [root]
    opened: list[Shape] = []
    for token in READER.parse(text):
        first, last = token.map or (0, 0)
        match token.type:
            case "bullet_list_open":
                opened.append(("list", token.markup, first))
                stack.append([])
            case "ordered_list_open":
                opened.append(("list", f"{token.attrGet('start') if token.attrGet('start') is not None else 1}{token.markup}", first))
                stack.append([])
            case "list_item_open":
                opened.append(("item", token.info, first))
                stack.append([])
            case "blockquote_open":
                opened.append(("quote", "", first))
                stack.append([])
            case "bullet_list_close" | "ordered_list_close" | "list_item_close" | "blockquote_close":
                children = tuple(stack.pop())
                here, shape = stack[-1], (*opened.pop(), children)
                if shape[0] == "list" and here and here[-1][0] == "list" and here[-1][1][-1] == shape[1][-1] and not here[-1][3][-1][3]:
                    earlier = here.pop()  # two blank lines after an empty item end its list for markdown-it-py, not for CommonMark
                    shape = (*earlier[:3], (*earlier[3], *children))
                here.append(shape)
            case "heading_open":
                stack[-1].append(("heading", token.tag[1:], first, last - 1, ()))
            case "paragraph_open":
                stack[-1].append(("paragraph", "", first, last - 1, ()))
            case "fence":
                stack[-1].append(("fence", token.markup, first, None, ()))
            case "code_block":
                stack[-1].append(("code", "", first, None, ()))
            case "html_block":
                stack[-1].append(("html", "", first, None, ()))
            case "hr":
                stack[-1].append(("break", "", first, last - 1, ()))
            case _:
                pass
    return root


def ours(source: SourceText, block: Block) -> Shape:
    first = source.place(block.at.start)[0] - 1
    last = source.place(max(block.at.start, block.at.end - 1))[0] - 1
    below = tuple(ours(source, child) for child in block.children)
    if block.kind == "list":
        return ("list", block.marker if block.number is None else f"{block.number}{block.marker}", first, below)
    if block.kind == "item":
        marker = block.marker_at
        assert marker is not None
        return ("item", source.quote(marker)[:-1] if block.number is not None else "", first, below)
    if block.kind == "quote":
        return ("quote", "", first, below)
    if block.kind in ("fence", "html", "code"):
        return (block.kind, block.marker, first, None, ())
    return (block.kind, str(block.level) if block.kind == "heading" else "", first, last, ())


def leaves(blocks: tuple[Block, ...]) -> list[Block]:
    return [leaf for block in blocks for leaf in (leaves(block.children) if block.children else [block])]


def shapes(text: str) -> list[Shape]:
    source = SourceText("soup.md", text)
    return [ours(source, block) for block in scan(text).blocks]


def settle(text: str) -> str:
    """The text with an `x` for the first character of each line that markdown-it-py takes for a block although CommonMark does not.

    A line four columns or more beyond the innermost container that goes on is text or code whatever it begins with. markdown-it-py measures
    it from the innermost container *open* before, and for a quote not at all. The line stays what it is to us, and now to it as well.
    """
    settled = list(text)
    for leaf in leaves(scan(text).blocks):
        for line in leaf.lines[1:] if leaf.kind in ("paragraph", "heading") else leaf.lines if leaf.kind == "code" else ():
            at = line.start
            while at < line.end and text[at] in " \t":
                at += 1
            before = text[:at][len(text[:at].rstrip(" \t")) :]
            if at < line.end and ("\t" in before or len(before) >= 4):
                settled[at] = "x"
    return "".join(settled)


def agree(text: str) -> None:
    mine = shapes(text)
    if mine != read(text):
        settled = settle(text)
        assert mine == shapes(settled) == read(settled)


PIECES = st.sampled_from(
    [
        "a", "b c", "word", "7", "1", "0", "10", "123456789", "1234567890", ".", ")", "-", "*", "+", "- ", "* ", "+ ", "1. ", "2. ", "7) ",
        "10. ", "> ", ">", "#", "## ", "####### ", "---", "***", "___", "- - -", "===", "=", "--", "```", "~~~", "````", "`", "``` x", " ",
        "  ", "   ", "    ", "     ", "\t", "\t\t", " \t", "**7** ", "because: (7)", "\\", "<div>", "</div>", "<!--", "-->", "<pre>",
        "</pre>", "<?", "?>", "<!X", ">", "<a b='c'>", "<a", "<del>", "|", "é", "(7)", "x:", "# #", " #", "**",
    ]
)  # fmt: skip
SOUP = st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=14).map("\n".join)
INDENTS = st.integers(0, 9).map(lambda n: " " * n)
STARTS = st.sampled_from(
    ["", "", "- ", "-   ", "- x", "- **7** x", "* x", "1. y", "7. ", "10. z", "2) ", "> ", "> - ", "text", "# h", "```", "===", "---", "\ta", "-\tb"]
)
LISTS = st.lists(st.builds(lambda indent, start: indent + start, INDENTS, STARTS), max_size=16).map("\n".join)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(SOUP)
def test_soup(text: str) -> None:
    agree(text)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(LISTS)
def test_lists(text: str) -> None:
    agree(text)


@settings(max_examples=max(50, EXAMPLES // 4), deadline=None, derandomize=True)
@given(SOUP, st.sampled_from(["\r\n", "\r"]))
def test_other_line_ends(text: str, end: str) -> None:
    """CRLF and CR give the blocks that LF gives."""
    assert shapes(text) == shapes(text.replace("\n", end))


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(st.one_of(SOUP, LISTS))
def test_spans_lie_in_the_text_and_hold_what_a_reader_shows(text: str) -> None:
    def walk(blocks: tuple[Block, ...], low: int, high: int) -> None:
        for block in blocks:
            assert low <= block.at.start <= block.at.end <= high
            for line in block.lines:
                assert 0 <= line.start <= line.end <= len(text)
                assert "\n" not in text[line.start : line.end]
            walk(block.children, block.at.start, block.at.end)
            low = block.at.end

    walk(scan(text).blocks, 0, len(text))
    agreed = text if shapes(text) == read(text) else settle(text)
    shown = [leaf for leaf in leaves(scan(agreed).blocks) if leaf.kind in ("paragraph", "heading")]
    mine = ["".join("".join(agreed[line.start : line.end].split()) for line in leaf.lines) for leaf in shown]
    assert mine == ["".join(token.content.split()) for token in READER.parse(agreed) if token.type == "inline"]
