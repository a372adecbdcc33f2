"""Text is missing: the document, or its reading, breaks off.

Why it matters: an argument read in part is another argument. A premise, a denial or the word that softens a conclusion may be in the missing part.
Mend: get the whole document; where a page is a picture, its text from whoever has it; where a limit was met, the part that matters.
Stays quiet: on what a page has around its text (menus, notices), which a note counts; on plain text, of which nobody can see what is missing.
Source: holdwater's own rule that text that was cut off is never passed over in silence (docs/reading.md, "Documents of other formats").
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW131", "text-cut-off"
SEVERITY: Severity = "error"


def check(view: View) -> Iterator[Diagnostic]:
    for passage in view.case.source.cut:
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=passage.at,
            message=f"text is missing behind this: {passage.what}" if passage.at.end else f"text is missing: {passage.what}",
            why="what was not read is in no point, no number and no finding",
            mend="get the whole text, and read that",
        )
