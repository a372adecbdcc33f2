"""From one state of a text to the next: the whole walk, except for what an edit cannot have changed.

A sentence that stands as it stood is not read again: its marks and phrases move with it. A weighing without numbers sees ids and fields only, so an edit of
words leaves it as it was. The answer is that of `walk.assess`, to the last byte (a test sees to it); only the time is another. The sentences on
how numbers came about are left out until somebody wants to read them (`tell`).
"""

from collections.abc import Callable, Iterable, Mapping

from holdwater.case.index import Index
from holdwater.case.quotes import SourceFile
from holdwater.case.types import Case, Claim, Field
from holdwater.check.phrases import Phrase
from holdwater.check.view import Kept
from holdwater.diagnostics import Diagnostic
from holdwater.prose.types import Marks
from holdwater.source import SourceText, Span
from holdwater.typed import Any, NamedTuple
from holdwater.walk import Assessment, asks_who_leads, judge, open_case
from holdwater.weigh import weigh

_MARKS = Claim._fields.index("marks")

Fetch = Callable[[Case], Mapping[str, SourceFile]]


class Read(NamedTuple):
    """What was read in a sentence that began at `start`. phrases, content: see `check.view.Kept`; None where nobody has asked for them."""

    start: int
    marks: Marks
    phrases: dict[str, tuple[Phrase, ...]] | None
    content: tuple[str, ...] | None


class Known(NamedTuple):
    """A state of a text, understood, with what the next state may take over.

    form: what opening it found, silenced findings too. read: by sentence. weighed: all that the weighing saw.
    """

    assessment: Assessment
    form: tuple[Diagnostic, ...]
    read: dict[str, Read]
    weighed: object

    @property
    def source(self) -> SourceText:
        return self.assessment.index.case.source


def analyse(
    source: SourceText,
    before: Known | None = None,
    *,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    fetch: Fetch | None = None,
    words: str | None = None,
    stale: Callable[[], bool] | None = None,
) -> Known | None:
    """Opens, weighs and checks a text, like `walk.assess`, with the help of an earlier state of it.

    words: the word list of a text that names none. stale: asked now and then; None is returned as soon as it says that nobody waits any more.
    """
    case, form = open_case(source)
    if stale is not None and stale():
        return None
    if words is not None and case.words is None:
        case = case._replace(words=words)
    if case.form == "article":
        return Known(judge(Index(case), form, select=select, ignore=ignore, bare=True), form, {}, None)
    weighed = _what_is_weighed(case)
    weighing = None
    kept = Kept({}, {})
    if before is not None and before.assessment.index.case.form == "case":
        case = _recall(case, before, kept)
        if weighed == before.weighed:
            weighing = before.assessment.weighing
    index = Index(case)
    if weighing is None:
        asks = asks_who_leads(case)
        weighing = weigh(index, bare=not asks, tell=False, numbers=asks)
    if stale is not None and stale():
        return None
    sources = fetch(case) if fetch is not None else None
    assessment = judge(index, form, select=select, ignore=ignore, weighing=weighing, sources=sources, known=kept)
    text, marks = source.text, assessment.index.marks
    phrases, content = kept.phrases.get, kept.content.get
    read = {
        text[claim.at.start : claim.at.end]: Read(claim.at.start, marks(claim), phrases(claim.at), content(claim.at))
        for claim in case.claims
    }
    return Known(assessment, form, read, weighed)


def tell(known: Known) -> Known:
    """The same state with the whole weighing: a check needs no more than what points say and hold."""
    assessment = known.assessment
    numbers = assessment.weighing.draws is not None
    return known._replace(assessment=assessment._replace(weighing=weigh(assessment.index, numbers=numbers)))


def findings_at(diagnostics: Iterable[Diagnostic], at: Span) -> list[Diagnostic]:
    """The findings that touch a stretch of text, an empty one too."""
    return [finding for finding in diagnostics if finding.at.start <= at.end and at.start <= max(finding.at.end, finding.at.start)]


def _recall(case: Case, before: Known, kept: Kept) -> Case:
    """The case with the marks of those sentences that stood in the text before; their phrases and content go into `kept`.

    Phrases depend on the sentence alone, marks on the date as well that "last week" is counted from, and on which numbers are labels; content is
    what the marks leave over.
    """
    old = before.assessment.index
    same_date = (case.document.date or case.as_of) == (old.case.document.date or old.case.as_of)
    labels = {item.id for items in (case.claims, case.sources, case.watch) for item in items}
    labels.update(hypothesis.id for question in case.questions for hypothesis in question.hypotheses)
    changed = tuple(labels ^ old.labels)
    text, known = case.source.text, before.read
    claims = []
    for claim in case.claims:
        start, end = claim.at
        sentence = text[start:end]
        found = known.get(sentence)
        if found is not None:
            by = start - found.start
            if found.phrases is not None:
                kept.phrases[claim.at] = _move_phrases(found.phrases, by)
            if same_date and not (changed and _may_cite(sentence, changed)):
                claim = Claim._make((*claim[:_MARKS], _move(found.marks, by), *claim[_MARKS + 1 :]))  # `_replace` takes five times as long
                if found.content is not None:
                    kept.content[claim.at] = found.content
        claims.append(claim)
    return case._replace(claims=tuple(claims))


def _may_cite(sentence: str, labels: tuple[str, ...]) -> bool:
    """Whether a sentence could have one of these labels in it, or in a range like "6-8". Says yes rather than no."""
    if not any(char.isdigit() for char in sentence):
        return False
    low = sentence.lower()
    return any(label in low for label in labels) or any(sign in low for sign in ("-", "–", "—", " to ", "\nto ", "through"))


def _move(marks: Marks, by: int) -> Marks:
    """The same marks, so many characters further on."""
    if not by or not any(marks):
        return marks
    return Marks._make(tuple(_move_record(record, by) for record in records) if records else () for records in marks)


def _move_phrases(phrases: dict[str, tuple[Phrase, ...]], by: int) -> dict[str, tuple[Phrase, ...]]:
    if not by or not phrases:
        return phrases
    return {kind: tuple(_move_record(phrase, by) for phrase in found) for kind, found in phrases.items()}


def _move_record(record: Any, by: int) -> Any:
    return record._make(Span(value.start + by, value.end + by) if type(value) is Span else value for value in record)


def _what_is_weighed(case: Case) -> object:
    """All of a case that a weighing depends on: ids and fields, in order. Equal values, equal weighings.

    With numbers, the sentences too: the draws of a parameter are keyed by the sentence that it stands under.
    """
    reckoned = asks_who_leads(case)
    return (
        reckoned and tuple(each.text for items in (case.claims, case.watch) for each in items),
        reckoned and tuple((question.text, *(each.text for each in question.hypotheses)) for question in case.questions),
        case.as_of,
        case.words,
        case.fabrication and case.fabrication.term,
        tuple((question.id, tuple((each.id, _written(each.fields)) for each in question.hypotheses)) for question in case.questions),
        tuple((claim.id, claim.parent, _written(claim.fields)) for claim in case.claims),
        tuple((each.id, _written(each.fields)) for each in case.sources),
        tuple((each.id, _written(each.fields)) for each in case.watch),
    )


def _written(fields: tuple[Field, ...]) -> tuple[tuple[str | None, str, bool], ...]:
    return tuple((field.name, field.value, field.proposed) for field in fields)
