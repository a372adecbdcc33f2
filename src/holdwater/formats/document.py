"""What is taken out of a document: text, and what is known of it. The nouns of this room, and their way through a pipe."""

import re
from itertools import pairwise

from holdwater.source import Metadata, Passage, SourceText, Span
from holdwater.typed import Any, NamedTuple

MOST = 15_000_000
"""Bytes of UTF-8 that a text may have: with everything around it the answer stays below what is read of one."""
MOST_PASSAGES = 5_000
"""Passages of one kind, and a tenth of the places, that are told of."""
_STRAY = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]")


class Piece(NamedTuple):
    """A paragraph of a document, in its lines, and the place where it begins in the original. what: why it is set apart or hidden."""

    text: str
    place: str | None = None
    what: str | None = None


class Document(NamedTuple):
    """The text of a document: its body, then what is `apart` from it, then what is `hidden`; `places` are sorted."""

    text: str
    metadata: Metadata = Metadata()
    places: tuple[tuple[int, str], ...] = ()
    apart: tuple[Passage, ...] = ()
    hidden: tuple[Passage, ...] = ()
    cut: tuple[Passage, ...] = ()
    notes: tuple[str, ...] = ()

    def as_source(self, name: str, format: str, digest: str) -> SourceText:
        return SourceText(
            name, self.text, self.notes, format=format, metadata=self.metadata, places=self.places, apart=self.apart, hidden=self.hidden,
            cut=self.cut, digest=digest,
        )  # fmt: skip


class Unfit(Exception):
    """A document cannot be read: what was found, and what mends it."""

    def __init__(self, finding: str, mend: str) -> None:
        super().__init__(finding)
        self.finding = finding
        self.mend = mend


class Draft:
    """A document on its way: pieces are put in as they come, `finish` sets them in order."""

    def __init__(self) -> None:
        self.body: list[Piece] = []
        self.apart: list[Piece] = []
        self.hidden: list[Piece] = []
        self.cut: list[tuple[int, str]] = []  # before which piece of the body text is missing, and what is known of it
        self.notes: list[str] = []
        self.metadata = Metadata()

    def miss(self, what: str) -> None:
        """Text is missing behind what is there so far."""
        self.cut.append((len(self.body), what))

    def finish(self) -> Document:
        """The text with a blank line between paragraphs; what is too long for an answer is cut, and said to be."""
        parts: list[str] = []
        places: list[tuple[int, str]] = []
        starts: list[int] = []
        apart: list[Passage] = []
        hidden: list[Passage] = []
        at = size = 0
        full = False
        last = None
        for kind, pieces in (("body", self.body), ("apart", self.apart), ("hidden", self.hidden)):
            for piece in pieces:
                starts.extend([at] if kind == "body" else [])
                text = _STRAY.sub("\ufffd", piece.text).replace("\0", "\ufffd")
                size += len(text.encode()) + 2
                if size > MOST or full:
                    full = True
                    continue
                if piece.place is not None and piece.place != last and len(places) < 10 * MOST_PASSAGES:
                    places.append((at, piece.place))
                    last = piece.place
                if kind != "body":
                    (apart if kind == "apart" else hidden).append(Passage(Span(at, at + len(text)), piece.what or kind))
                parts += (text, "\n\n")
                at += len(text) + 2
        text = "".join(parts)[:-1]
        starts.append(at)
        body_end = min([passage.at.start for passage in (*apart[:1], *hidden[:1])], default=len(text))
        cut = [Passage(_before(text, min(starts[min(number, len(starts) - 1)], body_end)), what) for number, what in self.cut]
        if not text and not cut:
            cut.append(Passage(Span(0, 0), "no text was found in it"))
        if full:
            cut.append(Passage(_before(text, body_end), f"the text is longer than {MOST:,} bytes; what follows was left out"))
        cut.sort(key=lambda passage: passage.at)
        unseen = _UNSEEN.findall(text)
        if unseen:
            names = ", ".join(sorted({f"U+{ord(char):04X}" for char in unseen})[:6])
            self.notes.append(f"{len(unseen)} characters that nobody sees stand in the text, or that turn its direction ({names})")
        return Document(
            text,
            self.metadata,
            tuple(places),
            tuple(apart[:MOST_PASSAGES] if len(apart) <= MOST_PASSAGES else [*apart[: MOST_PASSAGES - 1], _rest(apart)]),
            tuple(hidden[:MOST_PASSAGES] if len(hidden) <= MOST_PASSAGES else [*hidden[: MOST_PASSAGES - 1], _rest(hidden)]),
            tuple(cut[:MOST_PASSAGES]),
            tuple(self.notes),
        )


def _rest(passages: list[Passage]) -> Passage:
    first = passages[MOST_PASSAGES - 1]
    return Passage(Span(first.at.start, passages[-1].at.end), first.what)


def _before(text: str, at: int) -> Span:
    """The last words before an offset, on one line: where a text breaks off is shown by what stands there."""
    end = at
    while end and text[end - 1].isspace():
        end -= 1
    start = max(text.rfind("\n", 0, end) + 1, end - 60)
    return Span(start, end)


def pack(document: Document) -> dict[str, Any]:
    """As plain data. `unpack` undoes it."""
    return {
        "text": document.text,
        "metadata": list(document.metadata),
        "places": [list(place) for place in document.places],
        "apart": [[*passage.at, passage.what] for passage in document.apart],
        "hidden": [[*passage.at, passage.what] for passage in document.hidden],
        "cut": [[*passage.at, passage.what] for passage in document.cut],
        "notes": list(document.notes),
    }


def unpack(data: Any) -> Document:
    """The document of plain data that nobody vouches for. Raises ValueError where it is not what `pack` makes."""
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise ValueError("no text")
    text: str = data["text"]
    size = len(text)

    def passages(name: str) -> tuple[Passage, ...]:
        found = []
        for start, end, what in data[name]:
            if type(start) is not int or type(end) is not int or not isinstance(what, str) or not 0 <= start <= end <= size:
                raise ValueError(name)
            found.append(Passage(Span(start, end), what))
        if found != sorted(found, key=lambda passage: passage.at):
            raise ValueError(f"{name} out of order")
        return tuple(found)

    try:
        metadata = Metadata(*data["metadata"])
        places = tuple((at, label) for at, label in data["places"])
        notes = tuple(data["notes"])
        apart, hidden, cut = passages("apart"), passages("hidden"), passages("cut")
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
    if not all(value is None or isinstance(value, str) for value in metadata) or not all(isinstance(note, str) for note in notes):
        raise ValueError("metadata or notes")
    if not all(type(at) is int and 0 <= at <= size and isinstance(label, str) for at, label in places):
        raise ValueError("places")
    if any(one[0] > other[0] for one, other in pairwise(places)):
        raise ValueError("places out of order")
    return Document(text, metadata, places, apart, hidden, cut, notes)
