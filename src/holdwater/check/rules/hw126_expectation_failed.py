"""A test of the case's own is not met.

Why it matters: somebody wrote down what has to hold here. Either the case has changed in a way he did not want, or the test is out of
date.
Mend: look at what changed, and correct the case or the test.
Stays quiet: where the test is met. HW609 tells of those that could not be run.
Source: section 2 of the case format.
"""

from holdwater.case.types import Expect
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW126", "expectation-failed"
SEVERITY: Severity = "error"


def report(test: Expect, what: str, points: tuple[str, ...]) -> Diagnostic:
    return Diagnostic(
        code=CODE,
        name=NAME,
        severity=SEVERITY,
        at=test.at,
        message=f"“{test.text}” is not met: {what}",
        why="a test of the case's own says what must hold here",
        mend="look at what changed, and correct the case or the test",
        points=points,
    )
