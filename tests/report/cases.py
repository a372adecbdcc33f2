"""Cases made by hand for the report: one small article about cranes, and one in which every field is hostile."""

from holdwater.case.index import Index
from holdwater.case.types import (
    Allow,
    Answer,
    Case,
    Cell,
    Citation,
    Claim,
    Degree,
    Document,
    Hypothesis,
    Link,
    Question,
    Quote,
    Report,
    Source,
    Step,
    Undercut,
    Watch,
)
from holdwater.credence import Interval
from holdwater.diagnostics import SEVERITIES, Diagnostic, Mark
from holdwater.prose.types import Attribution, Hedge, Marks, Silence
from holdwater.source import SourceText, Span
from holdwater.weigh.types import Assumption, LeftOut, Weighed, Weighing

TEXT = """The Night the Cranes Stopped

1. The cranes of the harbour stopped at two in the morning.

2. The authority said that a transformer had failed.

3. No other harbour on the coast lost power.

4. Given (2) and (3), it is likely that the fault lay inside the harbour.

5. It is very likely that repairs had been put off, given (4). This would explain (1).

The operator has not answered questions.
"""

NOWHERE = Span(0, 0)


def place(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _point(label: str, words: str, **fields: object) -> Claim:
    at = place(words)
    start = TEXT.index(f"{label}. ")
    return Claim(
        id=label, text=words, at=at, item=Span(start, at.end), label=label, label_at=Span(start, start + len(label) + 1), **fields  # type: ignore[arg-type]
    )


def cranes() -> tuple[Index, tuple[Diagnostic, ...], Weighing]:
    """Five points: (4) from (2) and (3) jointly, (5) from (4), (5) explains (1), one guess, one source relayed by another."""
    claims = (
        _point(
            "1",
            "The cranes of the harbour stopped at two in the morning.",
            kind="observation",
            when=("2031-05-04",),
            where=("the harbour",),
            marks=Marks(),
        ),
        _point(
            "2",
            "The authority said that a transformer had failed.",
            kind="report",
            reports=(Report("courier", NOWHERE),),
            marks=Marks(attributions=(Attribution(place("The authority said"), place("The authority"), "authority", "said", "reported", False),)),
        ),
        _point(
            "3",
            "No other harbour on the coast lost power.",
            kind="silence",
            marks=Marks(silences=(Silence(place("lost power"), place("lost power"), "absence"),)),
        ),
        _point(
            "4",
            "Given (2) and (3), it is likely that the fault lay inside the harbour.",
            kind="inference",
            degree=Degree("likely", place("likely")),
            because=(Step(("2", "3"), place("Given (2) and (3)")),),
            marks=Marks(hedges=(Hedge(place("likely"), "likely", "likelihood", "likely"),)),
        ),
        _point(
            "5",
            "It is very likely that repairs had been put off, given (4).",
            kind="inference",
            degree=Degree("very likely", place("very likely")),
            because=(Step(("4",), place("given (4)")), Step(("1",), place("given (4)"), proposed=True, basis="guess")),
            explains=(Link("1", place("(1)")),),
            states=(Link("H1", place("repairs")),),
            marks=Marks(hedges=(Hedge(place("very likely"), "very likely", "likelihood", "very likely"),)),
        ),
        Claim("P1", "The operator has not answered questions.", place("The operator has"), place("The operator has"), marks=Marks()),
    )
    case = Case(
        SourceText("cranes.txt", TEXT),
        "article",
        Document("The Night the Cranes Stopped", "A. Writer", "2031-05-06", "Harbour Weekly", "The Courier"),
        claims=claims,
        questions=(Question("Q1", None, NOWHERE, (Hypothesis("H1", "Repairs had been put off.", NOWHERE, NOWHERE),)),),
        sources=(
            Source("authority", "The harbour authority", NOWHERE, NOWHERE, stake="runs the harbour"),
            Source("courier", "The Courier", NOWHERE, NOWHERE, relays=(Link("authority", NOWHERE),)),
        ),
        references=(Citation("4", place("(2)"), "(2)", "2", "support"), Citation("5", place("(1)"), "(1)", "1", "explains")),
        conclusions=("5", "4"),
    )
    flat = Interval(0.95, 1)
    points = {
        "1": Weighed("1", flat, flat, True, "no degree", "taken at its word", 0),
        "2": Weighed("2", None, Interval(0.5, 1), False, "says nothing of its own", "what the authority says", 1),
        "3": Weighed("3", flat, flat, True, "no degree", "taken at its word", 0),
        "4": Weighed("4", Interval(0.55, 0.8), Interval(0.2475, 0.8), False, "likely", "holds at most 0.80", 1),
        "5": Weighed("5", Interval(0.8, 0.95), Interval(0.198, 0.76), False, "very likely", "holds at most 0.76", 1),
        "P1": Weighed("P1", flat, flat, True, "no degree", "taken at its word", 0),
    }
    weighing = Weighing("icd203", points, (Assumption("flat", flat, "the scale", ("1", "3", "P1")),), ())
    findings = (
        Diagnostic("HW405", "loaded-term", "note", place("put off"), "“put off” blames", "it judges", "use a plain word", ("5",)),
        Diagnostic(
            "HW203",
            "confidence-inflation",
            "warning",
            place("very likely"),
            "(5) is “very likely” but rests on (4), which is only “likely”",
            "the support passes through (4)",
            "soften (5)",
            ("5",),
            (Mark(place("likely"), "weakest premise"),),
        ),
        Diagnostic("HW601", "said-above-held", "warning", place("very likely"), "(5) says 0.80 and holds at most 0.76", "no way", "soften (5)", ("5",)),
        Diagnostic("HW505", "no-indicator", "note", Span(0, 28), "nothing is named that would settle it", "", "name something", ()),
    )
    return Index(case), findings, weighing


HOSTILE = (
    "<script>hit()</script>",
    "</title><script>hit()</script>",
    "</style><script>hit()</script>",
    '"><img src=x onerror=hit()>',
    "'><svg onload=hit()>",
    "]]><script>hit()</script>",
    "<!--><script>hit()</script>-->",
    '<a href="javascript:hit()">x</a>',
    "javascript:hit()",
    '<iframe srcdoc="<script>parent.hit()</script>">',
    "<style>*{display:none}</style>",
    "<base href=https://example.org/>",
    '<link rel=stylesheet href="https://example.org/a.css">',
    "<img src=https://example.org/a.png>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "</svg></a></text><script>hit()</script>",
    "&lt;script&gt;hit()&lt;/script&gt;",
    "{{constructor.constructor('hit()')()}}",
    "<form action=https://example.org/><button autofocus>x",
    "\u202egnihton yas\u202c \x00 \u200b \ud800 \u2066 \x1b[31m",
    "</pre></p></div></main></body></html>",
    "`${hit()}`",
    "#\" onclick=hit() x=\"",
    "W" * 300,
)


def hostile() -> tuple[Index, tuple[Diagnostic, ...], Weighing]:
    """Every text in every field is hostile, ids and labels too; each point rests on the one before."""
    text = "".join(f"{number}. {evil}\n\n" for number, evil in enumerate(HOSTILE))
    claims: list[Claim] = []
    points: dict[str, Weighed] = {}
    findings: list[Diagnostic] = []
    start = 0
    for number, evil in enumerate(HOSTILE):
        head = f"{number}. "
        at = Span(start + len(head), start + len(head) + len(evil))
        item = Span(start, at.end)
        start = at.end + 2
        before = HOSTILE[number - 1]
        degree = Degree(evil, at)
        marks = Marks(
            hedges=(Hedge(at, evil, "likelihood", evil),),
            attributions=(Attribution(at, at, evil, evil, "claimed", True),),
            silences=(Silence(at, at, "absence"),),
        )
        claims.append(
            Claim(
                evil,
                evil,
                at,
                item,
                label=evil,
                label_at=Span(item.start, at.start),
                parent=HOSTILE[0] if number == 5 else None,
                heading=evil,
                degree=degree,
                because=(Step((before,), at, strength=degree),),
                against=(Step((evil,), at, strength=degree),),
                undercuts=(Undercut(before, at, (evil,), degree),),
                otherwise=degree,
                explains=(Link(before, at), Link("nowhere " + evil, at)),
                states=(Link(evil + " H", at),),
                superseded_by=(Link(before, at),),
                rows=(Cell(evil + " H", degree, at),),
                reports=(Report(evil + " S", at, degree), Report(evil + " S", at, degree, "denies"), Report(evil + " S", at, None, "no comment")),
                when=(evil,),
                known=evil,
                retracted=evil,
                where=(evil,),
                quotes=(Quote(evil, at, None),),
                scheme=evil,
                answers=(Answer(1, evil, at),),
                notes=(evil,),
                marks=marks,
            )
        )
        points[evil] = Weighed(evil, Interval(0.8, 0.95), Interval(0, 0.76), False, evil, evil, 1)
        for severity in SEVERITIES:
            findings.append(Diagnostic(evil, evil, severity, at, evil, evil, evil, (evil,), (Mark(at, evil),)))
        findings.append(Diagnostic(evil, evil, "note", at, evil, evil, evil))
    questions = tuple(
        Question(f"Q{number}", evil, NOWHERE, (Hypothesis(evil + " H", evil, NOWHERE, NOWHERE, Degree(evil, NOWHERE), (evil,)),))
        for number, evil in enumerate(HOSTILE)
    )
    sources = tuple(
        Source(
            evil + " S",
            evil,
            NOWHERE,
            NOWHERE,
            grade=Degree(evil, NOWHERE),
            stake=evil,
            relays=(Link(HOSTILE[number - 1] + " S", NOWHERE),),
            anonymous=True,
            file=evil,
            url=evil,
            author=evil,
            published=evil,
            outlet=evil,
            republished_from=evil,
            notes=(evil,),
        )
        for number, evil in enumerate(HOSTILE)
    )
    watch = tuple(
        Watch(evil + " W", evil, NOWHERE, NOWHERE, evil, (Cell(evil + " H", Degree(evil, NOWHERE), NOWHERE),), (True, evil), (evil,)) for evil in HOSTILE
    )
    all_evil = " ".join(HOSTILE)
    case = Case(
        SourceText(all_evil, text, (all_evil,)),
        "article",
        Document(all_evil, all_evil, all_evil, all_evil, all_evil),
        as_of="<b>",
        questions=questions,
        claims=tuple(claims),
        sources=sources,
        watch=watch,
        references=tuple(Citation(evil, claim.at, evil, evil, "support") for evil, claim in zip(HOSTILE, claims, strict=True)),
        conclusions=HOSTILE,
        allows=tuple(Allow(evil, evil, NOWHERE, evil) for evil in HOSTILE),
        boilerplate=(Span(0, 20),),
    )
    assumed = tuple(Assumption(evil, Interval(0, 1), evil, (evil,)) for evil in HOSTILE)
    omitted = (LeftOut(HOSTILE[0], HOSTILE[1], (HOSTILE[2],), HOSTILE[3]),)
    weighing = Weighing("icd203", points, assumed, (HOSTILE[3:5],), left_out=omitted)
    return Index(case), tuple(findings), weighing
