"""Weighings with numbers from the front: named regressions, worked by hand, and what must come out whatever goes in."""

import os

import pytest

from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.case.types import Case, Claim, Link, Source, Watch
from holdwater.source import SourceText
from holdwater.weigh import Weighing, weigh
from holdwater.weigh.bands import Band
from holdwater.weigh.types import WeighedHypothesis
from tests.weigh.build import HERE, case, denies, origin, point, question, says

SHARED = os.path.join(os.path.dirname(__file__), "..", "..", "..", "shared", "cases")


def weigh_numbers(made: Case, draws: int = 200, seed: int = 0) -> Weighing:
    return weigh(Index(made), numbers=True, draws=draws, seed=seed)


def hypothesis(weighing: Weighing, id: str) -> WeighedHypothesis:
    return next(one for each in weighing.questions for one in each.hypotheses if one.id == id)


def band(weighing: Weighing, id: str) -> Band:
    found = hypothesis(weighing, id).posterior
    assert found is not None
    return found


def exactly(value: float) -> object:
    return pytest.approx((value,) * 5, abs=1e-9)


def story(number: int, *reporters: str, rows: tuple[tuple[str, str], ...] = (("H1", "1.0"), ("H2", "0.0"))) -> Claim:
    return point(str(number), rows=rows, reports=[says(one, "1.0") for one in reporters])._replace(text=f"Story {'i' * number} was told.")


RIVALS = question(("H1", "0.5"), ("H2", "0.5"))


def test_fourteen_stories_of_one_source_carry_no_more_than_its_grade() -> None:
    # untruthful: c = 1/2 (all true, or none); truthful: the stories are so. 0.5 · (0.75 + 0.25 · 0.5) against 0.5 · 0.25 · 0.5
    many = weigh_numbers(case(*(story(at, "mod") for at in range(1, 15)), sources=[origin("mod", "0.75")], questions=[RIVALS]), 8)
    assert band(many, "H1") == exactly(0.875)
    assert many.sources[0].posterior == exactly(0.75)
    # one story: its invention is as expected, 1/2, so the odds are (0.75 + 0.125) : 0.125 as well
    one = weigh_numbers(case(story(1, "mod"), sources=[origin("mod", "0.75")], questions=[RIVALS]), 8)
    assert band(one, "H1") == exactly(0.875)


def test_a_rival_source_corroborates_and_the_odds_multiply() -> None:
    both = weigh_numbers(case(story(1, "mod", "sea"), sources=[origin("mod", "0.75"), origin("sea", "0.75")], questions=[RIVALS]), 8)
    assert band(both, "H1") == exactly(49 / 50)


def test_fourteen_copies_of_one_report_change_nothing_and_fourteen_independent_ones_do() -> None:
    relays = [origin("mod", "C"), *(origin(f"r{at}", "C", relays="mod") for at in range(14))]
    others = [origin("mod", "C"), *(origin(f"r{at}", "C") for at in range(14))]
    rows = [("H1", "likely"), ("H2", "unlikely")]

    def tell(sources: list[Source], *reporters: str) -> Weighing:
        made = case(point("1", rows=rows, reports=[says(one, "2") for one in reporters]), sources=sources, questions=[RIVALS])
        return weigh_numbers(made, 50)

    names = [f"r{at}" for at in range(14)]
    one, copies, independent = tell(relays, "mod"), tell(relays, "mod", *names), tell(others, "mod", *names)
    assert copies._replace(assumptions=()) == one._replace(assumptions=())
    assert one.points["1"].posterior == copies.points["1"].posterior
    assert band(independent, "H1").low > band(one, "H1").median


def test_a_weak_objection_never_raises_its_target() -> None:
    before = weigh_numbers(case(point("1", "0.9"), point("2", "0.7", because=[(["1"], None)])), 8)
    after = weigh_numbers(
        case(point("1", "0.9"), point("3", "0.1"), point("2", "0.7", because=[(["1"], None)], against=[(["3"], "0.05")])), 8
    )
    assert before.points["2"].posterior == exactly(0.63)
    assert after.points["2"].posterior == exactly(0.63 * (1 - 0.1 * 0.05))


def test_blanks_never_lead() -> None:
    # nothing is said of H3: were its blank cells read as even, it would beat two rivals under which the evidence is unlikely
    rows = [("H1", "0.1"), ("H2", "0.05")]
    weighing = weigh_numbers(case(point("1", "1.0", rows=rows), questions=[question(("H1", None), ("H2", None), ("H3", None))]))
    assert band(weighing, "H3").median > band(weighing, "H1").median
    assert weighing.questions[0].leader == "H1"
    assert (hypothesis(weighing, "H3").examined, hypothesis(weighing, "H3").leads) == (False, 0.0)


def test_some_blanks_do_not_lead_where_the_filled_rows_alone_would_not() -> None:
    # H2 is named in one row, where it does worse than H1; it is ahead only because the other row has no cell for it
    rivals = question(("H1", "0.5"), ("H2", "0.5"))
    blank = case(point("1", "1.0", rows=[("H1", "0.001")]), point("2", "1.0", rows=[("H1", "0.6"), ("H2", "0.5")]), questions=[rivals])
    blank = blank._replace(claims=(blank.claims[0]._replace(text="It rained."), blank.claims[1]._replace(text="It blew.")))
    weighing = weigh_numbers(blank)
    assert band(weighing, "H2").median > 0.9
    assert hypothesis(weighing, "H2").leads == 0
    assert hypothesis(weighing, "H1").leads == pytest.approx(0, abs=0.02)  # H1 leads where the blank is drawn below 0.0012
    # in a row of its own, H2 leads with the blank and without it
    better = blank._replace(claims=(blank.claims[0], blank.claims[1]._replace(rows=point("2", rows=[("H1", "0.5"), ("H2", "0.6")]).rows)))
    assert weigh_numbers(better).questions[0].leader == "H2"


def test_a_tie_is_nobodys() -> None:
    weighing = weigh_numbers(case(point("1", "0.9", rows=[("H1", "0.4"), ("H2", "0.4")]), questions=[RIVALS]))
    assert weighing.questions[0].leader is None
    assert [one.leads for one in weighing.questions[0].hypotheses] == [0, 0]
    assert weighing.weights[0].diagnosticity == {"H1/H2": Band(0, 0, 0, 0, 0)}
    assert weighing.tipping == ()


def test_a_word_goes_in_as_a_band_and_comes_out_as_one() -> None:
    weighing = weigh_numbers(case(point("1", "likely")), 2000)
    found = weighing.points["1"].posterior
    assert found is not None
    assert (found.least, found.greatest) == pytest.approx((0.55, 0.80))
    # uniform on 0.55–0.80: median 0.675, five per cent 0.5625 and 0.7875; 2,000 draws, six standard deviations of a percentile
    assert found.median == pytest.approx(0.675, abs=0.017)
    assert (found.low, found.high) == pytest.approx((0.5625, 0.7875), abs=0.008)


def test_a_diagnosticity_by_hand() -> None:
    # evidence alone, degree 0.8: H1 0.9 · 0.8 + 0.1 · 0.2 = 0.74, H2 0.3 · 0.8 + 0.7 · 0.2 = 0.38
    from math import log10

    weighing = weigh_numbers(case(point("1", "0.8", rows=[("H1", "0.9"), ("H2", "0.3")]), questions=[RIVALS]), 8)
    assert weighing.weights[0].diagnosticity["H1/H2"] == exactly(log10(0.74 / 0.38))
    assert weighing.weights[0].without == {"H1": exactly(0.5), "H2": exactly(0.5)}
    assert band(weighing, "H1") == exactly(0.74 / 1.12)


def test_a_likelihood_of_nothing_has_no_logarithm() -> None:
    rows = [("H1", "0.5"), ("H2", "0.0"), ("H3", "0.0")]
    made = case(point("1", "1.0", rows=rows), questions=[question(("H1", "0.4"), ("H2", "0.3"), ("H3", "0.3"))])
    assert weigh_numbers(made, 8).weights[0].diagnosticity == {"H1/H2": None, "H1/H3": None, "H2/H3": None}


def test_tipping_points_by_hand() -> None:
    # 0.6 · (0.2 + 0.6 λ) = 0.4 · (0.2 + 0.6 · 0.9): under H1, λ = 0.489; the prior of H1: p · 0.56 = 0.4 · 0.74
    made = case(point("1", "0.8", rows=[("H1", "0.6"), ("H2", "0.9")]), questions=[question(("H1", "0.6"), ("H2", "0.4"))])
    weighing = weigh_numbers(made, 8)
    found = {one.parameter: one for one in weighing.tipping}
    assert found["(1) under H1"].value == pytest.approx((0.4 * 0.74 / 0.6 - 0.2) / 0.6)
    assert found["prior of H1"].value == pytest.approx(0.4 * 0.74 / 0.56)
    # the degree c: 0.6 · (0.4 + 0.2 c) = 0.4 · (0.1 + 0.8 c) at c = 1, and nothing lies beyond that
    end = found.pop("degree of (1)")
    assert (end.inside, end.leader, end.next) == (False, "H1", None)
    assert end.value == pytest.approx(1.0)
    assert {(one.leader, one.next, one.inside) for one in found.values()} == {("H1", "H2", False)}
    assert [one.item for one in weighing.weights] == ["1"]
    assert weighing.weights[0].tipping == min(
        (one for one in weighing.tipping if one.item == "1"), key=lambda one: abs(one.value - one.interval.mid)
    )
    distances = [abs(one.value - one.interval.mid) for one in weighing.tipping]
    assert distances == sorted(distances)


def test_an_indicator_waits_until_its_outcome_is_known() -> None:
    rows = point("1", rows=[("H1", "0.9"), ("H2", "0.1")]).rows
    seen = Watch("W1", "A ship leaves.", HERE, HERE, rows=rows, outcome=(True, "2031-05-01"))
    made = case(questions=[RIVALS])._replace(watch=(seen,))
    told, waiting = weigh_numbers(made, 8), weigh_numbers(made._replace(as_of="2031-04-01"), 8)
    assert band(told, "H1") == exactly(0.9)
    assert (told.indicators, told.weights[0].kind, told.weights[0].without["H1"]) == ((), "indicator", exactly(0.5))
    assert band(waiting, "H1") == exactly(0.5)
    assert waiting.weights == ()
    # H(0.5) - H(0.9) = 1 - 0.468995…
    assert waiting.indicators[0].expected == exactly(0.5)
    assert waiting.indicators[0].bits_mid == pytest.approx(0.5310044064107188)
    assert waiting.indicators[0].bits == exactly(0.5310044064107188)


def test_a_loop_lends_nothing_to_itself() -> None:
    ring = [point("1", because=[(["3"], "0.9")]), point("2", because=[(["1"], "0.9")]), point("3", because=[(["2"], "0.9")])]
    weighing = weigh_numbers(case(*ring), 8)
    assert [one.posterior for one in weighing.points.values()] == [exactly(0)] * 3
    fed = weigh_numbers(
        case(point("4", "0.5"), ring[0]._replace(because=(*ring[0].because, *point("x", because=[(["4"], "0.8")]).because)), *ring[1:]), 8
    )
    assert [fed.points[id].posterior for id in "1234"] == [exactly(0.4), exactly(0.36), exactly(0.324), exactly(0.5)]


def test_impossible_evidence_is_counted_and_said() -> None:
    sure = [point(str(at), "1.0", rows=[("H1", cell), ("H2", cell)])._replace(text=f"So {cell}.") for at, cell in ((1, "0.0"),)]
    weighing = weigh_numbers(case(*sure, point("2", "likely"), questions=[RIVALS]), 40)
    assert weighing.impossible == 40
    assert all(point.posterior is None for point in weighing.points.values())
    assert all((one.posterior, one.leads) == (None, None) for one in weighing.questions[0].hypotheses)
    assert weighing.questions[0].leader is None
    # source and denial both certain of one thing: impossible where the drawn grade of both is 1, and nowhere else
    torn = case(point("1", reports=[says("a", "1.0"), denies("b", "1.0")]), sources=[origin("a", "1.0"), origin("b", "1.0")])
    assert weigh_numbers(torn, 8).impossible == 8


def test_a_source_that_could_not_have_been_expected_to_say_all_this() -> None:
    # H1 and H2 each exclude one of two things that one source says for certain: an untruthful one would not have said both, c = 0
    claims = [
        point("1", rows=[("H1", "0.0"), ("H2", "0.5")], reports=[says("a", "1.0")]),
        point("2", rows=[("H1", "0.5"), ("H2", "0.0")], reports=[says("a", "1.0")]),
    ]
    claims = [claim._replace(text=f"Thing {claim.id * 2}.") for claim in claims]
    claims = [claims[0]._replace(text="A thing."), claims[1]._replace(text="Another.")]
    weighing = weigh_numbers(case(*claims, sources=[origin("a", "0.6")], questions=[RIVALS]), 8)
    assert weighing.impossible == 8
    with_third = question(("H1", "0.4"), ("H2", "0.4"), ("H3", "0.2"))
    third = [claim._replace(rows=(*claim.rows, *point("x", rows=[("H3", "0.5")]).rows)) for claim in claims]
    weighing = weigh_numbers(case(*third, sources=[origin("a", "0.6")], questions=[with_third]), 8)
    # truthful: only H3, 0.6 · 0.2 · 0.25; untruthful: 0.4 · c, c = 0.2 · 0.25, whatever is so
    true, false = 0.6 * 0.2 * 0.25, 0.4 * 0.05
    assert band(weighing, "H3") == exactly((true + false * 0.2) / (true + false))


def test_numbers_of_a_person_reading() -> None:
    made = case(point("1", "likely"), point("2", "very likely"), point("3", "0.2–0.4"))._replace(words="readers")
    made = made._replace(claims=tuple(claim._replace(text=f"{'Rain' * int(claim.id)} fell.") for claim in made.claims))
    weighing = weigh_numbers(made, 2000)
    found = [weighing.points[id].posterior for id in "123"]
    assert weighing.words == "readers"
    # the median of 5,174 readers of "likely" is 75 per cent; "very likely" is in no survey and stays in its own interval, figures in theirs
    assert found[0] is not None
    assert found[0].median == pytest.approx(0.75, abs=1e-12)
    assert (found[0].low, found[0].high) == pytest.approx((0.6, 0.9), abs=0.03)
    assert found[1] is not None
    assert 0.8 <= found[1].least < found[1].greatest <= 0.95
    assert found[2] is not None
    assert (found[2].least, found[2].greatest) == pytest.approx((0.2, 0.4), abs=0.001)


@pytest.mark.parametrize("name", ["seed.case.md", "litvinenko.case.md"])
def test_the_leaders_that_the_shared_cases_expect(name: str) -> None:
    path = os.path.join(SHARED, name)
    if not os.path.exists(path):
        pytest.skip(f"../shared/cases/{name} is not there")
    with open(path, encoding="utf-8") as file:
        made = parse(SourceText(name, file.read())).case
    weighing = weigh_numbers(made, 500)
    leaders = {question.leader for question in weighing.questions}
    lines = [one.text for one in made.expects if "lead" in one.text]
    assert lines or name != "seed.case.md"
    for line in lines:
        assert (line.split()[0] in leaders) is ("does not lead" not in line), line


HEAD = "---\nholdwater: 1\n---\n\n"
HOSTILE = {
    "empty": HEAD,
    "rivals alone": HEAD + "## Hypotheses\n\n- **H1** A.\n- **H2** B.\n",
    "reversed and beyond": HEAD
    + "## Hypotheses\n\n- **H1** A.\n  - prior: 0.7–0.2\n- **H2** B.\n  - prior: 200 %\n\n## Points\n\n"
    + "1. It was so.\n    - 0.9–0.1\n    - if H1: 200 %; H2: 0.8–0.1\n    - because: (1), (9)\n    - source: nobody, 7\n",
    "ring of origins": HEAD
    + "## Points\n\n1. It was so.\n    - source: a\n    - source: b\n\n## Sources\n\n- **a** A\n  - relays: b\n- **b** B\n  - relays: a\n",
    "all zero": HEAD
    + "## Hypotheses\n\n- **H1** A.\n  - prior: 0\n- **H2** B.\n  - prior: 0\n\n## Points\n\n1. It was so.\n    - 1\n    - if H1: 0; H2: 1\n",
    "itself": HEAD + "## Points\n\n1. It was so.\n    - because: (1)\n    - against: (1)\n    - undercuts: (1)\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_goes_in_something_comes_out(name: str) -> None:
    weighing = weigh_numbers(parse(SourceText("x.md", HOSTILE[name])).case, 20)
    assert weighing.draws == 20
    assert weighing.refused is None
    for each in weighing.questions:
        shares = [one.posterior.median for one in each.hypotheses if one.posterior]
        assert sum(shares) == pytest.approx(1, abs=0.2) or not shares


def test_ten_thousand_points_in_bounded_time() -> None:
    claims = [point("0", "0.9")]
    claims += [point(str(at), because=[([str(at - 1)], "0.9999")]) for at in range(1, 10_000)]
    weighing = weigh_numbers(case(*(claim._replace(text=f"Link {'ab'[int(claim.id) % 2]}{claim.id}x.") for claim in claims)), 8)
    assert weighing.refused is None
    for at in (1, 500, 9999):
        assert weighing.points[str(at)].posterior == exactly(0.9 * 0.9999**at)


def test_points_that_hang_together_too_closely_are_named() -> None:
    ids = [str(at) for at in range(40)]
    claims = [point(id, "likely") for id in ids]
    claims += [point(f"{one}x{other}", because=[([one, other], None)], reports=[says("a")]) for one in ids for other in ids if one < other]
    weighing = weigh_numbers(case(*(claim._replace(text=f"Piece {claim.id}.") for claim in claims), sources=[origin("a", "B")]), 8)
    assert weighing.refused is not None
    assert weighing.refused.entries > weighing.refused.limit
    assert set(weighing.refused.cluster) <= {claim.id for claim in claims}
    assert len(weighing.refused.cluster) > 10
    assert all(one.posterior is None and one.held is not None for one in weighing.points.values())
    assert (weighing.draws, weighing.seed) == (8, 0)


def test_what_is_superseded_or_proposed_does_not_count() -> None:
    rows = [("H1", "0.9"), ("H2", "0.1")]
    old = point("1", "1.0", rows=rows)._replace(superseded_by=(Link("2", HERE),), text="Old.")
    new = point("2", "1.0", rows=[("H1", "0.5"), ("H2", "0.5")])._replace(text="New.")
    guess = point("3", "1.0", rows=rows)._replace(text="Guess.")
    guess = guess._replace(rows=tuple(cell._replace(proposed=True) for cell in guess.rows))
    weighing = weigh_numbers(case(old, new, guess, questions=[RIVALS]), 8)
    assert band(weighing, "H1") == exactly(0.5)
    assert weighing.points["1"].posterior is None


def test_every_default_that_the_numbers_lean_on_is_told() -> None:
    made = case(
        point("1", reports=[says("a")], rows=[("H1", "0.4")]),
        point("2", because=[(["1"], "0.5")])._replace(text="Another."),
        point("3", because=[(["1"], "0.5")], reports=[says("b", "2")])._replace(text="A third."),
        sources=[origin("a"), origin("b", "B")],
        questions=[question(("H1", "0.5"), ("H2", "0.5"))],
    )
    told = {(one.what, one.interval and tuple(one.interval)): one.points for one in weigh_numbers(made, 8).assumptions}
    assert told[("a blank cell may be anything", (0, 1))] == ("1",)
    assert told[("a point with reasons is true only through them", (0, 0))] == ("2",)
    assert told[("before its reports are heard, a point is as likely as not", (0.5, 0.5))] == ("1", "3")
    assert told[("a source is truthful: no grade, read as F", (0, 1))] == ("1",)
    assert told[("a source is truthful: grade B", (0.7, 0.9))] == ("3",)
    assert told[("a report is grounded: no digit", (0.8, 1))] == ("1",)
    assert told[("a report is grounded: credibility 2", (0.6, 0.8))] == ("3",)
    assert told[("a report without ground says one thing as readily as the other", (0.5, 0.5))] == ("3",)
    assert told[("a report without ground says what the rivals together make as likely, at mid-points", (0.01, 0.99))] == ("1",)
    assert told[("each word, grade and prior is drawn by itself, every value in its range as likely as any other", None)] == (
        "1",
        "3",
        "a",
        "b",
    )
