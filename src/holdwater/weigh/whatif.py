"""A case as it would be if: a point, prior, grade or outcome set to something else, or an item left out. The file stays as it is."""

from holdwater.case.index import Index
from holdwater.case.types import Case, Claim, Degree, Report
from holdwater.files import Problem
from holdwater.source import Span

NOWHERE = Span(0, 0)
"""Where a degree stands that no file has."""


def suppose(index: Index, sets: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> Case:
    """The case of an index with each of `sets` ("(8)=unlikely", "H1=0.3", "mod=B", "W1=yes") supposed and each of `without` left out.

    A point that is set stands by the degree alone: its reasons and reports count no longer, what it is a reason for still does, and its `if`
    rows take the degree as evidence. A hypothesis gets another prior, a source another grade, an indicator an outcome. Without a point, its
    lines and every line that uses it count no longer, as if it were retracted; without a source, none of its reports, nor those that only
    carry its word; without an indicator, its outcome. Raises `Problem` for what is none of this.
    """
    case = index.case
    for written in sets:
        case = _set(case, index, written)
    for written in without:
        case = _leave_out(case, index, written)
    return case


def _set(case: Case, index: Index, written: str) -> Case:
    name, equals, value = written.partition("=")
    id, value = _id(name), " ".join(value.split())
    if not equals or not id or not value:
        raise Problem(f"--set {written}", "is no assignment", 'write it as --set "(8)=unlikely"')
    degree = Degree(value, NOWHERE)
    if id in index.claims or id in index.hypotheses:
        opened = value.casefold() == "open" and id in index.claims
        if not opened and index.words.degree(value) is None:
            near = index.words.nearest(value)
            raise Problem(f"--set {written}", f"“{value}” is no degree that is known", f"did you mean {near}?" if near else "give a term, 0.6 or 0.5-0.7")
        if id in index.claims:
            return case._replace(claims=tuple(_assert(claim, degree, opened) if claim.id == id else claim for claim in case.claims))
        questions = (
            question._replace(hypotheses=tuple(one._replace(prior=degree) if one.id == id else one for one in question.hypotheses))
            for question in case.questions
        )
        return case._replace(questions=tuple(questions))
    if id in index.sources:
        if value.upper() not in tuple("ABCDEF") and index.words.degree(value) is None:
            raise Problem(f"--set {written}", f"“{value}” is no grade", "a grade is a letter from A to F, or a degree")
        return case._replace(sources=tuple(each._replace(grade=degree) if each.id == id else each for each in case.sources))
    if any(watch.id == id for watch in case.watch):
        if value.casefold() not in ("yes", "no"):
            raise Problem(f"--set {written}", f"“{value}” is no outcome", "an outcome is yes or no")
        outcome = (value.casefold() == "yes", case.as_of or "")
        return case._replace(watch=tuple(each._replace(outcome=outcome) if each.id == id else each for each in case.watch))
    raise _unknown(f"--set {written}", id, index)


def _assert(claim: Claim, degree: Degree, opened: bool) -> Claim:
    return claim._replace(degree=None if opened else degree, open=opened, because=(), reports=(), otherwise=None, against=())


def _leave_out(case: Case, index: Index, written: str) -> Case:
    id = _id(written)
    if id in index.claims:
        gone = {id}
        for claim in case.claims:  # parts stand after what they are parts of
            if claim.parent in gone:
                gone.add(claim.id)
        return case._replace(claims=tuple(claim._replace(retracted="") if claim.id in gone else claim for claim in case.claims))
    if id in index.sources:

        def kept(report: Report) -> bool:
            return report.source != id and index.origin(report.source) != id

        return case._replace(claims=tuple(claim._replace(reports=tuple(filter(kept, claim.reports))) for claim in case.claims))
    if any(watch.id == id for watch in case.watch):
        return case._replace(watch=tuple(each._replace(outcome=None) if each.id == id else each for each in case.watch))
    raise _unknown(f"--without {written}", id, index)


def _id(written: str) -> str:
    return written.strip().removeprefix("(").removesuffix(")").strip()


def _unknown(where: str, id: str, index: Index) -> Problem:
    from difflib import get_close_matches

    known = [*index.claims, *index.hypotheses, *index.sources, *(watch.id for watch in index.case.watch)]
    close = get_close_matches(id, known, n=1)
    mend = f"did you mean {close[0]}?" if close else "name a point, a hypothesis, a source or an indicator"
    return Problem(where, f"nothing in the case is called {id!r}", mend)
