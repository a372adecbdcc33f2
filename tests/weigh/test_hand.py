"""Said and held of small arguments, each worked out by hand in the comments. ICD 203: unlikely 0.20–0.45, roughly even chance 0.45–0.55,
likely 0.55–0.80, very likely 0.80–0.95, almost certain 0.95–0.99; a statement without a degree, flat, 0.95–1."""

import pytest

from holdwater.case.index import Index
from holdwater.case.types import Degree, Hypothesis, Proposal, Watch
from holdwater.credence import Interval
from holdwater.weigh import weigh
from tests.weigh.build import HERE, case, denies, origin, point, question, says, weigh_case

FLAT = Interval(0.95, 1.0)


def test_the_blackout_of_a_port() -> None:
    # 1. The substation's alarms went off four minutes before the cranes stopped.
    # 2. It is likely that the substation failed first, given (1).
    # 3. The operator's log was altered.
    # 4. It is very likely that the operator knew, given (2) and (3).
    found = weigh_case(
        point("1"),
        point("2", "likely", because=[(["1"], None)]),
        point("3"),
        point("4", "very likely", because=[(["2", "3"], None)]),
    ).points
    # (1), (3): flat
    assert found["1"].held == found["3"].held == FLAT
    # (2): floor 0.55 · 0.95 = 0.5225; ceiling 0.80 · 1 = 0.80
    assert found["2"].held == pytest.approx((0.5225, 0.80))
    # (4): doubts 1 - 0.5225 = 0.4775 and 1 - 0.95 = 0.05, together 0.5275, leave 0.4725; floor 0.80 · 0.4725 = 0.378
    #      ceiling 0.95 · min(0.80, 1) = 0.76, below 0.80, where "very likely" starts
    assert found["4"].held == pytest.approx((0.378, 0.76))
    assert found["4"].said == (0.80, 0.95)
    # with every flat statement certain: (2) secures 0.55, so (4) secures 0.80 · 0.55 = 0.44
    assert found["4"].held_flat_certain == pytest.approx((0.44, 0.76))


def test_a_long_enumeration_secures_next_to_nothing() -> None:
    # five flat statements and "almost certain": floor 0.95 · (1 - 5 · 0.05) = 0.95 · 0.75 = 0.7125; ceiling 0.99
    leaves = [point(str(number)) for number in range(1, 6)]
    found = weigh_case(*leaves, point("6", "almost certain", because=[(["1", "2", "3", "4", "5"], None)])).points
    assert found["6"].held == pytest.approx((0.7125, 0.99))


def test_a_leaf_holds_its_own_degree() -> None:
    found = weigh_case(point("1", "likely"), point("2", "0.6"), point("3", "0.5–0.7"), point("4", "open")).points
    assert [found[id].held for id in "1234"] == [(0.55, 0.80), (0.6, 0.6), (0.5, 0.7), (0, 1)]
    assert [found[id].said for id in "1234"] == [(0.55, 0.80), (0.6, 0.6), (0.5, 0.7), (0, 1)]


def test_an_open_point_with_reasons_may_hold_anything_below_its_ceiling() -> None:
    # strength [0, 1]: floor 0 · 0.95, ceiling 1 · 1
    found = weigh_case(point("1"), point("2", "open", because=[(["1"], None)])).points
    assert found["2"].held == (0, 1)
    assert found["2"].said == (0, 1)


def test_strength_is_the_lines_own_then_the_points_then_flat() -> None:
    found = weigh_case(
        point("1", "0.5"),
        point("2", "likely", because=[(["1"], "almost certain")]),  # 0.95 · 0.5 = 0.475 to 0.99 · 0.5 = 0.495
        point("3", "likely", because=[(["1"], None)]),  # 0.55 · 0.5 = 0.275 to 0.80 · 0.5 = 0.40
        point("4", because=[(["1"], None)]),  # 0.95 · 0.5 = 0.475 to 1 · 0.5 = 0.5
    ).points
    assert found["2"].held == pytest.approx((0.475, 0.495))
    assert found["3"].held == pytest.approx((0.275, 0.40))
    assert found["4"].held == pytest.approx((0.475, 0.5))


def test_separate_lines_secure_the_firmest_and_deliver_the_sum() -> None:
    # from (1) at 0.5 alone: 0.55 · 0.5 = 0.275 to 0.40; from (2) at 0.3 alone: 0.165 to 0.24; floor 0.275, ceiling 0.64
    found = weigh_case(point("1", "0.5"), point("2", "0.3"), point("3", "likely", because=[(["1"], None), (["2"], None)])).points
    assert found["3"].held == pytest.approx((0.275, 0.64))


def test_separate_lines_deliver_no_more_than_certainty() -> None:
    found = weigh_case(point("1"), point("2"), point("3", "likely", because=[(["1"], None), (["2"], None)])).points
    assert found["3"].held == pytest.approx((0.5225, 1.0))


def test_a_premise_named_twice_in_one_line_counts_once() -> None:
    found = weigh_case(point("1", "0.5"), point("2", "1.0", because=[(["1", "1"], None)])).points
    assert found["2"].held == (0.5, 0.5)


def test_an_objection_without_degree_takes_the_floor_and_leaves_the_ceiling() -> None:
    # the objection from (1), 0.5: between 0 · 0.5 and 1 · 0.5; so 0.55 · 0.95 - 0.5 = 0.0225 to 0.80
    found = weigh_case(point("1", "0.5"), point("2"), point("3", "likely", because=[(["2"], None)], against=[(["1"], None)])).points
    assert found["3"].held == pytest.approx((0.0225, 0.80))


def test_an_objection_with_a_degree_lowers_the_ceiling_too() -> None:
    # from (1) at 0.8–0.95, very likely: takes 0.8 · 0.8 = 0.64 to 0.95 · 0.95 = 0.9025; of flat, 0.95 - 0.9025 = 0.0475 to 1 - 0.64 = 0.36
    found = weigh_case(point("1", "very likely"), point("2", against=[(["1"], "very likely")])).points
    assert found["2"].held == pytest.approx((0.0475, 0.36))
    assert found["2"].said == FLAT


def test_two_objections_one_after_another() -> None:
    # 0.95 - 0.3 - 0.4 = 0.25; ceilings untouched
    found = weigh_case(point("1", "0.3"), point("2", "0.4"), point("3", against=[(["1"], None), (["2"], None)])).points
    assert found["3"].held == pytest.approx((0.25, 1.0))


def test_an_undercutter_breaks_the_line_that_it_names() -> None:
    # from (1): 0.95 · 0.95 = 0.9025 to 1, less what (3), 0.2–0.45, breaks of it when flat: at most 1 · 0.45, at least 0.95 · 0.2 = 0.19:
    # 0.4525 to 0.81. From (2) at 0.1: 0.095 to 0.1, untouched. Together 0.4525 to 0.91
    found = weigh_case(
        point("1"),
        point("2", "0.1"),
        point("3", "unlikely", undercuts=[("4", ["1"], None)]),
        point("4", because=[(["1"], None), (["2"], None)]),
    ).points
    assert found["4"].held == pytest.approx((0.4525, 0.91))


def test_an_undercutter_without_because_breaks_every_line() -> None:
    # (3) for certain breaks surely half to all: from (1) 0.9025 - 0.8 = 0.1025 to 1 - 0.5 = 0.5; from (2) nothing to min(0.1, 0.5) = 0.1
    found = weigh_case(
        point("1"),
        point("2", "0.1"),
        point("3", "1.0", undercuts=[("4", None, "0.5–0.8")]),
        point("4", because=[(["1"], None), (["2"], None)]),
    ).points
    assert found["4"].held == pytest.approx((0.1025, 0.6))


def test_an_undercutter_names_premises_exactly() -> None:
    lone = weigh_case(point("1"), point("2"), point("3", because=[(["1", "2"], None)])).points["3"].held
    named = point("x", undercuts=[("3", ["1"], None), ("3", ["1", "2", "x"], None), ("9", None, None)])
    assert weigh_case(point("1"), point("2"), named, point("3", because=[(["1", "2"], None)])).points["3"].held == lone
    both = point("x", undercuts=[("3", ["2", "1"], None)])
    assert weigh_case(point("1"), point("2"), both, point("3", because=[(["1", "2"], None)])).points["3"].held != lone


def test_two_lines_from_the_same_premises_share_an_undercutter() -> None:
    # each line 0.5 · 1 = 0.5 and 0.3 · 1 = 0.3 from (1) at 1; (x) at 0.2, certain to break: 0.5 - 0.2 = 0.3; 0.5 + 0.3 = 0.8
    found = weigh_case(
        point("1", "1.0"),
        point("x", "0.2", undercuts=[("2", ["1"], "1.0")]),
        point("2", because=[(["1"], "0.5"), (["1"], "0.3")]),
    ).points
    assert found["2"].held == pytest.approx((0.3, 0.8))


def test_a_hypothesis_as_premise_has_its_normalised_prior() -> None:
    # of three rivals one is unlikely, 0.20–0.45; flat line: 0.95 · 0.20 = 0.19 to 1 · 0.45
    # the others share 1 - 0.45 = 0.55 to 0.80, half each: 0.275–0.40; likely: 0.55 · 0.275 = 0.15125 to 0.80 · 0.40 = 0.32
    found = weigh_case(
        point("1", because=[(["H1"], None)]),
        point("2", "likely", because=[(["H2"], None)]),
        questions=[question(("H1", "unlikely"), ("H2", None), ("H3", None))],
    ).points
    assert found["1"].held == pytest.approx((0.19, 0.45))
    assert found["2"].held == pytest.approx((0.15125, 0.32))


def test_reports_of_an_inferred_point_do_not_enter_held() -> None:
    sources = [origin("keeper", "A")]
    bare = weigh_case(point("1", "0.5"), point("2", "likely", because=[(["1"], None)])).points["2"].held
    told = point("2", "likely", because=[(["1"], None)], reports=[says("keeper", "1")])
    assert weigh_case(point("1", "0.5"), told, sources=sources).points["2"].held == bare


def test_the_degree_of_a_leaf_comes_before_its_reports() -> None:
    found = weigh_case(point("1", "likely", reports=[says("keeper", "1")]), sources=[origin("keeper", "A")]).points["1"]
    assert found.held == found.said == (0.55, 0.80)


def test_a_term_that_no_list_knows_is_no_degree() -> None:
    found = weigh_case(point("1", "rosy"), point("2", "rosy", because=[(["1"], "rosier")])).points
    assert found["1"].held == found["1"].said == FLAT
    assert found["1"].said_assumed
    assert found["2"].held == pytest.approx((0.95 * 0.95, 1.0))


class TestSaid:
    def test_a_degree_is_said_and_flat_is_assumed(self) -> None:
        found = weigh_case(point("1", "likely"), point("2")).points
        assert (found["1"].said, found["1"].said_assumed) == ((0.55, 0.80), False)
        assert (found["2"].said, found["2"].said_assumed) == (FLAT, True)

    def test_nothing_where_the_lines_carry_the_degree(self) -> None:
        found = weigh_case(point("1"), point("2", because=[(["1"], "likely")]), point("3", because=[(["1"], None)])).points
        assert found["2"].said is None
        assert not found["2"].said_assumed
        assert found["3"].said == FLAT

    def test_nothing_where_others_say_or_deny_it(self) -> None:
        reports = [[says("a")], [denies("a")], [says("a")._replace(mode="no comment")], [says("a")._replace(proposed=True)]]
        found = weigh_case(*(point(str(number), reports=lines) for number, lines in enumerate(reports))).points
        assert [found[str(number)].said for number in range(4)] == [None, None, FLAT, FLAT]

    @pytest.mark.parametrize("kind", ["hypothesis", "assumption"])
    def test_nothing_where_it_is_only_put_forward(self, kind: str) -> None:
        found = weigh_case(point("1", kind="hypothesis" if kind == "hypothesis" else "assumption")).points["1"]
        assert found.said is None
        assert found.held == FLAT  # as a premise it is taken at its word

    def test_a_hypothesis_with_a_degree_says_it(self) -> None:
        assert weigh_case(point("1", "likely", kind="hypothesis")).points["1"].said == (0.55, 0.80)


class TestLeftOut:
    def test_a_proposed_line_is_never_computed(self) -> None:
        bold = point("2", "likely", because=[(["1"], None)], against=[(["1"], "1.0")], undercuts=[("3", None, None)])
        shy = bold._replace(
            because=tuple(step._replace(proposed=True) for step in bold.because),
            against=tuple(step._replace(proposed=True) for step in bold.against),
            undercuts=tuple(cut._replace(proposed=True) for cut in bold.undercuts),
        )
        found = weigh_case(point("1"), shy, point("3", because=[(["1"], None)])).points
        assert found["2"].held == (0.55, 0.80)  # a leaf with a degree
        assert found["3"].held == pytest.approx((0.9025, 1.0))

    def test_a_line_from_nowhere_is_left_out_and_told(self) -> None:
        weighing = weigh_case(point("1"), point("2", because=[(["9"], None)]), point("3", because=[(["9"], None), (["1"], None)]))
        assert weighing.points["2"].held == (0, 0)  # its reasons are all gone: it is no leaf
        assert weighing.points["3"].held == pytest.approx((0.9025, 1.0))
        assert [(left.point, left.by) for left in weighing.left_out] == [("2", ("9",)), ("3", ("9",))]
        assert "(9) is no point or hypothesis of this case" in weighing.points["2"].held_how

    def test_a_line_from_a_source_or_an_indicator_is_left_out(self) -> None:
        made = case(point("1", because=[(["keeper"], None), (["W1"], None)]), sources=[origin("keeper", "A")])
        made = made._replace(watch=(Watch("W1", "The log turns up.", HERE, HERE, outcome=(True, "2023-03-01")),))
        weighing = weigh(Index(made))
        assert weighing.points["1"].held == (0, 0)
        assert [left.by for left in weighing.left_out] == [("keeper",), ("W1",)]

    @pytest.mark.parametrize(
        ("known", "as_of", "is_there"),
        [
            ("2023-03-01", "2023-03-01", True),
            ("2023-03-02", "2023-03-01", False),
            ("2023-03", "2023-03-01", True),
            ("2023-04", "2023-03-31", False),
            ("2023-03-31", "2023-03", True),
            ("2023-02-20/2023-03-05", "2023-03-01", True),
            ("../2023-03-05", "2023-03-01", True),
            ("2023-03-02", None, True),
            ("next week", "2023-03-01", True),
        ],
    )
    def test_what_is_not_yet_known_is_absent(self, known: str, as_of: str | None, is_there: bool) -> None:
        found = weigh_case(point("1", known=known), point("2", because=[(["1"], None)]), as_of=as_of).points
        assert (found["1"].held, found["1"].said) == ((FLAT, FLAT) if is_there else (None, None))
        assert found["2"].held == (pytest.approx((0.9025, 1.0)) if is_there else (0, 0))

    @pytest.mark.parametrize(
        ("retracted", "as_of", "is_there"),
        [
            ("2023-03-01", "2023-03-01", False),
            ("2023-03-02", "2023-03-01", True),
            ("2023-03-02", None, False),
            ("yes", "2023-03-01", False),
        ],
    )
    def test_what_is_retracted_is_absent_from_then_on(self, retracted: str, as_of: str | None, is_there: bool) -> None:
        found = weigh_case(point("1", retracted=retracted), as_of=as_of).points["1"]
        assert found.held == (FLAT if is_there else None)

    def test_what_a_known_point_supersedes_is_absent(self) -> None:
        def held(**replacing: str) -> Interval | None:
            points = point("1", superseded_by="2"), point("2", known=replacing.get("known"), retracted=replacing.get("retracted"))
            return weigh_case(*points, as_of="2023-03-01").points["1"].held

        assert held() is None
        assert held(known="2023-02-01") is None
        assert held(known="2023-04-01") == FLAT
        assert held(retracted="2023-02-01") == FLAT
        assert weigh_case(point("1", superseded_by="9")).points["1"].held == FLAT

    def test_absent_objections_and_undercutters_do_nothing(self) -> None:
        gone = point("x", retracted="yes", undercuts=[("2", None, None)])
        found = weigh_case(gone, point("1"), point("2", because=[(["1"], None)], against=[(["x"], "1.0"), (["x", "1"], None)])).points
        assert found["2"].held == pytest.approx((0.9025, 1.0))


class TestQuestions:
    def test_priors_and_what_is_examined(self) -> None:
        weighing = weigh_case(
            point("1", rows=[("H1", "likely"), ("H2", "rosy")]),
            point("2", rows=[("H3", "likely")], retracted="yes"),
            questions=[question(("H1", "unlikely"), ("H2", None), ("H3", None))],
        )
        (rivals,) = weighing.questions
        assert rivals.id == "Q1"
        assert [rival.id for rival in rivals.hypotheses] == ["H1", "H2", "H3"]
        assert rivals.hypotheses[1].prior == pytest.approx((0.275, 0.40))
        assert [rival.examined for rival in rivals.hypotheses] == [True, False, False]

    def test_a_proposed_hypothesis_is_no_rival_yet(self) -> None:
        third = Hypothesis("H3", "H3", HERE, HERE, prior=Degree("likely", HERE))
        claims = point("1", because=[(["H1"], "1.0")]), point("2", because=[(["H3"], None)])
        held = case(*claims, questions=[question(("H1", None), ("H2", None))])._replace(proposed=(Proposal(third, "Q1"),))
        weighing = weigh(Index(held))
        assert weighing.points["1"].held == (0.5, 0.5)
        assert weighing.points["2"].held == (0, 0)
        assert [rival.id for rival in weighing.questions[0].hypotheses] == ["H1", "H2"]


def test_the_first_of_two_points_with_one_label_is_meant() -> None:
    assert weigh_case(point("1", "likely"), point("1", "unlikely")).points["1"].held == (0.55, 0.80)


def test_an_empty_case() -> None:
    weighing = weigh_case()
    assert (weighing.points, weighing.loops, weighing.assumptions, weighing.words) == ({}, (), (), "icd203")
