"""What counts in a case, apart from its proposals: the measure of every edit in this room. An edit that changes it is not made."""

from typing import Any

from holdwater.case.parse import Parsed, parse
from holdwater.case.types import Case, Claim, Field, Hypothesis, Source, Watch
from holdwater.diagnostics import Diagnostic
from holdwater.source import SourceText, Span

Item = Claim | Hypothesis | Source | Watch


def read(name: str, text: str) -> Parsed:
    return parse(SourceText(name, text))


def what_counts(case: Case) -> Any:
    """The case without offsets and without anything that is only proposed; a question that nothing answers yet is none."""
    questions = tuple(question for question in case.questions if question.hypotheses)
    return _plain(case._replace(proposed=(), references=(), questions=questions))


def counts_under(item: Item) -> Any:
    """The same of one item."""
    return _plain(item)


def _plain(value: Any) -> Any:
    if isinstance(value, (Span, SourceText)):
        return None
    if isinstance(value, tuple):
        return tuple(_plain(part) for part in value if getattr(part, "proposed", False) is not True)
    return value


def items_of(case: Case) -> list[tuple[Item, bool]]:
    """Every item, in the order of the file, and whether it is a proposal."""
    found: list[tuple[Item, bool]] = [(hypothesis, False) for question in case.questions for hypothesis in question.hypotheses]
    found += [(item, False) for items in (case.claims, case.sources, case.watch) for item in items]
    found += [(proposal.item, True) for proposal in case.proposed]
    return sorted(found, key=lambda each: each[0].item.start)


def proposals_in(case: Case) -> tuple[int, int]:
    """How many items, and how many fields, are proposals. Fields of a proposed item count where they have a mark of their own."""
    fields: list[Field] = [field for item, _ in items_of(case) for field in item.fields]
    return len(case.proposed), sum(field.proposed for field in fields)


def faults(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    """Findings about form, without their places."""
    return sorted((finding.code, finding.message) for finding in found)
