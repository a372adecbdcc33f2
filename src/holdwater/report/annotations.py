"""Findings beside the lines of a change: as workflow commands for GitHub Actions, and as a code quality report for GitLab."""

from collections.abc import Iterable, Sequence

from holdwater.diagnostics import Diagnostic
from holdwater.report.address import Fingerprints, relative_path
from holdwater.source import SourceText
from holdwater.typed import Any

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_GRAVITY = {"error": "major", "warning": "minor", "note": "info"}


def github_commands(source: SourceText, diagnostics: Iterable[Diagnostic], *, folder: str | None = None) -> str:
    """A line for each finding, which a runner of GitHub Actions shows beside the text.

    >>> from holdwater.source import Span
    >>> found = Diagnostic("HW301", "no-source", "warning", Span(3, 8), "no source is given for (1)", "w", "name one")
    >>> print(github_commands(SourceText("a.md", "1. Power failed."), [found]).splitlines()[0])
    ::warning file=a.md,line=1,endLine=1,col=4,endColumn=9,title=HW301 no-source::no source is given for (1)%0Awhy: w%0Amend: name one
    """
    path = relative_path(source.name, folder)
    lines = []
    for finding in diagnostics:
        line, column = source.place(finding.at.start)
        end_line, end_column = source.place(max(finding.at.start, finding.at.end))
        properties = {"file": path, "line": line, "endLine": end_line, "col": column, "endColumn": end_column, "title": f"{finding.code} {finding.name}"}
        if end_line != line:  # columns are for one line only
            del properties["col"], properties["endColumn"]
        given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        said = "\n".join(" ".join(part.split()) for part in (finding.message, f"why: {finding.why}", f"mend: {finding.mend}"))
        lines.append(f"::{_COMMANDS[finding.severity]} {given}::{_data(said)}\n")
    return "".join(lines)


def gitlab_object(checked: Iterable[tuple[SourceText, Sequence[Diagnostic]]], *, folder: str | None = None) -> list[dict[str, Any]]:
    """What GitLab shows of code quality: an entry for each finding, with a fingerprint that no other has."""
    entries = []
    for source, diagnostics in checked:
        path = relative_path(source.name, folder)
        marks = Fingerprints(source)
        for finding in diagnostics:
            begin, _ = source.place(finding.at.start)
            end, _ = source.place(max(finding.at.start, finding.at.end))
            entries.append(
                {
                    "type": "issue",
                    "check_name": f"{finding.code} {finding.name}",
                    "description": f"{finding.code} {' '.join(finding.message.split())}",
                    "content": {"body": f"{' '.join(finding.why.split())}. Mend: {' '.join(finding.mend.split())}"},
                    "categories": ["Clarity"],
                    "severity": _GRAVITY[finding.severity],
                    "fingerprint": f"{path}:{marks.of(finding)}",
                    "location": {"path": path, "lines": {"begin": begin, "end": end}},
                }
            )
    return entries


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
