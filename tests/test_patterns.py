"""Every pattern that is shipped, against texts made to send it backtracking.

The bound is far from a benchmark: a pattern that is linear takes a few milliseconds for ten thousand characters, one that is not takes seconds.
"""

import importlib
import inspect
import itertools
import pkgutil
import re
from time import process_time

import pytest

import holdwater

SIZE = 10_000
BOUND = 0.5


def patterns() -> dict[str, re.Pattern[str]]:
    """All compiled patterns that modules of the package hold, by module and name."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(holdwater.__path__, "holdwater."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found[f"{module.name}.{name}"] = value
    return found


def attacks(pattern: str) -> list[str]:
    """Texts of repeated pieces: characters that the pattern names and classes that it may know, alone and in pairs, with an end that fits nothing."""
    named = sorted({c for c in pattern if not c.isalnum()} | {"a", "A", "1", " ", "\t", "\n", "_", "é"})[:26]
    alone = [piece * SIZE for piece in named]
    pairs = [(one + other) * (SIZE // 2) for one, other in itertools.combinations(named, 2)]
    openings = [head + piece * SIZE for head in "([*1a\"" for piece in " a1-."]
    return [text + "\x00" for text in (*alone, *pairs[:: max(1, len(pairs) // 150)], *openings)]


def searches(name: str) -> bool:
    """Is the pattern looked for anywhere in a text, rather than tried at one place?"""
    module, _, variable = name.rpartition(".")
    code = inspect.getsource(importlib.import_module(module))
    return re.search(rf"\b{variable}\.(?:finditer|search|sub|subn|split|findall)\(", code) is not None


@pytest.mark.parametrize("name", sorted(patterns()))
def test_no_pattern_backtracks_out_of_hand(name: str) -> None:
    pattern, anywhere = patterns()[name], searches(name)
    for text in attacks(pattern.pattern):
        start = process_time()
        for _ in pattern.finditer(text) if anywhere else ():
            pass
        pattern.match(text)
        pattern.fullmatch(text)
        taken = process_time() - start
        assert taken < BOUND, (name, text[:20])


def test_there_are_patterns_to_try_and_a_bad_one_is_caught() -> None:
    assert len(patterns()) > 20
    bad = re.compile(r"(?:a+)+b")
    start = process_time()
    bad.match("a" * 24 + "\x00")
    assert process_time() - start > 0.1, "the bound could not tell a bad pattern"
