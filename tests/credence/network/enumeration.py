"""An oracle, written apart from the engine: every combination of states, one after another, from the definition."""

from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network import Shape

Array = NDArray[np.float64]


def count_rows(shape: Shape) -> int:
    return sum(prod(shape.states[variable] for variable in scope) for scope in shape.scopes)


def list_worlds(shape: Shape) -> list[tuple[tuple[int, ...], list[int]]]:
    """Each combination of states, and the row that each table has for it."""
    worlds = []
    for world in product(*(range(count) for count in shape.states)):
        rows, start = [], 0
        for scope in shape.scopes:
            entry = 0
            for variable in scope:
                entry = entry * shape.states[variable] + world[variable]
            rows.append(start + entry)
            start += prod(shape.states[variable] for variable in scope)
        worlds.append((world, rows))
    return worlds


def find_value(shape: Shape, theta: Array, held: tuple[int, int] | None = None) -> Array:
    """The sum of products for each draw; with `held`, over the worlds alone in which a variable has a state."""
    total = np.zeros(theta.shape[1])
    for world, rows in list_worlds(shape):
        if held is None or world[held[0]] == held[1]:
            total += np.prod([theta[row] for row in rows], axis=0) if rows else 1.0
    return total


def find_gradient(shape: Shape, theta: Array, held: tuple[int, int] | None = None) -> Array:
    """The derivative by each row: the sum, over the worlds that it is in, of the product of all other tables' entries."""
    out = np.zeros_like(theta)
    for world, rows in list_worlds(shape):
        if held is None or world[held[0]] == held[1]:
            for table, row in enumerate(rows):
                others = [theta[other] for place, other in enumerate(rows) if place != table]
                out[row] += np.prod(others, axis=0) if others else 1.0
    return out


def find_marginal(shape: Shape, theta: Array, variable: int) -> Array:
    """(states, draws), each column adding up to the value."""
    return np.array([find_value(shape, theta, (variable, state)) for state in range(shape.states[variable])])
