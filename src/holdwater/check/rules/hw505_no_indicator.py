"""Rival hypotheses, and nothing to watch for that would tell them apart.

Why it matters: without a stated sign, later events get read as fitting whichever hypothesis is preferred by then.
Mend: add an item under Watch: what would be seen by when, and how expected it is under each.
Stays quiet: where the case has a watch item for the question, and on cases that have been settled.
Source: indicators and signposts of change, US Government, A Tradecraft Primer (2009).
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW505", "no-indicator"
SEVERITY: Severity = "note"


def check(view: View) -> Iterator[Diagnostic]:
    if view.article:
        return
    watched = {cell.hypothesis for item in view.case.watch for cell in item.rows}
    for question in view.case.questions:
        if len(question.hypotheses) < 2 or any(hypothesis.id in watched for hypothesis in question.hypotheses):
            continue
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=question.at,
            message=f"nothing under Watch would tell the hypotheses of {question.text or question.id} apart",
            why="without a sign that was named beforehand, later events fit whichever is preferred by then",
            mend="add `- **W1** …` under Watch, with `by:` and an `if` row",
            points=tuple(hypothesis.id for hypothesis in question.hypotheses),
        )
