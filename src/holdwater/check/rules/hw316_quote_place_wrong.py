"""A quote stands in the source, but not at the place that is given for it.

Why it matters: whoever looks the place up finds other words, and doubts the quote or the source.
Mend: correct the place; where the words stand only once, the fix does it.
Stays quiet: where the place differs by white space alone.
Source: W3C Web Annotation Data Model (2017), 4.2.5, on text positions that no longer fit their text.
"""

from collections.abc import Iterator

from holdwater.check.quotations import Quotations, show_place
from holdwater.diagnostics import Diagnostic, Fix, Severity

CODE, NAME = "HW316", "quote-place-wrong"
SEVERITY: Severity = "warning"
TOLD = 4
"""Places that are told."""


def check_quotes(quotations: Quotations) -> Iterator[Diagnostic]:
    view = quotations.view
    for found in quotations.quotes:
        located, place = found.located, found.place
        if located.status != "elsewhere" or located.span is None or place is None:
            continue
        here, there = f"{place.start}–{place.end}", f"{located.span.start}–{located.span.end}"
        places = ", ".join(show_place(found.source, at) for at in (located.span, *located.others)[:TOLD])
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=place.at,
            message=f"the quote in {view.name(found.claim)} stands at {there} of {found.name}, not at {here}"
            + (f", and in {len(located.others)} more places" if located.others else ""),
            why="a place is there to be looked up; the one given has other words, or is none",
            mend=f"write the place that is meant: {places}",
            points=(found.claim.id,),
            fix=None if located.others else Fix(place.at, show_place(found.source, located.span)),
        )
