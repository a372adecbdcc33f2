"""A test of the case's own could not be run.

Why it matters: a test that is not run looks like one that passes.
Mend: write it as one of the forms that are known, or run it where the numbers are at hand.
Stays quiet: on tests that were run, whatever came of them.
Source: section 2 of the case format.
"""

from holdwater.case.types import Expect
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW609", "expectation-not-run"
SEVERITY: Severity = "note"


def report(test: Expect, what: str, points: tuple[str, ...]) -> Diagnostic:
    return Diagnostic(
        code=CODE,
        name=NAME,
        severity=SEVERITY,
        at=test.at,
        message=f"“{test.text}” was not run: {what}",
        why="a test that is not run looks like one that passes",
        mend="write `H1 leads`, `(4) holds at most DEGREE`, `(4) says DEGREE`, `origins of (4) = 1`, `HW203 at (4)` or `no HW2 at (4)`",
        points=points,
    )
