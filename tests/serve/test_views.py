"""Hints, outline, folds, actions, and words in other files."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.serve.actions import Action, find_actions, mend_all
from holdwater.serve.edits import apply_edits
from holdwater.serve.hints import find_hints
from holdwater.serve.outline import Symbol, find_folds, find_symbols
from holdwater.serve.quoted import find_quoted
from holdwater.source import SourceText, Span
from tests.serve.texts import BLACKOUT, DEPOT, MUSEUM, at, known, span, understand

EVERYWHERE = Span(0, 1_000_000)


# Hints


def test_what_points_hold_stands_at_the_ends_of_their_lines() -> None:
    hints = {DEPOT[DEPOT.rfind("\n", 0, hint.offset) + 1 : hint.offset]: hint.label for hint in find_hints(known(DEPOT), EVERYWHERE)}
    assert hints["1. The gate was open at two."] == "holds 0.65–0.78"
    assert hints["2. It is likely that the crew had a key, given (1)."] == "holds 0.36–0.62"
    assert "said 0.80–0.95" in hints["3. The crew emptied the depot."]
    assert not any("4a" in line for line in hints)


def test_hints_are_given_for_the_lines_that_are_asked_for() -> None:
    found = find_hints(known(DEPOT), span(DEPOT, "2. It is likely"))
    assert [hint.label for hint in found] == ["holds 0.36–0.62"]


def test_hints_of_several_points_on_one_line_are_named() -> None:
    text = "It is likely that the gate was open. Therefore it is likely that the crew had a key. It follows that they emptied the depot.\n"
    labels = [hint.label for hint in find_hints(known(text, "a.txt"), EVERYWHERE)]
    assert len(labels) >= 2
    assert all(label.startswith("(P") for label in labels)


# Outline and folds


def tree(symbols: tuple[Symbol, ...]) -> list[object]:
    return [(symbol.name, tree(symbol.children)) if symbol.children else symbol.name for symbol in symbols]


def test_the_outline_of_a_case() -> None:
    assert tree(find_symbols(known(DEPOT))) == [
        ("Hypotheses: Who?", ["H1 The night shift.", "H2 Thieves."]),
        (
            "Points",
            [
                "1 The gate was open at two.",
                "2 It is likely that the crew had a key, given (1).",
                "3 The crew emptied the depot.",
                ("4 The cameras show nobody.", ["4a One of them was off."]),
            ],
        ),
        ("Sources", ["log The log of the gate", "wire The Wire"]),
        ("Watch", ["W1 Somebody is charged."]),
        "Expect",
    ]


@pytest.mark.parametrize(
    ("text", "name"), [(DEPOT, "a.case.md"), (MUSEUM, "a.case.md"), (BLACKOUT, "b.txt"), ("", "e.md"), ("# A\n\n### B\n", "f.md")]
)
def test_symbols_lie_inside_each_other_and_around_their_names(text: str, name: str) -> None:
    def check(symbols: tuple[Symbol, ...], outer: Span) -> None:
        for symbol in symbols:
            assert symbol.name
            assert outer.contains(symbol.at)
            assert symbol.at.contains(symbol.name_at)
            check(symbol.children, symbol.at)

    check(find_symbols(known(text, name), markdown=name.endswith("md")), Span(0, len(text)))


def test_the_outline_of_an_article_has_its_points_and_their_parts() -> None:
    names = tree(find_symbols(known(BLACKOUT, "b.txt"), markdown=False))
    four = next(name for name in names if isinstance(name, tuple) and str(name[0]).startswith("4 "))
    assert str(four[1][0]).startswith("4a ")


def test_sections_items_and_front_matter_fold() -> None:
    folds = {(fold.first, fold.last) for fold in find_folds(known(DEPOT))}
    lines = [line.rstrip() for line in DEPOT.splitlines()]

    def fold(first: str, last: str) -> tuple[int, int]:
        start = lines.index(first)
        return start + 1, lines.index(last, start) + 1

    assert (1, 5) in folds
    assert fold("## Points", "    - **4a** One of them was off.") in folds
    assert fold("2. It is likely that the crew had a key, given (1).", '    - quote: "as (2) has it" [log:3-9]') in folds
    assert fold("## Expect", "- H1 does not lead") in folds
    assert all(first < last <= len(lines) for first, last in folds)


@given(st.text(alphabet="#- \n1.*abP`", max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_has_an_outline_folds_and_hints(text: str) -> None:
    for whole in (text, f"---\nholdwater: 1\n---\n## Points\n{text}"):
        state = understand(SourceText("a.md", whole))
        lines = len(whole.splitlines()) + 1
        find_symbols(state)
        find_hints(state, EVERYWHERE)
        assert all(fold.last <= lines for fold in find_folds(state))


# Actions


def actions(text: str, words: str, name: str = "depot.case.md", *, occurrence: int = 1) -> tuple[Action, ...]:
    return find_actions(known(text, name), span(text, words, occurrence=occurrence))


def codes(text: str, name: str = "depot.case.md") -> list[str]:
    return [finding.code for finding in known(text, name).assessment.diagnostics]


def test_a_fix_is_applied() -> None:
    text = DEPOT.replace("2. It is likely", "5. It is likely").replace("rests on (2)", "rests on it")
    assert "HW105" in codes(text)
    mends = [action for action in actions(text, "5.") if action.kind == "mend"]
    assert len(mends) == 1
    assert "HW105" in mends[0].title
    mended = apply_edits(text, mends[0].edits)
    assert "- **5** It is likely" in mended
    assert "HW105" not in codes(mended)


def test_all_fixes_at_once() -> None:
    text = DEPOT.replace("2. It is likely", "5. It is likely").replace("  - prior: unlikely", "  - unlikely")
    everything = mend_all(known(text))
    assert everything is not None
    assert len(everything.edits) == len([finding for finding in known(text).assessment.diagnostics if finding.fix]) >= 2
    mended = apply_edits(text, everything.edits)
    assert mend_all(known(mended)) is None
    assert "  - prior: unlikely" in mended
    assert mend_all(known(DEPOT)) is None


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_silencing_in_a_case_is_a_field_in_the_column_of_the_others(newline: str) -> None:
    text = DEPOT.replace("\n", newline)
    finding = next(
        finding for finding in known(text).assessment.diagnostics if finding.points[:1] == ("3",) and finding.severity != "error"
    )
    silence = next(action for action in find_actions(known(text), finding.at) if action.kind == "silence" and action.finding == finding)
    line = f"3. The crew emptied the depot.{newline}"
    assert apply_edits(text, silence.edits) == text.replace(line, f"{line}    - allow {finding.code}: reason{newline}")


def test_silencing_an_item_without_fields_gives_it_one() -> None:
    text = "---\nholdwater: 1\n---\n\n## Points\n\n- **7** It is clearly the work of the crew.\n- **8** The gate is shut.\n"
    found = [finding for finding in known(text).assessment.diagnostics if finding.points[:1] == ("7",)]
    assert found
    silence = next(action for action in find_actions(known(text), found[0].at) if action.kind == "silence")
    after = apply_edits(text, silence.edits)
    assert f"crew.\n  - allow {silence.finding and silence.finding.code}: reason\n- **8**" in after


@pytest.mark.parametrize(("text", "name"), [(BLACKOUT, "b.txt"), (MUSEUM, "m.case.md"), (DEPOT, "d.case.md")])
def test_what_is_silenced_is_silent_and_nothing_else_of_its_rule_speaks_up(text: str, name: str) -> None:
    before = known(text, name)
    tried = 0
    for finding in before.assessment.diagnostics:
        for action in find_actions(before, finding.at):
            if action.kind != "silence" or action.finding != finding:
                continue
            tried += 1
            after = understand(SourceText(name, apply_edits(text, action.edits))).assessment
            same = [each for each in after.diagnostics if each.code == finding.code and each.points[:1] == finding.points[:1]]
            assert not same, finding.code
            assert not [each for each in after.diagnostics if each.code in ("HW103", "HW112", "HW128", "HW129")]
            assert [claim.id for claim in after.index.case.claims] == [claim.id for claim in before.assessment.index.case.claims]
    assert tried > 1


def test_an_error_is_mended_not_silenced() -> None:
    text = DEPOT.replace("because: (1)\n", "because: (77)\n", 1)
    errors = [finding for finding in known(text).assessment.diagnostics if finding.severity == "error"]
    assert errors
    assert not [action for action in find_actions(known(text), errors[0].at) if action.kind == "silence" and action.finding in errors]


def test_a_proposal_is_accepted_by_taking_its_question_mark_away() -> None:
    accept = [action for action in actions(DEPOT, "because?: (1)") if action.kind == "accept"]
    assert [apply_edits(DEPOT, action.edits) for action in accept] == [DEPOT.replace("because?: (1)", "because: (1)")]
    lone = DEPOT.replace("    - silence\n", "    - silence?\n")
    accept = [action for action in actions(lone, "silence?") if action.kind == "accept"]
    assert [apply_edits(lone, action.edits) for action in accept] == [DEPOT]
    assert not [action for action in actions(DEPOT, "because: (2)") if action.kind == "accept"]


# Words in other files


def test_a_place_in_a_source_leads_to_its_words(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    (tmp_path / "log.txt").write_text("At two the gate\nstood open.\n", encoding="utf-8")
    (tmp_path.parent / "outside.txt").write_text("secret", encoding="utf-8")
    text = DEPOT.replace("  - grade: C", "  - grade: C\n  - file: log.txt").replace("[log:3-9]", "[log:7-27]")
    state = understand(SourceText(str(tmp_path / "depot.case.md"), text))
    quoted = find_quoted(state, at(text, ":7-27", 1))
    assert quoted is not None
    assert quoted.path == str((tmp_path / "log.txt").resolve())
    assert quoted.source.quote(quoted.at) == "the gate\nstood open."
    assert find_quoted(state, at(text, "The cameras")) is None
    far = understand(SourceText(str(tmp_path / "depot.case.md"), text.replace(":7-27", ":7-2700")))
    beyond = find_quoted(far, at(text, ":7-27", 1))
    assert beyond is not None
    assert beyond.at.end == 28
    outside = understand(SourceText(str(tmp_path / "depot.case.md"), text.replace("file: log.txt", "file: ../outside.txt")))
    assert find_quoted(outside, at(text, ":7-27", 1)) is None
