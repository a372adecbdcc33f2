"""An undercutter names a step that is not there.

Why it matters: it breaks a step that somebody wrote; where there is none it breaks nothing.
Mend: name exactly the premises of one `because` line, or no premises to mean every step to the point; an objection to the point itself is
written under that point, as `against`.
Stays quiet: on premises in another order, and on steps that are only proposed.
Source: J. Pollock, Defeasible Reasoning (1987), for undercutting against rebutting.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW115", "undercut-misses"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
