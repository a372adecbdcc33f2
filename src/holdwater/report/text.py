"""The finished values for a terminal: findings with the lines they are about, the summary of an assessment, a weighing as a table.

Whatever comes from a document goes through `visible`: a control character, an escape sequence or a change of reading direction is shown,
never sent to the terminal.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from holdwater.case.index import Index
from holdwater.case.types import Claim
from holdwater.credence import Interval
from holdwater.diagnostics import SEVERITIES, Diagnostic
from holdwater.source import SourceText, Span
from holdwater.weigh import Weighed, Weighing

_COLOURS = {"error": "1;31", "warning": "33", "note": "36", "strong": "1", "faint": "2", "mark": "34"}
_SHOWN = 8  # findings in a summary
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
    if text.isprintable() and text.isascii():
        return text
    return "".join([_shown(char) for char in text])


def findings(source: SourceText, diagnostics: Iterable[Diagnostic], look: Look) -> str:
    """Each finding with its lines, its reason and what mends it, as a block of its own."""
    return "\n".join([_finding(source, finding, look) for finding in diagnostics])


def tally(diagnostics: Sequence[Diagnostic]) -> str:
    """How many of which severity, the gravest first.

    >>> tally(())
    'nothing found'
    """
    counts = [(severity, sum(finding.severity == severity for finding in diagnostics)) for severity in reversed(SEVERITIES)]
    return ", ".join(f"{count} {severity}{'s' if count > 1 else ''}" for severity, count in counts if count) or "nothing found"


def degree(said: Interval | None) -> str:
    """An interval as people write it.

    >>> degree(Interval(0.8, 0.95)), degree(Interval(0.6, 0.6)), degree(None)
    ('0.80–0.95', '0.60', 'nothing')
    """
    if said is None:
        return "nothing"
    return f"{said.low:.2f}" if said.low == said.high else f"{said.low:.2f}–{said.high:.2f}"


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
    case, document = index.case, index.case.document
    lines = [look.paint(_line(document.title or case.source.name, look, 1), "strong")]
    outlet = document.publisher
    if document.republished_from:
        outlet = f"{outlet}, republished from {document.republished_from}" if outlet else f"republished from {document.republished_from}"
    by = [visible(part) for part in (document.author, document.date, outlet) if part]
    if by:
        lines.append(" · ".join(by))
    conclusions = [index.claims[id] for id in case.conclusions if id in index.claims]
    if conclusions:
        lines += ["", *_main_conclusion(conclusions[0], weighing.points.get(conclusions[0].id), look)]
    else:
        lines += ["", "No conclusion was found: no sentence in it is drawn from others."]
    if len(conclusions) > 1:
        lines += ["", look.paint("Other conclusions", "strong")]
        lines += [_other_conclusion(claim, weighing.points.get(claim.id), look) for claim in conclusions[1:]]
    lines += ["", *_foremost(index, diagnostics, look)]
    return "\n".join(lines) + "\n"


def weighing_table(index: Index, weighing: Weighing, look: Look) -> str:
    """Every point with what it says and what it holds, how its numbers came about, and what was assumed."""
    names = {id: _name(id) for id in weighing.points}
    wide = max((len(name) for name in names.values()), default=0)
    lines: list[str] = []
    for id, point in weighing.points.items():
        claim = index.claims.get(id)
        head = f"{visible(names[id]):<{wide}}  said {_said(claim, point):<24}  held {degree(point.held):<11} {bar(point.held, look)}"
        lines.append(head.rstrip())
        if claim is not None:
            lines.append(" " * (wide + 2) + look.paint(_line(claim.text, look, wide + 3), "faint"))
        lines += _wrapped(visible(point.held_how), look, " " * (wide + 2), " " * (wide + 2))
    if weighing.loops:
        lines += ["", look.paint("Loops, which lend nothing to themselves", "strong")]
        lines += ["  " + visible(" → ".join(_name(id) for id in (*loop, loop[0]))) for loop in weighing.loops]
    if weighing.assumptions:
        lines += ["", look.paint("Assumed", "strong")]
        for assumed in weighing.assumptions:
            about = f" at {', '.join(_name(id) for id in assumed.points)}" if assumed.points else ""
            number = f": {degree(assumed.interval)}" if assumed.interval is not None else ""
            lines += _wrapped(visible(f"{assumed.what}{number} ({assumed.source}){about}"), look, "  ", "    ")
    lines += ["", f"Words: {visible(weighing.words)}"]
    return "\n".join(lines) + "\n"


def _main_conclusion(claim: Claim, point: Weighed | None, look: Look) -> list[str]:
    lines = [look.paint(f"Main conclusion {visible(_name(claim.id))}", "strong")]
    lines += _wrapped(f"“{visible(claim.text)}”", look, "  ", "  ")
    if point is None:
        return lines
    said = _said(claim, point)
    held = degree(point.held)
    wide = max(len(said), len(held))
    lines.append(f"  said  {said:<{wide}}  {bar(point.said, look)}")
    lines.append(f"  held  {held:<{wide}}  {bar(point.held, look)}")
    return lines + _wrapped(visible(point.held_how), look, "  ", "  ")


def _other_conclusion(claim: Claim, point: Weighed | None, look: Look) -> str:
    numbers = f"said {_said(claim, point)}, held {degree(point.held)}" if point else "not weighed"
    head = f"  {visible(_name(claim.id))} {numbers}: "
    return head + _line(claim.text, look, len(head) + 2, quoted=True)


def _said(claim: Claim | None, point: Weighed) -> str:
    """The author's word with its range, never one without the other."""
    if point.said is None:
        return "nothing"
    if claim is not None and claim.degree is not None and not claim.degree.term[:1].isdigit():
        return f"{visible(claim.degree.term)}, {degree(point.said)}"
    return f"{degree(point.said)}, assumed" if point.said_assumed else degree(point.said)


def _foremost(index: Index, diagnostics: tuple[Diagnostic, ...], look: Look) -> list[str]:
    """The findings that matter most, those about one point together: the gravest first, then those about what the text drives at."""
    if not diagnostics:
        return ["Nothing found: no rule of holdwater has anything to say about it."]
    foremost = set(index.case.conclusions)
    groups: dict[str | int, list[Diagnostic]] = {}
    for finding in diagnostics:
        groups.setdefault(finding.points[0] if finding.points else -finding.at.start, []).append(finding)

    def weight(finding: Diagnostic) -> tuple[int, bool, int, int]:
        family = _FAMILIES.index(finding.code[:3]) if finding.code[:3] in _FAMILIES else len(_FAMILIES)
        return -SEVERITIES.index(finding.severity), foremost.isdisjoint(finding.points[:1]), family, finding.at.start

    ordered = sorted((sorted(group, key=weight) for group in groups.values()), key=lambda group: weight(group[0]))
    lines = [look.paint(f"What matters most ({tally(diagnostics)})", "strong")]
    left = _SHOWN
    for group in ordered:
        for number, finding in enumerate(group[: min(left, 3)]):
            head = f"{finding.severity} {finding.code} " if number == 0 else f"  {finding.severity} {finding.code} "
            indent = " " * (len(head) + 2)
            first, *rest = _wrapped(visible(finding.message), look, "  " + head, indent)
            lines.append("  " + look.paint(head, finding.severity) + first[len(head) + 2 :])
            lines += rest
            left -= 1
        if not left:
            break
    if len(diagnostics) > _SHOWN - left:
        command = f"holdwater check {visible(_argument(index.case.source.name))}"
        lines.append(f"  and {len(diagnostics) - _SHOWN + left} more: in the report, and with {command}")
    return lines


_FAMILIES = ("HW2", "HW6", "HW3", "HW7", "HW5", "HW4", "HW1")
"""Of findings of one severity, which explains most: faults of inference first, of form last."""


def _argument(name: str) -> str:
    if name == "stdin":
        return "-"
    return name if name.replace("/", "a").replace(".", "a").replace("-", "a").replace("_", "a").isalnum() else f"'{name}'"


def _name(id: str) -> str:
    return f"({id})"


def _line(text: str, look: Look, taken: int, *, quoted: bool = False) -> str:
    """The text on what is left of one line."""
    room = max(20, (look.width or _UNWRAPPED) - taken)
    shown = visible(" ".join(text.split()))
    if _cells(shown) > room:
        kept, used = [], 0
        for char in shown:
            used += _cells(char)
            if used >= room:
                break
            kept.append(char)
        shown = "".join(kept).rstrip() + "…"
    return f"“{shown}”" if quoted else shown


def _wrapped(text: str, look: Look, first: str, rest: str) -> list[str]:
    """The text broken at its spaces to the width of the terminal."""
    words = text.split()
    if look.width is None:
        return [first + " ".join(words)]
    room = max(look.width, len(first) + 20)
    lines, line, used = [], first, _cells(first)
    empty = True
    for word in words:
        size = _cells(word)
        if not empty and used + 1 + size > room:
            lines.append(line)
            line, used, empty = rest, _cells(rest), True
        line, used = (line + word, used + size) if empty else (f"{line} {word}", used + 1 + size)
        empty = False
    return [*lines, line]


class _Cut(NamedTuple):
    """One stretch of one line to be underlined."""

    span: Span
    sign: str
    label: str


def _finding(source: SourceText, finding: Diagnostic, look: Look) -> str:
    line, column = source.place(finding.at.start)
    place = f"{visible(source.name)}:{line}:{column}"
    rows = [f"{look.paint(place, 'strong')} {look.paint(finding.code, finding.severity)} {visible(' '.join(finding.message.split()))}"]
    cuts: dict[int, list[_Cut]] = {}
    broken: set[int] = set()  # lines after which some of the marked text is left out
    marked: list[tuple[Span, str, str]] = [(finding.at, "^", "")]
    marked += [(mark.at, "-", mark.label) for mark in finding.marks]
    for span, sign, label in marked:
        _cut(source, span, sign, label, cuts, broken)
    wide = len(str(max(cuts)))
    margin = " " * wide + " "
    rows.append(look.paint(margin + "|", "faint"))
    before = None
    for number in sorted(cuts):
        if before is not None and (number > before + 1 or before in broken):
            rows.append(look.paint("...", "faint"))
        room = max(20, (look.width or _UNWRAPPED) - wide - 3)
        for shown, underlines in _windows(source, source.line(number), cuts[number], room):
            rows.append(look.paint(f"{number:>{wide}} | ", "faint") + shown if shown else look.paint(f"{number:>{wide}} |", "faint"))
            for start, length, cut in underlines:
                underline = look.paint(cut.sign * length, finding.severity if cut.sign == "^" else "mark")
                label = " " + look.paint(visible(" ".join(cut.label.split())), "mark") if cut.label else ""
                rows.append(look.paint(margin + "| ", "faint") + " " * start + underline + label)
        before = number
    rows += _wrapped(visible(finding.why), look, f"{margin}= why:  ", margin + " " * 8)
    rows += _wrapped(visible(finding.mend), look, f"{margin}= mend: ", margin + " " * 8)
    return "\n".join(rows) + "\n"


def _cut(source: SourceText, span: Span, sign: str, label: str, cuts: dict[int, list[_Cut]], broken: set[int]) -> None:
    """Files the lines of one span under their numbers: all of up to three lines, of more the first two and the last."""
    start = min(max(0, span.start), len(source.text))
    end = min(max(start, span.end), len(source.text))
    while end > start and source.text[end - 1].isspace():
        end -= 1
    first, _ = source.place(start)
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
    ordered = sorted(dict.fromkeys(cuts), key=lambda cut: (cut.span, cut.sign != "^"))
    if line.end - line.start <= room:
        pieces = _pieces(source.quote(line))
        if sum(_cells(piece) for piece in pieces) <= room:
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
            left -= _cells(pieces_after[-1])
            to += 1
        pieces_before: list[str] = []
        half = left // 2
        while from_ > line.start and half > 0:
            from_ -= 1
            pieces_before.append(_shown(source.text[from_]))
            size = _cells(pieces_before[-1])
            half, left = half - size, left - size
        while to < line.end and left > 0:
            pieces_after.append(_shown(source.text[to]))
            left -= _cells(pieces_after[-1])
            to += 1
        pieces = pieces_before[::-1] + pieces_after
        out.append(_window(pieces, from_, "…" if from_ > line.start else "", "…" if to < line.end else "", group))
    return out


def _window(pieces: list[str], offset: int, before: str, after: str, cuts: list[_Cut]) -> tuple[str, list[tuple[int, int, _Cut]]]:
    sizes = [_cells(piece) for piece in pieces]
    underlines = []
    for cut in cuts:
        start = max(0, min(cut.span.start - offset, len(pieces)))
        end = max(start, min(cut.span.end - offset, len(pieces)))
        underlines.append((len(before) + sum(sizes[:start]), max(1, sum(sizes[start:end])), cut))
    return (before + "".join(pieces) + after).rstrip(), underlines


def _pieces(text: str) -> list[str]:
    return [_shown(char) for char in text]


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


def _cells(text: str) -> int:
    """Columns that a terminal gives to a visible text: two to a wide character, none to a combining one."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(0 if category(char) in ("Mn", "Me") else 2 if east_asian_width(char) in "WF" else 1 for char in text)
