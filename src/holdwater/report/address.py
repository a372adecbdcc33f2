"""How a finding is addressed outside the terminal: its file as repositories and URIs write it, and a mark that stays its own between runs."""

import os
import re

from holdwater.diagnostics import Diagnostic
from holdwater.source import SourceText, Span

_NEAR = 400
"""Code points on either side: a line can be a whole book."""
_NUMBERS = re.compile(r"^\s*\d+[.)](?=\s)|\*\*[^\W_][\w.-]{0,20}\*\*|\([^\W_][\w.-]{0,20}\)")


def relative_path(path: str, folder: str | None) -> str:
    """The path with forward slashes, from `folder` where it is absolute and lies in it; `.` and `..` are resolved.

    >>> relative_path("./cases/../blackout.txt", None), relative_path("/srv/desk/a.md", "/srv/desk")
    ('blackout.txt', 'a.md')
    """
    if folder is not None and os.path.isabs(path):
        try:
            inside = os.path.relpath(path, folder)
        except ValueError:  # another drive
            inside = os.pardir
        if inside.split(os.sep, 1)[0] != os.pardir:
            path = inside
    return os.path.normpath(path).replace(os.sep, "/")


def path_uri(path: str, folder: str | None) -> str:
    """The path as a relative URI reference, percent-encoded; one outside `folder` as a `file:` URI.

    >>> path_uri("cases/blackout at sea.md", None)
    'cases/blackout%20at%20sea.md'
    """
    from urllib.parse import quote

    shown = relative_path(path, folder)
    encoded = quote(os.fsencode(shown), safe="/")
    if os.path.isabs(path) and (shown.startswith("/") or shown[1:3] == ":/"):
        return "file://" + ("" if shown.startswith("/") else "/") + encoded
    return encoded


class Fingerprints:
    """Marks for the findings of one text: each from its rule, its words and what is near on its line, so that edits elsewhere leave it as it is.

    Numbers of points and references to them are left out, so renumbering changes no mark either. Where that leaves two findings alike they are
    counted, in the order in which they are asked for.
    """

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._seen: dict[str, int] = {}

    def of(self, finding: Diagnostic) -> str:
        from hashlib import sha256

        start, end = finding.at
        line = self._source.line(self._source.place(start)[0])
        near = Span(max(line.start, start - _NEAR), max(start, min(line.end, start + _NEAR)))
        parts = (finding.code, self._source.quote(Span(start, min(end, start + _NEAR))), self._source.quote(near))
        plain = "\0".join(" ".join(_NUMBERS.sub("", part).split()) for part in parts)
        digest = sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        count = self._seen[digest] = self._seen.get(digest, 0) + 1
        return f"{digest}:{count}"
