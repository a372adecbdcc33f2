"""The front matter has something that is not understood, or that programs read differently.

Why it matters: front matter is read by many programs, which agree only on its simplest forms; a key that is not known here has no effect.
Mend: write `key: value`, one to a line, a list as `[a, b]` or as `- a` lines below its key, and quotation marks around a value with a
colon.
Stays quiet: on comments, blank lines, and quotation marks of either kind. A key of other programs is a note, a slip in one of ours an
error.
Source: YAML 1.2.2, of which this is a part that every reader takes alike.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW110", "front-matter"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
