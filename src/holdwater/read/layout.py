"""The outer shape of a document: head, paragraphs, printed labels, headings, boilerplate. Nothing is read inside a sentence here."""

import itertools

from holdwater.case.types import Document
from holdwater.lexicon.lists import phrases, words
from holdwater.prose.dates import find_dates
from holdwater.prose.tokens import Tokens
from holdwater.source import SourceText, Span
from holdwater.typed import NamedTuple

_TERMINAL = ".!?…:;"
_CLOSERS = "\"'”’»)]*_"
_HEADER_FIELDS = {
    "title": "title", "subject": "title", "re": "title", "headline": "title",
    "author": "author", "from": "author", "by": "author",
    "date": "date", "published": "date", "dated": "date",
    "publisher": "publisher", "source": "publisher", "outlet": "publisher", "site": "publisher",
    "republished from": "republished_from", "original": "republished_from", "originally published": "republished_from",
    "to": "", "cc": "", "url": "", "classification": "", "ref": "", "reference": "",
}  # fmt: skip


class Paragraph(NamedTuple):
    """A stretch of the body. `label` as printed ("7", "9.164") with `label_at`; `body` is the paragraph without label, speaker and heading marks.
    `speaker` is who speaks in a transcript ("MR PIKE:").

    kind: text, heading, quote (somebody else's words set apart) or boilerplate.
    """

    at: Span
    body: Span
    kind: str
    label: str | None = None
    label_at: Span | None = None
    speaker: Span | None = None


class Layout(NamedTuple):
    document: Document
    paragraphs: tuple[Paragraph, ...]
    boilerplate: tuple[Span, ...]


class _Line(NamedTuple):
    """A line without its white space at both ends; `blank_before` where an empty line precedes it."""

    start: int
    end: int
    blank_before: bool


def lay_out(source: SourceText) -> Layout:
    """Head, paragraphs and boilerplate of a document, every non-blank line in one of them."""
    text = source.text
    lines = _lines(source)
    behind = (Span(source.body_end, len(text)),) if source.body_end < len(text) else ()  # footnotes, and what nobody sees: not read
    if not lines:
        return Layout(_known(Document(), source), (), behind)
    wrapped = _is_wrapped(text, lines)
    document, body_from, furniture = _read_head(text, lines)
    labels = _labels(text, lines, body_from)
    paragraphs: list[Paragraph] = []
    at = body_from
    width = _width(lines[body_from:]) if wrapped else 0
    while at < len(lines):
        first = at
        at += 1
        while at < len(lines) and at not in labels and not _breaks(text, lines, at, wrapped, width):
            at += 1
        paragraphs.append(_paragraph(text, lines, first, at, labels.get(first)))
    paragraphs, tail = _set_boilerplate_apart(text, paragraphs)
    document = _tail_facts(text, [*furniture, *tail], document)
    if document.date is None and len(lines) > 2 and (signed := _date_line(text, lines[-1])):
        document = document._replace(date=signed)  # a note that is dated at its end
    document = _known(document, source)
    return Layout(document, tuple(paragraphs), (*furniture, *tail, *behind))


def _known(document: Document, source: SourceText) -> Document:
    """What the text shows of the document, and where it shows nothing what the file says of itself."""
    known = source.metadata
    if known is None:
        return document
    return document._replace(
        title=document.title or known.title,
        author=document.author or known.author,
        date=document.date or (_date_in(known.published) if known.published else None),
        publisher=document.publisher or known.outlet,
    )


def _lines(source: SourceText) -> list[_Line]:
    text = source.text
    starts = source.line_starts
    found: list[_Line] = []
    blank = True
    last = source.body_end
    for number, start in enumerate(starts):
        if start >= last:
            break
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        raw = text[start:end]
        inner = raw.strip()
        if not inner:
            blank = True
            continue
        begin = start + len(raw) - len(raw.lstrip())
        found.append(_Line(begin, begin + len(inner), blank))
        blank = False
    return found


def _ends_sentence(text: str, line: _Line) -> bool:
    end = line.end
    while end > line.start and text[end - 1] in _CLOSERS:
        end -= 1
    return end > line.start and text[end - 1] in _TERMINAL


def _is_wrapped(text: str, lines: list[_Line]) -> bool:
    """Are lines broken inside sentences? True if at least one in six of the lines without a blank before them goes on in lower case."""
    joined = [at for at in range(1, len(lines)) if not lines[at].blank_before]
    going_on = sum(text[lines[at].start].islower() and not _ends_sentence(text, lines[at - 1]) for at in joined)
    return bool(joined) and going_on * 6 >= len(joined)


def _width(lines: list[_Line]) -> int:
    """The width at which lines were broken: the ninth decile of their lengths."""
    lengths = sorted(line.end - line.start for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _breaks(text: str, lines: list[_Line], at: int, wrapped: bool, width: int) -> bool:
    """Does a paragraph begin at line `at`? In wrapped text also where the line before ends a sentence and the next word would have fitted."""
    line, before = lines[at], lines[at - 1]
    if (
        line.blank_before
        or text[line.start] == "#"
        or text.startswith((">", "- ", "* ", "• "), line.start) != text.startswith((">", "- ", "* ", "• "), before.start)
    ):
        return True
    if not wrapped:
        return True
    if not _ends_sentence(text, before) or text[line.start].islower():
        return False
    word = text[line.start : line.end].split(None, 1)[0]
    return before.end - before.start + 1 + len(word) <= width * 9 // 10


def _labels(text: str, lines: list[_Line], body_from: int) -> dict[int, tuple[str, Span, int]]:
    """Lines that begin with a label of a run: line -> (label, its span with its punctuation, where the text after it begins).

    A run is a style of numbering ("7.", "(7)", "9.164") with at least two members that go up by small steps; a wrapped line that happens to
    begin with "(7)" or "2016." is none, because the line before it does not end a sentence or the number does not fit.
    """
    runs: dict[str, list[tuple[int, str, Span, int, tuple[int, ...]]]] = {}
    for at in range(body_from, len(lines)):
        line = lines[at]
        hit = _label_at(text, line)
        if hit is None or not (
            line.blank_before or at == body_from or _ends_sentence(text, lines[at - 1]) or _heading_like(text, lines[at - 1])
        ):
            continue
        style, label, span, after = hit
        digits = label if label[-1].isdigit() else label[:-1]
        runs.setdefault(style, []).append((at, label, span, after, tuple(int(part) for part in digits.split(".") if part)))
    chapters = {member[4][0] for members in runs.values() for member in members if len(member[4]) > 1}
    found: dict[int, tuple[str, Span, int]] = {}
    for style, members in runs.items():
        # "2. Conclusions" above 2.1 and 2.2 is a heading
        members = [m for m in members if len(m[4]) > 1 or m[4][0] not in chapters or not _heading_like(text, lines[m[0]])]
        last: tuple[int, ...] | None = None
        kept = []
        for member in members:
            number = member[4]
            if (
                last is None
                or (number[:-1] == last[:-1] and -10 <= number[-1] - last[-1] <= 10)
                or (number[:-1] > last[:-1] and len(number) > 1 and number[-1] <= 3)
            ):
                kept.append(member)
                last = number
        if len(kept) >= (3 if style == "bare" else 2) and any(a[4] < b[4] for a, b in itertools.pairwise(kept)):
            for at, label, span, after, _ in kept:
                found[at] = (label, span, after)
    return found


def _label_at(text: str, line: _Line) -> tuple[str, str, Span, int] | None:
    """A label at the beginning of a line: style, label, span with its punctuation, and where the text after it begins."""
    at = line.start
    while at < line.end and text[at] in "*_[(¶§ #":
        at += 1
    opening = text[line.start : at]
    start = at
    while at < line.end and (text[at].isdigit() or (text[at] == "." and at + 1 < line.end and text[at + 1].isdigit() and at > start)):
        at += 1
    label = text[start:at]
    if not label or len(label) > 9 or not label.isascii():
        return None
    if at < line.end and text[at].isalpha() and text[at].islower() and at + 1 < line.end and text[at + 1] in ".) ":
        label += text[at]
        at += 1
    closing = at
    while at < line.end and text[at] in ".)]*_:":
        at += 1
    marks = text[closing:at]
    gap = at
    while at < line.end and text[at].isspace():
        at += 1
    if at == gap or at >= line.end or not (text[at].isupper() or text[at].isdigit() or text[at] in "\"“‘«'[(*_"):
        return None
    if not marks and not opening and "." not in label:
        style = "bare"
        if len(label) > 3:
            return None
    else:
        style = opening.strip() + ("9.9" if "." in label else "9") + marks
    return style, label, Span(line.start, gap), at


def _heading_like(text: str, line: _Line) -> bool:
    return line.end - line.start < 120 and not _ends_sentence(text, line)


def _paragraph(text: str, lines: list[_Line], first: int, end: int, label: tuple[str, Span, int] | None) -> Paragraph:
    at = Span(lines[first].start, lines[end - 1].end)
    if label is not None:
        return Paragraph(at, Span(label[2], at.end), "text", label[0], label[1])
    start = at.start
    head = text[start : start + 8]
    if head.startswith("#"):
        while start < at.end and text[start] in "# ":
            start += 1
        return Paragraph(at, Span(start, at.end), "heading")
    if head.startswith(">"):
        return Paragraph(at, at, "quote")
    for bullet in ("- ", "* ", "• ", "– "):
        if head.startswith(bullet):
            return Paragraph(at, Span(start + len(bullet), at.end), "text")
    if _is_heading(text, at, end - first):
        return Paragraph(at, at, "heading")
    speaker = _speaker(text, at)
    if speaker is not None:
        after = speaker.end + 1
        while after < at.end and (text[after].isspace() or text[after] in "*_:"):
            after += 1
        if after < at.end:
            return Paragraph(at, Span(after, at.end), "text", speaker=speaker)
    if head[0] in '"“«' and _closes_quote(text, at) and lines[first].blank_before:
        return Paragraph(at, at, "quote")
    return Paragraph(at, at, "text")


def _speaker(text: str, at: Span) -> Span | None:
    """Who speaks, in a transcript: capitals and a colon at the beginning of a paragraph ("THE CHAIRMAN:", "MS. ORR:"), or "Q." and "A."."""
    head = text[at.start : min(at.end, at.start + 48)]
    if head[:2] in ("Q.", "A.", "Q:", "A:") and head[2:3] == " ":
        return Span(at.start, at.start + 1)
    name, colon, _ = head.partition(":")
    bare = name.strip("*_ ")
    letters = [c for c in bare if c.isalpha()]
    if not colon or "\n" in name or len(letters) < 2 or len(bare.split()) > 5:
        return None
    named = bare.split()
    titled = named[0].casefold().rstrip(".") in words("title") and len(named) > 1 and all(part[0].isupper() for part in named)
    if not words("memo_heading").isdisjoint(bare.casefold().split()):
        return None  # "BLUF:"
    if titled or all(c.isupper() for c in letters):  # "Ms ORR:", "Mr Haldane:"
        return Span(at.start, at.start + len(name))
    return None


def _closes_quote(text: str, at: Span) -> bool:
    return (
        text[at.end - 1] in '"”»'
        or text[at.start : at.end].count("“") > text[at.start : at.end].count("”")
        or text[at.start : at.end].count('"') == 1
    )


def _is_heading(text: str, at: Span, lines: int) -> bool:
    """A short line of its own, without a sentence's end ("Refusal of extradition requests") or of three words at most ("Conclusions.")."""
    if lines > 2 or at.end - at.start > 140:
        return False
    body = text[at.start : at.end]
    count = len(body.split())
    if body[-1] in ".!:" and body[0].isupper() and count <= 3 and body[:-1].replace(" ", "").isalpha():
        tokens = Tokens(text, at)
        return not any(word in words("auxiliary") or word in words("pronoun") for word in tokens.low)
    if body[-1] == "?" and lines == 1 and count <= 10 and ":" not in body and body[:2] not in ("Q.", "A.") and body[0].isupper():
        return True  # "What became of them?"
    return not (body[-1] in _TERMINAL + '"”’»),-' or count > 18 or body[0] in '"“‘«-–(' or body[0].islower())


def _set_boilerplate_apart(text: str, paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Span]]:
    """Paragraphs that the site wrote: those with a phrase of the list, if short and near either end; and what stands behind the last of these."""
    cues = phrases("boilerplate")
    kept: list[Paragraph] = []
    tail: list[Span] = []
    count = len(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        near_end = number < 3 or number >= count - 4
        if near_end and paragraph.label is None and paragraph.at.end - paragraph.at.start < 900:
            body = " ".join(text[paragraph.at.start : paragraph.at.end].casefold().split())
            if any(cue in body for cue in cues) or not any(c.isalnum() for c in body):
                tail.append(paragraph.at)
                continue
        kept.append(paragraph)
    return kept, tail


# The head: title, author, date, outlet


def _read_head(text: str, lines: list[_Line]) -> tuple[Document, int, list[Span]]:
    """What the first lines say of the document; the first line of the body; the spans of the head that are not body."""
    facts: dict[str, str] = {}
    fields_end = _header_fields(text, lines, facts)
    if fields_end:
        return _document(facts), fields_end, [Span(lines[0].start, lines[fields_end - 1].end)]
    limit = min(len(lines), 16)
    by = next((at for at in range(limit) if _byline(text, lines[at])), None)
    dated = next((at for at in range(limit) if _date_line(text, lines[at])), None)
    long = next((at for at in range(limit) if lines[at].end - lines[at].start > 300), limit)  # the body has begun
    by, dated = (at if at is not None and at < long else None for at in (by, dated))
    anchors = [at for at in (by, dated) if at is not None]
    if not anchors or min(anchors) > 8:
        return _title_only(text, lines, facts)
    first = min(anchors)
    title = " ".join(_plain(text, line) for line in lines[:first])
    if by is not None and first == by and by > 0 and len(title) > 300:
        return _title_only(text, lines, facts)
    if title:
        facts["title"] = title
    end = first
    while end < limit:
        line = lines[end]
        if end == by:
            name = _plain(text, line)[2:].strip(" :")
            while end + 1 < limit and _name_goes_on(text, lines[end + 1]) and len(name.split()) < 2:
                end += 1
                name += " " + _plain(text, lines[end])
            facts["author"] = _split_byline(name, facts)
        elif end == dated:
            facts["date"] = _date_line(text, line) or ""
        elif dated is None and "title" in facts and _centred(text, lines[:end]) and _heads_a_story(text, lines, end):
            facts["republished_from"], facts["title"] = facts["title"], _plain(text, line)
            end += 1
            break
        elif not _outlet_line(text, lines, end):
            break
        end += 1
    outlets = _outlets(" ".join(_plain(text, line) for line in lines[first:end])) if end > first else []
    if outlets:
        facts.setdefault("publisher", outlets[0])
        if len(outlets) > 1:
            facts.setdefault("republished_from", outlets[1])
    return _document(facts), end, [Span(lines[0].start, lines[end - 1].end)] if end else []


def _split_byline(name: str, facts: dict[str, str]) -> str:
    """The author of a by-line that goes on with an outlet or a date ("By A. Brook | The Herald | 3 May 2021", "By A. Brook, 3 May 2021")."""
    for mark in ("|", "·", "•"):
        name = name.replace(mark, "|")
    author, *rest = [part.strip(" ,.") for part in name.split("|")]
    before, comma, after = author.partition(",")
    if comma and (day := _date_in(after)) is not None:
        author = before
        facts.setdefault("date", day)
    for part in rest:
        day = _date_in(part)
        if day is not None:
            facts.setdefault("date", day)
        elif part:
            facts.setdefault("publisher", part)
    return author.rstrip(",.")


def _centred(text: str, lines: list[_Line]) -> bool:
    """Are all of these lines set far in, as on the title page of a book?"""
    return bool(lines) and all(line.start - (text.rfind("\n", 0, line.start) + 1) >= 8 for line in lines)


def _heads_a_story(text: str, lines: list[_Line], at: int) -> bool:
    """Is the line the title of one piece of a collection: short, alone, at the margin?"""
    line = lines[at]
    alone = line.blank_before and at + 1 < len(lines) and lines[at + 1].blank_before
    return alone and line.end - line.start < 80 and not _ends_sentence(text, line) and not _centred(text, [line])


def _header_fields(text: str, lines: list[_Line], facts: dict[str, str]) -> int:
    """A block of "Name: value" lines at the top, as in memos and mail: how many lines it takes (0 where there is none)."""
    end = known = 0
    while end < min(len(lines), 2) and ":" not in text[lines[end].start : lines[end].end] and lines[end].end - lines[end].start < 60:
        end += 1  # "MEMORANDUM", a letterhead
    if end >= len(lines) or ":" not in text[lines[end].start : lines[end].end]:
        end = 0
    while end < min(len(lines), 12):
        name, colon, value = text[lines[end].start : lines[end].end].strip("*_ ").partition(":")
        key = name.strip("*_ ").casefold()
        if not colon or key not in _HEADER_FIELDS:
            if end and known and lines[end].blank_before is False and len(name.split()) < 3 and colon:
                end += 1
                continue
            break
        target = _HEADER_FIELDS[key]
        value = value.strip("*_ \t")
        known += 1
        if target and value:
            if target == "date":
                value = _date_in(value) or ""
            if value:
                facts.setdefault(target, value)
        end += 1
    if known < 2:
        facts.clear()
        return 0
    return end


def _title_only(text: str, lines: list[_Line], facts: dict[str, str]) -> tuple[Document, int, list[Span]]:
    """Without by-line and date: a heading line at the top is the title."""
    line = lines[0]
    body = text[line.start : line.end]
    alone = len(lines) > 1 and lines[1].blank_before
    if body.startswith("#") or (alone and len(body) < 160 and body[-1] not in '.!?;,:"”' and not body[0].isdigit()):
        facts["title"] = _plain(text, line)
        return _document(facts), 1, [Span(line.start, line.end)]
    return _document(facts), 0, []


def _document(facts: dict[str, str]) -> Document:
    _, said, stated = facts.get("title", "").rpartition(" as of ")
    if said and "date" not in facts and (day := _date_in(stated)) is not None:
        facts["date"] = day  # "Assessment as of 2 October 2023"
    return Document(**{key: value for key, value in facts.items() if value})


def _plain(text: str, line: _Line) -> str:
    return " ".join(text[line.start : line.end].strip("#*_ \t").split())


def _byline(text: str, line: _Line) -> bool:
    body = _plain(text, line)
    rest = body[3:]
    named = rest[:1].isupper() or not words("byline").isdisjoint(rest.split()[-1:])
    return body[:3].casefold() == "by " and named and len(body) < 90 and not _terminal_sentence(body)


def _terminal_sentence(body: str) -> bool:
    return body.endswith((".", "!", "?")) and len(body.split()) > 6


def _name_goes_on(text: str, line: _Line) -> bool:
    parts = _plain(text, line).split()
    return (
        0 < len(parts) <= 3
        and all(part[0].isupper() and part.strip(".,'-").isalpha() for part in parts)
        and not _date_line(text, line)
        and not line.blank_before
    )


def _date_line(text: str, line: _Line) -> str | None:
    """The ISO date of a line that holds a date and next to nothing else, else None."""
    if line.end - line.start > 60:
        return None
    body = _plain(text, line)
    for lead in ("published", "posted", "date", "updated", "dated", "on"):
        if body.casefold().startswith(lead):
            body = body[len(lead) :].lstrip(" :")
    return _date_in(body)


def _date_in(body: str) -> str | None:
    tokens = Tokens(body, Span(0, len(body)))
    for found in find_dates(tokens, None):
        rest = len(body.strip()) - (found.at.end - found.at.start)
        if found.iso and found.kind in ("day", "month") and rest <= max(18, len(body) // 2):
            return found.iso
    return None


def _outlet_line(text: str, lines: list[_Line], at: int) -> bool:
    """A line between by-line and body that names an outlet: quoted, between dashes, or short and without a sentence."""
    body = _plain(text, lines[at])
    if not any(c.isalnum() for c in body):
        return True
    if body[0] in '"“«-–—|©(':
        return len(body) < 80 and not _terminal_sentence(body)
    before = _plain(text, lines[at - 1])
    if before.count('"') % 2 == 1 or (before[:1] == "“" and "”" not in before):
        return len(body) < 80
    return (
        len(body) < 50
        and body[-1] not in _TERMINAL
        and len(body.split()) <= 5
        and body[0].isupper()
        and at + 1 < len(lines)
        and lines[at + 1].blank_before
    )


def _outlets(head: str) -> list[str]:
    """Names in quotation marks, in order; else what stands between dashes."""
    found: list[str] = []
    rest = head
    for opening, closing in (('"', '"'), ("“", "”"), ("«", "»")):
        while opening in rest:
            _, _, after = rest.partition(opening)
            name, end, rest = after.partition(closing)
            if end and name.strip():
                found.append(" ".join(name.split()))
        if found:
            return found
        rest = head
    return found


def _tail_facts(text: str, spans: list[Span], document: Document) -> Document:
    """Publisher and republication as disclaimers and credits state them ("reflect the opinions of X", "first published by X")."""
    for span in spans:
        body = " ".join(text[span.start : span.end].split())
        low = body.casefold()
        for cue, (kind,) in phrases("boilerplate").items():
            at = low.find(cue)
            if at < 0:
                continue
            after = body[at + len(cue) :].strip(" :")
            if kind == "republication" and document.republished_from is None:
                name = _name(after)
                if name:
                    document = document._replace(republished_from=name)
            if kind == "disclaimer" and document.publisher is None:
                for lead in ("opinions of", "views of", "policy of", "position of"):
                    if lead in low[at:]:
                        name = _name(body[low.find(lead, at) + len(lead) :].strip())
                        if name and not name.casefold().startswith("the author"):
                            document = document._replace(publisher=name)
    return document


def _name(after: str) -> str | None:
    name = after.split(". ")[0].split(",")[0].split(" on ")[0].strip(' .|"“”')
    return name if name and name[0].isupper() and len(name) < 80 else None
