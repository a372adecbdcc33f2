"""Mail: the body, and what its head says."""

from holdwater.formats import extract
from holdwater.source import Metadata, SourceText

HEAD = "From: =?utf-8?q?Ruth_Mb=C3=A9ki?= <r@x.example>\nSubject: =?utf-8?b?VGhlIG91dGFnZQ==?=\nDate: Mon, 4 Mar 2024 23:30:00 -0500\nMIME-Version: 1.0\n"


def mail(rest: str, encoding: str = "utf-8") -> SourceText:
    return extract("eml", "a.eml", (HEAD + rest).encode(encoding))


def test_a_plain_mail() -> None:
    source = mail("Content-Type: text/plain; charset=utf-8\n\nThe pump failed – at noon.\n\n> Did it?\n\nIt did.\n")
    assert source.text == "The pump failed – at noon.\n\n> Did it?\n\nIt did.\n"
    assert source.metadata == Metadata("The outage", "Ruth Mbéki", "2024-03-04")
    assert (source.hidden, source.cut, source.notes) == ((), (), ())


def test_encodings_of_the_body() -> None:
    assert mail("Content-Type: text/plain; charset=koi8-r\n\nПричал закрыт.\n", "koi8-r").text == "Причал закрыт.\n"
    quoted = "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\ncaf=E9 =\nnoir\n"
    assert mail(quoted).text == "café noir\n"
    packed = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nVGhlIHB1bXAgZmFpbGVkLg==\n"
    assert mail(packed).text == "The pump failed.\n"


def test_of_two_forms_the_plain_one_is_read() -> None:
    both = 'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\nPlain.\n--b\nContent-Type: text/html\n\n<p>Page.\n--b--\n'
    assert mail(both).text == "Plain.\n"
    assert mail(both.replace("text/plain", "text/x-other")).text == "Page.\n"


def test_attachments_are_named_and_not_read() -> None:
    rest = 'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nSee the file.\n'
    rest += '--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="log.pdf"\n\nxxx\n--b--\n'
    source = mail(rest)
    assert source.text == "See the file.\n"
    assert source.notes == ("1 attachments were not read: log.pdf",)


def test_a_mail_in_a_mail_is_read() -> None:
    rest = 'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nSee below.\n'
    rest += "--b\nContent-Type: message/rfc822\n\nFrom: x@y.example\nSubject: z\n\nThe pump failed.\n--b--\n"
    source = mail(rest)
    assert source.text == "See below.\n\nThe pump failed.\n"
    assert source.original_place(source.text.index("The pump")) == "mail 3 in it"


def test_a_mail_that_breaks_off_is_told() -> None:
    source = mail('Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nThe pump fai')
    assert [(source.quote(each.at), each.what) for each in source.cut] == [("The pump fai", "the mail breaks off before its end")]


def test_flowed_lines_are_joined() -> None:
    assert mail("Content-Type: text/plain; format=flowed\n\nThe pump \nfailed.\nIt did.\n").text == "The pump failed.\nIt did.\n"
