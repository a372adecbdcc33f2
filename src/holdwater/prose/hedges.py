"""Hedges and boosters: how sure the author says to be."""

from holdwater.lexicon.lists import words
from holdwater.prose.cues import Cue
from holdwater.prose.tokens import Tokens
from holdwater.prose.types import Hedge, HedgeKind
from holdwater.typed import cast

_AFTER_CLEAR = frozenset(["that", "from", "to", "how", "why", "what", "when", ",", ".", ";", ":", "enough"])


def find_hedges(tokens: Tokens, cues: list[Cue]) -> list[Hedge]:
    """The hedges among the cues, without the readings that the neighbouring words rule out ("as soon as possible", "May 7", "clear water")."""
    found: list[Hedge] = []
    for cue in cues:
        if cue.list != "hedges" or not _hedges(tokens, cue):
            continue
        kind, term = cue.value
        first = cue.first
        if cue.last - first > 2 and tokens.low[first] == "it" and tokens.low[first + 1] in ("is", "was"):
            first += 2
        elif cue.last - first > 1 and tokens.low[first] == "it":
            first += 1
        at = tokens.span_of(first, cue.last - 1)
        if found and (joined := _joined(tokens, found[-1], cue, first)) is not None:
            found[-1] = joined
            continue
        found.append(Hedge(at, tokens.text[at.start : at.end], cast(HedgeKind, kind), term))
    return found


def _joined(tokens: Tokens, before: Hedge, cue: Cue, first: int) -> Hedge | None:
    """One hedge out of two that are one phrase: "we judge with moderate confidence", "I do not think it is possible"."""
    between = tokens.low[tokens.first_at(before.at.end) : first]
    confident = (
        before.kind == "stance" and (between == ["with"] or (not between and cue.phrase.startswith("with "))) and cue.value[0] == "stance"
    )
    denied = before.kind == "denial" and between == ["it", "is"] and cue.phrase.endswith(("possible", "safe"))
    if not (confident or denied):
        return None
    at = before.at._replace(end=tokens.ends[cue.last - 1])
    return Hedge(at, tokens.text[at.start : at.end], before.kind, cue.value[1] if confident else before.term)


def _hedges(tokens: Tokens, cue: Cue) -> bool:
    if cue.phrase == "up to":
        number = tokens.low[cue.last] if cue.last < len(tokens) else ""
        return number[:1].isdigit() or number in words("counting") or number[:1] in "£$€"
    if cue.phrase == "must be" and tokens.low[cue.last : cue.last + 1] and tokens.low[cue.last].endswith("ed"):
        return False  # "must be resolved"
    if cue.last - cue.first > 1:
        return not (
            cue.phrase in ("we consider", "i consider") and tokens.low[cue.last : cue.last + 1] and tokens.low[cue.last] in words("asides")
        )
    before = tokens.low[cue.first - 1] if cue.first else ""
    after = tokens.low[cue.last] if cue.last < len(tokens) else ""
    phrase = cue.phrase
    if phrase in words("never_alone"):
        return False
    if phrase in words("predicative"):
        return before in words("before_adjective") and after in _AFTER_CLEAR
    if phrase in words("verbs"):
        return after in words("adjectives")
    if phrase in ("may", "might"):
        named = (before in words("determiner") and before not in words("relative")) or before in words("preposition")
        return not tokens.capital(cue.first) and after not in ("of",) and not named
    if phrase == "could":
        return not (after == "not" and tokens.low[cue.last + 1 : cue.last + 2] in (["remember"], ["recall"], ["recollect"]))
    if phrase in ("possible", "potentially"):
        return before not in words("counting") and before not in ("as", "if", "where", "wherever", "whenever", "every", "all")
    if phrase == "indication":
        return before not in ("no", "without", "first")
    if phrase in ("likelihood", "possibility", "possibilities"):
        return before != "no" and before not in words("ordinals")
    if phrase == "alleged":
        return after != "that"
    if phrase == "hardly":
        return cue.first == 0 or before in (".", "?", "!", "”", '"')
    if phrase == "normally":
        return after not in (".", ",", ";")
    return True
