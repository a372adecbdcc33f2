"""Words to marks: what sentences say of themselves (hedges, attributions, silences, references, dates, places), without a model.

In: a text and a span of it. Out: `Marks` (see `types.py`, then `mark.py`).
"""
