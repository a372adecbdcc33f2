"""A quote leaves out who, in its sentence, is said to have said it.

Why it matters: what is left makes the author vouch for another's words.
Mend: let the quote hold the attribution, or name the speaker as the point's `source`.
Stays quiet: where the quote holds the word itself, and where something begins between the two that stands on its own. A note only where
the word may not reach as far as the quote, and where the point carries what was lost: it has a `source`, or its own sentence names a
speaker.
Source: source attribution, ICD 206 (2015); contextomy, M. McGlone, Quoted out of context (2005).
"""

from collections.abc import Iterator

from holdwater.check.quotations import Quotations, shorten
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW321", "clipped-attribution"
SEVERITY: Severity = "warning"
MEND = "let the quote hold the attribution"
CARRIED = "the point says as much itself; let the quote hold the attribution as well, if that can be done"


def check_quotes(quotations: Quotations) -> Iterator[Diagnostic]:
    view = quotations.view
    for found in quotations.quotes:
        for lost in quotations.lost(found):
            if lost.kind != "attribution":
                continue
            carried = quotations.carried(found.claim, lost)
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if lost.firm and not carried else "note",
                at=found.at,
                message=f"the quote in {view.name(found.claim)} leaves out “{shorten(lost.text)}”: the sentence hands it to a speaker",
                why=f"in {found.name} the sentence reads: “{quotations.sentence(found, lost)}”",
                mend=CARRIED if carried else MEND,
                points=(found.claim.id,),
            )
