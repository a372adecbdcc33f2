"""Waits for files to change, by looking at them again and again: no program of any system is needed for it."""

import os
import time
from collections.abc import Callable, Iterable, Iterator

Stamp = tuple[int, int, int] | None
"""What tells one state of a file from another: time of change, size, number of the file. None: it is not there."""

PAUSE = 0.25
"""Seconds between two looks."""


def stamp(path: str) -> Stamp:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def changes(
    paths: Callable[[], Iterable[str]], *, pause: float = PAUSE, sleep: Callable[[float], None] = time.sleep
) -> Iterator[list[str]]:
    """First every path, then, whenever there are any, those that have changed, are new, or are gone, in the order of `paths`. Never ends.

    paths: what to watch; asked for again at every look, so that new files are seen.
    """
    known = {path: stamp(path) for path in paths()}
    yield list(known)
    while True:
        sleep(pause)
        now = {path: stamp(path) for path in paths()}
        changed = [path for path in now if path not in known or known[path] != now[path]]
        changed += [path for path in known if path not in now]
        known = now
        if changed:
            yield changed
