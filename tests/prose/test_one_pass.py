"""The quick ways of `prose` against plain ones: every word taken apart by itself, every word looked at by every recogniser."""

import os
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdwater.lexicon.lists import hedges, phrases, words
from holdwater.prose import tokens as tokens_module
from holdwater.prose.calendar import AGES, MONTHS, NEAR_DAYS, NUMBERS, SEASONS, SHORT, UNITS, WEEKDAYS
from holdwater.prose.cues import find_cues
from holdwater.prose.dates import _Reader, find_dates
from holdwater.prose.mark import mark_tokens
from holdwater.prose.stretches import Stretches
from holdwater.prose.tokens import Tokens, sentences
from holdwater.prose.types import DateMention
from holdwater.source import Span

TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[.'’\-]\w+)*|[^\w\s]")

SCRAPS = (
    "It is not clear why", "otherwise it is not clear why", "Dr.", "dr. No", "Mr . X", "U.S.", "e.g.", "ez-Zor", "didn’t", "\n", "\n\n", "\r\n",
    "\r", " ", "  ", "\t", "\xa0", "\u2028", "\x1c", "\x85", "very", "highly likely", "likely", "in my view", "at", "at least",
    "as soon as possible", "May", "may", "7", "2016", "the", "last", "two weeks ago", "for years now", "for", "nearly", "ten", "days", "recent",
    "31 January", "Saturday", ",", "Jan. 31", "mid", "1990s", "2015-2017", "2031-03-03", "3.5", ".", "!", "?", "…", "”", "(", ")", "No one",
    "declined to comment", "because", "so", "So", "Σ", "ΑΣ", "İ", "ß", "²", "Ⓐ", "- ", "* ", "yesterday", "and",
)  # fmt: skip

TEXTS = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=6)), max_size=30).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda joint: joint.join(parts))
)


def all_of(text: str) -> Tokens:
    return Tokens(text, Span(0, len(text)))


def cut_plainly(text: str, span: Span) -> list[tuple[int, int, str]]:
    """Start, end and word of every token, by one regular expression over the text."""
    titles = words("title") & words("abbreviation")
    found: list[tuple[int, int, str]] = []
    for match in TOKEN.finditer(text, span.start, span.end):
        word = match[0].lower().replace("’", "'")
        if word == "." and found and found[-1][2] in titles and found[-1][1] == match.start():
            continue
        found.append((match.start(), match.end(), word))
    return found


@given(text=TEXTS, cut=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_pieces_give_the_tokens_of_the_whole_text(text: str, cut: tuple[int, int]) -> None:
    start, end = sorted(min(at, len(text)) for at in cut)
    for span in (Span(0, len(text)), Span(start, end)):
        tokens = Tokens(text, span)
        assert list(zip(tokens.starts, tokens.ends, tokens.low, strict=True)) == cut_plainly(text, span)
        assert [tokens.capital(at) for at in range(len(tokens))] == [text[at].isupper() for at in tokens.starts]


def test_every_white_space_parts_pieces() -> None:
    for code in range(sys.maxunicode + 1):
        if chr(code).isspace():
            assert all_of(f"a{chr(code)}b.").low == ["a", "b", "."], hex(code)


def test_what_is_remembered_of_pieces_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = tokens_module._Pieces()
    monkeypatch.setattr(tokens_module, "_take_apart", pieces.__getitem__)
    monkeypatch.setattr(tokens_module._Pieces, "MOST", 10)
    text = " ".join(f"word{number}," for number in range(100)) + " " + "x" * 1000
    tokens = all_of(text)
    assert list(zip(tokens.starts, tokens.ends, tokens.low, strict=True)) == cut_plainly(text, Span(0, len(text)))
    assert len(pieces) <= 10
    assert max(map(len, pieces)) < 100


def split_plainly(tokens: Tokens) -> list[tuple[int, int]]:
    """The sentences by a walk over every token."""
    text, low, starts, ends = tokens.text, tokens.low, tokens.starts, tokens.ends
    count = len(low)
    found: list[tuple[int, int]] = []
    first = at = 0
    while at < count:
        nxt = at + 1
        if low[at] in (".", "!", "?", "…"):
            while nxt < count and starts[nxt] == ends[nxt - 1] and low[nxt] in "\"'”’»)]}.!?…":
                nxt += 1
            if tokens_module._ends(tokens, 0, at, nxt, count, words("abbreviation")):
                found.append((first, nxt))
                first = at = nxt
                continue
        if nxt < count and any(text[ends[nxt - 1] : starts[nxt]].count(end) > 1 for end in "\n\r"):
            found.append((first, nxt))
            first = nxt
        at = nxt
    return [*found, (first, count)] if first < count else found


@given(text=TEXTS)
def test_sentences_are_those_of_a_walk_over_every_token(text: str) -> None:
    tokens = all_of(text)
    assert sentences(tokens) == split_plainly(tokens)


@given(text=TEXTS, cut=st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_sentences_of_a_run_are_those_of_its_own_tokens(text: str, cut: tuple[int, int]) -> None:
    tokens = all_of(text)
    first, last = sorted(min(at, len(tokens)) for at in cut)
    assert sentences(tokens, first, last) == [(a + first, b + first) for a, b in sentences(tokens.within(first, last, text, 0))]


@given(text=TEXTS)
def test_cues_are_those_of_a_walk_over_every_token(text: str) -> None:
    low = all_of(text).low
    lists = {"hedges": list(hedges()), "connectives": list(phrases("connectives"))}
    lists["silence"] = [phrase for phrase, row in phrases("silence").items() if row[0] == "phrase"]
    expected = []
    for name, listed in lists.items():
        behind = 0
        for at in range(len(low)):
            fitting = [phrase for phrase in listed if low[at : at + len(phrase.split())] == phrase.split()]
            if fitting and at >= behind:
                phrase = max(fitting, key=lambda phrase: len(phrase.split()))
                behind = at + len(phrase.split())
                expected.append((at, behind, name, phrase))
    assert sorted((cue.first, cue.last, cue.list, cue.phrase) for cue in find_cues(all_of(text))) == sorted(expected)


@given(text=TEXTS, cuts=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_stretches_are_what_each_is_alone(text: str, cuts: list[tuple[int, int]]) -> None:
    spans = [Span(*sorted(min(at, len(text)) for at in cut)) for cut in cuts]
    stretches = Stretches(text, spans)
    labels = frozenset("123456789")
    joints = stretches.joints
    parted = [(stretches.locate(stretches.all.span_of(at, at)), word) for at, word in enumerate(stretches.all.low) if at not in joints]
    assert parted == [
        ((number, tokens.span_of(at, at)), word)
        for number, tokens in enumerate(Tokens(text, span) for span in spans)
        for at, word in enumerate(tokens.low)
    ]
    for number, span in enumerate(spans):
        alone, tokens = Tokens(text, span), stretches.tokens(number)
        assert (tokens.low, tokens.starts, tokens.ends, tokens.kinds) == (alone.low, alone.starts, alone.ends, alone.kinds)
        marks = mark_tokens(alone, sentences(alone), labels=labels, date="2031-03-03")
        assert stretches.tell(number) or not any(marks)
        assert stretches.low(number) == alone.low


def date_plainly(tokens: Tokens, today: str | None) -> list[DateMention]:
    """The dates by a look at every token that any date can begin with."""
    from holdwater.prose.dates import _day

    calendar = {
        *MONTHS,
        *SHORT,
        *SEASONS,
        *WEEKDAYS,
        *NUMBERS,
        *NEAR_DAYS,
        *words("past"),
        *words("coming"),
        *words("date_opening"),
        *UNITS,
        *AGES,
    }
    reader = _Reader(tokens, _day(today))
    found: list[DateMention] = []
    behind = 0
    for at, word in enumerate(tokens.low):
        if at >= behind and (word in calendar or word[0].isdigit()):
            hit = reader.read(at)
            if hit is not None:
                found.extend(hit[1])
                behind = hit[0]
    return found


@given(text=TEXTS, today=st.sampled_from([None, "2031-03-03"]))
def test_dates_are_those_of_a_look_at_every_token(text: str, today: str | None) -> None:
    assert find_dates(all_of(text), today) == date_plainly(all_of(text), today)


def test_sentences_that_do_not_tell_have_no_marks() -> None:
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    passed_over = 0
    for folder in ("examples", os.path.join("tests", "read", "samples")):
        for name in sorted(os.listdir(os.path.join(root, folder))):
            if not name.endswith((".txt", ".md")):
                continue
            with open(os.path.join(root, folder, name), encoding="utf-8") as file:
                text = file.read()
            tokens = all_of(text)
            spans = [tokens.span_of(first, last - 1) for first, last in sentences(tokens)]
            stretches = Stretches(text, spans)
            for number, span in enumerate(spans):
                if not stretches.tell(number):
                    passed_over += 1
                    alone = Tokens(text, span)
                    assert not any(mark_tokens(alone, sentences(alone), labels=frozenset("123456789"), date="2031-03-03")), text[
                        slice(*span)
                    ]
    assert passed_over > 20
