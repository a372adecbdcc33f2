"""The top of the report: what the document is, what it drives at, said against held, and the few findings that matter most."""

from collections.abc import Mapping, Sequence

from holdwater.case.index import Index
from holdwater.diagnostics import Severity
from holdwater.report.views.findings import Finding, Group, choose, tally
from holdwater.report.views.names import fold
from holdwater.report.views.proposals import Proposals, view_proposals
from holdwater.report.views.readings import Standings, find_conclusions, read_standing
from holdwater.typed import NamedTuple
from holdwater.weigh.types import Weighing


class Conclusion(NamedTuple):
    """One conclusion: `quote` in the author's words where the case keeps them (then `text` is the case's own wording)."""

    id: str
    label: str | None
    text: str
    quote: str | None
    standing: Standings


class Headline(NamedTuple):
    """`byline` holds author, date, outlet and republication as (name, value); `main` is None where no conclusion was recognised."""

    title: str
    form: str
    byline: tuple[tuple[str, str], ...]
    main: Conclusion | None
    others: tuple[Conclusion, ...]
    findings: tuple[Finding, ...]
    tally: Mapping[Severity, int]
    points: int
    proposals: Proposals | None = None


def view_headline(index: Index, groups: Sequence[Group], weighing: Weighing) -> Headline:
    """The top of the report for a case."""
    case, document = index.case, index.case.document
    ids = find_conclusions(index)
    looped = frozenset(id for loop in weighing.loops for id in loop)
    conclusions = []
    for id in ids:
        claim = index.claims[id]
        quote = fold(claim.quotes[0].text) if claim.quotes else None
        conclusions.append(Conclusion(id, claim.label, fold(claim.text), quote, read_standing(index, weighing, claim, looped)))
    byline = [
        (name, fold(value))
        for name, value in (
            ("by", document.author),
            ("dated", document.date),
            ("published by", document.publisher),
            ("first published by", document.republished_from),
            ("as of", case.as_of if case.as_of != document.date else None),
        )
        if value
    ]
    return Headline(
        title=fold(document.title or "") or fold(case.source.name) or "A text without a title",
        form=case.form,
        byline=tuple(byline),
        main=conclusions[0] if conclusions else None,
        others=tuple(conclusions[1:]),
        findings=choose(index, groups, ids),
        tally=tally(groups),
        points=sum(claim.parent is None for claim in case.claims),
        proposals=view_proposals(case),
    )
