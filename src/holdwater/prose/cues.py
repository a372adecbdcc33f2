"""Finding the phrases of the word lists: longest phrase first, looked for only where the rarest word of one stands."""

from functools import cache

from holdwater.lexicon.lists import hedges, phrases
from holdwater.prose.kinds import CUE, cues
from holdwater.prose.tokens import Tokens
from holdwater.typed import NamedTuple


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
def _listed() -> dict[str, list[tuple[str, str, tuple[str | None, ...]]]]:
    """First word -> the phrases that begin with it, each with its list and what that says of it.

    `silence` rows of class verb and noun are not phrases and stay out.
    """
    found: dict[str, list[tuple[str, str, tuple[str | None, ...]]]] = {}
    silences = {phrase: (what,) for phrase, (kind, what) in phrases("silence").items() if kind == "phrase"}
    for name, rows in (("hedges", hedges()), ("connectives", phrases("connectives")), ("silence", silences)):
        for phrase, row in rows.items():
            found.setdefault(phrase.partition(" ")[0], []).append((phrase, name, row))
    return found


@cache
def _beginning(word: str) -> _Beginning:
    """What can begin with a word; made for the words that a text has."""
    made = _Beginning({}, [])
    for phrase, name, value in _listed().get(word, ()):
        parts = phrase.split()
        listed = made.then.setdefault(parts[1], []) if len(parts) > 1 else made.alone
        listed.append(_Entry(tuple(parts[1:]), name, value, phrase))
    for entries in made.then.values():
        entries.sort(key=lambda entry: -len(entry.rest))
    return made


def find_cues(tokens: Tokens) -> list[Cue]:
    """All phrases in the tokens, in order; of one list, the longest at a place and none that lies inside another of that list."""
    before, listed = cues(), _listed()
    low = tokens.low
    found: list[Cue] = []
    done: dict[str, int] = {}
    beginnings = {rare - distance for rare in tokens.where(CUE) for distance in before[low[rare]] if rare >= distance}
    for at in sorted(beginnings):
        if low[at] not in listed:
            continue
        beginning = _beginning(low[at])
        for entry in (*(beginning.then.get(low[at + 1], ()) if at + 1 < len(low) else ()), *beginning.alone):
            if done.get(entry.list, 0) > at:
                continue
            last = at + 1 + len(entry.rest)
            if not entry.rest or tuple(low[at + 1 : last]) == entry.rest:
                found.append(Cue(at, last, entry.list, entry.value, entry.phrase))
                done[entry.list] = last
    return found
