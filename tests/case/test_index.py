"""Lookups of a case, against what can be counted by hand, and loops against a search that tries every path."""

from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.index import Index, find_components
from holdwater.case.parse import parse
from holdwater.source import SourceText


def index_of(text: str) -> Index:
    return Index(parse(SourceText("case.md", text)).case)


def test_steps_uses_parts_and_what_is_below() -> None:
    index = index_of(
        "## Points\n\n- **1** a\n  - **1a** part\n- **2** b\n  - because: (1), (1)\n  - because?: (9)\n  - explains: (1)\n- **3** c\n"
        "  - because: (2)\n  - because: (1a)\n  - against: (4)\n- **4** d\n  - because: (4)\n"
    )
    assert [step.premises for step in index.steps("2")] == [("1", "1")]
    assert [(conclusion, step.premises) for conclusion, step in index.uses("1")] == [("2", ("1", "1"))]
    assert [part.id for part in index.parts["1"]] == ["1a"]
    assert index.parts["2"] == ()
    assert (index.explains("2"), index.explained_by("1")) == (("1",), ("2",))
    assert index.below("3") == {"1", "2", "1a"}
    assert index.below("4") == {"4"}
    assert index.below("1") == frozenset()
    assert index.loops() == (("4",),)
    assert (index.resolves("1a"), index.resolves("9")) == (True, False)
    assert index.line(index.claims["3"]) == 9


def test_kinds() -> None:
    index = index_of(
        "## Points\n\n- **1** a\n- **2** b\n  - because: (1)\n- **3** c\n  - source: s\n- **4** d\n  - source: s\n  - silence\n- **5** e\n  - because?: (1)\n"
        "- **6** f\n  - denied by: s\n- **7** g\n  - source: s\n  - because: (1)\n\n## Sources\n\n- **s** t\n"
    )
    kinds = [index.kind_of(claim) for claim in index.case.claims]
    assert kinds == ["observation", "inference", "report", "silence", "observation", "observation", "report"]


def test_degrees_are_understood() -> None:
    index = index_of("---\nholdwater: 1\nwords: phia\n---\n## Points\n\n- **1** a\n  - likely\n- **2** b\n  - open\n- **3** c\n- **4** d\n  - 0.5–0.7\n")
    degrees = [index.degree(claim) for claim in index.case.claims]
    assert index.words.scale.name == "phia"
    assert [degree and degree.scale for degree in degrees] == ["phia", "open", None, "number"]
    assert degrees[1] is not None
    assert degrees[3] is not None
    assert (degrees[1].interval, degrees[3].interval) == ((0, 1), (0.5, 0.7))


def test_origins() -> None:
    """`rt` relays `mod`; `a`, `b`, `c` go round in a ring; `x` is listed nowhere; denials and proposals do not count."""
    index = index_of(
        "## Points\n\n- **1** a\n  - source: mod\n  - source: rt\n  - denied by: d\n  - source?: e\n- **2** b\n  - source: c\n  - because: (1)\n"
        "- **3** c\n  - because: (2), (4)\n- **4** d\n  - because: (3)\n  - source: x\n\n"
        "## Sources\n\n- **mod** m\n- **rt** r\n  - relays: mod\n  - origin: y\n"
        "- **c** c\n  - relays: b\n- **b** b\n  - origin: z\n- **z** z\n  - relays: b\n- **d** d\n- **e** e\n- **self** s\n  - relays: self\n"
    )
    assert [index.origin(source) for source in ("mod", "rt", "x", "c", "b", "z", "self", "nobody")] == ["mod", "mod", "x", "b", "b", "b", "self", "nobody"]
    assert index.origins("1") == {"mod"}
    assert index.origins("2") == {"mod", "b"}
    assert index.origins("3") == index.origins("4") == {"mod", "b", "x"}
    assert index.origins("9") == frozenset()


def test_loops_go_through_objections_and_undercutters_too() -> None:
    index = index_of(
        "## Points\n\n- **1** a\n  - because: (2)\n- **2** b\n  - against: (1)\n- **3** c\n  - because: (5)\n- **4** d\n  - undercuts: (3) because (5)\n"
        "  - because: (3)\n- **5** e\n- **6** f\n  - because?: (6)\n"
    )
    assert index.loops() == (("1", "2"), ("3", "4"))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.dictionaries(st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefghz"), max_size=4), max_size=8))
def test_components_are_those_of_a_search_that_tries_every_path(below: dict[str, list[str]]) -> None:
    def reaches(start: str) -> set[str]:
        found: set[str] = set()
        waiting = [start]
        while waiting:
            for target in below.get(waiting.pop(), ()):
                if target in below and target not in found:
                    found.add(target)
                    waiting.append(target)
        return found

    reached = {node: reaches(node) for node in below}
    found = find_components(below, below)
    assert sorted(node for group in found for node in group) == sorted(below)
    for group in found:
        assert set(group) == {group[0]} | {other for other in below if other in reached[group[0]] and group[0] in reached[other]}
    place = {node: number for number, group in enumerate(found) for node in group}
    assert all(place[target] <= place[node] for node in below for target in below[node] if target in below)


def test_a_chain_of_ten_thousand_does_not_recurse() -> None:
    lines = "".join(f"- **{number}** a\n  - because: ({number + 1})\n" for number in range(1, 10_000))
    index = index_of(f"## Points\n\n{lines}- **10000** b\n  - because: (1)\n")
    assert len(index.loops()) == 1
    assert len(index.loops()[0]) == 10_000
    assert len(index.below("1")) == 10_000
