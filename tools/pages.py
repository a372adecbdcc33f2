"""Writes the pages of the documentation that are made from the code; `pages.py --check` says whether they are up to date."""

import os
import sys

from holdwater import cli
from holdwater.check.rules import RULES, load

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


_FAMILIES = {
    "HW1": "form and references",
    "HW2": "inference",
    "HW3": "sources and evidence",
    "HW4": "wording",
    "HW5": "hypotheses",
    "HW6": "numbers",
    "HW7": "time and place",
}


def rules_page() -> str:
    parts = [
        "# The rules\n\n*This page is made from the rules themselves; `holdwater explain CODE` prints the same.*\n",
        "An *error* says that the case cannot be read as meant, a *warning* points at a fault of reasoning that the text itself shows, a\n"
        "*note* asks a question. What depends on a guess of the reader is a note at most. `allow HW305: reason` under a point of a case, or\n"
        "`<!-- holdwater: allow HW305, reason -->` in an article, silences a rule there.\n",
    ]
    family = None
    for rule in RULES:
        if rule.code[:3] != family:
            family = rule.code[:3]
            parts.append(f"## {family}: {_FAMILIES[family]}\n")
        where = {"both": "articles and cases", "article": "articles", "case": "cases"}[rule.form]
        parts.append(f"### {rule.code} {rule.name}\n\n*{rule.severity}; {where}*\n")
        for paragraph in _paragraphs((load(rule).__doc__ or "").strip()):
            parts.append(f"{paragraph}\n")
    return "\n".join(parts)


def _paragraphs(text: str) -> list[str]:
    """The lines of an explanation; one that opens with a heading word and a colon begins a paragraph."""
    out: list[str] = []
    for line in text.splitlines():
        head, colon, rest = line.partition(":")
        if colon and head in ("Why it matters", "Mend", "Stays quiet", "Source"):
            out.append(f"**{head}:**{rest}")
        elif not line.strip():
            out.append("")
        elif out and out[-1]:
            out[-1] += f"\n{line}"
        else:
            out.append(line)
    return [paragraph for paragraph in out if paragraph]


PAGES = {"docs/commands.md": commands_page, "docs/rules.md": rules_page}


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
