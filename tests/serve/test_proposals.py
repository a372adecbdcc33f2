"""Proposals in an editor: said to be proposals, decided on as `holdwater review` does, renamed and numbered with the rest."""

import pytest

from holdwater.case.parse import parse
from holdwater.case.renumber import renumber
from holdwater.propose.decide import Impossible, Open, accept, list_open, reject
from holdwater.serve.actions import Action, find_actions, is_misnumbered
from holdwater.serve.edits import Declined, apply_edits
from holdwater.serve.hover import Hover, hover, to_markdown
from holdwater.serve.outline import Symbol, find_symbols
from holdwater.serve.rename import rename
from holdwater.source import SourceText, Span
from tests.report.test_proposals import FERRY
from tests.serve.texts import DEPOT, at, known, mentions, span, told

NAME = "depot.case.md"  # what `known` calls a text


def shown(words: str, inside: int = 0, text: str = FERRY) -> Hover:
    found = hover(told(text), mentions(text), at(text, words, inside))
    assert found is not None
    assert found.at.start <= at(text, words, inside) <= found.at.end
    return found


def actions(text: str, words: str, kind: str) -> list[Action]:
    return [action for action in find_actions(known(text), span(text, words)) if action.kind == kind]


def ids(text: str) -> list[str]:
    case = parse(SourceText("a", text)).case
    return [proposal.item.id for proposal in case.proposed]


# Hover


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("The steering alarm", "(P5), proposed"), ("A wake of", "H3, proposed"), ("The crew of the tug", "tug, proposed"),
        ("A second alarm", "W2, proposed"), ("The jam lasted", "(3a), proposed"),
    ],
)  # fmt: skip
def test_a_proposed_item_says_so(words: str, title: str) -> None:
    found = shown(words)
    assert found.title == title
    assert found.more is not None
    assert "a proposal: it is not counted" in found.more
    assert not {"held", "that is", "carries"} & {name for name, _ in found.facts}


def test_a_proposed_point_says_what_it_would_say_and_rest_on() -> None:
    facts = shown("The steering alarm").facts
    assert facts == (
        ("would say", "“very likely”, 0.80–0.95"),
        ("because", "(2)"),
        ("because", "(1) (a proposal, not computed)"),
        ("source", "The crew of the tug, 2"),
    )


@pytest.mark.parametrize(
    "words",
    ["because?: (P5)", "scheme?", "scheme?: sign", "sign", "when?", "031-04\n", "roughly even", "prior?", "H3?: very", "source?", "tug, 3"],
)
def test_a_proposed_field_says_so_wherever_it_is_pointed_at(words: str) -> None:
    found = shown(words, 2)
    assert found.more is not None
    assert found.more.endswith("This line is a proposal: it is not counted until the question mark is taken away.")


def test_a_mention_of_a_proposal_in_a_proposal_says_both() -> None:
    found = shown("because?: (P5)", len("because?: ("))
    assert found.title == "(P5), proposed"
    assert found.more is not None
    assert "nor is anything under it" in found.more
    assert "This line is a proposal" in found.more
    assert "proposal" in to_markdown(found)


@pytest.mark.parametrize("words", ["The ferry left", "because: (1), (2)", "The helmsman", "The log of", "The rudder is raised", "grade: B"])
def test_what_counts_does_not_say_so(words: str) -> None:
    assert "a proposal:" not in (shown(words, 1).more or "")


def test_proposed_lines_are_no_facts_about_what_counts() -> None:
    hypothesis = dict(shown("The rudder jammed.\n- ").facts)
    assert "stated by" not in hypothesis
    source = [value for name, value in shown("The log of the ferry").facts if name == "reports"]
    assert source == ["(1) and (2)"]
    third = shown("It is likely that the rudder").facts
    assert ("source", "The crew of the tug, 3 (a proposal, not computed)") in third


# Outline


def test_the_outline_has_proposals_where_they_stand() -> None:
    def walk(symbols: tuple[Symbol, ...]) -> list[Symbol]:
        return [each for symbol in symbols for each in (symbol, *walk(symbol.children))]

    found = walk(find_symbols(known(FERRY)))
    assert [symbol.name.split()[0] for symbol in found if symbol.kind != "heading"] == [
        "H1", "H2", "H3?", "H8?", "1", "2", "3", "3a?", "P5?", "log", "tug?", "W1", "W2?",
    ]  # fmt: skip
    assert {symbol.detail for symbol in found if "?" in symbol.name.split()[0]} == {"a proposal, not counted"}
    third = next(symbol for symbol in found if symbol.name.startswith("3 "))
    assert [child.name for child in third.children] == ["3a? The jam lasted a minute."]
    assert all(FERRY[slice(*symbol.name_at)] == symbol.name.split()[0].rstrip("?") for symbol in found if symbol.kind != "heading")


# Deciding


def decisions(one: Open) -> list[str]:
    """The text after it is accepted and after it is rejected; where that is not possible, why."""
    found: list[str] = []
    try:
        found.append(accept(NAME, FERRY, one))
    except Impossible as reason:
        found.append(str(reason))
    try:
        found.append(reject(NAME, FERRY, one)[0])
    except Impossible as reason:
        found.append(str(reason))
    return found


@pytest.mark.parametrize("number", range(17))
def test_an_action_does_what_review_does(number: int) -> None:
    one = list_open(NAME, FERRY)[number]
    where = Span(one.at.start, one.at.start)
    offered = [action for action in find_actions(known(FERRY), where) if action.kind in ("accept", "reject")]
    assert [action.kind for action in offered] == ["accept", "reject"]
    for action, wanted in zip(offered, decisions(one), strict=True):
        assert (action.why_not or apply_edits(FERRY, action.edits)) == wanted
        assert (action.why_not is None) == bool(action.edits)


def test_what_cannot_be_accepted_yet_says_why() -> None:
    (action,) = actions(FERRY, "because?: (P5)", "accept")
    assert action.why_not is not None
    assert "P5" in action.why_not
    (point,) = actions(FERRY, "- **P5?**", "accept")
    accepted = FERRY.replace("**P5?**", "**P5**").replace("source: tug, 2", "source: log, 2")
    assert point.why_not is not None  # its source is a proposal, too
    (action,) = actions(accepted, "because?: (P5)", "accept")
    assert apply_edits(accepted, action.edits) == accepted.replace("because?: (P5)", "because: (P5)")


def test_titles_name_what_is_decided() -> None:
    titles = [action.title for action in find_actions(known(FERRY), span(FERRY, "- **H3?**")) if action.kind in ("accept", "reject")]
    assert titles == ["Take H3 as your own: it then counts", "Reject H3: it goes, and is not proposed again"]
    (field,) = actions(FERRY, "scheme?", "reject")
    assert field.title == "Reject “scheme?: sign” of (3): it goes, and is not proposed again"


def test_to_reject_an_item_takes_what_names_it_along() -> None:
    (action,) = actions(FERRY, "- **P5?**", "reject")
    text = apply_edits(FERRY, action.edits)
    assert ids(text) == ["H3", "H8", "3a", "tug", "W2"]
    assert "because?: (P5)" not in text
    assert text.endswith("## Rejected proposals\n\n- point: The steering alarm sounded before the turn.\n")


def test_nothing_is_offered_elsewhere_and_not_too_much_at_once() -> None:
    for words in ("because: (1), (2)", "The ferry left", "**log**", "title:"):
        assert not actions(FERRY, words, "accept")
        assert not actions(FERRY, words, "reject")
    assert len([action for action in find_actions(known(FERRY), Span(0, len(FERRY))) if action.kind == "accept"]) == 6
    assert not [action for action in find_actions(known("1. A.\n\n2. So B.\n", "a.txt"), Span(0, 20)) if action.kind == "accept"]


# Renaming and numbering


@pytest.mark.parametrize(("label", "new"), [("P5", "P9"), ("H3", "H9"), ("tug", "tug-crew"), ("W2", "W9"), ("3a", "3b"), ("H8", "owner")])
def test_a_proposal_is_renamed_wherever_it_is_named(label: str, new: str) -> None:
    edits = rename(known(FERRY), label, new)
    assert not isinstance(edits, Declined), edits.why
    expected = FERRY.replace(f"**{label}?**", f"**{new}?**").replace(f"({label})", f"({new})").replace(f"{label}?:", f"{new}?:")
    expected = expected.replace(f"source: {label},", f"source: {new},").replace(f"source?: {label},", f"source?: {new},")
    assert apply_edits(FERRY, edits) == expected


def test_what_counts_is_renamed_in_proposals_too() -> None:
    edits = rename(known(FERRY), "2", "20")
    assert not isinstance(edits, Declined), edits.why
    expected = FERRY.replace("2. The rudder", "- **20** The rudder").replace("(1), (2)", "(1), (20)").replace("- because: (2)", "- because: (20)")
    assert apply_edits(FERRY, edits) == expected


def test_the_label_of_a_proposal_is_taken() -> None:
    for label in ("P5", "H3", "tug", "W2", "3a"):
        declined = rename(known(FERRY), "1", label)
        assert isinstance(declined, Declined)
        assert "already" in declined.why


HARBOUR = """---
holdwater: 1
---

(9) is proposed, (7) counts.

## Points

- **7** The crane stopped.
  - **7a?** It had no power.
  - **7b** The driver had left.
- **9?** The ships waited, given (7a).
  - because: (7)
  - because?: (7a), (12)
- **12** The port lost money.
  - because: (7)
  - because?: (9)
"""


def test_proposals_are_numbered_with_the_points() -> None:
    numbered = renumber(SourceText("a.case.md", HARBOUR))
    assert numbered.trouble is None
    assert numbered.labels == {"7": "1", "7a": "1a", "7b": "1b", "9": "2", "12": "3"}
    expected = HARBOUR
    for old, new in (("7a", "1a"), ("7b", "1b"), ("7", "1"), ("9", "2"), ("12", "3")):
        expected = expected.replace(f"**{old}", f"**{new}").replace(f"({old})", f"({new})")
    assert numbered.text == expected
    assert renumber(SourceText("a.case.md", numbered.text)) == (numbered.text, {}, None)
    assert is_misnumbered(known(HARBOUR), span(HARBOUR, "- **9?**"))
    assert not is_misnumbered(known(numbered.text), span(numbered.text, "- **2?**"))


def test_a_case_without_proposals_is_numbered_as_before() -> None:
    numbered = renumber(SourceText("a.case.md", DEPOT))
    assert numbered == (DEPOT, {}, None)


def test_prose_that_names_a_proposal_goes_with_it() -> None:
    edits = rename(known(HARBOUR), "9", "10")
    assert not isinstance(edits, Declined), edits.why
    assert apply_edits(HARBOUR, edits) == HARBOUR.replace("**9?**", "**10?**").replace("(9)", "(10)")
    part = rename(known(HARBOUR), "7a", "7c")
    assert not isinstance(part, Declined), part.why
    assert apply_edits(HARBOUR, part) == HARBOUR.replace("7a", "7c")
