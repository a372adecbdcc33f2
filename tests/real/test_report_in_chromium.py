"""The report in a real browser: nothing runs, nothing is loaded, nothing is cut off, and the map can be traced."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from holdwater import files
from holdwater.report.html import render
from holdwater.walk import assess
from tests.real.browser import Browser, Page, open_browser, open_page
from tests.report.cases import HOSTILE, cranes, hostile

pytestmark = pytest.mark.real

ROOT = Path(__file__).parents[2]
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as one:
        yield one


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Three reports on disk: by hand, hostile, and of the example article."""
    folder = tmp_path_factory.mktemp("reports")
    pages = {"cranes": render(*cranes()), "hostile": render(*hostile()), "example": render(*assess(files.load(str(ROOT / "examples" / "blackout.txt"))))}
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: str(folder / f"{name}.html") for name in pages}


def traced(page: Page) -> list[str]:
    """The labels of the boxes that are lit."""
    found = page.evaluate("[...document.querySelectorAll('a.box.on .label')].map((label) => label.textContent).sort()")
    return list(found)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["cranes", "hostile", "example"])
def test_nothing_is_loaded_nothing_is_said_on_the_console_and_nothing_hangs_over(
    browser: Browser, reports: dict[str, str], name: str, scheme: str, width: int
) -> None:
    with open_page(browser, reports[name], width=width, scheme=scheme) as page:
        assert page.requests() == []
        assert page.messages() == []
        assert page.evaluate(WIDTH) == width


def test_the_page_would_notice_a_request_and_a_message(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "loud.html"
    path.write_text("<script>console.log('heard')</script><img src='file:///nowhere.png'>", encoding="utf-8")
    with open_page(browser, str(path)) as page:
        assert page.requests() == ["file:///nowhere.png"]
        assert any("heard" in message for message in page.messages())


def test_no_hostile_text_runs_or_adds_an_element(browser: Browser, reports: dict[str, str]) -> None:
    with open_page(browser, reports["hostile"]) as page:
        assert page.evaluate("typeof hit") == "undefined"
        assert page.evaluate("document.querySelectorAll('script').length") == 1
        assert page.evaluate("document.querySelectorAll('img,iframe,object,embed,form,base,button,input,style ~ style').length") == 0
        assert page.evaluate("[...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((n) => n.startsWith('on')).length") == 0
        assert page.evaluate("[...document.links].filter((a) => a.origin !== location.origin || a.pathname !== location.pathname).length") == 0
        text = "".join(str(page.evaluate("document.body.textContent")).split())
        for words in HOSTILE:
            assert not words.isprintable() or "".join(words.split()) in text


def test_the_policy_stops_a_script_that_gets_in_all_the_same(browser: Browser, reports: dict[str, str], tmp_path: Path) -> None:
    broken = Path(reports["cranes"]).read_text(encoding="utf-8").replace("</main>", "<script>document.title='hit'</script><img src=x></main>")
    path = tmp_path / "broken.html"
    path.write_text(broken, encoding="utf-8")
    with open_page(browser, str(path)) as page:
        assert page.evaluate("document.title") == "The Night the Cranes Stopped – holdwater"
        assert page.messages()


def test_a_box_is_traced_by_pointer_and_by_key_and_leads_to_its_point(browser: Browser, reports: dict[str, str]) -> None:
    with open_page(browser, reports["cranes"]) as page:
        page.evaluate("document.querySelector('.map').scrollIntoView()")
        middle = page.evaluate(
            "(() => { const r = [...document.querySelectorAll('a.box')].find((b) => b.textContent.includes('(4)') && "
            "b.querySelector('.label').textContent === '(4)').getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        assert traced(page) == []
        page.click(*middle)
        assert traced(page) == ["(2)", "(3)", "(4)", "(5)"]
        assert page.evaluate("document.querySelector('.trace').textContent") == "(4) rests on (2), (3); it bears on (5). Read (4) in full"
        page.evaluate("[...document.querySelectorAll('a.box')].find((b) => b.querySelector('.label').textContent === '(5)').focus()")
        page.press("Enter")
        assert page.evaluate("document.querySelector('.trace').textContent") == (
            "(5) rests on (4), (2), (3) (by our guess also (1)); nothing rests on it. Read (5) in full"
        )
        page.press("Escape")
        assert traced(page) == []
        page.evaluate("[...document.querySelectorAll('a.box')].find((b) => b.querySelector('.label').textContent === '(2)').focus()")
        page.press("Enter")
        assert traced(page) == ["(2)", "(4)", "(5)"]
        page.press("Enter")
        assert page.evaluate("location.hash") == "#p-2"


def test_without_scripts_everything_is_there_and_a_box_is_a_link(browser: Browser, reports: dict[str, str]) -> None:
    with open_page(browser, reports["cranes"], scripts=False) as page:
        assert page.evaluate("document.querySelectorAll('a.box').length") == 5
        assert page.evaluate("[...document.querySelectorAll('article.point')].every((one) => one.getBoundingClientRect().height > 20)")
        page.evaluate("document.querySelector('.map').scrollIntoView()")
        x, y = page.evaluate("(() => { const r = document.querySelector('a.box').getBoundingClientRect(); return [r.x + 20, r.y + 20]; })()")
        page.click(x, y)
        browser.settle(0.2)
        assert page.evaluate("location.hash") == "#p-5"
        assert page.messages() == []


def test_the_keyboard_reaches_the_conclusion_first(browser: Browser, reports: dict[str, str]) -> None:
    with open_page(browser, reports["cranes"]) as page:
        page.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the conclusion"
        assert page.evaluate("document.activeElement.getBoundingClientRect().x") == 0
        page.press("Enter")
        assert page.evaluate("location.hash") == "#main-conclusion"


def test_headings_descend_by_one_and_every_part_has_a_name(browser: Browser, reports: dict[str, str]) -> None:
    with open_page(browser, reports["example"]) as page:
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))")
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert page.evaluate("[...document.querySelectorAll('a,[role=img]')].every((e) => (e.getAttribute('aria-label') || e.textContent).trim() || e.id)")
        assert page.evaluate("document.querySelectorAll('main,nav').length") == 2


def test_on_paper_it_is_light_and_fits(browser: Browser, reports: dict[str, str], tmp_path: Path) -> None:
    with open_page(browser, reports["example"], width=690, scheme="dark", media="print") as page:
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 28, 26)"
        assert page.evaluate(WIDTH) == 690
        assert page.evaluate("getComputedStyle(document.querySelector('.menu')).display") == "none"
        path = tmp_path / "report.pdf"
        page.pdf(str(path))
        assert path.read_bytes().startswith(b"%PDF")
        assert page.messages() == []


def test_boxes_and_their_words_stay_inside_the_map(browser: Browser, reports: dict[str, str]) -> None:
    with open_page(browser, reports["example"]) as page:
        outside = page.evaluate(
            "[...document.querySelectorAll('a.box')].flatMap((box) => { const frame = box.querySelector('.frame').getBoundingClientRect();"
            " return [...box.querySelectorAll('text')].filter((t) => t.getBoundingClientRect().right > frame.right + 1).map((t) => t.textContent); })"
        )
        assert outside == []
