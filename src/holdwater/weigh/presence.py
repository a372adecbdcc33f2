"""Which points count at the as-of date: a retracted, not yet known or superseded one is absent."""

from collections.abc import Mapping

from holdwater.case.types import Case, Claim


def find_absent(case: Case, claims: Mapping[str, Claim]) -> dict[str, str]:
    """Why each absent point is absent, by id: "retracted", "not known before 2017-03-01", "superseded by (9)".

    Dates of less than a day are read kindly: "2017-02" is known on 2017-02-03. Without an as-of date all is known, retractions too.
    """
    as_of = case.as_of if case.as_of and _is_date(case.as_of) else None
    absent: dict[str, str] = {}
    for claim in claims.values():
        if claim.known and _is_date(claim.known) and as_of and not _reached(claim.known, as_of):
            absent[claim.id] = f"not known before {claim.known}"
        elif claim.retracted is not None and (not as_of or not _is_date(claim.retracted) or _reached(claim.retracted, as_of)):
            absent[claim.id] = f"retracted on {claim.retracted}" if _is_date(claim.retracted) else "retracted"
    replaced = {
        claim.id: link.target
        for claim in claims.values()
        for link in reversed(claim.superseded_by)
        if not link.proposed and link.target != claim.id and link.target in claims and link.target not in absent
    }
    for id, target in replaced.items():
        absent.setdefault(id, f"superseded by ({target})")
    return absent


def is_told(outcome: tuple[bool, str] | None, as_of: str | None) -> bool:
    """Whether an indicator has an outcome that is known at the as-of date; one that bears no date is."""
    if outcome is None or not as_of or not _is_date(as_of) or not _is_date(outcome[1]):
        return outcome is not None
    return _reached(outcome[1], as_of)


def _is_date(text: str) -> bool:
    return text[:4].isdigit() or text.startswith("..")


def _reached(date: str, as_of: str) -> bool:
    """Whether the first moment of an ISO date or interval is no later than the last moment of another ("~" sorts after every digit)."""
    return date.partition("/")[0] <= as_of.rpartition("/")[2] + "~"
