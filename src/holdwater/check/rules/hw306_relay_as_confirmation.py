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
    for claim in view.claims:
        if claim.parent is None:
            for name in {found.name.casefold() for found in view.marks(claim).attributions}:
                speaking.setdefault(name, []).append(claim)
    for claim in view.claims:
        if claim.parent is not None and view.whole(claim).at.contains(claim.at):
            continue
        said = view.marks(claim).attributions
        repeats = [found for found in said if found.mode == "repeated"]
        makers = [found for found in said if found.mode in ("confirmed", "reported", "claimed") and not view.quoted(found.at)]
        if not repeats or not makers or not any(found.mode == "confirmed" for found in makers) or view.declines(claim):
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
