"""Findings as SARIF 2.1.0, for code hosts and editors: a pure function from what was checked to plain data.

Columns, offsets and lengths count code points, and the file says so (`columnKind`). What it cannot carry: how findings explain one another
beyond the marks, and the points' said and held.
"""

from collections.abc import Iterable, Sequence

from holdwater.case.index import Index
from holdwater.check.rules import RULES, Rule, load
from holdwater.diagnostics import Diagnostic
from holdwater.report.address import Fingerprints, path_uri
from holdwater.source import SourceText, Span
from holdwater.typed import Any

Data = dict[str, Any]
"""A JSON object."""

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_MARKS = 90
"""Related locations of one result; readers take up to 100 and cut off the rest."""
MOST_STEPS = 90
"""Places on one path from premise to conclusion."""
MOST_PATHS = 10
"""Such paths of one result."""
LONGEST_SNIPPET = 500
"""Code points of marked text that are given along; of more the place says enough."""

_FAMILIES = {"1": "form", "2": "inference", "3": "sources", "4": "wording", "5": "hypotheses", "6": "numbers", "7": "time-and-place"}
_PRECISION = {"error": "very-high", "warning": "medium", "note": "low"}
_URGENCY = {"error": "error", "warning": "warning", "note": "recommendation"}


def sarif_object(
    checked: Iterable[tuple[Index, Sequence[Diagnostic]]], *, version: str, folder: str | None = None, complete: bool = True
) -> Data:
    """One run over the texts: every rule, and a result for each finding; silenced ones, where they are there, with their reason.

    version: of holdwater. folder: absolute paths inside it are written relative to it. complete: whether every text could be read.
    """
    numbers = {rule.code: number for number, rule in enumerate(RULES)}
    results: list[Data] = []
    for index, diagnostics in checked:
        source = index.case.source
        text = _Text(index, path_uri(source.name, folder))
        marks = Fingerprints(source)
        results += [text.result(finding, numbers[finding.code], marks.of(finding)) for finding in diagnostics]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "holdwater",
                        "version": version,
                        "semanticVersion": version,
                        "shortDescription": {"text": "Checks what a conclusion rests on, and how far that goes."},
                        "language": "en",
                        "rules": [_rule(rule) for rule in RULES],
                    }
                },
                "invocations": [{"executionSuccessful": complete}],
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\n", "\r"],
                "results": results,
            }
        ],
    }


def _rule(rule: Rule) -> Data:
    paragraphs = _paragraphs(load(rule).__doc__ or "")
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": paragraphs[0]},
        "fullDescription": {"text": " ".join(paragraphs[:2])},
        "help": {"text": "\n\n".join(paragraphs), "markdown": "\n\n".join(_bold(paragraph) for paragraph in paragraphs)},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {
            "tags": [_FAMILIES[rule.code[2]], rule.name],
            "precision": _PRECISION[rule.severity],
            "problem.severity": _URGENCY[rule.severity],
        },
    }


_HEADS = ("Why it matters", "Mend", "Stays quiet", "Source")


def _paragraphs(text: str) -> list[str]:
    """The explanation of a rule, a paragraph from each of its headings on."""
    found: list[str] = []
    fresh = True
    for line in text.strip().splitlines():
        bare = line.strip()
        if not bare:
            fresh = True
        elif fresh or bare.partition(":")[0] in _HEADS:
            found.append(bare)
            fresh = False
        else:
            found[-1] += " " + bare
    return found


def _bold(paragraph: str) -> str:
    head, colon, rest = paragraph.partition(":")
    return f"**{head}:**{rest}" if colon and head in _HEADS else paragraph


class _Text:
    """One text, and how its findings are written."""

    def __init__(self, index: Index, uri: str) -> None:
        self.index = index
        self.source: SourceText = index.case.source
        self.uri = uri

    def result(self, finding: Diagnostic, number: int, mark: str) -> Data:
        related = [self._location(each.at, each.label) for each in finding.marks[:MOST_MARKS]]
        data: Data = {
            "ruleId": finding.code,
            "ruleIndex": number,
            "level": finding.severity,
            "message": {"text": self._message(finding)},
            "locations": [self._location(finding.at, snippet=True)],
            "partialFingerprints": {"primaryLocationLineHash": mark},
        }
        if related:
            data["relatedLocations"] = [{"id": place, **location} for place, location in enumerate(related, start=1)]
        flows = self._flows(finding)
        if flows:
            data["codeFlows"] = flows
        if finding.fix is not None:
            replacement = {"deletedRegion": self._region(finding.fix.at), "insertedContent": {"text": finding.fix.text}}
            change = {"artifactLocation": {"uri": self.uri}, "replacements": [replacement]}
            data["fixes"] = [{"description": {"text": _sentence(finding.mend)}, "artifactChanges": [change]}]
        if finding.silenced is not None:
            data["suppressions"] = [{"kind": "inSource", "justification": finding.silenced}]
        return data

    def _message(self, finding: Diagnostic) -> str:
        """The finding, its second places as links, its reason and what mends it. The first sentence stands alone."""
        parts = [_sentence(finding.message)]
        if finding.marks:
            links = [
                f"[{_linked(each.label) or 'this'} (line {self.source.place(each.at.start)[0]})]({number})"
                for number, each in enumerate(finding.marks[:MOST_MARKS], start=1)
            ]
            parts.append(f"See {', '.join(links)}.")
        parts += [f"Why: {_sentence(finding.why)}", f"Mend: {_sentence(finding.mend)}"]
        return " ".join(parts)

    def _location(self, at: Span, label: str = "", *, snippet: bool = False) -> Data:
        region = self._region(at)
        if snippet and 0 < at.end - at.start <= LONGEST_SNIPPET:
            region["snippet"] = {"text": self.source.quote(at)}
        data: Data = {"physicalLocation": {"artifactLocation": {"uri": self.uri}, "region": region}}
        if label:
            data["message"] = {"text": _plain(label)}
        return data

    def _region(self, at: Span) -> Data:
        line, column = self.source.place(at.start)
        end_line, end_column = self.source.place(max(at.start, at.end))
        return {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": at.start,
            "charLength": max(0, at.end - at.start),
        }

    def _flows(self, finding: Diagnostic) -> list[Data]:
        """From each premise that the finding names, by the steps between, to the conclusion at fault."""
        if not finding.points or finding.points[0] not in self.index.claims:
            return []
        named = frozenset(finding.points)
        end = finding.points[0]
        flows = []
        for premise in self._below(end, named)[:MOST_PATHS]:
            path = [premise]
            seen = {premise}
            while len(path) < MOST_STEPS and (further := next((id for id in self._below(path[-1], named) if id not in seen), None)) is not None:
                path.append(further)
                seen.add(further)
                if further == end:
                    break
            places = [
                {"location": self._location(self.index.claims[id].at, f"({id}), a premise"), "importance": "essential"} for id in reversed(path)
            ]
            last = {"location": self._location(finding.at, f"({end}), the conclusion"), "importance": "essential"}
            flows.append({"message": {"text": f"From ({path[-1]}) to ({end})."}, "threadFlows": [{"locations": [*places, last]}]})
        return flows

    def _below(self, id: str, named: frozenset[str]) -> list[str]:
        """The premises of a point that the finding names, too."""
        return [
            premise
            for premise in dict.fromkeys(premise for step in self.index.steps(id) for premise in step.premises)
            if premise in named and premise in self.index.claims
        ]


def _sentence(text: str) -> str:
    plain = _plain(text)
    return plain if plain.endswith((".", "?", "!", "…")) else plain + "."


def _plain(text: str) -> str:
    """On one line, and nothing in it a link."""
    return " ".join(text.split()).replace("](", "] (")


def _linked(text: str) -> str:
    """As the text of a link: its brackets stand for themselves."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
