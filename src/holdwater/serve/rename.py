"""Another label for an item, there and wherever it is referred to."""

from collections import Counter

from holdwater.case.index import Index
from holdwater.case.inline import is_label
from holdwater.case.types import Claim
from holdwater.serve.analysis import Known
from holdwater.serve.edits import Declined, Edit, apply_edits
from holdwater.serve.labels import Mention, find_item, find_mentions, group_mentions, items
from holdwater.source import SourceText, Span
from holdwater.walk import open_case

_CALLED = {"point": "a point", "hypothesis": "a hypothesis", "source": "a source", "watch": "a watch item"}


def rename(known: Known, label: str, wanted: str) -> tuple[Edit, ...] | Declined:
    """The edits that give the item `label` the label `wanted`, in its place and in every reference of fields and prose.

    Words of others (quotes, code, block quotes) stay as they are. A number that its list would not count to becomes a bold label. The result
    is read again before it is handed out: all items and references are those of before, under their new name.
    """
    index = known.assessment.index
    new = wanted.strip()
    if new.startswith("(") and new.endswith(")"):
        new = new[1:-1].strip()
    if new == label:
        return ()
    if not is_label(new):
        return Declined(f"“{wanted}” is no label: a label has letters, digits, `.`, `-` and `_`, no spaces, and ends in a letter or digit")
    taken = find_item(index, new)
    if taken is not None:
        return Declined(f"({new}) is the label of {_CALLED[taken[0]]} already")
    found = find_item(index, label)
    mentions = _renamed(index, group_mentions(find_mentions(index)).get(label, []))
    definitions = [mention for mention in mentions if mention.defines]
    if found is None or not definitions:
        return Declined(f"({label}) is no item of this text")
    if len(definitions) > 1:
        return Declined(f"({label}) is the label of several items; give them labels of their own by hand")
    ranged = next((mention for mention in mentions if mention.ranged), None)
    if ranged is not None:
        shown = index.case.source.quote(ranged.at)
        why = (
            f"({label}) is not what is written there, “{shown}”"
            if ranged.defines
            else f"({label}) is one of “{shown}”, which would no longer be true"
        )
        return Declined(why)
    uses = tuple(Edit(mention.at, new) for mention in mentions if not mention.defines)
    for definition in _definitions(index, found[1], definitions[0].at, new):
        edits = tuple(sorted((*uses, *definition)))
        if _reads_alike(known, edits, label, new):
            return edits
    return Declined(f"with ({new}) in place of ({label}) the text would no longer be read as it is")


def _renamed(index: Index, mentions: list[Mention]) -> list[Mention]:
    """Those that change: in an article, none that stands in a quotation."""
    if index.case.form == "case":
        return mentions
    from holdwater.check.view import View

    view = View(index)
    return [mention for mention in mentions if mention.defines or not view.quoted(mention.at)]


def _definitions(index: Index, item: object, at: Span, new: str) -> list[tuple[Edit, ...]]:
    """The ways to write the new label where the item begins, the plainest first."""
    text = index.case.source.text
    plain = (Edit(at, new),)
    if index.case.form == "article" or not isinstance(item, Claim) or text[at.end : at.end + 1] not in (".", ")"):
        return [plain]
    bold = (Edit(Span(at.start, at.end + 1), f"- **{new}**"),)
    return [plain, bold] if new.isdecimal() and new.isascii() and len(new) < 10 else [bold]


def _reads_alike(known: Known, edits: tuple[Edit, ...], label: str, new: str) -> bool:
    index, source = known.assessment.index, known.source
    case, found = open_case(SourceText(source.name, apply_edits(source.text, edits)))
    after = Index(case)

    def called(id: str | None) -> str | None:
        if id == label:
            return new
        claim = index.claims.get(id or "")
        if claim is not None and claim.parent == label and claim.label_at is None:
            return new + claim.id[len(label) :]
        return id

    if (
        case.form != index.case.form
        or len(found) > len(known.form)
        or [called(item.id) for _, item in items(index)] != [item.id for _, item in items(after)]
    ):
        return False
    before_them, after_them = (tuple(_renamed(each, list(find_mentions(each)))) for each in (index, after))
    return Counter((called(one.label), one.defines, called(one.inside)) for one in before_them) == Counter(
        (one.label, one.defines, one.inside) for one in after_them
    )
