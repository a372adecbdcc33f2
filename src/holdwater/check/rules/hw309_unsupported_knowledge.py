"""“We know”, and nobody says how.

Why it matters: the words ask the reader to agree before the reasons are given.
Mend: say how it is known: who said it, where it was seen, in which document.
Stays quiet: where the sentence names its source or its ground, on "we know how" and "we know that we do not", and on what the author did
himself.
Source: stance markers, D. Biber et al., Longman Grammar of Spoken and Written English (1999); argument from popular opinion, D. Walton,
C. Reed and F. Macagno (2008).
"""

from collections.abc import Iterator

from holdwater.case.types import Claim
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Mark, Severity

CODE, NAME = "HW309", "unsupported-knowledge"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    seen: set[int] = set()
    for claim in view.having("knowledge"):
        marks = view.marks(claim)
        for phrase in view.phrases(claim, "knowledge"):
            if phrase.at.start in seen:
                continue
            seen.add(phrase.at.start)
            if (
                not view.own(claim, phrase.at)
                or view.sourced(claim)
                or marks.citations
                or view.reasoned(claim)
                or view.negated(claim, phrase.at)
            ):
                continue
            if view.phrases(claim, "ground") or view.index.steps(claim.id) or view.declines(claim):
                continue
            told = _told_next(view, claim)
            message = f"“{view.around(claim, phrase.at)}”: it is not said how this is known"
            if told is not None:
                message += "; what follows gives only what somebody said"
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=phrase.at,
                message=message,
                why="a reader who does not know it already has nothing to go by",
                mend="say who said it, where it was seen, or in which document it stands",
                points=view.points(view.whole(claim), claim, *(() if told is None else (told,))),
                marks=() if told is None else (Mark(view.marks(told).attributions[0].at, "said, not known"),),
            )


def _told_next(view: View, claim: Claim) -> Claim | None:
    """The next sentence of the paragraph, where it only reports what somebody said."""
    if not view.article or claim.parent is not None:
        return None
    following = view.after(claim)
    if following is None or following.parent is not None or "\n\n" in view.text[claim.at.end : following.at.start]:
        return None
    return following if any(found.mode in ("reported", "claimed") for found in view.marks(following).attributions) else None
