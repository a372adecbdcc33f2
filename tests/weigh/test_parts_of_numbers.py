"""Parts of a weighing with numbers, each by itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.source import SourceText
from holdwater.weigh import summary, weigh
from holdwater.weigh.compile import compile_case
from holdwater.weigh.draws import share_priors
from holdwater.weigh.gates import Member, choose_feedback
from holdwater.weigh.graph import build_graph, range_priors
from holdwater.weigh.model import Model
from holdwater.weigh.names import Names
from tests.weigh.build import case, point

TRIALS = settings(max_examples=30, deadline=None, derandomize=True)


def read(text: str) -> Index:
    return Index(parse(SourceText("x.case.md", "---\nholdwater: 1\n---\n\n## Points\n\n" + text)).case)


def compiled(index: Index) -> Model:
    return compile_case(index, build_graph(index, range_priors(index.case, index.words)))


@TRIALS
@given(st.dictionaries(st.integers(0, 8), st.lists(st.lists(st.integers(0, 8), min_size=1, max_size=3), max_size=3), max_size=9))
def test_without_the_chosen_points_no_loop_is_left(below: dict[int, list[list[int]]]) -> None:
    members = {
        number: Member(0, None, tuple((tuple(one for one in premises if one in below), 0) for premises in lines))
        for number, lines in below.items()
    }
    chosen = set(choose_feedback(members))
    left = {
        number: {one for premises, _ in members[number].steps for one in premises} - chosen for number in members if number not in chosen
    }
    while left:
        free = [number for number, under in left.items() if not under & left.keys()]
        assert free, left
        for number in free:
            del left[number]


def test_a_ring_needs_one_chosen_point_and_stays_narrow() -> None:
    ring = {number: Member(0, None, ((((number - 1) % 50,), 0),)) for number in range(50)}
    assert len(choose_feedback(ring)) == 1
    count = 50
    claims = [point(str(at), because=[([str((at - 1) % count)], "0.9")], term=None) for at in range(count)]
    claims[0] = claims[0]._replace(because=(*claims[0].because, *point("x", because=[(["leaf"], "0.5")]).because))
    made = case(point("leaf", "1.0"), *(claim._replace(text=f"Part {'i' * int(claim.id)}.") for claim in claims))
    weighing = weigh(Index(made), numbers=True, draws=8)
    for at in range(count):
        found = weighing.points[str(at)].posterior
        assert found is not None
        assert found.median == pytest.approx(0.5 * 0.9**at)


def test_no_table_grows_with_the_lines_to_a_point() -> None:
    leaves = [point(str(at), "likely")._replace(text=f"Leaf {'i' * at}.") for at in range(60)]
    many = point("top", because=[([str(at), str((at + 1) % 60), str((at + 2) % 60)], "0.3") for at in range(60)], against=[(["3"], "0.1")])
    model = compiled(Index(case(*leaves, many)))
    assert max(map(len, model.draft.scopes)) == 3


def test_a_name_is_a_sentence_without_its_references() -> None:
    index = read("1. It rained  (2).\n2. It rained.\n3. In (2017) it rained [^note].\n    - likely\n")
    assert Names(index).points == {"1": "Itrained.", "2": "Itrained.\x1f2", "3": "In(2017)itrained."}


def test_points_with_one_sentence_are_told_apart_by_what_they_say() -> None:
    first = read("1. It rained.\n    - likely\n2. It rained.\n    - unlikely\n")
    turned = read("1. It rained.\n    - unlikely\n2. It rained.\n    - likely\n")
    names, other = Names(first).points, Names(turned).points
    assert (names["1"], names["2"]) == (other["2"], other["1"])


def test_every_parameter_has_a_name_of_its_own() -> None:
    index = read("1. It rained.\n2. It blew.\n    - because: (1) — likely\n    - because: (1) — unlikely\n    - because: (1) — likely\n")
    keys = [one.key for one in compiled(index).parameters]
    assert len(set(keys)) == len(keys) == 5


def test_equal_degrees_of_a_row_are_one_parameter_and_blanks_are_not() -> None:
    head = "---\nholdwater: 1\n---\n\n## Hypotheses\n\n- **H1** A.\n- **H2** B.\n- **H3** C.\n- **H4** D.\n- **H5** E.\n\n## Points\n\n"
    text = head + "1. It rained.\n    - likely\n    - if H1: probably; H2: unlikely; H3: likely\n"
    model = compiled(Index(parse(SourceText("x.case.md", text)).case))
    names = [one.name for one in model.parameters if one.key.startswith("if")]
    assert names == ["(1) under H1 and H3", "(1) under H2", "(1) under H4, left blank", "(1) under H5, left blank"]


@TRIALS
@given(st.lists(st.none() | st.floats(0, 1), min_size=1, max_size=5))
def test_priors_add_up(stated: list[float | None]) -> None:
    shares = [float(one[0]) for one in share_priors([None if one is None else [one] for one in stated])]
    assert sum(shares) == pytest.approx(1)
    # worked out one by one
    left = 1 - sum(one for one in stated if one is not None)
    unstated = sum(one is None for one in stated)
    raw = [max(left / unstated, 1 / (10 * len(stated))) if one is None else one for one in stated]
    for share, one in zip(shares, raw, strict=True):
        assert share == pytest.approx(one / sum(raw) if sum(raw) else 1 / len(raw))


@TRIALS
@given(st.lists(st.lists(st.floats(0, 1), min_size=7, max_size=7), min_size=1, max_size=4))
def test_bands_are_percentiles(rows: list[list[float]]) -> None:
    for row, band in zip(rows, summary.band_rows(np.array(rows)), strict=True):
        assert band is not None
        assert (band.least, band.greatest) == (min(row), max(row))
        assert (band.median, band.low, band.high) == pytest.approx(tuple(np.percentile(row, [50, 5, 95])))


def test_draws_beyond_memory_go_to_a_file_and_come_back_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    index = read("1. It rained.\n    - likely\n2. It blew.\n    - because: (1)\n    - source: a, 2\n")
    before = weigh(index, numbers=True, draws=50)
    monkeypatch.setattr(summary, "RESIDENT", 0)
    monkeypatch.setattr(summary, "AT_ONCE", 1)
    assert weigh(index, numbers=True, draws=50) == before


def test_progress_is_told_and_the_seed_matters() -> None:
    index = read("1. It rained.\n    - likely\n")
    told: list[tuple[int, int]] = []
    first = weigh(index, numbers=True, draws=50, progress=lambda done, every: told.append((done, every)))
    assert told[-1] == (50, 50)
    assert weigh(index, numbers=True, draws=50, seed=1).points != first.points
    assert weigh(index, numbers=True, draws=50).points == first.points
    with pytest.raises(ValueError, match="draws"):
        weigh(index, numbers=True, draws=0)
