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


class _Beginning(NamedTuple):
    """The phrases that begin with a word: `then` by the word behind it, longest first, and `alone` those of that word alone."""

    then: dict[str, list[_Entry]]
    alone: list[_Entry]


@cache
def _table() -> tuple[dict[str, _Beginning], dict[str, tuple[int, ...]]]:
    """First word -> the phrases that begin with it; and rarest word -> how far before it a phrase can begin.

    `silence` rows of class verb and noun are not phrases and stay out.
    """
    found: dict[str, _Beginning] = {}
    before: dict[str, set[int]] = {}

    def add(phrase: str, name: str, value: tuple[str | None, ...]) -> None:
        parts = tuple(phrase.split())
        beginning = found.setdefault(parts[0], _Beginning({}, []))
        listed = beginning.then.setdefault(parts[1], []) if len(parts) > 1 else beginning.alone
        listed.append(_Entry(parts[1:], name, value, phrase))
        at = rarest(parts)
        before.setdefault(parts[at], set()).add(at)

    for phrase, row in hedges().items():
        add(phrase, "hedges", row)
    for phrase, role in phrases("connectives").items():
        add(phrase, "connectives", role)
    for phrase, (kind, what) in phrases("silence").items():
        if kind == "phrase":
            add(phrase, "silence", (what,))
    for beginning in found.values():
        for entries in beginning.then.values():
            entries.sort(key=lambda entry: -len(entry.rest))
    return found, {word: tuple(sorted(distances)) for word, distances in before.items()}


def find_cues(tokens: Tokens) -> list[Cue]:
    """All phrases in the tokens, in order; of one list, the longest at a place and none that lies inside another of that list."""
    table, before = _table()
    low = tokens.low
    found: list[Cue] = []
    done: dict[str, int] = {}
    beginnings = {rare - distance for rare in tokens.where(CUE) for distance in before[low[rare]] if rare >= distance}
    for at in sorted(beginnings):
        beginning = table.get(low[at])
        if beginning is None:
            continue
        for entry in (*(beginning.then.get(low[at + 1], ()) if at + 1 < len(low) else ()), *beginning.alone):
            if done.get(entry.list, 0) > at:
                continue
            last = at + 1 + len(entry.rest)
            if not entry.rest or tuple(low[at + 1 : last]) == entry.rest:
                found.append(Cue(at, last, entry.list, entry.value, entry.phrase))
                done[entry.list] = last
    return found
