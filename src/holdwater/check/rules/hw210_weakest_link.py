"""One premise is much weaker than the others beside it.

Why it matters: a joint step is no firmer than its weakest premise, so work spent on the others changes nothing.
Mend: firm up the weak premise first, or find a line of support that does without it.
Stays quiet: on conclusions that are already worded too firmly (HW203 says so), where the other premises are hedged as
well, and where one of them is a bare statement of a text, which is no firmer for want of a hedge (HW301 looks at those).
Source: Theophrastus' rule, the conclusion follows the weaker part (N. Rescher, Plausible Reasoning, 1976).
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW210", "weakest-link"
SEVERITY: Severity = "note"


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.concluded():
        steps = view.index.steps(claim.id)
        if len(steps) != 1 or len(steps[0].premises) < 2 or claim.open:
            continue
        premises = [view.index.claims[id] for id in steps[0].premises if id in view.index.claims]
        weak = [
            (degree.interval.high, premise)
            for premise in premises
            if (degree := view.degree(premise)) is not None and degree.interval.high < 0.95
        ]
        if len(weak) != 1 or len(premises) < 2:
            continue
        _, premise = weak[0]
        if view.article and any(not view.vouched(other) and not view.index.steps(other.id) for other in premises if other.id != premise.id):
            continue
        here, there, word = view.name(claim), view.name(premise), view.word(premise)
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=view.word_at(claim),
            message=f"of the {len(premises)} premises of {here}, only {there} is hedged: it is “{word}”",
            why=f"{here} can be no firmer than {there}, however sure the others are",
            mend=f"look for what would settle {there}, or for support of {here} that does without it",
            points=view.points(claim, premise),
            marks=(Mark(view.word_at(premise), "weakest premise"),),
        )
