"""The only way from data to HTML: every string is escaped here, every attribute quoted, and what could act is refused.

A child that is a plain `str` is text of a document or of ours, and is escaped; a child that is `Html` was made here and goes through as it is.
Characters that cannot be seen (bidirectional controls, NUL, zero-width, lone surrogates …) are shown as a box with their code point, so that
nobody reads a line in another order than it is written, and so that the page can always be encoded.
"""

from collections.abc import Iterable
from functools import lru_cache

_SHAPES = frozenset(("path", "rect", "circle", "line", "use"))
_VOID = _SHAPES | frozenset(("meta", "link", "br", "hr", "img", "col"))
_LINKS = frozenset(("href", "src", "action", "formaction", "srcset", "data", "poster", "xlink:href"))
_UNSEEN_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # invisible, though Unicode counts them as printable
_NAMES = {
    "aria_hidden": "aria-hidden",
    "aria_label": "aria-label",
    "class_": "class",
    "data_high": "data-high",
    "data_low": "data-low",
    "data_n": "data-n",
    "data_step": "data-step",
} | {name: name for name in ("d", "dir", "height", "href", "id", "rx", "title", "width", "x", "y", "viewBox", "preserveAspectRatio", "role")}


class Html(str):
    """Markup made by this module; anything else is text."""

    __slots__ = ()


Child = str | None
"""What goes into an element: text, `Html`, or nothing."""


def escape(text: str) -> Html:
    """The text as HTML text, fit for between tags.

    >>> escape("<b> & \\u202e")
    '&lt;b&gt; &amp; <span class="unseen" title="a character that cannot be seen">U+202E</span>'
    """
    return Html(_escape(text))


def _escape(text: str) -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("'", "&#x27;")
    if safe.isprintable() and (safe.isascii() or _UNSEEN_LETTERS.isdisjoint(safe)):
        return safe
    return "".join([_boxed(char) if _is_unseen(char) else char for char in safe])


def attribute(text: str) -> str:
    """The text as the inside of a double-quoted attribute value; characters that cannot be seen are named in brackets."""
    return name_unseen(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("'", "&#x27;")


def name_unseen(text: str) -> str:
    """The text with every character that cannot be seen named in brackets, for places that hold nothing but text.

    >>> name_unseen("a\\u202eb")
    'a[U+202E]b'
    """
    if text.isprintable() and (text.isascii() or _UNSEEN_LETTERS.isdisjoint(text)):
        return text
    return "".join([f"[U+{ord(char):04X}]" if _is_unseen(char) else char for char in text])


def element(tag: str, /, *children: Child, **attributes: str | float | bool | None) -> Html:
    """One element. `class_` is class, `aria_label` aria-label; None and False leave an attribute out, True writes it bare.

    Raises ValueError for an event handler, an inline style, or a link that leads out of the page.

    >>> element("a", "see <7>", href="#p-7", class_="point")
    '<a href="#p-7" class="point">see &lt;7&gt;</a>'
    """
    head = f"<{tag}"
    for key, value in attributes.items():
        if isinstance(value, str):
            head += _write_attribute(key, value)
        elif value is True:
            head += f" {_NAMES.get(key) or _name(key)}"
        elif value is not None and value is not False:
            head += f' {_NAMES.get(key) or _name(key)}="{number(value)}"'
    if tag in _VOID:
        return Html(f"{head}/>" if tag in _SHAPES else f"{head}>")
    inside = "".join([child if child.__class__ is Html else _escape(child) for child in children if child is not None])
    return Html(f"{head}>{inside}</{tag}>")


@lru_cache(maxsize=1 << 10)
def _write_attribute(key: str, value: str) -> str:
    """One attribute with the space before it; most of a page are the same few."""
    name = _NAMES.get(key) or _name(key)
    if name in _LINKS and not value.startswith("#") and value != "data:,":
        raise ValueError(f"a report links only to places within itself; got {name}={value!r}")
    return f' {name}="{value if value.isalnum() and value.isascii() else attribute(value)}"'


def _name(key: str) -> str:
    """The attribute that a keyword stands for. Raises ValueError for one that runs or restyles."""
    name = key.rstrip("_").replace("_", "-")
    if name in ("style", "srcdoc") or name.startswith("on"):
        raise ValueError(f"a report carries no inline style and no event handler; got {name}")
    return name


def join(children: Iterable[Child], between: Child = None) -> Html:
    """Children side by side, with `between` between them; plain strings are escaped."""
    glue = "" if between is None else between if isinstance(between, Html) else escape(between)
    return Html(glue.join([child if child.__class__ is Html else _escape(child) for child in children if child is not None]))


def style(css: str) -> Html:
    """Our own style sheet, inlined. Raises ValueError if it could end its element."""
    if "</" in css or "<!" in css:
        raise ValueError("a style sheet to inline holds neither '</' nor '<!'")
    return Html(f"<style>{css}</style>")


def script(code: str) -> Html:
    """Our own script, inlined. Raises ValueError if it could end its element."""
    if "</" in code or "<!" in code:
        raise ValueError("a script to inline holds neither '</' nor '<!'")
    return Html(f"<script>{code}</script>")


def number(value: float) -> str:
    """A number for an attribute: at most one decimal, no needless zero.

    >>> number(12.0), number(3.14159)
    ('12', '3.1')
    """
    if isinstance(value, int):
        return str(value)
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def _is_unseen(char: str) -> bool:
    if char in _UNSEEN_LETTERS:
        return True
    return (not char.isprintable() and not char.isspace()) or char in "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"


def _boxed(char: str) -> str:
    return f'<span class="unseen" title="a character that cannot be seen">U+{ord(char):04X}</span>'
