"""Scales of estimative words, read from `data/*.csv`, and the reading of a degree as written.

A scale file opens with `# title:`, `# source:`, `# licence:`, `# version:` and `# flat:` lines (several `# source key:` lines where the
rows name their own), then rows of `term, aliases, low, high, order` or, for prose, `term, low, high, kind, source`.
"""

import os
from functools import cache

from holdwater.credence import Interval
from holdwater.typed import NamedTuple

SCALES = ("icd203", "phia", "nato", "ipcc", "kent")
"""The published scales that `words:` can name, in the order in which a term that the chosen one lacks is looked for."""

PROSE = "prose"

READERS = "readers"
"""The words as readers of a survey take them: `words:` can name it, but no term of another scale is looked for there."""

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")


class Term(NamedTuple):
    """One row of a scale. `kind` is likelihood, modal, evidential or denial; on a published scale always likelihood."""

    term: str
    low: float
    high: float
    kind: str
    source: str


class Scale(NamedTuple):
    """A word list with its provenance. `terms` maps every spelling, aliases too, to its row; `flat`: what no hedge counts as."""

    name: str
    title: str
    source: str
    version: str
    flat: Interval
    terms: dict[str, Term]


class Degree(NamedTuple):
    """A degree as understood: the words as written, the interval, and the name of the scale it came from ("number" for figures)."""

    term: str
    interval: Interval
    scale: str


def data_lines(name: str) -> tuple[dict[str, str], list[list[str]]]:
    """The `# key: value` head of a shipped list, and its rows as cells (no cell holds a quoted comma except by CSV quoting)."""
    head: dict[str, str] = {}
    with open(os.path.join(DATA, name + ".csv"), encoding="utf-8") as file:
        text = file.read()
    lines = text.removesuffix("\n").split("\n")
    for line in lines:
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            head[key.strip()] = value.strip()
    if '"' in text:
        return head, [_cells(line) for line in lines if not line.startswith("#")]
    return head, [line.split(",") for line in lines if line[:1] != "#"]


def _cells(line: str) -> list[str]:
    """The cells of one line of CSV. Loading `csv` for the few that are quoted would cost more than reading the lists."""
    if '"' not in line:
        return line.split(",")
    if '""' not in line:
        pieces = line.split('"')
        pieces[::2] = [piece.replace(",", "\n") for piece in pieces[::2]]
        return "".join(pieces).split("\n")
    import csv

    return next(csv.reader((line,)))


@cache
def load_scale(name: str) -> Scale:
    """One shipped scale by name. Raises KeyError for a name that is none of `SCALES`, "readers" or "prose"."""
    if name not in SCALES and name not in (PROSE, READERS):
        raise KeyError(f"no word list is called {name!r}; there are {', '.join(SCALES)} and {READERS}")
    head, rows = data_lines(name)
    low, high = head["flat"].split()
    terms: dict[str, Term] = {}
    columns = {key: at for at, key in enumerate(rows[0])}
    for row in rows[1:]:
        term = Term(
            row[0],
            float(row[columns["low"]]),
            float(row[columns["high"]]),
            row[columns["kind"]] if "kind" in columns else "likelihood",
            row[columns["source"]] if "source" in columns else name,
        )
        spellings = [row[0]]
        if "aliases" in columns:
            spellings += [alias.strip() for alias in row[columns["aliases"]].split(";") if alias.strip()]
        for spelling in spellings:
            terms[spelling] = term
    return Scale(name, head["title"], head["source"], head["version"], Interval(float(low), float(high)), terms)


class Words:
    """The words in use: a chosen scale, the prose table behind it, and the other published scales behind that.

    >>> words = load_words("icd203")
    >>> words.degree("very likely")
    Degree(term='very likely', interval=Interval(low=0.8, high=0.95), scale='icd203')
    >>> words.degree("0.5–0.7").interval
    Interval(low=0.5, high=0.7)
    >>> words.degree("highly likely").scale
    'phia'
    >>> words.degree("rosy") is None
    True
    """

    __slots__ = ("_degrees", "_others", "_prose", "scale")

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self._prose: Scale | None = None
        self._others: list[Scale] | None = None
        self._degrees: dict[str, Degree | None] = {}

    @property
    def flat(self) -> Interval:
        return self.scale.flat

    @property
    def prose(self) -> Scale:
        if self._prose is None:
            self._prose = load_scale(PROSE)
        return self._prose

    @property
    def others(self) -> list[Scale]:
        if self._others is None:
            self._others = [load_scale(name) for name in SCALES if name != self.scale.name]
        return self._others

    def degree(self, text: str) -> Degree | None:
        """What a degree says: a term of the chosen scale, else of another published one, else of prose; or a number or a range; else None.

        A number is given as `0.6` or `60 %`; a range with a hyphen, a dash or `to`. Outside [0, 1] or reversed it is no degree. A text of few
        words asks for the same few again and again: each is looked up once.
        """
        if text not in self._degrees:
            self._degrees[text] = self._look_up(" ".join(text.casefold().split()))
        return self._degrees[text]

    def _look_up(self, term: str) -> Degree | None:
        if term in self.scale.terms:
            return _known(self.scale, term)
        if term[:1].isdigit() or term[:1] == ".":
            return _number(term)
        for scale in self.others:
            if term in scale.terms:
                return _known(scale, term)
        if term in self.prose.terms:
            return _known(self.prose, term)
        return None

    def nearest(self, text: str) -> str | None:
        """The known term that the text looks most like, for a message."""
        from difflib import get_close_matches

        known = list(self.scale.terms) + list(self.prose.terms) + [term for scale in self.others for term in scale.terms]
        close = get_close_matches(" ".join(text.casefold().split()), known, n=1, cutoff=0.7)
        return close[0] if close else None


def _known(scale: Scale, term: str) -> Degree:
    row = scale.terms[term]
    return Degree(term, Interval(row.low, row.high), scale.name)


def _number(text: str) -> Degree | None:
    parts = text.replace(" to ", "-").replace("–", "-").replace("—", "-").replace("−", "-").split("-")
    percent = any("%" in part for part in parts)
    try:
        values = [float(part.replace("%", "").strip()) / (100 if percent else 1) for part in parts]
    except ValueError:
        return None
    if len(values) > 2:
        return None
    low, high = values[0], values[-1]
    return Degree(text, Interval(low, high), "number") if 0 <= low <= high <= 1 else None


def load_words(name: str | None = None) -> Words:
    """The words named by a case's `words:` line; ICD 203 where it names none. Raises KeyError for an unknown name."""
    return Words(load_scale(name or "icd203"))
