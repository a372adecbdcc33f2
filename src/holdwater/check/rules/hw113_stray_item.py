"""A labelled item with fields stands under none of the headings that make items count.

Why it matters: outside Hypotheses, Points, Sources, Watch and Expect everything is prose, fields as well.
Mend: put it under one of the five headings, or under a deeper heading inside one.
Stays quiet: on lists without labels or without fields, which are prose wherever they stand.
Source: section 2 of the case format.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW113", "stray-item"
SEVERITY: Severity = "note"
RAISED_BY = "case.parse"
