"""Sends mutated texts through the parser and the reader: `fuzz.py [--count N] [--seed S] [--only I]`.

Whatever a text is, nothing may raise, every span must lie in the text, and what is formatted once must stay as it is. Each input depends
on the seed and its number alone, so `--only I` repeats one. A failing input is kept in `build/`. Exits with 1 if one fails.
"""

import argparse
import os
import random
import sys
import time
import traceback
from collections.abc import Iterator

from holdwater.case.format import format_text
from holdwater.case.parse import parse
from holdwater.case.types import Case
from holdwater.diagnostics import Diagnostic
from holdwater.read import read
from holdwater.report.text import Look, findings
from holdwater.source import SourceText, Span
from holdwater.walk import assess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

FRAGMENTS = (
    "---\nholdwater: 1\ntitle: x\nwords: icd203\n---\n\n## Points\n\n1. One.\n    - because: (2)\n2. Two.\n    - likely\n",
    "## Hypotheses: Which?\n\n- **H1** This.\n  - prior: 0.2–0.4\n- **H2** That.\n",
    "## Sources\n\n- **a** A\n  - relays: b\n- **b** B\n  - relays: a\n",
    "## Watch\n\n- **W1** Seen.\n  - by: 2031-02-30\n  - if H1: likely; H2: ; H3\n  - outcome: maybe, never\n",
    "## Expect\n\n- (4) holds at most likely\n- origins of (4) = 1\n- no HW2 at (4)\n",
    '    - because: (7), (8) — likely\n    - against: ()\n    - undercuts: (4) because (2)\n    - quote: "a \\" b" [article:9-3]\n',
    "Given points (1), (6), (9) and (10), it is evident that the ministry has acquired new information.\n",
    "Regarding paragraphs 6-8, given the above, this would explain the issues covered (4).\n",
    "According to a person who asked not to be named, the agency declined to comment on 31 June 2031.\n",
    "It is therefore likely, perhaps very likely, that it cannot be said with certainty.\n",
    "> quoted (1)\n```\ncode (2)\n```\n<!-- holdwater: allow HW305, reason -->\n",
    "9.164 A paragraph. 9.165 Another, see 9.164.\n",
    "- **7** a\n  - **7a** b\n    - **7b** c\n      - likely\n10. ten\n   - three columns\n",
)
_SCRAPS = (
    "\0 \x1b[31m \u202e \ufeff \ud800 \u0301 𝟙 ( ) (( [ ]( (1) (1a) (2017) “ ” \" ' ` ``` ~~~ * ** _ < <!-- --> &amp; # - 1. 1) 999999999. 0. :"
    " ?: ; — – / .. % 0.5 1e9 -1 likely unlikely because: not"
)
SCRAPS = (
    *_SCRAPS.split(" "),
    "9" * 5000,
    "²",
    "30⓸",
    "٣",
    "2031-05-3²",
    "\r",
    "\r\n",
    "\t",
    "\u2028",
    "---\n",
    "\n\n",
    "    ",
    "## Points\n",
    "- ",
    "1. ",
    "31 February 2031",
    ", ",
)


def seeds() -> list[str]:
    texts = list(FRAGMENTS)
    folder = os.path.join(ROOT, "examples")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            texts.append(file.read())
    return texts


def mutate(texts: list[str], chance: random.Random) -> str:
    text = chance.choice(texts)
    if len(text) > 3000 and chance.random() < 0.9:  # mostly a window, for speed
        start = chance.randrange(len(text) - 1500)
        head = text[: text.find("\n\n") + 2] if text.startswith("---") and chance.random() < 0.7 else ""
        text = head + text[start : start + chance.randrange(200, 2500)]
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8, 20))):
        kind = chance.randrange(8)
        at = chance.randrange(len(text) + 1)
        to = min(len(text), at + int(chance.expovariate(1 / 12)))
        if kind == 0:
            text = text[:at] + chance.choice(SCRAPS) + text[at:]
        elif kind == 1:
            text = text[:at] + text[to:]
        elif kind == 2:
            text = text[:at] + text[at:to] * chance.choice((2, 3, 50)) + text[to:]
        elif kind == 3:
            other = chance.choice(texts)
            cut = chance.randrange(len(other) + 1)
            text = text[:at] + other[cut : cut + chance.randrange(1, 400)] + text[to:]
        elif kind == 4:
            text = (
                text[:at]
                + chr(chance.choice((chance.randrange(32), chance.randrange(128), chance.randrange(0x3000), chance.randrange(0x110000))))
                + text[to:]
            )
        elif kind == 5:
            lines = text.split("\n")
            chance.shuffle(lines)
            text = "\n".join(lines)
        elif kind == 6:
            data = bytearray(text.encode("utf-8", "surrogatepass"))
            for _ in range(3):
                if data:
                    data[chance.randrange(len(data))] = chance.randrange(256)
            text = data.decode("utf-8", "replace")
        else:
            text = text[:at] + chance.choice(SCRAPS) * chance.choice((2, 30, 200)) + text[at:]
    return text[:20_000]


def spans(value: object) -> Iterator[Span]:
    """Every span anywhere in a record."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, Span):
            yield item
        elif isinstance(item, tuple):
            stack.extend(item)


def try_one(text: str, number: int) -> None:
    source = SourceText("fuzz", text)
    found: tuple[Diagnostic, ...] = ()
    case: Case
    if number % 2:
        case = read(source)
    else:
        case, found = parse(source)
        once = format_text(source)
        twice = format_text(SourceText("fuzz", once))
        assert once == twice, "formatted twice, it changes again"
    if number % 10 < 2:
        assessment = assess(source)
        case, found = assessment.index.case, assessment.diagnostics
        findings(source, found, Look(width=80, colour=True))
    for span in spans((case[1:], found)):
        assert 0 <= span.start <= span.end <= len(text), f"{span} in a text of {len(text)}"
    for claim in case.claims:
        assert claim.item.contains(claim.at), f"({claim.id}): {claim.at} is not inside {claim.item}"
    ids = [claim.id for claim in case.claims]
    if case.form == "article":
        assert len(ids) == len(set(ids)), "two points of an article share an id"


def main() -> int:
    options = argparse.ArgumentParser(description="Sends mutated texts through the parser and the reader.")
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--only", type=int)
    given = options.parse_args()
    texts = seeds()
    numbers = range(given.count) if given.only is None else (given.only,)
    began, slowest, failed = time.monotonic(), (0.0, 0), 0
    for number in numbers:
        text = mutate(texts, random.Random(f"{given.seed}/{number}"))
        start = time.monotonic()
        try:
            try_one(text, number)
        except Exception:
            failed += 1
            kept = os.path.join(ROOT, "build", f"fuzz-{given.seed}-{number}.txt")
            os.makedirs(os.path.dirname(kept), exist_ok=True)
            with open(kept, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
                file.write(text)
            traceback.print_exc()
            print(f"fuzz: seed {given.seed}, number {number}: kept as {os.path.relpath(kept, ROOT)}", file=sys.stderr)
            if failed == 10:
                break
        slowest = max(slowest, (time.monotonic() - start, number))
    took = time.monotonic() - began
    print(f"fuzz: {len(numbers)} inputs, {failed} failed, {took:.0f} s; the slowest took {slowest[0]:.2f} s (number {slowest[1]})")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
