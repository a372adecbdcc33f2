"""An ordered list is written with numbers that no reader is shown.

Why it matters: Markdown counts on from a list's first number whatever is written, so 5., 7. show as 5., 6.; references to the written
number lead astray.
Mend: write the label in bold, `- **7** …`; the fix does so. Prose between the two, set off by blank lines, helps as well: the next list
starts at its own number.
Stays quiet: on lists that count by one, and on a list after a heading or a paragraph, which begins at the number written.
Source: CommonMark 0.31, section 5.3 (lists): only the first number of a list counts.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW105", "list-number"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
