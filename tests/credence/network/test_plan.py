"""Plans: cliques that cover, a tree that joins, the same plan always, and a refusal in time."""

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings

from holdwater.credence.network import Plan, Shape, TooWide, make_plan
from tests.credence.network.drawn import Drawn, networks

LAWS = settings(max_examples=150, deadline=None, derandomize=True)


def grid(wide: int, long: int) -> Shape:
    scopes = [(at, at + 1) for at in range(wide * long) if (at + 1) % wide]
    scopes += [(at, at + wide) for at in range(wide * (long - 1))]
    return Shape((2,) * (wide * long), tuple(scopes))


def assert_junction_tree(plan: Plan) -> None:
    """Every table is in a clique, no clique in another, and the cliques of a variable hang together: those that are not the topmost of their
    variable share it with their parent."""
    cliques = [set(clique) for clique in plan.cliques]
    for scope in plan.shape.scopes:
        assert any(set(scope) <= clique for clique in cliques) or not scope
    assert not any(one < other for one in cliques for other in cliques)
    for variable in range(len(plan.shape.states)):
        having = [at for at, clique in enumerate(cliques) if variable in clique]
        topmost = [at for at in having if plan.tree[at] < 0 or variable not in cliques[plan.tree[at]]]
        assert len(topmost) == 1
    for at in range(len(cliques)):
        above, climbed = at, 0
        while (above := plan.tree[above]) >= 0:
            climbed += 1
            assert climbed < len(cliques)


@LAWS
@given(networks())
def test_cliques_are_a_junction_tree(drawn: Drawn) -> None:
    assert_junction_tree(make_plan(drawn.shape, last=drawn.last))


def test_cliques_of_a_grid_are_a_junction_tree() -> None:
    plan = make_plan(grid(6, 30))
    assert_junction_tree(plan)
    assert plan.width <= 9  # six is the least; greedy orders come near


def test_a_chain_has_width_one_and_an_order_of_its_own() -> None:
    plan = make_plan(Shape((2,) * 50, tuple((at, at + 1) for at in range(49))), last=(20,))
    assert plan.width == 1
    assert plan.entries == 4
    assert list(plan.roots) == [20]


def test_the_first_of_last_in_each_part_is_its_root() -> None:
    plan = make_plan(Shape((2,) * 6, ((0, 1), (1, 2), (3, 4))), last=(2, 0, 4, 5))
    assert set(plan.roots) == {2, 4, 5}


@pytest.mark.parametrize(
    "shape",
    [
        Shape((2,) * 10_000, grid(40, 250).scopes),
        Shape((2,) * 40, tuple((one, other) for one in range(40) for other in range(one))),
        Shape((2,) * 10_000, (*((at, at + 1) for at in range(9_999)), tuple(range(0, 10_000, 250)))),
    ],
    ids=["a grid 40 wide", "a clique of 40", "a table over 40"],
)
def test_too_wide_is_said_in_time(shape: Shape) -> None:
    start = time.perf_counter()
    with pytest.raises(TooWide) as raised:
        make_plan(shape)
    assert time.perf_counter() - start < 20  # a few seconds on a slow machine; without the limit it would never end
    wide = raised.value
    assert wide.limit == 5_000_000 < wide.entries == 2 ** len(wide.cluster)
    assert len(set(wide.cluster)) == len(wide.cluster)


def test_the_limit_is_the_callers() -> None:
    shape = Shape((2,) * 5, ((0, 1, 2, 3, 4),))
    assert make_plan(shape, limit=32).entries == 32
    with pytest.raises(TooWide, match="limit 31"):
        make_plan(shape, limit=31)


def test_a_plan_depends_on_nothing_but_the_shape() -> None:
    code = (
        "from holdwater.credence.network import *\n"
        "shape = Shape((2, 3) * 30, tuple((at % 60, (at * 7 + 3) % 60) for at in range(70) if at % 60 != (at * 7 + 3) % 60))\n"
        "print(make_plan(shape, last=(5,)))\n"
    )
    said = {
        subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


@pytest.mark.parametrize(
    ("shape", "fixed", "says"),
    [
        (Shape((2, 0), ()), (), "at least one state"),
        (Shape((2,), ((0, 0),)), (), "each once"),
        (Shape((2,), ((1,),)), (), "variables 0 to 0"),
        (Shape((2,), ((0,),)), (1.0, 0.5), "0.0, 1.0 or None"),
        (Shape((2,), ((0,),)), (1.0,), "each of 2 rows"),
    ],
)
def test_a_shape_that_is_none_is_refused(shape: Shape, fixed: tuple[float | None, ...], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        make_plan(shape, fixed=fixed)
