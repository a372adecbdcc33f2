"""What hides text on a page: attributes, styles written in an element, and the rules of the page's own style sheets."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from holdwater.typed import NamedTuple

_MOST_RULES, _MOST_HITS = 400, 200_000
"""Rules of style sheets that are applied, and elements that they reach."""
_NUMBER = re.compile(r"\s{0,16}(-?\d{0,7}(?:\.\d{0,7})?)\s{0,16}([a-z%]*)")
_WATCHED = frozenset((
    "display", "visibility", "opacity", "font-size", "color", "background", "background-color", "background-image", "left", "right", "top",
    "bottom", "text-indent", "width", "height", "max-width", "max-height", "overflow", "clip", "clip-path", "position", "transform",
    "content-visibility",
))  # fmt: skip
_NAMES = {"white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0),
          "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192), "ivory": (255, 255, 240), "snow": (255, 250, 250),
          "navy": (0, 0, 128), "maroon": (128, 0, 0), "lime": (0, 255, 0), "whitesmoke": (245, 245, 245)}  # fmt: skip
Colour = tuple[int, int, int]
Style = dict[str, str]


class Look(NamedTuple):
    """How an element is shown, as far as that says whether its text can be seen. Colours: None where they are not known."""

    hidden: str | None = None
    ink: Colour | None = (0, 0, 0)
    paper: Colour | None = (255, 255, 255)
    size: float = 16.0


def read_style(written: str) -> Style:
    """The watched properties of a style as written in an element; the last of a name counts.

    >>> read_style("color: #FFF !important; margin:0")
    {'color': '#fff'}
    """
    found: Style = {}
    for declaration in written[:4000].split(";"):
        name, colon, value = declaration.partition(":")
        name = name.strip().lower()
        if colon and name in _WATCHED:
            found[name] = value.replace("!important", "").strip().lower()
    return found


def find_sheet_styles(page: LexborHTMLParser) -> tuple[dict[int, Style], bool]:
    """What the page's own style sheets say of its elements, by their number (`mem_id`), and whether all of it was looked at.

    Later rules win, whatever their weight: an estimate. Only rules that can hide, show or colour are applied.
    """
    styles: dict[int, Style] = {}
    rules = hits = 0
    for sheet in page.css("style"):
        for selectors, body in _rules(sheet.text(deep=True)[:2_000_000]):
            style = {name: value for name, value in read_style(body).items() if _matters(name, value)}
            if not style:
                continue
            for selector in selectors.split(","):
                if not selector.strip() or ":" in selector or len(selector) > 200:
                    continue  # a state (hover), or what a style sheet adds
                rules += 1
                if rules > _MOST_RULES or hits > _MOST_HITS:
                    return styles, False
                try:
                    reached = page.css(selector.strip())
                except Exception:  # whatever a selector is that the parser does not know, it hides nothing here
                    continue
                hits += len(reached)
                for node in reached:
                    styles.setdefault(node.mem_id, {}).update(style)
    return styles, True


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of a style sheet, those of `@media` for the screen too."""
    at, size = 0, len(sheet)
    parts: list[str] = []
    while at < size:  # comments out
        start = sheet.find("/*", at)
        end = sheet.find("*/", start + 2) if start >= 0 else -1
        parts.append(sheet[at : start if start >= 0 else size])
        at = end + 2 if end >= 0 else size
    sheet = " ".join(parts)
    at = 0
    skipped = 0  # how deep in at-rules that do not hold
    while True:
        opening, closing = sheet.find("{", at), sheet.find("}", at)
        if opening < 0 and closing < 0:
            return
        if opening < 0 or 0 <= closing < opening:
            skipped = max(0, skipped - 1)
            at = closing + 1
            continue
        selectors = sheet[at:opening].rpartition(";")[2].strip()
        if selectors.startswith("@"):
            holds = selectors.lower().startswith("@media") and ("screen" in selectors or "all" in selectors) and "(" not in selectors
            skipped += 0 if holds and not skipped else 1
            at = opening + 1
            continue
        end = sheet.find("}", opening)
        end = end if end >= 0 else len(sheet)
        if skipped:
            skipped += 1
            at = opening + 1
            continue
        yield selectors, sheet[opening + 1 : end]
        at = end + 1


def _matters(name: str, value: str) -> bool:
    if name in ("display", "visibility", "content-visibility"):
        return True
    if name.startswith("background"):
        return True
    if name == "color":
        colour = read_colour(value)
        return value == "transparent" or (colour is not None and min(colour) > 180) or value in ("inherit", "initial")
    number = _number(value)
    if name == "opacity":
        return number is not None and number[0] < 0.1
    if name == "font-size":
        return number is not None and number[0] <= 2
    if name in ("left", "right", "top", "bottom", "text-indent"):
        return number is not None and number[0] <= -500
    return name in ("width", "height", "max-width", "max-height", "overflow", "clip", "clip-path", "position", "transform")


def look(node: LexborNode, attributes: dict[str, str | None], sheet: Style | None, above: Look) -> Look:
    """How an element is shown, given how the one above it is."""
    if not attributes and sheet is None:
        return above
    style = dict(sheet) if sheet else {}
    if written := attributes.get("style"):
        style.update(read_style(written))
    hidden = above.hidden or _hiding(attributes, style)
    ink, paper, size = above.ink, above.paper, above.size
    if (named := attributes.get("color")) and node.tag == "font":
        ink = read_colour(named.lower())
    if named := attributes.get("text") if node.tag == "body" else None:
        ink = read_colour(named.lower())
    if named := attributes.get("bgcolor"):
        paper = read_colour(named.lower())
    if attributes.get("background"):
        paper = None
    if value := style.get("color"):
        if value == "transparent":
            hidden = hidden or "hidden: transparent letters"
        elif value not in ("inherit", "initial", "currentcolor"):
            ink = read_colour(value)
    for name in ("background", "background-color", "background-image"):
        if (value := style.get(name)) and value not in ("none", "transparent", "inherit", "initial", "0", "0 0"):
            found = [read_colour(word) for word in ([value] if "(" in value else value.split())]
            known = [each for each in found if each is not None]
            paper = known[0] if known and "url" not in value and "gradient" not in value else None
    if value := style.get("font-size"):
        size = _size(value, size)
    if hidden is None and size < 2:
        hidden = "hidden: letters of no size"
    if hidden is None and ink is not None and paper is not None and max(abs(one - other) for one, other in zip(ink, paper, strict=True)) <= 12:
        hidden = "hidden: letters in the colour of the page"
    return Look(hidden, ink, paper, size)


def _hiding(attributes: dict[str, str | None], style: Style) -> str | None:
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return "hidden by its element"
    if (attributes.get("aria-hidden") or "").lower() == "true":
        return "hidden from screen readers (aria-hidden)"
    if not style:
        return None
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse") or style.get("content-visibility") == "hidden":
        return "hidden by its style"
    opacity = _number(style.get("opacity", ""))
    if opacity is not None and opacity[0] < (5 if opacity[1] == "%" else 0.05):
        return "hidden by its style (transparent)"
    if any((number := _number(style.get(name, ""))) and number[0] <= -500 for name in ("left", "right", "top", "bottom", "text-indent")):
        return "hidden by its style (outside the page)"
    sizes = [number[0] for name in ("width", "height", "max-width", "max-height") if (number := _number(style.get(name, "")))]
    if style.get("overflow") in ("hidden", "clip") and any(size <= 1 for size in sizes):
        return "hidden by its style (no room)"
    clip = style.get("clip", "").replace(" ", "") + style.get("clip-path", "").replace(" ", "")
    if clip.startswith(("rect(0", "rect(1px,1px", "inset(50%", "inset(100%", "circle(0")):
        return "hidden by its style (cut away)"
    if style.get("transform", "").replace(" ", "").startswith(("scale(0)", "scale(0,", "scalex(0)", "scaley(0)")):
        return "hidden by its style (no size)"
    return None


def _number(value: str) -> tuple[float, str] | None:
    match = _NUMBER.match(value)
    if match is None or match.group(1) in ("", "-", ".", "-."):
        return None
    return float(match.group(1)), match.group(2)


def _size(value: str, above: float) -> float:
    number = _number(value)
    if number is None:
        return 16.0 if value[:1].isalpha() else above
    factor = {"": 1.0, "px": 1.0, "pt": 1.33, "em": above, "rem": 16.0, "%": above / 100}.get(number[1])
    return number[0] * factor if factor is not None else above


def read_colour(value: str) -> Colour | None:
    """A colour as red, green and blue of 255; None for what is not known, or lets something through.

    >>> read_colour("#fff"), read_colour("rgb(255, 254, 250)"), read_colour("var(--ink)")
    ((255, 255, 255), (255, 254, 250), None)
    """
    value = value.strip()
    if value in _NAMES:
        return _NAMES[value]
    digits = value.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) == 6 and all(digit in "0123456789abcdef" for digit in digits):
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if value.startswith(("rgb(", "rgba(")):
        parts = value.partition("(")[2].rstrip(")").replace(",", " ").replace("/", " ").split()
        numbers = [float(part) for part in parts if part.replace(".", "", 1).isdigit() and len(part) < 8]
        if len(parts) >= 3 and len(numbers) == len(parts) and (len(parts) < 4 or numbers[3] >= 1):
            return int(numbers[0]), int(numbers[1]), int(numbers[2])
    return None
