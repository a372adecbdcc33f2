"""The reader against texts that were annotated by hand: floors well under what it reaches, so that a change which costs much is seen."""

import pytest

from tests.read.score_samples import Score, total

FLOORS = {  # precision, recall
    "points": (0.92, 0.94),
    "kinds": (0.72, 0.72),
    "hedges": (0.85, 0.85),
    "attributions": (0.85, 0.75),
    "dates": (0.90, 0.90),
    "places": (0.75, 0.80),
    "references": (0.90, 0.90),
    "links": (0.75, 0.52),
    "conclusions": (0.58, 0.70),
}


@pytest.fixture(scope="module")
def figures() -> dict[str, Score]:
    return total([])


@pytest.mark.parametrize("key", FLOORS)
def test_the_samples_are_read_about_as_well_as_they_were(key: str, figures: dict[str, Score]) -> None:
    hit, found, gold = figures[key]
    precision, recall = FLOORS[key]
    assert gold > 5
    assert hit >= precision * found
    assert hit >= recall * gold


def test_no_link_of_a_sample_goes_round_in_a_circle() -> None:
    import glob
    import os

    from holdwater.case.index import Index
    from holdwater.read import read
    from holdwater.source import SourceText
    from tests.read.score_samples import HERE, load

    for path in sorted(glob.glob(os.path.join(HERE, "*.txt"))):
        sample = load(path)
        assert Index(read(SourceText(sample.name, sample.text))).loops() == ()
