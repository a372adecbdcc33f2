"""Weighing from a program: the package that can be called, and the draws themselves."""

import numpy as np
import pytest

import holdwater
from holdwater.case.parse import parse
from holdwater.source import SourceText
from holdwater.weigh import weigh_case
from holdwater.weigh.bands import Refusal
from holdwater.weigh.samples import Samples, sample_case

TEXT = """\
---
holdwater: 1
as-of: 2031-05-01
---

## Hypotheses

- **H1** The pump failed.
- **H2** The inlet was blocked.

## Points

1. The wheel stood still.
    - source: miller, 2
    - if H1: likely; H2: unlikely

## Sources

- **miller** The miller
  - grade: B
"""


def case() -> holdwater.Case:
    return parse(SourceText("mill.case.md", TEXT)).case


def test_the_package_weighs_when_it_is_called() -> None:
    weighing = holdwater.weigh(case(), draws=100)  # type: ignore[operator]  # a module, to mypy; `weigh_case` is the same with types
    assert weighing == weigh_case(case(), draws=100)
    assert weighing.questions[0].leader == "H1"
    assert weighing.points["1"].held_tight is not None
    assert weighing.draws == 100


def test_words_and_date_take_the_place_of_those_of_the_case() -> None:
    weighing = weigh_case(holdwater.Index(case()), words="phia", as_of="2031-04-01", draws=10)
    assert (weighing.words, weighing.as_of) == ("phia", "2031-04-01")
    with pytest.raises(KeyError, match="no word list"):
        weigh_case(case(), words="rosy")


def test_the_draws_are_those_that_the_bands_are_made_of() -> None:
    samples = sample_case(case(), draws=300)
    assert isinstance(samples, Samples)
    band = weigh_case(case(), draws=300).questions[0].hypotheses[0].posterior
    assert band is not None
    assert float(np.median(samples.hypotheses["H1"])) == pytest.approx(band.median, abs=1e-12)
    assert float(np.quantile(samples.hypotheses["H1"], 0.05)) == pytest.approx(band.low, abs=1e-12)
    assert samples.points["1"].shape == samples.sources["miller"].shape == samples.possible.shape == (300,)
    with pytest.raises(ValueError, match="read-only"):
        samples.points["1"][0] = 1


def test_more_draws_begin_with_the_same_ones() -> None:
    few, many = sample_case(case(), draws=10), sample_case(case(), draws=2500)
    assert isinstance(few, Samples)
    assert isinstance(many, Samples)
    assert np.array_equal(few.hypotheses["H1"], many.hypotheses["H1"][:10])


def test_a_draw_without_possible_evidence_is_no_number() -> None:
    text = TEXT + "\n## Watch\n\n- **W1** The pump is found dry.\n  - if H1: 0; H2: 0\n  - outcome: yes, 2031-04-01\n"
    samples = sample_case(parse(SourceText("mill.case.md", text)).case, draws=5)
    assert not isinstance(samples, Refusal)
    assert not samples.possible.any()
    assert np.isnan(samples.hypotheses["H1"]).all()
