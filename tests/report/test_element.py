"""The element builder: what goes in as text can never act, and what could act is refused."""

import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdwater.report.element import Html, element, escape, join, name_unseen, script, style


class Reader(HTMLParser):
    """What a browser's tokenizer would make of a page: tags with attributes, and text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read_page(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"], exclude_characters="\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")))
def test_text_that_can_be_seen_is_escaped_as_the_standard_library_does(text: str) -> None:
    assert escape(text) == html.escape(text)


@given(st.text(), st.text())
def test_whatever_the_text_the_page_has_the_elements_that_were_built(text: str, value: str) -> None:
    reader = read_page(element("p", text, element("b", text), title=value))
    assert [tag for tag, _ in reader.tags if tag != "span"] == ["p", "b"]
    for tag, attributes in reader.tags:
        assert set(attributes) <= {"p": {"title"}, "b": set(), "span": {"class", "title"}}[tag]


@given(st.text())
def test_a_page_can_always_be_encoded_and_hides_nothing(text: str) -> None:
    shown = element("p", text, title=text).encode().decode()
    for char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\ufeff\x00\x1b\u2028":
        assert char not in shown


@pytest.mark.parametrize(("char", "code"), [("\u202e", "U+202E"), ("\x00", "U+0000"), ("\ud800", "U+D800"), ("\u200b", "U+200B"), ("\u3164", "U+3164")])
def test_what_cannot_be_seen_is_named(char: str, code: str) -> None:
    assert read_page(escape(f"a{char}b")).text == ["a", code, "b"]
    assert name_unseen(f"a{char}b") == f"a[{code}]b"
    assert element("p", title=char) == f'<p title="[{code}]"></p>'


@pytest.mark.parametrize("attributes", [{"href": "https://example.org"}, {"href": "javascript:hit()"}, {"src": "a.png"}, {"action": "/"}, {"data": "x"}])
def test_a_link_out_of_the_page_is_refused(attributes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="within itself"):
        element("a", "x", **attributes)


@pytest.mark.parametrize("name", ["style", "onclick", "onload", "srcdoc"])
def test_what_would_run_or_restyle_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no inline style and no event handler"):
        element("p", "x", **{name: "x"})


def test_our_own_code_cannot_end_its_element() -> None:
    for inline in (style, script):
        with pytest.raises(ValueError, match="to inline"):
            inline("a </b>")
        with pytest.raises(ValueError, match="to inline"):
            inline("a <!-- b")


def test_children_and_attributes() -> None:
    assert element("a", "<", None, Html("<i>x</i>"), href="#p", class_="c", aria_label="l", hidden=True, title=None, x=1.25) == (
        '<a href="#p" class="c" aria-label="l" hidden x="1.2">&lt;<i>x</i></a>'
    )
    assert element("br") == "<br>"
    assert element("rect", x=1) == '<rect x="1"/>'
    assert join(["<", None, Html("<br>")], " & ") == "&lt; &amp; <br>"
