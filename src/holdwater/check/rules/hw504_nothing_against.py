"""No point counts against a hypothesis that every row favours.

Why it matters: a hypothesis is tested by what would be odd if it were true. Where nothing is, nobody may have looked.
Mend: ask what should not be seen if it were true, and look for that.
Stays quiet: where at least one row expects the point less under it than under a rival, and with fewer than three rows.
Source: K. Popper, The Logic of Scientific Discovery (1959); confirmation bias, R. Nickerson, Review of General Psychology (1998).
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.credence import Interval
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW504", "nothing-against"
SEVERITY: Severity = "note"
LEAST_ROWS = 3


def check(view: View) -> Iterator[Diagnostic]:
    rows: dict[str, list[dict[str, Interval]]] = {}
    for cells in (*(claim.rows for claim in view.claims), *(watch.rows for watch in view.case.watch)):
        row: dict[str, Interval] = {}
        for cell in cells:
            degree = view.index.words.degree(cell.degree.term)
            if degree is not None and not cell.proposed:
                row[cell.hypothesis] = degree.interval
        for id in row if len(row) > 1 else ():
            rows.setdefault(id, []).append(row)
    for question in view.case.questions:
        for hypothesis in question.hypotheses:
            mine = rows.get(hypothesis.id, [])
            if len(mine) < LEAST_ROWS:
                continue
            against = any(each.mid > row[hypothesis.id].mid for row in mine for id, each in row.items() if id != hypothesis.id)
            ahead = any(each.mid < row[hypothesis.id].mid for row in mine for id, each in row.items() if id != hypothesis.id)
            if against or not ahead:
                continue
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=hypothesis.at,
                message=f"in none of its {len(mine)} rows is ({hypothesis.id}) worse off than a rival",
                why="a hypothesis that nothing counts against may be right, or nobody may have looked for what would",
                mend=f"ask what should not be seen if ({hypothesis.id}) were true, and add it",
                points=(hypothesis.id,),
            )
