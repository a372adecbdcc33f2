"""A case file with its own lines in one form: bullets, indents, field names. Every byte of free prose stays.

What is touched: markers of items, parts and fields (`-`), their indents (two to a level under bullets, four under numbers), the space around
a field's colon and the case of its name. Lines that move take along what is nested in them. Nothing else is looked at.
"""

from holdwater.case.blocks import Block, scan
from holdwater.case.front import find_front
from holdwater.case.parse import parse
from holdwater.case.types import Case, Field
from holdwater.source import SourceText, Span
from holdwater.typed import Any

_ROUNDS = 4
"""One round is enough wherever an indent does not decide what a line is; a text that needs more is left alone."""


def format_text(source: SourceText) -> str:
    """The formatted text. Formatting it again changes nothing, and it parses to what `source` parses to, offsets apart.

    Both are checked here, not hoped for: what would change the meaning of a file is left as it was.

    >>> format_text(SourceText("case.md", "## Points\\n\\n*  **7** The lights went out.\\n    * When :  2021\\n"))
    '## Points\\n\\n- **7** The lights went out.\\n  - when: 2021\\n'
    """
    formatted = _settle(source.text, indents=True)
    if formatted == source.text:
        return formatted
    meaning = _meaning(source.text)
    if formatted is not None and _meaning(formatted) == meaning:
        return formatted
    formatted = _settle(source.text, indents=False)
    if formatted is None or formatted == source.text or _meaning(formatted) != meaning:
        return source.text
    further = _settle(formatted, indents=True)
    return further if further is not None and _meaning(further) == meaning else formatted


def _settle(text: str, *, indents: bool) -> str | None:
    """The text after as many rounds as change it; None if they do not end."""
    for _ in range(_ROUNDS):
        before = text
        text = _apply(before, _edits(SourceText("", before), indents=indents))
        if text == before:
            return text
    return None


def _meaning(text: str) -> Any:
    """A parse without its offsets."""
    case, findings = parse(SourceText("", text))
    return _drop_spans(case), [(finding.code, finding.points) for finding in findings]


def _drop_spans(value: Any) -> Any:
    if isinstance(value, tuple):
        return None if isinstance(value, Span) else tuple(_drop_spans(part) for part in value)
    return None if isinstance(value, SourceText) else value


def _apply(text: str, edits: list[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        if start >= at and text[start:end] != new:
            pieces += (text[at:start], new)
            at = end
    return "".join((*pieces, text[at:]))


def _edits(source: SourceText, *, indents: bool) -> list[tuple[int, int, str]]:
    case = parse(source).case
    fields = _fields(case)
    edits = [edit for field in fields if (edit := _rename(source.text, field))]
    if indents:
        starts = {claim.item.start for claim in case.claims} | {one.item.start for one in case.sources} | {one.item.start for one in case.watch}
        starts |= {hypothesis.item.start for question in case.questions for hypothesis in question.hypotheses}
        starts |= {proposal.item.item.start for proposal in case.proposed}
        bodies = {field.at.start for field in fields} | {expect.at.start for expect in case.expects}
        front = find_front(source.text)
        for block in scan(source.text, front[1] if front else 0).blocks:
            if block.kind == "list":
                for item in block.children:
                    edits += _Move(source, starts, bodies).edits(item)
    return edits


def _fields(case: Case) -> list[Field]:
    """Every field of the case, in no particular order."""
    found = [field for claim in case.claims for field in claim.fields]
    found += [field for question in case.questions for hypothesis in question.hypotheses for field in hypothesis.fields]
    found += [field for one in case.sources for field in one.fields]
    found += [field for proposal in case.proposed for field in proposal.item.fields]
    return found + [field for one in case.watch for field in one.fields]


def _rename(text: str, field: Field) -> tuple[int, int, str] | None:
    """The edit that writes a field's name in lower case with one space before the value."""
    start, end = field.at.start, field.value_at.start
    head = text[start:end]
    if field.name is None or not field.known or not field.value or "<" in head or "\n" in head or "\r" in head:
        return None
    mark = "?" if "?" in head else ""
    return start, end, f"{field.name}{mark}: " if ":" in head else f"{field.name}{mark} "


class _Move:
    """The edits that bring one top-level item, and what is nested in it, to where it belongs."""

    def __init__(self, source: SourceText, starts: set[int], bodies: set[int]) -> None:
        self.source = source
        self.text = source.text
        self.starts = starts
        self.bodies = bodies
        self.owner: dict[int, tuple[int, int]] = {}  # line -> old and new column of the contents of the innermost item that moves
        self.moved: list[tuple[int, int, str]] = []
        self.marked: set[int] = set()

    def edits(self, item: Block) -> list[tuple[int, int, str]]:
        if not self._is_ours(item) or not self._place(item, 0, 2 if item.number is None else 4):
            return []
        for line, (old, new) in self.owner.items():
            if line in self.marked or old == new:
                continue
            span = self.source.line(line)
            indent = self._indent(span)
            if indent < span.end - span.start and indent >= old:
                self.moved.append((span.start, span.start + indent, " " * (indent + new - old)))
        return self.moved

    def _is_ours(self, item: Block) -> bool:
        first = item.children[0] if item.children else None
        return item.at.start in self.starts or (first is not None and first.at.start in self.bodies)

    def _place(self, item: Block, indent: int, step: int) -> bool:
        """Notes the edits for an item whose marker is to stand at `indent`. False if anything in it is not as simple as it should be."""
        marker, first = item.marker_at, item.children[0] if item.children else None
        if marker is None:
            return False
        line, column = self.source.place(marker.start)
        start = marker.start - column + 1
        last = self.source.place(max(marker.end, item.at.end) - 1)[0]
        end = first.at.start if first is not None else marker.end
        if first is not None and (first.kind not in ("paragraph", "heading") or self.source.place(end)[0] != line):
            return False
        if self.text[start : marker.start].strip(" ") or self.text[marker.end : end].strip(" "):
            return False
        if self._has_tabs(line, last):
            return False
        mark = self.text[marker.start : marker.end] if item.number is not None else "-"
        self.moved.append((start, end, " " * indent + mark + (" " if first is not None else "")))
        self.marked.add(line)
        columns = (item.column, indent + len(mark) + 1)
        if self.owner or columns[0] != columns[1]:
            for number in range(line + 1, last + 1):
                self.owner[number] = columns
        below = indent + (step if item.number is None else max(step, len(mark) + 1))
        return all(
            self._place(bullet, below, step)
            for child in item.children[1:]
            if child.kind == "list" and child.number is None
            for bullet in child.children
            if self._is_ours(bullet)
        )

    def _has_tabs(self, first: int, last: int) -> bool:
        """Whether a line is indented with a tab, so that its columns are not its characters."""
        start, end = self.source.line(first).start, self.source.line(last).end
        if self.text.find("\t", start, end) < 0:
            return False
        spans = [self.source.line(number) for number in range(first, last + 1)]
        return any("\t" in self.text[span.start : span.start + self._indent(span, " \t")] for span in spans)

    def _indent(self, span: Span, space: str = " ") -> int:
        line = self.text[span.start : span.end]
        return len(line) - len(line.lstrip(space))
