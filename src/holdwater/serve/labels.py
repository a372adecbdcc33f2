"""Where every label of a text is given and where it is used: what going to, finding, renaming and completing rest on."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from holdwater.case.index import Index
from holdwater.case.inline import find_references
from holdwater.case.proposals import Item, Kind, kind_of
from holdwater.case.types import Claim, Source, Watch
from holdwater.source import Span
from holdwater.typed import NamedTuple

Holder = Kind

_IN_PARENTHESES = re.compile(r"\(\s*([^\W_][\w.-]*)\s*\)")
_FIRST_WORD = re.compile(r"[^\W_][\w.-]*")


class Mention(NamedTuple):
    """A place where a label stands. `at` is the label alone, without parentheses.

    defines: the item that has the label begins here. ranged: the label is not written there as such, but one of a range ("6-8"), or counted.
    inside: id of the item that the place belongs to, None in prose between items.
    """

    label: str
    at: Span
    defines: bool = False
    ranged: bool = False
    inside: str | None = None


def find_mentions(index: Index) -> tuple[Mention, ...]:
    """Every place of every label, in text order. References in quotes, code and block quotes are other people's, and none of them."""
    text = index.case.source.text
    found = list(_definitions(index))
    for holder, label, at in _uses(index):
        place = _label_in(text, label, at)
        found.append(Mention(label, place or at, ranged=place is None, inside=holder))
    found.sort(key=lambda mention: (mention.at, not mention.defines))
    return tuple(dict.fromkeys(found))


def mention_at(mentions: tuple[Mention, ...], offset: int) -> Mention | None:
    """The mention that an offset is in, or right behind."""
    after = bisect_right(mentions, offset, key=lambda mention: mention.at.start)
    for mention in reversed(mentions[max(0, after - 8) : after]):
        if mention.at.start <= offset <= mention.at.end:
            return mention
    return None


def items(index: Index) -> Iterator[tuple[Holder, Item]]:
    """Everything that has a label, in the order of the sections, then what is only proposed; a label given twice comes twice."""
    case = index.case
    for question in case.questions:
        for hypothesis in question.hypotheses:
            yield "hypothesis", hypothesis
    for claim in case.claims:
        yield "point", claim
    for source in case.sources:
        yield "source", source
    for watch in case.watch:
        yield "watch", watch
    for proposal in case.proposed:
        yield kind_of(proposal.item), proposal.item


def is_proposed(index: Index, item: Item) -> bool:
    """Whether an item is a proposal as a whole."""
    return any(proposal.item is item for proposal in index.case.proposed)


def find_item(index: Index, label: str) -> tuple[Holder, Item] | None:
    """What a label stands for; the first where it is given twice, a proposal where nothing else has it."""
    if label in index.claims:
        return "point", index.claims[label]
    if label in index.hypotheses:
        return "hypothesis", index.hypotheses[label]
    if label in index.sources:
        return "source", index.sources[label]
    watch = next((watch for watch in index.case.watch if watch.id == label), None)
    if watch is not None:
        return "watch", watch
    asked = next((proposal.item for proposal in index.case.proposed if proposal.item.id == label), None)
    return None if asked is None else (kind_of(asked), asked)


def item_at(index: Index, offset: int) -> tuple[Holder, Item] | None:
    """The innermost item that an offset stands in."""
    best: tuple[Holder, Item] | None = None
    for holder, item in items(index):
        if item.item.start <= offset <= item.item.end and not (holder == "source" and index.case.form == "article"):
            size = item.item.end - item.item.start
            if best is None or size <= best[1].item.end - best[1].item.start:
                best = holder, item
    return best


def label_of(index: Index, item: Item) -> Span | None:
    """Where an item's label is written; None for one that the text does not label."""
    text = index.case.source.text
    if isinstance(item, Claim):
        return _label_in(text, item.id, item.label_at) if item.label_at is not None else None
    if index.case.form == "article":
        return None
    for mark in ("**", "__"):
        at = text.find(mark + item.id + mark, item.item.start, item.at.start)
        if at >= 0:
            return Span(at + 2, at + 2 + len(item.id))
    return _label_in(text, item.id, Span(item.item.start, item.at.start))


def _definitions(index: Index) -> Iterator[Mention]:
    for _, item in items(index):
        at = label_of(index, item)
        if at is not None:
            yield Mention(item.id, at, True, inside=item.id)
        elif isinstance(item, Claim) and item.label_at is not None:
            yield Mention(item.id, item.label_at, True, True, item.id)


def _uses(index: Index) -> Iterator[tuple[str | None, str, Span]]:
    """(item, label, where) for every reference that is written; `where` has the label in it."""
    case = index.case
    for citation in (*case.references, *case.proposed_references):
        yield citation.source, citation.target, citation.at
    if case.form == "article":
        return
    text = case.source.text
    asked = [proposal.item for proposal in case.proposed]
    for claim in (*case.claims, *(item for item in asked if isinstance(item, Claim))):
        id = claim.id
        for step in (*claim.because, *claim.against):
            for premise, at in zip(step.premises, step.premise_at, strict=True):
                yield id, premise, at
        for link in (*claim.explains, *claim.states, *claim.superseded_by):
            yield id, link.target, link.at
        for cut in claim.undercuts:
            for found in _IN_PARENTHESES.finditer(text, cut.at.start, cut.at.end):
                yield id, found[1], Span(*found.span())
        for cell in claim.rows:
            yield id, cell.hypothesis, cell.at
        for report in claim.reports:
            yield id, report.source, report.at
        for place in (claim.place, *(quote.place for quote in claim.quotes)):
            if place is not None:
                yield id, place.source, place.at
    sources = (*case.sources, *(item for item in asked if isinstance(item, Source)))
    known = {source.id for source in sources}
    for source in sources:
        for link in (*source.relays, *source.origin):
            if link.target in known:
                yield source.id, link.target, link.at
    for watch in (*case.watch, *(item for item in asked if isinstance(item, Watch))):
        for cell in watch.rows:
            yield watch.id, cell.hypothesis, cell.at
    for allow in case.allows:
        for reference in find_references(text[allow.at.start : allow.at.end]):
            if index.resolves(reference.target) and not reference.note:
                yield allow.scope, reference.target, Span(allow.at.start + reference.start, allow.at.start + reference.end)
    for expect in case.expects:
        start, end = expect.at
        for found in _IN_PARENTHESES.finditer(text, start, end):
            yield None, found[1], Span(*found.span())
        first = _FIRST_WORD.match(text, start, end)
        if first is not None and first[0] in index.hypotheses:
            yield None, first[0], Span(*first.span())


def _label_in(text: str, label: str, at: Span) -> Span | None:
    """The first place in a stretch of text where the label stands as a word of its own."""
    start = text.find(label, at.start, at.end)
    while start >= 0:
        end = start + len(label)
        before, after = text[max(at.start, start - 1) : start], text[end : min(end + 1, at.end)]
        if not (before.isalnum() or after.isalnum() or before == "_" or after == "_"):
            return Span(start, end)
        start = text.find(label, end, at.end)
    return None


def group_mentions(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """The mentions of each label, in text order."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.label, []).append(mention)
    return groups
