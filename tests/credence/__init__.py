"""Arithmetic on intervals, against an oracle in exact fractions (`worlds.py`)."""
