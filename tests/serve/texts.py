"""Texts that the tests of this room share: the example case and article, and what stands where in them."""

from functools import cache
from pathlib import Path
from typing import Any

from holdwater.serve.analysis import Known, analyse, tell
from holdwater.serve.labels import Mention, find_mentions
from holdwater.source import SourceText, Span

ROOT = Path(__file__).parents[2]
MUSEUM = (ROOT / "examples" / "museum.case.md").read_text(encoding="utf-8")
BLACKOUT = (ROOT / "examples" / "blackout.txt").read_text(encoding="utf-8")

DEPOT = """\
---
holdwater: 1
title: Who emptied the depot?
as-of: 2032-03-01
---

What follows rests on (2). So says the log: `(2)`.

> (2) is what they say.

## Hypotheses: Who?

- **H1** The night shift.
  - prior: unlikely
- **H2** Thieves.

## Points

1. The gate was open at two.
    - source: log, 2
    - if H1: likely; H2: very likely
2. It is likely that the crew had a key, given (1).
    - likely
    - because: (1)
    - quote: "as (2) has it" [log:3-9]
3. The crew emptied the depot.
    - very likely
    - because: (2), (1) — likely
    - because?: (1)
    - against: (4)
    - states: H1
4. The cameras show nobody.
    - silence
    - source: log
    - undercuts: (3) because (2), (1)
    - **4a** One of them was off.

## Sources

- **log** The log of the gate
  - grade: C
- **wire** The Wire
  - relays: log

## Watch

- **W1** Somebody is charged.
  - by: 2032-09-01
  - if H1: likely; H2: unlikely

## Expect

- (3) holds at most likely
- H1 does not lead
"""


def understand(source: SourceText, before: Known | None = None, **how: Any) -> Known:
    """A state of a text that nobody interrupts."""
    found = analyse(source, before, **how)
    assert found is not None
    return found


@cache
def known(text: str, name: str = "depot.case.md") -> Known:
    return understand(SourceText(name, text))


@cache
def told(text: str) -> Known:
    return tell(known(text))


@cache
def mentions(text: str) -> tuple[Mention, ...]:
    return find_mentions(known(text).assessment.index)


def at(text: str, words: str, inside: int = 0, *, occurrence: int = 1) -> int:
    """The offset of some words, and so many characters on."""
    offset = -1
    for _ in range(occurrence):
        offset = text.index(words, offset + 1)
    return offset + inside


def span(text: str, words: str, *, occurrence: int = 1) -> Span:
    start = at(text, words, occurrence=occurrence)
    return Span(start, start + len(words))
