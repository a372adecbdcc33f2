"""Documents of other formats in (web pages, PDF, Word, mail), texts with a way back to the original out.

`extract` is the door: what `files.load` hands to it is parsed in a child process with limits, never here. Read `child.py` first (the process, its
limits, its answer), then `document.py` (what is answered), then one of `html.py`, `pdf.py`, `docx.py`, `eml.py`: a format each, with a function
`read` from bytes to a `Document`. `lock.py` is what a child may not do.
"""

from holdwater.formats.child import LIMITS, Limits, extract

__all__ = ["LIMITS", "Limits", "extract"]
