"""The reader's own word lists (`data/*.csv` with `# title`, `# source`, `# licence`, `# version`), loaded once when first asked for."""

from functools import cache

from holdwater.lexicon.scale import PROSE, SCALES, data_lines, load_scale


@cache
def words(name: str) -> frozenset[str]:
    """One closed class of `words.csv`, e.g. `words("negation")`. Raises KeyError for a class that is not there."""
    return _classes()[name]


@cache
def _classes() -> dict[str, frozenset[str]]:
    _, rows = data_lines("words")
    return {name: frozenset(listed.split()) for name, listed in rows[1:]}


@cache
def speech() -> dict[str, tuple[str, str, str]]:
    """Every form of every reporting verb: form -> (mode, strength, which form: base, third, past, participle or ing)."""
    _, rows = data_lines("speech")
    table: dict[str, tuple[str, str, str]] = {}
    for forms, mode, strength in rows[1:]:
        base, third, past, *rest = forms.split()
        table.setdefault(base, (mode, strength, "base"))
        table.setdefault(third, (mode, strength, "third"))
        table.setdefault(past, (mode, strength, "past"))
        for form in rest[:-1]:
            table.setdefault(form, (mode, strength, "participle"))
        table.setdefault(rest[-1], (mode, strength, "ing"))
    return table


@cache
def phrases(name: str) -> dict[str, tuple[str, ...]]:
    """A list of phrases with what each is: `hedges` -> (kind, term), `connectives` -> (role,), `silence` -> (class, kind)."""
    _, rows = data_lines(name)
    return {row[0]: tuple(row[1:]) for row in rows[1:]}


@cache
def hedges() -> dict[str, tuple[str, str | None]]:
    """Every hedge or booster that prose may use: phrase -> (kind, canonical term or None). Terms of the published scales are among them."""
    table: dict[str, tuple[str, str | None]] = {}
    for name in SCALES:
        for spelling in load_scale(name).terms:
            table[spelling] = ("likelihood", spelling)
    for spelling, term in load_scale(PROSE).terms.items():
        table[spelling] = (term.kind, spelling)
    for phrase, (kind, canonical) in phrases("hedges").items():
        table[phrase] = (kind, canonical or None)
    return table
