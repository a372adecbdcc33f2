"""`--fix` and `--diff`: what is applied, what is left alone, and that there is an end to it."""

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater import files
from holdwater.__main__ import main
from holdwater.diagnostics import Diagnostic, Fix
from holdwater.mend import mend
from holdwater.source import SourceText, Span
from holdwater.walk import open_case
from tests.property.test_any_text_parses import SOUP

CASE = """---
holdwater: 1
---

## Points

7. The lights went out.
    - likely
9. The relay failed.
    - very likely
    - because: 7

Some prose about (7) and (9).
"""
MENDED = """---
holdwater: 1
---

## Points

7. The lights went out.
    - likely
- **9** The relay failed.
    - very likely
    - because: (7)

Some prose about (7) and (9).
"""
ARTICLE = "1. It is likely that the two met.\n\n2. It is very likely that they agreed, given (1).\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("case.md").write_text(CASE, encoding="utf-8")
    return tmp_path


def fix(start: int, end: int, text: str) -> Diagnostic:
    return Diagnostic("HW101", "dangling-reference", "error", Span(start, end), "m", "w", "n", fix=Fix(Span(start, end), text))


# the engine


def test_fixes_are_applied_from_left_to_right_and_not_over_one_another() -> None:
    once = [[fix(4, 6, "X"), fix(0, 2, "Y"), fix(1, 3, "Z")], []]
    mended = mend(SourceText("a", "abcdef"), lambda _: once.pop(0))
    assert (mended.source.text, len(mended.fixed), mended.settled) == ("YcdX", 2, True)


def test_neighbours_are_both_applied_and_of_two_in_one_place_the_first() -> None:
    rounds = [[fix(0, 2, "X"), fix(2, 4, "Y"), fix(4, 4, "1"), fix(4, 6, "2")], []]
    assert mend(SourceText("a", "abcdef"), lambda _: rounds.pop(0)).source.text == "XY1ef"


def test_what_goes_round_in_a_circle_ends() -> None:
    mended = mend(SourceText("a", "a"), lambda source: [fix(0, 1, "b" if source.text == "a" else "a")])
    assert (mended.source.text, mended.settled) == ("b", False)


def test_what_never_ends_is_ended_after_ten_rounds() -> None:
    mended = mend(SourceText("a", ""), lambda source: [fix(0, 0, "x")])
    assert (mended.source.text, mended.settled) == ("x" * 10, False)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(SOUP)
def test_any_case_comes_to_an_end_and_stays_there(text: str) -> None:
    def find(source: SourceText) -> tuple[Diagnostic, ...]:
        return open_case(source)[1]

    mended = mend(SourceText("a", "---\nholdwater: 1\n---\n" + text), find)
    if mended.settled:
        assert mend(mended.source, find).fixed == ()


# the command


def test_fix_writes_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    os.chmod("case.md", 0o640)
    assert main(["check", "--fix", "case.md", "--select", "HW1"]) == 0
    assert Path("case.md").read_text(encoding="utf-8") == MENDED
    assert capsys.readouterr().out == "case.md: 2 fixed (HW105, HW112)\n\n1 file: nothing found\n"
    assert os.stat("case.md").st_mode & 0o777 == 0o640
    assert main(["check", "--fix", "case.md", "--select", "HW1"]) == 0
    assert capsys.readouterr().out == "1 file: nothing found\n"


def test_only_selected_rules_are_mended() -> None:
    main(["check", "--fix", "case.md", "--select", "HW105"])
    assert Path("case.md").read_text(encoding="utf-8") == CASE.replace("9. The", "- **9** The")


def test_diff_shows_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--diff", "case.md"]) == 1
    out = capsys.readouterr().out
    assert Path("case.md").read_text(encoding="utf-8") == CASE
    assert out.startswith("--- case.md\n+++ case.md (fixed)\n@@ ")
    assert "\n-9. The relay failed.\n+- **9** The relay failed.\n" in out
    assert main(["check", "--fix", "--diff", "case.md"]) == 1
    assert Path("case.md").read_text(encoding="utf-8") == CASE
    Path("case.md").write_text(MENDED, encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "--diff", "case.md"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no patch")
@pytest.mark.parametrize(("old", "new"), [("", ""), ("\n", "\r\n"), ("\n\nSome prose about (7) and (9).\n", "")])
def test_patch_understands_the_difference(old: str, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    given, wanted = (text.replace(old, new) if old else text for text in (CASE, MENDED))
    Path("case.md").write_bytes(given.encode())
    assert main(["check", "--diff", "case.md"]) == 1
    subprocess.run(["patch", "--binary", "-s", "-p0"], input=capsys.readouterr().out.encode(), check=True)
    assert Path("case.md").read_bytes() == wanted.encode()


def test_silenced_findings_are_not_mended() -> None:
    silenced = CASE.replace("    - very likely\n", "    - very likely\n    - allow HW105: the list is numbered by hand\n")
    Path("case.md").write_text(silenced, encoding="utf-8")
    main(["check", "--fix", "case.md", "--select", "HW105"])
    assert Path("case.md").read_text(encoding="utf-8") == silenced


def test_articles_are_left_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(ARTICLE, encoding="utf-8")
    assert main(["check", "--fix", "a.txt"]) == 1
    captured = capsys.readouterr()
    assert "HW203" in captured.out
    assert captured.err == "holdwater: note: a.txt: is an article: its words are its author's, and stay as they are\n"
    assert Path("a.txt").read_text(encoding="utf-8") == ARTICLE


def test_what_cannot_be_written_is_said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("old.md").write_bytes(CASE.replace("lights", "lumières").encode("cp1252"))
    assert main(["check", "--fix", "old.md"]) == 2
    assert "save it as UTF-8 first" in capsys.readouterr().err
    load = files.load

    def another(path: str, *, limit: int = files.LIMIT, extract: files.Extract | None = None) -> SourceText:
        source = load(path, limit=limit, extract=extract)
        monkeypatch.setattr(files, "load", load)
        Path("case.md").write_text(CASE + "Written meanwhile.\n", encoding="utf-8")
        return source

    monkeypatch.setattr(files, "load", another)
    assert main(["check", "--fix", "case.md"]) == 2
    assert "has changed since it was read" in capsys.readouterr().err
    assert Path("case.md").read_text(encoding="utf-8").endswith("Written meanwhile.\n")


@pytest.mark.parametrize(("options", "said"), [(["--diff", "--format", "json"], "--diff"), (["--fix", "--watch"], "--watch")])
def test_what_does_not_go_together(options: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "case.md", *options]) == 2
    assert said in capsys.readouterr().err


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_mending_a_case_with_faults_at_random(seed: int) -> None:
    """Labels written wrong, fields moved, parentheses forgotten: what is mended says again what the whole case says, or stays a finding."""
    chance = random.Random(seed)
    lines = [line.replace("because: (7)", "because: 7") if chance.random() < 0.5 else line for line in MENDED.splitlines()]
    lines = [line.replace("- **9** ", "9. ") if chance.random() < 0.5 else line for line in lines]
    mended = mend(SourceText("a", "\n".join(lines) + "\n"), lambda source: open_case(source)[1])
    assert mended.settled
    assert mended.source.text == MENDED
