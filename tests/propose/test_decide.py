"""A person's decisions on a text: one line changes, nothing else does, and what was rejected does not come back."""

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.format import format_text
from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.case.renumber import renumber
from holdwater.case.types import Case
from holdwater.propose.counts import what_counts
from holdwater.propose.decide import Impossible, Open, accept, change, list_open, reject
from holdwater.propose.rejected import find_rejected
from holdwater.source import SourceText
from tests.property.test_any_text_parses import SOUP, WHOLE
from tests.propose.article import ANSWER, EXPLAINS, HONEST, INDICATOR, LINK, RIVAL, SCHEME, case_of, honest_alone, propose_to

EXAMPLES = int(os.environ.get("HOLDWATER_EXAMPLES", "300"))
CASE = propose_to(case_of(), HONEST, alone=honest_alone).text


def parsed(text: str) -> Case:
    return parse(SourceText("case.md", text)).case


def opened(text: str, begins: str) -> Open:
    """The proposal whose words begin so."""
    return next(one for one in list_open("case.md", text) if text[one.at.start : one.at.end].startswith(begins))


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    ours, theirs = before.splitlines(), after.splitlines()
    assert len(ours) == len(theirs)
    return [(one, two) for one, two in zip(ours, theirs, strict=True) if one != two]


def test_proposals_are_listed_items_first() -> None:
    assert [(one.key[0], one.item.id) for one in list_open("case.md", CASE)] == [
        ("item", "H1"), ("item", "W1"), ("field", "2"), ("field", "2"), ("field", "4"), ("field", "5"),
    ]  # fmt: skip


def test_to_accept_is_to_take_one_question_mark_away() -> None:
    for begins, line in {
        "because?": ("    - because?: (6)", "    - because: (6)"),
        "scheme?": ("    - scheme?: position-to-know", "    - scheme: position-to-know"),
        "The valve": ("- **H1?** The valve closed by itself when the pressure fell.", "- **H1** The valve closed by itself when the pressure fell."),
    }.items():
        assert changed_lines(CASE, accept("case.md", CASE, opened(CASE, begins))) == [line]
    accepted = parsed(accept("case.md", CASE, opened(CASE, "because?")))
    assert [step.premises for step in Index(accepted).steps("5")] == [("2",), ("6",)]


@pytest.mark.parametrize(
    ("line", "accepted"),
    [
        ("because? : (1) -- likely", "because : (1) -- likely"),
        ("if H1?: likely; H2: unlikely", "if H1: likely; H2: unlikely"),
        ("if? H1: likely", "if H1: likely"),
        ("cq 2?: is it? yes", "cq 2: is it? yes"),
        ("likely?", "likely"),
        ("note?: why? because", "note: why? because"),
        ("source?: mod, 2", "source: mod, 2"),
    ],
)
def test_every_form_of_a_question_mark(line: str, accepted: str) -> None:
    text = f"---\nholdwater: 1\n---\n\n## Hypotheses\n\n- **H1** a\n- **H2** b\n\n## Points\n\n1. One?\n2. Two?\n    - {line}\n\n## Sources\n\n- **mod** m\n"
    (one,) = list_open("case.md", text)
    assert accept("case.md", text, one) == text.replace(f"- {line}\n", f"- {accepted}\n")


def test_what_rests_on_a_proposal_has_to_wait() -> None:
    text = "## Points\n\n1. One.\n    - because?: (P2)\n- **P2?** Two.\n  - likely\n  - **P2a** Its part.\n"
    link = opened(text, "because?")
    with pytest.raises(Impossible, match="only a proposal"):
        accept("case.md", text, link)
    text = accept("case.md", text, opened(text, "Two."))
    text = accept("case.md", text, opened(text, "because?"))
    assert [claim.id for claim in parsed(text).claims] == ["1", "P2", "P2a"]
    assert list_open("case.md", text) == ()


def test_a_second_degree_is_refused() -> None:
    text = "## Points\n\n1. One.\n    - likely\n    - very likely?\n"
    with pytest.raises(Impossible, match="second"):
        accept("case.md", text, opened(text, "very"))


def test_a_line_of_the_person_s_own() -> None:
    link = opened(CASE, "because?")
    assert changed_lines(CASE, change("case.md", CASE, link, " because:  (6), (4) — likely ")) == [("    - because?: (6)", "    - because: (6), (4) — likely")]
    rival = opened(CASE, "The valve")
    after = change("case.md", CASE, rival, "The valve was worn out.")
    assert [hypothesis.text for question in parsed(after).questions for hypothesis in question.hypotheses] == ["The valve was worn out."]
    for line in ("", "because?: (4)", "because: (99)", "becos: (4)", "because: (4) <!-- x -->", "- **9** another"):
        with pytest.raises(Impossible):
            change("case.md", CASE, link, line)


def test_what_is_rejected_is_kept_where_it_computes_nothing_and_does_not_come_back() -> None:
    text = CASE
    for _ in range(len(HONEST)):
        text, gone = reject("case.md", text, list_open("case.md", text)[0])
        assert gone == ()
        assert what_counts(parsed(text)) == what_counts(parsed(case_of()))
    assert list_open("case.md", text) == ()
    kept = text.partition("## Rejected proposals\n\n")[2].splitlines()
    assert kept == [
        "- hypothesis: The valve closed by itself when the pressure fell.",
        "- watch: An inspection finds the number of the pump on the recall list.",
        "- under (2): scheme: position-to-know",
        '- under (2): cq 2: "According to the union, the crew was two people short that week." [article:439-503]',
        "- under (4): explains: (1)",
        "- under (5): because: (6)",
    ]
    again = propose_to(text, HONEST, alone=honest_alone)
    assert again.text == text
    assert len(again.dropped) == len(HONEST)
    worded = propose_to(text, [RIVAL], alone=lambda data: {"holds": True, "text": "The valve closed all by itself when the pressure fell."})
    assert worded.text == text
    scheme = {"kind": "scheme", "of": "2", "in": "2", "scheme": "bias", "quote": "had left the valve shut"}
    assert [added.kind for added in propose_to(text, [scheme]).added] == ["scheme"]
    back = propose_to(text.replace("- under (5): because: (6)\n", ""), [LINK, EXPLAINS, SCHEME, ANSWER, INDICATOR])
    assert [added.kind for added in back.added] == ["indicator", "link"]  # another wording of the indicator is another indicator


def test_with_an_item_goes_what_names_it() -> None:
    text = "## Hypotheses\n\n- **H1** a\n- **H2?** b\n\n## Points\n\n1. One.\n    - because?: (P2), (3)\n    - if? H2: likely\n    - because?: (3)\n"
    text += "- **P2?** Two.\n  - explains: (1)\n\nProse of (1).\n\n- **3** Three.\n"
    after, gone = reject("case.md", text, opened(text, "Two."))
    assert gone == ("“because?: (P2), (3)” of (1)",)
    left = text.replace("    - because?: (P2), (3)\n", "").replace("- **P2?** Two.\n  - explains: (1)\n", "")
    assert after == f"{left}\n## Rejected proposals\n\n- point: Two.\n"
    after, gone = reject("case.md", after, opened(after, "b"))
    assert gone == ("“if? H2: likely” of (1)",)
    assert after.endswith("- point: Two.\n- hypothesis: b\n")
    assert parse(SourceText("a", after)).diagnostics == ()


def test_what_has_lines_of_its_own_is_left_to_the_person() -> None:
    text = "## Points\n\n1. One.\n    - because?: (2)\n      - a thought of mine\n2. Two.\n"
    with pytest.raises(Impossible, match="by hand"):
        reject("case.md", text, opened(text, "because?"))


def test_rejected_lines_are_read_whatever_the_order_of_their_reasons() -> None:
    text = "## Rejected proposals\n\n- under (4): because: (3), (2)\n* hypothesis: A \\*star\\*.\n\nProse.\n"
    rejected = find_rejected(f"{text}\n## Other\n\n- under (5): because: (1)\n")
    assert rejected.has_field("4", "because?: (2), (3)")
    assert not rejected.has_field("4", "because?: (2)")
    assert not rejected.has_field("5", "because?: (1)")
    assert rejected.words("hypothesis") == ("A *star*.",)


def test_what_was_rejected_stays_so_under_new_numbers() -> None:
    text = "## Points\n\n- **3** One.\n- **4** Two.\n  - because?: (3)\n- **9** Three.\n"
    text, _ = reject("case.md", text, opened(text, "because?"))
    assert find_rejected(text).has_field("4", "because: (3)")
    told = renumber(SourceText("case.md", text)).text
    assert told.endswith("- under (2): because: (1)\n")
    assert find_rejected(told).has_field("2", "because: (1)")
    assert format_text(SourceText("case.md", told)) == told


def hold(text: str, chance: random.Random) -> None:
    """Whatever the text: each decision is made or refused, and nothing that counts changes but by what was accepted."""
    for _ in range(3):
        waiting = list_open("soup.md", text)
        if not waiting:
            return
        one = chance.choice(waiting)
        try:
            after, _ = reject("soup.md", text, one)
        except Impossible:
            pass
        else:
            assert what_counts(parsed(after)) == what_counts(parsed(text))
            assert len(list_open("soup.md", after)) < len(waiting)
        try:
            after = accept("soup.md", text, one)
        except Impossible:
            continue
        assert len(after) == len(text) - len(one.mark)
        assert one.key not in {each.key for each in list_open("soup.md", after)}
        text = after


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(SOUP, st.integers(0, 1000))
def test_soup(text: str, seed: int) -> None:
    hold("## Points\n\n1. One.\n    - because?: (2)\n2. Two.\n" + text, random.Random(seed))


@settings(max_examples=max(20, EXAMPLES // 15), deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_a_whole_case_with_question_marks_anywhere(seed: int) -> None:
    chance = random.Random(seed)
    lines = []
    for line in WHOLE.splitlines():
        name, colon, value = line.partition(": ")
        if colon and name.lstrip().startswith("- ") and chance.random() < 0.4 and not name.endswith("?") and "allow" not in name:
            line = f"{name}?: {value}"
        elif line.startswith("- **") and chance.random() < 0.3 and "?**" not in line:
            line = line.replace("** ", "?** ", 1)
        lines.append(line)
    hold("\n".join(lines) + "\n", chance)
