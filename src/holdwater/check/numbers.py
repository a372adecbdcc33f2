"""Numbers and days as sentences and fields write them."""

from functools import cache

from holdwater.lexicon.scale import data_lines


@cache
def _cardinals() -> dict[str, int]:
    return {word: int(value) for word, value in data_lines("cardinals")[1][1:]}


def number(word: str) -> int | None:
    """The number that a word or up to six figures write, else None.

    >>> number("three"), number("12"), number("few")
    (3, 12, None)
    """
    if word.isascii() and word.isdigit() and len(word) <= 6:
        return int(word)
    return _cardinals().get(word)


_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _day(text: str, last: bool) -> int | None:
    """Days since the year 0 of an ISO day, or of the first or last day of a month or year."""
    parts = text.split("-")
    if not 1 <= len(parts) <= 3 or len(parts[0]) != 4 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    year = int(parts[0])
    month = int(parts[1]) if len(parts) > 1 else (12 if last else 1)
    if not 1 <= month <= 12:
        return None
    length = _LENGTHS[month - 1] + (month == 2 and _leap(year))
    day = int(parts[2]) if len(parts) > 2 else (length if last else 1)
    if not 1 <= day <= length:
        return None
    before = year * 365 + (year + 3) // 4 - (year + 99) // 100 + (year + 399) // 400
    return before + sum(_LENGTHS[: month - 1]) + (month > 2 and _leap(year)) + day


def days(iso: str | None) -> tuple[int, int] | None:
    """First and last day, counted, of an ISO 8601 day, month, year or interval; None where it cannot be read or has an open end.

    >>> first, last = days("2024-02")
    >>> last - first
    28
    >>> days("2024-03-01")[0] - last, days("2023-02-30"), days("2024-01-01/..")
    (1, None, None)
    """
    if iso is None:
        return None
    start, _, end = iso.partition("/")
    first, last = _day(start, False), _day(end or start, True)
    return (first, last) if first is not None and last is not None and first <= last else None
