"""An oracle, written apart from the code it judges: the linear programme over all possible worlds, solved in exact fractions.

A world says of every leaf whether it is true and of every line whether it goes through when its premises are true. What the intervals leave
open is a polytope of distributions over worlds; the least and greatest probability of a point are found by the simplex method (Bland's
rule, so it ends).
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

Pair = tuple[Fraction, Fraction]


class Argument(NamedTuple):
    """Leaves with their intervals; lines as (conclusion, premises, strength); breaks as (undercutter, number of the step, strength).

    Loops may run through steps; an objection or undercutter must come from points that no loop reaches.
    """

    leaves: dict[str, Pair]
    steps: Sequence[tuple[str, tuple[str, ...], Pair]] = ()
    objections: Sequence[tuple[str, tuple[str, ...], Pair]] = ()
    breaks: Sequence[tuple[str, int, Pair]] = ()


def find_extremes(argument: Argument, point: str) -> tuple[Fraction, Fraction]:
    """Least and greatest probability of a point over every joint distribution that the intervals allow."""
    columns: dict[tuple[int, ...], int] = {}
    for world in list_worlds(argument, point):
        columns.setdefault(world, len(columns))
    worlds = list(columns)
    rows: list[list[Fraction]] = [[Fraction(1)] * len(worlds), [Fraction(-1)] * len(worlds)]
    limits = [Fraction(1), Fraction(-1)]
    at = 1
    for low, high in argument.leaves.values():
        rows.append([Fraction(world[at]) for world in worlds])
        limits.append(high)
        rows.append([Fraction(-world[at]) for world in worlds])
        limits.append(-low)
        at += 1
    for _, _, (low, high) in (*argument.steps, *argument.objections, *argument.breaks):
        rows.append([world[at + 1] - high * world[at] for world in worlds])
        rows.append([low * world[at] - world[at + 1] for world in worlds])
        limits += [Fraction(0), Fraction(0)]
        at += 2
    target = [Fraction(world[0]) for world in worlds]
    greatest = maximise(target, rows, limits)
    least = -maximise([-value for value in target], rows, limits)
    return least, greatest


def list_worlds(argument: Argument, point: str) -> list[tuple[int, ...]]:
    """Each world as numbers: the point, the leaves, then for each line whether its premises are true and whether it then goes through."""
    lines = len(argument.steps) + len(argument.objections) + len(argument.breaks)
    names = list(argument.leaves)
    worlds = []
    for bits in product((0, 1), repeat=len(names) + lines):
        true = dict(zip(names, bits[: len(names)], strict=True))
        goes = bits[len(names) :]
        step_goes = goes[: len(argument.steps)]
        objection_goes = goes[len(argument.steps) : len(argument.steps) + len(argument.objections)]
        break_goes = goes[len(argument.steps) + len(argument.objections) :]
        stated = {name for name in names if true[name]}
        # strata: what objects and undercuts must be settled before what it strikes, so repeat from scratch until nothing changes
        held: set[str] = set(stated)
        for _ in range(lines + 2):
            before = held
            struck = {c for (c, premises, _), go in zip(argument.objections, objection_goes, strict=True) if go and set(premises) <= before}
            broken = {step for (x, step, _), go in zip(argument.breaks, break_goes, strict=True) if go and x in before}
            held = stated - struck
            while True:
                more = {
                    c
                    for number, ((c, premises, _), go) in enumerate(zip(argument.steps, step_goes, strict=True))
                    if go and number not in broken and c not in struck and set(premises) <= held
                } - held
                if not more:
                    break
                held = held | more
            if held == before:
                break
        world = [int(point in held), *(true[name] for name in names)]
        for (_, premises, _), go in zip((*argument.steps, *argument.objections), (*step_goes, *objection_goes), strict=True):
            ready = int(set(premises) <= held)
            world += [ready, ready & go]
        for (x, _, _), go in zip(argument.breaks, break_goes, strict=True):
            world += [int(x in held), int(x in held) & go]
        worlds.append(tuple(world))
    return worlds


def maximise(target: Sequence[Fraction], rows: Sequence[Sequence[Fraction]], limits: Sequence[Fraction]) -> Fraction:
    """The greatest target · x with rows · x <= limits and x >= 0. Raises ValueError where there is none. Two phases, dense, exact."""
    count = len(target)
    # slack variables count.., the helper variable of the first phase is -1; each basic variable = constant + sum of coefficients of the others
    basic: dict[int, tuple[Fraction, dict[int, Fraction]]] = {
        count + number: (limit, {at: -value for at, value in enumerate(row) if value} | {-1: Fraction(1)})
        for number, (row, limit) in enumerate(zip(rows, limits, strict=True))
    }
    worst = min(basic, key=lambda name: basic[name][0])
    goal: tuple[Fraction, dict[int, Fraction]] = (Fraction(0), {-1: Fraction(-1)})
    if basic[worst][0] < 0:
        goal = _pivot(basic, goal, -1, worst)
        goal = _climb(basic, goal)
        if goal[0] != 0:
            raise ValueError("no distribution fits")
    if -1 in basic:
        constant, terms = basic[-1]
        enter = next((name for name, value in terms.items() if value), None)
        if enter is None:
            del basic[-1]
        else:
            _pivot(basic, goal, enter, -1)
    for name, (constant, terms) in basic.items():
        basic[name] = constant, {other: value for other, value in terms.items() if other != -1}
    total, terms = Fraction(0), {}
    for at, value in enumerate(target):
        if at in basic:
            total += value * basic[at][0]
            for other, weight in basic[at][1].items():
                terms[other] = terms.get(other, Fraction(0)) + value * weight
        else:
            terms[at] = terms.get(at, Fraction(0)) + value
    return _climb(basic, (total, terms))[0]


def _climb(
    basic: dict[int, tuple[Fraction, dict[int, Fraction]]], goal: tuple[Fraction, dict[int, Fraction]]
) -> tuple[Fraction, dict[int, Fraction]]:
    while True:
        enter = min((name for name, value in goal[1].items() if value > 0), default=None)
        if enter is None:
            return goal
        rooms = [(-constant / terms[enter], name) for name, (constant, terms) in basic.items() if terms.get(enter, 0) < 0]
        if not rooms:
            raise ValueError("no limit")
        goal = _pivot(basic, goal, enter, min(rooms)[1])


def _pivot(
    basic: dict[int, tuple[Fraction, dict[int, Fraction]]], goal: tuple[Fraction, dict[int, Fraction]], enter: int, leave: int
) -> tuple[Fraction, dict[int, Fraction]]:
    constant, terms = basic.pop(leave)
    scale = terms[enter]
    new = -constant / scale, {name: -value / scale for name, value in terms.items() if name != enter} | {leave: 1 / scale}

    def put(row: tuple[Fraction, dict[int, Fraction]]) -> tuple[Fraction, dict[int, Fraction]]:
        weight = row[1].get(enter, Fraction(0))
        if not weight:
            return row
        mixed = {name: value for name, value in row[1].items() if name != enter}
        for name, value in new[1].items():
            mixed[name] = mixed.get(name, Fraction(0)) + weight * value
        return row[0] + weight * new[0], {name: value for name, value in mixed.items() if value}

    for name in list(basic):
        basic[name] = put(basic[name])
    basic[enter] = new
    return put(goal)
