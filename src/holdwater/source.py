"""A text and how to point into it.

Every offset in holdwater counts code points of the text as it was decoded, from 0; spans are half open. Lines and columns are computed
when something is shown, and count from 1.
"""

from bisect import bisect_right
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points: `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


class SourceText:
    """A text with the name it goes by in messages.

    >>> source = SourceText("draft.md", "one\\ntwo\\n")
    >>> source.place(4)
    (2, 1)
    >>> source.quote(Span(4, 7))
    'two'
    """

    __slots__ = ("_starts", "name", "notes", "text")

    def __init__(self, name: str, text: str, notes: tuple[str, ...] = ()) -> None:
        self.name = name
        self.text = text
        self.notes = notes  # what was noticed while decoding, e.g. "not UTF-8: read as Windows-1252"
        self._starts: list[int] | None = None

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
