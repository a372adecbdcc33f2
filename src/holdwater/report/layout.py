"""Where the boxes and lines of an argument map go: layers, with premises below what they carry.

In: how many boxes, and lines from a lower box to a higher one. Out: `Layout`. The way of K. Sugiyama, S. Tagawa and M. Toda, Methods for visual
understanding of hierarchical system structures (1981): turn round the lines that close a cycle, put boxes into layers (no more of them to a layer
than fit the page, after E. G. Coffman and R. L. Graham), give long lines a place in every layer they cross, order the layers so that few lines
cross (barycentres, the best of several sweeps), and shift everything as near to its neighbours as the order allows. Same input, same layout.
"""

from collections.abc import Sequence
from heapq import heappop, heappush

from holdwater.typed import NamedTuple

MARGIN = 14.0
_SWEEPS = 12
_SHIFTS = 16
_LANE = 8.0  # width kept free for a line that passes through a layer


class Box(NamedTuple):
    """Left, top and size of one box."""

    x: float
    y: float
    width: float
    height: float


class Route(NamedTuple):
    """One line from its premise to its conclusion: points at which it enters and leaves the rows; between two rows it curves.

    `turned`: it runs downwards, because it closes a cycle.
    """

    points: tuple[tuple[float, float], ...]
    turned: bool


class Layout(NamedTuple):
    """`layers[i]` is the row of box i, 0 on top. `routes` has one entry for each line, None where it leads from a box to itself."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    layers: tuple[int, ...]
    routes: tuple[Route | None, ...]


def lay_out(
    count: int,
    lines: Sequence[tuple[int, int]],
    *,
    weak: frozenset[int] = frozenset(),
    ports: Sequence[int] | None = None,
    top: frozenset[int] = frozenset(),
    size: tuple[float, float] = (150.0, 92.0),
    gap: tuple[float, float] = (20.0, 58.0),
    per_layer: int = 6,
    page: float = 1120.0,
) -> Layout:
    """Places for `count` boxes and for `lines`, pairs of (premise, conclusion) by number.

    weak: indices of lines that carry nothing: they are turned round before any other is. ports: lines with the same number arrive at one
    point of their conclusion (a joint step). top: boxes that should stand in the first row if nothing rests on them. Parts that no line joins
    are laid out apart and set side by side as far as `page` is wide, the part of box 0 first, then the larger ones.
    Raises ValueError if a line names a box that is not there.

    >>> layout = lay_out(3, [(1, 0), (2, 0)])
    >>> layout.layers
    (0, 1, 1)
    """
    for low, high in lines:
        if not (0 <= low < count and 0 <= high < count):
            raise ValueError(f"lines join boxes 0 to {count - 1}; got {(low, high)}")
    boxes: list[Box] = [Box(0, 0, *size)] * count
    layers = [0] * count
    routes: list[Route | None] = [None] * len(lines)
    x = y = shelf = width = 0.0
    for members, inner in _parts(count, lines):
        number = {node: at for at, node in enumerate(members)}
        part = _lay_out_part(
            len(members),
            [(number[lines[index][0]], number[lines[index][1]]) for index in inner],
            frozenset(at for at, index in enumerate(inner) if index in weak),
            None if ports is None else [ports[index] for index in inner],
            frozenset(number[node] for node in members if node in top),
            size,
            gap,
            per_layer,
        )
        if x and x + part.width > page:
            x, y = 0.0, y + shelf + gap[1] / 2
            shelf = 0.0
        for node, box, layer in zip(members, part.boxes, part.layers, strict=True):
            boxes[node] = box._replace(x=round(box.x + x + MARGIN, 1), y=round(box.y + y + MARGIN, 1))
            layers[node] = layer
        for index, route in zip(inner, part.routes, strict=True):
            if route is not None:
                points = tuple((round(at + x + MARGIN, 1), round(level + y + MARGIN, 1)) for at, level in route.points)
                routes[index] = Route(points, route.turned)
        width = max(width, x + part.width)
        shelf = max(shelf, part.height)
        x += part.width + gap[0] * 1.6
    return Layout(round(width + 2 * MARGIN, 1), round(y + shelf + 2 * MARGIN, 1), tuple(boxes), tuple(layers), tuple(routes))


def _parts(count: int, lines: Sequence[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    """Boxes and lines of each part that holds together."""
    beside: list[list[int]] = [[] for _ in range(count)]
    for low, high in lines:
        beside[low].append(high)
        beside[high].append(low)
    part = [-1] * count
    members: list[list[int]] = []
    for root in range(count):
        if part[root] >= 0:
            continue
        part[root] = len(members)
        found = [root]
        for node in found:
            for near in beside[node]:
                if part[near] < 0:
                    part[near] = len(members)
                    found.append(near)
        members.append(sorted(found))
    inner: list[list[int]] = [[] for _ in members]
    for index, (low, _) in enumerate(lines):
        inner[part[low]].append(index)
    return sorted(zip(members, inner, strict=True), key=lambda one: (one[0][0] != 0, -len(one[0]), one[0][0]))


def _lay_out_part(
    count: int,
    lines: Sequence[tuple[int, int]],
    weak: frozenset[int],
    ports: Sequence[int] | None,
    top: frozenset[int],
    size: tuple[float, float],
    gap: tuple[float, float],
    per_layer: int,
) -> Layout:
    """One part, its top left corner at (0, 0)."""
    turned = _turn(count, lines, weak)
    down = [(high, low) if index in turned else (low, high) for index, (low, high) in enumerate(lines)]
    layers = _layer(count, down, top, per_layer)
    rows, chains, widths = _fill(count, down, layers, size[0])
    neighbours = _neighbours(len(widths), down, chains)
    level = [0] * len(widths)
    for depth, row in enumerate(rows):
        for node in row:
            level[node] = depth
    rows = _order(rows, neighbours, level)
    centre = _shift(rows, neighbours, level, widths, count, gap[0])
    least = min(at - width / 2 for at, width in zip(centre, widths, strict=True))
    most = max(at + width / 2 for at, width in zip(centre, widths, strict=True))
    centre = [at - least for at in centre]
    tops = [depth * (size[1] + gap[1]) for depth in range(len(rows))]
    boxes = tuple(Box(centre[node] - size[0] / 2, tops[layers[node]], *size) for node in range(count))
    routes = _route(down, turned, chains, centre, level, boxes, tops, ports)
    return Layout(most - least, tops[-1] + size[1], boxes, tuple(layers), routes)


def _turn(count: int, lines: Sequence[tuple[int, int]], weak: frozenset[int]) -> set[int]:
    """The lines to turn round so that none leads back: of the strong ones as few as a search meets, then each weak one that closes a cycle."""
    above: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for index, (low, high) in enumerate(lines):
        if index not in weak and low != high:
            above[low].append((high, index))
    turned: set[int] = set()
    state = bytearray(count)  # 0 new, 1 on the path, 2 done
    for root in range(count):
        if state[root]:
            continue
        state[root] = 1
        path = [(root, 0)]
        while path:
            node, at = path.pop()
            if at == len(above[node]):
                state[node] = 2
                continue
            path.append((node, at + 1))
            high, index = above[node][at]
            if state[high] == 1:
                turned.add(index)
            elif state[high] == 0:
                state[high] = 1
                path.append((high, 0))
    if weak:
        upward: list[set[int]] = [{high for high, index in lines_up if index not in turned} for lines_up in above]
        for index in turned:
            upward[lines[index][1]].add(lines[index][0])
        for index in sorted(weak):
            low, high = lines[index]
            if low == high:
                continue
            if _leads(upward, high, low):
                turned.add(index)
                upward[high].add(low)
            else:
                upward[low].add(high)
    return turned


def _leads(upward: list[set[int]], start: int, end: int) -> bool:
    """Whether some way upwards leads from one box to another."""
    seen = {start}
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node == end:
            return True
        waiting.extend(upward[node] - seen)
        seen |= upward[node]
    return False


def _layer(count: int, down: Sequence[tuple[int, int]], top: frozenset[int], per_layer: int) -> list[int]:
    """A row for each box: below all that rests on it, no more than `per_layer` in one."""
    highs: list[list[int]] = [[] for _ in range(count)]
    lows: list[list[int]] = [[] for _ in range(count)]
    for low, high in down:
        if low != high:
            highs[low].append(high)
            lows[high].append(low)
    order = _from_top(count, highs, lows)
    depth = [0] * count  # longest way down from here: what has much below it goes first
    for node in reversed(order):
        depth[node] = max((depth[low] + 1 for low in lows[node]), default=0)
    waiting = [len(highs[node]) for node in range(count)]
    ready: list[tuple[bool, int, int]] = []
    for node in range(count):
        if not waiting[node]:
            heappush(ready, (node not in top, -depth[node], node))
    layers = [0] * count
    row = 0
    while ready:
        freed: list[int] = []
        for _ in range(min(per_layer, len(ready))):
            node = heappop(ready)[2]
            layers[node] = row
            for low in lows[node]:
                waiting[low] -= 1
                if not waiting[low]:
                    freed.append(low)
        for node in freed:
            heappush(ready, (True, -depth[node], node))
        row += 1
    _sink(layers, order, highs, lows, top, per_layer)
    return layers


def _from_top(count: int, highs: list[list[int]], lows: list[list[int]]) -> list[int]:
    waiting = [len(highs[node]) for node in range(count)]
    order = [node for node in range(count) if not waiting[node]]
    for node in order:
        for low in lows[node]:
            waiting[low] -= 1
            if not waiting[low]:
                order.append(low)
    return order


def _sink(
    layers: list[int], order: list[int], highs: list[list[int]], lows: list[list[int]], top: frozenset[int], per_layer: int
) -> None:
    """Bring a box that carries less than it rests on down to what it rests on, where there is room: shorter lines."""
    filled: dict[int, int] = {}
    for row in layers:
        filled[row] = filled.get(row, 0) + 1
    for node in reversed(order):
        if node in top or not lows[node] or len(lows[node]) <= len(highs[node]):
            continue
        here = layers[node]
        lowest = min(layers[low] for low in lows[node]) - 1
        while lowest > here and filled[lowest] >= per_layer:
            lowest -= 1
        if lowest > here:
            filled[here] -= 1
            filled[lowest] += 1
            layers[node] = lowest
    used = sorted(set(layers))
    if used and used[-1] != len(used) - 1:  # a row that sinking emptied
        place = {row: at for at, row in enumerate(used)}
        layers[:] = [place[row] for row in layers]


def _fill(
    count: int, down: Sequence[tuple[int, int]], layers: list[int], width: float
) -> tuple[list[list[int]], list[list[int]], list[float]]:
    """Rows of boxes and of the lanes that long lines need; `chains[i]` are the lanes of line i from below upwards."""
    widths = [width] * count
    chains: list[list[int]] = []
    lanes: list[int] = []
    for low, high in down:
        chain: list[int] = []
        for row in range(layers[low] - 1, layers[high], -1):
            chain.append(count + len(lanes))
            lanes.append(row)
            widths.append(_LANE)
        chains.append(chain)
    above: list[list[int]] = [[] for _ in widths]
    below: list[list[int]] = [[] for _ in widths]
    for (low, high), chain in zip(down, chains, strict=True):
        if low == high:
            continue
        for lower, upper in zip([low, *chain], [*chain, high], strict=True):
            below[upper].append(lower)
            above[lower].append(upper)
    row_of = layers + lanes
    rows: list[list[int]] = [[] for _ in range(max(row_of, default=-1) + 1)]
    seen = bytearray(len(widths))
    for root in range(len(widths)):  # first order: depth first from the top, which keeps what belongs together side by side
        if above[root] or seen[root]:
            continue
        stack = [root]
        while stack:
            node = stack.pop()
            if seen[node]:
                continue
            seen[node] = 1
            rows[row_of[node]].append(node)
            stack.extend(low for low in reversed(below[node]) if not seen[low])
    return rows, chains, widths


def _neighbours(size: int, down: Sequence[tuple[int, int]], chains: list[list[int]]) -> list[list[tuple[int, float]]]:
    """For each box or lane the ones it is joined to, with the weight of the join: lanes want to be straight."""
    boxes = size - sum(map(len, chains))
    joined: list[list[tuple[int, float]]] = [[] for _ in range(size)]
    for (low, high), chain in zip(down, chains, strict=True):
        if low == high:
            continue
        for lower, upper in zip([low, *chain], [*chain, high], strict=True):
            weight = (1.0, 2.0, 8.0)[(lower >= boxes) + (upper >= boxes)]
            joined[lower].append((upper, weight))
            joined[upper].append((lower, weight))
    return joined


def _order(rows: list[list[int]], neighbours: list[list[tuple[int, float]]], level: list[int]) -> list[list[int]]:
    """The rows in the order with the fewest crossings that the sweeps find."""
    place = [0] * len(level)
    for row in rows:
        for at, node in enumerate(row):
            place[node] = at
    best, fewest = [list(row) for row in rows], _crossings(rows, neighbours, level, place)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        downwards = sweep % 2 == 0
        for depth in range(1, len(rows)) if downwards else range(len(rows) - 2, -1, -1):
            other = depth - 1 if downwards else depth + 1
            keys = {}
            for node in rows[depth]:
                beside = [place[near] for near, _ in neighbours[node] if level[near] == other]
                keys[node] = sum(beside) / len(beside) if beside else float(place[node])
            rows[depth].sort(key=keys.__getitem__)
            for at, node in enumerate(rows[depth]):
                place[node] = at
        _swap(rows, neighbours, level, place)
        crossings = _crossings(rows, neighbours, level, place)
        if crossings < fewest:
            best, fewest = [list(row) for row in rows], crossings
    return best


def _swap(rows: list[list[int]], neighbours: list[list[tuple[int, float]]], level: list[int], place: list[int]) -> None:
    """Change places of two that stand side by side wherever their own lines then cross less."""
    for depth, row in enumerate(rows):
        for at in range(len(row) - 1):
            left, right = row[at], row[at + 1]
            gain = 0
            for other in (depth - 1, depth + 1):
                lefts = [place[near] for near, _ in neighbours[left] if level[near] == other]
                rights = [place[near] for near, _ in neighbours[right] if level[near] == other]
                if len(lefts) * len(rights) > 400:
                    continue
                for one in lefts:
                    for two in rights:
                        gain += (one > two) - (one < two)
            if gain > 0:
                row[at], row[at + 1] = right, left
                place[left], place[right] = at + 1, at


def _crossings(rows: list[list[int]], neighbours: list[list[tuple[int, float]]], level: list[int], place: list[int]) -> int:
    """How many pairs of lines cross between all rows: inversions, counted with a binary indexed tree."""
    total = 0
    for depth in range(len(rows) - 1):
        size = len(rows[depth + 1])
        tree = [0] * (size + 1)
        seen = 0
        for node in rows[depth]:
            ends = sorted(place[near] for near, _ in neighbours[node] if level[near] == depth + 1)
            for end in ends:
                at, before = end + 1, 0
                while at:
                    before += tree[at]
                    at &= at - 1
                total += seen - before
            for end in ends:
                at = end + 1
                while at <= size:
                    tree[at] += 1
                    at += at & -at
            seen += len(ends)
    return total


def _shift(
    rows: list[list[int]], neighbours: list[list[tuple[int, float]]], level: list[int], widths: list[float], boxes: int, gap: float
) -> list[float]:
    """Centres: each row as near to the mean of its neighbours as its order and the gaps allow (least squares, pooled adjacent violators)."""
    centre = [0.0] * len(widths)
    apart: list[list[float]] = []
    for row in rows:
        offsets, at = [], 0.0
        for left, right in zip([None, *row], row, strict=False):
            if left is not None:
                narrow = left >= boxes or right >= boxes
                at += (widths[left] + widths[right]) / 2 + (gap * 0.6 if narrow else gap)
            offsets.append(at)
        apart.append(offsets)
        for node, offset in zip(row, offsets, strict=True):
            centre[node] = offset - at / 2
    for turn in range(_SHIFTS):
        only = turn < _SHIFTS - 4  # first look one way at a time, last both ways
        downwards = turn % 2 == 0
        for depth in range(len(rows)) if downwards else range(len(rows) - 1, -1, -1):
            other = depth - 1 if downwards else depth + 1
            wanted, weights = [], []
            for node in rows[depth]:
                total = pull = 0.0
                for near, weight in neighbours[node]:
                    if not only or level[near] == other:
                        total += weight
                        pull += weight * centre[near]
                wanted.append(pull / total if total else centre[node])
                weights.append(total or 0.05)
            for node, at in zip(rows[depth], _pool(wanted, weights, apart[depth]), strict=True):
                centre[node] = at
    return centre


def _pool(wanted: list[float], weights: list[float], offsets: list[float]) -> list[float]:
    """The places nearest to `wanted` (weighted least squares) in which neighbours keep at least the distances that `offsets` lays down."""
    blocks: list[tuple[float, float, int]] = []  # mean, weight, how many
    for want, weight, offset in zip(wanted, weights, offsets, strict=True):
        mean, mass, many = want - offset, weight, 1
        while blocks and blocks[-1][0] > mean:
            before, heavy, more = blocks.pop()
            mean = (mean * mass + before * heavy) / (mass + heavy)
            mass += heavy
            many += more
        blocks.append((mean, mass, many))
    places: list[float] = []
    for mean, _, many in blocks:
        places.extend(mean + offset for offset in offsets[len(places) : len(places) + many])
    return places


def _route(
    down: Sequence[tuple[int, int]],
    turned: set[int],
    chains: list[list[int]],
    centre: list[float],
    level: list[int],
    boxes: tuple[Box, ...],
    tops: list[float],
    ports: Sequence[int] | None,
) -> tuple[Route | None, ...]:
    """The points of every line, with ends spread along the edges of the boxes so that lines that mean different things do not meet."""
    arrive: dict[int, dict[tuple[int, int], list[float]]] = {}  # box -> (port) -> where its lines come from
    leave: dict[int, list[tuple[float, int]]] = {}
    for index, (low, high) in enumerate(down):
        if low == high:
            continue
        key = (1, index) if ports is None or index in turned else (0, ports[index])
        chain = chains[index]
        arrive.setdefault(high, {}).setdefault(key, []).append(centre[chain[-1] if chain else low])
        leave.setdefault(low, []).append((centre[chain[0] if chain else high], index))
    port_at: dict[tuple[int, tuple[int, int]], float] = {}
    for node, groups in arrive.items():
        box = boxes[node]
        ranked = sorted(groups, key=lambda key: (sum(groups[key]) / len(groups[key]), key))
        for at, key in enumerate(ranked):
            port_at[node, key] = box.x + box.width * (at + 1) / (len(ranked) + 1)
    leave_at: dict[int, float] = {}
    for node, ends in leave.items():
        box = boxes[node]
        for at, (_, index) in enumerate(sorted(ends)):
            leave_at[index] = box.x + box.width * (0.2 + 0.6 * (at + 1) / (len(ends) + 1))
    routes: list[Route | None] = []
    for index, (low, high) in enumerate(down):
        if low == high:
            routes.append(None)
            continue
        key = (1, index) if ports is None or index in turned else (0, ports[index])
        points = [(leave_at[index], boxes[low].y)]
        for lane in chains[index]:
            y = tops[level[lane]]
            points += [(centre[lane], y + boxes[low].height), (centre[lane], y)]
        points.append((port_at[high, key], boxes[high].y + boxes[high].height))
        if index in turned:
            points.reverse()
        routes.append(Route(tuple(points), index in turned))
    return tuple(routes)
