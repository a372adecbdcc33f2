"""`check` in the formats of other programs, and the line it ends with."""

import json
from pathlib import Path

import pytest

from holdwater.__main__ import main

INFLATED = "1. It is likely that the two met.\n\n2. It is very likely that they agreed, given (1).\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("inflated.txt").write_text(INFLATED, encoding="utf-8")
    return tmp_path


def test_sarif_holds_every_file_with_paths_from_here(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    Path("sub").mkdir()
    Path("sub/a b.txt").write_text(INFLATED, encoding="utf-8")
    assert main(["check", "inflated.txt", str(folder / "sub" / "a b.txt"), "--format", "sarif", "--severity", "warning"]) == 1
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    [run] = json.loads(out)["runs"]
    places = [(each["ruleId"], each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) for each in run["results"]]
    assert places == [("HW203", "inflated.txt"), ("HW203", "sub/a%20b.txt")]
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_sarif_of_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "none.txt", "--format", "sarif"]) == 2
    assert json.loads(capsys.readouterr().out)["runs"][0]["invocations"] == [{"executionSuccessful": False}]


def test_silenced_findings_are_told_and_do_not_fail(capsys: pytest.CaptureFixture[str]) -> None:
    Path("inflated.txt").write_text(INFLATED.rstrip() + " <!-- holdwater: allow HW203, agreed with the desk -->\n", encoding="utf-8")
    assert main(["check", "inflated.txt", "--format", "sarif", "--silenced", "--select", "HW203"]) == 0
    [found] = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert found["suppressions"][0]["justification"] == "agreed with the desk"
    assert main(["check", "inflated.txt", "--silenced"]) == 2
    assert "--format sarif" in capsys.readouterr().err


def test_annotations_end_with_a_line_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "inflated.txt", "--format", "github", "--select", "HW203"]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("::warning file=inflated.txt,line=3,endLine=3,col=10,endColumn=21,title=HW203 confidence-inflation::(2) is ")
    assert last == "1 file: 1 warning. More on a rule: holdwater explain HW203"


def test_gitlab_is_one_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "inflated.txt", "--format", "gitlab"]) == 1
    assert {each["location"]["path"] for each in json.loads(capsys.readouterr().out)} == {"inflated.txt"}


def test_the_last_line_counts_files_and_what_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plain.txt").write_text("1. The two met on 3 May 2031, the ministry said.\n", encoding="utf-8")
    main(["check", "inflated.txt", "plain.txt", "--severity", "warning", "--select", "HW2"])
    assert capsys.readouterr().out.splitlines()[-1] == "2 files: 1 warning. More on a rule: holdwater explain HW203"
    main(["check", "inflated.txt", "plain.txt", "--severity", "error", "--select", "HW2"])
    assert capsys.readouterr().out == "2 files: nothing found; 1 warning below --severity\n"
    main(["check", "plain.txt", "--select", "HW2"])
    assert capsys.readouterr().out == "1 file: nothing found\n"
