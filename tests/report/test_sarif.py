"""SARIF as a reader of it counts and links: places, paths from premise to conclusion, fingerprints, fixes, what is silenced."""

import json
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.index import Index
from holdwater.case.types import Case
from holdwater.check.rules import RULES
from holdwater.diagnostics import Diagnostic, Fix, Mark
from holdwater.report.address import path_uri
from holdwater.report.sarif import sarif_object
from holdwater.source import SourceText, Span
from holdwater.walk import assess

INFLATED = "1. It is likely that the two met.\n\n2. It is very likely that they agreed, given (1).\n"


def results(text: str, name: str = "draft.md", **options: Any) -> list[dict[str, Any]]:
    assessment = assess(SourceText(name, text), **options)
    return list(sarif_object([(assessment.index, assessment.diagnostics)], version="1.0")["runs"][0]["results"])


def result(text: str, code: str, **options: Any) -> dict[str, Any]:
    return next(each for each in results(text, **options) if each["ruleId"] == code)


def about(source: SourceText, *diagnostics: Diagnostic) -> dict[str, Any]:
    index = Index(Case(source, "article"))
    return dict(sarif_object([(index, diagnostics)], version="1.0")["runs"][0])


def finding(at: Span, *marks: Mark, message: str = "m", fix: Fix | None = None) -> Diagnostic:
    return Diagnostic("HW203", "confidence-inflation", "warning", at, message, "w", "n", (), marks, fix)


def test_a_finding_is_a_result_with_its_place_and_its_rule() -> None:
    run = sarif_object([(assess(SourceText("draft.md", INFLATED)).index, assess(SourceText("draft.md", INFLATED)).diagnostics)], version="1.0")["runs"][0]
    found = next(each for each in run["results"] if each["ruleId"] == "HW203")
    assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == "HW203"
    assert found["level"] == "warning"
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "draft.md"}
    assert place["region"] == {
        "startLine": 3,
        "startColumn": 10,
        "endLine": 3,
        "endColumn": 21,
        "charOffset": 44,
        "charLength": 11,
        "snippet": {"text": "very likely"},
    }
    assert run["columnKind"] == "unicodeCodePoints"


def test_second_places_are_linked_from_the_message() -> None:
    found = result(INFLATED, "HW203")
    assert "See [weakest premise (line 1)](1)" in found["message"]["text"]
    assert found["relatedLocations"][0]["id"] == 1
    assert found["relatedLocations"][0]["physicalLocation"]["region"]["charOffset"] == INFLATED.index("likely")
    assert [each["id"] for each in found["relatedLocations"]] == list(range(1, len(found["relatedLocations"]) + 1))


def test_a_finding_about_a_step_leads_from_the_premise_to_the_conclusion() -> None:
    [flow] = result(INFLATED, "HW203")["codeFlows"]
    places = [each["location"] for each in flow["threadFlows"][0]["locations"]]
    assert [place["message"]["text"] for place in places] == ["(1), a premise", "(2), the conclusion"]
    assert [place["physicalLocation"]["region"]["startLine"] for place in places] == [1, 3]


def test_a_loop_ends_where_it_began() -> None:
    loop = "1. The two met, given (2).\n\n2. They agreed, given (1).\n"
    [flow] = result(loop, "HW201")["codeFlows"]
    assert len(flow["threadFlows"][0]["locations"]) == 3


def test_columns_and_offsets_count_code_points() -> None:
    text = "\U0001f30a tide\r\n\r\né́ \U0001f30a surge\r\n"
    at = Span(text.index("surge"), text.index("surge") + 5)
    region = about(SourceText("a", text), finding(at))["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"], region["charOffset"]) == (3, 6, 11, 15)


def test_brackets_in_a_text_make_no_link() -> None:
    source = SourceText("a", "some text")
    run = about(source, finding(Span(0, 4), Mark(Span(5, 9), "see [x](http://evil)"), message="[click](1) here"))
    said = run["results"][0]["message"]["text"]
    assert said.startswith("[click] (1) here. See [see \\[x\\](http://evil) (line 1)](1).")


@pytest.mark.parametrize(
    ("path", "folder", "uri"),
    [
        ("draft.md", None, "draft.md"),
        ("./cases/../a b.md", None, "a%20b.md"),
        ("a:b#c?d%e.md", None, "a%3Ab%23c%3Fd%25e.md"),
        ("é.md", None, "%C3%A9.md"),
        ("/srv/desk/cases/a.md", "/srv/desk", "cases/a.md"),
        ("/srv/other/a b.md", "/srv/desk", "file:///srv/other/a%20b.md"),
        ("/srv/desk..x/a.md", "/srv/desk", "file:///srv/desk..x/a.md"),
    ],
)
def test_paths_are_uris(path: str, folder: str | None, uri: str) -> None:
    assert path_uri(path, folder) == uri


@settings(max_examples=100, derandomize=True)
@given(st.text(st.characters(blacklist_characters="/\\\0", blacklist_categories=["Cs"]), min_size=1).filter(lambda name: name not in (".", "..")))
def test_any_name_can_be_written_as_a_uri(name: str) -> None:
    uri = path_uri(name, None)
    assert unquote(uri) == name
    assert set(uri) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%")


def mark(text: str, code: str = "HW203") -> str:
    return str(result(text, code)["partialFingerprints"]["primaryLocationLineHash"])


def test_a_fingerprint_stays_through_edits_elsewhere() -> None:
    here = mark(INFLATED)
    assert mark("A new opening line.\n\n" + INFLATED) == here
    assert mark(INFLATED.replace("the two met", "the two were in touch")) == here
    assert mark("1. It was raining.\n\n2. It is likely that the two met.\n\n3. It is very likely that they agreed, given (2).\n") == here
    assert mark(INFLATED.replace("agreed", "fell out")) != here


def test_findings_that_are_alike_are_told_apart() -> None:
    twice = INFLATED + "\n3. It is very likely that they agreed, given (1).\n"
    marks = [each["partialFingerprints"]["primaryLocationLineHash"] for each in results(twice) if each["ruleId"] == "HW203"]
    assert len(marks) == len(set(marks)) == 2
    assert mark(INFLATED) == marks[0]


def test_a_fix_is_a_replacement() -> None:
    source = SourceText("a.md", "one\ntwo\n")
    run = about(source, finding(Span(4, 7), fix=Fix(Span(4, 7), "2")))
    [fix] = run["results"][0]["fixes"]
    [change] = fix["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "a.md"}
    [replacement] = change["replacements"]
    assert replacement["insertedContent"] == {"text": "2"}
    region = replacement["deletedRegion"]
    assert source.text[region["charOffset"] : region["charOffset"] + region["charLength"]] == "two"


def test_silenced_findings_are_there_only_for_those_who_ask() -> None:
    text = INFLATED.rstrip() + " <!-- holdwater: allow HW203, agreed with the desk -->\n"
    assert "HW203" not in [each["ruleId"] for each in results(text)]
    assert result(text, "HW203", silenced=True)["suppressions"] == [{"kind": "inSource", "justification": "agreed with the desk"}]
    assert all("suppressions" not in each for each in results(text, silenced=True) if each["ruleId"] != "HW203")


def test_every_rule_is_described_in_order() -> None:
    rules = sarif_object([], version="1.0")["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith(".")
        assert "**Why it matters:**" in rule["help"]["markdown"]
        assert "helpUri" not in rule
    assert json.loads(json.dumps(rules)) == rules


def test_an_incomplete_run_says_so() -> None:
    assert sarif_object([], version="1.0", complete=False)["runs"][0]["invocations"] == [{"executionSuccessful": False}]


def test_a_text_in_one_long_line_is_no_burden() -> None:
    """Work for a finding does not grow with its line: the line is cut, and so are the words that are repeated."""
    text = "word " * 200_000
    source = SourceText("a", text)
    run = about(source, *(finding(Span(at, len(text))) for at in range(0, 1_000_000, 1_000)))
    assert len(run["results"]) == 1000
    assert len(json.dumps(run["results"])) < 1_500_000
