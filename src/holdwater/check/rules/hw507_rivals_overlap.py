"""Two hypotheses of one question can be true together.

Why it matters: they are weighed as if exactly one were true. What both allow is taken from one and given to the other.
Mend: write each so that it excludes the others, or ask two questions.
Stays quiet: where the wording differs in more than an addition, and on hypotheses that say "not", "only" or "something else".
Source: R. Heuer, Psychology of Intelligence Analysis (1999), on mutually exclusive hypotheses.
"""

from collections.abc import Iterator

from holdwater.check.view import View, stems
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.prose.tokens import Tokens

CODE, NAME = "HW507", "rivals-overlap"
SEVERITY: Severity = "note"
MOST = 60
"""Hypotheses of one question that are compared in pairs."""


def check(view: View) -> Iterator[Diagnostic]:
    for question in view.case.questions:
        read = [
            (hypothesis, frozenset(stems(Tokens(view.text, hypothesis.at).low)))
            for hypothesis in question.hypotheses[:MOST]
            if not any(phrase.kind in ("denying", "rest") for phrase in view.phrases_in(hypothesis.at))
        ]
        for at, (one, words) in enumerate(read):
            for other, theirs in read[at + 1 :]:
                small, big = (words, theirs) if len(words) <= len(theirs) else (theirs, words)
                if len(small) < 2 or not small <= big:
                    continue
                yield Diagnostic(
                    code=CODE,
                    name=NAME,
                    severity=SEVERITY,
                    at=other.at,
                    message=f"({one.id}) and ({other.id}) can be true together: one only adds to the other",
                    why="they are weighed as if exactly one were true",
                    mend="say in each what the other excludes, or ask two questions",
                    points=(other.id, one.id),
                    marks=(Mark(one.at, "the other"),),
                )
