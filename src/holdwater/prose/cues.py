"""Finding the phrases of the word lists: longest phrase first, looked for only where the rarest word of one stands."""

from functools import cache
from typing import NamedTuple

from holdwater.lexicon.lists import hedges, phrases
from holdwater.prose.kinds import CUE, rarest
from holdwater.prose.tokens import Tokens


class Cue(NamedTuple):
    """A phrase found: tokens `[first, last)`, the list it is of, and what that list says of it."""

    first: int
    last: int
    list: str
    value: tuple[str | None, ...]
    phrase: str


class _Entry(NamedTuple):
    rest: tuple[str, ...]
    list: str
    value: tuple[str | None, ...]
    phrase: str


@cache
def _table() -> tuple[dict[str, tuple[_Entry, ...]], dict[str, tuple[int, ...]]]:
    """First word -> the phrases that begin with it, longest first; and rarest word -> how far before it a phrase can begin.

    `silence` rows of class verb and noun are not phrases and stay out.
    """
    found: dict[str, list[_Entry]] = {}
    before: dict[str, set[int]] = {}

    def add(phrase: str, name: str, value: tuple[str | None, ...]) -> None:
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append(_Entry(parts[1:], name, value, phrase))
        at = rarest(parts)
        before.setdefault(parts[at], set()).add(at)

    for phrase, row in hedges().items():
        add(phrase, "hedges", row)
    for phrase, role in phrases("connectives").items():
        add(phrase, "connectives", role)
    for phrase, (kind, what) in phrases("silence").items():
        if kind == "phrase":
            add(phrase, "silence", (what,))
    longest_first = {first: tuple(sorted(entries, key=lambda entry: -len(entry.rest))) for first, entries in found.items()}
    return longest_first, {word: tuple(sorted(distances)) for word, distances in before.items()}


def find_cues(tokens: Tokens) -> list[Cue]:
    """All phrases in the tokens, in order; of one list, the longest at a place and none that lies inside another of that list."""
    table, before = _table()
    low = tokens.low
    found: list[Cue] = []
    done: dict[str, int] = {}
    beginnings = {rare - distance for rare in tokens.where(CUE) for distance in before[low[rare]] if rare >= distance}
    for at in sorted(beginnings):
        for entry in table.get(low[at], ()):
            if done.get(entry.list, 0) > at:
                continue
            last = at + 1 + len(entry.rest)
            if not entry.rest or tuple(low[at + 1 : last]) == entry.rest:
                found.append(Cue(at, last, entry.list, entry.value, entry.phrase))
                done[entry.list] = last
    return found
