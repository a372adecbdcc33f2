"""A field's value has not the form that the field needs.

Why it matters: what cannot be read has no effect: a reason without its reference supports nothing.
Mend: write the value as the table in `docs/format.md` has it; the finding names the form.
Stays quiet: on values in free text, such as notes, stakes and places on the map.
Source: section 2 of the case format.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW112", "unreadable-value"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
