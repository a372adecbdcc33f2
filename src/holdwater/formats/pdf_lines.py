"""From words with boxes to paragraphs in reading order: lines, columns, running heads, footnotes, hyphens. Knows nothing of PDF.

Coordinates are points, y grows upward. The order: columns are found by the gaps that run down a page; what crosses such a gap cuts the page into
bands, and each band is read column by column (after G. Nagy and S. Seth, Hierarchical representation of optically scanned documents, 1984).
"""

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from holdwater.typed import NamedTuple

_TERMINAL = ".!?:…”\"’)]"
_LABEL = re.compile(r"[(\[]?(?:\d{1,4}(?:\.\d{1,3}){0,4}|[a-z])[.)\]]{1,2}\s|[•–▪■]\s")
_FOLIO = re.compile(r"\W{0,12}(?:page|p\.?|seite|s\.)?\s{0,6}(?:\d{1,5}|[ivxlc]{1,7})(?:\s{0,6}(?:of|/|von)\s{0,6}\d{1,5})?\W{0,12}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_NOTE_LINE = re.compile(r"(?:\d{1,4}|[*†‡§]{1,2})[\s.)]*\S")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": None, "\ufffe": None})


class Word:
    """A word and where it stands. mark: a small raised sign at its end; lead: one at its beginning; broken: a hyphen at its end parts it."""

    __slots__ = ("broken", "lead", "mark", "size", "text", "x0", "x1", "y")

    def __init__(self, text: str, x0: float, x1: float, y: float, size: float, broken: bool = False) -> None:
        self.text = text
        self.x0 = x0
        self.x1 = x1
        self.y = y
        self.size = size
        self.broken = broken
        self.mark: str | None = None
        self.lead: str | None = None


class Page:
    """A page on its way: its words, and the stretches of it that are not seen, with the reason."""

    __slots__ = ("height", "hidden", "number", "width", "words")

    def __init__(self, number: int, width: float, height: float) -> None:
        self.number = number
        self.width = width
        self.height = height
        self.words: list[Word] = []
        self.hidden: list[tuple[str, str]] = []


class Paragraph(NamedTuple):
    text: str
    page: int


class Ordered(NamedTuple):
    """The paragraphs of a document, its footnotes, and how many running lines were left out."""

    body: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...]
    running: int


class _Line:
    """Words on one base line, in one column."""

    __slots__ = ("size", "words", "x0", "x1", "y")

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.x0 = min(word.x0 for word in words)
        self.x1 = max(word.x1 for word in words)
        sizes = sorted(word.size for word in words)
        self.size = sizes[len(sizes) // 2]
        self.y = sorted(word.y for word in words)[len(words) // 2]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


class _Draft(NamedTuple):
    """A paragraph in lines. indented: its first line stands in; room: how much its last line leaves; first, last: of its column."""

    lines: list[_Line]
    page: int
    indented: bool
    room: float
    first: bool
    last: bool


def set_in_order(pages: list[Page]) -> Ordered:
    """The text of pages as a person reads them."""
    whole = [_segments(page.words) for page in pages]
    raw, running = _without_running(pages, whole)
    if _length(raw) * 2 < _length(whole):  # what stands on every page may be all there is
        raw, running = whole, 0
    sizes: Counter[float] = Counter()
    for segments in raw:
        for segment in segments:
            sizes[round(segment.size * 2) / 2] += sum(len(word.text) for word in segment.words)
    usual = max(sizes.items(), key=lambda item: (item[1], -item[0]))[0] if sizes else 10.0
    drafts: list[_Draft] = []
    notes: list[_Draft] = []
    gaps = sorted(gap for segments in raw if (gap := _gap(segments)) is not None)
    shared = gaps[len(gaps) // 2] if gaps else None
    for page, segments in zip(pages, raw, strict=True):
        for column in _columns(segments, 0, shared):
            lines = _lines(column)
            low = _notes_from(lines, usual)
            drafts += _paragraphs(lines[:low], page.number, usual)
            notes += _paragraphs(lines[low:], page.number, usual, notes=True)
    marks = _marks(drafts, notes)
    spelling = _spelling(drafts)
    indents = sum(draft.indented for draft in drafts) * 4 >= len(drafts)
    body: list[Paragraph] = []
    before: _Draft | None = None
    for draft in drafts:
        text = _text(draft, marks, spelling)
        if not text:
            continue
        if body and before is not None and before.last and draft.first and _goes_on(body[-1].text, text, before, draft, indents):
            body[-1] = Paragraph(_joined(body[-1].text, text, spelling), body[-1].page)
        else:
            body.append(Paragraph(text, draft.page))
        before = draft
    told = [Paragraph(text, note.page) for note in notes if (text := _text(note, set(), spelling))]
    return Ordered(tuple(body), tuple(told), running)


def _length(pages: list[list[_Line]]) -> int:
    return sum(len(word.text) for lines in pages for line in lines for word in line.words)


def _segments(words: list[Word]) -> list[_Line]:
    """Words that follow each other on a line without a wide gap."""
    found: list[list[Word]] = []
    for word in words:
        last = found[-1][-1] if found else None
        if last is not None and not last.broken:
            size = max(last.size, word.size)
            near = abs(word.y - last.y) < 0.25 * size or (abs(word.y - last.y) < 0.5 * size and min(last.size, word.size) < 0.85 * size)
            if near and -0.5 * size < word.x0 - last.x1 < 1.1 * size:
                found[-1].append(word)
                continue
        found.append([word])
    return [_Line(each) for each in found]


def _without_running(pages: list[Page], raw: list[list[_Line]]) -> tuple[list[list[_Line]], int]:
    """The pages without heads, feet and page numbers: lines at an edge that stand there on other pages too, but for their numbers."""
    edges: list[list[tuple[str, int, _Line]]] = []
    counts: Counter[tuple[str, int]] = Counter()
    for segments in raw:
        rows = _lines(sorted(segments, key=lambda line: (-line.y, line.x0)))
        here = []
        steps = sorted(one.y - other.y for one, other in pairwise(rows))
        usual = steps[len(steps) // 2] if steps else 0.0
        for side, outer in (("top", rows[:4]), ("end", rows[:-5:-1])):
            apart = 0  # how many lines stand outside the body: a wider step, or letters of another size, part them from it
            for depth, (line, inner) in enumerate(pairwise(outer)):
                if abs(line.y - inner.y) > 1.25 * usual or abs(line.size - inner.size) > 0.08 * inner.size:
                    apart = depth + 1
            for depth, line in enumerate(outer[: apart if len(rows) > 1 else 1]):
                text = line.text
                kind = "#" if _FOLIO.fullmatch(text) else _DIGITS.sub("#", " ".join(text.lower().split()))
                here.append((side + kind, depth, line))
        counts.update({(key, 0) for key, _, _ in here})
        edges.append(here)
    kept: list[list[_Line]] = []
    dropped = 0
    for page, segments, here in zip(pages, raw, edges, strict=True):
        out: set[int] = set()
        for side in ("top", "end"):
            for key, _, line in sorted((each for each in here if each[0].startswith(side)), key=lambda each: each[1]):
                often = counts[(key, 0)]
                alone = key == "end#" and len(pages) == 1 and line.y < 0.1 * page.height and line.text.strip("-– ").isdecimal()
                if not (often >= 3 or (often == 2 and len(pages) <= 6) or alone) or (len(key) > 110):
                    break
                out.update(id(word) for word in line.words)
                dropped += 1
        kept.append([segment for segment in segments if not all(id(word) in out for word in segment.words)])
    return kept, dropped


def _columns(segments: list[_Line], depth: int, shared: float | None = None) -> list[list[_Line]]:
    """The segments of a page in groups, in the order in which they are read. shared: where other pages have their gap."""
    gap = _gap(segments) if depth < 4 else None
    if gap is None and shared is not None and _parts(segments, shared):
        gap = shared
    if gap is None:
        return [segments] if segments else []
    found: list[list[_Line]] = []
    band: list[_Line] = []
    wide: list[_Line] = []

    def close() -> None:
        nonlocal band
        left = [line for line in band if line.x1 <= gap + 1]
        right = [line for line in band if line.x1 > gap + 1]
        for side in (left, right):
            if side:
                found.extend(_columns(side, depth + 1))
        band = []

    for line in sorted(segments, key=lambda line: -line.y):
        crosses = line.x0 < gap - 1 and line.x1 > gap + 1
        if crosses:
            if band:
                close()
            wide.append(line)
        else:
            if wide:
                found.append(wide)
                wide = []
            band.append(line)
    close()
    if wide:
        found.append(wide)
    return found


def _gap(segments: list[_Line]) -> float | None:
    """Where a gap runs down between two columns of text; None where there is one column."""
    if len(segments) < 8:
        return None
    left, right = min(line.x0 for line in segments), max(line.x1 for line in segments)
    width = right - left
    if width <= 0:
        return None
    bins = 200
    cover = [0] * (bins + 1)
    for line in segments:
        first, last = int((line.x0 - left) / width * bins), int((line.x1 - left) / width * bins)
        cover[max(0, first)] += 1
        cover[min(bins, last)] -= 1
    total, profile = 0, []
    for change in cover[:bins]:
        total += change
        profile.append(total)
    best: tuple[int, int, int] | None = None
    for start in range(bins * 15 // 100, bins * 85 // 100):
        if start and profile[start] == profile[start - 1] and start > bins * 15 // 100:
            continue
        end = start
        while end < bins * 85 // 100 and profile[end] <= profile[start]:
            end += 1
        if end - start >= 2 and (best is None or (profile[start], start - end) < (profile[best[0]], best[0] - best[1])):
            best = (start, end, profile[start])
    if best is None:
        return None
    middle = left + width * (best[0] + best[1]) / 2 / bins
    size = median(line.size for line in segments)
    if (best[1] - best[0]) / bins * width < 0.6 * size:
        return None
    lefts = [line for line in segments if line.x1 <= middle + 1]
    rights = [line for line in segments if line.x0 >= middle - 1]
    crossing = len(segments) - len(lefts) - len(rights)
    if min(_rows(lefts), _rows(rights)) < 4 or crossing > len(lefts) + len(rights):
        return None
    long = [median(sum(len(word.text) for word in line.words) for line in side) for side in (lefts, rights)]
    return middle if min(long) >= 12 else None


def _parts(segments: list[_Line], gap: float) -> bool:
    """Does a gap part a page whose second column has just begun?"""
    rights = [line for line in segments if line.x0 >= gap - 1]
    if not rights:
        return False
    low, high = min(line.y for line in rights) - 1, max(line.y for line in rights) + 1
    beside = [line for line in segments if low <= line.y <= high and line.x0 < gap - 1]
    return bool(beside) and all(line.x1 <= gap + 1 for line in beside)


def _rows(lines: list[_Line]) -> int:
    return len({round(line.y) for line in lines})


def _lines(segments: list[_Line]) -> list[_Line]:
    """Segments on one base line put together, from the top of the column to its end."""
    rows: list[list[_Line]] = []
    for line in sorted(segments, key=lambda line: -line.y):
        if rows:
            base = rows[-1][0]
            near = abs(base.y - line.y) < 0.3 * max(base.size, line.size)
            apart = all(line.x0 >= other.x1 - 1 or line.x1 <= other.x0 + 1 for other in rows[-1])
            raised = line.size < 0.85 * base.size and abs(base.y - line.y) < 0.6 * base.size and len(line.text) < 6
            if (near or raised) and apart:
                rows[-1].append(line)
                continue
        rows.append([line])
    made = []
    for row in rows:
        line = _Line([word for each in sorted(row, key=lambda each: each.x0) for word in each.words])
        line.y = max(row, key=lambda each: each.size).y
        made.append(line)
    return made


def _notes_from(lines: list[_Line], usual: float) -> int:
    """From which line of a column on there are footnotes: small lines at its end, the first of them with a number or a sign."""
    at = len(lines)
    while at and lines[at - 1].size < 0.93 * usual:
        at -= 1
    if at == 0 and usual:
        return len(lines) if not lines or lines[0].words[0].lead is None else 0
    for number in range(at, len(lines)):
        first = lines[number].words[0]
        if first.lead is not None or _NOTE_LINE.match(lines[number].text):
            return number if number - at > 1 else at
    return len(lines)


def _paragraphs(lines: list[_Line], page: int, usual: float, *, notes: bool = False) -> list[_Draft]:
    if not lines:
        return []
    left, right = _edge([line.x0 for line in lines], 0.1), _edge([line.x1 for line in lines], 0.9)
    steps = [one.y - other.y for one, other in pairwise(lines) if one.y - other.y > 0]
    leading = sorted(steps)[len(steps) // 8] if steps else 1.2 * usual
    groups: list[list[_Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if _begins(before, line, groups[-1], left, right, leading, notes):
            groups.append([line])
        else:
            groups[-1].append(line)
    made = []
    for number, group in enumerate(groups):
        indented = group[0].x0 - left > 0.6 * group[0].size
        made.append(_Draft(group, page, indented, right - group[-1].x1, number == 0, number == len(groups) - 1))
    return made


def _edge(places: list[float], share: float) -> float:
    """Where a column begins or ends, but for a tenth of its lines."""
    return sorted(places)[min(len(places) - 1, int(len(places) * share))]


def _begins(before: _Line, line: _Line, group: list[_Line], left: float, right: float, leading: float, notes: bool) -> bool:
    """Does a paragraph begin with this line?"""
    size = max(before.size, line.size)
    text, ends = line.text, before.text.rstrip()[-1:] in _TERMINAL
    if before.words[-1].broken:
        return False
    if notes:
        number = text.split()[0].rstrip(".)")
        return line.words[0].lead is not None or (ends and number.isdecimal() and len(number) <= 4)
    if before.y - line.y > 1.35 * leading + 0.5 or abs(before.size - line.size) > 0.18 * size:
        return True
    first = line.words[0]
    short = right - before.x1 > first.x1 - first.x0 + 0.3 * size + 0.02 * (right - left)  # the next word would have had room
    if line.x0 - left > 0.6 * size and line.x0 - before.x0 > 0.6 * size and (ends or short):
        return True
    if short and line.x0 - left > 0.6 * size and abs(line.x0 - before.x0) < 0.3 * size:
        return True
    if _LABEL.match(text) and (ends or short):
        return True
    if len(group) > 1 and before.x0 - line.x0 > 0.6 * size and all(each.x0 - line.x0 > 0.6 * size for each in group[-2:]) and ends:
        return not _LABEL.match(group[0].text)
    return short and ends and not text[:1].islower()


def _marks(drafts: list[_Draft], notes: list[_Draft]) -> set[str]:
    """The raised signs that are marks of footnotes: those that a note begins with, and numbers that count up through the text."""
    known = set()
    for note in notes:
        first = note.lines[0].words[0]
        known.add(first.lead or first.text.strip("[]().").lower())
    raised = [word.mark for draft in drafts for line in draft.lines for word in line.words if word.mark is not None]
    numbers = [int(mark) for mark in raised if mark.isdecimal()]
    counted = sum(other - one == 1 for one, other in pairwise(numbers))
    if len(numbers) >= 3 and counted * 3 >= 2 * (len(numbers) - 1):
        known.update(mark for mark in raised)
    return known


class _Spelling(NamedTuple):
    """How often the document writes which word, and whether it parts words at line ends where nothing tells."""

    words: Counter[str]
    parts: bool


def _spelling(drafts: list[_Draft]) -> _Spelling:
    """Typesetters who part words do so every few lines; a hyphen at a line end in one line of fifty is the word's own."""
    words = Counter(_bare(word.text) for draft in drafts for line in draft.lines for word in line.words)
    lines = [line for draft in drafts for line in draft.lines]
    parted = sum(line.words[-1].broken or line.words[-1].text[-1:] in "-\u2010" for line in lines)
    return _Spelling(words, parted * 40 >= len(lines))


def _bare(word: str) -> str:
    return word.translate(_LIGATURES).strip(".,;:!?()[]\"'“”‘’").lower()


def _text(draft: _Draft, marks: set[str], spelling: _Spelling) -> str:
    """A paragraph on one line."""
    text = ""
    for line in draft.lines:
        parts = []
        for word in line.words:
            shown = word.text
            if word.lead is not None:
                shown = f"{word.lead} {shown[len(word.lead) :]}"
            elif word.mark is not None and word.mark in marks:
                shown = shown[: len(shown) - len(word.mark)]
            elif shown in marks and word.size < 0.8 * line.size and word.y - line.y > 0.12 * line.size:
                continue
            if shown:
                parts.append(shown)
        row = " ".join(parts).translate(_LIGATURES)
        if line.words[-1].broken:
            row += "-"
        if row:
            text = _joined(text, row, spelling) if text else row
    return text


def _joined(text: str, row: str, spelling: _Spelling) -> str:
    """Two lines as one. A hyphen at the end of the first goes, unless the word is written with it elsewhere, or nothing tells and few are."""
    if text[-1:] in "-\u2010" and len(text) > 1 and text[-2].isalpha() and row[:1].isalpha():
        head, tail = _bare(text.rsplit(None, 1)[-1])[:-1], _bare(row.split(None, 1)[0])
        whole, apart = spelling.words[head + tail], spelling.words[f"{head}-{tail}"]
        if row[:1].isupper() or "-" in head or apart > whole or (not whole and not spelling.parts):
            return text + row
        return text[:-1] + row
    if (text[-1:] in "-–—" and len(text) > 1 and not text[-2].isspace()) or (row[0] == "—" and not row[1:2].isspace()):
        return text + row
    return f"{text} {row}"


def _goes_on(before: str, text: str, one: _Draft, other: _Draft, indents: bool) -> bool:
    """Is a paragraph at the top of a column or page the rest of the one that ended before it?"""
    if one.lines[-1].words[-1].broken or before[-1:] in "-,;–—":
        return not _LABEL.match(text)
    if _LABEL.match(text) or abs(one.lines[-1].size - other.lines[0].size) > 0.15 * one.lines[-1].size:
        return False
    first = other.lines[0].words[0]
    full = one.room < first.x1 - first.x0 + 0.3 * first.size  # the next word would not have had room
    if before[-1:] not in _TERMINAL:
        return text[:1].islower() or full
    if text[:1].islower():
        return before[-1:] not in ".!?"
    return indents and not other.indented and full
