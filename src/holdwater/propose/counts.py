"""What counts in a case, apart from its proposals: the measure of every edit in this room. An edit that changes it is not made."""

from holdwater.case.parse import Parsed, parse
from holdwater.case.proposals import Item, items_of
from holdwater.case.types import Case, Field
from holdwater.diagnostics import Diagnostic
from holdwater.source import SourceText, Span
from holdwater.typed import Any


def read(name: str, text: str) -> Parsed:
    return parse(SourceText(name, text))


def what_counts(case: Case) -> Any:
    """The case without offsets and without anything that is only proposed; a question that nothing answers yet is none."""
    questions = tuple(question for question in case.questions if question.hypotheses)
    return _plain(case._replace(proposed=(), references=(), proposed_references=(), questions=questions))


def counts_under(item: Item) -> Any:
    """The same of one item."""
    return _plain(item)


def _plain(value: Any) -> Any:
    if isinstance(value, (Span, SourceText)):
        return None
    if isinstance(value, tuple):
        return tuple(_plain(part) for part in value if getattr(part, "proposed", False) is not True)
    return value


def proposals_in(case: Case) -> tuple[int, int]:
    """How many items, and how many fields, are proposals. Fields of a proposed item count where they have a mark of their own."""
    fields: list[Field] = [field for item, _ in items_of(case) for field in item.fields]
    return len(case.proposed), sum(field.proposed for field in fields)


def faults(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    """Findings about form, without their places."""
    return sorted((finding.code, finding.message) for finding in found)
