"""What must be so for every weighing with numbers."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from holdwater.case.index import Index
from holdwater.case.types import Case, Cell, Claim, Degree, Report, Source, Step, Undercut
from holdwater.credence import Interval
from holdwater.lexicon import Words, load_scale
from holdwater.weigh import Weighing, weigh
from holdwater.weigh.compile import compile_case
from holdwater.weigh.draws import Sampler, take_middles
from holdwater.weigh.graph import build_graph, range_priors
from holdwater.weigh.harvest import connect, gather
from holdwater.weigh.model import Model
from holdwater.weigh.numbers import weigh_numbers
from tests.weigh.build import HERE, degree
from tests.weigh.rivals import SENTENCES, rivals
from tests.weigh.worlds import DIGITS, FLAT, GRADES, Worlds, middle

LAWS = settings(max_examples=20, deadline=None, derandomize=True)
DRAWS = 24
TINY = 1e-9


def numbers(case: Case, *, words: Words | None = None, draws: int = DRAWS, block: int | None = None) -> Weighing:
    index = Index(case, words)
    return weigh_numbers(index, weigh(index), build_graph(index, range_priors(case, index.words)), draws=draws, block=block)


def compiled(case: Case) -> Model:
    index = Index(case)
    return compile_case(index, build_graph(index, range_priors(case, index.words)))


def credence(case: Case, id: str) -> float | None:
    """The posterior of one point at the mid-points; None where the evidence is impossible, or the point absent."""
    circuit = connect(compiled(case), 5_000_000)
    found = gather(circuit, take_middles(circuit.model))
    at = [one.id for one in circuit.model.points].index(id) if id in [one.id for one in circuit.model.points] else -1
    return float(found.points[at, 0]) if at >= 0 and found.possible[0] else None


def change(case: Case, id: str, **fields: Any) -> Case:
    return case._replace(claims=tuple(claim._replace(**fields) if claim.id == id else claim for claim in case.claims))


def pin(case: Case) -> Case:
    """The case with every number a point: the middle of its interval."""

    def fix(
        one: Degree | None, default: float | None = None, table: Mapping[str | None, tuple[float, float]] | None = None
    ) -> Degree | None:
        if one is not None and table and one.term in table:
            return degree(repr(sum(table[one.term]) / 2))
        return degree(repr(middle(one.term))) if one else None if default is None else degree(repr(default))

    home = {one.id: question for question in case.questions for one in question.hypotheses}

    def fill(rows: tuple[Cell, ...]) -> tuple[Cell, ...]:
        if not rows:
            return ()
        written = {cell.hypothesis: fix(cell.degree) for cell in rows}
        return tuple(Cell(one.id, written.get(one.id) or Degree("0.5", HERE), HERE) for one in home[rows[0].hypothesis].hypotheses)

    grades: dict[str | None, tuple[float, float]] = {letter: GRADES[letter] for letter in GRADES}
    return case._replace(
        claims=tuple(
            claim._replace(
                degree=fix(claim.degree),
                otherwise=fix(claim.otherwise),
                rows=fill(claim.rows),
                because=tuple(step._replace(strength=fix(step.strength)) for step in claim.because),
                against=tuple(step._replace(strength=fix(step.strength, 0.5)) for step in claim.against),
                undercuts=tuple(cut._replace(strength=fix(cut.strength)) for cut in claim.undercuts),
                reports=tuple(one._replace(credibility=fix(one.credibility, 0.9, DIGITS)) for one in claim.reports if one.source != "e"),
            )
            for claim in case.claims
        ),
        questions=tuple(
            question._replace(hypotheses=tuple(one._replace(prior=fix(one.prior)) for one in question.hypotheses))
            for question in case.questions
        ),
        sources=tuple(one._replace(grade=fix(one.grade, 0.5, grades)) for one in case.sources),
        watch=tuple(one._replace(rows=fill(one.rows)) for one in case.watch),
    )


@LAWS
@given(rivals())
def test_with_points_for_intervals_the_answer_is_that_of_the_worlds(case: Case) -> None:
    pinned = pin(case)
    scale = load_scale("icd203")
    weighing = numbers(pinned, words=Words(scale._replace(flat=Interval(FLAT, FLAT))), draws=3)
    truth = Worlds(pinned).answer()
    if truth.whole <= 1e-280:
        assert weighing.impossible == 3
        return
    bands = {id: one.posterior for id, one in weighing.points.items()}
    bands |= {one.id: one.posterior for one in weighing.sources}
    bands |= {one.id: one.posterior for question in weighing.questions for one in question.hypotheses}
    for id in (*truth.points, *truth.sources, *truth.joint):
        assert bands[id] == pytest.approx((truth.posterior(id),) * 5, abs=TINY), id
    for weight in weighing.weights:
        without = Worlds(pinned, deaf=frozenset([weight.item])).answer()
        for id, band in weight.without.items():
            assert band == pytest.approx((without.posterior(id),) * 5, abs=TINY), (weight.item, id)


@LAWS
@given(rivals(), st.sampled_from([1, 5, 11, 24]))
def test_the_same_bytes_for_any_block(case: Case, block: int) -> None:
    assert numbers(case, block=block) == numbers(case)


@LAWS
@given(rivals(), st.randoms(use_true_random=False))
def test_order_and_numbering_do_not_show(case: Case, random: object) -> None:
    assert hasattr(random, "shuffle")
    labels = [f"x{claim.id}" for claim in case.claims]
    random.shuffle(labels)
    new = {claim.id: label for claim, label in zip(case.claims, labels, strict=True)}

    def rename(step: Step) -> Step:
        return step._replace(premises=tuple(new.get(id, id) for id in reversed(step.premises)))

    claims = [
        claim._replace(
            id=new[claim.id],
            because=tuple(map(rename, reversed(claim.because))),
            against=tuple(map(rename, reversed(claim.against))),
            undercuts=tuple(
                cut._replace(
                    target=new[cut.target], premises=None if cut.premises is None else tuple(new.get(id, id) for id in cut.premises)
                )
                for cut in claim.undercuts
            ),
            superseded_by=tuple(link._replace(target=new[link.target]) for link in claim.superseded_by),
            rows=claim.rows[::-1],
            text=f" {claim.text.replace(' ', '  ')} ",
        )
        for claim in case.claims
    ]
    random.shuffle(claims)
    questions = tuple(question._replace(hypotheses=question.hypotheses[::-1]) for question in case.questions)
    turned = case._replace(claims=tuple(claims), sources=case.sources[::-1], watch=case.watch[::-1], questions=questions)
    before, after = numbers(case), numbers(turned)
    assert {new[id]: one.posterior for id, one in before.points.items()} == {id: one.posterior for id, one in after.points.items()}
    assert {one.id: one.posterior for one in before.sources} == {one.id: one.posterior for one in after.sources}
    for question, other in zip(before.questions, after.questions, strict=True):
        assert question.leader == other.leader
        assert {one.id: one[3:] for one in question.hypotheses} == {one.id: one[3:] for one in other.hypotheses}
    assert {new.get(one.item, one.item): one.without for one in before.weights} == {one.item: one.without for one in after.weights}
    assert [(one.value, one.next) for one in before.tipping] == [(one.value, one.next) for one in after.tipping]


@LAWS
@given(rivals(), st.data())
def test_edits_elsewhere_leave_the_draws_alone(case: Case, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(case.claims)).id
    fewer = case._replace(claims=tuple(claim for claim in case.claims if claim.id != gone))
    before, after = compiled(case), compiled(fewer)
    drawn = dict(zip([one.key for one in before.parameters], Sampler(before, 0).draw(0, 8), strict=False))
    kept = dict(zip([one.key for one in after.parameters], Sampler(after, 0).draw(0, 8), strict=False))
    intervals = {one.key: one.interval for one in before.parameters}
    same = [one.key for one in after.parameters if intervals.get(one.key) == one.interval]
    assert len(same) > len(after.parameters) // 4
    for key in same:
        assert np.array_equal(drawn[key], kept[key]), key


@LAWS
@given(rivals(), st.data())
def test_a_copy_no_firmer_from_the_same_origin_changes_nothing(case: Case, data: st.DataObject) -> None:
    told = [claim for claim in case.claims if any(one.mode != "no comment" for one in claim.reports)]
    assume(told)
    claim = data.draw(st.sampled_from(told))
    report = data.draw(st.sampled_from([one for one in claim.reports if one.mode != "no comment"]))
    index = Index(case)
    origin = index.origin(report.source)
    own = any(one.source == origin and one.mode == report.mode for one in claim.reports)
    # a carrier's copy beside the origin's own line; else the same line again, at no more than its credibility
    carriers = [one.id for one in case.sources if index.origin(one.id) == origin and one.id != origin]
    source = data.draw(st.sampled_from([report.source, *(carriers if own else [])]))
    weaker = degree("0.0") if source != report.source or data.draw(st.booleans()) else report.credibility
    copy = report._replace(source=source, credibility=weaker)
    after = numbers(change(case, claim.id, reports=(*claim.reports, copy)))
    assert after._replace(assumptions=()) == numbers(case)._replace(assumptions=())


@LAWS
@given(rivals(dated=False), st.data())
def test_an_independent_report_that_carries_anything_moves_its_point(case: Case, data: st.DataObject) -> None:
    claim = data.draw(st.sampled_from(case.claims))
    before = credence(case, claim.id)
    assume(before is not None and 1e-6 < before < 1 - 1e-6)
    heard = Report("new", HERE, degree("0.7"), data.draw(st.sampled_from(["says", "denies"])))
    # a first report takes the place of a degree, or of what a point would be without one
    assume(any(one.mode != "no comment" for one in claim.reports) or (claim.rows and claim.because))
    more = change(case, claim.id, reports=(*claim.reports, heard))
    after = credence(more._replace(sources=(*more.sources, Source("new", "New", HERE, HERE, grade=degree("0.6")))), claim.id)
    assert after is not None
    assert before is not None
    assert after > before if heard.mode == "says" else after < before


@LAWS
@given(rivals(loops=False, dated=False), st.data())
def test_an_objection_or_undercutter_never_raises_its_target(case: Case, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(case.claims) - 1))
    target = case.claims[at]
    before = credence(case, target.id)
    new = Claim("new", "Something new.", HERE, HERE, degree=degree(data.draw(st.sampled_from(["0.3", "0.9"]))))
    strength = degree(data.draw(st.sampled_from([None, "0.05", "0.6", "1.0"])))
    premise = data.draw(st.sampled_from(["new", *(one.id for one in case.claims[:at])]))
    if data.draw(st.booleans()):
        step = Step((premise,), HERE, strength=strength)
        more = change(case, target.id, against=(*target.against, step))
        more = more._replace(claims=(*more.claims, new))
    else:
        more = case._replace(claims=(*case.claims, new))
        more = change(
            more,
            premise,
            undercuts=(
                *(one for claim in more.claims if claim.id == premise for one in claim.undercuts),
                Undercut(target.id, HERE, None, strength),
            ),
        )
    after = credence(more, target.id)
    assert before is None or after is None or after <= before + TINY


@LAWS
@given(rivals(loops=False, dated=False), st.data())
def test_an_added_support_never_lowers_a_target_that_has_one(case: Case, data: st.DataObject) -> None:
    supported = [at for at, claim in enumerate(case.claims) if claim.because]
    assume(supported)
    at = data.draw(st.sampled_from(supported))
    target = case.claims[at]
    premises = tuple(
        data.draw(st.lists(st.sampled_from(["new", *(one.id for one in case.claims[:at])]), min_size=1, max_size=2, unique=True))
    )
    new = Claim("new", "Something new.", HERE, HERE, degree=degree("0.4"))
    before = credence(case, target.id)
    step = Step(premises, HERE, strength=degree(data.draw(st.sampled_from([None, "0.05", "0.6", "1.0"]))))
    more = change(case, target.id, because=(*target.because, step))
    after = credence(more._replace(claims=(*more.claims, new)), target.id)
    assert before is None or after is None or after >= before - TINY


@LAWS
@given(rivals(questions=1, dated=False), st.data())
def test_evidence_equally_expected_tells_nothing(case: Case, data: st.DataObject) -> None:
    term = data.draw(st.sampled_from(["likely", "0.2", "open"]))
    rows = tuple(Cell(one.id, Degree(term, HERE), HERE) for one in case.questions[0].hypotheses)
    alone = Claim("new", "Something new.", HERE, HERE, degree=degree("likely"), rows=rows)
    weighing = numbers(case._replace(claims=(*case.claims, alone)))
    if weighing.impossible == DRAWS:
        return
    weight = next(one for one in weighing.weights if one.item == "new")
    assert all(band == (0, 0, 0, 0, 0) for band in weight.diagnosticity.values())
    for one in weighing.questions[0].hypotheses:
        assert weight.without[one.id] == pytest.approx(tuple(one.posterior or ())[:3] + tuple(weight.without[one.id])[3:], abs=TINY)


@LAWS
@given(rivals(dated=False))
def test_without_evidence_the_network_lies_inside_the_bounds(case: Case) -> None:
    bare = case._replace(claims=tuple(claim._replace(reports=(), rows=(), otherwise=None) for claim in case.claims), watch=())
    index = Index(bare)
    weighing = weigh_numbers(index, weigh(index, tight=True), build_graph(index, range_priors(bare, index.words)), draws=DRAWS)
    for id, one in weighing.points.items():
        assert one.posterior is not None
        assert one.held is not None
        assert one.held_tight is not None or weighing.untight or weighing.loops
        for bounds in (one.held, one.held_tight or one.held):
            assert bounds.low - TINY <= one.posterior.least, id
            assert one.posterior.greatest <= bounds.high + TINY, id


@LAWS
@given(rivals(most=3, dated=False))
def test_what_is_reached_is_attained_and_no_narrower_than_the_draws(case: Case) -> None:
    weighing = numbers(case)
    bands = [one.posterior for one in weighing.points.values()] + [one.posterior for one in weighing.sources]
    for question in weighing.questions:
        bands += [one.posterior for one in question.hypotheses]
        for one in question.hypotheses:
            if one.posterior:
                assert 0 <= one.posterior.least <= one.posterior.greatest <= 1
    for band in bands:
        if band:
            assert -TINY <= band.least <= band.low + TINY
            assert band.low <= band.median <= band.high
            assert band.high - TINY <= band.greatest <= 1 + TINY


def test_what_is_reached_is_a_corner() -> None:
    # one leaf with rows: 0.9–1 said, under H1 0.3–0.6, under H2 0.2–0.8: the corners are tried one by one
    made = Claim("1", SENTENCES[0], HERE, HERE, degree=degree("0.9–1"))
    made = made._replace(rows=(Cell("H1", Degree("0.3–0.6", HERE), HERE), Cell("H2", Degree("0.2–0.8", HERE), HERE)))
    from tests.weigh.build import case, question

    weighing = numbers(case(made, questions=[question(("H1", "0.4–0.7"), ("H2", "0.5–0.6"))]), draws=50)
    corners = []
    for first in (0.4, 0.7):
        for second in (0.5, 0.6):
            for sure in (0.9, 1.0):
                for one in (0.3, 0.6):
                    for two in (0.2, 0.8):
                        left = first * (one * sure + (1 - one) * (1 - sure))
                        right = second * (two * sure + (1 - two) * (1 - sure))
                        corners.append(left / (left + right))
    reached = weighing.questions[0].hypotheses[0].posterior
    assert reached is not None
    assert (reached.least, reached.greatest) == pytest.approx((min(corners), max(corners)))
