"""What was assumed, and which word was read as what: nothing computed without being shown here."""

from holdwater.case.index import Index
from holdwater.report.views.names import fold, spell_range
from holdwater.report.views.proposals import Proposals, view_proposals
from holdwater.typed import NamedTuple
from holdwater.weigh.types import Weighing


class Word(NamedTuple):
    """A degree as written, the range it was read with, the scale that says so, and the points that use it."""

    term: str
    range: str
    scale: str
    points: tuple[str, ...]


class Taken(NamedTuple):
    """One assumption: what, its range, where it comes from, the points it was used at."""

    what: str
    range: str | None
    source: str
    points: tuple[str, ...]


class Omitted(NamedTuple):
    """A line that took no part in the numbers: at which point, what line, from which points, and why."""

    point: str
    line: str
    by: tuple[str, ...]
    why: str


class Silenced(NamedTuple):
    """A rule that the file itself silences, at an item or everywhere, with the reason given."""

    code: str
    point: str | None
    reason: str


class Method(NamedTuple):
    """`scale`, `edition` name the word list in use; `unread` are degrees that no list knows, with their points; `notes`: how the file was decoded."""

    words: tuple[Word, ...]
    unread: tuple[tuple[str, tuple[str, ...]], ...]
    taken: tuple[Taken, ...]
    scale: str
    edition: str
    flat: str
    version: str
    notes: tuple[str, ...] = ()
    omitted: tuple[Omitted, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    proposals: Proposals | None = None


def view_method(index: Index, weighing: Weighing) -> Method:
    """The words and the assumptions of a case."""
    from holdwater import __version__

    read: dict[tuple[str, str, str], dict[str, None]] = {}
    unread: dict[str, dict[str, None]] = {}
    for claim in index.case.claims:
        if claim.degree is None or claim.open:
            continue
        degree = index.degree(claim)
        if degree is None:
            unread.setdefault(fold(claim.degree.term), {})[claim.id] = None
        else:
            read.setdefault((degree.term, spell_range(degree.interval), degree.scale), {})[claim.id] = None
    scale = index.words.scale
    return Method(
        tuple(Word(term, interval, name, tuple(points)) for (term, interval, name), points in read.items()),
        tuple((term, tuple(points)) for term, points in unread.items()),
        tuple(
            Taken(one.what, spell_range(one.interval) if one.interval is not None else None, one.source, one.points)
            for one in weighing.assumptions
        ),
        scale.name,
        f"{scale.title}. {scale.source}",
        spell_range(scale.flat),
        __version__,
        tuple(fold(note) for note in index.case.source.notes),
        tuple(Omitted(left.point, left.line, left.by, left.why) for left in weighing.left_out),
        tuple(Silenced(allow.code, allow.scope, fold(allow.reason)) for allow in index.case.allows),
        view_proposals(index.case),
    )
