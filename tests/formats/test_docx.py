"""Word files: what Word shows, and the numbers it shows it with."""

import pytest

from holdwater import files
from holdwater.formats import extract
from holdwater.formats.docx_numbers import spell
from holdwater.source import Metadata, SourceText
from tests.formats.make import docx, paragraph


def read(body: str, **parts: str) -> SourceText:
    return extract("docx", "a.docx", docx(body, **parts))


def item(text: str, level: int = 0, list: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>')


def level(number: int, format: str, pattern: str, start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{pattern}"/></w:lvl>'


def numbering(*levels: str, override: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num>'
    )


def lines(source: SourceText) -> list[str]:
    return source.text[: source.body_end].strip().split("\n\n")


def test_a_list_counts_on_and_starts_deeper_levels_again() -> None:
    rows = [item("A"), item("B", 1), item("C", 1), paragraph("Between"), item("D"), item("E", 1), item("F", 2)]
    levels = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "%1.%2.%3"))
    assert lines(read("".join(rows), numbering=levels)) == ["1. A", "(a) B", "(b) C", "Between", "2. D", "(a) E", "2.a.i F"]


def test_a_list_begins_where_it_says() -> None:
    levels = numbering(level(0, "decimal", "%1.", 5), override='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    assert lines(read(item("A") + item("B") + item("C", 0, 2) + item("D", 0, 2), numbering=levels)) == ["5. A", "6. B", "1. C", "2. D"]


def test_two_lists_of_one_definition_count_together() -> None:
    assert lines(read(item("A") + item("B", 0, 2) + item("C"), numbering=numbering(level(0, "decimal", "%1.")))) == ["1. A", "2. B", "3. C"]


def test_a_style_may_bring_the_list() -> None:
    styles = '<w:style w:styleId="Point"><w:basedOn w:val="Base"/></w:style>'
    styles += '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    rows = paragraph("A", '<w:pStyle w:val="Point"/>') + paragraph("B", '<w:pStyle w:val="Point"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(read(rows, styles=styles, numbering=numbering(level(0, "upperRoman", "%1)")))) == ["I) A", "B"]


def test_bullets_are_no_numbers() -> None:
    assert lines(read(item("A") + item("B"), numbering=numbering(level(0, "bullet", "•")))) == ["A", "B"]


@pytest.mark.parametrize(
    ("number", "format", "shown"),
    [(26, "lowerLetter", "z"), (27, "lowerLetter", "aa"), (53, "upperLetter", "AAA"), (1994, "upperRoman", "MCMXCIV"), (11, "ordinal", "11th"),
     (22, "ordinal", "22nd"), (7, "decimalZero", "07"), (7, "none", ""), (0, "lowerRoman", "0")],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(number: int, format: str, shown: str) -> None:
    assert spell(number, format) == shown


def test_runs_breaks_and_signs() -> None:
    runs = "<w:r><w:t>One</w:t></w:r><w:r><w:t xml:space='preserve'> two</w:t><w:tab/><w:t>three</w:t><w:br/>"
    runs += "<w:t>next</w:t><w:noBreakHyphen/><w:t>line</w:t></w:r>"
    assert lines(read(f"<w:p>{runs}<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>")) == ["One two three\nnext-line"]


def test_what_was_put_in_is_there_and_what_was_deleted_is_hidden() -> None:
    body = "<w:p><w:r><w:t>Kept </w:t></w:r><w:del><w:r><w:delText>thrown out</w:delText></w:r></w:del><w:ins><w:r><w:t>put in</w:t></w:r></w:ins></w:p>"
    source = read(body)
    assert lines(source) == ["Kept put in"]
    assert [(source.quote(each.at), each.what) for each in source.hidden] == [("thrown out", "deleted, and kept as a tracked change")]


def test_footnotes_are_apart() -> None:
    notes = f'<w:footnote w:type="separator" w:id="0">{paragraph("")}</w:footnote><w:footnote w:id="2">{paragraph("Log, page 3.")}</w:footnote>'
    source = read('<w:p><w:r><w:t>The pump failed.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>', footnotes=notes)
    assert lines(source) == ["The pump failed."]
    assert [source.quote(each.at) for each in source.apart] == ["Log, page 3."]
    assert source.original_place(source.apart[0].at.start) == "footnote 2"


def test_a_number_alone_in_its_cell_belongs_to_the_next() -> None:
    row = f"<w:tbl><w:tr><w:tc>{paragraph('7.')}</w:tc><w:tc>{paragraph('The mate saw it.')}</w:tc></w:tr></w:tbl>"
    assert lines(read(row)) == ["7. The mate saw it."]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    twice = f'<mc:AlternateContent xmlns:mc="urn:x"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    assert read(f"<w:p><w:r>{twice}</w:r><w:r><w:t>Outside.</w:t></w:r></w:p>").text.count("In a box.") == 1


def test_properties_and_places() -> None:
    source = read(paragraph("One.") + paragraph("") + paragraph("Two."), core="<dc:title>The outage</dc:title><dc:creator>Ruth Mbeki</dc:creator>")
    assert source.metadata == Metadata("The outage", "Ruth Mbeki")
    assert source.original_place(source.text.index("Two")) == "paragraph 3"


def test_an_archive_without_a_document_is_refused() -> None:
    with pytest.raises(files.Unreadable, match="cannot be unpacked"):
        extract("docx", "a.docx", b"PK\x03\x04 and no more")
