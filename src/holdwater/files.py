"""Texts in and files out: reads what a person names, and writes whole files or nothing.

`load` takes bytes from outside and decides what they are; what it cannot take as text is `Unreadable`. `write` is atomic, and replaces
nothing that it was not told to.
"""

import os
import stat
import sys

from holdwater.source import SourceText

LIMIT = 16_000_000
"""Bytes that are read at most, unless the caller says otherwise."""

_BOMS = (  # the longer first: UTF-32 LE opens like UTF-16 LE
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_OTHER_FORMATS = {
    ".html": "a web page",
    ".htm": "a web page",
    ".xhtml": "a web page",
    ".pdf": "a PDF",
    ".docx": "a Word document",
    ".doc": "a Word document",
    ".odt": "an OpenDocument text",
    ".rtf": "a rich text file",
    ".epub": "an e-book",
}
_OPENINGS = ((b"%PDF-", ".pdf"), (b"{\\rtf", ".rtf"))


class Problem(Exception):
    """What went wrong with a file, in three parts: where, what was found, and what mends it."""

    def __init__(self, where: str, finding: str, mend: str) -> None:
        super().__init__(f"{where}: {finding}; {mend}")
        self.where = where
        self.finding = finding
        self.mend = mend


class Unreadable(Problem):
    """A text could not be taken in."""


class Refused(Problem):
    """A file was not written, and nothing was changed."""


def load(path: str, *, limit: int = LIMIT) -> SourceText:
    """The text of a file, or of standard input for "-".

    A byte order mark says the encoding and is taken off; without one it is UTF-8, and what is not UTF-8 is read as Windows-1252, with a
    note that says so. Line endings stay as they are. Raises `Unreadable` for what is missing, a folder, not text, too big, or broken.
    """
    if path == "-":
        name, data = "stdin", _standard_input(limit)
    else:
        name, data = path, _bytes(path, limit)
    return decode(name, data, limit=limit)


def decode(name: str, data: bytes, *, limit: int = LIMIT) -> SourceText:
    """The text that bytes hold, as `load` reads it: encoding, limit and refusals alike. `name` is what messages call it."""
    if len(data) > limit:
        raise Unreadable(name, f"is larger than {limit:,} bytes", "split it, or raise the limit with --max-size")
    ending = os.path.splitext(name)[1].lower()
    for opening, format_ending in _OPENINGS:
        if data.startswith(opening):
            ending = format_ending
    if ending in _OTHER_FORMATS:
        raise Unreadable(name, f"is {_OTHER_FORMATS[ending]}; holdwater reads plain text and Markdown", "save its text as .txt or .md")
    return _decode(name, data)


def write(path: str, text: str, *, force: bool = False, own: str | None = None) -> bool:
    """Writes a whole file as UTF-8, or leaves everything as it was. Returns False where the file already had this content.

    An existing file is replaced only with `force`, or where its first 400 characters hold `own`, the mark of a file that holdwater made.
    The new content is in place in one step: a reader, and a crash, sees the old file or the new one. Raises `Refused`.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        target = os.path.realpath(path)
        try:
            status = os.stat(target)
        except FileNotFoundError:
            status = None
        if status is not None and stat.S_ISDIR(status.st_mode):
            raise Refused(path, "is a folder", "name a file")
        if status is not None and not stat.S_ISREG(status.st_mode):  # a terminal, a pipe, /dev/null: written to, never replaced
            with open(path, "wb") as stream:
                stream.write(data)
            return True
        if status is not None and not force:
            if status.st_size == len(data) and _head(target, len(data)) == data:
                return False
            if own is None or own not in _head(target, 1600).decode("utf-8", "replace")[:400]:
                finding = "is there already, and holdwater did not make it" if own else "is there already, with other content"
                raise Refused(path, finding, "name another file with -o, or replace it with --force")
        _replace(target, data, stat.S_IMODE(status.st_mode) if status is not None else None)
    except OSError as error:
        raise Refused(path, f"cannot be written ({_reason(error)})", "name another file with -o") from error
    except ValueError as error:  # a NUL in the name
        raise Refused(path, f"is no name for a file ({error})", "name another file with -o") from error
    return True


def _replace(target: str, data: bytes, mode: int | None) -> None:
    folder = os.path.dirname(target)
    number = 0
    while True:
        temporary = os.path.join(folder, f".holdwater-{os.getpid()}-{number}.tmp")
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
            break
        except FileExistsError:
            number += 1
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise
    if hasattr(os, "O_DIRECTORY"):  # the new name is on the disk, too
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _head(path: str, size: int) -> bytes:
    with open(path, "rb") as stream:
        return stream.read(size)


def _bytes(path: str, limit: int) -> bytes:
    try:
        with open(path, "rb") as stream:
            return stream.read(limit + 1)
    except FileNotFoundError as error:
        raise Unreadable(path, "is not there", "check the name, or give - to read standard input") from error
    except IsADirectoryError as error:
        raise Unreadable(path, "is a folder", "name a file in it") from error
    except PermissionError as error:
        if os.path.isdir(path):  # what Windows says of a folder
            raise Unreadable(path, "is a folder", "name a file in it") from error
        raise Unreadable(path, "may not be read", "ask for permission to read it, or copy it") from error
    except OSError as error:
        raise Unreadable(path, f"cannot be read ({_reason(error)})", "check the name and the disk") from error
    except ValueError as error:
        raise Unreadable(path, f"is no name for a file ({error})", "check the name") from error


def _standard_input(limit: int) -> bytes:
    if sys.stdin is None:
        raise Unreadable("stdin", "is closed", "name a file, or send a text to standard input")
    try:
        return sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise Unreadable("stdin", f"cannot be read ({_reason(error)})", "name a file") from error


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _decode(name: str, data: bytes) -> SourceText:
    notes: tuple[str, ...] = ()
    encoding, shown, start = "utf-8", "UTF-8", 0
    for mark, marked, title in _BOMS:
        if data.startswith(mark):
            encoding, shown, start = marked, title, len(mark)
            break
    try:
        text = data[start:].decode(encoding)
        if encoding != "utf-8":
            notes = (f"read as {shown}, as its byte order mark says",)
    except UnicodeDecodeError as error:
        if start:
            at = start + error.start
            raise Unreadable(name, f"opens as {shown} but breaks off at byte {at}", "save it again as UTF-8") from error
        if b"\0" in data:
            raise _binary(name, data.index(b"\0")) from error
        text = _windows_1252(data)
        notes = (f"not UTF-8 (byte {error.start}): read as Windows-1252; save it as UTF-8 if letters look wrong",)
    if "\0" in text:
        raise _binary(name, text.index("\0"))
    return SourceText(name, text, notes)


def _binary(name: str, at: int) -> Unreadable:
    return Unreadable(name, f"is not a text: there is a NUL at {at}", "save its text as .txt or .md, in UTF-8")


def _windows_1252(data: bytes) -> str:
    """As browsers read it: the five bytes that Windows-1252 leaves open stand for the control characters of the same number."""
    text = data.decode("latin-1")
    table = {number: bytes((number,)).decode("cp1252", "ignore") or chr(number) for number in range(0x80, 0xA0)}
    return text.translate(table)
