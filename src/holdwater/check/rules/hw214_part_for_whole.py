"""What is said of some is concluded of the whole.

Why it matters: a wing, a few members or one office may act without the rest, or against it.
Mend: keep the conclusion to the part that the premise speaks of, or show that the whole acted.
Stays quiet: where the conclusion speaks of the same part, or is hedged below even.
Source: fallacy of composition, I. Copi, Introduction to Logic (1990).
"""

from collections.abc import Iterator

from holdwater.check.view import View, stems
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW214", "part-for-whole"
SEVERITY: Severity = "warning"

NEAR = 24
"""Characters from the beginning of the premise within which the part is its subject."""


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.concluded() if view.having("part") else ():
        steps = view.index.steps(claim.id)
        if not steps or claim.open or not view.own(claim) or view.phrases(claim, "part"):
            continue
        subject = view.content(claim)[:2]
        degree = view.degree(claim)
        if not subject or (degree is not None and degree.interval.mid < 0.5) or view.declines(claim):
            continue
        for step in steps:
            for id in step.premises:
                premise = view.index.claims.get(id)
                for phrase in view.phrases(premise, "part") if premise is not None else ():
                    assert premise is not None
                    if phrase.at.start - premise.at.start > NEAR:
                        continue
                    tokens = view.tokens(premise)
                    first = tokens.first_at(phrase.at.end)
                    whole = list(stems(tokens.low[first : first + 4]))[:1]
                    if not whole or whole[0] not in subject:
                        continue
                    yield Diagnostic(
                        code=CODE,
                        name=NAME,
                        severity=SEVERITY if step.basis == "stated" else "note",
                        at=claim.at,
                        message=f"{view.name(claim)} speaks of the whole, and its ground {view.name(premise)} only of “{view.excerpt(phrase.at)}” it",
                        why="a part may act without the whole, or against it",
                        mend=f"keep {view.name(claim)} to the part that {view.name(premise)} speaks of, or show that the whole acted",
                        points=view.points(claim, premise),
                        marks=(Mark(phrase.at, "only a part"),),
                    )
                    break
