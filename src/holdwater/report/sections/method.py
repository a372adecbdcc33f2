"""Assumptions, words and method: what the numbers mean, and what the report is not."""

from holdwater.report.element import Html, element, join
from holdwater.report.sections.pieces import Linker, links
from holdwater.report.views.method import Method
from holdwater.report.views.names import count, shorten
from holdwater.report.views.proposals import Proposals

_MANY = 24  # points listed with an assumption
_PROPOSALS = 200


def write_method(view: Method, link: Linker) -> Html:
    """Every default used and every word with its range."""
    return element(
        "section",
        element("h2", "Assumptions, words and method", id="method-title"),
        element(
            "div",
            element("p", "Said is what the author claims, read from the words. Held is what the reasons that are given for it deliver."),
            element(
                "p",
                "A step whose reasons must all be true secures no more than their doubts together leave over, and delivers no more than its "
                "weakest reason, each time the strength of the author’s own word for the step. Nothing is assumed about how reasons depend on "
                "one another, so a range is wide where the words leave much open. Several separate steps count each on its own. What explains "
                "something lends it no support, a circle of reasons lends itself none, and what is marked as a guess is never counted.",
            ),
            element(
                "p",
                "The reading is charitable: every flat statement is taken at its word (",
                view.flat,
                "), and every step is granted the strength of the word used for it.",
            ),
            element(
                "p",
                "This report is about the argument, not about the world. It does not say what is true, and a conclusion that is not secured "
                "here may be right for reasons nobody gave. Recognition of points, words and steps is by fixed rules and can be mistaken; every "
                "item links to the words it was read from.",
            ),
            class_="prose",
        ),
        *[element("p", "The file: ", note, class_="fact") for note in view.notes],
        element("h3", "What was assumed"),
        _write_taken(view, link),
        _write_omitted(view, link),
        _write_silenced(view, link),
        _write_proposals(view.proposals, link),
        element("h3", "Words and the ranges they were read with"),
        element("p", "Scale in use: ", view.scale, ". ", view.edition, class_="fact"),
        _write_words(view, link),
        element("p", "Made by holdwater ", view.version, ". Same text, same report.", class_="colophon"),
        class_="method",
        id="method",
        aria_labelledby="method-title",
    )


def _write_taken(view: Method, link: Linker) -> Html:
    if not view.taken:
        return element("p", "Nothing had to be assumed.")
    rows = [
        element(
            "tr",
            element("td", taken.what, dir="auto"),
            element("td", taken.range or "", class_="range"),
            element("td", taken.source, dir="auto"),
            element("td", _points(taken.points, link)),
        )
        for taken in view.taken
    ]
    return _table(("Assumption", "Range", "From", "Used at"), rows)


def _write_words(view: Method, link: Linker) -> Html:
    rows = [
        element(
            "tr",
            element("td", element("q", term), dir="auto"),
            element("td", interval, class_="range"),
            element("td", scale),
            element("td", _points(points, link)),
        )
        for term, interval, scale, points in (
            *view.words,
            *((term, "none known", "in no list", points) for term, points in view.unread),
        )
    ]
    return _table(("Word", "Range", "Scale", "Used at"), rows) if rows else element("p", "No point carries a degree.")


def _write_omitted(view: Method, link: Linker) -> Html | None:
    if not view.omitted:
        return None
    lines = [
        element("li", link(left.point), ": the ", left.line, " from ", links(left.by, link), " took no part: ", left.why, class_="fact")
        for left in view.omitted[:_MANY]
    ]
    more = len(view.omitted) - _MANY
    return join(
        [
            element("h3", "What took no part"),
            element("ul", *lines),
            element("p", f"and {count(more, 'more line')}", class_="fact") if more > 0 else None,
        ]
    )


def _write_silenced(view: Method, link: Linker) -> Html | None:
    if not view.silenced:
        return None
    lines = [
        element("li", rule.code, " at " if rule.point else " everywhere", link(rule.point) if rule.point else None, ": ", rule.reason, class_="fact")
        for rule in view.silenced
    ]
    return join([element("h3", "Rules that the file silences"), element("ul", *lines)])


def _write_proposals(proposals: Proposals | None, link: Linker) -> Html | None:
    """All that is proposed and took no part, in text order."""
    if proposals is None:
        return None
    lines = []
    for one in proposals.listed[:_PROPOSALS]:
        field = f" {one.field}: " if one.field else " "
        words = element("span", shorten(one.words, 160), dir="auto")
        lines.append(element("li", None if one.field is None else "under ", link(one.id), field, words, class_="fact"))
    more = len(proposals.listed) - _PROPOSALS
    return join(
        [
            element("h3", "What is only proposed", id="proposals"),
            element("p", f"{proposals.total}: {proposals.kinds}. It counts once a person has taken the question mark away."),
            element("ul", *lines),
            element("p", f"and {count(more, 'more proposal')}", class_="fact") if more > 0 else None,
        ]
    )


def _points(ids: tuple[str, ...], link: Linker) -> Html:
    shown = join([link(id) for id in ids[:_MANY]], ", ")
    return join([shown, f" and {len(ids) - _MANY} more"]) if len(ids) > _MANY else shown


def _table(head: tuple[str, ...], rows: list[Html]) -> Html:
    names = element("tr", *(element("th", name, scope="col") for name in head))
    return element("div", element("table", element("thead", names), element("tbody", *rows)), class_="scroll", tabindex="0", role="group", aria_label=head[0])
