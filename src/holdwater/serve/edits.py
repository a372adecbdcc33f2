"""Changes to a text: what renaming, mending, silencing and formatting hand out."""

from collections.abc import Iterable
from itertools import accumulate

from holdwater.source import Span
from holdwater.typed import NamedTuple


class Edit(NamedTuple):
    """`at` is replaced by `text`. Several belong together, do not overlap, and all count in the text as it was."""

    at: Span
    text: str


class Declined(NamedTuple):
    """A change that is not made, and why, in one sentence for the person who asked."""

    why: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with all the edits made.

    >>> apply_edits("(7) and (8)", (Edit(Span(1, 2), "12"), Edit(Span(9, 10), "7")))
    '(12) and (7)'
    """
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits):
        pieces += (text[at : edit.at.start], edit.text)
        at = edit.at.end
    return "".join((*pieces, text[at:]))


def difference(before: str, after: str) -> tuple[Edit, ...]:
    """Edits of whole lines that make `before` into `after`: one for each line that differs where both have as many lines, else one in all.

    >>> difference("a\\nb\\nc\\n", "a\\nB\\nc\\n")
    (Edit(at=Span(start=2, end=4), text='B\\n'),)
    """
    if before == after:
        return ()
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if len(old) == len(new):
        starts = [0, *accumulate(map(len, old))]
        return tuple(
            Edit(Span(start, start + len(line)), other) for start, line, other in zip(starts, old, new, strict=False) if line != other
        )
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    start, end = sum(map(len, old[:head])), len(before) - sum(map(len, old[len(old) - tail :]))
    return (Edit(Span(start, end), "".join(new[head : len(new) - tail])),)


def newline_of(text: str) -> str:
    """The line ending that the text uses."""
    at = text.find("\n")
    return "\r\n" if at > 0 and text[at - 1] == "\r" else "\r" if at < 0 and "\r" in text else "\n"
