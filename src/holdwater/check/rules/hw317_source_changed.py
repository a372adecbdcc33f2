"""The file of a source is not the one that was quoted: its SHA-256 differs.

Why it matters: a text that was changed after it was quoted may have lost the words, or what stood around them.
Mend: look at what changed, check the quotes against it, then write the new sum yourself. There is no fix for this: the sum says that a
person has looked at the file, and no program can say so.
Stays quiet: where no `sha256` is given.
Source: FIPS 180-4 (2015), Secure Hash Standard.
"""

from collections.abc import Iterator

from holdwater.check.quotations import Quotations
from holdwater.diagnostics import Diagnostic, Severity

CODE, NAME = "HW317", "source-changed"
SEVERITY: Severity = "warning"
DIGITS = 64


def check_quotes(quotations: Quotations) -> Iterator[Diagnostic]:
    for source in quotations.view.case.sources:
        file = quotations.sources.get(source.id)
        if file is None or file.sha256 is None or source.sha256 is None:
            continue
        given = source.sha256.strip().casefold().removeprefix("sha256:").strip()
        if given == file.sha256.casefold():
            continue
        is_sum = len(given) == DIGITS and all(char in "0123456789abcdef" for char in given)
        yield Diagnostic(
            code=CODE,
            name=NAME,
            severity=SEVERITY,
            at=quotations.field(source, "sha256"),
            message=f"“{source.id}” has changed since it was quoted: its SHA-256 is {file.sha256[:12]}…, not {given[:12]}…"
            if is_sum
            else f"the sha256 of “{source.id}” is no SHA-256: it has {len(given)} characters, not {DIGITS} hexadecimal digits"
            if len(given) != DIGITS
            else f"the sha256 of “{source.id}” is no SHA-256: it has characters that are no hexadecimal digits",
            why="what was quoted from one text may mean something else in another",
            mend=f"look at what changed and at the quotes, then write the sum of the file as it is: {file.sha256}",
        )
