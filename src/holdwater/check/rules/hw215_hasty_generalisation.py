"""A general rule is drawn from one or two instances.

Why it matters: one case shows that something can happen, not that it always does.
Mend: say how many cases were looked at and how they were chosen, or keep the conclusion to those.
Stays quiet: on conclusions without "all", "always", "never" and the like, and on steps with three or more premises.
Source: secundum quid, Aristotle, Sophistical Refutations; argument from example, D. Walton, C. Reed and F. Macagno, Argumentation Schemes
(2008).
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW215", "hasty-generalisation"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.concluded():
        steps = view.index.steps(claim.id)
        general = view.phrases(claim, "universal") if steps else ()
        degree = view.degree(claim) if general else None
        if not general or claim.open or not view.own(claim, general[0].at) or (degree is not None and degree.interval.mid < 0.5):
            continue
        for step in steps:
            premises = [view.index.claims[id] for id in step.premises if id in view.index.claims]
            single = [(premise, phrases[0]) for premise in premises if (phrases := view.phrases(premise, "single"))]
            if not single or len(premises) > 2 or any(view.phrases(premise, "universal") for premise in premises):
                continue
            premise, phrase = single[0]
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if step.basis == "stated" else "note",
                at=general[0].at,
                message=f"{view.name(claim)} says “{view.excerpt(general[0].at)}”, and its ground {view.name(premise)} tells of “{view.excerpt(phrase.at)}”",
                why="one case shows that something can be so, not that it always is",
                mend="say how many cases were looked at and how they were chosen, or keep to those",
                points=view.points(claim, *(each for each, _ in single)),
                marks=(Mark(phrase.at, "a single case"),),
            )
            break
