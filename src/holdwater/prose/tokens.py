"""A stretch of text as tokens and sentences: made once, shared by every recogniser."""

import re
from functools import cache

from holdwater.lexicon.lists import words
from holdwater.source import Span

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[.'’\-]\w+)*|[^\w\s]")
_OPENERS = "\"'“‘«([{"
_CLOSERS = "\"'”’»)]}"


_STOPS = frozenset(".!?…")


@cache
def _titles() -> frozenset[str]:
    return words("title") & words("abbreviation")


class Tokens:
    """Parallel lists over the tokens of `text[span]`: start and end offsets and the lower-cased word (curly apostrophes made straight).

    A token is a word with its inner hyphens, apostrophes and full stops ("ez-Zor", "didn't", "9.164", "U.S") or one mark of punctuation.
    """

    __slots__ = ("ends", "low", "span", "starts", "text")

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.span = span
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.low: list[str] = []
        found = list(_TOKEN.finditer(text, span.start, span.end))
        if not found:
            return
        # no token has white space in it, so all of them are lower-cased in one go
        self.low = "\n".join([match[0] for match in found]).lower().replace("’", "'").split("\n")
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        if not _titles().isdisjoint(self.low):
            self._join_titles()

    def _join_titles(self) -> None:
        """Drops the full stop of "Dr.", which belongs to the title."""
        titles, low = _titles(), self.low
        kept: list[int] = []
        for at, word in enumerate(low):
            if not (word == "." and kept and low[kept[-1]] in titles and self.ends[kept[-1]] == self.starts[at]):
                kept.append(at)
        self.low = [low[at] for at in kept]
        self.starts = [self.starts[at] for at in kept]
        self.ends = [self.ends[at] for at in kept]

    def __len__(self) -> int:
        return len(self.low)

    def raw(self, at: int) -> str:
        return self.text[self.starts[at] : self.ends[at]]

    def capital(self, at: int) -> bool:
        """Does token `at` begin with a capital letter?"""
        return self.text[self.starts[at]].isupper()

    def span_of(self, first: int, last: int) -> Span:
        """The span from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    def first_at(self, offset: int) -> int:
        """Index of the first token that starts at or after an offset."""
        from bisect import bisect_left

        return bisect_left(self.starts, offset)


def sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """Token ranges `[first, last)` of the sentences, every token in exactly one.

    A sentence ends at `.`, `!`, `?` or `…` with the closing marks behind it, where white space and the beginning of another one follow, and at a
    blank line. Titles, initials and the usual abbreviations do not end one.
    """
    text, low, starts, ends = tokens.text, tokens.low, tokens.starts, tokens.ends
    count = len(low)
    if count and _STOPS.isdisjoint(low[:-1]) and not _blank_line(text, starts[0], starts[-1]):
        return [(0, count)]
    found: list[tuple[int, int]] = []
    abbreviation = words("abbreviation")
    first = at = 0
    while at < count:
        word = low[at]
        nxt = at + 1
        if word in ".!?…":
            while nxt < count and starts[nxt] == ends[nxt - 1] and (low[nxt] in _CLOSERS or low[nxt] in ".!?…"):
                nxt += 1
            if _ends(tokens, at, nxt, abbreviation):
                found.append((first, nxt))
                first = nxt
                at = nxt
                continue
        if nxt < count and ends[nxt - 1] + 1 < starts[nxt] and _blank_line(text, ends[nxt - 1], starts[nxt]):
            found.append((first, nxt))
            first = nxt
        at = nxt
    if first < count:
        found.append((first, count))
    return found


def _ends(tokens: Tokens, stop: int, nxt: int, abbreviation: frozenset[str]) -> bool:
    if nxt >= len(tokens):
        return True
    if tokens.starts[nxt] == tokens.ends[nxt - 1]:
        return False
    following = tokens.text[tokens.starts[nxt]]
    if not (following.isupper() or following.isdigit() or following in _OPENERS or following in "-–—•*["):
        return False
    if tokens.low[stop] != "." or nxt > stop + 1:
        return True
    if stop == 0 or tokens.starts[stop] != tokens.ends[stop - 1]:
        return True
    before = tokens.low[stop - 1]
    if before in abbreviation:
        return False
    return not (len(before) == 1 and before.isalpha() and tokens.capital(stop - 1) and before != "i")


def _blank_line(text: str, start: int, end: int) -> bool:
    return text.count("\n", start, end) > 1 or text.count("\r", start, end) > 1
