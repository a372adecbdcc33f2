"""The items of a section: their labels, their own text, and the bullets under them, parts among them."""

from holdwater.case.blocks import Block
from holdwater.case.fields import looks_known, read_field, read_name
from holdwater.case.forms import FIELDS, Holder
from holdwater.case.inline import drop_comments, find_bold, is_label, read_text
from holdwater.case.notebook import CALLED, Last, Notebook, shorten
from holdwater.case.references import read_comments, read_prose, read_references
from holdwater.case.types import Claim, Expect, Hypothesis, Proposal, Source, Watch
from holdwater.diagnostics import Fix, Mark
from holdwater.source import Span
from holdwater.typed import Any

_HOLDERS: dict[str, Holder] = {"hypotheses": "hypothesis", "points": "point", "sources": "source", "watch": "watch"}


def read_list(book: Notebook, block: Block, section: str) -> None:
    """Takes in the items of one list, under the heading of a section."""
    if section == "expect":
        for item in block.children:
            _read_expect(book, item)
        return
    holder = _HOLDERS[section]
    for number, item in enumerate(block.children):
        first = item.children[0] if item.children and item.children[0].kind in ("paragraph", "heading") else None
        low, high = (first.lines[0].start, first.lines[-1].end) if first and first.lines else (item.at.end, item.at.end)
        bold = find_bold(book.text[low : low + 70]) if book.text.startswith(("**", "__"), low) and low < high else None
        if bold and _is_bold_label(book, bold, low, high) and (item.number is None or holder != "point"):
            label, asked = _take_mark(bold[0])
            label_at = Span(low + 2, low + 2 + len(label))
            low += bold[1]
            if item.number is None and book.last and book.last.ordered and _column(book, item.at.start) >= _column(book, book.last.start) + 2:
                _find_misplaced(book, item, f"({label}) stands beside ({book.last.id}), not under it", book.last)
        elif item.number is not None and block.number is not None:
            label, asked, label_at = str(block.number + number), False, _digits(item)
            if item.number != block.number + number:
                _find_misnumbered(book, item, label, low < high)
        else:
            _read_unlabelled(book, item, first, bold)
            continue
        at = Span(min(low, high), high)
        if holder == "point":
            _read_point(book, item, label, label_at, at, first, None, asked=asked)
        else:
            _read_other(book, item, holder, label, label_at, at, first, asked=asked)
        ordered = item.number is not None
        book.last = Last(holder, label, ordered, item.at.start, max(item.column, 4) if ordered else item.column)


def find_stray(book: Notebook, block: Block) -> None:
    """Labelled items with fields, under no heading that would make them count."""
    for item in block.children:
        first = item.children[0] if item.children and item.children[0].kind == "paragraph" else None
        bold = find_bold(book.text[first.at.start : first.at.start + 70]) if first else None
        if first is None or bold is None or not _is_bold_label(book, bold, first.at.start, first.at.end):
            continue
        bullets = [bullet for child in item.children[1:] if child.kind == "list" for bullet in child.children]
        for bullet in bullets:
            if bullet.children and bullet.children[0].kind == "paragraph":
                name = read_name(book.text[bullet.children[0].at.start : bullet.children[0].at.end])
                if name is not None and name.name is not None:
                    book.find(
                        "HW113", first.at, f"({_take_mark(bold[0])[0]}) has fields but stands under none of the headings that make items count",
                        "outside Hypotheses, Points, Sources, Watch and Expect everything is prose", "put it under one of them, such as `## Points`",
                    )  # fmt: skip
                    break


def _read_unlabelled(book: Notebook, item: Block, first: Block | None, bold: tuple[str, int] | None) -> None:
    raw = drop_comments(book.text[first.at.start : first.at.end]).strip() if first else ""
    if book.last and raw and looks_known(book, raw, book.last.holder):
        _find_misplaced(book, item, f"“{shorten(raw)}” stands beside ({book.last.id}), not under it", book.last)
    else:
        near = bold[0].rstrip(".:) ") if bold else ""
        fix = None
        if bold and first and is_label(near):
            fix = Fix(Span(first.at.start, first.at.start + bold[1]), f"**{near}**")
        book.find(
            "HW108", item.at if len(raw) < 80 else item.marker_at or item.at,
            f"“{shorten(raw)}” has no label" if raw else "this item is empty", "nothing can cite it, and nothing is computed from it",
            f"write the label alone in bold: `**{near}**`" if fix else "begin it with a label in bold, `- **7** …`, or make it a paragraph", fix=fix,
        )  # fmt: skip
        book.last = None
    read_prose(book, item, None)


def _read_expect(book: Notebook, item: Block) -> None:
    first = item.children[0] if item.children and item.children[0].kind in ("paragraph", "heading") else None
    if first is None or not first.lines:
        return
    raw = drop_comments(book.text[first.lines[0].start : first.lines[-1].end])
    text = read_text(raw)
    if text:
        low = first.lines[0].start + len(raw) - len(raw.lstrip())
        book.expects.append(Expect(text, Span(low, first.lines[0].start + len(raw.rstrip()))))
    for child in item.children:
        read_prose(book, child, None, mentions=False)


def _read_point(
    book: Notebook, item: Block, label: str, label_at: Span, at: Span, first: Block | None, parent: str | None, *, asked: bool
) -> None:
    _note_label(book, label, label_at, "point", asked=asked)
    slot = len(book.proposed if asked else book.claims)
    if asked:
        book.proposed.append(None)
    else:
        book.claims.append(None)
    text, text_at = _read_own_text(book, at, label, "a point")
    _read_around(book, first, label, "point")
    got: dict[str, Any] = {}
    _read_below(book, item, first, "point", label, got, asked=asked)
    plain = parent is None and not (label[0] == "P" and label[1:].isdigit())
    rest = _freeze(got)
    claim = Claim(label, text, text_at, item.at, label if plain else None, label_at, parent, book.heading, **rest)
    if asked:
        book.proposed[slot] = Proposal(claim)
    else:
        book.claims[slot] = claim


def _read_other(
    book: Notebook, item: Block, holder: Holder, label: str, label_at: Span, at: Span, first: Block | None, *, asked: bool
) -> None:
    _note_label(book, label, label_at, holder, asked=asked)
    text, text_at = _read_own_text(book, at, label, CALLED[holder])
    _read_around(book, first, label, holder)
    got: dict[str, Any] = {}
    _read_below(book, item, first, holder, label, got)
    rest = _freeze(got)
    if holder == "hypothesis":
        hypothesis = Hypothesis(label, text, text_at, item.at, **rest)
        if asked:
            book.proposed.append(Proposal(hypothesis, f"Q{len(book.questions)}"))
        else:
            book.questions[-1][2].append(hypothesis)
    elif asked:
        book.proposed.append(Proposal((Source if holder == "source" else Watch)(label, text, text_at, item.at, **rest)))
    elif holder == "source":
        book.sources.append(Source(label, text, text_at, item.at, **rest))
    else:
        book.watch.append(Watch(label, text, text_at, item.at, **rest))


def _note_label(book: Notebook, label: str, at: Span, holder: Holder, *, asked: bool) -> None:
    first = book.labels.setdefault(label, (holder, at))
    if first[1] == at:
        if asked:
            book.asked.add(label)
    else:
        book.find(
            "HW102", at, f"({label}) is the label of {CALLED[first[0]]} already", "a reference to it could mean either; here it means the first",
            "give one of the two another label", points=(label,), marks=(Mark(first[1], "first used here"),),
        )  # fmt: skip


def _read_own_text(book: Notebook, at: Span, id: str, what: str) -> tuple[str, Span]:
    """An item's own text as a reader is shown it, and where it stands without the space and comments around it."""
    raw = drop_comments(book.text[at.start : at.end])
    bare = raw.strip()
    if not bare:
        book.find(
            "HW117", Span(max(0, at.start - 1), at.end), f"({id}) says nothing", f"{what} is a sentence", "write one, or take the item out", points=(id,),
        )  # fmt: skip
        return "", Span(at.end, at.end)
    low = at.start + len(raw) - len(raw.lstrip())
    return read_text(book.text[low : low + len(bare)]), Span(low, low + len(bare))


def _read_around(book: Notebook, first: Block | None, id: str, holder: Holder) -> None:
    """References and comments in an item's own text, and lines glued to it that were meant as fields."""
    if first is not None:
        read_references(book, first.at, id if holder == "point" else None, id)
        if len(first.lines) > 1:
            _find_glued(book, first, holder, id)


def _find_glued(book: Notebook, first: Block, holder: Holder, id: str) -> None:
    for above, line in zip(first.lines, first.lines[1:], strict=False):
        raw = book.text[line.start : line.end]
        bare = raw[2:].lstrip() if raw[:2] in ("- ", "* ", "+ ") else raw
        name = read_name(bare) if ":" in bare else None
        known = name is not None and name.name in FIELDS[holder]
        if not known and (name is not None or len(bare) > 40 or not looks_known(book, bare, holder)):
            continue
        if not known and bare is raw and book.text[above.end - 1] not in ".!?…\"”)]":
            continue
        book.find(
            "HW106", line, f"“{shorten(raw)}” belongs to the sentence above it, not to the fields of ({id})",
            "a line that is glued to a bullet is part of that bullet's text, so this field has no effect",
            "make it a bullet of its own under the item: `- " + shorten(bare) + "`", points=(id,),
        )  # fmt: skip


def _read_below(
    book: Notebook, item: Block, first: Block | None, holder: Holder, id: str, got: dict[str, Any], *, asked: bool = False
) -> None:
    """Fields, parts and prose under an item."""
    for child in item.children:
        if child is first:
            continue
        if child.kind == "list" and child.number is None:
            for bullet in child.children:
                _read_bullet(book, bullet, holder, id, got, asked=asked)
        else:
            if child.kind == "code":
                raw = book.text[child.lines[0].start : child.lines[0].end].strip()
                if raw[:2] in ("- ", "* ", "+ ") and looks_known(book, raw[2:].strip(), holder):
                    book.find(
                        "HW107", child.lines[0], f"“{shorten(raw)}” is indented so far under ({id}) that it is code",
                        "what stands in code is shown as it is and never read", "begin the bullet two columns in, under a number four", points=(id,),
                    )  # fmt: skip
            read_prose(book, child, id, inside=holder == "point")


def _read_bullet(book: Notebook, bullet: Block, holder: Holder, id: str, got: dict[str, Any], *, asked: bool) -> None:
    first = bullet.children[0] if bullet.children else None
    if first is None or first.kind != "paragraph":
        read_prose(book, bullet, id, inside=holder == "point")
        return
    start, end = first.at
    text = book.text
    if text[start] in "*_" and holder == "point" and text.startswith(("**", "__"), start):
        bold = find_bold(text[start : start + 70])
        if bold and _is_bold_label(book, bold, start, end):
            label, own = _take_mark(bold[0])
            label_at = Span(start + 2, start + 2 + len(label))
            _read_point(book, bullet, label, label_at, Span(start + bold[1], end), first, id, asked=own or asked)
            return
    raw = text[start:end]
    if "<!--" in raw:
        raw = drop_comments(raw).rstrip()
        read_comments(book, first.at, id)
    if not read_field(book, raw, start, holder, id, got):
        read_references(book, first.at, id if holder == "point" else None, id)
    elif len(first.lines) > 1 and not raw.startswith("quote"):
        _find_glued(book, first, holder, id)
    for child in bullet.children[1:]:
        for inner in child.children if child.kind == "list" else ():
            deep = inner.children[0] if inner.children and inner.children[0].kind == "paragraph" else None
            if deep and looks_known(book, text[deep.at.start : deep.at.end], holder):
                book.find(
                    "HW107", deep.at, f"“{shorten(text[deep.at.start : deep.at.end])}” stands under “{shorten(raw)}”, not under ({id})",
                    "a field belongs to the item right above it; a field has no fields",
                    "begin the bullet in the column of the field above it", points=(id,),
                )  # fmt: skip
        read_prose(book, child, id, inside=holder == "point")


def _find_misnumbered(book: Notebook, item: Block, shown: str, has_text: bool) -> None:
    marker, written = item.marker_at or item.at, str(item.number)
    book.misnumbered.add(written)
    book.find(
        "HW105", marker, f"“{book.text[marker.start : marker.end]}” is written here, but every reader of the file is shown {shown}",
        "a list counts on from its first number whatever is written, so references to the written number lead astray",
        f"write the label in bold: `- **{written}** …`", points=(shown,),
        fix=Fix(marker, f"- **{written}**") if has_text and int(written) < 1000 else None,
    )  # fmt: skip


def _find_misplaced(book: Notebook, item: Block, message: str, under: Last) -> None:
    """A bullet that begins too far left, or too far right, to stand under the item before it."""
    line = item.at.start - _column(book, item.at.start)
    one_line = "\n" not in book.text[item.at.start : item.at.end] and "\r" not in book.text[item.at.start : item.at.end]
    movable = one_line and not book.text[line : item.at.start].strip(" \t")
    book.find(
        "HW107", item.at if one_line else item.marker_at or item.at, message,
        "to a reader of the file this is another list, so what it says is lost to the item it was meant for",
        f"begin the bullet in column {under.fields + 1}, {under.fields} spaces in", points=(under.id,),
        fix=Fix(Span(line, item.at.start), " " * under.fields) if movable else None,
    )  # fmt: skip


def _is_bold_label(book: Notebook, bold: tuple[str, int], low: int, high: int) -> bool:
    """Whether bold text is a label, with or without a question mark: of a label's form, with white space or nothing after it."""
    after = low + bold[1]
    return is_label(_take_mark(bold[0])[0]) and (after >= high or book.text[after].isspace())


def _take_mark(bold: str) -> tuple[str, bool]:
    """A label without its question mark, and whether it had one."""
    return (bold[:-1], True) if bold.endswith("?") else (bold, False)


def _column(book: Notebook, at: int) -> int:
    return book.source.place(at)[1] - 1


def _digits(item: Block) -> Span:
    marker = item.marker_at or item.at
    return Span(marker.start, marker.end - 1)


def _freeze(got: dict[str, Any]) -> dict[str, Any]:
    """What was gathered, its lists made tuples."""
    return {name: tuple(value) if type(value) is list else value for name, value in got.items()}
