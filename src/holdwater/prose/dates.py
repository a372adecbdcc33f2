"""Dates as written, with what they mean as ISO 8601: days, months, years, lists of days, spans, and dates relative to the document's own.

A vague phrase becomes an interval, never a day. Relative phrases need the document's date; without one their `iso` is None.
"""

from datetime import date as Date
from datetime import timedelta

from holdwater.lexicon.lists import words
from holdwater.prose.calendar import AGES, MONTHS, NEAR_DAYS, NUMBERS, SEASONS, SHORT, UNITS, WEEKDAYS
from holdwater.prose.kinds import DATE, DIGIT, FUTURE, MONTH, PAST, PRESENT, UNIT
from holdwater.prose.tokens import Tokens
from holdwater.prose.types import DateMention
from holdwater.typed import Literal

_VAGUE = {"days": 7, "weeks": 30, "months": 180, "years": 730, "day": 1, "week": 7, "month": 30, "year": 365}
"""How far back or on an uncounted plural reaches, in days: declared readings ("recent days": a week, "recent weeks": a month …)."""


_NEAR, _BESIDE = 60, 12
"""Words within which a written year still speaks for the dates after it; a bare one where the document's date is known."""
_TURN = 9
"""Months that a date must lie before the one written last for it to be of the next year ("December 2019 … 6 January")."""
_AHEAD = 8
"""Words that a "will" or "due to" reaches ahead to a date."""


_BEFORE_UNIT = frozenset((*NUMBERS, "the", "for", "nearly", "almost", "over", "about"))
"""What opens a date that only the unit behind it makes one: "for years now", "two weeks ago"."""


Kind = Literal["day", "month", "year", "interval", "relative", "duration"]


def find_dates(tokens: Tokens, today: str | None) -> list[DateMention]:
    """The dates in text order. `today` is the document's date (ISO), which settles missing years and relative phrases."""
    present = tokens.present
    if not present & (DATE | UNIT):
        return []
    found: list[DateMention] = []
    reader = _Reader(tokens, _day(today))
    behind = 0  # the token behind the last date
    for at in _beginnings(tokens):
        if at < behind:
            continue
        hit = reader.read(at)
        if hit is not None:
            found.extend(hit[1])
            behind = hit[0]
    return found


def _beginnings(tokens: Tokens) -> list[int]:
    """Where a date may begin: at the words of the calendar, at years, beside a month at any number, and before the words for days, weeks and so on."""
    low, shifting = tokens.low, words("past") | words("coming")
    places = tokens.where(DATE | DIGIT if tokens.present & MONTH else DATE)
    before = [at - 1 for at in places if at and low[at - 1] == "the" and low[at] in shifting]
    for at in tokens.where(UNIT):
        if at and low[at - 1] in _BEFORE_UNIT:
            before.append(at - 1)
        if at > 1 and low[at - 2] in _BEFORE_UNIT:
            before.append(at - 2)
    return sorted({*places, *before}) if before else places


def _day(iso: str | None) -> Date | None:
    """The last day that an ISO date can mean, None where it cannot be read."""
    if not iso:
        return None
    parts = iso.split("-")
    try:
        year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12
        if len(parts) > 2:
            return Date(year, month, int(parts[2]))
        return Date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except (ValueError, IndexError, OverflowError):
        return None


Found = tuple[int, list[DateMention]]


class _Reader:
    """One look at a token: is it the beginning of a date?"""

    __slots__ = ("at", "low", "month", "reach", "today", "tokens", "written", "year", "year_at")

    def __init__(self, tokens: Tokens, today: Date | None) -> None:
        self.tokens = tokens
        self.low = tokens.low
        self.today = today
        self.written: dict[tuple[int, int], int] = {}  # (month, day) -> the year it was written out with
        self.year: int | None = None  # the last year that was written out, and the token it was read at
        self.year_at = 0
        self.month = 0  # the month that it was written with, 0 for a bare year
        self.reach = _NEAR
        self.at = 0  # the token looked at

    def read(self, at: int) -> Found | None:
        """The dates that begin at a token, and the token behind them; None where none does."""
        self.at = at
        word = self.low[at]
        first = word[0]
        if first.isdigit():
            return self._iso(at) or self._days_then_month(at) or self.read_year(at)
        month = self._month(at)
        if month:
            return self._month_first(at, month)
        if word in WEEKDAYS and self.tokens.capital(at):
            return self._weekday(at)
        if word in SEASONS:
            return self._season(at, at)
        if word in ("mid", "early", "late"):
            return None
        return self._relative(at)

    # pieces

    def _word(self, at: int) -> str:
        return self.low[at] if 0 <= at < len(self.low) else ""

    def _month(self, at: int) -> int | None:
        """The month named at a token: capitalised ("may" and "march" are verbs too), full or short."""
        word = self._word(at)
        number = MONTHS.get(word) or SHORT.get(word)
        if not number or not self.tokens.capital(at):
            return None
        if word in ("may", "march", "mar") and not (
            self._numeric(at + 1)
            or self._numeric(at - 1)
            or self._numeric(at + 2)
            or (len(self._word(at + 1)) == 4 and self._word(at + 1).isdigit())
            or self._word(at - 1) in ("in", "of", "since", "until", "by", "from", "last", "to", "through")
        ):
            return None
        return number

    def _numeric(self, at: int) -> bool:
        return bool(_ordinal(self._word(at)))

    def _written_year(self, at: int) -> tuple[int, int] | None:
        """A year at this token, a comma before it allowed: (year, token behind it)."""
        if self._word(at) == ",":
            at += 1
        word = self._word(at)
        if len(word) == 4 and word.isascii() and word.isdigit() and 1000 <= int(word) <= 2199:
            self.year, self.year_at, self.reach, self.month = int(word), self.at, _NEAR, 0
            return int(word), at + 1
        return None

    def _guess_year(self, month: int, day: int | None) -> int | None:
        """The year that is not written.

        The one that this day had before; else one written shortly before, as in a story told of an earlier year; else the one that brings the date
        nearest to the document's. Without a document's date, the last year written.
        """
        if day and (month, day) in self.written:
            return self.written[month, day]
        if self.today is None or (self.year is not None and self.year < self.today.year and self.at - self.year_at <= self.reach):
            back = self.month - month if self.month and self.year is not None else 0
            return self.year + 1 if self.year is not None and back >= _TURN else self.year
        if self._ahead():
            return self.today.year + (month < self.today.month)
        best: tuple[int, int] | None = None
        told = self._behind()
        for year in (self.today.year - 1, self.today.year, self.today.year + 1):
            if told and (year, month, day or 1) > (self.today.year, self.today.month, self.today.day):
                continue
            try:
                away = abs((Date(year, month, min(day or 15, 28)) - self.today).days)
            except ValueError:
                continue
            if best is None or away < best[0]:
                best = (away, year)
        return best[1] if best else None

    def _behind(self) -> bool:
        """Is it told as past ("called out on 2 September", in a hearing of June)?"""
        near = range(max(0, self.at - _AHEAD), min(len(self.tokens), self.at + _AHEAD))
        kinds = [self.tokens.kinds[at] for at in near]
        return any(kind & PAST for kind in kinds) and not any(kind & (FUTURE | PRESENT) for kind in kinds)

    def _ahead(self) -> bool:
        """Do the words before look ahead ("will rule on Friday", "due to begin in April", "by Thursday")?"""
        if self._word(self.at - 1) == "by":
            return True
        for back in range(self.at - 1, max(-1, self.at - 1 - _AHEAD), -1):
            if self.low[back] in (".", "?", "!", ";", "until"):
                return False
            if self.low[back] in words("looking_ahead"):
                return True
        return False

    def _remember(self, year: int) -> None:
        """A bare year speaks for the dates right behind it only, where the document's own date is known ("closed in 2021. … on 24 January")."""
        self.year, self.year_at, self.month = year, self.at, 0
        self.reach = _NEAR if self.today is None else _BESIDE

    def _mention(self, first: int, last: int, iso: str | None, kind: Kind) -> DateMention:
        """Tokens `[first, last)` as a date."""
        at = self.tokens.span_of(first, last - 1)
        return DateMention(at, self.tokens.text[at.start : at.end], iso, kind)

    # shapes

    def _iso(self, at: int) -> Found | None:
        parts = self.low[at].split("-")
        if (
            len(parts) == 3
            and len(parts[0]) == 4
            and self.low[at].isascii()
            and all(part.isdigit() for part in parts)
            and _valid(int(parts[0]), int(parts[1]), int(parts[2]))
        ):
            self.year, self.year_at = int(parts[0]), self.at
            return at + 1, [self._mention(at, at + 1, self.low[at], "day")]
        return None

    def _days_then_month(self, at: int) -> Found | None:
        """ "16 October 2006", "21st, 23rd and 31st January 2017", "7-9 June"."""
        days: list[tuple[int, int, int]] = []  # day, first token, token behind
        here = at
        while True:
            pair = self._word(here).split("-")
            if len(pair) == 2 and all(_ordinal(part) for part in pair):
                days.append((_ordinal(pair[0]) * 100 + _ordinal(pair[1]), here, here + 1))
            elif _ordinal(self._word(here)):
                days.append((_ordinal(self._word(here)), here, here + 1))
            else:
                return None
            here += 1
            nxt = here
            while self._word(nxt) in (",", "and", "&", "or", "–", "—", "to") and nxt - here < 2:
                nxt += 1
            if nxt > here and self._numeric_or_pair(nxt):
                here = nxt
                continue
            break
        if self._word(here) == "of":
            here += 1
        month = self._month(here)
        if not month:
            return None
        here += 1
        if self._word(here) == ".":
            here += 1 if self._written_year(here + 1) else 0
        written = self._written_year(here)
        if written:
            self.month = month
        end = written[1] if written else here
        found = []
        for number, (day, first, behind) in enumerate(days):
            low, high = (day // 100, day % 100) if day > 100 else (day, day)
            year = written[0] if written else self._guess_year(month, low)
            last = number == len(days) - 1
            iso = None
            if year is not None and _valid(year, month, low) and _valid(year, month, high):
                iso = f"{year:04d}-{month:02d}-{low:02d}" + (f"/{year:04d}-{month:02d}-{high:02d}" if high != low else "")
            elif not (_valid(2000, month, low) and _valid(2000, month, high)):
                return end, []  # "31 February": no date, and no month either
            found.append(self._mention(first, end if last else behind, iso, "interval" if high != low else "day"))
        return end, found

    def _numeric_or_pair(self, at: int) -> bool:
        return all(_ordinal(part) for part in self._word(at).split("-"))

    def _month_first(self, at: int, month: int) -> Found | None:
        """ "September 17, 2016", "Jan. 31", "December 2006", "November", "March to August 2016"."""
        here = at + 1
        if self._word(here) == "." and self._word(at) in SHORT and (self._numeric(here + 1) or self._written_year(here + 1)):
            here += 1
        start = at
        about = 0
        if self._word(at - 1) == "about" and self._word(at - 2) == "or" and self._word(at - 3) == "on":
            about = 3
        day = _ordinal(self._word(here))
        if day and not (self._word(here + 1) in ("%", "percent") or (len(self._word(here)) == 4)):
            end = here + 1
            written = self._written_year(end)
            if written:
                end = written[1]
            year = written[0] if written else self._guess_year(month, day)
            if written:
                self.written[month, day] = written[0]
                self.month = month
            iso = f"{year:04d}-{month:02d}-{day:02d}" if year is not None and _valid(year, month, day) else None
            if iso is None and not _valid(2000, month, day):
                return end, []
            return end, [self._mention(start - about, end, iso, "day")]
        written = self._written_year(here) or (self._written_year(here + 1) if self._word(here) == "of" else None)
        if self._word(here) in ("to", "through", "until", "and", "–", "—", "-") and self._month(here + 1) and not written:
            other = self._month(here + 1) or month
            then = self._written_year(here + 2)
            year = then[0] if then else self._guess_year(other, None)
            joined = self._word(here) != "and" and not _ordinal(self._word(here + 2) if not then else "")
            if joined and year is not None:
                end = then[1] if then else here + 2
                begin = at - 1 if self._word(at - 1) == "from" else at
                early = year if month <= other else year - 1
                return end, [self._mention(begin, end, f"{early:04d}-{month:02d}/{year:04d}-{other:02d}", "interval")]
            if then and month <= other:
                self.month = other
                return at + 1, [self._mention(at, at + 1, f"{then[0]:04d}-{month:02d}", "month")]
        end = written[1] if written else at + 1
        if written:
            self.month = month
        year = written[0] if written else self._guess_year(month, None)
        iso = f"{year:04d}-{month:02d}" if year is not None else None
        return end, [self._mention(at, end, iso, "month")]

    def _weekday(self, at: int) -> Found | None:
        """ "Saturday, January 28", "Tuesday", "last Tuesday"."""
        here = at + 2 if self._word(at + 1) == "," else at + 1
        month = self._month(here)
        inner = self._month_first(here, month) if month else (self._days_then_month(here) if self._numeric(here) else None)
        if inner and inner[1][0].kind == "day":
            end = inner[0]
            return end, [self._mention(at, end, inner[1][0].iso, "day")]
        iso = None
        if self.today is not None:
            back = (self.today.weekday() - WEEKDAYS[self.low[at]]) % 7
            before = self._word(at - 1)
            if before == "next" or (before != "last" and self._ahead()):
                iso = (self.today + timedelta(days=(7 - back) or 7)).isoformat()
            else:
                iso = (self.today - timedelta(days=back or (7 if before == "last" else 0))).isoformat()
        first = at - 1 if self._word(at - 1) in ("last", "next") else at
        return at + 1, [self._mention(first, at + 1, iso, "relative")]

    def _season(self, at: int, first: int) -> Found | None:
        """ "the spring of 2018", "summer 2016"."""
        here = at + 2 if self._word(at + 1) == "of" else at + 1
        written = self._written_year(here)
        if not written or self._word(here) == ",":
            return None
        low, high = SEASONS[self.low[at]]
        year = written[0]
        last = year + 1 if high < low else year
        if self._word(first - 1) == "the":
            first -= 1
        return written[1], [self._mention(first, written[1], f"{year:04d}-{low:02d}/{last:04d}-{high:02d}", "interval")]

    def read_year(self, at: int) -> Found | None:
        """A bare year after a preposition of time, "the 1990s", "2015-2017", "before 1990"."""
        self.at = at
        word = self.low[at]
        before = self._word(at - 1)
        if len(word) == 5 and word.isascii() and word[:4].isdigit() and word[4] == "s" and word[3] == "0" and 1000 <= int(word[:4]) <= 2190:
            decade = int(word[:4])
            return at + 1, [self._mention(at, at + 1, f"{decade:04d}/{decade + 9:04d}", "interval")]
        pair = word.split("-")
        if (
            len(pair) == 2
            and word.isascii()
            and all(len(part) == 4 and part.isdigit() for part in pair)
            and 1000 <= int(pair[0]) < int(pair[1]) <= 2199
        ):
            return at + 1, [self._mention(at, at + 1, f"{pair[0]}/{pair[1]}", "interval")]
        if not (len(word) == 4 and word.isascii() and word.isdigit() and 1500 <= int(word) <= 2199):
            return None
        if self._word(at + 1) in (
            "people",
            "men",
            "women",
            "tonnes",
            "tons",
            "km",
            "metres",
            "dollars",
            "euros",
            "%",
            "percent",
            "copies",
            "votes",
        ):
            return None
        year = int(word)
        if before in words("before"):
            self._remember(year)
            edge = f"../{year - 1:04d}-12-31" if before == "before" else f"../{year:04d}"
            return at + 1, [self._mention(at - 1, at + 1, edge, "interval")]
        if before in ("since", "after"):
            self._remember(year)
            return at + 1, [self._mention(at, at + 1, f"{year:04d}", "year")]
        if before in (
            "in",
            "of",
            "during",
            "from",
            "to",
            "until",
            "the",
            "around",
            "early",
            "late",
            "mid",
            "year",
            "summer",
            "winter",
            "and",
            "(",
        ):
            if before in ("of", "the", "to", "and", "(") and self._word(at + 1) not in (",", ".", ")", "and", ";") and before != "of":
                return None
            self._remember(year)
            return at + 1, [self._mention(at, at + 1, f"{year:04d}", "year")]
        if not before[:1].isalnum() and self._word(at + 1) in ("was", "is", "saw", "brought"):  # "First, 2020 was an unusual year"
            self._remember(year)
            return at + 1, [self._mention(at, at + 1, f"{year:04d}", "year")]
        return None

    def _relative(self, at: int) -> Found | None:
        """ "recent days", "the past ten days", "over the coming weeks", "nearly two years", "for years now", "yesterday", "last month"."""
        word = self.low[at]
        if word in NEAR_DAYS:
            shift = {"yesterday": -1, "today": 0, "tomorrow": 1}[word]
            iso = (self.today + timedelta(days=shift)).isoformat() if self.today else None
            return at + 1, [self._mention(at, at + 1, iso, "relative")]
        if word in words("past") or word in words("coming"):
            return self._counted(at, at)
        if word == "the" and (self._word(at + 1) in words("past") or self._word(at + 1) in words("coming")):
            return self._counted(at, at + 1)
        if word == "for" and self._word(at + 1) in AGES and self._word(at + 2) == "now":
            return at + 3, [self._mention(at, at + 3, self._back(_VAGUE.get(self.low[at + 1], 3650), self.low[at + 1]), "duration")]
        if word in ("nearly", "almost", "over", "about") and self._word(at - 1) in ("for", "in"):
            count = self._count(at + 1)
            unit = self._word(at + 2)
            if count and unit in UNITS and self._word(at - 1) == "for":
                return at + 3, [self._mention(at, at + 3, self._back(count * UNITS[unit], unit), "duration")]
        if word in NUMBERS or word.isdigit():
            count = self._count(at)
            unit = self._word(at + 1)
            if count and unit in UNITS and self._word(at + 2) == "ago":
                iso = None
                if self.today is not None:
                    day = _shift(self.today, -count * UNITS[unit])
                    iso = day.isoformat()[: 10 if UNITS[unit] <= 7 else 7 if UNITS[unit] == 30 else 4] if day else None
                return at + 3, [self._mention(at, at + 3, iso, "relative")]
        return None

    def _count(self, at: int) -> int:
        word = self._word(at)
        return int(word) if word.isascii() and word.isdigit() and len(word) < 4 else NUMBERS.get(word, 0)

    def _counted(self, first: int, at: int) -> Found | None:
        past = self.low[at] in words("past")
        here = at + 1
        count = self._count(here)
        if count or self._word(here) in ("few", "several", "couple"):
            here += 1
            if self._word(here) == "of":
                here += 1
        unit = self._word(here)
        if unit not in UNITS or (self.low[at] in ("following", "preceding", "previous") and not count):
            return None
        if self.low[at] == "recent" and unit in ("day", "week", "month", "year"):
            return None
        days = count * UNITS[unit] if count else _VAGUE[unit]
        iso = self._back(days, unit) if past else self._on(days, counted=bool(count) or unit in ("day", "week", "month", "year"))
        return here + 1, [self._mention(first, here + 1, iso, "relative")]

    def _back(self, days: int, unit: str) -> str | None:
        begin = _shift(self.today, -days) if self.today else None
        if begin is None or self.today is None:
            return None
        cut = 10 if UNITS.get(unit, 365) <= 7 and unit not in ("weeks",) else 7
        if unit in ("weeks", "week") and cut == 7:
            return f"{begin.isoformat()[:7]}/{self.today.isoformat()[:7]}"
        return f"{begin.isoformat()[:cut]}/{self.today.isoformat()[:cut]}"

    def _on(self, days: int, *, counted: bool) -> str | None:
        if self.today is None:
            return None
        end = _shift(self.today, days)
        return f"{self.today.isoformat()}/{end.isoformat()}" if counted and end else f"{self.today.isoformat()}/.."


def _ordinal(word: str) -> int:
    """1 to 31 for "7", "07", "21st" …, else 0."""
    for suffix in ("st", "nd", "rd", "th"):
        if word.endswith(suffix) and word[:-2].isdigit():
            word = word[:-2]
            break
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31 else 0


def _valid(year: int, month: int, day: int) -> bool:
    try:
        Date(year, month, day)
    except (ValueError, OverflowError):
        return False
    return True


def _shift(day: Date, days: int) -> Date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
