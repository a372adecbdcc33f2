"""Every default that the numbers lean on, gathered from a finished graph."""

from collections.abc import Iterable, Mapping

from holdwater.credence import Interval
from holdwater.lexicon import Degree, Words
from holdwater.lexicon.grades import load_grades
from holdwater.typed import NamedTuple
from holdwater.weigh.graph import FLAT, UNSAID, Graph
from holdwater.weigh.reports import Grade
from holdwater.weigh.tell import find_scale, name_scale
from holdwater.weigh.types import Assumption

OWN = "holdwater's default, see docs/calculus.md"
EVEN = Interval(0.5, 0.5)


class _Use(NamedTuple):
    what: str
    interval: Interval | None
    source: str


class Ledger:
    """Notes each default once, with the ids that it touched."""

    __slots__ = ("_grades", "_touched", "_words")

    def __init__(self, words: Words) -> None:
        self._words = words
        self._grades: str | None = None
        self._touched: dict[_Use, dict[str, None]] = {}

    def note(self, id: str, what: str, interval: Interval | None, source: str) -> None:
        self._touched.setdefault(_Use(what, interval, source), {})[id] = None

    def note_flat(self, id: str, what: str) -> None:
        self.note(id, f"flat: {what}", self._words.flat, f"flat of {self._words.scale.title}")

    def note_degree(self, id: str, degree: Degree | None) -> None:
        """A term that the chosen scale does not list is a default; its own terms, figures and `open` are not."""
        chosen = self._words.scale
        if degree and degree.scale not in ("open", "number", chosen.name):
            scale = find_scale(degree.scale, self._words)
            key = scale.terms[degree.term].source
            source = scale.title if key == scale.name else f"{scale.title} ({key})"
            self.note(id, f"“{degree.term}” is no term of {name_scale(chosen)} and is read from another list", degree.interval, source)

    def note_grade(self, id: str, grade: Grade | None, of: str) -> None:
        """A grade of a source or a report. One written as a number or a word of the chosen scale is not assumed."""
        if grade and grade.degree:
            self.note_degree(id, grade.degree)
        elif grade:
            self._grades = self._grades or load_grades().title
            self.note(id, f"{of}: {grade.label}", grade.interval, self._grades)

    def list(self) -> tuple[Assumption, ...]:
        return tuple(Assumption(use.what, use.interval, use.source, tuple(ids)) for use, ids in self._touched.items())


def list_assumptions(
    graph: Graph, words: Words, said_flat: Iterable[str], priors: Mapping[str, Interval], stated: Mapping[str, Degree | None]
) -> tuple[Assumption, ...]:
    """The assumptions in the order in which the case first needs them, each with its ids in the order of the case.

    said_flat: the points without a degree that are taken to say flat. priors: range of each hypothesis; stated: its prior as understood.
    """
    ledger = Ledger(words)
    said = set(said_flat)
    for number, node in enumerate(graph.nodes[: graph.points]):
        point = node.id
        if node.basis == "flat" or point in said:
            ledger.note_flat(point, "a point without degree is taken at its word")
        ledger.note_degree(point, node.own)
        if node.basis == "reports":
            ledger.note(point, "before its reports are heard, a point is as likely as not", EVEN, OWN)
        for witness in node.witnesses:
            ledger.note_grade(point, witness.grade, "a source is truthful")
            for heard in (witness.says, witness.denies):
                if heard:
                    ledger.note_grade(point, heard.credibility, "a report is grounded")
                    ledger.note_grade(point, heard.carrier, "a carrier hands on what it heard")
        for step in graph.steps_to[number]:
            strength = graph.steps[step].strength
            if strength == FLAT:
                ledger.note_flat(point, "a line without degree, to a point without degree, goes through")
            ledger.note_degree(point, strength.degree)
        sets = {id(breaks): breaks for breaks in (graph.breaks.get(step, ()) for step in graph.steps_to[number])}
        for breaks in (graph.breaks_all.get(number, ()), *sets.values()):
            for one in breaks:
                if one.strength == FLAT:
                    ledger.note_flat(point, "an undercutter without degree takes effect")
                ledger.note_degree(point, one.strength.degree)
        for objection in graph.objections_to[number]:
            strength = graph.objections[objection].strength
            if strength == UNSAID:
                ledger.note(point, "an objection without degree may take away all or nothing", strength.interval, OWN)
            ledger.note_degree(point, strength.degree)
    for hypothesis, prior in priors.items():
        ledger.note_degree(hypothesis, stated.get(hypothesis))
        if stated.get(hypothesis) is None:
            ledger.note(hypothesis, "without a prior, a hypothesis shares equally what the stated priors leave", prior, OWN)
    return ledger.list()
