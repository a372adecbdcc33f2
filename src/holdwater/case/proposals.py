"""What is proposed in a case, in one list: items with a question mark behind their label, and fields with one behind their name."""

from collections.abc import Iterator

from holdwater.case.types import Case, Claim, Field, Hypothesis, Link, Source, Step, Watch
from holdwater.source import Span
from holdwater.typed import Literal, NamedTuple

Item = Claim | Hypothesis | Source | Watch
Kind = Literal["point", "hypothesis", "source", "watch"]


class Waiting(NamedTuple):
    """One proposal, which waits for a person.

    kind, id: the item, or the item that the field stands under. field: its name, "" for a lone degree, kind or flag; None where the item itself is
    proposed. text: the words of the item, the value of the field. question: of a hypothesis, the one that it would answer.
    under: whether the field stands under an item that is proposed itself.
    """

    kind: Kind
    id: str
    field: str | None
    text: str
    at: Span
    question: str | None = None
    under: bool = False


def items_of(case: Case) -> list[tuple[Item, bool]]:
    """Every item, in the order of the file, and whether it is a proposal."""
    found: list[tuple[Item, bool]] = [(hypothesis, False) for question in case.questions for hypothesis in question.hypotheses]
    found += [(item, False) for items in (case.claims, case.sources, case.watch) for item in items]
    found += [(proposal.item, True) for proposal in case.proposed]
    return sorted(found, key=lambda each: each[0].item.start)


def points_of(case: Case) -> tuple[Claim, ...]:
    """The points of a case and those that are proposed, in text order."""
    asked = [proposal.item for proposal in case.proposed if isinstance(proposal.item, Claim)]
    return tuple(sorted((*case.claims, *asked), key=lambda claim: claim.item.start)) if asked else case.claims


def list_proposals(case: Case) -> tuple[Waiting, ...]:
    """Everything that is proposed, in text order: in a case file what has a question mark, in an article what the reader guessed."""
    if case.form == "article":
        return tuple(guess for claim in case.claims for guess in _guesses(claim))
    found: list[Waiting] = []
    questions = {id(proposal.item): proposal.question for proposal in case.proposed}
    questions.update((id(hypothesis), question.id) for question in case.questions for hypothesis in question.hypotheses)
    for item, asked in items_of(case):
        kind, question = kind_of(item), questions.get(id(item))
        if asked:
            found.append(Waiting(kind, item.id, None, item.text, item.at, question))
        for field in item.fields:
            if field.proposed:
                found.append(Waiting(kind, item.id, field.name or "", value_of(field), field.at, question, asked))
    return tuple(found)


def kind_of(item: Item) -> Kind:
    if isinstance(item, Claim):
        return "point"
    return "hypothesis" if isinstance(item, Hypothesis) else "source" if isinstance(item, Source) else "watch"


def value_of(field: Field) -> str:
    """The value of a proposed field, without the question mark where that stands within it: `likely?`, `if H3?: likely`."""
    if field.name is None:
        return field.value.removesuffix("?").rstrip()
    return field.value.replace("?:", ":") if field.name == "if" else field.value


def _guesses(claim: Claim) -> Iterator[Waiting]:
    """The proposed lines of a point that was read from an article, which has no fields."""
    if not (claim.because or claim.against or claim.explains or claim.states or claim.reports):
        return
    lines: tuple[tuple[str, tuple[Step | Link, ...]], ...] = (
        ("because", claim.because),
        ("against", claim.against),
        ("explains", claim.explains),
        ("states", claim.states),
    )
    for name, records in lines:
        for record in records:
            if record.proposed:
                targets = record.premises if isinstance(record, Step) else (record.target,)
                yield Waiting("point", claim.id, name, ", ".join(f"({target})" for target in targets), record.at)
    for report in claim.reports:
        if report.proposed:
            name = {"says": "source", "denies": "denied by"}.get(report.mode, "no comment")
            yield Waiting("point", claim.id, name, report.source, report.at)
