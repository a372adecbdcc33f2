"""A bullet that reads as a field or part stands where it does not belong to the item it was written for.

Why it matters: under `10.` three columns start another list, and under a field a bullet belongs to that field: what it says is lost to
the point.
Mend: begin the bullet two columns in under a bullet, four under a number; where it can, the fix does so.
Stays quiet: on bullets that read as prose, and on items with prose between them and the bullet.
Source: CommonMark 0.31, section 5.2 (list items).
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW107", "field-indent"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
