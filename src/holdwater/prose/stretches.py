"""Many stretches of one text, taken apart in one go, so that most of them need no further look.

A case has thousands of sentences, each of a dozen words: making lists for every one of them costs more than reading them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from holdwater.prose.kinds import CAPITAL, CUE, DATE, DOTTED, NEGATION, NO_PLACE, REFERENCE, SPEECH, UNIT
from holdwater.prose.places import stands_alone
from holdwater.prose.tokens import Tokens
from holdwater.source import Span

_JOINT = "\n;\n"
"""Between two stretches: a token of its own, of no kind, that no phrase reaches across."""

_TELLING = CUE | DATE | UNIT | SPEECH | REFERENCE | DOTTED | NEGATION


class Stretches:
    """The tokens of each of some stretches of a text, by its number. `all` are those of all of them, with a joint between two.

    >>> stretches = Stretches("The pump ran. Perhaps.", (Span(0, 13), Span(14, 22)))
    >>> stretches.tokens(1).low, stretches.tell(0), stretches.tell(1), stretches.locate(Span(16, 23))
    (['perhaps', '.'], False, True, (1, Span(start=14, end=21)))
    """

    __slots__ = ("_firsts", "_offsets", "_telling", "all", "spans", "text")

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.spans = spans
        written = [text[start:end] for start, end in spans]
        joined = _JOINT.join(written)
        self.all = Tokens(joined, Span(0, len(joined)))
        self._offsets: list[int] = []
        self._firsts: list[int] = []
        at = first = 0
        starts = self.all.starts
        for words in written:
            first = bisect_left(starts, at, first)
            self._firsts.append(first)
            self._offsets.append(at)
            at += len(words) + len(_JOINT)
        self._telling: set[int] | None = None

    def tokens(self, number: int) -> Tokens:
        """What `Tokens` makes of the stretch."""
        by = self.spans[number].start - self._offsets[number]
        return self.all.within(self._firsts[number], self._end(number), self.text, by)

    def tell(self, number: int) -> bool:
        """Whether any recogniser has something to look at in the stretch; where not, it has no marks."""
        if self._telling is None:
            every = self.all
            telling = [at for at, kind in enumerate(every.kinds) if kind & _TELLING]
            telling += [at for at, kind in enumerate(every.kinds) if kind & (CAPITAL | NO_PLACE) == CAPITAL and not stands_alone(every, at)]
            self._telling = {bisect_right(self._firsts, at) - 1 for at in telling}
        return number in self._telling

    def low(self, number: int) -> list[str]:
        """The words of the stretch, in lower case."""
        return self.all.low[self._firsts[number] : self._end(number)]

    @property
    def joints(self) -> frozenset[int]:
        """The tokens of `all` that part two stretches: nothing begins there."""
        return frozenset(first - 1 for first in self._firsts[1:])

    def locate(self, at: Span) -> tuple[int, Span]:
        """For a place in `all` the number of its stretch, and the place in the text."""
        number = bisect_right(self._offsets, at.start) - 1
        by = self.spans[number].start - self._offsets[number]
        return number, Span(at.start + by, at.end + by)

    def _end(self, number: int) -> int:
        """The token behind the stretch: the joint."""
        return self._firsts[number + 1] - 1 if number + 1 < len(self._firsts) else len(self.all)
