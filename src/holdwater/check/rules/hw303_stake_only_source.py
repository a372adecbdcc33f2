"""Everyone who vouches for a point has a stake in it.

Why it matters: a party to a matter may be right, but its word alone does not show it.
Mend: find a source without a stake, or say what in the matter speaks against its own interest.
Stays quiet: where one source has no stake stated, and on points that carry nothing.
Source: argument from bias, D. Walton, C. Reed and F. Macagno, Argumentation Schemes (2008); declaration against interest, common evidence
law.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW303", "stake-only-source"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.claims:
        says = [report for report in claim.reports if report.mode == "says" and not report.proposed]
        sources = [view.index.sources.get(report.source) for report in says]
        staked = [source for source in sources if source is not None and source.stake]
        if not says or len(staked) < len(says) or not (claim.rows or view.uses(claim)):
            continue
        source = staked[0]
        who = ", ".join(dict.fromkeys(f"{each.text or each.id} ({each.stake})" for each in staked))
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=says[0].at,
            message=f"{view.name(claim)} has only sources with a stake: {who}",
            why="a party's word alone does not show that it is so",
            mend="add a source without a stake, or say what speaks against the party's own interest",
            points=(claim.id,),
            marks=(Mark(source.at, "has a stake"),),
        )
