"""The order of the work: ask where, check every quote, ask about each place alone, write what stands into the case."""

from collections.abc import Callable

from holdwater import files
from holdwater.case.proposals import items_of
from holdwater.case.types import Hypothesis, Watch
from holdwater.case.write import escape
from holdwater.propose.answer import Broken, read_suggestions, read_verdict
from holdwater.propose.ask import ask_alone, ask_where
from holdwater.propose.gate import Refused, check_answer, check_link, check_scheme, is_like, own_words, place, point_fields, schemes
from holdwater.propose.insert import Page
from holdwater.propose.passages import Passages
from holdwater.propose.rejected import Rejected, find_rejected
from holdwater.propose.types import CALLED, Addition, Dropped, Kind, Model, Outcome, Request, Sentence, Suggestion
from holdwater.source import SourceText, Span
from holdwater.typed import Any, NamedTuple

MOST = 60
"""Proposals of one run: more than a person looks through in one sitting."""
_PER_SENTENCE = 6
"""Suggestions that quote one sentence: what one sentence has to say cannot crowd out the others."""


class Plan(NamedTuple):
    """What would be sent: the requests about the whole text, and how many questions about one place each may follow at most."""

    requests: tuple[Request, ...]
    sentences: int
    further: int

    @property
    def size(self) -> int:
        return sum(request.size for request in self.requests)


_Placed = tuple[Suggestion, Sentence, tuple[str, ...]]
_PHASES: tuple[tuple[Kind, ...], ...] = (("point", "scheme"), ("link", "answer", "rival", "indicator"))
"""The first are settled before the others are looked at, which may build on them."""


class _Candidate(NamedTuple):
    """A suggestion that has passed the gate, with the question that it still has to stand."""

    suggestion: Suggestion
    sentence: Sentence
    addition: Addition
    task: str
    data: dict[str, Any]


def plan(passages: Passages) -> Plan:
    """What `propose` would ask, without asking."""
    names = tuple(schemes())
    return Plan(tuple(ask_where(window, names) for window in passages.windows()), len(passages.sentences), MOST)


def propose(
    name: str, text: str, article: SourceText, source: str, model: Model, *, tell: Callable[[int, int], None] | None = None
) -> Outcome:
    """The case with what a model proposes and the gate lets through.

    name, text: of the case file. article: the text that its source `source` has. tell: is called with the questions asked and those known of.
    Raises `files.Problem` where the model cannot be reached, or answers twice with something that is no answer.
    """
    page = Page(name, text)
    passages = Passages(page.case, article, source)
    planned = plan(passages)
    if not passages.sentences:
        raise files.Problem(article.name, "has no sentences to ask about", "give it a text")
    suggestions: list[Suggestion] = []
    dropped: list[Dropped] = []
    asked = 0
    for request in planned.requests:
        if tell is not None:
            tell(asked, len(planned.requests))
        found, bad, tries = _ask_where(model, request)
        asked += tries
        suggestions += [each for each in found if each not in suggestions]
        dropped += bad
    work = _Work(model, page, passages, find_rejected(text), dropped)
    placed = work.place(suggestions)
    for kinds in _PHASES:
        candidates = work.sift([each for each in placed if each[0].kind in kinds])
        for number, candidate in enumerate(candidates):
            if tell is not None:
                tell(asked, asked + len(candidates) - number)
            asked += work.ask(candidate)
    return Outcome(*_write(page, work.standing, dropped), asked)


def _ask_where(model: Model, request: Request) -> tuple[list[Suggestion], list[Dropped], int]:
    for attempt in (1, 2):
        try:
            return (*read_suggestions(model.propose(request)), attempt)
        except Broken as error:
            trouble = str(error)
    raise files.Problem("--propose", f"got an answer twice that cannot be read: {trouble}", "try again, or use another model")


def _drop(suggestion: Suggestion, reason: str) -> Dropped:
    return Dropped(suggestion.kind, " ".join(suggestion.quote.split()), reason)


class _Work:
    """One run: what has been asked of a model, what stands, and what was dropped.

    coming: sentences that are to become points. schemes: those that points are to have. Both hold what stands, and nothing that was only named:
    a suggestion that falls takes no other with it.
    """

    def __init__(self, model: Model, page: Page, passages: Passages, rejected: Rejected, dropped: list[Dropped]) -> None:
        self.model = model
        self.page = page
        self.passages = passages
        self.rejected = rejected
        self.dropped = dropped
        self.standing: list[_Candidate] = []
        self.coming: dict[str, str] = {}
        self.schemes: dict[str, str] = {}

    def place(self, suggestions: list[Suggestion]) -> list[_Placed]:
        """The suggestions whose quotes stand in the text, in text order."""
        placed: list[_Placed] = []
        crowd: dict[int, int] = {}
        for suggestion in suggestions:
            try:
                sentence, lost = place(suggestion, self.passages)
                crowd[sentence.at.start] = crowd.get(sentence.at.start, 0) + 1
                if crowd[sentence.at.start] > _PER_SENTENCE:
                    raise Refused(f"is beyond the {_PER_SENTENCE} that may quote one sentence")
                placed.append((suggestion, sentence, lost))
            except Refused as refused:
                self.dropped.append(_drop(suggestion, str(refused)))
        return sorted(placed, key=lambda each: each[1].at.start)

    def sift(self, placed: list[_Placed]) -> list[_Candidate]:
        """Those that may be proposals, by all that can be told without asking."""
        candidates: list[_Candidate] = []
        seen: set[tuple[str, ...]] = set()
        for suggestion, sentence, lost in placed:
            try:
                candidate = _candidate(suggestion, sentence, lost, self.passages, self.rejected, self.coming, self.schemes)
                key = (suggestion.kind, candidate.addition.under or "", str(sentence.at.start), *candidate.addition.fields)
                if key in seen:
                    raise Refused("is there twice")
            except Refused as refused:
                self.dropped.append(_drop(suggestion, str(refused)))
                continue
            seen.add(key)
            candidates.append(candidate)
        return candidates

    def ask(self, candidate: _Candidate) -> int:
        """Asks about one proposal alone; returns how many questions that took."""
        under = candidate.addition.under
        if len(self.standing) == MOST:
            self.dropped.append(_drop(candidate.suggestion, f"is beyond the {MOST} proposals of one run"))
            return 0
        if candidate.suggestion.kind == "scheme" and under in self.schemes:
            self.dropped.append(_drop(candidate.suggestion, f"({under}) is to have another scheme already"))
            return 0
        addition, tries = _stand_alone(self.model, candidate, self.page, self.rejected, [each.addition for each in self.standing])
        if isinstance(addition, Dropped):
            self.dropped.append(addition)
            return tries
        self.standing.append(candidate._replace(addition=addition))
        if addition.new is not None:
            self.coming[addition.new] = f"?{addition.new}"
        elif candidate.suggestion.kind == "scheme" and under is not None:
            self.schemes[under] = addition.fields[0].partition(": ")[2]
        return tries


def _candidate(
    suggestion: Suggestion,
    sentence: Sentence,
    lost: tuple[str, ...],
    passages: Passages,
    rejected: Rejected,
    coming: dict[str, str],
    planned: dict[str, str],
) -> _Candidate:
    """One suggestion as a proposal in the making. Raises `Refused`."""
    kind = suggestion.kind
    here = (sentence.at,)
    if kind == "point":
        fields = point_fields(passages, sentence)
        if any(is_like(sentence.text, words) for words in rejected.words("point")):
            raise Refused("was rejected before")
        addition = Addition(kind, here, fields=fields, text=sentence.text, lost=lost, new=sentence.label)
        return _Candidate(suggestion, sentence, addition, "point", {"sentence": sentence.text})
    if kind == "link":
        of, given = check_link(passages, suggestion, sentence, coming)
        field = f"{suggestion.how}?: {', '.join(f'({id})' for id in given)}"
        _check_rejected(rejected, of, field)
        shown = {id: _shown(passages, id) for id in (of, *given)}
        data = {"conclusion": shown[of][0], "reasons": [shown[id][0] for id in given]}
        addition = Addition(kind, tuple(span for _, span in shown.values()), under=of, fields=(field,), lost=lost)
        return _Candidate(suggestion, sentence, addition, suggestion.how, data)
    if kind == "scheme":
        id, scheme = check_scheme(passages, suggestion, sentence)
        field = f"scheme?: {scheme}"
        _check_rejected(rejected, id, field)
        data = {"conclusion": sentence.text, "kind": schemes()[scheme][0]}
        return _Candidate(suggestion, sentence, Addition(kind, here, under=id, fields=(field,), lost=lost), "scheme", data)
    if kind == "answer":
        id, number, question = check_answer(passages, suggestion, sentence, planned)
        field = f"cq {number}?: {_cited(passages, sentence)}"
        _check_rejected(rejected, id, field)
        shown_text, span = _shown(passages, id)
        data = {"conclusion": shown_text, "question": question, "sentence": sentence.text}
        addition = Addition(kind, (*here, span), under=id, fields=(field,), lost=lost)
        return _Candidate(suggestion, sentence, addition, "answer", data)
    addition = Addition(kind, here, fields=(f"note: {_cited(passages, sentence)}",), lost=lost)
    return _Candidate(suggestion, sentence, addition, kind, {"sentence": sentence.text})


def _check_rejected(rejected: Rejected, id: str, field: str) -> None:
    if rejected.has_field(id, field):
        raise Refused("was rejected before")


def _shown(passages: Passages, id: str) -> tuple[str, Span]:
    """What stands for a point in a question: its sentence, and where that is. `?s3` is the point that sentence s3 is to become."""
    if id.startswith("?"):
        sentence = passages.labelled[id[1:]]
        return sentence.text, sentence.at
    return passages.shown(id)


def _cited(passages: Passages, sentence: Sentence) -> str:
    """A sentence as a field quotes it; its parentheses are no references there."""
    words = escape(sentence.text).replace("(", "\\(")
    return f'"{words}" [{passages.source}:{sentence.at.start}-{sentence.at.end}]'


def _stand_alone(
    model: Model, candidate: _Candidate, page: Page, rejected: Rejected, others: list[Addition]
) -> tuple[Addition | Dropped, int]:
    """The proposal, if the model stands by it when it sees nothing else; and how many times it was asked."""
    suggestion, addition = candidate.suggestion, candidate.addition
    request = ask_alone(candidate.task, candidate.data)
    attempt, verdict = 0, None
    while verdict is None and attempt < 2:
        attempt += 1
        try:
            verdict = read_verdict(model.propose(request))
        except Broken:
            continue
    if verdict is None:
        return _drop(suggestion, "the model gave no clear answer when asked about it alone"), attempt
    holds, words = verdict
    if not holds:
        return _drop(suggestion, "the model did not stand by it when asked about these sentences alone"), attempt
    if suggestion.kind not in ("rival", "indicator"):
        return addition, attempt
    holder = Hypothesis if suggestion.kind == "rival" else Watch
    known = tuple(item.text for item, _ in items_of(page.case) if isinstance(item, holder))
    known += rejected.words("hypothesis" if suggestion.kind == "rival" else "watch")
    known += tuple(each.text for each in others if each.kind == suggestion.kind and each.text is not None)
    try:
        return addition._replace(text=own_words(words, known)), attempt
    except Refused as refused:
        return _drop(suggestion, str(refused)), attempt


def _write(page: Page, standing: list[_Candidate], dropped: list[Dropped]) -> tuple[str, tuple[Addition, ...], tuple[Dropped, ...]]:
    """The text with the proposals in it, those that are, and those that are not."""
    added: list[Addition] = []
    labels: dict[str, str] = {}
    for items in (True, False):
        ready: list[tuple[_Candidate, Addition]] = []
        for candidate in standing:
            if (candidate.addition.under is None) == items:
                addition = _named(candidate.addition, labels)
                if addition is not None:
                    ready.append((candidate, addition))
                else:
                    dropped.append(_drop(candidate.suggestion, "rests on a point that was dropped"))
        for (candidate, addition), label in zip(ready, page.add_all([addition for _, addition in ready]), strict=True):
            if label is None:
                dropped.append(_drop(candidate.suggestion, "cannot be written without a change to what is there"))
                continue
            if addition.new is not None:
                labels[f"?{addition.new}"] = label
            added.append(addition._replace(under=label))
    return page.text, tuple(added), tuple(dropped)


def _named(addition: Addition, labels: dict[str, str]) -> Addition | None:
    """The addition with the labels that the new points got; None where one of them did not come to be."""
    under, fields = addition.under, addition.fields
    if under is not None and under.startswith("?"):
        if under not in labels:
            return None
        under = labels[under]
    for mark, label in labels.items():
        fields = tuple(field.replace(f"({mark})", f"({label})") for field in fields)
    if addition.kind == "link" and any("(?" in field for field in fields):
        return None
    return addition._replace(under=under, fields=fields)


def count_kinds(added: tuple[Addition, ...]) -> str:
    """"3 links, 1 rival hypothesis"."""
    told = []
    for kind, (one, many) in CALLED.items():
        number = sum(each.kind == kind for each in added)
        if number:
            told.append(f"{number} {one if number == 1 else many}")
    return ", ".join(told)

