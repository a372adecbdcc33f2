"""Order, selection, merging; any text goes through."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.check import check
from holdwater.check.run import merge
from holdwater.credence import Interval
from holdwater.diagnostics import Diagnostic
from holdwater.read import read
from holdwater.source import SourceText, Span
from tests.work import count_calls

INFLATED = "8. It is likely that the firms talk.\n\n13. It is very likely that the price came from there, given (8).\n"


def article(text: str) -> Index:
    return Index(read(SourceText("a.txt", text)))


def case(text: str) -> Index:
    return Index(parse(SourceText("a.md", "---\nholdwater: 1\n---\n\n" + text)).case)


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [each.code for each in found]


def finding(code: str, start: int, end: int, points: tuple[str, ...], severity: str = "warning") -> Diagnostic:
    assert severity in ("warning", "note")
    return Diagnostic(code, "name", "note" if severity == "note" else "warning", Span(start, end), f"{code} says", "why", "mend", points)


def test_what_is_selected_and_not_ignored_is_kept() -> None:
    index = article(INFLATED)
    assert "HW203" in codes(check(index))
    assert codes(check(index, select=("HW2",))) == ["HW203"]
    assert codes(check(index, select=("HW2",), ignore=("HW203",))) == []
    assert codes(check(index, select=("HW20",), ignore=("HW3",))) == ["HW203"]
    assert codes(check(index, select=("HW4",))) == []


def test_numbers_are_looked_at_only_with_a_weighing() -> None:
    index = case("## Points\n\n1. The dyke leaked.\n    - likely\n2. The street was wet.\n    - likely\n    - because: (1)\n")
    assert "HW601" not in codes(check(index))
    weighed = {"2": (Interval(0.55, 0.8), Interval(0.1, 0.5))}
    assert codes(check(index, weighed=weighed, select=("HW6",))) == ["HW601"]
    assert codes(check(index, weighed={"2": (Interval(0.55, 0.8), Interval(0.1, 0.55))}, select=("HW6",))) == []
    assert codes(check(index, weighed={"2": (Interval(0.55, 0.8), None)}, select=("HW6",))) == []


def test_one_fault_is_one_entry() -> None:
    index = case("## Points\n\n1. The dyke leaked.\n    - likely\n2. The street was wet.\n    - almost certain\n    - because: (1)\n")
    weighed = {"2": (Interval(0.95, 0.99), Interval(0.5, 0.79))}
    assert codes(check(index, weighed=weighed, select=("HW6",))) == ["HW601"]
    both = [each for each in check(index, weighed=weighed) if "2" in each.points[:1]]
    assert codes(tuple(both)) == ["HW203"]
    assert any(mark.label.startswith("HW601 (2) is said to be at least 0.95") for mark in both[0].marks)


def test_merging_follows_a_chain_and_spares_a_warning_from_a_note() -> None:
    top, middle, low = finding("HW203", 0, 5, ("2",)), finding("HW601", 0, 5, ("2",)), finding("HW210", 0, 5, ("2",), "note")
    merged = merge([low, middle, top])
    assert codes(tuple(merged)) == ["HW203"]
    assert {mark.label for mark in merged[0].marks} == {"HW601 HW601 says", "HW210 HW210 says"}
    quiet = finding("HW203", 0, 5, ("2",), "note")
    assert codes(tuple(merge([quiet, middle]))) == ["HW203", "HW601"]
    elsewhere = finding("HW601", 50, 55, ("7",))
    assert codes(tuple(merge([top, elsewhere]))) == ["HW203", "HW601"]


def test_findings_come_in_text_order() -> None:
    text = (
        "It is widely believed that the well was poisoned. Obviously the dent was caused by a bicycle.\n\n"
        "We know that the mayor took the money. The cowardly decision came on a Friday. The cargo might possibly be grain.\n"
    )
    found = check(article(text))
    assert len(found) >= 4
    assert [each.at.start for each in found] == sorted(each.at.start for each in found)
    assert found == check(article(text))


def test_a_finding_points_into_the_text_and_speaks() -> None:
    index = article(INFLATED)
    (found,) = check(index, select=("HW203",))
    text = index.case.source.text
    assert text[found.at.start : found.at.end] == "very likely"
    assert [text[mark.at.start : mark.at.end] for mark in found.marks] == ["likely"]
    assert found.message == "(13) is “very likely” but rests on (8), which is only “likely”"
    assert found.points == ("13", "8")


WORDS = [
    "the", "it is very likely", "unlikely", "evident", "obviously", "because", "given", "therefore", "(1)", "(2)", "(7)", "\n1. ",
    "\n2. ", "\n3. ", "\n\n", "\n  - ", "\n- **7** ", "because: ", "explains: ", "if H1: ", ";", ":", "## Points\n\n",
    "\n## Hypotheses\n\n- **H1** ", "we know that", "denied", "declined to comment", "not", "no", "has every intention of",
    "otherwise it is not clear why", "scheduled for 3 March 2021", "“", "”", '"', "some members of the council",
    "<!-- holdwater: allow HW203, x -->", "lied to", "Carter said that", "only a clerk could have", "source: mod", "“no”",
    "to confirm this hypothesis", "assuming that", "when: 2021-05-05", "known: 2022", "as the ministry reported", "- 0.6\n",
    "likely\n", ".", "?",
]  # fmt: skip


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=120), st.booleans())
def test_any_text_goes_through(words: list[str], is_case: bool) -> None:
    text = " ".join(words)
    index = case(text) if is_case else article(text)
    size = len(index.case.source.text)
    for found in check(index, weighed={}):
        assert 0 <= found.at.start <= found.at.end <= size
        assert found.message
        assert found.why
        assert found.mend
        assert all(0 <= mark.at.start <= mark.at.end <= size for mark in found.marks)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.text(max_size=300))
def test_any_characters_go_through(text: str) -> None:
    check(article(text), weighed={})
    check(case(text), weighed={})


def test_the_work_on_one_big_case_grows_with_its_size() -> None:
    def spent(count: int) -> int:
        rng = random.Random(4)
        lines = ["## Points", ""]
        for number in range(1, count + 1):
            lines.append(
                f"- **{number}** The pump of line {rng.randrange(count)} probably failed, and the ministry declined to comment on it."
            )
            lines.append("  - likely")
            if number > 9:
                lines.append(f"  - because: ({number - rng.randrange(1, 9)}), ({number - 9})")
        index = case("\n".join(lines))
        for claim in index.case.claims:
            index.marks(claim)
        found: list[Diagnostic] = []
        calls = count_calls(lambda: found.extend(check(index)))
        assert len(found) >= count // 4
        return calls

    spent(100)
    assert spent(1000) < 5 * spent(250)
