"""The house rules that no other tool sees to."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import holdwater
from holdwater import cli

ROOT = Path(__file__).parents[1]


def tracked() -> list[Path]:
    """The files of the project: what git knows of, or without git what is there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]
    folders = ("src", "tests", "docs", "examples", "tools", "benchmarks", "changes")
    return [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def texts() -> list[tuple[str, str]]:
    out = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data and path != Path(__file__):
            out.append((str(path.relative_to(ROOT)), data.decode("utf-8", "replace")))
    assert len(out) > 50
    return out


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<![\w./])/(?:home|root|Users|work|mnt|opt/build)/\w",
        r"(?:pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|proxy\.golang\.org|index\.crates\.io)",
        r"--(?:extra-)?index-url\b",
    ],
    ids=["a path of one machine", "a registry", "an index"],
)
def test_the_project_speaks_of_itself_alone(pattern: str) -> None:
    found = [f"{name}: {match.group()}" for name, text in texts() for match in re.finditer(pattern, text)]
    assert found == []


def test_nothing_is_left_to_do_later() -> None:
    marker = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|NotImplemented" + r"Error")
    assert [name for name, text in texts() if name.endswith((".py", ".md", ".toml")) and marker.search(text)] == []


def test_every_folder_of_the_package_opens_with_what_it_is() -> None:
    package = ROOT / "src" / "holdwater"
    folders = {path.parent for path in package.rglob("*.py")}
    assert len(folders) > 8
    for folder in folders:
        first = (folder / "__init__.py").read_text(encoding="utf-8")
        assert first.startswith('"""'), folder


def test_nothing_is_printed_by_the_library() -> None:
    for path in (ROOT / "src" / "holdwater").rglob("*.py"):
        if path.name != "__main__.py":
            assert not re.search(r"^\s*print\(", path.read_text(encoding="utf-8"), re.MULTILINE), path


def test_the_overview_lists_the_commands() -> None:
    listed = re.findall(r"^  (\w+)   *\w", cli.overview(), re.MULTILINE)
    assert listed == list(cli.parsers())


def test_every_public_name_is_there_and_typed() -> None:
    for name in dir(holdwater):
        assert getattr(holdwater, name) is not None
    stub = (ROOT / "src" / "holdwater" / "__init__.py").read_text(encoding="utf-8")
    stages = {"__version__", "weigh"}  # a stage is a package, which type checkers know without a line
    assert sorted(re.findall(r"import (\w+) as \1$", stub, re.MULTILINE)) == [name for name in dir(holdwater) if name not in stages]
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = holdwater.nothing_of_the_kind  # type: ignore[attr-defined]


def modules_after(*arguments: str) -> set[str]:
    code = "import sys\nfrom holdwater.__main__ import main\nassert main(sys.argv[1:]) == 0\nsys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=True)
    return set(done.stderr.decode().split())


def test_the_version_is_answered_without_opening_the_house() -> None:
    assert {name for name in modules_after("--version") if name.startswith("holdwater")} == {"holdwater", "holdwater.__main__"}


def test_start_up_stays_light(tmp_path: Path) -> None:
    loaded = modules_after("assess", str(ROOT / "examples" / "blackout.txt"), "-o", str(tmp_path / "r.html"))
    heavy = "dataclasses inspect pathlib logging importlib.metadata importlib.resources subprocess tomllib difflib json decimal ast numpy asyncio"
    assert loaded & set(heavy.split()) == set()
    assert "holdwater.report.html" in loaded


def test_the_documentation_names_files_that_are_there() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8") + (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"examples/[\w.-]+", guide))
    assert len(named) >= 3
    for name in named:
        assert (ROOT / name.rstrip(".")).exists(), name


def test_every_decision_says_context_choice_and_cost() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert len(pages) >= 5
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for part in ("**Context.**", "**Choice.**", "**Cost.**"):
            assert part in text, page


def test_scripts_can_be_run() -> None:
    for name in (".ci/run", "tools/set-up", "tools/demo", "tools/install-chromium", "tools/install-editors", "tools/install-sarif-multitool"):
        assert os.access(ROOT / name, os.X_OK), name
