"""Attribution: who is said to have said it, and how."""

from bisect import bisect_left

from holdwater.lexicon.lists import speech, words
from holdwater.prose.kinds import SPEECH
from holdwater.prose.tokens import Tokens
from holdwater.prose.types import Attribution, Mode
from holdwater.source import Span
from holdwater.typed import cast

_STOPS = frozenset([",", ";", ":", "(", ")", "–", "—", ".", "!", "?", "«", "»", "“", "”", '"'])
_SUBJECT_REACH = 14
_APPOSITION_REACH = 30
_OBJECTS = frozenset(["that", "to", "not", "comment", "how", "why", "whether", ",", ":", '"', "“", "”", "‘", "«", "having"])
"""What may follow a weak verb for it to report: "noted that", "concluded:", "refused to comment"."""


def find_attributions(tokens: Tokens, ranges: list[tuple[int, int]]) -> list[Attribution]:
    """Speakers with their verbs, in text order: "the ministry reported", "as alleged by the grand jury", "according to Gates"."""
    found: list[Attribution] = []
    if not tokens.present & SPEECH:
        return found
    table, nouns, low = speech(), words("noun_of_speech"), tokens.low
    hangers = tokens.where(SPEECH)
    following = 0
    for begin, end in ranges:
        following = bisect_left(hangers, begin, following)
        reached = begin
        while following < len(hangers) and hangers[following] < end:
            at = hangers[following]
            following += 1
            if at < reached:
                continue
            word = low[at]
            hit: Attribution | None = None
            if word == "according" and low[at + 1 : at + 2] == ["to"]:
                hit = _phrase(tokens, at, at + 2, end, "according to", "reported")
            elif word in nouns and (hit := _account(tokens, begin, at, end) or _light(tokens, begin, at)) is not None:
                pass
            elif word in table and (at == begin or not tokens.capital(at)):
                mode, strength, form = table[word]
                if (
                    form in ("past", "participle", "base", "ing")
                    and low[at + 1 : at + 2] == ["by"]
                    and not _relative_by(tokens, at + 2, end)
                ):
                    hit = _passive(tokens, begin, at, end, cast(Mode, mode))
                elif form != "ing" and (hit := _inverted(tokens, begin, at, end, cast(Mode, mode), strength, form)) is None:
                    hit = _active(tokens, begin, at, end, cast(Mode, mode), strength, form)
            if hit is not None and (not found or found[-1].at.end <= hit.at.start or found[-1].speaker != hit.speaker):
                found.append(hit)
                reached = tokens.first_at(hit.at.end)
    return found


def _relative_by(tokens: Tokens, at: int, end: int) -> bool:
    """Is what follows "by" no speaker ("explained by the weather", "by sharing")?"""
    return at >= end or tokens.low[at].endswith("ing")


def _active(tokens: Tokens, begin: int, verb: int, end: int, mode: Mode, strength: str, form: str) -> Attribution | None:
    low = tokens.low
    adverbs, auxiliaries, negation = words("adverb"), words("auxiliary"), words("negation")
    at = verb - 1
    if low[max(begin, verb - 3) : verb] == ["had", "this", "to"] or low[max(begin, verb - 4) : verb] == ["had", "the", "following", "to"]:
        at = verb - 4 if low[verb - 2] == "this" else verb - 5
    negated = passive = False
    helpers = int(at < verb - 1)
    while at >= begin and (low[at] in adverbs or low[at] in auxiliaries or low[at] in negation):
        negated = negated or low[at] in negation
        passive = passive or (low[at] in words("passive_be") and form in ("past", "participle"))
        helpers += low[at] in auxiliaries
        at -= 1
    if (
        at > begin
        and not passive
        and mode == "reported"
        and strength == "strong"
        and low[at] in ("and", "but")
        and low[verb + 1 : verb + 2] != ["by"]
    ):
        return _shared_subject(tokens, begin, verb, end, mode)
    if at < begin or passive:
        return None
    if form == "base" and not helpers and not _plural(tokens, _head(tokens, begin, at)):
        return None
    following = low[verb + 1] if verb + 1 < end else "."
    if low[verb] in ("point", "points", "pointed"):
        if following != "out":
            return None
        following = "that"
    if low[verb - 1] in ("of", "in", "for", "with", "by", "from"):
        return None  # "every case of reported overtopping"
    answers_not = following == "to" and verb + 2 < end and low[verb + 2] in words("decline")
    if mode == "declined" and not answers_not and words("declinable").isdisjoint(low[verb + 1 : verb + 4]):
        return None
    if not negated and not words("not_yet").isdisjoint(low[at + 1 : verb]):
        return None  # "the records will show"
    speaker = _antecedent(tokens, begin, at) if low[at] in ("which", "who") else _subject(tokens, begin, at)
    if speaker is None:
        return None
    first, last = speaker
    if first > begin and low[first - 1] == "what" and low[first] in words("third_person"):
        return None  # "what he says"
    if form == "third" and _many(tokens, last):
        wider = _singular_head(tokens, begin, first)
        if wider is None:
            return None  # "a few remarks", "two sets of disputes": a noun, no verb
        first = wider
    if negated and "could" in low[at + 1 : verb]:
        return None  # "could not have written that"
    if any(low[inner].endswith("ed") and low[inner + 1] in words("counting") for inner in range(first, last)):
        return None
    named, anonymous = _speaks(tokens, first, last)
    answers = negated and low[verb] in words("answering")
    rules = low[last] in words("ruling") and low[verb] in words("permitting")
    by_pronoun = first == last and (
        (low[last] in words("third_person") and (following == "that" or answers or mode in ("declined", "denied")))
        or (low[last] == "it" and mode in ("declined", "denied"))
    )
    if not named and strength == "weak" and not by_pronoun:
        return None
    if not named and low[last] not in words("pronoun"):
        described = low[first] in words("determiner") and last - first <= 3 and form in ("third", "past")
        goes_on = verb + 1 < end and (tokens.capital(verb + 1) or following in words("pronoun") or following in words("determiner"))
        told = low[verb] in words("saying") and goes_on
        if not (described and mode in ("reported", "claimed", "confirmed") and (told or _reports(tokens, verb, end))):
            return None
    body = low[last] == "it" and (mode in ("declined", "denied") or (strength == "strong" and (negated or following == "that")))
    if not body and low[last] in ("it", "this", "that", "which", "these", "those", "you", "one", "i", "we"):
        return None
    if (
        form == "third"
        and low[last] in words("judging_body")
        and tokens.capital(last)
        and last - first == 1
        and low[verb] in words("own_voice")
    ):
        return None  # "the Board finds": the voice of its own report
    if strength == "weak" and mode not in ("declined", "denied") and not (answers or rules or _reports(tokens, verb, end)):
        return None
    if negated and low[verb] in words("finding"):
        return None  # "the office did not identify": nothing was said
    if negated and mode in ("denied", "reported", "confirmed", "claimed"):
        mode = "not denied" if mode == "denied" else "declined"
    stop = verb
    if low[verb + 1 : verb + 2] == ["to"] and mode == "declined":
        stop = verb + 2
    elif negated and strength == "weak" and verb + 1 < end:
        stop = verb + 1
    return Attribution(
        tokens.span_of(first, stop), tokens.span_of(first, last), name_of(tokens, first, last), tokens.raw(verb), mode, anonymous
    )


def _shared_subject(tokens: Tokens, begin: int, verb: int, end: int, mode: Mode) -> Attribution | None:
    """The speaker of "…, and told the court that": the subject that opened the sentence, if that is a name."""
    if verb + 1 >= end or not tokens.capital(begin) or not (tokens.capital(verb + 1) or tokens.low[verb + 1] in ("that", "the")):
        return None
    last = _noun_phrase(tokens, begin, verb)
    if last is None or last - begin > 5 or not _speaks(tokens, begin, last)[0] or tokens.low[begin] in words("stop"):
        return None
    return Attribution(
        tokens.span_of(verb, verb + 1),
        tokens.span_of(begin, last),
        name_of(tokens, begin, last),
        tokens.raw(verb),
        mode,
        _speaks(tokens, begin, last)[1],
    )


def _account(tokens: Tokens, begin: int, noun: int, end: int) -> Attribution | None:
    """A noun of speech with its speaker behind it: "the accounts of the two pilots", "evidence from an engineer"."""
    low = tokens.low
    if noun - 1 >= begin and low[noun - 1].endswith("'s") and low[noun - 1] != "it's":
        first = _back(tokens, begin, noun - 1)
        if first is None or not any(tokens.capital(at) or low[at].removesuffix("'s") in words("speaker") for at in range(first, noun)):
            return None
        name = name_of(tokens, first, noun - 1).removesuffix("'s").removesuffix("’s")
        return Attribution(tokens.span_of(first, noun), tokens.span_of(first, noun - 1), name, tokens.raw(noun), "reported", False)
    if low[noun + 1 : noun + 2] not in (["of"], ["from"]):
        return None
    both = low[noun + 2 : noun + 3] in (["both"], ["all"])
    last = _noun_phrase(tokens, noun + 2 + both, end)
    if last is None or last - noun > 8:
        return None
    named, anonymous = _speaks(tokens, noun + 2, last)
    people = any(low[at] in words("speaker") for at in range(noun + 2, last + 1))
    if not named or (low[noun] == "evidence" and not people and low[noun + 1] == "of"):
        return None
    first = noun - 1 if noun > begin and low[noun - 1] in words("determiner") else noun
    return Attribution(
        tokens.span_of(first, last),
        tokens.span_of(noun + 2, last),
        name_of(tokens, noun + 2, last),
        tokens.raw(noun),
        "reported",
        anonymous,
    )


def _reports(tokens: Tokens, verb: int, end: int) -> bool:
    """Does a weak verb report here: that-clause, quotation, or a negated "released information"?"""
    low = tokens.low
    if low[verb] in ("point", "points", "pointed"):
        return True
    aside = verb + 1 < end and low[verb + 1] in words("preposition") and low[verb + 1] not in ("of", "to", "by")
    if aside and "that" in low[verb + 2 : min(verb + 8, end)]:  # "recorded on 2 July that", "submitted with some skill that"
        return _STOPS.isdisjoint(low[verb + 1 : low.index("that", verb + 2)])
    for at in range(verb + 1, min(verb + 4, end)):
        if low[at] in _OBJECTS or (low[at] == "as" and at <= verb + 2):
            return True
        if low[at] in words("told_things"):
            return True
        if low[at] in _STOPS:
            return False
    return False


def _plural(tokens: Tokens, at: int) -> bool:
    word = tokens.low[at]
    return word in ("they", "we", "i", "you") or (word.endswith("s") and not word.endswith("ss"))


def _many(tokens: Tokens, last: int) -> bool:
    """Is it a plural, so that no verb in the singular can be its own?"""
    word = tokens.low[last]
    return word in ("few", "several", "these", "those", "two", "three") or (
        word in words("speaker") and word.endswith("s") and not tokens.capital(last) and word.removesuffix("s") in words("speaker")
    )


def _singular_head(tokens: Tokens, begin: int, first: int) -> int | None:
    """Where a subject begins whose head stands before a preposition ("a source with access to the families reports"); None if there is none."""
    at = first - 1
    for _ in range(3):
        if at <= begin or tokens.low[at] not in words("preposition"):
            return None
        before = _back(tokens, begin, at - 1)
        if before is None:
            return None
        if _speaks(tokens, before, at - 1)[0] and not _many(tokens, at - 1):
            return before
        at = before - 1
    return None


def _antecedent(tokens: Tokens, begin: int, relative: int) -> tuple[int, int] | None:
    """The speaker that a "which" or "who" behind a comma stands for ("the laboratory, which found that")."""
    last = relative - 1
    if last <= begin or tokens.low[last] != "," or tokens.low[last - 1] in words("preposition"):
        return None  # "let reporters in, which tells you everything"
    first = _back(tokens, begin, last - 1)
    return (first, last - 1) if first is not None and _speaks(tokens, first, last - 1)[0] else None


def _inverted(tokens: Tokens, begin: int, verb: int, end: int, mode: Mode, strength: str, form: str) -> Attribution | None:
    """The speaker behind the verb: "…, says Marta Quell", "…,” said the mayor"."""
    low = tokens.low
    if (
        strength != "strong"
        or low[verb] in ("tells", "told")
        or form not in ("third", "past")
        or verb <= begin
        or low[verb - 1] not in (",", '"', "”", "»", "’")
    ):
        return None
    last = _noun_phrase(tokens, verb + 1, end)
    if (
        last is None
        or last - verb > 8
        or not _speaks(tokens, verb + 1, last)[0]
        or not (tokens.capital(verb + 1) or low[verb + 1] in words("determiner"))
    ):
        return None
    _, anonymous = _speaks(tokens, verb + 1, last)
    return Attribution(
        tokens.span_of(verb, last), tokens.span_of(verb + 1, last), name_of(tokens, verb + 1, last), tokens.raw(verb), mode, anonymous
    )


def _light(tokens: Tokens, begin: int, noun: int) -> Attribution | None:
    """A verb that only carries the noun of speech: "Professor Hale gave evidence", "counsel made the following submissions"."""
    low = tokens.low
    for verb in range(noun - 1, max(begin, noun - 5), -1):
        if low[verb] in words("light_verb"):
            speaker = _subject(tokens, begin, verb - 1)
            if speaker is None or not _speaks(tokens, *speaker)[0] or low[verb] in ("have", "has", "had") or low[speaker[0]][:2] == "i'":
                return None
            first, last = speaker
            span = tokens.span_of(first, noun)
            return Attribution(
                span,
                tokens.span_of(first, last),
                name_of(tokens, first, last),
                tokens.raw(noun),
                "reported",
                _speaks(tokens, first, last)[1],
            )
        if low[verb] in _STOPS or low[verb] in words("preposition") or low[verb] in words("conjunction"):
            return None
    return None


def _head(tokens: Tokens, begin: int, last: int) -> int:
    """The head noun of a subject that ends at `last`: what stands before its apposition ("engineers from Tabulex, the company …,") or its "of"."""
    low = tokens.low
    at = last
    if low[at] == ",":
        at -= 1
        while at > begin and low[at] != "," and last - at <= _APPOSITION_REACH:
            at -= 1
        at -= 1
    first = _back(tokens, begin, at) if at >= begin else None
    if first is None:
        return last
    for inner in range(first + 1, at + 1):
        if low[inner] in words("preposition"):
            return inner - 1
    return at


def _passive(tokens: Tokens, begin: int, verb: int, end: int, mode: Mode) -> Attribution | None:
    if mode == "declined":
        return None  # "access was refused by the owner": nothing was asked of him
    hit = _phrase(tokens, verb, verb + 2, end, tokens.raw(verb), mode)
    if hit is None:
        return None
    low = tokens.low
    first = verb
    while first > begin and (
        low[first - 1] in words("adverb")
        or low[first - 1] in words("passive_be")
        or low[first - 1] in words("negation")
        or low[first - 1] == "as"
    ):
        first -= 1
    negated = any(low[at] in words("negation") for at in range(first, verb))
    if negated and mode == "denied":
        hit = hit._replace(mode="not denied")
    return hit._replace(at=Span(tokens.starts[first], hit.at.end))


def _phrase(tokens: Tokens, first: int, start: int, end: int, verb: str, mode: Mode) -> Attribution | None:
    """An attribution whose speaker follows: "according to X", "confirmed by X"."""
    last = _noun_phrase(tokens, start, end)
    if last is None:
        return None
    named, anonymous = _speaks(tokens, start, last)
    if not named and (verb != "according to" or tokens.low[last] in words("not_speaking")):
        return None
    return Attribution(tokens.span_of(first, last), tokens.span_of(start, last), name_of(tokens, start, last), verb, mode, anonymous)


def _noun_phrase(tokens: Tokens, start: int, end: int) -> int | None:
    """Last token of the noun phrase that begins at `start`: up to a stop, a verb, a clause word, or a preposition other than "of", "for", "in"."""
    low = tokens.low
    table = speech()
    at = start
    while at < end:
        word = low[at]
        if word == "(" and at > start and at + 2 < end and low[at + 2] == ")" and not low[at + 1][0].isdigit():
            at += 3
            continue
        if (
            word in _STOPS
            or word in words("auxiliary")
            or word in words("adverb")
            or word in words("relative")
            or word in words("negation")
        ):
            break
        if word in ("and", "or"):
            follows = low[at + 1] if at + 1 < end else "."
            if (
                follows in table
                or follows in words("negation")
                or follows in words("auxiliary")
                or not (at + 1 < end and (tokens.capital(at + 1) or follows in words("determiner")))
            ):
                break
        elif (
            (at > start and word in words("conjunction"))
            or (word == "for" and tokens.capital(at - 1) and low[at + 1 : at + 2] in (["the"], ["a"], ["an"]))
            or (word == "of" and at + 1 < end and low[at + 1].endswith("ing"))
            or (
                at > start
                and word in words("preposition")
                and word not in ("of", "for")
                and not (word == "in" and low[at - 1] in words("anonymous"))
            )
            or (
                at > start
                and word in table
                and table[word][2] in ("third", "past")
                and not tokens.capital(at)
                and word not in words("speaker")
            )
        ):
            break
        at += 1
    while at > start and (low[at - 1] in words("preposition") or low[at - 1] in ("and", "or") or low[at - 1] in words("determiner")):
        at -= 1
    return at - 1 if at > start else None


def _subject(tokens: Tokens, begin: int, last: int) -> tuple[int, int] | None:
    """Token range (both included) of the subject that ends before a verb at token `last`, with an apposition between commas stepped over."""
    low = tokens.low
    if low[last] == ",":
        opening = last - 1
        while opening > begin and low[opening] != "," and last - opening <= _APPOSITION_REACH:
            opening -= 1
        if opening <= begin or low[opening] != ",":
            return None
        before = _back(tokens, begin, opening - 1)
        named = before is not None and low[opening + 1] in words("title") and tokens.capital(last - 1)  # "the foreman, Mr Aske,"
        return (before, last - 1) if before is not None and (named or _trusted(tokens, before, opening - 1)) else None
    if low[last] in (")", "—", "–"):
        opening = last - 1
        match = {")": "("}.get(low[last], low[last])
        while opening > begin and low[opening] != match and last - opening <= _APPOSITION_REACH:
            opening -= 1
        if opening <= begin or low[opening] != match:
            return None
        before = _back(tokens, begin, opening - 1)
        return (before, last) if before is not None else None
    if low[last] in _STOPS:
        return None
    first = _back(tokens, begin, last)
    if first is None:
        return None
    if first >= 2 and low[first - 1] == "," and first - 1 > begin and not _trusted(tokens, first, last):
        return None
    if first > begin + 1 and low[first - 1] == "," and _title_before(tokens, begin, first - 2):
        earlier = _back(tokens, begin, first - 2)
        if earlier is not None:
            return earlier, last
    return first, last


def _title_before(tokens: Tokens, begin: int, last: int) -> bool:
    """Is what stands before the comma a role with its owner or article ("Trump's spokesman, Sean Spicer,")?"""
    if last < begin or tokens.low[last] not in words("speaker"):
        return False
    first = _back(tokens, begin, last)
    return first is not None and any("'s" in tokens.low[at] or tokens.low[at] in words("determiner") for at in range(first, last))


def _trusted(tokens: Tokens, first: int, last: int) -> bool:
    return _speaks(tokens, first, last)[0] or tokens.low[last] in words("pronoun")


def _back(tokens: Tokens, begin: int, last: int) -> int | None:
    """First token of the noun phrase that ends at `last`: back to a stop, a clause word, a verb or an adverb, at most a few words."""
    low = tokens.low
    at = last
    while at >= begin and last - at < _SUBJECT_REACH:
        word = low[at]
        if word in _STOPS or word in words("auxiliary") or word in words("negation") or (word in words("adverb") and at != last):
            break
        if word in ("and", "or"):
            joined = (
                at > begin
                and at < last
                and (tokens.capital(at - 1) or low[at - 1] in words("speaker"))
                and (tokens.capital(at + 1) or low[at + 1] in words("determiner"))
            )
            if not joined:
                break
        elif (
            (word in words("conjunction") and word not in ("and", "or"))
            or word in ("why", "how", "what")
            or (word in words("preposition") and word not in ("of", "in", "for", "from"))
        ):
            break
        at -= 1
    first = at + 1
    for inner in range(last, first, -1):
        # a determiner begins a noun phrase, unless a preposition or a conjunction ties it to what stands before
        if (
            low[inner] in words("determiner")
            and low[inner - 1] not in words("preposition")
            and low[inner - 1] not in ("and", "or", "all", "both")
        ):
            first = inner
            break
    while first <= last and (low[first] in words("preposition") or low[first] in ("and", "or")):
        first += 1
    return first if first <= last else None


def _speaks(tokens: Tokens, first: int, last: int) -> tuple[bool, bool]:
    """Can this noun phrase speak (a name, or a body or document that speaks), and is it nameless?"""
    low = tokens.low
    speaker, anonymous = words("speaker"), words("anonymous")
    role = named = nameless = False
    for at in range(first, last + 1):
        word = low[at]
        if word in speaker:
            role = True
            nameless = nameless or word in anonymous
        elif word in anonymous:
            role = nameless = True
        elif (
            tokens.capital(at)
            and word[:2] != "i'"
            and word not in words("stop")
            and (at > first or len(word) > 1)
            and not word.endswith("'s")
        ):
            named = True
    if named and not role and low[first] in words("determiner") and not any(tokens.capital(at) for at in range(first + 1, last + 1)):
        named = False
    return role or named, nameless and not _names_somebody(tokens, first, last)


def _names_somebody(tokens: Tokens, first: int, last: int) -> bool:
    """Is the nameless word part of a proper name ("Reuters Analysts", "Sources Ltd")?"""
    return any(tokens.capital(at) and tokens.low[at] in words("anonymous") and at > first for at in range(first, last + 1))


def name_of(tokens: Tokens, first: int, last: int) -> str:
    """The speaker on one line, without a leading article or possessive."""
    while first < last and tokens.low[first] in words("determiner"):
        first += 1
    for at in range(first + 1, last):
        if tokens.low[at] == ",":
            # "Trump's spokesman, Sean Spicer": the name; "Trump, during the campaign": what stands before the comma
            if tokens.low[at - 1] in words("speaker") and tokens.capital(at + 1):
                first = at + 1
            else:
                last = at - 1
            break
    return " ".join(tokens.text[tokens.starts[first] : tokens.ends[last]].split())
