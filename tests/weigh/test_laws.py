"""What must be so for every argument."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.types import Claim, Step
from holdwater.credence import Interval
from tests.weigh.arguments import arguments, terms
from tests.weigh.build import denies, origin, point, says, steps, weigh_case

LAWS = settings(max_examples=60, deadline=None, derandomize=True)
TINY = 1e-12


def held(points: list[Claim]) -> dict[str, Interval]:
    return {id: weighed.held for id, weighed in weigh_case(*points).points.items() if weighed.held is not None}


def rename(points: list[Claim], names: Mapping[str, str]) -> list[Claim]:
    def rename_step(step: Step) -> Step:
        return step._replace(premises=tuple(names[id] for id in step.premises))

    return [
        claim._replace(
            id=names[claim.id],
            because=tuple(rename_step(step) for step in claim.because),
            against=tuple(rename_step(step) for step in claim.against),
            undercuts=tuple(
                cut._replace(target=names[cut.target], premises=None if cut.premises is None else tuple(names[id] for id in cut.premises))
                for cut in claim.undercuts
            ),
        )
        for claim in points
    ]


@LAWS
@given(arguments(loops=True))
def test_held_is_an_interval_of_credences(points: list[Claim]) -> None:
    weighing = weigh_case(*points)
    for weighed in weighing.points.values():
        assert weighed.held is not None
        assert weighed.held_flat_certain is not None
        for value in (weighed.held, weighed.held_flat_certain, weighed.said or Interval(0, 1)):
            assert 0 <= value.low <= value.high <= 1
        assert weighed.said_how
        assert weighed.held_how


@LAWS
@given(arguments(loops=True), st.randoms(use_true_random=False))
def test_order_and_numbering_do_not_show_in_any_digit(points: list[Claim], random: object) -> None:
    assert hasattr(random, "shuffle")
    ids = [claim.id for claim in points]
    labels = [f"x{id}" for id in ids]
    random.shuffle(labels)
    names = dict(zip(ids, labels, strict=True))
    shuffled = [claim._replace(because=claim.because[::-1], against=claim.against[::-1]) for claim in rename(points, names)]
    random.shuffle(shuffled)
    before, after = held(points), held(shuffled)
    assert {names[id]: value for id, value in before.items()} == after


@LAWS
@given(arguments(), terms, st.data())
def test_an_objection_never_raises_its_target(points: list[Claim], strength: str | None, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(points) - 1))
    premises = data.draw(st.lists(st.sampled_from([claim.id for claim in points[:at]]), min_size=1, max_size=2))
    before = held(points)[points[at].id]
    points[at] = points[at]._replace(against=(*points[at].against, *steps([(premises, strength)])))
    after = held(points)[points[at].id]
    assert after.low <= before.low + TINY
    assert after.high <= before.high + TINY


@LAWS
@given(arguments(), terms, st.data())
def test_an_undercutter_never_raises_its_target(points: list[Claim], strength: str | None, data: st.DataObject) -> None:
    by = data.draw(st.integers(0, len(points) - 2))
    target = data.draw(st.sampled_from(points[by + 1 :]))
    premises = data.draw(st.sampled_from([None, *(step.premises for step in target.because)]))
    before = held(points)[target.id]
    cut = point("x", undercuts=[(target.id, premises, strength)]).undercuts
    points[by] = points[by]._replace(undercuts=(*points[by].undercuts, *cut))
    after = held(points)[target.id]
    assert after.low <= before.low + TINY
    assert after.high <= before.high + TINY


@LAWS
@given(arguments(), terms, st.data())
def test_a_support_never_lowers_a_point_that_has_one(points: list[Claim], strength: str | None, data: st.DataObject) -> None:
    supported = [at for at, claim in enumerate(points) if claim.because]
    if not supported:
        return
    at = data.draw(st.sampled_from(supported))
    premises = data.draw(st.lists(st.sampled_from([claim.id for claim in points[:at]]), min_size=1, max_size=2))
    before = held(points)[points[at].id]
    points[at] = points[at]._replace(because=(*points[at].because, *steps([(premises, strength)])))
    after = held(points)[points[at].id]
    assert after.low >= before.low - TINY
    assert after.high >= before.high - TINY


def test_a_first_reason_takes_the_place_of_the_bare_word() -> None:
    # 0.55–0.80 as a bare word; 0.55 · 0.3 = 0.165 to 0.80 · 0.3 = 0.24 from a doubtful reason
    assert held([point("1", "0.3"), point("2", "likely")])["2"] == (0.55, 0.80)
    assert held([point("1", "0.3"), point("2", "likely", because=[(["1"], None)])])["2"] == pytest.approx((0.165, 0.24))


@LAWS
@given(st.lists(terms, min_size=1, max_size=5), st.lists(terms, min_size=6, max_size=6))
def test_a_loop_that_nothing_enters_holds_nothing(strengths: list[str | None], own: list[str | None]) -> None:
    count = len(strengths)
    ring = [point(str(at), own[at], because=[([str((at + 1) % count)], strength)]) for at, strength in enumerate(strengths)]
    assert set(held(ring).values()) == {(0, 0)}


@LAWS
@given(st.lists(terms, min_size=1, max_size=5), terms, terms, terms)
def test_a_loop_lends_its_only_entrance_nothing(chain: list[str | None], back: str | None, leaf: str | None, own: str | None) -> None:
    # a leaf, then a chain from it; whatever the last point gives back to the first, the first holds what it held
    line = [point("leaf", leaf)]
    line += [point(str(at), own, because=[([str(at - 1) if at else "leaf"], strength)]) for at, strength in enumerate(chain)]
    before = held(line)
    line[1] = line[1]._replace(because=(*line[1].because, *steps([([str(len(chain) - 1)], back)])))
    after = held(line)
    for id, value in before.items():
        assert after[id] == pytest.approx(value)


@LAWS
@given(
    st.lists(
        st.tuples(st.sampled_from(["keeper", "pilot", "wire", "blog"]), st.sampled_from([None, "1", "2", "4"]), st.booleans()), min_size=1
    ),
    st.data(),
)
def test_a_copy_no_firmer_from_the_same_origin_changes_nothing(lines: list[tuple[str, str | None, bool]], data: st.DataObject) -> None:
    sources = [origin("keeper", "C"), origin("pilot", "B"), origin("wire", "C", relays="keeper"), origin("blog", "D", relays="wire")]
    reports = [(denies if denial else says)(source, digit) for source, digit, denial in lines]
    source, digit, denial = data.draw(st.sampled_from(lines))
    # digits from firm to loose: 1 and none 0.8–1, then 2, then 4; carriers no firmer than the one copied
    carriers = {"keeper": ["keeper", "wire", "blog"], "pilot": ["pilot"], "wire": ["wire", "blog"], "blog": ["blog"]}[source]
    looser: dict[str | None, list[str | None]] = {None: [None, "1", "2", "4"], "1": ["1", None, "2", "4"], "2": ["2", "4"], "4": ["4"]}
    copy = (denies if denial else says)(data.draw(st.sampled_from(carriers)), data.draw(st.sampled_from(looser[digit])))
    before = weigh_case(point("1", reports=reports), sources=sources).points["1"]
    after = weigh_case(point("1", reports=[*reports, copy]), sources=sources).points["1"]
    assert after.held == before.held
    assert after.origins == before.origins


@LAWS
@given(st.sampled_from("ABCD"), st.sampled_from(["1", "2", "3", "4"]))
def test_an_independent_report_that_carries_anything_moves_the_point(grade: str, digit: str) -> None:
    sources = [origin("keeper", "C"), origin("pilot", grade)]
    before = weigh_case(point("1", reports=[says("keeper", "2")]), sources=sources).points["1"].held
    after = weigh_case(point("1", reports=[says("keeper", "2"), says("pilot", digit)]), sources=sources).points["1"].held
    assert before is not None
    assert after is not None
    assert after.low > before.low
    assert after.high > before.high
