"""Two items have one label.

Why it matters: a reference to the label could mean either. Here it means the first, and the second can be cited by nobody.
Mend: give one of the two another label; what cites it may have to follow.
Stays quiet: on labels that differ in case (`H1`, `h1`), and on words in bold that open a sentence in an ordered list.
Source: section 2 of the case format.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW102", "duplicate-label"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
