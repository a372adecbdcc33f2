"""The language server in a real editor, set up as the documentation says, and the extension for VS Code."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.serve.texts import DEPOT

pytestmark = pytest.mark.real

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "editors" / "vscode"


def find(program: str) -> str:
    """Where a program is; its absence is a failure."""
    found = shutil.which(program)
    assert found is not None, f"{program} is not installed: run tools/install-editors"
    return found


def documented(version: tuple[int, int]) -> str:
    """The set-up that docs/editors.md gives for a version of Neovim."""
    page = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```lua\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 3
    newest, middle, oldest = blocks
    return str(newest if version >= (0, 11) else middle if version >= (0, 8) else oldest)


def test_neovim_shows_findings_and_hover_applies_a_fix_and_renames(tmp_path: Path) -> None:
    nvim = find("nvim")
    words = subprocess.run([nvim, "--version"], capture_output=True, check=True, text=True).stdout
    found = re.match(r"NVIM v(\d+)\.(\d+)", words)
    assert found is not None
    (tmp_path / "setup.lua").write_text(documented((int(found[1]), int(found[2]))), encoding="utf-8")
    text = DEPOT.replace("4. The cameras", "9. The cameras").replace("against: (4)", "against: (9)").replace("**4a**", "**9a**")
    case = tmp_path / "depot.case.md"
    case.write_text(text, encoding="utf-8")
    programs = tmp_path / "bin"
    programs.mkdir()
    holdwater = programs / "holdwater"
    holdwater.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m holdwater "$@"\n', encoding="utf-8")
    holdwater.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOLDWATER_FOLDER": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path),
    }
    done = subprocess.run(
        [nvim, "--headless", "--clean", "-n", "-c", f"luafile {ROOT / 'tests' / 'real' / 'neovim.lua'}"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
        timeout=180,
    )
    assert (tmp_path / "results.json").exists(), done.stderr.decode("utf-8", "replace")
    results: dict[str, Any] = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert "error" not in results, results["error"]
    assert "HW105" in results["codes"]
    assert "(2) inference" in results["hover"]
    assert "0.55–0.80" in results["hover"]
    assert results["references"] == 4
    assert results["definition"].startswith("2. It is likely")
    assert results["chosen"].startswith("HW105")
    assert results["outline"] == ["Hypotheses: Who?", "Points", "Sources", "Watch", "Expect"]
    written = case.read_text(encoding="utf-8")
    assert "- **9** The cameras show nobody." in written
    assert "- **20** It is likely that the crew had a key" in written
    assert "because: (20), (77), (1) — likely" in written
    assert '"as (2) has it"' in written


def test_the_extension_for_vs_code_is_well_formed() -> None:
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert (EXTENSION / package["main"]).exists()
    assert package["engines"]["vscode"].startswith("^1.")
    assert {"vscode-languageclient"} == set(package["dependencies"])
    assert {"onLanguage:markdown", "onLanguage:plaintext"} == set(package["activationEvents"])
    settings = package["contributes"]["configuration"]["properties"]
    assert settings["holdwater.command"]["default"] == "holdwater"
    assert settings["holdwater.arguments"]["default"] == ["lsp"]
    assert (EXTENSION / "README.md").exists()
    assert (EXTENSION / "LICENSE").read_text(encoding="utf-8") == (ROOT / "LICENSE").read_text(encoding="utf-8")
    subprocess.run([find("node"), "--check", str(EXTENSION / "extension.js")], check=True)


STUBS = """
const Module = require('module')
const said = []
const settings = { command: 'holdwater', arguments: ['lsp'] }
class LanguageClient {
  constructor (id, name, server, client) { said.push(['made', id, server, client.documentSelector]) }
  async start () { said.push(['started']); if (process.env.FAIL) { throw new Error('ENOENT') } }
  async stop () { said.push(['stopped']) }
}
const commands = {}
const stubs = {
  vscode: {
    workspace: {
      getConfiguration: () => ({ get: name => settings[name] }),
      onDidChangeConfiguration: () => ({ dispose () {} })
    },
    window: { showErrorMessage: message => said.push(['error', message]) },
    commands: { registerCommand: (name, act) => { commands[name] = act; return { dispose () {} } } }
  },
  'vscode-languageclient/node': { LanguageClient }
}
const load = Module._load
Module._load = (name, ...rest) => stubs[name] || load(name, ...rest)
const extension = require(process.argv[2])
const context = { subscriptions: [] }
extension.activate(context)
  .then(() => commands['holdwater.restart']())
  .then(() => extension.deactivate())
  .then(() => extension.deactivate())
  .then(() => console.log(JSON.stringify({ said, disposables: context.subscriptions.length })))
"""


@pytest.mark.parametrize("fails", [False, True])
def test_the_extension_starts_restarts_and_stops_the_server(tmp_path: Path, fails: bool) -> None:
    script = tmp_path / "stubs.js"
    script.write_text(STUBS, encoding="utf-8")
    environment = {**os.environ, **({"FAIL": "1"} if fails else {})}
    done = subprocess.run(
        [find("node"), str(script), str(EXTENSION / "extension.js")], capture_output=True, check=True, text=True, env=environment
    )
    outcome = json.loads(done.stdout)
    made = [each for each in outcome["said"] if each[0] == "made"]
    assert [each[2] for each in made] == [{"command": "holdwater", "args": ["lsp"]}] * 2
    assert {document["language"] for document in made[0][3]} == {"markdown", "plaintext"}
    assert {document["scheme"] for document in made[0][3]} == {"file", "untitled"}
    names = [each[0] for each in outcome["said"]]
    if fails:
        assert names == ["made", "started", "error"] * 2
        assert "pip install" in outcome["said"][2][1]
    else:
        assert names == ["made", "started", "stopped", "made", "started", "stopped"]
    assert outcome["disposables"] == 2
