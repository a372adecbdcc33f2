"""How things are called in a report: places in the page for ids, ranges and words for credences."""

from collections.abc import Iterable, Sequence

from holdwater.case.types import Case
from holdwater.credence import Interval

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_")


def anchors(case: Case) -> dict[str, str]:
    """For every id of the case (points, hypotheses, sources, watch items) the name of its place in the page, each one once.

    An id that could not stand in a link as it is (a text may hold any) is named by its number instead.
    """
    names: dict[str, str] = {}
    used: set[str] = set()
    hypotheses = (hypothesis.id for question in case.questions for hypothesis in question.hypotheses)
    for prefix, ids in (
        ("p", (claim.id for claim in case.claims)),
        ("h", hypotheses),
        ("s", (source.id for source in case.sources)),
        ("w", (watch.id for watch in case.watch)),
    ):
        for number, id in enumerate(ids):
            if id in names:
                continue
            name = f"{prefix}-{id}" if id and len(id) <= 40 and _PLAIN.issuperset(id) else f"{prefix}_{number}"
            if name in used:
                name = f"{prefix}_{number}"
            used.add(name)
            names[id] = name
    return names


def fold(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def shorten(text: str, limit: int) -> str:
    """The text on one line, cut between words where it is longer than `limit`.

    >>> shorten("The cranes stood still all night", 20)
    'The cranes stood …'
    """
    line = fold(text)
    if len(line) <= limit:
        return line
    cut = line.rfind(" ", 0, limit - 1)
    return line[: cut if cut > limit // 2 else limit - 1].rstrip(" ,;:–—-(") + " …"


def spell(value: float) -> str:
    """A credence with two decimals, never rounded onto 0 or 1.

    >>> spell(0.7601), spell(1), spell(0.999)
    ('0.76', '1', '0.99')
    """
    if value in (0, 1):
        return str(int(value))
    return f"{min(0.99, max(0.01, round(value, 2))):.2f}"


def spell_range(interval: Interval) -> str:
    """
    >>> spell_range(Interval(0.8, 0.95)), spell_range(Interval(0.6, 0.6))
    ('0.80–0.95', '0.60')
    """
    low, high = spell(interval.low), spell(interval.high)
    return low if low == high else f"{low}–{high}"


def count(many: int, one: str, more: str | None = None) -> str:
    """
    >>> count(1, "point"), count(3, "point")
    ('1 point', '3 points')
    """
    return f"{many:,} {one if many == 1 else more or one + 's'}"


def series(parts: Iterable[str]) -> str:
    """
    >>> series(["(1)", "(6)", "(9)"])
    '(1), (6) and (9)'
    """
    listed: Sequence[str] = list(parts)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}" if listed else ""
