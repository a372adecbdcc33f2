"""What an article drives at: the points that its author concludes with, told by the words he does it in and by where they stand."""

from holdwater.case.conclusions import measure_chains
from holdwater.case.types import Claim, Step
from holdwater.lexicon.lists import words
from holdwater.prose.types import Marks
from holdwater.read.claims import Draft
from holdwater.read.kinds import Named


def find_drives(
    claims: tuple[Claim, ...], drafts: list[Draft], own: dict[int, Marks], kinds: dict[int, Named], firmness: dict[str, float]
) -> dict[str, str]:
    """Ids of the conclusions with the test that each passed, the main one first, the others in text order.

    A sentence of a labelled paragraph speaks for the paragraph. What another speaker says is none. The main one stands on the longest chain of steps; of
    several, the firmest said, then the last.
    """
    inside = {claim.id: claim.parent for claim, draft in zip(claims, drafts, strict=True) if draft.role == "clause"}
    steps = {
        claim.id: [step for step in claim.because if not step.proposed and inside.get(step.premises[0]) != claim.id] for claim in claims
    }
    stated = {id: [step for step in some if step.basis == "stated"] for id, some in steps.items()}
    summed = {claim.id for claim, draft in zip(claims, drafts, strict=True) if kinds[draft.key].rule == "sums up"}
    used = {premise for id, some in steps.items() for step in some if step.basis == "stated" or id in summed for premise in step.premises}
    depth = measure_chains(steps)
    whole = {claim.id: claim for claim in claims}
    theses = any(claim.states for claim in claims)
    first = {draft.key for number, draft in enumerate(drafts) if number == 0 or drafts[number - 1].block != draft.block}
    late = drafts[-1].key - len(drafts) // 6 if drafts else 0
    found: dict[str, str] = {}
    for claim, draft in zip(claims, drafts, strict=True):
        rule = _test(claim, draft, own[draft.key], kinds[draft.key], stated, used, depth, theses, first, late)
        if rule is None:
            continue
        owner = whole.get(claim.parent, claim) if claim.parent is not None else claim
        found.setdefault((owner if owner.label is not None else claim).id, rule)
    order = {claim.id: number for number, claim in enumerate(claims)}
    main = max(found, key=lambda id: (depth[id], firmness[id], order[id]), default=None)
    return {id: found[id] for id in ((main, *(id for id in found if id != main)) if main is not None else ())}


def _test(
    claim: Claim,
    draft: Draft,
    marks: Marks,
    named: Named,
    stated: dict[str, list[Step]],
    used: set[str],
    depth: dict[str, int],
    theses: bool,
    first: set[int],
    late: int,
) -> str | None:
    """The test that makes a claim a conclusion, None where it passes none."""
    if any(not link.proposed for link in claim.states):
        return "states the thesis"
    roles = {connective.role for connective in marks.connectives}
    part = claim.parent is not None
    if theses and "confirms" in roles and not part:
        return "is said to confirm the thesis"
    said = [attribution.at for attribution in marks.attributions if attribution.verb != ":"]
    if draft.key == 0 and said and said[-1].end >= claim.at.end - 2 and claim.label is None:
        return "leads with it"  # "…, according to a study published this week."
    told = bool(said) and named.rule not in ("judges", "evidence says", "a likelihood word")
    if draft.role != "sentence" and (part or told):
        return None
    if told and not any(hedge.kind in ("likelihood", "denial") and hedge.at < said[0] for hedge in marks.hedges):
        return None
    rule = named.rule.removeprefix("a further sentence: ")
    if rule in ("judges", "sums up"):
        return rule
    if rule == "recommends" and draft.key >= late:
        return "closes with a recommendation"
    if claim.open and named.kind in ("inference", "silence") and not (part and (rule == "could not tell" or _bare(marks))):
        return "declines to conclude"
    if named.kind != "inference":
        return None
    heading = (claim.heading or "").casefold().replace(":", " ").split()
    if not part and not words("upfront").isdisjoint(heading) and not marks.silences and named.rule != "evidence says":
        return "stands under conclusions"
    if not part and not words("concluding").isdisjoint(heading) and (claim.label is not None or draft.key in first):
        return "stands under conclusions"
    if claim.id in used:
        return None
    if part:
        return "therefore" if rule == "therefore" and stated[claim.id] else None
    if rule == "a likelihood word" and (claim.label is None or not theses):
        return "a likelihood word"
    if rule == "evidence says" and sum(not step.proposed for step in claim.because) > 1:
        return "evidence says so, with reasons"
    if stated[claim.id] and (depth[claim.id] > 1 or claim.label is not None or len(stated[claim.id]) > 1):
        return "is drawn, and nothing from it"
    return None


def _bare(marks: Marks) -> bool:
    """Does it only say that there is no evidence of something, or that something does not follow?"""
    return all(hedge.text.casefold().split()[0] in ("no", "insufficient", "does") for hedge in marks.hedges if hedge.kind == "denial")
