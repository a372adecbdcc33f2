"""The credence of a leaf from its reports, by hand. Grades: A 0.9–1, B 0.7–0.9, C 0.5–0.7, D 0.3–0.5, E 0–0.3, F 0–1;
credibility: 1 0.8–1, 2 0.6–0.8, 3 0.4–0.6, 4 0.2–0.4, 5 0–0.2, 6 0–1, none 0.8–1.

One origin, truthful with t, grounded with k, makes of even odds (1 + t·k)/2; its odds are (1 + t·k)/(1 - t·k)."""

import pytest

from holdwater.case.index import Index
from holdwater.case.types import Degree, Link, Report, Source
from holdwater.credence import Interval
from holdwater.weigh import weigh
from tests.weigh.build import HERE, case, denies, origin, point, says, weigh_case


def held(*reports: Report, sources: tuple[Source, ...] = ()) -> Interval:
    found = weigh_case(point("1", reports=reports), sources=sources).points["1"].held
    assert found is not None
    return found


KEEPER = origin("keeper", "C")


@pytest.mark.parametrize(
    ("grade", "credibility", "expected"),
    [
        ("C", "2", (0.65, 0.78)),  # (1 + 0.5·0.6)/2, (1 + 0.7·0.8)/2
        ("A", "1", (0.86, 1.0)),  # (1 + 0.9·0.8)/2, (1 + 1·1)/2
        ("E", "5", (0.5, 0.53)),  # (1 + 0)/2, (1 + 0.3·0.2)/2
        ("B", None, (0.78, 0.95)),  # (1 + 0.7·0.8)/2, (1 + 0.9·1)/2
        (None, None, (0.5, 1.0)),  # F and no digit
        ("F", "6", (0.5, 1.0)),
        ("c", "2", (0.65, 0.78)),
        ("likely", "0.9", (0.7475, 0.86)),  # (1 + 0.55·0.9)/2, (1 + 0.8·0.9)/2
        ("0.6", "0.5–0.7", (0.65, 0.71)),  # (1 + 0.6·0.5)/2, (1 + 0.6·0.7)/2
        ("rosy", "7", (0.5, 1.0)),  # neither can be read: F, no digit
        ("C", "1.0", (0.75, 0.85)),  # with a decimal point it is a degree, not the digit
    ],
)
def test_one_origin(grade: str | None, credibility: str | None, expected: tuple[float, float]) -> None:
    assert held(says("keeper", credibility), sources=(origin("keeper", grade),)) == pytest.approx(expected)
    # a denial is its mirror image
    assert held(denies("keeper", credibility), sources=(origin("keeper", grade),)) == pytest.approx((1 - expected[1], 1 - expected[0]))


def test_a_source_that_is_not_listed_is_of_grade_f() -> None:
    assert held(says("nobody", "2")) == pytest.approx((0.5, 0.9))


def test_two_origins_multiply_their_odds() -> None:
    # C2 twice: odds 1.3/0.7 to 1.56/0.44, squared; 1.69/(1.69 + 0.49) and 2.4336/(2.4336 + 0.1936)
    both = held(says("keeper", "2"), says("pilot", "2"), sources=(KEEPER, origin("pilot", "C")))
    assert both == pytest.approx((1.69 / 2.18, 2.4336 / 2.6272))


def test_a_denial_against_a_report() -> None:
    # least: odds 1.3/0.7 times 0.44/1.56; greatest: 1.56/0.44 times 0.7/1.3
    least, greatest = (1.3 / 0.7) * (0.44 / 1.56), (1.56 / 0.44) * (0.7 / 1.3)
    both = held(says("keeper", "2"), denies("pilot", "2"), sources=(KEEPER, origin("pilot", "C")))
    assert both == pytest.approx((least / (1 + least), greatest / (1 + greatest)))


def test_one_origin_that_says_and_denies() -> None:
    # C; report 2, 0.6–0.8; denial 3, 0.4–0.6. Truthful t, grounded a and d: odds [t(1+a)(1-d) + 1-t] : [t(1-a)(1+d) + 1-t]
    # least a = 0.6, d = 0.6: even. Greatest a = 0.8, d = 0.4, t = 0.7: 0.7·1.8·0.6 + 0.3 = 1.056 : 0.7·0.2·1.4 + 0.3 = 0.496
    assert held(says("keeper", "2"), denies("keeper", "3"), sources=(KEEPER,)) == pytest.approx((0.5, 1.056 / 1.552))


def test_a_carrier_adds_nothing_beside_the_origins_own_words() -> None:
    wire = origin("wire", "A", relays="keeper")
    assert held(says("keeper", "2"), says("wire", "3"), sources=(KEEPER, wire)) == held(says("keeper", "2"), sources=(KEEPER,))


def test_only_the_origins_own_lines_count_where_it_has_any() -> None:
    # the keeper at first hand with 3, the wire with 1: 3 it is, (1 + 0.5·0.4)/2 to (1 + 0.7·0.6)/2
    wire = origin("wire", "A", relays="keeper")
    assert held(says("keeper", "3"), says("wire", "1"), sources=(KEEPER, wire)) == pytest.approx((0.60, 0.71))


def test_a_carrier_alone_dilutes_what_the_origin_says() -> None:
    # the keeper's truthfulness, 0.5–0.7, on a report grounded with 0.6·0.7 = 0.42 to 0.8·0.9 = 0.72 (credibility 2, carried by a B):
    # (1 + 0.5·0.42)/2 = 0.605 to (1 + 0.7·0.72)/2 = 0.752
    wire = origin("wire", "B", relays="keeper")
    assert held(says("wire", "2"), sources=(KEEPER, wire)) == pytest.approx((0.605, 0.752))


def test_of_several_carriers_the_firmest_grade_and_the_firmest_digit_count() -> None:
    # grades D and B: B; digits 3 and 2: 2; as above
    carriers = origin("wire", "D", relays="keeper"), origin("blog", "B", relays="wire")
    assert held(says("wire", "2"), says("blog", "3"), sources=(KEEPER, *carriers)) == pytest.approx((0.605, 0.752))


def test_firmest_is_the_greatest_middle_then_the_narrowest() -> None:
    # F, 0–1, has its middle at 0.5, above D at 0.4; digit 3, 0.4–0.6, and digit 6, 0–1, both at 0.5: 3 is narrower
    # (1 + 0.5·0.4·0)/2 = 0.5 to (1 + 0.7·0.6·1)/2 = 0.71
    carriers = origin("wire", "D", relays="keeper"), origin("blog", "F", relays="keeper")
    assert held(says("wire", "6"), says("blog", "3"), sources=(KEEPER, *carriers)) == pytest.approx((0.5, 0.71))


def test_an_origin_that_is_not_listed_has_the_grade_of_its_firmest_carrier() -> None:
    # wire C and blog D relay a bulletin that is not listed: the bulletin counts as C, and nothing is lost on the way
    carriers = origin("wire", "C", relays="bulletin"), origin("blog", "D", relays="bulletin")
    assert held(says("blog", "2"), sources=carriers) == pytest.approx((0.65, 0.78))


def test_a_carrier_that_is_silent_here_counts_for_the_grade_of_an_unlisted_origin() -> None:
    carriers = origin("wire", "C", relays="bulletin"), origin("blog", "B", relays="bulletin")
    # blog, B, says nothing of this point, yet the bulletin counts as B: (1 + 0.7·0.6)/2 to (1 + 0.9·0.8)/2
    assert held(says("wire", "2"), sources=carriers) == pytest.approx((0.71, 0.86))


def test_fabrication_plays_no_part_in_held() -> None:
    made = case(point("1", reports=[says("keeper", "2")]), sources=[KEEPER])
    assert weigh(Index(made._replace(fabrication=Degree("0.1", HERE)))).points["1"].held == pytest.approx((0.65, 0.78))


def test_a_ring_of_relays_is_one_origin() -> None:
    # round the ring, the alphabetically first: able, of grade B, on its own line 0.78 to 0.95; baker adds nothing
    ring = origin("baker", "A", relays="able"), origin("able", "B", relays="baker")
    weighing = weigh_case(point("1", reports=[says("able"), says("baker")]), sources=ring)
    assert weighing.points["1"].held == pytest.approx((0.78, 0.95))
    assert weighing.points["1"].origins == 1


def test_a_proposed_relay_is_not_followed() -> None:
    shy = origin("wire", "C")._replace(relays=(Link("keeper", HERE, proposed=True),))
    assert held(says("wire", "2"), says("keeper", "2"), sources=(KEEPER, shy)) == pytest.approx((1.69 / 2.18, 2.4336 / 2.6272))


def test_no_comment_and_proposals_are_not_heard() -> None:
    silent = [says("keeper")._replace(mode="no comment"), says("keeper")._replace(proposed=True)]
    assert weigh_case(point("1", reports=silent), sources=[KEEPER]).points["1"].held == (0.95, 1.0)  # flat, as if nobody had spoken


def test_independent_origins_are_counted_below_a_point() -> None:
    sources = KEEPER, origin("wire", "B", relays="keeper"), origin("pilot", "B")
    found = weigh_case(
        point("1", reports=[says("keeper"), says("wire")]),
        point("2", reports=[says("wire"), denies("pilot")]),
        point("3", reports=[says("pilot")], because=[(["1", "2"], None)]),
        point("4", because=[(["3"], None)], against=[(["5"], None)]),
        point("5", reports=[says("nobody")]),
        sources=sources,
    ).points
    assert [found[id].origins for id in "12345"] == [1, 1, 2, 2, 1]  # denials and objections are no support


def test_origins_round_a_loop_and_under_an_objection_that_closes_one() -> None:
    found = weigh_case(
        point("1", reports=[says("a")], because=[(["2"], None)]),
        point("2", reports=[says("b")], because=[(["1"], None)]),
        point("3", reports=[says("c")], against=[(["4"], None)]),
        point("4", reports=[says("d")], because=[(["3"], None)]),
    ).points
    assert [found[id].origins for id in "1234"] == [2, 2, 1, 2]
