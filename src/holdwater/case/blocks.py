"""The block structure of a CommonMark text, in linear time, with offsets into the file.

In: a text. Out: `Blocks`, a light tree of containers (quotes, lists, items) and leaves (headings, paragraphs, code, HTML, breaks). It
follows CommonMark 0.31, with two liberties: a link reference definition stays a paragraph, and below `LIMIT` nested containers everything
is text.
"""

from collections.abc import Iterable
from itertools import repeat

from holdwater.source import Span
from holdwater.typed import Literal, NamedTuple

BlockKind = Literal["quote", "list", "item", "heading", "code", "fence", "html", "break", "paragraph"]
LIMIT = 100
"""Containers are opened to this depth; what is nested deeper is text, and `Blocks.deep` says where that first happened."""


class Block(NamedTuple):
    """One block. `at` runs from its first character (a marker where it has one) to its last, without line ending.

    lines: what each line holds once the prefixes of its containers are stripped (paragraphs and headings: the space around it as well).
    level: of a heading, 1 to 6.
    marker: of lists and items `-`, `+`, `*`, `.` or `)`; of a fence its characters; of a setext heading `=` or `-`.
    number: of an ordered item, as written; of an ordered list, its start. marker_at: an item's marker, `7.` or `-`.
    column: of an item, the column (from 0, tabs to multiples of 4) at which its contents begin.
    """

    kind: BlockKind
    at: Span
    lines: tuple[Span, ...] = ()
    children: tuple["Block", ...] = ()
    level: int = 0
    marker: str = ""
    number: int | None = None
    marker_at: Span | None = None
    column: int = 0


class Blocks(NamedTuple):
    """The top-level blocks in text order. `deep` is the first place nested too deeply to be opened, None where there is none."""

    blocks: tuple[Block, ...]
    deep: Span | None = None


class _Container:
    """An open quote or item (or the document); `items` is the list that the next item may join, still the container's last block."""

    __slots__ = ("children", "column", "items", "list_marker", "list_number", "marker", "marker_at", "number", "quote", "start", "width")

    def __init__(self, quote: bool, start: int) -> None:
        self.quote = quote
        self.start = start
        self.children: list[Block] = []
        self.items: list[Block] | None = None
        self.list_marker = ""
        self.list_number: int | None = None
        self.width = 0
        self.column = 0
        self.marker = ""
        self.marker_at: Span | None = None
        self.number: int | None = None


_SPECIAL = frozenset("#>`~<=-*_+0123456789")
_RAW_TAGS = ("script", "pre", "style", "textarea")
_BLOCK_TAGS = frozenset(
    (
        "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup", "dd",
        "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame", "frameset",
        "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
        "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search", "section", "summary", "table", "tbody",
        "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
    )
)


def scan(text: str, start: int = 0) -> Blocks:
    """The blocks of `text` from the offset `start`, which begins a line. Any text at all has some; nothing raises.

    >>> blocks = scan("5. five\\n   - nested\\n7. seven\\n").blocks
    >>> [(item.number, text.kind) for item in blocks[0].children for text in item.children]
    [(5, 'paragraph'), (5, 'list'), (7, 'paragraph')]
    """
    root = _Container(False, start)
    stack: list[_Container] = []  # open quotes and items, outermost first
    leaf = ""  # the open leaf of the innermost container: p(aragraph), c(ode), f(ence), h(tml), or none
    lines: list[Span] = []  # the open leaf's
    begin = 0  # the open leaf's first offset
    fence, fence_indent = "", 0
    html_end = ""  # what ends the open HTML block: a string, "" for a blank line, "<" for a closing raw tag
    blanks: list[Span] = []  # blank lines of open indented code, dropped if it ends here
    fence_end = 0
    waiting: tuple[int, int, int, int] | None = None  # marker, start and end of the text, content column: see the short path below
    quotes = 0  # how many of the open containers are quotes
    deep: Span | None = None
    new = tuple.__new__

    def end_leaf() -> None:
        nonlocal leaf, lines
        if not leaf:
            return
        holder = stack[-1] if stack else root
        end = lines[-1].end if lines else begin
        if leaf == "p":
            holder.children.append(Block("paragraph", Span(begin, end), tuple(lines)))
        elif leaf == "c":
            blanks.clear()
            holder.children.append(Block("code", Span(begin, end), tuple(lines)))
        elif leaf == "f":
            holder.children.append(Block("fence", Span(begin, max(end, fence_end)), tuple(lines), marker=fence))
        else:
            holder.children.append(Block("html", Span(begin, end), tuple(lines)))
        leaf, lines = "", []

    def end_list(holder: _Container) -> None:
        items = holder.items
        if items is not None:
            holder.items = None
            at = Span(items[0].at.start, items[-1].at.end)
            holder.children.append(Block("list", at, (), tuple(items), 0, holder.list_marker, holder.list_number))

    def end_containers(depth: int) -> None:
        """Close what is open below `depth` containers."""
        nonlocal quotes
        end_leaf()
        while len(stack) > depth:
            inner = stack.pop()
            quotes -= inner.quote
            if inner.items is not None:
                end_list(inner)
            outer = stack[-1] if stack else root
            if inner.quote:
                end = inner.children[-1].at.end if inner.children else inner.start + 1
                outer.children.append(Block("quote", Span(inner.start, max(end, inner.start + 1)), (), tuple(inner.children)))
            else:
                mark = inner.marker_at
                assert mark is not None
                assert outer.items is not None
                end = inner.children[-1].at.end if inner.children else mark.end
                outer.items.append(
                    Block("item", Span(inner.start, end), (), tuple(inner.children), 0, inner.marker, inner.number, mark, inner.column)
                )

    def push(quote: bool, at: int) -> _Container:
        nonlocal quotes
        quotes += quote
        stack.append(_Container(quote, at))
        return stack[-1]

    def end_waiting() -> None:
        """Close the item held back by the short path: one line of text under a bullet."""
        nonlocal waiting
        assert waiting is not None
        dash, low, high, column = waiting
        waiting = None
        at = new(Span, (low, high))
        text_block = new(Block, ("paragraph", at, (at,), (), 0, "", None, None, 0))
        items = (stack[-1] if stack else root).items
        assert items is not None
        items.append(new(Block, ("item", new(Span, (dash, high)), (), (text_block,), 0, "-", None, new(Span, (dash, dash + 1)), column)))

    def open_waiting() -> None:
        """The item held back turns out to go on: open it as any other."""
        nonlocal waiting, leaf, begin, lines
        assert waiting is not None
        dash, low, high, column = waiting
        waiting = None
        item = push(False, dash)
        item.width = column - (stack[-2].column if len(stack) > 1 else 0)
        item.column, item.marker, item.marker_at = column, "-", Span(dash, dash + 1)
        leaf, begin, lines = "p", low, [Span(low, high)]

    offset = start
    for line, ending in split_lines(text, start):
        here = offset
        length = len(line)
        offset += length + ending

        # The short path: `- text` whose text starts no further block, with nothing but items open. Most lines of a case are such.
        if not quotes and leaf in ("", "p"):
            tail = line.lstrip(" ")
            if tail[:2] == "- " and _starts_text(tail):
                indent = length - len(tail)
                depth, base = 0, 0
                for container in stack:
                    if container.column > indent:
                        break
                    base = container.column
                    depth += 1
                if waiting is not None and depth == len(stack) and waiting[3] <= indent:
                    depth, base = depth + 1, waiting[3]
                if indent - base < 4 and depth < LIMIT:
                    if waiting is not None:
                        if depth > len(stack):
                            open_waiting()
                        else:
                            end_waiting()
                    if leaf or depth < len(stack):
                        end_containers(depth)
                    holder = stack[-1] if stack else root
                    if holder.items is None or holder.list_marker != "-":
                        end_list(holder)
                        holder.items = []
                        holder.list_marker, holder.list_number = "-", None
                    at = here + indent
                    waiting = (at, at + 2, here + len(line.rstrip(" \t")), indent + 2)
                    continue
        if waiting is not None:
            open_waiting()
        tabs = "\t" in line
        mark, mark_column = 0, 0  # where the last marker ended: index and column
        column = 0
        first = length - len(line.lstrip(" \t"))
        first_column = _column(line, 0, 0, first) if tabs else first

        # 1. Which of the open containers go on?
        depth = 0
        for container in stack:
            if container.quote:
                if first < length and line[first] == ">" and first_column - column <= 3:
                    mark, mark_column = first + 1, first_column + 1
                    column = mark_column
                    first = length - len(line[mark:].lstrip(" \t"))
                    first_column = _column(line, mark, mark_column, first) if tabs else first
                    if mark < length and line[mark] in " \t":
                        column += 1
                else:
                    break
            elif first == length:
                if container is stack[-1] and not leaf and not container.children and container.items is None:
                    break  # an item that began with a blank line cannot go on after another
                column = max(column, min(first_column, column + container.width))
            elif first_column - column >= container.width:
                column += container.width
            else:
                break
            depth += 1
        blank = first == length
        whole = depth == len(stack)  # every open container goes on, so the leaf may

        # 2. Does the open leaf take the whole line?
        if leaf and whole and leaf != "p":
            if leaf == "f":
                if first_column - column <= 3 and not blank and line[first] == fence[0]:
                    run = line[first:].rstrip(" \t")
                    if len(run) >= len(fence) and run == fence[0] * len(run):
                        fence_end = here + first + len(run)
                        end_leaf()
                        continue
                at = _index(line, mark, mark_column, min(first_column, column + fence_indent)) if not blank else min(first, length)
                lines.append(Span(here + at, here + length))
                fence_end = here + length
                continue
            if leaf == "c":
                if blank:
                    at = _index(line, mark, mark_column, min(first_column, column + 4))
                    blanks.append(Span(here + at, here + length))
                    continue
                if first_column - column >= 4:
                    lines.extend(blanks)
                    blanks.clear()
                    at = _index(line, mark, mark_column, column + 4)
                    lines.append(Span(here + at, here + length))
                    continue
                end_leaf()
            else:
                if blank and html_end == "":
                    end_leaf()
                    continue
                at = _index(line, mark, mark_column, column)
                lines.append(Span(here + at, here + length))
                if html_end and _ends_html(line[at:], html_end):
                    end_leaf()
                continue
        going = leaf == "p" and whole and not blank  # the open paragraph goes on unless a block starts
        lazy = leaf == "p" and not whole and not blank  # … or takes this line although its container has ended
        if not whole and not lazy:
            end_containers(depth)
        elif leaf == "p" and blank:
            end_leaf()

        # 3. Which blocks start here?
        taken = False
        while not blank:
            indent = first_column - column
            char = line[first]
            if indent >= 4:
                if going or lazy:
                    break
                holder = stack[-1] if stack else root
                end_list(holder)
                at = _index(line, mark, mark_column, column + 4)
                leaf, begin, lines, taken = "c", here + at, [Span(here + at, here + length)], True
                break
            if char not in _SPECIAL:
                break
            if char == ">":
                if depth >= LIMIT:
                    deep = deep or Span(here + first, here + length)
                    break
                end_containers(depth)
                holder = stack[-1] if stack else root
                end_list(holder)
                push(True, here + first)
                depth += 1
                going = lazy = False
                mark, mark_column = first + 1, first_column + 1
                column = mark_column
                first = length - len(line[mark:].lstrip(" \t"))
                first_column = _column(line, mark, mark_column, first) if tabs else first
                if mark < length and line[mark] in " \t":
                    column += 1
                blank = first == length
                continue
            if char in "-*_" and _is_break(line, first, char):
                if char == "-" and going and _is_underline(line, first, char):
                    _end_heading(stack[-1] if stack else root, lines, Span(begin, here + len(line.rstrip(" \t"))), char)
                    leaf, lines, taken = "", [], True
                    break
                end_containers(depth)
                holder = stack[-1] if stack else root
                end_list(holder)
                holder.children.append(Block("break", Span(here + first, here + len(line.rstrip(" \t")))))
                taken = True
                break
            if char in "-+*" or char.isdigit():
                marker_end, delimiter, number = _list_marker(line, first, length)
                if marker_end:
                    after = length - len(line[marker_end:].lstrip(" \t"))
                    empty = after == length
                    if not (going and (empty or (number is not None and number != 1))):
                        if depth >= LIMIT:
                            deep = deep or Span(here + first, here + length)
                            break
                        end_containers(depth)
                        holder = stack[-1] if stack else root
                        if holder.items is None or holder.list_marker != delimiter:
                            end_list(holder)
                            holder.items = []
                            holder.list_marker, holder.list_number = delimiter, number
                        marker_column = first_column + marker_end - first
                        after_column = _column(line, marker_end, marker_column, after) if tabs else after
                        space = after_column - marker_column
                        content = marker_column + 1 if empty or space >= 5 else after_column
                        item = push(False, here + first)
                        item.width = content - column
                        item.column = content
                        item.marker, item.number = delimiter, number
                        item.marker_at = Span(here + first, here + marker_end)
                        depth += 1
                        going = lazy = False
                        mark, mark_column = marker_end, marker_column
                        column = content if not empty else min(content, after_column)
                        first, first_column, blank = after, after_column, empty
                        continue
                if not (going and char == "-"):
                    break
            if char == "#":
                heading = _atx(line, first, length)
                if heading is None:
                    break
                level, low, high = heading
                end_containers(depth)
                holder = stack[-1] if stack else root
                end_list(holder)
                at_end = here + len(line.rstrip(" \t"))
                holder.children.append(Block("heading", Span(here + first, at_end), (Span(here + low, here + high),), (), level))
                taken = True
                break
            if char in "`~":
                ticks = length - first - len(line[first:].lstrip(char))
                if ticks < 3 or (char == "`" and "`" in line[first + ticks :]):
                    break
                end_containers(depth)
                end_list(stack[-1] if stack else root)
                leaf, begin, lines, taken = "f", here + first, [], True
                fence, fence_indent, fence_end = char * ticks, indent, here + len(line.rstrip(" \t"))
                break
            if char == "<":
                ends = _html_start(line, first, going or lazy)
                if ends is None:
                    break
                end_containers(depth)
                end_list(stack[-1] if stack else root)
                at = _index(line, mark, mark_column, column)
                leaf, begin, lines, taken, html_end = "h", here + first, [Span(here + at, here + length)], True, ends
                if html_end and _ends_html(line[first:], html_end):
                    end_leaf()
                break
            if char in "=-" and going and _is_underline(line, first, char):
                _end_heading(stack[-1] if stack else root, lines, Span(begin, here + len(line.rstrip(" \t"))), char)
                leaf, lines, taken = "", [], True
            break

        # 4. What is left is text.
        if taken or blank:
            continue
        if leaf != "p":
            end_list(stack[-1] if stack else root)
            leaf, begin, lines = "p", here + first, []
        lines.append(Span(here + first, here + len(line.rstrip(" \t"))))

    if waiting is not None:
        end_waiting()
    end_containers(0)
    end_list(root)
    return Blocks(tuple(root.children), deep)


def split_lines(text: str, start: int) -> Iterable[tuple[str, int]]:
    """The lines from `start` on without their endings, each with the length of its ending. Lines end at LF, CRLF or CR."""
    if "\r" not in text:
        return zip((text[start:] if start else text).split("\n"), repeat(1))
    found: list[tuple[str, int]] = []
    for line in text[start:].split("\n"):
        *before, last = line.split("\r")
        found += [(part, 1) for part in before]
        if not last and before:  # the CR of a CRLF, counted with it
            found[-1] = (found[-1][0], 2)
        else:
            found.append((last, 1))
    return found


def _starts_text(tail: str) -> bool:
    """Whether what follows `- ` is the text of a paragraph at once: no marker, break, heading, fence or HTML, a bold label at most."""
    char = tail[2:3]
    if char == "*":
        return tail[3:4] == "*" and tail[4:5] not in ("", "*", " ", "\t")
    return char not in _SPECIAL and char not in ("", " ", "\t")


def _column(line: str, index: int, column: int, to: int) -> int:
    """The column of the character at `to`, where that at `index` is in `column`: tabs reach to the next multiple of 4."""
    for at in range(index, to):
        column += 4 - column % 4 if line[at] == "\t" else 1
    return column


def _index(line: str, index: int, column: int, to: int) -> int:
    """The index of the first character at or after column `to`, among white space; a tab that reaches across it is passed over."""
    while column < to and index < len(line):
        column += 4 - column % 4 if line[index] == "\t" else 1
        index += 1
    return index


def _is_break(line: str, first: int, char: str) -> bool:
    """Three or more of the same `-`, `*` or `_`, with nothing but space between and after."""
    rest = line[first:].replace(" ", "").replace("\t", "") if line[first + 1 : first + 2] in (char, " ", "\t") else ""
    return len(rest) >= 3 and rest == char * len(rest)


def _is_underline(line: str, first: int, char: str) -> bool:
    run = line[first:].rstrip(" \t")
    return run == char * len(run)


def _end_heading(holder: _Container, lines: list[Span], at: Span, char: str) -> None:
    holder.children.append(Block("heading", at, tuple(lines), (), 1 if char == "=" else 2, char))


def _list_marker(line: str, first: int, length: int) -> tuple[int, str, int | None]:
    """Where the marker ends, its delimiter and its number; an end of 0 if there is none."""
    char = line[first]
    if char in "-+*":
        end = first + 1
        return (end, char, None) if end == length or line[end] in " \t" else (0, "", None)
    end = first
    while end < length and end - first < 10 and line[end] in "0123456789":
        end += 1
    if not 1 <= end - first <= 9 or end == length or line[end] not in ".)":
        return 0, "", None
    if end + 1 < length and line[end + 1] not in " \t":
        return 0, "", None
    return end + 1, line[end], int(line[first:end])


def _atx(line: str, first: int, length: int) -> tuple[int, int, int] | None:
    """Level and content of an ATX heading, its closing sequence of `#` taken off."""
    level = length - first - len(line[first:].lstrip("#"))
    low = first + level
    if level > 6 or (low < length and line[low] not in " \t"):
        return None
    low = length - len(line[low:].lstrip(" \t"))
    high = max(low, len(line.rstrip(" \t")))
    bare = len(line[:high].rstrip("#"))
    if bare <= low:
        return level, low, low
    if bare < high and line[bare - 1] in " \t":
        high = len(line[:bare].rstrip(" \t"))
    return level, low, high


def _html_start(line: str, first: int, in_paragraph: bool) -> str | None:
    """What ends the HTML block that starts here: a string, "" for a blank line, "<" for a closing raw tag; None if none starts."""
    rest = line[first:]
    if rest.startswith("<!--"):
        return "-->"
    if rest.startswith("<?"):
        return "?>"
    if rest.startswith("<![CDATA["):
        return "]]>"
    if rest.startswith("<!"):
        return ">" if rest[2:3].isascii() and rest[2:3].isalpha() else None
    closing = rest.startswith("</")
    at = end = 2 if closing else 1
    while end < len(rest) and end - at < 12 and rest[end].isascii() and rest[end].isalnum():
        end += 1
    name, after = rest[at:end].lower(), rest[end : end + 1]
    if name in _RAW_TAGS and not closing and after in ("", " ", "\t", ">"):
        return "<"
    if name in _BLOCK_TAGS and (after in ("", " ", "\t", ">") or rest.startswith("/>", end)):
        return ""
    if not in_paragraph and _is_tag(rest):
        return ""
    return None


def _is_tag(rest: str) -> bool:
    """Whether a line is one complete HTML tag and nothing else."""
    import re

    name = "[A-Za-z][A-Za-z0-9-]*+"
    value = "(?:[^ \\t\"'=<>`]++|'[^']*+'|\"[^\"]*+\")"
    attribute = f"[ \\t]++[A-Za-z_:][A-Za-z0-9_.:-]*+(?:[ \\t]*+=[ \\t]*+{value})?"
    if rest.startswith("</"):
        return re.fullmatch(f"</{name}[ \\t]*+>[ \\t]*+", rest) is not None
    return re.fullmatch(f"<{name}(?:{attribute})*+[ \\t]*+/?+>[ \\t]*+", rest) is not None


def _ends_html(content: str, ends: str) -> bool:
    if ends != "<":
        return ends in content
    low = content.lower()
    return "</" in low and any(f"</{name}>" in low for name in _RAW_TAGS)
