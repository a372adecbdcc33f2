"""A quote is not in the source that it is said to be from.

Why it matters: quotation marks promise that somebody else wrote these words; words that cannot be found again prove nothing.
Mend: copy the words from the source, or name the source that has them.
Stays quiet: where the source has no `file`, and where that file could not be read (HW318 says so).
Source: The Chicago Manual of Style (17th ed., 2017), chapter 13, on giving quotations exactly.
"""

from collections.abc import Iterator

from holdwater.check.quotations import Quotations, shorten, show_place
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW313", "quote-not-found"
SEVERITY: Severity = "error"


def check_quotes(quotations: Quotations) -> Iterator[Diagnostic]:
    view = quotations.view
    for found in quotations.quotes:
        if found.located.status != "absent":
            continue
        here = view.name(found.claim)
        message = f"{here} quotes words that are not in {found.name}: “{shorten(found.words)}”"
        mend = f"copy the words from {found.name}, or name the source that has them"
        if found.other is not None:
            message += f"; they stand in “{found.other[0]}”"
            mend = f"name that source, {show_place(*found.other)}, if it is the one that is meant"
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=found.at,
            message=message,
            why="words in quotation marks are the source's own, or they are no quote",
            mend=mend,
            points=(found.claim.id,),
        )
