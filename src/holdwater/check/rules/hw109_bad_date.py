"""A date is none, or not in the form in which dates can be compared.

Why it matters: what happened before what, and what was known when, is computed from dates; one that cannot be read has no effect.
Mend: write it as ISO 8601: `2017`, `2017-02`, `2017-02-03`, an interval `2017-01-24/2017-02-03`, an open end `2017-02-03/..`.
Stays quiet: on dates in sentences and notes, which may be written as anyone likes.
Source: ISO 8601-1:2019; intervals with open ends, ISO 8601-2:2019.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW109", "bad-date"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
