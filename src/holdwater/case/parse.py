"""A case file in, a `Case` and what is wrong with its form out. Any text at all parses; nothing raises.

`blocks` gives the structure, `front` the front matter, `values` what stands in a field; this puts them together. What the file says in its
fields is taken as it stands there; what does not read is left out of the case, and a finding says so.
"""

import gc
import re
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from holdwater.case.blocks import Block, scan
from holdwater.case.dates import is_date, is_date_or_interval
from holdwater.case.forms import CODES, FIELDS, FRONT, NAMES, SECTIONS, WORDED, Holder
from holdwater.case.front import find_front, read_front
from holdwater.case.index import words_of
from holdwater.case.inline import drop_comments, find_bold, find_inert, find_references, is_label, read_text
from holdwater.case.types import (
    KINDS,
    Allow,
    Answer,
    Case,
    Cell,
    Citation,
    Claim,
    Degree,
    Document,
    Expect,
    Field,
    Hypothesis,
    Link,
    Question,
    Source,
    Watch,
)
from holdwater.case.values import (
    Unreadable,
    read_cells,
    read_links,
    read_outcome,
    read_place,
    read_quote,
    read_report,
    read_step,
    read_undercut,
)
from holdwater.diagnostics import Diagnostic, Fix, Mark, Severity
from holdwater.lexicon import SCALES, Words
from holdwater.source import SourceText, Span


class Parsed(NamedTuple):
    """A case and the findings about the form of its file, in text order."""

    case: Case
    diagnostics: tuple[Diagnostic, ...]


def is_case(text: str) -> bool:
    """Whether a Markdown text is a case: its front matter says `holdwater: 1`.

    >>> is_case("---\\nholdwater: 1\\n---\\n"), is_case("holdwater: 1")
    (True, False)
    """
    front = find_front(text)
    if front is None or "holdwater" not in text[front[0].start : front[0].end]:
        return False
    read = read_front(text)
    return read is not None and any(entry.key == "holdwater" and entry.values == ("1",) for entry in read.entries)


def parse(source: SourceText) -> Parsed:
    """The case that a file holds, and what is wrong with its form (HW101 to HW117).

    Linear in the text. The garbage collector is paused meanwhile: thousands of records come into being, and none is garbage.

    >>> parsed = parse(SourceText("case.md", "## Points\\n\\n7. The lights went out.\\n    - likely\\n    - because: (9)\\n"))
    >>> [(claim.id, claim.text, claim.degree.term) for claim in parsed.case.claims]
    [('7', 'The lights went out.', 'likely')]
    >>> [(finding.code, finding.message) for finding in parsed.diagnostics]
    [('HW101', '(7) cites (9), which is not in this file')]
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _Reader(source).read()
    finally:
        if collecting:
            gc.enable()


Target = Literal["premise", "point", "hypothesis", "source"]
_FITS: dict[Target, tuple[str, ...]] = {
    "premise": ("point", "hypothesis", "watch"),
    "point": ("point", "watch"),
    "hypothesis": ("hypothesis",),
    "source": ("source",),
}
_CALLED: dict[str, str] = {"point": "a point", "hypothesis": "a hypothesis", "source": "a source", "watch": "a watch item"}
_HOLDERS: dict[str, Holder] = {"hypotheses": "hypothesis", "points": "point", "sources": "source", "watch": "watch"}
_MODES: dict[str, Literal["says", "denies", "no comment"]] = {"source": "says", "denied by": "denies", "no comment": "no comment"}
_DATES = frozenset(("known", "retracted", "published", "by"))
_LABEL_SHAPE = re.compile(r"([^\W\d_]*)(\d+(?:\.\d+)*)([a-z]?)")
_SHORT_WORD = re.compile(r"[^\W\d_][\w-]*\??")
_ALLOW = re.compile(r"\s*(HW[0-9]{1,3})\b\s*[,:]?\s*", re.IGNORECASE)
_PART = re.compile(r"(?:[^,\\]++|\\.?)++", re.DOTALL)  # up to a comma without a backslash before it
_FOOTNOTE = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
_NEAREST_AT_MOST = 60
"""For so many unknown names a nearest known one is looked for; it takes a while, and nobody reads more."""


class _Wanted(NamedTuple):
    """A reference in a field, to be looked up once every label is known."""

    target: str
    at: Span
    kind: Target
    holder: str
    field: str


class _Last(NamedTuple):
    """The item just before, while nothing stands between: where it starts and in which column its fields do."""

    holder: Holder
    id: str
    ordered: bool
    start: int
    fields: int


class _Reader:
    """One parse: what has been found so far."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.text = source.text
        self.found: list[Diagnostic] = []
        self.labels: dict[str, tuple[Holder, Span]] = {}
        self.misnumbered: set[str] = set()
        self.claims: list[Claim | None] = []
        self.questions: list[tuple[str | None, Span, list[Hypothesis]]] = []
        self.sources: list[Source] = []
        self.watch: list[Watch] = []
        self.expects: list[Expect] = []
        self.allows: list[Allow] = []
        self.wanted: list[_Wanted] = []
        self.mentions: list[tuple[str | None, Span, str, bool]] = []
        self.footnotes: set[str] = set()
        self.front: list[Field] = []
        self.title: str | None = None
        self.as_of: str | None = None
        self.words_name: str | None = None
        self.fabrication: Degree | None = None
        self.words: Words = words_of(Case(source, "case"))
        self.terms: dict[str, bool] = {}
        self.nearest_left = _NEAREST_AT_MOST
        self.heading: str | None = None
        self.last: _Last | None = None

    def read(self) -> Parsed:
        start = self._read_front()
        blocks = scan(self.text, start)
        if blocks.deep is not None:
            self._find(
                "HW111", blocks.deep, "lists or quotes are nested more than a hundred deep here; the rest of the line is read as text",
                "a structure that no reader can follow is no structure", "nest less deeply",
            )  # fmt: skip
        section, level = "", 0
        for block in blocks.blocks:
            if block.kind == "heading":
                self.last = None
                section, level = self._enter(block, section, level)
            elif block.kind == "list" and section:
                self._read_list(block, section)
            else:
                if block.kind != "html":
                    self.last = None
                if block.kind == "list":
                    self._find_stray(block)
                self._read_prose(block, None)
        return self._finish()

    def _find(
        self, code: str, at: Span, message: str, why: str, mend: str, *, points: tuple[str, ...] = (), marks: tuple[Mark, ...] = (),
        fix: Fix | None = None, severity: Severity | None = None,
    ) -> None:  # fmt: skip
        name, usual = CODES[code]
        self.found.append(Diagnostic(code, name, severity or usual, at, message, why, mend, points, marks, fix))

    # Front matter

    def _read_front(self) -> int:
        front = read_front(self.text)
        if front is None:
            return 1 if self.text.startswith("\ufeff") else 0
        for trouble in front.troubles:
            self._find(
                "HW110", trouble.at, f"the front matter has {trouble.what}",
                "front matter is read by many programs, which agree only on its simplest forms",
                "write `key: value` on one line, a list as `[a, b]` or as `- a` lines, and quotation marks around a value with a colon",
                fix=Fix(trouble.at, trouble.quoted) if trouble.quoted else None,
            )  # fmt: skip
        seen: dict[str, Span] = {}
        for entry in front.entries:
            if entry.key in seen:
                self._find(
                    "HW110", entry.key_at, f"the front matter gives “{entry.key}” twice", "readers differ on which one counts; here the first does",
                    "leave one of the two out", marks=(Mark(seen[entry.key], "first given here"),),
                )  # fmt: skip
                continue
            seen[entry.key] = entry.key_at
            known = entry.key in FRONT
            for value, at in zip(entry.values, entry.value_at, strict=True):
                self.front.append(Field(entry.key, value, Span(entry.key_at.start, at.end) if not entry.is_list else at, at, known=known))
            if not known:
                near = self._nearest(entry.key, FRONT)
                self._find(
                    "HW110", entry.key_at, f"“{entry.key}” is no key of a case's front matter" + (f"; did you mean “{near}”?" if near else ""),
                    "a key that is not known has no effect", "use holdwater, title, as-of, words, fabrication or allow, or leave it out",
                    severity="error" if near else "note",
                )  # fmt: skip
            elif not entry.values:
                after = next((other.at.start for other in front.entries if other.at.start > entry.at.start), front.at.end)
                told = any(entry.at.start <= trouble.at.start < after for trouble in front.troubles)  # its value is what is wrong
                if not told and (entry.key != "allow" or not entry.is_list):
                    self._find("HW110", entry.at, f"“{entry.key}” has no value", "a key without a value has no effect", "give it one, or leave it out")
            elif entry.key == "allow":
                self._allow_list(list(zip(entry.values, entry.value_at, strict=True)))
            elif entry.is_list:
                self._find("HW110", entry.at, f"“{entry.key}” is a list", "it takes one value", "write one value")
            else:
                self._read_key(entry.key, entry.values[0], entry.value_at[0])
        return front.end

    def _read_key(self, key: str, value: str, at: Span) -> None:
        if key == "title":
            self.title = " ".join(value.split()) or None
        elif key == "as-of":
            if self._is_date(value, at, "as-of", None, interval=False):
                self.as_of = value
        elif key == "words":
            if value in SCALES or value == "readers" or "." in value or "/" in value:
                self.words_name = value
                self.words = words_of(Case(self.source, "case", words=value))
            else:
                near = self._nearest(value, (*SCALES, "readers"))
                self._find(
                    "HW104", at, f"no word list is called “{value}”" + (f"; did you mean “{near}”?" if near else ""),
                    "degrees mean what the list in use says; without one they are read with ICD 203", f"use one of {', '.join(SCALES)}, readers, or a file",
                )  # fmt: skip
        elif key == "fabrication":
            self.fabrication = self._degree(value, at, None)
        elif key == "holdwater" and value != "1":
            self._find(
                "HW110", at, f"“holdwater: {value}” names a version of the case format that is not known here",
                "another version may mean other things", "write `holdwater: 1`",
            )  # fmt: skip

    def _allow_list(self, values: list[tuple[str, Span]]) -> None:
        """Entries `HW305, reason`; in `[HW305, reason]` the comma has split them."""
        joined: list[tuple[str, Span]] = []
        for value, at in values:
            if joined and not _ALLOW.match(value):
                joined[-1] = (f"{joined[-1][0]}, {value}", Span(joined[-1][1].start, at.end))
            else:
                joined.append((value, at))
        for value, at in joined:
            self._allow(value, at, None)

    # Sections and items

    def _enter(self, block: Block, section: str, level: int) -> tuple[str, int]:
        """The section and its level after a heading."""
        raw = self.text[block.lines[0].start : block.lines[-1].end] if block.lines else ""
        shown = read_text(raw)
        if section and block.level > level:
            self.heading = shown or None
            self._read_prose(block, None)
            return section, level
        self.heading = None
        name = re.split(r"\W", shown, maxsplit=1)[0].casefold()
        if name == "hypotheses":
            question = re.sub(r"^\s*(?:[:–—]|-+\s)\s*", "", shown[len(name) :]).strip()
            at = block.at
            if question:
                low = block.lines[0].start + max(0, raw.find(question))
                at = Span(low, low + len(question)) if self.text.startswith(question, low) else block.at
            self.questions.append((question or None, at, []))
            return name, block.level
        if shown.casefold() in SECTIONS:
            return shown.casefold(), block.level
        self._read_prose(block, None)
        return "", 0

    def _read_list(self, block: Block, section: str) -> None:
        if section == "expect":
            for item in block.children:
                self._read_expect(item)
            return
        holder = _HOLDERS[section]
        for number, item in enumerate(block.children):
            first = item.children[0] if item.children and item.children[0].kind in ("paragraph", "heading") else None
            low, high = (first.lines[0].start, first.lines[-1].end) if first and first.lines else (item.at.end, item.at.end)
            bold = find_bold(self.text[low : low + 70]) if self.text.startswith(("**", "__"), low) and low < high else None
            if bold and self._is_bold_label(bold, low, high) and (item.number is None or holder != "point"):
                label, label_at = bold[0], Span(low + 2, low + bold[1] - 2)
                low += bold[1]
                if item.number is None and self.last and self.last.ordered and self._column(item.at.start) >= self._column(self.last.start) + 2:
                    self._find_misplaced(item, f"({label}) stands beside ({self.last.id}), not under it", self.last)
            elif item.number is not None and block.number is not None:
                label, label_at = str(block.number + number), self._digits(item)
                if item.number != block.number + number:
                    self._find_misnumbered(item, label, low < high)
            else:
                self._read_unlabelled(item, first, bold)
                continue
            at = Span(min(low, high), high)
            if holder == "point":
                self._read_point(item, label, label_at, at, first, None)
            else:
                self._read_other(item, holder, label, label_at, at, first)
            ordered = item.number is not None
            self.last = _Last(holder, label, ordered, item.at.start, max(item.column, 4) if ordered else item.column)

    def _is_bold_label(self, bold: tuple[str, int], low: int, high: int) -> bool:
        """Whether bold text is a label: of a label's form, with white space or nothing after it."""
        after = low + bold[1]
        return is_label(bold[0]) and (after >= high or self.text[after].isspace())

    def _column(self, at: int) -> int:
        return self.source.place(at)[1] - 1

    def _digits(self, item: Block) -> Span:
        marker = item.marker_at or item.at
        return Span(marker.start, marker.end - 1)

    def _find_misnumbered(self, item: Block, shown: str, has_text: bool) -> None:
        marker, written = item.marker_at or item.at, str(item.number)
        self.misnumbered.add(written)
        self._find(
            "HW105", marker, f"“{self.text[marker.start : marker.end]}” is written here, but every reader of the file is shown {shown}",
            "a list counts on from its first number whatever is written, so references to the written number lead astray",
            f"write the label in bold: `- **{written}** …`", points=(shown,),
            fix=Fix(marker, f"- **{written}**") if has_text and int(written) < 1000 else None,
        )  # fmt: skip

    def _find_misplaced(self, item: Block, message: str, under: "_Last") -> None:
        """A bullet that begins too far left, or too far right, to stand under the item before it."""
        line = item.at.start - self._column(item.at.start)
        one_line = "\n" not in self.text[item.at.start : item.at.end] and "\r" not in self.text[item.at.start : item.at.end]
        movable = one_line and not self.text[line : item.at.start].strip(" \t")
        self._find(
            "HW107", item.at if one_line else item.marker_at or item.at, message,
            "to a reader of the file this is another list, so what it says is lost to the item it was meant for",
            f"begin the bullet in column {under.fields + 1}, {under.fields} spaces in", points=(under.id,),
            fix=Fix(Span(line, item.at.start), " " * under.fields) if movable else None,
        )  # fmt: skip

    def _read_unlabelled(self, item: Block, first: Block | None, bold: tuple[str, int] | None) -> None:
        raw = drop_comments(self.text[first.at.start : first.at.end]).strip() if first else ""
        if self.last and raw and self._looks_known(raw, self.last.holder):
            self._find_misplaced(item, f"“{_short(raw)}” stands beside ({self.last.id}), not under it", self.last)
        else:
            near = bold[0].rstrip(".:) ") if bold else ""
            fix = None
            if bold and first and is_label(near):
                fix = Fix(Span(first.at.start, first.at.start + bold[1]), f"**{near}**")
            self._find(
                "HW108", item.at if len(raw) < 80 else item.marker_at or item.at,
                f"“{_short(raw)}” has no label" if raw else "this item is empty", "nothing can cite it, and nothing is computed from it",
                f"write the label alone in bold: `**{near}**`" if fix else "begin it with a label in bold, `- **7** …`, or make it a paragraph", fix=fix,
            )  # fmt: skip
            self.last = None
        self._read_prose(item, None)

    def _find_stray(self, block: Block) -> None:
        """Labelled items with fields, under no heading that would make them count."""
        for item in block.children:
            first = item.children[0] if item.children and item.children[0].kind == "paragraph" else None
            bold = find_bold(self.text[first.at.start : first.at.start + 70]) if first else None
            if first is None or bold is None or not self._is_bold_label(bold, first.at.start, first.at.end):
                continue
            bullets = [bullet for child in item.children[1:] if child.kind == "list" for bullet in child.children]
            for bullet in bullets:
                if bullet.children and bullet.children[0].kind == "paragraph":
                    name = _read_name(self.text[bullet.children[0].at.start : bullet.children[0].at.end])
                    if name is not None and name.name is not None:
                        self._find(
                            "HW113", first.at, f"({bold[0]}) has fields but stands under none of the headings that make items count",
                            "outside Hypotheses, Points, Sources, Watch and Expect everything is prose", "put it under one of them, such as `## Points`",
                        )  # fmt: skip
                        break

    def _read_expect(self, item: Block) -> None:
        first = item.children[0] if item.children and item.children[0].kind in ("paragraph", "heading") else None
        if first is None or not first.lines:
            return
        raw = drop_comments(self.text[first.lines[0].start : first.lines[-1].end])
        text = read_text(raw)
        if text:
            low = first.lines[0].start + len(raw) - len(raw.lstrip())
            self.expects.append(Expect(text, Span(low, first.lines[0].start + len(raw.rstrip()))))
        for child in item.children:
            self._read_prose(child, None, mentions=False)

    def _label(self, label: str, at: Span, holder: Holder) -> None:
        first = self.labels.setdefault(label, (holder, at))
        if first[1] != at:
            self._find(
                "HW102", at, f"({label}) is the label of {_CALLED[first[0]]} already", "a reference to it could mean either; here it means the first",
                "give one of the two another label", points=(label,), marks=(Mark(first[1], "first used here"),),
            )  # fmt: skip

    def _text(self, at: Span, id: str, what: str) -> tuple[str, Span]:
        """An item's own text as a reader is shown it, and where it stands without the space and comments around it."""
        raw = drop_comments(self.text[at.start : at.end])
        bare = raw.strip()
        if not bare:
            self._find(
                "HW117", Span(max(0, at.start - 1), at.end), f"({id}) says nothing", f"{what} is a sentence", "write one, or take the item out", points=(id,),
            )  # fmt: skip
            return "", Span(at.end, at.end)
        low = at.start + len(raw) - len(raw.lstrip())
        return read_text(self.text[low : low + len(bare)]), Span(low, low + len(bare))

    def _read_point(self, item: Block, label: str, label_at: Span, at: Span, first: Block | None, parent: str | None) -> None:
        self._label(label, label_at, "point")
        slot = len(self.claims)
        self.claims.append(None)
        text, text_at = self._text(at, label, "a point")
        self._read_around(first, label, "point")
        got: dict[str, Any] = {}
        self._read_below(item, first, "point", label, got)
        plain = parent is None and not (label[0] == "P" and label[1:].isdigit())
        rest = _freeze(got)
        self.claims[slot] = Claim(
            label, text, text_at, item.at, label if plain else None, label_at, parent, self.heading, **rest
        )  # fmt: skip

    def _read_other(self, item: Block, holder: Holder, label: str, label_at: Span, at: Span, first: Block | None) -> None:
        self._label(label, label_at, holder)
        text, text_at = self._text(at, label, _CALLED[holder])
        self._read_around(first, label, holder)
        got: dict[str, Any] = {}
        self._read_below(item, first, holder, label, got)
        rest = _freeze(got)
        if holder == "hypothesis":
            self.questions[-1][2].append(Hypothesis(label, text, text_at, item.at, **rest))
        elif holder == "source":
            self.sources.append(Source(label, text, text_at, item.at, **rest))
        else:
            self.watch.append(Watch(label, text, text_at, item.at, **rest))

    def _read_around(self, first: Block | None, id: str, holder: Holder) -> None:
        """References and comments in an item's own text, and lines glued to it that were meant as fields."""
        if first is not None:
            self._read_raw(first.at, id if holder == "point" else None, id)
            if len(first.lines) > 1:
                self._find_glued(first, holder, id)

    def _find_glued(self, first: Block, holder: Holder, id: str) -> None:
        for above, line in zip(first.lines, first.lines[1:], strict=False):
            raw = self.text[line.start : line.end]
            bare = raw[2:].lstrip() if raw[:2] in ("- ", "* ", "+ ") else raw
            name = _read_name(bare) if ":" in bare else None
            known = name is not None and name.name in FIELDS[holder]
            if not known and (name is not None or len(bare) > 40 or not self._looks_known(bare, holder)):
                continue
            if not known and bare is raw and self.text[above.end - 1] not in ".!?…\"”)]":
                continue
            self._find(
                "HW106", line, f"“{_short(raw)}” belongs to the sentence above it, not to the fields of ({id})",
                "a line that is glued to a bullet is part of that bullet's text, so this field has no effect",
                "make it a bullet of its own under the item: `- " + _short(bare) + "`", points=(id,),
            )  # fmt: skip

    def _looks_known(self, raw: str, holder: Holder) -> bool:
        """Whether a bullet reads as a field, degree, kind or flag that may stand under `holder`."""
        name = _read_name(raw)
        if name is not None:
            return name.name in FIELDS[holder]
        term = " ".join(raw.casefold().split()).rstrip("?") if len(raw) <= 40 else ""
        if holder == "source":
            return term == "anonymous"
        return holder == "point" and bool(term) and (term in KINDS or term == "open" or self._is_term(term))

    # Fields

    def _read_below(self, item: Block, first: Block | None, holder: Holder, id: str, got: dict[str, Any]) -> None:
        """Fields, parts and prose under an item."""
        for child in item.children:
            if child is first:
                continue
            if child.kind == "list" and child.number is None:
                for bullet in child.children:
                    self._read_bullet(bullet, holder, id, got)
            else:
                if child.kind == "code":
                    raw = self.text[child.lines[0].start : child.lines[0].end].strip()
                    if raw[:2] in ("- ", "* ", "+ ") and self._looks_known(raw[2:].strip(), holder):
                        self._find(
                            "HW107", child.lines[0], f"“{_short(raw)}” is indented so far under ({id}) that it is code",
                            "what stands in code is shown as it is and never read", "begin the bullet two columns in, under a number four", points=(id,),
                        )  # fmt: skip
                self._read_prose(child, id, inside=holder == "point")

    def _read_bullet(self, bullet: Block, holder: Holder, id: str, got: dict[str, Any]) -> None:
        first = bullet.children[0] if bullet.children else None
        if first is None or first.kind != "paragraph":
            self._read_prose(bullet, id, inside=holder == "point")
            return
        start, end = first.at
        text = self.text
        if text[start] in "*_" and holder == "point" and text.startswith(("**", "__"), start):
            bold = find_bold(text[start : start + 70])
            if bold and self._is_bold_label(bold, start, end):
                self._read_point(bullet, bold[0], Span(start + 2, start + bold[1] - 2), Span(start + bold[1], end), first, id)
                return
        raw = text[start:end]
        if "<!--" in raw:
            raw = drop_comments(raw).rstrip()
            self._read_comments(first.at, id)
        if not self._read_field(raw, start, holder, id, got):
            self._read_raw(first.at, id if holder == "point" else None, id)
        elif len(first.lines) > 1 and not raw.startswith("quote"):
            self._find_glued(first, holder, id)
        for child in bullet.children[1:]:
            for inner in child.children if child.kind == "list" else ():
                deep = inner.children[0] if inner.children and inner.children[0].kind == "paragraph" else None
                if deep and self._looks_known(text[deep.at.start : deep.at.end], holder):
                    self._find(
                        "HW107", deep.at, f"“{_short(text[deep.at.start : deep.at.end])}” stands under “{_short(raw)}”, not under ({id})",
                        "a field belongs to the item right above it; a field has no fields",
                        "begin the bullet in the column of the field above it", points=(id,),
                    )  # fmt: skip
            self._read_prose(child, id, inside=holder == "point")

    def _read_field(self, raw: str, start: int, holder: Holder, id: str, got: dict[str, Any]) -> bool:
        """Takes one bullet into `got`. False if it is prose."""
        at = Span(start, start + len(raw))
        colon = raw.find(":")
        plain = raw[:colon] if colon > 0 else ""
        if plain in FIELDS[holder] and plain not in WORDED and raw[colon + 1 : colon + 2] == " " and colon + 2 < len(raw) and raw[colon + 2] not in " \t\n\r":
            bare = raw[colon + 2 :]  # as most fields are written: a shorter way to the same
            value_at = Span(start + colon + 2, at.end)
            got.setdefault("fields", []).append(Field(plain, bare if "  " not in bare and bare.isprintable() else " ".join(bare.split()), at, value_at))
            if holder == "point":
                self._read_point_field(plain, bare, value_at.start, value_at, False, id, got)
            else:
                self._read_other_field(plain, bare, value_at.start, value_at, False, id, got)
            return True
        name = _read_name(raw)
        if name is None:
            return self._read_bare(raw, at, holder, id, got)
        value = raw[name.start :]
        bare = value.strip()
        low = start + name.start + len(value) - len(value.lstrip())
        value_at = Span(low, low + len(bare)) if bare else Span(at.end, at.end)
        known = name.name in FIELDS[holder]
        if not known and name.name is None and not name.short:
            return False
        shown = name.name or name.written
        got.setdefault("fields", []).append(Field(shown, " ".join(bare.split()), at, value_at, name.proposed, known))
        if not known:
            self._find_unknown(name, raw, at, holder, id)
        elif not bare:
            self._find("HW112", at, f"“{shown}” of ({id}) has no value", "a field without a value has no effect", "give it one, or leave it out", points=(id,))
        elif holder == "point":
            self._read_point_field(shown, bare, low, value_at, name.proposed, id, got)
        else:
            self._read_other_field(shown, bare, low, value_at, name.proposed, id, got)
        return True

    def _find_unknown(self, name: "_Name", raw: str, at: Span, holder: Holder, id: str) -> None:
        what = _CALLED[holder]
        name_at = Span(at.start, at.start + name.colon)
        if name.name is not None:
            homes = " or ".join(_CALLED[other] for other in FIELDS if name.name in FIELDS[other])
            message, mend = f"“{name.name}” is a field of {homes}, not of {what}", f"move it to {homes}"
        elif name.written in ("degree", "kind") and holder == "point":
            message, mend = f"“{name.written}:” is written before a {name.written}, which stands alone", f"write `- {_short(raw[name.start :].strip())}`"
        else:
            near = self._nearest(name.written, sorted(FIELDS[holder]))
            message = f"“{name.written}” is no field of {what}" + (f"; did you mean “{near}”?" if near else "")
            mend = f"write `{near}: …`" if near else f"use one of {', '.join(sorted(FIELDS[holder]))}; or, if it is a remark, `note: …`"
        self._find("HW103", name_at, message, "a field that is not known has no effect", mend, points=(id,))

    def _read_bare(self, raw: str, at: Span, holder: Holder, id: str, got: dict[str, Any]) -> bool:
        """A degree, kind or flag that stands alone."""
        if len(raw) > 60:
            return False
        words = raw.casefold().split()
        term = " ".join(words)
        proposed = term.endswith("?")
        if proposed:
            term = term[:-1].rstrip()
        known = True
        if holder == "point" and term in KINDS:
            if not proposed:
                self._set_once(got, "kind", term, "kind", at, id)
        elif holder == "point" and (term == "open" or self._is_term(term)):
            if not proposed:
                written = " ".join(raw.split())
                if self._set_once(got, "degree", Degree("open" if term == "open" else written, at), "degree", at, id) and term == "open":
                    got["open"] = True
        elif holder == "source" and term == "anonymous":
            if not proposed:
                got["anonymous"] = True
        elif len(words) > 3 or any(char in "[]<`(" for char in raw) or not any(char.isalnum() for char in raw):
            return False
        else:
            known = False
        got.setdefault("fields", []).append(Field(None, " ".join(raw.split()), at, at, proposed, known))
        if known:
            return True
        if holder == "hypothesis" and self._is_term(term):
            self._find(
                "HW103", at, f"“{_short(raw)}” stands alone under ({id}), where a degree needs its name", "a hypothesis has a prior, and no degree besides",
                f"write `prior: {_short(raw)}`", points=(id,), fix=Fix(at, "prior: " + raw),
            )  # fmt: skip
            return True
        if holder == "point":
            near = self._nearest(term, (*KINDS, "open", *sorted(FIELDS["point"]))) or self._nearest_term(term)
            message = f"“{_short(raw)}” is no degree, kind or flag that is known"
        else:
            near = self._nearest(term, ("anonymous",)) if holder == "source" else None
            message = f"“{_short(raw)}” is nothing that can stand alone under {_CALLED[holder]}"
        self._find(
            "HW104", at, message + (f"; did you mean “{near}”?" if near else ""), "a bullet of up to three words is read as a term; unknown, it has no effect",
            (f"write `- {near}`; or, " if near else "") + "if it is a remark, `note: …`", points=(id,),
        )  # fmt: skip
        return True

    def _set_once(self, got: dict[str, Any], key: str, value: object, shown: str, at: Span, id: str) -> bool:
        if key not in got:
            got[key] = value
            return True
        self._find("HW114", at, f"({id}) has a second “{shown}”", "it could mean either; here the first counts", "leave one of the two out", points=(id,))
        return False

    def _read_point_field(self, name: str, raw: str, low: int, at: Span, proposed: bool, id: str, got: dict[str, Any]) -> None:
        if name in ("because", "against"):
            step = read_step(raw, low, at, proposed)
            if isinstance(step, Unreadable):
                self._find_unreadable(step, name, id)
                return
            if step.strength and not self._check_degree(step.strength, id):
                step = step._replace(strength=None)
            self._want(step.premises, step.premise_at, "premise", id, name)
            got.setdefault(name, []).append(step)
        elif name in ("source", "denied by", "no comment"):
            report = read_report(raw, low, at, proposed, _MODES[name])
            if isinstance(report, Unreadable):
                self._find_unreadable(report, name, id)
                return
            if report.credibility and "." in report.credibility.term and not self._check_degree(report.credibility, id):
                report = report._replace(credibility=None)
            self._want((report.source,), (at,), "source", id, name)
            got.setdefault("reports", []).append(report)
        elif name == "if":
            self._read_cells(raw, low, at, proposed, id, got)
        elif name == "quote":
            quote = read_quote(raw, low, at)
            if isinstance(quote, Unreadable):
                self._find_unreadable(quote, name, id)
                return
            if quote.place:
                self._want((quote.place.source,), (quote.place.at,), "source", id, name)
            if not proposed:
                got.setdefault("quotes", []).append(quote)
        elif name == "when":
            dates = [part.strip() for part in raw.split(",") if part.strip()]
            good = [date for date in dates if self._is_date(date, self._part(raw, date, low), name, id, interval=True)]
            if not proposed:
                got.setdefault("when", []).extend(good)
        elif name == "where":
            if not proposed:
                got.setdefault("where", []).extend(where for part in _PART.findall(raw) if (where := read_text(part)))
        elif name in ("explains", "states", "superseded by"):
            wanted = "a hypothesis, such as H1" if name == "states" else "a reference, such as (1)"
            links = read_links(raw, low, at, proposed, wanted)
            if isinstance(links, Unreadable):
                self._find_unreadable(links, name, id)
                return
            kind: Target = "hypothesis" if name == "states" else "point"
            self._want(tuple(link.target for link in links), tuple(link.at for link in links), kind, id, name)
            got.setdefault("superseded_by" if name == "superseded by" else name, []).extend(links)
        elif name == "undercuts":
            cut = read_undercut(raw, low, at, proposed)
            if isinstance(cut, Unreadable):
                self._find_unreadable(cut, name, id)
                return
            if cut.strength and not self._check_degree(cut.strength, id):
                cut = cut._replace(strength=None)
            self._want((cut.target,), (at,), "point", id, name)
            self._want(cut.premises or (), (at,) * len(cut.premises or ()), "premise", id, name)
            got.setdefault("undercuts", []).append(cut)
        elif name == "otherwise":
            degree = self._degree(raw, at, id)
            if degree and not proposed:
                self._set_once(got, "otherwise", degree, name, at, id)
        elif name == "at":
            place = read_place(raw, low, at)
            if isinstance(place, Unreadable):
                self._find_unreadable(place, name, id)
                return
            self._want((place.source,), (place.at,), "source", id, name)
            if not proposed:
                self._set_once(got, "place", place, name, at, id)
        elif name == "cq":
            number, colon, answer = raw.partition(":")
            digits = number.strip().rstrip("?").rstrip()
            if not colon or not digits.isdecimal() or len(digits) > 3 or not answer.strip():
                self._find_unreadable(Unreadable(at, f"“{_short(raw)}” is not the number of a critical question with its answer", "write `cq 2: …`"), name, id)
                return
            self._read_raw(at, id, id)
            if not proposed:
                got.setdefault("answers", []).append(Answer(int(digits), read_text(answer), at))
        elif name == "scheme":
            if not proposed:
                self._set_once(got, "scheme", read_text(raw), name, at, id)
        elif not self._read_common(name, raw, at, proposed, id, got) and self._is_date(raw, at, name, id, interval=True) and not proposed:
            self._set_once(got, name, raw, name, at, id)

    def _read_other_field(self, name: str, raw: str, low: int, at: Span, proposed: bool, id: str, got: dict[str, Any]) -> None:
        if self._read_common(name, raw, at, proposed, id, got):
            return
        if name == "if":
            self._read_cells(raw, low, at, proposed, id, got)
        elif name == "relays":
            links = read_links(raw, low, at, proposed, "the label of a source")
            if isinstance(links, Unreadable):
                self._find_unreadable(links, name, id)
                return
            self._want(tuple(link.target for link in links), tuple(link.at for link in links), "source", id, name)
            got.setdefault("relays", []).extend(links)
        elif name == "origin":
            got.setdefault("origin", []).append(Link(read_text(raw), at, proposed))
        elif name in ("prior", "grade"):
            graded = name == "grade" and len(raw) == 1 and raw.upper() in "ABCDEF"
            degree = Degree(raw.upper(), at) if graded else self._degree(raw, at, id)
            if degree and not proposed:
                self._set_once(got, name, degree, name, at, id)
        elif name == "outcome":
            outcome = read_outcome(raw, at)
            if isinstance(outcome, Unreadable):
                self._find_unreadable(outcome, name, id)
            elif not proposed:
                self._set_once(got, name, outcome, name, at, id)
        elif (name not in _DATES or self._is_date(raw, at, name, id, interval=name == "by")) and not proposed:
            if name == "stake":
                self._read_raw(at, None, id, comments=False)
            self._set_once(got, name.replace(" ", "_"), read_text(raw), name, at, id)

    def _read_common(self, name: str, raw: str, at: Span, proposed: bool, id: str, got: dict[str, Any]) -> bool:
        """`note` and `allow`, which may stand under anything that has fields."""
        if name == "note":
            self._read_raw(at, id if self.labels.get(id, ("point",))[0] == "point" else None, id, comments=False)
            if not proposed:
                got.setdefault("notes", []).append(read_text(raw))
            return True
        if name == "allow":
            if not proposed:
                self._allow(raw, at, id)
            return True
        return False

    def _read_cells(self, raw: str, low: int, at: Span, proposed: bool, id: str, got: dict[str, Any]) -> None:
        cells, bad = read_cells(raw, low, at, proposed)
        for one in bad:
            self._find_unreadable(one, "if", id)
        rows: list[Cell] = got.setdefault("rows", [])
        for cell in cells:
            self._want((cell.hypothesis,), (cell.at,), "hypothesis", id, "if")
            if not self._check_degree(cell.degree, id):
                continue
            if any(other.hypothesis == cell.hypothesis and other.proposed == cell.proposed for other in rows[-200:]):
                self._find(
                    "HW114", cell.at, f"({id}) has a second “if {cell.hypothesis}”", "it could mean either; here the first counts",
                    "leave one of the two out", points=(id,),
                )  # fmt: skip
                continue
            rows.append(cell)

    def _find_unreadable(self, bad: Unreadable, field: str, id: str) -> None:
        self._find(
            "HW112", bad.at, f"“{field}” of ({id}): {bad.what}", "what cannot be read has no effect", bad.mend, points=(id,), fix=bad.fix,
        )  # fmt: skip

    def _allow(self, raw: str, at: Span, scope: str | None) -> None:
        match = _ALLOW.match(raw)
        reason = read_text(raw[match.end() :]).strip('"“”') if match else ""
        if match is None or not reason:
            self._find(
                "HW112", at, f"“{_short(raw)}” does not silence a rule" + (": it gives no reason" if match else ""),
                "a rule is silenced by its code together with the reason, so that the next reader can judge it", "write `allow HW305: the reason`",
                points=(scope,) if scope else (),
            )  # fmt: skip
            return
        self.allows.append(Allow(match[1].upper(), reason, at, scope))

    def _want(self, targets: tuple[str, ...], places: tuple[Span, ...], kind: Target, holder: str, field: str) -> None:
        for target, at in zip(targets, places, strict=True):
            known = self.labels.get(target)
            if known is None or known[0] not in _FITS[kind]:
                self.wanted.append(_Wanted(target, at, kind, holder, field))

    def _part(self, raw: str, part: str, low: int) -> Span:
        at = low + raw.find(part)
        return Span(at, at + len(part))

    def _is_date(self, raw: str, at: Span, name: str, id: str | None, *, interval: bool) -> bool:
        if is_date(raw) or (interval and is_date_or_interval(raw)):
            return True
        self._find(
            "HW109", at, f"“{_short(raw)}” is not a date" + (" or an interval of dates" if interval else "") + f" that “{name}” can take",
            "dates are compared, so they have one form and must exist", "write it as ISO 8601: 2017, 2017-02, 2017-02-03"
            + (", 2017-01-24/2017-02-03, 2017-02-03/.." if interval else ""), points=(id,) if id else (),
        )  # fmt: skip
        return False

    def _is_term(self, term: str) -> bool:
        known = self.terms.get(term)
        if known is None:
            known = self.terms[term] = len(term) <= 60 and self.words.degree(term) is not None
        return known

    def _check_degree(self, degree: Degree, id: str | None) -> bool:
        if self._is_term(degree.term):
            return True
        near = self._nearest_term(degree.term)
        self._find(
            "HW104", degree.at, f"“{_short(degree.term)}” is no degree that is known" + (f"; did you mean “{near}”?" if near else ""),
            "a degree is a term of a word list, a number or a range; anything else has no value", f"write `{near or 'likely'}`, or a number such as 0.6",
            points=(id,) if id else (),
        )  # fmt: skip
        return False

    def _degree(self, raw: str, at: Span, id: str | None) -> Degree | None:
        degree = Degree(" ".join(raw.split()), at)
        return degree if self._check_degree(degree, id) else None

    def _nearest(self, word: str, known: Iterable[str]) -> str | None:
        if len(word) > 40 or self.nearest_left <= 0:
            return None
        self.nearest_left -= 1
        from difflib import get_close_matches

        close = get_close_matches(word, list(known), n=1, cutoff=0.7)
        return close[0] if close else None

    def _nearest_term(self, term: str) -> str | None:
        if len(term) > 40 or self.nearest_left <= 0:
            return None
        self.nearest_left -= 1
        return self.words.nearest(term)

    # Prose

    def _read_prose(self, block: Block, id: str | None, *, inside: bool = False, mentions: bool = True) -> None:
        """References and comments in prose. Quotes and code are other people's words. `inside`: the prose belongs to the point `id`."""
        waiting = [block]
        while waiting:
            one = waiting.pop()
            if one.kind in ("list", "item"):
                waiting.extend(reversed(one.children))
            elif one.kind == "html":
                self._read_comments(one.at, id)
            elif one.kind in ("paragraph", "heading") and one.lines:
                at = Span(one.lines[0].start, one.lines[-1].end)
                if mentions:
                    self._read_raw(at, id if inside else None, id)
                else:
                    self._read_comments(at, id)

    def _read_raw(self, at: Span, point: str | None, scope: str | None, *, comments: bool = True) -> None:
        raw = self.text[at.start : at.end]
        if "(" not in raw and "[^" not in raw and "<!--" not in raw:
            return
        if comments and "<!--" in raw:
            self._read_comments(at, scope)
        if "[^" in raw:
            for note in _FOOTNOTE.finditer(raw):
                self.footnotes.add(note[1])
        for target, start, end, is_note in find_references(raw):
            if is_note and raw.startswith(":", end) and (start == 0 or raw[start - 1] in "\r\n"):
                continue
            self.mentions.append((point, Span(at.start + start, at.start + end), target, is_note))

    def _read_comments(self, at: Span, scope: str | None) -> None:
        """`<!-- holdwater: allow HW305, reason -->`; other comments are nobody's business."""
        raw = self.text[at.start : at.end]
        if "holdwater:" not in raw:
            return
        for kind, start, end in find_inert(raw):
            if kind != "comment":
                continue
            body = raw[start + 4 : max(start + 4, end - 3)]
            if not body.lstrip().startswith("holdwater:"):
                continue
            low = start + 4 + body.index("holdwater:") + len("holdwater:")
            order = raw[low : end - 3]
            bare = order.strip()
            place = Span(at.start + low + len(order) - len(order.lstrip()), at.start + low + len(order.rstrip()))
            if bare.startswith("allow") and bare[5:6].isspace():
                self._allow(bare[5:], place, scope)
            else:
                self._find(
                    "HW112", place, f"“{_short(bare)}” is nothing that a comment can ask of holdwater", "a comment can only silence a rule",
                    "write `<!-- holdwater: allow HW305, the reason -->`",
                )  # fmt: skip

    # The end

    def _finish(self) -> Parsed:
        claims = tuple(claim for claim in self.claims if claim is not None)
        self._resolve_fields()
        references = self._resolve_mentions()
        questions = tuple(
            Question(f"Q{number}", text, at, tuple(hypotheses)) for number, (text, at, hypotheses) in enumerate(self.questions, start=1)
        )
        self._check_undercuts(claims)
        self._check_rows(claims, questions)
        case = Case(
            source=self.source,
            form="case",
            document=Document(title=self.title),
            as_of=self.as_of,
            words=self.words_name,
            fabrication=self.fabrication,
            front=tuple(self.front),
            questions=questions,
            claims=claims,
            sources=tuple(self.sources),
            watch=tuple(self.watch),
            expects=tuple(self.expects),
            allows=tuple(self.allows),
            references=references,
        )
        self.found.sort(key=lambda finding: (finding.at, finding.code))
        return Parsed(case, tuple(self.found))

    def _resolve_fields(self) -> None:
        labels = self.labels
        for target, at, kind, holder, field in self.wanted:
            known = labels.get(target)
            if known is not None and known[0] in _FITS[kind]:
                continue
            if known is None and target in self.misnumbered:
                continue
            if known is not None:
                message = f"“{field}” of ({holder}) names {target}, which is {_CALLED[known[0]]}"
                mend = f"name {' or '.join(_CALLED[fit] for fit in _FITS[kind] if fit != 'watch')}"
            else:
                near = None if target.isdecimal() else self._nearest(target, [label for label, (what, _) in labels.items() if what in _FITS[kind]])
                shown = target if kind in ("source", "hypothesis") else f"({target})"
                verb = "cites" if kind in ("premise", "point") else "names"
                where = "is not listed under Sources" if kind == "source" else "is not in this file"
                message = f"({holder}) {verb} {shown}, which {where}" + (f"; did you mean “{near}”?" if near else "")
                mend = f"write {near}" if near else "correct the label, or add the item"
            self._find("HW101", at, message, "what a field names has to be there, or the line carries nothing", mend, points=(holder,))

    def _resolve_mentions(self) -> tuple[Citation, ...]:
        """The references in prose that lead somewhere; those that look like labels of this file and lead nowhere are findings."""
        shapes: dict[tuple[str, int], list[int]] = {}
        for label in self.labels:
            shape = _LABEL_SHAPE.fullmatch(label)
            if shape:
                sizes = [len(group) for group in shape[2].split(".")]
                known = shapes.setdefault((shape[1], len(sizes)), sizes)
                known[:] = [max(pair) for pair in zip(known, sizes, strict=True)]
        found: list[Citation] = []
        for point, at, target, note in self.mentions:
            shown = self.text[at.start : at.end]
            if note:
                if target not in self.footnotes:
                    self._find_dangling(point, at, f"the footnote {shown} is not in this file", "add it, `[^note]: …`, or take the reference out")
                continue
            if target in self.labels:
                found.append(Citation(point, at, shown, target, "mention"))
                continue
            shape = _LABEL_SHAPE.fullmatch(target)
            if shape is None or target in self.misnumbered:
                continue
            digits = shape[2].split(".")
            longest = shapes.get((shape[1], len(digits)))
            if longest and all(len(group) <= size for group, size in zip(digits, longest, strict=True)):
                who = f"({point}) mentions {shown}" if point else f"{shown} is mentioned here"
                self._find_dangling(point, at, f"{who}, but no item of this file has that label", "correct the label, or add the item")
        return tuple(sorted(found, key=lambda citation: citation.at))

    def _find_dangling(self, point: str | None, at: Span, message: str, mend: str) -> None:
        self._find(
            "HW101", at, message, "a reader who follows it finds nothing", mend, points=(point,) if point else (), severity="warning",
        )  # fmt: skip

    def _check_undercuts(self, claims: tuple[Claim, ...]) -> None:
        """An undercutter names steps that are there."""
        cutting = [claim for claim in claims if claim.undercuts]
        if not cutting:
            return
        steps: dict[str, set[frozenset[str]]] = {}
        for claim in claims:
            steps.setdefault(claim.id, set()).update(frozenset(step.premises) for step in claim.because)
        for claim in cutting:
            for cut in claim.undercuts:
                there = steps.get(cut.target)
                if there is None or (cut.premises is None and there) or (cut.premises is not None and frozenset(cut.premises) in there):
                    continue
                named = "" if cut.premises is None else " from exactly " + ", ".join(f"({premise})" for premise in cut.premises)
                self._find(
                    "HW115", cut.at, f"({claim.id}) undercuts a step to ({cut.target}){named}, but there is none",
                    "an undercutter breaks a step that was written; this one breaks nothing",
                    "name the premises as the `because` line does, or use `against` for an objection to the point itself", points=(claim.id, cut.target),
                )  # fmt: skip

    def _check_rows(self, claims: tuple[Claim, ...], questions: tuple[Question, ...]) -> None:
        """The rows of one item name hypotheses of one question."""
        if len(questions) < 2:
            return
        home = {hypothesis.id: question.id for question in reversed(questions) for hypothesis in question.hypotheses}
        items: list[Claim | Watch] = [*claims, *self.watch]
        for item in items:
            rows = [cell for cell in item.rows if cell.hypothesis in home]
            other = next((cell for cell in rows if home[cell.hypothesis] != home[rows[0].hypothesis]), None)
            if other is not None:
                asked = f"{home[rows[0].hypothesis]} and {home[other.hypothesis]}"
                self._find(
                    "HW116", other.at, f"({item.id}) has rows for hypotheses of two questions, {asked}",
                    "rivals are weighed within one question; one point cannot be evidence in two at once",
                    "write a point of its own for each question", points=(item.id,),
                )  # fmt: skip


class _Name(NamedTuple):
    """What stands before the colon of a bullet. name: the field it is, else None. short: whether it looks like the name of one."""

    name: str | None
    written: str
    start: int
    colon: int
    proposed: bool
    short: bool


def _read_name(raw: str) -> _Name | None:
    """The name before the first colon; None without one, or where the words before it are no name at all."""
    colon = raw.find(":")
    if colon <= 0:
        return None
    head = raw[:colon]
    if head in NAMES and head not in WORDED:
        return _Name(head, head, colon + 1, colon, False, True)
    if colon > 60:
        return None
    words = head.casefold().split()
    if not words or len(words) > 3:
        return None
    written = " ".join(words)
    proposed = written.endswith("?")
    if proposed:
        written = written[:-1].rstrip()
    if written in NAMES and written not in WORDED:
        return _Name(written, written, colon + 1, colon, proposed, True)
    first = words[0].rstrip("?")
    if first in WORDED and (len(words) == 2 or (len(words) == 3 and words[2] == "?") or written == first):
        start = colon + 1 if written == first else raw.casefold().find(words[1], len(words[0])) if raw.isascii() else raw.find(raw.split()[1], len(words[0]))
        return _Name(first, first, start, colon, proposed or words[0].endswith("?"), True)
    bare = written.strip("*_` ")
    short = raw[colon + 1 : colon + 2] in ("", " ", "\t", "\n", "\r", "*", "_") and all(_SHORT_WORD.fullmatch(word) for word in bare.split())
    return _Name(None, bare, colon + 1, colon, proposed, short and bool(bare))


def _freeze(got: dict[str, Any]) -> dict[str, Any]:
    """What was gathered, its lists made tuples."""
    return {name: tuple(value) if type(value) is list else value for name, value in got.items()}


def _short(text: str) -> str:
    folded = " ".join(text.split()) if len(text) < 400 else " ".join(text[:400].split())
    return folded if len(folded) <= 60 else folded[:59] + "…"
