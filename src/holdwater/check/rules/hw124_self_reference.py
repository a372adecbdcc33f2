"""A point refers to itself.

Why it matters: the reader is sent to where he stands. Often it is a number left over from an earlier numbering.
Mend: correct the number.
Stays quiet: on a reference to another part of the same point.
Source: none needed: form.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW124", "self-reference"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    for found in view.case.references:
        claim = view.index.claims.get(found.source) if found.source is not None else None
        if claim is None or view.quoted(found.at) or found.target not in (claim.id, claim.label):
            continue
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=found.at,
            message=f"({found.target}) refers to itself",
            why="the reader is sent to where he stands",
            mend="correct the number, or leave the reference out",
            points=(claim.id,),
        )
