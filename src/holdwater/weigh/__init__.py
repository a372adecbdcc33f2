"""Weighing: an `Index` in, a `Weighing` out: what each point says and what its reasons hold. Read `graph.py` first, then `bounds.py`."""

from holdwater.weigh.run import weigh
from holdwater.weigh.types import Assumption, LeftOut, Weighed, WeighedHypothesis, WeighedQuestion, Weighing

__all__ = ["Assumption", "LeftOut", "Weighed", "WeighedHypothesis", "WeighedQuestion", "Weighing", "weigh"]
