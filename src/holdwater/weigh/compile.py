"""From an index to a network (CALCULUS sections 3 and 4). Points, lines and sources are taken in the order of their sentences and ids."""

from collections.abc import Iterable, Sequence

from holdwater.case.index import Index, find_components
from holdwater.case.types import Claim
from holdwater.credence import Interval
from holdwater.weigh.asking import Asking, Row, term_of
from holdwater.weigh.draft import HALF, UNIT, ZERO, Draft, Entry, chance, rest
from holdwater.weigh.gates import Fuse, Member, Wire, conclude, fire, settle
from holdwater.weigh.graph import Break, Graph, Line, Reading, read_degree
from holdwater.weigh.model import Model, Placed, Speaker
from holdwater.weigh.names import Names
from holdwater.weigh.parameters import ONE, Parameters
from holdwater.weigh.reports import Desk, Heard, has_reports
from holdwater.weigh.tell import join_words
from holdwater.weigh.testimony import Said, Testimony, invent, seat


def compile_case(index: Index, graph: Graph, *, without_rows: frozenset[str] = frozenset()) -> Model:
    """The network of everything that counts in the case. without_rows: items that are read as if no `if` rows were written under them."""
    return _Compiler(index, graph, without_rows).compile()


class _Compiler:
    def __init__(self, index: Index, graph: Graph, without_rows: frozenset[str]) -> None:
        self.index, self.graph, self.words = index, graph, index.words
        self.names = Names(index)
        self.parameters = Parameters()
        self.draft = Draft()
        self.without_rows = without_rows
        self.sentences = [
            self.names.points[node.id] if number < graph.points else self.names.hypotheses[node.id]
            for number, node in enumerate(graph.nodes)
        ]
        self.present = sorted(
            (number for number in range(graph.points) if not graph.nodes[number].absent), key=lambda number: self.sentences[number]
        )
        self.loop_of = {node: first for first, group in graph.loops.items() for node in group}
        self.asking = Asking(index, graph, self.names, self.parameters, self.draft, without_rows)
        self.rows: dict[int, Row] = {}
        self.variables: dict[int, int] = {}
        self.alone: dict[int, Entry] = {}

    def compile(self) -> Model:
        self.asking.ask()
        for number in self.present:
            claim = self.graph.nodes[number].claim
            if claim and claim.id not in self.without_rows:
                row = self.asking.read_rows(claim.id, claim.rows, self.sentences[number], f"({claim.id})")
                if row:
                    self.rows[number] = row
        watched = self.asking.watch()
        placed = [self._place(number) for number in self.present]
        for number, node in enumerate(self.graph.nodes[self.graph.points :], self.graph.points):
            self._suppose(number, node.id)
        self._reason()
        links: dict[int, int] = {}
        self._testify(links)
        count = len(self.parameters)
        listed = [(self.graph.nodes[number].id, row) for number, row in self.rows.items()]
        listed += [(one.id, row) for one, row in watched if one.row >= 0]
        questions = []
        for at, asked in enumerate(self.asking.questions):
            blanks = [
                frozenset(id for id, row in listed if row.question == at and state in row.blank) for state in range(len(asked.hypotheses))
            ]
            shares = tuple(count + share for share in asked.priors.shares)
            for state, share in enumerate(shares):  # the rows of the normalised priors are known now that every parameter is
                self.draft.entries[asked.prior + state] = Entry(0.0, 1.0, share)
            questions.append(asked._replace(blanks=tuple(blanks), priors=asked.priors._replace(shares=shares)))
        return Model(
            draft=self.draft,
            parameters=tuple(self.parameters.listed),
            values=count + sum(len(asked.hypotheses) for asked in questions),
            questions=tuple(questions),
            points=tuple(one._replace(link=links.get(number, -1)) for number, one in zip(self.present, placed, strict=True)),
            speakers=tuple(self.speakers),
            watched=tuple(one for one, _ in watched),
            alone=self.alone,
        )

    # points and their reasons

    def _place(self, number: int) -> Placed:
        id = self.graph.nodes[number].id
        variable = self.variables[number] = self.draft.add_variable(id)
        return Placed(id, variable, self.draft.add_table((variable,), (UNIT, UNIT), live=True), -1)

    def _suppose(self, number: int, hypothesis: str) -> None:
        """A hypothesis that is a premise: true when its question has that answer."""
        question, at = self.asking.homes[hypothesis]
        asked = self.asking.questions[question]
        variable = self.variables[number] = self.draft.add_variable(hypothesis)
        entries = [entry for state in range(len(asked.hypotheses)) for entry in ((ZERO, UNIT) if state == at else (UNIT, ZERO))]
        self.draft.add_table((asked.variable, variable), entries)

    def _reason(self) -> None:
        """The table of every point: from its rows, its reasons, or what it is by itself; loops of steps by their least solution."""
        graph = self.graph
        inner: dict[int, list[tuple[int, ...]]] = {}
        below: dict[str, list[str]] = {}
        for number in self.present:
            if number not in self.rows:
                below[str(number)] = [str(premise) for at in graph.steps_to[number] for premise in graph.steps[at].premises]
        for group in find_components(below, below):
            if len(group) > 1 or group[0] in below[group[0]]:
                numbers = tuple(sorted(map(int, group), key=lambda one: self.sentences[one]))
                for one in numbers:
                    inner[one] = [numbers]
        done: set[int] = set()
        for number in self.present:
            if number in inner and number not in done:
                done.update(inner[number][0])
                self._settle(inner[number][0])
            elif number not in inner:
                self._write(number)

    def _write(self, number: int) -> None:
        owner = self.graph.nodes[number].id
        row = self.rows.get(number)
        steps = [] if row else [self._wire(line) for line in self._steps(number)]
        lead, given = self._lead(number)
        conclude(self.draft, self.variables[number], lead, given, steps, self._objections(number), owner)

    def _lead(self, number: int) -> tuple[list[Entry], tuple[int, ...]]:
        """The leak: how likely the point is without its reasons; as entries false and true."""
        node, row = self.graph.nodes[number], self.rows.get(number)
        claim = node.claim
        assert claim is not None
        if row:
            return [entry for cell in row.cells for entry in (rest(cell), chance(cell))], (self.asking.questions[row.question].variable,)
        inferred = node.basis == "reasons"
        otherwise = read_degree(claim.otherwise, self.words) if inferred else None
        if otherwise:
            name = f"({node.id}) without its reasons"
            leak = self.parameters.add("otherwise", (self.sentences[number],), otherwise.interval, name, node.id, term_of(otherwise))
        elif has_reports(claim):
            return [HALF, HALF], ()
        elif inferred:
            return [], ()
        else:
            leak = self._own(number)
        return [rest(leak), chance(leak)], ()

    def _own(self, number: int) -> int:
        """The parameter of a leaf's own degree, else flat."""
        node = self.graph.nodes[number]
        interval = node.own.interval if node.own else self.words.flat
        return self.parameters.add("degree", (self.sentences[number],), interval, f"degree of ({node.id})", node.id, term_of(node.own))

    def _steps(self, number: int) -> list[tuple[Line, tuple[Break, ...]]]:
        """The steps to a point with their undercutters, sorted by what they say."""
        graph = self.graph
        everywhere = graph.breaks_all.get(number, ())
        lines = [(graph.steps[at], (*graph.breaks.get(at, ()), *everywhere)) for at in graph.steps_to[number]]
        return sorted(lines, key=lambda one: self._sort_line(one[0]))

    def _sort_line(self, line: Line) -> tuple[tuple[str, ...], str]:
        return self._premises(line), repr(line.strength)

    def _premises(self, line: Line) -> tuple[str, ...]:
        return tuple(sorted(self.sentences[premise] for premise in line.premises))

    def _objections(self, number: int) -> list[Wire]:
        lines = sorted((self.graph.objections[at] for at in self.graph.objections_to[number]), key=self._sort_line)
        return [Wire(self._variables(line.premises), self._strength("against", line)) for line in lines]

    def _wire(self, step: tuple[Line, tuple[Break, ...]], inside: tuple[int, ...] = ()) -> Wire:
        """A step in the network; premises that stand in the same loop of steps are not among its own."""
        line, breaks = step
        strength = self._strength("because", line)
        fuses = []
        for one in sorted(breaks, key=lambda each: (self.sentences[each.undercutter], repr(each.strength))):
            by, to = self.graph.nodes[one.undercutter].id, self.graph.nodes[line.conclusion].id
            belongs = (self.sentences[one.undercutter], self.sentences[line.conclusion], *self._premises(line))
            name = f"({by}) undercutting ({to}) from {self._show(line)}"
            number = self._add("undercuts", belongs, one.strength, name, by)
            fuses.append(Fuse(self.variables[one.undercutter], number))
        return Wire(self._variables(premise for premise in line.premises if premise not in inside), strength, tuple(fuses))

    def _variables(self, premises: Iterable[int]) -> tuple[int, ...]:
        return tuple(self.variables[one] for one in sorted(premises, key=self.sentences.__getitem__))

    def _strength(self, role: str, line: Line) -> int:
        to = self.graph.nodes[line.conclusion].id
        name = f"({to}) from {self._show(line)}" if role == "because" else f"objection to ({to}) from {self._show(line)}"
        return self._add(role, (self.sentences[line.conclusion], *self._premises(line)), line.strength, name, to)

    def _add(self, role: str, belongs: Sequence[str], reading: Reading, name: str, item: str) -> int:
        return self.parameters.add(role, belongs, reading.interval or self.words.flat, name, item, term_of(reading.degree))

    def _show(self, line: Line) -> str:
        return join_words([f"({self.graph.nodes[one].id})" for one in line.premises])

    def _settle(self, group: tuple[int, ...]) -> None:
        """The points of a loop of steps."""
        draft = self.draft
        members: dict[int, Member] = {}
        for at, number in enumerate(group):
            owner = self.graph.nodes[number].id
            steps = self._steps(number)
            outer = [self._wire(step) for step in steps if not set(step[0].premises) & set(group)]
            lead, given = self._lead(number)
            base = draft.add_variable(owner)
            conclude(draft, base, lead, given, outer, (), owner)
            kept = None
            objections = self._objections(number)
            if objections:
                kept = draft.add_variable(owner)
                conclude(draft, kept, (ZERO, UNIT), (), (), objections, owner)
            within = []
            for step in steps:
                inside = tuple(sorted(group.index(premise) for premise in step[0].premises if premise in group))
                if inside:
                    within.append((inside, fire(draft, self._wire(step, group), owner)))
            members[at] = Member(base, kept, tuple(within))
        finals = {at: self.variables[number] for at, number in enumerate(group)}
        settle(draft, members, finals, lambda at: self.graph.nodes[group[at]].id)

    # evidence

    def _testify(self, links: dict[int, int]) -> None:
        desk = Desk(self.index.sources, self.index.origin, self.words)
        fabrication = read_degree(self.index.case.fabrication, self.words)
        heard: dict[str, list[Testimony]] = {}
        grades: dict[str, tuple[Interval, str, str | None]] = {}
        for number in self.present:
            node, row = self.graph.nodes[number], self.rows.get(number)
            claim = node.claim
            assert claim is not None
            witnesses = sorted(desk.witnesses(claim), key=lambda one: one.origin)
            steps = self._vouching(number) if row and node.basis == "reasons" else []
            speaks = bool(row) and node.basis != "reasons" and not witnesses
            if not (witnesses or steps or speaks):
                continue
            hangs = self._hang(number, links)
            if steps:
                vouches = self.draft.add_variable(node.id)
                conclude(self.draft, vouches, (), (), [self._wire(step) for step in steps], (), node.id)
                self.draft.add_table((vouches, hangs), (HALF, HALF, UNIT, ZERO, UNIT, UNIT))
            if speaks:
                own = self._own(number)
                self.draft.add_table((hangs,), (rest(own), chance(own), UNIT))
            question = row.question if row else -1
            likelihoods = row.likelihoods if row else (0.5,)
            middles = self.asking.middles[question] if row else None
            invented = invent(likelihoods, middles, fabrication.interval.mid if fabrication else None)
            for witness in witnesses:
                said = tuple(
                    self._hear(number, claim, witness.origin, one, denies)
                    for one, denies in ((witness.says, False), (witness.denies, True))
                    if one
                )
                grades[witness.origin] = (witness.grade.interval, witness.grade.label, term_of(witness.grade.degree))
                heard.setdefault(witness.origin, []).append(Testimony(node.id, hangs, said, question, likelihoods, invented))
        self.speakers: list[Speaker] = []
        for origin, testimonies in sorted(heard.items()):
            interval, label, term = grades[origin]
            grade = self.parameters.add("grade", (origin,), interval, f"grade of {origin}", origin, term)
            bench = seat(self.draft, origin, grade, testimonies, self.asking.middles)
            self.alone |= bench.alone
            self.speakers.append(Speaker(origin, bench.variable, bench.prior, interval, label))

    def _vouching(self, number: int) -> list[tuple[Line, tuple[Break, ...]]]:
        """The steps through which the reasons of a point with rows testify for it: those without a premise in its own loop."""
        loop = self.loop_of.get(number)
        return [
            step for step in self._steps(number) if loop is None or all(self.loop_of.get(premise) != loop for premise in step[0].premises)
        ]

    def _hang(self, number: int, links: dict[int, int]) -> int:
        """The variable that the evidence of a point hangs on: as the point is, or, at no weight, silent."""
        hangs = self.draft.add_variable(self.graph.nodes[number].id, 3)
        start = links[number] = self.draft.add_table((self.variables[number], hangs), (UNIT, ZERO, ZERO, ZERO, UNIT, ZERO), live=True)
        self.alone |= {start: ZERO, start + 2: UNIT, start + 4: ZERO, start + 5: UNIT}
        return hangs

    def _hear(self, number: int, claim: Claim, origin: str, one: Heard, denies: bool) -> Said:
        belongs = (self.sentences[number], origin, "denies" if denies else "says")
        of = f"{origin}’s denial of ({claim.id})" if denies else f"{origin} on ({claim.id})"
        credibility, carrier = one.credibility, one.carrier
        first = self.parameters.add(
            "credibility", belongs, credibility.interval, f"credibility of {of}", claim.id, term_of(credibility.degree)
        )
        second = ONE
        grounded = credibility.interval.mid
        if carrier:
            second = self.parameters.add("carrier", belongs, carrier.interval, f"carrier of {of}", claim.id, term_of(carrier.degree))
            grounded *= carrier.interval.mid
        return Said(denies, first, second, grounded)
