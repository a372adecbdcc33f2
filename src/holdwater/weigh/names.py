"""What a parameter is called: by sentences and ids that stay when a case is numbered anew, put in another order or edited elsewhere."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from holdwater.case.index import Index
from holdwater.case.types import Claim, Degree

_REFERENCE = re.compile(r"\(([^()\s]{1,64})\)|\[\^[^\[\]\s]{1,64}\]")
_SPACE = re.compile(r"\s+")

Item = TypeVar("Item")


class Names:
    """points, hypotheses, indicators: the sentence of each, by id, without white space and references; copies of one sentence are counted."""

    __slots__ = ("hypotheses", "indicators", "points")

    def __init__(self, index: Index) -> None:
        labels = index.labels
        self.hypotheses = _name(
            (
                (one.id, f"{question.text or ''}\x1f{one.text}")
                for question in index.case.questions
                for one in question.hypotheses
            ),
            labels,
            lambda id: (_term(index.hypotheses[id].prior),),
        )
        self.points = _name(((one.id, one.text) for one in index.claims.values()), labels, lambda id: self._print(index.claims[id]))
        self.indicators = _name(((one.id, one.text) for one in index.case.watch), labels, lambda _: ())

    def _print(self, claim: Claim) -> tuple[str, ...]:
        """What tells two points with one sentence apart, wherever they stand."""
        return (
            _term(claim.degree),
            repr((claim.open, claim.kind, claim.known, claim.retracted, _term(claim.otherwise))),
            repr(sorted((self.hypotheses.get(cell.hypothesis, ""), cell.degree.term) for cell in claim.rows if not cell.proposed)),
            repr(sorted((one.source, one.mode, _term(one.credibility)) for one in claim.reports if not one.proposed)),
            repr((len(claim.because), len(claim.against), len(claim.undercuts))),
        )


def _term(degree: Degree | None) -> str:
    return "" if degree is None else degree.term


def _name(items: Iterable[tuple[str, str]], labels: frozenset[str], tell_apart: Callable[[str], tuple[str, ...]]) -> Mapping[str, str]:
    sentences: dict[str, str] = {}
    alike: dict[str, list[str]] = {}
    for id, text in items:
        if id not in sentences:
            sentences[id] = bare(text, labels)
            alike.setdefault(sentences[id], []).append(id)
    for sentence, ids in alike.items():
        if len(ids) > 1:
            for number, id in enumerate(sorted(ids, key=tell_apart)[1:], 2):
                sentences[id] = f"{sentence}\x1f{number}"
    return sentences


def bare(text: str, labels: frozenset[str]) -> str:
    """A sentence without white space and without references to items of the case.

    >>> bare("Given (7), it is likely (2017).", frozenset({"7"}))
    'Given,itislikely(2017).'
    """
    if "(" in text or "[" in text:
        text = _REFERENCE.sub(lambda found: "" if found[1] is None or found[1] in labels else found[0], text)
    return _SPACE.sub("", text)
