"""The nouns: a case and what is in it. Frozen records; spans point into `Case.source.text`, whether that is a case file or an article.

Ids are the labels that references use, without parentheses ("7", "7a", "H1", "mod"). Absent is None.
Every field of an item is kept twice: as written (`Field`, for formatting and for rules about form) and as understood (the typed tuples).
A proposal (a field name with a question mark, or a guess of `read`) carries `proposed=True` in its record and is never computed.
"""

from holdwater.prose.types import Marks
from holdwater.source import SourceText, Span
from holdwater.typed import Literal, NamedTuple

Kind = Literal["report", "observation", "silence", "inference", "assumption", "hypothesis", "prediction"]
KINDS: tuple[Kind, ...] = ("report", "observation", "silence", "inference", "assumption", "hypothesis", "prediction")
Basis = Literal["stated", "implied", "guess"]


class Degree(NamedTuple):
    """A degree as written: a term, a number or a range; `at` is where. `open` (named, expressly not concluded) has `term == "open"`."""

    term: str
    at: Span


class Field(NamedTuple):
    """One nested bullet under an item, as written. `name` is lower case and without the question mark; None for a bare degree, kind or flag.

    `at` covers name and value (not the bullet), `value_at` the value alone. `known` is False where the name is none of the table.
    """

    name: str | None
    value: str
    at: Span
    value_at: Span
    proposed: bool = False
    known: bool = True


class Step(NamedTuple):
    """A `because` or `against` line: joint premises and, where written, the strength. `premise_at[i]` is where premise i is written."""

    premises: tuple[str, ...]
    at: Span
    premise_at: tuple[Span, ...] = ()
    strength: Degree | None = None
    proposed: bool = False
    basis: Basis = "stated"


class Undercut(NamedTuple):
    """An `undercuts` line under the point that breaks the step: the target, and the exact premises of the steps meant (None: every step)."""

    target: str
    at: Span
    premises: tuple[str, ...] | None = None
    strength: Degree | None = None
    proposed: bool = False


class Link(NamedTuple):
    """A plain reference from a field: `explains`, `states`, `superseded by`."""

    target: str
    at: Span
    proposed: bool = False


class Cell(NamedTuple):
    """How expected a point is under one hypothesis (`if H1: likely`)."""

    hypothesis: str
    degree: Degree
    at: Span
    proposed: bool = False


class Report(NamedTuple):
    """Who reports, denies or declines to comment on a point. `credibility` is the digit 1 to 6 or a decimal, as written."""

    source: str
    at: Span
    credibility: Degree | None = None
    mode: Literal["says", "denies", "no comment"] = "says"
    proposed: bool = False


class Place(NamedTuple):
    """`[article:10-80]`: code points of the text of a source. None offsets where only the source is named."""

    source: str
    start: int | None
    end: int | None
    at: Span


class Quote(NamedTuple):
    """The words quoted, escapes undone and white space folded, with the place where they are said to stand."""

    text: str
    at: Span
    place: Place | None


class Allow(NamedTuple):
    """A rule silenced in place: its code (or code prefix) and the reason. `scope` is the id of the item, None for the whole file."""

    code: str
    reason: str
    at: Span
    scope: str | None


class Answer(NamedTuple):
    """`cq 2: …`: the answer to the second critical question of the scheme."""

    number: int
    text: str
    at: Span


class Claim(NamedTuple):
    """One point (or a part of one). `at` is its own text without the label, `item` the whole of it, label, fields and parts included.

    label: as the text prints it; None where we gave it the id (P1, 7a of an unlabelled clause). parent: id of the point this is a part of.
    heading: the deeper heading it stands under. kind: as declared or recognised, else None (see `case.index.kind_of`).
    place: where its words stand in the source (`at:`); for a point just read from an article, None: `at` already points there.
    marks: what the sentence itself says; None until someone reads it (`case.index.Index.marks`).
    """

    id: str
    text: str
    at: Span
    item: Span
    label: str | None = None
    label_at: Span | None = None
    parent: str | None = None
    heading: str | None = None
    degree: Degree | None = None
    open: bool = False
    kind: Kind | None = None
    because: tuple[Step, ...] = ()
    against: tuple[Step, ...] = ()
    undercuts: tuple[Undercut, ...] = ()
    otherwise: Degree | None = None
    explains: tuple[Link, ...] = ()
    states: tuple[Link, ...] = ()
    superseded_by: tuple[Link, ...] = ()
    rows: tuple[Cell, ...] = ()
    reports: tuple[Report, ...] = ()
    when: tuple[str, ...] = ()
    known: str | None = None
    retracted: str | None = None
    where: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    place: Place | None = None
    scheme: str | None = None
    answers: tuple[Answer, ...] = ()
    notes: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    marks: Marks | None = None
    basis: Basis = "stated"


class Hypothesis(NamedTuple):
    id: str
    text: str
    at: Span
    item: Span
    prior: Degree | None = None
    notes: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


class Question(NamedTuple):
    """One `Hypotheses` section: Q1, Q2 … in order; `text` is what follows the colon of the heading."""

    id: str
    text: str | None
    at: Span
    hypotheses: tuple[Hypothesis, ...]


class Source(NamedTuple):
    """Who said something. `relays` and `origin` are ids; `grade` a letter A to F or a degree."""

    id: str
    text: str
    at: Span
    item: Span
    grade: Degree | None = None
    stake: str | None = None
    relays: tuple[Link, ...] = ()
    origin: tuple[Link, ...] = ()
    anonymous: bool = False
    file: str | None = None
    url: str | None = None
    sha256: str | None = None
    author: str | None = None
    published: str | None = None
    outlet: str | None = None
    republished_from: str | None = None
    notes: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


class Watch(NamedTuple):
    """An indicator: what would be seen, by when, how expected under each hypothesis; `outcome` is (happened, ISO date) once known."""

    id: str
    text: str
    at: Span
    item: Span
    by: str | None = None
    rows: tuple[Cell, ...] = ()
    outcome: tuple[bool, str] | None = None
    notes: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


class Proposal(NamedTuple):
    """An item whose label has a question mark (`**H4?**`): shown and counted, never computed, until a person takes the mark away.

    question: of a hypothesis, the id of the question that it would answer.
    """

    item: Claim | Hypothesis | Source | Watch
    question: str | None = None


class Expect(NamedTuple):
    """One of the case's own tests, as written."""

    text: str
    at: Span


class Citation(NamedTuple):
    """A reference in prose or in a sentence, resolved. `source` is the id of the point it stands in, None outside points."""

    source: str | None
    at: Span
    text: str
    target: str
    role: Literal["support", "explains", "mention"]


class Document(NamedTuple):
    """What the document says of itself; dates are ISO 8601."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    publisher: str | None = None
    republished_from: str | None = None


class Case(NamedTuple):
    """A case, whether parsed from a case file (`form == "case"`) or read from an article (`form == "article"`).

    `claims` holds points and their parts flat, in text order; `references` those in prose and sentences (fields' own are in the steps);
    `conclusions` are the ids that an article drives at, the main one first (those of a case: `Index.conclusions`);
    `boilerplate` are spans that belong to the site, not to the author; `proposed` are items that nobody has accepted yet, in text order;
    `proposed_references` those in prose that lead to one, which are no references before it is accepted.
    """

    source: SourceText
    form: Literal["case", "article"]
    document: Document = Document()
    as_of: str | None = None
    words: str | None = None
    fabrication: Degree | None = None
    front: tuple[Field, ...] = ()
    questions: tuple[Question, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    watch: tuple[Watch, ...] = ()
    expects: tuple[Expect, ...] = ()
    allows: tuple[Allow, ...] = ()
    references: tuple[Citation, ...] = ()
    conclusions: tuple[str, ...] = ()
    boilerplate: tuple[Span, ...] = ()
    proposed: tuple[Proposal, ...] = ()
    proposed_references: tuple[Citation, ...] = ()
