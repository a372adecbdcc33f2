"""A text and how to point into it.

Every offset in holdwater counts code points of the text as it was decoded, from 0; spans are half open. Lines and columns are computed
when something is shown, and count from 1.
"""

from bisect import bisect_left, bisect_right

from holdwater.typed import Literal, NamedTuple


class Span(NamedTuple):
    """A half-open range of code points: `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


class Metadata(NamedTuple):
    """What a document says of itself beside its text, as it says it: in the head of a page, the properties of a file, the head of a mail."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


class Passage(NamedTuple):
    """A stretch of a text, and what is the matter with it."""

    at: Span
    what: str


class SourceText:
    """A text with the name it goes by in messages.

    A text taken out of a document of another `format` has more: `metadata`; `places`, sorted offsets, each with the name of what begins there in
    the original ("page 3"); behind its body `apart`, what is kept for quotes and not read (footnotes), then `hidden`, what a reader of the
    original does not see; and `cut`, where text is missing.

    >>> source = SourceText("draft.md", "one\\ntwo\\n")
    >>> source.place(4)
    (2, 1)
    >>> source.quote(Span(4, 7))
    'two'
    """

    __slots__ = ("_starts", "apart", "cut", "digest", "format", "hidden", "metadata", "name", "notes", "places", "text")

    def __init__(
        self,
        name: str,
        text: str,
        notes: tuple[str, ...] = (),
        *,
        format: str | None = None,
        metadata: Metadata | None = None,
        places: tuple[tuple[int, str], ...] = (),
        apart: tuple[Passage, ...] = (),
        hidden: tuple[Passage, ...] = (),
        cut: tuple[Passage, ...] = (),
        digest: str | None = None,
    ) -> None:
        self.name = name
        self.text = text
        self.notes = notes  # what was noticed while decoding, e.g. "not UTF-8: read as Windows-1252"
        self.format = format  # "a web page", "a PDF"; None for plain text and Markdown
        self.metadata = metadata
        self.places = places
        self.apart = apart
        self.hidden = hidden
        self.cut = cut
        self.digest = digest  # SHA-256 of the bytes of the original, where the text is not simply these
        self._starts: list[int] | None = None

    def renamed(self, name: str) -> "SourceText":
        """The same text under another name."""
        return SourceText(
            name, self.text, self.notes, format=self.format, metadata=self.metadata, places=self.places, apart=self.apart,
            hidden=self.hidden, cut=self.cut, digest=self.digest,
        )  # fmt: skip

    @property
    def body_end(self) -> int:
        """Where the text to be read ends: what is apart or hidden stands behind it."""
        first = self.apart[:1] + self.hidden[:1]
        return min([passage.at.start for passage in first], default=len(self.text))

    def original_place(self, offset: int) -> str | None:
        """Where an offset stands in the original, as in "page 3"; None where nothing is known of it."""
        number = bisect_right(self.places, offset, key=lambda place: place[0])
        return self.places[number - 1][1] if number else None

    @property
    def line_starts(self) -> list[int]:
        """Offset of the first code point of each line. Lines end at LF, CRLF or a lone CR, as in CommonMark."""
        if self._starts is None:
            starts, text = [0], self.text
            if "\r" in text:
                at = 0
                for line in text.replace("\r\n", "\n\n").replace("\r", "\n").split("\n")[:-1]:
                    at += len(line) + 1
                    if text[at - 1 : at + 1] != "\r\n":
                        starts.append(at)
            else:
                at = text.find("\n")
                while at >= 0:
                    starts.append(at + 1)
                    at = text.find("\n", at + 1)
            self._starts = starts
        return self._starts

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, columns in code points."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> Span:
        """The span of a line (from 1) without its line ending."""
        starts = self.line_starts
        start = starts[number - 1]
        end = starts[number] if number < len(starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]


Unit = Literal["utf-8", "utf-16", "utf-32"]
"""What a program outside counts the columns of a line in: bytes of UTF-8, units of UTF-16, or code points."""


class Positions:
    """Offsets of a text as lines and columns that another program counts, both from 0, and back. Each takes logarithmic time.

    >>> positions = Positions(SourceText("note.txt", "\U0001f30a tide\\n"), "utf-16")
    >>> positions.place(2), positions.offset(0, 3)
    ((0, 3), 2)
    """

    __slots__ = ("_extra", "_wide", "source", "unit")

    def __init__(self, source: SourceText, unit: Unit) -> None:
        self.source = source
        self.unit = unit
        self._wide: list[int] = []  # where a character takes more than one unit
        self._extra = [0]  # how many units more than characters there are before each of these places, and in all
        text = source.text
        if unit != "utf-32" and not text.isascii():
            import re

            extra = 0
            for found in re.finditer("[^\\x00-\\x7f]" if unit == "utf-8" else "[\U00010000-\U0010ffff]", text):
                extra += 1 if found.group() < "\u0800" or unit == "utf-16" else 2 if found.group() < "\U00010000" else 3
                self._wide.append(found.start())
                self._extra.append(extra)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset; one inside or behind a line ending is the end of its line."""
        starts = self.source.line_starts
        line = bisect_right(starts, max(0, offset)) - 1
        if line + 1 == len(starts) or offset > starts[line + 1] - 3:
            offset = min(offset, self.source.line(line + 1).end)
        return line, self._units(offset) - self._units(starts[line]) if self._wide else offset - starts[line]

    def offset(self, line: int, column: int) -> int:
        """The offset of a place; behind the end of a line it is that end, behind the last line the text's, inside a character its start."""
        starts = self.source.line_starts
        if line >= len(starts):
            return len(self.source.text)
        at = self.source.line(line + 1)
        units = self._units(at.start) + max(0, column)
        return min(at.end, bisect_right(range(at.start, at.end + 1), units, key=self._units) + at.start - 1)

    def _units(self, offset: int) -> int:
        return offset + self._extra[bisect_left(self._wide, offset)]
