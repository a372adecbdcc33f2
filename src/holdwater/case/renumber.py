"""The points of a case numbered 1, 2, 3 … in their order, with every reference to them: in fields and prose, in `Expect` and `allow` lines.

Only top-level labels that are plain numbers are given new ones; parts follow the point they belong to (7a under 7 becomes 5a under 5). Words of
others stay: those of quotes, code and block quotes. So does every other character of the file.
"""

import re

from holdwater.case.index import Index
from holdwater.case.inline import drop_comments, find_references
from holdwater.case.parse import Parsed, parse
from holdwater.case.proposals import points_of
from holdwater.case.types import Case, Field
from holdwater.source import SourceText, Span
from holdwater.typed import Any, NamedTuple


class Renumbered(NamedTuple):
    """The text and, for every point whose label changes, its new one. trouble: why nothing was done, and what mends that."""

    text: str
    labels: dict[str, str]
    trouble: tuple[str, str] | None = None


_REFERENCE = re.compile(r"\(\s*([^\W_][\w.-]*)\s*\)")
_BARE = re.compile(r"[^\W_][\w.-]*")
_LINES = frozenset(("because", "against", "undercuts", "explains", "superseded by"))
"""Fields whose values begin with references to points."""


def renumber(source: SourceText) -> Renumbered:
    """The text with its points numbered in order. Numbering it again changes nothing, and it parses to the same case under the new labels.

    The latter is checked here, not hoped for: where a reference could come to mean something else nothing is done.

    >>> renumber(SourceText("case.md", "## Points\\n\\n- **3** It rained.\\n- **8** It flooded.\\n  - because: (3)\\n")).text
    '## Points\\n\\n- **1** It rained.\\n- **2** It flooded.\\n  - because: (1)\\n'
    """
    parsed = parse(source)
    fault = next((finding for finding in parsed.diagnostics if finding.severity == "error"), None)
    if fault is not None:
        line, _ = source.place(fault.at.start)
        what = f"cannot be renumbered while it is not read as meant (line {line}, {fault.code}: {fault.message})"
        return Renumbered(source.text, {}, (what, "see what holdwater check --select HW1 says, and mend that first"))
    labels = _number(parsed.case)
    if not labels:
        return Renumbered(source.text, {})
    taken = _taken(parsed.case, labels)
    if taken is not None:
        what = f"cannot be renumbered: ({taken[0]}) would become ({taken[1]}), and there is one already"
        return Renumbered(source.text, {}, (what, "give one of the two another label by hand"))
    places = find_places(parsed.case)
    text, moved = _replace(source.text, places, labels)
    told = parse(SourceText(source.name, text))
    if find_places(told.case) != moved or not _alike(_meaning(parsed), _meaning(told), labels):
        what = "cannot be renumbered: something in it would be read otherwise, such as a number in parentheses that is no label yet"
        return Renumbered(source.text, {}, (what, "see what holdwater check says of its references, or put a backslash before such a parenthesis"))
    return Renumbered(text, labels)


def find_places(case: Case) -> list[tuple[Span, str]]:
    """Where labels stand in a case file, each with its label, in text order: where items begin, and in every reference."""
    index = Index(case)
    text = case.source.text
    found: dict[Span, str] = {}
    for claim in points_of(case):
        if claim.label_at is not None:
            found[claim.label_at] = claim.id
        for field in claim.fields:
            found.update(_in_field(text, field))
    for proposal in case.proposed:
        for field in proposal.item.fields:
            found.update(_in_field(text, field))
    for citation in (*case.references, *case.proposed_references):
        at = text.find(citation.target, citation.at.start, citation.at.end)
        found[Span(at, at + len(citation.target))] = citation.target
    for span in (*(expect.at for expect in case.expects), *(allow.at for allow in case.allows)):
        for reference in find_references(text[span.start : span.end]):
            if not reference.note and index.resolves(reference.target):
                start = span.start + reference.start + 1
                found[Span(start, start + len(reference.target))] = reference.target
    return sorted(found.items())


def _in_field(text: str, field: Field) -> dict[Span, str]:
    """The labels in a field that names points."""
    if field.name not in _LINES:
        return {}
    start = field.value_at.start
    raw = drop_comments(text[start : field.value_at.end])
    found = {Span(start + match.start(1), start + match.end(1)): match[1] for match in _REFERENCE.finditer(raw)}
    if not found and field.name in ("explains", "superseded by"):  # labels alone, without parentheses
        found = {Span(start + match.start(), start + match.end()): match[0] for match in _BARE.finditer(raw)}
    return found


def _number(case: Case) -> dict[str, str]:
    """The labels that change, each with its new one."""
    labels: dict[str, str] = {}
    count = 0
    for claim in points_of(case):
        if claim.parent is None and claim.id.isascii() and claim.id.isdecimal():
            count += 1
            labels[claim.id] = str(count)
        elif claim.parent in labels and claim.id.startswith(claim.parent) and not claim.id[len(claim.parent) :][:1].isdecimal():
            labels[claim.id] = labels[claim.parent] + claim.id[len(claim.parent) :]
    return {old: new for old, new in labels.items() if old != new}


def _taken(case: Case, labels: dict[str, str]) -> tuple[str, str] | None:
    """A label, and its new one, that something else will have."""
    owners: dict[str, str] = {}
    for label in (*Index(case).labels, *(proposal.item.id for proposal in case.proposed)):
        new = labels.get(label, label)
        other = owners.setdefault(new, label)
        if other != label:
            return (label, new) if label in labels else (other, new)
    return None


def _replace(text: str, places: list[tuple[Span, str]], labels: dict[str, str]) -> tuple[str, list[tuple[Span, str]]]:
    """The text under its new labels, and where these stand in it."""
    pieces: list[str] = []
    moved: list[tuple[Span, str]] = []
    at = size = 0
    for span, label in places:
        new = labels.get(label, text[span.start : span.end])
        size += span.start - at
        pieces += (text[at : span.start], new)
        moved.append((Span(size, size + len(new)), labels.get(label, label)))
        size += len(new)
        at = span.end
    return "".join((*pieces, text[at:])), moved


def _meaning(parsed: Parsed) -> Any:
    return parsed.case, [(finding.code, finding.points) for finding in parsed.diagnostics]


def _alike(before: Any, after: Any, labels: dict[str, str]) -> bool:
    """Whether two values are the same but for offsets and for labels that have new names; records go down as far as they do."""
    if isinstance(before, str):
        if before == after:
            return True
        if not isinstance(after, str):
            return False
        if labels.get(before) == after:
            return True
        ours, theirs = _REFERENCE.split(before), _REFERENCE.split(after)
        return len(ours) == len(theirs) and all(
            one == other or (place % 2 == 1 and labels.get(one) == other) or (place % 2 == 0 and _alike_bare(one, other, labels))
            for place, (one, other) in enumerate(zip(ours, theirs, strict=True))
        )
    if isinstance(before, (Span, SourceText)):
        return type(before) is type(after)
    if isinstance(before, (tuple, list)):
        return type(before) is type(after) and len(before) == len(after) and all(map(_alike, before, after, [labels] * len(before)))
    return bool(before == after)


def _alike_bare(before: str, after: str, labels: dict[str, str]) -> bool:
    """Whether two lists of labels, without parentheses, name the same points."""
    ours, theirs = before.split(","), after.split(",")
    return len(ours) == len(theirs) and all(
        one.strip() == other.strip() or labels.get(one.strip()) == other.strip() for one, other in zip(ours, theirs, strict=True)
    )
