"""Texts in and files out: reads what a person names, and writes whole files or nothing.

`load` takes bytes from outside and decides what they are; what it cannot take as text is `Unreadable`. `write` is atomic, and replaces
nothing that it was not told to.
"""

import os
import stat
import sys
from collections.abc import Callable

from holdwater.source import SourceText

Extract = Callable[[str, str, bytes], SourceText]
"""What makes a text of a document in another format: its kind (`"html"`, `"pdf"`, `"docx"`, `"eml"`), name and bytes in."""

LIMIT = 16_000_000
"""Bytes that are read at most, unless the caller says otherwise."""

_BOMS = (  # the longer first: UTF-32 LE opens like UTF-16 LE
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_KINDS = {".html": "html", ".htm": "html", ".xhtml": "html", ".mht": "eml", ".mhtml": "eml", ".pdf": "pdf", ".docx": "docx", ".eml": "eml"}
FORMATS = {"html": "a web page", "pdf": "a PDF", "docx": "a Word document", "eml": "a mail"}
"""What each kind is called."""
_UNREAD = {
    ".doc": "a Word document of the old format",
    ".odt": "an OpenDocument text",
    ".rtf": "a rich text file",
    ".epub": "an e-book",
    ".zip": "an archive",
}
_OPENINGS = ((b"%PDF-", ".pdf"), (b"{\\rtf", ".rtf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"), (b"PK\x03\x04", ".zip"), (b"PK\x05\x06", ".zip"))
_STALE = 86_400.0
"""Seconds after which a half-written file is nobody's, whoever has its number now."""
_HEAD = 1024
"""Bytes at the beginning in which a format shows itself."""


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


def load(path: str, *, limit: int = LIMIT, extract: Extract | None = None) -> SourceText:
    """The text of a file, or of standard input for "-".

    A byte order mark says the encoding and is taken off; without one it is UTF-8, and of what is not UTF-8 the encoding is guessed, with a
    note that says so. Line endings stay as they are. What is in another format is handed to `extract`. Raises `Unreadable` for what is missing,
    a folder, not text, too big, broken, and, without `extract`, in another format.
    """
    if path == "-":
        name, data = "stdin", _standard_input(limit)
    else:
        name, data = path, _bytes(path, limit)
    return decode(name, data, limit=limit, extract=extract)


def decode(name: str, data: bytes, *, limit: int = LIMIT, extract: Extract | None = None) -> SourceText:
    """The text that bytes hold, as `load` reads it: encoding, limit and refusals alike. `name` is what messages call it."""
    if len(data) > limit:
        raise Unreadable(name, f"is larger than {limit:,} bytes", "split it, or raise the limit with --max-size, as in --max-size 64M")
    kind = _kind(name, data)
    if kind in FORMATS and extract is not None:
        return extract(kind, name, data)
    if kind:
        what = FORMATS.get(kind) or _UNREAD[kind]
        raise Unreadable(name, f"is {what}, which is not read here", "save its text as .txt or .md")
    return _decode(name, data)


def _kind(name: str, data: bytes) -> str:
    """The kind of a document in another format, by what its bytes show and then by its ending; "" for a text."""
    ending = os.path.splitext(name)[1].lower()
    for opening, shown in _OPENINGS:
        if data.startswith(opening):
            if shown == ".zip":  # an archive, and what is made of one
                return "docx" if b"word/" in data or ending == ".docx" else ending if ending in _UNREAD else ".zip"
            return _KINDS.get(shown, shown)
    head = data[:_HEAD]
    if b"%PDF-" in head and ending == ".pdf":
        return "pdf"
    if _opens_as_page(head):
        return "html"
    if _opens_as_mail(data[: 64 * _HEAD]):
        return "eml"
    if ending in _UNREAD:
        return ending
    kind = _KINDS.get(ending, "")
    if kind in ("pdf", "docx") and data and not _kind("", data):
        raise Unreadable(name, f"is called {ending}, but is not {FORMATS[kind]}", "look at what it is, and name it accordingly")
    return kind


def _opens_as_page(head: bytes) -> bool:
    """Does it begin with `<html` or a document type, behind a byte order mark, white space, comments and an XML declaration?"""
    if b"<" not in head[:64]:
        return False
    text = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip().lower()
    while text.startswith((b"<!--", b"<?xml")):
        _, closed, text = text.partition(b"-->" if text.startswith(b"<!--") else b"?>")
        text = text.lstrip()
        if not closed:
            return False
    return text.startswith(b"<!doctype html") or (text.startswith(b"<html") and text[5:6] in (b">", b" ", b"\t", b"\r", b"\n"))


def _opens_as_mail(head: bytes) -> bool:
    """Does it begin with header fields, among them one that mail programs write and people do not?"""
    name, colon, _ = head[:80].partition(b":")
    if not colon or not name.replace(b"-", b"").isalnum():
        return False
    fields = set()
    for line in head.split(b"\n"):
        line = line.rstrip(b"\r")
        if not line:
            break
        name, colon, _ = line.partition(b":")
        if line[:1] not in b" \t":
            if not colon or not name.replace(b"-", b"").replace(b"_", b"").isalnum():
                return False
            fields.add(name.lower())
    return b"from" in fields and bool(fields & {b"mime-version", b"received", b"message-id", b"return-path"})


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
        _take_away(temporary)
        raise
    _sweep(folder)
    if hasattr(os, "O_DIRECTORY"):  # the new name is on the disk, too
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _take_away(temporary: str) -> None:
    try:
        os.unlink(temporary)
    except FileNotFoundError:  # taken for a dead writer's by one who does not see this process, from another container, say
        return


def _sweep(folder: str) -> None:
    """Takes away what writers that were killed have left in a folder: regular files of ours, of that one pattern, whose writer is no more.

    Nothing is followed and nothing said: what cannot be looked at, or taken away, stays.
    """
    try:
        with os.scandir(folder) as entries:
            left = [(entry, pid) for entry in entries if (pid := _writer(entry.name)) is not None]
    except OSError:
        return
    for entry, pid in left:
        try:
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(status.st_mode) and _is_own(status) and (_is_dead(pid) or _is_old(status)):
                os.unlink(entry.path)
        except OSError:
            continue


def _writer(name: str) -> int | None:
    """The process that a half-written file is of, by its name; None for any other file."""
    opening, ending = ".holdwater-", ".tmp"
    if not (name.startswith(opening) and name.endswith(ending)):
        return None
    pid, dash, number = name[len(opening) : -len(ending)].partition("-")
    digits = pid + number
    return int(pid) if dash and pid and number and digits.isascii() and digits.isdecimal() and len(digits) < 20 else None


def _is_own(status: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or status.st_uid == os.getuid()


def _is_dead(pid: int) -> bool:
    """Whether no process has this number. Asked only where asking does no harm: on Windows signal 0 would end it."""
    if os.name != "posix" or pid < 1:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # somebody else's, or no number that a process can have
        return False
    return False


def _is_old(status: os.stat_result) -> bool:
    from time import time

    return time() - status.st_mtime > _STALE


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
        return _guessed(name, data)
    if "\0" in text:
        if not start:
            return _guessed(name, data)
        raise _binary(name, text.index("\0"))
    return SourceText(name, text, notes, digest=_digest(data) if start else None)


def _guessed(name: str, data: bytes) -> SourceText:
    from holdwater.encoding import guess_text

    guessed = guess_text(data)
    if guessed is None:
        raise _binary(name, data.index(b"\0"))
    return SourceText(name, guessed.text, (guessed.note,), digest=_digest(data))


def _digest(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


def _binary(name: str, at: int) -> Unreadable:
    return Unreadable(name, f"is not a text: there is a NUL at {at}", "save its text as .txt or .md, in UTF-8")
