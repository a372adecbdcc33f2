"""What is offered as confirming a hypothesis is itself one of its inferences.

Why it matters: a hypothesis is confirmed by what would hardly be so without it. A statement that was inferred on the way to the
hypothesis, or is itself only probable, stands or falls with it.
Mend: name an observation that was not used to arrive at the hypothesis, with its source, and say what would be seen if the hypothesis
were wrong.
Stays quiet: where what confirms is stated flatly and repeats no inference of the text.
Source: K. Popper, The Logic of Scientific Discovery (1959), on independent tests; D. Walton, C. Reed and F. Macagno, Argumentation
Schemes (2008), argument from evidence to hypothesis.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.overlap import share, shared
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW205", "self-confirmation"
SEVERITY: Severity = "warning"
LEAST_SHARE, LEAST_WORDS = 0.3, 4
COMMONEST = 40
"""A word that more inferences than this have does not bring two statements together."""


def check(view: View) -> Iterator[Diagnostic]:
    inferred: dict[str, list[Claim]] = {}
    for other in view.concluded() if view.having("confirm") else ():
        if _inferred(view, other):
            for stem in view.content(other):
                inferred.setdefault(stem, []).append(other)
    assuming = [other for other in view.having("assuming") if other.parent is None]
    for claim in view.having("confirm"):
        cues = view.phrases(claim, "confirm")
        if not cues or claim.parent or not view.own(claim, cues[0].at) or view.declines(claim):
            continue
        home = view.whole(claim)
        votes: dict[str, int] = {}
        for stem in view.content(claim):
            listed = inferred.get(stem, ())
            for other in listed if len(listed) <= COMMONEST else ():
                votes[other.id] = votes.get(other.id, 0) + 1
        near = [view.index.claims[id] for id, count in votes.items() if count >= LEAST_WORDS]
        repeated = [other for other in near if view.whole(other).id != home.id and _repeats(view, claim, other)]
        repeated.sort(key=lambda other: other.at)
        degree = view.degree(claim)
        if not repeated and (degree is None or degree.interval.low >= 0.8):
            continue
        assumed = [other for other in assuming[:2] if other.id != home.id]
        cue = view.excerpt(cues[0].at)
        if repeated:
            first = repeated[0]
            message = f"“{cue}” is followed by what {view.name(first)} had only inferred"
            words = ", ".join(f"“{word}”" for word in view.written(claim, shared(view, claim, first))[:4])
            why = f"{view.name(first)} is an inference, not an observation; the two share {words}"
        else:
            message = f"what is offered with “{cue}” is itself only “{view.word(claim)}”"
            why = "a guess that fits a hypothesis is part of it; it cannot confirm it"
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=cues[0].at,
            message=message,
            why=why,
            mend="name an observation that did not lead to the hypothesis, and say what would be seen if the hypothesis were wrong",
            points=view.points(home, *repeated[:2], *assumed[:1]),
            marks=(
                *(Mark(view.word_at(other), "inferred here") for other in repeated[:2]),
                *(Mark(other.at, "assumed here") for other in assumed[:1]),
            ),
        )


def _inferred(view: View, claim: Claim) -> bool:
    return any(step.basis == "stated" for step in view.index.steps(claim.id)) and not claim.open


def _repeats(view: View, claim: Claim, other: Claim) -> bool:
    return len(shared(view, claim, other)) >= LEAST_WORDS and share(view, claim, other) >= LEAST_SHARE
