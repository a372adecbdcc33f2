"""Any text at all parses: nothing raises, every finding points into the text, and every span of the case quotes what it says."""

import os
import random
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.forms import CODES
from holdwater.case.index import Index
from holdwater.case.inline import drop_comments, read_text
from holdwater.case.parse import is_case, parse
from holdwater.case.types import Case
from holdwater.diagnostics import Diagnostic
from holdwater.source import SourceText, Span

EXAMPLES = int(os.environ.get("HOLDWATER_EXAMPLES", "300"))

WHOLE = """---
holdwater: 1
title: "Who switched off the port?"
as-of: 2021-06-30
words: icd203
allow:
  - HW305, the ministry is a party and the case says so
---

# The port of Aldena

Prose with a reference to (3), a footnote[^log] and `code (9)`.

[^log]: The harbour master's log.

## Hypotheses: Who switched it off?

- **H1** The operator did, by mistake.
  - prior: likely
- **H2** Somebody broke in.
  - prior?: 0.1–0.3
  - note: nobody has looked at this yet
- **H3?** A relay was worn.
  - note: "went dark" [article:10-22]

## Points

### The evening

1. The lights went out at nine.
    - when: 2021-05-03
    - where: Aldena
    - source: port, 2
    - denied by: union
    - if H1: likely; H2: 0.5
    - quote: "went \\"dark\\"" [article:10-22]
2. No alarm was raised.
    - silence
    - **2a** The log has a gap.
        - report
        - source?: port, 0.9
3. The operator erred (see (1)).
    - very likely
    - because: (1), (2a) — likely
    - because?: (2)
    - against: (P4)
    - states: H1
    - scheme: sign
    - cq 2: nobody asked

> A quote from somebody else (8).

- **P4** A stranger was seen.
  - open
  - undercuts: (3) because (1), (2a)
  - otherwise: unlikely
  - known: 2021-06-01
  - at: [article:30-40]
  - allow HW301: the witness asked not to be named <!-- holdwater: allow HW302, the same -->
- **P5?** The stranger had a key.
  - likely
  - because: (P4)
  - at: [article:50-70]

## Sources

- **article** The Aldena Courier
  - file: courier.txt
  - url: https://example.org/courier
  - published: 2021-05-04
- **port** The port authority
  - grade: B
  - relays: union
- **union** The dockers' union
  - anonymous

## Watch

- **W1** The log is published.
  - by: 2021-12-31
  - if H1: likely; H2: unlikely
  - outcome: yes, 2021-07-01
- **W2?** The relays are looked at.
  - if H3: likely

## Expect

- H1 leads
"""
PIECES = st.sampled_from(
    [
        "---\n", "holdwater: 1\n", "title: [a, 'b']\n", "allow: HW1, x\n", "## Points\n", "## Hypotheses: q\n", "## Sources\n", "## Watch\n", "## Expect\n",
        "### g\n", "\n", "\n\n", "  ", "    ", "        ", "\t", "- ", "* ", "7. ", "10. ", "1) ", "**7** ", "**H1** ", "**mod** ",
        "**P9?** ", "**H3?** ", "**?** ", "because: (P9)", "if H3: likely", "**a b** ", "__x__ ",
        "text", " word", "because: (7), (8) — likely",
        "because?: (7)", "against: 7", "undercuts: (7) because (8)", "undercuts: (7)", "if H1: likely; H2: rosy",
        "if H1", "source: mod, 2", "source: a, b, c", "denied by: mod", "when: 2017-01-21, x", "known: ../..",
        'quote: "a" [mod:3-2]', 'quote: "', "at: [mod:1-2]",
        "cq 2: x", "cq x: y", "allow HW305: why", "allow HW305:", "prior: likely", "grade: C", "grade: Z", "relays: mod", "outcome: yes, 2017", "outcome: no",
        "likely", "likely?", "open", "silence", "anonymous", "likley", "grede: x", "(7)", "(17)", "[^n]", "[^n]: x", "`", "``", "\\", "\\(", "<!--", "-->",
        "<!-- holdwater: allow HW3, r -->", "<!-- holdwater: x -->", "\r\n", "\r", "\x00", "\u2028", "é", "\U0001f4a7", "\ufeff", "\u202e", ":", "?", ";", ",",
        "> ", "```\n", "(", ")", "[", "]", "\"", "“", "”", "—", "--", "0.5–0.7", "H1 leads", "<div>\n", "because:", "note: x (7)", "note:\n",
    ]
)  # fmt: skip
SOUP = st.lists(PIECES, max_size=40).map("".join)


def spans(value: Any) -> Iterator[Span]:
    """Every span in a record, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)


def hold(text: str) -> tuple[Case, tuple[Diagnostic, ...]]:
    """Parses, and checks what is true of every parse."""
    source = SourceText("soup.md", text)
    is_case(text)
    case, findings = parse(source)
    for finding in findings:
        assert 0 <= finding.at.start <= finding.at.end <= len(text), finding
        assert finding.name == CODES[finding.code][0]
        assert finding.message
        assert finding.why
        assert finding.mend
        for span in spans((finding.marks, finding.fix)):
            assert 0 <= span.start <= span.end <= len(text), finding
    assert list(findings) == sorted(findings, key=lambda finding: (finding.at, finding.code))
    for field in case._fields:
        if field not in ("source", "form"):
            for span in spans(getattr(case, field)):
                assert 0 <= span.start <= span.end <= len(text), field
    for claim in case.claims:
        assert claim.item.contains(claim.at)
        assert claim.text == read_text(source.quote(claim.at))
        assert claim.label_at is not None
        if claim.parent is None and not source.quote(claim.label_at).isdecimal():
            assert source.quote(claim.label_at) == claim.id
        for entry in claim.fields:
            assert " ".join(drop_comments(source.quote(entry.value_at)).split()) == entry.value
        for step in claim.because:
            assert tuple(source.quote(at).strip("() \t\r\n") for at in step.premise_at) == step.premises
    for citation in case.references:
        assert source.quote(citation.at) == f"({citation.target})"
    index = Index(case)
    index.loops()
    for claim in case.claims:
        index.origins(claim.id)
        index.kind_of(claim)
    return case, findings


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(SOUP)
def test_soup(text: str) -> None:
    hold(text)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(st.text())
def test_text(text: str) -> None:
    hold(text)
    hold(f"---\n{text}\n---\n## Points\n- **1** {text}\n  - {text}\n")


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(st.integers(0, 2**32), st.integers(1, 6))
def test_mutations_of_a_case(seed: int, cuts: int) -> None:
    """Pieces of a whole case deleted, doubled, moved, or replaced by soup."""
    chance = random.Random(seed)
    text = WHOLE
    for _ in range(cuts):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((1, 1, 2, 5, 20, 100)))
        piece = text[start:end]
        move = chance.randrange(5)
        if move == 0:
            text = text[:start] + text[end:]
        elif move == 1:
            text = text[:end] + piece + text[end:]
        elif move == 2:
            rest = text[:start] + text[end:]
            to = chance.randrange(len(rest) + 1)
            text = rest[:to] + piece + rest[to:]
        elif move == 3:
            text = text[:start] + chance.choice(" \n\t-*:?()[]\"`\\<>#|7a—") * chance.choice((1, 2, 4)) + text[end:]
        else:
            text = text[:start] + chance.choice(("  ", "    ", "- ", "**7** ", "because: (7)", "\n\n", "\r\n", "## Points\n", "<!--")) + text[start:]
    hold(text)


def test_the_whole_case_has_no_finding() -> None:
    """So that the mutations begin at something that is right."""
    case, findings = hold(WHOLE)
    assert [finding.message for finding in findings] == []
    assert [claim.id for claim in case.claims] == ["1", "2", "2a", "3", "P4"]
    assert is_case(WHOLE)
