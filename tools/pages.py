"""Writes the pages of the documentation that are made from the code; `pages.py --check` says whether they are up to date."""

import os
import sys

from holdwater import cli

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def commands_page() -> str:
    parts = [
        "# The command line\n\n*This page is made from what `--help` prints.*\n",
        f"```text\n{cli.overview()}```\n",
        "`check` and `fmt --check` are made for CI: 0 is clean, 1 means findings, 2 that something could not be read or written.\n",
    ]
    for name, parser in cli.parsers().items():
        parts.append(f"## {name}\n\n```text\n{parser.format_help()}```\n")
    return "\n".join(parts)


PAGES = {"docs/commands.md": commands_page}


def main() -> int:
    check = sys.argv[1:] == ["--check"]
    stale = 0
    for path, make in PAGES.items():
        full = os.path.join(ROOT, path)
        content = make()
        held = None
        if os.path.exists(full):
            with open(full, encoding="utf-8", newline="") as file:
                held = file.read()
        if held == content:
            continue
        if check:
            print(f"{path}: is not what the code says; run make pages", file=sys.stderr)
            stale += 1
        else:
            with open(full, "w", encoding="utf-8", newline="") as file:
                file.write(content)
            print(f"{path}: written")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
