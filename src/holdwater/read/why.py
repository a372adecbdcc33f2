"""Why the reader took something for what it did: for each item the rule, its words and their place, found again from the same tables.

Nothing of this is kept when an article is read; `explain` reads it once more and looks up what each mark came from.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim, Step
from holdwater.lexicon.lists import phrases, speech, words
from holdwater.lexicon.scale import PROSE, load_scale
from holdwater.prose.places import fold, look_up
from holdwater.prose.tokens import Tokens
from holdwater.prose.types import Attribution, Hedge, Marks
from holdwater.read.article import Work, work_out
from holdwater.read.claims import Draft
from holdwater.read.kinds import Named
from holdwater.source import SourceText, Span
from holdwater.typed import NamedTuple


class Reason(NamedTuple):
    """One thing that was recognised: what it is, the rule that made it, and the words it hung on (None where the build of the text did it)."""

    what: str
    rule: str
    at: Span | None


class Unknown(LookupError):
    """There is no point of that label."""


def explain(source: SourceText, label: str | None = None) -> str:
    """What was recognised in an article, one point after another, each with rule, words and place; of one point and its parts where a label is given.

    Raises Unknown for a label that no point has.

    >>> print(explain(SourceText("note.txt", "1. The pump failed.\\n2. Given (1), it is likely that the valve was shut.\\n"), "2").splitlines()[2])
      kind        inference: draws on reasons — “Given”, 2:4
    """
    work = work_out(source)
    case = work.case
    wanted = {claim.id for claim in case.claims if label is None or label in (claim.id, claim.label, claim.parent)}
    if label is not None and not wanted:
        raise Unknown(label)
    lines: list[str] = []
    for claim, draft in zip(case.claims, work.drafts, strict=True):
        if claim.id not in wanted:
            continue
        row, _ = source.place(claim.item.start)
        lines.append(f"({claim.id}) line {row}: “{_short(source, claim.at)}”")
        for reason in reasons_of(work, claim, draft):
            shown = "" if reason.at is None else f" — “{_short(source, reason.at)}”, {_where(source, reason.at)}"
            lines.append(f"  {reason.what:11} {reason.rule}{shown}")
        lines.append("")
    return "\n".join(lines)


def reasons_of(work: Work, claim: Claim, draft: Draft) -> Iterator[Reason]:
    """Everything that was recognised in one point, the point itself first."""
    case, marks = work.case, work.own[draft.key]
    yield Reason("point", _point(claim, draft), claim.label_at)
    named = work.kinds[draft.key]
    yield Reason("kind", f"{named.kind}: {named.rule}", _cue(work, named, marks, draft))
    if claim.open:
        denial = next((hedge.at for hedge in marks.hedges if hedge.kind == "denial" and hedge.term is None), None)
        yield Reason("degree", "open: it expressly does not conclude", denial)
    elif claim.degree is not None:
        yield Reason("degree", f"{claim.degree.term}: the strongest class of word that has an interval", claim.degree.at)
    for hedge in marks.hedges:
        yield Reason("hedge", f"{hedge.kind}, from {_list_of(hedge)}", hedge.at)
    for attribution in marks.attributions:
        yield Reason("speaker", f"{attribution.name}, {attribution.mode}: {_spoken(attribution)}", attribution.at)
    for silence in marks.silences:
        yield Reason("silence", f"{silence.kind}, from silence.csv", silence.at)
    for citation in marks.citations:
        yield Reason("reference", f"to {citation.target}, {citation.role}", citation.at)
    for date in marks.dates:
        yield Reason("date", f"{date.iso or 'of no known year'}, a {date.kind}", date.at)
    for place in marks.places:
        yield Reason("place", _placed(place.text), place.at)
    for role, steps in (("because", claim.because), ("against", claim.against)):
        for step in steps:
            listed = ", ".join(f"({premise})" for premise in step.premises)
            yield Reason(f"{role}{'?' if step.proposed else ''}", f"{listed}, {step.basis}: {_linked(work, claim, draft, step)}", step.at)
    for link in claim.explains:
        yield Reason("explains", f"({link.target})", link.at)
    for link in claim.states:
        yield Reason("states", f"{link.target}: a thesis named or hedged before the points begin", None)
    if claim.id in case.conclusions:
        yield Reason("conclusion", work.drives[claim.id], None)


def _point(claim: Claim, draft: Draft) -> str:
    if claim.label is not None:
        return "its number is one of a run"
    if draft.role == "clause":
        return "a clause of its own: a silence, a reason, or what that is said to show"
    if draft.role == "quote":
        return "a paragraph in quotation marks"
    return "a further sentence of the point" if claim.parent is not None else "a sentence that claims something"


def _cue(work: Work, named: Named, marks: Marks, draft: Draft) -> Span | None:
    """The words that a test of kind hung on: a mark of the class it asks for, or a phrase of kinds.csv."""
    rule = named.rule
    roles = {"draws on reasons": ("given", "confirms"), "therefore": ("therefore",), "sums up": ("sums",), "assumes": ("assuming",)}.get(
        rule
    )
    if roles is not None and (found := next((c.at for c in marks.connectives if c.role in roles), None)) is not None:
        return found
    if rule in ("a likelihood word", "a hedge", "only a modal", "declines", "could not tell", "evidence says"):
        kinds = {
            "a likelihood word": ("likelihood",),
            "only a modal": ("modal",),
            "declines": ("denial",),
            "could not tell": ("denial",),
        }.get(rule)
        return next((hedge.at for hedge in marks.hedges if kinds is None or hedge.kind in kinds), None)
    if rule == "a silence":
        return next((silence.at for silence in marks.silences), None)
    if rule in ("somebody says so", "argues", "a refusal"):
        return next((told.at for told in marks.attributions), None)
    tokens = Tokens(work.case.source.text, draft.at)
    kept = [at for at, word in enumerate(tokens.low) if word not in words("filler") and word != ","]
    low = [tokens.low[at] for at in kept]
    for phrase in phrases("kinds"):
        wanted = phrase.split()
        for start in range(len(low) - len(wanted) + 1):
            if low[start : start + len(wanted)] == wanted:
                return tokens.span_of(kept[start], kept[start + len(wanted) - 1]) if phrases("kinds")[phrase] == (named.kind,) else None
    return None


def _list_of(hedge: Hedge) -> str:
    """The list that the words stand in."""
    said = " ".join(hedge.text.casefold().replace("’", "'").split())
    if said in load_scale(PROSE).terms:
        return "prose.csv"
    if any(said == row or row.endswith(f" {said}") for row in phrases("hedges")):
        return "hedges.csv"
    return "two rows of hedges.csv" if hedge.term is None or hedge.term != said else "the scales"


def _spoken(attribution: Attribution) -> str:
    """The row that the verb or noun of an attribution comes from."""
    verb = attribution.verb.casefold()
    if verb == ":":
        return "the name at the head of the turn"
    if verb in speech():
        mode, strength, _ = speech()[verb]
        return f"“{verb}”, {mode}, {strength}, from speech.csv"
    if verb in words("noun_of_speech"):
        return f"“{verb}”, a noun of speech in words.csv"
    return f"“{verb}”"


def _placed(text: str) -> str:
    row = look_up(fold(text))
    if row is None:
        return "not in the gazetteer: a word says that it is a place"
    latitude, longitude, country, kind = row
    return f"{kind} in {country} in places.tsv" + (f", {latitude}, {longitude}" if latitude is not None else "")


def _linked(work: Work, claim: Claim, draft: Draft, step: Step) -> str:
    """The rule behind a step: the relation that the build of the text gave, a number that is cited, or the role of the words."""
    keys = {each.id: other.key for each, other in zip(work.case.claims, work.drafts, strict=True)}
    premises = {keys[premise] for premise in step.premises if premise in keys}
    for relation in work.relations:
        if relation.conclusion == draft.key and premises <= set(relation.premises) and relation.at == step.at:
            return relation.rule
    if step.proposed:
        return "a guess: the sentence before, or a point that shares its words"
    if any(citation.at.start == at.start for at in step.premise_at for citation in work.own[draft.key].citations):
        return "named by number"
    inside = {each.id for each in work.case.claims if each.parent == claim.id}
    if set(step.premises) & inside:
        return "a clause of the same sentence"
    return next((connective.role for each in work.own.values() for connective in each.connectives if connective.at == step.at), "a clause")


def _short(source: SourceText, at: Span, most: int = 14) -> str:
    found = source.quote(at).split()
    return " ".join(found) if len(found) <= most else " ".join(found[:most]) + " …"


def _where(source: SourceText, at: Span) -> str:
    row, column = source.place(at.start)
    return f"{row}:{column}"
