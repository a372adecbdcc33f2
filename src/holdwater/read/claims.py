"""Paragraphs to claims: which sentences are points, which clauses are points of their own, and of what kind each is."""

import itertools
from bisect import bisect_left
from itertools import islice

from holdwater.case.types import Degree
from holdwater.lexicon.lists import speech, words
from holdwater.prose.kinds import WORD
from holdwater.prose.mark import NONE, mark_tokens
from holdwater.prose.tokens import Tokens, sentences
from holdwater.prose.types import Attribution, Hedge, Marks, Mode
from holdwater.read.layout import Layout, Paragraph
from holdwater.source import SourceText, Span
from holdwater.typed import NamedTuple

_BOUNDARY = frozenset(["(", ";", ":", "—", "–", "when", "while", "whereas", "but", "because", "since", "although", "though", "otherwise"])
_RANK: dict[str, int] = {"likelihood": 0, "denial": 1, "evidential": 2, "modal": 3}


class Draft(NamedTuple):
    """A claim in the making: its words, its place in the order, and what its own words say.

    `block` numbers the stretches between blank lines (paragraphs, or lines of one paragraph).
    `key` is unique in the document; `parent` is the key of the claim it is a part of. `first` and `last` are token indices `[first, last)` of its words.
    """

    key: int
    paragraph: int
    at: Span
    item: Span
    label: str | None
    label_at: Span | None
    parent: int | None
    heading: str | None
    marks: Marks
    role: str  # sentence, clause, quote
    block: int = 0


class Reading(NamedTuple):
    """What the walk over the sentences leaves: drafts in text order, and the marks of the whole body."""

    drafts: list[Draft]
    marks: Marks
    tokens: Tokens


class _Slicer:
    """Marks of the whole body, cut by span. Each list is sorted, so a cut is two bisections."""

    __slots__ = ("every", "marks", "starts")

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.starts = [[item.at.start for item in items] for items in marks]
        self.every = sorted({start for starts in self.starts for start in starts})

    def cut(self, span: Span) -> Marks:
        start, end = span
        low = bisect_left(self.every, start)
        if low == len(self.every) or self.every[low] >= end:
            return NONE  # no mark of any kind begins here
        parts = []
        for items, starts in zip(self.marks, self.starts, strict=True):
            low = bisect_left(starts, start)
            parts.append(items[low : bisect_left(starts, end, low)] if low < len(starts) and starts[low] < end else ())
        return Marks._make(parts)


def draft_claims(source: SourceText, layout: Layout) -> Reading:
    """All points of a document, in text order."""
    text = source.text
    labels = frozenset(p.label for p in layout.paragraphs if p.label is not None)
    body = Span(layout.paragraphs[0].at.start, layout.paragraphs[-1].at.end) if layout.paragraphs else Span(0, 0)
    tokens = Tokens(text, body)
    ranges = _sentences(tokens, layout.paragraphs)
    marks = mark_tokens(tokens, [pair for pairs in ranges for pair in pairs], labels=labels, date=layout.document.date)
    heads = {p.label_at.start for p in layout.paragraphs if p.label_at is not None}
    heads.update(p.body.start for p in layout.paragraphs if p.kind == "heading")
    if any(citation.at.start in heads for citation in marks.citations):  # "[4]" at a paragraph's head is its number, "Part 3" a heading
        marks = marks._replace(citations=tuple(citation for citation in marks.citations if citation.at.start not in heads))
    slicer = _Slicer(marks)
    drafts: list[Draft] = []
    heading: str | None = None
    voices: list[Attribution] = []
    sides = {"Q": "the questioner", "A": "the witness"}
    for line in text[max(0, body.start - 600) : body.start].splitlines():
        _take_sides(line.strip(), sides)
    owner: Draft | None = None  # the labelled point that quotations and continuations belong to
    spaced = any(_apart(text, a, b) for a, b in itertools.pairwise(layout.paragraphs))
    block = 0
    for number, paragraph in enumerate(layout.paragraphs):
        if not spaced or not number or _apart(text, layout.paragraphs[number - 1], paragraph):
            block += 1
        if paragraph.kind == "heading":
            heading = " ".join(text[paragraph.body.start : paragraph.body.end].split())
            _take_sides(heading, sides)
            owner = None
            continue
        pairs = ranges[number]
        if not pairs:
            continue
        if paragraph.label is not None and len(pairs) == 1 and pairs[0][1] - pairs[0][0] < 7 and tokens.low[pairs[0][1] - 1] in (",", ":"):
            owner = None  # "75. For these reasons," above what a court decides
            continue
        if paragraph.label is None and len(pairs) == 1 and _leads_in(tokens, pairs[0], layout.paragraphs, number):
            heading = " ".join(text[paragraph.body.start : paragraph.body.end].split())
            owner = None
            continue
        made = _paragraph_claims(tokens, paragraph, number, pairs, slicer, heading, len(drafts), owner, block)
        if paragraph.speaker is not None:
            spoken = _spoken_by(text, paragraph.speaker, sides)
            voices.append(spoken)
            if drafts and drafts[-1].paragraph == number - 1 and layout.paragraphs[number - 1].speaker is not None:
                answer = _answers(tokens, ranges[number][0], drafts[-1], ranges[number - 1][-1])
                if answer is not None:
                    asked = drafts[-1].marks
                    conceded = spoken._replace(mode=answer)
                    drafts[-1] = drafts[-1]._replace(marks=asked._replace(attributions=(*asked.attributions, conceded)))
            made = [draft._replace(marks=draft.marks._replace(attributions=(spoken, *draft.marks.attributions))) for draft in made]
        drafts.extend(made)
        if paragraph.label is not None and made:
            owner = made[0]
        elif paragraph.kind != "quote":
            owner = None
    if voices:
        marks = marks._replace(attributions=tuple(sorted((*marks.attributions, *voices), key=lambda attribution: attribution.at)))
    return Reading(drafts, marks, tokens)


def _apart(text: str, before: Paragraph, after: Paragraph) -> bool:
    """Does a blank line stand between the two?"""
    between = text[before.at.end : after.at.start]
    return between.count("\n") > 1 or between.count("\r") > 1


def _take_sides(heading: str, sides: dict[str, str]) -> None:
    """Who asks and who answers from here on, where a heading of a transcript says so ("Cross-examination by MS. ORR", "EDWIN MARR, recalled")."""
    low = heading.casefold()
    before, by, asks = heading.rpartition(" by ")
    if by and "examin" in low[: len(before)]:
        sides["Q"] = asks.strip(" .:")
    name, comma, state = heading.partition(",")
    if comma and not words("called").isdisjoint(state.casefold().replace(".", "").split()):
        sides["A"] = name.strip()


def _spoken_by(text: str, speaker: Span, sides: dict[str, str]) -> Attribution:
    """Whose turn it is, in a transcript, as an attribution of all that is said in it. "Q." and "A." are those whom the headings name."""
    name = " ".join(text[speaker.start : speaker.end].strip("*_: ").split())
    name = sides.get(name, name)
    return Attribution(speaker, speaker, name, ":", "quoted", False)


def _answers(tokens: Tokens, answer: tuple[int, int], put: Draft, closing: tuple[int, int]) -> Mode | None:
    """What the first words of an answer do with the statement that was put ("Yes.", "That's right.", "No."); None where they do neither. A tag
    behind the statement ("… isn't it?") is passed over."""
    low = tokens.low
    last = tokens.first_at(put.at.end)
    tag = closing[1] - closing[0] <= 8 and low[closing[1] - 1] == "?"
    if last < closing[0] - 1 or (last < closing[1] - 1 and not tag):
        return None
    opening = low[answer[0] : answer[1]]
    negative = not words("negation").isdisjoint(low[tokens.first_at(put.at.start) : last])
    if opening[0] == "no" and opening[1:2] in ([], [","], ["."]):
        return "confirmed" if negative else "denied"
    agrees = opening[0] in words("assent") or (opening[0] in ("that's", "that", "it's") and not words("assent").isdisjoint(opening[1:3]))
    return "confirmed" if agrees and words("negation").isdisjoint(opening) else None


def _sentences(tokens: Tokens, paragraphs: tuple[Paragraph, ...]) -> list[list[tuple[int, int]]]:
    """Sentences of each paragraph as token ranges; labels are left out of them."""
    found: list[list[tuple[int, int]]] = []
    for paragraph in paragraphs:
        first, last = tokens.first_at(paragraph.body.start), tokens.first_at(paragraph.body.end)
        if paragraph.kind == "heading" or first >= last:
            found.append([(first, last)] if first < last else [])
            continue
        found.append(sentences(tokens, first, last))
    return found


def _leads_in(tokens: Tokens, pair: tuple[int, int], paragraphs: tuple[Paragraph, ...], number: int) -> bool:
    """Does this one-sentence paragraph only announce the labelled points behind it ("Finally, two logical deductions.", "Let us start with …")?"""
    if number + 1 >= len(paragraphs) or paragraphs[number + 1].label is None:
        return False
    low = tokens.low[pair[0] : pair[1]]
    opening = low[1:] if low[0] in ("now", "so", "first", "finally", "then") else low
    opening = opening[1:] if opening[:1] == [","] else opening
    if opening[:1] and opening[0] in words("imperative"):
        return True
    return len(low) < 40 and not any(word in words("auxiliary") for word in low)


def _paragraph_claims(
    tokens: Tokens,
    paragraph: Paragraph,
    number: int,
    pairs: list[tuple[int, int]],
    slicer: _Slicer,
    heading: str | None,
    key: int,
    owner: Draft | None,
    block: int,
) -> list[Draft]:
    made: list[Draft] = []
    head: Draft | None = None
    for pair in pairs:
        at = _trim(tokens, pair)
        if at is None:
            continue
        marks = slicer.cut(at)
        if pair == pairs[0] and paragraph.label is None and paragraph.speaker is None and (colon := _headed(tokens, pair)):
            heading = tokens.text[at.start : tokens.ends[colon - 1]]
            pair = (colon + 1, pair[1])
            at = tokens.span_of(pair[0], tokens.first_at(at.end) - 1)
            marks = slicer.cut(at)
        if pair != pairs[-1] and paragraph.speaker is None and _runs_in(tokens, pair):
            heading = tokens.text[at.start : at.end].rstrip(".:")
            continue
        first_of_label = paragraph.label is not None and head is None
        if not first_of_label and not _is_claim(tokens, pair, marks):
            continue
        if made and _explains_before(tokens, pair, marks):
            before = made[-1] if made[-1].role == "sentence" else next(d for d in reversed(made) if d.role == "sentence")
            if tokens.text[before.at.end : at.start].strip() == "":
                whole = Span(before.at.start, at.end)
                item = Span(before.item.start, max(before.item.end, at.end))
                made[made.index(before)] = before._replace(at=whole, item=item, marks=slicer.cut(whole))
                continue
        parent = None
        if paragraph.label is not None and head is not None:
            parent = head.key
        elif paragraph.kind == "quote" and owner is not None:
            parent = owner.key
        item = Span(paragraph.label_at.start, paragraph.at.end) if first_of_label and paragraph.label_at else at
        draft = Draft(
            key + len(made),
            number,
            at,
            item,
            paragraph.label if first_of_label else None,
            paragraph.label_at if first_of_label else None,
            parent,
            heading,
            marks,
            "quote" if paragraph.kind == "quote" else "sentence",
            block,
        )
        made.append(draft)
        if first_of_label:
            head = draft
        for clause in _clauses(tokens, pair, marks):
            made.append(
                Draft(
                    key + len(made),
                    number,
                    clause,
                    clause,
                    None,
                    None,
                    parent if parent is not None and paragraph.label is not None else draft.key,
                    heading,
                    slicer.cut(clause),
                    "clause",
                    block,
                )
            )
    return made


def _runs_in(tokens: Tokens, pair: tuple[int, int]) -> bool:
    """Is the sentence a heading run into its paragraph ("Summary.", "Military Industrial Commission.")? Few words, no verb, a full stop."""
    low = tokens.low[pair[0] : pair[1]]
    if not 2 <= len(low) <= 7 or low[0] in words("assent") or low[-1] not in (".", ":") or not tokens.capital(pair[0]):
        return False
    spoken = low[:-1]
    if len(low) <= 5 and not (words("memo_heading") | words("upfront")).isdisjoint(spoken):
        return not any(
            word in words("auxiliary") or word in words("pronoun") or word in words("pastverb") for word in spoken
        )  # "Short answer."
    if low[0] in words("asking") and low[0][0] == "w" and low[-1] == ".":
        return True  # "What we know."
    titled = all(tokens.capital(at) or tokens.low[at] in words("stop") for at in range(pair[0], pair[1] - 1) if tokens.low[at][0].isalpha())
    return (
        titled
        and all(word[0].isalpha() or word in "-–&," for word in spoken)
        and not any(
            word in words("auxiliary") or word in words("pronoun") or word in words("pastverb") or word in speech() for word in spoken
        )
    )


def _headed(tokens: Tokens, pair: tuple[int, int]) -> int | None:
    """The colon behind a heading that opens a paragraph ("Evidence for a shore source: On six nights …"), None where there is none."""
    first = pair[0]
    last = min(pair[1] - 2, first + 7)
    colon = next((at for at in range(first + 1, last) if tokens.low[at] == ":"), None)
    if colon is None or not tokens.capital(first) or not tokens.capital(colon + 1):
        return None
    spoken = tokens.low[first:colon]
    verbal = any(word in words("auxiliary") or word in words("pronoun") or word in words("pastverb") or word in speech() for word in spoken)
    return None if verbal or not all(word[0].isalpha() for word in spoken) or words("memo_heading").isdisjoint(spoken) else colon


def _trim(tokens: Tokens, pair: tuple[int, int]) -> Span | None:
    """The span of a sentence, without bullets and dangling punctuation at its beginning; None if no word is in it."""
    first, last = pair
    while first < last and not (tokens.low[first][0].isalnum() or tokens.low[first] in '"“‘«([$£€'):
        first += 1
    while last > first and tokens.low[last - 1] in ("|", "*", "_", "#"):
        last -= 1
    if first >= last or not any(kind & WORD for kind in tokens.kinds[first:last]):
        return None
    return tokens.span_of(first, last - 1)


def _is_claim(tokens: Tokens, pair: tuple[int, int], marks: Marks) -> bool:
    """Four words at least, or three with a verb or a hedge; neither a question nor an invitation to the reader."""
    low = tokens.low[pair[0] : pair[1]]
    spoken = list(islice((word for word in low if word[0].isalnum()), 4))
    if len(spoken) < 3 or "?" in low[-3:]:
        return False
    if len(spoken) == 3 and words("auxiliary").isdisjoint(spoken) and not marks.hedges and not marks.attributions:
        shortened = [word for word in spoken if word.endswith(("'s", "'re", "'m"))]  # "then he's mistaken"
        if not any(word.partition("'")[0] in words("pronoun") for word in shortened):
            return False
    opening = spoken[1:] if spoken[0] in ("now", "so", "but", "and") else spoken
    return opening[0] not in words("imperative")


def _explains_before(tokens: Tokens, pair: tuple[int, int], marks: Marks) -> bool:
    """Does the sentence only say what the claim before it explains ("This would also explain (4) and (9)")?"""
    return (
        tokens.low[pair[0]] in words("explainers")
        and any(c.role == "explains" and tokens.first_at(c.at.start) - pair[0] <= 3 for c in marks.connectives)
        and any(c.role == "explains" for c in marks.citations)
    )


def _clauses(tokens: Tokens, pair: tuple[int, int], marks: Marks) -> list[Span]:
    """Clauses that are points of their own: a silence beside other content, and what it is said to indicate."""
    found: list[Span] = []
    begin, end = pair
    reached = begin
    for silence in marks.silences:
        at = tokens.first_at(silence.at.start)
        if at < reached:
            continue
        first = _clause_start(tokens, begin, at)
        last = _clause_end(tokens, at, end)
        if first is not None and (last - first) * 5 < (end - begin) * 4 and last - first >= 4:
            found.append(tokens.span_of(first, last - 1))
            reached = last
    reason = _reason(tokens, begin, end, marks)
    if reason is not None and not any(span.overlaps(reason) for span in found):
        found.append(reason)
        reached = max(reached, tokens.first_at(reason.end))
    consequence = words("consequence")
    for at in () if consequence.isdisjoint(tokens.low[begin + 4 : end - 2]) else range(begin + 4, end - 2):
        if tokens.low[at] in consequence and (tokens.low[at - 1] == "," or tokens.low[at - 2] == ",") and at >= reached:
            first = at if tokens.low[at - 1] == "," else at - 1
            last = end - 1 if tokens.low[end - 1] in ".!?" else end
            if last - first >= 4:
                found.append(tokens.span_of(first, last - 1))
                break
    return found


def _reason(tokens: Tokens, begin: int, end: int, marks: Marks) -> Span | None:
    """The clause behind "because", or behind a "since" that gives a reason: with a verb of its own, and not in somebody's reported words."""
    low = tokens.low
    for cue in marks.connectives:
        at = tokens.first_at(cue.at.start)
        if cue.role != "because" or low[at] not in ("because", "since") or low[at + 1 : at + 2] == ["of"]:
            continue
        if any(told.at.start < cue.at.start and told.verb != ":" for told in marks.attributions):
            return None
        last = end - 1 if low[end - 1] in ".!?" else end
        if at == begin:
            last = next((comma for comma in range(at + 1, end) if low[comma] == ","), begin)
            if low[at] == "since" and not {"have", "has", "been"}.isdisjoint(low[last:end]):
                return None  # "Since he took office, we have seen …"
        elif low[at] == "since" and low[at - 1] != ",":
            return None
        closed = next((stop for stop in range(at, last) if low[stop] in (";", ")", "—")), last)
        verbs = words("auxiliary") | words("pastverb")
        if (
            closed - at < 4
            or end - begin - (closed - at) < 3
            or not any(word in verbs or word.endswith(("ed", "s")) for word in low[at + 2 : closed])
        ):
            return None
        span = tokens.span_of(at, closed - 1)
        return None if any(span.contains(citation.at) for citation in marks.citations) else span
    return None


def _clause_start(tokens: Tokens, begin: int, at: int) -> int | None:
    """Back from a silence to the word that opens its clause ("(", "when", "as well as", "otherwise"); None if that is the sentence's own beginning."""
    low = tokens.low
    here = at
    while here > begin:
        if low[here] == "otherwise":
            return here
        if low[here] in _BOUNDARY:
            return here + 1 if low[here] in "(;:—–" else here
        if low[here] == "as" and low[here - 2 : here] == ["as", "well"]:
            return here + 1
        here -= 1
    return None


def _clause_end(tokens: Tokens, at: int, end: int) -> int:
    low = tokens.low
    depth = 0
    here = at
    while here < end:
        if low[here] == "(":
            depth += 1
        elif low[here] == ")":
            if depth == 0:
                return here
            depth -= 1
        elif (
            low[here] == "," and here + 2 < end and (low[here + 1] in words("consequence") or low[here + 2] in words("consequence"))
        ) or low[here] in ";:":
            return here
        here += 1
    return end - 1 if low[end - 1] in ".!?" else end


def own_marks(draft: Draft, parts: list[Draft]) -> Marks:
    """The marks of a claim that none of its clauses has."""
    inner = [part.at for part in parts if part.role == "clause"]
    if not inner:
        return draft.marks
    kept = {
        name: tuple(item for item in items if not any(span.contains(item.at) for span in inner))
        for name, items in draft.marks._asdict().items()
    }
    return Marks(**kept)


def degree_of(marks: Marks) -> tuple[Degree | None, bool]:
    """The degree that the words carry, and whether they decline to conclude. A likelihood word speaks before "evident", this before "may"."""
    graded = [hedge for hedge in marks.hedges if hedge.term is not None]
    best: Hedge | None = min(graded, key=lambda hedge: _RANK.get(hedge.kind, 9), default=None)
    declined = any(hedge.kind == "denial" and hedge.term is None for hedge in marks.hedges) and not any(
        silence.kind == "unexplained" for silence in marks.silences
    )
    if declined and (best is None or best.kind not in ("likelihood",)):
        return None, True
    if best is None or best.term is None:
        return None, False
    return Degree(best.term, best.at), False
