"""The door of this room: a span of text in, its `Marks` out."""

from holdwater.prose.attribution import find_attributions
from holdwater.prose.citations import find_citations
from holdwater.prose.connectives import find_connectives
from holdwater.prose.cues import find_cues
from holdwater.prose.dates import find_dates
from holdwater.prose.hedges import find_hedges
from holdwater.prose.kinds import CUE
from holdwater.prose.places import find_places
from holdwater.prose.silence import find_silences
from holdwater.prose.tokens import Tokens, sentences
from holdwater.prose.types import Marks
from holdwater.source import Span

NONE = Marks()
"""The marks of a sentence that has none: one for all of them."""


def mark(text: str, span: Span, *, labels: frozenset[str] = frozenset(), date: str | None = None) -> Marks:
    """Everything recognised in `text[span]`.

    labels: the labels that a reference like `(7)` may point to. date: ISO date of the document, to which "recent days" is relative.

    >>> marks = mark("It is likely that the ministry said so.", Span(0, 39))
    >>> [(hedge.term, hedge.kind) for hedge in marks.hedges], [a.name for a in marks.attributions]
    ([('likely', 'likelihood')], ['ministry'])
    """
    return mark_sentences(Tokens(text, span), labels=labels, date=date)


def mark_tokens(tokens: Tokens, ranges: list[tuple[int, int]], *, labels: frozenset[str], date: str | None) -> Marks:
    """The same over tokens and sentences that the caller has made already."""
    if not tokens.low:
        return NONE
    present = tokens.present
    cues = find_cues(tokens) if present & CUE else []
    connectives = find_connectives(tokens, ranges, cues)
    dates = find_dates(tokens, date)
    made = Marks(
        hedges=tuple(find_hedges(tokens, cues)),
        attributions=tuple(find_attributions(tokens, ranges)),
        silences=tuple(find_silences(tokens, ranges, cues)),
        citations=tuple(find_citations(tokens, ranges, connectives, labels)),
        connectives=tuple(connectives),
        dates=tuple(dates),
        places=tuple(find_places(tokens, dates)),
    )
    return made if any(made) else NONE


def mark_sentences(tokens: Tokens, *, labels: frozenset[str], date: str | None) -> Marks:
    """The same over tokens alone."""
    return mark_tokens(tokens, sentences(tokens), labels=labels, date=date)
