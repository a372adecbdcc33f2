"""From an article to its report: the example, read as a person would, against what `assess` makes of it."""

import re
from functools import cache
from pathlib import Path

from holdwater import files
from holdwater.report import html
from holdwater.walk import Assessment, assess

ROOT = Path(__file__).parents[2]


@cache
def blackout() -> Assessment:
    return assess(files.load(str(ROOT / "examples" / "blackout.txt")))


def found_at(point: str) -> set[str]:
    return {finding.code for finding in blackout().diagnostics if point in finding.points}


def test_who_says_it_when_and_where() -> None:
    document = blackout().index.case.document
    assert (document.title, document.author, document.date) == ("The Night Port Merrin Went Dark", "Ines Hallorand", "2031-03-14")
    assert (document.publisher, document.republished_from) == ("The Quayside Record", "Coastline Wire")


def test_the_numbered_points_keep_their_numbers_and_their_words() -> None:
    case = blackout().index.case
    assert [claim.label for claim in case.claims if claim.label] == [str(number) for number in range(1, 16)]
    for claim in case.claims:
        if claim.label:
            assert case.source.text[claim.item.start :].startswith(f"{claim.label}. ")
        assert case.source.quote(claim.at).split() == claim.text.split()


def test_the_steps_are_those_that_the_article_states() -> None:
    index = blackout().index
    premises = {id: {premise for step in index.steps(id) for premise in step.premises} for id in ("8", "11", "12", "14", "15")}
    assert premises == {"8": {"6", "7"}, "11": {"2", "5", "10"}, "12": {"8", "11"}, "14": {"15"}, "15": {"14", "15a"}}
    assert {link.target for link in index.claims["12"].explains} == {"3", "9"}


def test_the_main_conclusion_says_more_than_it_holds() -> None:
    assert blackout().index.case.conclusions[0] == "12"
    point = blackout().weighing.points["12"]
    assert point.said == (0.80, 0.95)
    assert point.held is not None
    assert round(point.held.high, 9) == 0.76  # “very likely” at most 0.95, times (8) at most 0.80


def test_the_leaks_that_were_built_in_are_found() -> None:
    assert "HW203" in found_at("12")  # very likely from likely
    assert "HW201" in found_at("14")  # (14) and (15) hold one another up
    assert "HW305" in found_at("6")  # no report about it has appeared
    assert "HW301" in found_at("7")  # nobody is named for it
    assert "HW703" in found_at("3")  # two failures, three dates


def test_every_finding_points_into_the_text() -> None:
    length = len(blackout().index.case.source.text)
    assert blackout().diagnostics
    for finding in blackout().diagnostics:
        for span in (finding.at, *(mark.at for mark in finding.marks)):
            assert 0 <= span.start <= span.end <= length
        assert set(finding.points) <= set(blackout().index.claims)
        assert finding.message
        assert finding.why
        assert finding.mend


def test_the_report_shows_the_whole_article_and_every_finding() -> None:
    page = html.render(*blackout())
    assert page[:400].count(html.GENERATOR) == 1
    words = re.sub(r"<[^>]*>", " ", page)
    for claim in blackout().index.case.claims:
        first = claim.text.split()[:3]
        assert " ".join(first).replace("'", "&#x27;") in " ".join(words.split()), claim.id
    for finding in blackout().diagnostics:
        assert finding.code in page
