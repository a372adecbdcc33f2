"""The `if` rows of one item name hypotheses of two questions.

Why it matters: rivals are weighed within one question, and a point has its likelihoods from one question only.
Mend: write a point of its own for each question.
Stays quiet: on cases with one question, and on points whose reasons come from both.
Source: section 3 of the calculus: the rows of one point name hypotheses of one question.
"""

from holdwater.diagnostics import Severity

CODE, NAME = "HW116", "mixed-questions"
SEVERITY: Severity = "error"
RAISED_BY = "case.parse"
