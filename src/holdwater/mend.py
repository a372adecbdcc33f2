"""Applies the fixes that findings carry, round after round, until there is nothing left to apply."""

from collections.abc import Callable, Iterable

from holdwater.diagnostics import Diagnostic, Fix
from holdwater.source import SourceText
from holdwater.typed import NamedTuple

ROUNDS = 10
"""One edit can bring another finding to light; after so many rounds it ends, wherever it has come to."""


class Mended(NamedTuple):
    """The text after its fixes, the findings whose fixes were applied, and whether there was an end to it."""

    source: SourceText
    fixed: tuple[Diagnostic, ...]
    settled: bool


def mend(source: SourceText, find: Callable[[SourceText], Iterable[Diagnostic]], *, rounds: int = ROUNDS) -> Mended:
    """The text with the fixes of what `find` finds in it, and again in what that gives. Of fixes that overlap the first is applied in a round.

    >>> from holdwater.source import Span
    >>> tabs = lambda source: [
    ...     Diagnostic("HW107", "field-indent", "error", Span(at, at + 1), "m", "w", "n", fix=Fix(Span(at, at + 1), " "))
    ...     for at, char in enumerate(source.text) if char == "\\t"
    ... ]
    >>> mended = mend(SourceText("a", "1.\\t\\tx"), tabs)
    >>> mended.source.text, len(mended.fixed), mended.settled
    ('1.  x', 2, True)
    """
    fixed: list[Diagnostic] = []
    seen = {source.text}
    for _ in range(rounds):
        chosen = _choose(find(source))
        text = _apply(source.text, [fix for _, fix in chosen])
        if text == source.text:
            return Mended(source, tuple(fixed), True)
        if text in seen:  # it goes round in a circle: stay where it was
            return Mended(source, tuple(fixed), False)
        seen.add(text)
        fixed += [finding for finding, _ in chosen]
        source = SourceText(source.name, text, source.notes)
    return Mended(source, tuple(fixed), not _choose(find(source)))


def _choose(found: Iterable[Diagnostic]) -> list[tuple[Diagnostic, Fix]]:
    """Findings with fixes that leave one another alone, in text order; two that begin in one place do not."""
    fixes = [(finding, finding.fix) for finding in found if finding.fix is not None]
    chosen: list[tuple[Diagnostic, Fix]] = []
    for finding, fix in sorted(fixes, key=lambda pair: (pair[1].at, pair[1].text, pair[0].code)):
        last = chosen[-1][1].at if chosen else None
        if last is None or last.start < fix.at.start >= last.end:
            chosen.append((finding, fix))
    return chosen


def _apply(text: str, fixes: list[Fix]) -> str:
    pieces: list[str] = []
    at = 0
    for fix in fixes:
        pieces += (text[at : fix.at.start], fix.text)
        at = fix.at.end
    return "".join((*pieces, text[at:]))
