"""A rival hypothesis that no point bears on.

Why it matters: it can neither win nor lose. That another leads says nothing about one that nobody has looked at.
Mend: say for the main points how expected each is under it (`if H3: …`), or take it out.
Stays quiet: where no hypothesis of the question has been examined yet.
Source: R. Heuer, Psychology of Intelligence Analysis (1999), chapter 8, step 3.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW502", "unexamined-rival"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    rows = (*(claim.rows for claim in view.claims), *(watch.rows for watch in view.case.watch))
    filled = {cell.hypothesis for cells in rows for cell in cells if not cell.proposed}
    used = {id for claim in view.claims for step in claim.because if not step.proposed for id in step.premises}
    for question in view.case.questions:
        ids = {hypothesis.id for hypothesis in question.hypotheses}
        if not ids & filled:
            continue
        for hypothesis in question.hypotheses:
            if hypothesis.id in filled or hypothesis.id in used:
                continue
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=hypothesis.at,
                message=f"nothing says how expected any point is under ({hypothesis.id})",
                why=f"({hypothesis.id}) can neither win nor lose, and that another leads says nothing about it",
                mend=f"add ({hypothesis.id}) to the `if` rows of the main points, or take it out",
                points=(hypothesis.id,),
            )
