"""Finding the phrases of `lexicon/data/faults.csv` and `loaded.csv` in a sentence: one walk over its tokens.

A pattern is words in lower case; `a|b` is either word, `_` any one word, `*` up to four words of the same clause. Each list names its patterns'
kind; of one kind the longest phrase at a place is found, and none that lies inside another.
"""

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


@cache
def _table() -> dict[str, tuple[_Pattern, ...]]:
    """First word -> the patterns that can begin with it."""
    found: dict[str, list[_Pattern]] = {}

    def add(kind: str, pattern: str, about: str | None) -> None:
        first, *rest = pattern.split()
        parts = tuple(word if word in ("_", "*") else frozenset(word.split("|")) for word in rest)
        for word in first.split("|"):
            found.setdefault(word, []).append(_Pattern(kind, parts, about))

    for kind, pattern in data_lines("faults")[1][1:]:
        add(kind, pattern, None)
    for pattern, about in data_lines("loaded")[1][1:]:
        add("loaded", pattern, about)
    return {word: tuple(patterns) for word, patterns in found.items()}


def find_phrases(tokens: Tokens) -> tuple[Phrase, ...]:
    """Every phrase of the lists in the tokens, in text order."""
    table = _table()
    low = tokens.low
    found: list[Phrase] = []
    done: dict[str, int] = {}
    for at, word in enumerate(low):
        patterns = table.get(word)
        if patterns is None:
            continue
        best: dict[str, tuple[int, str | None]] = {}
        for pattern in patterns:
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
