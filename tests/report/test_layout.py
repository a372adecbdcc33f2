"""The layout of the argument map, as laws that hold for every graph."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.report.layout import Layout, _crossings, _pool, lay_out

SIZE = (150.0, 92.0)


@st.composite
def graphs(draw: st.DrawFn, *, cyclic: bool = True) -> tuple[int, list[tuple[int, int]]]:
    count = draw(st.integers(1, 24))
    node = st.integers(0, count - 1)
    lines = draw(st.lists(st.tuples(node, node), max_size=50))
    if not cyclic:
        lines = [(max(line), min(line)) for line in lines if line[0] != line[1]]
    return count, lines


def boxes_overlap(layout: Layout) -> bool:
    return any(
        one.x < two.x + two.width and two.x < one.x + one.width and one.y < two.y + two.height and two.y < one.y + one.height
        for one, two in combinations(layout.boxes, 2)
    )


@given(graphs(), st.integers(1, 8))
def test_no_box_lies_over_another_and_all_are_on_the_page(graph: tuple[int, list[tuple[int, int]]], per_layer: int) -> None:
    layout = lay_out(*graph, size=SIZE, per_layer=per_layer)
    assert not boxes_overlap(layout)
    for box in layout.boxes:
        assert (box.width, box.height) == SIZE
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= layout.width
        assert box.y + box.height <= layout.height


@given(graphs(cyclic=False))
def test_premises_stand_below_what_they_carry(graph: tuple[int, list[tuple[int, int]]]) -> None:
    count, lines = graph
    layout = lay_out(count, lines, size=SIZE)
    for (low, high), route in zip(lines, layout.routes, strict=True):
        assert layout.layers[low] > layout.layers[high]
        assert layout.boxes[low].y >= layout.boxes[high].y + SIZE[1]
        assert route is not None
        assert not route.turned


@given(graphs())
def test_lines_run_between_their_boxes_and_through_none(graph: tuple[int, list[tuple[int, int]]]) -> None:
    count, lines = graph
    layout = lay_out(count, lines, size=SIZE)
    for (low, high), route in zip(lines, layout.routes, strict=True):
        if low == high:
            assert route is None
            continue
        assert route is not None
        lower, upper = (high, low) if route.turned else (low, high)
        ends = route.points[::-1] if route.turned else route.points
        below, above = layout.boxes[lower], layout.boxes[upper]
        assert ends[0][1] == pytest.approx(below.y, abs=0.11)
        assert ends[-1][1] == pytest.approx(above.y + above.height, abs=0.11)
        assert below.x <= ends[0][0] <= below.x + below.width
        assert above.x <= ends[-1][0] <= above.x + above.width
        for (x, bottom), (x2, top) in zip(ends[1:-1:2], ends[2:-1:2], strict=True):  # where it passes a row
            assert x == x2
            assert not any(box.x < x < box.x + box.width and box.y < bottom and top < box.y + box.height for box in layout.boxes)


@given(graphs(cyclic=False), st.data())
def test_a_weak_line_never_turns_a_strong_one(graph: tuple[int, list[tuple[int, int]]], data: st.DataObject) -> None:
    count, lines = graph
    node = st.integers(0, count - 1)
    weak = data.draw(st.lists(st.tuples(node, node), max_size=10))
    layout = lay_out(count, lines + weak, weak=frozenset(range(len(lines), len(lines) + len(weak))))
    for route in layout.routes[: len(lines)]:
        assert route is not None
        assert not route.turned
    for (low, high), route in zip(weak, layout.routes[len(lines) :], strict=True):
        if route is not None:
            assert (layout.layers[low] < layout.layers[high]) is route.turned


@given(graphs(cyclic=False), st.data())
def test_a_weak_line_is_turned_only_to_break_a_cycle(graph: tuple[int, list[tuple[int, int]]], data: st.DataObject) -> None:
    count, lines = graph
    weak = frozenset(data.draw(st.sets(st.integers(0, max(0, len(lines) - 1))))) if lines else frozenset()
    assert not any(route.turned for route in lay_out(count, lines, weak=weak).routes if route is not None)


@given(graphs(), st.integers(1, 6))
def test_no_layer_of_a_part_is_fuller_than_allowed(graph: tuple[int, list[tuple[int, int]]], per_layer: int) -> None:
    count, lines = graph
    joined = [*lines, *((node, 0) for node in range(1, count))]  # one part
    layout = lay_out(count, joined, per_layer=per_layer)
    for layer in set(layout.layers):
        assert layout.layers.count(layer) <= per_layer


@given(graphs())
def test_the_same_graph_has_the_same_layout(graph: tuple[int, list[tuple[int, int]]]) -> None:
    assert lay_out(*graph) == lay_out(*graph)


def test_what_hangs_together_in_a_cycle_is_drawn_all_the_same() -> None:
    layout = lay_out(3, [(1, 0), (2, 1), (0, 2)])
    assert sorted(layout.layers) == [0, 1, 2]
    assert [route.turned for route in layout.routes if route is not None].count(True) == 1


def test_the_premises_of_one_step_arrive_at_one_point() -> None:
    layout = lay_out(4, [(1, 0), (2, 0), (3, 0)], ports=[7, 7, 8])
    ends = [route.points[-1] for route in layout.routes if route is not None]
    assert ends[0] == ends[1] != ends[2]


def test_conclusions_stay_on_top_and_others_come_down_to_what_they_rest_on() -> None:
    chain = [(1, 0), (2, 1), (3, 2), (3, 4)]  # 4 rests on 3 alone
    assert lay_out(5, chain).layers == (0, 1, 2, 3, 2)
    assert lay_out(5, chain, top=frozenset((4,))).layers == (0, 1, 2, 3, 0)


def test_parts_stand_side_by_side_as_far_as_the_page_goes() -> None:
    layout = lay_out(6, [(1, 0), (3, 2), (5, 4)], size=SIZE, page=400)
    assert layout.boxes[0].y == layout.boxes[2].y < layout.boxes[4].y
    assert layout.width <= 400 + 28


def test_a_line_to_a_box_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="boxes 0 to 1"):
        lay_out(2, [(2, 0)])


def test_nothing_to_lay_out() -> None:
    assert lay_out(0, []).boxes == ()


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(0.1, 5), st.floats(0, 20)), min_size=1, max_size=7))
@settings(max_examples=60)
def test_places_are_the_least_squares_ones(rows: list[tuple[float, float, float]]) -> None:
    """Against the min-max formula of isotonic regression, R. E. Barlow et al., Statistical Inference under Order Restrictions, 1972."""
    wanted = [row[0] for row in rows]
    weights = [row[1] for row in rows]
    offsets = [sum(row[2] for row in rows[1 : at + 1]) for at in range(len(rows))]
    values = [want - offset for want, offset in zip(wanted, offsets, strict=True)]

    def mean(first: int, last: int) -> float:
        share = weights[first : last + 1]
        return sum(value * weight for value, weight in zip(values[first : last + 1], share, strict=True)) / sum(share)

    size = len(rows)
    expected = [max(min(mean(first, last) for last in range(at, size)) for first in range(at + 1)) + offsets[at] for at in range(size)]
    assert _pool(wanted, weights, offsets) == pytest.approx(expected, abs=1e-6)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=25, unique=True))
def test_crossings_are_counted_as_one_would_by_hand(lines: list[tuple[int, int]]) -> None:
    upper, lower = list(range(7)), list(range(7, 14))
    neighbours: list[list[tuple[int, float]]] = [[] for _ in range(14)]
    for above, below in lines:
        neighbours[above].append((7 + below, 1.0))
        neighbours[7 + below].append((above, 1.0))
    level = [0] * 7 + [1] * 7
    by_hand = sum((one[0] - two[0]) * (one[1] - two[1]) < 0 for one, two in combinations(lines, 2))
    assert _crossings([upper, lower], neighbours, level, [*range(7), *range(7)]) == by_hand
