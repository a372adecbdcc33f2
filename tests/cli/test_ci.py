"""The hooks and the action that others run: they parse, name what is there, and their own commands do what the page says."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from holdwater import cli

ROOT = Path(__file__).parents[2]
BAD = "---\nholdwater: 1\n---\n\n## Points\n\n- **1** The lights went out.\n  - likely\n- **2** The relay failed.\n  - very likely\n  - because: (1)\n"
UNFORMED = BAD.replace("  - likely", "    * likely")
ARTICLE = "1. It is likely that the two met.\n\n2. It is very likely that they agreed, given (1).\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a program called holdwater on its path."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "holdwater"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m holdwater "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


# hooks


def hooks() -> dict[str, Any]:
    return {hook["id"]: hook for hook in load(".pre-commit-hooks.yaml")}


def test_the_hooks_call_commands_and_flags_that_are_there() -> None:
    assert set(hooks()) == {"holdwater-check", "holdwater-fmt"}
    for hook in hooks().values():
        program, command, *flags = shlex.split(hook["entry"])
        assert program == "holdwater"
        cli.parsers()[command].parse_args([*flags, "a.md"])
        assert (hook["language"], hook["types"]) == ("python", ["markdown"])


def run_hook(id: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*shlex.split(hooks()[id]["entry"]), *arguments], capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_check_hook_looks_at_cases_only() -> None:
    Path("README.md").write_text(ARTICLE, encoding="utf-8")
    Path("empty.md").write_text("", encoding="utf-8")
    assert run_hook("holdwater-check", "README.md", "empty.md").returncode == 0
    Path("a.md").write_text(BAD, encoding="utf-8")
    done = run_hook("holdwater-check", "README.md", "empty.md", "a.md")
    assert done.returncode == 1
    assert done.stdout.startswith("a.md:10:5 HW203")


def test_the_fmt_hook_puts_cases_into_form() -> None:
    Path("README.md").write_text("*   a list\n", encoding="utf-8")
    Path("a.md").write_text(UNFORMED, encoding="utf-8")
    assert run_hook("holdwater-fmt", "README.md", "a.md").returncode == 0
    assert Path("a.md").read_text(encoding="utf-8") == BAD
    assert Path("README.md").read_text(encoding="utf-8") == "*   a list\n"


# the action


def steps() -> list[dict[str, Any]]:
    return list(load("action.yml")["runs"]["steps"])


def run_check(**inputs: str) -> "subprocess.CompletedProcess[str]":
    """The check step as a runner runs it: its own script, with the inputs in its environment."""
    step = next(step for step in steps() if step.get("id") == "check")
    given = {name: str(value.get("default", "")) for name, value in load("action.yml")["inputs"].items()}
    given.update({name.replace("_", "-"): value for name, value in inputs.items()})
    environment = {}
    for name, expression in step["env"].items():
        wanted = expression.removeprefix("${{ inputs.").removesuffix(" }}")
        environment[name] = given[wanted]
    Path("output").write_text("")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, **environment, "GITHUB_OUTPUT": "output"}
    )


pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")


def test_the_action_is_whole() -> None:
    action = load("action.yml")
    assert action["runs"]["using"] == "composite"
    assert all("uses" in step or step["shell"] == "bash" for step in action["runs"]["steps"])
    assert all("${{" not in step.get("run", "") for step in action["runs"]["steps"]), "an input in a script is run as a part of it"
    assert set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text(encoding="utf-8"))) == set(action["inputs"])


def test_the_action_checks_what_it_is_given() -> None:
    Path("a b.md").write_text(BAD, encoding="utf-8")
    done = run_check()
    assert done.returncode == 1
    assert done.stdout.startswith("::warning file=a b.md,line=10,")
    assert run_check(fail_on="error").returncode == 0
    assert run_check(options="--select=HW7\n--severity=warning").stdout == "1 file: nothing found\n"
    Path("c.txt").write_text(ARTICLE, encoding="utf-8")
    both = run_check(paths="a b.md\nc.txt\n")
    assert "file=a b.md" in both.stdout
    assert "file=c.txt" in both.stdout
    assert run_check(paths="none.md").returncode == 2


def test_the_action_writes_sarif_and_says_where() -> None:
    Path("a.md").write_text(BAD, encoding="utf-8")
    assert run_check(sarif="out.sarif").returncode == 1
    assert Path("output").read_text() == "sarif=out.sarif\n"
    results = json.loads(Path("out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert "HW203" in [result["ruleId"] for result in results]
    assert run_check().returncode == 1
    assert Path("output").read_text() == ""


def test_an_input_is_never_run() -> None:
    Path("a.md").write_text(BAD, encoding="utf-8")
    for evil in ("$(touch run)", "`touch run`", "; touch run", '"; touch run; "', "-o x\n$(touch run)"):
        run_check(paths=evil, options=evil, fail_on=evil, sarif="out")
    assert not Path("run").exists()


def test_the_page_shows_inputs_formats_and_hooks_that_are_there() -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    for name in (*load("action.yml")["inputs"], *hooks()):
        assert name in page, name
    blocks = [yaml.safe_load(block.split("```")[0]) for block in page.split("```yaml\n")[1:]]
    asked = blocks[0]["jobs"]["reasoning"]["steps"][1]["with"]
    assert set(asked) <= set(load("action.yml")["inputs"])
    [check] = [action for action in cli.parsers()["check"]._actions if action.dest == "format"]
    assert check.choices is not None
    assert all(f"| `{form}` |" in page for form in check.choices)
