"""What is shown beside a place in the text: the point with what it says and holds, the term with its ranges, the source, the rule, the field."""

import re
from collections.abc import Iterable, Iterator

from holdwater.case.index import Index
from holdwater.case.proposals import Item, value_of
from holdwater.case.types import Claim, Degree, Hypothesis, Source, Step, Watch
from holdwater.credence import Interval
from holdwater.lexicon.grades import UNGRADED, load_grades
from holdwater.lexicon.scale import PROSE, SCALES, Scale, data_lines, load_scale
from holdwater.report.views.names import count, series, shorten, spell_range
from holdwater.report.views.readings import read_standing
from holdwater.serve.analysis import Known
from holdwater.serve.fields import ABOUT, ABOUT_FRONT
from holdwater.serve.labels import Holder, Mention, find_item, is_proposed, item_at, mention_at
from holdwater.source import Span
from holdwater.typed import NamedTuple

_CODE = re.compile(r"HW[0-9]{3}\b")
_LONGEST = 280
_NOT_COMPUTED = " (a proposal, not computed)"
_FIELD = "This line is a proposal: it is not counted until the question mark is taken away."
_ITEM = "This is a proposal: it is not counted, nor is anything under it, until the question mark behind its label is taken away."
_MARKUP = re.compile(r"([\\`*_\[\]<&|~])")
_LINE_MARKUP = re.compile(r"^(\s*)([#>+=-]|[0-9]+(?=[.)](?:\s|$)))")


class Hover(NamedTuple):
    """A title, the author's words, facts as (name, value), and a longer explanation; `at` is what they are about.

    `words` is the document's, everything else ours, though it may quote the document: whoever shows it escapes all of it.
    """

    at: Span
    title: str
    words: str | None = None
    facts: tuple[tuple[str, str], ...] = ()
    more: str | None = None


def hover(known: Known, mentions: tuple[Mention, ...], offset: int) -> Hover | None:
    """What there is to say about a place; None where there is nothing. In a field that is proposed, that as well."""
    shown = _hover(known, mentions, offset)
    held_by = item_at(known.assessment.index, offset)
    if held_by is None:
        return shown
    field = next((each for each in held_by[1].fields if each.proposed and each.at.start <= offset <= each.at.end), None)
    if field is None:
        return shown
    if shown is None or shown.at.start < field.at.start or field.at.end < shown.at.end:  # the item around it
        about = ABOUT[held_by[0]].get(field.name or "")
        shown = Hover(field.at, field.name or value_of(field), facts=(("field", about),) if about else ())
    return shown._replace(more=f"{shown.more}\n\n{_FIELD}" if shown.more else _FIELD)


def _hover(known: Known, mentions: tuple[Mention, ...], offset: int) -> Hover | None:
    index = known.assessment.index
    code_at = _code_at(known.source.text, offset)
    if code_at is not None and (found := _about_rule(known.source.quote(code_at), code_at)):
        return found
    held_by = item_at(index, offset)
    degree = next((each for each in _degrees(index, held_by) if each[1].at.start <= offset <= each[1].at.end), None)
    if degree is not None:
        return _about_degree(index, *degree)
    mention = mention_at(mentions, offset)
    if mention is not None and (named := find_item(index, mention.label)):
        return about_item(known, named[1])._replace(at=mention.at)
    if held_by is None:
        return _about_front(index, offset)
    holder, item = held_by
    for field in item.fields:
        name_at = Span(field.at.start, field.value_at.start)
        if field.name in ABOUT[holder] and name_at.start <= offset < name_at.end:
            about = ABOUT[holder][field.name]
            return Hover(name_at, field.name, facts=(("field", about),))
    if isinstance(item, Claim):
        for hedge in index.marks(item).hedges:
            if hedge.at.start <= offset <= hedge.at.end and hedge.term is not None:
                return _about_degree(index, "term", Degree(hedge.term, hedge.at))
        if index.case.form == "article":
            for report in item.reports:
                if report.at.start <= offset <= report.at.end and (named := find_item(index, report.source)):
                    return about_item(known, named[1])._replace(at=report.at)
    return about_item(known, item) if item.at.start <= offset <= item.at.end else None


def to_markdown(shown: Hover) -> str:
    """For editors that show Markdown. Nothing of the document becomes markup."""
    parts = [f"**{_escape(shown.title)}**"]
    if shown.words:
        parts.append("> " + _escape(shown.words))
    if shown.facts:
        parts.append("\n".join(f"- *{name}*: {_escape(value)}" for name, value in shown.facts))
    if shown.more:
        parts.append(_escape(shown.more))
    return "\n\n".join(parts)


def to_plain(shown: Hover) -> str:
    parts = [shown.title]
    if shown.words:
        parts.append(shown.words)
    if shown.facts:
        parts.append("\n".join(f"{name}: {value}" for name, value in shown.facts))
    if shown.more:
        parts.append(shown.more)
    return "\n\n".join(parts)


def _escape(text: str) -> str:
    """The text with a backslash before everything that Markdown would act on."""
    return "\n".join(_LINE_MARKUP.sub(_escape_opening, _MARKUP.sub(r"\\\1", line)) for line in text.splitlines())


def _escape_opening(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}\\" if found[2][0].isdigit() else f"{found[1]}\\{found[2]}"


# The items


def about_item(known: Known, item: Item) -> Hover:
    """Everything worth knowing of an item, at its own text."""
    index = known.assessment.index
    asked = is_proposed(index, item)
    if isinstance(item, Claim):
        shown = _about_proposed_point(index, item) if asked else _about_point(known, item)
    elif isinstance(item, Source):
        shown = _about_source(index, item, asked=asked)
    elif isinstance(item, Hypothesis):
        shown = _about_hypothesis(known, item)
    else:
        shown = _about_watch(index, item)
    return shown._replace(title=f"{shown.title}, proposed", more=_ITEM) if asked else shown


def _about_proposed_point(index: Index, claim: Claim) -> Hover:
    """What it would say and rest on; it has no numbers."""
    facts: list[tuple[str, str]] = []
    degree = index.degree(claim)
    if degree is not None and claim.degree is not None:
        facts.append(("would say", f"“{claim.degree.term}”, {spell_range(degree.interval)}"))
    facts += _lines(index, claim)
    return Hover(claim.at, f"({claim.id})", shorten(claim.text, _LONGEST), tuple(facts))


def _about_point(known: Known, claim: Claim) -> Hover:
    assessment = known.assessment
    index = assessment.index
    standing = read_standing(index, assessment.weighing, claim)
    said, held = standing.said, standing.held
    facts: list[tuple[str, str]] = []
    if said.interval is not None:
        degree = index.degree(claim)
        scale = f" ({_scale(degree.scale)})" if degree is not None and degree.scale not in ("number", "open") else ""
        words = f"“{said.words}”, " if said.words else ""
        facts.append(("said", f"{words}{spell_range(said.interval)}{scale}{', assumed' if said.assumed else ''}"))
    elif said.how:
        facts.append(("said", said.how))
    if held.interval is not None:
        facts.append(("held", spell_range(held.interval)))
        facts.append(("how", held.how))
    facts.append(("that is", standing.verdict))
    facts += _lines(index, claim)
    users = tuple(dict.fromkeys(conclusion for conclusion, _ in index.uses(claim.id)))
    if users:
        facts.append(("carries", _refer(users)))
    if standing.origins:
        facts.append(("rests on", count(standing.origins, "independent origin")))
    kind = index.kind_of(claim)
    return Hover(claim.at, f"({claim.id}) {kind}", shorten(claim.text, _LONGEST), tuple(facts))


def _lines(index: Index, claim: Claim) -> Iterator[tuple[str, str]]:
    """Its reasons and objections, what it would explain, and who says so."""
    for name, steps in (("because", claim.because), ("against", claim.against)):
        for told in _steps(steps):
            yield name, told
    for proposed, mark in ((False, ""), (True, _NOT_COMPUTED)):
        targets = [link.target for link in claim.explains if link.proposed == proposed]
        if targets:
            yield "would explain", _refer(targets) + mark
    for report in claim.reports:
        source = find_item(index, report.source)
        name = shorten(source[1].text, 80) if source is not None else report.source
        verb = {"says": "source", "denies": "denied by", "no comment": "no comment from"}[report.mode]
        yield verb, name + (f", {report.credibility.term}" if report.credibility else "") + (_NOT_COMPUTED if report.proposed else "")


def _steps(steps: tuple[Step, ...]) -> Iterator[str]:
    for step in steps:
        strength = f" — {step.strength.term}" if step.strength is not None else ""
        guess = _NOT_COMPUTED if step.proposed else ""
        yield ", ".join(f"({premise})" for premise in step.premises) + strength + guess


def _about_source(index: Index, source: Source, *, asked: bool = False) -> Hover:
    grades = load_grades()
    facts: list[tuple[str, str]] = []
    if index.case.form == "case":
        letter = source.grade.term if source.grade is not None else UNGRADED
        if letter in grades.letters:
            given = letter if source.grade is not None else f"none, read as {letter}"
            facts.append(("grade", f"{given}: {grades.labels[letter]}, truthful with {spell_range(grades.letters[letter])}"))
        elif (degree := index.words.degree(letter)) is not None:
            facts.append(("grade", f"{letter}, {spell_range(degree.interval)}"))
    if source.stake:
        facts.append(("stake", shorten(source.stake, _LONGEST)))
    if source.anonymous:
        facts.append(("anonymous", "its name is not given"))
    origin = source.id if asked else index.origin(source.id)
    if origin != source.id:
        facts.append(("passes on", origin))
    for name, value in (("author", source.author), ("outlet", source.outlet), ("published", source.published), ("url", source.url)):
        if value:
            facts.append((name, shorten(value, _LONGEST)))
    for mode, name in (("says", "reports"), ("denies", "denies"), ("no comment", "no comment on")):
        points = [
            claim.id
            for claim in index.case.claims
            if any(each.source == source.id and each.mode == mode and not each.proposed for each in claim.reports)
        ]
        if points:
            facts.append((name, _refer(points)))
    return Hover(source.at, source.id, shorten(source.text, _LONGEST), tuple(facts))


def _about_hypothesis(known: Known, hypothesis: Hypothesis) -> Hover:
    assessment = known.assessment
    index = assessment.index
    facts: list[tuple[str, str]] = []
    question = next((each for each in index.case.questions if hypothesis in each.hypotheses), None)
    if question is not None and question.text:
        facts.append(("question", shorten(question.text, _LONGEST)))
    weighed = next((each for one in assessment.weighing.questions for each in one.hypotheses if each.id == hypothesis.id), None)
    if weighed is not None:
        written = f"“{hypothesis.prior.term}” as written, " if hypothesis.prior is not None else "an equal share, "
        facts.append(("prior", f"{written}{spell_range(weighed.prior)} among its rivals"))
        if not weighed.examined:
            facts.append(("examined", "no: no point and no watch item says how expected it is under this hypothesis"))
    rows = [claim.id for claim in index.case.claims if any(cell.hypothesis == hypothesis.id and not cell.proposed for cell in claim.rows)]
    if rows:
        facts.append(("evidence", _refer(rows)))
    stated = [claim.id for claim in index.case.claims if any(link.target == hypothesis.id and not link.proposed for link in claim.states)]
    if stated:
        facts.append(("stated by", _refer(stated)))
    return Hover(hypothesis.at, hypothesis.id, shorten(hypothesis.text, _LONGEST), tuple(facts))


def _about_watch(index: Index, watch: Watch) -> Hover:
    facts: list[tuple[str, str]] = []
    if watch.by:
        facts.append(("by", watch.by))
    for cell in watch.rows:
        degree = index.words.degree(cell.degree.term)
        mark = _NOT_COMPUTED if cell.proposed else ""
        facts.append((f"if {cell.hypothesis}", cell.degree.term + (f", {spell_range(degree.interval)}" if degree is not None else "") + mark))
    if watch.outcome is not None:
        facts.append(("outcome", f"{'yes' if watch.outcome[0] else 'no'}, {watch.outcome[1]}"))
    return Hover(watch.at, watch.id, shorten(watch.text, _LONGEST), tuple(facts))


def _refer(ids: Iterable[str]) -> str:
    listed = [f"({id})" for id in dict.fromkeys(ids)]
    return series(listed) if len(listed) <= 12 else series([*listed[:11], f"{len(listed) - 11} more"])


# Terms


def _degrees(index: Index, held_by: tuple[Holder, Item] | None) -> Iterator[tuple[str, Degree]]:
    """Every degree written for an item, with what it is: a term, a grade (letter), or a credibility (digit)."""
    case = index.case
    if case.fabrication is not None:
        yield "term", case.fabrication
    if held_by is None:
        return
    item = held_by[1]
    if isinstance(item, Claim):
        for degree in (item.degree, item.otherwise):
            if degree is not None:
                yield "term", degree
        strengths = [step.strength for step in (*item.because, *item.against)] + [cut.strength for cut in item.undercuts]
        for strength in strengths:
            if strength is not None:
                yield "term", strength
        for report in item.reports:
            if report.credibility is not None:
                yield "credibility", report.credibility
    if isinstance(item, Claim | Watch):
        for cell in item.rows:
            yield "term", cell.degree
    if isinstance(item, Hypothesis) and item.prior is not None:
        yield "term", item.prior
    if isinstance(item, Source) and item.grade is not None:
        yield "grade", item.grade


def _about_degree(index: Index, what: str, degree: Degree) -> Hover:
    term = " ".join(degree.term.split())
    if what != "term":
        grades = load_grades()
        table = grades.letters if what == "grade" else grades.digits
        if term in table:
            meaning = "the source is truthful in this matter" if what == "grade" else "this report is grounded, if the source is truthful"
            facts = (
                ("means", f"{grades.labels[term]}: {meaning} with {spell_range(table[term])}"),
                ("list", grades.title),
                ("source", grades.source),
            )
            return Hover(degree.at, f"{what} {term}", facts=facts)
    if term == "open":
        return Hover(degree.at, "open", facts=(("means", "named, and expressly not concluded: 0–1"),))
    found = index.words.degree(term)
    if found is None:
        return Hover(degree.at, f"“{term}”", facts=(("means", "no list that is known gives it a range"),))
    if found.scale == "number":
        return Hover(degree.at, term, facts=(("means", f"{spell_range(found.interval)}, as written"),))
    chosen = index.words.scale
    scale = chosen if found.scale == chosen.name else load_scale(found.scale)
    means = spell_range(found.interval)
    if found.scale != chosen.name:
        means += f"; {chosen.title} does not have the word, so it is read with another list"
    listed = [("means", means), ("list", f"{scale.title}, {scale.version}"), ("source", _source_of(scale, found.term))]
    for name in (*SCALES, PROSE):
        other = load_scale(name) if name != scale.name else None
        row = other.terms.get(found.term) if other is not None else None
        if other is not None and row is not None:
            listed.append(("elsewhere", f"{spell_range(Interval(row.low, row.high))} ({other.title})"))
    return Hover(degree.at, f"“{term}”", facts=tuple(listed))


def _source_of(scale: Scale, term: str) -> str:
    """Where the figures of a term come from: the row's own sources, where it names some, else the list's."""
    keys = scale.terms[term].source.split()
    head, _ = data_lines(scale.name)
    named = [head[f"source {key}"] for key in keys if f"source {key}" in head]
    return "; ".join(named) or scale.source


def _scale(name: str) -> str:
    return load_scale(name).title


# Rules and front matter


def _code_at(text: str, offset: int) -> Span | None:
    found = next((each for each in _CODE.finditer(text, max(0, offset - 5), offset + 5) if each.start() <= offset <= each.end()), None)
    return Span(*found.span()) if found else None


def _about_rule(code: str, at: Span) -> Hover | None:
    from holdwater.check.explain import explain, find_rule

    if find_rule(code) is None:
        return None
    title, _, rest = explain(code).partition("\n")
    return Hover(at, title, more=rest.strip())


def _about_front(index: Index, offset: int) -> Hover | None:
    for field in index.case.front:
        if field.name in ABOUT_FRONT and field.at.start <= offset <= field.at.end:
            facts = [("key", ABOUT_FRONT[field.name])]
            if field.name == "words":
                scale = index.words.scale
                facts += [("list", f"{scale.title}, {scale.version}"), ("source", scale.source)]
                ranges = dict.fromkeys((row.term, row.low, row.high) for row in scale.terms.values())
                facts += [(term, spell_range(Interval(low, high))) for term, low, high in ranges]
            return Hover(field.at, field.name, facts=tuple(facts))
    return None
