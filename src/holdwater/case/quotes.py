"""Finding the words of a quote again in the text they were taken from. A text is folded once; each quote is then a search in it.

Folded, on both sides: runs of white space, quotation marks and apostrophes, dashes with the space around them, soft hyphens, ligatures, the
sign for three dots, accents written apart from their letter. Kept: capitals, every other mark, every letter as it is. A zero-width character,
a turn of the writing direction or a letter of another script is never folded away: it makes a quote *disguised*, and is named.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from holdwater.source import Passage, Span
from holdwater.typed import Literal, NamedTuple

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from difflib import Match

SHORTEST = 3
"""A quote of fewer words proves nothing of its own: such words stand in any text."""
MOST = 20
"""Places that are told at most."""
_LOOKED_PAST = 8
"""Hidden characters beside an end of a quote that are looked past, to see whether it cuts a word."""
_SEARCHED = 500
"""Places among which the one nearest to a wrong place is looked for."""

Status = Literal["found", "elsewhere", "ambiguous", "altered", "disguised", "absent", "short"]


class SourceFile(NamedTuple):
    """A source as it was found: its text and the SHA-256 of its bytes in hexadecimal; or, where `text` is None, why it could not be read.

    outside: it was refused because it lies outside the project, not because it could not be opened. hidden: what its readers do not see.
    """

    text: str | None
    sha256: str | None = None
    finding: str | None = None
    mend: str | None = None
    outside: bool = False
    hidden: tuple[Passage, ...] = ()


class Difference(NamedTuple):
    """Words of the quote and what the source has in their place; either may be empty."""

    quoted: str
    written: str


class Disguise(NamedTuple):
    """A character that looks like another or like nothing: itself, its Unicode name, and which text has it."""

    char: str
    name: str
    where: Literal["quote", "source"]


class Located(NamedTuple):
    """What became of a quote. Only *found* is verified.

    found: it stands at its place, or, without one, in one place alone. elsewhere: it stands at `span`, not at its place. ambiguous: it stands in
    several places and none was given. altered: no place has these words; `span` is the nearest, `differences` what differs there. disguised: it
    would be found without the characters in `disguises`. short: fewer than three words; `span` is where they stand, None if that is not clear.
    others: further places. how: why it is altered, where that can be told: `cut` (begins or ends inside a word), `joined` (parts of
    different places put together), `case` (capital letters alone), `marks` (punctuation alone).
    """

    status: Status
    span: Span | None = None
    others: tuple[Span, ...] = ()
    differences: tuple[Difference, ...] = ()
    disguises: tuple[Disguise, ...] = ()
    how: Literal["cut", "joined", "case", "marks"] | None = None


_SPACES = "\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\u2028\u2029"
_QUOTATION_MARKS = '"“”„‟«»＂〝〞〟″‘’‚‛‹›′`´＇ʼ'
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "…": "..."}
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
_HIDDEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HYPHENS = frozenset("-\u2010")


@cache
def _folding() -> dict[int, str]:
    """One character for one, so that offsets stay."""
    return (
        {ord(char): " " for char in _SPACES}
        | {ord(char): "\n" for char in _LINE_ENDS}
        | {ord(char): "'" for char in _QUOTATION_MARKS}
        | {ord(char): "-" for char in _DASHES}
    )


@cache
def _runs(marked: bool) -> re.Pattern[str]:
    """What changes its length when folded."""
    marks = f"|[^{_MARKS}\n][{_MARKS}]+" if marked else ""
    return re.compile(
        r"\n[ \n]*(?:-[- \n]*)?| (?=[ \n-])[ \n]*(?:-[- \n]*)?|-(?=[- \n])[- \n]*|''+|\xad[\xad \n]*|[\ufb00-\ufb06…]" + marks
    )


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(f"[{_HIDDEN}]")


@cache
def _marked() -> re.Pattern[str]:
    return re.compile(f"[{_MARKS}]")


class Folded:
    """A text folded once, and the way back: `span(first, last)` is where a stretch of `text` stands in `source`.

    breaks: the hyphens of `text` that stood at the end of a line, where nobody can tell whether they belong to the word.

    >>> folded = Folded("The ‘deep\\n  state’ — so they say")
    >>> folded.text, folded.span(4, 16)
    ("The 'deep state'-so they say", Span(start=4, end=18))
    """

    __slots__ = ("_at", "_index", "_joined", "_plain", "_stands", "breaks", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self.breaks: frozenset[int] = frozenset()
        self._joined: _Thinned | None = None
        self._plain: _Thinned | None = None
        self._index: _Words | None = None
        self._at, self._stands = [0], [0]
        text = source.translate(_folding())
        pieces: list[str] = []
        breaks: list[int] = []
        done = size = 0
        for run in _runs(not text.isascii() and _marked().search(text) is not None).finditer(text):
            start, end = run.span()
            written = text[start:end]
            first = written[0]
            if first == "\xad":
                new = ""
            elif first == "'":
                new = "'"
            elif first in " \n-":
                new = "-" if "-" in written else " "
                if first == "-" and "\n" in written and start and text[start - 1].isalpha() and source[start] in _HYPHENS:
                    following = text[end : end + 1]
                    if following.islower() and written.count("-") == 1:
                        breaks.append(size + start - done)
            elif first in _LIGATURES:
                new = _LIGATURES[first]
            else:
                from unicodedata import normalize

                new = normalize("NFC", written)
            if new == " " and end == start + 1:
                continue  # a line end alone: a space takes its place below
            pieces += (text[done:start], new)
            size += start - done + len(new)
            done = end
            self._at.append(size)
            self._stands.append(end)
        pieces.append(text[done:])
        self.text = "".join(pieces).replace("\n", " ")
        self.breaks = frozenset(breaks)

    def __len__(self) -> int:
        return len(self.text)

    def stands(self, at: int) -> int:
        """Where in the source the character `text[at]` stands."""
        place = bisect_right(self._at, at) - 1
        found = self._stands[place] + at - self._at[place]
        if place + 1 < len(self._at):
            found = min(found, self._stands[place + 1] - 1)
        return min(found, len(self.source))

    def span(self, first: int, last: int) -> Span:
        """The stretch of the source that `text[first:last]` was folded from, without space or soft hyphens at its ends."""
        source = self.source
        start = self.stands(first)
        end = max(self.stands(last - 1) + 1, self.stands(last)) if last < len(self.text) else len(source)
        while end > start and (source[end - 1].isspace() or source[end - 1] == "\xad"):
            end -= 1
        while start < end and (source[start].isspace() or source[start] == "\xad"):
            start += 1
        return Span(start, end)

    def inside_word(self, at: int) -> bool:
        """Would a cut before `text[at]` go through a word or a number?

        >>> [Folded("They can't pay 1,200").inside_word(at) for at in (5, 6, 8, 9, 11, 16, 17)]
        [False, True, True, True, False, True, True]
        """
        text = self.text
        if not 0 < at < len(text):
            return False
        before, after = at - 1, at
        if not text.isascii():
            hidden = _hidden()
            for _ in range(_LOOKED_PAST):
                before -= before > 0 and hidden.match(text[before]) is not None
                after += after < len(text) - 1 and hidden.match(text[after]) is not None
        left, right = text[before], text[after]
        if _of_word(left) and _of_word(right):
            return True
        if right.isalnum() and before:
            if left == "'" and text[before - 1].isalnum():
                return True
            if left in ".," and right.isdigit() and text[before - 1].isdigit():
                return True
        if not left.isalnum() or after + 1 >= len(text):
            return False
        if right == "'":  # "can" is no word of "can't"; "the mate" is two of "the mate's"
            return text[after + 1] in "tT" and not text[after + 2 : after + 3].isalnum()
        return right in ".," and left.isdigit() and text[after + 1].isdigit()

    @property
    def joined(self) -> "_Thinned":
        """Without its hyphens and dashes."""
        if self._joined is None:
            self._joined = _Thinned(self.text, [at for at, char in enumerate(self.text) if char == "-"])
        return self._joined

    @property
    def plain(self) -> "_Thinned":
        """Without hidden characters, and with the Latin letters that others look like."""
        if self._plain is None:
            text = self.text
            if text.isascii():
                self._plain = _Thinned(text, [])
            else:
                hidden = [found.start() for found in _hidden().finditer(text)]
                self._plain = _Thinned(text.translate(_lookalikes()), _with_spaces(text, hidden) if hidden else hidden)
        return self._plain

    @property
    def words(self) -> "_Words":
        if self._index is None:
            self._index = _Words(self.text)
        return self._index


def _of_word(char: str) -> bool:
    return char.isalnum() or char == "_" or (not char.isascii() and _marked().match(char) is not None)


class _Thinned:
    """A text without some of its characters, and the way back."""

    __slots__ = ("_before", "text")

    def __init__(self, text: str, left_out: list[int]) -> None:
        pieces, done = [], 0
        for at in left_out:
            pieces.append(text[done:at])
            done = at + 1
        pieces.append(text[done:])
        self.text = "".join(pieces)
        self._before = [at - number for number, at in enumerate(left_out)]

    def stands(self, at: int) -> int:
        """Where the character `text[at]` stands in the whole text."""
        return at + bisect_right(self._before, at)


def _with_spaces(text: str, hidden: list[int]) -> list[int]:
    """The hidden characters, and the second of two spaces that they kept apart."""
    found: list[int] = []
    kept = -1  # the last character before this place that stays
    for at in hidden:
        if not found or at > found[-1] + 1:
            kept = at - 1
        found.append(at)
        if text[at + 1 : at + 2] == " " and (kept < 0 or text[kept] == " "):
            found.append(at + 1)
    return found


class _Words:
    """The words and marks of a folded text with their offsets, and for each word where it occurs."""

    __slots__ = ("ends", "places", "starts", "tokens")

    def __init__(self, text: str) -> None:
        self.tokens: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.places: dict[str, list[int]] = {}
        for number, found in enumerate(_TOKEN.finditer(text)):
            token = found.group()
            self.tokens.append(token)
            self.starts.append(found.start())
            self.ends.append(found.end())
            if token[0].isalnum():
                self.places.setdefault(token.casefold(), []).append(number)


_TOKEN = re.compile(r"\w+(?:[.,'-]\w+)*|[^\w\s]")
_DOTS = re.compile(r" ?[\[(]?\.\.\.[\])]? ?")


@cache
def _lookalikes() -> dict[int, str]:
    """Letters of other scripts, and letters in other dress, with the Latin letter or the digit that each looks like."""
    from unicodedata import normalize

    from holdwater.lexicon.scale import data_lines

    table = {int(code, 16): latin for code, latin in data_lines("lookalikes")[1][1:]}
    for first, last in ((0xFF01, 0xFF5E), (0x1D400, 0x1D7FF), (0x2460, 0x24FF), (0x2100, 0x214F), (0x2070, 0x209C), (0xB2, 0xB9)):
        for code in range(first, last + 1):
            plain = normalize("NFKC", chr(code))
            if plain != chr(code) and len(plain) == 1 and plain.isascii():
                table.setdefault(code, plain)
    return table


def locate(folded: Folded, quote: str, place: Span | None = None, *, hint: bool = True) -> Located:
    """Where the words of a quote stand in a text, or what became of them.

    The words must be there in one piece, from the beginning of a word to the end of one, and nothing but what folds away may differ; an omission
    sign at either end is passed over. place: where they are said to stand. hint: whether the nearest words are looked for where none are the very
    ones; without it such a quote is *absent*. Linear in the text; where the text has been folded, one search.

    >>> text = Folded("The crew did not see the launch. They said so.")
    >>> locate(text, "did not see the  launch").span
    Span(start=9, end=31)
    >>> locate(text, "the crew did see the launch").differences
    (Difference(quoted='the', written='The'), Difference(quoted='', written='not'))
    """
    bare, trimmed = quote.strip(), _trim(quote)
    words = Folded(trimmed)
    if trimmed != bare and trimmed:
        whole = Folded(bare)  # the source may have the sign itself
        if (place is not None and _at_place(folded, whole, place)) or any(True for _ in _occurrences(folded, whole)):
            words = whole
    count = sum(any(char.isalnum() for char in word) for word in words.text.split(" "))
    if not count:
        return Located("short")
    if place is not None and (at := _at_place(folded, words, place)) is not None:
        return Located("short" if count < SHORTEST else "found", at)
    spans: list[Span] = []
    cut: Span | None = None
    for first, last in _occurrences(folded, words):
        if folded.inside_word(first) or folded.inside_word(last):
            cut = cut or folded.span(first, last)
            continue
        at = folded.span(first, last)
        if _same_measures(folded.source[at.start : at.end], words.source):
            spans.append(at)
            if len(spans) == (_SEARCHED if place else MOST):
                break
    if spans:
        if place is not None:
            spans.sort(key=lambda at: abs(at.start - place.start))
            return Located("elsewhere", spans[0], tuple(sorted(spans[1:MOST])))
        if count < SHORTEST:
            return Located("short", spans[0] if len(spans) == 1 else None, tuple(spans) if len(spans) > 1 else ())
        return Located("found", spans[0]) if len(spans) == 1 else Located("ambiguous", spans[0], tuple(spans[1:]))
    seen_through = _see_through(folded, words)
    if seen_through is not None:
        at, disguises = seen_through
        if disguises:
            return Located("disguised", at, disguises=disguises)
        if place is not None and at != _without_space(folded.source, place):
            return Located("elsewhere", at)
        return Located("short" if count < SHORTEST else "found", at)
    if cut is not None:
        return Located("altered", cut, how="cut")
    return _nearest(folded, words, place) if hint else Located("absent")


def _trim(quote: str) -> str:
    """A quote without space and omission signs at its ends."""
    bare = quote.strip()
    for sign in ("[...]", "[…]", "(...)", "(…)", "...", "…"):
        bare = bare.removeprefix(sign).lstrip()
        if not bare.endswith("...."):
            bare = bare.removesuffix(sign).rstrip()
    return bare


def _without_space(source: str, place: Span) -> Span:
    start, end = place.start, min(place.end, len(source))
    while end > start and (source[end - 1].isspace() or source[end - 1] == "\xad"):
        end -= 1
    while start < end and (source[start].isspace() or source[start] == "\xad"):
        start += 1
    return Span(start, end)


_BESIDE = 100
"""Characters on either side of a place that are looked at with it."""


def _at_place(folded: Folded, words: Folded, place: Span) -> Span | None:
    """The place, if the words stand just there: tried before anything is searched for."""
    source = folded.source
    if not 0 <= place.start < place.end <= len(source) or place.end - place.start > 4 * len(words.source) + 200:
        return None
    at = _without_space(source, place)
    low = max(0, at.start - _BESIDE)
    near = Folded(source[low : at.end + _BESIDE])
    wanted = Span(at.start - low, at.end - low)
    for first, last in _occurrences(near, words):
        if near.span(first, last) == wanted:
            whole = not (near.inside_word(first) or near.inside_word(last))
            return at if whole and _same_measures(source[at.start : at.end], words.source) else None
    return None


def _occurrences(folded: Folded, words: Folded) -> Iterator[tuple[int, int]]:
    """Where the folded words stand in the folded text; where none do, once more with the hyphens at line ends left open."""
    text, wanted = folded.text, words.text
    at = text.find(wanted)
    if at >= 0:
        while at >= 0:
            yield at, at + len(wanted)
            at = text.find(wanted, at + 1)
        return
    if not folded.breaks and not words.breaks:
        return
    joined, bare = folded.joined, wanted.replace("-", "")
    at = joined.text.find(bare) if bare else -1
    while at >= 0:
        first, last = joined.stands(at), joined.stands(at + len(bare) - 1) + 1
        if wanted.startswith("-") and first:
            first -= 1
        if wanted.endswith("-"):
            last += 1
        if _agree(folded, first, last, words):
            yield first, last
        at = joined.text.find(bare, at + 1)


def _agree(folded: Folded, first: int, last: int, words: Folded) -> bool:
    """Are the two the same but for hyphens that stood at the end of a line?"""
    text, wanted = folded.text, words.text
    at = 0
    while first < last or at < len(wanted):
        left = text[first] if first < last else ""
        right = wanted[at] if at < len(wanted) else ""
        if left == right:
            first += 1
            at += 1
        elif left == "-" and first in folded.breaks:
            first += 1
        elif right == "-" and at in words.breaks:
            at += 1
        else:
            return False
    return True


_MEASURE = re.compile("(?<=[0-9])(?:''|[\"“”„‟«»＂″'‘’‚‛‹›′`´＇ʼ])(?![^\\W\\d_])")
_OPENED = re.compile("(?:^|(?<=[\\s(\\[—–-]))[\"“”„‟«»‘’‚‛‹›'`](?=\\w)")


def _same_measures(written: str, quoted: str) -> bool:
    """Feet stay feet: a single mark behind a number has not become a double one, or the reverse, unless it closes a quotation."""
    one, two = _MEASURE.findall(written), _MEASURE.findall(quoted)
    if not one or not two or [_is_double(mark) for mark in one] == [_is_double(mark) for mark in two]:
        return True
    return _OPENED.search(written) is not None


def _is_double(mark: str) -> bool:
    return mark in '"“”„‟«»＂″' or mark == "''"


def _see_through(folded: Folded, words: Folded) -> tuple[Span, tuple[Disguise, ...]] | None:
    """Where the words would stand if nothing were hidden in either text and every letter were what it looks like; and what is in the way.

    Nothing is in the way where the quote is plain and the source merely has zero-width characters in it.
    """
    if folded.text.isascii() and words.text.isascii():
        return None
    plain, wanted = folded.plain, words.plain.text
    if not wanted.strip():
        return None
    at = plain.text.find(wanted)
    while at >= 0:
        first, last = plain.stands(at), plain.stands(at + len(wanted) - 1) + 1
        if not (folded.inside_word(first) or folded.inside_word(last)):
            break
        at = plain.text.find(wanted, at + 1)
    else:
        return None
    found: list[Disguise] = []
    for char in dict.fromkeys(words.text):
        if _hidden().match(char) or (ord(char) in _lookalikes() and char not in folded.text[first:last]):
            found.append(_disguise(char, "quote"))
    for char in dict.fromkeys(folded.text[first:last]):
        if char not in words.text and ((_hidden().match(char) and char in _TURNING) or ord(char) in _lookalikes()):
            found.append(_disguise(char, "source"))
    return folded.span(first, last), tuple(found)


def _disguise(char: str, where: Literal["quote", "source"]) -> Disguise:
    from unicodedata import name

    return Disguise(char, name(char, "a control character"), where)


_COMMON = 400
"""A word that stands in more places than this says too little about where a quote comes from."""
_LONGEST = 60
"""Words of a quote that are compared one by one: of a longer one, those around the first that differs."""


def _nearest(folded: Folded, words: Folded, place: Span | None) -> Located:
    """The stretch of the text that has most of the words, in their order, and what differs: a hint, never a verification."""
    from difflib import SequenceMatcher

    index, wanted = folded.words, words.words
    begin = _first_difference(folded, words) if len(wanted.tokens) > _LONGEST else 0
    tokens = wanted.tokens[begin : begin + _LONGEST]
    size = len(tokens)
    low, high = _window(index, tokens, None if place is None else _token_at(folded, place.start))
    quoted = [token.casefold() for token in tokens]
    matcher = SequenceMatcher(None, quoted, [token.casefold() for token in index.tokens[low:high]], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    matched = _matched(tokens, blocks)
    whole = sum(token[0].isalnum() for token in tokens)
    if not blocks or 2 * matched < whole or matched < min(2, whole):
        return Located("absent")
    anchor = max(blocks, key=lambda block: block.size)
    for slack in (2, 8):  # the narrowest stretch with as many of the words: "the" is in every sentence
        near, far = max(low, low + anchor.b - anchor.a - slack), min(high, low + anchor.b - anchor.a + size + slack)
        matcher = SequenceMatcher(None, quoted, [token.casefold() for token in index.tokens[near:far]], autojunk=False)
        narrow = [block for block in matcher.get_matching_blocks() if block.size]
        if _matched(tokens, narrow) >= matched:
            low, high, blocks = near, far, narrow
            break
    window = index.tokens[low:high]
    first = _widen(window, blocks[0].b, -blocks[0].a)
    last = _widen(window, blocks[-1].b + blocks[-1].size, size - blocks[-1].a - blocks[-1].size)
    exact = SequenceMatcher(None, tokens, window[first:last], autojunk=False)
    differences = tuple(
        Difference(_slice(words, wanted, begin + one, begin + two), _slice(folded, index, low + first + three, low + first + four))
        for what, one, two, three, four in exact.get_opcodes()
        if what != "equal"
    )
    at = folded.span(index.starts[low + first], index.ends[low + last - 1])
    return Located("altered", at, differences=differences, how=_how(folded, words, differences))


def _first_difference(folded: Folded, words: Folded) -> int:
    """From which word of a long quote on it is compared: a few before the first that no place has after all those before it."""
    index, text = words.words, folded.text
    low, high = 0, len(index.tokens)
    while low < high:
        middle = (low + high + 1) // 2
        if words.text[: index.ends[middle - 1]] in text:
            low = middle
        else:
            high = middle - 1
    return max(0, min(low - _LONGEST // 5, len(index.tokens) - _LONGEST))


def _window(index: "_Words", tokens: list[str], near: int | None) -> tuple[int, int]:
    """The stretch of words in which most of the quote's rarer words stand in their order; (0, 0) if none stands anywhere."""
    size = len(tokens)
    width = max(4, size // 2)
    known = [(len(found), number, found) for number, token in enumerate(tokens) if (found := index.places.get(token.casefold()))]
    rare = [each for each in known if each[0] <= _COMMON] or sorted(known)[:1]
    votes: dict[int, int] = {}
    for _, number, found in rare:
        for at in found[:_COMMON]:
            votes[(at - number) // width] = votes.get((at - number) // width, 0) + 1
    if not votes:
        return 0, 0
    slot = None if near is None else near // width
    best = max(votes, key=lambda each: (votes[each] + votes.get(each + 1, 0), 0 if slot is None else -abs(each - slot), -each))
    return max(0, best * width - width), min(len(index.tokens), (best + 2) * width + size + width)


def _matched(tokens: list[str], blocks: "list[Match]") -> int:
    return sum(sum(token[0].isalnum() for token in tokens[block.a : block.a + block.size]) for block in blocks)


def _widen(window: list[str], at: int, by: int) -> int:
    """A place among words moved by some words, but into no other sentence."""
    step = 1 if by > 0 else -1
    for _ in range(abs(by)):
        following = at if step > 0 else at - 1
        ends = 0 <= following < len(window) and window[following] in (".", "!", "?")
        if not 0 <= following < len(window) or (ends and step < 0):
            break
        at += step
        if ends:
            break
    return at


def _slice(folded: Folded, words: "_Words", first: int, last: int) -> str:
    return folded.text[words.starts[first] : words.ends[last - 1]] if first < last else ""


def _how(folded: Folded, words: Folded, differences: tuple[Difference, ...]) -> Literal["joined", "case", "marks"] | None:
    parts = [part for part in _DOTS.split(words.text) if part.strip()]
    if len(parts) > 1 and all(part.strip(" ") in folded.text for part in parts):
        return "joined"
    if differences and all(found.quoted.casefold() == found.written.casefold() for found in differences):
        return "case"
    if differences and not any(char.isalnum() for found in differences for char in found.quoted + found.written):
        return "marks"
    return None


def _token_at(folded: Folded, offset: int) -> int:
    """Number of the word at an offset of the source, roughly: folding changes offsets little."""
    place = bisect_right(folded._stands, offset) - 1
    return bisect_right(folded.words.starts, folded._at[place] + offset - folded._stands[place])
