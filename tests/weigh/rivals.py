"""Random small cases with rivals, reports, reasons, loops and everything else that a network is made of."""

from hypothesis import strategies as st

from holdwater.case.types import Case, Cell, Claim, Degree, Hypothesis, Link, Question, Report, Source, Step, Undercut, Watch
from holdwater.source import SourceText
from tests.weigh.build import HERE, degree

SENTENCES = ["The alarm rang.", "A van stood there.", "The guard slept.", "The case was empty.", "A pane was cut.", "The log is short."]
NUMBERS = ["0.5", "0.2", "0.9", "0.65", "0.35", "1.0", "0.0", "0.3–0.6", "0.8–1"]
WORDS = ["likely", "unlikely", "very likely", "roughly even chance", "open"]
written = st.sampled_from(NUMBERS[:5] * 2 + NUMBERS + WORDS)
maybe = st.none() | written
LATE, EARLY, AS_OF = "2031-05-01", "2031-03-01", "2031-04-01"


def _degree(term: str | None) -> Degree | None:
    return degree(term)


@st.composite
def lines(draw: st.DrawFn, others: list[str], most: int) -> tuple[Step, ...]:
    if not others:
        return ()
    found: dict[frozenset[str], Step] = {}
    for _ in range(draw(st.integers(0, most))):
        premises = tuple(draw(st.lists(st.sampled_from(others), min_size=1, max_size=3, unique=True)))
        found.setdefault(frozenset(premises), Step(premises, HERE, strength=_degree(draw(maybe))))
    return tuple(found.values())


@st.composite
def rivals(draw: st.DrawFn, *, most: int = 4, loops: bool | None = None, questions: int | None = None, dated: bool = True) -> Case:
    """A case of up to `most` points, 1 to `most`; hypotheses H1 … and J1 …; sources a to d."""
    count = draw(st.integers(1, most))
    asked = draw(st.sampled_from([1, 1, 1, 2])) if questions is None else questions
    circular = draw(st.booleans()) if loops is None else loops
    made_questions = tuple(
        Question(
            f"Q{number + 1}",
            f"What of {letter}?",
            HERE,
            tuple(
                Hypothesis(f"{letter}{at + 1}", f"{letter} answer {at + 1}.", HERE, HERE, prior=_degree(draw(st.none() | written)))
                for at in range(draw(st.integers(2, 3)) if not number else 2)
            ),
        )
        for number, letter in enumerate("HJ"[:asked])
    )
    points: list[Claim] = []
    ids = [str(number + 1) for number in range(count)]
    for number, id in enumerate(ids):
        before = [one for one in ids if one != id or draw(st.integers(0, 5)) == 0] if circular else ids[:number]
        premises = before + [one.id for question in made_questions for one in question.hypotheses[:1] if draw(st.integers(0, 3)) == 0]
        struck = (ids if circular else ids[number + 1 :]) or []
        rows: tuple[Cell, ...] = ()
        if draw(st.integers(0, 2)) and made_questions:
            question = draw(st.sampled_from(made_questions))
            listed = [one.id for one in question.hypotheses if draw(st.integers(0, 4))]
            rows = tuple(Cell(one, Degree(draw(written), HERE), HERE) for one in listed)
        reports = tuple(
            Report(
                source,
                HERE,
                _degree(draw(st.none() | st.sampled_from(["1", "2", "3", "0.9", "1.0", "0.0"]))),
                draw(st.sampled_from(["says", "says", "denies", "no comment"])),
            )
            for source in draw(st.lists(st.sampled_from("abcde"), max_size=2))
        )
        points.append(
            Claim(
                id,
                SENTENCES[number],
                HERE,
                HERE,
                label=id,
                degree=_degree(draw(maybe)),
                because=draw(lines(premises, 2)) if draw(st.booleans()) else (),
                against=draw(lines(before, 1)) if draw(st.integers(0, 2)) == 0 else (),
                undercuts=tuple(
                    Undercut(
                        draw(st.sampled_from(struck)),
                        HERE,
                        draw(st.none() | st.sampled_from([(one,) for one in ids])),
                        _degree(draw(maybe)),
                    )
                    for _ in range(draw(st.integers(0, 1)) if struck else 0)
                ),
                otherwise=_degree(draw(st.none() | st.none() | written)),
                rows=rows,
                reports=reports,
                known=draw(st.sampled_from([None, None, None, EARLY, LATE])) if dated else None,
                retracted=draw(st.sampled_from([None] * 8 + [EARLY])) if dated else None,
                superseded_by=tuple(
                    Link(one, HERE) for one in draw(st.lists(st.sampled_from(ids), max_size=1)) if dated and draw(st.integers(0, 5)) == 0
                ),
            )
        )
    sources = (
        Source("a", "A", HERE, HERE, grade=_degree(draw(st.sampled_from(["A", "C", "0.75", "1.0", "0.0", None])))),
        Source(
            "b",
            "B",
            HERE,
            HERE,
            grade=_degree(draw(st.sampled_from(["B", "E", "0.6"]))),
            relays=draw(st.sampled_from([(), (Link("a", HERE),)])),
        ),
        Source(
            "c",
            "C",
            HERE,
            HERE,
            grade=_degree(draw(st.sampled_from(["D", None]))),
            origin=draw(st.sampled_from([(), (Link("far", HERE),)])),
        ),
        Source("d", "D", HERE, HERE, relays=draw(st.sampled_from([(), (Link("b", HERE),)]))),
    )
    watch = tuple(
        Watch(
            f"W{number + 1}",
            f"Sign {number + 1}.",
            HERE,
            HERE,
            rows=tuple(Cell(one.id, Degree(draw(written), HERE), HERE) for one in made_questions[-1].hypotheses if draw(st.integers(0, 4))),
            outcome=draw(st.sampled_from([None, (True, EARLY), (False, EARLY), (True, LATE)])),
        )
        for number in range(draw(st.integers(0, 2)) if made_questions else 0)
    )
    return Case(
        SourceText("made.case.md", ""),
        "case",
        as_of=draw(st.sampled_from([None, AS_OF])) if dated else None,
        fabrication=_degree(draw(st.sampled_from([None, None, None, "0.3", "0.0"]))),
        questions=made_questions,
        claims=tuple(points),
        sources=sources,
        watch=watch,
    )
