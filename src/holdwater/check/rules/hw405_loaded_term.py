"""A word judges while it names.

Why it matters: the judgement comes in with the name, without a reason, and who shares it notices least.
Mend: name the thing by a word that its friends would use as well, and give the judgement as a claim of its own.
Stays quiet: inside quotations, in what a named speaker is reported to have said, on a word that a capital in mid-sentence makes a name, and
on “so-called” before a name that the author uses as his own elsewhere.
Source: C. L. Stevenson, Persuasive Definitions (1938); K. Hyland, Metadiscourse (2005), attitude markers.
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity
from holdwater.lexicon.lists import words
from holdwater.source import Span

CODE, NAME = "HW405", "loaded-term"
SEVERITY: Severity = "note"
NAMES = 20
"""How many different names behind “so-called” are looked up: a bound on work, far above what any text has."""


def check(view: View) -> Iterator[Diagnostic]:
    seen: set[int] = set()
    told: set[str] = set()
    adopted: dict[str, bool] = {}
    for claim in view.having("loaded"):
        for phrase in view.phrases(claim, "loaded"):
            loaded = view.excerpt(phrase.at)
            if phrase.at.start in seen or loaded.lower() in told or not view.own(claim, phrase.at) or view.declines(claim):
                continue
            seen.add(phrase.at.start)
            if _capitalised(view, claim, phrase.at):
                continue
            if loaded.lower() == "so-called" and (name := _named(view, phrase.at)) is not None:
                if name not in adopted and len(adopted) < NAMES:
                    adopted[name] = _adopted(view, name)
                if adopted.get(name):
                    continue
            told.add(loaded.lower())
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=phrase.at,
                message=f"“{loaded}” takes for granted {phrase.about}",
                why="the judgement comes in with the name, and no reason is given for it",
                mend=f"use a plain word, and say in a sentence of its own why “{loaded}” would be right",
                points=(claim.id,),
            )


def _capitalised(view: View, claim: Claim, at: Span) -> bool:
    """Is the word a name in this text, with a capital that no sentence or quotation begins?"""
    first = view.whole(claim).at.start if view.inside(claim) else claim.at.start
    before = view.text[max(first, at.start - 4) : at.start].rstrip()
    return view.text[at.start].isupper() and before[-1:].isalnum() and not view.text[at.start : at.end].isupper()


def _named(view: View, at: Span) -> str | None:
    """What is called so: the words in quotation marks behind it, else the next two if both carry meaning; in lower case."""
    behind = view.text[at.end : at.end + 60].lstrip()
    for opening, closing in (("‘", "'’"), ("'", "'’"), ("“", "”"), ('"', '"'), ("«", "»")):
        if behind.startswith(opening):
            ends = [end for mark in closing if (end := behind.find(mark, 1)) > 0]
            return " ".join(behind[1 : min(ends)].casefold().split()) or None if ends else None
    pair = [word.strip(".,;:()").casefold() for word in behind.split()[:2]]
    return " ".join(pair) if len(pair) == 2 and all(word.isalpha() and word not in words("stop") for word in pair) else None


def _adopted(view: View, name: str) -> bool:
    """Does the author use the name himself, in another point, without calling it so-called?"""
    for claim in view.claims:
        written = " ".join(view.text[claim.at.start : claim.at.end].casefold().split())
        place = written.find(name)
        if place >= 0 and "so-called" not in written and written[place - 1 : place] in ("", " ", "(") and view.own(claim):
            return True
    return False
