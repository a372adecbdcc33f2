"""Many draws of many numbers, kept until the last is in, and what is told of them: median, band, least and greatest."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from holdwater.weigh.bands import Band
from holdwater.weigh.draws import Array

RESIDENT = 64 << 20
"""Bytes of draws that are kept in memory; more go to a nameless temporary file, so that memory does not grow with the draws."""

AT_ONCE = 8 << 20
"""Bytes that are sorted at a time."""

LOW, HIGH = 0.05, 0.95


class Store:
    """Rows of numbers, (rows, draws), written a block of draws at a time."""

    __slots__ = ("rows",)

    def __init__(self, rows: int, draws: int) -> None:
        self.rows: Array
        if rows * draws * 8 <= RESIDENT:
            self.rows = np.empty((rows, draws))
        else:
            from tempfile import TemporaryFile

            with TemporaryFile() as file:  # the rows stay mapped when it is closed, and it goes when they do
                self.rows = np.memmap(file, np.float64, "w+", shape=(rows, draws))

    def chunks(self, possible: NDArray[np.bool_]) -> Iterator[tuple[int, Array]]:
        """Some rows at a time, without the impossible draws: number of the first row, and a copy."""
        each = max(1, AT_ONCE // (8 * max(1, self.rows.shape[1])))
        for start in range(0, len(self.rows), each):
            yield start, np.asarray(self.rows[start : start + each])[:, possible]


def tell_bands(store: Store, possible: NDArray[np.bool_]) -> list[Band | None]:
    """One band for each row; None where no draw is possible, or where a row is not a number in one of them."""
    bands: list[Band | None] = []
    for _, rows in store.chunks(possible):
        bands += band_rows(rows)
    return bands


def band_rows(rows: Array) -> list[Band | None]:
    """Bands of rows of numbers; percentiles lie between neighbours in proportion, as is usual.

    >>> band_rows(np.array([[0.75, 0.25, 0.5]]))[0].median
    0.5
    """
    count = rows.shape[1]
    if not count:
        return [None] * len(rows)
    rows = np.sort(rows, axis=1)
    found = []
    for share in (0.5, LOW, HIGH):
        place = share * (count - 1)
        below = int(place)
        above = min(below + 1, count - 1)
        found.append(rows[:, below] + (rows[:, above] - rows[:, below]) * (place - below))
    table = np.stack([*found, rows[:, 0], rows[:, -1]], axis=1)
    return [Band(*row) if row[0] == row[0] and row[4] == row[4] else None for row in table.tolist()]
