"""What any stage may say about a span: one value, rendered by the doors as text, JSON or HTML."""

from holdwater.source import Span
from holdwater.typed import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")
"""From the mildest to the gravest: `SEVERITIES.index` orders them."""


class Mark(NamedTuple):
    """A second place that the finding is about, and what it has to do with it."""

    at: Span
    label: str


class Fix(NamedTuple):
    """An edit that cannot change what the author means: `at` is replaced by `text`."""

    at: Span
    text: str


class Diagnostic(NamedTuple):
    """A finding. *error*: the case cannot be read as meant; *warning*: a fault of reasoning; *note*: a question worth asking.

    `points` holds the ids of the points it is about, the one at fault first. `message` stands alone; `why` says why it matters here,
    `mend` what the author can do. `silenced` is the reason that an `allow` gives; such a finding is there only for those who ask for it.
    """

    code: str
    name: str
    severity: Severity
    at: Span
    message: str
    why: str
    mend: str
    points: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    fix: Fix | None = None
    silenced: str | None = None
