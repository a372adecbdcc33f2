"""A rule is silenced where it has nothing to say.

Why it matters: the fault has been mended, or the code is mistyped; and one day the line will hide a new fault.
Mend: take the line out, or correct the code.
Stays quiet: where the rule was not run.
Source: section 2 of the case format.
"""

from holdwater.case.types import Allow
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW129", "allow-for-nothing"
SEVERITY: Severity = "note"


def report(allow: Allow) -> Diagnostic:
    return Diagnostic(
        code=CODE,
        name=NAME,
        severity=SEVERITY,
        at=allow.at,
        message=f"{allow.code} is silenced here and finds nothing",
        why="the fault has gone, or the code is mistyped; the line would hide the next one",
        mend="take the line out, or correct the code",
        points=(allow.scope,) if allow.scope is not None else (),
    )
