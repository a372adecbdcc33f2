"""Checks every link and anchor of a built site, and every link of the Markdown files in the root folder: `links.py SITE`.

Only links within the project are followed; the network is never asked. Exits with 1 and a list if one leads nowhere.
"""

import os
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value)
            elif name in ("href", "src"):
                self.links.append(value)


def read_pages(site: str) -> dict[str, _Page]:
    pages = {}
    for folder, _, names in os.walk(site):
        for name in names:
            if name.endswith(".html"):
                path = os.path.join(folder, name)
                page = _Page()
                with open(path, encoding="utf-8") as file:
                    page.feed(file.read())
                pages[os.path.normpath(path)] = page
    return pages


def broken_on_site(site: str) -> Iterator[str]:
    pages = read_pages(site)
    if not pages:
        yield f"{site}: holds no pages"
    for path, page in sorted(pages.items()):
        if os.path.basename(path) == "404.html":  # its links are relative to wherever the reader was
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = os.path.normpath(os.path.join(os.path.dirname(path), unquote(parts.path))) if parts.path else path
            if os.path.isdir(target):
                target = os.path.join(target, "index.html")
            if not os.path.exists(target):
                yield f"{path}: {link}: no such file"
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
                yield f"{path}: {link}: no such anchor"


def broken_in_root() -> Iterator[str]:
    for name in sorted(os.listdir(ROOT)):
        if not name.endswith(".md"):
            continue
        with open(os.path.join(ROOT, name), encoding="utf-8") as file:
            for link in _LINK.findall(file.read()):
                parts = urlsplit(link)
                if not parts.scheme and parts.path and not os.path.exists(os.path.join(ROOT, unquote(parts.path))):
                    yield f"{name}: {link}: no such file"


def main() -> int:
    broken = [*broken_on_site(sys.argv[1]), *broken_in_root()]
    for line in broken:
        print(line, file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
