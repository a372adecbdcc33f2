"""Where an item of any kind stands, for rules on numbers: these know items by their ids alone."""

from holdwater.check.view import View
from holdwater.source import Span


def locate(view: View, id: str) -> tuple[Span, ...]:
    """The text of the point, hypothesis, source or indicator of that id; nothing where the case has none."""
    if id in view.index.claims:
        return (view.index.claims[id].at,)
    if id in view.index.hypotheses:
        return (view.index.hypotheses[id].at,)
    if id in view.index.sources:
        return (view.index.sources[id].at,)
    return tuple(watch.at for watch in view.case.watch if watch.id == id)[:1]
