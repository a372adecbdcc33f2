"""A rule is silenced without a reason.

Why it matters: the next reader cannot tell whether the finding was looked into or only put away.
Mend: write the reason behind the code: `<!-- holdwater: allow HW305, the ministry was asked twice and is bound to answer -->`.
Stays quiet: on any words at all; whether the reason is good is for people to judge. In case files HW112 says the same. Without a reason
nothing is silenced.
Source: section 2 of the case format.
"""

from holdwater.case.types import Allow
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW128", "allow-without-reason"
SEVERITY: Severity = "warning"


def report(allow: Allow) -> Diagnostic:
    return Diagnostic(
        code=CODE,
        name=NAME,
        severity=SEVERITY,
        at=allow.at,
        message=f"{allow.code or 'no rule'} is to be silenced here, and no reason is given",
        why="the next reader cannot tell whether it was looked into",
        mend=f"write why: `allow {allow.code}, …`",
        points=(allow.scope,) if allow.scope is not None else (),
    )
