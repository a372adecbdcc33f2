"""Finding the phrases of `lexicon/data/faults.csv` and `loaded.csv` in a sentence: one walk over its tokens.

A pattern is words in lower case; `a|b` is either word, `_` any one word, `*` up to four words of the same clause. Each list names its patterns'
kind; of one kind the longest phrase at a place is found, and none that lies inside another.
"""

from collections.abc import Container
from functools import cache
from typing import NamedTuple

from holdwater.lexicon.scale import data_lines
from holdwater.prose.tokens import Tokens
from holdwater.source import Span

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
def _table() -> dict[str, _Entry]:
    found: dict[str, _Entry] = {}
    known: dict[str, frozenset[str] | str] = {"_": "_", "*": "*"}
    rows: list[tuple[str, str, str | None]] = [(kind, written, None) for kind, written in data_lines("faults")[1][1:]]
    rows += [("loaded", written, about) for written, about in data_lines("loaded")[1][1:]]
    for kind, written, about in rows:
        first, *parts = written.split()
        rest = tuple(known.get(part) or known.setdefault(part, frozenset(part.split("|"))) for part in parts)
        pattern = _Pattern(kind, rest, about)
        for word in first.split("|"):
            entry = found.get(word)
            if entry is None:
                entry = found[word] = _Entry({}, [])
            if rest and not isinstance(rest[0], str):
                for second in rest[0]:
                    entry.then.setdefault(second, []).append(pattern)
            else:
                entry.any.append(pattern)
    return found


def find_phrases(tokens: Tokens, joints: Container[int] = ()) -> tuple[Phrase, ...]:
    """Every phrase of the lists in the tokens, in text order; none begins at one of `joints`, which stand between sentences."""
    table = _table()
    low = tokens.low
    last_token = len(low) - 1
    found: list[Phrase] = []
    done: dict[str, int] = {}
    for at, word in enumerate(low):
        entry = table.get(word)
        if entry is None or at in joints:
            continue
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
