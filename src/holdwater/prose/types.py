"""What the words of a sentence say of themselves: marks with their place, no judgement yet.

All spans are code points of the text that was read. A mark knows nothing of points; `read` and `check` put marks and points together.
"""

from holdwater.source import Span
from holdwater.typed import Literal, NamedTuple

HedgeKind = Literal["likelihood", "modal", "evidential", "denial", "stance", "approximation", "conditional"]
"""likelihood: "very likely"; modal: "may", "possible"; evidential: "it is evident", "seems" (boosters too); denial: "cannot be said with
certainty", "not clear"; stance: "in my view", "we know"; approximation: "at least", "usually"; conditional: "even on the assumption"."""

Mode = Literal["reported", "claimed", "confirmed", "repeated", "denied", "declined", "not denied", "quoted"]
SilenceKind = Literal["absence", "no reaction", "declined", "not denied", "unexplained", "not found"]
"""absence: something did not happen ("did not provoke any air intervention"); no reaction / declined: nobody answered ("declined to comment",
"has not released"); not denied; unexplained: "otherwise it is not clear why"; not found: a search or inquiry found nothing ("did not uncover")."""

Role = Literal["support", "explains", "mention"]


class Hedge(NamedTuple):
    """The words that say how sure the author is. `term` is the canonical spelling that the lexicon knows (None where it has no interval)."""

    at: Span
    text: str
    kind: HedgeKind
    term: str | None


class Attribution(NamedTuple):
    """Who said it, as written. `speaker` is the noun phrase alone, `name` its text folded to one line without articles; `verb` as written."""

    at: Span
    speaker: Span
    name: str
    verb: str
    mode: Mode
    anonymous: bool


class Silence(NamedTuple):
    """Words that report that something was not said, done, shown or found. `at` covers the cue, `clause` the clause it stands in."""

    at: Span
    clause: Span
    kind: SilenceKind


class Citation(NamedTuple):
    """A reference to a labelled point. `target` is the label as printed ("7", "9.164"); one Citation per target; `text` as printed."""

    at: Span
    text: str
    target: str
    role: Role


class Connective(NamedTuple):
    """Words that tie a sentence to others.

    `role`: therefore (this follows from what was said), given (the reasons follow the words, up to the comma), because (reasons after it, in the same
    sentence), explains (this would explain …), confirms (to confirm this hypothesis), otherwise, however, for example, assuming; sums (overall, in
    conclusion), adds (moreover), lists (first, second), grounds (that is because: the sentence is a reason for the one before), against (against this).
    """

    at: Span
    role: Literal[
        "therefore", "given", "because", "explains", "confirms", "otherwise", "however", "example", "assuming",
        "sums", "adds", "lists", "grounds", "against",
    ]  # fmt: skip


class DateMention(NamedTuple):
    """A date as written and as ISO 8601 (a day, a month, a year, or an interval `a/b`); `kind` says how it was meant."""

    at: Span
    text: str
    iso: str | None
    kind: Literal["day", "month", "year", "interval", "relative", "duration"]


class PlaceMention(NamedTuple):
    """A place where something is or happens. `latitude`, `longitude` in degrees where the gazetteer knows it, else None."""

    at: Span
    text: str
    latitude: float | None
    longitude: float | None


class Marks(NamedTuple):
    """Everything recognised in one stretch of text, each tuple in text order."""

    hedges: tuple[Hedge, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    silences: tuple[Silence, ...] = ()
    citations: tuple[Citation, ...] = ()
    connectives: tuple[Connective, ...] = ()
    dates: tuple[DateMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
