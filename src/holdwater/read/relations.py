"""Reasons that the build of the text gives: what a "this suggests" takes up, items of a list that was announced, what stands around a verdict.

Everything here looks a bounded way back or on from a sentence. A relation is *stated* where a word names both ends ("this suggests", "that is because"),
*implied* where the build says it and no word does ("I do not believe him. The door was locked."). Source of the relations: the contingency and
expansion senses of the Penn Discourse Treebank 3.0; where reasons stand around a claim: S. Thomas, Practical Reasoning in Natural Language (1973).
"""

from holdwater.case.types import Basis
from holdwater.lexicon.lists import words
from holdwater.prose.tokens import Tokens
from holdwater.prose.types import Connective, Marks
from holdwater.read.claims import Draft
from holdwater.read.kinds import Named
from holdwater.read.links import looks_wide
from holdwater.source import Span
from holdwater.typed import NamedTuple

STEM = 5
RUN = 3
"""How many sentences before or behind a verdict may be its reasons."""
ABOVE = 6
"""How many sentences of a paragraph, or paragraphs of a section, a summary gathers."""
FEW = 4
"""In how many labelled paragraphs a word may stand for it to say which of them is meant."""
_COUNTED = {"two": 2, "three": 3, "four": 4}
_THOSE = frozenset(("these", "those", "the", "both"))
_FLAT = frozenset(("report", "observation", "silence"))
_NO_VERDICT = frozenset(("argues", "draws on reasons", "only a modal", "stands under conclusions"))
_FORWARD = frozenset(("sums up", "argues", "evaluates", "declines", "could not tell"))
"""Verdicts whose reasons do not stand right before them: there stands what is judged."""
_CONCLUDING = frozenset(
    ("judges", "therefore", "sums up", "draws on reasons", "evaluates", "a likelihood word", "stands under conclusions")
)
_AHEAD = frozenset(("and", "but", "so", "yet", "now", "then", ","))
_CONTRAST = frozenset(("but", "however", "yet", "nevertheless", "nonetheless", "still", "despite", "although", "while"))


class Relation(NamedTuple):
    """Premises, each by itself a reason unless `joint`, for a conclusion; drafts by key. `at` covers the words that say so, `rule` names what saw it."""

    conclusion: int
    premises: tuple[int, ...]
    at: Span
    basis: Basis
    rule: str
    joint: bool = False
    against: bool = False


class Unit(NamedTuple):
    """A sentence that is a point, or a labelled paragraph: what relations hold between. Tokens `[first, last)`; `block` is its paragraph or, of
    labelled ones, its section; `labelled` where it is one."""

    draft: Draft
    marks: Marks
    named: Named
    first: int
    last: int
    block: tuple[object, ...]
    roles: frozenset[str]
    labelled: bool

    @property
    def flat(self) -> bool:
        return self.named.kind in _FLAT and not self.roles & {"therefore", "sums", "given", "confirms"}

    @property
    def bare(self) -> bool:
        """A general rule, or a statement that only says what can be."""
        return self.named.rule in ("a general rule", "only a modal") and not self.roles & {"therefore", "sums", "given"}

    @property
    def verdict(self) -> bool:
        if self.named.kind != "inference" or self.named.rule in _NO_VERDICT:
            return False
        boosters = [hedge for hedge in self.marks.hedges if hedge.kind != "approximation"]
        # "I certainly do not question", "which of course is": said firmly, and not concluded
        return self.named.rule != "a hedge" or not all(hedge.text.split()[-1].casefold() in words("granting") for hedge in boosters)


def make_units(drafts: list[Draft], own: dict[int, Marks], kinds: dict[int, Named], tokens: Tokens) -> list[Unit]:
    found: list[Unit] = []
    for draft in drafts:
        if draft.role == "clause" or draft.parent is not None:
            continue
        labelled = draft.label is not None
        marks = own[draft.key]
        block: tuple[object, ...] = ("section", draft.heading) if labelled else ("paragraph", draft.block, draft.heading)
        first, last = tokens.first_at(draft.at.start), tokens.first_at(draft.at.end)
        found.append(Unit(draft, marks, kinds[draft.key], first, last, block, frozenset(c.role for c in marks.connectives), labelled))
    return found


def stems_of(tokens: Tokens, first: int, last: int) -> frozenset[str]:
    """The first letters of the content words: enough to see that "agreement" takes up "agreed"."""
    stop = words("stop")
    return frozenset([word[:STEM] for word in tokens.low[first:last] if len(word) >= STEM and word not in stop])


def relate(units: list[Unit], tokens: Tokens, stated: dict[int, set[int]]) -> list[Relation]:
    """All relations: first those that a word marks, then those of verdicts that have no reasons yet. `stated`: premises that are known, by conclusion."""
    web = _Web(units, tokens, stated)
    for number in range(len(units)):
        web.mark(number)
    for number in range(len(units)):
        if not web.reasons.get(units[number].draft.key):
            web.build(number)
    web.found.extend(_objections(units, tokens))
    return web.found


class _Web:
    """The relations found so far, and what is a reason for what. No point becomes a reason of one that it rests on itself."""

    def __init__(self, units: list[Unit], tokens: Tokens, stated: dict[int, set[int]]) -> None:
        self.units, self.tokens = units, tokens
        self.found: list[Relation] = []
        self.reasons = {key: set(keys) for key, keys in stated.items()}
        self.carries: dict[int, list[int]] = {}
        for conclusion, keys in stated.items():
            for key in keys:
                self.carries.setdefault(key, []).append(conclusion)
        self.number_of = {unit.draft.key: number for number, unit in enumerate(units)}
        self.announced = -1
        self.index: dict[str, list[int]] | None = None
        self.wide: set[int] = set()

    def add(self, conclusion: Unit, premises: list[Unit], at: Span, basis: Basis, rule: str, *, joint: bool = False) -> None:
        key = conclusion.draft.key
        known = self.reasons.setdefault(key, set())
        new = [
            unit.draft.key
            for unit in premises
            if unit.draft.key not in known and unit is not conclusion and key not in self.reasons.get(unit.draft.key, ())
        ]
        if new:
            known.update(new)
            for premise in new:
                self.carries.setdefault(premise, []).append(key)
            self.found.append(Relation(key, tuple(new), at, basis, rule, joint))

    def mark(self, number: int) -> None:
        """What the opening words of a sentence tie it to."""
        units, tokens, unit = self.units, self.tokens, self.units[number]
        if _announces(unit, tokens):
            self.announced = number
        marked: dict[str, Connective] = {}
        for connective in unit.marks.connectives:
            marked.setdefault(connective.role, connective)
        if number == 0:
            return
        before = units[number - 1]
        if (
            "lists" in marked
            and before.block == unit.block
            and tokens.low[unit.first] in ("first", "firstly")
            and self.announced < number - ABOVE
        ):
            mine = tokens.low[before.first] in ("i", "we")
            self.announced = number - 1 if before.verdict or mine else self.announced  # "I wouldn't put it like that. First, …"
        if "lists" in marked and self.announced >= 0 and 0 < number - self.announced <= 4 * ABOVE:
            head = units[self.announced]
            self.add(head, [unit], marked["lists"].at, _announced_as(head, tokens), "a list that was announced")
        elif "grounds" in marked and tokens.first_at(marked["grounds"].at.start) == unit.first:
            self.add(before, [unit], marked["grounds"].at, "stated", "that is because")
        elif "adds" in marked and not unit.verdict:
            self._go_on(number, marked["adds"].at)
        else:
            self._take_up(number, marked)
            if not unit.labelled and not self.reasons.get(unit.draft.key):
                self.add(unit, _drawn_on(units, number, tokens), unit.draft.at, "implied", "takes up what was just told")

    def _go_on(self, number: int, at: Span) -> None:
        """ "Moreover": a further reason for what the sentence before is a reason for, or for the verdict that it gives."""
        unit, before = self.units[number], self.units[number - 1]
        ends = [
            end for key in self.carries.get(before.draft.key, ()) if (end := self.number_of.get(key)) is not None and number - end <= ABOVE
        ]
        if ends:
            self.add(self.units[ends[-1]], [unit], at, "implied", "a further reason")
        elif before.verdict and (before.block == unit.block or not unit.labelled):
            self.add(before, [unit], at, "implied", "a further reason")

    def _take_up(self, number: int, marked: dict[str, Connective]) -> None:
        """ "Therefore", "this suggests", "taken together": what a conclusion takes up."""
        units, tokens, unit = self.units, self.tokens, self.units[number]
        inside = units[number - 1].block == unit.block and not unit.labelled
        if unit.labelled:
            wide = next((c for c in unit.marks.connectives if c.role in ("given", "therefore") and looks_wide(tokens, c.at)), None)
            if wide is not None:
                self.wide.add(number)
                named = tokens.low[tokens.first_at(wide.at.start) : tokens.first_at(wide.at.end) + 5]
                gathers = words("foregoing").isdisjoint(named) and not {"circumstances", "evidence", "material"}.isdisjoint(named)
                above = self._evidence(number, wide=True) if gathers else self._foregoing(number)
                self.add(unit, above, wide.at, "implied", "takes up what stands above")
                return
        cue = min((marked[role] for role in ("sums", "therefore") if role in marked), key=lambda found: found.at, default=None)
        if cue is None and "given" in marked and self._points_back(unit, marked["given"].at) and not self.reasons.get(unit.draft.key):
            cue = marked["given"]._replace(role="sums" if unit.named.rule == "sums up" else "therefore")
        spot = tokens.first_at(cue.at.start) if cue is not None else 0
        opens = cue is not None and (spot - unit.first <= 6 or tokens.low[spot - 1] in words("auxiliary"))
        anaphor = _anaphor(unit, tokens)
        if cue is not None and cue.role == "sums" and opens:
            if unit.named.rule == "sums up" or tokens.low[spot] == "taken":
                above = [each for each in units[max(0, number - 3 * ABOVE) : number] if self._ends_here(each)]
                self.add(unit, _gathered(units, number, inside, above, tokens.low[spot]), cue.at, "implied", "sums up")
        elif anaphor is not None:
            at, rule = anaphor
            if inside:
                self.add(unit, [units[number - 1]], at, "stated", rule)
                self.add(unit, _pointed_at(units, number, tokens), at, "implied", rule)
                if tokens.low[tokens.first_at(at.start)] not in ("this", "that"):
                    self.add(unit, _earlier(units, number, tokens)[1:], at, "implied", rule)
            else:
                self.add(unit, _comes_to(units, number, unit.labelled), at, "implied", rule, joint=True)
        elif cue is not None and opens and cue.role == "therefore" and not unit.labelled and not _own_words(tokens, cue.at):
            if inside:
                self.add(unit, _earlier(units, number, tokens)[1:], cue.at, "implied", "therefore")
            else:
                whole = _comes_to(units, number, unit.labelled)
                turn = next((told.name for told in unit.draft.marks.attributions if told.verb == ":"), None)
                answers = turn is not None and all(turn != told.name for each in whole for told in each.draft.marks.attributions)
                if tokens.low[spot] == "so" and not answers:  # at a paragraph's head "so" often only goes on
                    whole = [each for each in whole if each.verdict]
                self.add(unit, whole, cue.at, "stated" if len(whole) == 1 else "implied", "therefore", joint=True)
        elif unit.labelled and not self.reasons.get(unit.draft.key) and (pointer := _looks_back(unit, tokens)) is not None:
            self.add(unit, _section(units, number, tokens, pointer), pointer, "implied", "takes up what stands above")

    def _points_back(self, unit: Unit, at: Span) -> bool:
        """Does the sentence open with "given" and a word for what was said ("given all this", "in view of the above")?"""
        first, last = self.tokens.first_at(at.start), self.tokens.first_at(at.end)
        return first == unit.first and not words("backward").isdisjoint(self.tokens.low[last : last + 4])

    def _ends_here(self, unit: Unit) -> bool:
        """Has it reasons, and is it a reason for nothing yet?"""
        return bool(self.reasons.get(unit.draft.key)) and not self.carries.get(unit.draft.key)

    def build(self, number: int) -> None:
        """What the build of a paragraph gives for a conclusion that no word ties to anything."""
        units, tokens, unit = self.units, self.tokens, self.units[number]
        if unit.labelled:
            near = _same_matter(units, number, tokens) or _weighed(units, number, tokens) or self._evidence(number) or self._about(number)
            self.add(unit, near, unit.draft.at, "implied", "a finding and what it is about")
            return
        taken = _named_before(units, number, tokens) if unit.named.kind in ("inference", "prediction") else None
        if taken is not None:
            self.add(unit, [taken[0]], taken[1], "implied", "names what it takes up")
            return
        same = _repeated(units, number, tokens)
        if same is not None:
            self.add(same, [unit], unit.draft.at, "implied", "fits what was said")
            return
        if unit.verdict or unit.named.rule == "argues":
            self._stand_around(number)

    def _foregoing(self, number: int) -> list[Unit]:
        """What "for these reasons" gathers: the findings above that nothing is drawn from yet, back to the last that gathered, and what stands between
        the last of them and this one and shares its words."""
        units, tokens, unit = self.units, self.tokens, self.units[number]
        target = _whole_of(unit, tokens)
        found: list[Unit] = []
        for back in range(number - 1, max(-1, number - 1 - 3 * ABOVE), -1):
            other = units[back]
            if not other.labelled:
                continue
            concluded = _concluded(other)
            between = not concluded and not any(map(_concluded, found)) and len(target & _whole_of(other, tokens)) > 1
            if between or (concluded and not self.carries.get(other.draft.key)):
                found.append(other)
            if back in self.wide:
                break
        return found[::-1] if any(map(_concluded, found)) else self._evidence(number, wide=True)

    def _evidence(self, number: int, *, wide: bool = False) -> list[Unit]:
        """The paragraphs with the evidence for a finding that opens its own: those above in its section, back to the last that concludes. Where a
        view is rejected, what stands above is what was judged."""
        units, tokens, unit = self.units, self.tokens, self.units[number]
        low = tokens.low[unit.first : unit.last]
        if not wide and (unit.named.rule != "judges" or not words("refusing").isdisjoint(low) or _concludes(unit)):
            return []
        further = tokens.low[unit.last : tokens.first_at(unit.draft.item.end)]
        if not wide and ("reasons" in further or further.count(".") > RUN - 1):
            return []  # "My reasons are these.", or a paragraph that argues its finding itself
        if not wide and len(low) < 15 and not words("disposal").isdisjoint(low):
            return [units[number - 1]] if number and _concluded(units[number - 1]) else []
        target = _whole_of(unit, tokens)
        found: list[Unit] = []
        for back in range(number - 1, max(-1, number - 1 - ABOVE), -1):
            other = units[back]
            if other.draft.heading != unit.draft.heading or _concluded(other):
                break
            if other.labelled and other.named.kind != "hypothesis" and (not found or target & _whole_of(other, tokens)):
                found.append(other)
        told = [each for each in found if not _opposes(each, tokens)]
        return (told or found)[: RUN + 1][::-1]

    def _about(self, number: int) -> list[Unit]:
        """The labelled paragraph of another section that a finding is about: the one above that shares most of the words that few paragraphs have."""
        unit = self.units[number]
        rule = unit.named.rule.removeprefix("a further sentence: ")
        weighs = rule == "judges" and not words("weighing").isdisjoint(self.tokens.low[unit.first : unit.last])
        if not weighs and rule != "a likelihood word":
            return []
        index = self._labelled_words()
        votes: dict[int, int] = {}
        for stem in _whole_of(unit, self.tokens):
            holders = index.get(stem, [])
            if len(holders) <= FEW:
                for holder in holders:
                    if holder < number and self.units[holder].block != unit.block:
                        votes[holder] = votes.get(holder, 0) + 1
        best = max(votes, key=lambda holder: (votes[holder], holder), default=None)
        return [self.units[best]] if best is not None and votes[best] >= RUN - 1 else []

    def _labelled_words(self) -> dict[str, list[int]]:
        """Content word -> the labelled paragraphs that have it; made when first asked for."""
        if self.index is None:
            self.index = {}
            for number, unit in enumerate(self.units):
                if unit.labelled:
                    for stem in _whole_of(unit, self.tokens):
                        self.index.setdefault(stem, []).append(number)
        return self.index

    def _stand_around(self, number: int) -> None:
        """The flat statements behind a verdict that opens a paragraph or denies something; else those before it."""
        units, tokens, unit = self.units, self.tokens, self.units[number]
        at = unit.marks.hedges[0].at if unit.marks.hedges else unit.draft.at
        starts = number == 0 or units[number - 1].block != unit.block or _asked(tokens, units[number - 1], unit)
        denies = unit.named.rule in ("declines", "judges", "evaluates")
        behind = _run(units, number, 1, tokens) if (starts or denies) and unit.named.rule != "could not tell" else []
        if unit.named.rule == "argues":  # another speaker's reasons are what is told in his words
            behind = [each for each in behind if each.marks.attributions or tokens.text[each.draft.at.start] in '"“']
        if behind:
            self.add(unit, behind, at, "implied", "a verdict and its reasons")
            return
        before = _run(units, number, -1, tokens)
        if not before or unit.named.rule in _FORWARD or _turns(unit, tokens):
            return
        target = stems_of(tokens, unit.first, unit.last)
        goes_on = number + 1 < len(units) and units[number + 1].block == unit.block and units[number + 1].flat
        if goes_on and not any(target & stems_of(tokens, each.first, each.last) for each in before[:2]):
            return
        tied = [each for each in before[1:] if len(target & stems_of(tokens, each.first, each.last)) > 1]
        self.add(unit, [before[0], *tied], at, "implied", "reasons and a verdict")


def _concluded(unit: Unit) -> bool:
    """Is it a labelled paragraph that concludes, by its head or by a further sentence?"""
    return unit.labelled and unit.named.kind == "inference" and unit.named.rule.removeprefix("a further sentence: ") in _CONCLUDING


def _opposes(unit: Unit, tokens: Tokens) -> bool:
    """Does a paragraph open by turning against the one above ("Against that, …", "Dr X, on the other hand, …")?"""
    low = tokens.low[unit.first : min(unit.last, unit.first + 10)]
    return low[0] in _CONTRAST or low[:2] in (["against", "that"], ["against", "this"]) or ("other" in low and "hand" in low)


def _announces(unit: Unit, tokens: Tokens) -> bool:
    """Does the sentence say that several reasons, topics or the like follow ("for two reasons", "at least three topics were discussed")?"""
    low = tokens.low
    for at in range(unit.first + 1, unit.last):
        if low[at] in words("countable") and any(low[back] in words("counting") for back in range(max(unit.first, at - 4), at)):
            return True
    return False


def _announced_as(unit: Unit, tokens: Tokens) -> Basis:
    """Reasons that are called so are stated as such; topics and facts that follow in a list only bear the announcement out."""
    return "implied" if words("reason_noun").isdisjoint(tokens.low[unit.first : unit.last]) else "stated"


def _anaphor(unit: Unit, tokens: Tokens) -> tuple[Span, str] | None:
    """ "This suggests", "these findings would indicate", "from them we concluded": the words, and the rule."""
    low = tokens.low
    at = unit.first
    limit = min(unit.last, at + 8)
    while at < limit and (low[at] in _AHEAD or low[at] in words("adverb")):
        at += 1
    if low[at : at + 1] == ["from"] and low[at + 1 : at + 2] and low[at + 1] in words("taking_up") and low[at + 1] not in ("the", "such"):
        return tokens.span_of(at, at + 1), "from this"
    while at < limit and low[at] in ("all", "both", "of", "some", "much"):
        at += 1
    if low[at : at + 1] and low[at] in ("this", "that", "these", "those", "such"):
        for verb in range(at + 1, min(at + 8, unit.last)):
            if low[verb] in words("drawing") and low[verb - 1] != "to":
                return tokens.span_of(at, verb), "this suggests"
            if low[verb] in (",", ";", ":", "that", "who", "which", "(") or low[verb] in words("conjunction"):
                return None
    return None


def _own_words(tokens: Tokens, at: Span) -> bool:
    """Is the cue a verb of concluding ("we concluded"), which takes up nothing by itself?"""
    return any(word.startswith("conclu") for word in tokens.low[tokens.first_at(at.start) : tokens.first_at(at.end)])


def _earlier(units: list[Unit], number: int, tokens: Tokens) -> list[Unit]:
    """The sentence before, and those before it that it goes on from: told flatly, in the same paragraph, and tied by a word or a pronoun."""
    found = [units[number - 1]]
    low = tokens.low
    counted = next(
        (
            _COUNTED[low[at + 1]]
            for at in range(units[number].first, units[number].last - 1)
            if low[at] in _THOSE and low[at + 1] in _COUNTED
        ),
        0,
    )
    if counted:
        run = units[max(0, number - counted) : number]
        return [unit for unit in reversed(run) if unit.block == units[number].block] if all(unit.flat for unit in run) else found
    target = stems_of(tokens, units[number].first, units[number].last)
    for back in range(number - 2, max(-1, number - 2 - RUN), -1):
        unit, after = units[back], units[back + 1]
        if unit.block != units[number].block or not unit.flat or not after.flat or "however" in after.roles:
            break
        own = stems_of(tokens, unit.first, unit.last)
        tied = own & (stems_of(tokens, after.first, after.last) | target) or tokens.low[after.first] in words("continuing")
        if not tied:
            break
        found.append(unit)
    for back in range(number - 2, max(-1, number - 2 - ABOVE), -1):
        unit = units[back]
        if unit.block != units[number].block:
            break
        if unit not in found and len(target & stems_of(tokens, unit.first, unit.last)) >= RUN:
            found.append(unit)
    return found


def _comes_to(units: list[Unit], number: int, labelled: bool) -> list[Unit]:
    """What the paragraph above comes to: its own last verdict, or all that it says; of labelled ones, the one above. A paragraph that only points back
    ("So that was the policy.") brings the one above it along."""
    before = units[number - 1]
    if labelled:
        return [before]
    whole = [unit for unit in units[max(0, number - ABOVE) : number] if unit.block == before.block]
    verdicts = [unit for unit in whole if unit.verdict]
    spoken = any(attribution.verb == ":" for attribution in before.draft.marks.attributions)
    return verdicts[-1:] or (whole[-1:] if spoken else whole)


def _pointed_at(units: list[Unit], number: int, tokens: Tokens) -> list[Unit]:
    """The paragraph above, where the sentences before this one in its own only point back at it ("So that was the policy. From it …")."""
    low = tokens.low
    at = number - 1
    while at >= 0 and units[at].block == units[number].block and number - at <= RUN:
        first = units[at].first
        first += low[first] in _AHEAD
        if not (low[first] in ("this", "that", "these", "those") and low[first + 1] in words("auxiliary")):
            return []
        at -= 1
    if at < 0 or units[at].block == units[number].block:
        return []
    return [unit for unit in units[max(0, at + 1 - ABOVE) : at + 1] if unit.block == units[at].block]


def _gathered(units: list[Unit], number: int, inside: bool, reasoned: list[Unit], word: str) -> list[Unit]:
    """What a summary gathers: the verdicts above it that have reasons; for "taken together", or without such verdicts, the paragraph above. Inside a
    paragraph, and after a bare "overall", nothing says what it looks back on."""
    if word == "taken":
        return [each for each in units[max(0, number - ABOVE) : number] if each.block == units[number - (0 if inside else 1)].block]
    if inside or word == "overall":
        return []
    verdicts = [each for each in reasoned if each.verdict or each.named.kind == "inference"]
    return verdicts[-ABOVE:] or [each for each in units[max(0, number - ABOVE) : number] if each.block == units[number - 1].block]


def _looks_back(unit: Unit, tokens: Tokens) -> Span | None:
    """Words of a concluding labelled paragraph that point at more than the one above ("these events", "this analysis"), where it opens."""
    low = tokens.low
    if unit.named.kind != "inference" or "declines" in unit.named.rule or "follows" in low[unit.first : unit.last]:
        return None
    for at in range(unit.first, min(unit.last, unit.first + 40) - 1):
        if low[at] in ("these", "this", "those") and any(
            low[noun] in words("backward_noun") for noun in range(at + 1, min(at + 4, unit.last))
        ):
            return tokens.span_of(at, at + 1)
    return None


def _section(units: list[Unit], number: int, tokens: Tokens, cue: Span) -> list[Unit]:
    """The labelled paragraphs above in the section, back to the last one that concludes: as many as the words say, at most `ABOVE`."""
    word = tokens.low[tokens.first_at(cue.start)]
    after = tokens.low[tokens.first_at(cue.start) + 1]
    most = {"two": 2, "three": 3, "both": 2}.get(after, ABOVE if after == "analysis" else RUN if word in ("these", "those") else 1)
    found: list[Unit] = []
    for back in range(number - 1, max(-1, number - 1 - 3 * ABOVE), -1):
        if units[back].draft.heading != units[number].draft.heading or len(found) >= most:
            break
        if units[back].labelled:  # what is quoted between two of them has no number
            found.append(units[back])
    return found


def _same_matter(units: list[Unit], number: int, tokens: Tokens) -> list[Unit]:
    """The labelled paragraphs that a finding under "Conclusions" comes from: the two above that share most of its words."""
    unit = units[number]
    orders = tokens.low[unit.first] in words("disposing") or tokens.low[unit.first : unit.first + 4] == ["is", "of", "the", "opinion"]
    if unit.named.kind != "inference" or not (_concludes(unit) or orders):
        return []
    target = _whole_of(unit, tokens)
    votes = []
    for back in range(max(0, number - 10 * ABOVE), number):
        if units[back].labelled and not _concludes(units[back]):
            shared = len(target & _whole_of(units[back], tokens))
            if shared >= RUN and 3 * shared >= len(target):
                votes.append((shared, back))
    return [units[back] for back in sorted(back for _, back in sorted(votes)[-2:])]


def _whole_of(unit: Unit, tokens: Tokens) -> frozenset[str]:
    """The content words of a labelled paragraph."""
    return stems_of(tokens, unit.first, tokens.first_at(unit.draft.item.end))


def _weighed(units: list[Unit], number: int, tokens: Tokens) -> list[Unit]:
    """The paragraph with the account that is accepted, preferred or rejected: the last one above, in the section, that names the same person."""
    unit = units[number]
    if not unit.named.rule.endswith("judges") or words("weighing").isdisjoint(tokens.low[unit.first : unit.last]):
        return []
    low = tokens.low
    names = {
        low[at].removesuffix("'s")
        for at in range(unit.first + 1, unit.last)
        if tokens.capital(at) and low[at] not in words("stop") and low[at] not in words("title") and low[at] not in words("judging_body")
    }
    for back in range(number - 1, max(-1, number - 1 - RUN), -1):
        other = units[back]
        if other.block == unit.block:
            end = tokens.first_at(other.draft.item.end)
            if any(low[at].removesuffix("'s") in names for at in range(other.first, end) if tokens.capital(at)):
                return [other]
    return []


def _concludes(unit: Unit) -> bool:
    """Does it stand under a heading that says "Conclusions"?"""
    return not words("concluding_section").isdisjoint((unit.draft.heading or "").casefold().rstrip(".:").split())


def _asked(tokens: Tokens, before: Unit, unit: Unit) -> bool:
    """Does a question stand between the two?"""
    return "?" in tokens.low[before.last : unit.first]


def _drawn_on(units: list[Unit], number: int, tokens: Tokens) -> list[Unit]:
    """What a judgement whose subject is "that" or a word for what was told ("the match is too close") is drawn from: the flat sentence before. Behind
    what somebody claims, it judges the claim."""
    unit = units[number]
    low = tokens.low
    if number == 0 or not unit.verdict or _turns(unit, tokens) or units[number - 1].block != unit.block or not units[number - 1].flat:
        return []
    if any(told.verb != ":" and told.mode in ("claimed", "denied") for told in units[number - 1].marks.attributions):
        return []
    at = unit.first
    while at < unit.last and (low[at] in _AHEAD or low[at] in words("adverb")):
        at += 1
    if low[at] in ("i", "we"):  # "I don't think that's a coincidence"
        at = next((here for here in range(at + 1, min(at + 5, unit.last - 1)) if low[here] in ("that", "this", "that's")), at)
    bare = low[at] in ("this", "that", "these", "those") and low[at + 1 : at + 2] and low[at + 1] in words("auxiliary")
    closing = low[unit.last - 3 : unit.last - 1] in (["of", "this"], ["of", "that"], ["of", "these"])
    if bare or low[at] == "that's" or closing:
        return [units[number - 1]]
    if low[at] in ("the", "this", "that", "these", "such"):
        noun = next((low[here] for here in range(at + 1, min(at + 4, unit.last)) if low[here] in words("shell")), None)
        if noun is not None and (low[at] != "the" or noun in words("pair_noun")):
            both = noun in words("pair_noun") and number > 1 and units[number - 2].block == unit.block and units[number - 2].flat
            return [units[number - 1], units[number - 2]] if both else [units[number - 1]]
    return []


def _named_before(units: list[Unit], number: int, tokens: Tokens) -> tuple[Unit, Span] | None:
    """The sentence that the subject of a conclusion takes up: "these reports (…) will likely …" and the last one that speaks of reports."""
    unit = units[number]
    low = tokens.low
    at = unit.first
    while at < unit.last and (low[at] in _AHEAD or low[at] in words("adverb")):
        at += 1
    if at >= unit.last or low[at] not in ("this", "these", "those", "such", "that"):
        return None
    subject: set[str] = set()
    for noun in range(at + 1, min(at + 5, unit.last)):
        if low[noun] in words("auxiliary") or low[noun] in (",", "(", "who", "which"):
            break
        if len(low[noun]) >= STEM and low[noun] not in words("stop"):
            subject.add(low[noun][:STEM])
    for back in range(number - 1, max(-1, number - 1 - RUN), -1):
        other = units[back]
        if other.block != unit.block:
            return None
        if subject & stems_of(tokens, other.first, other.last):
            return other, tokens.span_of(at, min(at + 1, unit.last - 1))
    return None


def _repeated(units: list[Unit], number: int, tokens: Tokens) -> Unit | None:
    """The statement that the subject of "… is consistent with …" says again, in the sentences before."""
    unit = units[number]
    fits = next((hedge for hedge in unit.marks.hedges if hedge.text.casefold().endswith("consistent with")), None)
    if fits is None or unit.named.rule != "evidence says":
        return None
    subject = stems_of(tokens, unit.first, tokens.first_at(fits.at.start))
    best: tuple[int, int] | None = None
    for back in range(max(0, number - RUN), number):
        shared = len(subject & stems_of(tokens, units[back].first, units[back].last))
        if shared >= RUN and (best is None or shared > best[0]):
            best = (shared, back)
    return units[best[1]] if best is not None else None


def _run(units: list[Unit], number: int, way: int, tokens: Tokens) -> list[Unit]:
    """The flat statements directly before or behind a verdict, in its paragraph, up to the first that turns or concludes."""
    found: list[Unit] = []
    at = number + way
    while (
        0 <= at < len(units)
        and len(found) < RUN
        and units[at].block == units[number].block
        and (units[at].flat or (way > 0 and units[at].bare))
    ):
        if way > 0 and tokens.low[units[at].first] in _CONTRAST:
            break
        found.append(units[at])
        if way < 0 and tokens.low[units[at].first] in _CONTRAST:
            break
        at += way
    return found


def _turns(unit: Unit, tokens: Tokens) -> bool:
    """Does the sentence turn against what was said before it?"""
    return tokens.low[unit.first] in _CONTRAST or tokens.low[unit.first : unit.first + 4] == ["on", "the", "other", "hand"]


def _objections(units: list[Unit], tokens: Tokens) -> list[Relation]:
    """What is said against the sentence before: "against this", "on the other hand" and, as a guess, a "however" behind a verdict."""
    found: list[Relation] = []
    for number in range(1, len(units)):
        unit, before = units[number], units[number - 1]
        if not before.verdict or before.block != unit.block:
            continue
        for c in unit.marks.connectives:
            if tokens.first_at(c.at.start) - unit.first > 2:
                continue
            if c.role == "against" or tokens.low[unit.first : unit.first + 4] == ["on", "the", "other", "hand"]:
                found.append(Relation(before.draft.key, (unit.draft.key,), c.at, "stated", "an objection", against=True))
                break
            if c.role == "however":
                found.append(Relation(before.draft.key, (unit.draft.key,), c.at, "guess", "an objection", against=True))
                break
    return found
