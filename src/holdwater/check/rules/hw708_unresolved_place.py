"""A place that a point gives is not in the gazetteer.

Why it matters: a place that cannot be found cannot be put on a map or held against another, and may be a slip of the pen.
Mend: write the name as maps do, or leave a note on where it lies.
Stays quiet: on names in which a known place is contained ("the port of Oslo"), on buildings and grounds, which no list of towns has ("Alder
Museum", "Camp Nine"), and on points without `where`.
Source: none needed: form. The gazetteer is GeoNames, cities of 15,000 people and more, countries and US states.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity
from holdwater.lexicon.lists import words
from holdwater.prose.places import fold, look_up

CODE, NAME = "HW708", "unresolved-place"
SEVERITY: Severity = "note"


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.claims:
        for place in claim.where:
            if knows(place):
                continue
            at = next((field.value_at for field in claim.fields if field.name == "where" and place in field.value), claim.at)
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=at,
                message=f"“{place}” at {view.name(claim)} is not in the gazetteer",
                why="what cannot be found cannot be held against another place, or put on a map",
                mend="write the name as maps do, or say in a note where it lies",
                points=(claim.id,),
            )


def knows(place: str) -> bool:
    """Whether the gazetteer has the place, or one that its name contains, or could not have it: a building, a ground."""
    parts = place.split()
    if any(part.casefold().strip(".,") in words("building") or part.casefold().strip(".,") in words("placehead") for part in parts):
        return True
    spans = (parts[first:last] for first in range(len(parts)) for last in range(len(parts), first, -1))
    return len(parts) > 8 or any(span[0][:1].isupper() and look_up(fold(" ".join(span))) is not None for span in spans)
