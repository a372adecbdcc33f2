"""The original text, marked lightly, with the findings beside it."""

from holdwater.report.element import Html, element
from holdwater.report.sections.pieces import mark
from holdwater.report.views.findings import Group
from holdwater.report.views.names import count
from holdwater.report.views.text import Block, Piece, Text


def write_text(view: Text, form: str) -> Html:
    """The text in its paragraphs."""
    note = "The case file as it is written." if form == "case" else "The words are the author's, in their order; line ends inside paragraphs are joined."
    cut = (
        element("p", f"The text is longer than a report shows: the first {view.shown:,} of {view.length:,} characters are here.", class_="limit")
        if view.shown < view.length
        else None
    )
    return element(
        "section",
        element("h2", "The text", id="text-title"),
        element("p", note, " ", _legend(), class_="legend"),
        element("div", *(_write_block(block) for block in view.blocks), class_="source"),
        cut,
        class_="text",
        id="text",
        aria_labelledby="text-title",
    )


def _legend() -> Html:
    return element(
        "span",
        "Marked: ",
        element("span", "how sure", class_="m-hedge"),
        ", ",
        element("span", "who says it", class_="m-speaker"),
        ", ",
        element("span", "silence", class_="m-silence"),
        ", ",
        element("span", "reference", class_="m-reference"),
        ", ",
        element("span", "finding", class_="m-warning"),
        ".",
    )


def _write_block(block: Block) -> Html:
    pieces = [_write_piece(piece) for piece in block.pieces]
    tag = "pre" if block.kind == "file" else "p"
    return element("div", *(_write_note(group) for group in block.groups), element(tag, *pieces, dir="auto"), class_=f"block {block.kind}")


def _write_piece(piece: Piece) -> Html | str:
    if piece.kind == "point":
        return element("a", piece.text or None, href=f"#{piece.target}", id=piece.anchor, class_="tag" if piece.text else "spot")
    if piece.kind == "finding":
        return element("a", piece.text, href=f"#{piece.target}", class_=f"number {piece.marks[0]}", aria_label=f"finding {piece.text}")
    if not piece.marks:
        return piece.text
    kinds = " ".join(f"m-{kind}" for kind in piece.marks)
    if piece.target is not None:
        return element("a", piece.text, href=f"#{piece.target}", class_=kinds, title=piece.title)
    return element("span", piece.text, class_=kinds, title=piece.title)


def _write_note(group: Group) -> Html:
    lead = group.lead
    rest = [
        element("p", mark(finding.severity), " ", element("a", finding.name, href=f"#f-{finding.number}", title=finding.message), class_="more")
        for finding in group.findings[1:4]
    ]
    left = len(group.findings) - 4
    if left > 0:
        rest.append(element("p", f"and {count(left, 'more finding')}", class_="more"))
    return element(
        "aside",
        element("p", element("span", str(group.number), class_="number"), " ", mark(lead.severity), class_="kind"),
        element("p", element("a", lead.message, href=f"#f-{lead.number}"), class_="message", dir="auto"),
        *rest,
        class_=f"beside {lead.severity}",
        id=f"n-{group.number}",
    )
