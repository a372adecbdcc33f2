"""A case as a Markdown file: what `read` found in an article, for a person to correct and keep.

`write` and `parse` undo each other: points, labels, parents, kinds, degrees, links (proposed ones too), reports and sources come back as they
were. The text is the author's own, escaped so that every Markdown reader shows it as it stands in the article.
"""

import re
from collections.abc import Iterable, Iterator

from holdwater.case.dates import is_date, is_date_or_interval
from holdwater.case.front import is_plain, quote
from holdwater.case.types import Case, Cell, Claim, Hypothesis, Kind, Link, Place, Question, Source, Watch
from holdwater.lexicon import Words
from holdwater.source import Span

_ACTIVE = re.compile(r"[\\*`\[<]|&(?=#?[A-Za-z0-9]+;)|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~")
_OPENING = re.compile(r"[-+#>~=|:]|[0-9]{1,9}(?=[.)])")
_COMMENT = "A field with a question mark is a guess: it counts for nothing until a person takes the mark away."


def write(case: Case, *, file: str | None) -> str:
    """The Markdown text of a case. file: the path to the article as it is to stand under Sources; None leaves it out."""
    return "".join(line + "\n" for line in _Writer(case, file).lines())


def escape(text: str) -> str:
    """A text on one line, with a backslash before what Markdown would take for markup. `inline.read_text` undoes it.

    >>> escape("5 * 3 <b> snake_case _lone_ a\\\\b")
    '5 \\\\* 3 \\\\<b> snake_case \\\\_lone\\\\_ a\\\\\\\\b'
    """
    return _ACTIVE.sub(r"\\\g<0>", " ".join(text.split()))


def escape_opening(text: str) -> str:
    """The same for a text with which a line's contents begin, where a list, heading or quote could start."""
    escaped = escape(text)
    match = _OPENING.match(escaped)
    if match is None:
        return escaped
    at = match.end() if match[0].isdigit() else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


class _Writer:
    """One case on its way to text."""

    def __init__(self, case: Case, file: str | None) -> None:
        from holdwater.case.index import words_of

        self.case = case
        self.file = file
        self.words: Words = words_of(case)
        self.parts: dict[str, list[Claim]] = {}
        self.asked = {id(proposal.item) for proposal in case.proposed}
        claims = (*case.claims, *(proposal.item for proposal in case.proposed if isinstance(proposal.item, Claim)))
        known = {claim.id for claim in claims}
        self.tops: list[Claim] = []
        for claim in claims:
            if claim.parent is not None and claim.parent in known and claim.parent != claim.id:
                self.parts.setdefault(claim.parent, []).append(claim)
            else:
                self.tops.append(claim)

    def lines(self) -> Iterator[str]:
        case = self.case
        yield "---"
        yield "holdwater: 1"
        if title := " ".join((case.document.title or "").split()):
            yield f"title: {title if is_plain(title) else quote(title)}"
        as_of = case.as_of or case.document.date
        if as_of and is_date(as_of):
            yield f"as-of: {as_of}"
        if case.words:
            yield f"words: {case.words if is_plain(case.words) else quote(case.words)}"
        if case.fabrication:
            yield f"fabrication: {case.fabrication.term}"
        allows = [f"  - {quote(f'{allow.code}, {allow.reason}')}" for allow in case.allows if allow.scope is None]
        if allows:
            yield from ("allow:", *allows)
        yield "---"
        if case.form == "article":
            yield from ("", "The points below are in the author's own words, with the place in the article where they stand.", _COMMENT)
        for question in case.questions or ((Question("Q1", None, Span(0, 0), ()),) if self._asked("Q1") else ()):
            yield ""
            yield "## Hypotheses" + (f": {_heading(question.text)}" if question.text else "")
            yield ""
            for hypothesis in question.hypotheses:
                yield from self._hypothesis(hypothesis)
            for asked in self._asked(question.id):
                yield from self._hypothesis(asked)
        if self.tops:
            yield from ("", "## Points")
            yield from self._points()
        sources = sorted(case.sources, key=lambda source: source.id != "article")
        sources += [proposal.item for proposal in case.proposed if isinstance(proposal.item, Source)]
        if sources:
            yield from ("", "## Sources", "")
            for source in sources:
                yield from self._source(source)
        watched = (*case.watch, *(proposal.item for proposal in case.proposed if isinstance(proposal.item, Watch)))
        if watched:
            yield from ("", "## Watch", "")
            for watch in watched:
                yield from self._watch(watch)
        if case.expects:
            yield from ("", "## Expect", "")
            for expect in case.expects:
                yield f"- {escape_opening(expect.text)}"

    # Points

    def _points(self) -> Iterator[str]:
        heading: str | None = None
        previous: int | None = None  # the number of the item before, in the same ordered list
        first, was_ordered = True, False
        for claim in self.tops:
            named = _heading(claim.heading or "") or None
            if named != heading:
                yield ""
                yield f"### {named}" if named else "## Points"
                heading, previous, first = named, None, True
            number = None if id(claim) in self.asked else _counting(claim)
            ordered = number is not None and (previous is None or number == previous + 1)
            if first or ordered != was_ordered:
                yield ""
            first, was_ordered = False, ordered
            if ordered:
                previous = number
                yield f"{number}. {escape_opening(claim.text)}".rstrip()
                yield from self._below(claim, " " * max(4, len(str(number)) + 2), "    ")
            else:
                previous = None
                yield f"- {self._label(claim)} {escape(claim.text)}".rstrip()
                yield from self._below(claim, "  ", "  ")

    def _below(self, claim: Claim, indent: str, step: str) -> Iterator[str]:
        """Fields, then parts with theirs, however deep."""
        yield from self._fields(claim, indent)
        open_parts: list[tuple[Iterator[Claim], str]] = [(iter(self.parts.get(claim.id, ())), indent)]
        while open_parts:
            parts, at = open_parts[-1]
            part = next(parts, None)
            if part is None:
                open_parts.pop()
                continue
            yield f"{at}- {self._label(part)} {escape(part.text)}".rstrip()
            yield from self._fields(part, at + step)
            open_parts.append((iter(self.parts.get(part.id, ())), at + step))

    def _fields(self, claim: Claim, indent: str) -> Iterator[str]:
        for line in self._point(claim):
            yield f"{indent}- {line}"

    def _point(self, claim: Claim) -> Iterator[str]:
        if claim.open:
            yield "open"
        elif claim.degree and self._known(claim.degree.term):
            yield claim.degree.term
        if claim.kind and claim.kind != _kind_by_fields(claim):
            yield claim.kind
        for name, steps in (("because", claim.because), ("against", claim.against)):
            for step in steps:
                strength = f" — {step.strength.term}" if step.strength and self._known(step.strength.term) else ""
                if step.premises:
                    yield f"{_name(name, step.proposed)}: {_references(step.premises)}{strength}"
        for cut in claim.undercuts:
            because = f" because {_references(cut.premises)}" if cut.premises else ""
            strength = f" — {cut.strength.term}" if cut.strength and self._known(cut.strength.term) else ""
            yield f"{_name('undercuts', cut.proposed)}: ({cut.target}){because}{strength}"
        if claim.otherwise and self._known(claim.otherwise.term):
            yield f"otherwise: {claim.otherwise.term}"
        yield from _links("explains", claim.explains, "({})")
        yield from _links("states", claim.states, "{}")
        yield from _links("superseded by", claim.superseded_by, "({})")
        yield from self._rows(claim.rows)
        for report in claim.reports:
            name = "source" if report.mode == "says" else "denied by" if report.mode == "denies" else "no comment"
            yield f"{_name(name, report.proposed)}: {report.source}" + (f", {report.credibility.term}" if report.credibility else "")
        dates = [date for date in claim.when if is_date_or_interval(date)]
        if dates:
            yield "when: " + ", ".join(dates)
        if claim.known and is_date_or_interval(claim.known):
            yield f"known: {claim.known}"
        if claim.retracted and is_date_or_interval(claim.retracted):
            yield f"retracted: {claim.retracted}"
        places = [escape(place).replace(",", "\\,") for place in claim.where]
        if any(places):
            yield "where: " + ", ".join(place for place in places if place)
        for quoted in claim.quotes:
            yield f'quote: "{escape(quoted.text)}"' + (f" {_place(quoted.place)}" if quoted.place else "")
        if claim.place:
            yield f"at: {_place(claim.place)}"
        elif self.case.form == "article":
            yield f"at: [article:{claim.at.start}-{claim.at.end}]"
        if claim.scheme:
            yield f"scheme: {escape(claim.scheme)}"
        for answer in claim.answers:
            yield f"cq {answer.number}: {escape(answer.text)}"
        yield from _notes(claim.notes)
        yield from self._allows(claim.id)

    def _known(self, term: str) -> bool:
        return self.words.degree(term) is not None

    def _rows(self, rows: tuple[Cell, ...]) -> Iterator[str]:
        for proposed in (False, True):
            cells = [f"{cell.hypothesis}: {cell.degree.term}" for cell in rows if cell.proposed == proposed and self._known(cell.degree.term)]
            if cells:
                yield f"{_name('if', proposed)} {'; '.join(cells)}"

    def _allows(self, scope: str) -> Iterator[str]:
        return (f"allow {allow.code}: {escape(allow.reason)}" for allow in self.case.allows if allow.scope == scope)

    # Hypotheses, sources, watch items

    def _asked(self, question: str) -> list[Hypothesis]:
        """The hypotheses that are proposed in answer to a question."""
        return [each.item for each in self.case.proposed if isinstance(each.item, Hypothesis) and each.question == question]

    def _label(self, item: Claim | Hypothesis | Source | Watch) -> str:
        """The label in bold, with a question mark where the item is a proposal."""
        return f"**{item.id}?**" if id(item) in self.asked else f"**{item.id}**"

    def _item(self, item: Hypothesis | Source | Watch, fields: Iterable[str]) -> Iterator[str]:
        yield f"- {self._label(item)} {escape(item.text)}".rstrip()
        for field in fields:
            yield f"  - {field}"

    def _hypothesis(self, hypothesis: Hypothesis) -> Iterator[str]:
        fields = [f"prior: {hypothesis.prior.term}"] if hypothesis.prior and self._known(hypothesis.prior.term) else []
        return self._item(hypothesis, (*fields, *_notes(hypothesis.notes), *self._allows(hypothesis.id)))

    def _source(self, source: Source) -> Iterator[str]:
        fields: list[str] = []
        if source.anonymous:
            fields.append("anonymous")
        if source.grade and (source.grade.term in tuple("ABCDEF") or self._known(source.grade.term)):
            fields.append(f"grade: {source.grade.term}")
        fields += _links("relays", source.relays, "{}")
        fields += [f"{_name('origin', link.proposed)}: {escape(link.target)}" for link in source.origin]
        is_article = source.id == "article"
        file = source.file or (self.file if is_article else None)
        sha256 = source.sha256 or (_sha256(self.case) if is_article and self.file and self.case.form == "article" else None)
        published = source.published if source.published and is_date(source.published) else None
        for name, value in (
            ("stake", source.stake),
            ("file", file),
            ("url", source.url),
            ("sha256", sha256),
            ("author", source.author),
            ("published", published),
            ("outlet", source.outlet),
            ("republished from", source.republished_from),
        ):
            if value and value.strip():
                fields.append(f"{name}: {escape(value)}")
        return self._item(source, (*fields, *_notes(source.notes), *self._allows(source.id)))

    def _watch(self, watch: Watch) -> Iterator[str]:
        fields = [f"by: {watch.by}"] if watch.by and is_date_or_interval(watch.by) else []
        fields += self._rows(watch.rows)
        if watch.outcome:
            fields.append(f"outcome: {'yes' if watch.outcome[0] else 'no'}, {watch.outcome[1]}")
        return self._item(watch, (*fields, *_notes(watch.notes), *self._allows(watch.id)))


def _counting(claim: Claim) -> int | None:
    """The number of a point that an ordered list can show: its id, printed as its label, without leading zeros."""
    id = claim.id
    if id != claim.label or not id.isascii() or not id.isdecimal() or len(id) > 9 or (id[0] == "0" and id != "0"):
        return None
    return int(id)


def _kind_by_fields(claim: Claim) -> Kind:
    if any(report.mode == "says" and not report.proposed for report in claim.reports):
        return "report"
    return "inference" if any(not step.proposed for step in claim.because) else "observation"


def _name(name: str, proposed: bool) -> str:
    return name + "?" if proposed else name


def _references(labels: Iterable[str]) -> str:
    return ", ".join(f"({label})" for label in labels)


def _links(name: str, links: tuple[Link, ...], form: str) -> Iterator[str]:
    for proposed in (False, True):
        targets = [form.format(link.target) for link in links if link.proposed == proposed]
        if targets:
            yield f"{_name(name, proposed)}: {', '.join(targets)}"


def _place(place: Place) -> str:
    return f"[{place.source}]" if place.start is None else f"[{place.source}:{place.start}-{place.end}]"


def _notes(notes: tuple[str, ...]) -> Iterator[str]:
    return (f"note: {escape(note)}" for note in notes if note.strip())


def _heading(text: str) -> str:
    """A heading's text: `#` as well is escaped, lest it close the heading."""
    return escape(text).replace("#", "\\#")


def _sha256(case: Case) -> str | None:
    """The SHA-256 of the article's file, where its text is the file byte for byte, or where it was taken when the file was read."""
    if case.source.digest is not None:
        return case.source.digest
    if case.source.notes:
        return None
    from hashlib import sha256

    try:
        return sha256(case.source.text.encode()).hexdigest()
    except UnicodeEncodeError:
        return None
