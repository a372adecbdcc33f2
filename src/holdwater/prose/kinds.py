"""What a word can begin or hang on, as bits: one look at a word says which recognisers have to look at its place at all.

Most words of a text interest nobody. A recogniser that walks over the places of its own kinds alone does the same work as one that walks over
every word, in a fraction of the time (docs/decisions/one-pass.md).
"""

from functools import cache

from holdwater.lexicon.lists import hedges, phrases, speech, words
from holdwater.prose.calendar import AGES, MONTHS, NEAR_DAYS, SEASONS, SHORT, UNITS, WEEKDAYS

CAPITAL = 1 << 0
"""Begins with a capital letter."""
DIGIT = 1 << 1
"""Begins with a digit."""
WORD = 1 << 2
"""Begins with a letter or a digit."""
STOP = 1 << 3
"""May end a sentence."""
CUE = 1 << 4
"""The rarest word of a phrase of the lists (see `rarest`)."""
SPEECH = 1 << 5
"""An attribution may hang on it."""
REFERENCE = 1 << 6
"""A reference to a point may begin with it."""
NEGATION = 1 << 7
"""A negation, "no" among them."""
DATE = 1 << 8
"""A date may begin with it: a word of the calendar, or what begins with a digit; of bare numbers only what can be a year."""
MONTH = 1 << 9
UNIT = 1 << 10
"""A relative date may end with it."""
NO_PLACE = 1 << 11
"""No place, however it is written."""
NAME = 1 << 12
"""Stands inside names in small letters."""
PLACING = 1 << 13
"""May stand before a place."""
PAST = 1 << 14
"""A verb in the past."""
FUTURE = 1 << 15
PRESENT = 1 << 16
CONSEQUENCE = 1 << 17
"""Opens a clause that says what something indicates."""
STATEMENT = 1 << 18
"""The rarest word of a phrase that names the kind of a statement."""
THESIS = 1 << 19
DOTTED = 1 << 20
"""Has a full stop inside, as a label may ("6.1")."""

STOPS = ".!?…"
NAME_OPENINGS = ("ez-", "al-", "el-", "az-", "ash-")
NAME_WORDS = ("ez-zor", "al", "de", "la", "del", "upon", "on")
PLACE_LISTS = (",", "and", "or", "/", "&")
PLACE_HEADS = ("of", "near", "around", "as", "the", "city", "out")


def rarest(phrase: tuple[str, ...]) -> int:
    """Which word of a phrase is looked for first: the longest that is no function word, of several the last."""
    stop = words("stop")
    at = most = 0
    for place, word in enumerate(phrase):
        weight = len(word) if word in stop else len(word) + 1000
        if weight >= most:
            at, most = place, weight
    return at


@cache
def cues() -> dict[str, set[int]]:
    """The rarest words of the phrases of the lists, each with how far before it a phrase can begin."""
    found: dict[str, set[int]] = {}
    for phrase in (*hedges(), *phrases("connectives"), *(phrase for phrase, row in phrases("silence").items() if row[0] == "phrase")):
        parts = tuple(phrase.split())
        at = rarest(parts) if len(parts) > 1 else 0
        found.setdefault(parts[at], set()).add(at)
    return found


def kinds_of(spelling: str, low: str) -> int:
    """The bits of a word, as it is spelled and in lower case.

    >>> bool(kinds_of("Likely", "likely") & CUE), bool(kinds_of("Likely", "likely") & DATE)
    (True, False)
    """
    found = _listed().get(low, 0)
    if spelling[0].isupper():
        found |= CAPITAL
    if low[0].isalnum():
        found |= WORD
        if low[0].isdigit():
            found |= DIGIT
            # a bare number is a date only beside a month, or if it can be a year
            found |= DATE if not low.isdigit() or (len(low) == 4 and low.isascii() and 1500 <= int(low) <= 2199) else 0
    if low.endswith("ed") and len(low) > 4:
        found |= PAST
    if "." in low and len(low) > 1:
        found |= DOTTED
    if low.startswith(NAME_OPENINGS):
        found |= NAME
    return found


@cache
def _listed() -> dict[str, int]:
    """The bits that the lists give to words."""
    found: dict[str, int] = {}

    def add(some: "frozenset[str] | tuple[str, ...] | dict[str, object]", bit: int) -> None:
        for word in some:
            found[word] = found.get(word, 0) | bit

    add((*cues(),), CUE)
    for phrase in phrases("kinds"):
        parts = tuple(phrase.split())
        add((parts[rarest(parts)],), STATEMENT)
    add((*speech(), *words("noun_of_speech"), "according"), SPEECH)
    add((*words("keywords"), *words("outside_part"), "(", "["), REFERENCE)
    add((*words("negation"), "no"), NEGATION)
    add((*MONTHS, *SHORT), MONTH)
    add((*MONTHS, *SHORT, *SEASONS, *WEEKDAYS, *NEAR_DAYS, *words("past"), *words("coming")), DATE)
    add((*UNITS, *AGES), UNIT)
    add(words("not_places"), NO_PLACE)
    add(NAME_WORDS, NAME)
    add((*words("locative"), *words("placehead"), *words("direction"), *PLACE_LISTS, *PLACE_HEADS), PLACING)
    add(words("pastverb"), PAST)
    add(("will", "shall"), FUTURE)
    add(("is", "are"), PRESENT)
    add(words("consequence"), CONSEQUENCE)
    add(("hypothesis", "thesis"), THESIS)
    add(tuple(STOPS), STOP)
    return found
