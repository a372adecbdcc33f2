"""Sources and who repeats whom; hypotheses and rivals; what to watch for."""

from holdwater.report.element import Html, element, join
from holdwater.report.sections.pieces import Linker, Places, asked_flag, links, name, write_proposals
from holdwater.report.views.names import count, series
from holdwater.report.views.sources import Contest, Indicator, Provenance, Speaker

_COLUMNS = 60  # pieces of evidence shown in a matrix
_NAMES = 12


def write_sources(view: Provenance, link: Linker, take: Places) -> Html:
    """Who says it, and where it first came from."""
    speakers = [_write_speaker(speaker, link, take) for speaker in view.speakers]
    return element(
        "section",
        element("h2", "Sources and who repeats whom", id="sources-title"),
        element("p", _write_cover(view), class_="lead"),
        element("ul", *(_write_origins(origins.conclusion, origins.names, link) for origins in view.origins), class_="origins"),
        element("div", *speakers, class_="speakers") if speakers else element("p", "No source is named."),
        class_="sources",
        id="sources",
        aria_labelledby="sources-title",
    )


def _write_cover(view: Provenance) -> str:
    named = view.points - view.unsourced
    if not view.points:
        return "There are no points to name sources for."
    return f"Of {count(view.points, 'point')}, {named} {'names' if named == 1 else 'name'} whose word it is."


def _write_origins(conclusion: str, names: tuple[str, ...], link: Linker) -> Html:
    shown = [*names[:_NAMES], f"{len(names) - _NAMES} more"] if len(names) > _NAMES else list(names)
    words = f"{count(len(names), 'independent origin')}: {series(shown)}." if names else "no source is named for it or for anything under it."
    return element("li", "Under ", link(conclusion), ": ", element("span", words, dir="auto"))


def _write_speaker(speaker: Speaker, link: Linker, take: Places) -> Html:
    flags = [asked_flag()] if speaker.proposed else []
    if speaker.anonymous:
        flags.append(element("span", "anonymous", class_="flag"))
    if speaker.stake is not None:
        flags.append(element("span", "stake: ", speaker.stake, class_="flag"))
    if speaker.grade is not None:
        flags.append(element("span", "grade ", speaker.grade, class_="flag"))
    words: list[Html | None] = [
        element("h3", element("span", speaker.name, dir="auto"), " ", element("span", speaker.id, class_="id"), *flags),
        element("p", join([element("span", link_name, dir="auto") for link_name in speaker.chain], " ← "), class_="chain") if len(speaker.chain) > 1 else None,
    ]
    for what, ids in (("Reports", speaker.reports), ("Denies", speaker.denies), ("Does not comment on", speaker.silent)):
        if ids:
            words.append(element("p", name(what), " ", links(ids, link), class_="fact"))
    words += [
        element("p", name(what), " ", value, dir="auto", class_="fact") for what, value in speaker.facts
    ]
    words += write_proposals(speaker.proposals)
    return element("article", *words, class_="speaker proposal" if speaker.proposed else "speaker", id=take(speaker.id))


def write_hypotheses(view: Provenance, link: Linker, take: Places) -> Html | None:
    """Hypotheses with their rivals, the matrix, and what would be seen; nothing where the case has none of it."""
    if not view.contests and not view.indicators:
        return None
    return element(
        "section",
        element("h2", "Hypotheses and what to watch for", id="hypotheses-title"),
        *(_write_contest(contest, link, take) for contest in view.contests),
        element("ul", *(_write_indicator(indicator, link, take) for indicator in view.indicators), class_="indicators") if view.indicators else None,
        class_="hypotheses",
        id="hypotheses",
        aria_labelledby="hypotheses-title",
    )


def _write_contest(contest: Contest, link: Linker, take: Places) -> Html:
    rivals = []
    for rival in (*contest.rivals, *contest.proposed):
        flags = [element("span", "prior ", element("q", rival.prior), class_="flag") if rival.prior else None]
        if rival.proposed:
            flags.insert(0, asked_flag())
        stated = join([" ", name("stated in"), " ", links(rival.stated_by, link)]) if rival.stated_by else None
        rivals.append(
            element(
                "li",
                link(rival.id),
                " ",
                element("span", rival.text, dir="auto"),
                stated,
                *flags,
                *(element("p", note, class_="fact", dir="auto") for note in rival.notes),
                *write_proposals(rival.proposals),
                class_="proposal" if rival.proposed else None,
                id=take(rival.id),
            )
        )
    few = "No rival is named: nothing else that could account for the same events is set beside it."
    if contest.proposed:
        few = "No rival counts yet: nothing else is set beside it but what is proposed." if contest.rivals else "No hypothesis counts yet."
    alone = element("p", few, class_="verdict")
    return element(
        "div",
        element("h3", contest.text, dir="auto") if contest.text else None,
        element("ul", *rivals, class_="rivals"),
        alone if len(contest.rivals) < 2 else None,
        _write_matrix(contest, link) if contest.evidence else None,
        class_="contest",
    )


def _write_matrix(contest: Contest, link: Linker) -> Html:
    evidence = contest.evidence[:_COLUMNS]
    head = element("tr", element("td"), *(element("th", link(id), scope="col") for id in evidence))
    rows = [
        element(
            "tr",
            element("th", link(rival.id), scope="row"),
            *(element("td", words) if words is not None else element("td", "blank", class_="blank") for words in row[:_COLUMNS]),
        )
        for rival, row in zip(contest.rivals, contest.cells, strict=True)
    ]
    left = len(contest.evidence) - len(evidence)
    table = element("table", element("caption", "How expected each point is, if the hypothesis is so"), element("thead", head), element("tbody", *rows))
    return element(
        "div",
        element("div", table, class_="scroll", tabindex="0", role="group", aria_label="matrix of hypotheses and evidence"),
        element("p", f"{count(left, 'more piece')} of evidence did not fit.", class_="limit") if left > 0 else None,
    )


def _write_indicator(indicator: Indicator, link: Linker, take: Places) -> Html:
    state = element("span", "seen: ", indicator.outcome, class_="flag") if indicator.outcome else None
    due = element("span", "by ", indicator.by, class_="flag") if indicator.by and not indicator.outcome else None
    return element(
        "li",
        link(indicator.id),
        " ",
        element("span", indicator.text, dir="auto"),
        " ",
        asked_flag() if indicator.proposed else None,
        due,
        state,
        *(element("p", note, class_="fact", dir="auto") for note in indicator.notes),
        *write_proposals(indicator.proposals),
        class_="proposal" if indicator.proposed else None,
        id=take(indicator.id),
    )
