"""A quote stands in a part of its source that the source's readers do not see.

Why it matters: who looks the quote up in the page or the file as it is shown does not find it. Text that is hidden may be an earlier version, a
deletion, or planted for those who read along by machine; nobody has said it in public.
Mend: quote what the source shows; or say in the point that the words were hidden there, and how.
Stays quiet: on plain text, in which nothing is hidden by style, and where the same words stand in what is seen as well.
Source: none needed: a quote is evidence of what was said to somebody.
"""

from collections.abc import Iterator

from holdwater.check.quotations import Quotations, shorten
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW325", "quote-from-hidden-text"
SEVERITY: Severity = "warning"


def check_quotes(quotations: Quotations) -> Iterator[Diagnostic]:
    for found in (*quotations.quotes, *quotations.texts):
        file, at = quotations.sources.get(found.source), found.located.span
        if file is None or at is None or not file.hidden or found.located.status in ("absent", "ambiguous"):
            continue
        how = next((passage.what for passage in file.hidden if passage.at.overlaps(at)), None)
        if how is None:
            continue
        what = "quote in" if found.quote is not None else "text of"
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=found.at,
            message=f"the {what} {quotations.view.name(found.claim)} stands in {found.name} where nobody sees it ({how}): “{shorten(found.words)}”",
            why="who looks it up in the source as it is shown does not find it",
            mend="quote what the source shows, or say that the words were hidden there",
            points=(found.claim.id,),
        )
