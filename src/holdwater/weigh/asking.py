"""Questions, `if` rows and indicators in the network (CALCULUS section 3)."""

from collections.abc import Sequence

from holdwater.case.index import Index
from holdwater.case.types import Cell, Hypothesis
from holdwater.credence import Interval
from holdwater.credence.bounds import ANYTHING
from holdwater.lexicon import Degree
from holdwater.typed import NamedTuple
from holdwater.weigh.draft import Draft, Entry, chance, rest
from holdwater.weigh.draws import share_priors
from holdwater.weigh.graph import Graph, read_degree
from holdwater.weigh.model import Asked, Watched
from holdwater.weigh.names import Names
from holdwater.weigh.parameters import Parameters, Priors
from holdwater.weigh.presence import is_told
from holdwater.weigh.tell import join_words


class Row(NamedTuple):
    """The `if` rows of one item, completed: a parameter and a mid-point for each hypothesis of its question."""

    question: int
    cells: tuple[int, ...]
    likelihoods: tuple[float, ...]
    blank: frozenset[int]


class Asking:
    """Reads what is asked and how expected each item is. Questions stand in the order of their hypotheses' sentences, and so do these.

    questions: with their variables. middles: the normalised priors of each, at mid-points. homes: of each hypothesis its question and place.
    """

    __slots__ = ("_document", "_draft", "_graph", "_index", "_names", "_parameters", "_without_rows", "homes", "middles", "questions")

    def __init__(
        self, index: Index, graph: Graph, names: Names, parameters: Parameters, draft: Draft, without_rows: frozenset[str]
    ) -> None:
        self._index, self._graph, self._names, self._parameters, self._draft = index, graph, names, parameters, draft
        self._without_rows = without_rows
        self.questions: list[Asked] = []
        self.middles: list[tuple[float, ...]] = []
        self.homes: dict[str, tuple[int, int]] = {}
        self._document: dict[str, int] = {}

    def ask(self) -> None:
        """A variable for each question, with its prior as written and at mid-points."""
        shares = 0
        seen: set[str] = set()
        rivals: dict[str, list[Hypothesis]] = {}
        for question in self._index.case.questions:
            for one in question.hypotheses:
                if one.id not in seen:
                    seen.add(one.id)
                    self._document[one.id] = len(self._document)
                    rivals.setdefault(question.id, []).append(one)
        examined = self._examined()
        names = {id: tuple(sorted(self._names.hypotheses[one.id] for one in each)) for id, each in rivals.items()}
        for id in sorted(rivals, key=lambda each: names[each]):
            ordered = sorted(rivals[id], key=lambda one: self._names.hypotheses[one.id])
            stated: list[int] = []
            for one in ordered:
                degree = read_degree(one.prior, self._index.words)
                sentence = self._names.hypotheses[one.id]
                stated.append(
                    self._parameters.add("prior", (sentence,), degree.interval, f"prior of {one.id}", one.id, term_of(degree))
                    if degree
                    else -1
                )
            middles = [[self._parameters.listed[number].interval.mid] if number >= 0 else None for number in stated]
            self.middles.append(tuple(float(share[0]) for share in share_priors(middles)))
            variable = self._draft.add_variable(id, len(ordered))
            prior = self._draft.add_table((variable,), [Entry(0.5, 0.5)] * len(ordered), live=True)
            for at, one in enumerate(ordered):
                self.homes[one.id] = (len(self.questions), at)
            priors = Priors(tuple(stated), tuple(range(shares, shares + len(ordered))))
            shares += len(ordered)
            ids = tuple(one.id for one in ordered)
            self.questions.append(Asked(id, ids, variable, prior, priors, tuple(one in examined for one in ids), ()))

    def _examined(self) -> set[str]:
        absent = {node.id for node in self._graph.nodes if node.absent}
        cells = [cell for claim in self._index.case.claims if claim.id not in absent for cell in claim.rows]
        cells += [cell for indicator in self._index.case.watch for cell in indicator.rows]
        return {cell.hypothesis for cell in cells if not cell.proposed and read_degree(cell.degree, self._index.words)}

    def read_rows(self, id: str, cells: Sequence[Cell], sentence: str, shown: str) -> Row | None:
        """One degree written twice in a row is one parameter; a blank cell is [0, 1] and one of its own."""
        written: dict[int, Degree] = {}
        home = -1
        for cell in cells:
            question, at = self.homes.get(cell.hypothesis, (-1, -1))
            degree = None if cell.proposed or question < 0 else read_degree(cell.degree, self._index.words)
            if degree is None:
                continue
            if home < 0:
                home = question
            if question == home:
                written.setdefault(at, degree)
        if home < 0:
            return None
        hypotheses = self.questions[home].hypotheses
        groups: dict[tuple[str, Interval], list[int]] = {}
        for at in range(len(hypotheses)):
            if at in written:
                groups.setdefault((written[at].scale, written[at].interval), []).append(at)
        numbers = [-1] * len(hypotheses)
        for members in groups.values():
            degree = written[members[0]]
            name = f"{shown} under {join_words(sorted((hypotheses[at] for at in members), key=self._document.__getitem__))}"
            belongs = (sentence, self._names.hypotheses[hypotheses[members[0]]])
            number = self._parameters.add("if", belongs, degree.interval, name, id, term_of(degree))
            for at in members:
                numbers[at] = number
        blank = frozenset(at for at, number in enumerate(numbers) if number < 0)
        for at in sorted(blank):
            name = f"{shown} under {hypotheses[at]}, left blank"
            numbers[at] = self._parameters.add("if", (sentence, self._names.hypotheses[hypotheses[at]]), ANYTHING, name, id)
        return Row(home, tuple(numbers), tuple(self._parameters.listed[number].interval.mid for number in numbers), blank)

    def watch(self) -> list[tuple[Watched, Row]]:
        found: list[tuple[Watched, Row]] = []
        seen: set[str] = set()
        for one in sorted(self._index.case.watch, key=lambda each: self._names.indicators[each.id]):
            if one.id in seen or one.id in self._without_rows:
                continue
            seen.add(one.id)
            row = self.read_rows(one.id, one.rows, f"\x1f{self._names.indicators[one.id]}", one.id)
            if row is None:
                continue
            start = -1
            if one.outcome and is_told(one.outcome, self._index.case.as_of):
                entries = [chance(number) if one.outcome[0] else rest(number) for number in row.cells]
                start = self._draft.add_table((self.questions[row.question].variable,), entries, live=True)
            found.append((Watched(one.id, row.question, tuple(map(chance, row.cells)), start), row))
        return found


def term_of(degree: Degree | None) -> str | None:
    """The word of a degree; None for figures and for `open`."""
    return degree.term if degree and degree.scale not in ("number", "open") else None
