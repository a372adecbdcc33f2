"""A point is said to be firmer than its reasons can make it.

Why it matters: "said" is the author's word, "held" is what the reasons deliver when every step is granted and every flat statement taken
at its word. Where said is above held, no luck in how the premises fall together can save it.
Mend: soften the word, firm up the weakest premise, or add support that does not pass through it.
Stays quiet: on a word below even, on points without reasons, and where held reaches up to the word.
Source: M. Fréchet (1935); E. W. Adams, The Logic of Conditionals (1975); section 2 of the calculus.
"""

from collections.abc import Iterator, Mapping

from holdwater.check.view import View
from holdwater.credence import Interval
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW601", "said-above-held"
SEVERITY: Severity = "warning"


def check_weighed(view: View, weighed: Mapping[str, tuple[Interval | None, Interval | None]]) -> Iterator[Diagnostic]:
    for claim in view.concluded():
        said, held = weighed.get(claim.id, (None, None))
        steps = view.index.steps(claim.id)
        if said is None or held is None or said.low < 0.5 or not said.low > held.high:
            continue
        here = view.name(claim)
        premises = [view.index.claims[id] for step in steps for id in step.premises if id in view.index.claims]
        tops = [(pair[1].high, premise) for premise in premises if (pair := weighed.get(premise.id)) is not None and pair[1] is not None]
        weakest = min(tops, key=lambda pair: pair[0])[1] if tops else None
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY if all(step.basis == "stated" for step in steps) and view.degree(claim) is not None else "note",
            at=view.word_at(claim),
            message=f"{here} is said to be at least {said.low:.2g} (“{view.word(claim)}”), and its reasons hold at most {held.high:.2g}",
            why="no way for the premises to be true together makes the conclusion that firm",
            mend=f"soften {here}" + (f", or firm up {view.name(weakest)}" if weakest is not None else ", or add a reason"),
            points=view.points(claim, weakest) if weakest is not None else (claim.id,),
            marks=(Mark(view.word_at(weakest), "holds least"),) if weakest is not None else (),
        )
