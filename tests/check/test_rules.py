"""The list of rules, their files and their docstrings agree."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import holdwater.check.rules
from holdwater.case.index import Index
from holdwater.check.explain import explain, find_rule
from holdwater.check.rules import RULES, UNDER, Rule, load
from holdwater.check.view import View
from holdwater.lexicon.scale import data_lines
from holdwater.source import SourceText
from holdwater.walk import open_case

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


def test_what_is_raised_elsewhere_is_marked_so() -> None:
    for rule in RULES:
        own = [name for name in ("check", "check_weighed", "check_quotes", "check_numbers") if hasattr(load(rule), name)]
        assert (rule.on == "elsewhere") == (not own), rule.code


def test_a_rule_finds_nothing_without_the_phrase_that_it_hangs_on() -> None:
    hanging = [rule for rule in RULES if rule.on not in ("", "elsewhere")]
    kinds = {kind for kind, _ in data_lines("faults")[1][1:]} | {"loaded"}
    assert hanging
    assert {rule.on for rule in hanging} <= kinds
    folder = os.path.join(os.path.dirname(os.path.dirname(__file__)), "rules")
    skipped: set[str] = set()
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".md"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            view = View(Index(open_case(SourceText(name, file.read()))[0]))
        for rule in hanging:
            if not view.having(rule.on):
                assert list(load(rule).check(view)) == [], (name, rule.code)
                skipped.add(rule.code)
    assert skipped == {rule.code for rule in hanging}
