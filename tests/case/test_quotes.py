"""Finding a quote again: by hand on small texts, against a slow oracle on any text, and in linear time."""

import time
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.case.forgeries import plain

from holdwater.case.quotes import MOST, Difference, Folded, Located, locate
from holdwater.source import Span

PORT = """The harbour master said that the launch did not stop. It was a so-called ‘grey boat' — no more than 1,200 tons,
6' 2" above the water. The crew were well-
known; the intel-
ligence was not. The harbour master said that nothing had been seen."""


def at(words: str, text: str = PORT) -> Span:
    assert text.count(words) == 1
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("the launch did not stop", "the launch did not stop"),
        ("  the launch\n did   not\tstop ", "the launch did not stop"),
        ("a so-called “grey boat” – no more", "a so-called ‘grey boat' — no more"),
        ('a so-called "grey boat"--no more', "a so-called ‘grey boat' — no more"),
        ("the lau\u00adnch did not stop", "the launch did not stop"),
        ("The crew were well-known", "The crew were well-\nknown"),
        ("the intelligence was not", "the intel-\nligence was not"),
        ("the intel-ligence was not", "the intel-\nligence was not"),
        ("well-known; the intelligence was", "well-\nknown; the intel-\nligence was"),
        ("… the launch did not stop …", "the launch did not stop"),
        ("[...] the launch did not stop.", "the launch did not stop."),
        ("6′ 2″ above the water", "6' 2\" above the water"),
        ("no more than 1,200 tons", "no more than 1,200 tons"),
    ],
)
def test_typography_does_not_matter(quote: str, words: str) -> None:
    assert locate(Folded(PORT), quote) == Located("found", at(words))
    assert locate(Folded(PORT), quote, at(words)) == Located("found", at(words))


@pytest.mark.parametrize(
    ("quote", "how", "differences"),
    [
        ("the launch did stop", None, (Difference("", "not"),)),
        ("the launch never did not stop", None, (Difference("never", ""),)),
        ("the barge did not stop", None, (Difference("barge", "launch"),)),
        ("The launch did not stop", "case", (Difference("The", "the"),)),
        ("the launch, did not stop", "marks", (Difference(",", ""),)),
        ("the launch did not stop?", "marks", (Difference("?", "."),)),
        ("aunch did not stop", "cut", ()),
        ("the launch did not sto", "cut", ()),
        ("200 tons, 6' 2\"", "cut", ()),
        ("no more than 1", "cut", ()),
        ("no more than 1,300 tons", None, (Difference("1,300", "1,200"),)),
        ('6" 2" above the water', None, ()),
        ("the launch did not stop … nothing had been seen", "joined", None),
        ("the launch did not stop [...] nothing had been seen", "joined", None),
    ],
)
def test_what_was_changed_is_told(quote: str, how: str | None, differences: tuple[Difference, ...] | None) -> None:
    located = locate(Folded(PORT), quote)
    assert (located.status, located.how) == ("altered", how)
    assert differences is None or located.differences == differences


def test_the_nearest_words_are_a_hint() -> None:
    assert locate(Folded(PORT), "the launch did stop").span == at("the launch did not stop")
    assert locate(Folded(PORT), "the launch did stop", hint=False) == Located("absent")


def test_words_from_elsewhere_are_absent() -> None:
    assert locate(Folded(PORT), "sixteen lorries crossed the northern bridge") == Located("absent")
    assert locate(Folded(""), "the launch did not stop") == Located("absent")


def test_several_places_are_ambiguous_and_a_place_decides() -> None:
    first, second = PORT.index("The harbour master"), PORT.rindex("The harbour master")
    words = "The harbour master said that"
    spans = tuple(Span(start, start + len(words)) for start in (first, second))
    assert locate(Folded(PORT), words) == Located("ambiguous", spans[0], (spans[1],))
    assert locate(Folded(PORT), words, spans[1]) == Located("found", spans[1])
    assert locate(Folded(PORT), words, Span(second - 5, second)) == Located("elsewhere", spans[1], (spans[0],))
    many = locate(Folded("the same three words, " * 100), "the same three words")
    assert many.status == "ambiguous"
    assert len(many.others) + 1 == MOST


@pytest.mark.parametrize("place", [Span(0, 5), Span(9000, 9050), Span(34, 9000), Span(40, 40), Span(0, 0), Span(29, 51)])
def test_a_wrong_place_is_told_with_the_right_one(place: Span) -> None:
    assert locate(Folded(PORT), "the launch did not stop", place) == Located("elsewhere", at("the launch did not stop"))


def test_a_place_may_take_white_space_along() -> None:
    start, end = at("the launch did not stop")
    assert locate(Folded(PORT), "the launch did not stop", Span(start - 1, end)) == Located("found", Span(start, end))


@pytest.mark.parametrize("quote", ["", "   ", "…", "—", "\u200b", "\u00ad", "?!"])
def test_no_words_are_too_short(quote: str) -> None:
    assert locate(Folded(PORT), quote) == Located("short")


def test_two_words_are_too_short_wherever_they_stand() -> None:
    assert locate(Folded(PORT), "grey boat") == Located("short", at("grey boat"))
    assert locate(Folded(PORT), "grey boat", at("grey boat")) == Located("short", at("grey boat"))
    assert locate(Folded(PORT), "harbour master") == Located("short", None, locate(Folded(PORT), "harbour master").others)
    assert locate(Folded(PORT), "harbour mistress").status in ("altered", "absent")
    assert locate(Folded(PORT), "grey boat", Span(0, 9)).status == "elsewhere"


@pytest.mark.parametrize(
    ("quote", "names"),
    [
        ("the lau\u200bnch did not stop", ["ZERO WIDTH SPACE"]),
        ("the launch\u2060 did not stop", ["WORD JOINER"]),
        ("the launch did \u202enot\u202c stop", ["RIGHT-TO-LEFT OVERRIDE", "POP DIRECTIONAL FORMATTING"]),
        ("the l\u0430unch did not stop", ["CYRILLIC SMALL LETTER A"]),
        ("the launch did n\u03bft stop", ["GREEK SMALL LETTER OMICRON"]),
        ("the \uff4caunch did not stop", ["FULLWIDTH LATIN SMALL LETTER L"]),
        ("the \U0001d425aunch did not stop", ["MATHEMATICAL BOLD SMALL L"]),
    ],
)
def test_a_disguise_is_named(quote: str, names: list[str]) -> None:
    located = locate(Folded(PORT), quote)
    assert (located.status, located.span) == ("disguised", at("the launch did not stop"))
    assert [(found.name, found.where) for found in located.disguises] == [(name, "quote") for name in names]


def test_hidden_characters_of_the_source() -> None:
    hidden = PORT.replace("launch", "lau\u200bnch")
    assert locate(Folded(hidden), "the launch did not stop").status == "found"
    assert locate(Folded(hidden), "the lau\u200bnch did not stop").status == "found"
    between = PORT.replace("the launch", "the \u200b launch")
    assert locate(Folded(between), "the launch did not stop").status == "found"
    turned = locate(Folded(PORT.replace("launch", "lau\u202ench")), "the launch did not stop")
    assert (turned.status, [found.where for found in turned.disguises]) == ("disguised", ["source"])


def test_accents_written_apart_are_the_same_letters() -> None:
    text = "The café by the pier was closed in June."
    assert locate(Folded(normalize("NFD", text)), "The café by the pier").status == "found"
    assert locate(Folded(text), normalize("NFD", "The café by the pier")).status == "found"
    assert locate(Folded(text), "The cafe by the pier").status == "altered"


def test_an_omission_sign_of_the_source_belongs_to_the_quote() -> None:
    text = "He said that the gate … was open … Nobody asked."
    end = text.index(" Nobody")
    assert locate(Folded(text), "the gate … was open …", Span(13, end)) == Located("found", Span(13, end))
    assert locate(Folded(text), "the gate … was open …") == Located("found", Span(13, end))
    assert locate(Folded(text), "the gate … was open") == Located("found", Span(13, end - 2))
    assert locate(Folded(text), "… that the gate …", Span(8, 21)) == Located("found", Span(8, 21))


def test_ligatures_and_dots() -> None:
    text = "The oﬀicial ﬂag … was of no eﬀect"
    assert locate(Folded(text), "The official flag ... was of").status == "found"
    assert locate(Folded(text), "was of no effect").span == Span(text.index("was"), len(text))


def test_what_differs_late_in_a_long_quote_is_found() -> None:
    words = " ".join(f"word{number}" for number in range(400))
    changed = words.replace("word333 ", "other ")
    assert locate(Folded("Before. " + words + " After."), changed).differences == (Difference("other", "word333"),)


texts = st.text(st.sampled_from("ab B,.'’\"“”-–—\n\t\u00ad\u200b\u202eﬁ…ée\u0301а1 "), max_size=60)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=texts, first=st.integers(0, 60), size=st.integers(0, 30), other=texts)
def test_found_means_that_an_oracle_reads_the_same_words(text: str, first: int, size: int, other: str) -> None:
    folded = Folded(text)
    for quote in (text[first : first + size], other):
        for place in (None, Span(first, first + size)):
            located = locate(folded, quote, place)
            for span in (located.span, *located.others):
                assert span is None or 0 <= span.start <= span.end <= len(text)
            if located.status == "found" and located.span is not None:
                there = text[located.span.start : located.span.end]
                kept = str.maketrans("", "", "\u200b" if "\u200b" not in quote else "")
                bare = quote.strip()
                for sign in ("…", "..."):
                    bare = bare.removeprefix(sign).removesuffix(sign).strip()
                assert plain(there.translate(kept)).replace("-", "") == plain(bare).replace("-", "") or "…" in quote or "..." in quote
                assert located.span == place or place is None or plain(text[place.start : place.end]) == plain(there)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.text(max_size=80))
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = Folded(text)
    places = [folded.stands(number) for number in range(len(folded))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
    for number in range(len(folded)):
        span = folded.span(number, len(folded))
        assert 0 <= span.start <= span.end <= len(text)


HOSTILE = {
    "spaces": " ", "one letter": "a", "letters": "a ", "dashes": "-", "spaced dashes": "- ", "soft hyphens": "\u00ad", "accents": "\u0301",
    "marks": "'", "zero width": "\u200b", "zero width and space": "\u200b ", "broken words": "a-\n", "turns": "\u202ea", "dots": "…",
}  # fmt: skip


def slowest(repeat: str, size: int) -> float:
    text = "b" + repeat * (size // len(repeat))
    began = time.perf_counter()
    folded = Folded(text)
    for quote in ("a a a a", "a a b a c", "аa a\u200b a a", "aaa-a aa aa", text[:2000] + "x"):
        locate(folded, quote)
        locate(folded, quote, Span(size // 2, size // 2 + 10))
    return time.perf_counter() - began


@pytest.mark.parametrize("name", HOSTILE)
def test_linear_on_hostile_texts(name: str) -> None:
    repeat = HOSTILE[name]
    slowest(repeat, 1000)
    small = min(slowest(repeat, 40_000) for _ in range(2))
    large = min(slowest(repeat, 160_000) for _ in range(2))
    assert large < 10 * small + 0.1, (small, large)


def test_a_thousand_quotes_in_a_million_characters() -> None:
    words = [f"word{number % 997} of line {number} stands here," for number in range(34_000)]
    text = "\n".join(words)[:1_000_000]
    folded = Folded(text)
    starts = [text.index("word", number * 990) for number in range(1000)]
    began = time.perf_counter()
    for start in starts:
        end = text.index(",", start + 40)
        assert locate(folded, text[start:end], Span(start, end)).status == "found"
        assert locate(folded, text[start:end]).status == "found"
    assert time.perf_counter() - began < 5, "some ten times what it takes"


@pytest.mark.parametrize(
    ("quote", "status"),
    [
        ("We saw the mate", "found"), ("the mate’s own launch", "found"), ("s own launch at", "altered"), ("and they can", "altered"),
        ("and they can't say", "found"), ("t say why it", "altered"), ("was a half", "found"), ("a half-sunk barge", "found"),
    ],
)  # fmt: skip
def test_where_words_end(quote: str, status: str) -> None:
    text = "We saw the mate's own launch at ten, and they can’t say why it was a half-sunk barge."
    assert locate(Folded(text), quote).status == status
