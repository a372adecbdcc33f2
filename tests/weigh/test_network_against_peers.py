"""The network against an independent engine: every table at the mid-points as something seen that its variables make so probable."""

import warnings
from itertools import product

import pytest
from hypothesis import given, settings

from holdwater.case.index import Index
from holdwater.case.types import Case
from holdwater.weigh.compile import compile_case
from holdwater.weigh.draws import fill, take_middles
from holdwater.weigh.graph import build_graph, range_priors
from holdwater.weigh.harvest import connect, gather
from tests.weigh.rivals import rivals

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    gum = pytest.importorskip("pyagrum", reason="pyagrum (extra peers) is not installed")

TRIALS = settings(max_examples=12, deadline=None, derandomize=True)


@TRIALS
@given(rivals(most=6))
def test_posteriors(case: Case) -> None:
    index = Index(case)
    circuit = connect(compile_case(index, build_graph(index, range_priors(case, index.words))), 5_000_000)
    values = take_middles(circuit.model)
    found = gather(circuit, values)
    if not found.possible[0]:
        return
    draft, theta = circuit.model.draft, fill(circuit.heard, values)[:, 0]
    network = gum.BayesNet()
    for number, states in enumerate(draft.states):
        network.add(gum.LabelizedVariable(f"v{number}", "", states))
        network.cpt(f"v{number}").fillWith(1 / states)
    for table, (scope, start) in enumerate(zip(draft.scopes, draft.starts, strict=True)):
        network.add(gum.LabelizedVariable(f"seen{table}", "", 2))
        for number in scope:
            network.addArc(f"v{number}", f"seen{table}")
        places = list(product(*(range(draft.states[number]) for number in scope)))
        rows = [float(one) for one in theta[start : start + len(places)]]
        for row, place in zip(rows, places, strict=True):
            share = row / max(1.0, *rows)
            network.cpt(f"seen{table}")[{f"v{number}": state for number, state in zip(scope, place, strict=True)}] = [1 - share, share]
    engine = gum.LazyPropagation(network)
    engine.setEvidence({f"seen{table}": 1 for table in range(len(draft.scopes))})
    engine.makeInference()
    for at, point in enumerate(circuit.model.points):
        assert engine.posterior(f"v{point.variable}")[1] == pytest.approx(found.points[at, 0], abs=1e-9)
    for number, asked in enumerate(circuit.model.questions):
        for state in range(len(asked.hypotheses)):
            assert engine.posterior(f"v{asked.variable}")[state] == pytest.approx(found.posteriors[number][state, 0], abs=1e-9)
