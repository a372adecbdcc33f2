"""References and comments in the prose of a case, and what every reference leads to once all items are known."""

import re

from holdwater.case.blocks import Block
from holdwater.case.inline import find_inert, find_references, read_text
from holdwater.case.notebook import CALLED, FITS, Notebook, shorten
from holdwater.case.types import Allow, Citation, Claim, Question, Watch
from holdwater.source import Span

_ALLOW = re.compile(r"\s*(HW[0-9]{1,3})\b\s*[,:]?\s*", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
_LABEL_SHAPE = re.compile(r"([^\W\d_]*)(\d+(?:\.\d+)*)([a-z]?)")


def read_prose(book: Notebook, block: Block, id: str | None, *, inside: bool = False, mentions: bool = True) -> None:
    """References and comments in prose. Quotes and code are other people's words. `inside`: the prose belongs to the point `id`."""
    waiting = [block]
    while waiting:
        one = waiting.pop()
        if one.kind in ("list", "item"):
            waiting.extend(reversed(one.children))
        elif one.kind == "html":
            read_comments(book, one.at, id)
        elif one.kind in ("paragraph", "heading") and one.lines:
            at = Span(one.lines[0].start, one.lines[-1].end)
            if mentions:
                read_references(book, at, id if inside else None, id)
            else:
                read_comments(book, at, id)


def read_references(book: Notebook, at: Span, point: str | None, scope: str | None, *, comments: bool = True) -> None:
    """The references in a stretch of prose. `point`: the point that makes them. `scope`: what an `allow` in it holds for."""
    raw = book.text[at.start : at.end]
    if "(" not in raw and "[^" not in raw and "<!--" not in raw:
        return
    if comments and "<!--" in raw:
        read_comments(book, at, scope)
    if "[^" in raw:
        for note in _FOOTNOTE.finditer(raw):
            book.footnotes.add(note[1])
    for target, start, end, is_note in find_references(raw):
        if is_note and raw.startswith(":", end) and (start == 0 or raw[start - 1] in "\r\n"):
            continue
        book.mentions.append((point, Span(at.start + start, at.start + end), target, is_note))


def read_comments(book: Notebook, at: Span, scope: str | None) -> None:
    """`<!-- holdwater: allow HW305, reason -->`; other comments are nobody's business."""
    raw = book.text[at.start : at.end]
    if "holdwater:" not in raw:
        return
    for kind, start, end in find_inert(raw):
        if kind != "comment":
            continue
        body = raw[start + 4 : max(start + 4, end - 3)]
        if not body.lstrip().startswith("holdwater:"):
            continue
        low = start + 4 + body.index("holdwater:") + len("holdwater:")
        order = raw[low : end - 3]
        bare = order.strip()
        place = Span(at.start + low + len(order) - len(order.lstrip()), at.start + low + len(order.rstrip()))
        if bare.startswith("allow") and bare[5:6].isspace():
            read_allow(book, bare[5:], place, scope)
        else:
            book.find(
                "HW112", place, f"“{shorten(bare)}” is nothing that a comment can ask of holdwater", "a comment can only silence a rule",
                "write `<!-- holdwater: allow HW305, the reason -->`",
            )  # fmt: skip


def read_allow_list(book: Notebook, values: list[tuple[str, Span]]) -> None:
    """Entries `HW305, reason`; in `[HW305, reason]` the comma has split them."""
    joined: list[tuple[str, Span]] = []
    for value, at in values:
        if joined and not _ALLOW.match(value):
            joined[-1] = (f"{joined[-1][0]}, {value}", Span(joined[-1][1].start, at.end))
        else:
            joined.append((value, at))
    for value, at in joined:
        read_allow(book, value, at, None)


def read_allow(book: Notebook, raw: str, at: Span, scope: str | None) -> None:
    """`HW305: reason`, under the item `scope` or, without one, for the whole file."""
    match = _ALLOW.match(raw)
    reason = read_text(raw[match.end() :]).strip('"“”') if match else ""
    if match is None or not reason:
        book.find(
            "HW112", at, f"“{shorten(raw)}” does not silence a rule" + (": it gives no reason" if match else ""),
            "a rule is silenced by its code together with the reason, so that the next reader can judge it", "write `allow HW305: the reason`",
            points=(scope,) if scope else (),
        )  # fmt: skip
        return
    book.allows.append(Allow(match[1].upper(), reason, at, scope))


def resolve_fields(book: Notebook) -> None:
    """What the fields name, now that every label is known; what is not there is a finding."""
    labels = book.labels
    for target, at, kind, holder, field, counts in book.wanted:
        known = labels.get(target)
        if known is not None and known[0] in FITS[kind]:
            if counts and target in book.asked:
                shown = target if kind in ("source", "hypothesis") else f"({target})"
                book.find(
                    "HW101", at, f"“{field}” of ({holder}) names {shown}, which is only a proposal",
                    "a proposal counts for nothing, so neither does what rests on it",
                    f"take the question mark of {target} away, or put one behind “{field}”", points=(holder,),
                )  # fmt: skip
            continue
        if known is None and target in book.misnumbered:
            continue
        if known is not None:
            message = f"“{field}” of ({holder}) names {target}, which is {CALLED[known[0]]}"
            mend = f"name {' or '.join(CALLED[fit] for fit in FITS[kind] if fit != 'watch')}"
        else:
            near = None if target.isdecimal() else book.nearest(target, [label for label, (what, _) in labels.items() if what in FITS[kind]])
            shown = target if kind in ("source", "hypothesis") else f"({target})"
            verb = "cites" if kind in ("premise", "point") else "names"
            where = "is not listed under Sources" if kind == "source" else "is not in this file"
            message = f"({holder}) {verb} {shown}, which {where}" + (f"; did you mean “{near}”?" if near else "")
            mend = f"write {near}" if near else "correct the label, or add the item"
        book.find("HW101", at, message, "what a field names has to be there, or the line carries nothing", mend, points=(holder,))


def resolve_mentions(book: Notebook) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
    """The references in prose that lead somewhere, and those that lead to a proposal.

    Those that look like labels of this file and lead nowhere are findings.
    """
    shapes: dict[tuple[str, int], list[int]] = {}
    for label in book.labels:
        shape = _LABEL_SHAPE.fullmatch(label)
        if shape:
            sizes = [len(group) for group in shape[2].split(".")]
            known = shapes.setdefault((shape[1], len(sizes)), sizes)
            known[:] = [max(pair) for pair in zip(known, sizes, strict=True)]
    found: list[Citation] = []
    asked: list[Citation] = []
    for holder, at, target, note in book.mentions:
        point = None if holder in book.asked else holder
        shown = book.text[at.start : at.end]
        if note:
            if target not in book.footnotes:
                _find_dangling(book, point, at, f"the footnote {shown} is not in this file", "add it, `[^note]: …`, or take the reference out")
            continue
        if target in book.labels:
            (asked if target in book.asked else found).append(Citation(point, at, shown, target, "mention"))
            continue
        shape = _LABEL_SHAPE.fullmatch(target)
        if shape is None or target in book.misnumbered:
            continue
        digits = shape[2].split(".")
        longest = shapes.get((shape[1], len(digits)))
        if longest and all(len(group) <= size for group, size in zip(digits, longest, strict=True)):
            who = f"({point}) mentions {shown}" if point else f"{shown} is mentioned here"
            _find_dangling(book, point, at, f"{who}, but no item of this file has that label", "correct the label, or add the item")
    return tuple(sorted(found, key=lambda citation: citation.at)), tuple(sorted(asked, key=lambda citation: citation.at))


def _find_dangling(book: Notebook, point: str | None, at: Span, message: str, mend: str) -> None:
    book.find(
        "HW101", at, message, "a reader who follows it finds nothing", mend, points=(point,) if point else (), severity="warning",
    )  # fmt: skip


def check_undercuts(book: Notebook, claims: tuple[Claim, ...]) -> None:
    """An undercutter names steps that are there."""
    cutting = [claim for claim in claims if claim.undercuts]
    if not cutting:
        return
    steps: dict[str, set[frozenset[str]]] = {}
    for claim in claims:
        steps.setdefault(claim.id, set()).update(frozenset(step.premises) for step in claim.because)
    for claim in cutting:
        for cut in claim.undercuts:
            there = steps.get(cut.target)
            if there is None or (cut.premises is None and there) or (cut.premises is not None and frozenset(cut.premises) in there):
                continue
            named = "" if cut.premises is None else " from exactly " + ", ".join(f"({premise})" for premise in cut.premises)
            book.find(
                "HW115", cut.at, f"({claim.id}) undercuts a step to ({cut.target}){named}, but there is none",
                "an undercutter breaks a step that was written; this one breaks nothing",
                "name the premises as the `because` line does, or use `against` for an objection to the point itself", points=(claim.id, cut.target),
            )  # fmt: skip


def check_rows(book: Notebook, claims: tuple[Claim, ...], questions: tuple[Question, ...]) -> None:
    """The rows of one item name hypotheses of one question."""
    if len(questions) < 2:
        return
    home = {hypothesis.id: question.id for question in reversed(questions) for hypothesis in question.hypotheses}
    items: list[Claim | Watch] = [*claims, *book.watch]
    for item in items:
        rows = [cell for cell in item.rows if cell.hypothesis in home]
        other = next((cell for cell in rows if home[cell.hypothesis] != home[rows[0].hypothesis]), None)
        if other is not None:
            asked = f"{home[rows[0].hypothesis]} and {home[other.hypothesis]}"
            book.find(
                "HW116", other.at, f"({item.id}) has rows for hypotheses of two questions, {asked}",
                "rivals are weighed within one question; one point cannot be evidence in two at once",
                "write a point of its own for each question", points=(item.id,),
            )  # fmt: skip
