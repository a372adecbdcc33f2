"""A case file in, a `Case` and what is wrong with its form out. Any text at all parses; nothing raises.

This is the door, and the walk from the front matter through the sections. `blocks` gives the structure, `front` the front matter, `values` what
stands in a field; `items` and `fields` put these together, `references` follows what leads from one item to another, and all of them write into a
`notebook`. What the file says in its fields is taken as it stands there; what does not read is left out of the case, and a finding says so.
"""

import gc
import re

from holdwater.case.blocks import Block, scan
from holdwater.case.forms import FRONT, SECTIONS
from holdwater.case.front import find_front, read_front
from holdwater.case.index import words_of
from holdwater.case.inline import read_text
from holdwater.case.items import find_stray, read_list
from holdwater.case.notebook import Notebook
from holdwater.case.references import check_rows, check_undercuts, read_allow_list, read_prose, resolve_fields, resolve_mentions
from holdwater.case.types import Case, Document, Field, Question
from holdwater.diagnostics import Diagnostic, Fix, Mark
from holdwater.lexicon import SCALES, Words
from holdwater.source import SourceText, Span
from holdwater.typed import NamedTuple


class Parsed(NamedTuple):
    """A case and the findings about the form of its file, in text order."""

    case: Case
    diagnostics: tuple[Diagnostic, ...]


def is_case(text: str) -> bool:
    """Whether a Markdown text is a case: its front matter says `holdwater: 1`.

    >>> is_case("---\\nholdwater: 1\\n---\\n"), is_case("holdwater: 1")
    (True, False)
    """
    front = find_front(text)
    if front is None or "holdwater" not in text[front[0].start : front[0].end]:
        return False
    read = read_front(text)
    return read is not None and any(entry.key == "holdwater" and entry.values == ("1",) for entry in read.entries)


def parse(source: SourceText) -> Parsed:
    """The case that a file holds, and what is wrong with its form (HW101 to HW117).

    Linear in the text. The garbage collector is paused meanwhile: thousands of records come into being, and none is garbage.

    >>> parsed = parse(SourceText("case.md", "## Points\\n\\n7. The lights went out.\\n    - likely\\n    - because: (9)\\n"))
    >>> [(claim.id, claim.text, claim.degree.term) for claim in parsed.case.claims]
    [('7', 'The lights went out.', 'likely')]
    >>> [(finding.code, finding.message) for finding in parsed.diagnostics]
    [('HW101', '(7) cites (9), which is not in this file')]
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _walk(Notebook(source))
    finally:
        if collecting:
            gc.enable()


def _walk(book: Notebook) -> Parsed:
    """Front matter, then section after section."""
    start = _read_front_matter(book)
    blocks = scan(book.text, start)
    if blocks.deep is not None:
        book.find(
            "HW111", blocks.deep, "lists or quotes are nested more than a hundred deep here; the rest of the line is read as text",
            "a structure that no reader can follow is no structure", "nest less deeply",
        )  # fmt: skip
    section, level = "", 0
    for block in blocks.blocks:
        if block.kind == "heading":
            book.last = None
            section, level = _enter(book, block, section, level)
        elif block.kind == "list" and section:
            read_list(book, block, section)
        else:
            if block.kind != "html":
                book.last = None
            if block.kind == "list":
                find_stray(book, block)
            read_prose(book, block, None)
    return _finish(book)


def _read_front_matter(book: Notebook) -> int:
    front = read_front(book.text)
    if front is None:
        return 1 if book.text.startswith("\ufeff") else 0
    for trouble in front.troubles:
        book.find(
            "HW110", trouble.at, f"the front matter has {trouble.what}",
            "front matter is read by many programs, which agree only on its simplest forms",
            "write `key: value` on one line, a list as `[a, b]` or as `- a` lines, and quotation marks around a value with a colon",
            fix=Fix(trouble.at, trouble.quoted) if trouble.quoted else None,
        )  # fmt: skip
    seen: dict[str, Span] = {}
    for entry in front.entries:
        if entry.key in seen:
            book.find(
                "HW110", entry.key_at, f"the front matter gives “{entry.key}” twice", "readers differ on which one counts; here the first does",
                "leave one of the two out", marks=(Mark(seen[entry.key], "first given here"),),
            )  # fmt: skip
            continue
        seen[entry.key] = entry.key_at
        known = entry.key in FRONT
        for value, at in zip(entry.values, entry.value_at, strict=True):
            book.front.append(Field(entry.key, value, Span(entry.key_at.start, at.end) if not entry.is_list else at, at, known=known))
        if not known:
            near = book.nearest(entry.key, FRONT)
            book.find(
                "HW110", entry.key_at, f"“{entry.key}” is no key of a case's front matter" + (f"; did you mean “{near}”?" if near else ""),
                "a key that is not known has no effect", "use holdwater, title, as-of, words, fabrication or allow, or leave it out",
                severity="error" if near else "note",
            )  # fmt: skip
        elif not entry.values:
            after = next((other.at.start for other in front.entries if other.at.start > entry.at.start), front.at.end)
            told = any(entry.at.start <= trouble.at.start < after for trouble in front.troubles)  # its value is what is wrong
            if not told and (entry.key != "allow" or not entry.is_list):
                book.find("HW110", entry.at, f"“{entry.key}” has no value", "a key without a value has no effect", "give it one, or leave it out")
        elif entry.key == "allow":
            read_allow_list(book, list(zip(entry.values, entry.value_at, strict=True)))
        elif entry.is_list:
            book.find("HW110", entry.at, f"“{entry.key}” is a list", "it takes one value", "write one value")
        else:
            _read_key(book, entry.key, entry.values[0], entry.value_at[0])
    return front.end


def _read_key(book: Notebook, key: str, value: str, at: Span) -> None:
    if key == "title":
        book.title = " ".join(value.split()) or None
    elif key == "as-of":
        if book.check_date(value, at, "as-of", None, interval=False):
            book.as_of = value
    elif key == "words":
        _read_words(book, value, at)
    elif key == "fabrication":
        book.fabrication = book.read_degree(value, at, None)
    elif key == "holdwater" and value != "1":
        book.find(
            "HW110", at, f"“holdwater: {value}” names a version of the case format that is not known here",
            "another version may mean other things", "write `holdwater: 1`",
        )  # fmt: skip


def _read_words(book: Notebook, value: str, at: Span) -> None:
    """The word list: one that is shipped, or a file beside the case."""
    if "." in value or "/" in value:
        from os.path import dirname

        from holdwater.files import Problem
        from holdwater.lexicon.own import load_own

        try:
            book.words = Words(load_own(value, dirname(book.source.name) or "."))
        except Problem as problem:
            book.find(
                "HW104", at, f"the word list {problem.where} {problem.finding}",
                "degrees mean what the list in use says; without one they are read with ICD 203", problem.mend,
            )  # fmt: skip
    elif value in SCALES or value == "readers":
        book.words = words_of(Case(book.source, "case", words=value))
    else:
        near = book.nearest(value, (*SCALES, "readers"))
        book.find(
            "HW104", at, f"no word list is called “{value}”" + (f"; did you mean “{near}”?" if near else ""),
            "degrees mean what the list in use says; without one they are read with ICD 203", f"use one of {', '.join(SCALES)}, readers, or a file",
        )  # fmt: skip
        return
    book.words_name = value


def _enter(book: Notebook, block: Block, section: str, level: int) -> tuple[str, int]:
    """The section and its level after a heading."""
    raw = book.text[block.lines[0].start : block.lines[-1].end] if block.lines else ""
    shown = read_text(raw)
    if section and block.level > level:
        book.heading = shown or None
        read_prose(book, block, None)
        return section, level
    book.heading = None
    name = re.split(r"\W", shown, maxsplit=1)[0].casefold()
    if name == "hypotheses":
        question = re.sub(r"^\s*(?:[:–—]|-+\s)\s*", "", shown[len(name) :]).strip()
        at = block.at
        if question:
            low = block.lines[0].start + max(0, raw.find(question))
            at = Span(low, low + len(question)) if book.text.startswith(question, low) else block.at
        book.questions.append((question or None, at, []))
        return name, block.level
    if shown.casefold() in SECTIONS:
        return shown.casefold(), block.level
    read_prose(book, block, None)
    return "", 0


def _finish(book: Notebook) -> Parsed:
    claims = tuple(claim for claim in book.claims if claim is not None)
    resolve_fields(book)
    references, proposed_references = resolve_mentions(book)
    questions = tuple(
        Question(f"Q{number}", text, at, tuple(hypotheses)) for number, (text, at, hypotheses) in enumerate(book.questions, start=1)
    )
    check_undercuts(book, claims)
    check_rows(book, claims, questions)
    case = Case(
        source=book.source,
        form="case",
        document=Document(title=book.title),
        as_of=book.as_of,
        words=book.words_name,
        fabrication=book.fabrication,
        front=tuple(book.front),
        questions=questions,
        claims=claims,
        sources=tuple(book.sources),
        watch=tuple(book.watch),
        expects=tuple(book.expects),
        allows=tuple(book.allows),
        references=references,
        proposed=tuple(proposal for proposal in book.proposed if proposal is not None),
        proposed_references=proposed_references,
    )
    book.found.sort(key=lambda finding: (finding.at, finding.code))
    return Parsed(case, tuple(book.found))
