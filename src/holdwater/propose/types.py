"""The nouns of this room: what a model is asked, what it suggests, and what becomes of that."""

from typing import Any, Literal, NamedTuple, Protocol

from holdwater.source import Span

Kind = Literal["point", "link", "rival", "scheme", "answer", "indicator"]
KINDS: tuple[Kind, ...] = ("point", "link", "rival", "scheme", "answer", "indicator")
How = Literal["because", "against", "explains"]
HOWS: tuple[How, ...] = ("because", "against", "explains")

CALLED: dict[Kind, tuple[str, str]] = {
    "point": ("point", "points"),
    "link": ("link", "links"),
    "rival": ("rival hypothesis", "rival hypotheses"),
    "scheme": ("scheme of argument", "schemes of argument"),
    "answer": ("answer to a critical question", "answers to critical questions"),
    "indicator": ("indicator", "indicators"),
}


class Request(NamedTuple):
    """One question to a model: what it is to do, the data as JSON, and the JSON schema of the answer."""

    task: str
    data: str
    schema: dict[str, Any]

    @property
    def size(self) -> int:
        return len(self.task) + len(self.data)


class Model(Protocol):
    """Whatever answers requests. It is given no tools, and its answer is text that nobody has looked at yet."""

    def propose(self, request: Request) -> str: ...


class Sentence(NamedTuple):
    """A sentence of the article. label: what the model calls it, the id of its point where it is one. claim: that id, else None."""

    label: str
    at: Span
    text: str
    claim: str | None


class Suggestion(NamedTuple):
    """What a model put forward, of the right form and not yet looked at. inside: the label of the sentence that it quotes, if it said so."""

    kind: Kind
    quote: str
    inside: str | None = None
    of: str | None = None
    given: tuple[str, ...] = ()
    how: How = "because"
    scheme: str | None = None
    number: int | None = None


class Addition(NamedTuple):
    """A proposal that stands: a field under the item `under`, or an item of its own with its fields.

    rests_on: where the sentences stand that it was made from, and nothing else. lost: what the model's quote had left out of its sentence
    (the sentence has it). text: of an item, its words. new: of a new point, the label of its sentence, under which links may name it.
    """

    kind: Kind
    rests_on: tuple[Span, ...]
    under: str | None = None
    fields: tuple[str, ...] = ()
    text: str | None = None
    lost: tuple[str, ...] = ()
    new: str | None = None


class Dropped(NamedTuple):
    """A suggestion that came to nothing, and why."""

    kind: Kind | None
    quote: str
    reason: str


class Outcome(NamedTuple):
    """The case with its new proposals, those in order, and what was dropped. requests: how many questions were asked."""

    text: str
    added: tuple[Addition, ...]
    dropped: tuple[Dropped, ...]
    requests: int
