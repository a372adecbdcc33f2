"""Documents with bytes changed, taken out and put in at random: a text or a finding, and nothing else."""

import io
import random
import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

from holdwater.formats.document import Unfit, pack, unpack
from tests.formats.make import Letters, docx, paragraph, pdf, set_paragraphs
from tests.formats.test_html import SEMANTIC, TABLES

_MAIL = (
    b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n"
    b"Content-Transfer-Encoding: base64\n\nVGhlIGdhdGU=\n--b\nContent-Type: text/html\n\n<p>x\n--b--\n"
)
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_LEVELS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%1)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
SEEDS = {
    "html": [SEMANTIC.encode(), TABLES.encode()],
    "eml": [_MAIL],
    "docx": [docx(paragraph("One.", _NUMBERED, "<w:vanish/>") + paragraph("Two.", _NUMBERED), numbering=_LEVELS)],
    "pdf": [set_paragraphs(["One is one and all alone."] * 30, columns=2, head="x"), pdf([[Letters(72, 700, "One is one.")]], packed=False)],
}
TOKENS = {
    "html": b"<p> </p> <table> <td> <sup> <svg> <template> <select> &#0; <br> <article> <pre> <math> hidden <ol start=99999999> <li value=x> <!--".split(),
    "eml": [b"Content-Type: ", b"boundary=", b"--b", b"\n\n", b"charset=", b"=?utf-8?q?=", b"message/rfc822", b"<", b"\xff", b"From: ", b"Date: "],
    "docx": b"<w:p> </w:p> <w:tc> </w:tc> <w:r> <w:del> %9 <w:numId/> &#x41; \xff </w:body> <w:t> w:val=".split(),
    "pdf": b"obj endobj << >> stream /Kids 0 -1 99999999999 /Length Tj Tf [ 1e30 R".split(),
}


def change(data: bytes, tokens: list[bytes], rng: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(rng.choice((1, 2, 5, 20))):
        at, how = rng.randrange(len(made) + 1), rng.random()
        if how < 0.35:
            made[at:at] = rng.choice(tokens)
        elif how < 0.65:
            del made[at : at + rng.choice((1, 4, 30))]
        elif how < 0.8 and at < len(made):
            made[at] = rng.randrange(256)
        else:
            start = rng.randrange(len(made) + 1)
            made[at:at] = made[start : start + rng.choice((5, 50))]
    return bytes(made)


def change_parts(data: bytes, tokens: list[bytes], rng: random.Random) -> bytes:
    """A Word file with its parts changed and packed again, so that the change gets past the unpacking."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as archive:
        for name in given.namelist():
            archive.writestr(name, change(given.read(name), tokens, rng) if rng.random() < 0.7 else given.read(name))
    return out.getvalue()


def send(kind: str, count: int) -> int:
    """Reads so many changed documents; how many gave a text."""
    reader, rng, read = import_module(f"holdwater.formats.{kind}"), random.Random(kind), 0
    for _ in range(count):
        how = change_parts if kind == "docx" and rng.random() < 0.7 else change
        try:
            document = reader.read(how(rng.choice(SEEDS[kind]), TOKENS[kind], rng))
        except Unfit:
            continue
        assert unpack(pack(document)) == document
        read += 1
    return read


@pytest.mark.parametrize(("kind", "count"), [("html", 250), ("eml", 400), ("docx", 400)])
def test_changed_documents_end_in_a_text_or_a_finding(kind: str, count: int) -> None:
    assert send(kind, count) > count // 10


def test_changed_pdfs_end_in_a_text_or_a_finding() -> None:
    """In a process of its own: what breaks the parser itself would end it."""
    code = "from tests.formats.test_mutated import send; print(send('pdf', 300))"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) > 30
