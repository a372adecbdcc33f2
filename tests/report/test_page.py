"""The report as a whole: one file that loads nothing, runs nothing of the document, and says everything of the case."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdwater import __version__
from holdwater.case.index import Index
from holdwater.case.types import Allow, Case, Claim, Hypothesis, Link, Question, Source, Step
from holdwater.credence import Interval
from holdwater.report.html import GENERATOR, render
from holdwater.report.views.graph import MOST_BOXES
from holdwater.report.views.text import MOST_TEXT
from holdwater.source import SourceText, Span
from holdwater.weigh.types import LeftOut, Weighed, Weighing
from tests.report.cases import HOSTILE, TEXT, cranes, hostile
from tests.report.test_element import Reader, read_page
from tests.work import count_calls

ALLOWED = frozenset(
    re.findall(
        r"\w+",
        """html head meta link title style body a div nav main header section article aside h1 h2 h3 h4 p ol ul li span b q blockquote pre
        table caption thead tbody tr th td svg g path rect circle text script""",
    )
)


@pytest.fixture(scope="module")
def page() -> str:
    return render(*cranes())


@pytest.fixture(scope="module")
def evil() -> str:
    return render(*hostile())


def policy(reader: Reader) -> str:
    return next(attributes["content"] or "" for tag, attributes in reader.tags if tag == "meta" and "http-equiv" in attributes)


def rules(css: str, marker: str) -> dict[str, str]:
    """The custom properties of the first `:root` after `marker`."""
    block = css[css.index(marker) :]
    block = block[block.index(":root {") : block.index("}")] if marker else block[: block.index("}")]
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block))


def contrast(one: str, two: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""

    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_report_is_known_by_its_beginning(page: str) -> None:
    assert GENERATOR + __version__ in page[:300]
    assert page.startswith("<!doctype html>\n")


def test_the_same_case_gives_the_same_bytes() -> None:
    assert render(*cranes()) == render(*cranes())


def test_the_policy_lets_in_our_style_and_our_script_and_nothing_else(page: str, evil: str) -> None:
    for html in (page, evil):
        reader = read_page(html)
        styles = re.findall(r"<style>(.*?)</style>", html, re.S)
        scripts = re.findall(r"<script>(.*?)</script>", html, re.S)
        assert len(styles) == len(scripts) == 1
        for name, code in (("style-src", styles[0]), ("script-src", scripts[0])):
            assert f"{name} 'sha256-{b64encode(sha256(code.encode()).digest()).decode()}';" in policy(reader)
        assert policy(reader).startswith("default-src 'none';")
        assert policy(reader).endswith("img-src data:; base-uri 'none'; form-action 'none'")
        assert "url(" not in styles[0]
        assert "@import" not in styles[0]


def test_hostile_text_in_every_field_makes_no_element_and_no_attribute(evil: str) -> None:
    reader = read_page(evil)
    assert {tag for tag, _ in reader.tags} <= ALLOWED
    assert [tag for tag, _ in reader.tags].count("script") == 1
    for tag, attributes in reader.tags:
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in ("style", "src", "srcdoc", "action")
            if name == "href":
                assert value is not None
                assert value.startswith("#") or (tag, value) == ("link", "data:,")
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {attributes["href"] for tag, attributes in reader.tags if tag == "a"}
    assert targets <= {f"#{name}" for name in ids}


def test_no_two_elements_have_one_name_even_where_labels_are_shared() -> None:
    at = Span(0, 1)
    claims = (Claim("7", "a", at, at), Claim("7", "b", at, at), Claim("H1", "c", at, at), Claim("7", "d", at, at, parent="7"))
    questions = (Question("Q1", None, at, (Hypothesis("H1", "e", at, at), Hypothesis("7", "f", at, at))),)
    sources = (Source("7", "g", at, at), Source("mod", "h", at, at), Source("mod", "i", at, at))
    case = Case(SourceText("x", "abc"), "article", claims=claims, questions=questions, sources=sources)
    reader = read_page(render(Index(case), (), Weighing("icd203", {}, (), ())))
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {"p-7", "p-H1", "s-mod"} <= set(ids)
    assert set("abcdefghi") <= set("".join(reader.text))


def test_hostile_text_is_shown_as_it_is_written(evil: str) -> None:
    reader = read_page(evil)
    shown = "".join("".join(reader.text).split())
    for words in HOSTILE:
        if words.isprintable():
            assert shown.count("".join(words.split())) >= 20
    assert "U+202E" in shown
    assert "U+D800" in shown
    evil.encode()


def test_every_point_is_there_with_its_words_and_its_place(page: str) -> None:
    reader = read_page(page)
    ids = {attributes.get("id") for _, attributes in reader.tags}
    index, findings, _ = cranes()
    shown = " ".join("".join(reader.text).split())
    for claim in index.case.claims:
        assert {f"p-{claim.id}", f"t-p-{claim.id}"} <= ids
        assert claim.text in shown
    for finding in findings:
        assert finding.message in shown
        assert finding.mend in shown


def test_the_top_says_who_and_sets_said_against_held(page: str) -> None:
    shown = " ".join("".join(read_page(page).text).split())
    top = shown[: shown.index("The argument")]
    for words in ("The Night the Cranes Stopped", "A. Writer", "2031-05-06", "Harbour Weekly", "The Courier"):
        assert words in top
    assert "“very likely”" not in top[: top.index("said")]
    assert "very likely 0.80–0.95" in top
    assert "holds 0.20–0.76" in top
    assert "The text says more than it secures: its reasons deliver at most 0.76." in top
    assert "(5) is “very likely” but rests on (4)" in top
    assert top.index("(5) is “very likely”") < top.index("nothing is named that would settle it")


def test_the_map_draws_what_lines_join_and_lists_the_rest(page: str) -> None:
    reader = read_page(page)
    boxes = [attributes["href"] for tag, attributes in reader.tags if tag == "a" and "box" in (attributes.get("class") or "").split()]
    assert sorted(box or "" for box in boxes) == ["#p-1", "#p-2", "#p-3", "#p-4", "#p-5"]
    kinds = [attributes["class"] for tag, attributes in reader.tags if tag == "g" and "data-low" in attributes]
    assert sorted(kind or "" for kind in kinds) == ["line because", "line because", "line because", "line because guess", "line explains"]
    assert "rest on nothing: (P1)." in "".join(reader.text)


def test_who_repeats_whom(page: str) -> None:
    shown = " ".join("".join(read_page(page).text).split())
    assert "The Courier ← The harbour authority" in shown
    assert "Under (5): 1 independent origin: The harbour authority." in shown
    assert "stake: runs the harbour" in shown
    assert "No rival is named" in shown


def test_what_took_no_part_and_what_was_silenced_is_said() -> None:
    index, findings, weighing = cranes()
    weighing = weighing._replace(left_out=(LeftOut("5", "objection", ("4", "3"), "it stands in the loop that it is about"),))
    case = index.case._replace(allows=(Allow("HW305", "the log is kept", Span(0, 0), "3"),))
    case.source.notes = ("not UTF-8: read as Windows-1252",)
    shown = " ".join("".join(read_page(render(Index(case), findings, weighing)).text).split())
    assert "(5): the objection from (4) and (3) took no part: it stands in the loop that it is about" in shown
    assert "HW305 at (3): the log is kept" in shown
    assert "The file: not UTF-8: read as Windows-1252" in shown


def test_the_size_of_a_report(page: str) -> None:
    assert len(page.encode()) < 80_000


def big(count: int) -> tuple[Index, tuple[()], Weighing]:
    """A chain with a branch at every point."""
    text = "".join(f"{number}. Crane {number} stood still.\n\n" for number in range(count))
    claims: list[Claim] = []
    start = 0
    for number in range(count):
        words = f"Crane {number} stood still."
        at = Span(start + len(str(number)) + 2, start + len(str(number)) + 2 + len(words))
        steps = (Step((str(number - 1), str(number // 2)), at),) if number else ()
        explains = (Link(str(number // 3), at),)
        claims.append(
            Claim(str(number), words, at, Span(start, at.end), str(number), Span(start, at.start - 1), because=steps, explains=explains)
        )
        start = at.end + 2
    wide = Interval(0, 1)
    points = {claim.id: Weighed(claim.id, wide, wide, False, "as said", "as held", 0) for claim in claims}
    case = Case(SourceText("big.txt", text), "article", claims=tuple(claims))
    return Index(case), (), Weighing("icd203", points, (), ())


def test_the_work_grows_with_the_points_and_the_map_says_what_it_leaves_out() -> None:
    pages: list[str] = []
    calls = []
    for count in (500, 2000):
        values = big(count)
        calls.append(count_calls(lambda values=values: pages.append(render(*values))))  # type: ignore[misc]
    assert calls[1] < 5 * calls[0]
    page = pages[-1]
    assert f"nearest under the conclusions; {2000 - MOST_BOXES:,} points did not fit." in " ".join("".join(read_page(page).text).split())


def test_a_very_long_text_is_cut_and_says_so() -> None:
    case = Case(SourceText("long.txt", "All still. " * (MOST_TEXT // 11 + 100)), "article")
    page = render(Index(case), (), Weighing("icd203", {}, (), ()))
    assert f"the first {MOST_TEXT:,} of {len(case.source.text):,} characters" in page


@given(st.text(max_size=300))
@settings(max_examples=40)
def test_any_text_has_a_report(text: str) -> None:
    from holdwater.read import read
    from holdwater.weigh import weigh

    index = Index(read(SourceText("any.txt", text)))
    page = render(index, (), weigh(index))
    assert {tag for tag, _ in read_page(page).tags} <= ALLOWED


@pytest.mark.parametrize("scheme", ["", "prefers-color-scheme: dark"])
def test_the_palette_has_enough_contrast(page: str, scheme: str) -> None:
    css = page[page.index("<style>") : page.index("</style>")]
    colours = rules(css, scheme)
    assert len(colours) == 11
    for ground in ("paper", "raised"):
        for ink in ("ink", "soft", "alarm", "said"):  # text: WCAG AA, 4.5 to 1
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    for ink in ("ink", "alarm"):
        assert contrast(colours[ink], colours["tint"]) >= 4.5
    for shape in ("said", "held", "edge", "alarm"):  # what is drawn: 3 to 1
        assert contrast(colours[shape], colours["paper"]) >= 3
        assert contrast(colours[shape], colours["raised"]) >= 3
    for shape in ("said", "held"):
        assert contrast(colours[shape], colours["track"]) >= 3


def test_the_text_of_the_cranes_is_whole(page: str) -> None:
    start = page.index('<div class="source">')
    source = page[start : page.index("</section>", start)]
    source = re.sub(r"<aside.*?</aside>", "", source, flags=re.S)
    source = re.sub(r'<a [^>]*class="(number|tag|spot)[^>]*>[^<]*</a>', "", source)
    assert "".join("".join(read_page(source).text).split()) == "".join(TEXT.split())
