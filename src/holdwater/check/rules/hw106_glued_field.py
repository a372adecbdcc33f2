"""A line that reads as a field is glued to the bullet above it, and so is part of its sentence.

Why it matters: a field works only as a bullet of its own; glued to a sentence it has no effect, and the sentence says something odd.
Mend: begin the line with `- ` under the item.
Stays quiet: on lines that only contain a colon, and on words that happen to be a degree at the end of a sentence that runs on.
Source: CommonMark 0.31, section 4.8 (paragraphs): a line without a blank one before it goes on with the paragraph.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW106", "glued-field"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
