"""Grades of sources (letters) and of reports (digits) as intervals, read from `data/admiralty.csv`."""

from holdwater.credence import Interval
from holdwater.lexicon.scale import data_lines
from holdwater.typed import NamedTuple

UNGRADED = "F"
"""The letter of a source without a grade."""

UNMARKED = "none"
"""The row of a report without a digit."""


class Grades(NamedTuple):
    """`letters`: how far a source graded "A" to "F" is truthful; `digits`: how far a report with "1" to "6", or `UNMARKED`, is grounded."""

    title: str
    source: str
    version: str
    letters: dict[str, Interval]
    digits: dict[str, Interval]
    labels: dict[str, str]


def load_grades() -> Grades:
    """The shipped table.

    >>> load_grades().letters["C"]
    Interval(low=0.5, high=0.7)
    """
    head, rows = data_lines("admiralty")
    letters: dict[str, Interval] = {}
    digits: dict[str, Interval] = {}
    labels: dict[str, str] = {}
    for part, grade, label, low, high in rows[1:]:
        (letters if part == "reliability" else digits)[grade] = Interval(float(low), float(high))
        labels[grade] = label
    return Grades(head["title"], head["source"], head["version"], letters, digits, labels)
