"""The list of rules, their files and their docstrings agree."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import holdwater.check.rules
from holdwater.check.explain import explain, find_rule
from holdwater.check.rules import RULES, UNDER, Rule, load

FOLDER = Path(holdwater.check.rules.__file__).parent
PARTS = ("Why it matters: ", "Mend: ", "Stays quiet: ", "Source: ")


def test_every_file_is_listed_once_in_order() -> None:
    assert [rule.module for rule in RULES] == sorted(path.stem for path in FOLDER.glob("hw*.py"))
    assert len({rule.name for rule in RULES}) == len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_file_says_what_the_list_says(rule: Rule) -> None:
    module = load(rule)
    assert (rule.code, rule.name, rule.severity) == (module.CODE, module.NAME, module.SEVERITY)
    assert rule.module == f"{rule.code}_{rule.name}".lower().replace("-", "_")
    assert any(hasattr(module, name) for name in ("check", "check_weighed", "check_quotes", "check_numbers", "report")) or int(rule.code[2:]) < 120


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_docstring_explains(rule: Rule) -> None:
    doc = load(rule).__doc__
    assert doc is not None
    first, blank, *rest = doc.splitlines()
    assert first.endswith((".", "”."))
    assert blank == ""
    assert [line[: line.index(": ") + 2] for line in rest if line.startswith(PARTS)] == list(PARTS)
    assert max(map(len, rest)) <= 160


def test_codes_belong_to_a_family_and_pairs_to_the_list() -> None:
    codes = {rule.code for rule in RULES}
    assert all(re.fullmatch(r"HW[1-7]\d\d", code) for code in codes)
    for first, second in UNDER:
        assert {first, second} <= codes


def test_explain_takes_code_and_name() -> None:
    assert explain("HW305") == explain("hw305 ") == explain("Silence-as-Evidence")
    text = explain("HW305")
    assert text.startswith("HW305 silence-as-evidence (warning)\n\nThat somebody said nothing")
    assert text.endswith("\n")
    assert "Mend: " in text
    assert find_rule("nothing") is None


@pytest.mark.parametrize(("wanted", "near"), [("HW30S", "HW30"), ("silence-as-evidnce", "silence-as-evidence"), ("zebra", "there are HW")])
def test_explain_names_the_nearest(wanted: str, near: str) -> None:
    with pytest.raises(KeyError, match=near):
        explain(wanted)


def test_rules_load_without_heavy_modules() -> None:
    code = (
        "import sys, holdwater.read, holdwater.case.parse\nbefore = set(sys.modules)\nfrom holdwater.check.rules import RULES, load\n"
        "import holdwater.check\n[load(rule) for rule in RULES]\nsys.stdout.write(' '.join(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    outside = {name for name in done.stdout.split() if not name.startswith("holdwater")}
    assert {name for name in outside if not name.startswith("importlib")} <= {"bisect", "itertools", "math"}
    assert not outside & {"importlib.metadata", "importlib.resources", "importlib.abc"}
