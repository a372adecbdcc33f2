"""Posteriors of networks of the bnlearn repository and of the shape of a case, by holdwater, pyAgrum and pgmpy: the same to nine digits."""

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from holdwater.credence.network import Shape, make_plan, marginals, sweep

pytestmark = pytest.mark.real

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
DRAWS = 2


def ask_peer(package: str, name: str) -> list[dict[str, list[float]]]:
    """For each draw the posteriors by variable, from a process of its own."""
    command = [sys.executable, str(BENCHMARKS / "peers.py"), package, name, str(DRAWS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{package} did not answer (pip install .[peers]): {done.stderr[-500:]}"
    answers: list[dict[str, list[float]]] = json.loads(done.stdout[done.stdout.index("[{") :])
    return answers


@pytest.mark.parametrize(
    ("package", "name"),
    [
        *(("pyagrum", name) for name in ("asia", "child", "alarm", "win95pts", "insurance", "100", "500")),
        *(("pgmpy", name) for name in ("asia", "child", "alarm", "100")),
    ],
)
def test_posteriors_are_those_of_other_engines(package: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ask_peer(package, name)
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    networks: Any = importlib.import_module("networks")
    network = networks.make_case(int(name)) if name.isdigit() else networks.read_bnlearn(networks.find_bnlearn(name))
    plan = make_plan(Shape(*networks.shape_of(network)), last=(network.question,))
    theta = networks.stack_rows(network, networks.draw_tables(network, DRAWS))
    for executor in ("numpy", "numba"):
        ours = marginals(plan, theta, sweep(plan, theta, executor=executor))
        assert len(answers) == DRAWS
        for draw, answer in enumerate(answers):
            assert answer
            for variable, posterior in answer.items():
                found = ours[int(variable)]
                assert found is not None
                np.testing.assert_allclose(found[:, draw], posterior, atol=1e-9, rtol=0)
