"""Intervals and bounds: arithmetic on numbers that knows no case. Read `interval.py` first, then `bounds.py`."""

from holdwater.credence.interval import Interval

__all__ = ["Interval"]
