"""What can be done about a place at one stroke: mend a finding, silence its rule with a reason, take a proposal as one's own."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from holdwater.case.types import Claim, Field
from holdwater.diagnostics import Diagnostic
from holdwater.serve.analysis import Known, findings_at
from holdwater.serve.edits import Edit, newline_of
from holdwater.serve.labels import Item, find_item, items
from holdwater.source import Span

REASON = "reason"
"""Stands where the person is to say why."""

_LONGEST_MEND = 90


class Action(NamedTuple):
    """Something to choose, and the edits that it makes. mend: of one finding; silence: of its rule; accept: a proposal; mend all: of the file."""

    title: str
    kind: Literal["mend", "silence", "accept", "mend all"]
    edits: tuple[Edit, ...]
    finding: Diagnostic | None = None


def find_actions(known: Known, at: Span) -> tuple[Action, ...]:
    """What can be done about a stretch of text: the mends first, then what silences, then what accepts."""
    found = findings_at(known.assessment.diagnostics, at)
    mends = [_mend(finding) for finding in found if finding.fix is not None]
    silences = [action for finding in _each_rule_once(found) for action in _silence(known, finding)]
    return (*mends, *silences, *_accept(known, at))


def mend_all(known: Known) -> Action | None:
    """Every fix of the file at once, those apart that would overlap another; None where there is none."""
    edits: list[Edit] = []
    end = -1
    for finding in sorted(
        (finding for finding in known.assessment.diagnostics if finding.fix is not None), key=lambda finding: finding.fix or ()
    ):
        fix = finding.fix
        if fix is not None and fix.at.start > end:
            edits.append(Edit(fix.at, fix.text))
            end = max(fix.at.end, fix.at.start)
    return Action("Mend all that can be mended safely", "mend all", tuple(edits)) if edits else None


def is_misnumbered(known: Known, at: Span) -> bool:
    """Whether a stretch of text touches a point of a case whose numbered points are not 1, 2, 3 … in order (see `case.renumber`)."""
    case = known.assessment.index.case
    if case.form != "case" or not any(claim.item.start <= at.end and at.start <= claim.item.end for claim in case.claims):
        return False
    numbers = [claim.id for claim in case.claims if claim.parent is None and claim.id.isascii() and claim.id.isdecimal()]
    return numbers != [str(number) for number in range(1, len(numbers) + 1)]


def _each_rule_once(found: list[Diagnostic]) -> Iterator[Diagnostic]:
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for finding in found:
        key = finding.code, finding.points[:1]
        if key not in seen:
            seen.add(key)
            yield finding


def _mend(finding: Diagnostic) -> Action:
    assert finding.fix is not None
    title = finding.mend if len(finding.mend) <= _LONGEST_MEND else finding.mend[: _LONGEST_MEND - 1] + "…"
    return Action(f"{finding.code}: {title}", "mend", (Edit(finding.fix.at, finding.fix.text),), finding)


def _silence(known: Known, finding: Diagnostic) -> Iterator[Action]:
    """For a finding about an item of a case a field, else a comment. An error, and a test of the case, is to be mended, not silenced."""
    index = known.assessment.index
    if finding.severity == "error" or any(each.at.overlaps(finding.at) for each in index.case.expects):
        return
    named = find_item(index, finding.points[0]) if index.case.form == "case" and finding.points else None
    edit = _field_for(known, named[1], f"allow {finding.code}: {REASON}") if named is not None else _comment_for(known, finding)
    if edit is not None:
        where = "here" if named is not None else "in this paragraph"
        yield Action(f"Silence {finding.code} {where}, with a reason", "silence", (edit,), finding)


def _field_for(known: Known, item: Item, field: str) -> Edit | None:
    """A field of an item's own, in front of those that it has, in their column."""
    source, text = known.source, known.source.text
    own = [each for each in item.fields if each.at.start >= item.at.end]
    if own:
        start = source.line(source.place(own[0].at.start)[0]).start
        lead = text[start : own[0].at.start]
        if lead.strip() in ("-", "*", "+"):
            return Edit(Span(start, start), f"{lead}{field}{newline_of(text)}")
    column = item.item.start - source.line(source.place(item.item.start)[0]).start
    if text[source.line(source.place(item.item.start)[0]).start : item.item.start].strip():
        return None
    wide = 2 if text[item.item.start : item.item.start + 1] in ("-", "*", "+") else max(4, _marker_width(text, item.item.start))
    end = source.line(source.place(max(item.at.end, item.item.start))[0]).end
    return Edit(Span(end, end), f"{newline_of(text)}{' ' * (column + wide)}- {field}")


def _marker_width(text: str, start: int) -> int:
    """The width of `7. ` or `123. `."""
    at = start
    while text[at : at + 1].isdecimal():
        at += 1
    return at + 2 - start


def _comment_for(known: Known, finding: Diagnostic) -> Edit | None:
    """A comment at the end of the paragraph; over a heading, a paragraph of its own before it."""
    source, text = known.source, known.source.text
    case, newline = known.assessment.index.case, newline_of(text)
    if any(field.at.overlaps(finding.at) for field in case.front):
        return None
    comment = f"<!-- holdwater: allow {finding.code}, {REASON} -->"
    line = source.line(source.place(finding.at.start)[0])
    if text[line.start : line.end].lstrip().startswith("#"):
        return Edit(Span(line.start, line.start), comment + newline * 2)
    end = text.find(newline * 2, finding.at.start)
    end = len(text) if end < 0 else end
    end = finding.at.start + len(text[finding.at.start : end].rstrip())
    return Edit(Span(end, end), f" {comment}")


def _accept(known: Known, at: Span) -> Iterator[Action]:
    """Takes the question mark of a proposal away, so that it counts."""
    text = known.source.text
    if known.assessment.index.case.form != "case":
        return
    for _, item in items(known.assessment.index):
        if item.item.start <= at.end and at.start <= item.item.end:
            for field in item.fields:
                if field.proposed and field.at.start <= at.end and at.start <= field.at.end:
                    mark = _question_mark(text, field)
                    if mark is not None:
                        shown = " ".join(text[field.at.start : field.at.end].split())
                        holder = f"({item.id})" if isinstance(item, Claim) else item.id
                        title = f"Take “{shown if len(shown) < 50 else shown[:49] + '…'}” of {holder} as your own: it then counts"
                        yield Action(title, "accept", (Edit(mark, ""),))


def _question_mark(text: str, field: Field) -> Span | None:
    """The mark that makes a field a proposal: before its colon, or at the end of a lone term."""
    end = field.at.end if field.value_at == field.at else field.value_at.start
    at = text.find("?", field.at.start, end) if field.value_at != field.at else text.rfind("?", field.at.start, end)
    return Span(at, at + 1) if at >= 0 else None
