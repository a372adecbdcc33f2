"""Mail: the body as its writer wrote it; of a body in two forms the plain one. Attachments are named and not read."""

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime

from holdwater.formats.charset import decode
from holdwater.formats.document import Document, Draft, Piece, Unfit
from holdwater.source import Metadata

try:
    from holdwater.formats.html import read_page
except ModuleNotFoundError:
    read_page = None  # type: ignore[assignment]

MOST_PARTS = 200
"""Parts of a mail, and of those in it."""
_BOUNDARY = re.compile(rb"""boundary\s*=\s*["']?([^"';\s]{0,80})""", re.IGNORECASE)


def read(data: bytes) -> Document:
    """The document that a mail holds. Raises `Unfit` for one with more parts than a mail has."""
    marks = _BOUNDARY.findall(data)
    if len(marks) > MOST_PARTS or sum(data.count(b"--" + mark) for mark in set(marks)) > 5 * MOST_PARTS:
        raise Unfit(f"is a mail with more than {MOST_PARTS} parts", "save its text as .txt")
    draft = Draft()
    try:
        mail = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
        draft.metadata = _metadata(mail)
        _Parts(draft).take(mail, "mail")
    except (ValueError, LookupError, IndexError, AttributeError, TypeError, RecursionError) as error:
        raise Unfit(f"is a mail whose form is broken ({type(error).__name__})", "save its text as .txt") from error
    return draft.finish()


def _metadata(mail: EmailMessage) -> Metadata:
    sender = _header(mail, "from")
    names = getaddresses([sender]) if sender else []
    name, address = names[0] if names else ("", "")
    try:
        published = parsedate_to_datetime(_header(mail, "date") or "").date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        published = None
    return Metadata(_header(mail, "subject"), " ".join(name.split()) or address or None, published)


def _header(mail: EmailMessage, name: str) -> str | None:
    try:
        value = mail.get(name)
    except (ValueError, IndexError, AttributeError, LookupError, TypeError):  # a header that the parser of headers cannot read
        value = None
    return " ".join(str(value)[:500].split()) or None if value is not None else None


class _Parts:
    """The parts of a mail on their way into a draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.taken = 0
        self.attached: list[str] = []
        self.missing: list[str] = []

    def take(self, mail: EmailMessage, place: str) -> None:
        waiting: list[tuple[EmailMessage, str]] = [(mail, place)]
        while waiting:
            part, place = waiting.pop()
            self.taken += 1
            if self.taken > MOST_PARTS:
                self.draft.miss(f"the mail has more than {MOST_PARTS} parts; the rest was not read")
                break
            for defect in part.defects:
                self._tell(type(defect).__name__)
            kind = part.get_content_type()
            if part.is_multipart():
                inside = [each for each in part.iter_parts() if isinstance(each, EmailMessage)] if kind != "message/rfc822" else []
                if kind == "message/rfc822":
                    forwarded = part.get_payload()
                    inside = [each for each in forwarded if isinstance(each, EmailMessage)] if isinstance(forwarded, list) else []
                    place = f"mail {self.taken} in it"
                if kind == "multipart/alternative":
                    plain = [each for each in inside if each.get_content_type() == "text/plain"]
                    inside = plain[:1] or inside[-1:]
                waiting.extend((each, place) for each in reversed(inside))
            elif part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
                if kind.startswith(("text/", "application/", "message/")):
                    self.attached.append(part.get_filename() or kind)
            elif kind == "text/html":
                self._take_page(part, place)
            elif kind == "text/plain":
                self._take_text(part, place)
            else:
                self.attached.append(part.get_filename() or kind)
        for what in dict.fromkeys(self.missing):
            self.draft.miss(what)
        if self.attached:
            names = ", ".join(" ".join(name.split())[:60] for name in self.attached[:6])
            self.draft.notes.append(f"{len(self.attached)} attachments were not read: {names}")

    def _tell(self, defect: str) -> None:
        if defect in ("CloseBoundaryNotFoundDefect", "StartBoundaryNotFoundDefect", "MissingHeaderBodySeparatorDefect", "NoBoundaryInMultipartDefect"):
            self.missing.append("the mail breaks off before its end" if defect.startswith("Close") else "a part of the mail is missing or broken")
        elif defect.startswith("InvalidBase64"):
            self.missing.append("a part of the mail is not encoded as it says, and may be incomplete")

    def _text(self, part: EmailMessage) -> str:
        content = part.get_payload(decode=True)
        for defect in part.defects:
            if type(defect).__name__.startswith("InvalidBase64"):
                self._tell(type(defect).__name__)
        if not isinstance(content, bytes):
            return ""
        text, notes = decode(content, part.get_content_charset())
        self.draft.notes.extend(notes)
        return text

    def _take_text(self, part: EmailMessage, place: str) -> None:
        text = self._text(part).replace("\r\n", "\n").replace("\r", "\n")
        if part.get_param("format") == "flowed":
            text = re.sub(r"(?<=[^\n-]) \n(?=[^\n>])", " ", text)
        for number, paragraph in enumerate(re.split(r"\n[ \t]*\n", text)):
            if paragraph.strip():
                self.draft.body.append(Piece(paragraph.strip("\n").rstrip(), place if not number else None))

    def _take_page(self, part: EmailMessage, place: str) -> None:
        if read_page is None:
            raise Unfit("is a mail written as a web page, and the package that reads it (selectolax) is not installed", "pip install 'holdwater[formats]'")
        inner = Draft()
        read_page(self._text(part), inner)
        self.draft.cut.extend((len(self.draft.body) + number, what) for number, what in inner.cut)
        self.draft.body.extend(piece._replace(place=place) for piece in inner.body)
        self.draft.apart.extend(inner.apart)
        self.draft.hidden.extend(inner.hidden)
        self.draft.notes.extend(inner.notes)
