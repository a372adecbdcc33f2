"""The file of a source cannot be read, or may not be: it lies outside the project.

Why it matters: the quotes from it are not looked up, so nothing is known about them.
Mend: correct the name, which counts from the folder of the case; move a file that lies outside into the project, or name the topmost
folder with `--root`.
Stays quiet: on sources without a `file`, and where nothing in the case asks for the file: no quote, no `at`, no `sha256`.
Source: CWE-22 (path traversal) and CWE-59 (link following), MITRE Common Weakness Enumeration, on why outside files are refused.
"""

from collections.abc import Iterator

from holdwater.check.quotations import Quotations, shorten
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW318", "source-unreadable"
SEVERITY: Severity = "error"


def check_quotes(quotations: Quotations) -> Iterator[Diagnostic]:
    for source in quotations.view.case.sources:
        file = quotations.sources.get(source.id)
        if file is None or file.text is not None:
            continue
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY if file.outside else "warning",
            at=quotations.field(source, "file"),
            message=f"the file of “{source.id}” {file.finding or 'cannot be read'}: {shorten(source.file or '')}",
            why="a case opens no file outside its project" if file.outside else "quotes from a file that cannot be read are not looked up",
            mend=file.mend or "check the name",
        )
