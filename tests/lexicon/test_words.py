"""What a degree as written means."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.lexicon import SCALES, load_scale, load_words

LAWS = settings(max_examples=150, deadline=None, derandomize=True)
WORDS = load_words()
KNOWN = sorted({spelling for name in (*SCALES, "prose") for spelling in load_scale(name).terms})


@pytest.mark.parametrize("name", SCALES)
def test_the_chosen_scale_comes_first(name: str) -> None:
    words = load_words(name)
    for spelling, term in words.scale.terms.items():
        degree = words.degree(spelling)
        assert degree is not None
        assert (degree.term, degree.interval, degree.scale) == (spelling, (term.low, term.high), name)


def test_likely_is_as_the_chosen_scale_has_it() -> None:
    found = {name: load_words(name).degree("likely") for name in SCALES}
    assert {name: degree.interval for name, degree in found.items() if degree} == {
        "icd203": (0.55, 0.80),
        "phia": (0.55, 0.75),
        "nato": (0.60, 0.90),
        "ipcc": (0.66, 1.00),
        "kent": (0.63, 0.87),
    }


def test_another_published_scale_comes_before_prose() -> None:
    # "realistic possibility" stands in the UK yardstick and, wider, in the list of prose
    degree = WORDS.degree("realistic possibility")
    assert degree is not None
    assert (degree.interval, degree.scale) == ((0.40, 0.50), "phia")


def test_prose_comes_last() -> None:
    degree = WORDS.degree("evident")
    assert degree is not None
    assert (degree.interval, degree.scale) == ((0.9, 1.0), "prose")


def test_icd_203_where_no_scale_is_named() -> None:
    assert load_words().scale.name == load_words(None).scale.name == "icd203"
    assert load_words().flat == (0.95, 1.0)


NUMBERS = [
    ("0.6", (0.6, 0.6)),
    (".6", (0.6, 0.6)),
    ("1", (1.0, 1.0)),
    ("0", (0.0, 0.0)),
    ("60 %", (0.6, 0.6)),
    ("60%", (0.6, 0.6)),
    ("0.5-0.7", (0.5, 0.7)),
    ("0.5–0.7", (0.5, 0.7)),
    ("0.5 – 0.7", (0.5, 0.7)),
    ("0.5—0.7", (0.5, 0.7)),
    ("0.5 to 0.7", (0.5, 0.7)),
    ("50–70 %", (0.5, 0.7)),
    ("50 % to 70 %", (0.5, 0.7)),
]


@pytest.mark.parametrize(("text", "interval"), NUMBERS)
def test_numbers_and_ranges(text: str, interval: tuple[float, float]) -> None:
    degree = WORDS.degree(text)
    assert degree is not None
    assert degree.interval == pytest.approx(interval)
    assert degree.scale == "number"


@pytest.mark.parametrize(
    "text", ["", " ", "1.2", "0.7–0.5", "-0.5", "0.1–0.2–0.3", "0.5–", "120 %", "0..5", "1e9", "²", "nan", "inf", "likely-ish", "2a"]
)
def test_no_degree(text: str) -> None:
    assert WORDS.degree(text) is None


@LAWS
@given(st.sampled_from(KNOWN), st.data())
def test_capitals_and_white_space_do_not_matter(term: str, data: st.DataObject) -> None:
    plain = WORDS.degree(term)
    assert plain is not None
    spaces = data.draw(st.sampled_from([" ", "  ", "\n", "\t "]))
    assert WORDS.degree(spaces + term.replace(" ", spaces).upper() + spaces) == plain


@LAWS
@given(st.text(max_size=20))
def test_any_text_is_a_degree_within_0_and_1_or_none(text: str) -> None:
    degree = WORDS.degree(text)
    if degree is not None:
        assert 0 <= degree.interval.low <= degree.interval.high <= 1


@LAWS
@given(st.integers(0, 100), st.integers(0, 100))
def test_a_range_is_what_its_ends_say(one: int, other: int) -> None:
    degree = WORDS.degree(f"{one / 100}–{other / 100}")
    if one <= other:
        assert degree is not None
        assert degree.interval == (one / 100, other / 100)
        assert WORDS.degree(f"{one}–{other} %") == degree._replace(term=f"{one}–{other} %")
    else:
        assert degree is None


def test_the_nearest_term_for_a_slip() -> None:
    assert WORDS.nearest("Likley") == "likely"
    assert WORDS.nearest("very  unlikly") == "very unlikely"
    assert WORDS.nearest("xyzzy") is None
