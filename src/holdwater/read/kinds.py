"""What kind of statement a sentence is, by the first of an ordered list of tests that it passes; each test has a name, which `why` tells."""

from functools import cache

from holdwater.case.types import Kind
from holdwater.lexicon.lists import phrases, words
from holdwater.prose.kinds import STATEMENT
from holdwater.prose.tokens import Tokens
from holdwater.prose.types import Connective, Marks
from holdwater.read.claims import Draft
from holdwater.typed import Literal, NamedTuple, cast


class Named(NamedTuple):
    """A kind, and the test that gave it."""

    kind: Kind
    rule: str


_IS = frozenset(("it's", "that's", "there's", "he's", "she's", "they're", "we're", "i'm", "you're"))
_TOO = frozenset(("too", "how", "what"))
_PAST_NOT = frozenset(("didn't", "wasn't", "weren't", "hadn't"))
_COPULAS = frozenset(("is", "are", "was", "were", "be", "seems"))

_Statement = Kind | Literal["verdict", "weighing"]
"""The kinds of kinds.csv: beside those of points, what disposes of a matter, and what weighs the evidence."""


class _Row(NamedTuple):
    """A phrase of kinds.csv: its place in the file, its words from the third on, the whole, its kind."""

    order: int
    rest: list[str]
    phrase: str
    kind: _Statement


VERDICTS = frozenset(("judges", "declines", "therefore", "sums up"))
"""Tests that a sentence passes only where the author concludes; one such sentence makes the labelled paragraph that it stands in an inference."""

TENSES = frozenset(("the past tense", "the present tense", "a state"))
"""Tests that only look at the tense: what they say gives way to any other sign."""

_ME = frozenset(("me", "us"))
_FIRST = frozenset(("i", "we"))
_EASE = frozenset(("hard", "difficult", "easy", "impossible"))


def name_kinds(drafts: list[Draft], tokens: Tokens, own: dict[int, Marks], theses: frozenset[int]) -> dict[int, Named]:
    """The kind of every draft, by key. A labelled point whose further sentences conclude is an inference, and one that opens with a question is
    what its next sentence is."""
    kinds = {draft.key: name_kind(draft, tokens, own[draft.key], thesis=draft.key in theses) for draft in drafts}
    head: Draft | None = None
    for draft in drafts:
        mine = kinds[draft.key]
        flat = mine.rule == "the present tense" or (mine.rule in TENSES and draft.label is not None)
        if flat and draft.role == "sentence" and _under_conclusions(draft.heading):
            kinds[draft.key] = Named("inference", "stands under conclusions")
    announced: Draft | None = None
    for draft in drafts:
        if kinds[draft.key].rule == "names a question":
            announced = draft
        elif announced is not None and draft.block == announced.block and draft.role == "sentence":
            first = tokens.first_at(draft.at.start)
            item = tokens.low[first] == "the" and tokens.low[first + 1] in words("ordinals") and tokens.low[first + 2] == "is"
            if item and kinds[draft.key].rule in TENSES:
                kinds[draft.key] = Named("hypothesis", "one of those that were announced")
    for draft in drafts:
        if draft.label is not None:
            head = draft
        elif head is not None and draft.parent == head.key and draft.role == "sentence" and draft.paragraph == head.paragraph:
            mine, further = kinds[head.key], kinds[draft.key]
            opening, closing = tokens.low[tokens.first_at(head.at.start)], tokens.low[tokens.first_at(head.at.end) - 1]
            asks = closing == "?" and opening in words("asking") and draft.key == head.key + 1
            if asks or (further.rule in VERDICTS and mine.kind in ("report", "observation", "silence")):
                kinds[head.key] = further._replace(rule=f"a further sentence: {further.rule}")
    return kinds


def _under_conclusions(heading: str | None) -> bool:
    return heading is not None and not words("concluding_section").isdisjoint(heading.casefold().rstrip(".:").split())


def name_kind(draft: Draft, tokens: Tokens, marks: Marks, *, thesis: bool) -> Named:
    """The kind of one sentence or clause."""
    first, last = tokens.first_at(draft.at.start), tokens.first_at(draft.at.end)
    low = tokens.low[first:last]
    spoken = [attribution for attribution in marks.attributions if attribution.verb != ":"]  # whose turn it is says nothing of the sentence
    if len(spoken) < len(marks.attributions):
        marks = marks._replace(attributions=tuple(spoken))
    roles = {c.role for c in marks.connectives if c.role != "therefore" or _governs(tokens, c, first)}
    hedged = {hedge.kind for hedge in marks.hedges}
    phrase, named, opens = _phrase(low) if any(map(STATEMENT.__and__, tokens.kinds[first:last])) else ("", None, False)
    future = _future(low) or any(date.iso and date.iso.endswith("/..") for date in marks.dates)
    if "assuming" in roles or named == "assumption":
        return Named("assumption", "assumes")
    if _judged(low) or low[0] in words("disposing") or (named == "verdict" and (opens or not marks.attributions)):
        return Named("inference", "judges")
    if "given" in roles and named == "inference" and words("own").intersection(phrase.split()) and "confirms" not in roles:
        return Named("inference", "judges")
    if roles & {"confirms", "given"}:
        return Named(
            "inference",
            "sums up" if low[1:3] in (["all", "this"], ["all", "that"], ["all", "of"]) else "draws on reasons",
        )
    if named is None and "whether" in low and not words("asked").isdisjoint(low[: low.index("whether")]) and not marks.attributions:
        named = "hypothesis"
    if named == "hypothesis":
        return Named("prediction", "looks ahead") if future else Named("hypothesis", "names a question")
    if thesis:
        return Named("hypothesis", "is the thesis")
    if named == "observation" and not hedged & {"likelihood", "denial"}:
        return Named("observation", "says how it is known")
    if named == "inference" and (not marks.attributions or opens):
        return Named("inference", "judges" if words("own").union(_ME).intersection(phrase.split()) else "names a reason")
    if "sums" in roles and not marks.attributions and not future:
        return Named("inference", "sums up")
    if named == "weighing" and (opens or not marks.attributions):
        return Named("inference", "evaluates")
    inferred = _infers(tokens, marks)
    if _hearsay(marks):
        return Named("report", "somebody says so")
    if any(
        hedge.kind == "denial" and words("own").intersection(low[max(0, tokens.first_at(hedge.at.start) - first - 2) :][:2])
        for hedge in marks.hedges
    ):
        return Named("inference", "declines")
    mute = marks.silences and not inferred and (marks.silences[0].kind != "not found" or "evidential" not in hedged)
    if mute and not roles & {"therefore", "confirms"} and not hedged & {"likelihood"}:
        return Named("silence", "a silence")
    if _only_refuses(marks):
        return Named("silence", "a refusal")
    if "therefore" in roles:
        return Named("inference", "therefore")
    if named == "prediction" or (future and not marks.attributions):
        return Named("prediction", "looks ahead")
    mine = any(hedge.kind == "stance" and words("own").intersection(hedge.text.casefold().split()) for hedge in marks.hedges)
    if any(hedge.kind == "likelihood" and (mine or not any(told.at < hedge.at for told in marks.attributions)) for hedge in marks.hedges):
        return Named("inference", "a likelihood word")
    refusals = [hedge for hedge in marks.hedges if hedge.kind == "denial" and " " in hedge.text]
    if refusals:
        act = all(hedge.text.casefold().startswith(("could not", "did not", "unable", "was unable")) for hedge in refusals)
        return Named("inference", "could not tell" if act else "declines")
    if inferred:
        return Named("inference", "evidence says")
    if marks.attributions:
        if any(attribution.verb.casefold() in words("arguing") for attribution in marks.attributions):
            return Named("inference", "argues")
        return Named("report", "somebody says so")
    if "follows" in low and low[low.index("follows") - 1] == "as":
        return Named("report", "announces")
    bearing = _bearing(tokens, marks)
    if "likelihood" in hedged or bearing:
        return Named("inference", "a hedge" if bearing != {"modal"} else "only a modal")
    if _evaluates(low) or _grades(low):
        return Named("inference", "evaluates")
    if "should" in low and low[:1] != ["if"]:
        return Named("inference", "recommends")
    if _supposes_otherwise(low):
        return Named("inference", "supposes otherwise")
    if low and low[0] in words("generic") and not words("modal").isdisjoint(low[:14]):
        return Named("assumption", "a general rule")
    return _told(low)


@cache
def _phrases() -> dict[str, dict[str, tuple[_Row, ...]]]:
    """First word -> second word ("" where there is none) -> the rows of kinds.csv that begin with them."""
    found: dict[str, dict[str, tuple[_Row, ...]]] = {}
    for order, (phrase, (kind,)) in enumerate(phrases("kinds").items()):
        first, *rest = phrase.split()
        begun = found.setdefault(first, {})
        second = rest[0] if rest else ""
        begun[second] = (*begun.get(second, ()), _Row(order, rest[1:], phrase, cast(_Statement, kind)))
    return found


def _phrase(low: list[str]) -> tuple[str, _Statement | None, bool]:
    """The phrase of kinds.csv that stands first in the file among those in the sentence, its kind, and whether the sentence opens with it.

    Commas and words such as "therefore" between its words are passed over.
    """
    table = _phrases()
    filler = words("filler")
    spare = [word for word in low if word not in filler and word != ","]
    best: tuple[int, _Row] | None = None
    for at, word in enumerate(spare):
        begun = table.get(word)
        if begun is None:
            continue
        for row in (*begun.get("", ()), *begun.get(spare[at + 1] if at + 1 < len(spare) else "", ())):
            if (best is None or row.order < best[1].order) and (not row.rest or spare[at + 2 : at + 2 + len(row.rest)] == row.rest):
                best = at, row
    return ("", None, False) if best is None else (best[1].phrase, best[1].kind, best[0] == 0)


def _told(low: list[str]) -> Named:
    """Flat statements: what happened is a report, what is so an observation."""
    if low[:1] == ["there"] or "able" in low[:12] or ("access" in low[:12] and low[low.index("access") - 1] in ("have", "had", "no")):
        return Named("observation", "a state")
    helping, past_verbs = words("auxiliary"), words("pastverb")
    copula = next((at for at, word in enumerate(low[:12]) if word in helping or word in past_verbs or word.endswith("ed")), -1)
    if copula >= 0 and low[copula] in ("was", "were"):
        after = next((word for word in low[copula + 1 :] if word not in words("adverb") and word not in words("negation")), "")
        if not (after.endswith(("ed", "ing", "en", "wn")) or after in words("pastverb") or after in words("preposition")):
            return Named("observation", "a state")
    ongoing = ("has" in low or "have" in low) and any(
        word in ("has", "have") and low[at + 1 : at + 2] == ["been"] and low[at + 2 : at + 3] and low[at + 2].endswith("ing")
        for at, word in enumerate(low)
    )
    verbs = [at for at, word in enumerate(low) if word in past_verbs or (word[-2:] == "ed" and len(word) > 4)]
    past = not _PAST_NOT.isdisjoint(low) or any(not _aside(low, at) for at in verbs)
    if ongoing or (past and not ("is" in low or "are" in low or low[0] in _IS)):
        return Named("report", "the past tense")
    return Named("observation", "the present tense")


def _aside(low: list[str], at: int) -> bool:
    """Is a verb that of a relative clause ("ships that chose to complain", "which she volunteered")?"""
    return low[at - 1] in words("relative") if low[at - 1] not in words("pronoun") or at < 2 else low[at - 2] in ("which", "who")


def _future(low: list[str]) -> bool:
    """Does "will" or "shall" look ahead, and not only announce what the author does next ("I will close by …") or stand in a relative clause ("a
    temperature at which dust will burn")? "If … were …, it would" supposes what is not so."""
    for at, word in enumerate(low if "will" in low or "shall" in low or "won't" in low else ()):
        aside = word != "won't" and any(low[back] in ("which", "who") and low[back - 1] != "," for back in range(max(1, at - 7), at))
        if (
            word in ("will", "shall", "won't")
            and not aside
            and not (at and low[at - 1] in _FIRST and words("announcing") & set(low[at + 1 : at + 4]))
        ):
            return True
    return (
        low[:1] == ["if"]
        and "had" not in low
        and "were" not in low
        and any(word in ("will", "may", "might", "could", "would") for word in low)
    )


def _infers(tokens: Tokens, marks: Marks) -> bool:
    """Does evidence, and nobody in person, suggest, indicate or fit something?"""
    return any(
        hedge.kind == "evidential"
        and hedge.text.split()[-1].casefold() in words("inferring")
        and not any(attribution.at.overlaps(hedge.at) for attribution in marks.attributions)
        and tokens.low[tokens.first_at(hedge.at.start) - 1] not in ("been", "to")
        for hedge in marks.hedges
    )


def _judged(low: list[str]) -> bool:
    """Does the body whose report this is judge, in the present ("the Board prefers", "the Inspectorate is satisfied")?"""
    bodies = words("judging_body")
    if bodies.isdisjoint(low):
        return False
    for at in range(1, min(len(low) - 1, 24)):
        if low[at] in bodies and low[at - 1] == "the":
            after = [word for word in low[at + 1 : at + 5] if word not in words("adverb") and word not in words("filler")]
            if after[:1] and (
                after[0] in words("judging_verb") or after[:2] == ["is", "satisfied"] or after[:3] == ["is", "not", "satisfied"]
            ):
                return True
    return False


def _evaluates(low: list[str]) -> bool:
    """Is something called wrong, cheap, unfounded or the like, by the author and as the sentence's own point?"""
    for at, word in enumerate(low[:24]):
        if word in _COPULAS or ("'" in word and word.partition("'")[0] in words("pronoun") and word.endswith(("'s", "'m", "'re"))):
            after = [other for other in low[at + 1 : at + 6] if other not in words("adverb") and other not in words("negation")][:2]
            if low[at - 1 : at + 3] == ["it", word, "true", "that"]:
                return False  # a concession
            if word == "be" and not {"turned", "proved"}.isdisjoint(low[max(0, at - 3) : at]):
                continue
            if words("evaluative").intersection(after[:1] if after[:1] not in (["a"], ["an"], ["to"], ["at"], ["no"]) else after):
                return True
    return False


def _supposes_otherwise(low: list[str]) -> bool:
    """Is it said that something would not be as it is if the contrary held ("an honest firm would hardly have needed it")?"""
    at = low.index("would") if "would" in low[:-2] else -1
    between = low[at + 1 : at + 3]
    return at > 1 and "have" in low[at + 2 : at + 4] and not {"hardly", "scarcely", "not", "never"}.isdisjoint(between) and "if" not in low


def _grades(low: list[str]) -> bool:
    """Is something said to be too much for something, hard to believe, or not what one would expect?"""
    if words("grading").isdisjoint(low) and _TOO.isdisjoint(low):
        return False  # most sentences
    for at, word in enumerate(low[:24]):
        if (word in ("is", "are", "was", "were", "be", "seems", "find") or word.endswith("'s")) and at + 2 < len(low):
            rest = [other for other in low[at + 1 : at + 7] if other not in words("adverb") and other not in words("negation")]
            if rest[:1] == ["too"] and ("to" in low[at + 2 : at + 9] or "for" in low[at + 2 : at + 9]):
                return True
            if rest[1:2] == ["to"] and rest[0] in words("grading") and rest[2:3] and (rest[2] in words("grasping") or rest[0] not in _EASE):
                return True
            if not words("negation").isdisjoint(low[at + 1 : at + 3]) and rest[:1] in (["how"], ["what"]):
                return True
    return False


def _only_refuses(marks: Marks) -> bool:
    """Is all that is said of a speaker that he would not speak?"""
    return bool(marks.attributions) and all(attribution.mode in ("declined", "not denied") for attribution in marks.attributions)


def _governs(tokens: Tokens, cue: Connective, first: int) -> bool:
    """Does a "therefore" draw the sentence's own conclusion ("It is therefore …"), and not one told inside it ("the control that he therefore sought")?"""
    at = tokens.first_at(cue.at.start)
    before = tokens.low[at - 1] if at else ""
    return at - first <= 6 or before in words("auxiliary") or before in (",", ";", ":", "and", "(")


def _hearsay(marks: Marks) -> bool:
    """Is it only told that somebody unnamed has suggested it?"""
    return any(hedge.text.casefold().endswith("been suggested") for hedge in marks.hedges)


def _bearing(tokens: Tokens, marks: Marks) -> set[str]:
    """The kinds of the hedges that bear on the statement, and not only on a noun in it ("the possible movement", "contain allegations")."""
    found: set[str] = set()
    for hedge in marks.hedges:
        if hedge.kind not in ("evidential", "modal", "stance", "denial") or hedge.text.casefold() in words("noun_hedge"):
            continue
        at = tokens.first_at(hedge.at.start)
        before, after = tokens.low[at - 1] if at else "", tokens.low[at + 1 : at + 2]
        if hedge.text == "possible" and before in words("determiner"):
            continue
        if hedge.text.casefold().startswith("could") and (before in words("relative") or after == ["not"]):
            continue  # "the best that could be drawn", "could not be bought": ability, no doubt
        found.add(hedge.kind)
    return found
