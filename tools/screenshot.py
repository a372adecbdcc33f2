"""Takes the picture of the report on the example article that the front page shows: `python -m tools.screenshot`, in the root folder.

Needs chromium (`tools/install-chromium`).
"""

import os
import sys
import tempfile

from tests.real.browser import open_browser, open_page

from holdwater import files
from holdwater.report import html
from holdwater.walk import assess

PICTURE = os.path.join("docs", "images", "report.png")


def main() -> int:
    assessment = assess(files.load("examples/blackout.txt"))
    with tempfile.TemporaryDirectory() as folder:
        page_file = os.path.join(folder, "report.html")
        files.write(page_file, html.render(assessment.index, assessment.diagnostics, assessment.weighing))
        with open_browser() as browser, open_page(browser, page_file, width=1200, height=1030) as page:
            page.screenshot(PICTURE, whole=False)
    print(f"{PICTURE}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
