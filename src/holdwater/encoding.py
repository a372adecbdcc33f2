"""What encoding the bytes of a text are in, where no mark says so and they are not UTF-8. Always a guess, and always with a note that says it."""

from holdwater.typed import NamedTuple

_SAMPLE = 100_000
"""Bytes that are looked at to choose."""
_CYRILLIC = (("cp1251", "Windows-1251"), ("koi8_r", "KOI8-R"), ("cp866", "CP866"), ("iso8859_5", "ISO 8859-5"))
_FREQUENT = frozenset("оеаинтсрвлкмдпу")
"""The fifteen most frequent letters of Russian: about three letters of four."""
_ADVICE = "save it as UTF-8 if letters look wrong"


class Decoded(NamedTuple):
    """A text, and what was assumed to get it."""

    text: str
    note: str


def guess_text(data: bytes) -> Decoded | None:
    """The text of bytes without a byte order mark that are not UTF-8, or are UTF-8 with a NUL in it; None for what is no text.

    UTF-16 shows by its NULs. UTF-8 in which bytes of another encoding stand here and there is read as UTF-8, these as Windows-1252. Of encodings
    of one byte a letter it is a Cyrillic one where most letters beyond ASCII stand in runs and read like Russian, else Windows-1252.

    >>> guess_text("Причал закрыт с утра.".encode("koi8_r"))
    Decoded(text='Причал закрыт с утра.', note='not UTF-8 (byte 0): read as KOI8-R; save it as UTF-8 if letters look wrong')
    """
    if b"\0" in data:
        return _utf_16(data)
    mixed = _mixed(data)
    if mixed is not None:
        return mixed
    at = _first_fault(data)
    codec, shown = _single_byte(data[:_SAMPLE])
    text = windows_1252(data) if codec == "cp1252" else data.decode(codec, "replace")
    return Decoded(text, f"not UTF-8 (byte {at}): read as {shown}; {_ADVICE}")


def windows_1252(data: bytes) -> str:
    """As browsers read it: the five bytes that Windows-1252 leaves open stand for the control characters of the same number."""
    text = data.decode("latin-1")
    table = {number: bytes((number,)).decode("cp1252", "ignore") or chr(number) for number in range(0x80, 0xA0)}
    return text.translate(table)


def _first_fault(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _utf_16(data: bytes) -> Decoded | None:
    """The NULs of most alphabets stand all at even or all at odd places, and decoding leaves none."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    for codec, shown, zeros, others in (("utf-16-le", "little", odd, even), ("utf-16-be", "big", even, odd)):
        if len(data) < 8 or len(data) % 2 or others * 50 > zeros or zeros * 40 < len(data):
            continue
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        plain = sum(char.isprintable() or char.isspace() for char in sample)
        if "\0" not in text and plain * 50 >= len(sample) * 49:
            return Decoded(text, f"no byte order mark: read as UTF-16, {shown}-endian, by its NULs")
    return None


def _mixed(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "surrogateescape")
    stray = [char for char in text if "\udc80" <= char <= "\udcff"]
    whole = sum(char > "\x7f" for char in text) - len(stray)
    if not stray or whole < 2 * len(stray):
        return None
    letters = {ord(char): windows_1252(bytes((ord(char) - 0xDC00,))) for char in set(stray)}
    count = "1 byte is" if len(stray) == 1 else f"{len(stray)} bytes are"
    return Decoded(text.translate(letters), f"UTF-8, but {count} not (the first is byte {_first_fault(data)}): read as Windows-1252; {_ADVICE}")


def _single_byte(sample: bytes) -> tuple[str, str]:
    high = in_runs = run = 0
    for byte in sample + b"\0":
        if byte >= 0x80:
            run += 1
            high += 1
        else:
            in_runs += run if run >= 3 else 0
            run = 0
    if in_runs * 2 > high:
        scored = [(_russian(sample.decode(codec, "replace")), codec, shown) for codec, shown in _CYRILLIC]
        score, codec, shown = max(scored, key=lambda each: each[0])
        if score > 0.4:
            return codec, shown
    return "cp1252", "Windows-1252"


def _russian(text: str) -> float:
    """How much what is beyond ASCII reads like Russian: the share of its frequent small letters, less capitals and signs inside words."""
    total, score, before = 0, 0, " "
    for char in text:
        if char > "\x7f":
            total += 1
            if char in _FREQUENT:
                score += 1
            elif not char.isalpha() and before.isalpha():
                score -= 1
            elif char.isupper() and before.islower():
                score -= 2
        before = char
    return score / total if total else 0.0
