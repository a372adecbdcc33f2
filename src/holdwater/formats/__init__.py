"""Documents of other formats in (web pages, PDF, Word, mail), texts with a way back to the original out.

`load` is the door for programs, `extract` the one for what `files.load` has taken in: a document is parsed in a child process with limits, never
here. Read `child.py` first (the process, its limits, its answer), then `document.py` (what is answered), then one of `html.py`, `pdf.py`,
`docx.py`, `eml.py`: a format each, with a function `read` from bytes to a `Document`. `lock.py` is what a child may not do.
"""

from holdwater import files
from holdwater.formats.child import LIMITS, Limits, extract
from holdwater.source import SourceText

__all__ = ["LIMITS", "Limits", "extract", "load"]


def load(path: str, *, limit: int = files.LIMIT) -> SourceText:
    """The text of a file in any of the formats, or of standard input for "-". Raises `files.Unreadable`, as `files.load` does."""
    return files.load(path, limit=limit, extract=extract)
