"""`holdwater check --watch`: the check again whenever a file or its settings change."""

import argparse
import os
import sys

from holdwater import files
from holdwater.cli.check import Wants, check_files, gather_files, settings_above
from holdwater.cli.output import complain, say, see_terminal


def watch_files(options: argparse.Namespace) -> int:
    """Checks again what changes, until it is interrupted; new settings have everything checked again."""
    from holdwater.report.text import visible
    from holdwater.watch import changes

    for flag, given in (("--fix", options.fix), ("--diff", options.diff), ("-", "-" in options.files)):
        if given:
            raise files.Problem(flag, "does not go with --watch", "leave one of the two out")
    current: list[str] = []
    settings: list[str] = []
    looks = 0

    def paths() -> list[str]:
        """The files, and after them where their settings lie or might; folders are looked into now and then, which takes longer."""
        nonlocal current, settings, looks
        if looks % 10 == 0 and (looks == 0 or any(map(os.path.isdir, options.files))):
            try:
                current = gather_files(options, Wants(options), quiet=True)[0]
            except files.Problem:
                current = list(options.files)  # what is wrong is said when the files are checked
            if not options.no_config:
                folders = sorted({os.path.dirname(path) or os.curdir for path in current})
                settings = list(dict.fromkeys(above for folder in folders for above in settings_above(folder)))
        looks += 1
        return [*current, *settings]

    try:
        for number, changed in enumerate(changes(paths)):
            if number and see_terminal().colour:
                say("\x1b[2J\x1b[H")
            elif number:
                say("\n")
            if number:
                say(f"changed: {visible(', '.join(changed))}\n\n")
            fresh = Wants(options)
            try:
                every, _ = gather_files(options, fresh)
                check_files(options, fresh, every if set(changed) & set(settings) else [path for path in every if path in changed])
            except files.Problem as problem:
                complain(problem)
            say(f"watching {len(current)} file{'' if len(current) == 1 else 's'}; Ctrl-C ends it\n")
            sys.stdout.flush()
    except KeyboardInterrupt:
        say("\n")
    return 0
