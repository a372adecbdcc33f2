"""Cases put together by hand, so that laws can be tried on many of them without a parser."""

from collections.abc import Iterable, Sequence

from holdwater.case.index import Index
from holdwater.case.types import Case, Cell, Claim, Degree, Hypothesis, Kind, Link, Question, Report, Source, Step, Undercut
from holdwater.source import SourceText, Span
from holdwater.weigh import Weighing, weigh

HERE = Span(0, 0)

Lines = Iterable[tuple[Sequence[str], str | None]]


def degree(term: str | None) -> Degree | None:
    return None if term is None else Degree(term, HERE)


def steps(lines: Lines) -> tuple[Step, ...]:
    return tuple(Step(tuple(premises), HERE, strength=degree(strength)) for premises, strength in lines)


def point(
    id: str,
    term: str | None = None,
    *,
    because: Lines = (),
    against: Lines = (),
    undercuts: Iterable[tuple[str, Sequence[str] | None, str | None]] = (),
    reports: Iterable[Report] = (),
    kind: Kind | None = None,
    known: str | None = None,
    retracted: str | None = None,
    superseded_by: str | None = None,
    rows: Iterable[tuple[str, str]] = (),
) -> Claim:
    """A point; `because` and `against` as (premises, strength), `undercuts` as (target, premises or None, strength)."""
    return Claim(
        id,
        f"Point {id}.",
        HERE,
        HERE,
        label=id,
        degree=degree(term),
        open=term == "open",
        kind=kind,
        because=steps(because),
        against=steps(against),
        undercuts=tuple(
            Undercut(target, HERE, None if premises is None else tuple(premises), degree(strength))
            for target, premises, strength in undercuts
        ),
        reports=tuple(reports),
        known=known,
        retracted=retracted,
        superseded_by=(Link(superseded_by, HERE),) if superseded_by else (),
        rows=tuple(Cell(id, Degree(cell, HERE), HERE) for id, cell in rows),
    )


def says(source: str, credibility: str | None = None) -> Report:
    return Report(source, HERE, degree(credibility))


def denies(source: str, credibility: str | None = None) -> Report:
    return Report(source, HERE, degree(credibility), mode="denies")


def origin(id: str, grade: str | None = None, *, relays: str | None = None) -> Source:
    return Source(id, id, HERE, HERE, grade=degree(grade), relays=(Link(relays, HERE),) if relays else ())


def question(*priors: tuple[str, str | None]) -> Question:
    return Question("Q1", None, HERE, tuple(Hypothesis(id, id, HERE, HERE, prior=degree(prior)) for id, prior in priors))


def case(*claims: Claim, sources: Iterable[Source] = (), questions: Iterable[Question] = (), as_of: str | None = None) -> Case:
    return Case(SourceText("made.case.md", ""), "case", claims=claims, sources=tuple(sources), questions=tuple(questions), as_of=as_of)


def weigh_case(*claims: Claim, sources: Iterable[Source] = (), questions: Iterable[Question] = (), as_of: str | None = None) -> Weighing:
    return weigh(Index(case(*claims, sources=sources, questions=questions, as_of=as_of)))
