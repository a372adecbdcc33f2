"""A point's own text is not what stands at the place that its `at` gives.

Why it matters: a point with `at` speaks in the author's words; edited, it is ours, and the reader takes it for theirs.
Mend: restore the words, or take `at` away and quote the author under `quote`; where only the place is wrong, the fix corrects it.
Stays quiet: on white space, quotation marks and dashes, as with quotes.
Source: this project's case format, on `at`: the item's own text stands there word for word, after its label.
"""

from collections.abc import Iterator

from holdwater.check.quotations import Quotations, shorten, show_disguise, show_place
from holdwater.check.rules.hw314_quote_altered import describe
from holdwater.diagnostics import Diagnostic, Fix, Severity

CODE, NAME = "HW322", "text-not-as-at"
SEVERITY: Severity = "error"


def check_quotes(quotations: Quotations) -> Iterator[Diagnostic]:
    view = quotations.view
    for found in quotations.texts:
        located, place = found.located, found.place
        if place is None or located.status == "found" or (located.status == "short" and located.span is not None):
            continue
        here = view.name(found.claim)
        severity, fix, mend = SEVERITY, None, "restore the author's words, or take `at` away and quote the author under `quote`"
        if located.status == "elsewhere" and located.span is not None:
            severity = "warning"
            message = (
                f"the text of {here} stands at {located.span.start}–{located.span.end} of {found.name}, not at {place.start}–{place.end}"
            )
            mend = f"write the place that is meant: {show_place(found.source, located.span)}"
            if not located.others:
                fix = Fix(place.at, show_place(found.source, located.span))
        elif located.status == "disguised":
            message = f"the text of {here} is in {found.name} only without {', '.join(map(show_disguise, located.disguises[:3]))}"
        elif located.status == "altered":
            message = f"the text of {here} is not as {found.name} has it: {describe(found)}"
        else:
            message = f"the text of {here} is not in {found.name}: “{shorten(found.words)}”"
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=severity,
            at=place.at,
            message=message,
            why="with `at` a point says that these are the author's words, word for word",
            mend=mend,
            points=(found.claim.id,),
            fix=fix,
        )
