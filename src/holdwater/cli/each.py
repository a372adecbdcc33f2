"""One thing done with each file, whatever becomes of the others."""

import gc
import sys
from collections.abc import Callable

from holdwater import files
from holdwater.cli.output import FAILED, complain, remark, say
from holdwater.source import SourceText


def do_each(
    paths: list[str], limit: int, do: Callable[[SourceText], int], *, apart: bool = False, name: str | None = None, cases: bool = False
) -> int:
    """Does one thing with each file and returns the gravest exit code; a file that fails does not keep the others from their turn."""
    worst = 0
    for number, path in enumerate(paths):
        try:
            source = files.load(path, limit=limit, extract=_extract)
            if path == "-" and name:
                source = source.renamed(name)
            if cases and not _is_case(source):
                continue
            if not source.text.strip():
                what = f"holds no text that can be read ({source.cut[0].what})" if source.cut else "is empty"
                raise files.Unreadable(source.name, what, "give it a text")
            for note in source.notes:
                remark(source.name, note)
            if apart and number:
                say("\n")
            worst = max(worst, _do(do, source))
        except files.Problem as problem:
            complain(problem)
            worst = FAILED
        except OSError:  # of standard output: `run` deals with it
            raise
        except Exception as error:
            if _developing():
                raise
            finding = f"is more than holdwater can take ({type(error).__name__}: {error})"
            mend = "the fault is holdwater's: please report it, with what `python -X dev -m holdwater` says"
            complain(files.Problem(path, finding, mend))
            worst = FAILED
    return worst


def _do(do: Callable[[SourceText], int], source: SourceText) -> int:
    """Does it with the garbage collector paused: a walk makes millions of records, and all of them live to its end."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return do(source)
    finally:
        if collecting:
            gc.enable()


def _extract(kind: str, name: str, data: bytes) -> SourceText:
    from holdwater.formats import extract

    return extract(kind, name, data)


def _is_case(source: SourceText) -> bool:
    if not source.text.startswith(("---", "\ufeff---")):
        return False
    from holdwater.case.parse import is_case

    return is_case(source.text)


def _developing() -> bool:
    return sys.flags.dev_mode
