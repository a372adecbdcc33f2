"""The original text in blocks of pieces: what is marked in it, where points stand, and which findings go beside which block."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from holdwater.case.index import Index
from holdwater.case.types import Claim
from holdwater.read.layout import lay_out
from holdwater.report.views.findings import Group
from holdwater.report.views.names import spell_range
from holdwater.source import Span
from holdwater.typed import Literal, NamedTuple

MOST_TEXT = 1_000_000
"""Code points of the text that a report shows; it says so where a text is longer."""
_LONG = 90  # a finding about more than this is marked by its number alone

BlockKind = Literal["paragraph", "heading", "quote", "boilerplate", "file"]
PieceKind = Literal["text", "point", "finding"]


class Piece(NamedTuple):
    """A stretch of text with one set of marks; or, between two stretches, the name of a point or the number of a finding."""

    kind: PieceKind
    text: str
    marks: tuple[str, ...] = ()
    title: str | None = None
    target: str | None = None
    anchor: str | None = None


class Block(NamedTuple):
    """A paragraph (or heading, or a stretch of a case file) with the findings that belong beside it."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    groups: tuple[Group, ...]


class Text(NamedTuple):
    """`shown` is how many code points of `length` the blocks hold."""

    blocks: tuple[Block, ...]
    length: int
    shown: int


class _Mark(NamedTuple):
    start: int
    end: int
    kind: str
    title: str | None
    target: str | None


def view_text(index: Index, groups: Sequence[Group], places: Mapping[str, str]) -> Text:
    """The whole text, in order, nothing left out but line ends inside wrapped paragraphs (and what is beyond `MOST_TEXT`)."""
    text = index.case.source.text
    shown = min(len(text), MOST_TEXT)
    spans = _blocks(index, shown)
    marks = _marks(index, groups, places)
    inserts = _inserts(index, groups, places)
    filed: dict[int, list[Group]] = {}
    starts = [start for start, _, _ in spans]
    for group in groups:
        filed.setdefault(max(0, bisect_right(starts, group.at.start) - 1), []).append(group)
    blocks: list[Block] = []
    open_marks: list[_Mark] = []
    next_mark = next_insert = 0
    for number, (start, end, kind) in enumerate(spans):
        while next_mark < len(marks) and marks[next_mark].start < end:
            open_marks.append(marks[next_mark])
            next_mark += 1
        here: list[tuple[int, Piece]] = []
        last = number == len(spans) - 1
        while next_insert < len(inserts) and (inserts[next_insert][0] <= end or last):
            at, piece = inserts[next_insert]
            here.append((min(max(at, start), end), piece))
            next_insert += 1
        pieces = _pieces(text, start, end, open_marks, here, kind not in ("file", "boilerplate"))
        open_marks = [mark for mark in open_marks if mark.end > end]
        blocks.append(Block(kind, pieces, tuple(filed.get(number, ()))))
    return Text(tuple(blocks), len(text), shown)


def _pieces(text: str, start: int, end: int, marks: Sequence[_Mark], inserts: Sequence[tuple[int, Piece]], join: bool) -> tuple[Piece, ...]:
    cuts = {start, end}
    opens: dict[int, list[_Mark]] = {}
    closes: dict[int, list[_Mark]] = {}
    for mark in marks:
        low, high = max(mark.start, start), min(mark.end, end)
        if low < high:
            cuts.update((low, high))
            opens.setdefault(low, []).append(mark)
            closes.setdefault(high, []).append(mark)
    between: dict[int, list[Piece]] = {}
    for at, piece in inserts:
        cuts.add(at)
        between.setdefault(at, []).append(piece)
    pieces: list[Piece] = []
    active: list[_Mark] = []
    edges = sorted(cuts)
    for edge, after in zip(edges, [*edges[1:], end], strict=True):
        for mark in closes.get(edge, ()):
            active.remove(mark)
        pieces.extend(between.get(edge, ()))
        active.extend(opens.get(edge, ()))
        if after > edge:
            words = text[edge:after]
            if join:
                words = words.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
            if words:
                kinds = tuple(dict.fromkeys(mark.kind for mark in active))
                title = "; ".join(dict.fromkeys(mark.title for mark in active if mark.title)) or None
                target = next((mark.target for mark in reversed(active) if mark.target), None)
                pieces.append(Piece("text", words, kinds, title, target))
    return tuple(pieces)


def _marks(index: Index, groups: Sequence[Group], places: Mapping[str, str]) -> list[_Mark]:
    """Everything to be marked lightly, by place."""
    found: dict[tuple[int, int, str], _Mark] = {}

    def add(at: Span, kind: str, title: str | None, target: str | None = None) -> None:
        if at.start < at.end:
            found.setdefault((at.start, at.end, kind), _Mark(at.start, at.end, kind, title, target))

    for claim in index.case.claims:
        if claim.label is not None and claim.label_at is not None:
            add(claim.label_at, "label", None, places.get(claim.id))
        marks = index.marks(claim)
        for hedge in marks.hedges:
            add(hedge.at, "hedge", _hedge_title(index, hedge.kind, hedge.term))
        for said in marks.attributions:
            unnamed = ", without a name" if said.anonymous else ""
            add(Span(min(said.at.start, said.speaker.start), max(said.at.end, said.speaker.end)), "speaker", f"{said.mode}{unnamed}")
        for silence in marks.silences:
            add(silence.at, "silence", f"silence: {silence.kind}")
        for step in (*claim.because, *claim.against) if index.case.form == "case" else ():
            for premise, at in zip(step.premises, step.premise_at, strict=False):
                add(at, "reference", None, places.get(premise))
    for citation in (*index.case.references, *index.case.proposed_references):
        add(citation.at, "reference", None, places.get(citation.target))
    for group in groups:
        for finding in group.findings:
            if finding.at.end - finding.at.start <= _LONG:
                add(finding.at, finding.severity, None)
    return sorted(found.values(), key=lambda mark: (mark.start, -mark.end, mark.kind))


def _hedge_title(index: Index, kind: str, term: str | None) -> str:
    degree = index.words.degree(term) if term is not None else None
    if degree is None:
        return f"says how sure ({kind}), no range is known"
    return f"“{degree.term}” is read as {spell_range(degree.interval)} ({degree.scale})"


def _inserts(index: Index, groups: Sequence[Group], places: Mapping[str, str]) -> list[tuple[int, Piece]]:
    """Names of points where they begin, numbers of findings where they end."""
    inserts: list[tuple[int, int, Piece]] = []
    placed: set[str] = set()
    for claim in _claims(index):
        if claim.id in placed:
            continue
        placed.add(claim.id)
        place = places[claim.id]
        start = claim.label_at.start if claim.label is not None and claim.label_at is not None else claim.at.start
        printed = index.case.form == "case" or (claim.label is not None and claim.label_at is not None)
        name = "" if printed else claim.id
        inserts.append((start, 1, Piece("point", name, target=place, anchor=f"t-{place}")))
    for group in groups:
        at = group.at.end if group.at.end - group.at.start <= _LONG else group.at.start
        inserts.append((at, 0, Piece("finding", str(group.number), (group.lead.severity,), group.lead.message, f"n-{group.number}")))
    inserts.sort(key=lambda insert: insert[:2])
    return [(at, piece) for at, _, piece in inserts]


def _claims(index: Index) -> list[Claim]:
    """The points, then those that are only proposed."""
    return [*index.case.claims, *(proposal.item for proposal in index.case.proposed if isinstance(proposal.item, Claim))]


def _blocks(index: Index, shown: int) -> list[tuple[int, int, BlockKind]]:
    """The blocks as (start, end, kind): nothing between them but line ends and blank lines."""
    source = index.case.source
    lines: list[tuple[int, int]] = []
    for number in range(1, len(source.line_starts) + 1):
        line = source.line(number)
        if line.start >= shown:
            break
        lines.append((line.start, min(line.end, shown)))
    if index.case.form == "case":
        return _file_blocks(index, lines)
    text = source.text
    blocks: list[tuple[int, int, BlockKind]] = []
    done = 0
    for paragraph in lay_out(source).paragraphs:
        start, end = paragraph.at
        if start >= shown:
            break
        _add_rest(blocks, text, done, start)
        kind: BlockKind = {"heading": "heading", "boilerplate": "boilerplate", "quote": "quote"}.get(paragraph.kind, "paragraph")  # type: ignore[assignment]
        blocks.append((start, min(end, shown), kind))
        done = end
    _add_rest(blocks, text, done, shown)
    return blocks


def _add_rest(blocks: list[tuple[int, int, BlockKind]], text: str, start: int, end: int) -> None:
    """What stands between paragraphs (head, furniture of the site) as a block of its own, its lines kept."""
    words = text[start:end]
    if words.strip():
        lead = len(words) - len(words.lstrip())
        blocks.append((start + lead, start + len(words.rstrip()), "boilerplate"))


def _file_blocks(index: Index, lines: Sequence[tuple[int, int]]) -> list[tuple[int, int, BlockKind]]:
    """A case file in stretches: the front matter, each item, and what stands between blank lines."""
    items = {claim.item.start for claim in _claims(index) if claim.parent is None}
    text = index.case.source.text
    blocks: list[tuple[int, int, BlockKind]] = []
    fresh, front = True, bool(lines) and text[slice(*lines[0])].strip() == "---"
    for number, (start, end) in enumerate(lines):
        if not text[start:end].strip() and not front:
            fresh = True
            continue
        if fresh or start in items:
            blocks.append((start, end, "file"))
        else:
            blocks[-1] = (blocks[-1][0], end, "file")
        fresh = False
        if front and number and text[start:end].strip() == "---":
            front, fresh = False, True
    return blocks

