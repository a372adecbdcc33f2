"""Measures `holdwater lsp` against its goal: from a keystroke to its diagnostics no longer than markdown-it-py takes to parse the same file.

The file is a case of 2,000 points. Server and parser run in turn, so that a busy moment hits both; medians of 30, of the ratios as well. Two kinds
of keystroke: a letter in a sentence, and a premise in a field. `--profile` says where the time of the analysis goes. Exits with 1 if a ratio
misses its goal.
"""

import os
import statistics
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from markdown_it import MarkdownIt
from tests.serve.client import Client

POINTS = 2000
TIMES = 15
GOAL = 1.0
URI = "file:///a-port/blackout.case.md"


def make_case(points: int = POINTS) -> str:
    """A case about an invented port: reports, observations, silences, and inferences that rest on those just before."""
    lines = ["---", "holdwater: 1", "title: Who switched the port off?", "as-of: 2031-03-20", "words: icd203", "---", ""]
    lines += ["Every point of the log of one night.", "", "## Hypotheses: Who did it?", ""]
    lines += [
        "- **H1** Somebody who knew the network did it.",
        "  - prior: 0.2–0.4",
        "- **H2** A relay failed.",
        "- **H3** Something else happened.",
    ]
    lines += ["", "## Points", ""]
    for number in range(1, points + 1):
        if number % 50 == 1:
            lines += ["", f"### Page {number // 50 + 1} of the log", ""]
        head = f"- **{number}** "
        kind = number % 5
        if kind in (1, 2):
            lines += [
                f"{head}Crane {number} of the terminal stopped, and its driver called the control room by telephone.",
                f"  - source: s{number % 40 + 1}, 2",
                "  - when: 2031-03-03",
                "  - if H1: likely; H2: likely; H3: roughly even chance",
            ]
        elif kind == 3:
            lines += [f"{head}It is likely that feeder {number} lost its power before the cranes did.", "  - likely"]
            lines += [f"  - because: ({number - 2}), ({number - 1})"]
        elif kind == 4:
            lines += [f"{head}The operator of feeder {number} has not commented on the record of that night.", "  - silence"]
            lines += [f"  - source: s{number % 40 + 1}"]
        else:
            lines += [f"{head}Breaker {number} was therefore probably opened by hand.", "  - likely"]
            lines += [f"  - because: ({number - 2}), ({number - 4}) — likely", f"  - explains: ({number - 3})"]
    lines += ["", "## Sources", ""]
    for number in range(1, 41):
        lines += [f"- **s{number}** Driver {number} of the night shift", "  - grade: C"]
    return "\n".join(lines) + "\n"


def position(text: str, words: str) -> dict[str, int]:
    """Line and column right behind some words. The file has no character beyond the basic plane."""
    before = text[: text.index(words) + len(words)]
    return {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}


def main() -> int:
    text = make_case()
    parser = MarkdownIt()
    client = Client([sys.executable, "-m", "holdwater", "lsp"])
    keys = {
        "a letter in a sentence": (f"Crane {POINTS // 2 + 1} of the terminal stopped", "t"),
        "a premise in a field": (f"because: ({POINTS // 2 + 1})", ", (1)"),
    }
    ours: dict[str, list[float]] = {name: [] for name in keys}
    theirs: list[float] = []
    ratios: dict[str, list[float]] = {name: [] for name in keys}
    try:
        client.initialize()
        client.open(URI, text)
        found = client.diagnostics(1, 120)
        print(f"{POINTS:,} points, {len(text):,} characters, {len(found):,} findings")
        version = 1
        parser.parse(text)
        for _ in range(TIMES):
            for name, (words, typed) in keys.items():
                place = position(text, words)
                after = {**place, "character": place["character"] + len(typed)}
                for start, end, put in ((place, place, typed), (place, after, "")):  # typed, and taken back
                    version += 1
                    began = time.perf_counter()
                    client.edit(URI, version, {"range": {"start": start, "end": end}, "text": put})
                    client.diagnostics(version, 120)
                    ours[name].append(time.perf_counter() - began)
                    began = time.perf_counter()
                    parser.parse(text)
                    theirs.append(time.perf_counter() - began)
                    ratios[name].append(ours[name][-1] / theirs[-1])
        client.leave()
    finally:
        client.close()
    print(f"markdown-it-py parses it in {statistics.median(theirs):.3f} s")
    missed = False
    for name, times in ours.items():
        ratio = statistics.median(ratios[name])
        missed = missed or ratio > GOAL
        print(
            f"{name}: {statistics.median(times):.3f} s to its diagnostics, {ratio:.2f} times (goal {GOAL}){'' if ratio <= GOAL else '  MISSED'}"
        )
    return 1 if missed else 0


def profile() -> None:
    """One analysis after a keystroke in a field, function by function."""
    import cProfile
    import pstats

    from holdwater.serve.analysis import analyse
    from holdwater.source import SourceText

    text = make_case()
    words = f"because: ({POINTS // 2 + 1})"
    before = analyse(SourceText("blackout.case.md", text))
    profiler = cProfile.Profile()
    profiler.enable()
    analyse(SourceText("blackout.case.md", text.replace(words, words + ", (1)")), before)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)


if __name__ == "__main__":
    if sys.argv[1:] == ["--profile"]:
        profile()
    else:
        sys.exit(main())
