"""Where labels are given and used."""

from holdwater.serve.labels import find_item, item_at, mention_at
from tests.serve.texts import BLACKOUT, DEPOT, at, known, mentions


def places(text: str, label: str, *, defines: bool) -> list[str]:
    """For each mention of a label its line, with the label between two bars."""
    found = [mention for mention in mentions(text) if mention.label == label and mention.defines == defines]
    lines = []
    for mention in found:
        start, end = text.rfind("\n", 0, mention.at.start) + 1, text.find("\n", mention.at.end)
        lines.append(f"{text[start : mention.at.start]}|{text[mention.at.start : mention.at.end]}|{text[mention.at.end : end]}".strip())
    return lines


def test_a_point_in_fields_prose_and_tests_but_not_in_the_words_of_others() -> None:
    assert places(DEPOT, "2", defines=True) == ["|2|. It is likely that the crew had a key, given (1)."]
    assert places(DEPOT, "2", defines=False) == [
        "What follows rests on (|2|). So says the log: `(2)`.",
        "- because: (|2|), (1) — likely",
        "- undercuts: (3) because (|2|), (1)",
    ]


def test_a_point_in_sentences_objections_undercutters_and_proposals() -> None:
    assert places(DEPOT, "1", defines=False) == [
        "2. It is likely that the crew had a key, given (|1|).",
        "- because: (|1|)",
        "- because: (2), (|1|) — likely",
        "- because?: (|1|)",
        "- undercuts: (3) because (2), (|1|)",
    ]
    assert places(DEPOT, "4", defines=False) == ["- against: (|4|)"]
    assert places(DEPOT, "3", defines=False) == ["- undercuts: (|3|) because (2), (1)", "- (|3|) holds at most likely"]


def test_hypotheses_sources_parts_and_watch_items() -> None:
    assert places(DEPOT, "H1", defines=True) == ["- **|H1|** The night shift."]
    assert places(DEPOT, "H1", defines=False) == [
        "- if |H1|: likely; H2: very likely",
        "- states: |H1|",
        "- if |H1|: likely; H2: unlikely",
        "- |H1| does not lead",
    ]
    assert places(DEPOT, "log", defines=True) == ["- **|log|** The log of the gate"]
    assert places(DEPOT, "log", defines=False) == [
        "- source: |log|, 2",
        '- quote: "as (2) has it" [|log|:3-9]',
        "- source: |log|",
        "- relays: |log|",
    ]
    assert places(DEPOT, "4a", defines=True) == ["- **|4a|** One of them was off."]
    assert places(DEPOT, "W1", defines=True) == ["- **|W1|** Somebody is charged."]


def test_an_article_has_labels_too() -> None:
    assert places(BLACKOUT, "8", defines=True) == ["|8|. Given points (6) and (7), it is likely that people close to Tessaly"]
    assert [mention.inside for mention in mentions(BLACKOUT) if mention.label == "6" and not mention.defines] == ["8"]


def test_a_mention_is_found_from_its_first_character_to_behind_its_last() -> None:
    start = at(DEPOT, "because: (2), (1)", len("because: ("))
    for offset, label in (
        (start - 1, None),
        (start, "2"),
        (start + 1, "2"),
        (start + 3, None),
        (start + 5, "1"),
        (start + 6, "1"),
        (start + 7, None),
    ):
        found = mention_at(mentions(DEPOT), offset)
        assert (found.label if found else None) == label, offset


def test_the_innermost_item_at_a_place() -> None:
    index = known(DEPOT).assessment.index

    def named(words: str) -> str | None:
        found = item_at(index, at(DEPOT, words))
        return found[1].id if found else None

    assert named("One of them was off") == "4a"
    assert named("The cameras show") == "4"
    assert named("grade: C") == "log"
    assert named("by: 2032") == "W1"
    assert named("What follows") is None
    assert [found and found[0] for found in (find_item(index, label) for label in ("4a", "H2", "wire", "W1", "none"))] == [
        "point", "hypothesis", "source", "watch", None,
    ]  # fmt: skip


def test_references_in_the_reason_of_a_silenced_rule() -> None:
    text = DEPOT.replace("    - silence\n", "    - silence\n    - allow HW305: (2) says who kept the log, in (2017)\n")
    assert "- allow HW305: (|2|) says who kept the log, in (2017)" in places(text, "2", defines=False)
    assert places(text, "2017", defines=False) == []
