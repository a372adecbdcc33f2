"""A bullet looks like a field, and is none that may stand there.

Why it matters: a field that is not known has no effect: nothing is computed from it, and nobody would notice.
Mend: write the nearest known name, move the field to the item it belongs to, or, if it is a remark, begin it with `note:`.
Stays quiet: on bullets with more than three words before the colon, which are prose, and on fields of parts.
Source: section 2 of the case format.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW103", "unknown-field"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
