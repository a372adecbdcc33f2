"""Does the hypothesis hold water? The public nouns and verbs; nothing is computed here, and nothing is imported until it is asked for.

>>> import holdwater
>>> note = holdwater.SourceText("note.txt", "1. The lights went out.\\n\\n2. Given (1), it is likely that a line failed.\\n")
>>> assessment = holdwater.assess(note)
>>> [claim.label for claim in assessment.index.case.claims]
['1', '2']
"""

__version__ = "0.1.0"

_HOMES = {
    "Assessment": "holdwater.walk",
    "Case": "holdwater.case.types",
    "Claim": "holdwater.case.types",
    "Diagnostic": "holdwater.diagnostics",
    "Fix": "holdwater.diagnostics",
    "Hypothesis": "holdwater.case.types",
    "Index": "holdwater.case.index",
    "Interval": "holdwater.credence",
    "Mark": "holdwater.diagnostics",
    "Refused": "holdwater.files",
    "Source": "holdwater.case.types",
    "SourceText": "holdwater.source",
    "Span": "holdwater.source",
    "Step": "holdwater.case.types",
    "Unreadable": "holdwater.files",
    "Weighing": "holdwater.weigh",
    "assess": "holdwater.walk",
    "load": "holdwater.formats",
    "open_case": "holdwater.walk",
    "weigh": "holdwater.weigh",
}

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.case.index import Index as Index
    from holdwater.case.types import Case as Case
    from holdwater.case.types import Claim as Claim
    from holdwater.case.types import Hypothesis as Hypothesis
    from holdwater.case.types import Source as Source
    from holdwater.case.types import Step as Step
    from holdwater.credence import Interval as Interval
    from holdwater.diagnostics import Diagnostic as Diagnostic
    from holdwater.diagnostics import Fix as Fix
    from holdwater.diagnostics import Mark as Mark
    from holdwater.files import Refused as Refused
    from holdwater.files import Unreadable as Unreadable
    from holdwater.formats import load as load
    from holdwater.source import SourceText as SourceText
    from holdwater.source import Span as Span
    from holdwater.walk import Assessment as Assessment
    from holdwater.walk import assess as assess
    from holdwater.walk import open_case as open_case
    from holdwater.weigh import Weighing as Weighing

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module 'holdwater' has no attribute {name!r}")
        from importlib import import_module

        home = import_module(_HOMES[name])
        return home if _HOMES[name] == f"holdwater.{name}" else getattr(home, name)  # a stage of that name, which can be called


def __dir__() -> list[str]:
    return sorted(["__version__", *_HOMES])
