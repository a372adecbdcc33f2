"""Lists or quotes are nested more than a hundred deep.

Why it matters: a structure that no reader can follow is no structure; what lies deeper is read as text.
Mend: nest less deeply.
Stays quiet: on anything up to a hundred levels.
Source: none needed: form.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW111", "nesting"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
