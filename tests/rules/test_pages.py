"""Runs the pages beside it: every rule where it fires, where it does not, and where it is known to miss.

Prose, then fences. ```article is read, ```case parsed (front matter may be left out), ```html and ```eml read as documents of their format,
where a finding is on the line that has the end of the words it is about. A line that ends in <!-- HW203 --> or <!-- HW203 note --> has that
finding, and no other line of the fence has one of the page's rule. Other rules may find what they like. ```source log is the text of the file
of the source `log`, for every case of the page, ```page log that file as a web page; ```unreadable log and ```outside log say why it could not be read.
"""

import re
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from holdwater.case.index import Index
from holdwater.case.parse import is_case, parse
from holdwater.case.quotes import SourceFile
from holdwater.case.types import Case
from holdwater.check import check
from holdwater.check.rules import RULES
from holdwater.diagnostics import Diagnostic
from holdwater.formats import extract
from holdwater.read import read
from holdwater.source import SourceText
from holdwater.weigh import weigh

HERE = Path(__file__).parent
PAGES = sorted(HERE.glob("HW*.md"))
FENCE = re.compile(r"^```(article|case|html|eml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXPECTED = re.compile(r"[ \t]*<!-- (HW\d{3}(?: (?:note|warning|error))?) -->$")
RECKONED = frozenset(rule.code for rule in RULES if rule.needs == "numbers")
WHOLE = ("HW126", "HW609", "HW128", "HW129")
FILE = re.compile(r"^```(source|page|unreadable|outside) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^## (Fires|Innocent|Known miss)$", re.MULTILINE)


def fences(page: Path) -> list[tuple[str, str, str]]:
    """(section, kind, text) of each fence."""
    written = page.read_text(encoding="utf-8")
    heads = [(match.start(), match.group(1)) for match in SECTION.finditer(written)]
    found = []
    for match in FENCE.finditer(written):
        section = [name for at, name in heads if at < match.start()][-1]
        found.append((section, match.group(1), match.group(2)))
    return found


def files(page: Path) -> dict[str, SourceFile]:
    """The source files of a page by the id of the source."""
    found = {}
    for kind, id, written in FILE.findall(page.read_text(encoding="utf-8")):
        if kind == "source":
            found[id] = SourceFile(written, sha256(written.encode()).hexdigest())
        elif kind == "page":
            page_source = extract("html", f"{id}.html", written.encode())
            found[id] = SourceFile(page_source.text, page_source.digest, hidden=page_source.hidden)
        else:
            found[id] = SourceFile(None, finding=written.strip(), mend="look into it", outside=kind == "outside")
    return found


def opened(kind: str, text: str) -> tuple[Case, tuple[Diagnostic, ...]]:
    if kind in ("html", "eml"):
        return read(extract(kind, f"page.{kind}", text.encode())), ()
    source = SourceText("page.md", text)
    if kind == "article":
        return read(source), ()
    parsed = parse(source)
    return parsed.case, parsed.diagnostics


def expectations(text: str) -> tuple[str, list[tuple[int, str, str | None]]]:
    """The text without its comments, and (line, code, severity) of each finding expected."""
    lines: list[str] = []
    expected: list[tuple[int, str, str | None]] = []
    for line in text.split("\n"):
        while (match := EXPECTED.search(line)) is not None:
            code, _, severity = match.group(1).partition(" ")
            expected.append((len(lines) + 1, code, severity or None))
            line = line[: match.start()]
        lines.append(line)
    return "\n".join(lines), expected


def original_line(text: str, source: SourceText, offset: int) -> tuple[int, int]:
    """Which line of the original holds the words that end at an offset of what was taken out of it."""
    words = " ".join(source.text[:offset].rpartition("\n")[2].split()[-3:])
    lines = [number for number, line in enumerate(text.split("\n"), 1) if words in " ".join(re.sub(r"<[^>]*>", " ", line).split())]
    return lines[0], 1


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_rule_finds_what_its_page_says(page: Path) -> None:
    gravest = {rule.code: rule.severity for rule in RULES}
    for section, kind, written in fences(page):
        text, expected = expectations(written)
        if kind == "case" and not is_case(text):
            text, shift = "---\nholdwater: 1\n---\n\n" + text, 4
        else:
            shift = 0
        case, form = opened(kind, text)
        index = Index(case)
        weighing = weigh(index, numbers=page.stem in RECKONED and kind == "case")
        weighed = {id: (point.said, point.held) for id, point in weighing.points.items()}
        place = case.source.place if kind in ("article", "case") else partial(original_line, text, case.source)
        found = [
            each
            for each in (
                *form,
                *check(
                    index,
                    weighed=weighed,
                    weighing=weighing if weighing.draws is not None else None,
                    sources=files(page),
                    select=() if page.stem in WHOLE else (page.stem,),
                ),
            )
            if each.code == page.stem
        ]
        starts = {each: place(each.at.start if kind in ("article", "case") else each.at.end)[0] - shift for each in found}
        lines = sorted(starts.values())
        assert lines == sorted(line for line, _, _ in expected), (section, written, found)
        for line, code, severity in expected:
            assert code == page.stem
            each = next(each for each in found if starts[each] == line)
            assert each.severity == (severity or gravest[code]), (section, each)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_where_a_rule_fires_where_not_and_what_it_misses(page: Path) -> None:
    sections: dict[str, list[int]] = {}
    for section, _, written in fences(page):
        sections.setdefault(section, []).append(len(expectations(written)[1]))
    assert list(sections) == ["Fires", "Innocent", "Known miss"]
    assert all(sections["Fires"])
    assert not any(sections["Innocent"])
    assert not any(sections["Known miss"])


def test_every_rule_has_its_page() -> None:
    assert [page.stem for page in PAGES] == [rule.code for rule in RULES]


def test_a_page_is_named_after_its_rule() -> None:
    names = {rule.code: rule.name for rule in RULES}
    for page in PAGES:
        assert page.read_text(encoding="utf-8").split("\n", 1)[0] == f"# {page.stem} {names[page.stem]}"
