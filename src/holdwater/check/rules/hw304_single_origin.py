"""Several reports of a point go back to one origin.

Why it matters: three outlets that print one agency's wire are one report. Counted as three they look like agreement.
Mend: cite the origin once, and look for a second one.
Stays quiet: where the reports have different origins, and where only one source is listed.
Source: circular reporting, UK Joint Doctrine Publication 2-00, Intelligence, Counter-intelligence and Security Support (2023).
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW304", "single-origin"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.claims:
        says = [report for report in claim.reports if report.mode == "says" and not report.proposed]
        named = list(dict.fromkeys(report.source for report in says))
        origins = {view.index.origin(source) for source in named}
        if len(named) < 2 or len(origins) != 1:
            continue
        origin = next(iter(origins))
        known = view.index.sources.get(origin)
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=says[1].at,
            message=f"{view.name(claim)} has {len(named)} sources and one origin: {known.text if known is not None and known.text else origin}",
            why="what repeats an origin adds nothing to it",
            mend=f"count {origin} once, and look for a source that does not lead back to it",
            points=(claim.id,),
            marks=tuple(
                Mark(view.index.sources[source].at, f"leads to {origin}")
                for source in named
                if source in view.index.sources and source != origin
            ),
        )
