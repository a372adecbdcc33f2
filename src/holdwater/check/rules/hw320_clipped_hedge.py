"""A quote leaves out the word in its sentence that makes what it says uncertain, conditional or a question.

Why it matters: what is left is verbatim, and sounds surer than the sentence.
Mend: begin the quote earlier, so that the hedge is in it, or end it later.
Stays quiet: where the quote holds the word itself, and where something begins between the two that stands on its own. A note only where
the word may not reach as far as the quote, and where the point carries what was lost: it states a degree that is no firmer, or its own
sentence is hedged.
Source: loss of hedges in retelling, K. Hyland, Hedging in Scientific Research Articles (1998).
"""

from collections.abc import Iterator

from holdwater.check.quotations import Quotations, shorten
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW320", "clipped-hedge"
SEVERITY: Severity = "warning"
MEND = "let the quote hold the hedge"
CARRIED = "the point says as much itself; let the quote hold the hedge as well, if that can be done"


def check_quotes(quotations: Quotations) -> Iterator[Diagnostic]:
    view = quotations.view
    for found in quotations.quotes:
        for lost in quotations.lost(found):
            if lost.kind != "hedge":
                continue
            carried = quotations.carried(found.claim, lost)
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if lost.firm and not carried else "note",
                at=found.at,
                message=f"the quote in {view.name(found.claim)} leaves out “{shorten(lost.text)}”: the sentence does not assert it",
                why=f"in {found.name} the sentence reads: “{quotations.sentence(found, lost)}”",
                mend=CARRIED if carried else MEND,
                points=(found.claim.id,),
            )
