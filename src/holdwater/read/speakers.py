"""Speakers to sources: one source for one speaker, however named, and who repeats whom."""

from holdwater.case.types import Link, Report, Source
from holdwater.lexicon.lists import words
from holdwater.prose.types import Attribution
from holdwater.source import Span
from holdwater.typed import NamedTuple

_SAYS = frozenset(("reported", "claimed", "confirmed", "repeated", "quoted"))


class Speakers(NamedTuple):
    """`sources` without the document itself; `of` gives the source id of an attribution by the start of its span."""

    sources: tuple[Source, ...]
    of: dict[int, str]


def name_sources(text: str, attributions: tuple[Attribution, ...]) -> Speakers:
    """Sources for all speakers that are named or described; pronouns stand for nobody here.

    Two names are one source if their words are the same once acronyms defined in the text ("Ministry of Defense (MOD)") and the two spellings of
    -ce/-se are folded, or if a single surname ends a name that came before.
    """
    acronyms = _acronyms(text)
    made: list[Source] = []
    by_key: dict[tuple[str, ...], str] = {}
    by_surname: dict[str, str] = {}
    of: dict[int, str] = {}
    taken = {"article"}
    relays: dict[str, Link] = {}
    before: Attribution | None = None
    for attribution in attributions:
        name = attribution.name
        if name.casefold() in words("pronoun") or name.casefold() in words("collective"):
            continue
        key = _key(name, acronyms)
        if not key:
            continue
        source_id = by_key.get(key)
        if source_id is None and len(key) == 1:
            source_id = by_surname.get(key[0])
        if source_id is None:
            source_id = _slug(name, key, acronyms, taken)
            taken.add(source_id)
            made.append(Source(source_id, name, attribution.speaker, attribution.speaker, anonymous=attribution.anonymous))
            if name.split()[0][:1].isupper() and 1 < len(key) <= 3 and key[-1] not in words("speaker"):
                by_surname.setdefault(key[-1], source_id)
        by_key.setdefault(key, source_id)
        of[attribution.at.start] = source_id
        if attribution.mode == "repeated" and before is not None and attribution.at.start - before.at.end <= 8 and before.at.start in of:
            origin = of[before.at.start]
            if origin != source_id:
                relays.setdefault(source_id, Link(origin, attribution.at))
        before = attribution
    return Speakers(tuple(source._replace(relays=(relays[source.id],)) if source.id in relays else source for source in made), of)


def _acronyms(text: str) -> dict[str, tuple[str, ...]]:
    """Acronyms that the text spells out: "(MOD)" behind a name whose words begin with its letters -> the words of the name."""
    found: dict[str, tuple[str, ...]] = {}
    at = text.find("(")
    while at >= 0:
        end = text.find(")", at, at + 12)
        inner = text[at + 1 : end] if end > 0 else ""
        if 2 <= len(inner) <= 8 and inner.isupper() and inner.isalpha():
            before = text[max(0, at - 120) : at].split()
            capitals = [word.strip('"“‘,.') for word in before]
            for size in range(1, min(len(capitals), 9) + 1):
                tail = capitals[-size:]
                capital = "".join(word[0] for word in tail if word[:1].isupper())
                every = "".join(word[:1] for word in tail).upper()
                if inner in (capital, every) and tail[0][:1].isupper():
                    found[inner.casefold()] = tuple(_fold(word) for word in tail if word[:1].isupper())
                    break
        at = text.find("(", at + 1)
    return found


def _fold(word: str) -> str:
    low = word.casefold().strip(".,'’\"“”()")
    for suffix in ("'s", "’s"):
        low = low.removesuffix(suffix)
    return low[:-2] + "se" if low.endswith("ce") and len(low) > 5 else low


def _key(name: str, acronyms: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What two names of one speaker have in common: their content words in order, acronyms spelled out."""
    parts: list[str] = []
    for word in name.split():
        if word.startswith("(") and word.strip("()").casefold() in acronyms:
            continue
        low = _fold(word)
        parts.extend(acronyms.get(low, (low,)))
    while len(parts) > 1 and parts[0] in words("title"):
        parts.pop(0)
    while len(parts) > 1 and parts[-1] in words("postnominal"):
        parts.pop()
    content = [part for part in parts if part and part not in words("determiner") and part not in ("of", "for", "and", "in")]
    return tuple(dict.fromkeys(content))


def _slug(name: str, key: tuple[str, ...], acronyms: dict[str, tuple[str, ...]], taken: set[str]) -> str:
    """A short id: the acronym where there is one, else the last word of a person's name, else the first words."""
    short = next((acronym for acronym, spelled in acronyms.items() if set(spelled) - {"of", "for", "and", "the"} <= set(key)), None)
    if short is None:
        spoken = [word.casefold().strip(".,'’\"“”()") for word in name.split()]
        plain = [word.removesuffix("'s").removesuffix("’s") for word in spoken if _fold(word) in key] or list(key)
        short = "-".join(plain[:3])
    letters = "".join(c if c.isascii() and c.isalnum() else " " for c in short)
    short = "-".join(letters.split()) or "source"
    candidate, number = short, 1
    while candidate in taken or candidate[0].isdigit():
        number += 1
        candidate = f"{'s-' if short[0].isdigit() else ''}{short}-{number}"
    return candidate


def reports_of(attributions: tuple[Attribution, ...], of: dict[int, str]) -> tuple[Report, ...]:
    """Who says, denies or declines to comment, as the fields of a point; a source counts once in each way."""
    found: dict[tuple[str, str], Report] = {}
    for attribution in attributions:
        source = of.get(attribution.at.start)
        if source is None:
            continue
        if attribution.mode in _SAYS:
            report = Report(source, attribution.at)
        elif attribution.mode == "denied":
            report = Report(source, attribution.at, mode="denies")
        else:
            report = Report(source, attribution.at, mode="no comment")
        found.setdefault((source, report.mode), report)
    return tuple(found.values())


def document_source(title: str | None, end: int) -> Source:
    """The document itself, as the first source."""
    at = Span(0, end)
    return Source("article", title or "The document", at, at)
