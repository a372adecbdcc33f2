"""What a text or a case drives at, from its steps and the words of its points."""

from collections.abc import Callable

from holdwater.case.types import Claim, Step
from holdwater.lexicon import Words
from holdwater.prose.types import Marks


def find_conclusions(claims: tuple[Claim, ...], marks: Callable[[Claim], Marks], firmness: Callable[[Claim], float]) -> tuple[str, ...]:
    """Ids of the conclusions, the main one first, the others in text order.

    Conclusions are: points that state a hypothesis; points with stated reasons and a degree (or "therefore") that no other point is drawn from; points
    said to confirm a hypothesis that the text states; points that expressly decline to conclude. A sentence of a labelled paragraph speaks for the paragraph.
    The main one stands on the longest chain of stated steps; of several, the firmest said (`firmness`: lower end of the degree, 0 without), then the last.
    """
    stated = {claim.id: [step for step in claim.because if not step.proposed] for claim in claims}
    used = {premise for steps in stated.values() for step in steps if step.basis == "stated" for premise in step.premises}
    whole = {claim.id: claim for claim in claims}
    theses = {claim.id for claim in claims if any(not link.proposed for link in claim.states)}
    found: dict[str, Claim] = {}
    for claim in claims:
        roles = {connective.role for connective in marks(claim).connectives}
        drawn = bool(stated[claim.id]) and (claim.degree is not None or claim.open or "therefore" in roles)
        if claim.parent is not None:
            drawn = drawn and "therefore" in roles
        elif drawn:
            drawn = claim.id not in used or "therefore" in roles
        if claim.id in theses or drawn or claim.open or (theses and "confirms" in roles and claim.parent is None):
            owner = whole.get(claim.parent, claim) if claim.parent is not None else claim
            owner = owner if owner.label is not None else claim
            found.setdefault(owner.id, owner)
    depth = measure_chains(stated)
    order = {claim.id: number for number, claim in enumerate(claims)}
    main = max(found.values(), key=lambda claim: (depth[claim.id], firmness(claim), order[claim.id]), default=None)
    return (main.id, *(id for id in found if id != main.id)) if main is not None else ()


def firmness(words: Words) -> Callable[[Claim], float]:
    """How firmly a point is said, by a word list: the lower end of its degree, 0 without one."""

    def measure(claim: Claim) -> float:
        degree = words.degree(claim.degree.term) if claim.degree is not None else None
        return degree.interval.low if degree is not None else 0.0

    return measure


def measure_chains(stated: dict[str, list[Step]]) -> dict[str, int]:
    """For each point the number of steps in the longest chain under it; a step back into a chain (a loop) counts for nothing."""
    depth: dict[str, int] = {}
    for start in stated:
        stack: list[tuple[str, bool]] = [(start, False)]
        entered: set[str] = set()
        while stack:
            node, done = stack.pop()
            if done:
                entered.discard(node)
                below = [depth.get(premise, 0) for step in stated[node] for premise in step.premises]
                depth[node] = 1 + max(below) if below else 0
            elif node not in depth and node not in entered:
                entered.add(node)
                stack.append((node, True))
                stack.extend(
                    (premise, False) for step in stated[node] for premise in step.premises if premise in stated and premise not in depth
                )
    return depth
