"""Dates as a case writes them: ISO 8601 days, months, years, moments, and intervals with a slash and open ends `..`."""

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_date(text: str) -> bool:
    """One date: a year, a month, a day, or a moment of a day.

    >>> [is_date(text) for text in ("2017", "2017-02", "2017-02-28", "2017-02-29", "2017-02-03T14:30Z", "3 February 2017")]
    [True, True, True, False, True, False]
    """
    day, moment, time = text.partition("T")
    parts = day.split("-")
    if not text.isascii() or len(parts) > 3 or not all(part.isdigit() for part in parts) or [len(part) for part in parts] != [4, 2, 2][: len(parts)]:
        return False
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return False
    if len(parts) == 3:
        year, month, number = (int(part) for part in parts)
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        if not 1 <= number <= _DAYS[month - 1] or (month == 2 and number == 29 and not leap):
            return False
    return not moment or (len(parts) == 3 and _is_time(time))


def is_date_or_interval(text: str) -> bool:
    """A date, or two with a slash between, the first no later than the second; `..` for an end that is open.

    >>> [is_date_or_interval(text) for text in ("2017-01-24/2017-02-03", "2017-02-03/..", "2017-02-03/2017-01-24", "../..")]
    [True, True, False, False]
    """
    first, slash, last = text.partition("/")
    if not slash:
        return is_date(text)
    if first == "..":
        return is_date(last)
    if last == "..":
        return is_date(first)
    shorter = min(len(first.partition("T")[0]), len(last.partition("T")[0]))
    return is_date(first) and is_date(last) and first[:shorter] <= last[:shorter]


def _is_time(text: str) -> bool:
    clock, zone = text, ""
    if clock.endswith("Z"):
        clock = clock[:-1]
    elif len(clock) > 6 and clock[-6] in "+-":
        clock, zone = clock[:-6], clock[-5:]
    return _is_clock(clock, 3) and (not zone or _is_clock(zone, 2))


def _is_clock(text: str, most: int) -> bool:
    parts = text.split(":")
    return 2 <= len(parts) <= most and all(len(part) == 2 and part.isdigit() for part in parts) and all(
        int(part) <= limit for part, limit in zip(parts, (23, 59, 59), strict=False)
    )
