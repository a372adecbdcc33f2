"""Word lists of the user's own: found beside the case, inside its project, and refused with place and reason."""

from pathlib import Path

import pytest

from holdwater import files
from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.credence import Interval
from holdwater.lexicon.own import load_own, read_scale
from holdwater.settings import find_settings, words_for
from holdwater.source import SourceText
from holdwater.walk import assess

LIST = """# title: Words of the desk
# source: House style of the desk, 2031, page 12
# licence: for the desk
# flat: 0.9 1
term,aliases,low,high
almost sure,as good as sure,0.9,0.98
probable,"likely; to  be expected",0.6,0.8
"""

CASE = """---
holdwater: 1
words: {}
---

## Points

1. The pump failed.
    - {}
2. The valve was shut.
    - probable
    - because: (1)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "cases").mkdir()
    (tmp_path / "house.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


def test_a_list_says_what_its_words_mean() -> None:
    scale = read_scale("house.csv", LIST)
    assert (scale.title, scale.flat) == ("Words of the desk", Interval(0.9, 1.0))
    assert {term: (row.low, row.high) for term, row in scale.terms.items()} == {
        "almost sure": (0.9, 0.98),
        "as good as sure": (0.9, 0.98),
        "probable": (0.6, 0.8),
        "likely": (0.6, 0.8),
        "to be expected": (0.6, 0.8),
    }


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("# source: House style of the desk, 2031, page 12\n", "", "house.csv", "source"),
        ("# flat: 0.9 1\n", "", "house.csv", "flat"),
        ("# flat: 0.9 1", "# flat: 0.9", "house.csv:4", "flat"),
        ("# flat: 0.9 1", "# flat: 1 0.9", "house.csv:4", "1 to 0.9"),
        ("term,aliases,low,high", "term,low", "house.csv:5", "columns"),
        ("0.9,0.98", "0.98,0.9", "house.csv:6", "0.98 to 0.9"),
        ("0.9,0.98", "0.9,nan", "house.csv:6", "0.9 to nan"),
        ("0.9,0.98", "0.9,98 %", "house.csv:6", "98 %"),
        ("0.9,0.98", "0.9", "house.csv:6", "cells"),
        ("almost sure,as good", ",,as good", "house.csv:6", "cells"),
        ("almost sure,as good as sure", ",", "house.csv:6", "no term"),
        ('"likely', '"likely;likely', "house.csv:7", "again"),
        ('be expected"', "be expected", "house.csv:7", "CSV"),
        (LIST[LIST.index("almost") :], "", "house.csv", "no terms"),
    ],
)
def test_what_is_wrong_with_a_list_is_said_with_its_place(old: str, new: str, where: str, what: str) -> None:
    assert old in LIST
    with pytest.raises(files.Problem) as raised:
        read_scale("house.csv", LIST.replace(old, new, 1))
    assert raised.value.where == where
    assert what in raised.value.finding
    assert raised.value.mend


def test_a_case_names_a_list_in_its_project(project: Path) -> None:
    source = SourceText(str(project / "cases" / "pump.case.md"), CASE.format("../house.csv", "almost sure"))
    parsed = parse(source)
    assert parsed.diagnostics == ()
    points = assess(source).weighing.points
    assert points["1"].said == Interval(0.9, 0.98)
    assert points["2"].said == Interval(0.6, 0.8)
    held = points["2"].held
    assert held is not None
    assert (round(held.low, 9), round(held.high, 9)) == (0.54, 0.784)  # 0.6 * 0.9 and 0.8 * 0.98


@pytest.mark.parametrize(
    ("written", "what"),
    [("missing.csv", "is not there"), ("../../house.csv", "outside"), ("/etc/house.csv", "absolute"), ("../house.md", "does not name")],
)
def test_a_list_that_cannot_be_had_is_a_finding(project: Path, written: str, what: str) -> None:
    (project / "house.md").write_text("term,low,high\nsurely,0.9,1\n", encoding="utf-8")
    parsed = parse(SourceText(str(project / "cases" / "pump.case.md"), CASE.format(written, "likely")))
    assert [finding.code for finding in parsed.diagnostics] == ["HW104"]
    assert what in parsed.diagnostics[0].message
    assert Index(parsed.case).words.scale.name == "icd203"


def test_settings_name_a_list_from_their_own_folder(project: Path) -> None:
    (project / "holdwater.toml").write_text('words = "house.csv"\n', encoding="utf-8")
    path = str(project / "cases" / "note.txt")
    settings = find_settings(str(project / "cases"))
    assert settings is not None
    written = words_for(settings, path)
    assert written == "../house.csv"
    assert load_own(written, str(project / "cases")).title == "Words of the desk"
    assessment = assess(
        SourceText(path, "1. It is probable that the pump failed.\n2. Given (1), it is probable that it rained.\n"), words=written
    )
    assert assessment.weighing.points["1"].said == Interval(0.6, 0.8)


def test_settings_with_a_faulty_list_are_refused_with_their_line(project: Path) -> None:
    (project / "holdwater.toml").write_text('ignore = ["HW4"]\nwords = "gone.csv"\n', encoding="utf-8")
    with pytest.raises(files.Problem) as raised:
        find_settings(str(project))
    assert raised.value.where.endswith("holdwater.toml:2")
    assert "gone.csv is not there" in raised.value.finding
