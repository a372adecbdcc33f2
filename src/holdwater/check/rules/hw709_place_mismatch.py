"""The sentence of a point names one place, its `where` another.

Why it matters: one of the two is wrong, or the field tells of something else than the sentence.
Mend: write in `where` what the sentence says, or say in the sentence what the field means.
Stays quiet: where one of the places named is also in the field, where the sentence names none, and where they lie within two degrees of each other.
Source: none needed: form. Coordinates are GeoNames'.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.prose.places import fold, look_up

CODE, NAME = "HW709", "place-mismatch"
SEVERITY: Severity = "note"
NEAR = 2.0
"""Degrees of latitude and longitude within which two places may be one: a town and its district."""


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.claims:
        if not claim.where:
            continue
        named = view.marks(claim).places
        if not named or any(fold(place.text) in fold(" ".join(claim.where)) for place in named):
            continue
        given = [row for row in (look_up(fold(place)) for place in claim.where) if row is not None and row[0] is not None and row[3] == "city"]
        away = [place for place in named if place.latitude is not None and _is_city(place.text)]
        if not given or not away or any(_near(place.latitude, place.longitude, row[0], row[1]) for place in away for row in given):
            continue
        at = next((field.value_at for field in claim.fields if field.name == "where"), claim.at)
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=at,
            message=f"{view.name(claim)} says “{away[0].text}”, its field says “{claim.where[0]}”",
            why="one of the two is not where it happened",
            mend="write in the field what the sentence says, or mend the sentence",
            points=(claim.id,),
            marks=(Mark(away[0].at, "named here"),),
        )


def _is_city(name: str) -> bool:
    row = look_up(fold(name))
    return row is not None and row[3] in ("city", "capital")


def _near(latitude: float | None, longitude: float | None, other: float | None, another: float | None) -> bool:
    if latitude is None or longitude is None or other is None or another is None:
        return True
    return abs(latitude - other) <= NEAR and abs(longitude - another) <= NEAR
