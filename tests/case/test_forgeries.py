"""No forged quote is verified, no honest one refused: through a case file, its parser and the rules, on texts of our own and, where they are at
hand, on those beside the project. `HOLDWATER_QUOTES=15000` draws that many honest quotes, and as many forgeries in proportion.
"""

import os
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.case.forgeries import BY_PLACE, BY_WORDS, Made, Text, clipped, count, forge_by_words, honest, text_of

from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.case.quotes import SourceFile
from holdwater.check import check
from holdwater.diagnostics import Diagnostic
from holdwater.source import SourceText

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "documents"
HONEST = int(os.environ.get("HOLDWATER_QUOTES", "600"))
EACH = max(30, HONEST // 20)
"""Forgeries of each kind."""
REFUSED = ("HW313", "HW314", "HW315", "HW316", "HW318", "HW322", "HW323", "HW324")
CLIPPED = ("HW319", "HW320", "HW321")
SPECIAL = frozenset("\\`*_{}[]<>()#+-.!|\"&~:;,'=")


@cache
def texts() -> tuple[Text, ...]:
    own = [
        ROOT / "examples" / "blackout.txt",
        ROOT / "examples" / "museum.case.md",
        ROOT / "docs" / "guide.md",
        ROOT / "docs" / "format.md",
    ]
    shared = sorted(SHARED.glob("*.txt")) if SHARED.is_dir() else []
    return tuple(text_of(path.stem.replace(".", "-"), path.read_text(encoding="utf-8")) for path in (*own, *shared))


def written(made: Made, source: str) -> str:
    words = "".join("\\" + char if char in SPECIAL else "\n      " if char == "\n" else char for char in made.words)
    named = "" if made.place is None else f" [{source}:{made.place[0]}-{made.place[1]}]" if made.place[1] else f" [{source}]"
    return f'"{words}"{named}'


def found_in(quotes: list[tuple[Text, Made]], sources: tuple[Text, ...]) -> list[list[Diagnostic]]:
    """What the rules say of each quote, all in one case, every source at hand. A quote without a place names its source."""
    lines = ["---\nholdwater: 1\n---\n\n## Points\n"]
    for number, (source, made) in enumerate(quotes, start=1):
        placed = made if made.place is not None else made._replace(place=(0, 0))
        lines.append(f"- **p{number}** Something was said.\n  - quote: {written(placed, source.name)}")
    lines.append("\n## Sources\n")
    lines += [f"- **{source.name}** A text\n  - file: {source.name}.txt" for source in sources]
    parsed = parse(SourceText("case.md", "\n".join(lines) + "\n"))
    assert parsed.diagnostics == ()
    assert len(parsed.case.claims) == len(quotes)
    assert all(len(claim.quotes) == 1 for claim in parsed.case.claims)
    files = {source.name: SourceFile(source.text, "0" * 64) for source in sources}
    found: dict[str, list[Diagnostic]] = {claim.id: [] for claim in parsed.case.claims}
    for finding in check(Index(parsed.case), sources=files, select=("HW31", "HW32")):
        found[finding.points[0]].append(finding)
    return [found[f"p{number}"] for number in range(1, len(quotes) + 1)]


def drawn(kind: str) -> Iterator[tuple[Text, Made]]:
    """`EACH` forgeries of a kind, from all texts in turn; fewer where the texts have little for it to work on."""
    made = 0
    for number in range(EACH * 40):
        chance = random.Random(f"{kind}/{number}")
        source = texts()[number % len(texts())]
        others = [other for other in texts() if other is not source]
        forged = forge_by_words(kind, chance, source) if kind in BY_WORDS else BY_PLACE[kind](chance, source, others)
        if forged is not None:
            yield source, forged
            made += 1
            if made == EACH:
                return


@pytest.mark.parametrize("kind", [*BY_WORDS, *BY_PLACE])
def test_every_forgery_is_refused(kind: str) -> None:
    quotes = list(drawn(kind))
    assert len(quotes) >= min(EACH, 20), "the texts have too little of this"
    missed = []
    for (source, made), found in zip(quotes, found_in(quotes, texts()), strict=True):
        if not any(finding.code in REFUSED and finding.severity != "note" for finding in found):
            missed.append((source.name, made, found))
    assert missed == []


def test_no_honest_quote_is_refused() -> None:
    quotes = []
    for number in range(HONEST):
        source = texts()[number % len(texts())]
        quotes.append((source, honest(random.Random(f"honest/{number}"), source, [])))
    assert sum(made.words != made.original for _, made in quotes) > HONEST // 2
    refused = []
    for start in range(0, len(quotes), 500):
        some = quotes[start : start + 500]
        for (source, made), found in zip(some, found_in(some, texts()), strict=True):
            if any(finding.code in REFUSED for finding in found):
                refused.append((source.name, made, found))
    assert refused == []


@pytest.mark.parametrize("kind", ["negation", "hedge", "attribution"])
def test_every_clipped_quote_is_flagged(kind: str) -> None:
    quotes = [
        (source, Made(source.text[first:last], (first, last), source.text[first:last]))
        for source in texts()
        for first, last in clipped(kind, source)
        if count(source.text[first:last], source.text) == 1
    ]
    assert len(quotes) >= (20 if SHARED.is_dir() else 3)
    missed = []
    for (source, made), found in zip(quotes, found_in(quotes, texts()), strict=True):
        if not any(finding.code in CLIPPED for finding in found):
            missed.append((source.name, made, found))
    assert missed == []
