"""The defaults that posteriors lean on besides those of said and held (CALCULUS sections 3 to 5)."""

from holdwater.case.index import Index
from holdwater.case.types import Cell
from holdwater.credence import Interval
from holdwater.credence.bounds import ANYTHING, NOTHING
from holdwater.weigh.assume import EVEN, OWN, Ledger
from holdwater.weigh.graph import Graph, read_degree
from holdwater.weigh.model import Model
from holdwater.weigh.reports import Desk
from holdwater.weigh.types import Assumption


def extend_assumptions(known: tuple[Assumption, ...], index: Index, graph: Graph, model: Model) -> tuple[Assumption, ...]:
    """What was assumed for the bounds, and after it what the network assumes as well, each with the ids in the order of the case."""
    words = index.words
    ledger = Ledger(words)
    for one in known:
        for id in one.points:
            ledger.note(id, one.what, one.interval, one.source)
    desk = Desk(index.sources, index.origin, words)
    spread = "each word, grade and prior is drawn by itself, every value in its range as likely as any other"
    for parameter in model.parameters[1:]:
        if parameter.interval.low < parameter.interval.high:
            ledger.note(parameter.item, spread, None, OWN)
    if words.scale.name == "readers":
        for parameter in model.parameters[1:]:
            if parameter.term is not None:
                ledger.note(parameter.item, "in each draw every word is read as one person of the survey reads it", None, words.scale.title)
    questions = {id: asked.hypotheses for asked in model.questions for id in asked.hypotheses}

    def note_rows(id: str, rows: tuple[Cell, ...]) -> bool:
        """Whether the item has rows that count."""
        written: dict[str, None] = {}
        for cell in rows:
            degree = None if cell.proposed or cell.hypothesis not in questions else read_degree(cell.degree, words)
            if degree:
                ledger.note_degree(id, degree)
                written[cell.hypothesis] = None
        for hypothesis in questions[next(iter(written))] if written else ():
            if hypothesis not in written:
                ledger.note(id, "a blank cell may be anything", ANYTHING, OWN)
        return bool(written)

    heard = {one.id for one in model.points if one.link >= 0}
    for node in graph.nodes[: graph.points]:
        claim = node.claim
        if claim is None or node.absent:
            continue
        has_rows = note_rows(claim.id, claim.rows)
        witnesses = desk.witnesses(claim)
        inferred = node.basis == "reasons"
        otherwise = read_degree(claim.otherwise, words) if inferred else None
        if has_rows:
            if claim.id in heard and not witnesses and not inferred and node.own is None:
                ledger.note_flat(claim.id, "a point without degree is taken at its word")
        elif otherwise:
            ledger.note_degree(claim.id, otherwise)
        elif witnesses:
            ledger.note(claim.id, "before its reports are heard, a point is as likely as not", EVEN, OWN)
        elif inferred:
            ledger.note(claim.id, "a point with reasons is true only through them", NOTHING, OWN)
        for witness in witnesses:
            ledger.note_grade(claim.id, witness.grade, "a source is truthful")
            for told in (witness.says, witness.denies):
                if told:
                    ledger.note_grade(claim.id, told.credibility, "a report is grounded")
                    ledger.note_grade(claim.id, told.carrier, "a carrier hands on what it heard")
        if witnesses:
            _note_invention(ledger, index, claim.id, has_rows)
    for watch in index.case.watch:
        note_rows(watch.id, watch.rows)
    return ledger.list()


def _note_invention(ledger: Ledger, index: Index, id: str, has_rows: bool) -> None:
    fabrication = read_degree(index.case.fabrication, index.words)
    if fabrication:
        ledger.note_degree(id, fabrication)
    elif has_rows:
        what = "a report without ground says what the rivals together make as likely, at mid-points"
        ledger.note(id, what, Interval(0.01, 0.99), OWN)
    else:
        ledger.note(id, "a report without ground says one thing as readily as the other", EVEN, OWN)
