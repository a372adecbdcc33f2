"""A sentence says only that something is not impossible.

Why it matters: "may or may not" is true of everything, so it cannot be wrong and tells nothing.
Mend: say how likely it is, or what would settle it.
Stays quiet: on a single "may" or "could", which can be the honest word.
Source: S. Kent, Words of Estimative Probability (1964); ICD 203 (2015), on terms such as "could" and "cannot be ruled out".
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW407", "empty-modal"
SEVERITY: Severity = "note"


def check(view: View) -> Iterator[Diagnostic]:
    seen: set[int] = set()
    for claim in view.having("empty"):
        for phrase in view.phrases(claim, "empty"):
            if phrase.at.start in seen or view.quoted(phrase.at):
                continue
            seen.add(phrase.at.start)
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=phrase.at,
                message=f"“{view.excerpt(phrase.at)}” says only that it is not impossible",
                why="what is true of almost anything tells the reader nothing about this",
                mend="say how likely it is, or what would settle it",
                points=(claim.id,),
            )
