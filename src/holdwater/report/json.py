"""The finished values as plain data, ready for `json.dumps`: schemas `holdwater/read/1` and `holdwater/check/1`.

Offsets count code points from 0, lines and columns from 1. Keys are stable; further ones may be added.
"""

from collections.abc import Iterable

from holdwater.case.index import Index
from holdwater.case.proposals import Waiting, list_proposals
from holdwater.case.types import Case, Claim, Degree, Report, Source, Step
from holdwater.diagnostics import Diagnostic
from holdwater.source import SourceText, Span
from holdwater.typed import Any

Data = dict[str, Any]
"""A JSON object."""


def read_object(index: Index) -> Data:
    """`holdwater/read/1`: the points of a case or of an article that was read, what they cite, and what the document drives at."""
    case = index.case
    proposed = _proposed(case)
    return {
        "schema": "holdwater/read/1",
        "path": case.source.name,
        "form": case.form,
        "notes": list(case.source.notes),
        "format": case.source.format,
        "text": case.source.text if case.source.format is not None else None,
        "document": _document(case),
        "as_of": case.as_of,
        "words": index.words.scale.name,
        "hypotheses": [
            {
                "id": hypothesis.id,
                "question": question.id,
                "text": hypothesis.text,
                "prior": _degree(index, hypothesis.prior),
                "start": hypothesis.at.start,
                "end": hypothesis.at.end,
            }
            for question in case.questions
            for hypothesis in question.hypotheses
        ],
        "points": [_point(index, claim, proposed) for claim in case.claims],
        "sources": [_source(index, source) for source in case.sources],
        "references": [
            {
                "from": citation.source,
                "start": citation.at.start,
                "end": citation.at.end,
                "text": citation.text,
                "target": citation.target,
                "role": citation.role,
            }
            for citation in case.references
        ],
        "conclusions": list(index.conclusions),
        "boilerplate": [_span(span) for span in case.boilerplate],
        "proposals": [_proposal(case, waiting) for waiting in list_proposals(case)],
    }


def check_object(files: Iterable[tuple[str, Case, tuple[Diagnostic, ...]]]) -> Data:
    """`holdwater/check/1`: the findings, file by file."""
    return {
        "schema": "holdwater/check/1",
        "files": [
            {"path": path, "notes": list(case.source.notes), "diagnostics": [_diagnostic(case.source, finding) for finding in diagnostics]}
            for path, case, diagnostics in files
        ],
    }


def dump(data: Data | list[Data]) -> str:
    """One line of JSON, without spaces between its parts, ending in a line break."""
    import json

    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def _document(case: Case) -> Data:
    """What the document says of itself; a case says it of the article that it was taken from."""
    data = case.document._asdict()
    article = next((source for source in case.sources if source.id == "article"), None)
    if case.form == "case" and article is not None:
        of_article = {
            "author": article.author,
            "date": article.published,
            "publisher": article.outlet,
            "republished_from": article.republished_from,
        }
        data.update({key: value for key, value in of_article.items() if data[key] is None})
    return data


def _point(index: Index, claim: Claim, proposed: dict[str, list[str]]) -> Data:
    marks = index.marks(claim)
    reach = claim.item if claim.label is not None and index.case.form == "article" else claim.at
    place = _place(index.case, claim)
    firm = [step for step in claim.because if not step.proposed]
    return {
        "id": claim.id,
        "label": claim.label,
        "parent": claim.parent,
        "heading": claim.heading,
        **_span(reach),
        "original": index.case.source.original_place(reach.start),
        "text": claim.text,
        "kind": index.kind_of(claim),
        "degree": None if claim.open else _degree(index, claim.degree),
        "open": claim.open,
        "hedges": [
            {"text": hedge.text, **_span(hedge.at), "kind": hedge.kind, "degree": _words(index, hedge.term)} for hedge in marks.hedges
        ],
        "attributions": [
            {
                "text": _quote(index, said.at),
                **_span(said.at),
                "speaker": said.name,
                "verb": said.verb,
                "mode": said.mode,
                "anonymous": said.anonymous,
            }
            for said in marks.attributions
        ],
        "silences": [{"text": _quote(index, silence.at), **_span(silence.at), "kind": silence.kind} for silence in marks.silences],
        "dates": [{"text": date.text, "iso": date.iso, **_span(date.at)} for date in marks.dates],
        "places": [
            {"text": place.text, **_span(place.at), "latitude": place.latitude, "longitude": place.longitude} for place in marks.places
        ],
        "when": list(claim.when),
        "where": list(claim.where),
        "supports": _once(conclusion for conclusion, _ in index.uses(claim.id)),
        "supports_implied": _once(conclusion for conclusion, step in index.uses(claim.id) if step.basis != "stated"),
        "explains": [link.target for link in claim.explains if not link.proposed],
        "states": [link.target for link in claim.states if not link.proposed],
        "steps": [_step(index, step) for step in firm],
        "against": [_step(index, step) for step in claim.against if not step.proposed],
        "undercuts": [
            {
                "target": cut.target,
                "premises": None if cut.premises is None else list(cut.premises),
                "strength": _degree(index, cut.strength),
            }
            for cut in claim.undercuts
            if not cut.proposed
        ],
        "sources": [_report(report) for report in claim.reports if not report.proposed],
        "if": {cell.hypothesis: _degree(index, cell.degree) for cell in claim.rows if not cell.proposed},
        "proposed": list(proposed.get(claim.id, ())),
        "proposed_explains": [link.target for link in claim.explains if link.proposed],
        "proposed_sources": [_report(report) for report in claim.reports if report.proposed],
        "basis": claim.basis,
        "at": place,
    }


def _proposed(case: Case) -> dict[str, list[str]]:
    """For each premise of a proposed step: the conclusions that it may be given for, in text order."""
    found: dict[str, list[str]] = {}
    for claim in case.claims:
        for step in claim.because:
            for premise in step.premises if step.proposed else ():
                into = found.setdefault(premise, [])
                if claim.id not in into:
                    into.append(claim.id)
    return found


def _proposal(case: Case, waiting: Waiting) -> Data:
    line, column = case.source.place(waiting.at.start)
    return {
        "id": waiting.id,
        "kind": waiting.kind,
        "question": waiting.question,
        "field": waiting.field,
        "text": waiting.text,
        "under": waiting.under,
        **_span(waiting.at),
        "line": line,
        "column": column,
    }


def _place(case: Case, claim: Claim) -> Data | None:
    """Where the point's words stand in the text it was taken from."""
    if case.form == "article":
        return {"source": "article", **_span(claim.at)}
    if claim.place is None:
        return None
    return {"source": claim.place.source, "start": claim.place.start, "end": claim.place.end}


def _step(index: Index, step: Step) -> Data:
    return {"premises": list(step.premises), "strength": _degree(index, step.strength), "basis": step.basis}


def _report(report: Report) -> Data:
    return {"source": report.source, "mode": report.mode, "credibility": report.credibility.term if report.credibility else None}


def _source(index: Index, source: Source) -> Data:
    return {
        "id": source.id,
        "text": source.text,
        "grade": source.grade.term if source.grade else None,
        "stake": source.stake,
        "relays": [link.target for link in source.relays if not link.proposed],
        "origin": [link.target for link in source.origin if not link.proposed],
        "anonymous": source.anonymous,
        "file": source.file,
        "url": source.url,
        "sha256": source.sha256,
        "author": source.author,
        "published": source.published,
        "outlet": source.outlet,
        "republished_from": source.republished_from,
        "origins": index.origin(source.id),
    }


def _diagnostic(source: SourceText, finding: Diagnostic) -> Data:
    line, column = source.place(finding.at.start)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "why": finding.why,
        "mend": finding.mend,
        **_span(finding.at),
        "line": line,
        "column": column,
        "original": source.original_place(finding.at.start),
        "points": list(finding.points),
        "marks": [{"label": mark.label, **_span(mark.at)} for mark in finding.marks],
        "fix": None if finding.fix is None else {**_span(finding.fix.at), "text": finding.fix.text},
    }


def _degree(index: Index, degree: Degree | None) -> Data | None:
    if degree is None:
        return None
    return {"text": degree.term, "degree": _words(index, degree.term)}


def _words(index: Index, term: str | None) -> list[float] | None:
    known = index.words.degree(term) if term is not None else None
    return None if known is None else [known.interval.low, known.interval.high]


def _quote(index: Index, span: Span) -> str:
    return index.case.source.quote(span)


def _span(span: Span) -> Data:
    return {"start": span.start, "end": span.end}


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
