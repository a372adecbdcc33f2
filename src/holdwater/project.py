"""The folder a case belongs to, and reading the files it names: from the folder of the case, never from outside its project."""

import os
import stat

from holdwater import files
from holdwater.source import SourceText

MARKERS = ("holdwater.toml", "pyproject.toml", ".git")
"""What the topmost folder of a project holds at least one of."""


class Outside(files.Problem):
    """A file that a case names and may not have: it lies outside the project, or is no file of it at all."""


def find_root(folder: str) -> str:
    """The nearest folder, upward from this one, that holds one of `MARKERS`; this one where none does."""
    start = at = os.path.realpath(folder)
    while True:
        if any(os.path.exists(os.path.join(at, marker)) for marker in MARKERS):
            return at
        above = os.path.dirname(at)
        if above == at:
            return start
        at = above


def find_file(written: str, folder: str, root: str) -> str:
    """The real path of the file that a case in `folder` calls `written`; links are followed, and have to end inside `root`.

    Raises `Outside` for an address, an absolute path, what leads out of `root`, and what is hidden in it, where settings and secrets are kept.
    """
    if "://" in written or written.lower().startswith(("file:", "http:", "https:")):
        raise Outside(
            written, "is an address, and nothing is fetched", "save its text beside the case and name that; the address goes under `url`"
        )
    if os.path.isabs(written) or written.startswith(("/", "\\")) or written[1:2] == ":":
        raise Outside(written, "is an absolute path", "write the path from the folder of the case")
    try:
        found, top = os.path.realpath(os.path.join(folder, written)), os.path.realpath(root)
        if found != top and os.path.commonpath((found, top)) == top:
            if any(part.startswith(".") for part in os.path.relpath(found, top).split(os.sep)):
                raise Outside(
                    written, "is hidden (its name, or that of a folder above it, begins with a full stop)", "copy the text beside the case"
                )
            return found
    except ValueError as error:  # a NUL in the name, a letter that no file system takes, another drive
        raise files.Unreadable(written, "is no name for a file", "check the name") from error
    except OSError as error:
        raise files.Unreadable(written, f"cannot be read ({_reason(error)})", "check the name") from error
    raise Outside(written, "lies outside the project of the case", "move it inside, or name the topmost folder with --root")


def read_file(path: str, *, name: str, limit: int = files.LIMIT) -> tuple[SourceText, str]:
    """A text and the SHA-256 of its bytes. `path` is one from `find_file`, `name` what messages call it.

    Only a regular file is opened, and no link: what stood at the path when it was found is what is read. Raises `files.Unreadable`.
    """
    from hashlib import sha256

    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags)
        try:
            mode = os.fstat(handle).st_mode
            if not stat.S_ISREG(mode):
                raise files.Unreadable(name, "is a folder" if stat.S_ISDIR(mode) else "is no ordinary file", "name a text")
            with open(handle, "rb", closefd=False) as stream:
                data = stream.read(limit + 1)
        finally:
            os.close(handle)
    except FileNotFoundError as error:
        raise files.Unreadable(name, "is not there", "check the name; it is looked for from the folder of the case") from error
    except PermissionError as error:
        raise files.Unreadable(name, "may not be read", "ask for permission to read it, or copy it") from error
    except OSError as error:
        raise files.Unreadable(name, f"cannot be read ({_reason(error)})", "check the name") from error
    return files.decode(name, data, limit=limit, extract=_extract), sha256(data).hexdigest()


def _extract(kind: str, name: str, data: bytes) -> SourceText:
    from holdwater.formats import extract

    return extract(kind, name, data)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
