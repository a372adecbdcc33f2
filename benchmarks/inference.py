"""Measures inference for many draws: against pyAgrum in a loop, and how it grows. Rows of name, ours, peer, ratio, goal; times in seconds.

Ours: tables of 1,000 draws in, the value and the posterior of every unobserved variable out; the plan, made once for a case, has a row of its
own. The peer sets the tables of a draw and asks for the same (lazy propagation, one thread); it gets a few draws a turn. Everything is timed in
turns in one process, so that a busy moment hits both; medians of five turns, of fifteen for the growth, per draw. Where pyAgrum or pgmpy is not
installed (`pip install .[peers]`), the rows against it are left out and that is said. Run by itself it prints the rows; exits with 1 if a ratio
misses its goal.
"""

import importlib.util
import random
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
from networks import Network, draw_tables, find_bnlearn, make_case, read_bnlearn, shape_of, stack_rows

from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.credence.network import Shape, make_plan, marginals, sweep, uniforms
from holdwater.credence.network.sweeps import Executor
from holdwater.source import SourceText
from holdwater.weigh.run import weigh

DRAWS, TURNS = 1_000, 5
Row = dict[str, object]

AGAINST = (
    ("a case of 100 nodes", "numba", 1_500),
    ("a case of 500 nodes", "numba", 1_500),
    ("a case of 100 nodes", "numpy", 250),
    ("a case of 500 nodes", "numpy", 250),
    ("asia", "numba", 1_000),
    ("child", "numba", 1_000),
    ("alarm", "numba", 1_000),
    ("win95pts", "numba", 1_000),
    ("insurance", "numba", 30),
)
"""Network, executor, and how many times as fast as the peer it is to be."""


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def time_in_turns(*works: Callable[[], object], turns: int = TURNS) -> list[float]:
    """The median seconds of each; every turn runs all of them, after one that does not count."""
    for work in works:
        work()
    taken = [[seconds(work) for work in works] for _ in range(turns)]
    return [statistics.median(each) for each in zip(*taken, strict=True)]


def make_row(name: str, ours: float, peer: float, goal: float) -> Row:
    return {"name": name, "ours": float(f"{ours:.3g}"), "peer": float(f"{peer:.3g}"), "ratio": float(f"{ours / peer:.3g}"), "goal": goal}


def prepare(network: Network, executor: Executor) -> Callable[[], object]:
    """The work of 1,000 draws."""
    plan = make_plan(Shape(*shape_of(network)), last=(network.question,))
    theta = stack_rows(network, draw_tables(network, DRAWS))
    return lambda: marginals(plan, theta, sweep(plan, theta, executor=executor))


def find_network(name: str) -> Network | None:
    if name.startswith("a case of"):
        return make_case(int(name.split()[3]))
    path = find_bnlearn(name)
    return None if path is None else read_bnlearn(path)


def measure_against_peer() -> list[Row]:
    if importlib.util.find_spec("pyagrum") is None:
        print("there is no pyAgrum: the rows against it are left out (pip install .[peers])")
        return []
    from peers import Peer

    rows = []
    for name, executor, times in AGAINST:
        network = find_network(name)
        if network is None:
            print(f"there is no {name} (pgmpy is not installed): its row is left out")
            continue
        peer = Peer(network)
        some = 20 if len(network.names) < 200 else 4
        tables = peer.shape(draw_tables(network, some))
        ours, theirs = time_in_turns(prepare(network, executor), lambda peer=peer, tables=tables: [peer.infer(one) for one in tables])  # type: ignore[misc]
        rows.append(make_row(f"all posteriors of {name}, a draw, {executor}, against pyAgrum", ours / DRAWS, theirs / some, 1 / times))
    return rows


def measure_growth() -> list[Row]:
    rows = []
    for executor in ("numpy", "numba"):
        network = make_case(500)
        plan = make_plan(Shape(*shape_of(network)), last=(0,))
        theta = stack_rows(network, draw_tables(network, DRAWS))
        keys = np.arange(plan.rows, dtype=np.uint64)
        drawing, inferring = time_in_turns(
            lambda: uniforms(keys, 0, DRAWS, 0, executor=executor),  # noqa: B023
            lambda: sweep(plan, theta, executor=executor),  # noqa: B023
        )
        rows.append(make_row(f"drawing every number of a case of 500 nodes against inference, {executor}", drawing, inferring, 1))
    sizes = (50, 400, 1_600)
    small, middle, large = time_in_turns(*(prepare(make_case(size), "numba") for size in sizes), turns=3 * TURNS)
    rows.append(make_row("inference a node, 400 nodes against 50, numba", middle / 400, small / 50, 1.5))
    rows.append(make_row("inference a node, 1,600 nodes against 50, numba", large / 1_600, small / 50, 3))
    shapes = [Shape(*shape_of(make_case(size))) for size in (400, 1_600)]
    middle, large = time_in_turns(*(lambda shape=shape: make_plan(shape, last=(0,)) for shape in shapes), turns=3 * TURNS)  # type: ignore[misc]
    rows.append(make_row("a plan for 1,600 nodes against 400", large, middle, 6))
    return rows


def write_argument(points: int, seed: int) -> str:
    """A case: two points in three rest on one or two of the four before them, some by two lines; neighbours share premises all the time."""
    chance = random.Random(seed)
    lines = ["---", "holdwater: 1", "title: The night of the port", "---", "", "## Points", ""]
    for number in range(1, points + 1):
        lines.append(f"- **{number}** Gate {number} was open.")
        if number < 5 or chance.random() < 0.35:
            lines.append("  - " + chance.choice(("likely", "very likely", "0.95–0.99")))
            continue
        for _ in range(chance.choice((1, 1, 1, 2))):
            premises = chance.sample(range(max(1, number - 4), number), chance.choice((1, 2, 2)))
            lines.append(f"  - because: {', '.join(f'({one})' for one in premises)} — {chance.choice(('very likely', '0.9–1', '1.0'))}")
    return "\n".join(lines) + "\n"


def prepare_exact(points: int) -> Callable[[], object]:
    """Local and exact bounds of every point of three cases."""
    indexes = [Index(parse(SourceText("made.case.md", write_argument(points, seed))).case) for seed in (1, 2, 3)]
    return lambda: [weigh(index, tell=False, tight=True) for index in indexes]


def measure_exact() -> list[Row]:
    small, large = time_in_turns(prepare_exact(100), prepare_exact(500), turns=3)
    return [make_row("exact bounds of all points of a case of 500 against one of 100", large, small, 8)]


def measure_rows() -> list[Row]:
    """The rows of this benchmark."""
    return measure_against_peer() + measure_growth() + measure_exact()


def main() -> int:
    missed = False
    for row in measure_rows():
        within = float(str(row["ratio"])) <= float(str(row["goal"]))
        missed = missed or not within
        ratio, goal = float(str(row["ratio"])), float(str(row["goal"]))
        shown = f"1/{1 / ratio:.0f} (goal 1/{1 / goal:.0f})" if goal < 0.5 else f"{ratio} (goal {goal})"
        print(f"{row['name']}: {row['ours']} s and {row['peer']} s, {shown}{'' if within else '  MISSED'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
