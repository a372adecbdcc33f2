"""The network of a case by brute force, written from sections 1, 3 and 4 of the calculus and from nothing else: every world, one by one.

Every number is taken at the middle of its interval, or as `moved` says. Small cases only: hypotheses times 2 to the number of points.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from holdwater.case.types import Case, Claim, Degree, Report, Step

Role = tuple[object, ...]

TERMS = {
    "likely": 0.675,
    "very likely": 0.875,
    "unlikely": 0.325,
    "roughly even chance": 0.5,
    "almost no chance": 0.03,
    "almost certain": 0.97,
    "open": 0.5,
}
FLAT = 0.975
GRADES = {"A": (0.9, 1.0), "B": (0.7, 0.9), "C": (0.5, 0.7), "D": (0.3, 0.5), "E": (0.0, 0.3), "F": (0.0, 1.0)}
DIGITS = {"1": (0.8, 1.0), "2": (0.6, 0.8), "3": (0.4, 0.6), "4": (0.2, 0.4), "5": (0.0, 0.2), "6": (0.0, 1.0), None: (0.8, 1.0)}


def middle(term: str) -> float:
    if term in TERMS:
        return TERMS[term]
    low, _, high = term.partition("–")
    return (float(low) + float(high or low)) / 2


def value(degree: Degree | None) -> float | None:
    return None if degree is None else middle(degree.term)


def pair(
    degree: Degree | None, table: Mapping[str | None, tuple[float, float]] | Mapping[str, tuple[float, float]], default: str | None
) -> tuple[float, float]:
    term = default if degree is None else degree.term
    if term in table:
        return table[term]  # type: ignore[index]
    assert degree is not None
    low, _, high = degree.term.partition("–")
    return float(low), float(high or low)


def firmest(pairs: Sequence[tuple[float, float]]) -> float:
    """Greatest mid-point, then narrowest; the mid-point."""
    best = max(pairs, key=lambda one: (round((one[0] + one[1]) / 2, 12), round(one[0] - one[1], 12)))
    return (best[0] + best[1]) / 2


class Line(NamedTuple):
    """A step or an objection that counts. breaks: undercutters with their strengths."""

    premises: frozenset[str]
    strength: float
    breaks: tuple[tuple[str, float], ...] = ()


class Heard(NamedTuple):
    point: str
    denies: bool
    grounded: float


class Answer(NamedTuple):
    """joint: P(hypothesis, evidence) by hypothesis. points, sources: P(true, evidence). whole: P(evidence)."""

    whole: float
    joint: dict[str, float]
    points: dict[str, float]
    sources: dict[str, float]

    def posterior(self, id: str) -> float:
        return {**self.points, **self.sources, **self.joint}[id] / self.whole


class Worlds:
    """moved: values of single parameters by role; c and φ stay where they are without them. deaf: items whose evidence is left out.

    only: the one item whose evidence is heard. rowless: items read as if they had no rows.
    """

    def __init__(
        self,
        case: Case,
        *,
        moved: Mapping[Role, float] | None = None,
        deaf: frozenset[str] = frozenset(),
        only: str | None = None,
        rowless: frozenset[str] = frozenset(),
    ) -> None:
        self.case = case
        self.moved: Mapping[Role, float] = moved or {}
        self.deaf, self.only, self.rowless = deaf, only, rowless
        self.claims = {claim.id: claim for claim in case.claims}
        self.present = self._find_present()
        self.home = {one.id: question.id for question in case.questions for one in question.hypotheses}
        self.told = {
            watch.id: watch.outcome[0]
            for watch in case.watch
            if watch.outcome and (case.as_of is None or watch.outcome[1] <= case.as_of) and watch.id not in rowless
        }
        self.loops = self._find_loops()
        self.steps = {id: self._steps(id, "because") for id in self.present}
        self.against = {id: self._steps(id, "against") for id in self.present}
        self.reports = self._hear()

    def number(self, role: Role, default: float) -> float:
        return self.moved.get(role, default)

    def _find_present(self) -> list[str]:
        as_of = self.case.as_of

        def is_out(claim: Claim) -> bool:
            if claim.known is not None and as_of is not None and claim.known > as_of:
                return True
            return claim.retracted is not None and (as_of is None or claim.retracted <= as_of)

        known = {id for id, claim in self.claims.items() if not is_out(claim)}
        return [
            id
            for id, claim in self.claims.items()
            if id in known and not any(link.target in known and link.target != id for link in claim.superseded_by)
        ]

    def _find_loops(self) -> dict[str, frozenset[str]]:
        """The loop of each point that stands in one, over steps, objections and undercutters that count."""
        below: dict[str, set[str]] = {id: set() for id in self.present}
        for id in self.present:
            claim = self.claims[id]
            for step in (*claim.because, *claim.against):
                if self._counts(step):
                    below[id] |= set(step.premises) & below.keys()
            for cut in claim.undercuts:
                if cut.target in below and self._cut_steps(cut.target, cut.premises):
                    below[cut.target].add(id)
        for _ in self.present:
            for id in below:
                below[id] |= {far for near in below[id] for far in below[near]}
        return {id: frozenset(one for one in below[id] if id in below[one]) for id in below if id in below[id]}

    def _counts(self, step: Step) -> bool:
        return not step.proposed and all(one in self.present or one in self.home for one in step.premises)

    def _cut_steps(self, target: str, premises: tuple[str, ...] | None) -> list[Step]:
        return [
            one for one in self.claims[target].because if self._counts(one) and (premises is None or set(premises) == set(one.premises))
        ]

    def _steps(self, id: str, kind: str) -> list[Line]:
        claim = self.claims[id]
        own = value(claim.degree)
        found = []
        for step in claim.because if kind == "because" else claim.against:
            if not self._counts(step):
                continue
            inside = bool(self.loops.get(id, frozenset()) & set(step.premises))
            if kind == "against" and inside:
                continue
            default = 0.5 if kind == "against" else FLAT if own is None else own
            written = value(step.strength)
            premises = frozenset(step.premises)
            strength = self.number((kind, id, premises), default if written is None else written)
            breaks = []
            for other in self.present if kind == "because" else ():
                for cut in self.claims[other].undercuts:
                    if cut.target != id or step not in self._cut_steps(id, cut.premises) or other in self.loops.get(id, ()):
                        continue
                    by = value(cut.strength)
                    breaks.append((other, self.number(("undercuts", other, id, premises), FLAT if by is None else by)))
            found.append(Line(premises, strength, tuple(breaks)))
        return found

    # section 4

    def _origin(self, source: str) -> str:
        onward = {one.id: [link.target for link in (*one.relays, *one.origin)] for one in self.case.sources}
        path = [source]
        while onward.get(path[-1]):
            path.append(onward[path[-1]][0])
            if path[-1] in path[:-1]:
                return min(path[path.index(path[-1]) :])
        return path[-1]

    def _grade_pair(self, source: str) -> tuple[float, float]:
        listed = {one.id: one for one in self.case.sources}
        if source not in listed:
            carriers = [one.id for one in self.case.sources if self._origin(one.id) == source]
            if not carriers:
                return GRADES["F"]
            pairs = [self._grade_pair(one) for one in carriers]
            return max(pairs, key=lambda one: (round((one[0] + one[1]) / 2, 12), round(one[0] - one[1], 12)))
        return pair(listed[source].grade, GRADES, "F")

    def _hear(self) -> dict[str, list[Heard]]:
        listed = {one.id for one in self.case.sources}
        heard: dict[str, list[Heard]] = {}
        for id in self.present:
            for denies in (False, True):
                by_origin: dict[str, list[Report]] = {}
                for report in self.claims[id].reports:
                    if report.mode == ("denies" if denies else "says") and not report.proposed:
                        by_origin.setdefault(self._origin(report.source), []).append(report)
                for origin, lines in by_origin.items():
                    own = [one for one in lines if one.source == origin]
                    taken = own or lines
                    kappa = firmest([pair(one.credibility, DIGITS, None) for one in taken])
                    kappa = self.number(("credibility", id, origin, denies), kappa)
                    rho = 1.0
                    if not own and origin in listed:
                        rho = self.number(("carrier", id, origin, denies), firmest([self._grade_pair(one.source) for one in lines]))
                    heard.setdefault(origin, []).append(Heard(id, denies, kappa * rho))
        return heard

    # section 3

    def rows(self, id: str) -> dict[str, float] | None:
        """P(true) under each hypothesis of the question that the rows of an item name; None without rows."""
        item = self.claims.get(id) or next(one for one in self.case.watch if one.id == id)
        cells = [cell for cell in item.rows if not cell.proposed and cell.hypothesis in self.home]
        if not cells or id in self.rowless:
            return None
        question = self.home[cells[0].hypothesis]
        written = {cell.hypothesis: middle(cell.degree.term) for cell in reversed(cells)}
        return {
            hypothesis: self.number(("if", id, hypothesis), written.get(hypothesis, 0.5))
            for hypothesis, home in self.home.items()
            if home == question
        }

    def priors(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for question in self.case.questions:
            stated = {one.id: self.number(("prior", one.id), middle(one.prior.term)) for one in question.hypotheses if one.prior}
            unstated = [one.id for one in question.hypotheses if not one.prior]
            for id in unstated:
                stated[id] = max(
                    (1 - sum(stated[one.id] for one in question.hypotheses if one.prior)) / len(unstated),
                    1 / (10 * len(question.hypotheses)),
                )
            whole = sum(stated.values())
            found |= {id: share / whole if whole else 1 / len(stated) for id, share in stated.items()}
        return found

    def _invented(self, id: str, still: "Worlds") -> float:
        if self.case.fabrication:
            return middle(self.case.fabrication.term)
        rows = still.rows(id)
        if rows is None:
            return 0.5
        priors = still.priors()
        return min(0.99, max(0.01, sum(priors[one] * expected for one, expected in rows.items())))

    def _is_heard(self, point: str) -> bool:
        return point not in self.deaf and self.only in (None, point)

    def _untruthful(self, reports: Sequence[Heard], still: "Worlds") -> float:
        """c: what a truthful source would have been expected to say."""

        def expected(report: Heard, likelihood: float) -> float:
            invented = self._invented(report.point, still)
            if report.denies:
                likelihood, invented = 1 - likelihood, 1 - invented
            return report.grounded * likelihood + (1 - report.grounded) * invented

        priors = still.priors()
        c = 1.0
        for question in self.case.questions:
            ids = [one.id for one in question.hypotheses]
            mine = [one for one in reports if set(still.rows(one.point) or ()) & set(ids)]
            if mine:
                c *= sum(priors[id] * prod(expected(one, (still.rows(one.point) or {})[id]) for one in mine) for id in ids)
        return c * prod(expected(one, 0.5) for one in reports if still.rows(one.point) is None)

    def answer(self) -> Answer:
        still = self if not self.moved else Worlds(self.case, deaf=self.deaf, only=self.only, rowless=self.rowless)
        priors = self.priors()
        voices = []
        for origin, reports in self.reports.items():
            kept = [one for one in reports if self._is_heard(one.point) and origin not in self.deaf]
            heard_still = [one for one in still.reports[origin] if self._is_heard(one.point) and origin not in self.deaf]
            grade = self.number(("grade", origin), sum(self._grade_pair(origin)) / 2)
            voices.append((origin, grade, [(one, self._invented(one.point, still)) for one in kept], self._untruthful(heard_still, still)))
        joint = dict.fromkeys(self.home, 0.0)
        points = dict.fromkeys(self.present, 0.0)
        sources = dict.fromkeys(self.reports, 0.0)
        whole = 0.0
        for chosen in product(*[[one.id for one in question.hypotheses] for question in self.case.questions]):
            of_question = prod(priors[id] for id in chosen)
            for watch, outcome in self.told.items():
                rows = self.rows(watch)
                if rows and self._is_heard(watch):
                    likely = next(rows[id] for id in chosen if id in rows)
                    of_question *= likely if outcome else 1 - likely
            if not of_question:
                continue
            for bits in product((False, True), repeat=len(self.present)):
                truth = dict(zip(self.present, bits, strict=True)) | {id: id in chosen for id in self.home}
                weight = of_question * self._compute_prior(truth) * self._compute_own_evidence(truth)
                if not weight:
                    continue
                for _, grade, said, c in voices:
                    weight *= grade * self._speak(said, truth) + (1 - grade) * c
                whole += weight
                for id in chosen:
                    joint[id] += weight
                for id in self.present:
                    points[id] += weight * truth[id]
                for origin, grade, said, c in voices:
                    true = grade * self._speak(said, truth)
                    if true:
                        sources[origin] += weight * true / (true + (1 - grade) * c)
        return Answer(whole, joint, points, sources)

    def _speak(self, said: Sequence[tuple[Heard, float]], truth: Mapping[str, bool]) -> float:
        product_ = 1.0
        for one, invented in said:
            so = float(truth[one.point])
            if one.denies:
                so, invented = 1 - so, 1 - invented
            product_ *= one.grounded * so + (1 - one.grounded) * invented
        return product_

    def _line(self, line: Line, truth: Mapping[str, bool]) -> float:
        """σ where all premises are true, else 0."""
        return (
            line.strength * prod(1 - by for other, by in line.breaks if truth[other]) if all(truth[one] for one in line.premises) else 0.0
        )

    def _leak(self, id: str) -> float:
        claim = self.claims[id]
        inferred = any(not step.proposed for step in claim.because)
        otherwise = value(claim.otherwise)
        if inferred and otherwise is not None:
            return self.number(("otherwise", id), otherwise)
        if any(report.mode != "no comment" and not report.proposed for report in claim.reports):
            return 0.5
        if inferred:
            return 0.0
        return self._own(id)

    def _own(self, id: str) -> float:
        own = value(self.claims[id].degree)
        return self.number(("degree", id), FLAT if own is None else own)

    def _kept(self, id: str, truth: Mapping[str, bool]) -> float:
        return prod(1 - self._line(line, truth) for line in self.against[id])

    def _compute_prior(self, truth: Mapping[str, bool]) -> float:
        """P(points | hypotheses)."""
        weight = 1.0
        circles = self._find_circles()
        for id in self.present:
            rows = self.rows(id)
            if any(id in circle for circle in circles):
                continue
            if rows is not None:
                likely = next(expected for one, expected in rows.items() if truth[one])
            else:
                likely = 1 - (1 - self._leak(id)) * prod(1 - self._line(line, truth) for line in self.steps[id])
            likely *= self._kept(id, truth)
            weight *= likely if truth[id] else 1 - likely
        for circle in circles:
            weight *= self._compute_circle(circle, truth)
        return weight

    def _find_circles(self) -> list[list[str]]:
        """Points that each rest on the others through steps; those with rows rest on nothing."""
        below = {
            id: {one for line in self.steps[id] for one in line.premises} & set(self.present) if self.rows(id) is None else set()
            for id in self.present
        }
        for _ in self.present:
            for id in below:
                below[id] |= {far for near in below[id] for far in below[near]}
        circles: list[list[str]] = []
        for id in self.present:
            if id in below[id] and not any(id in circle for circle in circles):
                circles.append([one for one in self.present if one in below[id] and id in below[one]])
        return circles

    def _compute_circle(self, circle: list[str], truth: Mapping[str, bool]) -> float:
        """The probability that the least solution of a circle is what `truth` has, given what is outside: over every fall of its coins."""
        coins: list[
            tuple[str, frozenset[str], float]
        ] = []  # a point, the premises inside that it still needs, and how likely it goes through
        for id in circle:
            coins.append((id, frozenset(), self._leak(id)))
            for line in self.steps[id]:
                outside = {one: truth[one] for one in line.premises if one not in circle}
                inside = dict.fromkeys([one for one in line.premises if one in circle], True)
                coins.append((id, frozenset(inside), self._line(line, {**truth, **outside, **inside})))
        total = 0.0
        kept = [self._kept(id, truth) for id in circle]
        for fell in product((False, True), repeat=len(coins)):
            chance = prod(odds if up else 1 - odds for up, (_, _, odds) in zip(fell, coins, strict=True))
            if not chance:
                continue
            for stands in product((False, True), repeat=len(circle)):
                here = chance * prod(odds if up else 1 - odds for up, odds in zip(stands, kept, strict=True))
                able = {id for id, up in zip(circle, stands, strict=True) if up}
                true: set[str] = set()
                for _ in circle:
                    true |= {id for up, (id, needs, _) in zip(fell, coins, strict=True) if up and id in able and needs <= true}
                if here and true == {id for id in circle if truth[id]}:
                    total += here
        return total

    def _compute_own_evidence(self, truth: Mapping[str, bool]) -> float:
        """What the reasons, or the bare degree, of points with rows testify."""
        weight = 1.0
        for id in self.present:
            if self.rows(id) is None or not self._is_heard(id):
                continue
            claim = self.claims[id]
            if any(not step.proposed for step in claim.because):
                own = self.loops.get(id, frozenset())
                through = 1 - prod(1 - self._line(line, truth) for line in self.steps[id] if not own & line.premises)
                weight *= (1 + through) / 2 if truth[id] else (1 - through) / 2
            elif not any(report.mode != "no comment" and not report.proposed for report in claim.reports):
                own_degree = self._own(id)
                weight *= own_degree if truth[id] else 1 - own_degree
        return weight
