"""An article in, a `Case` out: points, sources, hedges, references and steps, each pointing at its words.

Read `article.py` first (the order of the work), then `layout.py` (paragraphs, labels, head and tail), `claims.py`, `links.py`, `speakers.py`.
"""

from holdwater.read.article import read

__all__ = ["read"]
