"""A point's sentence rests on another point, and its fields do not.

Why it matters: only fields compute. What the sentence says here takes no part in the numbers.
Mend: add the reference to `because:` (or `explains:`), or say it another way.
Stays quiet: on references that only mention a point, where any field or a part of the point names it, and in articles.
Source: section 2 of the case format: fields compute, sentences are read beside them.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW123", "reference-not-in-fields"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    if view.article:
        return
    for claim in view.marked("citations"):
        cited = [found for found in view.marks(claim).citations if found.role != "mention" and view.index.resolves(found.target)]
        if not cited or not any(found.role in ("given", "because", "therefore", "explains") for found in view.marks(claim).connectives):
            continue
        named = {claim.id}
        for each in view.family(claim):
            named.update(id for step in (*each.because, *each.against) for id in step.premises)
            named.update(link.target for link in (*each.explains, *each.states, *each.superseded_by))
            for cut in each.undercuts:
                named.update((cut.target, *(cut.premises or ())))
        for found in cited:
            if found.target in named:
                continue
            field = "because" if found.role == "support" else "explains"
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=found.at,
                message=f"the sentence of ({claim.id}) rests on ({found.target}), and its fields do not name it"
                if field == "because"
                else f"the sentence of ({claim.id}) explains ({found.target}), and its fields do not name it",
                why="only fields take part in the numbers",
                mend=f"add `{field}: ({found.target})` under ({claim.id})",
                points=tuple(dict.fromkeys((claim.id, found.target))),
            )
