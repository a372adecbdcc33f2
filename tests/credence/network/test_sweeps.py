"""Values, derivatives and marginals of random networks against enumeration, by both executors."""

from math import log
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from holdwater.credence.network import Shape, Sweep, choose_executor, make_plan, marginals, sweep, sweep_states
from holdwater.credence.network.sweeps import Executor
from tests.credence.network.drawn import Drawn, networks
from tests.credence.network.enumeration import find_gradient, find_marginal, find_value

LAWS = settings(max_examples=120, deadline=None, derandomize=True)
EXECUTORS: tuple[Executor, ...] = ("numpy", "numba")
executors = pytest.mark.parametrize("executor", EXECUTORS)

Array = NDArray[np.float64]


def unscale(found: Sweep) -> tuple[Array, Array]:
    assert found.gradient is not None
    return found.z * np.exp(found.log_scale), found.gradient * np.exp(found.log_scale)


def assert_close(found: Array, wanted: Array) -> None:
    np.testing.assert_allclose(found, wanted, rtol=1e-11, atol=1e-13 * max(1.0, float(np.max(wanted, initial=0.0))))


def free_rows(drawn: Drawn) -> list[int]:
    return [row for row in range(len(drawn.theta)) if not drawn.fixed or drawn.fixed[row] is None]


@executors
@LAWS
@given(drawn=networks())
def test_value_and_derivatives_are_those_of_enumeration(executor: Executor, drawn: Drawn) -> None:
    plan = make_plan(drawn.shape, last=drawn.last, fixed=drawn.fixed)
    z, gradient = unscale(sweep(plan, drawn.theta, executor=executor))
    assert_close(z, find_value(drawn.shape, drawn.theta))
    free = free_rows(drawn)
    assert_close(gradient[free], find_gradient(drawn.shape, drawn.theta)[free])
    assert not np.delete(gradient, free, axis=0).any()
    forward = sweep(plan, drawn.theta, gradients=False, executor=executor)
    assert forward.gradient is None
    np.testing.assert_array_equal(forward.z * np.exp(forward.log_scale), z)


@executors
@settings(LAWS, max_examples=50)
@given(drawn=networks())
def test_each_state_of_each_variable_alone(executor: Executor, drawn: Drawn) -> None:
    plan = make_plan(drawn.shape, last=drawn.last, fixed=drawn.fixed)
    free = free_rows(drawn)
    for variable, count in enumerate(drawn.shape.states):
        found = sweep_states(plan, drawn.theta, variable, executor=executor)
        assert len(found) == count
        for state, one in enumerate(found):
            np.testing.assert_array_equal(one.log_scale, found[0].log_scale)
            z, gradient = unscale(one)
            assert_close(z, find_value(drawn.shape, drawn.theta, (variable, state)))
            assert_close(gradient[free], find_gradient(drawn.shape, drawn.theta, (variable, state))[free])


@settings(LAWS, max_examples=50)
@given(drawn=networks())
def test_marginals_are_those_of_enumeration(drawn: Drawn) -> None:
    plan = make_plan(drawn.shape, last=drawn.last)
    found = sweep(plan, drawn.theta, executor="numpy")
    total = find_value(drawn.shape, drawn.theta)
    possible = total > 0
    for variable, marginal in enumerate(marginals(plan, drawn.theta, found)):
        assert marginal is not None
        wanted = find_marginal(drawn.shape, drawn.theta, variable)
        np.testing.assert_allclose(marginal[:, possible], wanted[:, possible] / total[possible], rtol=1e-10, atol=1e-13)
        assert np.isnan(marginal[:, ~possible]).all()


@settings(LAWS, max_examples=40)
@given(drawn=networks(draws=150))
def test_both_executors_agree(drawn: Drawn) -> None:
    """150 draws are two and a half blocks of the compiled one."""
    plan = make_plan(drawn.shape, last=drawn.last, fixed=drawn.fixed)
    (z, gradient), (other_z, other_gradient) = (unscale(sweep(plan, drawn.theta, executor=executor)) for executor in EXECUTORS)
    np.testing.assert_allclose(z, other_z, rtol=1e-12)
    np.testing.assert_allclose(gradient, other_gradient, rtol=1e-12)


@executors
@settings(LAWS, max_examples=20)
@given(drawn=networks(draws=70), cut=st.integers(1, 69))
def test_blocks_do_not_show(executor: Executor, drawn: Drawn, cut: int) -> None:
    plan = make_plan(drawn.shape, last=drawn.last)
    whole = sweep(plan, drawn.theta, executor=executor)
    parts = [sweep(plan, drawn.theta[:, part], executor=executor) for part in (slice(cut), slice(cut, None))]
    for name in ("z", "log_scale", "gradient"):
        np.testing.assert_array_equal(getattr(whole, name), np.concatenate([getattr(part, name) for part in parts], axis=-1))


@settings(LAWS, max_examples=40)
@given(drawn=networks(), random=st.randoms(use_true_random=False))
def test_the_order_of_tables_is_irrelevant(drawn: Drawn, random: Random) -> None:
    order = list(range(len(drawn.shape.scopes)))
    random.shuffle(order)
    plan = make_plan(drawn.shape)
    rows = [drawn.theta[plan.starts[table] : plan.starts[table + 1]] for table in order]
    turned = make_plan(Shape(drawn.shape.states, tuple(drawn.shape.scopes[table] for table in order)))
    one, other = sweep(plan, drawn.theta), sweep(turned, np.concatenate([np.empty((0, 4)), *rows]))
    assert_close(one.z * np.exp(one.log_scale), other.z * np.exp(other.log_scale))


def test_derivatives_are_finite_differences() -> None:
    shape = Shape((3, 2, 2, 2), ((0,), (0, 1), (0, 2), (1, 2, 3), (3,)))
    plan = make_plan(shape)
    theta = np.random.default_rng(4).random((plan.rows, 1))
    _, gradient = unscale(sweep(plan, theta))
    step = 1e-6
    for row in range(plan.rows):
        moved = np.repeat(theta, 2, axis=1)
        moved[row] += (step, -step)
        z = sweep(plan, moved)
        above, below = z.z * np.exp(z.log_scale)
        assert gradient[row, 0] == pytest.approx((above - below) / (2 * step), rel=1e-8)


@executors
def test_a_long_chain_neither_underflows_nor_overflows(executor: Executor) -> None:
    """4,000 variables; every table only passes a state on, at a price: the value is 2 · price ^ 3999, its logarithm known."""
    count = 4_000
    for price in (0.25, 1e-12, 1e12):
        plan = make_plan(Shape((2,) * count, tuple((at, at + 1) for at in range(count - 1))))
        theta = np.tile([[price], [0.0], [0.0], [price]], (count - 1, 1))
        found = sweep(plan, theta, executor=executor)
        assert np.log(found.z[0]) + found.log_scale[0] == pytest.approx(log(2) + (count - 1) * log(price), rel=1e-12)
        assert found.gradient is not None
        np.testing.assert_allclose(found.gradient[0] * price / found.z, 0.5, rtol=1e-9)


@executors
def test_a_node_with_many_neighbours(executor: Executor) -> None:
    """600 observations of one variable: the odds multiply. In one state the product is 0.1 ^ 600."""
    plan = make_plan(Shape((2,) * 601, ((0,), *((0, at) for at in range(1, 601)), *((at,) for at in range(1, 601)))))
    theta = np.concatenate([[0.5, 0.5], np.tile([0.9, 0.1, 0.5, 0.5], 600), np.tile([0.0, 1.0], 600)])[:, None]
    found = sweep(plan, theta, executor=executor)
    assert np.log(found.z[0]) + found.log_scale[0] == pytest.approx(600 * log(0.5) + log(0.5), rel=1e-12)
    theta[2:2402] = np.tile([0.9, 0.1, 0.9, 0.1], 600)[:, None]
    found = sweep(plan, theta, executor=executor)
    assert np.log(found.z[0]) + found.log_scale[0] == pytest.approx(600 * log(0.1), rel=1e-12)


def test_nothing_at_all_is_one() -> None:
    found = sweep(make_plan(Shape((), ())), np.empty((0, 3)))
    np.testing.assert_array_equal(found.z, np.ones(3))


def test_variables_in_no_table_count_their_states() -> None:
    plan = make_plan(Shape((2, 3), ()))
    found = sweep(plan, np.empty((0, 2)))
    np.testing.assert_allclose(found.z * np.exp(found.log_scale), 6.0)
    assert [marginal is not None and marginal.tolist() for marginal in marginals(plan, np.empty((0, 2)), found)] == [
        [[0.5, 0.5]] * 2,
        [[1 / 3, 1 / 3]] * 3,
    ]


def test_misuse_is_named() -> None:
    plan = make_plan(Shape((2,), ((0,),)))
    with pytest.raises(ValueError, match=r"theta has shape \(2, draws\); got \(3, 1\)"):
        sweep(plan, np.ones((3, 1)))
    with pytest.raises(ValueError, match="sweep with gradients"):
        marginals(plan, np.ones((2, 1)), sweep(plan, np.ones((2, 1)), gradients=False))


def test_a_small_job_does_not_wait_for_numba() -> None:
    """In a process that has not loaded it: a case of a hundred points and a thousand draws."""
    import subprocess
    import sys

    code = (
        "import sys, numpy as np\n"
        "from holdwater.credence.network import *\n"
        "plan = make_plan(Shape((2,) * 400, tuple((at, at + 1) for at in range(399))))\n"
        "sweep(plan, np.ones((plan.rows, 1000)))\n"
        "assert 'numba' not in sys.modules\n"
        "assert choose_executor(plan, 1000) == 'numpy' and choose_executor(plan, 10**6) == 'numba'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert choose_executor(make_plan(Shape((2,), ((0,),))), 10) == "numpy"
