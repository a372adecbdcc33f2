"""“Obviously”, without a reason.

Why it matters: the word does the work of an argument, and asks the reader not to look for one.
Mend: give the reason, or leave the word out.
Stays quiet: where the sentence or a step gives a reason (HW206 looks at that), where the point names a source, on a denied certainty
("not certain"), on what is granted after "may … but" or borne out by an example in the next sentence, on "no doubt" in an answer without a
verb or beside a second guess, and on ", of course," where the text has just said the like of something else.
Source: boosters, K. Hyland, Metadiscourse (2005).
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity
from holdwater.lexicon.lists import words
from holdwater.source import Span

CODE, NAME = "HW406", "certainty-by-adverb"
SEVERITY: Severity = "warning"
_BEFORE = 300
"""How far back, in characters, a like statement is looked for."""


def check(view: View) -> Iterator[Diagnostic]:
    seen: set[int] = set()
    for claim in view.nested():
        at = view.booster(claim)
        if at is None or at.start in seen or not view.own(claim, at) or not _adverb(view, claim, at):
            continue
        seen.add(at.start)
        if len(view.marks(claim).hedges) > 1 or _conditional(view, claim, at):
            continue
        if _granted(view, claim, at) or _guessed(view, claim, at) or _alike(view, claim, at):
            continue
        stated = any(step.basis == "stated" for step in view.index.steps(claim.id))
        if stated or view.reasoned(claim) or view.sourced(claim) or view.declines(claim) or view.marks(claim).citations:
            continue
        causal = [phrase for phrase in view.phrases(claim, "cause", "effect") if phrase.at.start > at.end]
        cause = bool(causal) and not view.rivals(claim) and not view.negated(claim, causal[0].at)
        word = view.excerpt(at)
        if cause:
            message = f"“{word}” stands where the reason for a cause should stand: “{view.around(claim, causal[0].at)}”"
            why, mend = (
                "a traced cause is one among others that would leave the same trace",
                "say what rules the other causes out, or leave the word out",
            )
        else:
            message = f"“{word}” stands where a reason should stand"
            why, mend = "the word asks the reader to agree and gives nothing to go by", "give the reason, or leave the word out"
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY if cause else "note",
            at=at,
            message=message,
            why=why,
            mend=mend,
            points=(claim.id,),
        )


def _conditional(view: View, claim: Claim, at: Span) -> bool:
    """Is the adverb part of a condition or a question, or does it go with what the author himself does ("I certainly hope")?"""
    tokens = view.tokens(claim)
    before = tokens.low[: tokens.first_at(at.start)][-8:]
    if before[-1:] in (["would"], ["could"], ["might"]):
        return True
    return "if" in before or "whether" in before or any(0 <= at.start - phrase.at.end < 3 for phrase in view.phrases(claim, "self"))


def _adverb(view: View, claim: Claim, at: Span) -> bool:
    """An adverb or a set phrase, not "it is clear that", which sums up what was said before."""
    last = view.text[at.start : at.end].split()[-1].lower()
    return (
        last.endswith("ly") or any(phrase.at.start == at.start for phrase in view.phrases(claim, "booster")) or last in ("course", "doubt")
    )


def _granted(view: View, claim: Claim, at: Span) -> bool:
    """Is it granted after a "may" or "although" ("…, but certainly"), or does the next sentence open with an example?"""
    tokens = view.tokens(claim)
    before = tokens.low[: tokens.first_at(at.start)]
    if before[-1:] == ["but"] and any(word in ("may", "might", "although", "though", "while") for word in before):
        return True
    end = view.whole(claim).at.end if view.inside(claim) else claim.at.end
    following = view.text[end : end + 20].lstrip(" .”’\"'\n").lower()
    return following.startswith(("for example", "for instance", "thus", "witness "))


def _guessed(view: View, claim: Claim, at: Span) -> bool:
    """Is "no doubt" set off as a guess: with another guess behind it ("…, or a nephew, rather"), or in an answer of a few words without a verb?"""
    tokens = view.tokens(claim)
    first, last = tokens.first_at(at.start), tokens.first_at(at.end)
    if tokens.low[last - 1] != "doubt" or view.text[max(0, at.start - 4) : at.start].rstrip()[-1:] != ",":
        return False
    behind = tokens.low[last:]
    if "or" in behind and not {"rather", "perhaps", "maybe", "possibly"}.isdisjoint(behind):
        return True
    auxiliaries = words("auxiliary")
    return first <= 8 and len(behind) <= 1 and not any(word in auxiliaries or word.endswith("ed") for word in tokens.low[:first])


def _alike(view: View, claim: Claim, at: Span) -> bool:
    """Does a verb phrase follow ", of course," that one of the few sentences before has as well?"""
    tokens = view.tokens(claim)
    last = tokens.first_at(at.end)
    if (
        tokens.low[last - 1] != "course"
        or view.text[max(0, at.start - 4) : at.start].rstrip()[-1:] not in tuple(",’'”\"")
        or view.text[at.end : at.end + 1] != ","
    ):
        return False
    verb = [word for word in tokens.low[last : last + 4] if word[:1].isalpha()][:2]
    if len(verb) < 2 or verb[0] in words("auxiliary") or verb[0] in words("stop"):
        return False
    return " ".join(verb) in " ".join(view.text[max(0, claim.at.start - _BEFORE) : claim.at.start].lower().split())
