"""Renumbering: the text that would have been written with the new numbers to begin with, byte for byte; twice is once; or nothing is done."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.test_any_text_parses import SOUP

from holdwater.__main__ import main
from holdwater.case.parse import parse
from holdwater.case.renumber import renumber
from holdwater.source import SourceText

EXAMPLES = int(os.environ.get("HOLDWATER_EXAMPLES", "300"))


def written(chance: random.Random, old: list[str]) -> Callable[[list[str]], str]:
    """A case about the points `old`, as a function of what they are called; words of others say `old` whatever it is given."""
    seed = chance.random()

    def write(labels: list[str]) -> str:
        own = random.Random(seed)
        lines = ["---", "holdwater: 1", f"title: About ({old[0]})", f"allow: [HW305, see ({labels[0]})]", "---", ""]

        def ref() -> str:
            return f"({own.choice(labels)})"

        def other() -> str:
            return f"({own.choice(old)})"

        def words() -> str:
            kinds: list[Callable[[], str]] = [
                lambda: f"as {ref()} says",
                lambda: f"`{other()}` in code",
                lambda: f"\\{other()} escaped",
                lambda: f"[a page](https://example.org/Port_{other()})",
                lambda: f"https://example.org/Port_{other()}",
                lambda: f"<!-- a remark on {other()} -->",
                lambda: f"<!-- holdwater: allow HW401, because of {ref()} -->",
                lambda: "(2031) and (H1)",
                lambda: "\U0001f30a",
            ]
            return " ".join(["the lights went out", own.choice(kinds)(), own.choice(kinds)()])

        lines += [f"Prose: {words()}.", "", f"> Others say {other()}.", "", "## Hypotheses", ""]
        lines += ["- **H1** It was the storm.", "  - note: " + words(), "", "## Points", ""]
        for place, label in enumerate(labels):
            following = place and int(old[place]) == int(old[place - 1]) + 1
            ordered = own.random() < 0.5
            if place and not (ordered and following):
                lines += ["", f"Between lists, {words()}." if own.random() < 0.5 else "<!-- apart -->", ""]
            mark, indent = (f"{label}.", "    ") if ordered else (f"- **{label}**", "  ")
            lines.append(f"{mark} A sentence, {words()}.")
            fields: list[Callable[[], str]] = [
                lambda: f"because: {ref()}, {ref()} — likely",
                lambda: f"because?: {ref()}",
                lambda: f"against: {ref()} <!-- {other()} -->",
                lambda: f"undercuts: {ref()}",
                lambda: f"explains: {ref()}",
                lambda: f"explains: {own.choice(labels)}",
                lambda: f"note: {words()}",
                lambda: f"cq 2: {words()}",
                lambda: f"allow HW302: {ref()} names it",
                lambda: f'quote: "they wrote {other()}" [wire:1-5]',
                lambda: "if H1: likely",
            ]
            for field in own.sample(fields, own.randint(0, 5)):
                lines.append(f"{indent}- {field()}")
            if own.random() < 0.3:
                lines += [f"{indent}- **{label}a** A part of it, {words()}.", f"{indent}  - because: {ref()}"]
        lines += ["", "## Sources", "", "- **wire** A wire.", f"  - stake: named in {ref()}", "", "## Expect", ""]
        lines += [f"- {ref()} holds at most likely", f"- HW203 at {ref()}", ""]
        return "\n".join(lines)

    return write


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_it_is_what_would_have_been_written_with_the_new_numbers(seed: int) -> None:
    chance = random.Random(seed)
    old = [str(label) for label in chance.sample(range(1, 99), chance.randint(1, 6))]
    if chance.random() < 0.5:
        old.sort(key=int)
    write = written(chance, old)
    text = write(old)
    if any(finding.severity == "error" for finding in parse(SourceText("a", text)).diagnostics):
        told = renumber(SourceText("a", text))
        assert (told.text, bool(told.trouble)) == (text, True)
        return
    told = renumber(SourceText("a", text))
    if told.trouble is not None:  # only where something that is no label would become one
        new = {str(number) for number in range(1, len(old) + 1)}
        assert new - set(old)
        return
    expected = write([str(number) for number in range(1, len(old) + 1)])
    assert told.text == expected
    again = renumber(SourceText("a", expected))
    assert (again.text, again.labels, again.trouble) == (expected, {}, None)
    before, after = (parse(SourceText("a", each)) for each in (text, expected))
    assert [(finding.code, len(finding.points)) for finding in before.diagnostics] == [(finding.code, len(finding.points)) for finding in after.diagnostics]
    assert [told.labels.get(claim.id, claim.id) for claim in before.case.claims] == [claim.id for claim in after.case.claims]
    assert [[[told.labels.get(one, one) for one in step.premises] for step in claim.because] for claim in before.case.claims] == [
        [list(step.premises) for step in claim.because] for claim in after.case.claims
    ]


def test_most_random_cases_can_be_renumbered() -> None:
    """Or the law above would hold of very little."""
    done = 0
    for seed in range(200):
        chance = random.Random(seed)
        old = [str(label) for label in chance.sample(range(1, 99), 4)]
        told = renumber(SourceText("a", written(chance, old)(old)))
        done += told.trouble is None and bool(told.labels)
    assert done > 100


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(SOUP)
def test_any_text(text: str) -> None:
    told = renumber(SourceText("a", text))
    if told.trouble is not None:
        assert (told.text, told.labels) == (text, {})
        return
    again = renumber(SourceText("a", told.text))
    assert (again.text, again.labels, again.trouble) == (told.text, {}, None)
    numbers = [claim.id for claim in parse(SourceText("a", told.text)).case.claims if claim.parent is None and claim.id.isascii() and claim.id.isdecimal()]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def points(*lines: str) -> str:
    return "---\nholdwater: 1\n---\n\n## Points\n\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["7. It rained.", "8. It flooded, as (7) says.", "    - because: (7)"], ["1. It rained.", "2. It flooded, as (1) says.", "    - because: (1)"]),
        (["- **2** It rained.", "- **1** It flooded."], ["- **1** It rained.", "- **2** It flooded."]),
        (["- **7** It rained.", "  - **7a** At night.", "  - **7a.x** At one."], ["- **1** It rained.", "  - **1a** At night.", "  - **1a.x** At one."]),
        (["- **9.164** It rained.", "- **4** It flooded."], ["- **9.164** It rained.", "- **1** It flooded."]),
        (
            ["100. It rained.", "     - likely", "101. It flooded.", "     - because: (100)"],
            ["1. It rained.", "     - likely", "2. It flooded.", "     - because: (1)"],
        ),
        (
            ["- **3** It rained.", "  - superseded by: 5", "- **5** It flooded."],
            ["- **1** It rained.", "  - superseded by: 2", "- **2** It flooded."],
        ),
    ],
)
def test_examples(before: list[str], after: list[str]) -> None:
    assert renumber(SourceText("a", points(*before))).text == points(*after)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (points("- **1** It rained.", "- **3** It flooded, see (2)."), "read otherwise"),
        (points("- **3** It rained.", "- **3** It flooded."), "HW102"),
        (points("7. It rained.", "9. It flooded."), "HW105"),
        (points("- **3** It rained.", "  - because: 4"), "HW112"),
        (points("- **7** It rained.", "  - **7a** At night.", "- **1a** It flooded."), "(7a) would become (1a)"),
        (points("- **3** It rained.") + "\n## Sources\n\n- **1** A wire.\n", "(3) would become (1)"),
        (points("100000. It rained.", "        - likely"), "read otherwise"),
    ],
)
def test_where_something_could_come_to_mean_another_thing_nothing_is_done(text: str, said: str) -> None:
    told = renumber(SourceText("a", text))
    assert told.text == text
    assert told.trouble is not None
    assert said in told.trouble[0]


def test_the_command_renumbers_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    text = points("- **3** It rained.", "- **8** It flooded.", "  - because: (3)")
    Path("cases").mkdir()
    Path("cases/a.md").write_text(text, encoding="utf-8")
    assert main(["fmt", "--renumber", "--check", "cases"]) == 1
    assert main(["fmt", "--renumber", "--diff", "cases"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("cases/a.md: would change\n--- cases/a.md\n")
    assert "\n+- **1** It rained.\n+- **2** It flooded.\n+  - because: (1)\n" in out
    assert Path("cases/a.md").read_text(encoding="utf-8") == text
    assert main(["fmt", "--renumber", "cases"]) == 0
    assert capsys.readouterr().out == "cases/a.md: renumbered: (3) is now (1), (8) is now (2)\n"
    assert main(["fmt", "--renumber", "--check", "cases"]) == 0
    Path("cases/a.md").write_text(points("7. It rained.", "9. It flooded."), encoding="utf-8")
    assert main(["fmt", "--renumber", "cases/a.md"]) == 2
    assert "mend: see what holdwater check --select HW1 says" in capsys.readouterr().err
