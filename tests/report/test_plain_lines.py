"""Lines that are shown as they are come out as every other line does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdwater.diagnostics import Diagnostic, Mark
from holdwater.report import text as report
from holdwater.source import SourceText, Span

SHAPES = ["The pump failed.", "", "   ", "a\tb", "an ï “b” – é", "e\u0301\xa0", "trailing  ", "x" * 130, "漢字"]
LINES = st.lists(st.sampled_from(SHAPES), max_size=6).map("\n".join)
SPANS = st.tuples(st.integers(0, 200), st.integers(0, 30))
LABELS = st.sampled_from(["", " ", "why", "two  words", "\x1b[31m"])


@given(text=LINES, at=SPANS, marks=st.lists(st.tuples(SPANS, LABELS), max_size=4))
def test_a_plain_line_is_shown_like_any_other(text: str, at: tuple[int, int], marks: list[tuple[tuple[int, int], str]]) -> None:
    def span(pair: tuple[int, int]) -> Span:
        start = min(pair[0], len(text))
        return Span(start, min(len(text), start + pair[1]))

    source = SourceText("log.txt", text)
    finding = Diagnostic("HW000", "x", "note", span(at), "message", "why", "mend", marks=tuple(Mark(span(pair), label) for pair, label in marks))
    shown = report.findings(source, [finding], report.Look())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, "_is_plain", lambda text: False)
        assert shown == report.findings(source, [finding], report.Look())
