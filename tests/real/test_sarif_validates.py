"""Our SARIF before two outside judges: the official JSON schema, and Microsoft's Multitool. Each must also reject what is broken."""

import json
import subprocess
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from holdwater import __version__, files
from holdwater.report.sarif import sarif_object
from holdwater.source import SourceText
from holdwater.walk import assess

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "build" / "sarif" / "node_modules" / "@microsoft" / "sarif-multitool-linux"
PROGRAM = PACKAGE / "Sarif.Multitool"

pytestmark = pytest.mark.real

BROKEN = """---
holdwater: 1
---

## Points

7. The lights went out. <!-- holdwater: allow HW301, the log of the port is public -->
    - likely
    - because: 9
9. The harbour master \U0001f30a reported [fog](1) at sea.
    - very likely
    - because: (7)
    - allow HW203: the desk has agreed to the word
"""


@pytest.fixture(scope="module")
def log() -> dict[str, Any]:
    """Articles and a case with errors, fixes, marks, paths and a silenced finding, in one file."""
    texts = [files.load(str(ROOT / "examples" / "blackout.txt")), SourceText("a b/é#1.md", BROKEN)]
    checked = [assess(text, silenced=True) for text in texts]
    return sarif_object([(each.index, each.diagnostics) for each in checked], version=__version__, folder=str(ROOT))


def test_the_sample_has_everything_that_can_go_wrong(log: dict[str, Any]) -> None:
    found = log["runs"][0]["results"]
    for key in ("fixes", "codeFlows", "relatedLocations", "suppressions"):
        assert any(key in each for each in found), key
    assert {each["level"] for each in found} == {"note", "warning", "error"}


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    with open(PACKAGE / "sarif-2.1.0.json", encoding="utf-8-sig") as file:
        return Draft202012Validator(json.load(file))


def test_the_schema_accepts_it(log: dict[str, Any], schema: Draft202012Validator) -> None:
    assert [error.message for error in schema.iter_errors(log)] == []


def _no_message(first: dict[str, Any]) -> None:
    del first["message"]


def _invalid_level(first: dict[str, Any]) -> None:
    first["level"] = "grave"


def _line_0(first: dict[str, Any]) -> None:
    first["locations"][0]["physicalLocation"]["region"]["startLine"] = 0


def _unknown_key(first: dict[str, Any]) -> None:
    first["severity"] = "warning"


def _broken(log: dict[str, Any], change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    copy = deepcopy(log)
    change(copy["runs"][0]["results"][0])
    return copy


@pytest.mark.parametrize("change", [_no_message, _invalid_level, _line_0, _unknown_key])
def test_the_schema_rejects_what_is_broken(log: dict[str, Any], schema: Draft202012Validator, change: Callable[[dict[str, Any]], None]) -> None:
    assert list(schema.iter_errors(_broken(log, change)))


def verdicts(log: dict[str, Any], folder: Path) -> set[tuple[str, str]]:
    """What the Multitool finds, read from its own log: its exit code says nothing."""
    given, told = folder / "given.sarif", folder / "told.sarif"
    given.write_text(json.dumps(log), encoding="utf-8")
    told.unlink(missing_ok=True)
    command = [str(PROGRAM), "validate", str(given), "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note", "-o", str(told)]
    subprocess.run(command, capture_output=True, check=False, timeout=300)
    runs = json.loads(told.read_text(encoding="utf-8-sig"))["runs"]
    assert runs[0]["invocations"][0]["executionSuccessful"]
    return {(each["ruleId"], each.get("level", "warning")) for run in runs for each in run.get("results", [])}


def test_the_multitool_finds_no_error(log: dict[str, Any], tmp_path: Path) -> None:
    found = verdicts(log, tmp_path)
    assert found, "a log without any note was not written by this tool"
    assert {code for code, level in found if level == "error"} == set()
    assert {code for code, level in found if level == "warning"} <= {"SARIF2005"}  # no address of the project: there is none to give


def test_the_multitool_rejects_what_is_broken(log: dict[str, Any], tmp_path: Path) -> None:
    def wrong_rule(first: dict[str, Any]) -> None:
        first["ruleIndex"] = 9999

    def no_place(first: dict[str, Any]) -> None:
        del first["locations"]

    for change in (wrong_rule, no_place):
        assert {code for code, level in verdicts(_broken(log, change), tmp_path) if level == "error"}, change.__name__
