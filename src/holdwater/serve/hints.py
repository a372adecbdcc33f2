"""What points hold, at the ends of their lines."""

from collections import Counter

from holdwater.report.views.names import spell_range
from holdwater.serve.analysis import Known
from holdwater.source import Span
from holdwater.typed import NamedTuple


class Hint(NamedTuple):
    """A few words shown behind the text at an offset."""

    offset: int
    label: str


def find_hints(known: Known, at: Span) -> tuple[Hint, ...]:
    """What each point in a stretch of text holds, at the end of the line on which its own sentence ends.

    Points that hold what they say, having nothing under them, have none, nor have those that an article merely reports. Where several end on
    one line, each is named.
    """
    index, weighing = known.assessment.index, known.assessment.weighing
    source, graded = known.source, index.case.form == "case"
    found: list[tuple[int, str, str]] = []
    for claim in index.case.claims:
        if claim.at.start > at.end or claim.at.end < at.start:
            continue
        weighed = weighing.points.get(claim.id)
        if weighed is None or weighed.held is None or not (index.steps(claim.id) or claim.against or (graded and claim.reports)):
            continue
        beyond = weighed.said is not None and weighed.said.low > weighed.held.high
        said = f", said {spell_range(weighed.said)}" if beyond and weighed.said is not None else ""
        line_end = source.line(source.place(claim.at.end)[0]).end
        found.append((line_end, claim.label or claim.id, f"holds {spell_range(weighed.held)}{said}"))
    ends = Counter(end for end, *_ in found)
    return tuple(Hint(end, label if ends[end] == 1 else f"({id}) {label}") for end, id, label in found)
