"""Every default that was used is listed, with its interval, its source and the points that it touched; and nothing else is."""

from holdwater.case.types import Claim, Question, Source
from holdwater.credence import Interval
from tests.weigh.build import denies, origin, point, question, says, weigh_case


def listed(
    *claims: Claim, sources: tuple[Source, ...] = (), questions: tuple[Question, ...] = ()
) -> dict[str, tuple[Interval | None, tuple[str, ...]]]:
    assumptions = weigh_case(*claims, sources=sources, questions=questions).assumptions
    assert all(assumption.source for assumption in assumptions)
    found = {assumption.what: (assumption.interval, assumption.points) for assumption in assumptions}
    assert len(found) == len(assumptions)
    return found


def test_a_case_that_states_everything_assumes_nothing() -> None:
    assert listed(point("1", "likely"), point("2", "open", because=[(["1"], "0.5")], against=[(["1"], "0.2")])) == {}


def test_flat_statements_lines_and_undercutters() -> None:
    found = listed(
        point("1"),
        point("2", "likely", because=[(["1"], None)]),
        point("3", because=[(["1"], None)]),
        point("4", kind="assumption"),
        point("5", "0.5", undercuts=[("2", None, None), ("3", ["1"], "0.5")]),
    )
    assert found == {
        "flat: a point without degree is taken at its word": ((0.95, 1), ("1", "3", "4")),  # (3) says it, (4) holds it, (1) both
        "flat: a line without degree, to a point without degree, goes through": ((0.95, 1), ("3",)),
        "flat: an undercutter without degree takes effect": ((0.95, 1), ("2",)),
    }


def test_objections() -> None:
    found = listed(point("1", "0.5"), point("2", "0.9", against=[(["1"], None)]), point("3", "0.9", against=[(["1"], "0.5")]))
    assert found == {"an objection without degree may take away all or nothing": ((0, 1), ("2",))}


def test_grades_and_digits() -> None:
    found = listed(
        point("1", reports=[says("keeper", "2"), denies("pilot")]),
        point("2", reports=[says("wire", "0.9")]),
        sources=(origin("keeper", "C"), origin("pilot"), origin("wire", "B", relays="keeper")),
    )
    assert found == {
        "before its reports are heard, a point is as likely as not": ((0.5, 0.5), ("1", "2")),
        "a source is truthful: grade C": ((0.5, 0.7), ("1", "2")),
        "a report is grounded: credibility 2": ((0.6, 0.8), ("1",)),
        "a source is truthful: no grade, read as F": ((0, 1), ("1",)),
        "a report is grounded: no digit": ((0.8, 1), ("1",)),
        "a carrier hands on what it heard: grade B": ((0.7, 0.9), ("2",)),
    }


def test_reports_that_do_not_count_are_not_assumed_about() -> None:
    assert listed(point("1", "likely", reports=[says("keeper", "2")]), sources=(origin("keeper", "C"),)) == {}


def test_terms_of_other_lists() -> None:
    weighing = weigh_case(
        point("1", "evident"),
        point("2", "likely", because=[(["1"], "realistic possibility")]),
        point("3", "evident"),
        questions=[question(("H1", "perhaps"), ("H2", "0.5"))],
    )
    assert [(one.what, one.interval, one.source, one.points) for one in weighing.assumptions] == [
        (
            "“evident” is no term of ICD 203 and is read from another list",
            (0.9, 1),
            "Hedges and boosters of ordinary prose (manager)",
            ("1", "3"),
        ),
        (
            "“realistic possibility” is no term of ICD 203 and is read from another list",
            (0.4, 0.5),
            "UK PHIA probability yardstick",
            ("2",),
        ),
        (
            "“perhaps” is no term of ICD 203 and is read from another list",
            (0.15, 0.6),
            "Hedges and boosters of ordinary prose (capphrase)",
            ("H1",),
        ),
    ]


def test_priors_that_are_not_stated() -> None:
    found = listed(questions=(question(("H1", "0.4"), ("H2", None), ("H3", None)),))
    assert found == {"without a prior, a hypothesis shares equally what the stated priors leave": ((0.3, 0.3), ("H2", "H3"))}


def test_what_is_absent_assumes_nothing() -> None:
    assert listed(point("1", retracted="yes"), point("2", "likely", because=[(["1"], None)])) == {}
