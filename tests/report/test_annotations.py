"""What GitHub and GitLab are told: one line or entry for each finding, and nothing of a text that they would act on."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.diagnostics import Diagnostic
from holdwater.report.annotations import github_commands, gitlab_object
from holdwater.source import SourceText, Span


def finding(at: Span, message: str = "m", severity: str = "warning") -> Diagnostic:
    return Diagnostic("HW203", "confidence-inflation", severity, at, message, "w", "n")  # type: ignore[arg-type]


def test_an_annotation_says_where_and_what() -> None:
    source = SourceText("./cases/a,b.md", "one\ntwo: 50%\n")
    assert github_commands(source, [finding(Span(4, 7), "100 % of\nit", "note")]) == (
        "::notice file=cases/a%2Cb.md,line=2,endLine=2,col=1,endColumn=4,title=HW203 confidence-inflation::100 %25 of it%0Awhy: w%0Amend: n\n"
    )


def test_columns_are_left_out_over_several_lines() -> None:
    said = github_commands(SourceText("a.md", "one\ntwo\n"), [finding(Span(0, 7), severity="error")])
    assert said.startswith("::error file=a.md,line=1,endLine=2,title=")


@settings(max_examples=200, derandomize=True)
@given(st.text(), st.text())
def test_nothing_in_a_name_or_a_finding_begins_a_command_of_its_own(name: str, message: str) -> None:
    said = github_commands(SourceText(name or "a", "some text"), [finding(Span(0, 4), message)])
    lines = re.split("[\r\n]", said)
    assert lines[1:] == [""]
    head, _, data = lines[0].removeprefix("::warning ").partition("::")
    assert [each.partition("=")[0] for each in head.split(",")] == ["file", "line", "endLine", "col", "endColumn", "title"]
    assert re.fullmatch("(?:[^%]|%25|%0A|%0D)*", data)


def test_gitlab_tells_alike_findings_apart() -> None:
    source = SourceText("a.md", "one\none\n")
    entries = gitlab_object([(source, [finding(Span(0, 3)), finding(Span(4, 7))]), (SourceText("b.md", "one\n"), [finding(Span(0, 3), severity="error")])])
    assert [(each["location"]["path"], each["location"]["lines"]["begin"], each["severity"]) for each in entries] == [
        ("a.md", 1, "minor"),
        ("a.md", 2, "minor"),
        ("b.md", 1, "major"),
    ]
    assert len({each["fingerprint"] for each in entries}) == 3
    assert gitlab_object([]) == []
