"""A weighing for a terminal: rivals with their bands, what carries the leader, what to look for next, every point, and what was assumed."""

from collections.abc import Sequence

from holdwater.case.index import Index
from holdwater.diagnostics import Diagnostic
from holdwater.report.text import Look, cells, line, proposals_line, readings, visible, wrapped
from holdwater.report.views.names import series, spell_range
from holdwater.report.views.numbers import Contest, Numbers, Rival, view_numbers
from holdwater.report.views.readings import read_standing
from holdwater.weigh.types import Weighing

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.weigh.bands import Band

_CARRIERS = 8  # items that carry a leader, as shown
_TIPPING = 5
_WIDE = 40  # cells of the bar of a hypothesis


def weighing_table(index: Index, weighing: Weighing, look: Look) -> str:
    """The rivals first, where there are numbers; then every point with what it says and holds, how its numbers came about; what was assumed."""
    numbers = view_numbers(index, weighing)
    rows: list[str] = []
    if numbers is not None:
        rows += _numbers(numbers, look)
        if index.case.claims:
            rows += [look.paint("Points: said against held", "strong"), ""]
    for claim in index.case.claims:
        rows += [*point_rows(index, weighing, claim.id, look), ""]
    if weighing.untight is not None:
        rows += [*wrapped(visible(f"No exact bounds: {weighing.untight}."), look, "", ""), ""]
    if weighing.loops:
        rows.append(look.paint("Loops, which lend nothing to themselves", "strong"))
        rows += ["  " + visible(" → ".join(_name(id) for id in (*loop, loop[0]))) for loop in weighing.loops]
        rows.append("")
    if weighing.assumptions:
        rows.append(look.paint("Assumed", "strong"))
        for assumed in weighing.assumptions:
            about = f", at {series(_name(id) for id in assumed.points)}" if assumed.points else ""
            number = f": {spell_range(assumed.interval)}" if assumed.interval is not None else ""
            rows += wrapped(visible(f"{assumed.what}{number} ({assumed.source}){about}"), look, "  ", "    ")
        rows.append("")
    asked = proposals_line(index, look)
    rows += [*asked, ""] if asked else []
    rows.append(f"Words: {visible(weighing.words)}")
    return "\n".join(rows) + "\n"


def rival_rows(index: Index, weighing: Weighing, look: Look) -> list[str]:
    """The rivals of each question with their bands and who leads, as a summary shows them; nothing without numbers."""
    numbers = view_numbers(index, weighing)
    rows: list[str] = []
    for contest in numbers.contests if numbers is not None else ():
        rows += ["", *_rivals(contest, look)]
    return rows


def finding_rows(found: Sequence[Diagnostic], look: Look) -> list[str]:
    """Findings on the numbers, the message of each on a line of its own under one heading; nothing where there are none."""
    if not found:
        return []
    rows = ["", look.paint("What the rules on numbers say", "strong")]
    for finding in found:
        head = f"  {finding.severity:<7} {finding.code} "
        first, *rest = wrapped(visible(" ".join(finding.message.split())), look, head, " " * len(head))
        rows += [look.paint(head, finding.severity) + first[len(head) :], *rest]
    return [*rows, "  with the places and what mends it: holdwater check --numbers"]


def point_rows(index: Index, weighing: Weighing, id: str, look: Look) -> list[str]:
    """One point: its words, said and held with their bars, exact bounds and posterior where there are any, and how held came about."""
    claim = index.claims[id]
    standing = read_standing(index, weighing, claim)
    name = visible(_name(id))
    rows = [f"{look.paint(name, 'strong')} {line(claim.text, look, cells(name) + 1)}", *readings(standing, look)]
    rows += wrapped(visible(f"held: {standing.held.how}"), look, "  ", "  ") if standing.held.how else []
    if standing.tight is not None:
        rows += wrapped(standing.tight, look, "  ", "  ")
    if standing.posterior is not None:
        rows += wrapped(standing.posterior, look, "  ", "  ")
    return rows


def tell_path(index: Index, weighing: Weighing, id: str, look: Look) -> str:
    """The way to one point from below: every point that it rests on, each once, indented under what rests on it, then the point's own numbers.

    A point met again is named and not repeated, so a circle ends.
    """
    rows: list[str] = []
    told: set[str] = set()
    pending = [(id, 0, "")]
    while pending:
        here, depth, role = pending.pop()
        indent = "    " * min(depth, 8)
        if here not in index.claims:
            hypothesis = index.hypotheses.get(here)
            rows.append(indent + role + visible(f"{_name(here)} {hypothesis.text if hypothesis is not None else 'is not in the case'}"))
            continue
        if here in told:
            rows.append(indent + role + visible(f"{_name(here)} (above)"))
            continue
        told.add(here)
        inner = look._replace(width=max(40, look.width - len(indent))) if look.width is not None else look
        first, *rest = point_rows(index, weighing, here, inner)
        rows += [indent + role + first, *(indent + row for row in rest)]
        claim = index.claims[here]
        below: list[tuple[str, int, str]] = []
        for number, step in enumerate(index.steps(here), 1):
            way = "because " if len(index.steps(here)) == 1 else f"because, line {number}: "
            below += [(premise, depth + 1, way) for premise in step.premises]
        below += [(premise, depth + 1, "against it: ") for step in claim.against if not step.proposed for premise in step.premises]
        pending += reversed(below)
    return "\n".join(rows) + "\n"


def _numbers(numbers: Numbers, look: Look) -> list[str]:
    if numbers.refused is not None and not numbers.contests:
        return [*wrapped(visible(numbers.refused), look, "", ""), ""]
    rows: list[str] = []
    for contest in numbers.contests:
        rows += _contest(contest, look)
    if numbers.refused is not None:
        rows += [*wrapped(numbers.refused, look, "", ""), ""]
    if numbers.sources:
        rows.append(look.paint("Sources", "strong"))
        for each in numbers.sources:
            rows += wrapped(visible(f"{each.item}  {each.words}"), look, "  ", "    ")
        rows.append("")
    return [*rows, *wrapped(numbers.method, look, "", ""), ""]


def _contest(contest: Contest, look: Look) -> list[str]:
    rows = [*_rivals(contest, look), ""]
    if contest.carriers:
        rows.append(look.paint(f"What carries ({visible(contest.about or '')})", "strong"))
        for each in contest.carriers[:_CARRIERS]:
            tells = f"; {each.tells}" if each.tells else ""
            rows += wrapped(visible(f"{each.name}  {each.words}{tells}"), look, "  ", "    ")
        left = len(contest.carriers) - _CARRIERS
        if left > 0 or contest.idle:
            more = [f"{left} more move it less"] if left > 0 else []
            more += [f"{contest.idle} {'item moves' if contest.idle == 1 else 'items move'} it by nothing that shows"] if contest.idle else []
            rows.append(f"  {'; '.join(more)}")
        rows.append("")
    if contest.tipping:
        rows.append(look.paint("Where the lead would change, one input alone", "strong"))
        for one in contest.tipping[:_TIPPING]:
            rows += wrapped(visible(one.words), look, "  ", "    ")
        if len(contest.tipping) > _TIPPING:
            rows.append(f"  and {len(contest.tipping) - _TIPPING} more, further off")
        rows.append("")
    if contest.indicators:
        rows.append(look.paint("What to look for next", "strong"))
        for one in contest.indicators:
            rows += wrapped(visible(f"({one.item})  {one.words}"), look, "  ", "    ")
        rows.append("")
    return rows


def _rivals(contest: Contest, look: Look) -> list[str]:
    rows = [look.paint(row, "strong") for row in wrapped(visible(contest.text or f"Question {contest.id}"), look, "", "")]
    for rival in contest.rivals:
        rows += _rival(rival, look)
    return [*rows, "", *wrapped(visible(contest.verdict), look, "", "")]


def _rival(rival: Rival, look: Look) -> list[str]:
    name = visible(_name(rival.id))
    rows = [f"  {look.paint(name, 'strong')} {line(rival.text, look, cells(name) + 3)}"]
    if rival.band is not None:
        rows.append(f"    {band_bar(rival.band, look)}  {rival.words}")
    notes = [f"prior {rival.prior}"]
    notes += [f"ahead in {rival.leads} of the draws"] if rival.leads is not None and rival.examined else []
    notes += [] if rival.examined else ["not examined"]
    return [*rows, f"    {'; '.join(notes)}"]


def band_bar(band: "Band", look: Look, wide: int = _WIDE) -> str:
    """Cells from 0 to 1: the range reached thin, that of nine draws in ten thick, the median marked.

    >>> from holdwater.weigh.bands import Band
    >>> band_bar(Band(0.5, 0.3, 0.7, 0.1, 0.9), Look(plain=True), 10)
    '.--##|#--.'
    """
    empty, thin, thick, mark = (".", "-", "#", "|") if look.plain else ("·", "─", "█", "│")

    def cell(value: float) -> int:
        return min(wide - 1, int(value * wide + 1e-9))

    def last(value: float, first: int) -> int:
        return max(first, min(wide - 1, int(value * wide - 1e-9)))

    row = [empty] * wide
    for low, high, sign in ((band.least, band.greatest, thin), (band.low, band.high, thick)):
        first = cell(low)
        for at in range(first, last(high, first) + 1):
            row[at] = sign
    row[cell(band.median)] = mark
    return "".join(row)


def _name(id: str) -> str:
    return f"({id})"

