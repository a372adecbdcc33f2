"""The fields under an item: what stands before the colon, what after it, and the terms that stand alone.

`values` reads a value; here it is looked at in its place, and gathered under the name that it has in the record.
"""

import re

from holdwater.case.forms import FIELDS, NAMES, WORDED, Holder
from holdwater.case.inline import read_text
from holdwater.case.notebook import CALLED, Notebook, Target, shorten
from holdwater.case.references import read_allow, read_references
from holdwater.case.types import KINDS, Answer, Cell, Degree, Field, Link
from holdwater.case.values import (
    Unreadable,
    read_cells,
    read_links,
    read_outcome,
    read_place,
    read_quote,
    read_report,
    read_step,
    read_undercut,
)
from holdwater.diagnostics import Fix
from holdwater.source import Span
from holdwater.typed import Any, Literal, NamedTuple

_MODES: dict[str, Literal["says", "denies", "no comment"]] = {"source": "says", "denied by": "denies", "no comment": "no comment"}
_DATES = frozenset(("known", "retracted", "published", "by"))
_SHORT_WORD = re.compile(r"[^\W\d_][\w-]*\??")
_PART = re.compile(r"(?:[^,\\]++|\\.?)++", re.DOTALL)  # up to a comma without a backslash before it


class Name(NamedTuple):
    """What stands before the colon of a bullet. name: the field it is, else None. short: whether it looks like the name of one."""

    name: str | None
    written: str
    start: int
    colon: int
    proposed: bool
    short: bool


def read_name(raw: str) -> Name | None:
    """The name before the first colon; None without one, or where the words before it are no name at all."""
    colon = raw.find(":")
    if colon <= 0:
        return None
    head = raw[:colon]
    if head in NAMES and head not in WORDED:
        return Name(head, head, colon + 1, colon, False, True)
    if colon > 60:
        return None
    words = head.casefold().split()
    if not words or len(words) > 3:
        return None
    written = " ".join(words)
    proposed = written.endswith("?")
    if proposed:
        written = written[:-1].rstrip()
    if written in NAMES and written not in WORDED:
        return Name(written, written, colon + 1, colon, proposed, True)
    first = words[0].rstrip("?")
    if first in WORDED and (len(words) == 2 or (len(words) == 3 and words[2] == "?") or written == first):
        start = colon + 1 if written == first else raw.casefold().find(words[1], len(words[0])) if raw.isascii() else raw.find(raw.split()[1], len(words[0]))
        return Name(first, first, start, colon, proposed or words[0].endswith("?"), True)
    bare = written.strip("*_` ")
    short = raw[colon + 1 : colon + 2] in ("", " ", "\t", "\n", "\r", "*", "_") and all(_SHORT_WORD.fullmatch(word) for word in bare.split())
    return Name(None, bare, colon + 1, colon, proposed, short and bool(bare))


def looks_known(book: Notebook, raw: str, holder: Holder) -> bool:
    """Whether a bullet reads as a field, degree, kind or flag that may stand under `holder`."""
    name = read_name(raw)
    if name is not None:
        return name.name in FIELDS[holder]
    term = " ".join(raw.casefold().split()).rstrip("?") if len(raw) <= 40 else ""
    if holder == "source":
        return term == "anonymous"
    return holder == "point" and bool(term) and (term in KINDS or term == "open" or book.is_term(term))


def read_field(book: Notebook, raw: str, start: int, holder: Holder, id: str, got: dict[str, Any]) -> bool:
    """Takes one bullet into `got`. False if it is prose."""
    at = Span(start, start + len(raw))
    colon = raw.find(":")
    plain = raw[:colon] if colon > 0 else ""
    if plain in FIELDS[holder] and plain not in WORDED and raw[colon + 1 : colon + 2] == " " and colon + 2 < len(raw) and raw[colon + 2] not in " \t\n\r":
        bare = raw[colon + 2 :]  # as most fields are written: a shorter way to the same
        value_at = Span(start + colon + 2, at.end)
        got.setdefault("fields", []).append(Field(plain, bare if "  " not in bare and bare.isprintable() else " ".join(bare.split()), at, value_at))
        if holder == "point":
            _read_point_field(book, plain, bare, value_at.start, value_at, False, id, got)
        else:
            _read_other_field(book, plain, bare, value_at.start, value_at, False, id, got)
        return True
    name = read_name(raw)
    if name is None:
        return _read_bare(book, raw, at, holder, id, got)
    value = raw[name.start :]
    bare = value.strip()
    low = start + name.start + len(value) - len(value.lstrip())
    value_at = Span(low, low + len(bare)) if bare else Span(at.end, at.end)
    known = name.name in FIELDS[holder]
    if not known and name.name is None and not name.short:
        return False
    shown = name.name or name.written
    got.setdefault("fields", []).append(Field(shown, " ".join(bare.split()), at, value_at, name.proposed, known))
    if not known:
        _find_unknown(book, name, raw, at, holder, id)
    elif not bare:
        book.find("HW112", at, f"“{shown}” of ({id}) has no value", "a field without a value has no effect", "give it one, or leave it out", points=(id,))
    elif holder == "point":
        _read_point_field(book, shown, bare, low, value_at, name.proposed, id, got)
    else:
        _read_other_field(book, shown, bare, low, value_at, name.proposed, id, got)
    return True


def _find_unknown(book: Notebook, name: Name, raw: str, at: Span, holder: Holder, id: str) -> None:
    what = CALLED[holder]
    name_at = Span(at.start, at.start + name.colon)
    if name.name is not None:
        homes = " or ".join(CALLED[other] for other in FIELDS if name.name in FIELDS[other])
        message, mend = f"“{name.name}” is a field of {homes}, not of {what}", f"move it to {homes}"
    elif name.written in ("degree", "kind") and holder == "point":
        message, mend = f"“{name.written}:” is written before a {name.written}, which stands alone", f"write `- {shorten(raw[name.start :].strip())}`"
    else:
        near = book.nearest(name.written, sorted(FIELDS[holder]))
        message = f"“{name.written}” is no field of {what}" + (f"; did you mean “{near}”?" if near else "")
        mend = f"write `{near}: …`" if near else f"use one of {', '.join(sorted(FIELDS[holder]))}; or, if it is a remark, `note: …`"
    book.find("HW103", name_at, message, "a field that is not known has no effect", mend, points=(id,))


def _read_bare(book: Notebook, raw: str, at: Span, holder: Holder, id: str, got: dict[str, Any]) -> bool:
    """A degree, kind or flag that stands alone."""
    if len(raw) > 60:
        return False
    words = raw.casefold().split()
    term = " ".join(words)
    proposed = term.endswith("?")
    if proposed:
        term = term[:-1].rstrip()
    known = True
    if holder == "point" and term in KINDS:
        if not proposed:
            _set_once(book, got, "kind", term, "kind", at, id)
    elif holder == "point" and (term == "open" or book.is_term(term)):
        if not proposed:
            written = " ".join(raw.split())
            if _set_once(book, got, "degree", Degree("open" if term == "open" else written, at), "degree", at, id) and term == "open":
                got["open"] = True
    elif holder == "source" and term == "anonymous":
        if not proposed:
            got["anonymous"] = True
    elif len(words) > 3 or any(char in "[]<`(" for char in raw) or not any(char.isalnum() for char in raw):
        return False
    else:
        known = False
    got.setdefault("fields", []).append(Field(None, " ".join(raw.split()), at, at, proposed, known))
    if known:
        return True
    if holder == "hypothesis" and book.is_term(term):
        book.find(
            "HW103", at, f"“{shorten(raw)}” stands alone under ({id}), where a degree needs its name", "a hypothesis has a prior, and no degree besides",
            f"write `prior: {shorten(raw)}`", points=(id,), fix=Fix(at, "prior: " + raw),
        )  # fmt: skip
        return True
    if holder == "point":
        near = book.nearest(term, (*KINDS, "open", *sorted(FIELDS["point"]))) or book.nearest_term(term)
        message = f"“{shorten(raw)}” is no degree, kind or flag that is known"
    else:
        near = book.nearest(term, ("anonymous",)) if holder == "source" else None
        message = f"“{shorten(raw)}” is nothing that can stand alone under {CALLED[holder]}"
    book.find(
        "HW104", at, message + (f"; did you mean “{near}”?" if near else ""), "a bullet of up to three words is read as a term; unknown, it has no effect",
        (f"write `- {near}`; or, " if near else "") + "if it is a remark, `note: …`", points=(id,),
    )  # fmt: skip
    return True


def _read_point_field(book: Notebook, name: str, raw: str, low: int, at: Span, proposed: bool, id: str, got: dict[str, Any]) -> None:
    if name in ("because", "against"):
        step = read_step(raw, low, at, proposed)
        if isinstance(step, Unreadable):
            _find_unreadable(book, step, name, id)
            return
        if step.strength and not book.check_degree(step.strength, id):
            step = step._replace(strength=None)
        book.want(step.premises, step.premise_at, "premise", id, name, proposed=proposed)
        got.setdefault(name, []).append(step)
    elif name in ("source", "denied by", "no comment"):
        report = read_report(raw, low, at, proposed, _MODES[name])
        if isinstance(report, Unreadable):
            _find_unreadable(book, report, name, id)
            return
        if report.credibility and "." in report.credibility.term and not book.check_degree(report.credibility, id):
            report = report._replace(credibility=None)
        book.want((report.source,), (at,), "source", id, name, proposed=proposed)
        got.setdefault("reports", []).append(report)
    elif name == "if":
        _read_cells(book, raw, low, at, proposed, id, got)
    elif name == "quote":
        quote = read_quote(raw, low, at)
        if isinstance(quote, Unreadable):
            _find_unreadable(book, quote, name, id)
            return
        if quote.place:
            book.want((quote.place.source,), (quote.place.at,), "source", id, name, proposed=proposed)
        if not proposed:
            got.setdefault("quotes", []).append(quote)
    elif name == "when":
        dates = [part.strip() for part in raw.split(",") if part.strip()]
        good = [date for date in dates if book.check_date(date, _part(raw, date, low), name, id, interval=True)]
        if not proposed:
            got.setdefault("when", []).extend(good)
    elif name == "where":
        if not proposed:
            got.setdefault("where", []).extend(where for part in _PART.findall(raw) if (where := read_text(part)))
    elif name in ("explains", "states", "superseded by"):
        wanted = "a hypothesis, such as H1" if name == "states" else "a reference, such as (1)"
        links = read_links(raw, low, at, proposed, wanted)
        if isinstance(links, Unreadable):
            _find_unreadable(book, links, name, id)
            return
        kind: Target = "hypothesis" if name == "states" else "point"
        book.want(tuple(link.target for link in links), tuple(link.at for link in links), kind, id, name, proposed=proposed)
        got.setdefault("superseded_by" if name == "superseded by" else name, []).extend(links)
    elif name == "undercuts":
        cut = read_undercut(raw, low, at, proposed)
        if isinstance(cut, Unreadable):
            _find_unreadable(book, cut, name, id)
            return
        if cut.strength and not book.check_degree(cut.strength, id):
            cut = cut._replace(strength=None)
        book.want((cut.target,), (at,), "point", id, name, proposed=proposed)
        book.want(cut.premises or (), (at,) * len(cut.premises or ()), "premise", id, name, proposed=proposed)
        got.setdefault("undercuts", []).append(cut)
    elif name == "otherwise":
        degree = book.read_degree(raw, at, id)
        if degree and not proposed:
            _set_once(book, got, "otherwise", degree, name, at, id)
    elif name == "at":
        place = read_place(raw, low, at)
        if isinstance(place, Unreadable):
            _find_unreadable(book, place, name, id)
            return
        book.want((place.source,), (place.at,), "source", id, name, proposed=proposed)
        if not proposed:
            _set_once(book, got, "place", place, name, at, id)
    elif name == "cq":
        number, colon, answer = raw.partition(":")
        digits = number.strip().rstrip("?").rstrip()
        if not colon or not digits.isdecimal() or len(digits) > 3 or not answer.strip():
            _find_unreadable(book, Unreadable(at, f"“{shorten(raw)}” is not the number of a critical question with its answer", "write `cq 2: …`"), name, id)
            return
        read_references(book, at, id, id)
        if not proposed:
            got.setdefault("answers", []).append(Answer(int(digits), read_text(answer), at))
    elif name == "scheme":
        if not proposed:
            _set_once(book, got, "scheme", read_text(raw), name, at, id)
    elif not _read_common(book, name, raw, at, proposed, id, got) and book.check_date(raw, at, name, id, interval=True) and not proposed:
        _set_once(book, got, name, raw, name, at, id)


def _read_other_field(book: Notebook, name: str, raw: str, low: int, at: Span, proposed: bool, id: str, got: dict[str, Any]) -> None:
    if _read_common(book, name, raw, at, proposed, id, got):
        return
    if name == "if":
        _read_cells(book, raw, low, at, proposed, id, got)
    elif name == "relays":
        links = read_links(raw, low, at, proposed, "the label of a source")
        if isinstance(links, Unreadable):
            _find_unreadable(book, links, name, id)
            return
        book.want(tuple(link.target for link in links), tuple(link.at for link in links), "source", id, name, proposed=proposed)
        got.setdefault("relays", []).extend(links)
    elif name == "origin":
        got.setdefault("origin", []).append(Link(read_text(raw), at, proposed))
    elif name in ("prior", "grade"):
        graded = name == "grade" and len(raw) == 1 and raw.upper() in "ABCDEF"
        degree = Degree(raw.upper(), at) if graded else book.read_degree(raw, at, id)
        if degree and not proposed:
            _set_once(book, got, name, degree, name, at, id)
    elif name == "outcome":
        outcome = read_outcome(raw, at)
        if isinstance(outcome, Unreadable):
            _find_unreadable(book, outcome, name, id)
        elif not proposed:
            _set_once(book, got, name, outcome, name, at, id)
    elif (name not in _DATES or book.check_date(raw, at, name, id, interval=name == "by")) and not proposed:
        if name == "stake":
            read_references(book, at, None, id, comments=False)
        _set_once(book, got, name.replace(" ", "_"), read_text(raw), name, at, id)


def _read_common(book: Notebook, name: str, raw: str, at: Span, proposed: bool, id: str, got: dict[str, Any]) -> bool:
    """`note` and `allow`, which may stand under anything that has fields."""
    if name == "note":
        read_references(book, at, id if book.labels.get(id, ("point",))[0] == "point" else None, id, comments=False)
        if not proposed:
            got.setdefault("notes", []).append(read_text(raw))
        return True
    if name == "allow":
        if not proposed and id not in book.asked:
            read_allow(book, raw, at, id)
        return True
    return False


def _read_cells(book: Notebook, raw: str, low: int, at: Span, proposed: bool, id: str, got: dict[str, Any]) -> None:
    cells, bad = read_cells(raw, low, at, proposed)
    for one in bad:
        _find_unreadable(book, one, "if", id)
    rows: list[Cell] = got.setdefault("rows", [])
    for cell in cells:
        book.want((cell.hypothesis,), (cell.at,), "hypothesis", id, "if", proposed=proposed)
        if not book.check_degree(cell.degree, id):
            continue
        if any(other.hypothesis == cell.hypothesis and other.proposed == cell.proposed for other in rows[-200:]):
            book.find(
                "HW114", cell.at, f"({id}) has a second “if {cell.hypothesis}”", "it could mean either; here the first counts",
                "leave one of the two out", points=(id,),
            )  # fmt: skip
            continue
        rows.append(cell)


def _set_once(book: Notebook, got: dict[str, Any], key: str, value: object, shown: str, at: Span, id: str) -> bool:
    if key not in got:
        got[key] = value
        return True
    book.find("HW114", at, f"({id}) has a second “{shown}”", "it could mean either; here the first counts", "leave one of the two out", points=(id,))
    return False


def _find_unreadable(book: Notebook, bad: Unreadable, field: str, id: str) -> None:
    book.find(
        "HW112", bad.at, f"“{field}” of ({id}): {bad.what}", "what cannot be read has no effect", bad.mend, points=(id,), fix=bad.fix,
    )  # fmt: skip


def _part(raw: str, part: str, low: int) -> Span:
    at = low + raw.find(part)
    return Span(at, at + len(part))
