"""A case as the rules see it: who speaks, what carries what, which phrases stand where. Each thing is worked out once, when first asked for."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from math import log

from holdwater.case.index import Index
from holdwater.case.types import Case, Claim, Step
from holdwater.check.phrases import Phrase, find_phrases
from holdwater.lexicon.lists import words
from holdwater.lexicon.scale import Degree, data_lines
from holdwater.prose.tokens import Tokens
from holdwater.prose.types import Attribution, Marks, Silence
from holdwater.source import Span
from holdwater.typed import Literal, NamedTuple

PARTS, USES = 60, 60
"""How many parts of a point, and how many uses of it, are looked at: a bound on work, far above what any text has."""

SPOKEN = ("reported", "claimed", "quoted")
"""Modes of attribution that hand a sentence to its speaker."""

Marked = Literal["hedges", "attributions", "silences", "citations", "connectives", "dates", "places"]


class Use(NamedTuple):
    """A place where a point carries another: the conclusion, and the step in which `premise` (the point or its parent) stands."""

    conclusion: Claim
    step: Step
    premise: str


class Kept(NamedTuple):
    """What a run has found in sentences, by their places: phrases by kind, and the words that carry meaning (see `View.content`).

    Whoever checks a text again that has changed a little gives what he has kept of sentences that are still there, moved to where they stand now:
    `phrases` of any, `content` of those whose marks are the same. A run adds what it finds.
    """

    phrases: dict[Span, dict[str, tuple[Phrase, ...]]]
    content: dict[Span, tuple[str, ...]]


class View:
    """What rules share. Built once per run from an `Index`; nothing of the case is changed. `known`: what an earlier run has found."""

    __slots__ = (
        "_concluded", "_content", "_declines", "_declining", "_degrees", "_dialogue", "_families", "_frequency", "_having", "_leads", "_marked", "_nested",
        "_order", "_phrases", "_quoted", "_uses", "_vouched",
        "case", "index", "text",
    )  # fmt: skip

    def __init__(self, index: Index, known: Kept | None = None) -> None:
        self.index = index
        self.case: Case = index.case
        self.text = index.case.source.text
        self._having: dict[str, list[Claim]] | None = None
        self._marked: list[tuple[Claim, Marks]] | None = None
        self._nested: tuple[Claim, ...] | None = None
        self._concluded: tuple[Claim, ...] | None = None
        self._phrases, self._content = Kept({}, {}) if known is None else known
        self._degrees: dict[str, Degree | None] = {}
        self._declining: set[Span] | None = None
        self._declines: dict[Span, bool] = {}
        self._families: dict[Span, tuple[Claim, ...]] = {}
        self._vouched: dict[Span, bool] = {}
        self._uses: dict[str, tuple[Use, ...]] = {}
        self._frequency: dict[str, float] | None = None
        self._quoted: list[Span] | None = None
        self._dialogue: bool | None = None
        self._order: dict[Span, int] | None = None
        self._leads: dict[str, Span | None] | None = None

    @property
    def article(self) -> bool:
        return self.case.form == "article"

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.case.claims

    # what the sentence says

    def marks(self, claim: Claim) -> Marks:
        return self.index.marks(claim)

    def degree(self, claim: Claim) -> Degree | None:
        """How sure the point is said to be; None for a flat statement, and for one that is named and expressly not concluded."""
        if claim.open or claim.degree is None:
            return None
        term = claim.degree.term
        if term not in self._degrees:
            self._degrees[term] = self.index.words.degree(term)
        return self._degrees[term]

    def tokens(self, claim: Claim) -> Tokens:
        return self.index.tokens(claim)

    def phrases(self, claim: Claim, *kinds: str) -> tuple[Phrase, ...]:
        """Phrases of the lists in the point's own sentence, of these kinds."""
        known = self._phrases.get(claim.at)
        if known is None:
            known = self._phrases[claim.at] = {}
            for phrase in find_phrases(self.tokens(claim)):
                known[phrase.kind] = (*known.get(phrase.kind, ()), phrase)
        if len(kinds) == 1:
            return known.get(kinds[0], ())
        return tuple(sorted(phrase for kind in kinds for phrase in known.get(kind, ())))

    def having(self, *kinds: str) -> tuple[Claim, ...]:
        """The points in whose sentence a phrase of one of these kinds stands, clauses before the sentences that they are in."""
        if self._having is None:
            self._having = {}
            self._find_all_phrases()
            for claim in self.claims:
                for kind in self._phrases[claim.at]:
                    self._having.setdefault(kind, []).append(claim)
            for found in self._having.values():
                found.sort(key=clauses_first)
        if len(kinds) == 1:
            return tuple(self._having.get(kinds[0], ()))
        return tuple(sorted({claim.at: claim for kind in kinds for claim in self._having.get(kind, ())}.values(), key=clauses_first))

    def _find_all_phrases(self) -> None:
        """What `phrases` finds in one sentence, in all of them at once."""
        unread = {claim.at: claim for claim in self.claims if claim.at not in self._phrases}
        for at in unread:
            self._phrases[at] = {}
        for stretches in self.index.stretches(unread.values()):
            for phrase in find_phrases(stretches.all, stretches.joints):
                number, at = stretches.locate(phrase.at)
                if (whole := stretches.spans[number]) in unread:
                    known = self._phrases[whole]
                    known[phrase.kind] = (*known.get(phrase.kind, ()), Phrase(phrase.kind, at, phrase.about))

    def marked(self, *kinds: Marked) -> tuple[Claim, ...]:
        """The points in whose sentence marks of one of these kinds stand, in text order."""
        if self._marked is None:
            self._marked = [(claim, marks) for claim in self.claims if any(marks := self.index.marks(claim))]
        return tuple(claim for claim, marks in self._marked if any(getattr(marks, kind) for kind in kinds))

    def nested(self) -> tuple[Claim, ...]:
        """All points, clauses before the sentences that they are in."""
        if self._nested is None:
            self._nested = tuple(sorted(self.claims, key=clauses_first))
        return self._nested

    def concluded(self) -> tuple[Claim, ...]:
        """The points that have reasons."""
        if self._concluded is None:
            self._concluded = tuple(claim for claim in self.claims if claim.because and self.index.steps(claim.id))
        return self._concluded

    def content(self, claim: Claim) -> tuple[str, ...]:
        """The words that carry meaning, as stems, in order, each once; hedges, connectives and references left out."""
        known = self._content.get(claim.at)
        if known is None:
            marks = self.marks(claim)
            covered = sorted(mark.at for some in (marks.hedges, marks.connectives, marks.citations) for mark in some)
            low = self.index.low(claim)
            if covered:
                tokens = self.tokens(claim)
                low, reached, following = [], -1, 0  # both lists ascend: one sweep
                for word, start in zip(tokens.low, tokens.starts, strict=True):
                    while following < len(covered) and covered[following].start <= start:
                        reached = max(reached, covered[following].end)
                        following += 1
                    if start >= reached:
                        low.append(word)
            known = self._content[claim.at] = tuple(dict.fromkeys(stems(low)))
        return known

    def rarity(self, stem: str) -> float:
        """How much a shared word tells: log of (points + 1) over the points that have it, about 0 for a word of every point."""
        if self._frequency is None:
            count: dict[str, int] = {}
            for claim in self.claims:
                if claim.parent is None:
                    for word in self.content(claim):
                        count[word] = count.get(word, 0) + 1
            self._frequency = {word: log((len(self.claims) + 1) / found) for word, found in count.items()}
        return self._frequency.get(stem) or log(len(self.claims) + 1)

    # who says it

    def speaker(self, claim: Claim) -> Attribution | None:
        """The attribution that hands the sentence to somebody else, if one does."""
        for found in self.marks(claim).attributions:
            if found.mode in SPOKEN:
                return found
        return None

    def sourced(self, claim: Claim) -> bool:
        """Does the point name where it comes from: a speaker, a source in its fields, a quotation, a link or a note number?"""
        if claim.quotes or any(found.mode != "not denied" for found in self.marks(claim).attributions):
            return True
        if any(report.mode == "says" for report in claim.reports) and not self.article:
            return True
        if self.phrases(claim, "unnamed"):
            return True
        written = self.text[claim.at.start : claim.at.end]
        return "http" in written or "](" in written or "[^" in written

    def vouched(self, claim: Claim) -> bool:
        """Does the point, or a part of it, name where it comes from?"""
        whole = self.whole(claim)
        known = self._vouched.get(whole.at)
        if known is None:
            known = self._vouched[whole.at] = any(self.sourced(each) for each in self.family(claim))
        return known

    def quoted(self, at: Span) -> bool:
        """Does the place lie inside quotation marks that open and close in one paragraph?"""
        if self._quoted is None:
            self._quoted = list(_quotations(self.text))
        low, high = 0, len(self._quoted)
        while low < high:
            middle = (low + high) // 2
            if self._quoted[middle].end <= at.start:
                low = middle + 1
            else:
                high = middle
        return low < len(self._quoted) and self._quoted[low].contains(at)

    @property
    def dialogue(self) -> bool:
        """Does most of the text stand in quotation marks? Then its speakers are the ones who argue."""
        if self._dialogue is None:
            self.quoted(Span(0, 0))
            self._dialogue = self.article and 2 * sum(at.end - at.start for at in self._quoted or ()) > len(self.text)
        return self._dialogue

    def own(self, claim: Claim, at: Span | None = None) -> bool:
        """Is it the author who speaks there, in his own voice? (In a dialogue: whoever speaks.)"""
        if self.dialogue:
            return True
        if self.speaker(claim) is not None or self.quoted(at or claim.at):
            return False
        return self.article or not any(report.mode == "says" for report in claim.reports)

    def declines(self, claim: Claim) -> bool:
        """Does the point, or a sentence of the same point, decline to conclude or name the gap itself?"""
        whole = self.whole(claim)
        known = self._declines.get(whole.at)
        if known is None:
            if self._declining is None:
                self._declining = {each.at for each in (*self.having("decline", "gap"), *(each for each in self.claims if each.open))}
            known = bool(self._declining) and any(each.at in self._declining for each in self.family(claim))
            self._declines[whole.at] = known
        return known

    def after(self, claim: Claim) -> Claim | None:
        """The point that follows in the text."""
        if self._order is None:
            self._order = {each.at: place for place, each in enumerate(self.claims)}
        place = self._order[claim.at] + 1
        return self.claims[place] if place < len(self.claims) else None

    def inside(self, claim: Claim) -> bool:
        """Is the point a clause of another point's sentence, so that its words have been looked at already?"""
        return claim.parent is not None and self.whole(claim).at.contains(claim.at)

    # what carries what

    def family(self, claim: Claim) -> tuple[Claim, ...]:
        """The point, the point it is a part of, and that point's parts: of very many the first `PARTS`."""
        whole = self.whole(claim)
        known = self._families.get(whole.at)
        if known is None:
            known = self._families[whole.at] = (whole, *self.index.parts.get(whole.id, ())[:PARTS])
        return known

    def whole(self, claim: Claim) -> Claim:
        """The point that this is a part of, or itself."""
        return self.index.claims.get(claim.parent, claim) if claim.parent else claim

    def uses(self, claim: Claim) -> tuple[Use, ...]:
        """Where the text itself rests something on the point, or on the point it is a part of: of very many the first `USES` of each."""
        known = self._uses.get(claim.id)
        if known is None:
            found = []
            for id in (claim.id, claim.parent):
                if id is None:
                    continue
                for target, step in self.index.uses(id)[:USES]:
                    conclusion = self.index.claims.get(target)
                    if conclusion is not None and conclusion.id != claim.id and conclusion.parent != claim.id:
                        found.append(Use(conclusion, step, id))
            known = self._uses[claim.id] = tuple(found)
        return known

    def silences(self) -> list[tuple[Claim, Silence]]:
        """Every silence once, with the smallest point that it stands in, in text order."""
        owner: dict[Span, tuple[Claim, Silence]] = {}
        for claim in self.claims:
            found = self.marks(claim).silences
            known = [mark.at for mark in found]
            for phrase in self.phrases(claim, "mute"):
                if not any(phrase.at.overlaps(at) for at in known):
                    found = (*found, Silence(phrase.at, claim.at, "no reaction"))
            if not found and claim.kind == "silence" and not self.article:
                found = (Silence(claim.at, claim.at, "absence"),)
            for mark in found:
                first = owner.get(mark.at)
                if first is None or claim.at.end - claim.at.start < first[0].at.end - first[0].at.start:
                    owner[mark.at] = (claim, mark)
        return [owner[at] for at in sorted(owner)]

    def booster(self, claim: Claim) -> Span | None:
        """The word that calls the point certain ("evident", "must have"), if it has one that is not denied."""
        hedges = [hedge for hedge in self.marks(claim).hedges if hedge.kind == "evidential" and hedge.term is not None]
        if not hedges and not self.phrases(claim, "booster"):
            return None
        said = self.degree(claim)
        if said is not None and said.interval.low < 0.9:
            return None
        for hedge in hedges:
            degree = self.index.words.degree(hedge.term or "")
            sure = degree is not None and degree.interval.low >= 0.9
            if sure and not self.negated(claim, hedge.at) and not self._attributive(claim, hedge.at):
                return hedge.at
        for phrase in self.phrases(claim, "booster"):
            if not self.negated(claim, phrase.at):
                return phrase.at
        return None

    def rivals(self, claim: Claim) -> tuple[Phrase, ...]:
        """Where the point names another explanation, not where it says that there is none."""
        return tuple(phrase for phrase in self.phrases(claim, "rival") if not self.negated(claim, phrase.at))

    def _attributive(self, claim: Claim, at: Span) -> bool:
        """Does the word stand between an article and its noun ("an apparent attempt"), where it says nothing of the whole statement?"""
        tokens = self.tokens(claim)
        first = tokens.first_at(at.start)
        return first > 0 and tokens.low[first - 1] in words("determiner")

    def negated(self, claim: Claim, at: Span) -> bool:
        """Does a "not", "no", "hardly" or the like stand among the three words before the place?"""
        tokens = self.tokens(claim)
        first, negations = tokens.first_at(at.start), words("negation")
        return any(word in negations or word.endswith("n't") for word in tokens.low[max(0, first - 3) : first])

    def reasoned(self, claim: Claim, before: int | None = None) -> bool:
        """Does the sentence itself give a reason ("given …", "because …"), before a place where one is named?"""
        return any(
            found.role in ("given", "because") and (before is None or found.at.start < before) for found in self.marks(claim).connectives
        )

    # how a finding names it

    def word_at(self, claim: Claim) -> Span:
        """Where the point says how sure it is; the whole sentence where it does not say."""
        return claim.degree.at if claim.degree is not None else claim.at

    def word(self, claim: Claim) -> str:
        """The word for how sure the point is, as written."""
        return self.excerpt(claim.degree.at) if claim.degree is not None else "flat"

    def written(self, claim: Claim, wanted: tuple[str, ...]) -> list[str]:
        """The words of the sentence that have these stems, as written, each stem once."""
        tokens, same, left = self.tokens(claim), _same(), dict.fromkeys(wanted)
        found = []
        for at, word in enumerate(tokens.low):
            for part in word.split("-"):
                base = stem(part)
                base = same.get(base, base)
                if base in left:
                    del left[base]
                    found.append(tokens.raw(at))
        return found

    def name(self, claim: Claim, beside: Claim | None = None) -> str:
        """The label as the text prints it, in parentheses; the first words of a point that the text does not number.

        beside: another point of the same finding; of two sentences under one label the second goes by its words.
        """
        if beside is not None and self.article and self.whole(beside).id == self.whole(claim).id:
            return f"“{self.excerpt(claim.at, 6)}”"
        if not self.article:
            return f"({claim.id})"
        label = claim.label or (self.whole(claim).label if claim.parent else None)
        return f"({label})" if label else f"“{self.excerpt(claim.at, 6)}”"

    def excerpt(self, at: Span, most: int = 12) -> str:
        """The words at a place on one line, cut after `most` words."""
        found = self.text[at.start : at.end].split()
        return " ".join(found).strip(".,;: ") if len(found) <= most else " ".join(found[:most]).rstrip(".,;:") + " …"

    def silence(self, claim: Claim, silence: Silence) -> str:
        """The words of a silence with what they deny, at most seven words."""
        tokens = self.tokens(claim)
        first = tokens.first_at(silence.at.start)
        if first and first < len(tokens) and tokens.low[first - 1] in words("auxiliary"):
            first -= 1
        end = max(silence.at.end, min(silence.clause.end, claim.at.end))
        return self.excerpt(Span(tokens.starts[first] if first < len(tokens) else silence.at.start, end), 8)

    def around(self, claim: Claim, at: Span) -> str:
        """The words at a place with a few on either side, within the sentence."""
        tokens = self.tokens(claim)
        first, last = tokens.first_at(at.start), tokens.first_at(at.end)
        low, high = max(0, first - 5), min(len(tokens), last + 7) - 1
        if high < low:
            return self.excerpt(at)
        shown = " ".join(self.text[tokens.starts[low] : tokens.ends[high]].split()).rstrip(".,;:")
        return ("… " if low else "") + shown + (" …" if high < len(tokens) - 2 else "")

    def points(self, *claims: Claim) -> tuple[str, ...]:
        return tuple(dict.fromkeys(claim.id for claim in claims))

    def phrases_in(self, at: Span) -> tuple[Phrase, ...]:
        """Phrases of the lists in a stretch of text that is no point."""
        return find_phrases(Tokens(self.text, at))

    def lead(self, claim: Claim) -> Span | None:
        """The prose that introduces the run of points which the point stands in: the last that is no point, above it."""
        if self._leads is None:
            self._leads = {}
            end, lead = 0, None
            for each in self.claims:
                if each.parent is None:
                    gap = self.text[end : each.item.start]
                    if gap.strip():
                        lead = Span(end + len(gap) - len(gap.lstrip()), end + len(gap.rstrip()))
                    self._leads[each.id] = lead
                    end = max(end, each.item.end)
        return self._leads.get(self.whole(claim).id)


def clauses_first(claim: Claim) -> tuple[int, int]:
    return claim.at.end, -claim.at.start


def stems(low: Iterable[str]) -> Iterator[str]:
    """The stems of the words that are no function words and no numbers; words of one row of `restatement.csv` have one stem."""
    return chain.from_iterable(map(_stems_of, low))


@lru_cache(maxsize=1 << 16)
def _stems_of(word: str) -> tuple[str, ...]:
    stop, same = words("stop"), _same()
    parts = word.split("-") if "-" in word else (word,)
    bases = [stem(part) for part in parts if len(part) > 1 and part not in stop and part[0].isalpha()]
    return tuple(same.get(base, base) for base in bases)


@cache
def _same() -> dict[str, str]:
    found: dict[str, str] = {}
    for (row,) in data_lines("restatement")[1][1:]:
        first, *rest = row.split()
        for word in (first, *rest):
            found.setdefault(stem(word), stem(first))
    return found


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What the inflected forms of a word share, roughly: "coordinates", "coordination" -> "coordin"; "Syrian" -> "syria".

    Plural, -ed, -ing, the noun endings -ation and -ition, and the adjectives of countries; a light stemmer after M. F. Porter (1980).
    """
    if word.endswith("'s"):
        word = word[:-2]
    size = len(word)
    if size > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif size > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in (
        "ational",
        "ations",
        "ation",
        "ating",
        "ated",
        "ators",
        "ator",
        "ate",
        "itions",
        "ition",
        "ions",
        "ion",
        "ingly",
        "edly",
        "ing",
        "ed",
        "ly",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= (3 if ending in ("ing", "ed") else 5 if ending in ("ion", "ions") else 4):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if len(word) > 5 and word.endswith(("ian", "ican")):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


_QUOTES = re.compile('["“”«»]|\n\n')
_PARAGRAPHS = 4
_CLOSING = {"“": "”", "«": "»", '"': '"'}


def _quotations(text: str) -> Iterator[Span]:
    """Spans between double quotation marks, in order, none inside another.

    A quotation closes in its paragraph; one that begins a paragraph may run on over the next ones, whether or not they open anew.
    """
    opened, wanted, fresh, crossed = -1, "", 0, 0
    for found in _QUOTES.finditer(text):
        mark, at = found.group(), found.start()
        if mark == "\n\n":
            if opened >= 0:
                crossed += 1
                if text[fresh:opened].strip() and crossed == 1:
                    opened = -1
                elif crossed > _PARAGRAPHS:
                    yield Span(opened, text.index("\n\n", opened))
                    opened = -1
            fresh = at + 2
        elif opened < 0:
            if mark in _CLOSING:
                opened, wanted, crossed = at, _CLOSING[mark], 0
        elif mark == wanted and (crossed == 0 or text[fresh:at].strip()):
            yield Span(opened, at + 1)
            opened = -1
    if opened >= 0:
        end = text.find("\n\n", opened)
        yield Span(opened, len(text) if end < 0 else end)
