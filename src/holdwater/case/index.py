"""What can be looked up in a case, worked out once: who rests on whom, where reports come from, which points go round in a circle.

Proposals count for nothing here. Where two items share a label the first has it; `parse` reports the other.
"""

from collections.abc import Callable, Iterable

from holdwater.case.types import Case, Claim, Hypothesis, Kind, Source, Step
from holdwater.credence import Interval
from holdwater.lexicon import Degree, Words, load_words
from holdwater.prose.types import Marks
from holdwater.source import Span

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.prose.stretches import Stretches
    from holdwater.prose.tokens import Tokens

OPEN = Degree("open", Interval(0.0, 1.0), "open")
"""The degree of a point that is named and expressly not concluded."""


_FEW = 20
"""So many sentences are taken apart one by one, and then all."""


class Index:
    """Derived lookups of one case. Everything is linear in the case, whatever its shape; nothing recurses.

    claims, sources, hypotheses: by id. parts: the parts of each point, `()` where it has none.
    """

    __slots__ = (
        "_conclusions", "_explained_by", "_explains", "_labels", "_loops", "_mark", "_marks", "_none", "_origin", "_origins", "_questions", "_steps",
        "_stretches", "_tokens", "_uses",
        "case", "claims", "hypotheses", "parts", "sources", "words",
    )  # fmt: skip

    def __init__(self, case: Case, words: Words | None = None) -> None:
        self.case = case
        self.words = words or words_of(case)
        self._conclusions: tuple[str, ...] | None = None
        self._tokens: dict[Span, Tokens] = {}
        self._stretches: dict[Span, tuple[Stretches, int]] = {}
        self._none = Marks()
        self._mark: Callable[..., Marks] | None = None  # what reads sentences is loaded when the first one is read
        self.claims: dict[str, Claim] = {}
        for claim in case.claims:
            self.claims.setdefault(claim.id, claim)
        self.sources: dict[str, Source] = {}
        for source in case.sources:
            self.sources.setdefault(source.id, source)
        self.hypotheses: dict[str, Hypothesis] = {}
        self._questions: dict[str, str] = {}
        for question in case.questions:
            for hypothesis in question.hypotheses:
                self.hypotheses.setdefault(hypothesis.id, hypothesis)
                self._questions.setdefault(hypothesis.id, question.id)
        parts: dict[str, list[Claim]] = {}
        self._steps: dict[str, tuple[Step, ...]] = {}
        uses: dict[str, list[tuple[str, Step]]] = {}
        explained: dict[str, list[str]] = {}
        self._explains: dict[str, tuple[str, ...]] = {}
        for id, claim in self.claims.items():
            if claim.parent is not None:
                parts.setdefault(claim.parent, []).append(claim)
            if claim.because:
                steps = self._steps[id] = tuple(step for step in claim.because if not step.proposed)
                for step in steps:
                    for premise in dict.fromkeys(step.premises):
                        uses.setdefault(premise, []).append((id, step))
            if claim.explains:
                targets = self._explains[id] = tuple(dict.fromkeys(link.target for link in claim.explains if not link.proposed))
                for target in targets:
                    explained.setdefault(target, []).append(id)
        self.parts: dict[str, tuple[Claim, ...]] = {id: tuple(parts.get(id, ())) for id in self.claims}
        self._uses = {id: tuple(found) for id, found in uses.items()}
        self._explained_by = {id: tuple(found) for id, found in explained.items()}
        self._origin: dict[str, str] = {}
        self._marks: dict[Span, Marks] = {}
        self._labels: frozenset[str] | None = None
        self._loops: tuple[tuple[str, ...], ...] | None = None
        self._origins: dict[str, frozenset[str]] | None = None

    def question_of(self, hypothesis: str) -> str | None:
        """The id of the question that a hypothesis answers."""
        return self._questions.get(hypothesis)

    def steps(self, id: str) -> tuple[Step, ...]:
        """The `because` lines of a point, without proposals."""
        return self._steps.get(id, ())

    def uses(self, id: str) -> tuple[tuple[str, Step], ...]:
        """Where a point or hypothesis is a premise: (conclusion, step), in text order."""
        return self._uses.get(id, ())

    def explains(self, id: str) -> tuple[str, ...]:
        return self._explains.get(id, ())

    def explained_by(self, id: str) -> tuple[str, ...]:
        return self._explained_by.get(id, ())

    def resolves(self, label: str) -> bool:
        """Whether a reference to this label leads to something: a point, hypothesis, source or watch item."""
        return label in self.claims or label in self.labels

    @property
    def labels(self) -> frozenset[str]:
        """Every label of the case."""
        if self._labels is None:
            self._labels = frozenset((*self.claims, *self.hypotheses, *self.sources, *(watch.id for watch in self.case.watch)))
        return self._labels

    def kind_of(self, claim: Claim) -> Kind:
        """The kind declared, else the one that the fields give: report with a source, inference with reasons, else observation."""
        if claim.kind is not None:
            return claim.kind
        if any(report.mode == "says" and not report.proposed for report in claim.reports):
            return "report"
        return "inference" if self.steps(claim.id) else "observation"

    def degree(self, claim: Claim) -> Degree | None:
        """The degree of a point, understood; None where it states none, or one that no list knows. `open` is [0, 1]."""
        if claim.open:
            return OPEN
        return None if claim.degree is None else self.words.degree(claim.degree.term)

    def marks(self, claim: Claim) -> Marks:
        """What the point's own sentence says of itself: as read from the article, or read now."""
        if claim.marks is not None:
            return claim.marks
        known = self._marks.get(claim.at)
        if known is None:
            if self._mark is None:
                from holdwater.prose.mark import NONE, mark_sentences

                self._mark, self._none = mark_sentences, NONE
                self.take_apart(claim for claim in self.case.claims if claim.marks is None)
            if claim.at not in self._stretches:  # one that is only proposed
                self.take_apart((claim,))
            stretches, number = self._stretches[claim.at]
            if stretches.tell(number):
                date = self.case.document.date or self.case.as_of
                known = self._mark(self.tokens(claim), labels=self.labels, date=date)
            else:
                known = self._none
            self._marks[claim.at] = known
        return known

    def tokens(self, claim: Claim) -> "Tokens":
        """The words of the point's own sentence, cut once."""
        known = self._tokens.get(claim.at)
        if known is None:
            if claim.at not in self._stretches:
                # who asks for some asks for more; an editor, which knows most sentences from before, asks for a few
                self.take_apart((claim,) if len(self._tokens) < _FEW else self.case.claims)
            stretches, number = self._stretches[claim.at]
            known = self._tokens[claim.at] = stretches.tokens(number)
        return known

    def take_apart(self, claims: Iterable[Claim]) -> None:
        """Cuts the sentences of many points into words in one go."""
        from holdwater.prose.stretches import Stretches

        spans = [at for at in dict.fromkeys(claim.at for claim in claims) if at not in self._stretches]
        stretches = Stretches(self.case.source.text, spans)
        self._stretches.update((at, (stretches, number)) for number, at in enumerate(spans))

    def low(self, claim: Claim) -> list[str]:
        """The words of the point's own sentence, in lower case."""
        known = self._tokens.get(claim.at)
        if known is not None:
            return known.low
        if claim.at not in self._stretches:
            self.take_apart((claim,))
        stretches, number = self._stretches[claim.at]
        return stretches.low(number)

    def stretches(self, claims: Iterable[Claim]) -> "list[Stretches]":
        """The sentences of these points, cut into words in one go; there may be those of other points among them."""
        wanted = list(claims)
        self.take_apart(wanted)
        return list({id(stretches): stretches for stretches, _ in (self._stretches[claim.at] for claim in wanted)}.values())

    @property
    def conclusions(self) -> tuple[str, ...]:
        """What the document drives at, the main one first: as it was read from an article, or found in the case now."""
        if self._conclusions is None:
            if self.case.form == "article":
                self._conclusions = self.case.conclusions
            else:
                from holdwater.case.conclusions import find_conclusions, firmness

                self._conclusions = find_conclusions(self.case.claims, self.marks, firmness(self.words))
        return self._conclusions

    def line(self, claim: Claim) -> int:
        """The line, from 1, on which the point begins."""
        return self.case.source.place(claim.item.start)[0]

    def origin(self, source: str) -> str:
        """Where what a source says comes from: along `relays`, else `origin`, to the end; round a ring, the alphabetically first id."""
        path: list[str] = []
        place: dict[str, int] = {}
        at = source
        while at not in self._origin and at not in place:
            place[at] = len(path)
            path.append(at)
            listed = self.sources.get(at)
            if listed is None:
                break
            onward = [link.target for link in (*listed.relays, *listed.origin) if not link.proposed]
            if not onward:
                break
            at = onward[0]
        if at in self._origin:
            end = self._origin[at]
        else:
            end = at if at == path[-1] and place[at] == len(path) - 1 else min(path[place[at] :])
        for id in path:
            self._origin[id] = end
        return end

    def origins(self, id: str) -> frozenset[str]:
        """The independent origins under a point: those of its reports, denials apart, and of all that its reasons rest on."""
        if self._origins is None:
            self._origins = self._gather_origins()
        return self._origins.get(id, frozenset())

    def below(self, id: str) -> frozenset[str]:
        """Everything that a point rests on through `because`, however far down; itself only if it goes round in a circle."""
        found: set[str] = set()
        waiting = [id]
        while waiting:
            for step in self.steps(waiting.pop()):
                for premise in step.premises:
                    if premise not in found:
                        found.add(premise)
                        waiting.append(premise)
        return frozenset(found)

    def loops(self) -> tuple[tuple[str, ...], ...]:
        """Sets of points each reached from the others through steps, objections or undercutters; ids and loops in text order."""
        if self._loops is None:
            below: dict[str, list[str]] = {}
            for id, claim in self.claims.items():
                for step in (*claim.because, *claim.against):
                    if not step.proposed:
                        below.setdefault(id, []).extend(step.premises)
                for cut in claim.undercuts:
                    if not cut.proposed:
                        below.setdefault(cut.target, []).append(id)
            order = {id: number for number, id in enumerate(self.claims)}
            loops = [
                tuple(sorted(group, key=order.__getitem__))
                for group in find_components(self.claims, below)
                if len(group) > 1 or group[0] in below.get(group[0], ())
            ]
            self._loops = tuple(sorted(loops, key=lambda loop: order[loop[0]]))
        return self._loops

    def _gather_origins(self) -> dict[str, frozenset[str]]:
        below = {id: [premise for step in steps for premise in step.premises] for id, steps in self._steps.items()}
        gathered: dict[str, frozenset[str]] = {}
        for group in find_components(self.claims, below):
            found: set[str] = set()
            largest: frozenset[str] = frozenset()
            for id in group:
                said = [report for report in self.claims[id].reports if report.mode == "says" and not report.proposed]
                found.update(self.origin(report.source) for report in said)
                for premise in below.get(id, ()):
                    under = gathered.get(premise, frozenset())
                    if len(under) > len(largest):
                        found |= largest
                        largest = under
                    elif under is not largest:
                        found |= under
            whole = largest if found <= largest else frozenset(found | largest)
            for id in group:
                gathered[id] = whole
        return gathered


def words_of(case: Case) -> Words:
    """The words that a case names; ICD 203 where it names none, or none that is known or can be read.

    A file is looked for from the folder of the case, and inside its project (`project.find_file`).
    """
    if case.words is not None and ("." in case.words or "/" in case.words):
        from os.path import dirname

        from holdwater.files import Problem
        from holdwater.lexicon.own import load_own

        try:
            return Words(load_own(case.words, dirname(case.source.name) or "."))
        except Problem:
            return load_words()
    try:
        return load_words(case.words)
    except (KeyError, OSError):
        return load_words()


def find_components(nodes: Iterable[str], below: dict[str, list[str]]) -> list[list[str]]:
    """The strongly connected components, each after all that it leads to; targets that are no node are passed over.

    Linear, without recursion. Source: R. Tarjan, Depth-first search and linear graph algorithms, 1972.
    """
    known = dict.fromkeys(nodes)
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_nodes: list[str] = []
    is_open: set[str] = set()
    found: list[list[str]] = []
    for root in known:
        if root in number:
            continue
        work = [(root, iter(below.get(root, ())))]
        number[root] = lowest[root] = len(number)
        open_nodes.append(root)
        is_open.add(root)
        while work:
            node, onward = work[-1]
            for target in onward:
                if target not in known:
                    continue
                if target not in number:
                    number[target] = lowest[target] = len(number)
                    open_nodes.append(target)
                    is_open.add(target)
                    work.append((target, iter(below.get(target, ()))))
                    break
                if target in is_open:
                    lowest[node] = min(lowest[node], number[target])
            else:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[node])
                if lowest[node] == number[node]:
                    group: list[str] = []
                    while not group or group[-1] != node:
                        group.append(open_nodes.pop())
                        is_open.discard(group[-1])
                    found.append(group)
    return found
