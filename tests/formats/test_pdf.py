"""PDF: words in the order in which they are read."""

import pytest

from holdwater import files
from holdwater.formats import extract
from holdwater.formats.pdf_lines import Page, Word, set_in_order
from holdwater.source import SourceText
from tests.formats.make import Letters, pdf, set_paragraphs, width

PARAGRAPHS = [
    "The lights went out in the port of Arlen at nine on Monday evening, and they stayed out for six hours, which is longer than they have ever been "
    "out since the new cable was laid along the mole in the spring of that year by the company that had won the tender.",
    "1. The pump at berth four failed at noon, according to the harbour master, who had inspected it on Friday and had found nothing wrong with its "
    "bearings, its seals or the wiring in the box beside the door.",
    "2. Given (1), it is likely that the valve was shut by hand. Nobody who was asked remembered having done it, and the log of the day has no entry "
    "between ten and one, although the keeper says that he wrote one.",
    "3. The watchman reported a well-known van near the gate. It is possible that it belonged to the contractor, who did not answer our letters, and "
    "who has since moved his office to another town along the coast.",
] * 12


def read(data: bytes) -> SourceText:
    return extract("pdf", "a.pdf", data)


def body(source: SourceText) -> list[str]:
    return source.text[: source.body_end].strip().split("\n\n")


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("hyphens", [False, True])
def test_what_was_set_is_read_again(columns: int, hyphens: bool) -> None:
    source = read(set_paragraphs(PARAGRAPHS, columns=columns, head="The Harbour Quarterly, volume 12", hyphens=hyphens))
    assert body(source) == PARAGRAPHS
    assert source.cut == source.hidden == ()
    assert any("running heads" in note for note in source.notes)


def test_a_place_is_a_page() -> None:
    source = read(pdf([[Letters(72, 700, "One is one and all alone.")], [Letters(72, 700, "Two is two.")]]))
    assert [source.original_place(source.text.index(word)) for word in ("One", "Two")] == ["page 1", "page 2"]


def test_columns_written_row_by_row_are_read_column_by_column() -> None:
    lefts = [f"left line {number} has words" for number in range(1, 9)]
    rights = [f"right line {number} has words" for number in range(1, 9)]
    letters = [Letters(72, 752, "A title that runs over both of the columns of this page, and is set once", 9)]
    for number, (left, right) in enumerate(zip(lefts, rights, strict=True)):
        letters += [Letters(72, 700 - 12 * number, left), Letters(320, 700 - 12 * number, right)]
    read_again = " ".join(body(read(pdf([letters]))))
    assert read_again.endswith(" ".join(lefts + rights))


def test_a_wide_line_parts_the_columns_above_it_from_those_below() -> None:
    rows = []
    for band, top in (("a", 700), ("b", 500)):
        for number in range(6):
            rows += [Letters(72, top - 12 * number, f"{band} left {number} of the text"), Letters(320, top - 12 * number, f"{band} right {number} of the text")]
    rows.append(Letters(72, 560, "A heading in the middle that runs over both of the columns of this page."))
    words = " ".join(" ".join(body(read(pdf([rows])))).split())
    order = [words.index(mark) for mark in ("a left 0", "a left 5", "a right 0", "a right 5", "A heading", "b left 0", "b right 0", "b right 5")]
    assert order == sorted(order)


def test_ligatures_are_unfolded_and_soft_hyphens_go() -> None:
    page = Page(0, 612, 792)
    page.words = [Word("ﬁrst", 72, 90, 700, 10), Word("oﬃce", 92, 110, 700, 10), Word("har", 72, 90, 688, 10, True), Word("bour", 72, 90, 676, 10)]
    assert set_in_order([page]).body[0].text == "first office harbour"


def lines_of(*rows: str) -> Page:
    """One column, each row as wide as the widest."""
    page = Page(0, 612, 792)
    for number, row in enumerate(rows):
        parts, at = row.split(), 72.0
        room = (400 - sum(width(part) for part in parts)) / max(1, len(parts) - 1)
        for part in parts:
            page.words.append(Word(part, at, at + width(part), 700 - 12 * number, 10))
            at += width(part) + room
    return page


@pytest.mark.parametrize(
    ("rows", "joined"),
    [
        (["the keeper of the har-", "bour was asleep at the time"], "harbour"),
        (["the well-known keeper is a well-", "known man in the whole town"], "a well-known man"),
        (["the keeper of the sub-", "Saharan trade was asleep at nine"], "sub-Saharan"),
        (["the keeper who was asleep at nine—", "so he says in his letter"], "nine—so"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(rows: list[str], joined: str) -> None:
    assert joined in set_in_order([lines_of(*rows)]).body[0].text


def test_a_typesetter_who_never_parts_words_wrote_the_hyphen() -> None:
    rows = [f"line {number} of the text is here for its length alone" for number in range(60)]
    rows[20:22] = ["the meeting with several high-", "ranking officers was put off until the day after"]
    assert "high-ranking" in set_in_order([lines_of(*rows)]).body[0].text


def test_footnotes_are_apart_and_their_marks_gone() -> None:
    letters = [Letters(72, 700, "The pump failed at noon,"), Letters(72 + width("The pump failed at noon,"), 704, "1", 6)]
    letters += [Letters(72 + width("The pump failed at noon,") + 8, 700, "and nobody was there to see it at all.")]
    letters += [Letters(72, 700 - 12 * number, f"Line {number} of the text says nothing of any note here.") for number in range(1, 20)]
    letters += [Letters(72, 84, "1", 5), Letters(75, 80, "Log of the port of Arlen, page three.", 8)]
    source = read(pdf([letters]))
    assert source.text.startswith("The pump failed at noon, and nobody")
    assert [source.quote(each.at) for each in source.apart] == ["1 Log of the port of Arlen, page three."]


def test_a_raised_number_that_is_no_footnote_stays() -> None:
    source = read(pdf([[Letters(72, 700, "The area is 3 km"), Letters(72 + width("The area is 3 km"), 704, "2", 6)]]))
    assert source.text == "The area is 3 km2\n"


def test_a_page_without_letters_is_told() -> None:
    picture = b"q 600 0 0 700 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
    source = read(pdf([[Letters(72, 700, "One is one, and two is two, and so it goes.")], []], extra=picture))
    assert [each.what for each in source.cut] == ["page 2 is a picture: its text, if it has any, was not read"]
    assert read(pdf([[Letters(72, 700, "One is one.")], []])).cut == ()


def test_letters_under_a_picture_are_the_text_of_a_scan() -> None:
    picture = b"q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"
    source = read(pdf([[Letters(72, 700, "One is one and all alone.", mode=3)]], extra=picture))
    assert source.text == "One is one and all alone.\n"
    assert source.hidden == ()
    assert any("scanner" in note for note in source.notes)


def test_white_letters_on_a_dark_ground_are_seen() -> None:
    dark = b"0 g 0 600 612 192 re f"
    assert read(pdf([[Letters(72, 700, "One is one.", grey=1)]], extra=dark)).hidden == ()


def test_properties_that_are_no_title_are_none() -> None:
    page = [[Letters(72, 700, "One is one.")]]
    named = read(pdf(page, info="/Title (The outage) /Author (R. Mbeki) /CreationDate (D:20240304)")).metadata
    assert named is not None
    assert (named.title, named.author, named.published) == ("The outage", "R. Mbeki", None)
    unnamed = read(pdf(page, info="/Title (Microsoft Word - draft7.doc)")).metadata
    assert unnamed is not None
    assert unnamed.title is None


def test_text_that_stands_on_every_page_is_not_thrown_away_with_the_heads() -> None:
    source = read(pdf([[Letters(72, 700, "One is one and all alone.")]] * 3))
    assert source.text.count("One is one") == 3


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(files.Unreadable, match="cannot be opened"):
        read(b"%PDF-1.7\nnothing")
