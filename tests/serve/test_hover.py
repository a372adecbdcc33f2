"""What is shown beside a place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from holdwater.case.forms import FIELDS, FRONT
from holdwater.case.types import KINDS
from holdwater.serve.fields import ABOUT, ABOUT_FRONT, ABOUT_KINDS
from holdwater.serve.hover import Hover, hover, to_markdown, to_plain
from tests.serve.texts import BLACKOUT, DEPOT, at, known, mentions, told


def shown(words: str, inside: int = 0, *, occurrence: int = 1, text: str = DEPOT) -> Hover:
    found = hover(told(text), mentions(text), at(text, words, inside, occurrence=occurrence))
    assert found is not None
    assert found.at.start <= at(text, words, inside, occurrence=occurrence) <= found.at.end
    return found


def facts(found: Hover) -> dict[str, str]:
    return dict(found.facts)


def test_a_point_says_and_holds_with_ranges_and_reasons() -> None:
    """(1): a source graded C (0.5 to 0.7), its report marked 2 (0.6 to 0.8): (1 + 0.5 · 0.6) / 2 = 0.65 to (1 + 0.7 · 0.8) / 2 = 0.78."""
    first = shown("The gate was open")
    assert (first.title, first.words) == ("(1) report", "The gate was open at two.")
    assert facts(first)["held"] == "0.65–0.78"
    assert facts(first)["source"] == "The log of the gate, 2"
    assert facts(first)["carries"] == "(2) and (3)"
    second = facts(shown("crew had a key"))
    assert second["said"] == "“likely”, 0.55–0.80 (ICD 203, expressions of likelihood)"
    assert second["held"] == "0.36–0.62"  # 0.55 · 0.65 = 0.3575, 0.80 · 0.78 = 0.624
    assert second["because"] == "(1)"
    third = shown("The crew emptied")
    assert ("because", "(1) (a proposal, not computed)") in third.facts
    assert ("because", "(2), (1) — likely") in third.facts
    assert facts(third)["against"] == "(4)"


def test_a_reference_shows_what_it_refers_to() -> None:
    found = shown("because: (2)", len("because: ("))
    assert found.title == "(2) inference"
    assert DEPOT[found.at.start : found.at.end] == "2"
    assert shown("rests on (2)", len("rests on (")).title == "(2) inference"


def test_a_term_shows_its_range_on_its_scale_and_on_others() -> None:
    found = shown("    - very likely", 8)
    assert found.title == "“very likely”"
    assert facts(found)["means"] == "0.80–0.95"
    assert facts(found)["list"].startswith("ICD 203")
    assert "Intelligence Community Directive 203" in facts(found)["source"]
    assert any(name == "elsewhere" and "IPCC" in value for name, value in found.facts)
    assert facts(shown("— likely", 3))["means"] == "0.55–0.80"
    assert facts(shown("H2: very likely", 6))["means"] == "0.80–0.95"
    assert facts(shown("prior: unlikely", 9))["means"] == "0.20–0.45"


def test_a_term_of_another_list_says_so() -> None:
    text = DEPOT.replace("    - very likely", "    - highly likely")
    means = facts(shown("highly likely", 2, text=text))["means"]
    assert "does not have the word" in means
    number = DEPOT.replace("    - very likely", "    - 0.6–0.8")
    assert facts(shown("0.6–0.8", 2, text=number))["means"] == "0.60–0.80, as written"
    named = DEPOT.replace("    - very likely", "    - open")
    assert "not concluded" in facts(shown("    - open", 7, text=named))["means"]


def test_sources_grades_and_credibilities() -> None:
    found = shown("source: log", len("source: "))
    assert found.title == "log"
    assert facts(found)["grade"] == "C: fairly reliable, truthful with 0.50–0.70"
    assert facts(found)["reports"] == "(1) and (4)"
    wire = facts(shown("**wire**", 3))
    assert wire["passes on"] == "log"
    assert wire["grade"].startswith("none, read as F")
    assert "0.60–0.80" in facts(shown("log, 2", 5))["means"]
    assert "0.50–0.70" in facts(shown("grade: C", 7))["means"]


def test_hypotheses_and_watch_items() -> None:
    """H1 is written unlikely, 0.20 to 0.45; H2 takes what is left, so H1 keeps its range among the two."""
    first = shown("states: H1", len("states: "))
    assert first.title == "H1"
    assert facts(first)["question"] == "Who?"
    assert facts(first)["prior"].startswith("“unlikely” as written, 0.20–0.45")
    assert facts(first)["stated by"] == "(3)"
    watch = facts(shown("Somebody is charged"))
    assert watch["by"] == "2032-09-01"
    assert watch["if H1"] == "likely, 0.55–0.80"


def test_fields_front_matter_and_rules() -> None:
    assert "joint step" in facts(shown("because: (2)", 3))["field"]
    assert "proposal" in (shown("because?: (1)", 3).more or "").lower()
    assert "looked at" in facts(shown("as-of", 2))["key"]
    text = DEPOT.replace("    - silence\n", "    - silence\n    - allow HW305: the log is complete\n")
    rule = shown("HW305", 2, text=text)
    assert rule.title.startswith("HW305 silence-as-evidence")
    assert "Why it matters" in (rule.more or "")
    words = DEPOT.replace("as-of:", "words: phia\nas-of:")
    assert any("PHIA" in value for name, value in shown("words: phia", 3, text=words).facts if name == "list")


def test_an_article_shows_points_hedges_and_speakers() -> None:
    point = shown("two breakers opened", text=BLACKOUT)
    assert point.title == "(2) report"
    assert facts(shown("it is evident that", 8, text=BLACKOUT))["means"].startswith("0.90–1")
    speaker = shown("Harbour Authority reported", 3, text=BLACKOUT)
    assert speaker.words == "Harbour Authority"
    assert "(2)" in facts(speaker)["reports"]
    assert shown("points (6)", 8, text=BLACKOUT).title.startswith("(6)")


def test_nothing_is_shown_where_there_is_nothing_to_say() -> None:
    for words in ("What follows", "## Points", "---\n\nWhat", "> (2)"):
        assert hover(known(DEPOT), mentions(DEPOT), at(DEPOT, words)) is None, words


def test_every_field_kind_and_key_is_explained() -> None:
    assert {holder: set(about) for holder, about in ABOUT.items()} == {holder: set(names) for holder, names in FIELDS.items()}
    assert set(ABOUT_FRONT) == set(FRONT)
    assert set(ABOUT_KINDS) == set(KINDS)


@given(st.text(alphabet='a *_`[]()<>#!|~&\\\n-+=.1x:/"', max_size=60))
@settings(max_examples=150)
def test_nothing_of_a_document_becomes_markup(words: str) -> None:
    """The rendered words hold text and line breaks alone: no link, no image, no HTML, no emphasis, no list."""
    folded = " ".join(words.split())
    rendered = (
        MarkdownIt()
        .enable("table")
        .enable("strikethrough")
        .parse(to_markdown(Hover(at=known(DEPOT).source.line(1), title="t", words=folded)))
    )
    quote = [token for token in rendered if token.type == "inline"][1:]
    for token in quote:
        assert {child.type for child in token.children or ()} <= {"text", "softbreak", "text_special"}
    assert {token.type for token in rendered} <= {"paragraph_open", "paragraph_close", "inline", "blockquote_open", "blockquote_close"}
    assert "".join(child.content for token in quote for child in token.children or ()) == folded


@pytest.mark.parametrize("hostile", ["![x](http://a.example/p.png)", "[run](command:evil)", "<img src=x>", "<script>1</script>"])
def test_a_hostile_sentence_stays_a_sentence(hostile: str) -> None:
    text = DEPOT.replace("The gate was open at two.", f"The gate {hostile} was open.")
    found = shown("The gate", text=text)
    html = MarkdownIt().render(to_markdown(found))
    assert "<img" not in html
    assert "<a " not in html
    assert "<script" not in html
    assert hostile in to_plain(found)
