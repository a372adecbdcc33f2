"""What can be done about a place at one stroke: mend a finding, silence its rule with a reason, take a proposal as one's own or turn it down."""

from collections.abc import Iterator

from holdwater.case.proposals import Item, items_of, points_of
from holdwater.diagnostics import Diagnostic
from holdwater.propose.decide import Impossible, accept, list_open, reject
from holdwater.serve.analysis import Known, findings_at
from holdwater.serve.edits import Edit, difference, newline_of
from holdwater.serve.labels import find_item
from holdwater.source import Span
from holdwater.typed import Literal, NamedTuple

REASON = "reason"
"""Stands where the person is to say why."""

_LONGEST_MEND = 90
_MOST_PROPOSALS = 6  # decided on at one place


class Action(NamedTuple):
    """Something to choose, and the edits that it makes.

    mend: of one finding; silence: of its rule; accept, reject: a proposal; mend all: of the file. why_not: why it cannot be done, without edits.
    """

    title: str
    kind: Literal["mend", "silence", "accept", "reject", "mend all"]
    edits: tuple[Edit, ...]
    finding: Diagnostic | None = None
    why_not: str | None = None


def find_actions(known: Known, at: Span) -> tuple[Action, ...]:
    """What can be done about a stretch of text: the mends first, then what silences, then what decides on proposals."""
    found = findings_at(known.assessment.diagnostics, at)
    mends = [_mend(finding) for finding in found if finding.fix is not None]
    silences = [action for finding in _each_rule_once(found) for action in _silence(known, finding)]
    return (*mends, *silences, *_decide(known, at))


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
    claims = points_of(case)
    if case.form != "case" or not any(_touches(claim.item, at) for claim in claims):
        return False
    numbers = [claim.id for claim in claims if claim.parent is None and claim.id.isascii() and claim.id.isdecimal()]
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


def _decide(known: Known, at: Span) -> Iterator[Action]:
    """For each proposal that is touched: its question mark away, so that it counts; or out with it, kept as rejected. As `holdwater review` does it."""
    case = known.assessment.index.case
    spans = [_own(proposal.item) for proposal in case.proposed]
    spans += [field.at for item, _ in items_of(case) for field in item.fields if field.proposed]
    if case.form != "case" or not any(_touches(span, at) for span in spans):  # before the text is read again
        return
    name, text = known.source.name, known.source.text
    touched = [one for one in list_open(name, text) if _touches(_own(one.item) if one.field is None else one.at, at)]
    for one in touched[:_MOST_PROPOSALS]:
        shown = " ".join(text[one.at.start : one.at.end].split())
        what = one.name if one.field is None else f"“{shown if len(shown) < 50 else shown[:49] + '…'}” of {one.name}"
        title = f"Take {what} as your own: it then counts"
        try:
            accept(name, text, one)
            yield Action(title, "accept", tuple(Edit(Span(mark, mark + 1), "") for mark in one.mark))
        except Impossible as reason:
            yield Action(title, "accept", (), why_not=str(reason))
        title = f"Reject {what}: it goes, and is not proposed again"
        try:
            yield Action(title, "reject", difference(text, reject(name, text, one)[0]))
        except Impossible as reason:
            yield Action(title, "reject", (), why_not=str(reason))


def _own(item: Item) -> Span:
    """An item without its fields: from its bullet to the end of its own words."""
    return Span(item.item.start, max(item.item.start, item.at.end))


def _touches(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end
