"""What is written is what is read back: `parse(write(case))` has the points, links, reports and sources of the case it was made from."""

import os
from typing import Any, Literal

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from holdwater.case.index import Index
from holdwater.case.inline import read_text
from holdwater.case.parse import parse
from holdwater.case.types import (
    KINDS,
    Case,
    Cell,
    Claim,
    Degree,
    Document,
    Hypothesis,
    Link,
    Proposal,
    Question,
    Report,
    Source,
    Step,
    Undercut,
    Watch,
)
from holdwater.case.write import escape, escape_opening, write
from holdwater.source import SourceText, Span

EXAMPLES = int(os.environ.get("HOLDWATER_EXAMPLES", "300"))
READER = MarkdownIt("commonmark")
HERE = Span(0, 0)

MARKUP = st.sampled_from(
    [
        "*", "**", "_", "__", "`", "``", "\\", "[", "]", "](x)", "<", ">", "<b>", "<!-- x -->", "&", "&amp;", "&#42;", "#", "- ", "+ ", "1. ", "12) ",
        "=", "---", "~", "~~", "|", "!", "![", ":", "::", "a", "b_c", "word", " ", "  ", "(7)", "é", "\u00a0", "\U0001f4a7", "“", "http://x.y/a_b?c=1&d=2",
        "holdwater:", "because: (7)", "**7** ", "\"", "'", "^", "$", "7", ".", ",", ";", "?", "—",
    ]
)  # fmt: skip
TEXTS = st.lists(MARKUP, min_size=1, max_size=10).map("".join).filter(lambda text: bool(text.strip()))
TERMS = st.sampled_from(["likely", "very likely", "0.6", "0.5–0.7", "evident", "roughly even chance", "60 %"])
DEGREES = st.none() | TERMS.map(lambda term: Degree(term, HERE))
DATES = st.sampled_from(["2021", "2021-05", "2021-05-03", "2021-05-03/..", "2021-01/2021-05"])
MODES: tuple[Literal["says", "denies", "no comment"], ...] = ("says", "denies", "no comment")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    numbers = draw(st.lists(st.integers(0, 20) | st.integers(98, 102), max_size=6, unique=True))
    others = draw(st.lists(st.sampled_from(["9.164", "9.165", "A", "x-1", "7b", "P1", "P2", "P30", "007"]), max_size=4, unique=True))
    tops = draw(st.permutations([str(number) for number in numbers] + others)) if draw(st.booleans()) else [*map(str, sorted(numbers)), *others]
    ids: list[tuple[str, str | None]] = []
    for top in tops:
        ids.append((top, None))
        for letter in "ab"[: draw(st.integers(0, 2))]:
            ids.append((f"{top}{letter}.x", top))
            if draw(st.integers(0, 5)) == 0:
                ids.append((f"{top}{letter}.x.y", f"{top}{letter}.x"))
    sources = draw(st.lists(st.sampled_from(["article", "mod", "rt", "port-1"]), max_size=4, unique=True))
    hypotheses = draw(st.lists(st.sampled_from(["H1", "H2", "H3"]), max_size=3, unique=True))
    labels = [id for id, _ in ids]
    headings = [None, *draw(st.lists(TEXTS, max_size=2))]
    claims: list[Claim] = []
    heading: str | None = None

    def pick(among: list[str], most: int = 3) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(among), min_size=1, max_size=most, unique=True))) if among else ()

    def steps() -> tuple[Step, ...]:
        return tuple(
            Step(pick([*labels, *hypotheses]), HERE, strength=draw(DEGREES), proposed=draw(st.booleans())) for _ in range(draw(st.integers(0, 2)))
        )

    for id, parent in ids:
        if parent is None and draw(st.integers(0, 3)) == 0:
            heading = draw(st.sampled_from(headings))
        is_open = draw(st.integers(0, 5)) == 0
        text = draw(TEXTS)
        reports = [
            Report(source, HERE, draw(st.sampled_from([None, Degree("2", HERE), Degree("0.9", HERE)])), mode, draw(st.booleans()))
            for source in draw(st.lists(st.sampled_from(sources), max_size=2) if sources else st.just([]))
            for mode in draw(st.lists(st.sampled_from(MODES), max_size=2))
        ]
        claims.append(
            Claim(
                id=id,
                text=text,
                at=HERE,
                item=HERE,
                label=None if parent or (id[0] == "P" and id[1:].isdigit()) else id,
                parent=parent,
                heading=" ".join(heading.split()) if heading else None,
                degree=Degree("open", HERE) if is_open else draw(DEGREES),
                open=is_open,
                kind=draw(st.sampled_from([None, *KINDS])),
                because=steps(),
                against=steps(),
                otherwise=draw(DEGREES),
                explains=tuple(Link(target, HERE, draw(st.booleans())) for target in pick(labels, 2)) if draw(st.booleans()) else (),
                states=tuple(Link(target, HERE) for target in pick(hypotheses, 1)) if draw(st.booleans()) else (),
                rows=tuple(Cell(target, Degree(draw(TERMS), HERE), HERE) for target in pick(hypotheses)) if draw(st.booleans()) else (),
                reports=tuple(reports),
                when=tuple(draw(st.lists(DATES, max_size=2))),
                where=tuple(" ".join(place.split()) for place in draw(st.lists(TEXTS, max_size=2))),
                notes=tuple(" ".join(note.split()) for note in draw(st.lists(TEXTS, max_size=1))),
            )
        )
    claims = [
        claim._replace(undercuts=(Undercut(other.id, HERE, other.because[0].premises, None, True),))
        if (other := claims[0]).because and draw(st.integers(0, 4)) == 0
        else claim
        for claim in claims
    ]
    proposed: list[Proposal] = []
    for number in range(draw(st.integers(0, 3))):
        asked = Claim(f"P4{number}", draw(TEXTS), HERE, HERE, degree=draw(DEGREES), because=steps(), heading=claims[-1].heading if claims else None)
        if draw(st.booleans()) and claims:
            asked = asked._replace(parent=draw(st.sampled_from([claim.id for claim in claims])), heading=None)
        proposed.append(Proposal(asked))
    proposed += [Proposal(Hypothesis(f"H{number}", draw(TEXTS), HERE, HERE), "Q1") for number in range(7, draw(st.integers(7, 9)))]
    proposed += [Proposal(Watch(f"W{number}", draw(TEXTS), HERE, HERE, by="2021")) for number in range(draw(st.integers(0, 2)))]
    return Case(
        source=SourceText("article.txt", "An article."),
        form="article",
        document=Document(title=draw(st.none() | TEXTS), date="2021-06-30"),
        questions=(Question("Q1", None, HERE, tuple(Hypothesis(id, draw(TEXTS), HERE, HERE, prior=draw(DEGREES)) for id in hypotheses)),)
        if hypotheses
        else (),
        claims=tuple(claims),
        sources=tuple(
            Source(
                id,
                draw(TEXTS),
                HERE,
                HERE,
                anonymous=draw(st.booleans()),
                grade=draw(st.sampled_from([None, Degree("C", HERE), Degree("0.7", HERE)])),
                stake=" ".join(draw(TEXTS).split()),
                relays=tuple(Link(target, HERE) for target in pick(sources, 1)) if draw(st.booleans()) else (),
                author=draw(st.none() | TEXTS.map(lambda text: " ".join(text.split()))),
            )
            for id in sorted(sources)
        ),
        proposed=tuple(proposed),
    )


def essence(case: Case) -> dict[str, Any]:
    """What has to come back: everything but offsets and what follows from them."""

    def term(degree: Degree | None) -> str | None:
        return degree.term if degree else None

    index = Index(case)
    return {
        "title": " ".join((case.document.title or "").split()) or None,
        "points": [
            (
                claim.id,
                " ".join(claim.text.split()),
                claim.label,
                claim.parent,
                claim.heading,
                index.kind_of(claim),
                term(claim.degree),
                claim.open,
                [(step.premises, term(step.strength), step.proposed) for step in claim.because],
                [(step.premises, term(step.strength), step.proposed) for step in claim.against],
                [(cut.target, cut.premises, cut.proposed) for cut in claim.undercuts],
                term(claim.otherwise),
                sorted((link.target, link.proposed) for link in claim.explains),
                [link.target for link in claim.states],
                [(cell.hypothesis, cell.degree.term) for cell in claim.rows],
                [(report.source, term(report.credibility), report.mode, report.proposed) for report in claim.reports],
                claim.when,
                claim.where,
                claim.notes,
            )
            for claim in case.claims
        ],
        "proposed": sorted(
            (
                each.item.id,
                " ".join(each.item.text.split()),
                each.question,
                (each.item.parent, term(each.item.degree), [step.premises for step in each.item.because]) if isinstance(each.item, Claim) else None,
            )
            for each in case.proposed
        ),
        "hypotheses": [(one.id, " ".join(one.text.split()), term(one.prior)) for question in case.questions for one in question.hypotheses],
        "sources": [
            (one.id, " ".join(one.text.split()), one.anonymous, term(one.grade), one.stake, [link.target for link in one.relays], one.author)
            for one in case.sources
        ],
    }


@settings(max_examples=max(40, EXAMPLES // 5), deadline=None, derandomize=True)
@given(cases())
def test_what_is_written_is_read_back(case: Case) -> None:
    text = write(case, file="article.txt")
    parsed = parse(SourceText("case.md", text))
    assert essence(parsed.case) == essence(case)
    listed = {source.id for source in case.sources}
    expected = {"HW101"} if "article" not in listed and case.claims else set()  # each `at` names the article
    assert {finding.code for finding in parsed.diagnostics if finding.severity == "error"} <= expected


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(TEXTS)
def test_a_reader_is_shown_the_author_s_words(text: str) -> None:
    """Wherever a text is written, a CommonMark reader shows it as it was, and `parse` reads it as it was."""
    plain = " ".join(text.split())
    for written in (f"- **P1** {escape(text)}", f"7. {escape_opening(text)}", f"### {escape(text).replace('#', chr(92) + '#')}"):
        tokens = READER.parse(written)
        inline = [token for token in tokens if token.type == "inline"]
        assert len(inline) == 1
        shown = "".join(child.content for child in inline[0].children or [] if child.type in ("text", "text_special"))
        assert " ".join(shown.removeprefix("P1").split()) == plain
        assert {child.type for child in inline[0].children or []} <= {"text", "text_special", "strong_open", "strong_close"}
    assert read_text(escape(text)) == plain
    assert read_text(escape_opening(text)) == plain


def test_numbers_that_count_stand_in_ordered_lists() -> None:
    """7, 8 count and show themselves; 5 after them does not, nor does a number with a zero before it."""
    claims = tuple(Claim(id=id, text="The lights went out.", at=HERE, item=HERE, label=id) for id in ("7", "8", "5", "06"))
    text = write(Case(SourceText("a", ""), "case", claims=claims), file=None)
    assert [line for line in text.splitlines() if "lights" in line] == [
        "7. The lights went out.",
        "8. The lights went out.",
        "- **5** The lights went out.",
        "- **06** The lights went out.",
    ]
