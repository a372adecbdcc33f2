"""A quote is not as the source has it: a word is changed, left out or put in, or parts of several places are joined.

Why it matters: one word turns a sentence round, and the reader cannot see that it was not there.
Mend: copy the words as they stand; for parts of several places write several quotes.
Stays quiet: on white space, on the form of quotation marks, apostrophes and dashes, on hyphens at the end of a line, on ligatures.
Source: The Chicago Manual of Style (17th ed., 2017), chapter 13, on what may be changed in a quotation; here capital letters may not,
since the place is said to hold these very words.
"""

from collections.abc import Iterator

from holdwater.check.quotations import Found, Quotations, shorten, show_difference, show_place
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW314", "quote-altered"
SEVERITY: Severity = "error"
MOST = 3
"""Differences that are told."""


def check_quotes(quotations: Quotations) -> Iterator[Diagnostic]:
    view = quotations.view
    for found in quotations.quotes:
        if found.located.status != "altered":
            continue
        mend = "copy the words as they stand"
        if found.located.how == "joined":
            mend = "write a quote for each place; only what stands in one piece can be found again"
        elif found.other is not None:
            mend = f"“{found.other[0]}” has the very words, at {show_place(*found.other)}: name that source if it is the one that is meant"
        elif found.located.span is not None:
            mend = f"copy the words as they stand; the nearest are at {show_place(found.source, found.located.span)}"
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=found.at,
            message=f"the quote in {view.name(found.claim)} is not as {found.name} has it: {describe(found)}",
            why=f"{found.name} has there: “{shorten(quotations.written(found))}”",
            mend=mend,
            points=(found.claim.id,),
        )


def describe(found: Found) -> str:
    """What was changed, in one clause."""
    located = found.located
    if located.how == "cut":
        return "it begins or ends inside a word"
    if located.how == "joined":
        return "it joins words of different places"
    told = [show_difference(each, found.name) for each in located.differences[:MOST]]
    if len(located.differences) > MOST:
        told.append(f"and differs in {len(located.differences) - MOST} more places")
    if located.how == "case":
        return "capital letters differ: " + ", ".join(told)
    if located.how == "marks":
        return "punctuation differs: " + ", ".join(told)
    return ", ".join(told) or f"“{shorten(found.words)}”"
