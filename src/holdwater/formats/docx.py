"""Word documents: paragraphs with the numbers that Word shows, footnotes, what was deleted but is still in the file.

A document is a zip of XML files. Of the zip only the parts by the names below are read, each up to a size and a ratio (`_Parts`); the XML is read
with expat as it comes, without a tree, and without document types, so that there are no entities (`_walk`). `docx_numbers.py` counts the lists.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from holdwater.formats.document import Document, Draft, Piece, Unfit
from holdwater.formats.docx_numbers import Numbering
from holdwater.source import Metadata
from holdwater.typed import NamedTuple

MOST_ENTRIES = 5_000
MOST_BYTES = 60_000_000
"""Bytes of one part when unpacked."""
MOST_RATIO = 200
"""How many times its packed size a part of more than a megabyte may have: honest text packs to a tenth."""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SKIPPED = frozenset(("instrText", "delInstrText", "Fallback", "rPrChange", "pPrChange", "tblPrChange", "sectPr"))
_LABEL = re.compile(r"[(\[]?\d{1,4}(?:\.\d{1,3}){0,4}[.)\]]{0,2}")


def read(data: bytes) -> Document:
    """The document that a Word file holds. Raises `Unfit` for one that is broken, or packed to do harm."""
    parts = _Parts(data)
    main = parts.read("word/document.xml")
    if main is None:
        raise Unfit("is an archive without a Word document in it", "unpack it and name the file that is meant")
    draft = Draft()
    numbering = Numbering()
    for name, take in (("word/numbering.xml", numbering.take_numbering), ("word/styles.xml", numbering.take_style)):
        content = parts.read(name)
        if content is not None:
            _walk(content, take, _pass_over, _pass_over, name)
    body = _Body(draft, numbering, "paragraph")
    _walk(main, body.begin, body.end, body.say, "word/document.xml")
    for name, what, place in (("word/footnotes.xml", "a footnote", "footnote"), ("word/endnotes.xml", "an endnote", "endnote")):
        content = parts.read(name)
        if content is not None:
            notes = Draft()
            below = _Body(notes, numbering, place)
            _walk(content, below.begin, below.end, below.say, name)
            draft.apart.extend(piece._replace(what=what) for piece in notes.body)
            draft.hidden.extend(notes.hidden)
    if parts.has("word/comments.xml"):
        draft.notes.append("comments beside the text were left out")
    if body.foreign:
        draft.miss(f"{body.foreign} embedded documents or objects were not read")
    draft.metadata = _metadata(parts.read("docProps/core.xml"))
    return draft.finish()


def _pass_over(_: str) -> None:
    """What is not looked at."""


class _Parts:
    """The parts of a Word file, by name, each unpacked with a limit. Nothing is written, whatever the names of the entries are."""

    def __init__(self, data: bytes) -> None:
        end = data.rfind(b"PK\x05\x06")
        entries = int.from_bytes(data[end + 10 : end + 12], "little") if end >= 0 else 0
        directory = int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0
        if entries > MOST_ENTRIES or directory > 2_000_000 or data.rfind(b"PK\x06\x06") >= 0:
            raise Unfit(f"is an archive with more than {MOST_ENTRIES:,} entries", "open it in Word and save it again")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = {info.filename: info for info in self._zip.infolist()}
            self._twice = {info.filename for info in self._zip.infolist() if self._names[info.filename] is not info}
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as error:
            raise Unfit(f"is a Word document that cannot be unpacked ({error})", "open it in Word and save it again") from error

    def has(self, name: str) -> bool:
        return name in self._names

    def read(self, name: str) -> bytes | None:
        info = self._names.get(name)
        if info is None:
            return None
        if name in self._twice:
            raise Unfit(f"is a Word document with two parts called {name}", "open it in Word and save it again")
        if info.flag_bits & 1:
            raise Unfit("is a Word document that asks for a password", "open it with the password and save it without")
        most = min(MOST_BYTES, max(1_000_000, MOST_RATIO * info.compress_size))
        try:
            with self._zip.open(info) as stream:
                content = stream.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError) as error:
            raise Unfit(f"is a Word document whose text cannot be unpacked ({error})", "open it in Word and save it again") from error
        if len(content) > most:
            raise Unfit(f"is packed too tightly to be honest: {name} holds more than {most:,} bytes", "open it in Word and save it again")
        return content


def _walk(
    content: bytes, begin: Callable[[str, dict[str, str]], None], end: Callable[[str], None], say: Callable[[str], None], name: str
) -> None:
    """Reads XML: elements by their name without the namespace, attributes likewise. Raises `Unfit` for a document type, and for what is broken."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise Unfit(f"is a Word document with a document type in {name}, which none has", "open it in Word and save it again")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda full, attributes: begin(
        full.rpartition("}")[2], {key.rpartition("}")[2]: value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda full: end(full.rpartition("}")[2])
    parser.CharacterDataHandler = say
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise Unfit(f"is a Word document whose text is broken ({name}: {error})", "open it in Word and save it again") from error


class _Paragraph:
    """A paragraph on its way: what is seen, and what is not, by its reason."""

    __slots__ = ("cell", "hidden", "level", "list", "pieces", "style")

    def __init__(self, cell: bool) -> None:
        self.pieces: list[str] = []
        self.hidden: list[tuple[str, str]] = []
        self.style: str | None = None
        self.list: str | None = None
        self.level: int | None = None
        self.cell = cell


class _Run(NamedTuple):
    """How letters look: why nobody sees them."""

    why: str | None = None
    shaded: bool = False
    white: bool = False


class _Body:
    """One walk through the body of a document, or its footnotes."""

    def __init__(self, draft: Draft, numbering: Numbering, place: str) -> None:
        self.draft = draft
        self.numbering = numbering
        self.place = place
        self.foreign = 0
        self._count = 0
        self._note = ""
        self._open: list[_Paragraph] = []
        self._skipped = 0
        self._texts = 0
        self._deleted = 0
        self._cells = 0
        self._run = _Run()
        self._in_run = False
        self._in_properties = 0
        self._label: str | None = None  # a number that stands alone in its cell

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped or name in _SKIPPED:
            self._skipped += 1
        elif name == "p":
            self._open.append(_Paragraph(self._cells > 0))
        elif name == "r":
            self._run, self._in_run = _Run(), True
        elif name in ("t", "delText"):
            self._texts += 1
        elif name in ("del", "moveFrom"):
            self._deleted += 1
        elif name == "tc":
            self._cells += 1
        elif name in ("rPr", "pPr"):
            self._in_properties += 1
        elif name in ("footnote", "endnote"):
            self._note = "" if attributes.get("type") in ("separator", "continuationSeparator", "continuationNotice") else attributes.get("id", "")
        elif name in ("altChunk", "OLEObject", "object"):
            self.foreign += name != "object"
        elif self._open:
            self._look(name, attributes)

    def _look(self, name: str, attributes: dict[str, str]) -> None:
        """Properties, and signs that stand for characters."""
        paragraph, value = self._open[-1], attributes.get("val")
        if name in ("br", "cr"):
            self._say(" " if attributes.get("type") in ("page", "column") else "\n")
        elif name in ("tab", "ptab") and not self._in_properties:
            self._say(" ")
        elif name == "noBreakHyphen":
            self._say("-")
        elif name == "sym":
            self._say(_symbol(attributes))
        elif name == "pStyle":
            paragraph.style = value
        elif name == "ilvl" and value and value.isdecimal():
            paragraph.level = min(8, int(value))
        elif name == "numId":
            paragraph.list = value
        elif self._in_run and self._in_properties:
            self._see(name, value, attributes)

    def _see(self, name: str, value: str | None, attributes: dict[str, str]) -> None:
        run, off = self._run, value in ("0", "false", "off", "none")
        if name in ("vanish", "webHidden", "specVanish") and not off:
            self._run = run._replace(why="hidden by its style")
        elif name == "sz" and value and value.isdecimal() and int(value) <= 3:
            self._run = run._replace(why=run.why or "hidden: letters of no size")
        elif (name == "shd" and (attributes.get("fill") or "auto").upper() not in ("AUTO", "FFFFFF")) or (
            name == "highlight" and not off and value != "white"
        ):
            self._run = run._replace(shaded=True)
        elif name == "color" and (value or "").upper() in ("FFFFFF", "FEFEFE", "FDFDFD"):
            self._run = run._replace(white=True)

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif name in ("t", "delText"):
            self._texts -= 1
        elif name == "r":
            self._run, self._in_run = _Run(), False
        elif name in ("del", "moveFrom"):
            self._deleted = max(0, self._deleted - 1)
        elif name == "tc":
            self._cells -= 1
        elif name in ("rPr", "pPr"):
            self._in_properties -= 1
        elif name == "tr":
            self._label = None
        elif name == "p" and self._open:
            self._finish(self._open.pop())

    def say(self, text: str) -> None:
        if self._texts and not self._skipped:
            self._say(text)

    def _say(self, text: str) -> None:
        if not self._open:
            return
        run = self._run
        why = "deleted, and kept as a tracked change" if self._deleted else run.why
        if why is None and run.white and not run.shaded and not self._open[-1].cell:
            why = "hidden: letters in the colour of the page"
        if why is None:
            self._open[-1].pieces.append(text)
        elif self._open[-1].hidden and self._open[-1].hidden[-1][0] == why:
            self._open[-1].hidden[-1] = (why, self._open[-1].hidden[-1][1] + text)
        else:
            self._open[-1].hidden.append((why, text))

    def _finish(self, paragraph: _Paragraph) -> None:
        lines = [" ".join(line.split()) for line in "".join(paragraph.pieces).split("\n")]
        text = "\n".join(line for line in lines if line)
        if self.place == "paragraph":
            self._count += 1
            place = f"paragraph {self._count}"
        else:
            place = f"{self.place} {self._note}".strip()
        for why, unseen in paragraph.hidden:
            unseen = " ".join(unseen.split())
            if any(char.isalnum() for char in unseen):
                self.draft.hidden.append(Piece(unseen, place, why))
        number = self.numbering.count(paragraph.style, paragraph.list, paragraph.level) if text or not paragraph.hidden else None
        if not text:
            return
        if number:
            text = f"{number} {text}"
        if paragraph.cell:
            if self._label is None and _LABEL.fullmatch(text):
                self._label = text
                return
            if self._label is not None:
                text, self._label = f"{self._label} {text}", None
        self.draft.body.append(Piece(text, place))


def _symbol(attributes: dict[str, str]) -> str:
    """A sign of a symbol font, where it has a code of its own."""
    try:
        code = int(attributes.get("char", ""), 16)
    except ValueError:
        return ""
    return chr(code) if 32 <= code < 0xD800 else ""


def _metadata(content: bytes | None) -> Metadata:
    """Title and author of the file's properties. Its dates say when the file was made, not when it was published."""
    if content is None:
        return Metadata()
    found: dict[str, str] = {}
    inside: list[str] = []

    def say(text: str) -> None:
        if inside:
            found[inside[-1]] = (found.get(inside[-1], "") + text)[:500]

    def leave(_: str) -> None:
        inside.pop()

    try:
        _walk(content, lambda name, _: inside.append(name), leave, say, "docProps/core.xml")
    except Unfit:
        return Metadata()
    title, author = (" ".join(found.get(name, "").split()) or None for name in ("title", "creator"))
    return Metadata(title, author)
