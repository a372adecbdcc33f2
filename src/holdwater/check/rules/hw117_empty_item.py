"""A labelled item says nothing.

Why it matters: a point is a sentence that can be true or false; a label alone is neither.
Mend: write the sentence, or take the item out.
Stays quiet: on items that say anything at all.
Source: none needed: form.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW117", "empty-item"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
