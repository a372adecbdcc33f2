"""What a quote loses at its edges. The sentences are made up; what governs what was written down before the run."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.clipping import clipping
from holdwater.source import Span

PIECES = "not no n't said according to likely may The Vool if that un- would and but who is false , . ; : ( ) ? ! — -"
STATEMENTS = (
    "the crane had been moved before the storm",
    "two lorries left the northern quay at night",
    "the insurers knew about the crack in the dome",
)
NEGATIONS = (
    "It is not true that {}.", "Nobody has shown that {}.", "It is false that {}.", "The log does not show that {}.", "The board ruled out that {}.",
    "There is no sign that {}.", "Contrary to the claim that {}, the dock was empty.", "That {} is not true.", "The paper wrote that {}, which was denied.",
    "It was never the case, whatever the papers wrote, that {}.", "The judge rejected the view that {}.",
)  # fmt: skip
HEDGES = (
    "It is likely that {}.", "It is very likely that {}.", "Perhaps {}.", "It appears that {}.", "It seems probable that {}.", "It is possible that {}.",
    "If {}, the log is wrong.", "Whether {} is another question.", "There are rumours that {}.", "Suppose that {}.", "In my view {}.",
    "It may be that {}.", "On the theory that {}, the search began anew.", "Could it be that {}?", "Did the watch report that {}?", "{}, perhaps.",
    "{}, it seems.", "{}, in all likelihood.", "If the log is right, {}.",
)  # fmt: skip
ATTRIBUTIONS = (
    "The harbour master said that {}.", "According to the union, {}.", "{}, the harbour master said.", "{}, said the harbour master.", "“{},” said the mate.",
    "{}, according to the union.", "The ministry announced on Monday that {}.", "Officials told the paper that {}.", "The mate claimed {}.",
    "“It was late. {}. Nobody slept,” said the mate.", "The report says that {}.", "As the ministry reported, {}.", "{}, as alleged by the union.",
)  # fmt: skip


def lost(template: str, statement: str) -> list[tuple[str, bool]]:
    text = f"The dome was closed in June. {template.format(statement)} The dock was empty again by noon."
    start = text.index(statement)
    return [(found.kind, found.firm) for found in clipping(text, Span(start, start + len(statement)))]


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize(
    ("kind", "template"),
    [(kind, template) for kind, many in (("negation", NEGATIONS), ("hedge", HEDGES), ("attribution", ATTRIBUTIONS)) for template in many],
)
def test_what_governs_the_quote_is_found(kind: str, template: str, statement: str) -> None:
    assert kind in [found for found, _ in lost(template, statement)], lost(template, statement)


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize(
    "template",
    [
        "{}.", "That evening {}.", "It is evident that {}.", "It is clear that {}.", "The mate did not come back, but {}.", "The mate did not come back; {}.",
        "Although he never said so, {}.", "The guard, who did not look up, left, and {}.", "The union declined to comment, and {}.",
        "The mate left early: {}.", "{}, and the guard said that he was tired.", "{}, but nobody was hurt.", "{}; the rest is not known.",
        "Not only was the alarm off, {}.", "There is no doubt that {}.", "{}, because the alarm was perhaps off.", "No. 4 was shut when {}.",
        "The alarm was perhaps off; {}.", "The captain (who may have slept) left when {}.", "We know that {}.",
    ],
)  # fmt: skip
def test_what_does_not_govern_the_quote_is_left_alone(template: str, statement: str) -> None:
    assert lost(template, statement) == []


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("The guard did not see the launch.", "did not see the launch", []),
        ("The guard did not see the launch.", "see the launch", ["not"]),
        ("It was a non-violent march of dockers.", "violent march of dockers", ["non-"]),
        ("It was a well-known march of dockers.", "known march of dockers", []),
        ("It is not likely that he saw the launch.", "likely that he saw the launch", ["not likely"]),
        ("It is very unlikely that he saw the launch.", "that he saw the launch", ["very unlikely"]),
        ("At least two ships waited there.", "two ships waited there", ["At least"]),
        ("At least two ships waited there.", "ships waited there all", []),
        ("The union hopes to reopen the quay.", "reopen the quay", ["hopes to"]),
        ("The union hopes to reopen the quay.", "The union hopes", []),
        ("He did not stop. The launch sailed on.", "The launch sailed on", []),
        ("He cannot have seen the launch.", "have seen the launch", ["cannot"]),
        ("He couldn’t have seen the launch.", "have seen the launch", ["couldn’t"]),
        ("The launch left in May from the quay.", "from the quay", []),
    ],
)
def test_the_words_that_were_lost(text: str, quote: str, expected: list[str]) -> None:
    start = text.find(quote)
    span = Span(start, start + len(quote)) if start >= 0 else Span(text.index("ships"), len(text) - 1)
    found = clipping(text, span)
    assert [each.text for each in found] == expected
    for each in found:
        assert " ".join(text[each.at.start : each.at.end].split()) == each.text
        assert not each.at.overlaps(span) or each.at.start < span.start


def test_the_reach_of_a_word_may_be_in_doubt() -> None:
    text = "The mate did not bring ropes, tools, chains of iron, or the second anchor."
    start = text.index("the second anchor")
    assert [found.firm for found in clipping(text, Span(start, start + 17))] == [False]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    words=st.lists(
        st.sampled_from([*PIECES.split(), "“", "”", '"', "\n\n"]),
        max_size=30,
    ),
    first=st.integers(0, 90),
    size=st.integers(0, 60),
)
def test_any_text_goes_through(words: list[str], first: int, size: int) -> None:
    text = " ".join(words)
    span = Span(min(first, len(text)), min(first + size, len(text)))
    for found in clipping(text, span):
        assert 0 <= found.at.start < found.at.end <= len(text)


def test_linear_in_a_text_without_sentences() -> None:
    text = "not said “ ( if " * 60_000
    assert clipping(text, Span(400_000, 400_040)) is not None
