"""What a page says of itself: `<meta>`, Open Graph, JSON-LD and the title, in the order of how far they can be trusted."""

import json
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from holdwater.source import Metadata
from holdwater.typed import Any

_MOST = 200_000
"""Characters of a JSON-LD block that are read."""
_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author", "citation_author", "sailthru.author")
_PUBLISHED = (
    "article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "pubdate", "publish-date", "date",
    "parsely-pub-date", "citation_publication_date", "dcterms.created", "sailthru.date",
)  # fmt: skip
_OUTLET = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "citation_journal_title")
_ISO = re.compile(r"\s*(\d{4}-\d\d(?:-\d\d)?)(?=$|[T\s])")
_WORKS = ("Article", "NewsArticle", "Report", "BlogPosting", "OpinionNewsArticle", "AnalysisNewsArticle", "ScholarlyArticle", "TechArticle", "WebPage")


def read_head(page: LexborHTMLParser) -> Metadata:
    """Title, author, date (as ISO 8601 where it can be), outlet and address that the page gives; None where it gives none."""
    metas: dict[str, str] = {}
    for node in page.css("meta"):
        attributes = node.attributes
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        value = " ".join((attributes.get("content") or "")[:500].split())
        if name and value:
            metas.setdefault(name, value)
    linked = _from_linked_data(page)

    def first(names: tuple[str, ...]) -> str | None:
        return next((metas[name] for name in names if name in metas), None)

    outlet = linked.get("outlet") or first(_OUTLET)
    author = linked.get("author") or first(_AUTHOR)
    if author is not None and author.startswith(("http:", "https:", "/", "@")):
        author = None
    written = linked.get("published") or first(_PUBLISHED)
    if written is None:
        stamp = page.css_first("article time[datetime], main time[datetime], time[pubdate], time[itemprop=datePublished]")
        written = (stamp.attributes.get("datetime") or "")[:40] if stamp is not None else None
    address = page.css_first("link[rel=canonical]")
    url = (address.attributes.get("href") if address is not None else None) or metas.get("og:url")
    return Metadata(
        linked.get("title") or first(_TITLE) or _title(page, outlet),
        author.removeprefix("By ").removeprefix("by ") if author else None,
        _date(written),
        outlet,
        url[:500] if url and url.startswith(("http://", "https://")) else None,
    )


def _title(page: LexborHTMLParser, outlet: str | None) -> str | None:
    """The title of the window, without the name of the site at its end."""
    node = page.css_first("head title") or page.css_first("title")
    title = " ".join((node.text(deep=True) if node is not None else "")[:500].split())
    for mark in (" | ", " - ", " – ", " — ", " :: ", " » "):
        head, found, tail = title.rpartition(mark)
        if found and head and outlet and tail.strip().casefold() == outlet.casefold():
            return head.strip()
    return title or None


def _date(written: str | None) -> str | None:
    if not written:
        return None
    iso = _ISO.match(written)
    if iso is not None:
        return iso.group(1)
    compact = re.fullmatch(r"\s*(\d{4})[/.]?(\d\d)[/.]?(\d\d)\s*", written)
    return "-".join(compact.groups()) if compact is not None else written.strip() or None


def _from_linked_data(page: LexborHTMLParser) -> dict[str, str]:
    for node in page.css('script[type="application/ld+json"]')[:20]:
        text = node.text(deep=True)
        if len(text) > _MOST:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            kinds = thing.get("@type")
            if any(kind in _WORKS for kind in (kinds if isinstance(kinds, list) else [kinds])) and (thing.get("headline") or thing.get("datePublished")):
                found = {
                    "title": _name(thing.get("headline") or thing.get("name")),
                    "author": _name(thing.get("author")),
                    "published": _name(thing.get("datePublished")),
                    "outlet": _name(thing.get("publisher")),
                }
                return {key: value for key, value in found.items() if value}
    return {}


def _things(data: Any) -> Iterator[dict[str, Any]]:
    waiting, looked_at = [data], 0
    while waiting and looked_at < 1000:
        looked_at += 1
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting.extend(thing[:50])
        elif isinstance(thing, dict):
            yield thing
            if "@graph" in thing:
                waiting.append(thing["@graph"])


def _name(value: Any) -> str | None:
    """The name that a value is or has; of several people all, up to five."""
    if isinstance(value, list):
        names = [name for each in value[:5] if (name := _name(each))]
        return ", ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value[:500].split()) or None if isinstance(value, str) else None
