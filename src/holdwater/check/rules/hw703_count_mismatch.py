"""The number of things named and the number of dates listed for them differ.

Why it matters: it stays open which of the dates are meant, or whether one was left out or counted twice.
Mend: say which of the dates belong to the number, or correct it.
Stays quiet: where the dates do not stand in one row, and where what is counted is no event.
Source: none needed: arithmetic.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.numbers import number
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity
from holdwater.prose.types import DateMention
from holdwater.source import Span

CODE, NAME = "HW703", "count-mismatch"
SEVERITY: Severity = "note"


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.marked("dates"):
        if claim.parent is not None and view.whole(claim).at.contains(claim.at):
            continue
        rows = _rows(view, claim)
        events = view.phrases(claim, "event") if len(rows) == 1 else ()
        counted = next((found for event in events if (found := _counted(view, claim, event.at)) is not None), None)
        if counted is None or counted[0] == len(rows[0]):
            continue
        dates, at = rows[0], counted[1]
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=at,
            message=f"“{view.excerpt(at)}”, and {len(dates)} dates are listed",
            why="it stays open which of the dates are meant, and whether all are",
            mend="say which of the dates belong to the number, or correct it",
            points=(claim.id,),
            marks=(Mark(Span(dates[0].at.start, dates[-1].at.end), f"{len(dates)} dates"),),
        )


def _rows(view: View, claim: Claim) -> list[list[DateMention]]:
    """Days that follow one another with no more than a comma, an "and" or an "on" between."""
    rows: list[list[DateMention]] = []
    last: DateMention | None = None
    for mention in view.marks(claim).dates:
        if mention.kind != "day":
            continue
        if last is not None and _joined(view.text[last.at.end : mention.at.start]):
            rows[-1].append(mention)
        else:
            rows.append([mention])
        last = mention
    return [row for row in rows if len(row) > 1]


def _joined(between: str) -> bool:
    left = between.strip(" ,\n").lower()
    return len(left) <= 5 or (
        len(left) <= 20 and all(word in ("and", "or", "on", "then", "again", "the") for word in left.replace(",", " ").split())
    )


def _counted(view: View, claim: Claim, event: Span) -> tuple[int, Span] | None:
    """The number that an event word is counted with, at most two words before it, and the words from "at least" on."""
    tokens = view.tokens(claim)
    here = tokens.first_at(event.start)
    for at in range(here - 1, max(-1, here - 4), -1):
        count = number(tokens.low[at])
        if (
            count is not None
            and 2 <= count <= 31
            and not any(mention.at.start <= tokens.starts[at] < mention.at.end for mention in view.marks(claim).dates)
        ):
            first = (
                at - 2 if at >= 2 and tokens.low[at - 2 : at] in (["at", "least"], ["at", "most"], ["more", "than"], ["as", "many"]) else at
            )
            return count, Span(tokens.starts[first], event.end)
    return None
