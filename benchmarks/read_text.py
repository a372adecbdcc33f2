"""Measures reading plain text: `holdwater.open_case` against markdown-it-py's parse of the same text, checking against reading, and growth to 50 MB.

Texts are drawn by a seed, no sentence twice: prose in long lines, a report of numbered paragraphs in broken lines, and the article of `examples`
over and over. Reader and parser run in turn in one process, both warm; medians of the ratios. For growth each size is a process of its own, which
also tells the most memory it took. Run by itself it prints the rows; exits with 1 if a ratio misses its goal.
"""

import os
import random
import resource
import statistics
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable

HERE = os.path.dirname(os.path.abspath(__file__))
ARTICLE = os.path.join(os.path.dirname(HERE), "examples", "blackout.txt")
SEED, TIMES, SIZE = 11, 5, 1_000_000
GROWTH = (12_500_000, 25_000_000, 50_000_000)

WHO = (
    "The harbourmaster",
    "The ministry",
    "A spokesman for the insurer",
    "The operator of the yard",
    "An engineer",
    "The night shift",
    "Nobody",
)
SAID = (
    "said that",
    "denied that",
    "reported that",
    "has not said why",
    "told the inquiry that",
    "noted that",
    "confirmed on 3 March 2031 that",
)
WHAT = (
    "crane {} stood still for the rest of the night", "feeder {} lost its load before the lamps went out", "pump {} was restarted by hand at the lock",
    "gate {} stayed open while the lorries left the yard", "it is likely that relay {} was set in February", "log {} may have been written afterwards",
)  # fmt: skip
PLAIN = (
    "The quays lie on both sides of basin {}, and the road between them is narrow.", "Some {} containers were waiting for the morning tide.",
    "It rained until four, and the {} lamps of the breakwater could be seen from the town.", "Given ({}), it is likely that somebody knew the network.",
)  # fmt: skip


def draw_sentence(chance: random.Random, number: int) -> str:
    if chance.random() < 0.5:
        return chance.choice(PLAIN).format(chance.randrange(1, number + 2))
    return f"{chance.choice(WHO)} {chance.choice(SAID)} {chance.choice(WHAT).format(number)}."


def write_prose(size: int) -> str:
    """Paragraphs of some sentences, each on one line."""
    chance, parts, length, number = random.Random(SEED), [], 0, 0
    while length < size:
        number += 1
        parts.append(" ".join(draw_sentence(chance, number * 10 + at) for at in range(chance.randrange(2, 7))))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)[:size]


def write_report(size: int) -> str:
    """Numbered paragraphs under headings, in lines of eighty characters."""
    chance, parts, length, number = random.Random(SEED), [], 0, 0
    while length < size:
        number += 1
        if number % 20 == 1:
            parts.append(f"Night {number // 20 + 1} of the inquiry")
        sentences = " ".join(draw_sentence(chance, number * 10 + at) for at in range(chance.randrange(2, 6)))
        parts.append(textwrap.fill(f"{number}. {sentences}", 80))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)[:size]


def write_articles(size: int) -> str:
    with open(ARTICLE, encoding="utf-8") as file:
        text = file.read()
    return "\n\n".join([text] * (size // len(text) + 1))[:size]


def clock(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def compare(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float, float]:
    """Median seconds of both and the median of the ratios, after one round that does not count."""
    pairs = [(clock(ours), clock(theirs)) for _ in range(TIMES + 1)][1:]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), statistics.median(a / b for a, b in pairs)


def measure_rows() -> list[dict[str, object]]:
    from markdown_it import MarkdownIt

    import holdwater

    parser = MarkdownIt()
    rows: list[dict[str, object]] = []
    for name, write in (("prose in long lines", write_prose), ("a numbered report", write_report), ("articles", write_articles)):
        source = holdwater.SourceText("text.txt", write(SIZE))

        def read(source: holdwater.SourceText = source) -> object:
            return holdwater.open_case(source)

        def parse(source: holdwater.SourceText = source) -> object:
            return parser.parse(source.text)

        def check(source: holdwater.SourceText = source) -> object:
            return holdwater.assess(source, bare=True)

        ours, theirs, ratio = compare(read, parse)
        print(f"{name}: {SIZE / ours / 1e6:.2f} MB/s", file=sys.stderr)
        rows.append(row(f"reading 1 MB of {name} against markdown-it-py", ours, theirs, ratio, 1))
        ours, theirs, ratio = compare(check, read)
        rows.append(row(f"checking 1 MB of {name} against reading it", ours, theirs, ratio, 3))
    taken = [measure_alone(size) for size in GROWTH]
    for size, (small, _), (large, peak) in zip(GROWTH[1:], taken, taken[1:], strict=False):
        rows.append(row(f"reading {size / 1e6:g} MB against half as much (at most {peak:.1f} GB)", large, small, large / small, 2.2))
    return rows


def row(name: str, ours: float, peer: float, ratio: float, goal: float) -> dict[str, object]:
    return {"name": name, "ours": round(ours, 4), "peer": round(peer, 4), "ratio": round(ratio, 2), "goal": goal}


def measure_alone(size: int) -> tuple[float, float]:
    """Seconds that reading a report of this size takes, and the most memory of that process, in gigabytes."""
    done = subprocess.run([sys.executable, os.path.abspath(__file__), "--read", str(size)], capture_output=True, text=True, check=True)
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def read_alone(size: int) -> None:
    import holdwater

    source = holdwater.SourceText("report.txt", write_report(size))
    taken = clock(lambda: holdwater.open_case(source))
    print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9)


def main() -> int:
    missed = False
    for each in measure_rows():
        within = float(str(each["ratio"])) <= float(str(each["goal"]))
        missed = missed or not within
        print(
            f"{each['name']}: {each['ours']} s and {each['peer']} s, {each['ratio']} times (goal {each['goal']}){'' if within else '  MISSED'}"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        read_alone(int(sys.argv[2]))
    else:
        sys.exit(main())
