"""The encoding of a document that may name it: what the document says is a hint, its bytes decide."""

import codecs
import re

from holdwater.encoding import guess_text, windows_1252

_NAMED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_USUAL = ("ascii", "latin-1", "cp1252", "cp1251", "koi8-r", "cp866", "iso8859-5", "utf-16-le", "utf-16-be", "utf-16", "cp437")
_WEB = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "utf-16": "utf-8"}
"""What these names mean on the web, where they are written for another encoding so often that browsers read them so."""


def load_codecs(data: bytes) -> None:
    """Loads the codecs that a document names, and the usual ones: later no file can be opened."""
    for name in _USUAL:
        codecs.lookup(name)
    for found in list(dict.fromkeys(_NAMED.findall(data)))[:200]:
        find_codec(found.decode("ascii", "replace"))


def find_codec(name: str) -> str | None:
    """The codec of an encoding, by a name that a document gives; None for what is no encoding of text."""
    wanted = name.strip().strip("\"'").lower()
    try:
        codec = codecs.lookup(_WEB.get(wanted, wanted))
    except (LookupError, ValueError, UnicodeError, OSError):
        return None
    return codec.name if getattr(codec, "_is_text_encoding", True) and codec.name not in ("idna", "punycode", "undefined", "unicode_escape") else None


def decode(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """The text, and what there is to say of its encoding: by byte order mark, strict UTF-8, the declared encoding, a guess, in this order.

    >>> decode("Čísla".encode("cp1250"), "windows-1250")
    ('Čísla', ('read as windows-1250, as it says',))
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(marked, "replace"), ()
    codec = find_codec(declared) if declared else None
    seven_bit = codec is not None and codec.startswith(("iso2022", "hz", "utf-7"))
    if not seven_bit:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            if "\0" not in text:
                return text, ()
            wide = guess_text(data)
            return (wide.text, (wide.note,)) if wide is not None else (text.replace("\0", ""), (f"{text.count(chr(0))} NUL characters were left out",))
    if codec is not None and codec not in ("utf-8", "utf-16", "utf-32") and declared:
        text = windows_1252(data) if codec == "cp1252" else data.decode(codec, "replace")
        return text, (f"read as {declared.strip().lower()}, as it says",)
    guessed = guess_text(data) or guess_text(data.replace(b"\0", b""))
    if guessed is None:
        return data.decode("utf-8", "replace"), ()
    return guessed.text, (guessed.note,)
