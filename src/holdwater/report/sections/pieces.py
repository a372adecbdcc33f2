"""What several parts of the report share: links to points, bars of said and held, findings."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from holdwater.credence import Interval
from holdwater.diagnostics import Severity
from holdwater.report.element import Html, element, join
from holdwater.report.views.findings import Finding, Group
from holdwater.report.views.names import spell_range
from holdwater.report.views.readings import Reading, Standings

Linker = Callable[[str], Html]
"""From an id to a link to it, `(7)`, or to plain text where nothing of that name is in the page."""

_AXIS = join(
    [
        element("rect", x=0, y=0, width=1000, height=12, class_="track"),
        element("path", d="M250 0V12M500 0V12M750 0V12", class_="tick"),
    ]
)
_SHAPES = {"error": "M1 1H11V11H1Z", "warning": "M6 .6L11.8 11H.2Z", "note": "M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0 -10Z"}


Places = Callable[[str], str | None]
"""From an id to the name of its place, the first time that it is asked for; None afterwards, as no two elements may have one name."""


def placer(places: Mapping[str, str]) -> Places:
    """Places that are given out once each."""
    given: set[str] = set()

    def take(id: str) -> str | None:
        place = places[id]
        if place in given:
            return None
        given.add(place)
        return place

    return take


def linker(places: Mapping[str, str]) -> Linker:
    """Links to the places of a page, made once for each id."""
    made: dict[str, Html] = {}

    def link(id: str) -> Html:
        html = made.get(id)
        if html is None:
            place = places.get(id)
            words = f"({id})"
            html = element("a", words, href=f"#{place}", class_="ref") if place is not None else element("span", words, class_="ref lost")
            made[id] = html
        return html

    return link


def write_proposals(pairs: Iterable[tuple[str, str]]) -> list[Html]:
    """Fields that are proposed, a line each; those whose name has no question mark stand under an item that is a proposal, and says so."""
    lines = []
    for what, value in pairs:
        flag = asked_flag() if what.endswith("?") or not what else None
        lines.append(element("p", name(what), " ", element("span", value, dir="auto"), " ", flag, class_="fact guess"))
    return lines


@lru_cache(4)
def asked_flag(words: str = "a proposal, not counted") -> Html:
    """What marks a proposal. For words of ours only."""
    return element("span", words, class_="flag asked")


def links(ids: Iterable[str], link: Linker, last: str = " and ") -> Html:
    """(1), (6) and (9), each a link."""
    made = [link(id) for id in ids]
    if len(made) < 2:
        return join(made)
    return join([join(made[:-1], ", "), last, made[-1]])


@lru_cache(64)
def name(words: str) -> Html:
    """The name of a field, before what it holds. For words of ours only: they are kept."""
    return element("span", words, class_="name")


@lru_cache(16)
def mark(severity: Severity) -> Html:
    """A severity as a shape and a word."""
    shape = element("svg", element("path", d=_SHAPES[severity]), viewBox="0 0 12 12", class_="shape", aria_hidden="true")
    return element("span", shape, severity, class_=f"severity {severity}")


@lru_cache(256)
def bar(kind: str, interval: Interval | None) -> Html:
    """One range on the axis from 0 to 1."""
    parts = [_AXIS]
    if interval is not None:
        long = max(8, round(1000 * interval.width))
        start = min(round(1000 * interval.low), 1000 - long)
        parts.append(element("rect", x=start, y=0, width=long, height=12, class_=kind))
    label = f"{kind} {spell_range(interval)}" if interval is not None else f"{kind}: nothing"
    return element("svg", *parts, viewBox="0 0 1000 12", preserveAspectRatio="none", class_="bar", role="img", aria_label=label)


def spell_said(reading: Reading) -> Html:
    """“very likely” 0.80–0.95"""
    if reading.interval is None:
        return join([element("q", reading.words, class_="word", dir="auto") if reading.words else "no degree is said"])
    span = element("b", spell_range(reading.interval))
    if reading.assumed or reading.words is None:
        return join([element("span", "flat statement", class_="word"), " ", span])
    return join([element("q", reading.words, class_="word", dir="auto"), " ", span])


def spell_held(reading: Reading) -> Html:
    """holds 0.42–0.76"""
    if reading.interval is None:
        return join(["not computed"])
    return join([element("span", "holds", class_="word"), " ", element("b", spell_range(reading.interval))])


def gauge(standing: Standings) -> Html:
    """Said against held on one axis, the ranges beside them."""
    return _gauge(standing.said.interval, standing.held.interval)


@lru_cache(256)
def _gauge(said: Interval | None, held: Interval | None) -> Html:
    rows: list[Html] = []
    for kind, interval in (("said", said), ("held", held)):
        rows += [name(kind), bar(kind, interval), element("b", spell_range(interval) if interval is not None else "none")]
    return element("div", *rows, class_="gauge")


def large_gauge(standing: Standings) -> Html:
    """Said against held on one axis with its marks, words with their ranges."""
    rows = [
        name("said"),
        bar("said", standing.said.interval),
        element("span", spell_said(standing.said), class_="value"),
        name("held"),
        bar("held", standing.held.interval),
        element("span", spell_held(standing.held), class_="value"),
    ]
    ticks = [element("span", tick) for tick in ("0", "0.25", "0.5", "0.75", "1")]
    rows.append(element("span", *ticks, class_="axis", aria_hidden="true"))
    return element("div", *rows, class_="gauge large")


def hows(standing: Standings) -> list[Html]:
    """The sentences that say how each range came about."""
    more = (("Bounds:", standing.tight), ("Evidence:", standing.posterior))
    same = standing.standing == "bare" and standing.said.assumed and standing.said.interval == standing.held.interval
    return [
        element("p", name(kind), " ", reading.how, dir="auto", class_="how")
        for kind, reading in (("Said:", standing.said), ("Held:", standing.held))
        if reading.how and not (same and kind == "Said:")  # what is taken at its word holds that, and the second sentence says it
    ] + [element("p", name(kind), " ", words, class_="how") for kind, words in more if words is not None]


def card(finding: Finding, *, lead: bool = True) -> Html:
    """A finding in full."""
    place = f"line {finding.line}" + "".join(f"; line {line}: {label}" for line, label in finding.others)
    return element(
        "li",
        element("p", mark(finding.severity), " ", element("span", finding.code, " ", finding.name, class_="code"), class_="kind"),
        element("p", finding.message, class_="message", dir="auto"),
        element("p", name("Why"), " ", finding.why, class_="why", dir="auto") if finding.why else None,
        element("p", name("Mend"), " ", finding.mend, class_="mend", dir="auto") if finding.mend else None,
        element("p", place, class_="place"),
        class_=f"finding {finding.severity}{'' if lead else ' under'}",
        id=f"f-{finding.number}",
    )


def cards(group: Group) -> Html:
    """The findings of one place, the one that explains most first."""
    return element("ol", *(card(finding, lead=at == 0) for at, finding in enumerate(group.findings)), class_="findings")
