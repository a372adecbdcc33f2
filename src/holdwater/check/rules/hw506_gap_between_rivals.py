"""The hypotheses leave no room for “something else”.

Why it matters: their chances are made to add up to one. If none of them is true, the best of the wrong ones takes it all.
Mend: add “none of these” with a prior, or say in a note why the list is complete.
Stays quiet: where one hypothesis says "none", "other" or "something else", and where one is the plain denial of another.
Source: catch-all hypothesis, A. Shimony, Scientific Inference (1970).
"""

from collections.abc import Iterator

from holdwater.check.view import View, stems
from holdwater.diagnostics import Diagnostic, Severity
from holdwater.prose.tokens import Tokens

CODE, NAME = "HW506", "gap-between-rivals"
SEVERITY: Severity = "note"


def check(view: View) -> Iterator[Diagnostic]:
    if view.article:
        return
    for question in view.case.questions:
        if len(question.hypotheses) < 2:
            continue
        read = [Tokens(view.text, hypothesis.at).low for hypothesis in question.hypotheses]
        kinds = [{phrase.kind for phrase in view.phrases_in(hypothesis.at)} for hypothesis in question.hypotheses]
        if any("rest" in each for each in kinds) or any(hypothesis.notes for hypothesis in question.hypotheses):
            continue
        if len(read) == 2:
            one, other = (set(stems(low)) for low in read)
            denied = ["denying" in each for each in kinds]
            if denied[0] != denied[1] and len(one & other) * 2 >= min(len(one), len(other)):
                continue
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=question.at,
            message=f"the {len(question.hypotheses)} hypotheses of {question.text or question.id} leave no room for anything else",
            why="if none of them is true, the best of the wrong ones takes it all",
            mend="add “none of these”, or note at one of them why the list is complete",
            points=tuple(hypothesis.id for hypothesis in question.hypotheses),
        )
