"""The numbers of a case that are known only to lie in an interval, each with the name that its draws hang on."""

from collections.abc import Sequence

from holdwater.credence import Interval
from holdwater.typed import NamedTuple

ONE = 0
"""The number of the parameter that is always 1."""


class Parameter(NamedTuple):
    """name: for a reader, "(3) under H1". item: id of the point, source, indicator or hypothesis that it belongs to.

    term: the word that was written, where a word was; None for figures, grades and defaults.
    """

    key: str
    name: str
    item: str
    interval: Interval
    term: str | None = None


class Priors(NamedTuple):
    """The prior of one question. stated: for each hypothesis the parameter of its prior as written, -1 where none is.

    shares: for each hypothesis the row in which its normalised prior stands among the values.
    """

    stated: tuple[int, ...]
    shares: tuple[int, ...]


class Parameters:
    """A list that grows while a case is compiled. Number 0 is the constant 1."""

    __slots__ = ("_seen", "listed")

    def __init__(self) -> None:
        self.listed: list[Parameter] = [Parameter("", "1", "", Interval(1.0, 1.0))]
        self._seen: dict[str, int] = {}

    def add(self, role: str, belongs: Sequence[str], interval: Interval, name: str, item: str, term: str | None = None) -> int:
        """The number of a new parameter. Where role and belongings are those of an earlier one, it is counted: the second, the third."""
        key = "\x1e".join((role, *belongs))
        copies = self._seen[key] = self._seen.get(key, 0) + 1
        if copies > 1:
            key = f"{key}\x1d{copies}"
        self.listed.append(Parameter(key, name, item, interval, term))
        return len(self.listed) - 1

    def __len__(self) -> int:
        return len(self.listed)


def hash_name(key: str) -> int:
    """The 64-bit number that the draws of a parameter of this name hang on."""
    from hashlib import blake2b

    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
