"""An item has no label, so nothing can cite it.

Why it matters: what has no label is prose: it is no point, no hypothesis and no source, and nothing is computed from it.
Mend: begin it with a label in bold, `- **7** …`; if it is prose, a paragraph says so better.
Stays quiet: on lists outside the five sections, on bullets under items, and on the lines of Expect.
Source: section 2 of the case format.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW108", "unlabelled-item"
SEVERITY: Severity = "note"
RAISED_BY = "case.parse"
