"""The argument map as SVG: boxes with what is said and held, lines that say how one point bears on another.

In: a `Graph`. Out: markup and the width it was drawn for. Every box is a link to its point, so the map works without a script; the numbers in
`data-n`, `data-low` and `data-high` are what the script traces.
"""

from holdwater.report.element import Html, element, name_unseen
from holdwater.report.layout import Box, Layout, Route, lay_out
from holdwater.report.views import graph
from holdwater.report.views.names import spell_range
from holdwater.typed import NamedTuple

WIDTH, HEIGHT = 156.0, 100.0
_PER_LAYER = 6
_STEM = 17.0  # the last stretch into a box, shared by the premises of one step
_INSET = 11.0
_SEVERITY_SHAPES = {
    "error": "M-5 -5H5V5H-5Z",
    "warning": "M0 -5.6L6 5H-6Z",
    "note": "M-4.6 0a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0 -9.2 0",
}


class Drawing(NamedTuple):
    """The map with its size in CSS pixels at full scale."""

    svg: Html
    width: float
    height: float


def draw_map(view: graph.Graph) -> Drawing:
    """The map of a graph that has at least one box."""
    layout = lay_out(
        len(view.boxes),
        [(line.low, line.high) for line in view.lines],
        weak=frozenset(at for at, line in enumerate(view.lines) if line.guess or line.role == "explains"),
        ports=[line.port for line in view.lines],
        top=frozenset(at for at, box in enumerate(view.boxes) if box.conclusion),
        size=(WIDTH, HEIGHT),
        gap=(18.0, 62.0),
        per_layer=_PER_LAYER,
    )
    lines: list[Html] = []
    stems: dict[int, None] = {}
    for line, route in zip(view.lines, layout.routes, strict=True):
        lines.append(_draw_line(line, route, layout))
        if route is not None and not route.turned and line.role != "explains" and line.port not in stems:
            stems[line.port] = None
            lines.append(_draw_stem(line, route))
    boxes = [_draw_box(at, box, layout.boxes[at]) for at, box in enumerate(view.boxes)]
    svg = element(
        "svg",
        element("g", *lines, class_="lines", aria_hidden="true"),
        element("g", *boxes, class_="boxes"),
        viewBox=f"0 0 {layout.width:g} {layout.height:g}",
        class_="chart",
        role="group",
        aria_label="Argument map: each box is a point, premises stand below what they carry",
    )
    return Drawing(svg, layout.width, layout.height)


def _draw_line(line: graph.Line, route: Route | None, layout: Layout) -> Html:
    kind = f"line {line.role}{' guess' if line.guess else ''}"
    if route is None:
        box = layout.boxes[line.low]
        right, middle = box.x + box.width, box.y + box.height / 2
        path = f"M{right:g} {middle + 14:g}c15 0 15 -28 0 -28"
        head = element("path", d=f"M{right + 7:g} {middle - 19:g}L{right:g} {middle - 14:g}L{right + 8:g} {middle - 9:g}", class_="head open")
        return element("g", element("path", d=path), head, class_=kind, data_low=line.low, data_high=line.high, data_step=line.port)
    points = list(route.points)
    stem = _STEM if line.role != "explains" and not route.turned else 0.0
    points[-1] = (points[-1][0], points[-1][1] + stem)
    steps = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for at in range(1, len(points)):
        (x, y), (x2, y2) = points[at - 1], points[at]
        if at % 2 == 0 or abs(x - x2) < 0.6:
            steps.append(f"L{x2:g} {y2:g}")
        else:
            bend = (y + y2) / 2
            steps.append(f"C{x:g} {bend:g} {x2:g} {bend:g} {x2:g} {y2:g}")
    parts = [element("path", d="".join(steps))]
    if line.role == "explains":
        x, y = route.points[0]
        way = -1 if route.turned else 1
        parts.append(element("path", d=f"M{x - 4.5:g} {y - 7 * way:g}L{x:g} {y:g}L{x + 4.5:g} {y - 7 * way:g}", class_="head open"))
    elif route.turned:
        parts.append(_head(line.role, *route.points[-1], -1))
    return element("g", *parts, class_=kind, data_low=line.low, data_high=line.high, data_step=line.port)


def _draw_stem(line: graph.Line, route: Route) -> Html:
    x, y = route.points[-1]
    parts = [element("path", d=f"M{x:g} {y + _STEM:g}V{y + (6 if line.role == 'because' else 3):g}")]
    if line.joint:
        parts.append(element("circle", cx=x, cy=y + _STEM, r=3, class_="joint"))
    parts.append(_head(line.role, x, y, 1))
    return element("g", *parts, class_=f"line stem {line.role}{' guess' if line.guess else ''}", data_port=line.port, data_high=line.high)


def _head(role: str, x: float, y: float, way: int) -> Html:
    """How a line ends at its conclusion: a filled point for a reason, a bar for an objection, a cross for an undercutter."""
    if role == "against":
        return element("path", d=f"M{x - 7:g} {y + 3 * way:g}H{x + 7:g}", class_="head bar")
    if role == "undercuts":
        middle = y + 8 * way
        return element(
            "path", d=f"M{x - 5:g} {middle - 5:g}L{x + 5:g} {middle + 5:g}M{x + 5:g} {middle - 5:g}L{x - 5:g} {middle + 5:g}", class_="head bar"
        )
    return element("path", d=f"M{x:g} {y + 1 * way:g}L{x + 5:g} {y + 9 * way:g}H{x - 5:g}Z", class_="head")


def _draw_box(at: int, box: graph.Box, place: Box) -> Html:
    kinds = " ".join(["box", box.standing, *(["conclusion"] if box.conclusion else []), *(["hypothesis"] if box.hypothesis else [])])
    x, y = place.x, place.y
    label = _clip(name_unseen(f"({box.id[:40]})"), place.width - 60, 12.5)
    told = name_unseen(_describe(box))
    parts: list[Html] = [
        element("title", told),
        element("rect", x=x, y=y, width=place.width, height=place.height, rx=16 if box.hypothesis else 4, class_="frame"),
        element("text", label, x=x + _INSET, y=y + 19, class_="label"),
    ]
    role = "main conclusion" if box.conclusion and not at else "conclusion" if box.conclusion else "hypothesis" if box.hypothesis else None
    if role is not None and _measure(label, 12.5) + _measure(role, 9.5) < place.width - 2 * _INSET - 28:
        parts.append(element("text", role, x=x + _INSET + _measure(label, 12.5) + 4, y=y + 19, class_="role"))
    if box.severity is not None:
        right = x + place.width - _INSET
        many = str(box.findings) if box.findings > 1 else ""
        shift = _measure(many, 10.5) + 4 if many else 0
        shape = element("path", d=_SEVERITY_SHAPES[box.severity], transform=f"translate({right - 5 - shift:g} {y + 15:g})", class_=f"mark {box.severity}")
        parts.append(shape)
        if many:
            parts.append(element("text", many, x=right, y=y + 19, class_="many"))
    for number, words in enumerate(_wrap(box.text, place.width - 2 * _INSET, 11.0, 3)):
        parts.append(element("text", words, x=x + _INSET, y=y + 36 + 13 * number, class_="words"))
    if box.said is not None or box.held is not None:
        wide = place.width - 2 * _INSET
        for kind, values, top in (("said", box.said, 76.0), ("held", box.held, 85.0)):
            parts.append(element("rect", x=x + _INSET, y=y + top, width=wide, height=6, class_="track"))
            if values is not None:
                low, high = values
                long = max(2.5, wide * (high - low))
                start = min(wide * low, wide - long)
                parts.append(element("rect", x=x + _INSET + start, y=y + top, width=long, height=6, class_=kind))
    return element("a", *parts, href=f"#{box.place}", class_=kinds, data_n=at, aria_label=told)


def _describe(box: graph.Box) -> str:
    """The box in words, for a pointer that rests on it and for a reader that speaks."""
    from holdwater.credence import Interval

    parts = [f"({box.id}) {box.text}"]
    if box.said is not None:
        parts.append(f"said {spell_range(Interval(*box.said))}")
    if box.held is not None:
        parts.append(f"held {spell_range(Interval(*box.held))}")
    if box.severity is not None:
        parts.append(f"worst finding: {box.severity}")
    return " · ".join(parts)


def _wrap(text: str, width: float, size: float, most: int) -> list[str]:
    """The first words of a text on a few lines that fit the width, with an ellipsis where there is more."""
    lines: list[str] = []
    line, used = "", 0.0
    space = _measure(" ", size)
    for word in name_unseen(text[:400]).split():
        wide = _measure(word, size)
        if line and used + space + wide > width:
            lines.append(line)
            if len(lines) == most:
                lines[-1] = _clip(f"{lines[-1]} …", width, size)
                return lines
            line, used = word, wide
        else:
            line, used = (f"{line} {word}", used + space + wide) if line else (word, wide)
    return [_clip(line, width, size) for line in [*lines, line]]


def _clip(text: str, width: float, size: float) -> str:
    """The text as far as it fits, with an ellipsis where it does not."""
    if _measure(text, size) <= width:
        return text
    left = width - _measure("…", size)
    kept = 0
    for char in text.removesuffix(" …"):
        left -= _measure(char, size)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


_WIDTHS = (
    dict.fromkeys(map(chr, range(128)), 0.59)
    | dict.fromkeys(" .,:;'|!ijltfI()[]", 0.37)
    | dict.fromkeys("mwMW@%…—", 0.95)
    | dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ", 0.72)
)


def _measure(text: str, size: float) -> float:
    """How wide a line is at most in a wide sans serif, in pixels: an estimate, on the safe side."""
    if text.isascii():
        return size * sum(map(_WIDTHS.__getitem__, text))
    width = _WIDTHS.get
    return size * sum([width(char) or (1.05 if char > "\u2e7f" else 0.72 if char.isupper() else 0.59) for char in text])
