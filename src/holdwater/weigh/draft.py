"""A network being put together: variables and tables whose entries are affine in each single parameter."""

from collections.abc import Sequence

from holdwater.typed import NamedTuple
from holdwater.weigh.parameters import ONE


class Entry(NamedTuple):
    """One entry of a table: `const + coef * first * second`, parameters by number; number 0 is the constant 1."""

    const: float
    coef: float = 0.0
    first: int = ONE
    second: int = ONE


ZERO, UNIT, HALF = Entry(0.0), Entry(1.0), Entry(0.5)


def chance(parameter: int) -> Entry:
    return Entry(0.0, 1.0, parameter)


def rest(parameter: int) -> Entry:
    return Entry(1.0, -1.0, parameter)


class Draft:
    """states, owners: of each variable, how many states it has and the id of the point (or source, or question) that it was made for.

    scopes: of each table; starts: its first row. Tables are in C order, their last variable fastest. live: the rows whose derivative is
    asked for although they are constant.
    """

    __slots__ = ("entries", "live", "owners", "scopes", "starts", "states")

    def __init__(self) -> None:
        self.states: list[int] = []
        self.owners: list[str] = []
        self.scopes: list[tuple[int, ...]] = []
        self.starts: list[int] = []
        self.entries: list[Entry] = []
        self.live: set[int] = set()

    def add_variable(self, owner: str, states: int = 2) -> int:
        self.states.append(states)
        self.owners.append(owner)
        return len(self.states) - 1

    def add_table(self, scope: Sequence[int], entries: Sequence[Entry], *, live: bool = False) -> int:
        """The first row of a new table."""
        start = len(self.entries)
        self.scopes.append(tuple(scope))
        self.starts.append(start)
        self.entries.extend(entries)
        if live:
            self.live.update(range(start, len(self.entries)))
        return start

    def fixed(self) -> list[float | None]:
        """For each row 0.0 or 1.0 where it always has that value and nobody asks for its derivative, else None."""
        return [
            entry.const if not entry.coef and entry.const in (0.0, 1.0) and row not in self.live else None
            for row, entry in enumerate(self.entries)
        ]
