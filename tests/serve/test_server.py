"""The protocol, spoken with the real program over its standard input and output."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serve.client import Client, Message, start
from tests.serve.texts import BLACKOUT, DEPOT, at, known

FULL: Message = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "publishDiagnostics": {"relatedInformation": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "rename": {"prepareSupport": True},
    },
    "workspace": {"workspaceEdit": {"documentChanges": True}},
}
ASTRAL = DEPOT.replace("The gate was open at two.", "The \U0001f30a gate e\u0301 was open at two. See (2).").replace("\n", "\r\n")
_number = 0


@pytest.fixture(scope="module")
def server() -> Iterator[Client]:
    """One server for the tests that leave it as they found it; whatever it says on standard error is a fault."""
    with start() as client:
        client.initialize(FULL)
        yield client
        assert client.leave() == 0
        slow = re.compile(r"Executing <.*> took [0-9.]+ seconds\s*")  # what asyncio's development mode says on a busy machine
        assert slow.sub("", client.errors()) == ""


def opened(client: Client, text: str = DEPOT, *, language: str = "markdown") -> str:
    """A text of its own, open and understood."""
    global _number
    _number += 1
    uri = f"file:///texts/{_number}.case.md" if language == "markdown" else f"file:///texts/{_number}.txt"
    client.open(uri, text, language=language)
    client.diagnostics(1)
    return uri


def place(text: str, words: str, inside: int = 0) -> tuple[int, int]:
    """Line and column, in units of UTF-16, of some words and so many characters on."""
    before = text[: at(text, words, inside)]
    line = before.rpartition("\n")[2]
    return before.count("\n"), len(line.encode("utf-16-le")) // 2


def cut(text: str, range: Message) -> str:
    """What stands in a range given in units of UTF-16."""
    lines = text.split("\n")
    start, end = range["start"], range["end"]
    assert start["line"] == end["line"]
    first, last = int(start["character"]) * 2, int(end["character"]) * 2
    units: bytes = lines[start["line"]].encode("utf-16-le")
    return units[first:last].decode("utf-16-le")


def applied(text: str, edits: list[Message]) -> str:
    """A text after edits in units of UTF-16, the last first."""
    units = [line.encode("utf-16-le") for line in text.split("\n")]

    def offset(position: Message) -> int:
        return sum(len(line) + 2 for line in units[: position["line"]]) + int(position["character"]) * 2

    whole = text.encode("utf-16-le")
    for edit in sorted(edits, key=lambda edit: offset(edit["range"]["start"]), reverse=True):
        start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        whole = whole[:start] + str(edit["newText"]).encode("utf-16-le") + whole[end:]
    return whole.decode("utf-16-le")


# Findings


def test_findings_are_published_as_check_gives_them(server: Client) -> None:
    uri = "file:///texts/blackout.txt"
    server.open(uri, BLACKOUT, 7, "plaintext")
    found = server.diagnostics(7)
    ours = known(BLACKOUT, "/texts/blackout.txt").assessment.diagnostics
    assert [(each["code"], each["message"].split("\n")[0]) for each in found] == [(each.code, each.message) for each in ours]
    assert {each["severity"] for each in found} <= {1, 2, 3}
    assert all(each["source"] == "holdwater" and "\nwhy: " in each["message"] and "\nmend: " in each["message"] for each in found)
    lines = BLACKOUT.split("\n")
    for theirs, finding in zip(found, ours, strict=True):
        start = theirs["range"]["start"]
        assert lines[start["line"]][start["character"] :].startswith(BLACKOUT[finding.at.start : finding.at.end].split("\n")[0])
        assert len(theirs.get("relatedInformation") or ()) == len(finding.marks)
    server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert server.diagnostics() == []


def test_edits_in_parts_and_whole_texts(server: Client) -> None:
    uri = opened(server)
    assert "HW101" not in codes(server, uri, 2, replace(DEPOT, "because: (1)", "because: (1)"))
    wrong = DEPOT.replace("because: (1)", "because: (99)", 1)
    assert "HW101" in codes(server, uri, 3, replace(DEPOT, "because: (1)", "because: (99)"))
    assert "HW101" not in codes(server, uri, 4, replace(wrong, "because: (99)", "because: (1)"))
    assert "HW101" in codes(server, uri, 5, {"text": wrong})
    two = [replace(wrong, "because: (99)", "because: (98)"), replace(wrong.replace("(99)", "(98)"), "because: (98)", "because: (1)")]
    assert "HW101" not in codes(server, uri, 6, *two)


def codes(client: Client, uri: str, version: int, *changes: Message) -> set[str]:
    client.edit(uri, version, *changes)
    return {each["code"] for each in client.diagnostics(version)}


def replace(text: str, old: str, new: str) -> Message:
    start, end = place(text, old), place(text, old, len(old))
    return {"range": {"start": position(start), "end": position(end)}, "text": new}


def position(pair: tuple[int, int]) -> Message:
    return {"line": pair[0], "character": pair[1]}


def test_edits_behind_astral_characters_and_line_ends_of_two_characters(server: Client) -> None:
    uri = opened(server, ASTRAL)
    wrong = ASTRAL.replace("See (2)", "See (8)")
    assert "HW101" in codes(server, uri, 2, replace(ASTRAL, "See (2)", "See (8)"))
    assert "HW101" not in codes(server, uri, 3, replace(wrong, "See (8)", "See (2)"))
    formatted = server.request("textDocument/formatting", {"textDocument": {"uri": uri}, "options": {"tabSize": 4, "insertSpaces": True}})
    assert applied(ASTRAL, formatted) == ASTRAL  # so the server's text is the editor's


def test_quick_typing_is_answered_when_it_rests(server: Client) -> None:
    uri = opened(server)
    for version in range(2, 12):
        server.edit(uri, version, {"text": DEPOT + "x" * version})
    params = [server.notified("textDocument/publishDiagnostics")]
    while params[-1].get("version") != 11:
        params.append(server.notified("textDocument/publishDiagnostics"))
    assert len(params) <= 4


def test_an_unsaved_text_without_a_file_is_looked_at(server: Client) -> None:
    server.open("untitled:Untitled-1", DEPOT.replace("because: (1)", "because: (99)", 1))
    assert "HW101" in {each["code"] for each in server.diagnostics(1)}


# Places


def test_hover_gives_markdown_and_the_range(server: Client) -> None:
    uri = opened(server, ASTRAL)
    shown = server.at("hover", uri, *place(ASTRAL, "See (2)", 5))
    assert shown["contents"]["kind"] == "markdown"
    assert "**(2) inference**" in shown["contents"]["value"]
    assert cut(ASTRAL, shown["range"]) == "2"
    assert server.at("hover", uri, 0, 0) is None


def test_definition_references_and_highlights(server: Client) -> None:
    uri = opened(server, ASTRAL)
    where = place(ASTRAL, "See (2)", 5)
    (definition,) = server.at("definition", uri, *where)
    assert definition["range"]["start"] == position(place(ASTRAL, "2. It is likely"))
    uses = server.at("references", uri, *where, context={"includeDeclaration": False})
    assert [cut(ASTRAL, use["range"]) for use in uses] == ["2"] * 4
    assert len(server.at("references", uri, *where, context={"includeDeclaration": True})) == 5
    assert len(server.at("documentHighlight", uri, *where)) == 5
    assert server.at("definition", uri, *place(ASTRAL, "The \U0001f30a", 1)) is None


def test_renaming(server: Client) -> None:
    uri = opened(server, ASTRAL)
    where = place(ASTRAL, "See (2)", 5)
    prepared = server.at("prepareRename", uri, *where)
    assert (prepared["placeholder"], cut(ASTRAL, prepared["range"])) == ("2", "2")
    assert server.at("prepareRename", uri, *place(ASTRAL, "The \U0001f30a", 1)) is None
    (document,) = server.at("rename", uri, *where, newName="20")["documentChanges"]
    assert document["textDocument"] == {"uri": uri, "version": 1}
    renamed = applied(ASTRAL, document["edits"])
    assert "See (20)." in renamed
    assert "- **20** It is likely" in renamed
    assert '"as (2) has it"' in renamed
    with pytest.raises(RuntimeError, match="label of a hypothesis already"):
        server.at("rename", uri, *where, newName="H1")
    with pytest.raises(RuntimeError, match="no label here"):
        server.at("rename", uri, 0, 0, newName="H1")


def test_completion_does_not_wait(server: Client) -> None:
    uri = opened(server, ASTRAL)
    server.edit(uri, 2, replace(ASTRAL, "See (2)", "See (4"))
    items = server.at("completion", uri, *place(ASTRAL.replace("See (2)", "See (4"), "See (4", 6))["items"]
    assert [item["label"] for item in items] == ["4", "4a"]
    assert items[0]["textEdit"]["newText"] == "4)"
    assert cut(ASTRAL.replace("See (2)", "See (4"), items[0]["textEdit"]["range"]) == "4"
    server.diagnostics(2)


def test_hints_outline_folds(server: Client) -> None:
    uri = opened(server, ASTRAL)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}
    hints = server.request("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": whole})
    ends = {hint["label"]: hint["position"] for hint in hints}
    assert ends["holds 0.65–0.78"] == position(place(ASTRAL, "See (2).", 8))
    symbols = server.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert [symbol["name"] for symbol in symbols] == ["Hypotheses: Who?", "Points", "Sources", "Watch", "Expect"]
    assert cut(ASTRAL, symbols[1]["children"][0]["selectionRange"]) == "1"
    folds = server.request("textDocument/foldingRange", {"textDocument": {"uri": uri}})
    assert {"startLine": 0, "endLine": 4} in folds


def test_actions_mend_silence_and_accept(server: Client) -> None:
    text = ASTRAL.replace("2. It is likely", "5. It is likely")
    uri = opened(server, text)

    def offered(words: str, **context: Any) -> list[Message]:
        start, end = position(place(text, words)), position(place(text, words, len(words)))
        params = {"textDocument": {"uri": uri}, "range": {"start": start, "end": end}, "context": {"diagnostics": [], **context}}
        found: list[Message] = server.request("textDocument/codeAction", params)
        return found

    mend = next(action for action in offered("5.") if action["title"].startswith("HW105"))
    assert mend["kind"] == "quickfix"
    assert mend["isPreferred"] is True
    assert mend["diagnostics"][0]["code"] == "HW105"
    assert "- **5** It is likely" in applied(text, mend["edit"]["documentChanges"][0]["edits"])
    accept = next(action for action in offered("because?") if action["kind"] == "refactor.rewrite")
    assert "because?: (1)" not in applied(text, accept["edit"]["documentChanges"][0]["edits"])
    silence = next(action for action in offered("    - very likely") if action["title"].startswith("Silence"))
    assert "allow HW" in silence["edit"]["documentChanges"][0]["edits"][0]["newText"]
    assert {action["kind"] for action in offered("5.", only=["source"])} == {"source.fixAll"}


@pytest.mark.parametrize("shows", [True, False])
def test_a_decision_that_cannot_be_made_says_why_where_the_editor_shows_it(shows: bool) -> None:
    text = DEPOT.replace("because?: (1)", "because?: (5)").replace("## Sources", "- **5?** The dogs were quiet.\n\n## Sources")
    with start() as client:
        client.initialize({"textDocument": {"codeAction": {"disabledSupport": shows}}})
        uri = opened(client, text)
        where = {"start": position(place(text, "because?")), "end": position(place(text, "because?"))}
        params = {"textDocument": {"uri": uri}, "range": where, "context": {"diagnostics": [], "only": ["refactor"]}}
        offered = client.request("textDocument/codeAction", params)
        assert [action["title"].split()[0] for action in offered] == (["Take", "Reject"] if shows else ["Reject"])
        assert [("disabled" in action, "edit" in action) for action in offered] == [(True, False), (False, True)][not shows :]
        if shows:
            assert "only a proposal" in offered[0]["disabled"]["reason"]
        after = applied(text, offered[-1]["edit"]["changes"][uri])
        assert "because?: (5)" not in after
        assert after.endswith("- under (3): because: (5)\n")
        assert client.leave() == 0


def test_numbering_the_points(server: Client) -> None:
    text = ASTRAL.replace("2. It is likely", "- **7** It is likely").replace("(2)", "(7)")
    uri = opened(server, text)
    where = {"start": position(place(text, "**7**")), "end": position(place(text, "**7**"))}
    params = {"textDocument": {"uri": uri}, "range": where, "context": {"diagnostics": [], "only": ["refactor"]}}
    (action,) = [each for each in server.request("textDocument/codeAction", params) if "command" in each]
    assert action["title"].startswith("Number the points")
    number = server.ask("workspace/executeCommand", {"command": action["command"]["command"], "arguments": action["command"]["arguments"]})
    wanted = server.asked("workspace/applyEdit")
    server.reply(wanted, {"applied": True})
    assert server.answer(number)["result"] is None
    numbered = applied(text, wanted["params"]["edit"]["documentChanges"][0]["edits"])
    assert "- **2** It is likely" in numbered
    assert "because: (2), (1)" in numbered
    assert '"as (7) has it"' in numbered
    in_order = opened(server, ASTRAL)
    where = {"start": position(place(ASTRAL, "2. It is")), "end": position(place(ASTRAL, "2. It is"))}
    params = {"textDocument": {"uri": in_order}, "range": where, "context": {"diagnostics": []}}
    assert not [each for each in server.request("textDocument/codeAction", params) if "command" in each]
    article = opened(server, BLACKOUT, language="plaintext")
    with pytest.raises(RuntimeError, match="only the points of an open case"):
        server.request("workspace/executeCommand", {"command": "holdwater.renumber", "arguments": [article]})
    broken = opened(server, text.replace("because: (1)", "because: (99)", 1))
    with pytest.raises(RuntimeError, match="cannot be renumbered"):
        server.request("workspace/executeCommand", {"command": "holdwater.renumber", "arguments": [broken]})


def test_formatting_gives_the_usual_form(server: Client) -> None:
    text = ASTRAL.replace("    - source: log, 2", "    *   source :   log, 2")
    uri = opened(server, text)
    edits = server.request("textDocument/formatting", {"textDocument": {"uri": uri}, "options": {"tabSize": 4, "insertSpaces": True}})
    assert len(edits) == 1
    assert "    - source: log, 2\r\n" in applied(text, edits)
    article = opened(server, BLACKOUT, language="plaintext")
    assert (
        server.request("textDocument/formatting", {"textDocument": {"uri": article}, "options": {"tabSize": 4, "insertSpaces": True}})
        is None
    )


def test_a_place_in_a_source_leads_into_its_file(server: Client, tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text("\U0001f30a At two the gate stood open.\n", encoding="utf-8")
    text = DEPOT.replace("  - grade: C", "  - grade: C\n  - file: log.txt").replace("[log:3-9]", "[log:9-17]")
    uri = (tmp_path / "depot.case.md").as_uri()
    server.open(uri, text)
    server.diagnostics(1)
    (found,) = server.at("definition", uri, *place(text, ":9-17", 2))
    assert found["uri"] == (tmp_path / "log.txt").as_uri()
    assert found["range"] == {"start": {"line": 0, "character": 10}, "end": {"line": 0, "character": 18}}


def test_what_is_asked_of_a_text_that_is_not_open_has_no_answer(server: Client) -> None:
    for method in ("hover", "definition", "completion", "documentHighlight", "prepareRename"):
        assert server.at(method, "file:///nowhere.md", 0, 0) is None
    for method in ("documentSymbol", "foldingRange"):
        assert server.request(f"textDocument/{method}", {"textDocument": {"uri": "file:///nowhere.md"}}) is None
    server.edit("file:///nowhere.md", 2, {"text": "x"})


# What editors differ in


@pytest.mark.parametrize(
    ("offers", "chosen", "column"), [(["utf-8"], "utf-8", 21), (["utf-32", "utf-16"], "utf-32", 17), (None, "utf-16", 18)]
)
def test_columns_are_counted_as_the_editor_does(offers: list[str] | None, chosen: str, column: int) -> None:
    """Before the reference stand a wave, of four bytes, two units or one, and an accent of two bytes."""
    with start() as client:
        answer = client.initialize({"general": {"positionEncodings": offers}} if offers else {})
        assert answer["capabilities"]["positionEncoding"] == chosen
        uri = opened(client, "---\nholdwater: 1\n---\n\n## Points\n\n1. The \U0001f30a e\u0301 see (1) now.\n")
        found = client.at("definition", uri, 6, column)
        assert found is not None
        references = client.at("references", uri, 6, column, context={"includeDeclaration": False})
        assert references[0]["range"]["start"] == {"line": 6, "character": column}
        assert client.leave() == 0


def test_a_plain_editor_gets_plain_answers() -> None:
    with start() as client:
        client.initialize({"textDocument": {"hover": {"contentFormat": ["plaintext"]}}})
        uri = opened(client, DEPOT)
        assert client.at("hover", uri, *place(DEPOT, "because: (2)", 10))["contents"]["kind"] == "plaintext"
        assert list(client.at("rename", uri, *place(DEPOT, "**4a**", 3), newName="4b")) == ["changes"]
        symbols = client.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        assert all("location" in symbol for symbol in symbols)
        client.open("file:///b.txt", BLACKOUT, language="plaintext")
        found = client.diagnostics(1)
        assert not any("relatedInformation" in each for each in found)
        assert any("\nline " in each["message"] for each in found)


def test_options_choose_rules_and_texts() -> None:
    with start("--select", "HW2", "--ignore", "HW201", "--cases", "--stdio") as client:
        client.initialize(FULL)
        client.open("file:///b.txt", BLACKOUT, language="plaintext")
        assert client.diagnostics(1) == []
        client.open("file:///c.md", DEPOT.replace("because: (1)\n", "because: (3)\n", 1))
        found = {each["code"] for each in client.diagnostics(1)}
        assert found <= {"HW203", "HW204", "HW205", "HW206", "HW207", "HW208", "HW209"} | {f"HW{number}" for number in range(210, 230)}
        assert client.at("hover", "file:///b.txt", 20, 5) is None
        assert client.leave() == 0


def test_the_settings_of_the_folder_hold_until_they_change(tmp_path: Path) -> None:
    settings = tmp_path / "holdwater.toml"
    case, drafts = tmp_path / "depot.case.md", tmp_path / "old"
    drafts.mkdir()
    (tmp_path / ".git").mkdir()
    text = DEPOT.replace("because: (1)\n", "because: (77)\n", 1)
    with start() as client:
        client.initialize(FULL)
        client.open(case.as_uri(), text)
        every = {each["code"] for each in client.diagnostics(1)}
        assert "HW101" in every
        assert len(every) > 2
        settings.write_text('select = ["HW1"]\nseverity = "error"\nexclude = ["old/"]\n', encoding="utf-8")
        assert codes(client, case.as_uri(), 2, {"text": text}) == {code for code in every if code.startswith("HW101")}
        client.open((drafts / "depot.case.md").as_uri(), text)
        assert client.diagnostics(1) == []
        settings.write_text('selec = ["HW1"]\n', encoding="utf-8")
        assert codes(client, case.as_uri(), 3, {"text": text}) == set()
        assert "“selec” is no setting; did you mean select?" in client.notified("window/showMessage")["message"]
        codes(client, case.as_uri(), 4, {"text": text})
        assert client.nothing("window/showMessage", 0.2)
        assert client.leave() == 0
    with start("--no-config") as client:
        client.initialize(FULL)
        client.open(case.as_uri(), text)
        assert {each["code"] for each in client.diagnostics(1)} == every


# Endings and faults


def test_leaving_without_good_bye_and_closing_the_pipe() -> None:
    with start() as client:
        client.initialize(FULL)
        client.notify("exit", None)
        assert client.process.wait(30) == 1
    with start() as client:
        client.initialize(FULL)
        client.open("file:///c.md", DEPOT)
        assert client.process.stdin is not None
        client.process.stdin.close()
        assert client.process.wait(30) == 1


def test_messages_that_are_none_do_not_end_the_conversation() -> None:
    with start() as client:
        client.initialize(FULL)
        client.send({"id": 99, "method": "textDocument/hover", "params": {"nothing": "of the kind"}})
        client.send({"method": "textDocument/didOpen", "params": {}})
        answer = client.answer(client.ask("textDocument/nothingLikeIt", {}))
        assert answer["error"]["code"] == -32601
        assert opened(client, DEPOT)
        assert client.leave() == 0


def test_hostile_texts_are_taken_as_they_are(server: Client) -> None:
    for text in (
        "",
        "\0",
        "\ud83d",
        "(" * 20_000,
        "- " * 3_000,
        "---\nholdwater: 1\n---\n" + "> " * 500 + "## Points\n" + "1. (1)\n" * 50,
        "\u202e(7)",
    ):
        uri = opened(server, text)
        for method in ("documentSymbol", "foldingRange"):
            assert server.request(f"textDocument/{method}", {"textDocument": {"uri": uri}}) is not None
        server.at("hover", uri, 0, 1)
        server.at("completion", uri, 0, 1)


def test_without_pygls_there_is_a_message_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError(\"No module named 'pygls'\", name='pygls')\n", encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {json.dumps(str(tmp_path))}); from holdwater.__main__ import main; sys.exit(main(['lsp']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert done.stderr.decode() == "holdwater: lsp: needs pygls, which is not installed\n  mend: pip install 'holdwater[lsp]'\n"
    assert done.stdout == b""


def test_a_rule_that_does_not_exist_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "holdwater", "lsp", "--select", "HW999"], capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 2
    assert b"is no rule" in done.stderr


def test_a_large_case_is_answered_while_it_is_understood(server: Client) -> None:
    """Completion looks at what is known already; it comes before the findings of the edit."""
    text = "---\nholdwater: 1\n---\n\n## Points\n\n" + "".join(
        f"- **{number}** Crane {number} has stopped, it is likely.\n" for number in range(1, 601)
    )
    uri = opened(server, text + "\nSee ")
    end = position((text.count("\n") + 1, 4))
    server.edit(uri, 2, {"range": {"start": end, "end": end}, "text": "("})
    began = time.monotonic()
    items = server.at("completion", uri, end["line"], 5)["items"]
    assert len(items) == 200
    assert time.monotonic() - began < 5
    server.diagnostics(2)
