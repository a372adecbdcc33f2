"""The finished values for a terminal: findings with the lines they are about, the summary of an assessment, a weighing as a table.

Whatever comes from a document goes through `visible`: a control character, an escape sequence or a change of reading direction is shown,
never sent to the terminal.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from holdwater.case.index import Index
from holdwater.credence import Interval
from holdwater.diagnostics import SEVERITIES, Diagnostic
from holdwater.report.views.findings import Group, choose, group_findings
from holdwater.report.views.headline import Conclusion, view_headline
from holdwater.report.views.names import count, spell_range
from holdwater.report.views.proposals import quote_argument, view_proposals
from holdwater.report.views.readings import Reading, Standings, find_conclusions
from holdwater.source import SourceText, Span
from holdwater.typed import NamedTuple
from holdwater.weigh.types import Weighing

_COLOURS = {"error": "1;31", "warning": "33", "note": "36", "strong": "1", "faint": "2", "mark": "34"}
_SHOWN = 8  # findings in a summary
_OTHERS = 4  # conclusions in a summary, beside the main one
_TAB = "    "
_UNWRAPPED = 120  # width of the source lines where the output is no terminal


class Look(NamedTuple):
    """How to write: the width of the terminal (None where there is none, and nothing is wrapped), in colour or not, plain ASCII or not."""

    width: int | None = None
    colour: bool = False
    plain: bool = False

    def paint(self, text: str, how: str) -> str:
        return f"\x1b[{_COLOURS[how]}m{text}\x1b[0m" if self.colour and text else text


def visible(text: str) -> str:
    """The text with everything that a terminal would act on, or not show, made visible; one code point may become several.

    >>> visible("a\\x1b[31m b\\u202ec")
    'a␛[31m b<U+202E>c'
    """
    if text.isprintable():
        return text
    return "".join([_shown(char) for char in text])


def findings(source: SourceText, diagnostics: Iterable[Diagnostic], look: Look) -> str:
    """Each finding with its lines, its reason and what mends it, as a block of its own."""
    page = _Page(source)
    return "\n".join([_finding(page, finding, look) for finding in diagnostics])


def tally(diagnostics: Sequence[Diagnostic]) -> str:
    """How many of which severity, the gravest first.

    >>> tally(())
    'nothing found'
    """
    counts = [(severity, sum(finding.severity == severity for finding in diagnostics)) for severity in reversed(SEVERITIES)]
    return ", ".join(count(many, severity) for severity, many in counts if many) or "nothing found"


def closing(files: int, shown: Sequence[Diagnostic], hidden: Sequence[Diagnostic] = ()) -> str:
    """The last line of a check: how many files, what was found in them, what was left out, and where to read on.

    >>> closing(2, ())
    '2 files: nothing found'
    """
    line = f"{count(files, 'file')}: {tally(shown)}"
    if hidden:
        line += f"; {tally(hidden)} below --severity"
    if shown:
        first = min(shown, key=lambda finding: -SEVERITIES.index(finding.severity))
        line += f". More on a rule: holdwater explain {first.code}"
    return line


def bar(held: Interval | None, look: Look) -> str:
    """Twenty cells from 0 to 1, those that the interval touches filled.

    >>> bar(Interval(0.5, 0.8), Look(plain=True))
    '..........######....'
    """
    empty, full = (".", "#") if look.plain else ("·", "█")
    if held is None:
        return empty * 20
    first = min(19, int(held.low * 20 + 1e-9))
    last = max(first + 1, min(20, int(held.high * 20 + 1 - 1e-9)))
    return empty * first + full * (last - first) + empty * (20 - last)


def summary(index: Index, diagnostics: tuple[Diagnostic, ...], weighing: Weighing, look: Look) -> str:
    """What an assessment found, on one screen: who says it, what is said against what is held, and the findings that matter most."""
    groups = group_findings(index, diagnostics)
    headline = view_headline(index, groups, weighing)
    lines = [look.paint(line(headline.title, look, 0), "strong")]
    byline = dict(headline.byline)
    if byline.get("as of") == byline.get("dated"):
        byline.pop("as of", None)
    if byline:
        lines += wrapped(" · ".join(f"{name} {visible(value)}" for name, value in byline.items()), look, "", "")
    if headline.main is None:
        lines += ["", "No conclusion was found: nothing in it is given reasons."]
    else:
        lines += ["", *_main_conclusion(headline.main, look)]
    if headline.others:
        lines += ["", look.paint("Other conclusions", "strong")]
        for other in headline.others[:_OTHERS]:
            lines += _other_conclusion(other, look)
        if len(headline.others) > _OTHERS:
            lines.append(f"  and {len(headline.others) - _OTHERS} more")
    if weighing.draws is not None:
        from holdwater.report.weighing import rival_rows

        lines += rival_rows(index, weighing, look)
    lines += ["", *_foremost(index, groups, diagnostics, look)]
    asked = proposals_line(index, look)
    lines += ["", *asked] if asked else []
    return "\n".join(lines) + "\n"


def proposals_line(index: Index, look: Look) -> list[str]:
    """How many proposals wait for a person, and the commands that lead to a decision; nothing where there are none."""
    proposals = view_proposals(index.case, index.case.source.name)
    if proposals is None:
        return []
    return wrapped(visible(f"{proposals.total} ({proposals.kinds}): {', then '.join(proposals.ways)}"), look, "", "  ")


def _main_conclusion(main: Conclusion, look: Look) -> list[str]:
    lines = [look.paint(f"Main conclusion {visible(_name(main.id))}", "strong")]
    lines += wrapped(f"“{visible(main.quote or main.text)}”", look, "  ", "  ")
    lines += readings(main.standing, look)
    return lines + wrapped(visible(main.standing.verdict), look, "  ", "  ")


def _other_conclusion(other: Conclusion, look: Look) -> list[str]:
    head = f"  {visible(_name(other.id))} "
    said, held = _said(other.standing.said), _range(other.standing.held.interval)
    return [
        head + f"“{line(other.quote or other.text, look, cells(head) + 2)}”",
        " " * cells(head) + f"said {said}, held {held}",
    ]


def readings(standing: Standings, look: Look) -> list[str]:
    """Said and held, one under the other, each with its bar."""
    said, held = _said(standing.said), _range(standing.held.interval)
    wide = max(cells(said), cells(held))
    return [
        f"  {name}  {text}{' ' * (wide - cells(text))}  {bar(reading.interval, look)}"
        for name, text, reading in (("said", said, standing.said), ("held", held, standing.held))
    ]


def _said(said: Reading) -> str:
    """The author's word with its range, never one without the other."""
    number = _range(said.interval) if said.interval is not None or said.words is None else "no range is known"
    if said.words is not None and not said.words[:1].isdigit():
        return f"{visible(said.words)}, {number}"
    return f"{number}, assumed" if said.assumed else number


def _range(interval: Interval | None) -> str:
    return "nothing" if interval is None else spell_range(interval)


def _foremost(index: Index, groups: Sequence[Group], diagnostics: Sequence[Diagnostic], look: Look) -> list[str]:
    """The findings that matter most, each with the codes of those that meet it in one place."""
    if not diagnostics:
        return ["Nothing found: no rule has anything to say about it."]
    lines = [look.paint(f"What matters most ({tally(diagnostics)})", "strong")]
    by_lead = {group.lead.number: group for group in groups}
    chosen = choose(index, groups, find_conclusions(index), _SHOWN)
    shown = {finding.number for finding in chosen}
    told = 0
    for finding in chosen:
        under = [other for other in by_lead[finding.number].findings[1:] if other.number not in shown] if finding.number in by_lead else []
        told += 1 + len(under)
        others = dict.fromkeys(other.code for other in under)
        also = f" (also {', '.join(others)})" if others else ""
        head = f"  {finding.severity:<7} {finding.code} "
        first, *rest = wrapped(visible(" ".join(finding.message.split())) + also, look, head, " " * len(head))
        lines += [look.paint(head, finding.severity) + first[len(head) :], *rest]
    more = f"and {len(diagnostics) - told} more; " if len(diagnostics) > told else ""
    argument = "-" if index.case.source.name == "stdin" else quote_argument(index.case.source.name)
    lines.append(f"  {more}with the sentences: holdwater check {visible(argument)}")
    return lines


def _name(id: str) -> str:
    return f"({id})"


def line(text: str, look: Look, taken: int) -> str:
    """The text on what is left of one line."""
    room = max(20, (look.width or _UNWRAPPED) - taken)
    shown = visible(" ".join(text.split()))
    if cells(shown) > room:
        kept, used = [], 0
        for char in shown:
            used += cells(char)
            if used >= room:
                break
            kept.append(char)
        shown = "".join(kept).rstrip() + "…"
    return shown


def wrapped(text: str, look: Look, first: str, rest: str) -> list[str]:
    """The text broken at its spaces to the width of the terminal."""
    words = text.split()
    if look.width is None:
        return [first + " ".join(words)]
    room = max(look.width, len(first) + 20)
    lines, line, used = [], first, cells(first)
    empty = True
    for word in words:
        size = cells(word)
        if not empty and used + 1 + size > room:
            lines.append(line)
            line, used, empty = rest, cells(rest), True
        line, used = (line + word, used + size) if empty else (f"{line} {word}", used + 1 + size)
        empty = False
    return [*lines, line]


class _Cut(NamedTuple):
    """One stretch of one line to be underlined."""

    span: Span
    sign: str
    label: str


class _Line(NamedTuple):
    """A line as it is shown, and the one stretch of it to be underlined; the label with the space before it."""

    number: int
    shown: str
    start: int
    length: int
    sign: str
    label: str


class _Page:
    """A text whose lines are shown again and again: each is looked at once, and so is each label."""

    __slots__ = ("_labels", "_lines", "source")

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self._lines: dict[int, tuple[int, int, str] | None] = {}
        self._labels: dict[str, str] = {}

    def plain(self, number: int) -> tuple[int, int, str] | None:
        """Where a line starts, its size, and how it is shown; None where not every character of it takes one cell and is shown as it is."""
        if number not in self._lines:
            at = self.source.line(number)
            text = self.source.quote(at)
            self._lines[number] = (at.start, len(text), text.rstrip()) if _is_plain(text) else None
        return self._lines[number]

    def label(self, label: str) -> str:
        """A label on one line, as it may be sent to a terminal."""
        if label not in self._labels:
            self._labels[label] = visible(" ".join(label.split()))
        return self._labels[label]

    def cut(self, finding: Diagnostic) -> list[_Line] | None:
        """The lines of a finding if each is plain, short, and marked once, as nearly all are; None where `_show_lines` has to look closer."""
        text, starts = self.source.text, self.source.line_starts
        longest = 0
        found: list[_Line] = []
        for (start, end), sign, label in ((finding.at, "^", ""), *((mark.at, "-", mark.label) for mark in finding.marks)):
            number = bisect_right(starts, start)
            plain = self.plain(number) if start >= 0 else None
            if plain is None:
                return None
            first, size, shown = plain
            longest = max(longest, size)
            if not start < end <= first + size or text[end - 1].isspace():
                return None
            named = self.label(label)
            found.append(_Line(number, shown, start - first, end - start, sign, " " + named if named else ""))
        found.sort()
        if longest > _UNWRAPPED - 3 - len(str(found[-1].number)) or any(one.number == two.number for one, two in pairwise(found)):
            return None
        return found


def _finding(page: _Page, finding: Diagnostic, look: Look) -> str:
    source = page.source
    line, column = source.place(finding.at.start)
    place = f"{visible(source.name)}:{line}:{column}"
    original = source.original_place(finding.at.start)
    if original is not None:
        place += f" ({visible(original)})"
    rows = [f"{look.paint(place, 'strong')} {look.paint(finding.code, finding.severity)} {visible(' '.join(finding.message.split()))}"]
    lines = page.cut(finding) if look.width is None and not look.colour else None
    if lines is not None:
        margin = " " * len(str(lines[-1].number)) + " "
        rows.append(margin + "|")
        wide, before = len(margin) - 1, lines[0].number
        for number, shown, start, length, sign, label in lines:
            if number > before + 1:
                rows.append("...")
            before = number
            rows += (f"{number:>{wide}} | {shown}", f"{margin}| {' ' * start}{sign * length}{label}")
    else:
        margin, some = _show_lines(page, finding, look)
        rows += some
    rows += wrapped(visible(finding.why), look, f"{margin}= why:  ", margin + " " * 8)
    rows += wrapped(visible(finding.mend), look, f"{margin}= mend: ", margin + " " * 8)
    return "\n".join(rows) + "\n"


def _show_lines(page: _Page, finding: Diagnostic, look: Look) -> tuple[str, list[str]]:
    """The margin that the lines of a finding stand behind, and the lines with what is marked in them."""
    source, bare = page.source, look.width is None and not look.colour
    cuts: dict[int, list[_Cut]] = {}
    broken: set[int] = set()  # lines after which some of the marked text is left out
    marked: list[tuple[Span, str, str]] = [(finding.at, "^", "")]
    marked += [(mark.at, "-", mark.label) for mark in finding.marks]
    for span, sign, label in marked:
        _cut(source, span, sign, label, cuts, broken)
    wide = len(str(max(cuts)))
    margin = " " * wide + " "
    rows = [look.paint(margin + "|", "faint")]
    before = None
    room = max(20, (look.width or _UNWRAPPED) - wide - 3)
    for number in sorted(cuts):
        if before is not None and (number > before + 1 or before in broken):
            rows.append(look.paint("...", "faint"))
        before = number
        if bare and len(cuts[number]) == 1 and (plain := page.plain(number)) is not None and plain[2] and plain[1] <= room:
            (at, sign, label), (first, size, shown) = cuts[number][0], plain
            start = max(0, min(at.start - first, size))
            length = max(1, min(at.end - first, size) - start)
            named = page.label(label)
            rows += (f"{number:>{wide}} | {shown}", f"{margin}| {' ' * start}{sign * length}{' ' + named if named else ''}")
            continue
        for shown, underlines in _windows(source, source.line(number), cuts[number], room):
            rows.append(look.paint(f"{number:>{wide}} | ", "faint") + shown if shown else look.paint(f"{number:>{wide}} |", "faint"))
            rows += [look.paint(margin + "| ", "faint") + row for row in _underlines(underlines, finding, room, look)]
    return margin, rows


def _underlines(underlines: list[tuple[int, int, _Cut]], finding: Diagnostic, room: int, look: Look) -> list[str]:
    """The rows under one line: an underline joins the row before it if that ends further left and has no label."""
    rows: list[str] = []
    end = room + 1  # cells that the last row takes; no underline starts beyond the line
    for start, length, cut in underlines:
        underline = look.paint(cut.sign * length, finding.severity if cut.sign == "^" else "mark")
        if end < start:
            rows[-1] += " " * (start - end) + underline
        else:
            rows.append(" " * start + underline)
        end = start + length
        label = visible(" ".join(cut.label.split()))
        if label and look.width is not None and end + 1 + cells(label) > room:  # too long for what is left of the row
            indent = " " * min(start, room // 2)
            rows += [look.paint(row, "mark") for row in wrapped(label, Look(room), indent, indent)]
        elif label:
            rows[-1] += " " + look.paint(label, "mark")
        if label:
            end = room + 1
    return rows


def _cut(source: SourceText, span: Span, sign: str, label: str, cuts: dict[int, list[_Cut]], broken: set[int]) -> None:
    """Files the lines of one span under their numbers: all of up to three lines, of more the first two and the last."""
    text = source.text
    start, end = span
    if not 0 <= start <= end <= len(text):
        start = min(max(0, start), len(text))
        end = min(max(start, end), len(text))
    while end > start and text[end - 1].isspace():
        end -= 1
    starts = source.line_starts
    first = bisect_right(starts, start)
    if start < end and (first == len(starts) or end <= starts[first]):  # within one line, as nearly all are
        cuts.setdefault(first, []).append(_Cut(span if (start, end) == span else Span(start, end), sign, label))
        return
    last, _ = source.place(max(start, end - 1))
    numbers = list(range(first, last + 1)) if last - first < 3 else [first, first + 1, last]
    if last - first >= 3:
        broken.add(first + 1)
    for number in numbers:
        line = source.line(number)
        here = Span(max(start, line.start), max(line.start, min(end, line.end)))
        if number > first:
            text = source.quote(here)
            here = Span(here.start + len(text) - len(text.lstrip()), here.end)
            if here.start == here.end:
                continue
        cuts.setdefault(number, []).append(_Cut(here, sign, label if number == last else ""))


def _windows(source: SourceText, line: Span, cuts: list[_Cut], room: int) -> list[tuple[str, list[tuple[int, int, _Cut]]]]:
    """The line, or those stretches of a long line in which something is marked: (text, [(cells before, cells under, cut)])."""
    ordered = sorted(dict.fromkeys(cuts), key=lambda cut: (cut.span, cut.sign != "^")) if len(cuts) > 1 else cuts
    if line.end - line.start <= room:
        text = source.quote(line)
        if _is_plain(text):
            size = len(text)
            underlines = []
            for cut in ordered:
                start = max(0, min(cut.span.start - line.start, size))
                underlines.append((start, max(1, min(cut.span.end - line.start, size) - start), cut))
            return [(text.rstrip(), underlines)]
        pieces = _pieces(text)
        if sum(cells(piece) for piece in pieces) <= room:
            return [_window(pieces, line.start, "", "", ordered)]
    windows: list[list[_Cut]] = []
    for cut in ordered:
        if windows and max(cut.span.end, windows[-1][0].span.start) - windows[-1][0].span.start <= room - 10:
            windows[-1].append(cut)
        else:
            windows.append([cut])
    out = []
    for group in windows:
        start, end = group[0].span.start, max(group[-1].span.end, group[0].span.start + 1)
        from_, to, left = start, start, room - 2
        pieces_after: list[str] = []
        while to < min(end, line.end) and left > 0:  # the marked text itself, as far as it fits
            pieces_after.append(_shown(source.text[to]))
            left -= cells(pieces_after[-1])
            to += 1
        pieces_before: list[str] = []
        half = left // 2
        while from_ > line.start and half > 0:
            from_ -= 1
            pieces_before.append(_shown(source.text[from_]))
            size = cells(pieces_before[-1])
            half, left = half - size, left - size
        while to < line.end and left > 0:
            pieces_after.append(_shown(source.text[to]))
            left -= cells(pieces_after[-1])
            to += 1
        pieces = pieces_before[::-1] + pieces_after
        out.append(_window(pieces, from_, "…" if from_ > line.start else "", "…" if to < line.end else "", group))
    return out


def _window(pieces: list[str], offset: int, before: str, after: str, cuts: list[_Cut]) -> tuple[str, list[tuple[int, int, _Cut]]]:
    sizes = [cells(piece) for piece in pieces]
    underlines = []
    for cut in cuts:
        start = max(0, min(cut.span.start - offset, len(pieces)))
        end = max(start, min(cut.span.end - offset, len(pieces)))
        underlines.append((len(before) + sum(sizes[:start]), max(1, sum(sizes[start:end])), cut))
    return (before + "".join(pieces) + after).rstrip(), underlines


def _pieces(text: str) -> list[str]:
    return [_shown(char) for char in text]


def _is_plain(text: str) -> bool:
    """Does every character take one cell, and is it shown as it is?"""
    return (text.isascii() and text.isprintable()) or all(map(_takes_one_cell, set(text)))


@lru_cache(maxsize=1 << 12)
def _takes_one_cell(char: str) -> bool:
    return _shown(char) == char and cells(char) == 1


def _shown(char: str) -> str:
    """One character as it may be sent to a terminal."""
    if char == "\t":
        return _TAB
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code) if char not in "\n\r" else " "
    if code == 0x7F:
        return "␡"
    if char.isprintable() or char == "\u00a0" or char == "\u3000":
        return char
    if code < 0xA0 or not _is_space(char):
        return f"<U+{code:04X}>"
    return " "


def _is_space(char: str) -> bool:
    return char.isspace() and char not in "\u2028\u2029\x85"


def cells(text: str) -> int:
    """Columns that a terminal gives to a visible text: two to a wide character, none to a combining one."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(0 if category(char) in ("Mn", "Me") else 2 if east_asian_width(char) in "WF" else 1 for char in text)
