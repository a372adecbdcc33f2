"""The whole walk over the article that the project began with. Skips, saying so, where `../shared` is absent (a user's clone has none).

The numbers are worked out by hand in the comments, from the ranges of the word lists alone.
"""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from holdwater import walk
from holdwater.case.index import Index
from holdwater.case.parse import parse
from holdwater.case.write import write
from holdwater.files import load
from holdwater.report.json import read_object
from holdwater.source import SourceText

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEED = SHARED / "documents" / "seed.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="../shared is not there: the real article is not part of a clone")


@cache
def seed() -> walk.Assessment:
    return walk.assess(load(str(SEED)))


@pytest.mark.parametrize(
    ("id", "held"),
    [
        ("7", (0.95, 1)),  # flat
        ("8", (0.55 * 0.95, 0.80)),  # "likely" 0.55–0.80 times (7)
        ("11", (0.9 * (1 - 4 * 0.05), 1)),  # "evident" 0.9–1; (1), (6), (9), (10) flat: four doubts of 0.05
        ("13", (0.8 * (1 - 0.05 - (1 - 0.55 * 0.95)), 0.95 * 0.80)),  # "very likely" 0.80–0.95; doubts of (7) and of (8); ceiling of (8)
        ("12", (0, 0.5)),  # only a denial, by somebody of whom nothing is known: at best worthless (1/2), at worst right
        ("P9", (0, 0.85 * 0.5)),  # "equally likely" 0.55–0.85, from (12)
        ("P10", (0, 0.80 * 0.85 * 0.5)),  # "likely", from the sentence before
        ("P12", (0.55 * (1 - 0.05 - 0.05 - (1 - 0.55 * 0.95)), 0.80 * 0.80)),  # "likely", from (6), (7) and (8)
        ("P11", (0.55 * 0.95, 0.80)),  # "probably", from the flat "otherwise …"
        ("P5", (0.95 * 0.55 * 0.95, 0.80)),  # no word of its own: a flat step from the sentence that confirms "this hypothesis"
        ("P3", (0.55 * 0.5, 0.80)),  # "probably", from "another indication" 0.5–1
    ],
)
def test_held_is_what_a_pencil_gives(id: str, held: tuple[float, float]) -> None:
    found = seed().weighing.points[id].held
    assert found is not None
    assert found == pytest.approx(held, abs=1e-12)


@pytest.mark.parametrize(("id", "said"), [("8", (0.55, 0.80)), ("11", (0.9, 1.0)), ("13", (0.80, 0.95)), ("P10", (0.55, 0.80)), ("P5", None)])
def test_said_is_the_range_of_the_word(id: str, said: tuple[float, float] | None) -> None:
    assert seed().weighing.points[id].said == said


@pytest.mark.parametrize(
    ("name", "points", "words"),
    [
        ("confidence-inflation", {"13", "8"}, ("very likely", "likely")),
        ("silence-as-evidence", {"7", "8"}, ("did not provoke",)),
        ("silence-as-evidence", {"12"}, ("declined to comment",)),
        ("silence-as-evidence", {"14"}, ("has not released",)),
        ("relay-as-confirmation", {"P9"}, ("RT", "Russian Ministry of Defence")),
        ("explained-evidence", {"13", "9", "10", "11"}, ("explain",)),
        ("no-rival", {"P5"}, ()),
        ("dates-outside-window", {"4"}, ("2017-01-21", "the past ten days")),
        ("count-mismatch", {"4"}, ("at least two", "3 dates")),
        ("past-the-date", {"P15"}, ("scheduled", "2017-01-28")),
        ("hedge-dropped", {"P14", "8"}, ("likely",)),
        ("denial-dropped", {"P9", "12"}, ("denied",)),
        ("lack-of-imagination", {"P11"}, ("not clear why",)),
    ],
)
def test_the_faults_a_reader_marks_are_named(name: str, points: set[str], words: tuple[str, ...]) -> None:
    fitting = [d for d in seed().diagnostics if d.name == name and points <= set(d.points) and all(word in d.message for word in words)]
    assert len(fitting) == 1, [d.message for d in seed().diagnostics if d.name == name]


def test_the_circle_is_named_whole() -> None:
    (circle,) = [d for d in seed().diagnostics if d.name == "explained-evidence"]
    assert {"13", "4", "9", "10", "11", "P11"} <= set(circle.points)
    assert "(4), (9) and (10)" in circle.message


def test_reading_back_the_written_case_gives_the_same() -> None:
    article = seed().index
    text = write(article.case, file="seed.txt")
    parsed, findings = parse(SourceText("seed.case.md", text))
    assert [d.message for d in findings if d.severity == "error"] == []
    first, second = read_object(article), read_object(Index(parsed))
    same = ("id", "label", "parent", "kind", "text", "supports", "proposed", "explains", "states", "when", "where", "basis")
    for before, after in zip(first["points"], second["points"], strict=True):
        assert {key: before[key] for key in same} == {key: after[key] for key in same}
        assert [hedge["text"].split() for hedge in before["hedges"]] == [hedge["text"].split() for hedge in after["hedges"]]
        assert before["at"] == after["at"]
    assert first["conclusions"] == second["conclusions"]
    named = [[(source["id"], source["text"], source["relays"], source["anonymous"]) for source in side["sources"]] for side in (first, second)]
    assert named[0] == named[1]


def scored(*names: str) -> dict[str, Any]:
    command = f"{sys.executable} -m holdwater assess --format json"
    texts = [str(SHARED / "documents" / f"{name}.txt") for name in names]
    tool = [sys.executable, str(SHARED / "tools" / "score_read.py"), "--json", "--run", command, *texts]
    found: dict[str, Any] = json.loads(subprocess.run(tool, capture_output=True, text=True, check=True).stdout)
    return found


def test_the_score_of_the_seed_reaches_the_figures() -> None:
    figures = scored("seed")["seed.txt"]
    assert (figures["meta"]["hit"], figures["labelled"]["hit"], figures["labelled"]["found"]) == (5, 14, 14)
    assert (figures["references"]["hit"], figures["references"]["found"]) == (13, 13)
    floors = {"hedges": 0.85, "attributions": 0.70, "dates": 0.90, "places": 0.85, "links": 0.70}
    assert {key: figures[key]["f1"] >= floor for key, floor in floors.items()} == dict.fromkeys(floors, True)
    assert figures["weaknesses"]["recall"] >= 0.60


def test_careful_texts_raise_no_false_alarm_and_few_warnings() -> None:
    figures = scored(
        "litvinenko-2016-ch10", "mueller-2019-kilimnik", "mueller-2019-statement", "duelfer-2005-note", "holmes-1891-bohemia", "seed"
    )
    assert figures["ALL"]["false alarms"]["hit"] == 0
    assert figures["ALL"]["weaknesses"]["recall"] >= 0.50
    assert figures["litvinenko-2016-ch10.txt"]["warnings"]["per 1,000 words"] <= 6
    assert figures["litvinenko-2016-ch10.txt"]["labelled"]["hit"] == 23
