"""A step announces more, or fewer, reasons than it names.

Why it matters: a reader who is told of three reasons and shown two takes the third on trust.
Mend: name the reason that is missing, or correct the number.
Stays quiet: where the number is an estimate ("at least two reasons"), and where the reasons are told in words and cannot be counted.
Source: enthymeme, Aristotle, Rhetoric I 2; S. Thomas, Practical Reasoning in Natural Language (1973).
"""

from collections.abc import Iterator

from holdwater.check.numbers import number
from holdwater.check.view import View
from holdwater.diagnostics import Diagnostic, Severity
from holdwater.source import Span

CODE, NAME = "HW212", "missing-premise"
SEVERITY: Severity = "warning"


def check(view: View) -> Iterator[Diagnostic]:
    for claim in view.claims:
        marks = view.marks(claim)
        cited = {found.target: found.at for found in marks.citations if found.role == "support"}
        if len(cited) < 1 or view.phrases(claim, "approximate"):
            continue
        tokens = view.tokens(claim)
        for at, word in enumerate(tokens.low[:-1]):
            wanted = 2 if word == "both" else number(word)
            if wanted is None or not 2 <= wanted <= 12:
                continue
            after = Span(tokens.ends[at], tokens.ends[at] + 24)
            named = next((phrase.at for phrase in view.phrases(claim, "reason") if after.contains(phrase.at)), None)
            if named is None and not (word == "both" and any(after.start <= place.start < after.start + 12 for place in cited.values())):
                continue
            if len(cited) == wanted:
                break
            here = view.name(claim)
            listed = ", ".join(f"({target})" for target in cited)
            yield Diagnostic(
                code=CODE,
                name=NAME,
                severity=SEVERITY,
                at=Span(tokens.starts[at], tokens.ends[min(at + 1, len(tokens) - 1)]),
                message=f"{here} speaks of “{view.excerpt(Span(tokens.starts[at], named.end if named else tokens.ends[at]))}” and names {len(cited)}: {listed}",
                why="a reason that is announced and not named cannot be weighed",
                mend="name every reason, or correct the number",
                points=(claim.id,),
            )
            break
