"""The order of the work: lay the document out, draft its claims, link them, name their sources, say what it drives at."""

import gc

from holdwater.case.conclusions import firmness
from holdwater.case.types import Case, Citation, Claim, Hypothesis, Kind, Link, Question, Source, Step
from holdwater.lexicon import load_words
from holdwater.prose.tokens import Tokens
from holdwater.prose.types import Marks
from holdwater.read.claims import Draft, Reading, degree_of, draft_claims, own_marks
from holdwater.read.drives import find_drives
from holdwater.read.kinds import TENSES, Named, name_kinds
from holdwater.read.layout import Layout, lay_out
from holdwater.read.links import link_claims, propose
from holdwater.read.relations import Relation, make_units, relate
from holdwater.read.speakers import document_source, name_sources, reports_of
from holdwater.source import SourceText
from holdwater.typed import NamedTuple

_NAMES = frozenset(("hypothesis", "thesis"))


def read(source: SourceText) -> Case:
    """The argument of an article, every item with its place in the text. Never raises, whatever the text is.

    >>> case = read(SourceText("note.txt", "1. The pump failed at noon.\\n2. Given (1), it is likely that the valve was shut.\\n"))
    >>> [(claim.id, claim.degree.term if claim.degree else None, [step.premises for step in claim.because]) for claim in case.claims]
    [('1', None, []), ('2', 'likely', [('1',)])]
    """
    collecting = gc.isenabled()
    gc.disable()  # as in `case.parse`: thousands of records come into being, and none is garbage
    try:
        return work_out(source).case
    finally:
        if collecting:
            gc.enable()


class Work(NamedTuple):
    """A case just read, and what it was made of: drafts in the order of its claims, with their own marks, kinds and relations; `drives` says of each
    conclusion why it is one."""

    case: Case
    drafts: list[Draft]
    own: dict[int, Marks]
    kinds: dict[int, Named]
    relations: list[Relation]
    drives: dict[str, str]


def work_out(source: SourceText) -> Work:
    """The case of an article with the work behind it, for `why`."""
    layout = lay_out(source)
    reading = draft_claims(source, layout)
    drafts = reading.drafts
    parts: dict[int, list[Draft]] = {}
    host: int | None = None
    for draft in drafts:
        if draft.role == "clause" and host is not None:
            parts.setdefault(host, []).append(draft)
        elif draft.role != "clause":
            host = draft.key
    own = {draft.key: own_marks(draft, parts.get(draft.key, [])) for draft in drafts}
    theses = _theses(drafts, own, reading)
    stating = frozenset(theses)
    kinds = name_kinds(drafts, reading.tokens, own, stating)
    links = link_claims(drafts, own, reading.tokens, theses, kinds)
    against: dict[int, list[Step]] = {}
    relations = relations_of(drafts, own, kinds, reading.tokens, links.because)
    for relation in relations:
        _add_relation(relation, against if relation.against else links.because)
    clauses = {str(draft.key): draft.parent for draft in drafts if draft.role == "clause"}
    for key, steps in links.because.items():
        if kinds[key].rule in TENSES and any(clauses.get(premise) != key for step in steps for premise in step.premises):
            kinds[key] = Named("inference", "has reasons")
    guesses = propose(drafts, own, reading.tokens, links)
    ids = _ids(drafts)
    speakers = name_sources(source.text, reading.marks.attributions)
    claims = tuple(
        _claim(
            source,
            draft,
            own[draft.key],
            ids,
            [*links.because.get(draft.key, []), *guesses.get(draft.key, [])],
            against.get(draft.key, []),
            links.explains.get(draft.key, []),
            speakers.of,
            draft.key in stating,
            kinds[draft.key].kind,
        )
        for draft in drafts
    )
    measure = firmness(load_words())
    drives = find_drives(claims, drafts, own, kinds, {claim.id: measure(claim) for claim in claims})
    case = Case(
        source=source,
        form="article",
        document=layout.document,
        as_of=layout.document.date,
        questions=_question(claims, drafts, theses),
        claims=claims,
        sources=(_described(document_source(layout.document.title, len(source.text)), layout, source), *speakers.sources),
        references=_references(claims, reading.marks),
        conclusions=tuple(drives),
        boilerplate=layout.boilerplate,
    )
    return Work(case, drafts, own, kinds, relations, drives)


def relations_of(
    drafts: list[Draft], own: dict[int, Marks], kinds: dict[int, Named], tokens: Tokens, because: dict[int, list[Step]]
) -> list[Relation]:
    """What the build of the text gives, beside the steps that are known already."""
    known = {key: {int(premise) for step in steps for premise in step.premises} for key, steps in because.items()}
    return relate(make_units(drafts, own, kinds, tokens), tokens, known)


def _add_relation(relation: Relation, into: dict[int, list[Step]]) -> None:
    """The steps of one relation: one for joint premises, else one for each."""
    premises = tuple(str(key) for key in relation.premises)
    for group in [premises] if relation.joint else [(premise,) for premise in premises]:
        places = (relation.at,) * len(group)
        guessed = relation.basis == "guess"
        into.setdefault(relation.conclusion, []).append(Step(group, relation.at, places, proposed=guessed, basis=relation.basis))


def _described(article: Source, layout: Layout, source: SourceText) -> Source:
    document = layout.document
    return article._replace(
        author=document.author,
        published=document.date,
        outlet=document.publisher,
        republished_from=document.republished_from,
        url=source.metadata.url if source.metadata is not None else None,
    )


def _theses(drafts: list[Draft], own: dict[int, Marks], reading: Reading) -> list[int]:
    """The statements of what the document sets out to show: likelihood words or a named hypothesis before the first labelled point.

    Where nothing is labelled: sentences that name a hypothesis of the author's.
    """
    labelled = next((draft.key for draft in drafts if draft.label is not None), None)
    found: list[int] = []
    for draft in drafts:
        if draft.role != "sentence" or (labelled is not None and draft.key >= labelled):
            continue
        marks = own[draft.key]
        first, last = reading.tokens.first_at(draft.at.start), reading.tokens.first_at(draft.at.end)
        named = not _NAMES.isdisjoint(reading.tokens.low[first:last])
        hedged = labelled is not None and any(hedge.kind == "likelihood" for hedge in marks.hedges)
        if named or hedged:
            found.append(draft.key)
    return found


def _ids(drafts: list[Draft]) -> dict[int, str]:
    """Ids: printed labels as they are (a repeated one gets a suffix), other points P1, P2 …, parts a letter behind their point's id."""
    ids: dict[int, str] = {}
    taken: set[str] = set()
    letters: dict[int, int] = {}
    copies: dict[str, int] = {}
    number = 0
    printed = {draft.label for draft in drafts if draft.label is not None}
    for draft in drafts:
        if draft.label is not None:
            candidate, copy = draft.label, copies.get(draft.label, 1)
            while candidate in taken:
                copy += 1
                candidate = f"{draft.label}-{copy}"
            copies[draft.label] = copy
        elif draft.parent is not None:
            while True:
                count = letters.get(draft.parent, 0)
                letters[draft.parent] = count + 1
                candidate = ids[draft.parent] + _letters(count)
                if candidate not in taken and candidate not in printed:
                    break
        else:
            while True:
                number += 1
                candidate = f"P{number}"
                if candidate not in taken and candidate not in printed:
                    break
        taken.add(candidate)
        ids[draft.key] = candidate
    return ids


def _letters(count: int) -> str:
    """a, b … z, aa, ab …"""
    text = ""
    count += 1
    while count:
        count, rest = divmod(count - 1, 26)
        text = chr(97 + rest) + text
    return text


def _claim(
    source: SourceText,
    draft: Draft,
    own: Marks,
    ids: dict[int, str],
    steps: list[Step],
    objections: list[Step],
    explained: list[Link],
    of: dict[int, str],
    states: bool,
    kind: Kind,
) -> Claim:
    degree, declined = degree_of(own)
    named, against = (
        tuple([step._replace(premises=tuple([ids[int(premise)] for premise in step.premises])) for step in some]) if some else ()
        for some in (steps, objections)
    )
    when = tuple(dict.fromkeys([date.iso for date in own.dates if date.iso is not None])) if own.dates else ()
    where = tuple(dict.fromkeys([" ".join(place.text.split()) for place in own.places])) if own.places else ()
    return Claim(
        id=ids[draft.key],
        text=" ".join(source.quote(draft.at).split()),
        at=draft.at,
        item=draft.item,
        label=draft.label,
        label_at=draft.label_at,
        parent=ids[draft.parent] if draft.parent is not None else None,
        heading=draft.heading,
        degree=degree,
        open=declined,
        kind=kind,
        because=named,
        against=against,
        explains=tuple([Link(ids[int(link.target)], link.at) for link in explained]),
        states=(Link("H1", draft.at),) if states else (),
        reports=reports_of(own.attributions, of) if own.attributions else (),
        when=when,
        where=where,
        marks=draft.marks,
    )


def _question(claims: tuple[Claim, ...], drafts: list[Draft], theses: list[int]) -> tuple[Question, ...]:
    """One question with one hypothesis, the text's own thesis; it stands alone until a person writes rivals."""
    if not theses:
        return ()
    first = claims[next(at for at, draft in enumerate(drafts) if draft.key == theses[0])]
    return (Question("Q1", None, first.at, (Hypothesis("H1", first.text, first.at, first.at),)),)


def _references(claims: tuple[Claim, ...], marks: Marks) -> tuple[Citation, ...]:
    """Every reference to a labelled point, with the innermost claim that it stands in."""
    found: list[Citation] = []
    stack: list[Claim] = []
    at = 0
    for citation in marks.citations:
        while at < len(claims) and claims[at].at.start <= citation.at.start:
            stack.append(claims[at])
            at += 1
        while stack and stack[-1].at.end < citation.at.end:
            stack.pop()
        found.append(Citation(stack[-1].id if stack else None, citation.at, citation.text, citation.target, citation.role))
    return tuple(found)
