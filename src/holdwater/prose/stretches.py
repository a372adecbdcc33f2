"""Many stretches of one text, taken apart in one go, so that most of them need no further look.

A case has thousands of sentences, each of a dozen words: making lists for every one of them costs more than reading them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence

from holdwater.prose.kinds import CAPITAL, CUE, DATE, NEGATION, NO_PLACE, REFERENCE, SPEECH, UNIT
from holdwater.prose.places import stands_alone
from holdwater.prose.tokens import Tokens
from holdwater.source import Span

_JOINT = "\n¶\n"
"""Between two stretches: a token of its own, of no kind, so that no stretch runs into the next."""

_TELLING = CUE | DATE | UNIT | SPEECH | REFERENCE | NEGATION


class Stretches:
    """The tokens of each of some stretches of a text, by its number.

    >>> stretches = Stretches("The pump ran. Perhaps.", (Span(0, 13), Span(14, 22)))
    >>> stretches.tokens(1).low, stretches.tell(0), stretches.tell(1), stretches.holding({"pump"})
    (['perhaps', '.'], False, True, {0})
    """

    __slots__ = ("_all", "_firsts", "_shifts", "_telling", "spans", "text")

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.spans = spans
        written = [text[start:end] for start, end in spans]
        joined = _JOINT.join(written)
        self._all = Tokens(joined, Span(0, len(joined)))
        self._shifts: list[int] = []
        self._firsts: list[int] = []
        at = first = 0
        starts = self._all.starts
        for span, words in zip(spans, written, strict=True):
            first = bisect_left(starts, at, first)
            self._firsts.append(first)
            self._shifts.append(span.start - at)
            at += len(words) + len(_JOINT)
        self._telling: set[int] | None = None

    def tokens(self, number: int) -> Tokens:
        """What `Tokens` makes of the stretch."""
        return self._all.within(self._firsts[number], self._end(number), self.text, self._shifts[number])

    def tell(self, number: int) -> bool:
        """Whether any recogniser has something to look at in the stretch; where not, it has no marks."""
        if self._telling is None:
            every = self._all
            telling = [at for at, kind in enumerate(every.kinds) if kind & _TELLING]
            telling += [at for at, kind in enumerate(every.kinds) if kind & (CAPITAL | NO_PLACE) == CAPITAL and not stands_alone(every, at)]
            self._telling = {bisect_right(self._firsts, at) - 1 for at in telling}
        return number in self._telling

    def holding(self, words: Container[str]) -> set[int]:
        """The stretches in which one of these words stands, in lower case."""
        return {bisect_right(self._firsts, at) - 1 for at, word in enumerate(self._all.low) if word in words}

    def _end(self, number: int) -> int:
        """The token behind the stretch: the joint."""
        return self._firsts[number + 1] - 1 if number + 1 < len(self._firsts) else len(self._all)
