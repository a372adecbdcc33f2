"""A stretch of text as tokens and sentences: made once, shared by every recogniser."""

import re
from bisect import bisect_left
from functools import cache, reduce
from itertools import accumulate, chain
from operator import itemgetter, or_

from holdwater.lexicon.lists import words
from holdwater.prose.kinds import CAPITAL, CUE, DATE, DIGIT, DOTTED, NEGATION, REFERENCE, SPEECH, STOP, UNIT, kinds_of
from holdwater.source import Span

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[.'\-]\w+|’\w+)*|[^\w\s]")  # ’ apart: in a set it would take as long to compile as all the rest
_OPENERS = "\"'“‘«([{"
_CLOSERS = "\"'”’»)]}"
_BLANK = re.compile(r"\n\s*\n|\r\s*\r")

_SPACES = "\n\t\r"
_RARE_SPACES = (
    "\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_SOME = CUE | SPEECH | REFERENCE | NEGATION | DATE | DIGIT | DOTTED | UNIT
"""What `where` is asked for in every text."""


@cache
def _titles() -> frozenset[str]:
    return words("title") & words("abbreviation")


_Piece = tuple[int, tuple[str, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Its length with the blank behind it, and of its tokens the words, the kinds, and where they start and end in it."""


class _Pieces(dict[str, _Piece]):
    """How a run of characters without white space falls into tokens, worked out once for each spelling.

    A text repeats its words, so that most of its pieces are looked up rather than taken apart. No token has white space in it: taken apart by
    itself or within a text, a piece gives the same tokens (tests/prose/test_one_pass.py).
    """

    MOST, LONGEST = 100_000, 40

    def __missing__(self, piece: str) -> _Piece:
        if piece.isalnum():
            word = piece.lower()
            return self._keep(piece, (len(piece) + 1, (word,), (kinds_of(piece, word),), (0,), (len(piece),)))
        low: list[str] = []
        kinds: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        titles = _titles()
        for match in _TOKEN.finditer(piece):
            spelling = match[0]
            word = spelling.lower().replace("’", "'")
            start = match.start()
            if word == "." and low and low[-1] in titles and ends[-1] == start:
                continue  # the full stop of "Dr.", which belongs to the title
            low.append(word)
            kinds.append(kinds_of(spelling, word))
            starts.append(start)
            ends.append(match.end())
        return self._keep(piece, (len(piece) + 1, tuple(low), tuple(kinds), tuple(starts), tuple(ends)))

    def _keep(self, piece: str, found: _Piece) -> _Piece:
        if len(piece) <= self.LONGEST:
            if len(self) >= self.MOST:
                self.clear()
            self[piece] = found
        return found


_take_apart = _Pieces({"": (1, (), (), (), ())}).__getitem__
_length, _words, _kinds = itemgetter(0), itemgetter(1), itemgetter(2)


class Tokens:
    """Parallel lists over the tokens of `text[span]`: start and end offsets, the lower-cased word (curly apostrophes made straight), its kinds.

    A token is a word with its inner hyphens, apostrophes and full stops ("ez-Zor", "didn't", "9.164", "U.S") or one mark of punctuation. Kinds
    are the bits of `kinds.py`; `present` are those of all tokens together.
    """

    __slots__ = ("_present", "_some", "ends", "kinds", "low", "span", "starts", "text")

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.span = span
        self._present: int | None = None
        self._some: list[int] | None = None
        piece = text[span.start : span.end]
        for space in _SPACES:
            piece = piece.replace(space, " ")
        if not piece.isascii() or not piece.isprintable():
            for space in _RARE_SPACES:
                piece = piece.replace(space, " ")
        parts = list(map(_take_apart, piece.split(" ")))
        self.low: list[str] = list(chain.from_iterable(map(_words, parts)))
        self.kinds: list[int] = list(chain.from_iterable(map(_kinds, parts)))
        bases = list(accumulate(map(_length, parts), initial=span.start))
        self.starts: list[int] = [base + at for base, part in zip(bases, parts, strict=False) for at in part[3]]
        self.ends: list[int] = [base + at for base, part in zip(bases, parts, strict=False) for at in part[4]]

    def __len__(self) -> int:
        return len(self.low)

    @property
    def present(self) -> int:
        if self._present is None:
            self._present = reduce(or_, self.kinds, 0)
        return self._present

    def where(self, kind: int) -> list[int]:
        """The tokens of one of some kinds, in order."""
        kinds = self.kinds
        if kind & ~_SOME:
            return [at for at, each in enumerate(kinds) if each & kind]
        if self._some is None:
            self._some = [at for at, each in enumerate(kinds) if each & _SOME]
        return [at for at in self._some if kinds[at] & kind]

    def within(self, first: int, last: int, text: str, by: int) -> "Tokens":
        """The run of tokens `[first, last)` as tokens of a text in which they stand so many characters further on."""
        part = Tokens.__new__(Tokens)
        part.text = text
        part.low = self.low[first:last]
        part.kinds = self.kinds[first:last]
        part.starts = [start + by for start in self.starts[first:last]]
        part.ends = [end + by for end in self.ends[first:last]]
        part.span = Span(part.starts[0], part.ends[-1]) if part.low else Span(0, 0)
        part._present = part._some = None
        return part

    def raw(self, at: int) -> str:
        return self.text[self.starts[at] : self.ends[at]]

    def capital(self, at: int) -> bool:
        """Does token `at` begin with a capital letter?"""
        return bool(self.kinds[at] & CAPITAL)

    def span_of(self, first: int, last: int) -> Span:
        """The span from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    def first_at(self, offset: int) -> int:
        """Index of the first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)


def sentences(tokens: Tokens, first: int = 0, last: int | None = None) -> list[tuple[int, int]]:
    """Token ranges `[first, last)` of the sentences, every token (of the run `[first, last)`) in exactly one.

    A sentence ends at `.`, `!`, `?` or `…` with the closing marks behind it, where white space and the beginning of another one follow, and at a
    blank line. Titles, initials and the usual abbreviations do not end one.
    """
    if last is None:
        last = len(tokens)
    if first >= last:
        return []
    text, low, starts, ends = tokens.text, tokens.low, tokens.starts, tokens.ends
    begin, end = starts[first], ends[last - 1]
    parted = (text.count("\n", begin, end) > 1 or text.count("\r", begin, end) > 1) and _BLANK.search(text, begin, end) is not None
    kinds = tokens.kinds if first == 0 and last == len(low) else tokens.kinds[first:last]
    stops = [at for at, kind in enumerate(kinds, first) if kind & STOP]
    if not parted and (not stops or stops[0] == last - 1):
        return [(first, last)]
    breaks = (
        [at for at in range(first + 1, last) if ends[at - 1] + 1 < starts[at] and _blank_line(text, ends[at - 1], starts[at])]
        if parted
        else []
    )
    found: list[tuple[int, int]] = []
    abbreviation = words("abbreviation")
    begun, reached, broken = first, first, 0
    for stop in stops:
        if stop < reached:
            continue
        nxt = stop + 1
        while nxt < last and starts[nxt] == ends[nxt - 1] and (low[nxt] in _CLOSERS or low[nxt] in ".!?…"):
            nxt += 1
        reached = nxt
        while broken < len(breaks) and breaks[broken] < nxt:
            if breaks[broken] > begun:
                found.append((begun, breaks[broken]))
                begun = breaks[broken]
            broken += 1
        if _ends(tokens, first, stop, nxt, last, abbreviation):
            found.append((begun, nxt))
            begun = nxt
    for at in breaks[broken:]:
        if at > begun:
            found.append((begun, at))
            begun = at
    if begun < last:
        found.append((begun, last))
    return found


def _ends(tokens: Tokens, first: int, stop: int, nxt: int, last: int, abbreviation: frozenset[str]) -> bool:
    """Does the sentence end with the full stop at `stop`, behind which token `nxt` follows, in the run of tokens `[first, last)`?"""
    if nxt >= last:
        return True
    if tokens.starts[nxt] == tokens.ends[nxt - 1]:
        return False
    following = tokens.text[tokens.starts[nxt]]
    if not (following.isupper() or following.isdigit() or following in _OPENERS or following in "-–—•*["):
        return False
    if tokens.low[stop] != "." or nxt > stop + 1:
        return True
    if stop == first or tokens.starts[stop] != tokens.ends[stop - 1]:
        return True
    before = tokens.low[stop - 1]
    if before in abbreviation:
        return False
    return not (len(before) == 1 and before.isalpha() and tokens.capital(stop - 1) and before != "i")


def _blank_line(text: str, start: int, end: int) -> bool:
    return text.count("\n", start, end) > 1 or text.count("\r", start, end) > 1
