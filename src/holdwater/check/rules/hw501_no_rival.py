"""One hypothesis, and no other beside it.

Why it matters: evidence speaks for a hypothesis only where it would be less expected under another. With one alone, everything seems to
fit.
Mend: write down at least one rival that would explain the same facts, and say what would tell the two apart.
Stays quiet: where the text names another explanation or asks whether there is one, and where it puts forward no hypothesis of its own.
Source: R. Heuer, Psychology of Intelligence Analysis (1999), analysis of competing hypotheses; T. C. Chamberlin, The Method of Multiple
Working Hypotheses (1890).
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.source import Span

CODE, NAME = "HW501", "no-rival"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    if view.article:
        yield from _article(view)
        return
    for question in view.case.questions:
        if len(question.hypotheses) == 1:
            only = question.hypotheses[0]
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=only.at,
                message=f"({only.id}) has no rival",
                why="with one hypothesis alone, everything that fits it seems to speak for it",
                mend="write at least one other that would explain the same facts, or “none of these”",
                points=(only.id,),
            )


def _article(view: View) -> Iterator[Diagnostic]:
    if not view.concluded() and not view.index.conclusions:
        return
    named: tuple[Claim | None, Span] | None = None
    theses: list[Claim] = []
    for claim in view.claims:
        if view.rivals(claim):
            return
        for phrase in view.phrases(claim, "thesis"):
            if named is None and view.own(claim, phrase.at):
                named = (claim, phrase.at)
        if any(not link.proposed for link in claim.states):
            theses.append(claim)
    for place in _leads(view):
        phrases = view.phrases_in(place)
        if any(phrase.kind == "rival" for phrase in phrases):
            return
        if named is None:
            thesis = next((phrase for phrase in phrases if phrase.kind == "thesis" and not view.quoted(phrase.at)), None)
            named = (None, thesis.at) if thesis is not None else None
    if named is None and not theses:
        return
    main = [view.index.claims[id] for id in view.index.conclusions if id in view.index.claims]
    main_point = (named[0] if named is not None else None) or next(iter((*theses, *main)), None)
    stated = _stated(view, named[0], named[1]) if named is not None and named[0] is not None else None
    if stated is not None:
        at = _from_word(view, stated)
    elif named is not None and named[0] is None:
        at = named[1]
    elif main_point is not None:
        at = main_point.at
    else:
        return
    yield Diagnostic(
        code=CODE,
        name=NAME,
        severity=SEVERITY if named is not None else "note",
        at=at,
        message=f"“{view.excerpt(at, 9 if stated is None else 16)}” is the only explanation that the text looks at",
        why="with one hypothesis alone, everything that fits it seems to speak for it",
        mend="name at least one rival that would explain the same facts, and say what would tell the two apart",
        points=view.points(*(each for each in (stated, main_point) if each is not None)),
        marks=(Mark(named[1], "called a hypothesis here"),) if named is not None and not at.contains(named[1]) else (),
    )


def _stated(view: View, named: Claim, at: Span) -> Claim | None:
    """The hypothesis itself, where the sentence that calls it one only announces it: above it, with a word of likelihood and two of its words."""
    if ":" in view.text[at.end : named.at.end]:
        return None
    matter = set(view.content(named))
    found: tuple[int, Claim] | None = None
    for claim in view.claims:
        if claim.at.start >= named.at.start:
            break
        if claim.parent is None and claim.degree is not None and any(hedge.kind == "likelihood" for hedge in view.marks(claim).hedges):
            shared = len(matter.intersection(view.content(claim)))
            if shared >= 2 and (found is None or shared > found[0]) and view.own(claim):
                found = shared, claim
    return found[1] if found is not None else None


def _from_word(view: View, claim: Claim) -> Span:
    """The sentence from the clause on that says how likely it is ("it is likely that …")."""
    tokens = view.tokens(claim)
    first = tokens.first_at(view.word_at(claim).start)
    while first > 0 and tokens.low[first - 1] in ("it", "is", "seems", "appears"):
        first -= 1
    return Span(tokens.starts[first] if first < len(tokens) else claim.at.start, claim.at.end)


def _leads(view: View) -> list[Span]:
    return list(dict.fromkeys(place for claim in view.claims if claim.parent is None and (place := view.lead(claim)) is not None))
