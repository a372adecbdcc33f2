"""A reference leads to nothing: no item of the file has that label.

Why it matters: what a field names has to be there, or the line carries nothing: a step without its premise supports no conclusion, and a
reader who follows a reference in a sentence finds nothing.
Mend: correct the label, or add the item. A wrong kind of item counts as well: a source is no reason, and a point is no hypothesis; and a
proposal (`**P9?**`) counts for nothing until its question mark is taken away.
Stays quiet: on years and other numbers in prose with more digits than the file's longest number, on letters in parentheses, in code, in
block quotes, and in the words of a quote. In prose it is a warning, not an error. `origin` may name what is not listed.
Source: section 2 of the case format.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW101", "dangling-reference"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
