"""Finding the phrases of `lexicon/data/faults.csv` and `loaded.csv` in a sentence: one walk over its tokens.

A pattern is words in lower case; `a|b` is either word, `_` any one word, `*` up to four words of the same clause. Each list names its patterns'
kind; of one kind the longest phrase at a place is found, and none that lies inside another.
"""

from collections.abc import Container
from functools import cache

from holdwater.lexicon.scale import data_lines
from holdwater.prose.tokens import Tokens
from holdwater.source import Span
from holdwater.typed import NamedTuple

_GAP = 4
_STOPS = frozenset('.;:!?…()"“”«»–—')


class Phrase(NamedTuple):
    """A phrase found: its kind, its place, and what its list says of it (None where the list says nothing)."""

    kind: str
    at: Span
    about: str | None


class _Pattern(NamedTuple):
    kind: str
    rest: tuple[frozenset[str] | str, ...]
    about: str | None


class _Entry(NamedTuple):
    """The patterns that can begin with a word: `then` by the word that must follow, `any` the others."""

    then: dict[str, list[_Pattern]]
    any: list[_Pattern]


@cache
def _listed() -> dict[str, list[tuple[str, str, str | None]]]:
    """First word -> the rows of the lists that can begin with it: kind, pattern, what is said of it."""
    found: dict[str, list[tuple[str, str, str | None]]] = {}
    rows: list[tuple[str, str, str | None]] = [(kind, written, None) for kind, written in data_lines("faults")[1][1:]]
    rows += [("loaded", written, about) for written, about in data_lines("loaded")[1][1:]]
    for row in rows:
        for word in row[1].partition(" ")[0].split("|"):
            found.setdefault(word, []).append(row)
    return found


@cache
def _entry(word: str) -> _Entry:
    """The patterns that can begin with a word; made for the words that a text has."""
    made = _Entry({}, [])
    for kind, written, about in _listed()[word]:
        rest = tuple([part if part in ("_", "*") else frozenset(part.split("|")) for part in written.split()[1:]])
        pattern = _Pattern(kind, rest, about)
        if rest and not isinstance(rest[0], str):
            for second in rest[0]:
                made.then.setdefault(second, []).append(pattern)
        else:
            made.any.append(pattern)
    return made


def find_phrases(tokens: Tokens, joints: Container[int] = ()) -> tuple[Phrase, ...]:
    """Every phrase of the lists in the tokens, in text order; none begins at one of `joints`, which stand between sentences."""
    listed = _listed()
    low = tokens.low
    last_token = len(low) - 1
    found: list[Phrase] = []
    done: dict[str, int] = {}
    for at, word in enumerate(low):
        if word not in listed or at in joints:
            continue
        entry = _entry(word)
        following = entry.then.get(low[at + 1]) if at < last_token else None
        if following is None and not entry.any:
            continue
        best: dict[str, tuple[int, str | None]] = {}
        for pattern in (*entry.any, *(following or ())):
            if done.get(pattern.kind, 0) > at:
                continue
            last = _end(low, at + 1, pattern.rest, 0) if pattern.rest else at + 1
            if last > best.get(pattern.kind, (0, None))[0]:
                best[pattern.kind] = (last, pattern.about)
        for kind, (last, about) in best.items():
            done[kind] = last
            found.append(Phrase(kind, tokens.span_of(at, last - 1), about))
    return tuple(found)


def _end(low: list[str], at: int, rest: tuple[frozenset[str] | str, ...], first: int) -> int:
    """Token index behind the phrase if `rest[first:]` matches from `at`, else 0."""
    count = len(low)
    for step in range(first, len(rest)):
        part = rest[step]
        if part == "*":
            for skip in range(_GAP + 1):
                if at + skip > count:
                    return 0
                last = _end(low, at + skip, rest, step + 1)
                if last:
                    return last
                if at + skip < count and low[at + skip] in _STOPS:
                    return 0
            return 0
        if at >= count or low[at] in _STOPS:
            return 0
        if part != "_" and low[at] not in part:
            return 0
        at += 1
    return at
