"""Measures holdwater against its goals and writes `benchmarks/latest.json`: rows of name, ours, peer, ratio and goal; times in seconds.

Whole processes, run in turn so that a busy moment hits both, medians of 20; big cases as `check_big.py` says, plain text as
`read_text.py`, inference as `inference.py`. Exits with 1 if a ratio misses its goal.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from check_big import measure_rows
from inference import measure_rows as measure_inference
from read_text import measure_rows as measure_reading

from weigh import measure_weighing

HERE = os.path.dirname(os.path.abspath(__file__))
ARTICLE = os.path.join(os.path.dirname(HERE), "examples", "blackout.txt")
TIMES = 20

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
"""Compiled files are kept, as on a person's machine, whatever the shell that measures says."""

Command = list[str]


def seconds(command: Command, folder: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    return time.perf_counter() - start


def compare(name: str, ours: Command, peer: Command, goal: float, folder: str) -> dict[str, object]:
    for command in (ours, peer):  # compiled files and caches are there before the clock runs
        seconds(command, folder)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(TIMES):
        times[0].append(seconds(ours, folder))
        times[1].append(seconds(peer, folder))
    our, their = statistics.median(times[0]), statistics.median(times[1])
    return {"name": name, "ours": round(our, 4), "peer": round(their, 4), "ratio": round(our / their, 2), "goal": goal}


def main() -> int:
    python = sys.executable
    holdwater = os.path.join(os.path.dirname(python), "holdwater")
    bare = [python, "-c", "pass"]
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            compare("holdwater --version against python -c pass", [holdwater, "--version"], bare, 3, folder),
            compare("holdwater assess of a 5 kB article against python -c pass", [holdwater, "assess", ARTICLE], bare, 10, folder),
        ]
    rows += measure_rows()
    rows += measure_reading()
    rows += measure_inference()
    rows += measure_weighing()
    with open(os.path.join(HERE, "latest.json"), "w", encoding="utf-8") as file:
        json.dump(rows, file, indent=1)
        file.write("\n")
    missed = False
    for row in rows:
        within = float(str(row["ratio"])) <= float(str(row["goal"]))
        missed = missed or not within
        print(f"{row['name']}: {row['ratio']} times (goal {row['goal']}){'' if within else '  MISSED'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
