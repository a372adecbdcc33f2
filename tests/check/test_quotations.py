"""What is said of quotes: which finding, in which words, with which fix. The pages beside `tests/rules` show each rule where it fires."""

import pytest

from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.case.quotes import SourceFile
from holdwater.check import check
from holdwater.diagnostics import Diagnostic
from holdwater.source import SourceText

LOG = "The mate said that the launch did not stop at the buoy. The pilot boarded at nine, as ever. It was dark by then."
BOOK = "Prices rose in spring. The pilot boarded at nine, as ever. Nobody knows why the gate stood open."
FILES = {"log": SourceFile(LOG, "ab" * 32), "book": SourceFile(BOOK, "cd" * 32)}
SOURCES = "\n## Sources\n\n- **log** The log\n  - file: log.txt\n- **book** The book\n  - file: book.txt\n- **mate** The mate\n"


def text_with(*fields: str, point: str = "It happened.") -> str:
    return f"## Points\n\n1. {point}\n" + "".join(f"    - {field}\n" for field in fields) + SOURCES


def found(text: str, files: dict[str, SourceFile] | None = None) -> list[Diagnostic]:
    parsed = parse(SourceText("case.md", text))
    return list(check(Index(parsed.case), sources=FILES if files is None else files, select=("HW31", "HW32")))


def only(text: str) -> Diagnostic:
    (finding,) = found(text)
    return finding


@pytest.mark.parametrize(
    ("field", "code", "message"),
    [
        ('quote: "sixteen lorries crossed the northern bridge" [log]', "HW313", "(1) quotes words that are not in “log”: “sixteen lorries"),
        ('quote: "Prices rose in spring." [log]', "HW313", "they stand in “book”"),
        ('quote: "the launch did stop at the buoy" [log]', "HW314", "is not as “log” has it: it leaves out “not”"),
        ('quote: "the launch did not stop at the pier" [log]', "HW314", "it has “pier” where “log” has “buoy”"),
        ('quote: "the launch surely did not stop at the buoy" [log]', "HW314", "it puts in “surely”"),
        ('quote: "the pilot boarded at nine" [log]', "HW314", "capital letters differ: it has “the” where “log” has “The”"),
        ('quote: "The pilot boarded at nine; as ever" [log]', "HW314", "punctuation differs: it has “;” where “log” has “,”"),
        ('quote: "he launch did not stop" [log]', "HW314", "it begins or ends inside a word"),
        ('quote: "the launch did not stop … It was dark by then" [log]', "HW314", "it joins words of different places"),
        ('quote: "The pilot boarded at nine, as ever."', "HW315", "stands in “log” and in “book”, and does not say which"),
        ('quote: "The pilot boarded at nine, as ever." [log:3-9]', "HW316", "stands at 56–91 of “log”, not at 3–9"),
        ('quote: "It was dark by then." [log:9000-9001]', "HW316", "stands at 92–112 of “log”, not at 9000–9001"),
        ('quote: "the launch did not stop at the buoy" [log]', "HW321", "leaves out “The mate said”: the sentence hands it to a speaker"),
        ('quote: "stop at the buoy" [log]', "HW319", "leaves out “not”: the sentence denies it"),
        ('quote: "was dark" [log]', "HW323", "has fewer than three words: “was dark”"),
        ('quote: "—" [log]', "HW323", "has no word"),
        ('quote: "It was d\u0430rk by then" [log]', "HW324", "holds what does not look like itself: CYRILLIC SMALL LETTER A (U+0430)"),
        ("at: [log:56-91]", "HW322", "the text of (1) is not in “log”: “It happened.”"),
    ],
)
def test_a_finding_says_what_is_wrong(field: str, code: str, message: str) -> None:
    text = text_with(field)
    finding = only(text)
    assert finding.code == code
    assert message in finding.message
    assert finding.points == ("1",)
    assert text[finding.at.start : finding.at.end] in field
    assert finding.why
    assert finding.mend


def test_a_quote_without_a_place_is_looked_for_in_the_sources_of_its_point() -> None:
    quote = 'quote: "The pilot boarded at nine, as ever."'
    assert only(text_with(quote)).code == "HW315"
    assert found(text_with("source: book", quote)) == []
    assert only(text_with("source: mate", quote)).code == "HW315"
    assert only(text_with("source: book", 'quote: "It was dark by then."')).code == "HW313"


@pytest.mark.parametrize("place", ["[log:3-9]", "[log:57-91]", "[log:0-112]"])
def test_the_fix_of_a_wrong_place_is_right(place: str) -> None:
    text = text_with(f'quote: "The pilot boarded at nine, as ever." {place}')
    fix = only(text).fix
    assert fix is not None
    mended = text[: fix.at.start] + fix.text + text[fix.at.end :]
    assert mended == text.replace(place, "[log:56-91]")
    assert found(mended) == []


def test_no_fix_where_the_words_stand_twice() -> None:
    files = {"log": SourceFile(LOG + " " + LOG, "00")}
    (finding,) = found(text_with('quote: "The pilot boarded at nine, as ever." [log:3-9]'), files)
    assert finding.code == "HW316"
    assert finding.fix is None
    assert "[log:56-91], [log:169-204]" in finding.mend


def test_the_text_of_a_point_and_its_place() -> None:
    good = text_with("at: [log:92-112]", point="It was dark\n   by then.")
    assert found(good) == []
    wrong = only(text_with("at: [log:90-112]", point="It was dark by then."))
    assert wrong.code == "HW322"
    moved = only(text_with("at: [log:10-30]", point="It was dark by then."))
    assert (moved.code, moved.severity, moved.fix and moved.fix.text) == ("HW322", "warning", "[log:92-112]")
    edited = only(text_with("at: [log:92-112]", point="It was not dark by then."))
    assert (edited.code, edited.severity, edited.fix) == ("HW322", "error", None)
    assert "it puts in “not”" in edited.message
    hidden = only(text_with("at: [log:92-112]", point="It was d\u200bark by then."))
    assert "ZERO WIDTH SPACE (U+200B)" in hidden.message


def test_nothing_is_said_without_sources() -> None:
    parsed = parse(SourceText("case.md", text_with('quote: "sixteen lorries crossed the northern bridge" [log]')))
    assert check(Index(parsed.case), select=("HW31", "HW32")) == ()
    assert check(Index(parsed.case), sources={}, select=("HW31", "HW32")) == ()
    assert found(text_with('quote: "what the mate told us" [mate]')) == []


def test_an_unreadable_source_is_said_once_and_its_quotes_are_left_alone() -> None:
    files = {"log": SourceFile(None, finding="is not there", mend="check the name"), "book": FILES["book"]}
    text = text_with('quote: "sixteen lorries crossed" [log]', 'quote: "a hundred lorries crossed" [log]', "at: [log:0-5]")
    (finding,) = found(text, files)
    assert (finding.code, finding.severity, finding.points) == ("HW318", "warning", ())
    assert finding.message == "the file of “log” is not there: log.txt"
    assert text[finding.at.start : finding.at.end] == "log.txt"


def test_a_sum_that_differs_has_no_fix() -> None:
    text = text_with('quote: "It was dark by then." [log]').replace("file: log.txt", f"file: log.txt\n  - sha256: {'ef' * 32}")
    finding = only(text)
    assert (finding.code, finding.fix) == ("HW317", None)
    assert "abababababab…, not efefefefefef…" in finding.message
    assert "ab" * 32 in finding.mend


def test_two_losses_of_one_quote_are_one_entry() -> None:
    files = {"log": SourceFile("The mate said that the pilot had probably not boarded the launch at nine.", "00")}
    finding = only_in('quote: "boarded the launch at nine" [log]', files)
    assert finding.code == "HW319"
    assert [mark.label[:5] for mark in finding.marks] == ["HW320", "HW321"]


def only_in(field: str, files: dict[str, SourceFile]) -> Diagnostic:
    (finding,) = found(text_with(field), files)
    return finding


@pytest.mark.parametrize(
    ("degree", "severity"),
    [("very likely", "note"), ("likely", "note"), ("almost certain", "warning"), ("open", "note"), ("0.99", "warning")],
)
def test_a_point_that_says_itself_how_sure_it_is_makes_good_a_lost_hedge(degree: str, severity: str) -> None:
    files = {"log": SourceFile("It is very likely that the pilot boarded the launch at nine.", "00")}
    parsed = parse(SourceText("case.md", text_with(degree, 'quote: "the pilot boarded the launch" [log]')))
    (finding,) = check(Index(parsed.case), sources=files, select=("HW32",))
    assert (finding.code, finding.severity) == ("HW320", severity)


def test_findings_about_quotes_are_silenced_like_others() -> None:
    fields = ('quote: "the launch did stop at the buoy" [log]', "allow HW314: the log was amended by hand")
    assert found(text_with(*fields)) == []
