"""What is said and what is held, point by point, with a verdict in plain words that never says what is true."""

from holdwater.case.index import Index
from holdwater.case.types import Claim
from holdwater.credence import Interval
from holdwater.report.views.names import count, fold, spell, spell_range
from holdwater.typed import Literal, NamedTuple
from holdwater.weigh.types import Weighed, Weighing

Standing = Literal["beyond", "loop", "nothing", "unsecured", "within", "bare", "open", "silent"]
"""beyond: said above anything the reasons deliver; loop: it rests on itself; nothing: its reasons deliver nothing; unsecured: they may carry
it and may not; within: said stays within held; bare: no reason is given; open: named and not concluded; silent: no degree is said."""


class Reading(NamedTuple):
    """One credence as shown: the words as written (None where there are none), the range, whether a default, how it came about."""

    words: str | None
    interval: Interval | None
    assumed: bool
    how: str


class Standings(NamedTuple):
    """A point's said and held, and what they come to. `origins` counts the independent origins under it.

    tight: held as exact bounds, a sentence, where they were computed and are narrower; posterior: what all the evidence makes of the point.
    """

    said: Reading
    held: Reading
    standing: Standing
    verdict: str
    origins: int
    tight: str | None = None
    posterior: str | None = None


def read_standings(index: Index, weighing: Weighing) -> dict[str, Standings]:
    """For every point what it says, what its reasons deliver, and the one sentence that sets them side by side."""
    looped = frozenset(id for loop in weighing.loops for id in loop)
    return {id: read_standing(index, weighing, claim, looped) for id, claim in index.claims.items()}


def read_standing(index: Index, weighing: Weighing, claim: Claim, looped: frozenset[str] | None = None) -> Standings:
    """The same for one point. `looped`: the points that stand in loops, where the caller has them."""
    weighed = weighing.points.get(claim.id)
    term = "open" if claim.open else fold(claim.degree.term) if claim.degree is not None else None
    if weighed is None:
        said, held, origins = Reading(term, None, False, ""), Reading(None, None, False, ""), 0
    else:
        said = Reading(term, weighed.said, weighed.said_assumed, weighed.said_how)
        held = Reading(None, weighed.held, False, weighed.held_how)
        origins = weighed.origins
    in_loop = claim.id in looped if looped is not None else any(claim.id in loop for loop in weighing.loops)
    certain = weighed.held_flat_certain if weighed is not None else None
    standing, verdict = _judge(index, claim, in_loop, said.interval, held.interval, certain)
    if weighed is None or (weighed.held_tight is None and weighed.posterior is None):
        return Standings(said, held, standing, verdict, origins)
    return Standings(said, held, standing, verdict, origins, _tell_tight(weighed), _tell_posterior(index, claim, weighed))


def _tell_tight(weighed: Weighed) -> str | None:
    tight, held = weighed.held_tight, weighed.held
    if tight is None or held is None or spell_range(tight) == spell_range(held):
        return None
    return f"exactly {spell_range(tight)}, with all points taken together and a premise that several steps share counted once"


def _tell_posterior(index: Index, claim: Claim, weighed: Weighed) -> str | None:
    """For a point that stands on its reasons alone, that they go through; for any other, that it is so."""
    if weighed.posterior is None:
        return None
    from holdwater.report.views.numbers import spell_band

    inferred = index.steps(claim.id) and not claim.rows and claim.otherwise is None
    what = "given all the evidence, its reasons go through with" if inferred else "given all the evidence, it is so with"
    return f"{what} {spell_band(weighed.posterior)}, on {count(weighed.origins, 'independent origin') if weighed.origins else 'no report'}"


def _judge(
    index: Index, claim: Claim, in_loop: bool, said: Interval | None, held: Interval | None, certain: Interval | None
) -> tuple[Standing, str]:
    if claim.open:
        return "open", "The text names this and expressly does not conclude it."
    if in_loop:
        return "loop", "It is part of a circle of reasons, and a circle lends itself nothing."
    if not index.steps(claim.id):
        guessed = any(step.proposed for step in claim.because)
        if guessed:
            guess = "our guess, shown as a guess" if index.case.form == "article" else "a proposal, shown as one"
            return "bare", f"No reason is marked as one for it. What might carry it is {guess} and not counted."
        if claim.reports and held is not None:
            return "bare", f"It stands on who reports it, not on a reason: {spell_range(held)}."
        return "bare", "No reason is given for it: it stands at its own word."
    if held is None:
        return "silent", "What its reasons deliver could not be computed."
    if held.high == 0:
        return "nothing", "Nothing that the text gives as a reason for it goes through."
    if said is None:
        return "silent", f"The text does not say how sure it is; its reasons deliver {spell_range(held)}."
    if said.low >= 0.5 and said.low > held.high:
        return "beyond", f"The text says more than it secures: its reasons deliver at most {spell(held.high)}."
    if said.low > held.low and certain is not None and said.low <= certain.low:
        return "within", "What is said stays within what its reasons deliver, if what is stated flatly is so."
    if said.low > held.low:
        return "unsecured", (
            f"Its reasons may carry it, but they do not secure it: they deliver {spell_range(held)}, and what is said starts at {spell(said.low)}."
        )
    return "within", "What is said stays within what its reasons deliver."


def find_conclusions(index: Index) -> tuple[str, ...]:
    """What the document drives at: as the case lists it, else the points with reasons that nothing else rests on, a thesis first."""
    case = index.case
    listed = tuple(id for id in dict.fromkeys(index.conclusions) if id in index.claims)
    if listed:
        return listed
    ends = [claim for claim in case.claims if index.steps(claim.id) and not index.uses(claim.id) and claim.parent is None]
    theses = {id(claim) for claim in case.claims if any(not link.proposed for link in claim.states)}
    ends.sort(key=lambda claim: id(claim) not in theses)
    if not ends:
        ends = [claim for claim in case.claims if id(claim) in theses]
    return tuple(dict.fromkeys(claim.id for claim in ends))
