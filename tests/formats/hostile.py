"""Documents made to do harm: each to be survived. `build` makes them all; nothing of them is kept in the project.

A file that the canary names must never show in what comes out: several documents ask for it.
"""

import base64
import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from tests.formats.make import Letters, assemble, docx, paragraph, pdf

WITNESS = "The lamp on the mole was seen at nine by the keeper of the lock."
"""A sentence that honest documents hold: where a hostile one can be read at all, this is in its text."""
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Hostile(NamedTuple):
    """expect: "witness" (it is read, and the sentence is there), "refused" (a finding in place of a text), "either"."""

    name: str
    kind: str
    data: bytes
    expect: str = "either"
    hidden: str | None = None  # words that must be told as hidden, and stand in no body


def build(canary: str) -> Iterator[Hostile]:
    """Every document. canary: the path of a file that nobody may read."""
    yield from _pages(canary)
    yield from _pdfs(canary)
    yield from _words(canary)
    yield from _mails(canary)


def _page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def _pages(canary: str) -> Iterator[Hostile]:
    p = f"<p>{WITNESS}</p>"

    def page(name: str, data: bytes, expect: str = "witness", hidden: str | None = None) -> Hostile:
        return Hostile(f"html: {name}", "html", data, expect, hidden)

    for tag in ("div", "b", "font", "span", "table", "ul", "blockquote", "svg", "a"):
        yield page(f"{tag} 20,000 deep", _page(p + f"<{tag}>" * 20_000 + p))
    yield page("div 100,000 deep, text in the middle", _page("<div>" * 100_000 + p + "</div>" * 100_000 + "<p>After.</p>"))
    yield page("divs that close inside comments", _page(p + "<div><!--</div>-->" * 20_000 + p))
    yield page("100,000 unclosed tags", _page(p + "<i>" * 100_000))
    yield page("200,000 unclosed paragraphs", _page(p + "<p>" * 200_000))
    yield page("300,000 closing tags", _page(p + "</b></p></div>" * 100_000))
    yield page("half a million line ends", _page(p + "<br>" * 500_000))
    yield page("formatting opened before each of many paragraphs", _page("".join(f"<font color=#{n:06x}>" for n in range(3000)) + p * 300))
    yield page("misnested formatting", _page(p + "<b><p><i></b></p></i>" * 20_000))
    yield page("a table in a table in a table", _page(p + "<table><tr><td>" * 5_000))
    yield page("an attribute of eight megabytes", _page(f'<p title="{"x" * 8_000_000}">x</p>' + p))
    yield page("a hundred thousand attributes", _page("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x</p>" + p), "either")
    yield page("a tag without an end", _page(p) + b"<p title='" + b"x" * 100_000)
    yield page("a comment without an end", p.encode() + b"<!-- " + b"x" * 1_000_000)
    yield page("half a million comments", _page(p + "<!--x-->" * 500_000))
    yield page("a script without an end", _page(p + "<script>" + "if (a < b) {" * 50_000))
    yield page("less-than signs", _page(p + "<" * 1_000_000))
    yield page("ampersands", _page(p + "&" * 1_000_000))
    yield page("numeric characters out of range", _page(p + "&#99999999999;&#x110000;&#xD800;&#0;" * 20_000))
    yield page("NUL in the text", _page(p).replace(b"lamp", b"la\0mp\0"))
    yield page("NUL before the tags", b"\0" * 1000 + _page(p))
    yield page("text behind the end", _page("<p>Nothing of note was found in the log of the day.</p>") + p.encode())
    yield page("turned writing", _page(p + "<p>\u202edetoor eb lliw uoy\u202c \u2066and\u2069 so on</p>"))
    yield page("zero-width characters", _page(p + "<p>The g\u200ba\u200bte was \u2060open\ufeff.</p>"))
    yield page("marks upon marks", _page(p + "<p>a" + "\u0301" * 100_000 + "</p>"))
    for name, before in (
        ("display", '<p style="display: none">'), ("visibility", '<p style="visibility:hidden">'), ("opacity", '<p style="opacity:0">'),
        ("white on white", '<p style="color:#ffffff">'), ("bgcolor", '<p><font color=white>'), ("font-size", '<p style="font-size:0px">'),
        ("off the page", '<p style="position:absolute;left:-9999px">'), ("hidden", "<p hidden>"), ("aria-hidden", '<p aria-hidden="true">'),
        ("clip", '<p style="clip: rect(0 0 0 0)">'), ("text-indent", '<p style="text-indent:-9999px">'), ("no room", '<p style="height:0;overflow:hidden">'),
        ("transparent", '<p style="color:transparent">'), ("class", '<p class="zz">'), ("by a rule of three parts", '<p class="m n"><span>'),
    ):  # fmt: skip
        sheet = "<style>/* } */ .zz{display:none} @media screen { .m.n > span { visibility: hidden } } @media print { p { display: none } }</style>"
        yield page(f"hidden by {name}", _page(p + before + "The secret word is periwinkle.</p>" + p, sheet), hidden="periwinkle")
    yield page("a hundred thousand style rules", _page(p, "<style>" + "".join(f".c{n}{{display:none}}" for n in range(100_000)) + "</style>"))
    yield page("selectors that take long", _page(p + "<div>" * 300, "<style>" + "div div div div div div p{display:none}" * 300 + "</style>"))
    yield page("style without an end", _page(p, "<style>p{color:red" + "{" * 100_000 + "</style>"))
    yield page("linked data nested deep", _page(p, '<script type="application/ld+json">' + "[" * 90_000 + "</script>"))
    yield page("what asks for files", _page(
        p + f'<img src="file://{canary}"><iframe src="file://{canary}"></iframe><object data="{canary}"></object><script>fetch("file://{canary}")</script>'
        f'<link rel=stylesheet href="file://{canary}"><meta http-equiv=refresh content="0;url=http://127.0.0.1:9/"><embed src="{canary}">'
    ))  # fmt: skip
    entity = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{canary}">]><html><body><p>&x;</p>{p}</body></html>'
    yield page("an entity that is a file", entity.encode())
    yield page("mixed encodings", _page(p).replace(b"</p>", " – ждать".encode() + b"\xe9\xff</p>"))
    yield page("a charset that does not exist", _page(p, "<meta charset=x-no-such-thing>").replace(b"mole", b"m\xf4le").replace(b"m\xf4le", b"mole"))
    yield page("utf-7", _page(p, "<meta http-equiv=content-type content='text/html; charset=utf-7'>"))
    yield page("a charset that decodes to programs", _page(p, "<meta charset=zlib_codec>"))
    yield page("nothing", b"", "either")
    yield page("bytes", bytes(range(256)) * 400, "either")


def _stream(data: bytes, filters: str) -> bytes:
    return b"<< /Filter [%s] /Length %d >>\nstream\n" % (filters.encode(), len(data)) + data + b"\nendstream"


def _one_page(content: bytes, *more: bytes, page: str = "", catalog: str = "", pages: str = "") -> bytes:
    """A PDF of one page with these objects for its contents (number 5) and behind it."""
    return assemble([
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages {pages or '/Kids [4 0 R] /Count 1'} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> {page} >> >>".encode(),
        content,
        *more,
    ])  # fmt: skip


_SHOW = b"BT /F1 10 Tf 72 700 Td (" + WITNESS.encode() + b") Tj ET\n"


def _pdfs(canary: str) -> Iterator[Hostile]:
    def made(name: str, data: bytes, expect: str = "either", hidden: str | None = None) -> Hostile:
        return Hostile(f"pdf: {name}", "pdf", data, expect, hidden)

    honest = b"<< /Length %d >>\nstream\n" % len(_SHOW) + _SHOW + b"endstream"
    packer = zlib.compressobj(9)
    begun = packer.compress(_SHOW) + packer.flush(zlib.Z_FULL_FLUSH)
    bomb = begun + (packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)) * 500
    yield made("Flate, 500 MB", _one_page(_stream(bomb, "/FlateDecode")))
    twice = zlib.compress(zlib.compress(b" " * 100_000_000, 9), 9)
    yield made("Flate in Flate", _one_page(_stream(twice, "/FlateDecode /FlateDecode")))
    yield made("Flate forty times", _one_page(_stream(zlib.compress(_SHOW), "/FlateDecode " * 40)))
    yield made("RunLength, 60 MB", _one_page(_stream(b"\x81 " * 470_000 + b"\x80", "/RunLengthDecode")))
    yield made("RunLength in Flate", _one_page(_stream(zlib.compress(b"\x81 " * 2_000_000 + b"\x80", 9), "/FlateDecode /RunLengthDecode")))
    yield made("LZW that grows", _one_page(_stream(_lzw(400_000), "/LZWDecode")))
    yield made("LZW cut off", _one_page(_stream(b"\x80\x0b\x60\x50" * 3, "/LZWDecode")))
    yield made("ASCIIHex and ASCII85 forever", _one_page(_stream(b"z" * 2_000_000 + b"~>", "/ASCII85Decode")))
    yield made("letters without end", _one_page(_stream(zlib.compress(b"BT /F1 9 Tf 9 9 Td (" + b"word " * 2_000_000 + b") Tj ET", 9), "/FlateDecode")))
    yield made("a million texts", _one_page(_stream(zlib.compress(b"BT /F1 9 Tf 72 700 Td (a) Tj ET\n" * 1_000_000, 9), "/FlateDecode")))
    yield made("states without end", _one_page(_stream(zlib.compress(b"q " * 3_000_000, 9), "/FlateDecode")))
    yield made("paths without end", _one_page(_stream(zlib.compress(b"0 0 m 9 9 l S " * 2_000_000, 9), "/FlateDecode")))
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream"
    yield made("a form that draws itself", _one_page(b"<< /Length 5 >>\nstream\n/X Do\nendstream", form, page="/XObject << /X 6 0 R >>"))
    forms = [
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {n + 1} 0 R >> >> /Length 50 >>\nstream\n".encode()
        + b"/X Do " * 8 + b"  \nendstream" for n in range(6, 16)
    ]  # fmt: skip
    drawn = b"<< /Length 5 >>\nstream\n/X Do\nendstream"
    yield made("forms that draw each other, eight by eight", _one_page(drawn, *forms, honest, page="/XObject << /X 6 0 R >>"))
    yield made("pages that hold themselves", _one_page(honest, pages="/Kids [2 0 R 4 0 R] /Count 9"))
    yield made("a hundred thousand pages that are one", _one_page(honest, pages=f"/Kids [{'4 0 R ' * 100_000}] /Count 100000"))
    yield made("a count of two thousand million", _one_page(honest, pages="/Kids [4 0 R] /Count 2147483647"))
    yield made("a count below nothing", _one_page(honest, pages="/Kids [4 0 R] /Count -5"))
    yield made("an outline that is its own next", _one_page(
        honest, b"<< /First 7 0 R /Last 7 0 R /Count 1 >>", b"<< /Title (x) /Parent 6 0 R /Next 7 0 R /First 6 0 R >>", catalog="/Outlines 6 0 R"
    ), "witness")  # fmt: skip
    xmp = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file://{canary}"><!ENTITY b "&a;&a;&a;&a;">]><x:xmpmeta>&b;</x:xmpmeta>'.encode()
    yield made("XMP with entities", _one_page(
        honest, b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n" % len(xmp) + xmp + b"\nendstream", catalog="/Metadata 6 0 R"
    ), "witness")  # fmt: skip
    good = pdf([[Letters(72, 700, WITNESS)]])
    yield made("a table of places that is its own predecessor", good.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % good.rfind(b"xref\n0")))
    yield made("no table of places", good[: good.rfind(b"xref\n0")])
    yield made("cut in the middle", good[: len(good) // 2])
    yield made("objects that point at themselves", assemble([b"1 0 R", b"2 0 R"]))
    yield made("a length that is itself", _one_page(b"<< /Length 5 0 R >>\nstream\nx\nendstream"))
    yield made("arrays 100,000 deep", _one_page(honest, b"[" * 100_000 + b"]" * 100_000, catalog="/X 6 0 R"))
    yield made("dictionaries 50,000 deep", _one_page(honest, b"<< /A " * 50_000 + b"1" + b" >>" * 50_000, catalog="/X 6 0 R"))
    yield made("what runs, opens and sends", _one_page(
        honest, f"<< /S /Launch /F ({canary}) /Next << /S /URI /URI (http://127.0.0.1:9/) /Next << /S /JavaScript /JS (app.alert(1)) >> >> >>".encode(),
        catalog="/OpenAction 6 0 R"
    ), "witness")  # fmt: skip
    outside = f"<< /F ({canary}) /FFilter /FlateDecode /Length 0 >>\nstream\n\nendstream".encode()
    yield made("contents in another file", _one_page(outside))
    font = zlib.compress(b"\0\1\0\0" + b"\xff" * 2_000_000)
    yield made("a broken font", _one_page(
        honest, b"<< /Type /FontDescriptor /FontName /X /FontFile2 7 0 R >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(font) + font + b"\nendstream"
    ).replace(b"/BaseFont /Helvetica", b"/BaseFont /X /FontDescriptor 6 0 R"))  # fmt: skip
    yield made("a picture of a thousand million points", _one_page(
        b"<< /Length 32 >>\nstream\nq 600 0 0 700 0 0 cm /X Do Q     \nendstream",
        b"<< /Type /XObject /Subtype /Image /Width 65000 /Height 65000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode /Length 8 >>\n"
        b"stream\n" + zlib.compress(b"")[:8] + b"\nendstream", page="/XObject << /X 6 0 R >>"
    ))  # fmt: skip
    yield made("places beyond numbers", pdf([[Letters(1e30, 1e30, "far"), Letters(72, 700, WITNESS)]]))
    secret = Letters(72, 600, "The secret word is periwinkle.")
    for name, unseen in (
        ("letters that are not drawn", secret._replace(mode=3)),
        ("white letters", secret._replace(grey=1)),
        ("letters of no size", secret._replace(size=0.2)),
        ("letters beside the page", secret._replace(x=-900)),
    ):
        yield made(name, pdf([[Letters(72, 700, WITNESS), unseen]]), "witness", "periwinkle")
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + b"x" * 32 + b") /U (" + b"y" * 32 + b") /P -4 >> /ID [(a) (b)]"
    yield made("a password", good.replace(b"/Root 1 0 R", b"/Root 1 0 R " + lock), "refused")
    yield made("no pages", assemble([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]), "refused")
    yield made("five letters", b"%PDF-", "refused")
    yield made("five letters and bytes", b"%PDF-1.7\n" + bytes(range(256)) * 1000, "refused")


def _lzw(codes: int) -> bytes:
    """A stream of LZW in which every code stands for a longer run than the last."""
    value, bits, out, width, following = 0, 0, bytearray(), 9, 258

    def put(code: int) -> None:
        nonlocal value, bits
        value, bits = (value << width) | code, bits + width
        while bits >= 8:
            bits -= 8
            out.append((value >> bits) & 0xFF)
            value &= (1 << bits) - 1

    put(256)
    put(32)
    for _ in range(codes):
        put(following)
        following += 1
        if following + 1 >= (1 << width) and width < 12:
            width += 1
        if following >= 4094:
            put(256)
            width, following = 9, 258
            put(32)
    put(257)
    return bytes(out) + bytes(((value << (8 - bits)) & 0xFF,))


def _archive(*entries: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names that come twice are meant
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data, compression, 9 if compression == zipfile.ZIP_DEFLATED else None)
    return out.getvalue()


def _words(canary: str) -> Iterator[Hostile]:
    def made(name: str, data: bytes, expect: str = "either", hidden: str | None = None) -> Hostile:
        return Hostile(f"docx: {name}", "docx", data, expect, hidden)

    body = paragraph(WITNESS)
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>".encode()
    yield made("100 MB of spaces", _archive(("word/document.xml", document[:-30] + b" " * 100_000_000)), "refused")
    yield made("a part of 40 MB", _archive(("word/document.xml", document), ("word/numbering.xml", b" " * 40_000_000)), "refused")
    yield made("a bomb that is not asked for", _archive(("word/document.xml", document), ("word/media/x.bin", b"\0" * 50_000_000)), "witness")
    inner = _archive(("a.zip", _archive(("b.zip", b"\0" * 1_000_000))))
    yield made("archives in archives", _archive(("word/document.xml", document), ("word/embeddings/x.zip", inner)), "witness")
    many = io.BytesIO()
    entry = b"PK\x01\x02" + b"\x14\0\x14\0" + b"\0" * 20 + b"\1\0" + b"\0" * 16 + b"a"
    many.write(b"PK\x03\x04" + b"word/" + b"\0" * 40 + entry * 1_000_000)
    many.write(b"PK\x05\x06\0\0\0\0" + struct.pack("<HHIIH", 0xFFFF, 0xFFFF, len(entry) * 1_000_000, 49, 0))
    yield made("a million entries", many.getvalue(), "refused")
    out_of_it = (("../../../../tmp/holdwater-out.txt", b"x"), ("/etc/holdwater-out", b"x"))
    yield made("paths that lead out", _archive(*out_of_it, ("word/document.xml", document)), "witness")
    yield made("two documents of one name", _archive(("word/document.xml", b"<x/>"), ("word/document.xml", document)), "refused")
    link = zipfile.ZipInfo("word/document.xml")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, canary)
    yield made("a link in place of the document", out.getvalue(), "refused")
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "lol">{lol}]><w:document {_W}><w:body>{paragraph("&l9;")}</w:body></w:document>'
    yield made("entities of entities", _archive(("word/document.xml", bomb.encode())), "refused")
    for name, entity in (("a file", f'SYSTEM "file://{canary}"'), ("an address", 'SYSTEM "http://127.0.0.1:9/x"'), ("a path", f'SYSTEM "{canary}"')):
        asked = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x {entity}>]><w:document {_W}><w:body>{paragraph("&x;")}</w:body></w:document>'
        yield made(f"an entity that is {name}", _archive(("word/document.xml", asked.encode())), "refused")
    outer = f'<?xml version="1.0"?><!DOCTYPE w SYSTEM "file://{canary}"><w:document {_W}><w:body>{body}</w:body></w:document>'
    yield made("a document type in a file", _archive(("word/document.xml", outer.encode())), "refused")
    core = f'<?xml version="1.0"?><!DOCTYPE c [<!ENTITY x SYSTEM "file://{canary}">]><c><title>&x;</title></c>'
    yield made("an entity in the properties", _archive(("word/document.xml", document), ("docProps/core.xml", core.encode())), "witness")
    deep = "<w:sdt>" * 100_000 + body + "</w:sdt>" * 100_000
    yield made("elements 100,000 deep", docx(deep), "refused")
    yield made("paragraphs in paragraphs", docx("<w:p>" * 50_000 + "</w:p>" * 50_000 + body), "witness")
    yield made("a million paragraphs", docx("<w:p/>" * 1_000_000 + body), "refused")
    yield made("elements 10,000 deep", docx("<w:sdt>" * 10_000 + body + "</w:sdt>" * 10_000), "witness")
    yield made("a number of a thousand digits", docx(paragraph(WITNESS, f'<w:numPr><w:ilvl w:val="{"9" * 1000}"/><w:numId w:val="1"/></w:numPr>')), "witness")
    styles = '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    yield made("styles based on each other", docx(paragraph(WITNESS, '<w:pStyle w:val="a"/>'), styles=styles), "witness")
    yield made("broken XML", _archive(("word/document.xml", document[:-9])), "refused")
    yield made("no document", _archive(("word/other.xml", document)), "refused")
    yield made("an archive cut off", _archive(("word/document.xml", document))[:-20], "refused")
    yield made("a wrong checksum", _archive(("word/document.xml", document), compression=zipfile.ZIP_STORED).replace(b"lamp", b"lump"), "refused")
    secret = "The secret word is periwinkle."
    yield made("vanished letters", docx(body + paragraph(secret, run="<w:vanish/>")), "witness", "periwinkle")
    yield made("white letters", docx(body + paragraph(secret, run='<w:color w:val="FFFFFF"/>')), "witness", "periwinkle")
    yield made("letters of no size", docx(body + paragraph(secret, run='<w:sz w:val="1"/>')), "witness", "periwinkle")
    gone = f'<w:p><w:del w:author="x"><w:r><w:delText>{secret}</w:delText></w:r></w:del></w:p>'
    yield made("deleted letters", docx(body + gone), "witness", "periwinkle")
    yield made("an embedded document", docx(body + '<w:altChunk w:id="r1"/>'), "witness")


def _mails(canary: str) -> Iterator[Hostile]:
    def made(name: str, data: bytes, expect: str = "either", hidden: str | None = None) -> Hostile:
        return Hostile(f"eml: {name}", "eml", data, expect, hidden)

    head = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"
    text = b"Content-Type: text/plain\n\n" + WITNESS.encode() + b"\n"
    nested = text
    for number in range(150):
        mark = b"m%d" % number
        nested = b'Content-Type: multipart/mixed; boundary="' + mark + b'"\n\n--' + mark + b"\n" + nested + b"--" + mark + b"--\n"
    yield made("parts 150 deep", head + nested)
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="m%d"\n\n--m%d\n' % (n, n) for n in range(20_000))
    yield made("parts 20,000 deep", head + deep + text, "refused")
    mails = b"".join(b"Content-Type: message/rfc822\n\n" for _ in range(20_000))
    yield made("mails in mails", head + mails + text)
    parts = b"--m\nContent-Type: text/plain\n\nx\n" * 50_000
    yield made("50,000 parts", head + b'Content-Type: multipart/mixed; boundary="m"\n\n--m\n' + text + parts + b"--m--\n", "refused")
    yield made("a hundred thousand header fields", head + b"X: y\n" * 100_000 + text, "witness")
    yield made("a header of four megabytes", head + b"X: " + b"y" * 4_000_000 + b"\n" + text, "witness")
    yield made("a header of many encoded words", head + b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n" + text)
    yield made("an address of brackets", b"From: " + b"<(" * 20_000 + b"\nMIME-Version: 1.0\nMessage-ID: x\n" + text)
    yield made("broken base64", head + b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(WITNESS.encode()) + b"A", "either")
    yield made("no end", head + b'Content-Type: multipart/mixed; boundary="m"\n\n--m\n' + text, "witness")
    outside = f'Content-Type: message/external-body; access-type=local-file; name="{canary}"\n\nContent-Type: text/plain\n\n'
    yield made("an external body", head + outside.encode())
    hiding = _page(f"<p>{WITNESS}</p><p hidden>periwinkle here</p>")
    yield made("a page with what is hidden", head + b"Content-Type: text/html\n\n" + hiding, "witness", "periwinkle")
    yield made("a charset that is a program", head + b"Content-Type: text/plain; charset=zlib\n\n" + WITNESS.encode(), "witness")
    yield made("NULs", head + text.replace(b"lamp", b"lamp\0\0"))
