"""A statement is put in the mouth of nobody in particular.

Why it matters: "some say" can be said of anything, and cannot be checked.
Mend: name one who says so, or say it in your own name.
Stays quiet: where a named speaker stands in the same sentence, where one of the points that follow names a speaker on the same matter, and
inside quotations.
Source: weasel words, Wikipedia Manual of Style, Words to watch; argument from popular opinion, D. Walton, C. Reed and F. Macagno (2008).
"""

from collections.abc import Iterator
from math import log

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW404", "weasel-attribution"
SEVERITY: Severity = "note"
AHEAD = 60
"""How many of the points that follow are looked at for a speaker."""


def check(view: View) -> Iterator[Diagnostic]:
    seen: set[int] = set()
    for claim in view.having("weasel"):
        for phrase in view.phrases(claim, "weasel"):
            named = any(not found.anonymous and not found.at.overlaps(phrase.at) for found in view.marks(claim).attributions)
            if phrase.at.start in seen or named or view.quoted(phrase.at):
                continue
            seen.add(phrase.at.start)
            if _named_later(view, claim):
                continue
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=phrase.at,
                message=f"“{view.excerpt(phrase.at)}”: by whom is not said",
                why="what nobody in particular says cannot be asked about or checked",
                mend="name one who says so, or say it in your own name",
                points=(claim.id,),
            )


def _named_later(view: View, claim: Claim) -> bool:
    """Does a later point name who speaks of the matter, with three or more of its words that are no commonplaces of the text?"""
    matter = set(view.content(claim))
    rare = 0.49 * log(len(view.claims) + 1)  # of a word that about the square root of all points have
    each = view.after(claim)
    seen = {view.whole(claim).at}
    for _ in range(AHEAD):
        if each is None:
            break
        if view.whole(each).at not in seen and any(not found.anonymous for found in view.marks(each).attributions):
            seen.add(view.whole(each).at)
            shared = {word for part in view.family(each) for word in view.content(part) if word in matter}
            if sum(view.rarity(word) >= rare for word in shared) >= 3:
                return True
        each = view.after(each)
    return False
