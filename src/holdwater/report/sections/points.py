"""Every point, one after another."""

from collections.abc import Mapping, Sequence

from holdwater.report.element import Html, element, join
from holdwater.report.sections.pieces import Linker, Places, asked_flag, cards, gauge, hows, links, name, write_proposals
from holdwater.report.views.findings import Group
from holdwater.report.views.points import Point, Reason

_ROLES = {
    "because": "Rests on",
    "against": "Objection from",
    "undercuts": "Undercuts",
    "explains": "Would explain",
    "states": "States",
    "superseded by": "Superseded by",
}
_MODES = {"says": "says", "denies": "denies it", "no comment": "does not comment"}


def write_points(
    points: Sequence[Point], loose: Sequence[Group], link: Linker, places: Mapping[str, str], take: Places, names: Mapping[str, str]
) -> Html:
    """The points under the headings of the text, then the findings that belong to no point. `names`: source ids to names."""
    parts: list[Html] = []
    heading = None
    for point in points:
        if point.heading is not None and point.heading != heading:
            parts.append(element("h3", point.heading, dir="auto", class_="group"))
        heading = point.heading
        parts.append(_write_point(point, link, places, take, names))
    if not points:
        parts.append(element("p", "No points were recognised in this text."))
    if loose:
        parts.append(element("h3", "About the text as a whole", class_="group"))
        parts.extend(cards(group) for group in loose)
    return element("section", element("h2", "The points", id="points-title"), *parts, class_="points", id="points", aria_labelledby="points-title")


def _write_point(point: Point, link: Linker, places: Mapping[str, str], take: Places, names: Mapping[str, str]) -> Html:
    place = places[point.id]
    kind = point.kind if point.kind is not None else None
    carries = element("p", name("Carries"), " ", links(point.carries, link), class_="reason") if point.carries else None
    explained = (
        element("p", name("Explained by"), " ", links(point.explained_by, link), class_="reason")
        if point.explained_by
        else None
    )
    facts = [element("p", name(what), " ", value, dir="auto", class_="fact") for what, value in point.facts]
    rows = (
        element(
            "p",
            name("How expected"),
            " ",
            join([join(["if ", link(rival), ": ", words]) for rival, words in point.rows], "; "),
            class_="fact",
        )
        if point.rows
        else None
    )
    body = element(
        "div",
        element("p", asked_flag(), class_="fact guess") if point.proposed else None,
        element("p", point.text, class_="words", dir="auto"),
        *(element("blockquote", element("p", quote, dir="auto")) for quote in point.quotes),
        *(_write_reason(reason, link) for reason in point.reasons),
        carries,
        explained,
        *(_write_speaker(speaker, link, names) for speaker in point.speakers),
        *facts,
        rows,
        *write_proposals(point.proposals),
        class_="body",
    )
    return element(
        "article",
        element(
            "header",
            element("h3" if point.parent is None else "h4", element("a", f"({point.id})", href=f"#t-{place}", title="to its place in the text")),
            element("span", kind, class_="kind") if kind else None,
        ),
        body,
        element("div", gauge(point.standing), *hows(point.standing), _write_verdict(point), class_="weights") if not point.proposed else None,
        cards(point.group) if point.group is not None else None,
        *(_write_point(part, link, places, take, names) for part in point.parts),
        class_=f"point{'' if point.parent is None else ' part'}{' proposal' if point.proposed else ''}",
        id=take(point.id),
    )


def _write_verdict(point: Point) -> Html | None:
    """The verdict where it says more than the two sentences before it."""
    told = point.standing.standing in ("bare", "within", "unsecured") or point.standing.standing == "silent"
    return None if told else element("p", point.standing.verdict, class_="verdict")


def _write_reason(reason: Reason, link: Linker) -> Html:
    words: list[Html | str] = [name(_ROLES[reason.role]), " "]
    if reason.role == "undercuts":
        words.append(join(["the step to ", link(reason.points[0])]))
        if len(reason.points) > 1:
            words += [" from ", links(reason.points[1:], link)]
    else:
        words.append(links(reason.points, link))
        if reason.role in ("because", "against") and len(reason.points) > 1:
            words.append(" together")
    if reason.strength is not None:
        words += [", ", element("q", reason.strength)]
    if reason.guess:
        words += [" ", asked_flag(reason.flag)]
    elif reason.implied:
        words += [" ", element("span", "implied by the wording", class_="flag")]
    return element("p", *words, class_=f"reason {reason.role.split()[0]}{' guess' if reason.guess else ''}")


def _write_speaker(speaker: tuple[str, str, str | None], link: Linker, names: Mapping[str, str]) -> Html:
    source, mode, credibility = speaker
    named = names.get(source)
    return element(
        "p",
        name("Source"),
        " ",
        element("span", named, dir="auto") if named else None,
        " " if named else None,
        link(source),
        " ",
        _MODES[mode],
        f", credibility {credibility}" if credibility else None,
        class_="fact",
    )
