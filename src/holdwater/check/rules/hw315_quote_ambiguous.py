"""A quote stands in several places, and does not say which it means.

Why it matters: the same words may be said by one and denied by another; without a place nobody can look up which was meant.
Mend: add the place, `[source:10-80]`.
Stays quiet: where the words stand in one place alone, and where a place is given.
Source: W3C Web Annotation Data Model (2017), 4.2.4 and 4.2.5: a text quote with several matches selects nothing, a position decides.
"""

from collections.abc import Iterator

from holdwater.case.quotes import MOST
from holdwater.check.quotations import Quotations, shorten, show_place
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW315", "quote-ambiguous"
SEVERITY: Severity = "warning"
TOLD = 4
"""Places that are told."""


def check_quotes(quotations: Quotations) -> Iterator[Diagnostic]:
    view = quotations.view
    for found in quotations.quotes:
        located = found.located
        if located.status != "ambiguous" or located.span is None:
            continue
        places = [show_place(found.source, at) for at in (located.span, *located.others)]
        count = f"{len(places)} places of {found.name}" if len(places) < MOST else f"at least {MOST} places of {found.name}"
        if found.other is not None:
            places.append(show_place(*found.other))
            count = f"{found.name} and in “{found.other[0]}”"
        shown = ", ".join(places[:TOLD]) + (", …" if len(places) > TOLD else "")
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=found.at,
            message=f"the quote in {view.name(found.claim)} stands in {count}, and does not say which: “{shorten(found.words)}”",
            why="which of them is meant decides who speaks, and what comes before and after",
            mend=f"add the place: {shown}",
            points=(found.claim.id,),
        )
