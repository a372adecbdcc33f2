"""The shape of a text: its headings and items as a tree, and what can be folded away."""

from holdwater.case.blocks import Block, scan
from holdwater.case.front import find_front
from holdwater.case.inline import read_text
from holdwater.case.proposals import Item
from holdwater.case.types import Claim
from holdwater.report.views.names import shorten
from holdwater.serve.analysis import Known
from holdwater.serve.labels import Holder, find_item, is_proposed, items, label_of
from holdwater.source import Span
from holdwater.typed import Literal, NamedTuple

_LONGEST = 80


class Symbol(NamedTuple):
    """One entry of the outline. `at` is all of it, `name_at` what is jumped to, within `at`."""

    name: str
    kind: Literal["heading", "point", "hypothesis", "source", "watch"]
    at: Span
    name_at: Span
    detail: str = ""
    children: tuple["Symbol", ...] = ()


class Fold(NamedTuple):
    """Lines, from 1, that fold into the first of them."""

    first: int
    last: int


def find_symbols(known: Known, *, markdown: bool = True) -> tuple[Symbol, ...]:
    """Headings with what stands under them, points with their parts; in text order."""
    index = known.assessment.index
    open_symbols: list[tuple[int, _Draft]] = []  # (depth, draft): a heading's depth is its level, an item's is below every heading
    roots: list[_Draft] = []
    drafts = [(head.at.start, 0, _heading_draft(head), head.level) for head in _headings(known, markdown)]
    for holder, item in items(index):
        if index.case.form == "case" or isinstance(item, Claim):
            depth = 7 + _depth(known, item)
            drafts.append((item.item.start, 1, _item_draft(known, holder, item), depth))
    for _, _, draft, depth in sorted(drafts, key=lambda each: each[:2]):
        while open_symbols and open_symbols[-1][0] >= depth:
            open_symbols.pop()
        (open_symbols[-1][1].children if open_symbols else roots).append(draft)
        open_symbols.append((depth, draft))
    return tuple(draft.finish() for draft in roots)


def find_folds(known: Known, *, markdown: bool = True) -> tuple[Fold, ...]:
    """Sections, items of several lines that the text labels, and the front matter."""
    index, source, text = known.assessment.index, known.source, known.source.text
    found: set[Fold] = set()
    headings = _headings(known, markdown)
    last_line = source.place(len(text.rstrip()))[0]
    waiting: list[tuple[int, int]] = []
    for head in [*headings, None]:
        line = source.place(head.at.start)[0] if head is not None else last_line + 1
        while waiting and (head is None or waiting[-1][0] >= head.level):
            _, first = waiting.pop()
            last = line - 1
            while last > first and not text[slice(*source.line(last))].strip():
                last -= 1
            found.add(Fold(first, last))
        if head is not None:
            waiting.append((head.level, line))
    for _, item in items(index):
        if label_of(index, item) is not None:
            found.add(Fold(source.place(item.item.start)[0], source.place(item.item.end)[0]))
    front = find_front(text) if markdown else None
    if front is not None:
        found.add(Fold(1, source.place(front[0].end)[0]))
    return tuple(sorted(fold for fold in found if fold.last > fold.first))


class _Draft:
    """A symbol while its children are found."""

    __slots__ = ("children", "symbol")

    def __init__(self, symbol: Symbol) -> None:
        self.symbol = symbol
        self.children: list[_Draft] = []

    def finish(self) -> Symbol:
        """Recursion goes no deeper than six headings, a point and its parts."""
        children = tuple(child.finish() for child in self.children)
        end = max((self.symbol.at.end, *(child.at.end for child in children)))
        return self.symbol._replace(children=children, at=Span(self.symbol.at.start, end))


def _heading_draft(head: Block) -> _Draft:
    return _Draft(Symbol(head.marker, "heading", head.at, head.at))


def _item_draft(known: Known, holder: Holder, item: Item) -> _Draft:
    index = known.assessment.index
    at = item.item
    name_at = label_of(index, item) or (item.at if item.item.contains(item.at) else at)
    if is_proposed(index, item):
        return _Draft(Symbol(f"{item.id}? {shorten(item.text, _LONGEST)}".strip(), holder, at, name_at, "a proposal, not counted"))
    weighed = known.assessment.weighing.points.get(item.id) if isinstance(item, Claim) else None
    detail = ""
    if weighed is not None and weighed.held is not None:
        from holdwater.report.views.names import spell_range

        detail = f"holds {spell_range(weighed.held)}"
    return _Draft(Symbol(f"{item.id} {shorten(item.text, _LONGEST)}".strip(), holder, at, name_at, detail))


def _depth(known: Known, item: Item) -> int:
    """How many points this one is a part of."""
    depth, index = 0, known.assessment.index
    parent = item.parent if isinstance(item, Claim) else None
    while parent is not None and depth < 20:
        depth += 1
        above = index.claims.get(parent) or (find_item(index, parent) or ("", None))[1]
        parent = above.parent if isinstance(above, Claim) else None
    return depth


def _headings(known: Known, markdown: bool) -> list[Block]:
    """The headings outside quotes and lists, `marker` holding their words as shown."""
    text = known.source.text
    if not markdown:
        return []
    front = find_front(text)
    blocks = scan(text, front[1] if front is not None else 0).blocks
    heads = [block for block in blocks if block.kind == "heading" and block.lines]
    shown = [read_text(text[head.lines[0].start : head.lines[-1].end]) for head in heads]
    return [head._replace(marker=shorten(words, _LONGEST)) for head, words in zip(heads, shown, strict=True) if words]
