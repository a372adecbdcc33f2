"""Exact inference in discrete networks for many draws at once: a `Shape` is planned, then swept. Knows no Case; loads numpy.

Read `plan.py` first, then `sweeps.py`; `blocks.py` and `numba_tape.py` do the work, `order.py` keeps it small, `chance.py` draws numbers.
"""

from holdwater.credence.network.chance import uniforms
from holdwater.credence.network.numba_tape import choose_executor
from holdwater.credence.network.plan import Plan, Shape, TooWide, make_plan
from holdwater.credence.network.sweeps import Sweep, marginals, sweep, sweep_states

__all__ = ["Plan", "Shape", "Sweep", "TooWide", "choose_executor", "make_plan", "marginals", "sweep", "sweep_states", "uniforms"]
