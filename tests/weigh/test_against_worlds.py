"""Held against the linear programme over all possible worlds (`tests/credence/worlds.py`): never too narrow."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.types import Claim
from tests.credence.worlds import Argument, Pair, find_extremes
from tests.weigh.build import Lines, point, weigh_case

LAWS = settings(max_examples=40, deadline=None, derandomize=True)


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    low, high = sorted((draw(st.integers(0, 10)), draw(st.integers(0, 10))))
    return Fraction(low, 10), Fraction(high, 10)


Step = tuple[str, tuple[str, ...], Pair]


@st.composite
def drawn_arguments(draw: st.DrawFn, *, loops: bool) -> Argument:
    """Two or three leaves and up to three conclusions; five lines in all. Objections and undercutters come from leaves if loops are allowed."""
    leaves = [f"L{number}" for number in range(draw(st.integers(2, 3)))]
    conclusions = [f"C{number}" for number in range(draw(st.integers(1, 3)))]
    steps: list[Step] = []
    objections: list[Step] = []
    breaks: list[tuple[str, int, Pair]] = []

    def premises(at: int) -> tuple[str, ...]:
        known = leaves + (conclusions if loops else conclusions[:at])
        return tuple(draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True)))

    for at, conclusion in enumerate(conclusions):
        steps.append((conclusion, premises(at), draw(pairs())))
    for _ in range(draw(st.integers(0, 5 - len(steps)))):
        at = draw(st.integers(0, len(conclusions) - 1))
        kind = draw(st.sampled_from(["step", "objection", "undercutter"]))
        below = leaves if loops else leaves + conclusions[:at]
        if kind == "step":
            steps.append((conclusions[at], premises(at), draw(pairs())))
        elif kind == "objection":
            objections.append((conclusions[at], (draw(st.sampled_from(below)),), draw(pairs())))
        else:
            step = draw(st.integers(0, len(steps) - 1))
            at = conclusions.index(steps[step][0])
            below = leaves if loops else leaves + conclusions[:at]
            breaks.append((draw(st.sampled_from(below)), step, draw(pairs())))
    return Argument({leaf: draw(pairs()) for leaf in leaves}, steps, objections, breaks)


def show(pair: Pair) -> str:
    return f"{float(pair[0])}–{float(pair[1])}"


def list_points(argument: Argument) -> list[Claim] | None:
    """The argument as points; None where an undercutter would strike more steps than the oracle is told of."""

    def lines(of: list[Step], conclusion: str) -> Lines:
        return [(premises, show(strength)) for name, premises, strength in of if name == conclusion]

    def undercuts(id: str) -> list[tuple[str, tuple[str, ...], str]]:
        return [(argument.steps[step][0], argument.steps[step][1], show(strength)) for x, step, strength in argument.breaks if x == id]

    points = [point(leaf, show(pair), undercuts=undercuts(leaf)) for leaf, pair in argument.leaves.items()]
    steps, objections = list(argument.steps), list(argument.objections)
    conclusions = sorted({conclusion for conclusion, _, _ in steps})
    points += [point(id, because=lines(steps, id), against=lines(objections, id), undercuts=undercuts(id)) for id in conclusions]
    # an undercutter names a step by its premises, so it strikes every step from the same ones; tell the oracle the same
    struck = [
        (x, number, strength)
        for x, step, strength in argument.breaks
        for number, (conclusion, premises, _) in enumerate(steps)
        if conclusion == steps[step][0] and set(premises) == set(steps[step][1])
    ]
    return None if len(struck) > len(argument.breaks) else points


def assert_sound(argument: Argument) -> None:
    points = list_points(argument)
    if points is None:
        return
    weighed = weigh_case(*points).points
    for conclusion in sorted({conclusion for conclusion, _, _ in argument.steps}):
        least, greatest = find_extremes(argument, conclusion)
        held = weighed[conclusion].held
        assert held is not None
        assert held.low <= least + Fraction(1, 10**12)
        assert held.high >= greatest - Fraction(1, 10**12)


@LAWS
@given(drawn_arguments(loops=False))
def test_held_is_never_too_narrow(argument: Argument) -> None:
    assert_sound(argument)


@LAWS
@given(drawn_arguments(loops=True))
def test_held_is_never_too_narrow_round_a_loop(argument: Argument) -> None:
    assert_sound(argument)
