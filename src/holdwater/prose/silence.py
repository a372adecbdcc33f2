"""Silences: what was not said, not done, not shown, not found."""

from functools import cache

from holdwater.lexicon.lists import phrases, words
from holdwater.prose.cues import Cue
from holdwater.prose.kinds import NEGATION
from holdwater.prose.tokens import Tokens
from holdwater.prose.types import Silence, SilenceKind
from holdwater.typed import cast

_REACH = 4
"""How many words may stand between a negation and its verb, or "no" and its noun ("did not even once respond")."""
_BREAKS = frozenset([",", ";", ":", "(", ")", "–", "—", ".", "!", "?"])


@cache
def _verbs_and_nouns() -> tuple[dict[str, str], dict[str, str]]:
    """The verbs that make a silence after a negation and the nouns that do after "no", each with its kind."""
    rows = phrases("silence").items()
    verbs = {phrase: kind for phrase, (cls, kind) in rows if cls == "verb" and " " not in phrase}
    return verbs, {phrase: kind for phrase, (cls, kind) in rows if cls == "noun"}


def find_silences(tokens: Tokens, ranges: list[tuple[int, int]], cues: list[Cue]) -> list[Silence]:
    """Phrases of the list as they stand, verbs of the list after a negation, nouns of the list after "no". One silence a clause."""
    negation = words("negation")
    low = tokens.low
    hits: list[tuple[int, int, str]] = [(cue.first, cue.last, cast(str, cue.value[0])) for cue in cues if cue.list == "silence"]
    if not hits and not tokens.present & NEGATION:
        return []
    verbs, nouns = _verbs_and_nouns()
    for at in tokens.where(NEGATION):
        word = low[at]
        if word == "no":
            for last in range(at + 1, min(at + _REACH, len(low))):
                if low[last] in _BREAKS:
                    break
                if low[last] in nouns:
                    hits.append((at, last + 1, nouns[low[last]]))
                    break
            else:
                if (behind := _undone(tokens, at)) is not None:
                    hits.append((at, behind, "absence"))
        elif word in negation and word not in ("nor", "neither", "without", "none", "nothing"):
            for last in range(at + 1, min(at + _REACH, len(low))):
                if low[last] in _BREAKS or low[last] in words("conjunction"):
                    break
                if low[last] in verbs:
                    hits.append((at, last + 1, verbs[low[last]]))
                    break
    hits = [hit for hit in hits if not (low[hit[0]] in ("failed", "fails", "failure") and _shown(low, hit[0]))]
    hits.sort()
    found: list[Silence] = []
    reached = 0
    range_at = 0
    for first, last, kind in hits:
        if first < reached:
            continue
        reached = last
        while range_at + 1 < len(ranges) and ranges[range_at][1] <= first:
            range_at += 1
        begin, end = clause(tokens, first, ranges[range_at])
        found.append(Silence(tokens.span_of(first, last - 1), tokens.span_of(begin, end - 1), cast(SilenceKind, kind)))
    return found


def _shown(low: list[str], at: int) -> bool:
    """Is it what a test or a look showed ("a test showed that the sensor failed to react"), and so no silence?"""
    before = low[max(0, at - 8) : at]
    return "that" in before and not words("showing").isdisjoint(before)


def _undone(tokens: Tokens, at: int) -> int | None:
    """The token behind "no … was found": "no", a noun with what belongs to it, a passive of a verb of finding or telling."""
    low = tokens.low
    for be in range(at + 2, min(at + 10, len(low) - 1)):
        if low[be] in _BREAKS:
            return None
        if low[be] in words("passive_be"):
            last = be + 2 if low[be + 1] == "been" or low[be + 1] in words("adverb") else be + 1
            return last + 1 if last < len(low) and low[last] in words("undone") else None
    return None


def clause(tokens: Tokens, at: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """Token range of the clause around token `at`: back and on to a comma, semicolon, colon, dash or bracket, within the sentence."""
    begin, end = sentence
    first = at
    while first > begin and tokens.low[first - 1] not in _BREAKS:
        first -= 1
    last = at
    while last < end and tokens.low[last] not in _BREAKS:
        last += 1
    return first, max(last, at + 1)
