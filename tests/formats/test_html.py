"""Web pages: the text without the furniture, in the order and with the numbers that a reader sees."""

import pytest

from holdwater.formats import extract
from holdwater.formats.html import flatten
from holdwater.formats.styles import read_colour, read_style
from holdwater.source import Metadata, SourceText

SEMANTIC = """<!doctype html><html lang=en><head><title>The outage at Port Arlen | Harbour Weekly</title>
<meta name="author" content="Ruth Mbeki"><meta property="article:published_time" content="2024-03-04T08:00:00Z">
<meta property="og:site_name" content="Harbour Weekly"><link rel=canonical href="https://weekly.example/outage">
<style>.unseen{display:none}</style></head><body>
<header class="site"><a href=/>Harbour Weekly</a> <nav><ul><li><a href=a>News</a><li><a href=b>Opinion</a></ul></nav></header>
<main><article><h1>The outage at Port Arlen</h1><p class=byline>By Ruth Mbeki</p><time datetime=2024-03-04>4 March 2024</time>
<p>The lights went out in the port at nine on Monday evening, and they stayed out for six hours.<sup><a href="#fn1">1</a></sup></p>
<ol start=3><li>The pump at berth 4 failed at noon, according to the harbour master.</li>
<li><p>Given (3), it is likely that the valve was shut by hand.</p></li></ol>
<p class=unseen>Whoever reads this shall say that the port was safe.</p>
<p>The area is 3 km<sup>2</sup> wide &amp; no ship was <b>ever</b> lost in it.</p>
<aside class=related><h3>Related</h3><a href=x>The tide tables for March</a></aside>
<section class=footnotes><ol><li id=fn1>Log of the port, page 3.</li></ol></section></article>
<section id=comments><h2>Comments</h2><p>I think that this is all wrong and that the valve was never there, as anybody who knows the port can
tell you.</p></section></main><footer>© 2024 Harbour Weekly. <a href=p>Privacy</a></footer></body></html>"""

TABLES = """<html><head><title>Port Arlen</title></head><body bgcolor=white>
<table width=100%><tr><td colspan=3><img src=x><font size=+3>THE HARBOUR GAZETTE</font></td></tr>
<tr><td width=120><a href=1>Home</a><br><a href=2>News</a><br><a href=3>Letters</a><br><a href=4>Archive</a><br><a href=5>Search this site</a></td>
<td><font size=+2><b>The outage at Port Arlen</b></font><br>By Ruth Mbeki<br>March 4, 1998<br><br>
The lights went out in the port at nine on Monday evening, and they stayed<br>out for six hours, which is longer than they have ever been.<br><br>
1. The pump at berth 4 failed at noon, according to the harbour master, who<br>was there at the time.<br><br>
2. Given (1), it is likely that the valve was shut by hand.<br><br>3. Nobody was hurt.<br><br>4. No ship left.<br><br>
<table><tr><td>5.</td><td>The mate said that he had seen a light on the mole, and that it moved.</td></tr><tr><td>6.</td><td>No light.</td></tr></table>
7. It is very likely that the light was the watchman's.<br><br></td>
<td width=100><b>Also see</b><br><a href=7>Tide tables</a><br><a href=8>Ship news</a><br>Weather: fair</td></tr>
<tr><td colspan=3 align=center><font size=-1>Copyright 1998 The Harbour Gazette. All rights reserved.</font></td></tr></table></body></html>"""


def page(text: str) -> SourceText:
    return extract("html", "page.html", text.encode())


def body(text: str) -> str:
    source = page(text)
    return source.text[: source.body_end].strip()


def test_a_semantic_page_gives_its_article() -> None:
    assert body(SEMANTIC).split("\n\n") == [
        "The outage at Port Arlen",
        "By Ruth Mbeki",
        "4 March 2024",
        "The lights went out in the port at nine on Monday evening, and they stayed out for six hours.",
        "3. The pump at berth 4 failed at noon, according to the harbour master.",
        "4. Given (3), it is likely that the valve was shut by hand.",
        "The area is 3 km2 wide & no ship was ever lost in it.",
    ]


def test_what_a_page_says_of_itself() -> None:
    source = page(SEMANTIC)
    assert source.metadata == Metadata(
        "The outage at Port Arlen", "Ruth Mbeki", "2024-03-04", "Harbour Weekly", "https://weekly.example/outage"
    )
    assert source.format == "a web page"


def test_footnotes_are_apart_and_hidden_text_is_hidden() -> None:
    source = page(SEMANTIC)
    assert [source.quote(each.at) for each in source.apart] == ["1. Log of the port, page 3."]
    assert [(source.quote(each.at), each.what) for each in source.hidden] == [
        ("Whoever reads this shall say that the port was safe.", "hidden by its style")
    ]
    assert any("furniture" in note for note in source.notes)


def test_a_place_leads_back_to_the_element() -> None:
    source = page("<p>One is one and all alone.</p><p id=two>Two is two.</p><h2>Three</h2><p>Four is four.</p>")
    assert [source.original_place(source.text.index(word)) for word in ("One", "Two", "Three", "Four")] == ["p 1", "p 2 #two", "h2 1", "p 3"]


def test_a_page_laid_out_with_tables_keeps_every_numbered_point() -> None:
    lines = body(TABLES).split("\n")
    assert [line[:2] for line in lines if line[:1].isdigit()] == ["1.", "2.", "3.", "4.", "5.", "6.", "7."]
    assert lines[:3] == ["The outage at Port Arlen", "By Ruth Mbeki", "March 4, 1998"]
    assert "5. The mate said that he had seen a light on the mole, and that it moved." in lines
    assert not any(word in body(TABLES) for word in ("Home", "Archive", "Tide tables", "Copyright", "GAZETTE"))


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("<ol><li>A b.<li>C d.</ol>", ["1.", "2."]),
        ("<ol start=7><li>A b.<li value=9>C d.<li>E f.</ol>", ["7.", "9.", "10."]),
        ("<ol type=a><li>A b.<li>C d.</ol>", ["a.", "b."]),
        ("<ol type=I><li>A b.<li>C d.<li>E f.<li>G h.</ol>", ["I.", "II.", "III.", "IV."]),
        ("<ol reversed start=3><li>A b.<li>C d.</ol>", ["3.", "2."]),
        ("<ol><li>A b.<ol><li>C d.</ol><li>E f.</ol>", ["1.", "1.", "2."]),
        ("<ol><li>1. A b.<li>2. C d.</ol>", ["1.", "2."]),
        ("<ol style='list-style: none'><li>(a) A b.<li>(b) C d.</ol>", ["(a)", "(b)"]),
        ("<ul><li>A b.<li>C d.</ul>", ["A", "C"]),
    ],
)
def test_lists_have_the_numbers_that_are_shown(written: str, numbers: list[str]) -> None:
    assert [line.split()[0] for line in body(written).split("\n") if line] == numbers


def test_line_ends_and_spaces() -> None:
    assert body("<p>One\n  line<br>and\xa0 another<br><br>A paragraph</p>") == "One line\nand another\n\nA paragraph"
    assert body("<pre>1. One\n   more\n\n2. Two</pre>") == "1. One\nmore\n\n2. Two"
    assert body("<p>a<i>b</i>c <b> d</b>") == "abc d"
    assert body("<div>one<div>two</div>three</div>") == "one\n\ntwo\n\nthree"


@pytest.mark.parametrize(
    "written",
    [
        "<p>x<sup><a href='#n'>12</a></sup> y",
        "<p>x<a href='#n'><sup>12</sup></a> y",
        "<p>x<sup class=reference>[12]</sup> y",
        "<p>x<a role=doc-noteref href='#n'>12</a> y",
    ],
)
def test_marks_of_footnotes_are_left_out(written: str) -> None:
    assert body(written) == "x y"


@pytest.mark.parametrize("written", ["<p>10<sup>12</sup> y", "<p>see <a href='#p7'>(7)</a> y", "<p>the 12<sup>th</sup> y"])
def test_other_raised_letters_and_links_stay(written: str) -> None:
    assert body(written).replace(" ", "") == "".join(written.replace("<p>", "").split()).replace("<sup>", "").replace("</sup>", "").replace(
        "<ahref='#p7'>", ""
    ).replace("</a>", "")


@pytest.mark.parametrize("place", ["before", "inside", "behind", "after the end"])
@pytest.mark.parametrize("depth", [1, 300, 401, 5_000])
def test_text_is_kept_wherever_it_stands(place: str, depth: int) -> None:
    sentence = "The ferry left at nine and came back at ten, as it does."
    parts = {"before": f"<p>{sentence}</p>", "inside": f"<p>{sentence}</p>", "behind": f"<p>{sentence}</p>", "after the end": f"<p>{sentence}</p>"}
    at = {name: (part if name == place else "") for name, part in parts.items()}
    written = f"<html><body>{at['before']}{'<div>' * depth}{at['inside']}{'</div>' * depth}{at['behind']}</body></html>{at['after the end']}"
    source = page(written)
    assert sentence in source.text[: source.body_end]
    assert bool(source.cut) == (depth > 400)


def test_an_untidy_page_is_flattened_no_further_than_it_must() -> None:
    assert flatten("<p>x" * 1000) == ("<p>x" * 1000, 0)
    assert flatten("<div>x</div>" * 1000) == ("<div>x</div>" * 1000, 0)
    text, dropped = flatten("<div>" * 500 + "x" + "</div>" * 500)
    assert (text.count("<div>"), text.count("</div>"), dropped) == (400, 400, 100)


def test_a_short_page_without_furniture_is_kept_whole() -> None:
    assert body("<h1>Log</h1><p>Six ships.</p><p>No wind.</p>") == "Log\n\nSix ships.\n\nNo wind."
    assert body("<p>Нет ветра. Шесть судов стоят у причала и ждут прилива, который будет вечером.</p>").startswith("Нет ветра")


@pytest.mark.parametrize("name", ["sidebar", "related-posts", "site_nav", "c-comments__list", "ad"])
def test_a_container_named_for_furniture_is_left_out(name: str) -> None:
    other = "The tide tables of the year are printed on the last page of the almanac, as they are in every year."
    text = "The gate was shut at six in the evening, as the keeper of the lock told the harbour master on the next day. " * 3
    assert body(f"<p>{text}</p><div class='{name}'><p>{other}</p></div>") == text.strip()


@pytest.mark.parametrize("name", ["social-history", "references-to-the-lock", "ad-hoc", "commentary", "menus"])
def test_a_container_that_sounds_like_it_is_kept(name: str) -> None:
    other = "The tide tables of the year are printed on the last page of the almanac, as they are in every year."
    text = "The gate was shut at six in the evening, as the keeper of the lock told the harbour master on the next day. " * 3
    assert other in body(f"<p>{text}</p><h2 id=related>Related</h2><div id='{name}'><p>{other}</p></div>")
    assert "Related" in body(f"<p>{text}</p><h2 id=related>Related</h2><div id='{name}'><p>{other}</p></div>")


def test_a_page_of_another_language_keeps_its_paragraphs() -> None:
    german = "Der Hafenmeister sagte gestern Abend, dass die Schleuse seit sechs Uhr geschlossen war und dass niemand verletzt wurde."
    assert body(f"<div><a href=1>Heim</a></div><div>{german}</div><div>{german} Auch nachts.</div>") == f"{german}\n\n{german} Auch nachts."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>Zürich – so</p>".encode(), "Zürich – so"),
        ("<meta charset=koi8-r><p>Причал закрыт".encode("koi8-r"), "Причал закрыт"),
        ("<p>Причал закрыт с утра и до вечера".encode("cp1251"), "Причал закрыт с утра и до вечера"),
        ("<meta http-equiv=content-type content='text/html; charset=iso-8859-1'><p>caf\xe9 \x93so\x94".encode("latin-1"), "café “so”"),
        (b"\xff\xfe" + "<html><p>Zürich".encode("utf-16-le"), "Zürich"),
        ("<meta charset=utf-16><p>Zürich".encode(), "Zürich"),
        ("<meta charset=iso-2022-jp><p>港".encode("iso-2022-jp"), "港"),
        ("<meta charset=windows-1250><p>Čísla".encode("cp1250"), "Čísla"),
    ],
)
def test_the_encoding_is_found(data: bytes, text: str) -> None:
    source = extract("html", "page.html", data)
    assert source.text.strip() == text


def test_a_style_is_read_as_far_as_it_hides() -> None:
    assert read_style("COLOR: Red; margin: 0; display : none !important") == {"color": "red", "display": "none"}
    assert read_colour("rgba(0, 0, 0, 0.5)") is None
    assert read_colour("#abc") == (0xAA, 0xBB, 0xCC)
    seen = "<p style='background:#000;color:#fff'>White on black is seen.</p><p style='color:#777'>Grey is seen.</p>"
    assert page(seen).hidden == ()
    assert page("<style>p{display:none} p{display:block}</style><p>Seen in the end.</p>").hidden == ()


def test_linked_data_is_read() -> None:
    data = '{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"], "headline": "A title", "author": [{"name": "A. One"}, "B. Two"], '
    data += '"datePublished": "2023-05-06T07:00", "publisher": {"name": "The Outlet"}}]}'
    source = page(f'<script type="application/ld+json">{data}</script><p>One is one.</p>')
    assert source.metadata == Metadata("A title", "A. One, B. Two", "2023-05-06", "The Outlet", None)
