"""Networks to measure and to test with: the shape of a case, made by a seed, and those of the bnlearn repository, read from pgmpy's wheel.

pgmpy is not imported: its files are found beside it. The networks are not copied into this project.
"""

import gzip
import importlib.util
import os
import random
import re
from collections.abc import Iterator
from itertools import product
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Network(NamedTuple):
    """parents: of each variable. tables: for each variable, (rows of the parents in C order, its states), rows adding up to 1.

    observed: for some variables without children the state that was seen. question: the variable asked for.
    """

    names: tuple[str, ...]
    states: tuple[int, ...]
    parents: tuple[tuple[int, ...], ...]
    tables: tuple[Array, ...]
    observed: dict[int, int]
    question: int


def make_case(nodes: int, seed: int = 1) -> Network:
    """A question with four hypotheses; points that depend on it or on a point before; reports of a few points by sources that they share.

    About one node in ten is a source, four in ten are points, half are reports. A source reports on points close to one another, so that the
    width stays the same whatever the size.
    """
    chance = random.Random(seed)
    sources, points = max(1, nodes // 10), max(1, 4 * nodes // 10)
    states, parents = [4] + [2] * (nodes - 1), [()] + [()] * sources
    for point in range(points):
        before = 1 + sources + point - chance.randint(1, 3)
        parents.append((0,) if before <= sources or chance.random() < 0.6 else (0, before) if chance.random() < 0.3 else (before,))
    for report in range(nodes - 1 - sources - points):
        point = report * points // (nodes - 1 - sources - points)
        source = min(sources - 1, max(0, point * sources // points + chance.choice((0, 0, 1))))
        parents.append((1 + sources + point, 1 + source))
    tables = []
    for at, above in enumerate(parents):
        rows = prod(states[one] for one in above)
        drawn = np.array([[chance.uniform(0.05, 1) for _ in range(states[at])] for _ in range(rows)])
        tables.append(drawn / drawn.sum(axis=1, keepdims=True))
    observed = {at: chance.randrange(2) for at in range(1 + sources + points, nodes)}
    return Network(tuple(f"n{at}" for at in range(nodes)), tuple(states), tuple(parents), tuple(tables), observed, 0)


def find_bnlearn(name: str) -> str | None:
    """The path of a network in pgmpy's wheel; None where pgmpy is not installed or has it not."""
    found = importlib.util.find_spec("pgmpy")
    for folder in (found.submodule_search_locations or ()) if found else ():
        path = os.path.join(folder, "utils", "example_models", f"{name}.bif.gz")
        if os.path.exists(path):
            return path
    return None


def read_bnlearn(path: str) -> Network:
    """A network; every variable without children is observed in its first state, and the question is the first variable that is not."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        names, states, parents, tables = read_bif(file.read())
    used = {one for above in parents for one in above}
    observed = {at: 0 for at in range(len(names)) if at not in used}
    return Network(names, states, parents, tables, observed, next(at for at in range(len(names)) if at not in observed))


_TOKEN = re.compile(r"[{}()|;,]|[^\s{}()|;,]+")


def read_bif(text: str) -> tuple[tuple[str, ...], tuple[int, ...], tuple[tuple[int, ...], ...], tuple[Array, ...]]:
    """Names, numbers of states, parents and tables of a file in the Bayesian Interchange Format; labels may be anything without a comma.

    Rows are made to add up to 1.
    """
    words = iter(_TOKEN.findall(text))
    labels: dict[str, tuple[str, ...]] = {}
    parents: dict[str, tuple[str, ...]] = {}
    tables: dict[str, Array] = {}
    for word in words:
        if word == "variable":
            name = next(words)
            block = list(_read_block(words))
            start = block.index("{")
            labels[name] = tuple(one for one in block[start + 1 : block.index("}", start)] if one != ",")
        elif word == "probability":
            assert next(words) == "("
            name, *rest = [one for one in _read_to(words, ")") if one not in "|,"]
            parents[name] = tuple(rest)
            tables[name] = _read_table(_read_block(words), labels, name, tuple(rest))
    names = tuple(labels)
    numbers = {name: at for at, name in enumerate(names)}
    return (
        names,
        tuple(len(labels[name]) for name in names),
        tuple(tuple(numbers[one] for one in parents[name]) for name in names),
        tuple(tables[name] for name in names),
    )


def _read_to(words: Iterator[str], end: str) -> Iterator[str]:
    for word in words:
        if word == end:
            return
        yield word


def _read_block(words: Iterator[str]) -> Iterator[str]:
    """What stands between the next brace and the one that closes it."""
    depth = 0
    for word in words:
        if word == "}":
            depth -= 1
            if not depth:
                return
        if depth:
            yield word
        if word == "{":
            depth += 1


def _read_table(block: Iterator[str], labels: dict[str, tuple[str, ...]], name: str, parents: tuple[str, ...]) -> Array:
    rows = {row: at for at, row in enumerate(product(*(labels[one] for one in parents)))}
    table = np.zeros((len(rows), len(labels[name])))
    for word in block:
        if word == "table":
            table[0] = [float(one) for one in _read_to(block, ";") if one != ","]
        elif word == "(":
            row = tuple(one for one in _read_to(block, ")") if one != ",")
            table[rows[row]] = [float(one) for one in _read_to(block, ";") if one != ","]
    return table / table.sum(axis=1, keepdims=True)


def shape_of(network: Network) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """States and scopes for `holdwater.credence.network.Shape`: one table for each variable, over its parents and, if it is not observed, it."""
    scopes = [above if at in network.observed else (*above, at) for at, above in enumerate(network.parents)]
    return tuple(1 if at in network.observed else count for at, count in enumerate(network.states)), tuple(scopes)


def draw_tables(network: Network, draws: int, seed: int = 0) -> list[Array]:
    """Every table once for each draw, (draws, rows, states): each row of the network's own mixed with one by chance, half and half."""
    chance = np.random.default_rng(seed)
    drawn = []
    for table in network.tables:
        other = chance.random((draws, *table.shape)) + 1e-3
        drawn.append(0.5 * table + 0.5 * other / other.sum(axis=-1, keepdims=True))
    return drawn


def stack_rows(network: Network, drawn: list[Array]) -> Array:
    """Drawn tables as theta, (rows, draws), in the order of `shape_of`."""
    parts = []
    for at, table in enumerate(drawn):
        kept = table[:, :, network.observed[at]] if at in network.observed else table.reshape(len(table), -1)
        parts.append(kept.T)
    return np.ascontiguousarray(np.concatenate(parts))
