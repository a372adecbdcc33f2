"""A point names its scheme of argument, and some of the scheme's questions are not answered.

Why it matters: every common way of arguing fails in its own known ways. The questions ask for just those.
Mend: answer under the point: `cq 2: …`; or say that the question does not arise, and why.
Stays quiet: on points that name no scheme; an answer of any length counts, and whether it is good is for people to judge.
Source: D. Walton, C. Reed and F. Macagno, Argumentation Schemes (2008).
"""

from collections.abc import Iterator
from functools import cache

from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity
from holdwater.lexicon.scale import data_lines

CODE, NAME = "HW217", "open-questions"
SEVERITY: Severity = "note"


@cache
def _schemes() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Scheme -> what it is called, and its questions."""
    return {scheme: (name, tuple(questions.split("|"))) for scheme, name, questions in data_lines("schemes")[1][1:]}


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.claims:
        if claim.scheme is None:
            continue
        field = next((each for each in claim.fields if each.name == "scheme"), None)
        at = field.at if field is not None else claim.at
        wanted = "-".join(claim.scheme.casefold().split())
        if wanted not in _schemes():
            from difflib import get_close_matches

            near = get_close_matches(wanted, _schemes(), n=1)
            message = f"no scheme is called “{claim.scheme}”" + (f"; did you mean “{near[0]}”?" if near else "")
            why, mend = "its questions cannot be asked", f"use one of {', '.join(_schemes())}"
        else:
            name, questions = _schemes()[wanted]
            answered = {answer.number for answer in claim.answers if answer.text.strip()}
            left = [(number, question) for number, question in enumerate(questions, 1) if number not in answered]
            if not left:
                continue
            question = left[0][1]
            more = f"; {len(left) - 1} more {'is' if len(left) == 2 else 'are'} open" if len(left) > 1 else ""
            message = f"({claim.id}) argues that {name}, and leaves open: {question}{more}"
            why = "these are the ways in which an argument of this kind is known to fail"
            mend = "answer under the point: " + ", ".join(f"`cq {number}: …`" for number, _ in left)
        yield Diagnostic(code=CODE, name=NAME, severity=SEVERITY, at=at, message=message, why=why, mend=mend, points=(claim.id,))
