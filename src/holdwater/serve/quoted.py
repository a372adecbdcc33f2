"""From a place in a source, `[article:10-80]`, to the words that stand there."""

import os

from holdwater import files, project
from holdwater.case.types import Claim, Place
from holdwater.serve.analysis import Known
from holdwater.serve.labels import item_at
from holdwater.source import SourceText, Span
from holdwater.typed import NamedTuple


class Quoted(NamedTuple):
    """Words in another file: its path, its text, and where in it they stand."""

    path: str
    source: SourceText
    at: Span


def find_quoted(known: Known, offset: int, root: str | None = None) -> Quoted | None:
    """The words that a `quote` or `at` field points to, where the offset is in its brackets.

    None elsewhere, and where the file cannot be read, or may not: it lies inside the project, or `root`. Places beyond its end are its end; in a
    document of another format, whose lines are not those of its text, the beginning is all that can be pointed at.
    """
    index = known.assessment.index
    place = _place_at(known, offset)
    source = index.sources.get(place.source) if place is not None else None
    if (
        place is None
        or place.start is None
        or place.end is None
        or source is None
        or not source.file
        or not os.path.isabs(known.source.name)
    ):
        return None
    folder = os.path.dirname(known.source.name)
    try:
        path = project.find_file(source.file, folder, root or project.find_root(folder))
        text, _ = project.read_file(path, name=source.file)
    except files.Problem:
        return None
    if text.format is not None:
        return Quoted(path, text, Span(0, 0))
    end = min(place.end, len(text.text))
    return Quoted(path, text, Span(min(place.start, end), end))


def _place_at(known: Known, offset: int) -> Place | None:
    found = item_at(known.assessment.index, offset)
    if found is None or not isinstance(found[1], Claim):
        return None
    places = (found[1].place, *(quote.place for quote in found[1].quotes))
    return next((place for place in places if place is not None and place.at.start <= offset <= place.at.end), None)
