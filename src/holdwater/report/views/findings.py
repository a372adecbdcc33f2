"""Findings with their numbers and places, those of one place together, the one that explains most first."""

from collections.abc import Mapping, Sequence

from holdwater.case.index import Index
from holdwater.diagnostics import SEVERITIES, Diagnostic, Severity
from holdwater.source import Span
from holdwater.typed import NamedTuple

_FAMILIES = ["HW2", "HW6", "HW5", "HW3", "HW7", "HW4", "HW1"]
"""Which finding of one place explains most: a fault in the step before a number that follows from it, wording and form last."""


class Finding(NamedTuple):
    """A diagnostic with its place as line and column; `others` are the second places with what they have to do with it."""

    number: int
    code: str
    name: str
    severity: Severity
    message: str
    why: str
    mend: str
    at: Span
    line: int
    column: int
    points: tuple[str, ...]
    others: tuple[tuple[int, str], ...]  # line, label


class Group(NamedTuple):
    """Findings of one place. `number` is printed beside the text, `point` the id it is filed under, None for the text as a whole."""

    number: int
    point: str | None
    at: Span
    findings: tuple[Finding, ...]

    @property
    def lead(self) -> Finding:
        return self.findings[0]


def group_findings(index: Index, diagnostics: Sequence[Diagnostic]) -> tuple[Group, ...]:
    """All findings in text order of their groups. Findings about one point that share a place are one group."""
    source = index.case.source
    filed: dict[object, list[Diagnostic]] = {}
    ends: dict[object, int] = {}
    for diagnostic in sorted(diagnostics, key=lambda one: (one.at.start, one.at.end)):
        point = next((id for id in diagnostic.points if id in index.claims), None)
        key: object = point
        if point is None:
            key = ("place", diagnostic.at.start)
            last = next(reversed(filed), None)
            if isinstance(last, tuple) and diagnostic.at.start < ends[last]:
                key = last
        filed.setdefault(key, []).append(diagnostic)
        ends[key] = max(ends.get(key, 0), diagnostic.at.end)
    groups: list[Group] = []
    number = 0
    for key, members in filed.items():
        ranked = sorted(members, key=_rank)
        findings = []
        for diagnostic in ranked:
            number += 1
            line, column = source.place(min(diagnostic.at.start, len(source.text)))
            others = tuple((source.place(min(mark.at.start, len(source.text)))[0], mark.label) for mark in diagnostic.marks)
            findings.append(
                Finding(
                    number,
                    diagnostic.code,
                    diagnostic.name,
                    diagnostic.severity,
                    diagnostic.message,
                    diagnostic.why,
                    diagnostic.mend,
                    diagnostic.at,
                    line,
                    column,
                    diagnostic.points,
                    others,
                )
            )
        groups.append(Group(len(groups) + 1, key if isinstance(key, str) else None, findings[0].at, tuple(findings)))
    return tuple(groups)


def by_point(groups: Sequence[Group]) -> dict[str, Group]:
    """The group of each point that has one."""
    return {group.point: group for group in groups if group.point is not None}


def choose(index: Index, groups: Sequence[Group], conclusions: Sequence[str], most: int = 4) -> tuple[Finding, ...]:
    """The few findings that matter most: the gravest, at the main conclusion and what it rests on before the rest."""
    near: dict[str, int] = {}
    for rank, id in enumerate(conclusions[:1]):
        for below in index.below(id):
            near[below] = 2
        near[id] = rank
    later = dict.fromkeys(conclusions[1:], 1)

    offered = [(group, group.lead) for group in groups]
    # the main conclusion may have more than one grave fault: each is shown by itself
    offered += [
        (group, finding)
        for group in groups
        if conclusions and group.point == conclusions[0]
        for finding in group.findings[1:]
        if finding.severity != "note"
    ]

    def weight(pair: tuple[Group, Finding]) -> tuple[int, int, tuple[int, int, str, int]]:
        point, finding = pair[0].point or "", pair[1]
        return -SEVERITIES.index(finding.severity), near.get(point, later.get(point, 3)), _rank_finding(finding)

    return tuple(finding for _, finding in sorted(offered, key=weight)[:most])


def tally(groups: Sequence[Group]) -> Mapping[Severity, int]:
    """How many findings of each severity, the gravest first."""
    counts: dict[Severity, int] = dict.fromkeys(reversed(SEVERITIES), 0)
    for group in groups:
        for finding in group.findings:
            counts[finding.severity] += 1
    return counts


def _rank(diagnostic: Diagnostic) -> tuple[int, int, str, int]:
    return _key(diagnostic.code, diagnostic.severity, diagnostic.at.start)


def _rank_finding(finding: Finding) -> tuple[int, int, str, int]:
    return _key(finding.code, finding.severity, finding.at.start)


def _key(code: str, severity: Severity, start: int) -> tuple[int, int, str, int]:
    family = code[:3]
    return -SEVERITIES.index(severity), _FAMILIES.index(family) if family in _FAMILIES else len(_FAMILIES), code, start
