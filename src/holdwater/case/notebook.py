"""What one parse has noted so far: the items, the labels, the references to look up, and the findings.

The files that read the parts of a case (`items`, `fields`, `references`) write into it; `parse` makes the `Case` of it.
"""

from collections.abc import Iterable

from holdwater.case.dates import is_date, is_date_or_interval
from holdwater.case.forms import CODES, Holder
from holdwater.case.index import words_of
from holdwater.case.types import Allow, Case, Claim, Degree, Expect, Field, Hypothesis, Proposal, Source, Watch
from holdwater.diagnostics import Diagnostic, Fix, Mark, Severity
from holdwater.lexicon import Words
from holdwater.source import SourceText, Span
from holdwater.typed import Literal, NamedTuple

Target = Literal["premise", "point", "hypothesis", "source"]
"""What a field may name."""

FITS: dict[Target, tuple[str, ...]] = {
    "premise": ("point", "hypothesis", "watch"),
    "point": ("point", "watch"),
    "hypothesis": ("hypothesis",),
    "source": ("source",),
}
CALLED: dict[str, str] = {"point": "a point", "hypothesis": "a hypothesis", "source": "a source", "watch": "a watch item"}
_NEAREST_AT_MOST = 60
"""For so many unknown names a nearest known one is looked for; it takes a while, and nobody reads more."""


class Wanted(NamedTuple):
    """A reference in a field, to be looked up once every label is known."""

    target: str
    at: Span
    kind: Target
    holder: str
    field: str
    counts: bool = True  # False in a field that is a proposal, or belongs to one: it may name other proposals


class Last(NamedTuple):
    """The item just before, while nothing stands between: where it starts and in which column its fields do."""

    holder: Holder
    id: str
    ordered: bool
    start: int
    fields: int


class Notebook:
    """One parse: what has been found so far."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.text = source.text
        self.found: list[Diagnostic] = []
        self.labels: dict[str, tuple[Holder, Span]] = {}
        self.misnumbered: set[str] = set()
        self.claims: list[Claim | None] = []
        self.questions: list[tuple[str | None, Span, list[Hypothesis]]] = []
        self.sources: list[Source] = []
        self.watch: list[Watch] = []
        self.proposed: list[Proposal | None] = []
        self.asked: set[str] = set()  # labels of proposed items
        self.expects: list[Expect] = []
        self.allows: list[Allow] = []
        self.wanted: list[Wanted] = []
        self.mentions: list[tuple[str | None, Span, str, bool]] = []
        self.footnotes: set[str] = set()
        self.front: list[Field] = []
        self.title: str | None = None
        self.as_of: str | None = None
        self.words_name: str | None = None
        self.fabrication: Degree | None = None
        self.words: Words = words_of(Case(source, "case"))
        self.terms: dict[str, bool] = {}
        self.nearest_left = _NEAREST_AT_MOST
        self.heading: str | None = None
        self.last: Last | None = None

    def find(
        self, code: str, at: Span, message: str, why: str, mend: str, *, points: tuple[str, ...] = (), marks: tuple[Mark, ...] = (),
        fix: Fix | None = None, severity: Severity | None = None,
    ) -> None:  # fmt: skip
        """A finding; its name and usual severity go by its code."""
        name, usual = CODES[code]
        self.found.append(Diagnostic(code, name, severity or usual, at, message, why, mend, points, marks, fix))

    def want(
        self, targets: tuple[str, ...], places: tuple[Span, ...], kind: Target, holder: str, field: str, *, proposed: bool = False
    ) -> None:
        """References in a field; those that lead nowhere yet, or to a proposal, are looked up at the end."""
        for target, at in zip(targets, places, strict=True):
            known = self.labels.get(target)
            if known is None or known[0] not in FITS[kind] or target in self.asked:
                self.wanted.append(Wanted(target, at, kind, holder, field, not proposed and holder not in self.asked))

    def check_date(self, raw: str, at: Span, name: str, id: str | None, *, interval: bool) -> bool:
        """Whether a value is a date (or an interval of dates); a finding if not."""
        if is_date(raw) or (interval and is_date_or_interval(raw)):
            return True
        self.find(
            "HW109", at, f"“{shorten(raw)}” is not a date" + (" or an interval of dates" if interval else "") + f" that “{name}” can take",
            "dates are compared, so they have one form and must exist", "write it as ISO 8601: 2017, 2017-02, 2017-02-03"
            + (", 2017-01-24/2017-02-03, 2017-02-03/.." if interval else ""), points=(id,) if id else (),
        )  # fmt: skip
        return False

    def is_term(self, term: str) -> bool:
        """Whether the word list in use knows a degree."""
        known = self.terms.get(term)
        if known is None:
            known = self.terms[term] = len(term) <= 60 and self.words.degree(term) is not None
        return known

    def check_degree(self, degree: Degree, id: str | None) -> bool:
        """Whether a degree is known; a finding if not."""
        if self.is_term(degree.term):
            return True
        near = self.nearest_term(degree.term)
        self.find(
            "HW104", degree.at, f"“{shorten(degree.term)}” is no degree that is known" + (f"; did you mean “{near}”?" if near else ""),
            "a degree is a term of a word list, a number or a range; anything else has no value", f"write `{near or 'likely'}`, or a number such as 0.6",
            points=(id,) if id else (),
        )  # fmt: skip
        return False

    def read_degree(self, raw: str, at: Span, id: str | None) -> Degree | None:
        """The degree that a value is, if it is one; a finding if not."""
        degree = Degree(" ".join(raw.split()), at)
        return degree if self.check_degree(degree, id) else None

    def nearest(self, word: str, known: Iterable[str]) -> str | None:
        """What an unknown name was probably meant to be."""
        if len(word) > 40 or self.nearest_left <= 0:
            return None
        self.nearest_left -= 1
        from difflib import get_close_matches

        close = get_close_matches(word, list(known), n=1, cutoff=0.7)
        return close[0] if close else None

    def nearest_term(self, term: str) -> str | None:
        """What an unknown degree was probably meant to be."""
        if len(term) > 40 or self.nearest_left <= 0:
            return None
        self.nearest_left -= 1
        return self.words.nearest(term)


def shorten(text: str) -> str:
    """A text as a finding quotes it: on one line, of at most sixty characters."""
    folded = " ".join(text.split()) if len(text) < 400 else " ".join(text[:400].split())
    return folded if len(folded) <= 60 else folded[:59] + "…"
