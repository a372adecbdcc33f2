"""What the argument map draws: boxes and lines, chosen so that the page stays readable, and what was left out."""

from collections.abc import Mapping, Sequence

from holdwater.case.index import Index
from holdwater.diagnostics import Severity
from holdwater.report.views.findings import Group, by_point
from holdwater.report.views.names import fold
from holdwater.report.views.readings import Standing, Standings
from holdwater.typed import NamedTuple

MOST_BOXES = 80
MOST_LINES = 240


class Box(NamedTuple):
    """One point or hypothesis. `place` names where it stands in the page; `severity` is that of its worst finding."""

    id: str
    text: str
    place: str
    said: tuple[float, float] | None
    held: tuple[float, float] | None
    severity: Severity | None
    findings: int
    conclusion: bool
    hypothesis: bool
    standing: Standing


class Line(NamedTuple):
    """From box `low` (a premise, an objection, an explanation) to box `high`; lines with one `port` are one joint step."""

    low: int
    high: int
    role: str  # "because", "against", "undercuts", "explains"
    guess: bool
    port: int
    joint: bool


class Graph(NamedTuple):
    """`isolated` are points that no line touches; `left_out` counts points that lines touch and the map has no room for."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    isolated: tuple[str, ...]
    left_out: int
    lines_left_out: int


def view_graph(
    index: Index, groups: Sequence[Group], standings: Mapping[str, Standings], ids: Sequence[str], places: Mapping[str, str]
) -> Graph:
    """The points that lines join: all of them if they fit, else what lies nearest under the conclusions."""
    known = set(index.claims) | set(index.hypotheses)
    links = _links(index, known)
    below: dict[str, list[str]] = {}
    touched: dict[str, None] = {}
    for low, high, *_ in links:
        below.setdefault(high, []).append(low)
        touched[low] = touched[high] = None
    conclusions = [id for id in ids if id in touched]
    order = [claim.id for claim in index.case.claims if claim.id in touched] + [id for id in index.hypotheses if id in touched]
    order = list(dict.fromkeys(order))
    if len(order) <= MOST_BOXES:
        drawn = list(dict.fromkeys([*conclusions, *order]))
    else:
        drawn = _nearest(conclusions or order[:1], below)
    number = {id: at for at, id in enumerate(drawn)}
    lines: list[Line] = []
    ports: dict[tuple[str, object], int] = {}
    sizes: dict[int, int] = {}
    seen: set[tuple[int, int, str, object]] = set()
    left = 0
    for low, high, role, guess, step in links:
        if low not in number or high not in number:
            continue
        if (number[low], number[high], role, step) in seen:
            continue
        seen.add((number[low], number[high], role, step))
        if len(lines) == MOST_LINES:
            left += 1
            continue
        port = ports.setdefault((high, step), len(ports))
        sizes[port] = sizes.get(port, 0) + 1
        lines.append(Line(number[low], number[high], role, guess, port, False))
    filed = by_point(groups)
    tops = set(conclusions)
    boxes = tuple(_box(index, standings, id, places, filed, id in tops) for id in drawn)
    isolated = []
    joined = {index.claims[id].parent for id in touched if id in index.claims} | set(touched)
    for claim in index.case.claims:
        if claim.parent is None and claim.id not in joined:
            isolated.append(claim.id)
    return Graph(
        boxes,
        tuple(line._replace(joint=line.role != "explains" and sizes[line.port] > 1) for line in lines),
        tuple(dict.fromkeys(isolated)),
        len(order) - len(drawn),
        left,
    )


def _links(index: Index, known: set[str]) -> list[tuple[str, str, str, bool, object]]:
    """Every line of the case as (low, high, role, guess, step), strong ones first so that they are drawn if not all fit."""
    stated: list[tuple[str, str, str, bool, object]] = []
    guessed: list[tuple[str, str, str, bool, object]] = []
    for claim in index.case.claims:
        if index.claims.get(claim.id) is not claim:
            continue
        for role, steps in (("because", claim.because), ("against", claim.against)):
            for at, step in enumerate(steps):
                for premise in step.premises:
                    if premise in known:
                        (guessed if step.proposed else stated).append((premise, claim.id, role, step.proposed, (role, at)))
        for at, cut in enumerate(claim.undercuts):
            if cut.target in known:
                (guessed if cut.proposed else stated).append((claim.id, cut.target, "undercuts", cut.proposed, ("undercuts", claim.id, at)))
    weak: list[tuple[str, str, str, bool, object]] = []
    for claim in index.case.claims:
        for link in claim.explains:  # what explains stands above: it rests on what it explains, if on anything
            if link.target in known and index.claims.get(claim.id) is claim:
                weak.append((link.target, claim.id, "explains", link.proposed, "explains"))
    return stated + guessed + weak


def _nearest(starts: Sequence[str], below: Mapping[str, Sequence[str]]) -> list[str]:
    """Breadth first from the conclusions downwards, as far as there is room."""
    drawn = dict.fromkeys(starts[: MOST_BOXES // 4])
    queue = list(drawn)
    for id in queue:
        for low in below.get(id, ()):
            if len(drawn) == MOST_BOXES:
                return list(drawn)
            if low not in drawn:
                drawn[low] = None
                queue.append(low)
    return list(drawn)


def _box(index: Index, standings: Mapping[str, Standings], id: str, places: Mapping[str, str], filed: Mapping[str, Group], top: bool) -> Box:
    claim = index.claims.get(id)
    if claim is None:
        return Box(id, fold(index.hypotheses[id].text), places[id], None, None, None, 0, False, True, "silent")
    standing = standings[id]
    group = filed.get(id)
    said, held = standing.said.interval, standing.held.interval
    return Box(
        id,
        fold(claim.text),
        places[id],
        (said.low, said.high) if said is not None else None,
        (held.low, held.high) if held is not None else None,
        group.lead.severity if group is not None else None,
        len(group.findings) if group is not None else 0,
        top,
        False,
        standing.standing,
    )
