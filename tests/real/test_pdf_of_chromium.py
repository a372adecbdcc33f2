"""PDFs as a browser prints them: another typesetter than the tests' own, with embedded fonts and kerning."""

import html
import subprocess
from pathlib import Path

import pytest

from holdwater.formats import extract
from holdwater.read import read
from holdwater.source import SourceText
from tests.formats.test_doors import OWN, items
from tests.real.browser import find_chromium

pytestmark = pytest.mark.real

STYLES = {
    "one column": "font: 12pt serif",
    "two columns": "font: 11pt serif; column-count: 2; text-align: justify; hyphens: auto; height: 6in; column-fill: auto",
    "ligatures": "font: 13pt 'DejaVu Serif', serif; font-variant-ligatures: common-ligatures",
}


@pytest.mark.parametrize("style", STYLES)
def test_a_printed_page_reads_as_its_text(style: str, tmp_path: Path) -> None:
    chromium = find_chromium()
    assert chromium is not None, "tools/install-chromium installs it"
    body = "".join(f"<p>{html.escape(each)}</p>" for each in OWN)
    page = f"<html lang=en><meta charset=utf-8><style>body {{ {STYLES[style]} }} p {{ margin: 0 0 9pt }}</style><body>{body}</body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={tmp_path / 'profile'}",
         f"--print-to-pdf={tmp_path / 'a.pdf'}", str(tmp_path / "a.html")],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    source = extract("pdf", "a.pdf", (tmp_path / "a.pdf").read_bytes())
    assert source.text.split("\n\n") == [*OWN[:-1], OWN[-1] + "\n"]
    assert items(read(source)) == items(read(SourceText("a.txt", "\n\n".join(OWN) + "\n")))
