"""The article as a model is shown it: its sentences, each with a label. What a reader of it does not see is not sent."""

import json
from bisect import bisect_right

from holdwater.case.quotes import Folded, locate
from holdwater.case.types import Case, Claim
from holdwater.propose.types import Sentence
from holdwater.prose.tokens import Tokens, sentences
from holdwater.read.layout import lay_out
from holdwater.source import SourceText, Span

WINDOW = 20_000
"""Characters of sentences that are sent in one request; a longer article goes in several."""
_LONGEST = 4_000
"""Characters of a point at most: what claims to stand on more is no sentence."""


class Passages:
    """The sentences of an article, in text order, and the points of the case that stand in them.

    folded: the article, folded once for all quotes. claims: every point of the case by its id. left_out: stretches that were not sent.
    """

    def __init__(self, case: Case, article: SourceText, source: str) -> None:
        self.case = case
        self.article = article
        self.source = source
        self.folded = Folded(article.text)
        self.claims: dict[str, Claim] = {}
        for claim in case.claims:
            self.claims.setdefault(claim.id, claim)
        self.at: dict[str, Span] = {}
        for id, claim in self.claims.items():
            place = _find(claim, source, self.folded)
            if place is not None and place.end - place.start <= _LONGEST:
                self.at[id] = place
        self.left_out = _unseen(article)
        self._left_out_to = [span.end for span in self.left_out]
        self.sentences = tuple(self._cut())
        self._starts = [sentence.at.start for sentence in self.sentences]
        self.labelled = {sentence.label: sentence for sentence in self.sentences}

    def sentence_of(self, span: Span) -> Sentence | None:
        """The one sentence that a span stands in."""
        number = bisect_right(self._starts, span.start) - 1
        if number < 0 or not self.sentences[number].at.contains(span):
            return None
        return self.sentences[number]

    def touched(self, span: Span) -> int:
        """How many sentences a span has something of."""
        return sum(sentence.at.overlaps(span) for sentence in self.sentences)

    def windows(self) -> list[str]:
        """The sentences as JSON, in as many pieces as are needed."""
        pieces: list[list[dict[str, str]]] = [[]]
        size = 0
        for sentence in self.sentences:
            entry = {"id": sentence.label, "text": sentence.text}
            length = len(sentence.label) + len(sentence.text) + 24
            if size + length > WINDOW and pieces[-1]:
                pieces.append([])
                size = 0
            pieces[-1].append(entry)
            size += length
        return [json.dumps({"sentences": piece}, ensure_ascii=False) for piece in pieces if piece]

    def shown(self, id: str) -> tuple[str, Span]:
        """What a model is shown of a point, and where that stands: its sentence, else the words of the article that it has."""
        at = self.at[id]
        sentence = self.sentence_of(at)
        if sentence is not None:
            return sentence.text, sentence.at
        return " ".join(self.article.text[at.start : at.end].split()), at

    def _is_unseen(self, at: Span) -> bool:
        number = bisect_right(self._left_out_to, at.start)
        return number < len(self.left_out) and self.left_out[number].overlaps(at)

    def _cut(self) -> list[Sentence]:
        text = self.article.text
        places = sorted((at, id) for id, at in self.at.items())
        starts = [at.start for at, _ in places]
        longest = max((at.end - at.start for at, _ in places), default=0)
        found: list[Sentence] = []
        taken = set(self.claims)
        used: set[str] = set()
        number = 0
        for paragraph in lay_out(self.article).paragraphs:
            if paragraph.kind in ("heading", "boilerplate"):
                continue
            tokens = Tokens(text, paragraph.body)
            for first, last in sentences(tokens):
                at = tokens.span_of(first, last - 1)
                if at.start >= self.article.body_end or self._is_unseen(at):
                    continue
                claim: str | None = None
                for place, id in places[bisect_right(starts, at.start - longest - 1) : bisect_right(starts, at.end)]:
                    if place.overlaps(at) and (claim is None or self.claims[id].parent is None):
                        claim = id
                        if self.claims[id].parent is None:
                            break
                label = claim
                if label is None or label in used:
                    number += 1
                    while f"s{number}" in taken:
                        number += 1
                    label = f"s{number}"
                used.add(label)
                found.append(Sentence(label, at, " ".join(text[at.start : at.end].split()), claim))
        return found


def _find(claim: Claim, source: str, folded: Folded) -> Span | None:
    """Where a point stands in the article, looked up now: its own words, else the first words that it quotes."""
    for place, words in ((claim.place, claim.text), *((quote.place, quote.text) for quote in claim.quotes)):
        if place is not None and place.source == source and place.start is not None and place.end is not None:
            located = locate(folded, words, Span(place.start, place.end), hint=False)
            if located.status in ("found", "elsewhere", "short") and not located.others:
                return located.span
    return None


def _unseen(article: SourceText) -> tuple[Span, ...]:
    """Comments in the text: no reader of the page sees them."""
    text = article.text
    found: list[Span] = []
    at = text.find("<!--")
    while at >= 0:
        end = text.find("-->", at)
        end = len(text) if end < 0 else end + 3
        found.append(Span(at, end))
        at = text.find("<!--", end)
    return tuple(found)
