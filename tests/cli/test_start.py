"""What a check loads: nothing that only a flag, a folder or settings ask for."""

import subprocess
import sys
from pathlib import Path

import pytest

ASKED_FOR = {
    "holdwater.settings",
    "holdwater.gather",
    "holdwater.mend",
    "holdwater.watch",
    "holdwater.report.sarif",
    "holdwater.report.annotations",
    "holdwater.report.address",
    "holdwater.case.renumber",
    "tomllib",
    "difflib",
    "json",
    "hashlib",
    "fnmatch",
    "urllib.parse",
    "pathlib",
    "dataclasses",
}


def loaded(*arguments: str) -> set[str]:
    code = "import sys\nfrom holdwater.__main__ import main\nassert main(sys.argv[1:]) == 0\nsys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=True)
    return set(done.stderr.decode().split())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    Path("a.txt").write_text("1. It is likely that the two met.\n\n2. It is very likely that they agreed, given (1).\n", encoding="utf-8")


def test_a_plain_check_loads_nothing_that_nobody_asked_for() -> None:
    assert loaded("check", "a.txt", "--fail-on", "error") & ASKED_FOR == set()


def test_what_is_asked_for_is_loaded() -> None:
    assert "tomllib" not in loaded("check", "a.txt", "--fail-on", "error", "--fix")
    assert "holdwater.report.sarif" in loaded("check", "a.txt", "--fail-on", "error", "--format", "sarif")
    Path("pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    assert "tomllib" not in loaded("check", "a.txt", "--fail-on", "error")
    Path("holdwater.toml").write_text("", encoding="utf-8")
    assert "tomllib" in loaded("check", "a.txt", "--fail-on", "error")


@pytest.mark.parametrize(
    ("arguments", "own"),
    [
        (("assess", "a.txt"), {"assess", "arguments", "each", "output"}),
        (("check", "a.txt", "--fail-on", "error"), {"check", "arguments", "each", "output"}),
        (("rules",), {"rules", "arguments", "output"}),
        (("--help",), {"output"}),
    ],
)
def test_a_command_loads_no_other_command(arguments: tuple[str, ...], own: set[str]) -> None:
    assert {name for name in loaded(*arguments) if name.startswith("holdwater.cli.")} == {f"holdwater.cli.{name}" for name in own}
