"""Front matter: the lines between two `---` at the head of a file, in a small part of YAML that every YAML reader reads alike.

`key: value`, one to a line; a value is plain, in single or double quotes, a list `[a, b]`, or a list of `- x` lines below the key. `#` comments.
Every value is text.
"""

import re

from holdwater.case.blocks import split_lines
from holdwater.source import Span
from holdwater.typed import NamedTuple


class Entry(NamedTuple):
    """A key with its values: one, or those of a list. `at` covers the entry, `key_at` the key, `value_at[i]` value i with its quotes."""

    key: str
    values: tuple[str, ...]
    at: Span
    key_at: Span
    value_at: tuple[Span, ...]
    is_list: bool


class Trouble(NamedTuple):
    """A line that is none of ours. `quoted` is the value in quotation marks where that would mend it, to stand at `at`."""

    at: Span
    what: str
    quoted: str | None = None


class Front(NamedTuple):
    """The front matter of a text. `end` is where the text after it begins; `at` covers the lines between the markers."""

    entries: tuple[Entry, ...]
    troubles: tuple[Trouble, ...]
    at: Span
    end: int


_KEY = re.compile(r"([A-Za-z][A-Za-z0-9_-]{0,40}):(?= |$)")
_FIRST = frozenset(",[]{}#&*!|>'\"%@`")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "t": "\t", " ": " "}
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def find_front(text: str) -> tuple[Span, int] | None:
    """The span between the markers and the offset after them; None if the text has no front matter. A byte order mark may go before."""
    start = 1 if text.startswith("\ufeff") else 0
    if not text.startswith("---", start):
        return None
    at = start
    first = -1
    for line, ending in split_lines(text, start):
        size = len(line) + ending
        if line.startswith("---") and line.rstrip(" \t") == "---":
            if first >= 0:
                return Span(first, at), min(at + size, len(text))
            first = at + size
        elif first < 0:
            return None
        at += size
    return None


def read_front(text: str) -> Front | None:
    """The front matter, understood as far as it can be: a line that is none of ours is a `Trouble`, and the rest still counts."""
    found = find_front(text)
    if found is None:
        return None
    at, end = found
    drafts: list[_Draft] = []
    troubles: list[Trouble] = []
    indent: int | None = None  # of the `- x` lines of the open list
    is_open = False  # whether `- x` lines may follow the last key
    offset = at.start
    for line, ending in split_lines(text[: at.end], at.start):
        here = offset
        offset += len(line) + ending
        bare = line.strip(" ")
        if not bare:
            continue
        margin = len(line) - len(line.lstrip(" "))
        whole = Span(here + margin, here + margin + len(bare))
        if _UNPRINTABLE.search(line):
            troubles.append(Trouble(whole, "a tab or another character that cannot be seen"))
            continue
        if bare.startswith("#"):
            continue
        if is_open and (bare == "-" or bare.startswith("- ")):
            low = whole.start + _after_spaces(bare, 1)
            value, what, quoted, length = _scalar(text[low : whole.end], "list")
            if indent is not None and margin != indent:
                troubles.append(Trouble(whole, "an entry that does not line up with the one above"))
            elif what or not length:
                troubles.append(Trouble(Span(low, whole.end), what or "an empty entry", quoted))
            else:
                indent = margin
                drafts[-1].is_list = True
                drafts[-1].add(value, low, low + length)
            continue
        is_open = False
        match = _KEY.match(line)
        if match is None:
            troubles.append(Trouble(whole, "a line that is not at the margin" if margin else "a line that is not “key: value”"))
            continue
        draft = _Draft(match[1].lower(), here, here + len(match[1]))
        drafts.append(draft)
        start = _after_spaces(line, match.end())
        low, raw = here + start, text[here + start : whole.end]
        if raw.startswith("["):
            draft.is_list = True
            flow, what, length = _flow(raw)
            for value, span in flow:
                draft.add(value, low + span.start, low + span.end)
            draft.end = low + length
            if what:
                troubles.append(Trouble(Span(low, whole.end), what))
        else:
            value, what, quoted, length = _scalar(raw, "plain")
            if what:
                troubles.append(Trouble(Span(low, whole.end), what, quoted))
            if length:
                draft.add(value, low, low + length)
            elif not what:
                is_open, indent = True, None
    return Front(tuple(draft.finish() for draft in drafts), tuple(troubles), at, end)


class _Draft:
    """An entry while its lines are read."""

    __slots__ = ("end", "is_list", "key", "key_at", "places", "values")

    def __init__(self, key: str, start: int, end: int) -> None:
        self.key = key
        self.key_at = Span(start, end)
        self.end = end + 1
        self.is_list = False
        self.values: list[str] = []
        self.places: list[Span] = []

    def add(self, value: str, start: int, end: int) -> None:
        self.values.append(value)
        self.places.append(Span(start, end))
        self.end = end

    def finish(self) -> Entry:
        return Entry(self.key, tuple(self.values), Span(self.key_at.start, self.end), self.key_at, tuple(self.places), self.is_list)


def _after_spaces(text: str, at: int) -> int:
    while text.startswith(" ", at):
        at += 1
    return at


def _scalar(raw: str, where: str) -> tuple[str, str | None, str | None, int]:
    """(value, what is wrong, the value in quotes where that mends it, length without the comment)."""
    if raw[:1] in ("'", '"'):
        value, length, what = _quoted(raw)
        if what is None and not _is_over(raw, length):
            what = "something after the closing quotation mark"
        return value, what, None, length
    plain = raw
    comment = 0 if raw.startswith("#") else raw.find(" #") + 1
    if comment or raw.startswith("#"):
        plain = raw[:comment]
    plain = plain.rstrip(" ")
    if not plain:
        return "", None, None, 0
    what = None
    if plain[0] in _FIRST or (plain[0] in "-?:" and plain[1:2] in ("", " ")) or (where == "flow" and plain[0] in "?:"):
        what = f"a value that begins with “{plain[0]}”, which means something else to a YAML reader"
    elif ": " in plain or plain.endswith(":"):
        what = "a colon inside a value without quotation marks"
    elif where == "flow" and any(char in "[]{}?" for char in plain):
        what = "a bracket or a question mark inside a list"
    return plain, what, None if what is None else quote(plain), len(plain)


def is_plain(value: str) -> bool:
    """Whether a value can stand without quotation marks."""
    if not value or value[0] in "'\"[" or _UNPRINTABLE.search(value):
        return False
    read, what, _, _ = _scalar(value, "plain")
    return what is None and read == value


def quote(value: str) -> str:
    """A value in double quotation marks, as YAML and `read_front` read it back."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def _quoted(raw: str, at: int = 0) -> tuple[str, int, str | None]:
    """The value that begins with the quotation mark at `at`, where it ends, and what is wrong."""
    mark, pieces = raw[at], []
    at += 1
    while at < len(raw):
        char = raw[at]
        if char == mark:
            if mark == "'" and raw.startswith("'", at + 1):
                pieces.append("'")
                at += 2
                continue
            return "".join(pieces), at + 1, None
        if char == "\\" and mark == '"':
            known = _ESCAPES.get(raw[at + 1 : at + 2])
            if known is None:
                return "".join(pieces), len(raw), f"the escape “{raw[at : at + 2]}”"
            pieces.append(known)
            at += 2
            continue
        end = at + 1
        while end < len(raw) and raw[end] not in "'\"\\":
            end += 1
        pieces.append(raw[at:end])
        at = end
    return "".join(pieces), len(raw), "a quotation mark that is not closed"


def _flow(raw: str) -> tuple[list[tuple[str, Span]], str | None, int]:
    """The values of `[a, b]` with their places, what is wrong, and the length without the comment."""
    found: list[tuple[str, Span]] = []
    at = 1
    while True:
        at = _after_spaces(raw, at)
        if raw.startswith("]", at) and not found:
            at += 1
            break
        if raw[at : at + 1] in ("'", '"') and at < len(raw):
            value, end, what = _quoted(raw, at)
        else:
            end = at
            while end < len(raw) and raw[end] not in ",]":
                end += 1
            value, what, _, length = _scalar(raw[at:end], "flow")
            if "#" in raw[at:end]:
                what = what or "a comment inside a list"
            if not length:
                what = what or "an empty entry in a list"
            end = at + length
        if what:
            return found, what, len(raw)
        found.append((value, Span(at, end)))
        at = _after_spaces(raw, end)
        if raw.startswith(",", at):
            at += 1
        elif raw.startswith("]", at):
            at += 1
            break
        else:
            return found, "a list that does not end on its line", len(raw)
    if not _is_over(raw, at):
        return found, "something after the list", len(raw)
    return found, None, at


def _is_over(raw: str, at: int) -> bool:
    """Whether nothing but a comment follows."""
    after = _after_spaces(raw, at)
    return after == len(raw) or (after > at and raw[after] == "#")
