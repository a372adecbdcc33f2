"""Connectives: the words that say what a sentence has to do with others."""

from holdwater.lexicon.lists import words
from holdwater.prose.cues import Cue
from holdwater.prose.tokens import Tokens
from holdwater.prose.types import Connective
from holdwater.typed import Any, cast

_SO_OTHERWISE: tuple[list[str], ...] = ([","], ["far"], ["long"], ["much"], ["many"], ["that"], ["what"], ["be"], [])
"""What follows a "So" that draws no conclusion: "So far", "So, what", "So be it"."""


def find_connectives(tokens: Tokens, ranges: list[tuple[int, int]], cues: list[Cue]) -> list[Connective]:
    """The connectives among the cues. "Since" counts as a reason only at a clause's beginning and never before a date."""
    found: list[Connective] = []
    if not cues:
        return found
    opening = {first for first, _ in ranges}
    for cue in cues:
        if cue.list != "connectives":
            continue
        role = cast(Any, cue.value[0])
        before = tokens.low[cue.first - 1] if cue.first else ""
        if (
            cue.phrase in words("opening_only")
            and cue.first not in opening
            and before not in (",", ";", ":", "(", "and", "but", "-", "–", "—")
        ):
            if not (cue.phrase == "given" and role == "given"):
                continue
            role = "because"
            if before in ("is", "was", "were", "are", "been", "be", "has", "have", "had", "a", "any", "was", "being", "might", "not"):
                continue
        if role in ("sums", "adds", "lists", "grounds") and not (
            cue.first in opening or (cue.first - 1 in opening and before in ("and", "but"))
        ):
            continue
        if role == "lists" and tokens.low[cue.last : cue.last + 1] != [","]:
            continue
        clause = before == "," and tokens.low[cue.last : cue.last + 1] in (["the"], ["it"], ["this"], ["they"], ["there"])
        if cue.phrase == "so" and not clause and (cue.first not in opening or tokens.low[cue.last : cue.last + 1] in _SO_OTHERWISE):
            continue
        if cue.phrase == "so" and not clause and not words("auxiliary").isdisjoint(tokens.low[cue.last : cue.last + 1]):
            continue  # "So does the meter": it does too
        if cue.phrase.startswith("this ") and before == "of":  # "none of this proves"
            continue
        if cue.phrase == "then" and not (before == "," and tokens.low[cue.last : cue.last + 1] == [","]):
            continue
        if cue.phrase == "since" and _before_time(tokens, cue.last):
            continue
        if cue.phrase == "otherwise" and not (cue.first in opening or before in (",", ";", "(", ":", "and", "or", "–", "—", "-")):
            continue
        if cue.phrase in ("thus", "hence", "therefore", "accordingly") or role != "because" or cue.phrase != "in that":
            found.append(Connective(tokens.span_of(cue.first, cue.last - 1), role))
    return found


def _before_time(tokens: Tokens, at: int) -> bool:
    """Does a date or a time follow ("since 2014", "since the raid", "since then")?"""
    if at >= len(tokens):
        return True
    word = tokens.low[at]
    return word[0].isdigit() or word in (
        "then",
        "last",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    )
