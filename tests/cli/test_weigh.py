"""`holdwater weigh` as a person meets it."""

import json
from pathlib import Path

import pytest

from holdwater.__main__ import main

TEXT = """\
---
holdwater: 1
as-of: 2031-05-01
---

## Hypotheses: What stopped the mill?

- **H1** The pump failed.
- **H2** The inlet was blocked.

## Points

1. The wheel stood still.
    - source: miller, 2
    - if H1: likely; H2: unlikely
2. The inlet was open.
    - likely
    - because: (1)

## Sources

- **miller** The miller
  - grade: B
"""


@pytest.fixture
def mill(tmp_path: Path) -> str:
    path = tmp_path / "mill.case.md"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["weigh", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_case_gets_its_rivals_and_bounds_alone_where_these_are_asked_for(mill: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = answer(capsys, mill, "--draws", "50")
    assert (code, err) == (0, "")
    assert out.startswith("What stopped the mill?\n  (H1) The pump failed.\n")
    assert "50 draws, seed 0" in out
    _, out, _ = answer(capsys, mill, "--bounds")
    assert "draws" not in out
    assert answer(capsys, mill, "--bounds", "--numbers")[0] == 2


def test_the_rules_on_numbers_and_the_own_tests_of_a_case_are_told(mill: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(mill).write_text(TEXT + "\n## Expect\n\n- H2 leads\n", encoding="utf-8")
    _, out, _ = answer(capsys, mill, "--draws", "50")
    assert "What the rules on numbers say" in out
    assert "HW126 “H2 leads” is not met: (H1) leads" in out
    Path(mill).write_text(TEXT + "\n## Expect\n\n- H1 leads\n", encoding="utf-8")
    _, out, _ = answer(capsys, mill, "--draws", "50")
    assert "HW126" not in out


def test_what_if_leaves_the_file_as_it_is(mill: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answer(capsys, mill, "--set", "(1)=0.3", "--without", "miller", "--draws", "50")
    assert code == 0
    assert out.startswith("Supposing --set (1)=0.3 --without miller\n\n")
    assert "held  0.30" in out
    assert Path(mill).read_text(encoding="utf-8") == TEXT
    code, _, err = answer(capsys, mill, "--set", "(1)=lkely")
    assert (code, err.splitlines()[1]) == (2, "  mend: did you mean likely?")


def test_json_tells_seed_draws_words_and_date(mill: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = answer(capsys, mill, "--format", "json", "--draws", "20", "--seed", "7", "--words", "phia", "--as-of", "2031-01-01")
    found = json.loads(out)
    assert (found["seed"], found["draws"], found["words"], found["as_of"]) == (7, 20, "phia", "2031-01-01")
    assert found["questions"][0]["leader"] == "H1"


def test_why_tells_one_point_and_what_is_below_it(mill: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = answer(capsys, mill, "--why", "2")
    assert out.startswith("(2) The inlet was open.")
    assert "    because (1) The wheel stood still." in out
    assert "mill?" not in out
    assert answer(capsys, mill, "--why", "9")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--as-of", "2031-13-01"), "is no day"),
        (("--words", "rosy"), "is no word list"),
        (("--without", "nobody"), "nothing in the case"),
    ],
)
def test_what_cannot_be_is_said(mill: str, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str) -> None:
    code, _, err = answer(capsys, mill, *arguments)
    assert code == 2
    assert message in err
    assert "mend: " in err


@pytest.mark.parametrize("draws", ["0", "-1", "many", "10000000"])
def test_draws_are_a_number_in_bounds(mill: str, capsys: pytest.CaptureFixture[str], draws: str) -> None:
    code, _, err = answer(capsys, mill, f"--draws={draws}")
    assert code == 2
    assert "draws are a number from 1 to 1,000,000" in err


def test_what_cannot_be_read_as_meant_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.case.md"
    path.write_text(TEXT.replace("- likely\n", "- 200%\n").replace("if H1: likely", "if H1: 0.8-0.2"), encoding="utf-8")
    code, out, err = answer(capsys, str(path), "--draws", "20")
    assert code == 0
    assert "2 places cannot be read as meant and count as not written" in err
    assert out


def test_an_article_gets_said_and_held_and_more_only_where_it_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "note.txt"
    path.write_text("1. The pump failed.\n\n2. Given (1), it is likely that the valve was shut.\n", encoding="utf-8")
    _, out, _ = answer(capsys, str(path))
    assert "its reasons go through" not in out
    _, out, _ = answer(capsys, str(path), "--numbers", "--draws", "50")
    assert "its reasons go through" in out


def test_an_empty_case_is_weighed_and_has_nothing_to_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.case.md"
    path.write_text("---\nholdwater: 1\n---\n", encoding="utf-8")
    assert answer(capsys, str(path)) == (0, "Words: icd203\n", "")
