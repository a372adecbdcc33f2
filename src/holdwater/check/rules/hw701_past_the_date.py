"""Something is called upcoming whose date was past when the text appeared.

Why it matters: by then it was known whether it happened and what came of it. A reader takes a plan for evidence where an outcome was to
be had.
Mend: say what happened on the day, or that it is not known.
Stays quiet: on plans that are told as past ("had been scheduled"), and in texts without a date of their own.
Source: known faults of stale reporting; no published list is followed.
"""

from collections.abc import Iterator

from holdwater.check.numbers import days
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW701", "past-the-date"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    today = view.case.document.date or view.case.as_of
    now = days(today)
    if now is None:
        return
    seen: set[int] = set()
    for claim in view.marked("dates"):
        dates = [
            (mention, span)
            for mention in view.marks(claim).dates
            if mention.kind == "day" and (span := days(mention.iso)) is not None and span[1] < now[0]
        ]
        if not dates:
            continue
        past = view.phrases(claim, "past")
        for phrase in view.phrases(claim, "future"):
            after = [mention for mention, _ in dates if 0 <= mention.at.start - phrase.at.end < 80]
            if (
                not after
                or after[0].at.start in seen
                or any(each.at.overlaps(phrase.at) for each in past)
                or not view.own(claim, phrase.at)
            ):
                continue
            if any(stop in view.text[phrase.at.end : after[0].at.start] for stop in ".;:!?"):
                continue
            seen.add(after[0].at.start)
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=phrase.at,
                message=f"“{view.excerpt(phrase.at)}” for {after[0].iso}, but the text is of {today}",
                why="on that day it was known whether it took place and what came of it",
                mend="say what happened on the day, or that it is not known",
                points=(claim.id,),
            )
            break
