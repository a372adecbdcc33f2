"""The texts in folders: cases wherever they lie, and the articles that the settings of their folder name, in the order of their names."""

import os
from collections.abc import Callable

from holdwater import files
from holdwater.settings import Settings, is_excluded, is_included
from holdwater.typed import NamedTuple

_NOBODYS = frozenset(("node_modules", "__pycache__", "site-packages"))
"""Folders in which programs keep what nobody here has written."""
_MARKED = ("pyvenv.cfg", "CACHEDIR.TAG")
"""What a virtual environment, and a cache, says of itself."""


class Gathered(NamedTuple):
    """The files to look at, and what could not be looked into."""

    paths: tuple[str, ...]
    problems: tuple[files.Problem, ...]


def gather(given: list[str], settings: Callable[[str], Settings | None], *, limit: int = files.LIMIT) -> Gathered:
    """Each path as it is, and in place of a folder the texts in it and below, each once.

    settings: those that hold in a folder. Hidden files and folders are passed over, as are links to folders, caches, virtual environments and
    what the settings exclude. A Markdown file counts as a case by its front matter, whatever its name.
    """
    paths: list[str] = []
    problems: list[files.Problem] = []
    seen = {os.path.realpath(path) for path in given if path != "-"}
    for path in given:
        if path == "-" or not os.path.isdir(path):
            paths.append(path)
            continue
        found = 0
        waiting = [path]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    listed = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                problems.append(files.Unreadable(folder, f"cannot be looked into ({(error.strerror or str(error)).lower()})", "ask for permission to read it"))
                continue
            if folder != path and any(entry.name in _MARKED for entry in listed):
                continue
            here = settings(folder)
            below = []
            for entry in listed:
                shown = entry.name if folder == os.curdir else os.path.join(folder, entry.name)
                if entry.name.startswith(".") or (here is not None and is_excluded(here, shown)):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in _NOBODYS:
                        below.append(shown)
                elif entry.is_file():
                    real = os.path.realpath(shown)
                    found += real in seen
                    if real not in seen and ((here is not None and is_included(here, shown)) or _is_case(shown, limit)):
                        seen.add(real)
                        paths.append(shown)
                        found += 1
            waiting.extend(reversed(below))
        if not found:
            finding = "is a folder without a case, and no settings name articles in it"
            problems.append(files.Unreadable(path, finding, "name files, or name articles in the settings: include = [\"*.txt\"]"))
    return Gathered(tuple(paths), tuple(problems))


def _is_case(path: str, limit: int) -> bool:
    """Whether a file is a Markdown file with `holdwater: 1` in its front matter; one that cannot be read is for the reader to say so."""
    if os.path.splitext(path)[1].lower() not in (".md", ".markdown"):
        return False
    try:
        with open(path, "rb") as stream:
            opening = stream.read(4)
        if not opening.startswith((b"---", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
            return False
        from holdwater.case.parse import is_case

        return is_case(files.load(path, limit=limit).text)
    except (OSError, files.Problem):
        return True
