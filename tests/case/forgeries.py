"""Quotes made from texts: honest ones in other typography, and forgeries of named kinds. Everything depends on the seed alone.

`plain` and `is_there` are the oracle: a slow reading of "the same words in one piece" that shares nothing with the code under test.
"""

import random
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

SINGLE, DOUBLE = "'‘’‛", '"“”„'
DASHES = "-‐–—−"
LETTERS = {
    "a": "а",
    "c": "с",
    "e": "е",
    "i": "і",
    "o": "о",
    "p": "р",
    "s": "ѕ",
    "x": "х",
    "y": "у",
    "A": "А",
    "B": "В",
    "H": "Н",
    "M": "М",
    "T": "Т",
}
LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}
TURNED = {
    "is": "was", "was": "is", "are": "were", "were": "are", "has": "had", "have": "had", "had": "has", "will": "may", "would": "will", "may": "must",
    "might": "did", "could": "did", "can": "must", "likely": "certain", "probably": "certainly", "possible": "certain", "perhaps": "surely",
    "some": "all", "most": "all", "many": "few", "few": "many", "before": "after", "after": "before", "always": "never", "never": "always",
    "more": "less", "less": "more", "and": "or", "or": "and", "from": "to", "to": "from", "with": "without", "up": "down", "first": "last",
}  # fmt: skip


class Text(NamedTuple):
    """A source with its words: the stretches between white space."""

    name: str
    text: str
    words: list[tuple[int, int]]


class Made(NamedTuple):
    """A quote as it will stand in a case: the words (line ends allowed), the place if one is given, and what it was made from."""

    words: str
    place: tuple[int, int] | None
    original: str


def text_of(name: str, text: str) -> Text:
    return Text(name, text, [found.span() for found in re.finditer(r"\S+", text)])


@cache
def plain(text: str) -> str:
    """Character by character: one space, one quotation mark, one dash without space around it, no soft hyphens, no ligatures."""
    out: list[str] = []
    for char in unicodedata.normalize("NFC", text).replace("\u00ad", ""):
        if char.isspace():
            char = " "
        elif char in SINGLE or char in DOUBLE or char in "«»‹›`´′″":
            char = "'"
        elif char in DASHES or unicodedata.category(char) == "Pd":
            char = "-"
        elif char == "…":
            char = "..."
        else:
            char = next((letters for letters, one in LIGATURES.items() if one == char), char)
        if char == " " and out and out[-1] in (" ", "-"):
            continue
        if char == "-" and out and out[-1] == "-":
            continue
        if char == "'" and out and out[-1] == "'":
            continue
        if char == "-" and out and out[-1] == " ":
            out.pop()
            if out and out[-1] == "-":
                continue
        out.extend(char)
    return "".join(out).strip()


def count(words: str, text: str) -> int:
    """In how many places the words stand, from the beginning of a word to the end of one."""
    wanted = plain(words)
    before = r"(?<![\w])" if wanted[:1].isalnum() else ""
    after = r"(?![\w])" if wanted[-1:].isalnum() else ""
    return len(re.findall(f"(?={before}{re.escape(wanted)}{after})", plain(text)))


def draw(chance: random.Random, source: Text, least: int = 4, most: int = 18) -> tuple[int, int]:
    """A stretch of whole words that starts and ends with a letter or a digit and has enough words with letters."""
    while True:
        size = chance.randint(least, most)
        at = chance.randrange(max(1, len(source.words) - size))
        first, last = source.words[at][0], source.words[min(at + size, len(source.words)) - 1][1]
        while first < last and not source.text[first].isalnum():
            first += 1
        while last > first and not source.text[last - 1].isalnum():
            last -= 1
        part = source.text[first:last]
        if sum(any(char.isalnum() for char in word) for word in plain(part).split()) >= least - 1 and "\n\n" not in part:
            return first, last


# Honest quotes


def dress(chance: random.Random, words: str) -> str:
    """The same words in other typography."""
    out = []
    for word in words.split():
        if chance.random() < 0.1 and len(word) > 6 and word.isalpha():
            at = chance.randrange(2, len(word) - 2)
            word = word[:at] + "\u00ad" + word[at:]
        if chance.random() < 0.3:
            for letters, one in LIGATURES.items():
                if letters in word:
                    word = word.replace(letters, one)
                    break
        out.append("".join(_dressed(chance, char) for char in word).replace("...", chance.choice(("...", "…"))))
    joined = out[0] if out else ""
    for word in out[1:]:
        joined += chance.choice((" ", " ", " ", "  ", "\n", " \n  ", "\t", "\u00a0")) + word
    return joined


def _dressed(chance: random.Random, char: str) -> str:
    if chance.random() < 0.5:
        if char in SINGLE:
            return chance.choice(SINGLE)
        if char in DOUBLE:
            return chance.choice(DOUBLE)
        if char in "–—":
            return chance.choice(("–", "—", " – ", "—", "--", " -- "))
        if char == "-":
            return chance.choice("-‐\u2011")
    return char


def honest(chance: random.Random, source: Text, _others: list[Text]) -> Made:
    first, last = draw(chance, source)
    words = source.text[first:last]
    place = None if count(words, source.text) == 1 and chance.random() < 0.5 else (first, last)
    dressed = dress(chance, words)
    if chance.random() < 0.1:
        dressed = chance.choice(("… ", "... ", "[…] ")) + dressed
    return Made(dressed, place, words)


# Forgeries: each takes the words of a stretch and gives others, or None where it has nothing to work on


def insert_not(chance: random.Random, words: list[str]) -> list[str] | None:
    at = chance.randrange(1, len(words))
    return [*words[:at], "not", *words[at:]]


def delete_not(chance: random.Random, words: list[str]) -> list[str] | None:
    places = [at for at, word in enumerate(words[1:-1], 1) if word.lower() in ("not", "no", "never") or word.endswith(("n't", "n’t"))]
    if not places:
        return None
    at = chance.choice(places)
    kept = re.sub("n['’]t$", "", words[at])
    return [*words[:at], *([kept] if kept != words[at] else []), *words[at + 1 :]]


def swap_number(chance: random.Random, words: list[str]) -> list[str] | None:
    places = [at for at, word in enumerate(words) if any(char.isdigit() for char in word)]
    if not places:
        return None
    at = chance.choice(places)
    digits = [place for place, char in enumerate(words[at]) if char.isdigit()]
    place = chance.choice(digits)
    other = chance.choice([digit for digit in "0123456789" if digit != words[at][place]])
    return [*words[:at], words[at][:place] + other + words[at][place + 1 :], *words[at + 1 :]]


def swap_name(chance: random.Random, words: list[str]) -> list[str] | None:
    places = [at for at, word in enumerate(words) if at and word[:1].isupper() and word[1:].islower() and len(word) > 3]
    if not places:
        return None
    at = chance.choice(places)
    return [*words[:at], chance.choice([name for name in ("Orrin", "Velm", "Tasker", "Quill") if name != words[at]]), *words[at + 1 :]]


def turn_word(chance: random.Random, words: list[str]) -> list[str] | None:
    places = [at for at, word in enumerate(words) if word in TURNED]
    if not places:
        return None
    at = chance.choice(places)
    return [*words[:at], TURNED[words[at]], *words[at + 1 :]]


def add_word(chance: random.Random, words: list[str]) -> list[str] | None:
    at = chance.randrange(1, len(words))
    return [*words[:at], chance.choice(("secretly", "clearly", "all", "only", "foreign", "again")), *words[at:]]


def drop_word(chance: random.Random, words: list[str]) -> list[str] | None:
    at = chance.randrange(1, len(words) - 1)
    return [*words[:at], *words[at + 1 :]]


def reorder(chance: random.Random, words: list[str]) -> list[str] | None:
    at = chance.randrange(len(words) - 1)
    return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]


def change_case(chance: random.Random, words: list[str]) -> list[str] | None:
    at = chance.randrange(len(words))
    changed = words[at].upper() if words[at] != words[at].upper() else words[at].lower()
    return [*words[:at], changed, *words[at + 1 :]] if changed != words[at] else None


def change_letter(chance: random.Random, words: list[str]) -> list[str] | None:
    places = [at for at, word in enumerate(words) if word.isalpha() and word.isascii() and len(word) > 3]
    if not places:
        return None
    at = chance.choice(places)
    place = chance.randrange(1, len(words[at]) - 1)
    other = chance.choice([letter for letter in "bdfgklmnrstvw" if letter != words[at][place]])
    return [*words[:at], words[at][:place] + other + words[at][place + 1 :], *words[at + 1 :]]


def change_mark(chance: random.Random, words: list[str]) -> list[str] | None:
    """A comma put in or taken out, a full stop for a comma: where sentences are turned round without a letter."""
    places = [at for at, word in enumerate(words[:-1]) if word[-1] in ",.;:" and len(word) > 1]
    if places and chance.random() < 0.6:
        at = chance.choice(places)
        other = chance.choice(["", "?", "!", *(mark for mark in ",.;:" if mark != words[at][-1])])
        return [*words[:at], words[at][:-1] + other, *words[at + 1 :]]
    at = chance.randrange(len(words) - 1)
    return [*words[:at], words[at] + ",", *words[at + 1 :]] if words[at][-1].isalnum() else None


def cut_word(chance: random.Random, words: list[str]) -> list[str] | None:
    if chance.random() < 0.5:
        return [words[0][1:], *words[1:]] if words[0].isalpha() and len(words[0]) > 2 else None
    return [*words[:-1], words[-1][:-1]] if words[-1].isalpha() and len(words[-1]) > 2 else None


def run_together(chance: random.Random, words: list[str]) -> list[str] | None:
    at = chance.randrange(len(words) - 1)
    if not (words[at][-1].isalnum() and words[at + 1][0].isalnum()):
        return None
    return [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]


def hide_space(chance: random.Random, words: list[str]) -> list[str] | None:
    return _into(chance, words, chance.choice("\u200b\u200c\u200d\u2060\ufeff"))


def turn_direction(chance: random.Random, words: list[str]) -> list[str] | None:
    return _into(chance, words, chance.choice("\u202e\u202d\u2066\u2067\u200f"))


def _into(chance: random.Random, words: list[str], char: str) -> list[str]:
    at = chance.randrange(len(words))
    place = chance.randrange(0, len(words[at]) + 1)
    return [*words[:at], words[at][:place] + char + words[at][place:], *words[at + 1 :]]


def borrow_letter(chance: random.Random, words: list[str]) -> list[str] | None:
    return _letter(chance, words, LETTERS)


def dress_letter(chance: random.Random, words: list[str]) -> list[str] | None:
    return _letter(chance, words, {letter: chr(ord(letter) + 0xFEE0) for letter in "abcdefghijklmnopqrstuvwxyz"})


def _letter(chance: random.Random, words: list[str], letters: dict[str, str]) -> list[str] | None:
    places = [(at, place) for at, word in enumerate(words) for place, char in enumerate(word) if char in letters]
    if not places:
        return None
    at, place = chance.choice(places)
    return [*words[:at], words[at][:place] + letters[words[at][place]] + words[at][place + 1 :], *words[at + 1 :]]


def repeat_word(chance: random.Random, words: list[str]) -> list[str] | None:
    at = chance.randrange(len(words))
    return [*words[: at + 1], words[at], *words[at + 1 :]]


def drop_hyphen(chance: random.Random, words: list[str]) -> list[str] | None:
    places = [at for at, word in enumerate(words) if re.search(r"\w-\w", word)]
    if not places:
        return None
    at = chance.choice(places)
    return [*words[:at], words[at].replace("-", chance.choice(("", " "))), *words[at + 1 :]]


BY_WORDS: dict[str, Callable[[random.Random, list[str]], list[str] | None]] = {
    "not put in": insert_not,
    "not taken out": delete_not,
    "number swapped": swap_number,
    "name swapped": swap_name,
    "tense, modality or quantity turned": turn_word,
    "word put in": add_word,
    "word taken out": drop_word,
    "words reordered": reorder,
    "capital letters changed": change_case,
    "letter changed": change_letter,
    "punctuation changed": change_mark,
    "word truncated": cut_word,
    "words run together": run_together,
    "zero-width character": hide_space,
    "direction of writing turned": turn_direction,
    "Cyrillic letter": borrow_letter,
    "full-width letter": dress_letter,
    "word repeated": repeat_word,
    "hyphen dropped": drop_hyphen,
}


def forge_by_words(kind: str, chance: random.Random, source: Text) -> Made | None:
    """A forgery of one stretch; None where the kind has nothing to work on there, or makes words that the text has."""
    first, last = draw(chance, source)
    words = source.text[first:last]
    forged = BY_WORDS[kind](chance, words.split())
    if forged is None:
        return None
    made = " ".join(forged)
    if plain(made) == plain(words) or count(made, source.text):
        return None
    return Made(made, (first, last) if chance.random() < 0.7 else None, words)


def join_with_dots(chance: random.Random, source: Text, _others: list[Text]) -> Made | None:
    return _join(chance, source, chance.choice((" … ", " ... ", " [...] ", "…")))


def join_sentences(chance: random.Random, source: Text, _others: list[Text]) -> Made | None:
    return _join(chance, source, chance.choice((" ", ". ", ", ")))


def _join(chance: random.Random, source: Text, by: str) -> Made | None:
    one, two = draw(chance, source, 4, 8), draw(chance, source, 4, 8)
    made = source.text[one[0] : one[1]] + by + source.text[two[0] : two[1]]
    return None if count(made, source.text) else Made(made, (one[0], two[1]) if one < two else None, made)


def wrong_place(chance: random.Random, source: Text, _others: list[Text]) -> Made | None:
    first, last = draw(chance, source)
    other = draw(chance, source)
    shift = chance.choice((-7, -3, -2, 2, 3, 40))
    place = chance.choice((other, (max(0, first + shift), last + shift), (first, last + 4), (first + 2, last)))
    same = plain(source.text[place[0] : place[1]]) == plain(source.text[first:last])
    return None if same or not place[0] < place[1] else Made(source.text[first:last], place, source.text[first:last])


def other_source(chance: random.Random, source: Text, others: list[Text]) -> Made | None:
    other = chance.choice(others)
    first, last = draw(chance, other)
    return None if count(other.text[first:last], source.text) else Made(other.text[first:last], (first, last), other.text[first:last])


def no_words(chance: random.Random, source: Text, _others: list[Text]) -> Made | None:
    first, last = draw(chance, source)
    return Made(chance.choice(("", " ", "…", "–", "...", "\u200b", "\u00ad", ".")), (first, last) if chance.random() < 0.5 else None, "")


def one_letter(chance: random.Random, source: Text, _others: list[Text]) -> Made | None:
    first, last = draw(chance, source)
    at = chance.choice([place for place in range(first, last) if source.text[place].isalpha()])
    return Made(source.text[at], (at, at + 1) if chance.random() < 0.5 else None, source.text[at])


def several_places(chance: random.Random, source: Text, _others: list[Text]) -> Made | None:
    at = chance.randrange(len(source.words) - 3)
    words = source.text[source.words[at][0] : source.words[at + 2][1]].strip(".,;:“”\"'()")
    enough = sum(any(char.isalnum() for char in word) for word in plain(words).split()) >= 3
    return Made(words, None, words) if enough and count(words, source.text) > 1 else None


BY_PLACE: dict[str, Callable[[random.Random, Text, list[Text]], Made | None]] = {
    "places joined with an omission sign": join_with_dots,
    "sentences joined": join_sentences,
    "wrong place": wrong_place,
    "text of another source": other_source,
    "no words": no_words,
    "one letter": one_letter,
    "several places and none named": several_places,
}


# Clipped quotes: true words that begin right behind what governs them

CUES: dict[str, tuple[str, ...]] = {
    "negation": (
        r"(?:did|does|do|was|were|is|are|has|have|had|will|would|could|can|should) not", r"\w+n['’]t", r"cannot", r"never", r"fail(?:ed|s) to",
        r"refused to", r"unable to", r"instead of",
    ),
    "hedge": (
        r"(?:very |highly |most )?likely that", r"(?:very |highly )?probable that", r"probably", r"perhaps", r"possibly", r"may", r"might", r"could",
        r"(?:appears|seems) (?:likely |probable )?(?:that|to)", r"possible that", r"whether", r"at least", r"allegedly", r"unlikely that",
    ),
    "attribution": (
        r"(?:said|says|reported|reports|stated|states|testified|claimed|claims|alleged|announced|acknowledged|insisted|warned|argued|concluded|suggested) that",
        r"told (?:the )?\w+(?: \w+)? that", r"[Aa]ccording to (?:(?:the|a) )?(?:[A-Z]\w+|\w+)(?: \w+)?,", r"(?:[A-Z]\w+|he|she|they) said",
    ),
}  # fmt: skip


def clipped(kind: str, source: Text) -> list[tuple[int, int]]:
    """Stretches of four to twelve words that begin right behind a cue of this kind, or two or four words on, with no mark between or inside."""
    found = []
    for cue in CUES[kind]:
        for match in re.finditer(rf"(?<![\w.])(?:{cue})(?: +|[ ]*\n[ ]*)(?=[\w“‘])", source.text):
            rest = source.text[match.end() : match.end() + 400]
            end = re.search(r"[.!?;:,()—–“”\"]|\n\n| - |\b(?:but|because|while|although|though|whereas)\b|$", rest)
            words = [word.span() for word in re.finditer(r"\S+", rest[: end.start() if end else 0])]
            for skip in (0, 2, 4) if cue not in ("at least", "instead of") else (0,):
                part = words[skip : skip + 12]
                if len(part) >= 4 and rest[part[0][0]].isalnum() and rest[part[-1][1] - 1].isalnum():
                    found.append((match.end() + part[0][0], match.end() + part[-1][1]))
    return sorted(set(found))
