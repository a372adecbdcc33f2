"""What a person does with a proposal: takes it, changes it, or turns it down. A text in, a text out; every other line stays as it is."""

from holdwater.case.inline import drop_comments
from holdwater.case.proposals import Item, items_of, kind_of
from holdwater.case.types import Case, Claim, Field
from holdwater.diagnostics import Diagnostic
from holdwater.propose.counts import counts_under, faults, read, what_counts
from holdwater.propose.insert import put_in
from holdwater.propose.rejected import HEADING, end_of_section, field_key, field_line, item_line
from holdwater.source import Span
from holdwater.typed import NamedTuple


class Impossible(Exception):
    """A decision that would break the file, or change something else in it; the message says what."""


class Open(NamedTuple):
    """A proposal that waits for a decision: an item, or a field under one.

    key: what it is, whatever line it stands on. at: its words. mark: its question mark, or marks. lines: the lines it takes up, line ends left out.
    inside: whether the item it stands under is a proposal itself.
    """

    key: tuple[str, ...]
    item: Item
    field: Field | None
    at: Span
    mark: tuple[int, ...]
    lines: Span
    inside: bool

    @property
    def name(self) -> str:
        """What it is called: the item, or the item that it stands under."""
        return f"({self.item.id})" if isinstance(self.item, Claim) else self.item.id


def list_open(name: str, text: str) -> tuple[Open, ...]:
    """The proposals of a case file: items first, since fields may name them, each in the order of the file."""
    case = read(name, text).case
    items: list[Open] = []
    fields: list[Open] = []
    for item, asked in items_of(case):
        if asked:
            at = text.find("?", item.item.start, item.at.start)
            if at >= 0:
                items.append(Open(("item", kind_of(item), item.id, item.text), item, None, item.at, (at,), _lines(text, item.item), False))
        for field in item.fields:
            if field.proposed:
                mark = _marks(text, field)
                if mark:
                    key = ("field", *field_key(item.id, text[field.at.start : field.at.end]))
                    fields.append(Open(key, item, field, field.at, mark, _lines(text, field.at), asked))
    return (*items, *fields)


def accept(name: str, text: str, one: Open) -> str:
    """The text without the question mark: the proposal counts from now on. Raises `Impossible`."""
    return _settle(name, text, "".join(char for at, char in enumerate(text) if at not in one.mark) if one.mark else text, one)


def change(name: str, text: str, one: Open, line: str) -> str:
    """The text with a line of the person's own in place of a field, or of an item's words. Raises `Impossible`."""
    words = " ".join(line.split())
    if not words:
        raise Impossible("nothing is left of it; reject it instead")
    if "<!--" in words:
        raise Impossible("a comment is no part of a field")
    if one.field is None:
        start = one.item.item.start
        label = text.find("?", start, one.at.start)
        changed = f"{text[:label]}{text[label + 1 : one.at.start]}{words}{text[one.at.end :]}"
    else:
        changed = f"{text[: one.at.start]}{words}{text[one.at.end :]}"
        written = [field for item, _ in items_of(read(name, changed).case) for field in item.fields if field.at.start == one.at.start]
        if [field.known for field in written] != [True]:
            raise Impossible("that is no field that can stand there")
        if written[0].proposed:
            raise Impossible("it would still be a proposal")
    if changed == text:
        raise Impossible("nothing was changed")
    return _settle(name, text, changed, one)


def reject(name: str, text: str, one: Open) -> tuple[str, tuple[str, ...]]:
    """The text without the proposal, which is kept under `Rejected proposals`; and the proposals that named it and went with it.

    Raises `Impossible`.
    """
    before = read(name, text)
    known = faults(before.diagnostics)
    kept = item_line(one.item) if one.field is None else field_line(one.item.id, _without_marks(text, one))
    if one.field is not None and _has_more(text, one):
        raise Impossible("has lines of its own under it; take them out by hand")
    left = _cut(text, one.lines)
    gone: list[str] = []
    for _ in range(1000):
        parsed = read(name, left)
        orphan = _orphan(parsed.case, parsed.diagnostics, known)
        if orphan is None:
            break
        holder, field = orphan
        gone.append(f"“{' '.join(left[field.at.start : field.at.end].split())}” of ({holder})")
        left = _cut(left, _lines(left, field.at))
    if one.field is None:
        left = _forget(left, one.item.id)
    left = keep(left, kept)
    parsed = read(name, left)
    if what_counts(parsed.case) != what_counts(before.case):
        raise Impossible("its lines cannot be taken out without changing others; take them out by hand")
    if len(parsed.case.proposed) >= len(before.case.proposed) and one.field is None:
        raise Impossible("its lines cannot be found; take them out by hand")
    return left, tuple(gone)


def keep(text: str, line: str) -> str:
    """The text with one more line under `Rejected proposals`."""
    newline = "\r\n" if "\r\n" in text else "\n"
    end, level = end_of_section(text)
    if end is None:
        return put_in(text, len(text), [f"{'#' * level} {HEADING}", "", line], newline, before=True)
    start = text.rfind("\n", 0, end) + 1
    return put_in(text, end, [line], newline, before=text.startswith("#", start))


def _settle(name: str, before: str, after: str, one: Open) -> str:
    """The text after a decision, unless it means something that it should not."""
    old, new = read(name, before), read(name, after)
    known = faults(old.diagnostics)
    for finding in new.diagnostics:
        fault = (finding.code, finding.message)
        if fault in known:
            known.remove(fault)
        elif finding.severity == "error":
            raise Impossible(f"{finding.message}; {finding.mend}")
    if _others(old.case, one.item.id) != _others(new.case, one.item.id):
        raise Impossible("that would change more than this one line")
    still = {each.key for each in list_open(name, after)}
    if one.key in still:
        raise Impossible("it would still be a proposal")
    return after


def _others(case: Case, id: str) -> list[tuple[str, bool, object]]:
    """What counts under every item but one and its parts."""
    items = items_of(case)
    family = {id}
    for item, _ in items:  # a part comes behind what it is a part of
        if isinstance(item, Claim) and item.parent in family:
            family.add(item.id)
    return [(item.id, asked, counts_under(item._replace(fields=()))) for item, asked in items if item.id not in family]


def _orphan(case: Case, found: tuple[Diagnostic, ...], known: list[tuple[str, str]]) -> tuple[str, Field] | None:
    """A proposed field that names what is no longer there."""
    fresh = [finding for finding in found if finding.code == "HW101" and (finding.code, finding.message) not in known]
    for finding in fresh:
        for item, asked in items_of(case):
            for field in item.fields:
                if (field.proposed or asked) and field.at.start <= finding.at.start < field.at.end:
                    return item.id, field
    return None


def _forget(text: str, id: str) -> str:
    """The text without the kept lines that name an item which is gone."""
    if HEADING not in text:
        return text
    start = text.find(HEADING)
    head, tail = text[:start], text[start:]
    lines = tail.splitlines(keepends=True)
    return head + "".join(line for line in lines if not (line.startswith("- under (") and f"({id})" in line))


def _marks(text: str, field: Field) -> tuple[int, ...]:
    """The question marks that make a field a proposal: before its colon, or at the end of a lone term."""
    if field.name is None:
        at = text.rfind("?", field.at.start, field.at.end)
        return (at,) if at >= 0 else ()
    colon = text.find(":", field.at.start, field.at.end)
    return tuple(at for at in range(field.at.start, max(colon, field.at.start)) if text[at] == "?")


def _has_more(text: str, one: Open) -> bool:
    """Whether the line behind a field belongs to it: it is indented further than its bullet."""
    line = text[one.lines.start : one.lines.end]
    following = text[one.lines.end + 1 :].split("\n", 1)[0]
    return bool(following.strip()) and len(following) - len(following.lstrip()) > len(line) - len(line.lstrip())


def _without_marks(text: str, one: Open) -> str:
    raw = drop_comments(text[one.at.start : one.at.end])
    return "".join(char for at, char in enumerate(raw, one.at.start) if at not in one.mark)


def _lines(text: str, at: Span) -> Span:
    """The whole lines that a span is on, the last without its line end."""
    start = text.rfind("\n", 0, at.start) + 1
    end = text.find("\n", max(at.start, at.end - 1))
    return Span(start, len(text) if end < 0 else end)


def _cut(text: str, lines: Span) -> str:
    """The text without these lines; of two blank lines that then meet one stays."""
    end = min(len(text), lines.end + 1)
    head, tail = text[: lines.start], text[end:]
    for blank in ("\r\n", "\n"):
        if head.endswith(f"{blank}{blank}") and (tail.startswith(blank) or not tail):
            return head + tail[len(blank) :] if tail else head[: -len(blank)]
    return head + tail
