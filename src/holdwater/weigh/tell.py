"""How each number came about, in one plain sentence that can be read aloud and checked with a pencil."""

from collections.abc import Sequence
from math import fsum

from holdwater.case.types import Claim
from holdwater.credence import Interval
from holdwater.credence.bounds import infer, secure
from holdwater.credence.testimony import greatest_odds, least_odds
from holdwater.lexicon import Degree, Scale, Words
from holdwater.weigh.bounds import ROUNDS, Holding, deliver, deliver_steps, take
from holdwater.weigh.graph import Graph, Line, Node, Reading
from holdwater.weigh.reports import Heard, Witness
from holdwater.weigh.types import LeftOut

SHOWN = 4
"""How many lines, premises or origins a sentence lists before it counts the rest."""


class Teller:
    """Tells how the numbers of a graph came about, given what its nodes hold with `flat`."""

    __slots__ = ("_flat", "_graph", "_holding", "_left_out", "_loop_of", "_words")

    def __init__(self, graph: Graph, holding: Holding, words: Words) -> None:
        self._graph = graph
        self._holding = holding
        self._flat = words.flat
        self._words = words
        self._loop_of = {node: group for group in graph.loops.values() for node in group}
        self._left_out: dict[str, list[LeftOut]] = {}
        for left in graph.left_out:
            self._left_out.setdefault(left.point, []).append(left)

    def tell_said(self, node: Node, claim: Claim, silent_because: str | None) -> str:
        """Where said comes from; `silent_because` says why the point claims nothing of its own, None where it does."""
        if node.absent:
            return f"left out: {node.absent}"
        unknown = f"“{claim.degree.term}” is in no list; " if claim.degree and not node.own else ""
        if node.own:
            return tell_degree(node.own, self._words)
        if silent_because:
            return f"{unknown}says nothing of its own: {silent_because}"
        return f"{unknown or 'no degree: '}taken at its word, {show_interval(self._flat)} (assumed)"

    def tell_held(self, number: int) -> str:
        """How held came about."""
        node = self._graph.nodes[number]
        if node.absent:
            return f"left out: {node.absent}"
        loop = self._loop_of.get(number)
        if loop:
            text = self._tell_loop(number, loop)
        else:
            text = self._tell_steps(number) if node.basis == "reasons" else self._tell_leaf(node)
            text += self._tell_objections(number)
        lines = self._left_out.get(node.id)
        return text + _tell_left_out(lines) if lines else text

    def _tell_leaf(self, node: Node) -> str:
        if node.basis == "degree" and node.own:
            return f"no reasons, so it holds what it says: {tell_degree(node.own, self._words)}"
        if node.basis == "reports" and node.value:
            return _tell_reports(node.witnesses, node.value)
        return f"no reasons and no degree, so it is taken at its word: {show_interval(self._flat)} (assumed)"

    def _tell_steps(self, number: int) -> str:
        graph, held = self._graph, self._holding.held
        numbers = graph.steps_to[number]
        if not numbers:
            return "holds 0: no line of support is left"
        if len(numbers) == 1 and number not in graph.breaks_all and numbers[0] not in graph.breaks:
            return self._tell_step(graph.steps[numbers[0]])
        delivered = [value for _, value in deliver_steps(graph, number, held, self._flat)]
        parts = [f"{show(each.high)} from {self._name_line(step)}" for each, step in zip(delivered[:SHOWN], numbers, strict=False)]
        total = fsum(each.high for each in delivered)
        shown = " plus ".join(parts) + (f" plus {len(numbers) - SHOWN} more lines" if len(numbers) > SHOWN else "")
        firmest = max(range(len(numbers)), key=lambda at: delivered[at].low)
        capped = ", and no more than 1" if total > 1 else ""
        low = delivered[firmest].low
        floor = f"at least {show(low)}, from {self._name_line(numbers[firmest])}" if low > 0 else "nothing is secured"
        return f"holds at most {show(min(1.0, total))}: {shown}{capped}; {floor}"

    def _name_line(self, step: int) -> str:
        names = self._names(self._graph.steps[step].premises)
        every = self._graph.breaks_all.get(self._graph.steps[step].conclusion, ())
        breaks = [one.undercutter for one in (*self._graph.breaks.get(step, ()), *every)]
        return f"{names} as far as {self._names(breaks)} {'leave' if len(breaks) > 1 else 'leaves'} it" if breaks else names

    def _tell_step(self, line: Line) -> str:
        held, strength = self._holding.held, take(line.strength, self._flat)
        premises = [held[premise] for premise in line.premises]
        delivered = infer(premises, strength)
        weakest = min(line.premises, key=lambda premise: held[premise].high)
        least = held[weakest].high
        if len(premises) == 1:
            factor = f"{self._name(weakest)}, at most {show(least)}"
        elif all(premise.high == least for premise in premises):
            factor = f"its premises, each at most {show(least)}"
        else:
            factor = f"{self._name(weakest)}, its weakest premise, at most {show(least)}"
        ceiling = f"holds at most {show(delivered.high)}: {self._tell_strength(line.strength, strength.high)} times {factor}"
        remains = secure([premise.low for premise in premises])
        names = self._names(line.premises)
        if len(premises) == 1:
            return f"{ceiling}; at least {show(delivered.low)}: {show(strength.low)} × {show(premises[0].low)}, the least of {names}"
        if not remains:
            return f"{ceiling}; at least 0: the doubts of {names} come to 1 or more"
        floor = f"at least {show(delivered.low)}: {show(strength.low)} × {show(remains)}"
        return f"{ceiling}; {floor}, what remains when the doubts of {names} are added"

    def _tell_strength(self, reading: Reading, value: float) -> str:
        if reading.degree is None:
            return f"a line without degree ({show(value)}, assumed)"
        if reading.degree.scale == "number":
            return show(value)
        return f"“{reading.degree.term}” ({show(value)})"

    def _tell_objections(self, number: int) -> str:
        objections = self._graph.objections_to[number]
        if not objections:
            return ""
        told = []
        for at in objections[:SHOWN]:
            worth = deliver(self._graph.objections[at], self._holding.held, self._flat)
            told.append(f"{show_interval(worth)} from {self._names(self._graph.objections[at].premises)}")
        more = f" and {len(objections) - SHOWN} more" if len(objections) > SHOWN else ""
        word, leaves = ("an objection worth", "leaves") if len(objections) == 1 else ("objections worth", "leave")
        return f"; {word} {join_words(told)}{more} {leaves} {show_interval(self._holding.held[number])}"

    def _tell_loop(self, number: int, loop: tuple[int, ...]) -> str:
        others = [node for node in loop[: SHOWN + 2] if node != number]
        place = f"stands in a loop with {self._names(others, len(loop) - 1)}" if others else "rests on itself"
        unsecured = loop[0] in self._graph.unsecured
        heard = "; an objection or undercutter within the loop is left out, so nothing is secured" if unsecured else ""
        entering = self._holding.entering[loop[0]]
        if not entering:
            return f"{place}, which lends nothing to itself, and nothing enters from outside: holds 0{heard}"
        times = min(len(loop), ROUNDS)
        return (
            f"{place}, which lends nothing to itself: at most {show(entering)} enters from outside, and "
            f"{show_interval(self._holding.held[number])} is what {'one pass' if times == 1 else f'{times} passes'} through the loop "
            f"{'leaves' if times == 1 else 'leave'} of it here{heard}"
        )

    def _name(self, number: int) -> str:
        return f"({self._graph.nodes[number].id})"

    def _names(self, numbers: Sequence[int], count: int | None = None) -> str:
        return list_ids([self._graph.nodes[number].id for number in numbers[: SHOWN + 1]], len(numbers) if count is None else count)


def name_scale(scale: Scale) -> str:
    """What a sentence calls a scale: its title up to the first comma."""
    return scale.title.partition(",")[0]


def find_scale(name: str, words: Words) -> Scale:
    """The scale of that name among those that `words` reads from."""
    return next((scale for scale in (words.scale, words.prose, *words.others) if scale.name == name), words.scale)


def tell_degree(degree: Degree, words: Words) -> str:
    """Where the numbers of a degree come from."""
    if degree.scale == "open":
        return "named and expressly not concluded (open), anything from 0 to 1"
    if degree.scale == "number":
        return f"{show_interval(degree.interval)} as written"
    means = f"“{degree.term}” is {show_interval(degree.interval)} in "
    if degree.scale == words.scale.name:
        return means + name_scale(words.scale)
    return f"{means}“{name_scale(find_scale(degree.scale, words))}” ({name_scale(words.scale)} does not list it)"


def show(value: float) -> str:
    """A number for a sentence: two places, halves upward as on paper; more only where two would make it a certainty that it is not.

    >>> show(0.378), show(0.55 * 0.9), show(1.0), show(0.9996), show(0.0004), show(0.0)
    ('0.38', '0.50', '1', '0.9996', '0.0004', '0')
    """
    text = f"{value + 1e-9:.2f}"
    if text in ("0.00", "1.00"):
        text = f"{value:.4f}".rstrip("0").rstrip(".")
    return text


def show_interval(value: Interval) -> str:
    """An interval for a sentence, with a dash.

    >>> show_interval(Interval(0.95, 1.0))
    '0.95–1'
    """
    low, high = show(value.low), show(value.high)
    return low if low == high else f"{low}–{high}"


def join_words(parts: Sequence[str]) -> str:
    """A list as a sentence has it: "a", "a and b", "a, b and c"."""
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)


def list_ids(ids: Sequence[str], count: int | None = None) -> str:
    """References in a sentence; of more than a few, the first ones and how many follow.

    >>> list_ids(["1", "2", "3"])
    '(1), (2) and (3)'
    >>> list_ids(["1", "2", "3", "4", "5"], 12)
    '(1), (2), (3), (4) and 8 others'
    """
    count = len(ids) if count is None else count
    if count <= SHOWN + 1:
        return join_words([f"({id})" for id in ids])
    return ", ".join(f"({id})" for id in ids[:SHOWN]) + f" and {count - SHOWN} others"


def _tell_reports(witnesses: Sequence[Witness], value: Interval) -> str:
    if len(witnesses) == 1 and not (witnesses[0].says and witnesses[0].denies):
        one = witnesses[0]
        heard = one.says or one.denies
        if heard:
            sign, ends = ("+", (one.grade.interval.low, heard.grounded.low, one.grade.interval.high, heard.grounded.high))
            if one.denies:
                sign, ends = ("−", (one.grade.interval.high, heard.grounded.high, one.grade.interval.low, heard.grounded.low))
            first, second, third, fourth = map(show, ends)
            return (
                f"what {one.origin} {'says' if one.says else 'denies'} ({one.grade.label}, {_tell_heard(heard)}) makes of even odds: "
                f"(1 {sign} {first} × {second}) / 2 = {show(value.low)} to (1 {sign} {third} × {fourth}) / 2 = {show(value.high)}"
            )
    told = []
    for one in witnesses[:SHOWN]:
        does = "says and denies" if one.says and one.denies else "says" if one.says else "denies"
        least, greatest = least_odds(one.account).ratio, greatest_odds(one.account).ratio
        told.append(f"{_show_odds(least)} to {_show_odds(greatest)} for what {one.origin} {does}")
    more = f" and {len(witnesses) - SHOWN} more" if len(witnesses) > SHOWN else ""
    return f"even odds, multiplied by {join_words(told)}{more}, come to {show_interval(value)}"


def _tell_heard(heard: Heard) -> str:
    return f"{heard.credibility.label}, carried by a source of {heard.carrier.label}" if heard.carrier else heard.credibility.label


def _show_odds(ratio: float) -> str:
    return "without limit" if ratio == float("inf") else show(ratio)


def _tell_left_out(lines: Sequence[LeftOut]) -> str:
    told = [f"the {left.line} from {list_ids(left.by)} is left out: {left.why}" for left in lines[:SHOWN]]
    more = [f"{len(lines) - SHOWN} more lines are left out"] if len(lines) > SHOWN else []
    return "".join("; " + text for text in told + more)
