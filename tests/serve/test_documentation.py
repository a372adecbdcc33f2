"""What docs/editors.md says can be done that way. Neovim's part is run by tests/real/test_editors.py."""

import re
import tomllib

from holdwater import cli
from tests.serve.texts import ROOT

PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_settings_of_helix_are_toml_and_name_the_server() -> None:
    (block,) = blocks("toml")
    settings = tomllib.loads(block)
    assert settings["language-server"]["holdwater"] == {"command": "holdwater", "args": ["lsp"]}
    assert {language["name"] for language in settings["language"]} == {"markdown", "text"}
    assert all("holdwater" in language["language-servers"] for language in settings["language"])


def test_the_lines_for_emacs_are_balanced() -> None:
    (block,) = blocks("elisp")
    assert block.count("(") == block.count(")") >= 6
    assert '("holdwater" "lsp")' in block


def test_every_option_that_is_named_exists() -> None:
    help_text = cli.parsers()["lsp"].format_help()
    named = set(re.findall(r"`(?:holdwater lsp )?(--[a-z-]+)", PAGE))
    assert named >= {"--cases", "--ignore", "--select"}
    for option in named:
        assert option in help_text, option
