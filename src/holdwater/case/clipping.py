"""What a quote has lost at its edges: it is expanded to its sentence, and the sentence is read again.

A word *governs* the quote when it stands before it in the same sentence with nothing between that begins a statement of its own, or behind it
with nothing but a comma between and no content of its own. What the quote itself holds is not lost.
"""

from functools import cache

from holdwater.lexicon.lists import speech, words
from holdwater.lexicon.scale import PROSE, data_lines, load_scale
from holdwater.prose.attribution import find_attributions
from holdwater.prose.cues import find_cues
from holdwater.prose.hedges import find_hedges
from holdwater.prose.tokens import Tokens, sentences
from holdwater.prose.types import Attribution
from holdwater.source import Span
from holdwater.typed import Literal, NamedTuple

Kind = Literal["negation", "hedge", "attribution"]

_REACH = 2000
"""Characters on either side of a quote among which its sentence is looked for."""
_STRONG = 0.9
"""Words of which the list in use says at least this much make a statement firmer; who leaves them out claims less, not more."""


class Lost(NamedTuple):
    """A word that governs the quote and stands outside it. firm: nothing stands between that could end its reach."""

    kind: Kind
    at: Span
    text: str
    firm: bool = True


def clipping(text: str, span: Span) -> tuple[Lost, ...]:
    """What the sentence has that the quote `text[span]` lost: at most one negation, hedge and attribution each, the nearest.

    >>> [(lost.kind, lost.text) for lost in clipping("It is very likely that the guard did not see it.", Span(23, 47))]
    [('hedge', 'very likely')]
    >>> [(lost.kind, lost.text) for lost in clipping("It is very likely that the guard did not see it.", Span(41, 47))]
    [('negation', 'not'), ('hedge', 'very likely')]
    """
    return _Reading(text, span).lost()


class _Phrase(NamedTuple):
    first: int
    last: int
    kind: str


class _Reading:
    """The sentence around one quote: tokens, where the quote and its sentence begin and end among them, and what is found."""

    def __init__(self, text: str, span: Span) -> None:
        self.text, self.span = text, span
        tokens = self.tokens = Tokens(text, _around(text, span))
        self.low = tokens.low
        first = tokens.first_at(span.start)
        self.first = first - 1 if first and tokens.ends[first - 1] > span.start else first
        self.last = max(self.first, tokens.first_at(span.end))
        ranges = sentences(tokens)
        touched = [each for each in ranges if each[0] < self.last and each[1] > self.first] or [(self.first, self.last)]
        self.begin, self.end = touched[0][0], touched[-1][1]
        self.marks = _quotation(tokens, self.first, self.last)
        self.told = list(touched)
        if self.marks is not None:
            opening, closing = self.marks
            self.told = [each for each in ranges if each[0] <= closing and each[1] > opening]
            self.told += [
                each for each in ranges if each[0] == closing + 1 and self.low[closing + 1 : closing + 2] and _goes_on(tokens, closing + 1)
            ]
        self.phrases = _find_phrases(self.low, self.begin, self.end)
        self.hedges = self._find_hedges()

    def _find_hedges(self) -> list[tuple[int, int, str]]:
        """First token, last token and kind of the hedges in the sentence, boosters left out."""
        whole = self.tokens
        if self.begin >= self.end:
            return []
        tokens = Tokens(self.text, Span(whole.starts[self.begin], whole.ends[self.end - 1]))
        return [
            (whole.first_at(hedge.at.start), whole.first_at(hedge.at.end), hedge.kind)
            for hedge in find_hedges(tokens, find_cues(tokens))
            if not _is_booster(hedge.term, hedge.text)
        ]

    def lost(self) -> tuple[Lost, ...]:
        found = [*self._negations(), *self._hedges(), *self._attributions()]
        nearest: dict[Kind, Lost] = {}
        for each in found:
            held = nearest.get(each.kind)
            if held is None or (each.firm, -self._distance(each)) > (held.firm, -self._distance(held)):
                nearest[each.kind] = each
        order: tuple[Kind, ...] = ("negation", "hedge", "attribution")
        return tuple(nearest[kind] for kind in order if kind in nearest)

    def _distance(self, lost: Lost) -> int:
        return self.span.start - lost.at.end if lost.at.end <= self.span.start else lost.at.start - self.span.end

    def _make(self, kind: Kind, first: int, last: int, firm: bool) -> Lost:
        at = self.tokens.span_of(first, last - 1)
        return Lost(kind, at, " ".join(self.text[at.start : at.end].split()), firm)

    # Negation

    def _negations(self) -> list[Lost]:
        found = [self._make("negation", first, last, firm) for first, last, firm in self._denials()]
        prefix = self._prefix()
        if prefix is not None:
            found.append(Lost("negation", prefix, self.text[prefix.start : prefix.end]))
        for phrase in self.phrases:
            if phrase.kind == "afterwards" and phrase.first >= self.last and not self._separated(self.last, phrase.first):
                found.append(self._make("negation", phrase.first, phrase.last, True))
        return found

    def _denials(self) -> list[tuple[int, int, bool]]:
        negation = words("negation")
        covered = {at for phrase in self.phrases if phrase.kind == "affirms" for at in range(phrase.first, phrase.last)}
        covered |= {at for first, last, kind in self.hedges if kind in ("likelihood", "modal") for at in range(first, last - 1)}
        places = [(phrase.first, phrase.last) for phrase in self.phrases if phrase.kind == "negation"]
        taken = {at for first, last in places for at in range(first, last)}
        for at in range(self.begin, self.first):
            word = self.low[at]
            if at not in taken and (word in negation or word.endswith("n't")) and not (word == "no" and self.low[at + 1 : at + 2] == ["."]):
                places.append((at, at + 1))
        return [
            (first, last, firm)
            for first, last in places
            if last <= self.first and first not in covered and (firm := self._governs(first, last, "negation")) is not None
        ]

    def _prefix(self) -> Span | None:
        """`non-` before a quote that begins behind the hyphen."""
        text, end = self.text, self.span.start
        while end and text[end - 1].isspace() and self.span.start - end < 20:
            end -= 1
        if not end or text[end - 1] not in "-\u2010" or (end < self.span.start and "\n" not in text[end : self.span.start]):
            return None
        start = end - 1
        while start and (text[start - 1].isalpha() or text[start - 1] == "-") and end - start < 14:
            start -= 1
        return Span(start, end) if text[start : end - 1].lower() in _of_kind("prefix") else None

    # Hedges

    def _hedges(self) -> list[Lost]:
        found: list[Lost] = []
        for first, last, kind in self.hedges:
            if first < self.first < last:
                found.append(self._make("hedge", first, last, True))
            elif last <= self.first:
                firm = self._governs(first, last, "hedge") if kind != "approximation" or last == self.first else None
                if firm is not None:
                    found.append(self._make("hedge", first, last, firm))
            elif first >= self.last and kind != "approximation" and self._trails(first, last):
                found.append(self._make("hedge", first, last, True))
        for phrase in self.phrases:
            if phrase.last > self.first or phrase.kind not in ("hedge", "intent", "modal", "condition"):
                continue
            if phrase.kind == "modal" and (
                self.tokens.capital(phrase.first) or self.low[max(0, phrase.first - 1)] in words("preposition") | {"the"}
            ):
                continue
            if phrase.kind == "condition":
                governs = self._conditions(phrase)
            elif phrase.kind == "intent":
                governs = True if self.first - phrase.last <= 1 else None
            else:
                governs = self._governs(phrase.first, phrase.last, "hedge")
            if governs is not None:
                found.append(self._make("hedge", phrase.first, phrase.last, governs))
        asked = self._asked()
        if asked is not None:
            found.append(self._make("hedge", asked, asked + 1, True))
        return found

    def _conditions(self, phrase: _Phrase) -> bool | None:
        """An "if" governs its own clause, and, where it begins the sentence, the clause behind the comma as well."""
        if self.low[phrase.first - 1 : phrase.first] in (["even"], ["as"]):
            return None
        between = self.low[phrase.last : self.first]
        if phrase.first == self.begin and ";" not in between:
            return True
        return None if "," in between else self._governs(phrase.first, phrase.last, "hedge")

    def _asked(self) -> int | None:
        """The question mark of a question that is quoted without it."""
        for at in range(self.end - 1, max(self.last, self.end - 3) - 1, -1):
            if self.low[at] == "?":
                return at
        return None

    def _trails(self, first: int, last: int) -> bool:
        """Does a hedge close the sentence or the clause right behind the quote ("…, perhaps.", "… is possible.")?"""
        between = self.low[self.last : first]
        if len(between) > 3 or any(word not in _LINKING and word not in words("auxiliary") for word in between):
            return False
        return last >= self.end or self.low[last] in _ENDING

    # Attribution

    def _attributions(self) -> list[Lost]:
        found: list[Lost] = []
        for each in find_attributions(self.tokens, self.told):
            if each.mode in ("declined", "not denied") or each.at.overlaps(self.span):
                continue
            firm = self._tells(each)
            if firm is not None:
                first, last = self.tokens.first_at(each.at.start), self.tokens.first_at(each.at.end)
                found.append(self._make("attribution", first, last, firm))
        for verb in (self._inverted(), self._verb_before(), self._verb_behind()):
            if verb is not None:
                found.append(self._make("attribution", *verb, True))
        return found

    def _tells(self, each: Attribution) -> bool | None:
        """Is the quote what is said there? True or False for surely or perhaps, None for no."""
        first, last = self.tokens.first_at(each.at.start), self.tokens.first_at(each.at.end)
        if self.marks is not None:
            opening, closing = self.marks
            if last <= opening:
                return True if any(begin <= first < end and begin <= opening < end for begin, end in self.told) else None
            return True if first > closing else None
        if last <= self.first:
            return self._governs(first, last, "attribution")
        if first < self.last or self._separated(self.last, first):
            return None
        follows = self.low[last] if last < self.end else "."
        if each.verb == "according to" or follows in _ENDING or follows in words("preposition") or follows in words("past"):
            return True
        return True if self.tokens.low[first] in words("passive_be") or each.at.start < each.speaker.start else None

    def _inverted(self) -> tuple[int, int] | None:
        """`…, said the harbour master`: the verb and the first word of its subject."""
        start = self.last if self.marks is None else self.marks[1] + 1
        table, tokens = speech(), self.tokens
        for at in range(start, min(start + 3, len(tokens) - 1)):
            known = table.get(self.low[at])
            if known is None:
                if self.low[at] not in _LINKING:
                    return None
                continue
            if known[0] in ("declined", "denied") or known[2] not in ("past", "third") or (at == start and self.marks is None):
                return None
            subject = self.low[at + 1]
            if tokens.capital(at + 1) or subject in words("determiner") or subject in words("pronoun"):
                return at, at + 2
        return None

    def _verb_before(self) -> tuple[int, int] | None:
        """`told us that` or `said` right before the quote, whoever the subject is."""
        table, low = speech(), self.low
        begins_with_that = low[self.first : self.first + 1] == ["that"]
        for at in range(self.first - 1, max(self.begin, self.first - 7), -1):
            if low[at] in _ENDING and low[at] not in (",", ":") and at < self.first - 1:
                return None
            known = table.get(low[at])
            if known is None or known[0] in ("declined", "not denied") or known[2] in ("base", "ing"):
                continue
            between = low[at + 1 : self.first]
            bound = begins_with_that or "that" in between or between in ([":"], [","])
            if bound or (not between and known[1] == "strong" and known[0] != "denied"):
                return at, at + 1
        return None

    def _verb_behind(self) -> tuple[int, int] | None:
        """`…, the mate said.`: a verb of speech behind the quote that nothing follows."""
        table, low = speech(), self.low
        for at in range(self.last + 1, self.end):
            if low[at] == ";" or (low[at] == "," and low[at + 1 : at + 2] == ["and"]):
                return None
            known = table.get(low[at])
            if known is None or known[0] in ("declined", "not denied") or known[2] not in ("past", "third"):
                continue
            comma = next((before for before in range(at - 1, self.last - 1, -1) if low[before] in _ENDING), -1)
            if comma >= 0 and 1 < at - comma < 8 and (at + 1 >= self.end or low[at + 1] in _ENDING or low[at + 1] in words("preposition")):
                return at, at + 1
        return None

    # Reach

    def _governs(self, first: int, last: int, kind: Kind) -> bool | None:
        """Does what stands at tokens `[first, last)` before the quote reach into it? True: surely, False: perhaps, None: no."""
        low, spoken = self.low, kind == "attribution"
        alone, after_comma = _of_kind("break"), _of_kind("break after a comma")
        depth = commas = comma_at = 0
        for at in range(last, self.first):
            word = low[at]
            if word == ";" or (word in alone and not (spoken and word in ("though", "while"))):
                return None
            if word == "(":
                depth += 1
            elif word == ")":
                depth -= 1
                if depth < 0:
                    return None
            elif word == ",":
                commas, comma_at = commas + 1, at
                following = low[at + 1]
                if following in after_comma and not spoken and not (following == "and" and low[at + 2 : at + 3] == ["that"]):
                    return None
                if not spoken and self._is_adjunct(at + 1):
                    return None
            elif (word in _STOPPING and not spoken) or (word == "because" and kind == "negation" and at > last):
                return None
        if depth > 0 and not spoken:
            return None
        if not commas:
            return True
        if "that" in low[comma_at : self.first]:
            return True
        if not spoken and low[self._clause(first)] in _of_kind("opening"):
            return None
        return spoken or commas % 2 == 0

    def _is_adjunct(self, at: int) -> bool:
        """Is what begins behind the comma a participle, told beside the statement (", leaving the port", ", perhaps hinting at")?"""
        low = self.low
        if at + 1 < len(low) and (low[at] in words("adverb") or low[at].endswith("ly")):
            at += 1
        return at < len(low) and low[at].endswith(("ing", "ed")) and len(low[at]) > 4

    def _clause(self, at: int) -> int:
        """Where the clause begins that a token stands in: behind a comma or another stop, or with the sentence."""
        while at > self.begin and self.low[at - 1] not in _ENDING and self.low[at - 1] not in _of_kind("opening"):
            at -= 1
        return at - 1 if at > self.begin and self.low[at - 1] in _of_kind("opening") else at

    def _separated(self, first: int, last: int) -> bool:
        """Does a new statement begin among these tokens behind the quote?"""
        low, alone = self.low, _of_kind("break")
        if last > self.end and self.marks is None:
            return True
        for at in range(first, last):
            if low[at] == ";" or low[at] in alone:
                return True
            if low[at] == "," and low[at + 1] == "and":
                return True
        return False


_LINKING = frozenset([",", ")", "”", '"', "»", "’", "'", "—", "–", "-", "it", "so", "or", "that"])
_ENDING = frozenset([",", ".", ";", ":", "!", "?", "…", ")", "”", '"', "»", "—", "–"])
_STOPPING = frozenset([":", "—", "–", "-"])
_PAIRS = {"“": "”", "«": "»", '"': '"'}


@cache
def _table() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word -> the phrases that begin with it, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, kind in data_lines("clipping")[1][1:]:
        if kind in ("negation", "afterwards", "affirms", "hedge", "intent", "modal", "condition"):
            first, *rest = phrase.split()
            found.setdefault(first, []).append((tuple(rest), kind))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


@cache
def _of_kind(kind: str) -> frozenset[str]:
    return frozenset(phrase for phrase, each in data_lines("clipping")[1][1:] if each == kind)


def _find_phrases(low: list[str], begin: int, end: int) -> list[_Phrase]:
    """Phrases of the list in order; of one kind, the longest at each place and none inside another."""
    table = _table()
    found: list[_Phrase] = []
    done: dict[str, int] = {}
    for at in range(begin, end):
        for rest, kind in table.get(low[at], ()):
            last = at + 1 + len(rest)
            if done.get(kind, 0) <= at and tuple(low[at + 1 : last]) == rest:
                found.append(_Phrase(at, last, kind))
                done[kind] = last
    return found


def _is_booster(term: str | None, text: str) -> bool:
    """Does the hedge make what it governs firmer ("evidently", "we know")?"""
    if term is None:
        return " ".join(text.casefold().split()) in _of_kind("booster")
    known = load_scale(PROSE).terms.get(term)
    return known is not None and known.low >= _STRONG


def _around(text: str, span: Span) -> Span:
    """The paragraph that a quote stands in, or so much of it as is needed."""
    low = max(0, span.start - _REACH)
    high = min(len(text), span.end + _REACH)
    before, after = text.rfind("\n\n", low, span.start), text.find("\n\n", span.end, high)
    return Span(low if before < 0 else before + 2, high if after < 0 else after)


def _quotation(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The tokens of the quotation marks between which a stretch of tokens lies, both in its paragraph."""
    opened, wanted = -1, ""
    for at, word in enumerate(tokens.low):
        if opened < 0:
            if at >= first:
                return None
            if word in _PAIRS:
                opened, wanted = at, _PAIRS[word]
        elif word == wanted:
            if at >= last:
                return opened, at
            if at >= first:
                return None
            opened = -1
    return None


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Does a sentence that begins behind a closing quotation mark belong to it ("…!” cried the mate.")?"""
    return at < len(tokens) and not tokens.capital(at)
