"""What reasons deliver when nothing is known of how they hang together: bounds on a conclusion from bounds on its premises.

Every function takes and returns intervals within [0, 1] and assumes no independence. Sums are correctly rounded (`math.fsum`), so the
order of premises and lines never shows in the last digit. Derivations are in docs/calculus.md.
Sources: M. Fréchet, Généralisations du théorème des probabilités totales, 1935; E. W. Adams, The Logic of Conditionals, 1975.
"""

from collections.abc import Sequence
from math import fsum

from holdwater.credence.interval import Interval
from holdwater.typed import Literal

NOTHING = Interval(0.0, 0.0)
"""What a conclusion holds when no line of support is left."""

ANYTHING = Interval(0.0, 1.0)
"""What is known of a credence of which nothing is known."""

_ROUNDING = 1e-9


def secure(lows: Sequence[float]) -> float:
    """Least credence that all premises hold together: 1 less their summed doubts, never below 0.

    lows: lower credences of the premises, at least one. Exact: premises that fail at different times reach it.

    >>> secure([0.9, 0.75])
    0.65
    """
    return max(0.0, fsum((*lows, 1 - len(lows))))


def infer(premises: Sequence[Interval], strength: Interval) -> Interval:
    """The secured floor and the delivered ceiling of one joint step.

    premises: at least one, each the credence of a premise. strength: probability that the step goes through when every premise is true.
    Exact for one step whose inputs nothing ties together.

    >>> infer([Interval(0.95, 1), Interval(0.55, 0.8)], Interval(0.8, 0.95))
    Interval(low=0.4, high=0.76)
    """
    if len(premises) == 1:
        return scale_by(premises[0], strength)
    lows, highs = zip(*premises, strict=True)
    return Interval(strength.low * secure(lows), strength.high * min(highs))


def support(steps: Sequence[Interval]) -> Interval:
    """What separate steps to one conclusion hold: at least the firmest floor, at most the sum of the ceilings. [0, 0] from none.

    >>> support([Interval(0.4, 0.76), Interval(0.2, 0.5)])
    Interval(low=0.4, high=1.0)
    """
    if len(steps) < 2:
        return steps[0] if steps else NOTHING
    return Interval(max(step.low for step in steps), min(1.0, fsum(step.high for step in steps)))


def withhold(value: Interval, struck: Interval) -> Interval:
    """What is left of a value when something takes away at least and at most so much of it: a step undercut, a point objected to.

    Of several objections or undercutters at once, `support` gives the least and the most that they take away together; one after another
    comes to the same.

    >>> withhold(Interval(0.75, 1.0), Interval(0.25, 0.5))
    Interval(low=0.25, high=0.75)
    """
    return Interval(max(0.0, value.low - struck.high), min(value.high, 1.0 - struck.low))


def scale_by(value: Interval, strength: Interval) -> Interval:
    """Both true: a value in one interval and, given that, something with a probability in the other.

    >>> scale_by(Interval(0.5, 1.0), Interval(0.5, 0.5))
    Interval(low=0.25, high=0.5)
    """
    return Interval(value.low * strength.low, value.high * strength.high)


def said_above_held(said: Interval | None, held: Interval | None, held_flat_certain: Interval | None) -> Literal["report", "note"] | None:
    """Whether a point says more than its reasons deliver.

    "report": said starts at 0.5 or above, and above all that is held; no way for the premises to fall together saves it.
    "note": said starts at 0.5 or above, and above the floor of held even with every flat statement read as certain (`held_flat_certain`):
    the words do not secure it. None otherwise. A degree below even is left alone: reasons speak for a point, never against it.
    Differences below 1e-9 are rounding and count for nothing.

    >>> said_above_held(Interval(0.8, 0.95), Interval(0.378, 0.76), Interval(0.44, 0.76))
    'report'
    >>> said_above_held(Interval(0.55, 0.8), Interval(0.3025, 0.64), Interval(0.3025, 0.64))
    'note'
    >>> said_above_held(Interval(0.55, 0.8), Interval(0.5225, 0.8), Interval(0.55, 0.8)) is None
    True
    """
    if said is None or held is None or said.low < 0.5:
        return None
    if said.low > held.high + _ROUNDING:
        return "report"
    floor = held.low if held_flat_certain is None else max(held.low, held_flat_certain.low)
    return "note" if said.low > floor + _ROUNDING else None
