"""A step is called certain whose premises come from nobody in particular.

Why it matters: "evident" and "must" say that no doubt is left. Premises that are bare statements leave as much doubt as the reader had
before.
Mend: name the sources of the premises, or say how sure the step is and what else could be behind the same facts.
Stays quiet: where a premise names its source, where the text itself names another possibility, and on certainty without a step that the text states.
Source: boosters, K. Hyland, Metadiscourse (2005); ICD 203 (2015), on expressing the basis of a judgement.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW206", "certainty-unearned"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.concluded():
        at, steps = view.booster(claim), [step for step in view.index.steps(claim.id) if step.basis == "stated"]
        if at is None or not view.own(claim, at) or view.declines(claim):
            continue
        given = [view.index.claims[id] for step in steps for id in step.premises if id in view.index.claims]
        premises = list(dict.fromkeys(premise for premise in given if premise.parent != claim.id))
        if not premises or any(view.vouched(premise) for premise in premises):
            continue
        if any(view.rivals(each) for each in view.family(claim)):
            continue
        here, word = view.name(claim), view.excerpt(at)
        names = [view.name(premise, claim) for premise in premises]
        listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        unnamed = f"none of {listed} names a source" if len(names) > 1 else f"{listed} names no source"
        guessed = next((found for premise in premises for each in view.family(premise) if (found := view.booster(each)) is not None), None)
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=at,
            message=f"{here} is “{word}”, but {unnamed}, and no other explanation is looked at",
            why="what follows from bare statements is no surer than they are, and the same facts may have another cause",
            mend=f"give the sources of {listed}, or say how sure {here} is and what else could account for it",
            points=view.points(claim, *premises),
            marks=(Mark(guessed, "itself only declared to be so"),) if guessed is not None else (),
        )
