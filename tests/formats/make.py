"""Documents made for the tests, byte by byte: a PDF with text at places, a Word file with parts, with no package of anybody's."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Letters(NamedTuple):
    """Text at a place of a page. mode: 0 drawn, 3 not drawn. grey: 0 black, 1 white."""

    x: float
    y: float
    text: str
    size: float = 10.0
    mode: int = 0
    grey: float = 0.0


def pdf(pages: Sequence[Iterable[Letters]], *, info: str = "", extra: bytes = b"", packed: bool = True) -> bytes:
    """A PDF with these pages, letter size, in Helvetica. info: entries of the document's properties. extra: drawn before the text."""
    contents = [_content(page, extra) for page in pages]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(contents)))
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        body = zlib.compress(content) if packed else content
        how = b"/Filter /FlateDecode " if packed else b""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< " + how + b"/Length %d >>\nstream\n" % len(body) + body + b"\nendstream")
    if info:
        objects.append(f"<< {info} >>".encode("latin-1"))
    return assemble(objects, f"/Info {len(objects)} 0 R" if info else "")


def assemble(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, written in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + written + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def _content(page: Iterable[Letters], extra: bytes) -> bytes:
    parts = [extra]
    for each in page:
        written = each.text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        parts.append(b"BT /F1 %.2f Tf %d Tr %.2f g %.2f %.2f Td (%s) Tj ET" % (each.size, each.mode, each.grey, each.x, each.y, written))
    return b"\n".join(parts)


WIDTHS = (  # of Helvetica, in thousandths, from the space on (Adobe font metrics)
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278,
    584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944,
    667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip


def width(text: str, size: float = 10.0) -> float:
    """How wide a text is in Helvetica."""
    return sum(WIDTHS[ord(char) - 32] if 32 <= ord(char) < 127 else 556 for char in text) * size / 1000


def set_paragraphs(paragraphs: Sequence[str], *, columns: int = 1, size: float = 10.0, head: str = "", hyphens: bool = False) -> bytes:
    """The paragraphs as a typesetter sets them: lines of a width, in columns, on pages, with a running head and page numbers.

    hyphens: the last word of a line is parted where it does not fit, behind its third letter or later.
    """
    measure = 468.0 if columns == 1 else 222.0
    lefts = (72.0,) if columns == 1 else (72.0, 318.0)
    rows: list[tuple[float, str]] = []  # indent, text; an empty one parts paragraphs
    for paragraph in paragraphs:
        line, indent = "", 12.0
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if width(longer, size) <= measure - indent:
                line = longer
                continue
            cut = next((at for at in range(len(word) - 3, 2, -1) if width(f"{line} {word[:at]}-".strip(), size) <= measure - indent), 0)
            if hyphens and cut and word.isalpha() and word.islower():
                rows.append((indent, f"{line} {word[:cut]}-".strip()))
                line = word[cut:]
            else:
                rows.append((indent, line))
                line = word
            indent = 0.0
        rows.append((indent, line))
    pages: list[list[Letters]] = []
    step, depth = size * 1.2, 50 if size <= 10 else 40
    while rows:
        page: list[Letters] = []
        if head:
            page.append(Letters(200, 752, head, 8))
            page.append(Letters(300, 30, str(len(pages) + 1), 8))
        for left in lefts:
            for number, (indent, text) in enumerate(rows[:depth]):
                page.append(Letters(left + indent, 720 - number * step, text, size))
            del rows[:depth]
        pages.append(page)
    return pdf(pages)


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this body. parts: further ones by name, `numbering`, `styles`, `footnotes`, `core`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>")
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, written in parts.items():
            if name == "core":
                archive.writestr(
                    "docProps/core.xml",
                    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
                    f'xmlns:dc="http://purl.org/dc/elements/1.1/">{written}</cp:coreProperties>',
                )
            else:
                archive.writestr(f"word/{name}.xml", f"<w:{name} {_W}>{written}</w:{name}>")
    return out.getvalue()


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of a Word file with one run of letters."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
