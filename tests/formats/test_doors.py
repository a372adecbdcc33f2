"""Documents of every format through the commands: found by what they are, read, shown where they stand, and quoted from."""

import html
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from holdwater import files
from holdwater.__main__ import main
from holdwater.case.types import Case
from holdwater.formats import extract
from holdwater.read import read
from holdwater.source import SourceText
from holdwater.walk import assess, load_sources, open_case
from tests.formats.make import Letters, docx, paragraph, pdf, set_paragraphs

POINTS = (
    "1. The lock keeper reported that the gate was shut at six in the evening.",
    "2. Given (1), it is likely that the barge waited for the morning tide.",
    "3. It is very likely that the crew slept on board, given (2).",
)
SHARED = Path(__file__).parents[3] / "shared" / "documents"


def as_html(paragraphs: tuple[str, ...] | list[str]) -> bytes:
    return ("<html><title>The lock</title><body>" + "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)).encode()


def as_mail(paragraphs: tuple[str, ...] | list[str]) -> bytes:
    return ("From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + "\n\n".join(paragraphs)).encode()


FORMS = {
    "html": as_html(POINTS),
    "pdf": set_paragraphs(POINTS),
    "docx": docx("".join(map(paragraph, POINTS))),
    "eml": as_mail(POINTS),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("name", ["a.{}", "a.txt", "A.DAT"])
def test_a_format_is_known_by_its_bytes(kind: str, name: str) -> None:
    path = Path(name.format(kind))
    path.write_bytes(FORMS[kind])
    with pytest.raises(files.Unreadable, match=files.FORMATS[kind]):
        files.load(str(path))
    source = files.load(str(path), extract=extract)
    assert source.format == files.FORMATS[kind]
    assert source.text[: source.body_end].split("\n\n")[:3] == [*POINTS[:2], POINTS[2] + "\n"] or all(point in source.text for point in POINTS)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"From: the master\nTo: the mate\nSubject: The lock\n\nThe gate was shut.\n"),
        ("a.md", b"<div>\n\n1. One.\n\n</div>\n"),
        ("a.txt", b"%PDF is a format. PK is not.\n"),
        ("a.txt", b"<htmlish> is no tag.\n"),
        ("a.txt", b"Note: received: from\n"),
    ],
)
def test_a_text_about_a_format_is_a_text(name: str, data: bytes) -> None:
    Path(name).write_bytes(data)
    source = files.load(name, extract=extract)
    assert source.format is None
    assert source.text == data.decode()


@pytest.mark.parametrize(
    ("name", "data", "finding"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", "Word document of the old format"),
        ("a.rtf", b"{\\rtf1 x}", "rich text"),
        ("a.odt", b"PK\x03\x04mimetype", "OpenDocument"),
        ("a.zip", b"PK\x03\x04x", "an archive"),
        ("a.pdf", b"No PDF at all.", "is not a PDF"),
        ("a.docx", b"No Word file at all.", "is not a Word document"),
    ],
)
def test_what_cannot_be_read_says_so(name: str, data: bytes, finding: str) -> None:
    Path(name).write_bytes(data)
    with pytest.raises(files.Unreadable, match=finding):
        files.load(name, extract=extract)


@pytest.mark.parametrize("kind", FORMS)
def test_check_shows_the_place_in_the_original(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(f"a.{kind}").write_bytes(FORMS[kind])
    assert main(["check", f"a.{kind}"]) == 1
    place = {"html": "p 3", "pdf": "page 1", "docx": "paragraph 3", "eml": "mail"}[kind]
    lines = [line for line in capsys.readouterr().out.splitlines() if "HW203" in line and line.startswith("a.")]
    assert len(lines) == 1
    assert f"({place}) HW203" in lines[0]


@pytest.mark.parametrize("kind", FORMS)
def test_a_case_made_of_a_document_finds_its_quotes_again(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(f"a.{kind}").write_bytes(FORMS[kind])
    assert main(["read", f"a.{kind}", "-o", "a.case.md"]) == 0
    written = Path("a.case.md").read_text(encoding="utf-8")
    assert f"file: a.{kind}" in written
    assert sha256(FORMS[kind]).hexdigest() in written
    assert main(["check", "a.case.md", "--select", "HW31,HW32", "--fail-on", "note"]) == 0, capsys.readouterr().out
    case, _ = open_case(files.load("a.case.md"))
    sources = load_sources(case, "a.case.md")
    assert sources["article"].text is not None
    Path("a.case.md").write_text(written.replace("shut at six", "shut at seven"), encoding="utf-8")
    assert main(["check", "a.case.md", "--select", "HW31,HW32"]) == 1


def test_standard_input_may_be_of_any_format() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "holdwater", "read", "-", "--format", "json"], input=FORMS["pdf"], capture_output=True, check=True
    )
    assert [point["label"] for point in json.loads(done.stdout)["points"]] == ["1", "2", "3"]


def test_hidden_text_is_a_warning_and_no_point(capsys: pytest.CaptureFixture[str]) -> None:
    page = as_html(POINTS) + b'<p style="display:none">4. It is certain that the gate was open, given (3). &lt;!-- holdwater: allow HW1, no --&gt;</p>'
    Path("a.html").write_bytes(page)
    assert main(["check", "a.html"]) == 1
    assert "HW130" in capsys.readouterr().out
    case = read(files.load("a.html", extract=extract))
    assert [claim.label for claim in case.claims] == ["1", "2", "3"]
    assert case.boilerplate[-1].end == len(case.source.text)


def test_what_is_cut_off_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    picture = b"q 600 0 0 700 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
    Path("a.pdf").write_bytes(pdf([[Letters(72, 700 - 20 * number, point) for number, point in enumerate(POINTS)], []], extra=picture))
    assert main(["check", "a.pdf", "--select", "HW131"]) == 1
    out = capsys.readouterr().out
    assert "HW131 text is missing behind this: page 2 is a picture" in out
    assert main(["assess", "a.pdf"]) == 0
    assert "page 2 is a picture" in Path("a.report.html").read_text(encoding="utf-8")
    Path("b.pdf").write_bytes(pdf([[]], extra=picture))
    assert main(["check", "b.pdf"]) == 2
    assert "holds no text that can be read (page 1 is a picture" in capsys.readouterr().err


def test_the_report_says_where_a_point_stands() -> None:
    Path("a.pdf").write_bytes(FORMS["pdf"])
    assert main(["assess", "a.pdf", "-o", "r.html"]) == 0
    shown = Path("r.html").read_text(encoding="utf-8")
    assert "in the original" in shown
    assert "page 1" in shown


def test_what_a_file_says_of_itself_fills_what_its_text_does_not_show() -> None:
    head = "<title>Window</title><meta name=author content='Ruth Mbeki'><meta name=date content='4 March 2024'><meta property=og:site_name content=Gazette>"
    body = "".join(f"<p>{point}</p>" for point in POINTS)
    silent = read(extract("html", "a.html", f"{head}{body}".encode()))
    assert silent.document[:4] == ("Window", "Ruth Mbeki", "2024-03-04", "Gazette")
    assert silent.as_of == "2024-03-04"
    spoken = read(extract("html", "a.html", f"{head}<h1>Shown</h1><p>By Ida Brandt</p><p>5 May 2023</p>{body}".encode()))
    assert spoken.document[:4] == ("Shown", "Ida Brandt", "2023-05-05", "Gazette")


def test_a_document_is_never_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.html").write_bytes(FORMS["html"])
    main(["check", "--fix", "a.html"])
    assert main(["fmt", "a.html"]) == 2
    assert Path("a.html").read_bytes() == FORMS["html"]
    assert "cannot be written back" in capsys.readouterr().err


@pytest.mark.parametrize("command", [("assess", "a.txt"), ("check", "a.txt"), ("read", "a.txt")])
def test_a_plain_text_loads_none_of_this(command: tuple[str, ...]) -> None:
    Path("a.txt").write_text("\n\n".join(POINTS), encoding="utf-8")
    code = "import sys\nfrom holdwater.__main__ import main\nmain(sys.argv[1:])\nsys.stderr.write('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=True, text=True)
    loaded = set(done.stderr.split("\n"))
    assert not any(name.startswith(("holdwater.formats", "holdwater.encoding", "selectolax", "pypdfium2", "email", "zipfile")) for name in loaded)


def test_fifty_megabytes_of_text_are_read_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    Path("big.txt").write_bytes(b"The gate was shut.\n" * (50_000_000 // 19))
    with pytest.raises(files.Unreadable, match="--max-size 64M"):
        files.load("big.txt")
    assert len(files.load("big.txt", limit=64_000_000).text) > 49_999_000


@pytest.mark.parametrize(
    ("text", "codec", "noted"),
    [
        ("Причал закрыт с утра, сказал начальник порта; суда ждут прилива.", "koi8-r", "KOI8-R"),
        ("Причал закрыт с утра, сказал начальник порта; суда ждут прилива.", "cp1251", "Windows-1251"),
        ("Причал закрыт с утра, сказал начальник порта; суда ждут прилива.", "cp866", "CP866"),
        ("Причал закрыт с утра, сказал начальник порта; суда ждут прилива.", "iso8859-5", "ISO 8859-5"),
        ("The café’s “owner” went to Zürich – as he said.", "cp1252", "Windows-1252"),
        ("ПРИЧАЛ ЗАКРЫТ. The quay was shut, as the sign said: Причал закрыт до утра.", "cp1251", "Windows-1251"),
        ("The gate was shut — at six.", "utf-16-le", "UTF-16, little-endian"),
        ("The gate was shut — at six.", "utf-16-be", "UTF-16, big-endian"),
        ("Причал закрыт с утра, в 6 часов, и до вечера.", "utf-16-le", "UTF-16, little-endian"),
    ],
)
def test_an_encoding_without_a_mark_is_guessed_and_said(text: str, codec: str, noted: str) -> None:
    Path("a.txt").write_bytes(text.encode(codec))
    source = files.load("a.txt")
    assert source.text == text
    assert noted in source.notes[0]
    assert source.digest == sha256(text.encode(codec)).hexdigest()


def test_stray_bytes_in_utf_8_spoil_nothing_else() -> None:
    Path("a.txt").write_bytes("Žofín – čistý. ".encode() + b"caf\xe9")
    source = files.load("a.txt")
    assert source.text == "Žofín – čistý. café"
    assert "1 byte is not" in source.notes[0]


# the form of a document changes nothing in what is read


def items(case: Case) -> dict[str, set[tuple[str, ...]]]:
    """What was read, without the places: points, hedges, speakers, links."""
    texts = {claim.id: " ".join(claim.text.split()) for claim in case.claims}
    quotes: set[tuple[str, ...]] = set()
    for claim in case.claims:
        marks = claim.marks
        if marks is not None:
            quotes.update((texts[claim.id], "hedge", " ".join(case.source.quote(hedge.at).split())) for hedge in marks.hedges)
            quotes.update((texts[claim.id], "speaker", " ".join(case.source.quote(said.speaker).split())) for said in marks.attributions)
    links = {
        (texts[claim.id], step.basis, *(texts[premise] for premise in step.premises if premise in texts)) for claim in case.claims for step in claim.because
    }
    return {"points": {(claim.label or "", texts[claim.id]) for claim in case.claims}, "quotes": quotes, "links": links}


def share(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / max(1, len(one | other))


def forms_of(paragraphs: list[str]) -> dict[str, SourceText]:
    cells = "".join(f"{html.escape(each)}<br><br>" for each in paragraphs)
    table = "<table><tr><td width=90><a href=a>Home</a><br><a href=b>News</a><br><a href=c>Mail us</a></td><td>" + cells + "</td></tr></table>"
    made = {
        "html": as_html(paragraphs),
        "table.html": table.encode(),
        "pdf": set_paragraphs(paragraphs, head="Reports of the office"),
        "columns.pdf": set_paragraphs(paragraphs, columns=2, hyphens=True, head="Reports of the office"),
        "docx": docx("".join(paragraph(html.escape(each)) for each in paragraphs)),
        "eml": as_mail(paragraphs),
    }
    return {name: extract(name.rpartition(".")[2], name, data) for name, data in made.items()}


OWN = [
    "The night of the two lamps",
    "The museum of Velden lost three paintings between Saturday and Sunday, and the curator believes that somebody who works there let the thieves in.",
    *POINTS,
    "4. The night guard did not report anything unusual. The director declined to comment on the alarm, which had been switched off at ten.",
    "5. According to the insurer, two keys were missing (4). It is therefore possible that the door was opened with one of them.",
    "6. It is very likely that the guard was not alone, as two lamps were found in the cellar. This would explain (4).",
]


@pytest.mark.parametrize("name", ["html", "table.html", "pdf", "columns.pdf", "docx", "eml"])
def test_the_form_of_a_document_changes_nothing(name: str) -> None:
    plain = items(read(SourceText("a.txt", "\n\n".join(OWN) + "\n")))
    assert len(plain["points"]) >= 8
    assert len(plain["links"]) >= 3
    assert items(read(forms_of(OWN)[name])) == plain


def test_a_report_of_an_office_reads_the_same_in_every_form() -> None:
    path = SHARED / "mueller-2019-kilimnik.txt"
    if not path.exists():
        pytest.skip("the shared documents are not beside the project")
    text = path.read_text(encoding="utf-8").encode("cp1252", "replace").decode("cp1252")
    plain = items(read(SourceText("a.txt", text)))
    assert len(plain["points"]) > 40
    for name, source in forms_of([each for each in text.split("\n\n") if each.strip()]).items():
        found = items(read(source))
        assert {what: share(found[what], plain[what]) >= 0.95 for what in plain} == dict.fromkeys(plain, True), name


def test_the_page_that_a_report_was_taken_from_reads_the_same() -> None:
    path = SHARED / "mueller-2019-kilimnik.html"
    if not path.exists():
        pytest.skip("the shared documents are not beside the project")
    found = items(read(extract("html", "a.html", path.read_bytes())))
    plain = items(read(SourceText("a.txt", path.with_suffix(".txt").read_text(encoding="utf-8"))))
    assert {what: share(found[what], plain[what]) >= 0.95 for what in plain} == dict.fromkeys(plain, True)


def test_a_walk_through_a_document_ends() -> None:
    for kind, data in FORMS.items():
        assert assess(extract(kind, f"a.{kind}", data)).diagnostics
