"""Inside a paragraph: comments, code spans, backslash escapes, references. Only as much of CommonMark's inline grammar as a case needs.

All offsets are those of the raw text that was given, so they map back to the file by adding where it begins.
"""

import re

from holdwater.typed import Literal, NamedTuple

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
"""What a backslash takes its meaning from, in CommonMark."""

_SPECIAL = re.compile(r"\\|`+|<!--")
_TICKS = re.compile("`+")
_REFERENCE = re.compile(r"\(([^\W_][\w.-]*)\)|\[\^([^\[\]\s]+)\]")
_LABEL_MARKS = frozenset(".-_")
LONGEST_LABEL = 64


class Inert(NamedTuple):
    """A stretch that does not mean what it says: an escape (two characters), a code span, a comment, or a backslash before a line end."""

    kind: Literal["escape", "code", "comment", "break"]
    start: int
    end: int


class Reference(NamedTuple):
    """`(7)` or `[^note]` as found in raw text. `note` tells a footnote from a label."""

    target: str
    start: int
    end: int
    note: bool


def find_inert(raw: str) -> list[Inert]:
    """Escapes, code spans and comments, in text order. Linear: an unclosed run of backticks or comment is looked for once."""
    found: list[Inert] = []
    runs: dict[int, list[int]] | None = None
    comments = True
    at = 0
    while match := _SPECIAL.search(raw, at):
        start, at = match.span()
        char = raw[start]
        if char == "\\":
            after = raw[at : at + 1]
            if after in PUNCTUATION and after:
                at += 1
                found.append(Inert("escape", start, at))
            elif after == "\n" or after == "\r":
                found.append(Inert("break", start, at))
        elif char == "`":
            if runs is None:
                runs = {}
                for run in reversed(list(_TICKS.finditer(raw))):
                    runs.setdefault(run.end() - run.start(), []).append(run.start())
            closing = runs.get(at - start, [])
            while closing and closing[-1] < at:
                closing.pop()
            if closing:
                found.append(Inert("code", start, closing[-1] + at - start))
                at = found[-1].end
        elif comments:
            end = at + 1 if raw.startswith(">", at) else at + 2 if raw.startswith("->", at) else raw.find("-->", at) + 3
            if end == 2:
                comments = False
            else:
                found.append(Inert("comment", start, end))
                at = end
    return found


def is_special(raw: str) -> bool:
    """Whether there is anything for `find_inert` to find. Cheap."""
    return "\\" in raw or "`" in raw or "<!--" in raw


def drop_comments(raw: str) -> str:
    """The raw text with spaces where comments stand, as long as before."""
    if "<!--" not in raw:
        return raw
    return _blank(raw, [inert for inert in find_inert(raw) if inert.kind == "comment"])


def read_text(raw: str) -> str:
    """What a reader is shown: comments dropped, backslash escapes undone (not in code), white space folded to single spaces.

    >>> read_text("a \\\\*plain\\\\* star, `\\\\*` in code <!-- and nothing here -->")
    'a *plain* star, `\\\\*` in code'
    """
    if is_special(raw):
        pieces: list[str] = []
        at = 0
        for kind, start, end in find_inert(raw):
            pieces.append(raw[at:start])
            if kind == "escape":
                pieces.append(raw[end - 1])
            elif kind == "code":
                pieces.append(raw[start:end])
            at = end
        raw = "".join((*pieces, raw[at:]))
    return " ".join(raw.split())


def find_references(raw: str) -> list[Reference]:
    """References in prose: none in code, in comments, behind a backslash, or in an address: `[text](7)`, `https://…/Port_(7)`."""
    if "(" not in raw and "[^" not in raw:
        return []
    if is_special(raw):
        raw = _blank(raw, find_inert(raw))
    return [
        Reference(match[1] or match[2], match.start(), match.end(), match[1] is None)
        for match in _REFERENCE.finditer(raw)
        if match[1] is None or (is_label(match[1]) and not _in_address(raw, match.start()))
    ]


def _in_address(raw: str, at: int) -> bool:
    """Whether the parenthesis at `at` belongs to where a link leads."""
    if at == 0 or raw[at - 1].isspace():
        return False
    if raw[at - 1] == "]":
        return True
    word = raw[max(0, at - 2000) : at].rsplit(None, 1)[-1]
    return "://" in word


def is_label(text: str) -> bool:
    """Letters, digits, `.`, `-` and `_`, a letter or digit first and last.

    >>> [is_label(text) for text in ("7", "9.164", "7a", "H1", "mod", "7.", "a b", "")]
    [True, True, True, True, True, False, False, False]
    """
    if not text or len(text) > LONGEST_LABEL or not text[0].isalnum() or not text[-1].isalnum():
        return False
    return text.isalnum() or all(char.isalnum() or char in _LABEL_MARKS for char in text)


def find_bold(raw: str) -> tuple[str, int] | None:
    """The text in bold with which a paragraph opens, and where what follows it begins. None if it does not open with one."""
    mark = raw[:2]
    if mark not in ("**", "__"):
        return None
    end = raw.find(mark, 2, LONGEST_LABEL + 5)
    if end < 3 or raw[2].isspace() or raw[end - 1].isspace() or raw[end + 2 : end + 3] == mark[0]:
        return None
    if mark == "__" and raw[end + 2 : end + 3].isalnum():
        return None
    return raw[2:end], end + 2


def _blank(raw: str, stretches: list[Inert]) -> str:
    pieces: list[str] = []
    at = 0
    for _, start, end in stretches:
        pieces += (raw[at:start], " " * (end - start))
        at = end
    return "".join((*pieces, raw[at:]))
