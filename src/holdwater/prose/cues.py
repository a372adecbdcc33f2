"""Finding the phrases of the word lists: one walk over the tokens, longest phrase first."""

from functools import cache
from typing import NamedTuple

from holdwater.lexicon.lists import hedges, phrases
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
def _table() -> dict[str, tuple[_Entry, ...]]:
    """First word -> the phrases that begin with it, longest first. `silence` rows of class verb and noun are not phrases and stay out."""
    found: dict[str, list[_Entry]] = {}

    def add(phrase: str, name: str, value: tuple[str | None, ...]) -> None:
        first, *rest = phrase.split()
        found.setdefault(first, []).append(_Entry(tuple(rest), name, value, phrase))

    for phrase, row in hedges().items():
        add(phrase, "hedges", row)
    for phrase, role in phrases("connectives").items():
        add(phrase, "connectives", role)
    for phrase, (kind, what) in phrases("silence").items():
        if kind == "phrase":
            add(phrase, "silence", (what,))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry.rest))) for first, entries in found.items()}


def find_cues(tokens: Tokens) -> list[Cue]:
    """All phrases in the tokens, in order; of one list, the longest at a place and none that lies inside another of that list."""
    table = _table()
    low = tokens.low
    if table.keys().isdisjoint(low):
        return []
    found: list[Cue] = []
    done: dict[str, int] = {}
    for at, word in enumerate(low):
        entries = table.get(word)
        if entries is None:
            continue
        for entry in entries:
            if done.get(entry.list, 0) > at:
                continue
            last = at + 1 + len(entry.rest)
            if not entry.rest or tuple(low[at + 1 : last]) == entry.rest:
                found.append(Cue(at, last, entry.list, entry.value, entry.phrase))
                done[entry.list] = last
    return found
