"""From the report lines of a point to the testimony of its origins: one report per origin and direction, however many carried it."""

from collections.abc import Callable, Mapping

from holdwater.case.types import Claim, Report, Source
from holdwater.credence import Interval
from holdwater.credence.bounds import scale_by
from holdwater.credence.testimony import Account
from holdwater.lexicon import Degree, Words
from holdwater.lexicon.grades import UNGRADED, UNMARKED, Grades, load_grades
from holdwater.typed import NamedTuple


class Grade(NamedTuple):
    """A grade or a credibility as understood. label: "grade C", "credibility 2", "no digit"; degree: where it was written as one."""

    label: str
    interval: Interval
    degree: Degree | None = None

    @property
    def firmness(self) -> tuple[float, float, str]:
        """Sorts the firmest last: greatest mid-point, then narrowest."""
        return round(self.interval.mid, 12), -round(self.interval.width, 12), self.label


class Heard(NamedTuple):
    """One origin's report or denial: credibility of the firmest line taken and, where only others carry it, the firmest carrier's grade."""

    credibility: Grade
    carrier: Grade | None

    @property
    def grounded(self) -> Interval:
        return scale_by(self.credibility.interval, self.carrier.interval) if self.carrier else self.credibility.interval


class Witness(NamedTuple):
    """What one origin says of one point."""

    origin: str
    grade: Grade
    says: Heard | None
    denies: Heard | None

    @property
    def account(self) -> Account:
        return Account(
            self.grade.interval,
            says=self.says.grounded if self.says else None,
            denies=self.denies.grounded if self.denies else None,
        )


class Desk:
    """Reads reports: knows the sources, their grades and where each leads. Loads the table of grades when it is first needed."""

    __slots__ = ("_carriers", "_grades", "_origin", "_sources", "_words")

    def __init__(self, sources: Mapping[str, Source], origin: Callable[[str], str], words: Words) -> None:
        self._sources = sources
        self._origin = origin
        self._words = words
        self._grades: Grades | None = None
        self._carriers: dict[str, list[str]] | None = None

    @property
    def grades(self) -> Grades:
        if self._grades is None:
            self._grades = load_grades()
        return self._grades

    def grade(self, source: str) -> Grade:
        """How far a source is truthful: its letter or degree; F where it has none that can be read, or is not listed."""
        record = self._sources.get(source)
        if record and record.grade:
            letter = record.grade.term.strip().upper()
            if letter in self.grades.letters:
                return Grade(f"grade {letter}", self.grades.letters[letter])
            degree = self._words.degree(record.grade.term)
            if degree:
                return Grade(f"grade “{degree.term}”", degree.interval, degree)
        return Grade(f"no grade, read as {UNGRADED}", self.grades.letters[UNGRADED])

    def credibility(self, report: Report) -> Grade:
        """How far a report is grounded: its digit, or a degree with a decimal point; else the row for none."""
        if report.credibility:
            term = report.credibility.term.strip()
            if term in self.grades.digits and term != UNMARKED:
                return Grade(f"credibility {term}", self.grades.digits[term])
            degree = self._words.degree(term) if "." in term else None
            if degree:
                return Grade(f"credibility {degree.term}", degree.interval, degree)
        return Grade("no digit", self.grades.digits[UNMARKED])

    def witnesses(self, claim: Claim) -> tuple[Witness, ...]:
        """The origins of a point's reports and denials, in the order in which they first speak; not proposals, not "no comment"."""
        lines: dict[str, tuple[list[Report], list[Report]]] = {}
        for report in claim.reports:
            if not report.proposed and report.mode != "no comment":
                pair = lines.setdefault(self._origin(report.source), ([], []))
                pair[report.mode == "denies"].append(report)
        return tuple(
            Witness(origin, self._grade_of_origin(origin), self._hear(origin, says), self._hear(origin, denies))
            for origin, (says, denies) in lines.items()
        )

    def origins(self, claim: Claim) -> frozenset[str]:
        """Where the reports of a point, not the denials, come from."""
        return frozenset(self._origin(report.source) for report in claim.reports if report.mode == "says" and not report.proposed)

    def _hear(self, origin: str, reports: list[Report]) -> Heard | None:
        if not reports:
            return None
        own = [report for report in reports if report.source == origin]
        carrier = None
        if not own and origin in self._sources:
            carrier = max((self.grade(report.source) for report in reports), key=lambda grade: grade.firmness)
        return Heard(max((self.credibility(report) for report in own or reports), key=lambda grade: grade.firmness), carrier)

    def _grade_of_origin(self, origin: str) -> Grade:
        if origin not in self._sources:
            if self._carriers is None:
                self._carriers = {}
                for source in self._sources:
                    self._carriers.setdefault(self._origin(source), []).append(source)
            carriers = self._carriers.get(origin)
            if carriers:
                return max((self.grade(carrier) for carrier in carriers), key=lambda grade: grade.firmness)
        return self.grade(origin)


def has_reports(claim: Claim) -> bool:
    """Whether anyone is said to report or to deny the point ("no comment" is neither)."""
    return any(not report.proposed and report.mode != "no comment" for report in claim.reports)
