"""The form of a case file as data: which fields stand under what, and the codes of the findings that parsing can make."""

from holdwater.diagnostics import Severity
from holdwater.typed import Literal

Holder = Literal["point", "hypothesis", "source", "watch"]
"""What fields stand under."""

FIELDS: dict[Holder, frozenset[str]] = {
    "point": frozenset(
        [
            "because", "against", "undercuts", "otherwise", "explains", "states", "if", "source", "denied by", "no comment", "when", "known",
            "retracted", "superseded by", "where", "quote", "at", "scheme", "cq", "note", "allow",
        ]
    ),
    "hypothesis": frozenset(["prior", "note", "allow"]),
    "source": frozenset(
        [
            "grade", "stake", "relays", "origin", "file", "url", "sha256", "author", "published", "outlet", "republished from", "note", "allow",
        ]
    ),
    "watch": frozenset(["by", "if", "outcome", "note", "allow"]),
}  # fmt: skip
NAMES = frozenset().union(*FIELDS.values())

WORDED = frozenset(("if", "cq", "allow"))
"""Names that a further word belongs to: `if H1:`, `cq 2:`, `allow HW305:`."""

SECTIONS = ("hypotheses", "points", "sources", "watch", "expect")
FRONT = ("holdwater", "title", "as-of", "words", "fabrication", "allow")

CODES: dict[str, tuple[str, Severity]] = {
    "HW101": ("dangling-reference", "error"),
    "HW102": ("duplicate-label", "error"),
    "HW103": ("unknown-field", "error"),
    "HW104": ("unknown-term", "error"),
    "HW105": ("list-number", "error"),
    "HW106": ("glued-field", "error"),
    "HW107": ("field-indent", "error"),
    "HW108": ("unlabelled-item", "note"),
    "HW109": ("bad-date", "error"),
    "HW110": ("front-matter", "error"),
    "HW111": ("nesting", "error"),
    "HW112": ("unreadable-value", "error"),
    "HW113": ("stray-item", "note"),
    "HW114": ("repeated-field", "error"),
    "HW115": ("undercut-misses", "error"),
    "HW116": ("mixed-questions", "error"),
    "HW117": ("empty-item", "error"),
}
"""Code -> name and severity. Each has a page of its own in `check/rules`, which says the same (a test sees to it)."""
