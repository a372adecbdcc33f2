"""`holdwater fmt`: case files in their usual form, their points renumbered if wanted."""

import argparse
import os

from holdwater import files
from holdwater.cli.arguments import add_cases, add_size, make_parser
from holdwater.cli.each import do_each
from holdwater.cli.output import FAILED, FOUND, complain, say, use_machine_output
from holdwater.cli.rewrite import difference, write_over
from holdwater.source import SourceText


def parser() -> argparse.ArgumentParser:
    made = make_parser(
        "fmt",
        "[OPTION]... FILE...",
        "Puts case files into their usual form, in place. Meaning and free prose stay as they are; - goes to standard output.",
        "exit codes: 0 done, or nothing to do; 1 with --check, a file is not in its usual form; 2 a file could not be\n"
        "read or written, or is no case (the others still are); 130 interrupted",
    )
    made.add_argument("files", metavar="FILE", nargs="+", help="a case, or a folder: the cases in it; - is standard input")
    made.add_argument("--check", action="store_true", help="write nothing; say which files would change")
    made.add_argument("--diff", action="store_true", help="write nothing; print what would change")
    made.add_argument("--renumber", action="store_true", help="number the points 1, 2, 3 … as they come, and every reference to them with them")
    add_cases(made)
    add_size(made)
    return made


def run(options: argparse.Namespace) -> int:
    from holdwater.case.format import format_text
    from holdwater.case.parse import is_case
    from holdwater.report.text import visible

    def one(source: SourceText) -> int:
        if not is_case(source.text):
            finding = "is no case: its front matter does not say `holdwater: 1`"
            raise files.Unreadable(source.name, finding, "make one of an article with holdwater read")
        if source.format is not None:
            raise files.Unreadable(source.name, f"is {source.format}: a case is a Markdown file", "save its text as .md")
        if source.notes:
            raise files.Unreadable(source.name, source.notes[0], "save it as UTF-8 first")
        formatted, done = source.text, "put into form"
        if options.renumber:
            from holdwater.case.renumber import renumber

            renumbered = renumber(source)
            if renumbered.trouble is not None:
                raise files.Refused(source.name, *renumbered.trouble)
            formatted = renumbered.text
            if renumbered.labels:
                done = "renumbered: " + ", ".join(f"({old}) is now ({new})" for old, new in renumbered.labels.items())
        formatted = format_text(SourceText(source.name, formatted))
        if source.name == "stdin" and not options.check and not options.diff:
            use_machine_output()
            say(formatted)
            return 0
        if formatted == source.text:
            return 0
        if options.diff:
            say(difference(source, formatted, "in form"))
        elif options.check:
            say(f"{visible(source.name)}: would change\n")
        else:
            write_over(source, formatted)
            say(f"{visible(source.name)}: {done}\n")
        return FOUND if options.check else 0

    paths, code = list(options.files), 0
    if any(map(os.path.isdir, paths)):
        from holdwater.gather import gather
        from holdwater.settings import Settings, find_settings

        def cases_only(folder: str) -> Settings | None:
            settings = find_settings(folder)
            return settings._replace(include=()) if settings is not None else None

        gathered = gather(paths, cases_only, limit=options.max_size)
        paths = list(gathered.paths)
        for problem in gathered.problems:
            complain(problem)
            code = FAILED
    return max(code, do_each(paths, options.max_size, one, cases=options.cases))
