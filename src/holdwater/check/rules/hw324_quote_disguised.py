"""A quote looks like the words of the source and is not: it holds characters that cannot be seen, or letters of another script.

Why it matters: what looks right to a reader is searched for in vain, or reads differently where the direction of writing is turned.
Mend: type the words anew, or copy them from the source.
Stays quiet: on soft hyphens, and where the source holds the same characters in the same place.
Source: Unicode Technical Report #36 (security considerations) and Technical Standard #39 (confusables).
"""

from collections.abc import Iterator

from holdwater.check.quotations import Quotations, show_disguise, show_place
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW324", "quote-disguised"
SEVERITY: Severity = "error"
TOLD = 3
"""Characters that are named."""


def check_quotes(quotations: Quotations) -> Iterator[Diagnostic]:
    view = quotations.view
    for found in quotations.quotes:
        located = found.located
        if located.status != "disguised" or located.span is None:
            continue
        where = f"the quote in {view.name(found.claim)}" if any(each.where == "quote" for each in located.disguises) else found.name
        told = ", ".join(show_disguise(each) for each in located.disguises[:TOLD])
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=found.at,
            message=f"{where} holds what does not look like itself: {told}",
            why="without it the words would be found; with it they are others, whatever they look like",
            mend=f"type the words anew; they would stand at {show_place(found.source, located.span)}",
            points=(found.claim.id,),
        )
