"""The network against every world, one by one, with every number at the middle of its interval."""

from math import isnan, log2

import pytest
from hypothesis import event, given, settings

from holdwater.case.index import Index
from holdwater.case.types import Case
from holdwater.weigh.compile import compile_case
from holdwater.weigh.draws import take_middles
from holdwater.weigh.graph import build_graph, range_priors
from holdwater.weigh.harvest import Circuit, Yield, connect, gather
from holdwater.weigh.keep import inform
from tests.weigh.rivals import rivals
from tests.weigh.worlds import Worlds

TRIALS = settings(max_examples=70, deadline=None, derandomize=True)
CLOSE = 1e-9


def sweep_middle(case: Case) -> tuple[Circuit, Yield]:
    index = Index(case)
    circuit = connect(compile_case(index, build_graph(index, range_priors(case, index.words))), 5_000_000)
    return circuit, gather(circuit, take_middles(circuit.model))


@TRIALS
@given(rivals())
def test_a_case_is_as_its_worlds_are(case: Case) -> None:
    circuit, found = sweep_middle(case)
    see_posteriors(case, circuit, found)
    see_leave_one_out(case, circuit, found)
    see_evidence_of_one_item_alone(case, circuit, found)
    see_bits_of_open_indicators(case, circuit, found)


def see_posteriors(case: Case, circuit: Circuit, found: Yield) -> None:
    truth = Worlds(case).answer()
    assert [one.id for one in sorted(circuit.model.points, key=lambda one: one.id)] == sorted(truth.points)
    if truth.whole <= 1e-280:
        event("impossible")
        assert not found.possible[0]
        return
    assert found.possible[0]
    for number, asked in enumerate(circuit.model.questions):
        for at, id in enumerate(asked.hypotheses):
            assert found.posteriors[number][at, 0] == pytest.approx(truth.posterior(id), abs=CLOSE), id
    for at, point in enumerate(circuit.model.points):
        assert found.points[at, 0] == pytest.approx(truth.posterior(point.id), abs=CLOSE), point.id
    assert {one.id for one in circuit.model.speakers} == set(truth.sources)
    for at, speaker in enumerate(circuit.model.speakers):
        assert found.speakers[at, 0] == pytest.approx(truth.posterior(speaker.id), abs=CLOSE), speaker.id


def see_leave_one_out(case: Case, circuit: Circuit, found: Yield) -> None:
    model = circuit.model
    items = [one.id for one in model.points if one.link >= 0]
    items += [one.id for one in model.speakers]
    items += [one.id for one in model.watched if one.row >= 0]
    for row, item in enumerate(items):
        truth = Worlds(case, deaf=frozenset([item])).answer()
        for number, asked in enumerate(model.questions):
            for at, id in enumerate(asked.hypotheses):
                without = found.without[number][row, at, 0]
                if truth.whole <= 1e-280:
                    assert isnan(without)
                else:
                    assert without == pytest.approx(truth.posterior(id), abs=CLOSE), (item, id)


def see_evidence_of_one_item_alone(case: Case, circuit: Circuit, found: Yield) -> None:
    """P(its evidence | hypothesis), compared as shares: what is common to all hypotheses tells nothing."""
    model = circuit.model
    priors = Worlds(case).priors()
    items = [one.id for one in model.points if one.link >= 0] + [one.id for one in model.watched if one.row >= 0]
    for row, item in enumerate(items):
        joint = Worlds(case, only=item).answer().joint
        for number, asked in enumerate(model.questions):
            likely = {id: joint[id] / priors[id] for id in asked.hypotheses if priors[id] > 1e-12}
            heard = {id: found.likelihoods[number][row, at, 0] for at, id in enumerate(asked.hypotheses) if id in likely}
            for id in likely:
                assert heard[id] * sum(likely.values()) == pytest.approx(likely[id] * sum(heard.values()), abs=CLOSE), (item, id)


def see_bits_of_open_indicators(case: Case, circuit: Circuit, found: Yield) -> None:
    if not found.possible[0]:
        return
    middles = take_middles(circuit.model)
    worlds = Worlds(case)
    truth = worlds.answer()

    def entropy(shares: list[float]) -> float:
        whole = sum(shares)
        return -sum(one / whole * log2(one / whole) for one in shares if one > 0) if whole > 0 else 0.0

    for one in circuit.model.watched:
        if one.row >= 0:
            continue
        asked = circuit.model.questions[one.question]
        yes, bits = inform(found.posteriors[one.question], middles[[cell.first for cell in one.cells]])
        rows = worlds.rows(one.id)
        assert rows is not None
        before = [truth.posterior(id) for id in asked.hypotheses]
        with_yes = [share * rows[id] for share, id in zip(before, asked.hypotheses, strict=True)]
        with_no = [share * (1 - rows[id]) for share, id in zip(before, asked.hypotheses, strict=True)]
        assert yes[0] == pytest.approx(sum(with_yes), abs=CLOSE)
        expected = entropy(before) - sum(with_yes) * entropy(with_yes) - sum(with_no) * entropy(with_no)
        assert bits[0] == pytest.approx(expected, abs=CLOSE)
