"""Places where something is or happens, looked up in the shipped gazetteer."""

import os
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap

from holdwater.lexicon.lists import words
from holdwater.lexicon.scale import DATA
from holdwater.prose.kinds import CAPITAL, NAME, NO_PLACE, PLACING
from holdwater.prose.tokens import Tokens
from holdwater.prose.types import DateMention, PlaceMention

_HEAD_OF = frozenset(("of", "near", "around"))
_CANDIDATE = CAPITAL | NO_PLACE
_LIST = frozenset((",", "and", "or", "/", "&"))


@cache
def _gazetteer() -> mmap:
    """The sorted file, mapped: a look-up touches some twenty of its pages, the rest is never read."""
    with open(os.path.join(DATA, "places.tsv"), "rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def fold(name: str) -> str:
    """A name as the gazetteer keys it: ASCII letters and digits, lower case ("Deir ez-Zor" -> "deirezzor")."""
    if not name.isascii():
        from unicodedata import normalize

        name = normalize("NFKD", name).encode("ascii", "ignore").decode()
    name = name.casefold()
    return name if name.isalnum() else "".join(c for c in name if c.isalnum())


@lru_cache(maxsize=1 << 16)
def look_up(key: str) -> tuple[float | None, float | None, str, str] | None:
    """Latitude, longitude, country code and kind of a folded name; None if the gazetteer lacks it. Binary search in the sorted file."""
    data, wanted = _gazetteer(), key.encode()
    low, high = 0, len(data)
    while low < high:
        middle = (low + high) // 2
        start = data.rfind(b"\n", 0, middle) + 1
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        found = data[start:end].partition(b"\t")[0]
        if found == wanted and not found.startswith(b"#"):
            cells = data[start:end].decode().split("\t")
            lat, lon = (float(cells[1]), float(cells[2])) if cells[1] else (None, None)
            return lat, lon, cells[3], cells[4]
        if found < wanted or found.startswith(b"#"):
            low = end + 1
        else:
            high = start
    return None


@lru_cache(maxsize=1 << 16)
def row_of(name: str) -> tuple[float | None, float | None, str, str] | None:
    """What the gazetteer knows of a name as it is written, whoever owns something there ("Tartus's")."""
    for suffix in ("'s", "’s"):
        name = name.removesuffix(suffix)
    return look_up(fold(name)) if len(name) < 60 else None


def find_places(tokens: Tokens, dates: list[DateMention]) -> list[PlaceMention]:
    """Places in text order.

    A capitalised name counts where it stands as a place: after "in", "near", "from" …, after "village of" and the like, in a list with one
    that does, or, for a capital city, anywhere. A country that only acts ("Russia and the United States") is none. Names that the gazetteer
    lacks count only after "in", "at" or a word such as "village", and then without coordinates.
    """
    found: list[PlaceMention] = []
    low, kinds, starts, count = tokens.low, tokens.kinds, tokens.starts, len(tokens)
    taken = {date.at.start for date in dates}
    locative, heads = words("locative"), words("placehead")
    listed = -1  # token behind the last place that was found, while a list may go on
    reached = 0
    for at in [at for at, kind in enumerate(kinds) if kind & _CANDIDATE == CAPITAL]:
        if at < reached or starts[at] in taken:
            continue
        if at + 1 < count and not kinds[at + 1] & (CAPITAL | NAME) and not kinds[at - 1] & PLACING and row_of(tokens.raw(at)) is None:
            continue  # most capitals: a word alone, not where a place stands, and not in the gazetteer
        end = _name_end(tokens, at)
        before = at - 1
        while before >= 0 and (low[before] in words("direction") or low[before] in ("the", "city")) and not tokens.capital(before):
            before -= 1
        previous = low[before] if before >= 0 else ""
        place = _resolve(tokens, at, end)
        after = low[place[0]] if place[0] < count else ""
        headed = before > 0 and (low[before - 1] in heads or low[before - 1] == "out")  # "village of X", "such places as X", "out of X"
        inside = previous in locative or (headed and (previous in _HEAD_OF or previous == "as")) or previous in heads
        if not inside and (previous in words("motion") or (previous == "of" and before and low[before - 1] in words("direction"))):
            inside = True  # "left Durban", "east of Madagascar"
        if not inside and previous in _LIST and listed >= 0 and before - listed <= 1:
            inside = True
        if not inside and place[1] is not None and (low[at - 1] in words("direction") or _listed(tokens, place[0])):
            inside = True
        kind = place[1][3] if place[1] else ""
        if kind == "city" and low[at - 1] == "the" and _attributive(tokens, place[0]):
            inside = False  # "in the Duma elections"
        if after == "'s" or tokens.raw(place[0] - 1).endswith(("'s", "’s")):
            inside = False
        keep = place[1] is not None and (inside or (kind == "capital" and not _adjectival(tokens, place[0])))
        if not keep and inside and place[1] is None:
            keep = _facility(tokens, at, end)
        if keep:
            span = tokens.span_of(at, place[0] - 1)
            lat, lon = (place[1][0], place[1][1]) if place[1] else (None, None)
            found.append(PlaceMention(span, tokens.text[span.start : span.end], lat, lon))
            listed = place[0]
        if keep or place[1]:
            reached = place[0]
    return found


def stands_alone(tokens: Tokens, at: int) -> bool:
    """Is this, as most capitals are, a word alone, not where a place stands, and not in the gazetteer? Then no place begins with it."""
    kinds = tokens.kinds
    return at + 1 < len(kinds) and not kinds[at + 1] & (CAPITAL | NAME) and not kinds[at - 1] & PLACING and row_of(tokens.raw(at)) is None


def _listed(tokens: Tokens, end: int) -> bool:
    """Does a list of at least three known places begin here ("Michigan, Ohio, and Iowa")?"""
    found = 1
    while found < 3:
        joined = end
        while joined < len(tokens) and tokens.low[joined] in (",", "and", "or"):
            joined += 1
        if joined == end or joined >= len(tokens) or not tokens.capital(joined):
            return False
        end, row = _resolve(tokens, joined, _name_end(tokens, joined))
        if row is None:
            return False
        found += 1
    return True


def _name_end(tokens: Tokens, at: int) -> int:
    """Token behind the run of capitalised words that begins at `at` (small connecting words of names inside it)."""
    end = at + 1
    while end < len(tokens) and end - at < 6:
        if tokens.starts[end] - tokens.ends[end - 1] > 2:
            break
        if tokens.capital(end) and tokens.low[end][0].isalpha():
            end += 1
        elif tokens.low[end] in ("ez-zor", "al", "de", "la", "del", "upon", "on") and end + 1 < len(tokens) and tokens.capital(end + 1):
            end += 2
        elif tokens.low[end].startswith(("ez-", "al-", "el-", "az-", "ash-")):
            end += 1
        else:
            break
    return end


def _resolve(tokens: Tokens, at: int, end: int) -> tuple[int, tuple[float | None, float | None, str, str] | None]:
    """The longest beginning of the name that the gazetteer knows: the token behind it and the row."""
    for last in range(end, at, -1):
        row = row_of(tokens.text[tokens.starts[at] : tokens.ends[last - 1]])
        if row is not None and (last == end or row[3] in ("capital", "country", "state") or last - at > 1):
            if last < end and tokens.low[last] in words("speaker"):
                continue
            return last, row
    return end, None


def _adjectival(tokens: Tokens, end: int) -> bool:
    """Does the name only qualify another one ("Moscow State University", "Washington Post")?"""
    return end < len(tokens) and tokens.capital(end) and tokens.starts[end] - tokens.ends[end - 1] == 1


def _attributive(tokens: Tokens, end: int) -> bool:
    """Does a common noun follow, that names no place, so that the name only says which?"""
    if end >= len(tokens) or not tokens.low[end].isalpha() or tokens.capital(end):
        return False
    word = tokens.low[end]
    return not any(word in words(name) for name in ("placehead", "preposition", "conjunction", "auxiliary", "adverb"))


def _facility(tokens: Tokens, at: int, end: int) -> bool:
    """A name the gazetteer lacks stands for a place if one of its words says what it is: "Camp Cropper", "Baghdad International Airport"."""
    return end > at + 1 and any(tokens.low[token] in words("placehead") for token in range(at, end))
