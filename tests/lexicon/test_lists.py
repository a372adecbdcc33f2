"""The shipped word lists: provenance, intervals, spellings."""

import csv
import os
from itertools import pairwise

import pytest

from holdwater import lexicon
from holdwater.lexicon import SCALES, load_scale
from holdwater.lexicon.grades import load_grades

DATA = os.path.join(os.path.dirname(lexicon.__file__), "data")
LISTS = (*SCALES, "readers", "prose")
FILES = sorted(name for name in os.listdir(DATA) if name.endswith(".csv"))


def read_list(name: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Head and rows, read apart from the code under test."""
    with open(os.path.join(DATA, name), encoding="utf-8") as file:
        lines = file.read().splitlines()
    head = dict(line[1:].split(":", 1) for line in lines if line.startswith("#"))
    return {key.strip(): value.strip() for key, value in head.items()}, list(
        csv.DictReader(line for line in lines if not line.startswith("#"))
    )


FIGURES = [name for name in FILES if {"low", "high"} <= set(read_list(name)[1][0])]


def spellings_of(row: dict[str, str]) -> list[str]:
    return [row["term"], *(alias.strip() for alias in row.get("aliases", "").split(";") if alias.strip())]


def test_no_other_list_holds_figures() -> None:
    assert sorted([*(f"{name}.csv" for name in LISTS), "admiralty.csv"]) == FIGURES


@pytest.mark.parametrize("name", FILES)
def test_every_list_names_where_it_comes_from(name: str) -> None:
    head, rows = read_list(name)
    for key in ("title", "source", "licence", "version"):
        assert head.get(key), f"{name} has no {key}"
    assert rows


@pytest.mark.parametrize("name", LISTS)
def test_every_list_says_what_a_flat_statement_is_worth(name: str) -> None:
    low, high = map(float, read_list(f"{name}.csv")[0]["flat"].split())
    assert 0.5 <= low <= high <= 1
    assert load_scale(name).flat == (low, high)


@pytest.mark.parametrize("name", FIGURES)
def test_every_interval_is_one_of_credences(name: str) -> None:
    for row in read_list(name)[1]:
        assert 0 <= float(row["low"]) <= float(row["high"]) <= 1, row


@pytest.mark.parametrize("name", LISTS)
def test_every_spelling_is_lower_case_and_defined_once(name: str) -> None:
    spellings = [spelling for row in read_list(f"{name}.csv")[1] for spelling in spellings_of(row)]
    for spelling in spellings:
        assert spelling == " ".join(spelling.lower().split())
        assert spelling
    assert len(spellings) == len(set(spellings))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_loads_as_written(name: str) -> None:
    head, rows = read_list(f"{name}.csv")
    scale = load_scale(name)
    assert (scale.name, scale.title, scale.source, scale.version) == (name, head["title"], head["source"], head["version"])
    written = {spelling: (float(row["low"]), float(row["high"])) for row in rows for spelling in spellings_of(row)}
    assert {spelling: (term.low, term.high) for spelling, term in scale.terms.items()} == written


@pytest.mark.parametrize("name", SCALES)
def test_a_published_scale_climbs(name: str) -> None:
    rows = sorted(read_list(f"{name}.csv")[1], key=lambda row: int(row["order"]))
    assert len({row["order"] for row in rows}) == len(rows)
    for lower, higher in pairwise(rows):
        assert float(lower["low"]) <= float(higher["low"])
        assert float(lower["high"]) <= float(higher["high"])


def test_every_row_of_prose_names_sources_that_the_list_explains() -> None:
    head, rows = read_list("prose.csv")
    explained = {key.removeprefix("source ") for key in head if key.startswith("source ")}
    for row in rows:
        assert row["source"]
        assert set(row["source"].split()) <= explained, row
        assert row["kind"] in {"likelihood", "modal", "evidential", "denial"}, row


def test_where_sources_of_prose_differ_the_wider_interval_stands() -> None:
    # each term that ICD 203 also has is no narrower in the list of prose where that list draws on ICD 203
    standard = load_scale("icd203").terms
    for spelling, term in load_scale("prose").terms.items():
        if spelling in standard and "icd203" in term.source.split():
            assert term.low <= standard[spelling].low, spelling
            assert term.high >= standard[spelling].high, spelling


def test_grades_by_hand() -> None:
    grades = load_grades()
    assert grades.letters == {"A": (0.9, 1), "B": (0.7, 0.9), "C": (0.5, 0.7), "D": (0.3, 0.5), "E": (0, 0.3), "F": (0, 1)}
    assert grades.digits == {
        "1": (0.8, 1), "2": (0.6, 0.8), "3": (0.4, 0.6), "4": (0.2, 0.4), "5": (0, 0.2), "6": (0, 1), "none": (0.8, 1),
    }  # fmt: skip
    assert grades.labels["C"] == "fairly reliable"
    assert grades.title
    assert grades.source


def test_an_unknown_list_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"rosy.*icd203, phia, nato, ipcc, kent"):
        load_scale("rosy")
