"""A report that is passed on is counted as confirmed.

Why it matters: who repeats a statement adds a reader to it, not a witness.
Mend: say "reported by A (repeated by B)", and look for somebody who knows it some other way.
Stays quiet: where two speakers each confirm from what they know themselves, and where nothing is said to be confirmed.
Source: circular reporting, UK Joint Doctrine Publication 2-00 (2023); relays in the admiralty grading of NATO AJP-2.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW306", "relay-as-confirmation"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    speaking: dict[str, list[Claim]] = {}
    for claim in view.marked("attributions"):
        if claim.parent is None:
            for name in {found.name.casefold() for found in view.marks(claim).attributions}:
                speaking.setdefault(name, []).append(claim)
    wanted = {claim.at for claim in (*view.marked("attributions"), *view.having("relayed"))}
    for claim in view.claims:
        if claim.at not in wanted:
            continue
        if claim.parent is not None and view.whole(claim).at.contains(claim.at):
            continue
        said = view.marks(claim).attributions
        repeats = [found for found in said if found.mode == "repeated"]
        makers = [found for found in said if found.mode in ("confirmed", "reported", "claimed") and not view.quoted(found.at)]
        if view.declines(claim):
            continue
        if not repeats or not makers or not any(found.mode == "confirmed" for found in makers):
            yield from _in_words(view, claim)
            continue
        maker, relay = makers[0], repeats[0]
        same = [other for other in speaking.get(maker.name.casefold(), ()) if other.id != view.whole(claim).id]
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY if view.speaker(claim) is None or view.article else "note",
            at=relay.at,
            message=f"“{view.excerpt(relay.at)}” is counted beside “{view.excerpt(maker.at)}”: one origin, told twice",
            why=f"{relay.name} adds nothing to what {maker.name} said",
            mend=f"count {maker.name} once, and look for somebody who knows it some other way",
            points=view.points(view.whole(claim), *same[:1]),
            marks=(Mark(maker.at, "the origin"), *(Mark(other.at, "rests on the same speaker") for other in same[:1])),
        )


def _in_words(view: View, claim: Claim) -> Iterator[Diagnostic]:
    """A report that is passed on and counted, told without reporting verbs: "the radio picked it up … three independent voices"."""
    relayed, counted = view.phrases(claim, "relayed"), view.phrases(claim, "counted")
    if not relayed or not counted or not view.own(claim, relayed[0].at) or view.negated(claim, counted[-1].at):
        return
    if counted[-1].at.overlaps(relayed[0].at):
        return
    yield Diagnostic(
        code=CODE,
        name=NAME,
        severity=SEVERITY,
        at=counted[-1].at,
        message=f"“{view.excerpt(counted[-1].at)}”, and the sentence itself says that one has it from another: “{view.excerpt(relayed[0].at)}”",
        why="who passes a report on adds nothing to it",
        mend="count the origin once, and look for somebody who knows it some other way",
        points=view.points(view.whole(claim)),
        marks=(Mark(relayed[0].at, "passed on"),),
    )
