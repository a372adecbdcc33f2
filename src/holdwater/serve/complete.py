"""What can be written at a place: labels, fields, terms, sources, rules.

It looks at the text as it is now, and at what was last understood of it, which may be some keystrokes old: offering must not wait for the walk.
"""

import re
from collections.abc import Iterator

from holdwater.case.forms import FIELDS, SECTIONS, WORDED
from holdwater.case.front import find_front
from holdwater.case.index import Index
from holdwater.case.parse import is_case
from holdwater.case.types import KINDS, Claim
from holdwater.credence import Interval
from holdwater.lexicon.grades import UNMARKED, load_grades
from holdwater.lexicon.scale import SCALES, load_scale
from holdwater.report.views.names import shorten, spell_range
from holdwater.serve.fields import ABOUT, ABOUT_FRONT, ABOUT_KINDS, ANONYMOUS, OPEN
from holdwater.serve.labels import Holder, is_proposed, items
from holdwater.source import SourceText, Span
from holdwater.typed import Literal, NamedTuple

MOST = 200
"""So many are offered at once; with more, typing on brings others."""

Sort = Literal["label", "field", "term", "kind", "source", "rule", "key"]

_OPEN_PARENTHESIS = re.compile(r"\(\s*([\w.-]*)$")
_OPEN_BRACKET = re.compile(r"\[\s*([\w.-]*)$")
_COMMENT = re.compile(r"<!-- holdwater:\s*(allow\s+)?(\w*)$")
_BULLET = re.compile(r"([ \t]*)[-*+][ \t]+(.*)$")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(\w+)")
_IF = re.compile(r"if\??\s+(.*)$")
_ALLOW = re.compile(r"allow\s+(\w*)$")
_DASH = re.compile(r"(?:\s[-–—]+|[–—])\s*([^—–]*)$")
_EXPECTED = re.compile(r"(?:holds at (?:least|most)|says)\s+([^()]*)$")
_SUBJECT = re.compile(r"\([^()]*\)\s*")
_WORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_HOLDERS: dict[str, Holder] = {"hypotheses": "hypothesis", "points": "point", "sources": "source", "watch": "watch"}
_LONGEST = 80


class Completion(NamedTuple):
    """`text` takes the place of `at`, which is the part that is typed already. matches: what the typed part is compared with."""

    label: str
    kind: Sort
    at: Span
    text: str
    detail: str = ""
    matches: str = ""


class _Here(NamedTuple):
    """The cursor: what was last understood, the text as it is, and the offset."""

    index: Index  # type: ignore[assignment]  # in place of the method of tuples
    text: str
    offset: int

    def back(self, typed: str) -> Span:
        """The stretch before the cursor that is typed already."""
        return Span(self.offset - len(typed), self.offset)


class Offer(NamedTuple):
    """What is offered, best first. `whole` is False where there is more than is shown."""

    items: tuple[Completion, ...]
    whole: bool = True


def complete(index: Index, source: SourceText, offset: int) -> Offer:
    """What can be written at an offset. `index` is of this text or an earlier state of it."""
    start = source.line(source.place(offset)[0]).start
    found = list(_complete(_Here(index, source.text, offset), source.text[start:offset], start))
    fitting = [each for each in found if _fits(each, source.text[each.at.start : offset])]
    return Offer(tuple(fitting[:MOST]), len(fitting) <= MOST)


def _fits(item: Completion, typed: str) -> bool:
    """Whether what is typed begins the item, or a word of it."""
    low = " ".join(typed.casefold().split()).lstrip("(")
    return not low or f" {low}" in f" {item.matches or item.label}".casefold()


def _complete(here: _Here, before: str, start: int) -> Iterator[Completion]:
    """`before`: the line up to the cursor; `start`: where it begins."""
    text = here.text
    comment = _COMMENT.search(before)
    if comment is not None:
        at = here.back(comment[2])
        if comment[1] is None:
            yield Completion("allow", "rule", at, "allow ", "silences a rule here, with the reason")
        else:
            yield from _codes(at, ", ")
        return
    if is_case(text):
        front = find_front(text)
        if front is not None and here.offset <= front[0].end:
            if here.offset >= front[0].start:
                yield from _front(here, before)
            return
        section = _section(text, start)
        bullet = _BULLET.match(before) if section else None
        if bullet is not None and section == "expect":
            yield from _expect(here, bullet[2])
            return
        if bullet is not None and bullet[1]:
            yield from _field(here, _HOLDERS[section], bullet[2])
            return
        if bullet is not None and not bullet[2].strip("*_ "):
            yield from _next_label(here, _HOLDERS[section], bullet[2])
    yield from _references(here, before)


def _section(text: str, start: int) -> str:
    """The section that a line stands in, by the headings above it; empty where it is prose. Looks at whole lines, not at blocks."""
    level = 7
    at = start
    while at > 0:
        above = max(text.rfind("\n", 0, at - 1), text.rfind("\r", 0, at - 1)) + 1
        if text.startswith(("#", " #", "  #", "   #"), above):
            found = _HEADING.match(text, above, at)
            depth = text.count("#", above, found.start(1)) if found is not None else 7
            if found is not None and depth < level:
                level = depth
                name = found[1].casefold()
                if name in SECTIONS:
                    return name
        at = above
    return ""


# Labels


def _references(here: _Here, before: str, holders: tuple[Holder, ...] = ("point", "hypothesis", "watch")) -> Iterator[Completion]:
    """Labels behind an opening parenthesis."""
    opening = _OPEN_PARENTHESIS.search(before)
    if opening is not None:
        closing = "" if here.text.startswith(")", here.offset) else ")"
        yield from _labels(here.index, here.back(opening[1]), holders, "{}" + closing)


def _labels(index: Index, at: Span, holders: tuple[Holder, ...], shape: str = "({})") -> Iterator[Completion]:
    article = index.case.form == "article"
    for holder, item in items(index):
        if holder in holders and not is_proposed(index, item) and not (article and (not isinstance(item, Claim) or item.label_at is None)):
            words = shorten(item.text, _LONGEST)
            sort: Sort = "source" if holder == "source" else "label"
            yield Completion(item.id, sort, at, shape.format(item.id), words, f"{item.id} {words}")


def _next_label(here: _Here, holder: Holder, typed: str) -> Iterator[Completion]:
    if holder == "source":
        return
    prefix = {"hypothesis": "H", "point": "", "watch": "W"}[holder]
    taken = [item.id[len(prefix) :] for kind, item in items(here.index) if kind == holder and item.id.startswith(prefix)]
    label = f"{prefix}{max((int(each) for each in taken if each.isascii() and each.isdecimal() and len(each) < 9), default=0) + 1}"
    yield Completion(f"**{label}**", "label", here.back(typed), f"**{label}** ", "the next label")


# Front matter


def _front(here: _Here, before: str) -> Iterator[Completion]:
    key, colon, value = before.partition(":")
    if not colon:
        have = {field.name for field in here.index.case.front}
        for name, about in ABOUT_FRONT.items():
            if name not in have or name == "allow":
                yield Completion(name, "key", here.back(before), f"{name}: ", about)
    elif key == "words":
        for name in SCALES:
            yield Completion(name, "key", here.back(value.lstrip()), name, load_scale(name).title)
    elif key == "allow":
        yield from _codes(here.back(value[len(value.rstrip(_WORD)) :]), ", ")


# Fields


def _field(here: _Here, holder: Holder, body: str) -> Iterator[Completion]:
    """Inside a nested bullet: `body` is what stands between its marker and the cursor."""
    rows = _IF.match(body)
    if rows is not None and holder in ("point", "watch"):
        yield from _rows(here, rows[1])
        return
    allow = _ALLOW.match(body)
    if allow is not None:
        yield from _codes(here.back(allow[1]), ": ")
        return
    name, colon, value = body.partition(":")
    if colon:
        yield from _value(here, holder, " ".join(name.casefold().rstrip("? ").split()), value)
        return
    if len(body.split()) > 3 or "(" in body:
        yield from _references(here, body)
        return
    at = here.back(body)
    for field in sorted(FIELDS[holder]):
        yield Completion(field, "field", at, f"{field} " if field in WORDED else f"{field}: ", ABOUT[holder][field])
    if holder == "point":
        yield from _terms(here.index, at)
        yield Completion("open", "term", at, "open", OPEN)
        for kind in KINDS:
            yield Completion(kind, "kind", at, kind, ABOUT_KINDS[kind])
    elif holder == "source":
        yield Completion("anonymous", "kind", at, "anonymous", ANONYMOUS)


def _value(here: _Here, holder: Holder, name: str, value: str) -> Iterator[Completion]:
    index, bare = here.index, value.lstrip()
    last = bare.rpartition(",")[2].lstrip()
    if name in ("because", "against", "undercuts", "explains", "superseded by"):
        dash = _DASH.search(value) if name in ("because", "against", "undercuts") else None
        holders: tuple[Holder, ...] = ("point", "hypothesis") if name in ("because", "against") else ("point",)
        if dash is not None:
            yield from _terms(index, here.back(dash[1]))
        elif _OPEN_PARENTHESIS.search(value) is not None:
            yield from _references(here, value, holders)
        elif not last or last[-1].isalnum():
            yield from _labels(index, here.back(last), holders)
    elif name == "states":
        yield from _labels(index, here.back(last), ("hypothesis",), "{}")
    elif name in ("source", "denied by", "no comment") and holder == "point":
        if "," not in bare:
            yield from _labels(index, here.back(bare), ("source",), "{}")
        elif name != "no comment":
            grades = load_grades()
            for digit, interval in grades.digits.items():
                if digit != UNMARKED:
                    yield Completion(digit, "term", here.back(last), digit, f"{grades.labels[digit]}, {spell_range(interval)}")
    elif name in ("relays", "origin") and holder == "source":
        yield from _labels(index, here.back(last), ("source",), "{}")
    elif name in ("quote", "at"):
        bracket = _OPEN_BRACKET.search(value)
        if bracket is not None:
            yield from _labels(index, here.back(bracket[1]), ("source",), "{}:")
    elif name in ("otherwise", "prior"):
        yield from _terms(index, here.back(bare))
    elif name == "grade":
        grades = load_grades()
        for letter, interval in grades.letters.items():
            yield Completion(letter, "term", here.back(bare), letter, f"{grades.labels[letter]}, {spell_range(interval)}")
    elif name == "outcome":
        for word, about in (("yes", "it came about"), ("no", "it did not come about")):
            yield Completion(word, "term", here.back(bare), f"{word}, ", about)
    elif name == "note":
        yield from _references(here, value)


def _rows(here: _Here, body: str) -> Iterator[Completion]:
    """`H1: likely; H2: …`: hypotheses, and behind their colons terms."""
    *cells, cell = body.split(";")
    label, colon, term = cell.partition(":")
    if colon:
        yield from _terms(here.index, here.back(term.lstrip()))
        return
    written = {part.partition(":")[0].strip() for part in cells}
    for offer in _labels(here.index, here.back(label.lstrip()), ("hypothesis",), "{}: "):
        if offer.label not in written:
            yield offer


def _terms(index: Index, at: Span) -> Iterator[Completion]:
    """The terms of the list in use, from the least to the greatest, and their other spellings behind them."""
    rows = sorted(index.words.scale.terms.items(), key=lambda pair: pair[0] != pair[1].term)
    for spelling, row in rows:
        same = "" if spelling == row.term else f", as “{row.term}”"
        yield Completion(spelling, "term", at, spelling, f"{spell_range(Interval(row.low, row.high))}{same}")


def _codes(at: Span, after: str) -> Iterator[Completion]:
    from holdwater.case.forms import CODES
    from holdwater.check.rules import RULES

    named = {rule.code: rule.name for rule in RULES} | {code: name for code, (name, _) in CODES.items()}
    for code, name in sorted(named.items()):
        yield Completion(code, "rule", at, code + after, name, f"{code} {name}")


# The case's own tests


def _expect(here: _Here, body: str) -> Iterator[Completion]:
    degree = _EXPECTED.search(body)
    if degree is not None:
        yield from _terms(here.index, here.back(degree[1]))
        return
    if "(" in body and ")" not in body:
        yield from _references(here, body, ("point",))
        return
    subject = _SUBJECT.match(body)
    if subject is not None:
        for test in ("holds at most", "holds at least", "says"):
            yield Completion(test, "key", here.back(body[subject.end() :]), f"{test} ", "a test of the case")
        return
    at = here.back(body)
    for hypothesis in here.index.hypotheses:
        for test in ("leads", "does not lead"):
            yield Completion(f"{hypothesis} {test}", "key", at, f"{hypothesis} {test}", "a test of the case")
    for begun, shown in (("(", "(4) holds at most likely"), ("origins of (", "origins of (4) = 1"), ("no HW", "no HW2 at (4)")):
        yield Completion(shown, "key", at, begun, "a test of the case")
