"""Case to plain data: verdicts, groups of findings, the marked text, the map's choice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.index import Index
from holdwater.case.types import Case, Claim, Question, Step
from holdwater.credence import Interval
from holdwater.diagnostics import Diagnostic
from holdwater.read import read
from holdwater.report.views.findings import choose, group_findings
from holdwater.report.views.graph import view_graph
from holdwater.report.views.names import anchors, shorten, spell_range
from holdwater.report.views.readings import find_conclusions, read_standing, read_standings
from holdwater.report.views.sources import view_sources
from holdwater.report.views.text import view_text
from holdwater.source import SourceText, Span
from holdwater.weigh.types import Weighed, Weighing
from tests.report.cases import NOWHERE, cranes

SOME = "no matter"


def standing_of(
    said: Interval | None, held: Interval | None, *, certain: Interval | None = None, loops: tuple[tuple[str, ...], ...] = (), **fields: object
) -> tuple[str, str]:
    fields.setdefault("because", (Step(("2",), NOWHERE),))
    claim = Claim("1", SOME, NOWHERE, NOWHERE, **fields)  # type: ignore[arg-type]
    index = Index(Case(SourceText("x", SOME), "article", claims=(claim, Claim("2", SOME, NOWHERE, NOWHERE))))
    standing = read_standing(index, Weighing("icd203", {"1": Weighed("1", said, held, False, "", "", 0, certain)}, (), loops), claim)
    return standing.standing, standing.verdict


LIKELY, VERY = Interval(0.55, 0.8), Interval(0.8, 0.95)


@pytest.mark.parametrize(
    ("said", "held", "expected", "words"),
    [
        (VERY, Interval(0.42, 0.76), "beyond", "at most 0.76"),
        (VERY, Interval(0.42, 0.8), "unsecured", "do not secure it: they deliver 0.42–0.80, and what is said starts at 0.80"),
        (LIKELY, Interval(0.55, 0.8), "within", "stays within"),
        (Interval(0.2, 0.4), Interval(0, 0.1), "unsecured", "deliver 0–0.10"),
        (None, LIKELY, "silent", "does not say how sure it is; its reasons deliver 0.55–0.80"),
        (LIKELY, Interval(0, 0), "nothing", "goes through"),
        (LIKELY, None, "silent", "could not be computed"),
    ],
)
def test_the_verdict_follows_from_the_two_ranges(said: Interval | None, held: Interval | None, expected: str, words: str) -> None:
    standing, verdict = standing_of(said, held)
    assert standing == expected
    assert words in verdict


def test_the_verdict_on_what_is_not_concluded_or_goes_in_a_circle_or_has_no_reason() -> None:
    assert standing_of(Interval(0, 1), VERY, open=True)[0] == "open"
    assert standing_of(LIKELY, LIKELY, loops=(("1", "2"),))[0] == "loop"
    assert standing_of(LIKELY, LIKELY, because=()) == ("bare", "No reason is given for it: it stands at its own word.")
    assert "our guess" in standing_of(LIKELY, LIKELY, because=(Step(("2",), NOWHERE, proposed=True),))[1]


def test_the_doubt_that_a_flat_statement_leaves_is_not_held_against_the_reasons() -> None:
    held, certain = Interval(0.55 * 0.95, 0.8), Interval(0.55, 0.8)  # “likely” from one flat statement
    assert standing_of(LIKELY, held)[0] == "unsecured"
    assert standing_of(LIKELY, held, certain=certain) == (
        "within",
        "What is said stays within what its reasons deliver, if what is stated flatly is so.",
    )
    assert standing_of(VERY, Interval(0.42, 0.85), certain=Interval(0.5, 0.85))[0] == "unsecured"


def test_no_verdict_says_what_is_true() -> None:
    index, _, weighing = cranes()
    for standing in read_standings(index, weighing).values():
        assert not {"true", "false", "wrong", "lie"} & set(standing.verdict.replace(".", " ").split())


def test_findings_of_one_point_are_one_group_with_the_step_before_the_number_before_the_word() -> None:
    index, findings, _ = cranes()
    groups = group_findings(index, tuple(reversed(findings)))
    assert [group.point for group in groups] == [None, "5"]
    assert [finding.code for finding in groups[1].findings] == ["HW203", "HW601", "HW405"]
    lead = groups[1].lead
    assert (lead.line, lead.column) == (11, 10)
    assert lead.others == ((9, "weakest premise"),)
    assert [finding.number for group in groups for finding in group.findings] == [1, 2, 3, 4]
    chosen = choose(index, groups, find_conclusions(index))
    assert [finding.code for finding in chosen] == ["HW203", "HW601", "HW505"]  # (5) is the main conclusion: its grave ones each


def test_the_gravest_comes_first_whatever_its_family() -> None:
    index, _, _ = cranes()
    mild = Diagnostic("HW203", "x", "note", Span(40, 50), "m", "w", "m", ("1",))
    grave = Diagnostic("HW101", "x", "error", Span(60, 70), "m", "w", "m", ("1",))
    assert [finding.code for finding in group_findings(index, (mild, grave))[0].findings] == ["HW101", "HW203"]


def test_conclusions_are_those_listed_else_where_the_reasons_end() -> None:
    index, _, _ = cranes()
    assert find_conclusions(index) == ("5", "4")
    assert find_conclusions(Index(index.case._replace(conclusions=()))) == ("5",)
    assert find_conclusions(Index(Case(SourceText("x", ""), "article"))) == ()


def test_the_map_takes_guesses_but_not_words_that_lead_nowhere() -> None:
    index, _, weighing = cranes()
    claims = (*index.case.claims, Claim("9", SOME, NOWHERE, NOWHERE, because=(Step(("nowhere",), NOWHERE),)))
    index = Index(index.case._replace(claims=claims))
    graph = view_graph(index, (), read_standings(index, weighing), ("5", "4"), anchors(index.case))
    assert [box.id for box in graph.boxes] == ["5", "4", "1", "2", "3"]
    assert [box.conclusion for box in graph.boxes] == [True, True, False, False, False]
    drawn = [(graph.boxes[line.low].id, graph.boxes[line.high].id, line.role, line.guess, line.joint) for line in graph.lines]
    assert drawn == [
        ("2", "4", "because", False, True),
        ("3", "4", "because", False, True),
        ("4", "5", "because", False, False),
        ("1", "5", "because", True, False),
        ("1", "5", "explains", False, False),
    ]
    assert graph.isolated == ("P1", "9")


def test_origins_are_named_and_chains_end_where_the_word_came_from() -> None:
    index, _, _ = cranes()
    view = view_sources(index, find_conclusions(index))
    assert [(speaker.id, speaker.chain) for speaker in view.speakers] == [
        ("authority", ("The harbour authority",)),
        ("courier", ("The Courier", "The harbour authority")),
    ]
    assert [(origins.conclusion, origins.names) for origins in view.origins] == [("5", ("The harbour authority",)), ("4", ("The harbour authority",))]
    assert (view.points, view.unsourced) == (6, 5)
    assert [[rival.id for rival in contest.rivals] for contest in view.contests] == [["H1"]]
    assert view.contests[0].rivals[0].stated_by == ("5",)


def test_places_in_the_page_are_never_shared() -> None:
    ids = ["7", "7", "a b", "a\u202eb", '"', "x" * 60, "h1", "H1"]
    case = Case(
        SourceText("x", ""),
        "article",
        claims=tuple(Claim(id, SOME, NOWHERE, NOWHERE) for id in ids),
        questions=(Question("Q1", None, NOWHERE, ()),),
    )
    names = anchors(case)
    assert set(names) == set(ids)
    assert len(set(names.values())) == len(set(ids))
    assert names["7"] == "p-7"
    assert all(name.isascii() and '"' not in name and " " not in name for name in names.values())


def words_shown(index: Index) -> str:
    view = view_text(index, (), anchors(index.case))
    return "".join("".join(piece.text for block in view.blocks for piece in block.pieces if piece.kind == "text").split())


@given(st.text(alphabet=st.sampled_from("ab (1).\n\r\t7#>-*“”:\u2028\x0c") | st.characters(exclude_categories=[]), max_size=200))
@settings(max_examples=80)
def test_no_word_of_the_text_is_lost_or_said_twice(text: str) -> None:
    index = Index(read(SourceText("any.txt", text)))
    assert words_shown(index) == "".join(text.split())


@given(st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=8))
def test_no_word_is_lost_where_marks_and_findings_overlap(spans: list[tuple[int, int]]) -> None:
    index, _, _ = cranes()
    found = tuple(Diagnostic("HW401", "x", "note", Span(min(span), max(span)), "m", "w", "m") for span in spans)
    groups = group_findings(index, found)
    view = view_text(index, groups, anchors(index.case))
    shown = "".join("".join(piece.text for block in view.blocks for piece in block.pieces if piece.kind == "text").split())
    assert shown == "".join(index.case.source.text.split())
    assert sorted(group.number for block in view.blocks for group in block.groups) == [group.number for group in groups]
    assert sum(piece.kind == "finding" for block in view.blocks for piece in block.pieces) == len(groups)


def test_what_is_marked_in_the_text() -> None:
    index, findings, _ = cranes()
    view = view_text(index, group_findings(index, findings), anchors(index.case))
    marked = {piece.text: piece for block in view.blocks for piece in block.pieces if piece.kind == "text" and piece.marks}
    assert marked["very likely"].marks == ("hedge", "warning")
    assert marked["very likely"].title == "“very likely” is read as 0.80–0.95 (icd203)"
    assert marked["The authority said"].marks == ("speaker",)
    assert marked["lost power"].marks == ("silence",)
    assert marked["(2)"].target == "p-2"
    assert marked["put off"].marks == ("note",)


def test_a_case_file_is_shown_as_it_is_written() -> None:
    text = "---\nholdwater: 1\n---\n\nProse.\n\n1. One.\n    - likely\n2. Two.\n"
    one, two = text.index("1."), text.index("2.")
    claims = (Claim("1", "One.", Span(one + 3, one + 7), Span(one, two - 1)), Claim("2", "Two.", Span(two + 3, two + 7), Span(two, two + 7)))
    index = Index(Case(SourceText("c.md", text), "case", claims=claims))
    view = view_text(index, (), anchors(index.case))
    assert [block.kind for block in view.blocks] == ["file"] * 4
    assert words_shown(index) == "".join(text.split())
    assert "".join(piece.text for piece in view.blocks[2].pieces) == "1. One.\n    - likely"


def test_names() -> None:
    assert spell_range(Interval(0, 1)) == "0–1"
    assert spell_range(Interval(0.001, 0.999)) == "0.01–0.99"
    assert shorten("Crane", 20) == "Crane"
    assert shorten("x" * 50, 10) == "x" * 9 + " …"
