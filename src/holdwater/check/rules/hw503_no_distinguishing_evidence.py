"""Every point is as expected under one hypothesis as under the others.

Why it matters: evidence that all rivals expect alike moves none of them, however much of it there is.
Mend: look for a point that one rival expects and another does not.
Stays quiet: as soon as one row tells two hypotheses apart.
Source: diagnosticity, R. Heuer, Psychology of Intelligence Analysis (1999), chapter 8.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW503", "no-distinguishing-evidence"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    by_question: dict[str, list[tuple[Claim, dict[str, str]]]] = {}
    for claim in view.claims:
        row = {cell.hypothesis: cell.degree.term.casefold() for cell in claim.rows if not cell.proposed}
        asked = {view.index.question_of(hypothesis) for hypothesis in row}
        for question_id in asked - {None} if len(row) > 1 else ():
            by_question.setdefault(question_id or "", []).append((claim, row))
    for question in view.case.questions:
        ids = {hypothesis.id for hypothesis in question.hypotheses}
        rows = by_question.get(question.id, [])
        if len(ids) < 2:
            continue
        if not rows or any(len(set(row.values())) > 1 or len(row) < len(ids) for _, row in rows):
            continue
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=question.at,
            message=f"none of the {len(rows)} points with `if` rows tells the hypotheses of {question.text or question.id} apart"
            if len(rows) > 1
            else f"the one point with an `if` row does not tell the hypotheses of {question.text or question.id} apart",
            why="what all rivals expect alike moves none of them",
            mend="look for a point that one of them expects and another does not",
            points=tuple(claim.id for claim, _ in rows),
            marks=tuple(Mark(claim.at, "equally expected") for claim, _ in rows[:4]),
        )
