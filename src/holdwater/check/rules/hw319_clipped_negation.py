"""A quote leaves out the word in its sentence that denies what it says.

Why it matters: what is left is verbatim, and says the opposite.
Mend: begin the quote earlier, so that the denial is in it, or end it later.
Stays quiet: where the quote holds the word itself, and where something begins between the two that stands on its own. A note only where
the word may not reach as far as the quote. That the point's own sentence denies does not help: a quote is read by itself.
Source: contextomy, M. McGlone, Quoted out of context (2005).
"""

from collections.abc import Iterator

from holdwater.check.quotations import Quotations, shorten
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW319", "clipped-negation"
SEVERITY: Severity = "warning"
MEND = "let the quote hold the denial"


def check_quotes(quotations: Quotations) -> Iterator[Diagnostic]:
    view = quotations.view
    for found in quotations.quotes:
        for lost in quotations.lost(found):
            if lost.kind != "negation":
                continue
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if lost.firm else "note",
                at=found.at,
                message=f"the quote in {view.name(found.claim)} leaves out “{shorten(lost.text)}”: the sentence denies it",
                why=f"in {found.name} the sentence reads: “{quotations.sentence(found, lost)}”",
                mend=MEND,
                points=(found.claim.id,),
            )
