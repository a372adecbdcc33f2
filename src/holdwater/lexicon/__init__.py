"""Word lists and what their words mean: a term in, an interval with its source out. Read `scale.py` first; the lists are in `data/`."""

from holdwater.lexicon.scale import SCALES, Degree, Scale, Words, load_scale, load_words

__all__ = ["SCALES", "Degree", "Scale", "Words", "load_scale", "load_words"]
