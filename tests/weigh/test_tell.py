"""The sentences: plain, rounded to two places, and enough to repeat the sum with a pencil."""

import re

import pytest
from hypothesis import given, settings

from holdwater.case.types import Claim
from holdwater.weigh.tell import join_words, list_ids, show
from tests.weigh.arguments import arguments
from tests.weigh.build import denies, origin, point, question, says, weigh_case

LAWS = settings(max_examples=60, deadline=None, derandomize=True)

SAID = [
    (point("1", "very likely"), "“very likely” is 0.80–0.95 in ICD 203"),
    (point("1", "evident"), "“evident” is 0.90–1 in “Hedges and boosters of ordinary prose” (ICD 203 does not list it)"),
    (point("1", "0.6"), "0.60 as written"),
    (point("1", "0.5–0.7"), "0.50–0.70 as written"),
    (point("1", "open"), "named and expressly not concluded (open), anything from 0 to 1"),
    (point("1"), "no degree: taken at its word, 0.95–1 (assumed)"),
    (point("1", "rosy"), "“rosy” is in no list; taken at its word, 0.95–1 (assumed)"),
    (point("1", reports=[says("a")]), "says nothing of its own: it is what others report"),
    (point("1", because=[(["x"], "likely")]), "says nothing of its own: its lines carry the degree"),
    (point("1", kind="hypothesis"), "says nothing of its own: it is put forward as a hypothesis"),
    (point("1", retracted="2023-03-01"), "left out: retracted on 2023-03-01"),
    (point("1", superseded_by="x"), "left out: superseded by (x)"),
]


@pytest.mark.parametrize(("claim", "sentence"), SAID)
def test_said_how(claim: Claim, sentence: str) -> None:
    assert weigh_case(claim, point("x")).points["1"].said_how == sentence


HELD = [
    (
        point("1", "very likely", because=[(["a", "half"], None)]),
        "holds at most 0.48: “very likely” (0.95) times (half), its weakest premise, at most 0.50; "
        "at least 0.36: 0.80 × 0.45, what remains when the doubts of (a) and (half) are added",
    ),
    (
        point("1", "likely", because=[(["a", "b"], None)]),
        "holds at most 0.80: “likely” (0.80) times its premises, each at most 1; "
        "at least 0.50: 0.55 × 0.90, what remains when the doubts of (a) and (b) are added",
    ),
    (
        point("1", "likely", because=[(["a"], None)]),
        "holds at most 0.80: “likely” (0.80) times (a), at most 1; at least 0.52: 0.55 × 0.95, the least of (a)",
    ),
    (
        point("1", because=[(["half"], None)]),
        "holds at most 0.50: a line without degree (1, assumed) times (half), at most 0.50; at least 0.48: 0.95 × 0.50, the least of (half)",
    ),
    (
        point("1", "0.9", because=[(["half", "low"], None)]),
        "holds at most 0.18: 0.90 times (low), its weakest premise, at most 0.20; at least 0: the doubts of (half) and (low) come to 1 or more",
    ),
    (
        point("1", "0.9", because=[(["a"], None), (["half"], None)]),
        "holds at most 1: 0.90 from (a) plus 0.45 from (half), and no more than 1; at least 0.86, from (a)",
    ),
    (
        point("1", "0.9", because=[(["low"], None), (["half"], None)]),
        "holds at most 0.63: 0.18 from (low) plus 0.45 from (half); at least 0.45, from (half)",
    ),
    (
        point("1", "likely", because=[(["a"], None)], against=[(["low"], None)]),
        "holds at most 0.80: “likely” (0.80) times (a), at most 1; at least 0.52: 0.55 × 0.95, the least of (a); "
        "an objection worth 0–0.20 from (low) leaves 0.32–0.80",
    ),
    (
        point("1", "1.0", because=[(["cut"], None)]),
        "holds at most 0.75: 0.75 from (cut) as far as (low) leaves it; at least 0.30, from (cut) as far as (low) leaves it",
    ),
    (point("1", because=[(["gone"], None)]), "holds 0: no line of support is left; the step from (gone) is left out: (gone) is retracted"),
    (point("1", "likely"), "no reasons, so it holds what it says: “likely” is 0.55–0.80 in ICD 203"),
    (point("1"), "no reasons and no degree, so it is taken at its word: 0.95–1 (assumed)"),
    (
        point("1", reports=[says("keeper", "2")]),
        "what keeper says (grade C, credibility 2) makes of even odds: (1 + 0.50 × 0.60) / 2 = 0.65 to (1 + 0.70 × 0.80) / 2 = 0.78",
    ),
    (
        point("1", reports=[denies("keeper", "2")]),
        "what keeper denies (grade C, credibility 2) makes of even odds: (1 − 0.70 × 0.80) / 2 = 0.22 to (1 − 0.50 × 0.60) / 2 = 0.35",
    ),
    (
        point("1", reports=[says("wire", "2")]),
        "what keeper says (grade C, credibility 2, carried by a source of grade B) makes of even odds: "
        "(1 + 0.50 × 0.42) / 2 = 0.61 to (1 + 0.70 × 0.72) / 2 = 0.75",
    ),
    (  # 1.3/0.7 to 1.56/0.44; (1 - 1)/2 to (1 - 0.9 · 0.8)/(1 + 0.9 · 0.8) = 0.28/1.72; 3.545 · 0.163 = 0.577, and 0.577/1.577 = 0.366
        point("1", reports=[says("keeper", "2"), denies("pilot")]),
        "even odds, multiplied by 1.86 to 3.55 for what keeper says and 0 to 0.16 for what pilot denies, come to 0–0.37",
    ),
    (
        point("1", because=[(["H1"], "1.0")]),
        "holds at most 0.45: 1 times (H1), at most 0.45; at least 0.20: 1 × 0.20, the least of (H1)",
    ),
]


@pytest.mark.parametrize(("claim", "sentence"), HELD)
def test_held_how(claim: Claim, sentence: str) -> None:
    others = [
        point("a"),
        point("b"),
        point("half", "0.5"),
        point("low", "0.2", undercuts=[("1", ["cut"], "1.0")]),
        point("cut", "0.5–0.75"),
        point("gone", retracted="yes"),
    ]
    sources = [origin("keeper", "C"), origin("wire", "B", relays="keeper"), origin("pilot", "A")]
    weighing = weigh_case(claim, *others, sources=sources, questions=[question(("H1", "unlikely"), ("H2", None))])
    assert weighing.points["1"].held_how == sentence


def test_long_lists_are_cut_short() -> None:
    leaves = [point(f"a{number}") for number in range(9)]
    lines = [([claim.id], "0.1") for claim in leaves]
    weighing = weigh_case(
        *leaves, point("1", "likely", because=[([claim.id for claim in leaves], None)]), point("2", because=lines, against=lines)
    )
    assert "the doubts of (a0), (a1), (a2), (a3) and 5 others are added" in weighing.points["1"].held_how
    assert "0.10 from (a3) plus 5 more lines" in weighing.points["2"].held_how
    assert "from (a3) and 5 more leave" in weighing.points["2"].held_how


def test_lists_in_sentences() -> None:
    assert join_words([]) == ""
    assert join_words(["a"]) == "a"
    assert join_words(["a", "b", "c"]) == "a, b and c"
    assert list_ids(["1", "2", "3", "4", "5"]) == "(1), (2), (3), (4) and (5)"
    assert list_ids(["1", "2", "3", "4", "5", "6"]) == "(1), (2), (3), (4) and 2 others"


def test_what_is_nearly_certain_is_not_called_certain() -> None:
    assert show(0.996) == "0.996"
    assert show(0.004) == "0.004"
    assert show(0.5) == "0.50"


@LAWS
@given(arguments(loops=True))
def test_every_sentence_is_one_line_of_rounded_numbers(points: list[Claim]) -> None:
    for weighed in weigh_case(*points).points.values():
        for sentence in (weighed.said_how, weighed.held_how):
            assert sentence.strip() == sentence
            assert "\n" not in sentence
            assert not re.search(r"\.\d{5}|\de-|\binf\b|\bnan\b|None", sentence)
