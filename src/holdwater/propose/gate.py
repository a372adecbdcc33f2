"""What gets through: words that stand in the text, within one sentence, which is then taken whole and read again by our own rules.

A quote is located by `case.quotes`, exactly or not at all. Its length, its sentence, and what it left out of that sentence are looked at; what a
point says of how sure it is, and of who says so, comes from the sentence and never from the model.
"""

from functools import cache

from holdwater.case.clipping import clipping
from holdwater.case.index import words_of
from holdwater.case.quotes import SHORTEST, Folded, Located, locate
from holdwater.case.types import Case, Claim
from holdwater.case.write import escape
from holdwater.lexicon.scale import data_lines
from holdwater.propose.passages import Passages
from holdwater.propose.types import Sentence, Suggestion
from holdwater.prose.mark import mark
from holdwater.prose.types import Attribution
from holdwater.read.claims import degree_of
from holdwater.source import Span

LONGEST = 60
"""Words of a quote at most."""
_PREMISES = 6
"""Reasons of one step at most."""


class Refused(Exception):
    """A suggestion is no proposal; the reason is the message."""


@cache
def schemes() -> dict[str, tuple[str, tuple[str, ...]]]:
    """The schemes of argument: what each is called, and its critical questions."""
    return {scheme: (name, tuple(questions.split("|"))) for scheme, name, questions in data_lines("schemes")[1][1:]}


def place(suggestion: Suggestion, passages: Passages) -> tuple[Sentence, tuple[str, ...]]:
    """The sentence that a suggestion quotes, and what the quote had left out of it. Raises `Refused`."""
    words = sum(any(char.isalnum() for char in word) for word in suggestion.quote.split())
    if words < SHORTEST:
        raise Refused(f"quotes {words or 'no'} word{'' if words == 1 else 's'}; three are the least that say where")
    if words > LONGEST:
        raise Refused(f"quotes {words} words; {LONGEST} are the most")
    sentence = passages.labelled.get(suggestion.inside or "")
    if sentence is not None:  # looked for there first: that the words stand elsewhere as well is then no matter
        near = locate(Folded(passages.article.text[sentence.at.start : sentence.at.end]), suggestion.quote, hint=False)
        if near.status == "found" and near.span is not None:
            return sentence, _lost(passages, Span(sentence.at.start + near.span.start, sentence.at.start + near.span.end))
    located = locate(passages.folded, suggestion.quote)
    if located.status != "found" or located.span is None:
        raise Refused(_missing(located))
    sentence = passages.sentence_of(located.span)
    if sentence is None:
        many = passages.touched(located.span) > 1
        raise Refused("runs over the end of a sentence" if many else "quotes what is no sentence of the text: a heading, or what was not sent")
    return sentence, _lost(passages, located.span)


def _lost(passages: Passages, span: Span) -> tuple[str, ...]:
    return tuple(f"{each.kind} “{each.text}”" for each in clipping(passages.article.text, span))


def _missing(located: Located) -> str:
    if located.status == "ambiguous":
        return "its words stand in several places"
    if located.status == "disguised":
        return f"has characters that hide or look like others ({located.disguises[0].name.lower()})"
    if located.status == "altered" and located.how == "cut":
        return "begins or ends inside a word"
    if located.status == "altered" and located.differences:
        first = located.differences[0]
        if not first.quoted:
            return f"its words do not stand in the text: it leaves out “{_short(first.written)}”"
        if not first.written:
            return f"its words do not stand in the text: it puts in “{_short(first.quoted)}”"
        return f"its words do not stand in the text: it has “{_short(first.quoted)}” for “{_short(first.written)}”"
    return "its words do not stand in the text"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def point_fields(passages: Passages, sentence: Sentence) -> tuple[str, ...]:
    """The fields of a new point, as the rules read its sentence: how sure it is, who says so, and where it stands."""
    if sentence.claim is not None:
        raise Refused(f"is in the case already, as ({sentence.claim})")
    if sentence.text.rstrip("\"'”’»)]*_ ").endswith("?"):
        raise Refused("is a question, not a claim")
    marks = mark(passages.article.text, sentence.at, labels=frozenset(passages.claims), date=passages.case.as_of)
    fields: list[str] = []
    degree, declined = degree_of(marks)
    if declined:
        fields.append("open")
    elif degree is not None and words_of(passages.case).degree(degree.term) is not None:
        fields.append(degree.term)
    for attribution in marks.attributions:
        field = _report(passages.case, attribution)
        if field not in fields:
            fields.append(field)
    fields.append(f"at: [{passages.source}:{sentence.at.start}-{sentence.at.end}]")
    return tuple(fields)


def _report(case: Case, said: Attribution) -> str:
    """Who says it: a source of the case where it is one of those, else a remark."""
    name = said.name.casefold()
    source = next((each for each in case.sources if name in (each.text.casefold(), each.id.casefold())), None)
    how = "denied by" if said.mode == "denied" else "no comment" if said.mode in ("declined", "not denied") else "source"
    if source is not None and source.id != "article":
        return f"{how}: {source.id}"
    told = {"source": "said by", "denied by": "denied by", "no comment": "no comment from"}[how]
    return f"note: {told} {escape(said.name)}"


def claim_named(passages: Passages, label: str, coming: dict[str, str]) -> str:
    """The id of the point that a label of the model's means: a point of the case, or one that is proposed just now. Raises `Refused`."""
    sentence = passages.labelled.get(label)
    if sentence is None:
        if label in passages.at:  # a part, inside a sentence that goes by the name of the whole
            return label
        raise Refused(f"names “{_short(label)}”, which is no sentence that was sent")
    if sentence.claim is not None:
        return sentence.claim
    if sentence.label in coming:
        return coming[sentence.label]
    raise Refused("names a sentence that is no point")


def check_link(passages: Passages, suggestion: Suggestion, sentence: Sentence, coming: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """Conclusion and reasons of a link. Raises `Refused`."""
    if suggestion.of is None or not suggestion.given:
        raise Refused("does not say what rests on what")
    of = claim_named(passages, suggestion.of, coming)
    given = tuple(dict.fromkeys(claim_named(passages, label, coming) for label in suggestion.given))
    if of in given:
        raise Refused(f"has ({of}) rest on itself")
    if len(given) > _PREMISES:
        raise Refused(f"joins {len(given)} reasons in one step; {_PREMISES} are the most")
    here = {sentence.claim, coming.get(sentence.label)}
    if not here & {of, *given}:
        raise Refused("quotes a sentence that is none of those it joins")
    claim = passages.claims.get(of)
    if claim is not None:
        if suggestion.how == "explains":
            known = set(given) <= {link.target for link in claim.explains}
        else:
            steps = claim.because if suggestion.how == "because" else claim.against
            known = any(set(step.premises) == set(given) for step in steps)
        if known:
            raise Refused(f"is in the case already, under ({of})")
    return of, given


def check_scheme(passages: Passages, suggestion: Suggestion, sentence: Sentence) -> tuple[str, str]:
    """The point, and the name of its scheme. Raises `Refused`."""
    claim = _claim_of(passages, suggestion)
    if sentence.claim != claim.id:
        raise Refused(f"quotes another sentence than that of ({claim.id})")
    name = "-".join((suggestion.scheme or "").casefold().split())
    if name not in schemes():
        raise Refused("names no scheme that is known")
    if claim.scheme is not None or any(field.name == "scheme" for field in claim.fields):
        raise Refused(f"({claim.id}) has a scheme already")
    return claim.id, name


def check_answer(passages: Passages, suggestion: Suggestion, sentence: Sentence, coming: dict[str, str]) -> tuple[str, int, str]:
    """The point, the number of the question and its words. coming: schemes that are proposed just now, by point. Raises `Refused`."""
    claim = _claim_of(passages, suggestion)
    written = claim.scheme or next((field.value for field in claim.fields if field.name == "scheme"), None) or coming.get(claim.id)
    name = "-".join((written or "").casefold().split())
    if name not in schemes():
        raise Refused(f"({claim.id}) has no scheme that has questions")
    questions = schemes()[name][1]
    number = suggestion.number or 0
    if not 0 < number <= len(questions):
        raise Refused(f"there is no question {number} for {name}")
    if sentence.claim == claim.id:
        raise Refused("answers the question with the point itself")
    if any(_number_of(field.value) == number for field in claim.fields if field.name == "cq"):
        raise Refused(f"({claim.id}) has an answer to that question already")
    return claim.id, number, questions[number - 1]


def _number_of(value: str) -> int | None:
    digits = value.partition(":")[0].strip().rstrip("?").rstrip()
    return int(digits) if digits.isdecimal() and len(digits) <= 3 else None


def _claim_of(passages: Passages, suggestion: Suggestion) -> Claim:
    if suggestion.of is None:
        raise Refused("does not say which point it is about")
    return passages.claims[claim_named(passages, suggestion.of, {})]


def own_words(words: str | None, known: tuple[str, ...]) -> str:
    """The one sentence that a model was asked for in its own words, if it is one. known: what is there already. Raises `Refused`."""
    text = " ".join((words or "").split())
    count = len(text.split())
    if not 3 <= count <= 40 or len(text) > 300:
        raise Refused("was not put into one sentence")
    from unicodedata import category

    if any(category(char) in ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp") for char in words or "" if char not in "\r\n\t"):
        raise Refused("is worded with characters that cannot be seen")
    if "://" in text or "www." in text.casefold():
        raise Refused("is worded with an address")
    if any(is_like(text, other) for other in known):
        raise Refused("is in the case already, or was rejected")
    return text


def is_like(one: str, other: str) -> bool:
    """Whether two sentences say the same in nearly the same words.

    >>> is_like("The operator was tired.", "the operator was very tired"), is_like("It rained.", "The pump failed.")
    (True, False)
    """
    ours, theirs = _words(one), _words(other)
    return bool(ours) and bool(theirs) and 4 * len(ours & theirs) >= 3 * len(ours | theirs)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for part in text.casefold().split() if (word := part.strip(".,;:!?\"'“”‘’()[]")))
