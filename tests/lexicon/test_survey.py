"""The survey behind `words: readers`, and the scale that is made of it."""

import gzip
import os
import statistics

import pytest

from holdwater.lexicon import load_words
from holdwater.lexicon.scale import DATA, READERS, load_scale
from holdwater.lexicon.survey import load_survey


def test_the_survey_names_where_it_comes_from() -> None:
    with gzip.open(os.path.join(DATA, "survey.csv.gz"), "rt", encoding="utf-8") as file:
        head = dict(line[2:].split(": ", 1) for line in file if line.startswith("# "))
    assert head.keys() == {"title", "source", "licence", "version"}
    assert head["licence"].strip() == "CC BY 4.0"


def test_every_answer_is_a_percentage_and_every_phrase_is_on_the_scale() -> None:
    phrases, answers = load_survey()
    assert len(answers) == 5174
    assert {len(row) for row in answers} == {len(phrases)} == {19}
    assert all(0 <= one <= 100 for row in answers for one in row)
    assert {term.term for term in load_scale(READERS).terms.values()} == set(phrases)


@pytest.mark.parametrize("number", range(19))
def test_a_phrase_ranges_over_nine_readers_in_ten(number: int) -> None:
    # the author leaves out answers more than four standard deviations from the mean
    phrases, answers = load_survey()
    given = [row[number] for row in answers]
    mean, deviation = statistics.fmean(given), statistics.stdev(given)
    kept = sorted(one for one in given if abs(one - mean) <= 4 * deviation)
    term = load_scale(READERS).terms[phrases[number]]
    for share, end in ((0.05, term.low), (0.95, term.high)):
        assert kept[int(share * (len(kept) - 1))] / 100 == pytest.approx(end, abs=0.011)


def test_other_lists_do_not_look_there() -> None:
    assert load_words("icd203").degree("will happen") is None
    degree = load_words(READERS).degree("will happen")
    assert degree is not None
    assert (degree.scale, degree.interval) == (READERS, (0.9, 1.0))
    other = load_words(READERS).degree("very likely")
    assert other is not None
    assert other.scale == "icd203"
