"""What a conclusion is said to explain is at the same time what it, or its neighbour, rests on.

Why it matters: a fact can lead to a hypothesis or be explained by it; counted both ways, it is counted twice, and the hypothesis seems to
predict what it was made from.
Mend: say which facts led to the hypothesis, and test it on others.
Stays quiet: on an explanation of facts that carry nothing else.
Source: double counting of evidence, J. Worrall, Error, Tests, and Theory Confirmation (2010); affirming the consequent, I. Copi,
Introduction to Logic.
"""

from collections import deque
from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.overlap import alike, shared
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.source import Span

CODE, NAME = "HW204", "explained-evidence"
SEVERITY: Severity = "warning"

MOST = 200
"""Points below a conclusion that are looked at for those it explains."""


TOLD_AGAIN = 2
"""Content words that a confirming sentence shares with an explained fact before it is said to tell it again."""


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.claims:
        explained = [view.index.claims[link.target] for link in claim.explains if not link.proposed and link.target in view.index.claims]
        if not explained:
            continue
        home = view.whole(claim)
        below = _below(view, home, claim)
        own = [fact for fact in explained if fact.id in below]
        grounds: dict[str, tuple[Claim, list[Claim]]] = {}
        for fact in explained:
            for use in view.uses(fact):
                rest = view.whole(use.conclusion)
                if use.step.basis == "stated" and rest.id not in (home.id, view.whole(fact).id):
                    facts = grounds.setdefault(rest.id, (rest, []))[1]
                    if fact not in facts:
                        facts.append(fact)
        here, link_at = view.name(home), {link.target: link.at for link in claim.explains}
        if own:
            names = _names(view, own)
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=link_at[own[0].id],
                message=f"{here} is said to explain {names}, on which it rests itself",
                why=f"{names} led to {here}; that {here} would explain the same again adds nothing",
                mend=f"test {here} on a fact that did not lead to it",
                points=view.points(home, *own),
                marks=tuple(Mark(fact.at, "grounds and explained at once") for fact in own),
            )
        for rest, facts in grounds.values():
            if any(fact in own for fact in facts):
                continue
            names = _names(view, facts)
            others = [fact for fact in explained if fact not in facts]
            again = _told_again(view, explained, home)
            near = alike(view, home, rest) or bool({link.target for link in home.states} & {link.target for link in rest.states})
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if near else "note",
                at=link_at[facts[0].id],
                message=f"{here} is said to explain {_names(view, explained)}"
                + (f"; {names} {'are' if len(facts) > 1 else 'is'}" if others else f", which {'are' if len(facts) > 1 else 'is'}")
                + f" already {'the grounds' if len(facts) > 1 else 'a ground'} of {view.name(rest)}"
                + (f", and “{view.excerpt(again[1])}” tells the same as confirmation" if again else ""),
                why="the same facts are counted twice: once as reasons, once as what the hypothesis accounts for",
                mend=f"count {names} on one side only, and say what {here} explains that nobody had used to arrive at it",
                points=view.points(home, *explained, rest, *([again[0]] if again else [])),
                marks=(
                    Mark(view.word_at(rest), "rests on the same facts"),
                    *(Mark(fact.at, "explained and used as grounds" if fact in facts else "explained") for fact in explained),
                    *([Mark(again[1], "the same facts as confirmation")] if again else []),
                ),
            )


def _told_again(view: View, explained: list[Claim], home: Claim) -> tuple[Claim, Span] | None:
    """The first later claim that is offered as confirmation and repeats what was explained, with its confirming words."""
    for claim in view.having("confirm"):
        cues = view.phrases(claim, "confirm")
        if claim.parent or claim.at < home.at or not cues or not view.own(claim, cues[0].at):
            continue
        if any(len(shared(view, claim, fact)) >= TOLD_AGAIN for fact in explained if fact.id != claim.id):
            return claim, cues[0].at
    return None


def _below(view: View, *heads: Claim) -> set[str]:
    """What the points rest on, the nearest `MOST` of it."""
    found: dict[str, None] = {}
    waiting = deque(head.id for head in heads)
    while waiting and len(found) < MOST:
        for step in view.index.steps(waiting.popleft()):
            for premise in step.premises:
                if premise not in found:
                    found[premise] = None
                    waiting.append(premise)
    return set(found)


def _names(view: View, claims: list[Claim]) -> str:
    names = [view.name(claim) for claim in claims]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
