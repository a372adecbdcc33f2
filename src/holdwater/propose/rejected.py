"""What a person has rejected, kept in the case under a heading of its own: prose that computes nothing, and is not proposed again.

`- under (4): because: (2), (3)` is a field, `- hypothesis: The operator was tired.` an item. Who deletes the line has it proposed again.
"""

import re

from holdwater.case.blocks import scan
from holdwater.case.front import find_front
from holdwater.case.inline import read_text
from holdwater.case.proposals import Item, kind_of
from holdwater.case.write import escape
from holdwater.typed import NamedTuple

HEADING = "Rejected proposals"
_FIELD = re.compile(r"under \(?([^\s():]+)\)?: (.*)", re.DOTALL)
_REFERENCE = re.compile(r"\(([^()\s]+)\)")


class Rejected(NamedTuple):
    """fields: id, name and value of each. texts: of items, by what they are."""

    fields: frozenset[tuple[str, str, str]]
    texts: tuple[tuple[str, str], ...]

    def has_field(self, id: str, field: str) -> bool:
        return field_key(id, field) in self.fields

    def words(self, holder: str) -> tuple[str, ...]:
        return tuple(text for what, text in self.texts if what == holder)


def field_key(id: str, field: str) -> tuple[str, str, str]:
    """A field in a form that does not depend on the order of its reasons.

    >>> field_key("4", "because?: (3), (2)") == field_key("4", "because: (2), (3) — likely")
    True
    """
    name, colon, value = field.partition(":")
    name = " ".join(name.replace("?", " ").casefold().split())
    if not colon:
        return id, "", name
    references = sorted(set(_REFERENCE.findall(value)))
    if name in ("because", "against", "explains", "undercuts") and references:
        return id, name, " ".join(references)
    if name == "if" or name.startswith("if "):
        name, value = "if", f"{name[2:]}:{value}"
    return id, name, " ".join(value.replace("?", " ").casefold().split())


def field_line(id: str, shown: str) -> str:
    """The line that keeps a field. shown: the field as it stood, without its question mark."""
    return f"- under ({id}): {' '.join(shown.split())}"


def item_line(item: Item) -> str:
    return f"- {kind_of(item)}: {escape(item.text)}"


def find_rejected(text: str) -> Rejected:
    """What is kept under the heading."""
    fields: set[tuple[str, str, str]] = set()
    texts: list[tuple[str, str]] = []
    for line in _lines(text):
        match = _FIELD.match(line)
        if match:
            fields.add(field_key(match[1], match[2]))
            continue
        what, colon, words = line.partition(": ")
        if colon and what in ("point", "hypothesis", "source", "watch"):
            texts.append((what, read_text(words)))
    return Rejected(frozenset(fields), tuple(texts))


def end_of_section(text: str) -> tuple[int | None, int]:
    """Where the last line under the heading ends (None without one), and the level that the headings of sections have."""
    end: int | None = None
    level, inside, depth = 2, False, 0
    for block in scan(text, _body(text)).blocks:
        if block.kind == "heading":
            shown = text[block.lines[0].start : block.lines[-1].end].strip() if block.lines else ""
            if inside and block.level <= depth:
                inside = False
            if shown == HEADING:
                inside, depth = True, block.level
                end = block.at.end
            elif shown.split(":")[0].split(" ")[0].casefold() in ("hypotheses", "points", "sources", "watch", "expect"):
                level = block.level
        elif inside and block.kind == "list":
            end = block.at.end
    return end, level


def _lines(text: str) -> list[str]:
    if HEADING not in text:
        return []
    found: list[str] = []
    inside, depth = False, 0
    for block in scan(text, _body(text)).blocks:
        if block.kind == "heading":
            shown = text[block.lines[0].start : block.lines[-1].end].strip() if block.lines else ""
            inside = shown == HEADING or (inside and block.level > depth)
            depth = block.level if shown == HEADING else depth
        elif inside and block.kind == "list":
            for item in block.children:
                first = item.children[0] if item.children else None
                if first is not None and first.kind == "paragraph":
                    found.append(" ".join(text[first.at.start : first.at.end].split()))
    return found


def _body(text: str) -> int:
    front = find_front(text)
    return front[1] if front else 0
