"""What is proposed, for whoever reads a report: how many, of what, where, and how to decide on it. Nothing of it counts."""

import os

from holdwater.case.proposals import Item, Waiting, list_proposals, value_of
from holdwater.case.types import Case
from holdwater.report.views.names import count, fold, series
from holdwater.typed import NamedTuple

_MORE = {"hypothesis": "hypotheses", "watch item": "watch items"}


class Listed(NamedTuple):
    """One proposal: the item that it is or stands under, the name of the field (None where it is the item), its words."""

    id: str
    field: str | None
    words: str


class Proposals(NamedTuple):
    """`total` says how many, `kinds` of what; `ways` are the commands that lead to a decision, one after the other."""

    total: str
    kinds: str
    ways: tuple[str, ...]
    listed: tuple[Listed, ...]


def view_proposals(case: Case, file: str | None = None) -> Proposals | None:
    """The proposals of a case; None where it has none. `file`: what the commands call it, by default the last part of its name."""
    waiting = list_proposals(case)
    if not waiting:
        return None
    name = file if file is not None else os.path.basename(case.source.name)
    return Proposals(
        f"{count(len(waiting), 'proposal')}, not counted",
        _kinds(waiting, case.form),
        _ways(name, case.form),
        tuple(Listed(one.id, one.field, fold(one.text)) for one in waiting),
    )


def pairs_of(item: Item, *, asked: bool, told: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The proposed fields of an item, as (name with its question mark, value), apart from those that are `told` elsewhere.

    Of an item that is a proposal itself (`asked`) all fields, apart from those told elsewhere that have no mark of their own.
    """
    found = []
    for field in item.fields:
        told_elsewhere = (field.name or "") in told and not (asked and field.proposed)
        if field.known and (field.proposed or asked) and not told_elsewhere:
            mark = "?" if field.proposed and field.name else ""
            found.append(((field.name or "") + mark, fold(value_of(field) if field.proposed else field.value)))
    return tuple(found)


def flag_of(case: Case) -> str:
    """What stands beside a line that is proposed."""
    return "our guess, not counted" if case.form == "article" else "a proposal, not counted"


def quote_argument(name: str) -> str:
    """A name as a shell takes it, quoted where it has to be.

    >>> quote_argument("a.txt"), quote_argument("it's.md"), quote_argument("-x.md")
    ('a.txt', "'it'\\\\''s.md'", './-x.md')
    """
    if name.startswith("-"):
        name = f"./{name}"
    plain = name.replace("/", "a").replace(".", "a").replace("-", "a").replace("_", "a").isalnum()
    return name if plain else "'" + name.replace("'", "'\\''") + "'"


def _kinds(waiting: tuple[Waiting, ...], form: str) -> str:
    if form == "article":
        return "guesses of the reader"
    many: dict[str, int] = {}
    for one in waiting:
        kind = "field" if one.field is not None else "watch item" if one.kind == "watch" else one.kind
        many[kind] = many.get(kind, 0) + 1
    order = [kind for kind in ("point", "hypothesis", "source", "watch item", "field") if kind in many]
    return series([count(many[kind], kind, _MORE.get(kind)) for kind in order])


def _ways(name: str, form: str) -> tuple[str, ...]:
    nameless = name in ("stdin", "")
    if form == "case":
        return (f"holdwater review {'FILE' if nameless else quote_argument(name)}",)
    if nameless:
        return "holdwater read FILE -o CASE", "holdwater review CASE"
    made = quote_argument(f"{os.path.splitext(os.path.basename(name))[0]}.case.md")
    return f"holdwater read {quote_argument(name)} -o {made}", f"holdwater review {made}"
