"""Proposals as lines of a case file. Lines are put in between lines; none that is there is touched, and what counts stays what it was.

Both are checked for every proposal: one that would change how the rest of the file is read is not written.
"""

from collections.abc import Iterable

from holdwater.case.parse import Parsed
from holdwater.case.proposals import Item, items_of
from holdwater.case.types import Case, Claim, Hypothesis, Watch
from holdwater.case.write import escape
from holdwater.propose.counts import faults, proposals_in, read, what_counts
from holdwater.propose.rejected import end_of_section
from holdwater.propose.types import Addition, Kind
from holdwater.typed import NamedTuple

_HEADINGS: dict[Kind, str] = {"point": "Points", "rival": "Hypotheses", "indicator": "Watch"}
_LETTERS: dict[Kind, str] = {"point": "P", "rival": "H", "indicator": "W"}


class _Place(NamedTuple):
    """Where lines go in, the columns they stand in, and the blank lines that they need around them."""

    at: int
    indent: str
    bullet: str = "-"
    before: bool = False
    after: bool = False
    heading: str | None = None


class Page:
    """A case file that proposals are written into, one at a time."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.parsed: Parsed = read(name, text)
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self._counts = what_counts(self.parsed.case)
        self._faults = faults(self.parsed.diagnostics)

    @property
    def case(self) -> Case:
        return self.parsed.case

    def add_all(self, additions: list[Addition]) -> list[str | None]:
        """Writes proposals and returns for each the label of its item, or of the item it stands under; None where that cannot be done.

        All of them in one go; where that does not come out as it should, one after the other.
        """
        labels = self._all_at_once(additions)
        return list(labels) if labels is not None else [self._add(addition) for addition in additions]

    def _all_at_once(self, additions: list[Addition]) -> list[str] | None:
        groups: dict[_Place, list[str]] = {}
        labels: list[str] = []
        for addition in additions:
            place = next(iter(self._places(addition)), None)
            if place is None:
                return None
            labels.append(addition.under or self._label(_LETTERS[addition.kind], labels))
            groups.setdefault(place, []).extend(_lines(place, addition, labels[-1], escape(addition.text or "")))
        text = self.text
        for _, place in sorted(enumerate(groups), key=lambda each: (-each[1].at, -each[0])):  # from the end, so that places stay
            text = self._put_in(text, place, groups[place])
        return labels if self._take(text, additions, labels) else None

    def _add(self, addition: Addition) -> str | None:
        label = addition.under or self._label(_LETTERS[addition.kind])
        words = escape(addition.text or "")
        for place in self._places(addition):
            for each in dict.fromkeys((words, words.replace("(", "\\("))):  # where "(15)" is no label here, it is no reference either
                if self._take(self._put_in(self.text, place, _lines(place, addition, label, each)), [addition], [label]):
                    return label
        return None

    def _put_in(self, text: str, place: _Place, lines: list[str]) -> str:
        headed = lines if place.heading is None else [place.heading, "", *lines]
        return put_in(text, place.at, headed, self.newline, before=place.before, after=place.after)

    def _take(self, text: str, additions: list[Addition], labels: list[str]) -> bool:
        """Goes on with a text, if it has the proposals and is the same in everything else."""
        parsed = read(self.name, text)
        items, fields = proposals_in(self.case)
        new = [(addition, label) for addition, label in zip(additions, labels, strict=True) if addition.under is None]
        below = [(addition, label) for addition, label in zip(additions, labels, strict=True) if addition.under is not None]
        wanted = (items + len(new), fields + sum(len(addition.fields) for addition, _ in below))
        if proposals_in(parsed.case) != wanted or faults(parsed.diagnostics) != self._faults or what_counts(parsed.case) != self._counts:
            return False
        held = {item.id: item for item, _ in items_of(parsed.case)}
        asked = {proposal.item.id: proposal.item for proposal in parsed.case.proposed}
        for addition, label in new:
            item = asked.get(label)
            if item is None or len(item.fields) != len(addition.fields) or item.text != " ".join((addition.text or "").split()):
                return False
        for addition, label in below:
            written = {text[field.at.start : field.at.end] for field in held[label].fields if field.proposed} if label in held else set()
            if not written.issuperset(addition.fields):
                return False
        self.text, self.parsed = text, parsed
        return True

    def _places(self, addition: Addition) -> list[_Place]:
        return self._under(addition.under) if addition.under is not None else self._section(addition.kind)

    def _label(self, letter: str, coming: Iterable[str] = ()) -> str:
        """The next free label: P7 behind P6. coming: those that are taken just now."""
        taken = {item.id for item, _ in items_of(self.case)} | set(coming)
        numbers = [int(id[1:]) for id in taken if id[:1] == letter and id[1:].isdecimal() and len(id) < 9]
        number = max(numbers, default=0) + 1
        while f"{letter}{number}" in taken:
            number += 1
        return f"{letter}{number}"

    def _under(self, id: str) -> list[_Place]:
        """Behind the last field of an item, else right behind its own words."""
        item = next((item for item, _ in items_of(self.case) if item.id == id), None)
        if item is None:
            return []
        indent, bullet = self._columns(item)
        ends = [max(field.at.end for field in item.fields)] if item.fields else []
        return [_Place(self._line_end(end), indent, bullet) for end in dict.fromkeys((*ends, item.at.end))]

    def _columns(self, item: Item) -> tuple[str, str]:
        """The indent of the fields of an item, and their bullet: as of those that are there."""
        text = self.text
        if item.fields:
            first = item.fields[0].at.start
            head = text[self._line_start(first) : first]
            if len(head) - len(head.lstrip(" ")) == len(head.rstrip(" ")) - 1 and head.strip(" ") in ("-", "*", "+"):
                return head[: len(head) - len(head.lstrip(" "))], head.strip(" ")
        start = item.item.start
        column = start - self._line_start(start)
        number = 0
        while text[start + number : start + number + 1].isdecimal():
            number += 1
        return " " * (column + (max(4, number + 2) if number else 2)), "-"

    def _section(self, kind: Kind) -> list[_Place]:
        """Behind the last item of its sort; without one, in a section of its own."""
        case = self.case
        wanted = {"point": Claim, "rival": Hypothesis, "indicator": Watch}[kind]
        same = [item for item, _ in items_of(case) if isinstance(item, wanted) and (not isinstance(item, Claim) or item.parent is None)]
        found: list[_Place] = []
        if same:
            last = max(same, key=lambda item: item.item.end)
            bullet = self.text[last.item.start]
            end = self._line_end(last.item.end)
            if bullet in "-*+" and last.item.start == self._line_start(last.item.start):
                found.append(_Place(end, "", bullet))
            found.append(_Place(end, "", before=True, after=True))
        _, level = end_of_section(self.text)
        heading = f"{'#' * level} {_HEADINGS[kind]}"
        if kind == "rival" and not case.questions and case.claims:
            before = self._heading_before(case.claims[0].item.start)
            if before is not None:
                found.append(_Place(before, "", after=True, heading=heading))
        elif kind == "rival" and case.questions and not same:
            return [_Place(self._line_end(case.questions[0].at.end), "", before=True, after=True)]
        found.append(_Place(len(self.text), "", before=True, after=True, heading=heading))
        return found

    def _heading_before(self, at: int) -> int | None:
        """Where the line of the heading `Points` begins that an item stands under."""
        start = self._line_start(at)
        while start > 0:
            start = self._line_start(start - 1)
            line = self.text[start : self._line_end(start)].strip()
            if line.startswith("#") and line.lstrip("#").strip().casefold() == "points":
                return start
        return None

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > at and self.text[end - 1] == "\r" else end


def _lines(place: _Place, addition: Addition, label: str, words: str) -> list[str]:
    """What is written of a proposal: its fields, or an item with them below it."""
    if addition.under is not None:
        return [f"{place.indent}{place.bullet} {field}" for field in addition.fields]
    below = [f"{place.indent}  {place.bullet} {field}" for field in addition.fields]
    return [f"{place.indent}{place.bullet} **{label}?** {words}", *below]


def put_in(text: str, at: int, lines: list[str], newline: str, *, before: bool = False, after: bool = False) -> str:
    """The text with whole lines put in behind the line that ends at `at`, or before the one that begins there.

    before, after: with a blank line on that side, unless there is one. Nothing that stood in the text is changed.
    """
    head, tail = text[:at], text[at:]
    block = newline.join(lines)
    if not head or head.endswith("\n"):  # at the beginning of a line
        gap = newline if before and head and not head.endswith(("\n\n", "\n\r\n")) else ""
        return f"{head}{gap}{block}{newline}{newline if after and tail.strip() else ''}{tail}"
    gap = newline if before else ""
    rest = tail.lstrip("\r\n")
    blank = tail[: len(tail) - len(rest)].count("\n") > 1 or not rest
    return f"{head}{newline}{gap}{block}{newline if after and not blank else ''}{tail or newline}"
