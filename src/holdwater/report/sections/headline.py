"""The top of the report."""

from holdwater.report.element import Html, element, join
from holdwater.report.sections.pieces import Linker, gauge, hows, large_gauge, mark, name, spell_said
from holdwater.report.views.findings import Finding
from holdwater.report.views.headline import Conclusion, Headline
from holdwater.report.views.names import count, series
from holdwater.report.views.proposals import Proposals

_FIRST = 5  # other conclusions shown at the top; the rest are among the points


def write_headline(view: Headline, link: Linker) -> Html:
    """Title, main conclusion said against held, verdict, what matters most, other conclusions."""
    byline = [element("span", name(what), " ", element("span", value, dir="auto")) for what, value in view.byline]
    return element(
        "header",
        element("p", "holdwater report", element("span", " on ", "a case" if view.form == "case" else "an article"), class_="kicker"),
        element("h1", view.title, dir="auto"),
        element("p", join(byline, " "), class_="byline") if byline else None,
        _write_main(view.main, link),
        _write_findings(view),
        _write_proposals(view.proposals),
        _write_others(view.others, link),
        class_="headline",
        id="top",
    )


def _write_main(main: Conclusion | None, link: Linker) -> Html:
    if main is None:
        return element(
            "section",
            element("h2", "The main conclusion"),
            element("p", "No conclusion was recognised in this text: no point has a reason, and none is put forward as a thesis.", class_="verdict"),
            class_="main",
        )
    words = main.quote or main.text
    own = element("p", "in the words of the case: ", main.text, class_="own", dir="auto") if main.quote and main.quote != main.text else None
    return element(
        "section",
        element("h2", "The main conclusion ", link(main.id), id="main-conclusion"),
        element("blockquote", element("p", words, dir="auto")),
        own,
        element("p", main.standing.verdict, class_=f"verdict {main.standing.standing}"),
        large_gauge(main.standing),
        element("div", *hows(main.standing), _write_origins(main), class_="hows"),
        class_="main",
        aria_labelledby="main-conclusion",
    )


def _write_origins(main: Conclusion) -> Html:
    many = main.standing.origins
    words = "No source is named for it or for anything under it." if not many else f"What is reported under it comes from {count(many, 'independent origin')}."
    return element("p", name("Origins:"), " ", words, class_="how")


def _write_findings(view: Headline) -> Html:
    counts = [count(many, severity) for severity, many in view.tally.items() if many]
    total = sum(view.tally.values())
    if not total:
        return element(
            "section", element("h2", "What matters most"), element("p", "The checks found nothing to say about this text."), class_="matters"
        )
    rest = total - len(view.findings)
    more = f"{series(counts)} on {count(view.points, 'point')}"
    return element(
        "section",
        element("h2", "What matters most"),
        element("ol", *(_write_finding(finding) for finding in view.findings)),
        element("p", f"{more}; " if rest else f"{more}.", element("a", "the rest beside the text", href="#text") if rest else None, class_="tally"),
        class_="matters",
    )


def _write_proposals(proposals: Proposals | None) -> Html | None:
    if proposals is None:
        return None
    ways = join([element("span", way, dir="ltr", class_="command") for way in proposals.ways], ", then ")
    return element("p", element("a", proposals.total, href="#proposals"), f" ({proposals.kinds}). To decide on them: ", ways, class_="tally")


def _write_finding(finding: Finding) -> Html:
    return element(
        "li",
        mark(finding.severity),
        element("p", element("a", finding.message, href=f"#f-{finding.number}", dir="auto"), class_="message"),
        element("p", finding.why, class_="why", dir="auto") if finding.why else None,
        class_=finding.severity,
    )


def _write_others(others: tuple[Conclusion, ...], link: Linker) -> Html | None:
    if not others:
        return None
    rows = []
    for other in others[:_FIRST]:
        rows.append(
            element(
                "li",
                element("p", link(other.id), " ", element("span", other.text, dir="auto"), class_="words"),
                gauge(other.standing),
                element("p", "Said: ", spell_said(other.standing.said), ". ", other.standing.verdict, class_="verdict"),
            )
        )
    left = others[_FIRST:]
    return element(
        "section",
        element("h2", "Other conclusions"),
        element("ul", *rows),
        element("p", f"{count(len(left), 'more conclusion')}: ", join([link(one.id) for one in left[:60]], ", "), class_="tally") if left else None,
        class_="others",
    )

