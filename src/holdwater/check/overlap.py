"""How much two sentences say the same: shared words of meaning, rarer ones weighing more."""

from holdwater.case.types import Claim
from holdwater.check.view import View


def shared(view: View, one: Claim, other: Claim) -> tuple[str, ...]:
    """The stems that both have, in the order of the first."""
    theirs = set(view.content(other))
    return tuple(stem for stem in view.content(one) if stem in theirs)


def weight(view: View, stems: tuple[str, ...]) -> float:
    return sum(view.rarity(stem) for stem in stems)


def share(view: View, one: Claim, other: Claim) -> float:
    """The weight of the shared words over that of the lighter sentence, 0 to 1."""
    whole = min(weight(view, view.content(one)), weight(view, view.content(other)))
    return weight(view, shared(view, one, other)) / whole if whole > 0 else 0.0


def alike(view: View, one: Claim, other: Claim) -> bool:
    """Are the two about the same matter: at least two words of meaning in common that are not in every point?"""
    common = shared(view, one, other)
    return len([stem for stem in common if view.rarity(stem) > 0.2]) >= 2
