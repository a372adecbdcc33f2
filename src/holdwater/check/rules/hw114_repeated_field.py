"""An item says twice what it can say only once.

Why it matters: two degrees, two priors or two rows for one hypothesis could mean either; here the first counts, and the second is lost.
Mend: leave one of the two out.
Stays quiet: on fields that may be repeated, such as because, source, quote, when and note, and on proposals beside a person's own word.
Source: section 2 of the case format.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW114", "repeated-field"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
