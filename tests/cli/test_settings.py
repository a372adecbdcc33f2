"""Folders and settings: which texts are checked, by which rules, and what is said of settings that cannot be understood."""

import os
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from holdwater import files
from holdwater.__main__ import main
from holdwater.gather import gather
from holdwater.settings import Settings, find_settings, fits, read_settings

INFLATED = "1. It is likely that the two met.\n\n2. It is very likely that they agreed, given (1).\n"
CASE = "---\nholdwater: 1\n---\n\n## Points\n\n- **1** The lights went out.\n  - likely\n- **2** The relay failed.\n  - very likely\n  - because: (1)\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()  # nothing further up is looked at
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def nothing(_: str) -> Settings | None:
    return None


# folders


def test_a_folder_gives_its_cases_in_order() -> None:
    for name in ("b/two.md", "b/one.md", "a/deep/er/x.case.md", "top.md", "a.md"):
        write(name, CASE)
    write("README.md", "# Not a case\n")
    write("a/article.txt", INFLATED)
    write(".hidden/x.md", CASE)
    write("b/.x.md", CASE)
    write("node_modules/x.md", CASE)
    write("env/pyvenv.cfg", "")
    write("env/x.md", CASE)
    found = gather(["."], nothing)
    assert found.paths == ("a.md", "top.md", "a/deep/er/x.case.md", "b/one.md", "b/two.md")
    assert found.problems == ()
    assert gather(["b", "top.md", "b/one.md", "-"], nothing).paths == ("b/two.md", "top.md", "b/one.md", "-")


def test_links_lead_nowhere_twice() -> None:
    write("a/case.md", CASE)
    os.symlink("..", "a/up")
    os.symlink("case.md", "a/same.md")
    os.symlink("gone.md", "a/broken.md")
    assert gather(["."], nothing).paths == ("a/case.md",)
    assert gather(["a/up"], nothing).paths == ("a/up/a/case.md",)


def test_a_very_deep_folder() -> None:
    folder = "d/" * 300
    write(folder + "case.md", CASE)
    assert gather(["."], nothing).paths == (folder + "case.md",)


def test_a_folder_without_a_case_is_said() -> None:
    Path("empty").mkdir()
    assert [problem.where for problem in gather(["empty"], nothing).problems] == ["empty"]


def test_check_of_a_folder_speaks_of_each_file(capsys: pytest.CaptureFixture[str]) -> None:
    write("a/one.md", CASE)
    write("a/two.md", CASE)
    assert main(["check", "a", "--select", "HW203"]) == 1
    out = capsys.readouterr().out
    assert out.splitlines()[0].startswith("a/one.md:10:5 HW203")
    assert "a/two.md:10:5 HW203" in out
    assert out.splitlines()[-1].startswith("2 files: 2 warnings.")


def test_what_is_no_case_is_passed_over_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    write("README.md", INFLATED)
    write("empty.md", "")
    write("case.md", CASE)
    assert main(["check", "README.md", "empty.md", "case.md", "--cases", "--select", "HW203"]) == 1
    out = capsys.readouterr().out
    assert "README" not in out
    assert out.splitlines()[-1].startswith("1 file: 1 warning.")


# settings


def test_settings_choose_rules_and_thresholds(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", INFLATED)
    write("holdwater.toml", 'select = ["HW2"]\nfail-on = "error"\n')
    assert main(["check", "a.txt"]) == 0
    assert "1 file: 1 warning." in capsys.readouterr().out
    write("holdwater.toml", 'ignore = ["HW2", "HW6"]\n')
    main(["check", "a.txt"])
    assert "HW203" not in capsys.readouterr().out
    write("holdwater.toml", 'severity = "error"\n')
    assert main(["check", "a.txt"]) == 1
    assert "nothing found; 1 warning below" in capsys.readouterr().out


def test_flags_win_over_settings(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", INFLATED)
    write("holdwater.toml", 'select = ["HW7"]\nignore = ["HW203"]\nfail-on = "error"\nseverity = "error"\n')
    assert main(["check", "a.txt"]) == 0
    assert main(["check", "a.txt", "--select", "HW203", "--severity", "note", "--fail-on", "note"]) == 1
    assert "HW203" in capsys.readouterr().out
    assert main(["check", "a.txt", "--no-config"]) == 1


def test_words_are_those_of_a_text_that_names_none(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", INFLATED)
    write("holdwater.toml", 'words = "phia"\nselect = ["HW601"]\n')
    main(["check", "a.txt"])
    ours = capsys.readouterr().out
    write("holdwater.toml", 'select = ["HW601"]\n')
    main(["check", "a.txt"])
    usual = capsys.readouterr().out
    write("c.md", CASE.replace("holdwater: 1", "holdwater: 1\nwords: icd203"))
    main(["check", "c.md"])
    named = capsys.readouterr().out
    write("holdwater.toml", 'words = "phia"\nselect = ["HW601"]\n')
    main(["check", "c.md"])
    assert capsys.readouterr().out == named
    assert "hold at most 0.76" in usual  # 0.95 · 0.80: “likely” ends there in ICD 203
    assert "hold at most 0.71" in ours  # 0.95 · 0.75: and there in PHIA, which lacks “very likely”


def test_the_nearest_settings_hold(capsys: pytest.CaptureFixture[str]) -> None:
    write("holdwater.toml", 'ignore = ["HW"]\n')
    write("a/pyproject.toml", "[tool.other]\nx = 1\n")
    write("a/b/pyproject.toml", '[tool.holdwater]\nselect = ["HW203"]\n')
    for name in ("one.txt", "a/one.txt", "a/b/one.txt"):
        write(name, INFLATED)
    assert main(["check", "one.txt", "a/one.txt"]) == 0
    assert main(["check", "a/b/one.txt"]) == 1
    Path("a/.git").mkdir()
    assert find_settings("a") is None
    found = find_settings("a/b")
    assert found is not None
    assert found.select == ("HW203",)


def test_holdwater_toml_comes_before_pyproject() -> None:
    write("pyproject.toml", '[tool.holdwater]\nselect = ["HW2"]\n')
    write("holdwater.toml", 'select = ["HW3"]\n')
    found = find_settings(".")
    assert found is not None
    assert found.select == ("HW3",)


@pytest.mark.parametrize("text", ['[tool."holdwater"]\nselect = ["HW2"]', '[tool]\nholdwater = {select = ["HW2"]}', 'tool.holdwater.select = ["HW2"]'])
def test_a_table_is_found_however_it_is_written(text: str) -> None:
    write("pyproject.toml", text)
    found = read_settings("pyproject.toml")
    assert found is not None
    assert found.select == ("HW2",)


def test_a_pyproject_that_is_not_ours_may_be_anything() -> None:
    write("pyproject.toml", 'name = "holdwater"\nthis is no TOML [')
    assert read_settings("pyproject.toml") is None


def test_per_file_ignores(capsys: pytest.CaptureFixture[str]) -> None:
    write("holdwater.toml", 'select = ["HW203"]\n\n[per-file-ignores]\n"drafts/*.md" = ["HW2"]\n')
    for name in ("drafts/a.md", "drafts/deep/b.md", "c.md"):
        write(name, CASE)
    main(["check", "."])
    out = capsys.readouterr().out
    assert [name for name in ("c.md:", "drafts/a.md:", "drafts/deep/b.md:") if name in out] == ["c.md:", "drafts/deep/b.md:"]
    assert main(["check", "drafts/a.md"]) == 0


def test_include_names_articles_and_exclude_keeps_out() -> None:
    write("holdwater.toml", 'include = ["wires/**/*.txt"]\nexclude = ["wires/old/", "*.draft.md"]\n')
    for name in ("wires/a.txt", "wires/x/b.txt", "wires/old/c.txt", "other.txt"):
        write(name, INFLATED)
    for name in ("case.md", "wires/x/y.draft.md", "wires/old/case.md"):
        write(name, CASE)
    assert gather(["."], find_settings).paths == ("case.md", "wires/a.txt", "wires/x/b.txt")
    assert gather(["wires/old"], find_settings).paths == ()


def test_standard_input_goes_by_a_name() -> None:
    write("sub/holdwater.toml", 'select = ["HW203"]\n')
    done = subprocess.run(
        [sys.executable, "-m", "holdwater", "check", "-", "--stdin-name", "sub/draft.txt"], input=INFLATED.encode(), capture_output=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout.decode().startswith("sub/draft.txt:3:10 HW203 ")
    assert "HW122" not in done.stdout.decode()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("holdwater.toml", 'select = ["HW2"]\nslect = ["HW2"]\n', "holdwater.toml:2: “slect” is no setting\n  mend: did you mean select?"),
        ("holdwater.toml", "severity = 'bad'\n", "holdwater.toml:1: severity is “bad”\n  mend: write one of note, warning, error"),
        ("holdwater.toml", "select = 3\n", "holdwater.toml:1: “select” is 3\n"),
        ("holdwater.toml", 'ignore = "HW2"\n', "holdwater.toml:1: “ignore” is “HW2”\n  mend: write a list"),
        ("holdwater.toml", '\nselect = ["HW2"]\nignore = ["HW999"]\n', "holdwater.toml:3: “HW999” is no rule\n"),
        ("holdwater.toml", 'words = "icd204"\n', "holdwater.toml:1: words is “icd204”\n  mend: write one of icd203"),
        ("holdwater.toml", 'a = 1\nselect = ["HW2"\n', "holdwater.toml:2: is not TOML (unclosed array)"),
        ("holdwater.toml", 'a = 1\nselect = [HW2]\n', "holdwater.toml:2:11: is not TOML (invalid value)"),
        ("holdwater.toml", "per-file-ignores = []\n", "holdwater.toml:1: per-file-ignores is no table\n"),
        ("holdwater.toml", '[per-file-ignores]\n"*.md" = ["HWX"]\n', "holdwater.toml:2: “HWX” is no rule\n"),
        ("pyproject.toml", 'ignore = 1\n[tool.holdwater]\n\nignore = 1\n', "pyproject.toml:4: “ignore” is 1\n"),
        ("pyproject.toml", "tool.holdwater = 1\n", "pyproject.toml: is no table\n"),
    ],
)
def test_settings_that_cannot_be_understood_stop_everything(name: str, text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", INFLATED)
    write(name, text)
    assert main(["check", "a.txt"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert captured.err.count("mend:") == 1
    assert main(["check", "a.txt", "--no-config"]) == 1


def test_settings_that_are_no_text() -> None:
    Path("holdwater.toml").write_bytes(b"\xff\xfe\0")
    with pytest.raises(files.Unreadable, match="as settings"):
        find_settings(".")


# patterns

PARTS = st.sampled_from(["a", "b", "ab", "a.md", "b.txt"])


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.md", "a.md", True),
        ("*.md", "x/y/a.md", True),
        ("x", "x/y/a.md", True),
        ("y/", "x/y/a.md", True),
        ("/x", "x/a.md", True),
        ("/x", "y/x/a.md", False),
        ("x/*.md", "x/a.md", True),
        ("./x/*.md", "x/a.md", True),
        ("x/*.md", "x/y/a.md", False),
        ("x/**", "x/y/a.md", True),
        ("**/y/*.md", "x/y/a.md", True),
        ("x/**/a.md", "x/a.md", True),
        ("x/**/z/a.md", "x/y/a.md", False),
        ("a.m?", "a.md", True),
        ("[ab].md", "b.md", True),
        ("a.md", "A.md", False),
        ("", "a.md", False),
    ],
)
def test_patterns(pattern: str, path: str, expected: bool) -> None:
    assert fits(pattern, path) is expected


@hypothesis_settings(max_examples=300, derandomize=True)
@given(st.lists(st.sampled_from(["a", "b", "*", "**", "?", "a*", "*.md"]), min_size=2, max_size=5), st.lists(PARTS, min_size=1, max_size=5))
def test_patterns_agree_with_trying_every_way(wanted: list[str], parts: list[str]) -> None:
    def tried(wanted: list[str], parts: list[str]) -> bool:
        if not wanted:
            return True
        if wanted[0] == "**":
            return any(tried(wanted[1:], parts[skipped:]) for skipped in range(len(parts) + 1))
        return bool(parts) and fnmatchcase(parts[0], wanted[0]) and tried(wanted[1:], parts[1:])

    assert fits("/".join(wanted), "/".join(parts)) is tried(wanted, parts)
