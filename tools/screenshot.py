"""Takes the picture of the report on the example article that the front page shows: needs chromium (`tools/install-chromium`)."""

import os
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, ROOT)

from holdwater import files  # noqa: E402
from holdwater.report import html  # noqa: E402
from holdwater.walk import assess  # noqa: E402
from tests.real.browser import open_browser, open_page  # noqa: E402

PICTURE = os.path.join("docs", "images", "report.png")


def main() -> int:
    os.chdir(ROOT)
    assessment = assess(files.load("examples/blackout.txt"))
    with tempfile.TemporaryDirectory() as folder:
        page_file = os.path.join(folder, "report.html")
        files.write(page_file, html.render(assessment.index, assessment.diagnostics, assessment.weighing))
        with open_browser() as browser, open_page(browser, page_file, width=1200, height=1000) as page:
            page.screenshot(PICTURE, whole=False)
    print(f"{PICTURE}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
