"""The numbers that Word shows before the paragraphs of its lists: written nowhere in the text, counted from the definitions of the lists.

ECMA-376, part 1, 17.9: a list (`num`) uses a definition (`abstractNum`) with nine levels; a level has a format, a start and a pattern ("%1.%2.").
Lists of one definition count on where the other stopped, unless they say where to start.
"""

from holdwater.typed import NamedTuple

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Level(NamedTuple):
    """One level of a list. plain: the levels above are shown in digits."""

    format: str = "decimal"
    start: int = 1
    pattern: str = ""
    plain: bool = False


class Numbering:
    """The lists of a document; `count` is asked paragraph by paragraph, in order."""

    def __init__(self) -> None:
        self._definitions: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._own: dict[tuple[str, int], Level] = {}
        self._styles: dict[str, tuple[str | None, int | None, str | None]] = {}
        self._style_of: dict[str, str] = {}  # definition -> the style of lists that it stands for
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._definition: str | None = None
        self._list: str | None = None
        self._level = 0
        self._overriding = False
        self._style: str | None = None
        self._style_numbered = False

    def take_numbering(self, name: str, attributes: dict[str, str]) -> None:
        """The beginning of an element of `numbering.xml`."""
        value = attributes.get("val", "")
        if name == "abstractNum":
            self._definition, self._list, self._overriding = attributes.get("abstractNumId", ""), None, False
            self._definitions[self._definition] = {}
        elif name == "num":
            self._list, self._definition, self._overriding = attributes.get("numId", ""), None, False
        elif name == "abstractNumId" and self._list is not None:
            self._lists[self._list] = value
        elif name == "lvlOverride":
            self._level, self._overriding = _whole(attributes.get("ilvl")), True
        elif name == "startOverride" and self._list is not None:
            self._starts[(self._list, self._level)] = _whole(value)
        elif name == "lvl":
            self._level = _whole(attributes.get("ilvl"))
            self._set(Level())
        elif name == "start":
            self._set(self._now()._replace(start=_whole(value)))
        elif name == "numFmt":
            self._set(self._now()._replace(format=value))
        elif name == "lvlText":
            self._set(self._now()._replace(pattern=value[:60]))
        elif name == "isLgl":
            self._set(self._now()._replace(plain=value not in ("0", "false")))

    def take_style(self, name: str, attributes: dict[str, str]) -> None:
        """The beginning of an element of `styles.xml`."""
        value = attributes.get("val")
        if name == "style":
            self._style = attributes.get("styleId", "")
            self._styles[self._style] = (None, None, None)
        elif self._style is not None and name in ("numId", "ilvl", "basedOn"):
            list, level, base = self._styles[self._style]
            self._styles[self._style] = (
                value if name == "numId" else list,
                _whole(value) if name == "ilvl" else level,
                value if name == "basedOn" else base,
            )

    def count(self, style: str | None, list: str | None, level: int | None) -> str | None:
        """The number of the next paragraph, as shown; None for one without. list, level: its own, which go before those of its style."""
        below: set[str] = set()
        at = style
        while at is not None and at in self._styles and at not in below and (list is None or level is None):
            below.add(at)
            of_list, of_level, base = self._styles[at]
            list, level = list if list is not None else of_list, level if level is not None else of_level
            at = base
        if list is None or list == "0" or list not in self._lists:
            return None
        level = level or 0
        definition = self._lists[list]
        shape = self._shape(list, level)
        if shape is None:
            return None
        counters = self._counters.setdefault(definition, {})
        start = self._starts.get((list, level))
        if start is not None and (list, level) not in self._begun:
            counters[level] = start
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = shape.start
        self._begun.add((list, level))
        for deeper in [each for each in counters if each > level]:
            del counters[deeper]
        if shape.format in ("bullet", "none"):
            return None
        shown = shape.pattern
        for number in range(level + 1):
            if f"%{number + 1}" in shown:
                each = self._shape(list, number) or Level()
                written = spell(counters.setdefault(number, each.start), "decimal" if shape.plain else each.format)
                shown = shown.replace(f"%{number + 1}", written)
        return shown.strip() or None

    def _shape(self, list: str, level: int) -> Level | None:
        own = self._own.get((list, level))
        return own if own is not None else self._definitions.get(self._lists.get(list, ""), {}).get(level)

    def _now(self) -> Level:
        if self._overriding and self._list is not None:
            return self._own.get((self._list, self._level), Level())
        return self._definitions.get(self._definition or "", {}).get(self._level, Level())

    def _set(self, level: Level) -> None:
        if self._overriding and self._list is not None:
            self._own[(self._list, self._level)] = level
        elif self._definition is not None:
            self._definitions[self._definition][self._level] = level


def spell(number: int, format: str) -> str:
    """A number in a format of Word.

    >>> spell(4, "lowerRoman"), spell(28, "upperLetter"), spell(3, "decimalZero"), spell(2, "ordinal")
    ('iv', 'BB', '03', '2nd')
    """
    if format in ("lowerLetter", "upperLetter") and 0 < number < 27 * 60:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if format == "upperLetter" else letters
    if format in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman.upper() if format == "upperRoman" else roman
    if format == "decimalZero":
        return f"{number:02}"
    if format == "ordinal":
        ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"
    return "" if format == "none" else str(number)


def _whole(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 8 else 0
