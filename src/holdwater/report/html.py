"""The report: one self-contained HTML page from an index, its findings and its weighing.

Nothing is loaded from anywhere, no script comes from the document, and a content security policy holds both true even if this file is wrong.
The same values give the same bytes.
"""

import os
from collections.abc import Sequence

from holdwater.case.index import Index
from holdwater.diagnostics import Diagnostic
from holdwater.report.element import Html, element, join, name_unseen, script, style
from holdwater.report.map import draw_map
from holdwater.report.sections.headline import write_headline
from holdwater.report.sections.method import write_method
from holdwater.report.sections.pieces import Linker, linker, links, placer
from holdwater.report.sections.points import write_points
from holdwater.report.sections.sources import write_hypotheses, write_sources
from holdwater.report.sections.text import write_text
from holdwater.report.views.findings import group_findings
from holdwater.report.views.graph import Graph, view_graph
from holdwater.report.views.headline import view_headline
from holdwater.report.views.method import view_method
from holdwater.report.views.names import anchors, count
from holdwater.report.views.points import view_points
from holdwater.report.views.proposals import flag_of
from holdwater.report.views.readings import find_conclusions, read_standings
from holdwater.report.views.sources import view_sources
from holdwater.report.views.text import view_text
from holdwater.weigh.types import Weighing

GENERATOR = '<meta name="generator" content="holdwater '
"""What every report has within its first 300 characters: by this a file is recognised as one that holdwater made."""

_ASSETS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "assets")


def render(index: Index, diagnostics: Sequence[Diagnostic], weighing: Weighing) -> str:
    """The whole report as HTML. `diagnostics` in any order; they are shown in text order, the gravest first where several share a place."""
    from holdwater import __version__

    places = anchors(index.case)
    link = linker(places)
    take = placer(places)
    groups = group_findings(index, diagnostics)
    standings = read_standings(index, weighing)
    conclusions = find_conclusions(index)
    headline = view_headline(index, groups, weighing)
    provenance = view_sources(index, conclusions)
    graph = view_graph(index, groups, standings, conclusions, places)
    map_section, map_rule = _write_map(graph, link, flag_of(index.case))
    names = {speaker.id: speaker.name for speaker in provenance.speakers}
    loose = [group for group in groups if group.point is None]
    points = write_points(view_points(index, groups, standings), loose, link, places, take, names)
    sources = write_sources(provenance, link, take)
    hypotheses = write_hypotheses(provenance, link, take)
    numbers = _write_numbers(index, weighing, link)
    body = [
        element("a", "Skip to the conclusion", href="#main-conclusion", class_="skip"),
        element("div", _write_menu(hypotheses is not None, numbers is not None), class_="menu"),
        element(
            "main",
            write_headline(headline, link),
            numbers,
            map_section,
            points,
            write_text(view_text(index, groups, places), index.case.form),
            sources,
            hypotheses,
            write_method(view_method(index, weighing), link),
        ),
    ]
    return _frame(headline.title, __version__, _read_asset("report.css") + map_rule, _read_asset("report.js"), body)


def _frame(title: str, version: str, css: str, js: str, body: Sequence[Html]) -> str:
    policy = (
        f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(js)}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    head = [
        element("meta", charset="utf-8"),
        element("meta", name="generator", content=f"holdwater {version}"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("link", rel="icon", href="data:,"),
        element("title", Html(_text_only(f"{title} – holdwater"))),
        style(css),
    ]
    page = element("html", "\n", element("head", "\n", join(head, "\n"), "\n"), "\n", element("body", *body, script(js)), "\n", lang="en")
    return f"<!doctype html>\n{page}\n"


def _text_only(text: str) -> str:
    """Text for an element that holds no other, with what cannot be seen named."""
    return name_unseen(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _write_numbers(index: Index, weighing: Weighing, link: Linker) -> Html | None:
    """The section on rivals, where the weighing has numbers or says why it has none."""
    if weighing.draws is None and weighing.refused is None:
        return None
    from holdwater.report.sections.numbers import write_numbers
    from holdwater.report.views.numbers import view_numbers

    view = view_numbers(index, weighing)
    return None if view is None else write_numbers(view, link)


def _write_menu(hypotheses: bool, numbers: bool) -> Html:
    parts = [("top", "Conclusion"), ("map", "Map"), ("points", "Points"), ("text", "Text"), ("sources", "Sources")]
    if numbers:
        parts.insert(1, ("numbers", "Rivals"))
    if hypotheses:
        parts.append(("hypotheses", "Hypotheses"))
    parts.append(("method", "Method"))
    return element("nav", *(element("a", name, href=f"#{place}") for place, name in parts), aria_label="Parts of the report")


def _write_map(graph: Graph, link: Linker, flag: str) -> tuple[Html, str]:
    """The map with its legend, and the rule that gives it its size."""
    parts: list[Html] = []
    rule = ""
    if graph.boxes:
        drawing = draw_map(graph)
        wide = round(drawing.width)
        rule = (
            f"@media screen{{.map svg.chart{{min-width:{wide}px;max-width:{wide}px}}}}\n"
            f"@media screen and (min-width:64rem){{.map svg.chart{{min-width:{round(wide * 0.8)}px}}}}\n"
            f"@media print{{.map svg.chart{{max-width:{wide}px}}}}\n"
        )
        parts.append(_write_legend(flag))
        parts.append(element("div", drawing.svg, class_="scroll", tabindex="0", role="region", aria_label="argument map, may be scrolled"))
        parts.append(element("p", "", class_="trace", role="status", aria_live="polite"))
    else:
        parts.append(element("p", "No point of this text is given as a reason for another, so there is nothing to draw.", class_="lead"))
    if graph.left_out or graph.lines_left_out:
        words = [count(graph.left_out, "point")] if graph.left_out else []
        words += [count(graph.lines_left_out, "line")] if graph.lines_left_out else []
        parts.append(
            element(
                "p",
                f"The map shows the {count(len(graph.boxes), 'point')} nearest under the conclusions; {' and '.join(words)} did not fit.",
                class_="limit",
            )
        )
    if graph.isolated:
        shown = graph.isolated[:200]
        more = f" and {len(graph.isolated) - len(shown)} more" if len(graph.isolated) > len(shown) else ""
        parts.append(element("p", "Points that nothing rests on and that rest on nothing: ", links(shown, link), more, ".", class_="isolated"))
    section = element("section", element("h2", "The argument", id="map-title"), *parts, class_="map", id="map", aria_labelledby="map-title")
    return section, rule


def _write_legend(flag: str) -> Html:
    def line(role: str, words: str) -> Html:
        if role == "explains":
            drawn = [element("path", d="M32 7H4"), element("path", d="M9 3L3 7L9 11", class_="head open")]
        else:
            drawn = [element("path", d="M2 7H26")]
            if role == "against":
                drawn.append(element("path", d="M29 1V13", class_="head bar"))
            elif role == "undercuts":
                drawn.append(element("path", d="M23 3L31 11M31 3L23 11", class_="head bar"))
            else:
                drawn.append(element("path", d="M33 7L25 3V11Z", class_="head"))
        kind = "because guess" if role == "guess" else role
        swatch = element("svg", element("g", *drawn, class_=f"line {kind}"), viewBox="0 0 36 14", class_="swatch", aria_hidden="true")
        return element("li", swatch, words)

    def patch(kind: str, words: str) -> Html:
        swatch = element("svg", element("rect", x=1, y=3, width=34, height=8, class_=kind), viewBox="0 0 36 14", class_="swatch", aria_hidden="true")
        return element("li", swatch, words)

    return element(
        "ul",
        patch("said", "said: what the author claims"),
        patch("held", "held: what the reasons deliver"),
        line("because", "is a reason for"),
        line("against", "objects to"),
        line("undercuts", "breaks the step to"),
        line("explains", "would explain, lends nothing"),
        line("guess", flag),
        class_="key",
        aria_label="Legend",
    )


def _read_asset(name: str) -> str:
    with open(os.path.join(_ASSETS, name), encoding="utf-8") as file:
        return file.read()


def _digest(text: str) -> str:
    """The hash by which the policy knows our style sheet and our script."""
    from binascii import b2a_base64

    return f"sha256-{b2a_base64(_sha256(text.encode()), newline=False).decode()}"


def _sha256(data: bytes) -> bytes:
    """The digest, by the interpreter's own module where it has one: `hashlib` spends 5 to 10 ms on setting up OpenSSL."""
    for module in ("_sha2", "_sha256"):
        try:
            digest: bytes = __import__(module).sha256(data).digest()
        except (ImportError, AttributeError):
            continue
        return digest
    from hashlib import sha256

    return sha256(data).digest()

