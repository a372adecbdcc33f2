"""A weighing as a notebook shows it: small tables with their bars, in HTML that loads nothing."""

from collections.abc import Sequence
from html import escape

from holdwater.credence import Interval
from holdwater.weigh.tell import show_interval
from holdwater.weigh.types import Weighing

TYPE_CHECKING = False  # type checkers take it for true; what only numbers need is not loaded without them
if TYPE_CHECKING:
    from holdwater.weigh.bands import Band

_WIDE = 180
_SHOWN = 60  # points in a table


def to_html(weighing: Weighing) -> str:
    """Questions with the bands of their hypotheses, then what every point says and holds."""
    parts = []
    for question in weighing.questions:
        rows = [
            (one.id, show_interval(one.prior), _band(one.posterior), _numbers(one.posterior), "" if one.leads is None else f"{one.leads:.1%}")
            for one in question.hypotheses
        ]
        parts.append(_table((question.id, "prior", "posterior, 0 to 1", "median, 5–95 %", "leads in"), rows))
    rows = [
        (
            f"({id})",
            _bar(point.said, "#2a5f9e") + _bar(point.held, "#a86100"),
            "nothing" if point.said is None else show_interval(point.said),
            "nothing" if point.held is None else show_interval(point.held),
            _numbers(point.posterior),
        )
        for id, point in list(weighing.points.items())[:_SHOWN]
    ]
    parts.append(_table(("point", "said over held, 0 to 1", "said", "held", "posterior"), rows))
    if len(weighing.points) > _SHOWN:
        parts.append(f"<p>and {len(weighing.points) - _SHOWN} more points</p>")
    drawn = f"{weighing.draws:,} draws, seed {weighing.seed}; " if weighing.draws is not None else ""
    parts.append(f"<p>{drawn}words read by {escape(weighing.words)}</p>")
    return "".join(parts)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Cells that are SVG were made here; every other is text."""
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{cell if cell.startswith('<svg') else escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _svg(inside: str) -> str:
    track = f'<rect x="0" y="0" width="{_WIDE}" height="10" fill="#8884"/>'
    return f'<svg width="{_WIDE}" height="10" viewBox="0 0 {_WIDE} 10" role="img" style="display:block;margin:1px 0">{track}{inside}</svg>'


def _rect(low: float, high: float, top: int, height: int, colour: str) -> str:
    long = max(2.0, _WIDE * (high - low))
    start = min(_WIDE * low, _WIDE - long)
    return f'<rect x="{start:.1f}" y="{top}" width="{long:.1f}" height="{height}" fill="{colour}"/>'


def _bar(interval: Interval | None, colour: str) -> str:
    return _svg("" if interval is None else _rect(interval.low, interval.high, 0, 10, colour))


def _band(band: "Band | None") -> str:
    if band is None:
        return _svg("")
    middle = _rect(max(0.0, band.median - 0.004), min(1.0, band.median + 0.004), 0, 10, "currentColor")
    return _svg(_rect(band.least, band.greatest, 4, 2, "#888") + _rect(band.low, band.high, 1, 8, "#a86100") + middle)


def _numbers(band: "Band | None") -> str:
    return "" if band is None else f"{band.median:.3g} ({band.low:.3g}–{band.high:.3g})"
