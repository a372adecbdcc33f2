"""A degree, kind or flag is none that is known.

Why it matters: a term that no word list knows has no value: the point is taken as if nothing had been said.
Mend: write the nearest known term, a number such as 0.6 or a range such as 0.5–0.7; if the bullet is a remark, begin it with `note:`.
Stays quiet: on bullets of more than three words, which are prose, and on terms that another published list than the chosen one knows.
Source: section 2 of the case format; the word lists in use name their own sources.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW104", "unknown-term"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
