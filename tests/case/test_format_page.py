"""The examples of `docs/format.md` parse as the page says, and formatting leaves those without a finding as they are."""

import re
from pathlib import Path

import pytest

from holdwater.case.format import format_text
from holdwater.case.forms import CODES, FIELDS, FRONT
from holdwater.case.parse import is_case, parse
from holdwater.case.types import KINDS
from holdwater.source import SourceText

PAGE = Path(__file__).parent.parent.parent / "docs" / "format.md"
FENCE = re.compile(r"^```case\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXPECTED = re.compile(r"[ \t]*(?:# )?<!-- (HW\d{3}) -->$", re.MULTILINE)
EXAMPLES = FENCE.findall(PAGE.read_text(encoding="utf-8"))


def expected(example: str) -> list[tuple[int, str]]:
    return [(number, match[1]) for number, line in enumerate(example.split("\n"), start=1) if (match := EXPECTED.search(line))]


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_has_the_findings_that_it_says(example: str) -> None:
    source = SourceText("format.md", EXPECTED.sub("", example))
    assert [(source.place(finding.at.start)[0], finding.code) for finding in parse(source).diagnostics] == expected(example)


@pytest.mark.parametrize("example", [example for example in EXAMPLES if not expected(example)])
def test_an_example_is_in_its_usual_form(example: str) -> None:
    assert format_text(SourceText("format.md", example)) == example


def test_the_page_shows_every_field_key_and_kind() -> None:
    shown = "\n".join(EXAMPLES)
    for name in frozenset().union(*FIELDS.values()):
        assert re.search(rf"- {name}(?: [\w]+)?\??: ", shown), name
    for key in set(FRONT) - {"fabrication"}:
        assert re.search(rf"^{key}:", shown, re.MULTILINE), key
    text = PAGE.read_text(encoding="utf-8")
    for kind in (*KINDS, "fabrication", "open", "anonymous"):
        assert f"`{kind}`" in text, kind


def test_the_first_example_is_a_case() -> None:
    assert is_case(EXAMPLES[0])
    case = parse(SourceText("format.md", EXAMPLES[0])).case
    assert (case.document.title, case.as_of, case.words) == ("Who took the Alder astrolabe?", "2032-05-20", "icd203")
    assert [question.text for question in case.questions] == ["Who took the astrolabe?"]
    assert [(claim.id, claim.text) for claim in case.claims] == [
        ("1", "The showcase was opened with a key and locked again."),
        ("2", "A member of the staff opened the showcase."),
    ]


def test_every_code_has_a_page_of_its_own() -> None:
    from holdwater.check.rules import RULES, load

    rules = {rule.code: rule for rule in RULES}
    for code, (name, severity) in CODES.items():
        assert (rules[code].name, rules[code].severity) == (name, severity)
        assert load(rules[code]).RAISED_BY == "case.parse"
