"""A word list of the user's own: a CSV file beside his cases, shaped like those in `data/`, with its source."""

import csv

from holdwater import files, project
from holdwater.credence import Interval
from holdwater.lexicon.scale import Scale, Term

HEAD = ("title", "source", "licence", "flat")
"""What a list has to say of itself; `version` may stand beside them."""

LARGEST = 1_000_000
_MEND = "docs/format.md shows a list"


def names_file(words: str | None) -> bool:
    """Whether `words:` names a file rather than a list that is shipped.

    >>> names_file("kent"), names_file("lists/house.csv")
    (False, True)
    """
    return words is not None and ("." in words or "/" in words)


def load_own(written: str, folder: str) -> Scale:
    """The list in the file that a case in `folder` names, which lies in its project. Raises `files.Problem`, with the place and what mends it."""
    found = project.find_file(written, folder, project.find_root(folder))
    return read_scale(written, project.read_file(found, name=written, limit=LARGEST)[0].text)


def read_scale(name: str, text: str) -> Scale:
    """The list in a text. Raises `files.Unreadable`, which names the line.

    >>> text = "# title: House words\\n# source: House style, 2031, page 4\\n# licence: ours\\n# flat: 0.9 1\\nterm,low,high\\nsurely,0.9,1\\n"
    >>> read_scale("house.csv", text).terms["surely"]
    Term(term='surely', low=0.9, high=1.0, kind='likelihood', source='house.csv')
    """
    head: dict[str, str] = {}
    terms: dict[str, Term] = {}
    columns: dict[str, int] | None = None
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        where = f"{name}:{number}"
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            head.setdefault(key.strip().casefold(), value.strip())
            continue
        if not line.strip():
            continue
        try:
            (cells,) = csv.reader([line], strict=True)
        except (csv.Error, ValueError) as error:
            raise files.Unreadable(where, "is no row of a CSV file", "close its quotation marks") from error
        cells = [cell.strip() for cell in cells]
        if columns is None:
            columns = {cell.casefold(): at for at, cell in enumerate(cells)}
            if not {"term", "low", "high"} <= columns.keys():
                raise files.Unreadable(where, "does not name the columns term, low and high", f"begin the rows with `term,low,high`; {_MEND}")
            continue
        if len(cells) != len(columns):
            raise files.Unreadable(where, f"has {len(cells)} cells, and the first row names {len(columns)} columns", "write one cell for each")
        low, high = _range(where, cells[columns["low"]], cells[columns["high"]])
        aliases = cells[columns["aliases"]].split(";") if "aliases" in columns else []
        spellings = [folded for spelling in (cells[columns["term"]], *aliases) if (folded := " ".join(spelling.casefold().split()))]
        if not spellings:
            raise files.Unreadable(where, "has no term", "write the word that the range is for")
        term = Term(spellings[0], low, high, "likelihood", name)
        for spelling in spellings:
            if spelling in terms:
                raise files.Unreadable(where, f"gives “{spelling}” again", "leave one of the two out")
            terms[spelling] = term
    for key in HEAD:
        if not head.get(key):
            raise files.Unreadable(name, f"does not name its {key}", f"write a line `# {key}: …` at the top; {_MEND}")
    if not terms:
        raise files.Unreadable(name, "has no terms", f"write `term,low,high` and under it a row for each word; {_MEND}")
    line_of_flat = next(number for number, line in enumerate(text.splitlines(), 1) if line.lstrip("\ufeff# ").casefold().startswith("flat"))
    flat = head["flat"].split()
    if len(flat) != 2:
        raise files.Unreadable(f"{name}:{line_of_flat}", "does not give flat as a range", "write two numbers, such as `# flat: 0.9 1`")
    return Scale(name, head["title"], head["source"], head.get("version", ""), Interval(*_range(f"{name}:{line_of_flat}", *flat)), terms)


def _range(where: str, low: str, high: str) -> tuple[float, float]:
    try:
        found = float(low), float(high)
    except ValueError:
        found = (1.0, 0.0)
    if not 0 <= found[0] <= found[1] <= 1:
        raise files.Unreadable(where, f"has the range {low} to {high}", "write two numbers from 0 to 1, the lower one first")
    return found
