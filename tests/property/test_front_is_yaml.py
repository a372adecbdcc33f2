"""Front matter without a finding means to us what it means to a YAML reader."""

import os

import yaml  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater.case.front import is_plain, quote, read_front

EXAMPLES = int(os.environ.get("HOLDWATER_EXAMPLES", "300"))
PIECES = st.sampled_from(
    [
        "a", "b c", "title", ": ", ":", " ", "  ", "- ", "-", "[", "]", ", ", ",", "'", '"', "\\", "\\n", '\\"', "''", "#", " #", "1", "2017-02-03", "é",
        "{", "}", "&", "*", "!", "|", ">", "%", "@", "`", "?", "? ", "...", "null", "~", "\n", "\nkey: ", "\nother: [", "\nlist:\n  - ", "\n- ", "\n  - ",
        "=", "<<", "\t", "\u2028", "\x00", "“", "[a, b]", "['x', \"y\"]",
    ]
)  # fmt: skip
BODIES = st.lists(PIECES, max_size=14).map(lambda pieces: "key: " + "".join(pieces))


@settings(max_examples=EXAMPLES * 2, deadline=None, derandomize=True)
@given(BODIES)
def test_what_is_read_without_trouble_is_read_alike(body: str) -> None:
    text = f"---\n{body}\n---\n"
    front = read_front(text)
    assert front is not None
    for entry in front.entries:
        for value, at in zip(entry.values, entry.value_at, strict=True):
            assert text[at.start : at.end] == value or text[at.start] in "'\"["
    if front.troubles or len({entry.key for entry in front.entries}) < len(front.entries):
        return
    mine = {entry.key: list(entry.values) if entry.is_list else (entry.values or ("",))[0] for entry in front.entries}
    assert mine == {key.lower(): value for key, value in yaml.load(body, yaml.BaseLoader).items()}


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(st.text().map(lambda text: " ".join(text.split())))
def test_a_quoted_value_is_read_back(value: str) -> None:
    front = read_front(f"---\ntitle: {quote(value)}\n---\n")
    assert front is not None
    if not front.troubles:
        assert front.entries[0].values == (value,)
        assert yaml.load(f"title: {quote(value)}", yaml.BaseLoader) == {"title": value}
    if is_plain(value):
        plain = read_front(f"---\ntitle: {value}\n---\n")
        assert plain is not None
        assert (plain.troubles, plain.entries[0].values) == ((), (value,))


def test_an_ordinary_title_needs_no_quotation_marks_and_one_with_a_colon_does() -> None:
    assert is_plain("Who took the Alder astrolabe?")
    assert not is_plain("The port: who switched it off?")
    front = read_front("---\ntitle: The port: who?\n---\n")
    assert front is not None
    assert [trouble.quoted for trouble in front.troubles] == ['"The port: who?"']
