"""Web pages: the main text without furniture, on semantic pages and on those laid out with tables and `<br>`.

First a walk over the elements that turns `br`, `p`, `li`, `td` and their like into line ends (`_Walk`), so that a number at the beginning of a
line stays there; then each block is judged (`_choose`), by its container and by how much of it is links and function words, as jusText does
(J. Pomikálek, Removing Boilerplate and Duplicate Content from Web Corpora, 2011). What a page says of itself is read in `page_head.py`, what is
hidden in `styles.py`.
"""

import os
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from holdwater.formats.charset import decode
from holdwater.formats.document import Document, Draft, Piece
from holdwater.formats.page_head import read_head
from holdwater.formats.styles import Look, Style, find_sheet_styles, look
from holdwater.typed import NamedTuple

DEEPEST = 400
"""Elements inside each other; what is deeper is read as if it were not there. The parser takes quadratic time in them."""
_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_TAG = re.compile(r"<!--|<(/?)([a-zA-Z][^\s/>]{0,40})")
_NOT_NESTING = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "td", "tr", "th",
    "dt", "dd", "option", "optgroup", "tbody", "thead", "tfoot", "rp", "rt", "html", "head", "body", "path", "image", "frame",
))  # fmt: skip
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
_SKIPPED = frozenset((
    "head", "script", "style", "template", "title", "iframe", "object", "embed", "canvas", "audio", "video", "map", "noscript", "noframes", "svg",
    "datalist", "meta", "link", "applet", "rp",
))  # fmt: skip
_WIDGETS = frozenset(("nav", "footer", "aside", "form", "dialog", "button", "select", "textarea", "menu", "label", "fieldset"))
_ROLES = frozenset((
    "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist", "alert",
))  # fmt: skip
_NAMED = frozenset((
    "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "footer", "sidebar", "share", "sharing", "sharedaddy", "social", "related",
    "comment", "comments", "commentlist", "disqus", "cookie", "cookies", "consent", "newsletter", "subscribe", "subscription", "promo", "advert",
    "ad", "ads", "advertisement", "sponsor", "sponsored", "popup", "modal", "widget", "widgets", "teaser", "teasers", "recommended",
    "recommendations", "pagination", "pager", "masthead", "toolbar", "trending", "outbrain", "taboola", "login", "signup", "paywall", "jumplink",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp", "listing", "plaintext",
))  # fmt: skip
_BESIDE = frozenset((
    "list", "area", "section", "wrapper", "wrap", "container", "box", "block", "bar", "links", "link", "post", "posts", "site", "page", "main",
    "global", "top", "bottom", "primary", "secondary", "left", "right", "thread", "items", "item", "article", "articles", "content", "module", "inner",
    "outer", "header", "buttons", "button", "icons", "tools", "respond", "stories", "story", "reading", "panel", "column", "group", "form", "c", "l", "m",
))  # fmt: skip
_NOTES = frozenset(("footnotes", "footnote", "endnotes", "references", "reflist"))
_MARKED = frozenset(("footnote", "noteref", "reference", "fnref"))
_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§¶]{1,3}|[a-z]|note \d{1,3})[\])]?", re.IGNORECASE)
_LABEL = re.compile(r"[(\[]?(?:\d{1,4}(?:\.\d{1,3}){0,4}|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)\]:]{1,2}|[•–*-]")
_NUMBERED = re.compile(r"[(\[]?\d{1,4}(?:\.\d{1,3}){0,4}[a-z]?[.)\]]{1,2}\s")
_BYLINE = re.compile(r"(?:by|published|posted|updated|dated?)\b|.{0,12}\b(?:1[89]|20)\d\d\b.{0,12}$", re.IGNORECASE)
_RIGHTS = ("©", "(c)", "copyright", "all rights reserved")
_ROMAN = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def _load_function_words() -> frozenset[str]:
    with open(os.path.join(os.path.dirname(__file__), "function_words.csv"), encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split(",", 1) for line in lines if not line.startswith("#")]
    return frozenset(word for _, listed in rows[1:] for word in listed.split())


_FUNCTION_WORDS = _load_function_words()


def read(data: bytes) -> Document:
    """The document that a page holds."""
    declared = _CHARSET.search(data, 0, 8192)
    name = (declared.group(1) or declared.group(2)).decode("ascii", "replace") if declared else None
    text, notes = decode(data, name)
    draft = Draft()
    draft.notes.extend(notes)
    read_page(text, draft)
    return draft.finish()


def read_page(text: str, draft: Draft) -> None:
    """Puts the text of a page into a draft, and what the page says of itself."""
    if "\0" in text:
        draft.notes.append(f"{text.count(chr(0))} NUL characters were left out")
        text = text.replace("\0", "")
    text, dropped = flatten(text)
    text, behind = _split_end(text)
    page = LexborHTMLParser(text)
    sheets, whole = find_sheet_styles(page)
    if not whole:
        draft.notes.append("the page has more style rules than are looked at: text that they hide is not marked")
    walk = _Walk(sheets)
    if page.root is not None:
        walk.over(page.root)
    draft.metadata = read_head(page)
    blocks = _joined_labels(walk.blocks)
    kept = _choose(blocks)
    if behind:  # browsers show it, so it counts, whatever it is
        after = _Walk({})
        root = LexborHTMLParser(behind).root
        if root is not None:
            after.over(root)
        blocks.extend(after.blocks)
        kept.extend(not block.widgets and block.linked * 2 <= len(block.text) for block in after.blocks)
        walk.hidden.extend(after.hidden)
    left_out = [block for block, keep in zip(blocks, kept, strict=True) if not keep]
    for block, keep in zip(blocks, kept, strict=True):
        if keep:
            draft.body.append(Piece(block.text, block.place))
    draft.apart.extend(Piece(note.text, note.place, "a footnote") for note in walk.notes)
    draft.hidden.extend(walk.hidden)
    if dropped:
        draft.miss(f"{dropped} elements stand more than {DEEPEST} deep in others: their text is there, whether it is hidden could not be told")
    if left_out:
        words = sum(len(block.text.split()) for block in left_out)
        draft.notes.append(f"left out as furniture of the page: {len(left_out)} blocks, {words} words")


def _split_end(text: str) -> tuple[str, str]:
    """The page, and what stands behind its end, if that is any text."""
    end = text.lower().rfind("</html>")
    behind = text[end + 7 :] if end >= 0 else ""
    return (text[: end + 7], behind) if any(char.isalnum() for char in behind) else (text, "")


def flatten(text: str) -> tuple[str, int]:
    """The page without the tags that stand deeper than `DEEPEST`, and how many elements these were. Linear in the length.

    >>> flatten("<div>" * 3 + "x") == ("<div>" * 3 + "x", 0), flatten("<div>" * 402 + "x")[1]
    (True, 2)
    """
    depth = at = dropped = 0
    over: list[str] = []
    pieces: list[str] = []
    done = 0
    while (match := _TAG.search(text, at)) is not None:
        at = match.end()
        if match.group(0) == "<!--":
            closing = text.find("-->", match.start() + 2)
            at = closing + 3 if closing >= 0 else len(text)
            continue
        name = match.group(2).lower()
        if name in _RAW and not match.group(1):
            closing = _find_closing(text, name, at)
            at = closing if closing >= 0 else len(text)
            continue
        if name in _NOT_NESTING:
            continue
        if match.group(1):
            if over and over[-1] == name:
                over.pop()
                closing = text.find(">", at)
                pieces.append(text[done : match.start()])
                done = at = closing + 1 if closing >= 0 else len(text)
            elif not over:
                depth = max(0, depth - 1)
        elif depth >= DEEPEST:
            closing = text.find(">", at)
            if len(over) < 100_000:
                over.append(name)
            dropped += 1
            pieces.append(text[done : match.start()] + ("<br>" if name in _BLOCKS else ""))
            done = at = closing + 1 if closing >= 0 else len(text)
        else:
            depth += 1
    pieces.append(text[done:])
    return "".join(pieces), dropped


def _find_closing(text: str, name: str, at: int) -> int:
    closing = re.compile(f"</{re.escape(name)}", re.IGNORECASE).search(text, at)
    return closing.start() if closing else -1


class _Block:
    """A paragraph of the page. lines: with the share of link in each. scopes: the articles it stands in; widgets: the furniture."""

    __slots__ = ("cell", "label", "linked", "pieces", "place", "scopes", "tag", "text", "widgets")

    def __init__(self, tag: str, place: str | None, scopes: tuple[int, ...], widgets: tuple[int, ...], cell: int) -> None:
        self.tag = tag
        self.place = place
        self.scopes = scopes
        self.widgets = widgets
        self.cell = cell
        self.pieces: list[tuple[str, bool]] = []
        self.text = ""
        self.linked = 0
        self.label: str | None = None


class _State(NamedTuple):
    """What holds for an element and for what is in it."""

    look: Look = Look()
    link: bool = False
    plain: bool = False  # white space counts
    note: bool = False
    scopes: tuple[int, ...] = ()
    widgets: tuple[int, ...] = ()
    cell: int = 0
    tag: str = "body"


class _Walk:
    """One walk over the elements of a page, iterative: pages are as deep as they like."""

    def __init__(self, sheets: dict[int, Style]) -> None:
        self.sheets = sheets
        self.blocks: list[_Block] = []
        self.notes: list[Piece] = []
        self.hidden: list[Piece] = []
        self.counts: dict[str, int] = {}
        self.lists: list[list[int | str]] = []  # of each open list: the next number, the step, the style
        self.label: str | None = None
        self.state = _State()
        self.block: _Block | None = None
        self.unseen: list[str] = []
        self.unseen_at: str | None = None
        self.unseen_beside = False  # is it hidden in furniture?
        self.why: str | None = None
        self.place: str | None = None

    def over(self, root: LexborNode) -> None:
        node: LexborNode | None = root
        states: list[_State] = []
        while node is not None:
            child = self._enter(node, states)
            if child is not None:
                node = child
                continue
            while node is not None and node.next is None:
                node = node.parent if node.mem_id != root.mem_id else None
                if node is not None and states:
                    self._leave(node, states)
            if node is not None:
                node = node.next
        self._flush()
        self._flush_hidden()

    def _enter(self, node: LexborNode, states: list[_State]) -> LexborNode | None:
        """Takes a node in; the first node inside it, where there is something to look at."""
        tag = node.tag or ""
        if tag == "-text":
            self._say(node.text_content or "")
            return None
        if tag[:1] in "-_!" or tag in _SKIPPED:
            return None
        if tag == "br":
            self._break()
            return None
        if tag in _BLOCKS:
            self._flush()
        child = node.child
        if child is None and tag not in ("li", "ol"):
            return None
        attributes = node.attributes
        if tag in ("sup", "a") and _is_note_mark(node, tag, attributes):
            return None
        state = self._describe(node, tag, attributes)
        if state.look.hidden != self.state.look.hidden:
            self._flush_hidden()
        if tag in ("ol", "ul", "menu", "dir"):
            self.lists.append(_list_start(tag, attributes))
        elif tag == "li":
            self.label = self._next_label(attributes)
        if tag in _BLOCKS:
            self.counts[tag] = self.counts.get(tag, 0) + 1
            anchor = attributes.get("id") or attributes.get("name")
            self.place = f"{tag} {self.counts[tag]}" + (f" #{anchor}" if anchor and len(anchor) <= 40 and anchor.isprintable() else "")
        if child is None:
            if tag == "ol":
                self.lists.pop()
            self.label = None
            return None
        states.append(self.state)
        self.state = state
        return child

    def _leave(self, node: LexborNode, states: list[_State]) -> None:
        tag = node.tag or ""
        if tag in _BLOCKS:
            self._flush()
        before = self.state
        self.state = states.pop()
        if before.look.hidden != self.state.look.hidden:
            self._flush_hidden()
        if tag in ("ol", "ul", "menu", "dir") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.label = None

    def _describe(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> _State:
        state = self.state
        shown = look(node, attributes, self.sheets.get(node.mem_id), state.look)
        scopes, widgets, note, cell = state.scopes, state.widgets, state.note, state.cell
        role = (attributes.get("role") or "").lower()
        if tag in ("article", "main") or role in ("main", "article") or attributes.get("itemprop") == "articleBody":
            scopes = (*scopes, node.mem_id)
        named: list[str] = []
        if (attributes.get("class") or attributes.get("id")) and tag not in ("html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"):
            named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:400].lower().split()
        noted = tag in ("li", "div", "p", "aside") and _is_note_id(attributes.get("id"))
        if noted or any(name in _NOTES for name in named) or role in ("doc-endnotes", "doc-footnote"):
            note = True
        elif tag in _WIDGETS or role in _ROLES or any(map(_names_furniture, named)) or (tag == "header" and node.css_first("h1") is None):
            widgets = (*widgets, node.mem_id)
        if tag in ("td", "th", "div", "section", "body"):
            cell = node.mem_id
        link = state.link or (tag == "a" and attributes.get("href") is not None)
        plain = tag in ("pre", "xmp", "listing", "plaintext") or (state.plain and tag not in ("table",))
        return _State(shown, link, plain, note, scopes, widgets, cell, tag if tag in _BLOCKS else state.tag)

    def _say(self, text: str) -> None:
        if not text:
            return
        state = self.state
        if state.look.hidden is not None:
            if self.why != state.look.hidden:
                self._flush_hidden()
                self.why = state.look.hidden
            if not self.unseen:
                self.unseen_at, self.unseen_beside = self.place, bool(state.widgets)
            self.unseen.append(text)
            return
        if self.block is None:
            if not text.strip():
                return
            self.block = _Block(state.tag, self.place, state.scopes, state.widgets, state.cell)
            self.block.label, self.label = self.label, None
        self.block.pieces.append((text.replace("\r\n", "\n").replace("\n", "\0") if state.plain else text, state.link))

    def _break(self) -> None:
        if self.state.look.hidden is not None:
            self.unseen.append(" ")
        elif self.block is not None:
            self.block.pieces.append(("\0", False))

    def _flush(self) -> None:
        block, self.block = self.block, None
        if self.unseen and self.state.look.hidden is not None:
            self.unseen.append(" ")
        if block is None:
            return
        paragraphs = _paragraphs(block)
        for number, (text, linked) in enumerate(paragraphs):
            if self.state.note:
                label = f"{block.label} " if block.label and not number else ""
                self.notes.append(Piece(label + text, block.place, "a footnote"))
                continue
            made = _Block(block.tag, block.place, block.scopes, block.widgets, block.cell)
            made.text, made.linked = text, linked
            if block.label and not number and not text.startswith(block.label):
                made.text = f"{block.label} {text}"
            self.blocks.append(made)

    def _flush_hidden(self) -> None:
        text = " ".join("".join(self.unseen).split())
        why, self.unseen, self.why = self.why, [], None
        if not any(char.isalnum() for char in text):
            return
        if self.unseen_beside and len(text.split()) < 25:
            return  # a menu that opens, a box for searching, the name of a button
        self.hidden.append(Piece(text, self.unseen_at, why))

    def _next_label(self, attributes: dict[str, str | None]) -> str | None:
        if not self.lists:
            return None
        current = self.lists[-1]
        number, step, style = current
        if not style or not isinstance(number, int) or not isinstance(step, int):
            return None
        value = _whole(attributes.get("value"))
        number = value if value is not None else number
        current[0] = number + step
        return spell_number(number, str(style)) + "."


def _paragraphs(block: _Block) -> list[tuple[str, int]]:
    """The paragraphs of a block, which two line ends in a row part: the lines of each, and how many characters of them are links."""
    lines: list[tuple[list[str], int]] = [([], 0)]
    for text, link in block.pieces:
        for number, part in enumerate(text.split("\0")):
            if number:
                lines.append(([], 0))
            words, linked = lines[-1]
            words.append(part)
            lines[-1] = (words, linked + (len(" ".join(part.split())) if link else 0))
    found: list[tuple[str, int]] = []
    kept: list[str] = []
    linked = 0
    for words, within in [*lines, ([], 0)]:
        line = " ".join("".join(words).split())
        if line:
            kept.append(line)
            linked += within
        elif kept:
            found.append(("\n".join(kept), linked))
            kept, linked = [], 0
    return found


def _is_note_mark(node: LexborNode, tag: str, attributes: dict[str, str | None]) -> bool:
    """Is it the mark of a footnote: a raised number or sign that is a link within the page, or is called a reference?"""
    if tag == "a" and node.css_first("sup") is None and attributes.get("role") != "doc-noteref":
        return False
    text = (node.text(deep=True) or "").strip()
    if len(text) > 12 or _MARK.fullmatch(text) is None:
        return False
    if tag == "a":
        return (attributes.get("href") or "").startswith("#") or attributes.get("role") == "doc-noteref"
    link = node.css_first("a")
    if link is not None and "#" in (link.attributes.get("href") or "")[:1]:
        return True
    parent = node.parent
    around = [attributes, parent.attributes if parent is not None else {}]
    if parent is not None and parent.tag == "a" and (parent.attributes.get("href") or "").startswith("#"):
        return True
    return any(set((each.get("class") or "").lower().replace("-", " ").replace("_", " ").split()) & _MARKED for each in around)


def _names_furniture(name: str) -> bool:
    """Is it the name of a class for furniture: `sidebar`, `related-posts`, `site_nav`; but not `social-history`?"""
    parts = name.replace("-", " ").replace("_", " ").split()
    return any(part in _NAMED for part in parts) and all(part in _NAMED or part in _BESIDE for part in parts)


def _is_note_id(id: str | None) -> bool:
    return bool(id) and re.fullmatch(r"(?:fn|footnote|ftn|note|endnote|cite_note)[-_:]?.{0,4}\d{1,4}.{0,4}", id or "") is not None


def _list_start(tag: str, attributes: dict[str, str | None]) -> list[int | str]:
    style = (attributes.get("style") or "").lower().replace(" ", "")
    if tag != "ol" or "list-style:none" in style or "list-style-type:none" in style:
        return [0, 0, ""]
    step = -1 if "reversed" in attributes else 1
    start = _whole(attributes.get("start"))
    return [start if start is not None else 1, step, attributes.get("type") or "1"]


def _whole(value: str | None) -> int | None:
    value = (value or "").strip()
    return int(value) if value.removeprefix("-").isdecimal() and len(value) < 10 else None


def spell_number(number: int, style: str) -> str:
    """A number as a list shows it: style 1, a, A, i or I.

    >>> spell_number(28, "a"), spell_number(9, "i"), spell_number(7, "1")
    ('ab', 'ix', '7')
    """
    if style in ("a", "A") and number > 0:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(97 + rest) + letters
        return letters.upper() if style == "A" else letters
    if style in ("i", "I") and 0 < number < 4000:
        roman = ""
        for value, sign in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), _ROMAN, strict=True):
            roman += sign * (number // value)
            number %= value
        return roman.upper() if style == "I" else roman
    return str(number)


def _joined_labels(blocks: list[_Block]) -> list[_Block]:
    """A number that stands alone in its cell belongs to the text of the next one."""
    joined: list[_Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if before is not None and before.tag in ("td", "th", "dt") and block.tag in ("td", "th", "dd", "p") and _LABEL.fullmatch(before.text):
            block.text = f"{before.text} {block.text}"
            block.place = before.place
            joined[-1] = block
        else:
            joined.append(block)
    return joined


# Which blocks are the text


def _choose(blocks: list[_Block]) -> list[bool]:
    """For each block, whether it belongs to the text. Blocks are left out on evidence only: a container, links, or neighbours left out."""
    total = sum(len(block.text) - block.linked for block in blocks)
    inside: dict[int, int] = {}
    for block in blocks:
        for widget in block.widgets:
            inside[widget] = inside.get(widget, 0) + len(block.text) - block.linked
    free = [not any(inside[widget] * 2 < total or not total for widget in block.widgets) for block in blocks]
    scope = _scope(blocks, free)
    if scope is not None:
        return _keep_scope(blocks, free, scope)
    kept = _judge(blocks, free)
    if sum(len(block.text) for block, keep in zip(blocks, kept, strict=True) if keep) * 10 < 3 * total or not any(kept):
        kept = [good and block.linked * 2 <= len(block.text) for block, good in zip(blocks, free, strict=True)]
    return kept if any(kept) else (free if any(free) else [True] * len(blocks))


def _scope(blocks: list[_Block], free: list[bool]) -> int | None:
    """The article of the page: the element that holds most of the text, the innermost of those that hold nearly as much."""
    sizes: dict[int, int] = {}
    depth: dict[int, int] = {}
    total = 0
    for block, good in zip(blocks, free, strict=True):
        if good:
            size = len(block.text) - block.linked
            total += size
            for number, scope in enumerate(block.scopes):
                sizes[scope] = sizes.get(scope, 0) + size
                depth[scope] = number
    if not sizes:
        return None
    largest = max(sizes.values())
    best = max((scope for scope in sizes if sizes[scope] * 10 >= largest * 8), key=lambda scope: (depth[scope], sizes[scope]))
    return best if sizes[best] * 10 >= total * 4 else None


def _keep_scope(blocks: list[_Block], free: list[bool], scope: int) -> list[bool]:
    kept = [good and scope in block.scopes for block, good in zip(blocks, free, strict=True)]
    first = kept.index(True)
    headed = any(keep and block.tag == "h1" for block, keep in zip(blocks, kept, strict=True))
    if not headed:  # the title, and what stands between it and the article, may be outside
        title = next((number for number in range(first - 1, -1, -1) if blocks[number].tag == "h1" and free[number]), None)
        if title is not None:
            for number in range(title, first):
                kept[number] = free[number] and blocks[number].linked * 2 <= len(blocks[number].text)
    run: list[int] = []
    for number in [*range(len(blocks)), None]:
        if number is not None and kept[number] and _is_bare_link(blocks[number]):
            run.append(number)
            continue
        if number is not None and not kept[number]:
            continue
        if len(run) >= 3:  # a list of links
            for each in run:
                kept[each] = False
        run = []
    return kept


def _is_bare_link(block: _Block) -> bool:
    return block.linked * 10 >= len(block.text) * 8 and block.text[-1:] not in ".!?”\"" and not _NUMBERED.match(block.text)


def _judge(blocks: list[_Block], free: list[bool]) -> list[bool]:
    """Long runs of words with function words among them are good, links and notices of rights are bad; short ones go with their neighbours."""
    long = [block for block, good in zip(blocks, free, strict=True) if good and len(block.text) >= 70 and block.linked * 3 < len(block.text)]
    counted = [_density(block.text) for block in long]
    english = bool(counted) and sorted(counted)[len(counted) // 2] >= 0.2
    grades = [_grade(block, english) if good else "bad" for block, good in zip(blocks, free, strict=True)]
    left: list[str] = []
    last = "bad"
    for grade in grades:
        left.append(last)
        last = grade if grade in ("good", "bad") else last
    right = [""] * len(grades)
    last = "bad"
    for number in range(len(grades) - 1, -1, -1):
        right[number] = last
        last = grades[number] if grades[number] in ("good", "bad") else last
    kept = []
    for number, (block, grade) in enumerate(zip(blocks, grades, strict=True)):
        sides = (left[number], right[number])
        if grade == "near":
            kept.append("good" in sides or not any(each == "good" for each in grades))
        elif grade == "short":
            kept.append(sides == ("good", "good") or ("good" in sides and _is_said(block)))
        else:
            kept.append(grade == "good")
    follows = False  # is the next block that is not short kept?
    for number in range(len(blocks) - 1, -1, -1):
        if grades[number] != "short":
            follows = kept[number]
        elif blocks[number].tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            kept[number] = kept[number] or follows
    _keep_ends(blocks, grades, kept)
    return kept


def _is_said(block: _Block) -> bool:
    """Is a short block a point with its number, or a sentence?"""
    if _NUMBERED.match(block.text) is not None:
        return True
    return not block.linked and block.text[-1:] in ".!?:”\"’" and len(block.text) >= 25 and _density(block.text) >= 0.25


def _keep_ends(blocks: list[_Block], grades: list[str], kept: list[bool]) -> None:
    """Title, by-line and date before the first good block, and last words behind the last, where they stand in the same cell."""
    sure = [number for number, keep in enumerate(kept) if keep and grades[number] != "short"]
    if not sure:
        return
    for start, step in ((sure[0], -1), (sure[-1], 1)):
        number = start + step
        cell = blocks[start].cell
        while 0 <= number < len(blocks) and abs(number - start) <= 6 and blocks[number].cell == cell:
            if grades[number] == "bad" and not (_BYLINE.match(blocks[number].text) and len(blocks[number].text) < 120 and step < 0):
                break
            kept[number] = True
            number += step


def _grade(block: _Block, english: bool) -> str:
    text, size = block.text, len(block.text)
    low = text.lower()
    if block.linked * 2 > size or (size < 300 and any(mark in low for mark in _RIGHTS) and not _NUMBERED.match(text)):
        return "bad"
    if size < 70:
        return "bad" if block.linked * 4 > size else "short"
    density = _density(text)
    if not english or density >= 0.3:
        return "good" if size > 140 or not english or _NUMBERED.match(text) else "near"
    return "near" if density >= 0.18 or _NUMBERED.match(text) else "bad"


def _density(text: str) -> float:
    words = _WORD.findall(text.lower()[:2000])
    return sum(word in _FUNCTION_WORDS for word in words) / len(words) if words else 0.0
