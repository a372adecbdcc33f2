"""What stands after the colon of a field: steps, rows, reports, quotes, places. One function per form of value.

Each takes the raw value, with comments blanked, and the offset at which it begins, and returns the record or an `Unreadable`.
"""

import re

from holdwater.case.dates import is_date
from holdwater.case.inline import is_label, read_text
from holdwater.case.types import Cell, Degree, Link, Place, Quote, Report, Step, Undercut
from holdwater.diagnostics import Fix
from holdwater.source import Span
from holdwater.typed import Literal, NamedTuple


class Unreadable(NamedTuple):
    """A value that has not the form its field wants."""

    at: Span
    what: str
    mend: str
    fix: Fix | None = None


_REFERENCE = re.compile(r"\(\s*([^\W_][\w.-]*)\s*\)")
_BETWEEN = re.compile(r"\s*(?:[,;&]\s*)?(?:and\b\s*)?")
_BECAUSE = re.compile(r"\s*because\b:?\s*", re.IGNORECASE)
_PLACE = re.compile(r"\[\s*([^\W_][\w.-]*)\s*(?::\s*([0-9]{1,15})\s*[-–]\s*([0-9]{1,15})\s*)?\]")
_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»"}


def read_step(raw: str, start: int, at: Span, proposed: bool) -> Step | Unreadable:
    """`(7), (8) — likely`."""
    premises, places, rest = _references(raw, start, 0)
    if not premises:
        return Unreadable(at, f"“{_short(raw)}” names no point", "write references in parentheses: `(7), (8)`", _parenthesise(raw, start))
    strength = _strength(raw, start, rest)
    if isinstance(strength, Unreadable):
        return strength
    return Step(premises, at, places, strength, proposed)


def read_undercut(raw: str, start: int, at: Span, proposed: bool) -> Undercut | Unreadable:
    """`(4) because (2), (3) — likely`: the steps to (4) from exactly (2) and (3); without `because`, every step to (4)."""
    targets, _, rest = _references(raw, start, 0)
    if len(targets) != 1:
        return Unreadable(at, f"“{_short(raw)}” does not name one point whose step it breaks", "write `(4) because (2)`, or `(4)` for every step to it")
    premises: tuple[str, ...] | None = None
    because = _BECAUSE.match(raw, rest)
    if because:
        premises, _, rest = _references(raw, start, because.end())
        if not premises:
            return Unreadable(at, "nothing is named after “because”", "write the premises of the step: `(4) because (2)`")
    strength = _strength(raw, start, rest)
    if isinstance(strength, Unreadable):
        return strength
    return Undercut(targets[0], at, premises, strength, proposed)


def read_links(raw: str, start: int, at: Span, proposed: bool, wanted: str) -> tuple[Link, ...] | Unreadable:
    """`(1), (4)`, or labels without parentheses: `H1`."""
    targets, places, rest = _references(raw, start, 0)
    if not targets:
        found = _split(raw, start, ",")
        targets, places, rest = tuple(text for text, _ in found), tuple(place for _, place in found), len(raw)
    if raw[rest:].strip() or not targets or not all(is_label(target) for target in targets):
        return Unreadable(at, f"“{_short(raw)}” is not {wanted}", f"write {wanted}")
    return tuple(Link(target, place, proposed) for target, place in zip(targets, places, strict=True))


def read_cells(raw: str, start: int, at: Span, proposed: bool) -> tuple[list[Cell], list[Unreadable]]:
    """`H1: likely; H2: unlikely`, the part after `if`."""
    cells: list[Cell] = []
    bad: list[Unreadable] = []
    for text, place in _split(raw, start, ";"):
        label, colon, term = text.partition(":")
        label = label.strip().rstrip("? ")  # `if H1?:` proposes as `if? H1:` does
        if label.startswith("(") and label.endswith(")"):
            label = label[1:-1].strip()
        bare = term.strip()
        if not colon or not bare or not is_label(label):
            bad.append(Unreadable(place, f"“{_short(text)}” is not a hypothesis with a degree", "write `if H1: likely; H2: unlikely`"))
            continue
        low = place.start + len(text) - len(term.lstrip())
        cells.append(Cell(label, Degree(" ".join(bare.split()), Span(low, low + len(bare))), place, proposed))
    if not cells and not bad:
        bad.append(Unreadable(at, "nothing is said after “if”", "write `if H1: likely; H2: unlikely`"))
    return cells, bad


def read_report(raw: str, start: int, at: Span, proposed: bool, mode: Literal["says", "denies", "no comment"]) -> Report | Unreadable:
    """`mod, 2` or `mod`: a source's label and the credibility of this report, a digit from 1 to 6 or a decimal."""
    label, _, rest = raw.partition(",")
    label = label.strip()
    if label[:1] == "(" and label[-1:] == ")":
        label = label[1:-1].strip()
    if not is_label(label):
        return Unreadable(at, f"“{_short(label)}” is not the label of a source", "name the source by its label under Sources")
    digit = rest.strip()
    if not digit:
        return Report(label, at, None, mode, proposed)
    low = start + len(raw) - len(rest.lstrip())
    place = Span(low, low + len(digit))
    if "," in digit or (is_label(digit) and not digit[0].isdigit()):
        return Unreadable(place, f"“{_short(digit)}” is not a credibility", "write one line for each source: `source: ministry, 2`")
    if not ((len(digit) == 1 and digit in "123456") or "." in digit):
        mend = "write a digit from 1 (confirmed) to 6 (cannot be judged), or a number such as 0.9"
        return Unreadable(place, f"“{_short(digit)}” is not a credibility", mend)
    return Report(label, at, Degree(" ".join(digit.split()), place), mode, proposed)


def read_quote(raw: str, start: int, at: Span) -> Quote | Unreadable:
    """`"words" [article:10-80]`: from the first quotation mark to the last one before the place; the place may be left out."""
    end = len(raw.rstrip())
    place: Place | None = None
    if raw[:end].endswith("]"):
        opening = raw.rfind("[", 0, end)
        match = _PLACE.fullmatch(raw, opening, end) if opening >= 0 else None
        if match:
            found = _place(match, start)
            if isinstance(found, Unreadable):
                return found
            place, end = found, len(raw[:opening].rstrip())
    opens = min((first for mark in _CLOSING if (first := raw.find(mark, 0, end)) >= 0), default=-1)
    closes = max(raw.rfind(mark, 0, end) for mark in _CLOSING[raw[opens]]) if opens >= 0 else -1
    if opens < 0 or closes <= opens or raw[:opens].strip() or raw[closes + 1 : end].strip():
        mend = 'write `quote: "the words" [article:10-80]`'
        return Unreadable(at, "this is not words in quotation marks, with at most a place after them", mend)
    return Quote(read_text(raw[opens + 1 : closes]), at, place)


def read_place(raw: str, start: int, at: Span) -> Place | Unreadable:
    """`[article:10-80]`."""
    match = _PLACE.fullmatch(raw)
    if not match or match[2] is None:
        return Unreadable(at, f"“{_short(raw)}” is not a place in a source", "write `[article:10-80]`: a source and two offsets")
    return _place(match, start)


def read_outcome(raw: str, at: Span) -> tuple[bool, str] | Unreadable:
    """`yes, 2017-03-01` or `no, 2017-03-01`."""
    word, _, date = (part.strip() for part in raw.partition(","))
    if word.casefold() not in ("yes", "no") or not is_date(date):
        return Unreadable(at, f"“{_short(raw)}” is not an outcome with its date", "write `outcome: yes, 2017-03-01`, or `no`, with the ISO date")
    return word.casefold() == "yes", date


def _references(raw: str, start: int, at: int) -> tuple[tuple[str, ...], tuple[Span, ...], int]:
    """References from `at` on with what stands between them, their places, and where the rest begins."""
    labels: list[str] = []
    places: list[Span] = []
    if at == 0 and raw[-1:] == ")" and raw[:1] == "(":  # nothing but `(7), (8)`, as most are written: a shorter way to the same
        for part in raw[1:-1].split("), ("):
            if not part.isalnum():
                labels.clear()
                places.clear()
                break
            labels.append(part)
            places.append(Span(start + at, start + at + len(part) + 2))
            at += len(part) + 4
        else:
            return tuple(labels), tuple(places), len(raw)
        at = 0
    while raw[at : at + 1].isspace():
        at += 1
    end = at
    while match := _REFERENCE.match(raw, at):
        labels.append(match[1])
        end = match.end()
        places.append(Span(start + match.start(), start + end))
        between = _BETWEEN.match(raw, end)
        at = between.end() if between else end
        if at == end:
            break
    return tuple(labels), tuple(places), end


def _strength(raw: str, start: int, at: int) -> Degree | Unreadable | None:
    """A dash and a degree, or nothing."""
    rest = raw[at:]
    bare = rest.strip()
    if not bare:
        return None
    dash = "--" if bare.startswith("--") else bare[0]
    term = bare[len(dash) :].strip()
    if dash not in ("—", "–", "--", "-") or not term:
        low = start + at + len(rest) - len(rest.lstrip())
        mend = "write references with commas between them, then, if need be, a dash and a degree: `(7), (8) — likely`"
        return Unreadable(Span(low, low + len(bare)), f"“{_short(bare)}” is neither a reference nor a strength after a dash", mend)
    end = start + at + len(rest.rstrip())
    return Degree(" ".join(term.split()), Span(end - len(term), end))


def _place(match: re.Match[str], start: int) -> Place | Unreadable:
    at = Span(start + match.start(), start + match.end())
    if match[2] is None:
        return Place(match[1], None, None, at)
    first, last = int(match[2]), int(match[3])
    if first > last:
        return Unreadable(at, f"the place ends, at {last}, before it begins, at {first}", "write the smaller offset first")
    return Place(match[1], first, last, at)


def _split(raw: str, start: int, by: str) -> list[tuple[str, Span]]:
    """The parts that are not empty, each with its place."""
    if by not in raw:
        return [(raw, Span(start, start + len(raw)))]
    found: list[tuple[str, Span]] = []
    at = 0
    for part in raw.split(by):
        bare = part.strip()
        if bare:
            low = start + at + len(part) - len(part.lstrip())
            found.append((bare, Span(low, low + len(bare))))
        at += len(part) + len(by)
    return found


def _parenthesise(raw: str, start: int) -> Fix | None:
    """The fix that puts labels with a digit in them into parentheses."""
    labels = [part.strip() for part in raw.split(",")]
    if labels and all(is_label(label) and any(char.isdigit() for char in label) for label in labels):
        return Fix(Span(start, start + len(raw)), ", ".join(f"({label})" for label in labels))
    return None


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 60 else folded[:59] + "…"
