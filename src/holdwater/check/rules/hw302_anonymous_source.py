"""The only voice behind a point has no name.

Why it matters: nobody can ask an unnamed source again, see how it knows, or see what it gains.
Mend: name the source, or say why it cannot be named, how it knows, and who confirms it.
Stays quiet: where a named source says the same, and on denials.
Source: ICD 206 (2015), source descriptors; M. Duffy, Unnamed Sources in Journalism (2014).
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW302", "anonymous-source"
SEVERITY: Severity = "note"


def check(view: View) -> Iterator[Diagnostic]:
    spoken_of = {claim.at for claim in (*view.marked("attributions"), *view.having("unnamed"))}
    for claim in view.claims:
        if not claim.reports and claim.at not in spoken_of:
            continue
        if claim.parent is not None and view.article and view.whole(claim).at.contains(claim.at):
            continue
        spoken = [found for found in view.marks(claim).attributions if found.mode in ("reported", "claimed", "confirmed", "quoted")]
        says = [report for report in claim.reports if report.mode == "says" and not report.proposed]
        sources = [view.index.sources[report.source] for report in says if report.source in view.index.sources]
        if not view.article and says:
            if len(sources) < len(says) or not all(source.anonymous for source in sources):
                continue
            at, who = says[0].at, sources[0].text or sources[0].id
        else:
            unnamed = bool(view.phrases(claim, "unnamed"))
            if not unnamed and not (spoken and all(found.anonymous for found in spoken)):
                continue
            if spoken:
                at, who = spoken[0].at, view.excerpt(spoken[0].speaker)
            else:
                at = view.phrases(claim, "unnamed")[0].at
                who = view.excerpt(at)
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=at,
            message=f"the only source of {view.name(claim)} is unnamed: “{who}”",
            why="nobody can ask an unnamed source again, or see what it gains",
            mend="name the source, or say how it knows and who else says so",
            points=(claim.id,),
        )
