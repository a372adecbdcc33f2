"""Steps between claims: what the text gives for what, what it says this explains, and what we only guess.

A link is *stated* where the text names both ends: by number, by "therefore", "given the above", "to confirm this hypothesis", "because …".
Everything else is a guess and stays a proposal.
"""

from collections.abc import Iterable

from holdwater.case.types import Link, Step
from holdwater.lexicon.lists import words
from holdwater.prose.tokens import Tokens
from holdwater.prose.types import Marks
from holdwater.read.claims import Draft
from holdwater.read.kinds import Named
from holdwater.source import Span
from holdwater.typed import NamedTuple

_STEM = 5
_LOOSE = frozenset(("circumstances", "being", "having", "considered", "evidence"))
"""Words of a cue that says no more than that something above counts ("in these circumstances", "that being so", "having considered this")."""


class Links(NamedTuple):
    """For each draft key: the steps into it, what it explains. Targets are draft keys as strings until ids are given."""

    because: dict[int, list[Step]]
    explains: dict[int, list[Link]]


def link_claims(drafts: list[Draft], own: dict[int, Marks], tokens: Tokens, theses: list[int], kinds: dict[int, Named]) -> Links:
    """All steps of the document. `own` holds the marks of each draft without those of its clauses."""
    because: dict[int, list[Step]] = {}
    explains: dict[int, list[Link]] = {}
    by_label: dict[str, int] = {}
    for draft in drafts:
        if draft.label is not None:
            by_label.setdefault(draft.label, draft.key)
    stems: dict[int, frozenset[str]] = {}
    for at, draft in enumerate(drafts):
        marks = own[draft.key]
        roles = {connective.role: connective for connective in reversed(marks.connectives)}
        cited = [
            c for c in marks.citations if c.target in by_label and by_label[c.target] != draft.key and by_label[c.target] != draft.parent
        ]
        given = [c for c in cited if c.role == "support"]
        if draft.role == "clause":
            _link_clause(drafts, at, tokens, because, explains, kinds)
            if not given:
                continue
        explained = [c for c in cited if c.role == "explains"]
        if explained:
            explains[draft.key] = [Link(str(by_label[c.target]), c.at) for c in explained]
        if given and _draws(marks, roles):
            premises = tuple(dict.fromkeys(str(by_label[c.target]) for c in given))
            places = tuple(next(c.at for c in given if str(by_label[c.target]) == premise) for premise in premises)
            at_span = Span(given[0].at.start, given[-1].at.end)
            because.setdefault(draft.key, []).append(Step(premises, at_span, places))
            continue
        if draft.role == "quote" and draft.parent is not None:
            continue
        target = _confirmed(draft, marks, drafts, tokens, theses, stems)
        if target is not None:
            at_span = roles["confirms"].at
            because.setdefault(target, []).append(Step((str(draft.key),), at_span, (at_span,)))
        behind = _drawn_from(draft, at, drafts, marks, tokens)
        if behind is not None:
            premise, span = behind
            loose = not _LOOSE.isdisjoint(tokens.low[tokens.first_at(span.start) : tokens.first_at(span.end)])
            because.setdefault(draft.key, []).append(Step((str(premise),), span, (span,), basis="implied" if loose else "stated"))
    return Links(because, explains)


def _draws(marks: Marks, roles: Iterable[str]) -> bool:
    """Does the claim draw on the points it cites, rather than only mention them? It concludes, or is hedged, or says for what they are given."""
    if {"given", "therefore", "because"} & set(roles):
        return True
    return any(hedge.kind in ("likelihood", "evidential", "denial", "modal", "stance") for hedge in marks.hedges)


def _link_clause(
    drafts: list[Draft], at: int, tokens: Tokens, because: dict[int, list[Step]], explains: dict[int, list[Link]], kinds: dict[int, Named]
) -> None:
    """What a clause has to do with its sentence: "otherwise it is not clear why" is a reason for it, ", perhaps indicating" a conclusion from it. What
    stands behind "because" is a reason for a judgement, and the cause, so an explanation, of what is told as having happened."""
    clause = drafts[at]
    first = tokens.first_at(clause.at.start)
    host = next((drafts[back] for back in range(at - 1, -1, -1) if drafts[back].role != "clause"), None)
    if host is None:
        return
    if tokens.low[first] in ("because", "since"):
        if kinds[host.key].kind in ("report", "observation", "silence"):
            explains.setdefault(clause.key, []).append(Link(str(host.key), clause.at))
        else:
            because.setdefault(host.key, []).append(Step((str(clause.key),), clause.at, (clause.at,)))
        return
    if tokens.low[first] == "otherwise" or any(s.kind == "unexplained" for s in clause.marks.silences):
        because.setdefault(host.key, []).append(Step((str(clause.key),), clause.at, (clause.at,)))
        return
    opening = tokens.low[first : first + 2]
    if any(word.endswith("ing") for word in opening) and tokens.low[first - 1] == ",":
        premise = drafts[at - 1]
        because.setdefault(clause.key, []).append(Step((str(premise.key),), clause.at, (clause.at,)))


def _confirmed(
    draft: Draft, marks: Marks, drafts: list[Draft], tokens: Tokens, theses: list[int], stems: dict[int, frozenset[str]]
) -> int | None:
    """The thesis that a claim is said to confirm ("To confirm this hypothesis", "another indication of an agreement"); None where there is none."""
    cue = next((c for c in marks.connectives if c.role == "confirms"), None)
    if cue is None or not theses:
        return None
    first = tokens.first_at(cue.at.start)
    after = tokens.low[first : first + 8]
    hypotheses = [key for key in theses if key != draft.key and key < draft.key]
    if not hypotheses:
        return None
    if any(word in ("hypothesis", "theory", "thesis", "conjecture") for word in after):
        named = [key for key in hypotheses if _says(drafts[key], tokens, ("hypothesis", "theory", "thesis", "conjecture"))]
        return named[-1] if named else hypotheses[-1]
    rest = _stems(tokens, Span(cue.at.end, draft.at.end), stems, None)
    best = max(hypotheses, key=lambda key: (len(rest & _stems(tokens, drafts[key].at, stems, key)), key))
    return best if rest & _stems(tokens, drafts[best].at, stems, best) else None


def _says(draft: Draft, tokens: Tokens, wanted: tuple[str, ...]) -> bool:
    return any(word in wanted for word in tokens.low[tokens.first_at(draft.at.start) : tokens.first_at(draft.at.end)])


def _stems(tokens: Tokens, span: Span, cache: dict[int, frozenset[str]], key: int | None) -> frozenset[str]:
    """The first letters of the content words of a span: enough to see that "agreement" takes up "agreed"."""
    if key is not None and key in cache:
        return cache[key]
    low = tokens.low[tokens.first_at(span.start) : tokens.first_at(span.end)]
    found = frozenset(word[:_STEM] for word in low if len(word) >= _STEM and word not in words("stop"))
    if key is not None:
        cache[key] = found
    return found


def _drawn_from(draft: Draft, at: int, drafts: list[Draft], marks: Marks, tokens: Tokens) -> tuple[int, Span] | None:
    """The claim that a "therefore" or a "given the above" takes up: the one before it, or the labelled point before it."""
    first = tokens.first_at(draft.at.start)
    for connective in marks.connectives:
        where = tokens.first_at(connective.at.start)
        if connective.role == "given" and where == first:
            behind = tokens.low[where + 1 : where + 7]
            if not any(word in words("backward") for word in behind):
                continue
        elif connective.role == "therefore":
            # it takes up what went before only near the sentence's beginning ("It is therefore likely") or in its main clause ("was therefore not")
            inferred = tokens.low[where] in ("can", "may") or tokens.low[where - 1] in words("auxiliary")
            if tokens.low[where] == "which" or (where - first > 6 and not inferred):
                continue
        else:
            continue
        if draft.label is not None and looks_wide(tokens, connective.at):
            return None  # see `relations`
        before = _before(draft, at, drafts)
        if before is not None:
            if draft.label is None and draft.parent is None and drafts[before].block != draft.block:
                return None  # at a paragraph's head the whole paragraph above is meant: see `relations`
            return before, connective.at
    return None


def looks_wide(tokens: Tokens, at: Span) -> bool:
    """Does a cue name more than the paragraph above: the reasons, the findings, the foregoing, all the circumstances, what has been said?"""
    first = tokens.first_at(at.start)
    named = tokens.low[first : tokens.first_at(at.end) + 5]
    if "," in named[2:]:
        named = named[: named.index(",", 2)]
    return (
        not words("foregoing").isdisjoint(named)
        or ("all" in named and not words("backward").isdisjoint(named))
        or ("have" in named and not {"said", "found", "set"}.isdisjoint(named))
    )


def _before(draft: Draft, at: int, drafts: list[Draft]) -> int | None:
    """The claim before this one that is no clause and no quotation; for the head of a labelled point, the labelled point before it."""
    for back in range(at - 1, -1, -1):
        other = drafts[back]
        if draft.label is not None:
            if other.label is not None:
                return other.key
            if back == 0:
                return None
            continue
        if other.role == "sentence" or (other.role == "quote" and other.parent is None):
            return other.key
    return None


def propose(drafts: list[Draft], own: dict[int, Marks], tokens: Tokens, links: Links) -> dict[int, list[Step]]:
    """Guesses: labelled points that a reason in words takes up ("Given … the repeated attacks"), and for a conclusion without any stated reason the
    sentence before it in its paragraph. Always proposals."""
    found: dict[int, list[Step]] = {}
    index: dict[str, list[int]] = {}
    for draft in drafts:
        if draft.label is not None:
            for stem in _stems(tokens, draft.at, {}, None):
                index.setdefault(stem, []).append(draft.key)
    for at, draft in enumerate(drafts):
        marks = own[draft.key]
        stated = {premise for step in links.because.get(draft.key, []) for premise in step.premises}
        for connective in marks.connectives:
            if connective.role != "given":
                continue
            span = Span(connective.at.end, _comma_after(tokens, connective.at.end, draft.at.end))
            taken = _taken_up(tokens, span, index, {draft.key, *(int(premise) for premise in stated)})
            if taken is not None:
                found.setdefault(draft.key, []).append(Step((str(taken),), connective.at, (connective.at,), proposed=True, basis="guess"))
        if (
            draft.role == "sentence"
            and not stated
            and draft.key not in found
            and any(h.kind in ("likelihood", "evidential") for h in marks.hedges)
        ):
            previous = next((drafts[back] for back in range(at - 1, -1, -1) if drafts[back].role == "sentence"), None)
            if previous is not None and previous.paragraph == draft.paragraph and previous.label is None:
                found.setdefault(draft.key, []).append(Step((str(previous.key),), draft.at, (draft.at,), proposed=True, basis="guess"))
    return found


def _comma_after(tokens: Tokens, start: int, end: int) -> int:
    """Where the reasons behind "given" end: at the last comma before "it is", "there is" or the like, else at the next comma."""
    first, last = tokens.first_at(start), tokens.first_at(end)
    comma = end
    for at in range(first, last):
        if tokens.low[at] == ",":
            comma = tokens.starts[at]
            if tokens.low[at + 1 : at + 2] in (["it"], ["there"], ["i"], ["we"]):
                return comma
    return comma


def _taken_up(tokens: Tokens, span: Span, index: dict[str, list[int]], without: set[int]) -> int | None:
    """The one labelled point that shares at least two content stems with a span, more than any other; None if there is no such point."""
    votes: dict[int, int] = {}
    for stem in _stems(tokens, span, {}, None):
        keys = index.get(stem, [])
        if len(keys) <= 6:
            for key in keys:
                votes[key] = votes.get(key, 0) + 1
    ranked = sorted(((count, -key) for key, count in votes.items() if key not in without), reverse=True)
    if ranked and ranked[0][0] >= 2 and (len(ranked) == 1 or ranked[1][0] < ranked[0][0]):
        return -ranked[0][1]
    return None
