"""The document holds text that its readers do not see.

Why it matters: what is hidden on a page or in a file was written for somebody else than its reader: for a machine that reads along, for an
earlier version, for nobody. It says nothing on the author's argument, and holdwater reads no points in it.
Mend: look at the original; where the words belong to the text, make them visible, else take them out.
Stays quiet: on plain text, in which nothing can be hidden by style; on menus and buttons of a page; on comments in its source.
Source: K. Greshake et al., Not what you've signed up for: compromising real-world LLM-integrated applications with indirect prompt injection
(2023), on text hidden from people and meant for machines.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.source import Passage, Span

CODE, NAME = "HW130", "hidden-text"
SEVERITY: Severity = "warning"
_SHOWN = 10
"""Further passages that are pointed at."""


def check(view: View) -> Iterator[Diagnostic]:
    """One finding for each way of hiding."""
    ways: dict[str, list[Passage]] = {}
    for passage in view.case.source.hidden:
        ways.setdefault(passage.what, []).append(passage)
    for what, passages in ways.items():
        first, *others = passages
        words = " ".join(view.text[first.at.start : first.at.end].split())
        shown = words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0] + " …"
        place = view.case.source.original_place(first.at.start)
        more = f", and {len(others)} more like it" if others else ""
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=Span(first.at.start, min(first.at.end, first.at.start + 400)),
            message=f"“{shown}”{more}: {what}" + (f" ({place})" if place else ""),
            why="readers of the original do not see it, so it is set behind the text and no point is read in it",
            mend="look at the original: make it visible if it belongs to the text, else take it out",
            marks=tuple(Mark(Span(each.at.start, min(each.at.end, each.at.start + 400)), "hidden too") for each in others[:_SHOWN]),
        )
