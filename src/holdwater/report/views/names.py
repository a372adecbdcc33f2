"""How things are called in a report: places in the page for ids, ranges and words for credences."""

from collections.abc import Iterable, Sequence

from holdwater.case.proposals import kind_of
from holdwater.case.types import Case
from holdwater.credence import Interval

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_")


def anchors(case: Case) -> dict[str, str]:
    """For every id of the case (points, hypotheses, sources, watch items; proposed ones last) the name of its place in the page, each one once.

    An id that could not stand in a link as it is (a text may hold any) is named by its number instead.
    """
    names: dict[str, str] = {}
    used: set[str] = set()
    hypotheses = (hypothesis.id for question in case.questions for hypothesis in question.hypotheses)
    asked: dict[str, list[str]] = {}
    for proposal in case.proposed:
        asked.setdefault(kind_of(proposal.item), []).append(proposal.item.id)
    for prefix, ids in (
        ("p", (claim.id for claim in case.claims)),
        ("h", hypotheses),
        ("s", (source.id for source in case.sources)),
        ("w", (watch.id for watch in case.watch)),
        *((f"{kind[0]}-asked", listed) for kind, listed in asked.items()),
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


def spell_finely(value: float) -> str:
    """A computed credence with two decimals, or with as many as it takes not to show a certainty that it is not.

    >>> spell_finely(0.7601), spell_finely(0.9996), spell_finely(1.0), spell_finely(3e-7)
    ('0.76', '0.9996', '1', '0.0000003')
    """
    if value in (0, 1):
        return str(int(value))
    digits = 2
    while digits < 16 and float(text := f"{value:.{digits}f}") in (0, 1):
        digits += 1
    return text if digits < 16 else "nearly 1" if value > 0.5 else "nearly 0"


def spell_share(share: float) -> str:
    """A share of the draws in per cent, never rounded onto all or none of them.

    >>> spell_share(0.5), spell_share(1.0), spell_share(0.9996), spell_share(0.0001)
    ('50 %', '100 %', 'over 99 %', 'under 1 %')
    """
    per_cent = round(100 * share)
    if per_cent == 100 and share < 1:
        return "over 99 %"
    if per_cent == 0 and share > 0:
        return "under 1 %"
    return f"{per_cent} %"


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
