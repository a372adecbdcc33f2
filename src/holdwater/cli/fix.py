"""`holdwater check --fix`: the fixes of one text, written to its file or shown."""

import argparse
import os
from collections.abc import Callable

from holdwater import files
from holdwater.cli.check import name_of
from holdwater.cli.output import remark, say
from holdwater.cli.rewrite import difference, write_over
from holdwater.source import SourceText

TYPE_CHECKING = False  # type checkers take it for true; importing it from typing would cost start-up
if TYPE_CHECKING:
    from holdwater.walk import Assessment


def mend_file(source: SourceText, assessment: "Assessment", look: "Callable[[SourceText], Assessment]", options: argparse.Namespace) -> SourceText:
    """The text with its fixes, written to its file unless only the difference is wanted; the text itself where there are none."""
    from holdwater.mend import mend

    form = assessment.index.case.form
    if source.format is not None:
        remark(source.name, f"is {source.format}: what was taken out of it cannot be written back")
        return source
    if form == "article" and os.path.splitext(source.name)[1].lower() not in (".md", ".markdown"):
        remark(source.name, "is an article: its words are its author's, and stay as they are")
        return source
    if source.name == name_of("-", options) and "-" in options.files and not options.diff:
        raise files.Refused(source.name, "cannot be changed in place", "name a file, or see what would change with --diff")
    if source.notes:
        raise files.Refused(source.name, source.notes[0], "save it as UTF-8 first")
    mended = mend(source, lambda text: [each for each in look(text).diagnostics if each.silenced is None])
    if not mended.fixed:
        return source
    if options.diff:
        say(difference(source, mended.source.text, "fixed"))
        return mended.source
    write_over(source, mended.source.text)
    codes = ", ".join(dict.fromkeys(finding.code for finding in mended.fixed))
    told = f"{len(mended.fixed)} fixed ({codes})" + ("" if mended.settled else "; more would follow: fix again")
    if options.format == "text":
        from holdwater.report.text import visible

        say(f"{visible(source.name)}: {told}\n\n")
    else:
        remark(source.name, told)
    return mended.source
