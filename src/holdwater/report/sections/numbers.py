"""Rival hypotheses with their bands, what carries the one that leads, where the lead would change, what to look for next."""

from holdwater.report.element import Html, element, join
from holdwater.report.sections.pieces import Linker
from holdwater.report.views.names import count, spell_finely
from holdwater.report.views.numbers import Carrier, Contest, Finding, Numbers, Rival

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.weigh.bands import Band

_CARRIERS = 12
_LINES = 8


def write_numbers(view: Numbers, link: Linker) -> Html:
    """The section. Every number stands beside its bar, every bar has its words for who does not see it."""
    parts: list[Html | None] = [_write_contest(contest, link) for contest in view.contests]
    if view.refused is not None:
        parts.append(element("p", view.refused, class_="verdict"))
    if view.sources:
        parts.append(_write_list("Sources, before and after", view.sources, link))
    if view.method:
        parts.append(element("p", view.method, " Thin: reached; thick: nine draws in ten; upright: the median.", class_="fact"))
    return element(
        "section",
        element("h2", "What the evidence makes of the rivals", id="numbers-title"),
        *parts,
        class_="numbers",
        id="numbers",
        aria_labelledby="numbers-title",
    )


def _write_contest(contest: Contest, link: Linker) -> Html:
    carriers = contest.carriers[:_CARRIERS]
    now = next((rival.band.median for rival in contest.rivals if rival.id == contest.about and rival.band is not None), None)
    left = len(contest.carriers) - len(carriers)
    more = [f"{left} more move it less"] if left > 0 else []
    more += [f"{count(contest.idle, 'item moves', 'items move')} it by nothing that shows"] if contest.idle else []
    return element(
        "div",
        element("h3", contest.text, dir="auto") if contest.text else None,
        element("p", contest.verdict, class_="verdict"),
        element("ul", *(_write_rival(rival, link) for rival in contest.rivals), class_="bands"),
        element("h4", "What carries ", link(contest.about)) if carriers and contest.about is not None else None,
        element("ul", *(_write_carrier(one, now, link) for one in carriers), class_="carriers") if carriers and now is not None else None,
        element("p", "; ".join(more), ".", class_="limit") if more else None,
        _write_list("Where the lead would change, one input alone", contest.tipping, link),
        _write_list("What to look for next", contest.indicators, link),
        class_="contest",
    )


def _write_rival(rival: Rival, link: Linker) -> Html:
    return element(
        "li",
        element("p", link(rival.id), " ", element("span", rival.text, dir="auto", class_="words")),
        element("div", _draw_band(rival.id, rival.band, rival.words), element("b", rival.words), class_="gauge band") if rival.band is not None else None,
        element("p", rival.how, class_="how"),
    )


def _draw_band(id: str, band: "Band", words: str) -> Html:
    """The range reached as a thin line, nine draws in ten as a bar, the median as a mark, on the axis from 0 to 1."""

    def rect(low: float, high: float, y: int, height: int, kind: str) -> Html:
        long = max(4, round(1000 * (high - low)))
        return element("rect", x=min(round(1000 * low), 1000 - long), y=y, width=long, height=height, class_=kind)

    return element(
        "svg",
        element("rect", x=0, y=0, width=1000, height=16, class_="track"),
        element("path", d="M250 0V16M500 0V16M750 0V16", class_="tick"),
        rect(band.least, band.greatest, 6, 4, "reached"),
        rect(band.low, band.high, 2, 12, "band"),
        rect(max(0.0, band.median - 0.003), min(1.0, band.median + 0.003), 0, 16, "middle"),
        viewBox="0 0 1000 16",
        preserveAspectRatio="none",
        class_="bar",
        role="img",
        aria_label=f"{id}: {words}",
    )


def _write_carrier(one: Carrier, now: float, link: Linker) -> Html:
    low, high = sorted((now, one.without))
    long = max(4, round(1000 * (high - low)))
    drawn = element(
        "svg",
        element("rect", x=0, y=0, width=1000, height=12, class_="track"),
        element("path", d="M250 0V12M500 0V12M750 0V12", class_="tick"),
        element("rect", x=min(round(1000 * low), 1000 - long), y=1, width=long, height=10, class_="for" if one.size >= 0 else "against"),
        element("rect", x=min(round(1000 * now), 996), y=0, width=4, height=12, class_="middle"),
        viewBox="0 0 1000 12",
        preserveAspectRatio="none",
        class_="bar",
        role="img",
        aria_label=f"from {spell_finely(now)} to {spell_finely(one.without)} without it",
    )
    return element("li", link(one.item), drawn, element("span", one.words, f"; {one.tells}" if one.tells else None, class_="how"))


def _write_list(title: str, lines: tuple[Finding, ...], link: Linker) -> Html | None:
    if not lines:
        return None
    left = len(lines) - _LINES
    return join(
        [
            element("h4", title),
            element("ul", *(element("li", link(one.item), " ", element("span", one.words, dir="auto"), class_="fact") for one in lines[:_LINES])),
            element("p", f"and {left} more", class_="limit") if left > 0 else None,
        ]
    )

