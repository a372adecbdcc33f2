"""PDF: the text of the pages in the order in which a person reads them, one paragraph a line.

`_words` asks PDFium for the words of a page and where they stand; `pdf_lines.py` makes lines, columns and paragraphs of them, which is arithmetic
on boxes. Scripts, forms, attachments and XMP are never looked at.
"""

import ctypes
import re
import time
from itertools import accumulate

import pypdfium2
import pypdfium2.raw as raw

from holdwater.formats.document import Document, Draft, Piece, Unfit
from holdwater.formats.pdf_lines import Page, Word, set_in_order
from holdwater.source import Metadata

SECONDS = 14.0
"""Seconds of computing after which no further page is begun: what is read so far is answered, and that the rest is missing. The child sets it."""
MOST_CHARACTERS = 400_000
"""Characters of one page that are looked at."""
_RUN = re.compile(r"[^\s\ufffe\u00ad\x00-\x1f]+")
_TAIL = re.compile(r"(?<=[^\W\d_.,])([.,;:!?”’\"')\]]*)(\d{1,4})$|(?<=[.,;:!?”’\"')\]])()(\d{1,4}|[*†‡§]{1,2})$")
_FILE_NAME = re.compile(r"(?:Microsoft (?:Word|PowerPoint) - .*|.*\.(?:docx?|pdf|tex|indd|pptx?|rtf|odt|dvi|p65|qxd)|untitled.*|)", re.IGNORECASE)


def read(data: bytes) -> Document:
    """The document that a PDF holds. Raises `Unfit` for what is encrypted or broken."""
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unfit("is a PDF that asks for a password", "open it with the password and save it without") from error
        raise Unfit(f"is a PDF that cannot be opened ({str(error).rstrip('.').lower()})", "open it elsewhere and save it again") from error
    draft = Draft()
    draft.metadata = _metadata(document)
    if count == 0:
        raise Unfit("is a PDF without pages", "open it elsewhere and save it again")
    pages: list[Page] = []
    missing: list[tuple[int, str]] = []  # pages of which something is missing
    pictured: list[int] = []
    for number in range(count):
        if time.process_time() > SECONDS:
            missing.append((number, f"pages {number + 1} to {count} were not read: the {number} before them took all the time there is"))
            break
        try:
            page = document[number]
            try:
                found, remark = _read_page(page, number)
            finally:
                page.close()
        except (pypdfium2.PdfiumError, ValueError, OverflowError) as error:
            missing.append((number, f"page {number + 1} cannot be read ({str(error).rstrip('.').lower()[:80]})"))
            continue
        if remark == "layer":
            pictured.append(number + 1)
        elif remark is not None:
            missing.append((number, remark))
        pages.append(found)
    if pictured:
        draft.notes.append(f"{_pages(pictured)}: a picture of text with a layer of letters over it, as a scanner recognised them")
    ordered = set_in_order(pages)
    waiting = sorted(missing, reverse=True)
    for paragraph in ordered.body:
        while waiting and waiting[-1][0] < paragraph.page:
            draft.miss(waiting.pop()[1])
        draft.body.append(Piece(paragraph.text, f"page {paragraph.page + 1}"))
    while waiting:
        draft.miss(waiting.pop()[1])
    draft.apart.extend(Piece(note.text, f"page {note.page + 1}", "a footnote") for note in ordered.notes)
    for found in pages:
        for why, text in found.hidden:
            draft.hidden.append(Piece(text, f"page {found.number + 1}", why))
    if ordered.running:
        draft.notes.append(f"left out: {ordered.running} running heads, feet and page numbers")
    return draft.finish()


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:8])) + (f" and {len(numbers) - 8} more" if len(numbers) > 8 else "")
    return ("page " if len(numbers) == 1 else "pages ") + shown


def _metadata(document: pypdfium2.PdfDocument) -> Metadata:
    """Title and author of the document's properties. Its dates say when the file was made, not when it was published."""
    try:
        known = document.get_metadata_dict()
    except (pypdfium2.PdfiumError, ValueError):
        return Metadata()
    title, author = (" ".join(str(known.get(name) or "")[:500].replace("\0", "").split()) for name in ("Title", "Author"))
    return Metadata(title if title and not _FILE_NAME.fullmatch(title) else None, author or None)


def _read_page(page: pypdfium2.PdfPage, number: int) -> tuple[Page, str | None]:
    """The words of a page, and what there is to say of it: "layer", or what is missing."""
    turn = page.get_rotation()
    width, height = page.get_size()
    box = page.get_mediabox()
    crop = page.get_cropbox()
    left, bottom, right, top = max(box[0], crop[0]), max(box[1], crop[1]), min(box[2], crop[2]), min(box[3], crop[3])
    found = Page(number, width, height)
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        cover = _picture_share(page, (right - left) * (top - bottom)) if count < 40 else None
        if count == 0:
            if cover and cover > 0.3:
                return found, f"page {number + 1} is a picture: its text, if it has any, was not read"
            return found, None
        text = textpage.get_text_range(0, min(count, MOST_CHARACTERS))
        remark = f"page {number + 1} has more than {MOST_CHARACTERS:,} characters; the rest was left out" if count > MOST_CHARACTERS else None
        layer = _words(page, textpage, text, count, (left, bottom, right, top), turn, found)
        if layer:
            remark = remark or "layer"
        elif cover and cover > 0.6 and remark is None and count < 40:
            remark = f"page {number + 1} is a picture with a few letters: its text, if it has any, was not read"
    finally:
        textpage.close()
    return found, remark


def _picture_share(page: pypdfium2.PdfPage, area: float) -> float:
    """How much of the page its pictures take."""
    share = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        share += max(0.0, right - left) * max(0.0, top - bottom)
    return share / area if area > 0 else 0.0


def _words(
    page: pypdfium2.PdfPage,
    textpage: pypdfium2.PdfTextPage,
    text: str,
    count: int,
    box: tuple[float, float, float, float],
    turn: int,
    found: Page,
) -> bool:
    """Puts the words of a page into `found`, those that are not seen apart. True where they are the letters of a layer over a picture."""
    same = len(text) == min(count, MOST_CHARACTERS)  # a character each: nothing was left out, and nothing is written in two units
    letters = textpage.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    first, last = raw.FS_RECTF(), raw.FS_RECTF()
    left, bottom, right, top = box
    item_before, why = None, None
    layer: bool | None = None
    unseen: list[str] = []
    reason: str | None = None

    units = None if text.isascii() or max(text, default="") < "\U00010000" else list(accumulate((2 if char > "\uffff" else 1 for char in text), initial=0))

    def at(index: int) -> int:
        if same:
            return index
        found: int = raw.FPDFText_GetCharIndexFromTextIndex(textpage, index if units is None else units[index])
        return found

    def seen(index: int) -> str | None:
        nonlocal item_before, why, layer
        item = raw.FPDFText_GetTextObject(letters, index)
        address = ctypes.addressof(item.contents) if item else None
        if address is None or address == item_before:
            return why
        item_before, why = address, None
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        if mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP):
            if layer is None:
                layer = _picture_share(page, (right - left) * (top - bottom)) > 0.5
            if not layer:
                why = "hidden: letters that are not drawn"
        elif mode in (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP):
            red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
            if raw.FPDFText_GetFillColor(textpage, index, red, green, blue, alpha):
                if alpha.value < 10:
                    why = "hidden: transparent letters"
                elif min(red.value, green.value, blue.value) > 243 and not _painted(page, x.value, y.value):
                    why = "hidden: letters in the colour of the page"
        return why

    def finish_unseen() -> None:
        nonlocal unseen, reason
        if reason is not None and any(char.isalnum() for word in unseen for char in word):
            found.hidden.append((reason, " ".join(unseen)))
        unseen, reason = [], None

    for match in _RUN.finditer(text):
        start, end = at(match.start()), at(match.end() - 1)
        if start < 0 or end < 0:
            continue
        word = match.group()
        if not raw.FPDFText_GetCharOrigin(letters, start, x, y) or not raw.FPDFText_GetLooseCharBox(letters, start, first):
            continue
        raw.FPDFText_GetLooseCharBox(letters, end, last)
        size = abs(first.top - first.bottom)
        across = abs(first.right - first.left)
        hidden = seen(start)
        if hidden is None and not (left - 2 <= x.value <= right + 2 and bottom - 2 <= y.value <= top + 2):
            hidden = "hidden: letters outside the page"
        if hidden is None and max(size, across) < 1.2:
            hidden = "hidden: letters of no size"
        if hidden is not None:
            if hidden != reason:
                finish_unseen()
                reason = hidden
            unseen.append(word)
            continue
        x0, x1, base = _turned(first, last, x.value, y.value, turn)
        broken = text[match.end() : match.end() + 1] in ("\ufffe", "\u00ad")
        made = Word(word, x0, max(x0, x1), base, max(size, 0.1), broken)
        if word[-1].isdigit() or word[-1] in "*†‡§":
            tail = _TAIL.search(word)
            if tail is not None:
                sign = tail.group(2) or tail.group(4)
                if _raised(textpage, at(match.end() - len(sign)), made):
                    made.mark = sign
        if word[0].isdigit() or word[0] in "*†‡§":
            lead = _lead(textpage, at(match.start()), word, size)
            if lead is not None:
                made.lead, made.size = word[: lead[0]], lead[2]
                made.y = _turned(first, first, x.value, lead[1], turn)[2] if turn in (0, 180) else made.y
        found.words.append(made)
    finish_unseen()
    return bool(layer)


def _turned(first: raw.FS_RECTF, last: raw.FS_RECTF, x: float, y: float, turn: int) -> tuple[float, float, float]:
    """Left end, right end and base line of a word, as they are on a page that is shown turned."""
    if turn == 90:
        return -max(first.top, first.bottom), -min(last.top, last.bottom), -x
    if turn == 180:
        return -first.right, -last.left, -y
    if turn == 270:
        return -first.top, -last.bottom, x
    return first.left, last.right, y


def _lead(textpage: pypdfium2.PdfTextPage, index: int, word: str, size: float) -> tuple[int, float, float] | None:
    """How many signs at the beginning of a word stand higher than the rest and are smaller; base line and size of the rest."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    if not raw.FPDFText_GetCharOrigin(textpage, index, x, y):
        return None
    top = y.value
    for number in range(1, min(len(word), 6)):
        if not raw.FPDFText_GetCharOrigin(textpage, index + number, x, y) or not raw.FPDFText_GetLooseCharBox(textpage, index + number, box):
            return None
        full = abs(box.top - box.bottom)
        if top - y.value > 0.12 * full and size < 0.9 * full:
            return number, y.value, full
        if not (word[number].isdigit() or word[number] in "*†‡§"):
            return None
    return None


def _raised(textpage: pypdfium2.PdfTextPage, index: int, word: Word) -> bool:
    """Does a character stand higher than its word and is it smaller?"""
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    if not raw.FPDFText_GetCharOrigin(textpage, index, x, y) or not raw.FPDFText_GetLooseCharBox(textpage, index, box):
        return False
    return y.value - word.y > 0.12 * word.size and abs(box.top - box.bottom) < 0.9 * word.size


def _painted(page: pypdfium2.PdfPage, x: float, y: float) -> bool:
    """Is there anything but white behind a place: a picture, a filled shape?"""
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if not (left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1):
            continue
        if item.type != raw.FPDF_PAGEOBJ_PATH:
            return True
        red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
        filled, stroke = ctypes.c_int(), ctypes.c_int()
        if (
            raw.FPDFPath_GetDrawMode(item, filled, stroke)
            and filled.value
            and raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
            and min(red.value, green.value, blue.value) < 230
        ):
            return True
    return False
