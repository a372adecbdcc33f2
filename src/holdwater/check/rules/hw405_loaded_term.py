"""A word judges while it names.

Why it matters: the judgement comes in with the name, without a reason, and who shares it notices least.
Mend: name the thing by a word that its friends would use as well, and give the judgement as a claim of its own.
Stays quiet: inside quotations, and in what a named speaker is reported to have said.
Source: C. L. Stevenson, Persuasive Definitions (1938); K. Hyland, Metadiscourse (2005), attitude markers.
"""

from collections.abc import Iterator

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW405", "loaded-term"
SEVERITY: Severity = "note"


def check(view: View) -> Iterator[Diagnostic]:
    seen: set[int] = set()
    told: set[str] = set()
    for claim in view.having("loaded"):
        for phrase in view.phrases(claim, "loaded"):
            words = view.excerpt(phrase.at)
            if phrase.at.start in seen or words.lower() in told or not view.own(claim, phrase.at) or view.declines(claim):
                continue
            seen.add(phrase.at.start)
            told.add(words.lower())
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=phrase.at,
                message=f"“{words}” takes for granted {phrase.about}",
                why="the judgement comes in with the name, and no reason is given for it",
                mend=f"use a plain word, and say in a sentence of its own why “{words}” would be right",
                points=(claim.id,),
            )
