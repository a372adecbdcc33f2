"""A quote has fewer than three words, or none at all.

Why it matters: one or two words stand in almost any text, so that they were found again says nothing about what was said with them.
Mend: quote enough for a statement.
Stays quiet: from three words on. A note where the words stand at their place or in one place alone; a warning where nothing could be
verified: no word, one letter, or several places and none given.
Source: W3C Web Annotation Data Model (2017), 4.2.4, on quotes that are not unique.
"""

from collections.abc import Iterator

from holdwater.case.quotes import SHORTEST
from holdwater.check.quotations import Quotations, shorten
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW323", "quote-too-short"
SEVERITY: Severity = "warning"


def check_quotes(quotations: Quotations) -> Iterator[Diagnostic]:
    view = quotations.view
    for found in quotations.quotes:
        if found.located.status != "short":
            continue
        letters = sum(char.isalnum() for char in found.words)
        verified = found.located.span is not None and letters > 1
        shown = f": “{shorten(found.words)}”" if letters else ""
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity="note" if verified else SEVERITY,
            at=found.at,
            message=f"the quote in {view.name(found.claim)} has {'fewer than three words' if letters > 1 else 'no word'}{shown}",
            why="so little stands in almost any text" + ("" if verified else f"; nothing of {found.name} is verified by it"),
            mend=f"quote at least {SHORTEST} words, enough for a statement",
            points=(found.claim.id,),
        )
