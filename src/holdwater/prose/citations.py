"""References to labelled points: "(7)", "points (7) and (8)", "paragraphs 6-8", "paragraph 6.69"."""

from bisect import bisect_right

from holdwater.lexicon.lists import words
from holdwater.prose.kinds import DIGIT, DOTTED, REFERENCE
from holdwater.prose.tokens import Tokens
from holdwater.prose.types import Citation, Connective
from holdwater.typed import Literal, NamedTuple

_JOINERS = frozenset([",", ";", "and", "or", "&", "to", "through"])
_CASE = 12
"""How many tokens before a bracket the year of a case citation may stand."""
_DASHES = frozenset(["-", "–", "—"])


class _Number(NamedTuple):
    """A label or a range of labels: tokens `[first, last)` and what they point to."""

    first: int
    last: int
    targets: tuple[str, ...]


def find_citations(tokens: Tokens, ranges: list[tuple[int, int]], connectives: list[Connective], labels: frozenset[str]) -> list[Citation]:
    """References in text order, one per target; a range "6-8" is one span with a target for each number.

    In brackets a number counts only if it is one of `labels`, so that "(2017)" is a year; after "paragraph" any number does.
    """
    found: list[Citation] = []
    if not tokens.present & (REFERENCE | DOTTED):
        return found
    low = tokens.low
    explains = [c.at.start for c in connectives if c.role == "explains"]
    reasons = [c.at.start for c in connectives if c.role in ("given", "because", "therefore")]
    reached = 0
    kinds = tokens.kinds
    for at in tokens.where(REFERENCE):
        number = at + 2 if low[at + 1 : at + 2] == ["."] else at + 1
        if at < reached or number >= len(kinds) or not kinds[number] & DIGIT:  # every label begins with a digit
            continue
        word = low[at]
        group: list[_Number] = []
        if word in ("(", "["):
            if (at and tokens.starts[at] == tokens.ends[at - 1]) or _of_a_case(tokens, at):
                continue  # "section 12(1)", the mark of a note, "Smith v Jones [2004] UKHL 4 at [23]"
            group = _list(tokens, at + 1, labels)
            closing = ")" if word == "(" else "]"
            end = group[-1].last if group else at
            if not group or low[end : end + 1] != [closing]:
                group = []
            else:
                group[0] = group[0]._replace(first=at)
                group[-1] = group[-1]._replace(last=end + 1)
        elif word in words("keywords"):
            skip = at + 2 if low[at + 1 : at + 2] == ["."] else at + 1
            group = _list(tokens, skip, None if word in words("strict") else labels)
            if len(group) == 1:
                group[0] = group[0]._replace(first=at)
        elif word in words("outside_part") and (part := _outside(tokens, at)) is not None:
            found.append(part[1])
            reached = part[0]
            continue
        if group:
            found.extend(_cite(tokens, ranges, explains, reasons, group))
            reached = group[-1].last
    dotted = [at for at in tokens.where(DOTTED) if at and low[at] in labels]
    if dotted:
        found.extend(_bare(tokens, ranges, explains, reasons, dotted, found))
        found.sort(key=lambda citation: citation.at)
    return found


def _of_a_case(tokens: Tokens, at: int) -> bool:
    """Does a citation of a judgment stand before the bracket, so that its number is a paragraph of that judgment?"""
    low = tokens.low
    for back in range(max(1, at - _CASE), at):
        if low[back - 1] == "[" and len(low[back]) == 4 and low[back].isdigit() and low[back + 1 : back + 2] == ["]"]:
            return True
    return False


def _bare(
    tokens: Tokens, ranges: list[tuple[int, int]], explains: list[int], reasons: list[int], dotted: list[int], known: list[Citation]
) -> list[Citation]:
    """Dotted labels without a word or bracket ("taking 6.1 and 6.3 together"), not at a line's beginning and not an amount."""
    low, found = tokens.low, []
    covered = [citation.at for citation in known]
    for at in dotted:
        before, after = low[at - 1], low[at + 1] if at + 1 < len(low) else ""
        span = tokens.span_of(at, at)
        if (
            before not in words("before_label")
            or after in words("unit")
            or "\n" in tokens.text[tokens.ends[at - 1] : span.start]
            or any(place.overlaps(span) for place in covered)
        ):
            continue
        found.extend(_cite(tokens, ranges, explains, reasons, [_Number(at, at + 1, (low[at],))]))
    return found


def _outside(tokens: Tokens, at: int) -> tuple[int, Citation] | None:
    """Another part of a longer work, always a mention ("Part 6 above", "chapter 2 of Part 4"): the token behind it, and the reference."""
    low = tokens.low
    end = at + 2
    if not (
        at + 1 < len(low)
        and low[at + 1].isdigit()
        and len(low[at + 1]) < 4
        and (tokens.capital(at) or low[end : end + 1] in (["of"], ["above"], ["below"]))
    ):
        return None
    target = f"{low[at]} {low[at + 1]}"
    if (
        low[end : end + 1] == ["of"]
        and low[end + 1 : end + 2]
        and low[end + 1] in words("outside_part")
        and low[end + 2 : end + 3]
        and low[end + 2].isdigit()
    ):
        target = f"{low[end + 1]} {low[end + 2]} {target}"
        end += 3
    if low[end : end + 1] in (["above"], ["below"]):
        end += 1
    elif not tokens.capital(at) and " " not in target[8:]:
        return None
    span = tokens.span_of(at, end - 1)
    return end, Citation(span, tokens.text[span.start : span.end], target, "mention")


def _list(tokens: Tokens, at: int, labels: frozenset[str] | None) -> list[_Number]:
    """Numbers joined by commas, "and", "to" from token `at` on; those that are no label end the list (`labels` None: any number is one)."""
    group: list[_Number] = []
    while True:
        number = _read(tokens, at)
        if number is None or (labels is not None and not all(target in labels for target in number.targets)):
            return group
        group.append(number)
        at = number.last
        while at < len(tokens) and tokens.low[at] in _JOINERS:
            at += 1
        if at == number.last:
            return group


def _read(tokens: Tokens, at: int) -> _Number | None:
    """A label ("7", "9.164", "7a") or a range of them ("6-8", "9.164–9.166") at token `at`."""
    if at >= len(tokens):
        return None
    low = tokens.low
    if low[at].count("-") == 1:
        first, last = low[at].split("-")
        span = _range(first, last)
        return _Number(at, at + 1, span) if span else None
    if not _is_label(low[at]):
        return None
    if at + 2 < len(low) and (low[at + 1] in _DASHES or low[at + 1] in ("to", "through")) and (span := _range(low[at], low[at + 2])):
        return _Number(at, at + 3, span)
    return _Number(at, at + 1, (low[at],))


def _is_label(word: str) -> bool:
    body = word[:-1] if word[-1:].isalpha() else word
    return len(word) <= 12 and body.isascii() and all(part.isdigit() for part in body.split("."))


def _range(first: str, last: str) -> tuple[str, ...]:
    head, _, low = first.rpartition(".")
    other, _, high = last.rpartition(".")
    if not (_is_label(first) and _is_label(last)) or (other and other != head) or not (low.isdigit() and high.isdigit()):
        return ()
    if not 0 < int(high) - int(low) < 100:
        return ()
    stem = head + "." if head else ""
    return tuple(f"{stem}{number}" for number in range(int(low), int(high) + 1))


def _cite(
    tokens: Tokens, ranges: list[tuple[int, int]], explains: list[int], reasons_at: list[int], group: list[_Number]
) -> list[Citation]:
    first = group[0].first
    begin = ranges[max(0, bisect_right(ranges, (first, len(tokens))) - 1)][0]
    before = bisect_right(explains, tokens.starts[first])
    role: Literal["support", "explains", "mention"] = "support"
    given = bisect_right(reasons_at, tokens.starts[first])
    reasons = bool(given) and reasons_at[given - 1] >= tokens.starts[begin]
    if before and explains[before - 1] >= tokens.starts[begin]:
        role = "explains"
    elif not words("mention").isdisjoint(tokens.low[max(begin, first - 4) : first]) or (
        not reasons and _points_away(tokens, group[-1].last)
    ):
        role = "mention"
    return [
        Citation(at, tokens.text[at.start : at.end], target, role)
        for number in group
        for at in (tokens.span_of(number.first, number.last - 1),)
        for target in number.targets
    ]


def _points_away(tokens: Tokens, at: int) -> bool:
    """Do "above" or "below" follow, as after a mere pointer?"""
    return tokens.low[at : at + 1] in (["above"], ["below"])
