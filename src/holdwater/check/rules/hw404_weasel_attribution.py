"""A statement is put in the mouth of nobody in particular.

Why it matters: "some say" can be said of anything, and cannot be checked.
Mend: name one who says so, or say it in your own name.
Stays quiet: where a named speaker stands in the same sentence, and inside quotations.
Source: weasel words, Wikipedia Manual of Style, Words to watch; argument from popular opinion, D. Walton, C. Reed and F. Macagno (2008).
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW404", "weasel-attribution"
SEVERITY: Severity = "note"


def check(view: View) -> Iterator[Diagnostic]:
    seen: set[int] = set()
    for claim in view.having("weasel"):
        for phrase in view.phrases(claim, "weasel"):
            named = any(not found.anonymous and not found.at.overlaps(phrase.at) for found in view.marks(claim).attributions)
            if phrase.at.start in seen or named or view.quoted(phrase.at):
                continue
            seen.add(phrase.at.start)
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=phrase.at,
                message=f"“{view.excerpt(phrase.at)}”: by whom is not said",
                why="what nobody in particular says cannot be asked about or checked",
                mend="name one who says so, or say it in your own name",
                points=(claim.id,),
            )
