"""A date that is listed lies outside the time it is listed under.

Why it matters: "in the past ten days" and a date thirteen days back cannot both be right, and the pattern may depend on which is.
Mend: correct the window or the date.
Stays quiet: where the dates are not listed right behind the window, and on a day at its very edge. A text that was
first published elsewhere may be older than its date: then a note.
Source: none needed: arithmetic.
"""

from collections.abc import Iterator

from holdwater.check.numbers import days
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW702", "dates-outside-window"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    today = view.case.document.date or view.case.as_of
    reprint = view.case.document.republished_from is not None
    seen: set[int] = set()
    for claim in view.marked("dates"):
        dates = view.marks(claim).dates
        for place, window in enumerate(dates):
            span = days(window.iso)
            if window.kind not in ("relative", "interval", "duration") or span is None or window.at.start in seen:
                continue
            opening = view.text[window.at.end : window.at.end + 3].lstrip()
            if opening[:1] not in ("(", ":", "–", "—"):
                continue
            seen.add(window.at.start)
            end = window.at.end
            outside = []
            for other in dates[place + 1 :]:
                between = view.text[end : other.at.start]
                if other.kind != "day" or ")" in between or ";" in between or len(between) > 40:
                    break
                end = other.at.end
                found = days(other.iso)
                if found is not None and (found[1] < span[0] - 1 or found[0] > span[1] + 1):
                    outside.append((other, span[0] - found[1] if found[1] < span[0] else found[0] - span[1]))
            if not outside:
                continue
            first, off = outside[0]
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity="note" if reprint else SEVERITY,
                at=first.at,
                message=f"{first.iso} is listed under “{window.text.strip()}”, and lies {off} days outside it"
                + (f" (the text is of {today})" if today else ""),
                why="the window and the date cannot both be right"
                + (", unless it was counted from the day of the first publication" if reprint else ""),
                mend="give the window as dates" if reprint else "correct the one or the other",
                points=(claim.id,),
                marks=(Mark(window.at, f"{window.iso}"),),
            )
