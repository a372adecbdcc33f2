"""What a model answered, taken apart with care: a size, a depth and a form are asked of it before anything in it is looked at."""

import json

from holdwater.propose.types import HOWS, KINDS, Dropped, Suggestion
from holdwater.typed import Any

DEEPEST = 8
"""Brackets inside brackets. The form asked for needs four."""
MOST = 200
"""Suggestions that are looked at in one answer."""
_LONGEST = 2_000
"""Characters of a text in an answer. Sixty words are fewer."""


class Broken(Exception):
    """An answer is not the JSON that was asked for."""


def load(text: str) -> Any:
    """The JSON value of a text. Raises `Broken` for what is none, is nested too deeply, or holds numbers that no program takes."""
    depth = deepest = 0
    quoted = escaped = False
    for char in text:
        if quoted:
            if escaped:
                escaped = False
            elif char == "\\":
                escaped = True
            elif char == '"':
                quoted = False
        elif char == '"':
            quoted = True
        elif char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    if deepest > DEEPEST:
        raise Broken(f"it is nested {deepest} deep")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Broken("it is not JSON") from error


def read_object(text: str) -> dict[str, Any]:
    """The one JSON object of an answer, whatever fence or talk is around it. Raises `Broken`."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        raise Broken("there is no JSON object in it")
    found = load(text[start : end + 1])
    if not isinstance(found, dict):
        raise Broken("it is no JSON object")
    return found


def read_suggestions(text: str) -> tuple[list[Suggestion], list[Dropped]]:
    """The suggestions in the answer to the first question, and what in it is of another form. Raises `Broken`."""
    listed = read_object(text).get("proposals")
    if not isinstance(listed, list):
        raise Broken("it has no list of proposals")
    taken: list[Suggestion] = []
    dropped: list[Dropped] = []
    for entry in listed[:MOST]:
        read = _read(entry)
        if isinstance(read, Suggestion):
            if read not in taken:
                taken.append(read)
        else:
            dropped.append(read)
    if len(listed) > MOST:
        dropped.append(Dropped(None, "", f"{len(listed) - MOST:,} more than the {MOST} that are looked at in one answer"))
    return taken, dropped


def _read(entry: Any) -> Suggestion | Dropped:
    if not isinstance(entry, dict):
        return Dropped(None, "", "is not of the form asked for")
    kind = next((each for each in KINDS if entry.get("kind") == each), None)
    quote = entry.get("quote")
    if not isinstance(quote, str) or len(quote) > _LONGEST:
        return Dropped(kind, "", "quotes nothing" if quote is None or quote == "" else "has a quote that is no text, or too long a one")
    if kind is None:
        return Dropped(None, quote, "is of a kind that was not asked for")
    inside, of, given, number = entry.get("in"), entry.get("of"), entry.get("from"), entry.get("question")
    how = next((each for each in HOWS if entry.get("how") == each), "because" if entry.get("how") is None else None)
    scheme = entry.get("scheme")
    given = [] if given is None else given
    good = (
        (of is None or _is_label(of))
        and (inside is None or _is_label(inside))
        and isinstance(given, list)
        and len(given) <= 12
        and all(map(_is_label, given))
        and how is not None
        and (scheme is None or _is_label(scheme))
        and (number is None or (type(number) is int and 0 < number < 100))
    )
    if not good or how is None:
        return Dropped(kind, quote, "is not of the form asked for")
    return Suggestion(kind, quote, inside or None, of or None, tuple(dict.fromkeys(given)), how, scheme, number)


def _is_label(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 64 and value.isprintable()


def read_verdict(text: str) -> tuple[bool, str | None]:
    """The answer to a question about one proposal: whether it holds, and the words asked for, if any. Raises `Broken`."""
    found = read_object(text)
    holds, words = found.get("holds"), found.get("text")
    if type(holds) is not bool or not (words is None or (isinstance(words, str) and len(words) <= _LONGEST)):
        raise Broken("it does not say whether it holds")
    return holds, words
