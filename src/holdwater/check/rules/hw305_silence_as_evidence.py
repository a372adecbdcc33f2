"""That somebody said nothing, or that something did not happen, is used as a reason.

Why it matters: silence speaks only as far as a word was to be expected. The question to answer: what would we expect to see otherwise,
who would have said it, and had they another reason to keep quiet?
Mend: say what would have been said or seen if the conclusion were wrong, and how sure that is.
Stays quiet: where the text declines to infer from the silence, calls it inconclusive or says why the search was incomplete, where `if` rows
say how expected the silence is, on a silence that is merely reported, and on words that another speaker is quoted with (then a note).
Source: argument from silence, D. Walton, Arguments from Ignorance (1996).
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import Use, View
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.prose.types import Silence
from holdwater.source import Span

CODE, NAME = "HW305", "silence-as-evidence"
SEVERITY: Severity = "warning"
QUESTION = "what would we expect to see otherwise, and who would have had to say it?"


def check(view: View) -> Iterator[Diagnostic]:
    told: set[tuple[str, str]] = set()
    for claim, silence in view.silences():
        if claim.rows or view.declines(claim) or any(view.rivals(each) for each in (claim, view.whole(claim))):
            continue
        home = view.whole(claim)
        sign = _sign(view, claim, silence)
        if sign is not None:
            if (home.id, "sign") in told:
                continue
            told.add((home.id, "sign"))
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if view.own(claim, sign) else "note",
                at=silence.at,
                message=f"“{view.silence(claim, silence)}” is taken for a sign: “{view.excerpt(sign)} …”",
                why="a silence has many causes, and is a sign only of what it would not occur without",
                mend=QUESTION,
                points=view.points(home, claim),
                marks=(Mark(sign, "read as a sign"),),
            )
            continue
        uses = _uses(view, claim, home)
        for use in uses[:1]:
            if (home.id, "used") in told or view.declines(use.conclusion):
                break
            told.add((home.id, "used"))
            here, there = view.name(claim), view.name(use.conclusion)
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if use.step.basis == "stated" and view.own(claim, silence.at) and view.own(use.conclusion) else "note",
                at=silence.at,
                message=f"a silence in {here} is a ground of {there}: “{view.silence(claim, silence)}”",
                why="a silence has many causes, and is a sign only of what it would not occur without",
                mend=QUESTION,
                points=view.points(home, claim, use.conclusion),
                marks=(Mark(view.word_at(use.conclusion), "rests on it"),),
            )
        if uses or not view.article or claim.parent is not None or silence.kind in ("not found", "unexplained"):
            continue
        offered = _offered(view, home)
        if offered is not None and (home.id, "offered") not in told:
            told.add((home.id, "offered"))
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY if view.own(claim, silence.at) else "note",
                at=silence.at,
                message=f"a silence is offered among the “{view.excerpt(offered)}”: {view.name(home)} “{view.silence(claim, silence)}”",
                why="that nothing was said is no finding until it is clear that something would have been",
                mend=QUESTION,
                points=(home.id,),
                marks=(Mark(offered, "offered as"),),
            )


def _sign(view: View, claim: Claim, silence: Silence) -> Span | None:
    """Words behind the silence, in its sentence, that make it a sign of something."""
    for each in (claim, view.whole(claim)):
        if each.at.contains(silence.at):
            for connective in view.marks(each).connectives:
                if connective.role == "therefore" and connective.at.start >= silence.at.end:
                    return connective.at
            for phrase in view.phrases(each, "sign", "hence"):
                if phrase.at.start >= silence.at.end and not view.negated(each, phrase.at):
                    return phrase.at
    return None


def _uses(view: View, claim: Claim, home: Claim) -> list[Use]:
    if view.index.steps(home.id) and not home.at.contains(claim.at):
        return []  # a further sentence of an inference is one of its own reasons
    return [use for use in view.uses(claim) if view.whole(use.conclusion).id != home.id]


def _offered(view: View, home: Claim) -> Span | None:
    """The word with which the prose above introduces the run of points that this one is in ("two logical deductions")."""
    if home.label is None:
        return None
    lead = view.lead(home)
    if lead is None:
        return None
    if len(view.excerpt(lead).split()) < 4:
        return None  # a heading ("2. Conclusions")
    found = [phrase for phrase in view.phrases_in(lead) if phrase.kind == "offered"]
    return found[-1].at if found else None
