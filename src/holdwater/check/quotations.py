"""The quotes of a case looked up in its sources: once per run, for all the rules about them."""

from collections.abc import Iterator, Mapping

from holdwater.case.clipping import Lost, clipping
from holdwater.case.quotes import Difference, Disguise, Folded, Located, SourceFile, locate
from holdwater.case.types import Claim, Place, Quote, Source
from holdwater.check.view import View
from holdwater.prose.types import Marks
from holdwater.source import Span
from holdwater.typed import NamedTuple

_ORDER = ("ambiguous", "found", "short", "disguised", "elsewhere", "altered", "absent")
"""Of several sources that a quote may be from, the one that comes first here is taken."""
_HINTS = 200
"""Quotes for which, where they are not found, the nearest words are looked for; it takes a while, and nobody reads more."""
_MOST = 20
"""Other sources in which words are looked for that are not where they should be."""


class Found(NamedTuple):
    """One quote, or one point's own text with its `at`: the words, the source they were looked for in, and what became of them.

    quote: None for a point's own text. place: as written, if it was. other: another source that has the very words too, and where.
    """

    claim: Claim
    words: str
    at: Span
    source: str
    located: Located
    quote: Quote | None
    place: Place | None
    other: tuple[str, Span] | None = None

    @property
    def name(self) -> str:
        """The source as messages call it."""
        return f"“{self.source}”"


class Quotations:
    """What the rules about quotes share. quotes and texts: looked up when first asked for, in text order."""

    __slots__ = ("_folded", "_hints", "_lost", "_quotes", "_texts", "sources", "view")

    def __init__(self, view: View, sources: Mapping[str, SourceFile]) -> None:
        self.view = view
        self.sources = sources
        self._folded: dict[str, Folded] = {}
        self._quotes: tuple[Found, ...] | None = None
        self._texts: tuple[Found, ...] | None = None
        self._lost: dict[tuple[str, Span], tuple[Lost, ...]] = {}
        self._hints = _HINTS

    @property
    def quotes(self) -> tuple[Found, ...]:
        if self._quotes is None:
            self._quotes = tuple(self._look_up())
        return self._quotes

    @property
    def texts(self) -> tuple[Found, ...]:
        """The points that say where their own words stand."""
        if self._texts is None:
            found = []
            for claim in self.view.claims:
                place = claim.place
                if place is not None and self._text(place.source) is not None:
                    located = locate(self.folded(place.source), claim.text, _span(place), hint=self._hints > 0)
                    self._hints -= located.status in ("altered", "absent") and self._hints > 0
                    found.append(Found(claim, claim.text, place.at, place.source, located, None, place))
            self._texts = tuple(found)
        return self._texts

    def folded(self, source: str) -> Folded:
        """The text of a source, folded once, however many ids it goes by."""
        text = self._text(source) or ""
        known = self._folded.get(text)
        if known is None:
            known = self._folded[text] = Folded(text)
        return known

    def lost(self, found: Found) -> tuple[Lost, ...]:
        """What a quote that was found has lost at its edges."""
        at = found.located.span
        if at is None or found.located.status not in ("found", "elsewhere", "short"):
            return ()
        key = (found.source, at)
        if key not in self._lost:
            self._lost[key] = clipping(self.folded(found.source).source, at)
        return self._lost[key]

    def carried(self, claim: Claim, lost: Lost) -> bool:
        """Does the point say itself what its quote has lost: how sure it is, or who says so?"""
        view = self.view
        if lost.kind == "attribution":
            whole = view.whole(claim)
            return any(each.reports or view.marks(each).attributions for each in {claim.id: claim, whole.id: whole}.values())
        if claim.open or claim.kind in ("hypothesis", "assumption", "prediction"):
            return True
        said, meant = view.index.degree(claim), view.index.words.degree(lost.text.casefold())
        if said is not None:
            return meant is None or said.interval.low < meant.interval.high
        marks: Marks = view.marks(claim)
        low = view.tokens(claim).low
        return bool(marks.hedges) or lost.text.casefold() in " ".join(low)

    def written(self, found: Found) -> str:
        """What the source has where the quote was found, or nearest to it."""
        at = found.located.span
        return "" if at is None else self.folded(found.source).source[at.start : at.end]

    def sentence(self, found: Found, lost: Lost) -> str:
        """The words from what was lost to the quote or the reverse, with a few of the quote, on one line."""
        at = found.located.span
        text = self.folded(found.source).source
        if at is None:
            return ""
        if lost.at.start < at.start:
            return shorten(text[lost.at.start : at.end], 24) + " …"
        return "… " + shorten(text[at.start : lost.at.end], 24)

    def field(self, source: Source, name: str) -> Span:
        """Where a field of a source is written."""
        return next((field.value_at for field in source.fields if field.name == name), source.at)

    def _text(self, source: str) -> str | None:
        file = self.sources.get(source)
        return None if file is None else file.text

    def _look_up(self) -> Iterator[Found]:
        for claim in self.view.claims:
            for quote in claim.quotes:
                found = self._find(claim, quote)
                if found is not None:
                    yield found

    def _find(self, claim: Claim, quote: Quote) -> Found | None:
        """What became of one quote; None where no text is at hand that it could be from."""
        place = quote.place
        if place is not None:
            named = [place.source]
        else:
            reported = [report.source for report in claim.reports if self._text(report.source) is not None]
            named = reported or [source.id for source in self.view.case.sources]
        texts: dict[str, str] = {}
        for source in named:
            text = self._text(source)
            if text is not None:
                texts.setdefault(text, source)
        best: Found | None = None
        for source in texts.values():
            located = locate(self.folded(source), quote.text, None if place is None else _span(place), hint=False)
            if best is not None and located.status == best.located.status == "found" and located.span is not None:
                best = best._replace(located=best.located._replace(status="ambiguous"), other=(source, located.span))
            elif best is None or _rank(located) < _rank(best.located):
                best = Found(claim, quote.text, quote.at, source, located, quote, place)
        if best is not None and best.located.status == "absent" and self._hints:
            self._hints -= 1
            for source in list(texts.values())[:_MOST]:
                located = locate(self.folded(source), quote.text, None if place is None else _span(place))
                if located.status == "altered":
                    best = best._replace(source=source, located=located)
                    break
        if best is not None and best.located.status in ("absent", "altered"):
            best = best._replace(other=self._elsewhere(best, texts))
        return best

    def _elsewhere(self, found: Found, tried: dict[str, str]) -> tuple[str, Span] | None:
        """Another source that has the very words."""
        others = [source for source in self.view.case.sources if self._text(source.id) not in (None, *tried)]
        for source in others[:_MOST]:
            located = locate(self.folded(source.id), found.words, hint=False)
            if located.status in ("found", "ambiguous") and located.span is not None:
                return source.id, located.span
        return None


def _rank(located: Located) -> int:
    return _ORDER.index(located.status)


def _span(place: Place) -> Span | None:
    return None if place.start is None or place.end is None else Span(place.start, place.end)


def show_place(source: str, at: Span) -> str:
    """`[article:10-80]`, as it is written in a case."""
    return f"[{source}:{at.start}-{at.end}]"


def show_difference(found: Difference, source: str) -> str:
    """What differs, in words: what the quote has, and what the source has there.

    >>> show_difference(Difference("", "not"), "“log”")
    'it leaves out “not”'
    """
    quoted, written = shorten(found.quoted), shorten(found.written)
    if not found.quoted:
        return f"it leaves out “{written}”"
    if not found.written:
        return f"it puts in “{quoted}”"
    return f"it has “{quoted}” where {source} has “{written}”"


def show_disguise(found: Disguise) -> str:
    return f"{found.name} (U+{ord(found.char):04X})"


def shorten(words: str, most: int = 12) -> str:
    parts = words.split()
    return " ".join(parts) if len(parts) <= most else " ".join(parts[: most - 4]) + " … " + " ".join(parts[-3:])
