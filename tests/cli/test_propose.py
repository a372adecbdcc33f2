"""`holdwater read --propose` as a person meets it: what it says before it sends, what it refuses, what it writes and where."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from holdwater.__main__ import main
from tests.cli.terminal import on_a_terminal
from tests.propose.article import ARTICLE, HONEST, case_of, honest_alone, lines_added
from tests.propose.standin import Standin, data_of, script

KEY = "sk-" + "Ostrel0123456789" * 2


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOLDWATER_MODEL_KEY", KEY)
    Path("pump.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def honest() -> Standin:
    return Standin(script(HONEST, honest_alone))


def test_it_is_off_unless_asked_for() -> None:
    assert main(["read", "pump.txt", "-o", "case.md"]) == 0
    assert "?" not in Path("case.md").read_text(encoding="utf-8").split("## Points")[1]


def test_an_article_becomes_a_case_with_proposals(capsys: pytest.CaptureFixture[str]) -> None:
    with honest() as standin:
        assert main(["read", "pump.txt", "--propose", standin.url, "--yes", "-o", "case.md"]) == 0
        shown = standin.url.split("/")[2]
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"to be sent to {shown}, model standin (this machine)\n" in captured.err
    task, data = standin.bodies[0]["messages"][1]["content"].split("\n\nThe data is between")[0], data_of(standin.bodies[0])
    size = len(task) + len(json.dumps(data, ensure_ascii=False))
    assert f"  9 sentences of the article in 1 request: {size:,} characters, about {size // 4 + 1} tokens\n" in captured.err
    assert "cost" not in captured.err
    assert "in 7 questions: 2 links, 1 rival hypothesis, 1 scheme of argument, 1 answer to a critical question, 1 indicator; `hold" in captured.err
    text = Path("case.md").read_text(encoding="utf-8")
    assert len(lines_added(case_of(), text)) == 10
    assert KEY not in captured.err + text
    assert main(["check", "case.md", "--fail-on", "error"]) == 0


def test_a_price_is_told_only_to_those_who_give_one(capsys: pytest.CaptureFixture[str]) -> None:
    with honest() as standin:
        assert main(["read", "pump.txt", "--propose", standin.url, "--yes", "--price", "2.50"]) == 0
    captured = capsys.readouterr()
    assert "cost: at most about 0.04" in captured.err
    assert captured.out.startswith("---\nholdwater: 1\n")


def test_without_a_yes_nothing_is_sent(capsys: pytest.CaptureFixture[str]) -> None:
    with honest() as standin:
        assert main(["read", "pump.txt", "--propose", standin.url, "-o", "case.md"]) == 2
        assert standin.bodies == []
    assert "add --yes" in capsys.readouterr().err
    assert os.listdir() == ["pump.txt"]


def test_a_text_leaves_the_machine_only_where_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "pump.txt", "--propose", "https://models.example/v1#m", "--yes"]) == 2
    assert "--remote" in capsys.readouterr().err
    assert main(["read", "pump.txt", "--propose", "http://models.example/v1#m", "--yes", "--remote"]) == 2
    assert "in the clear" in capsys.readouterr().err


@pytest.mark.parametrize("model", [f"http://user:{KEY}@localhost/v1#m", f"https://models.example/?k={KEY}#m", KEY, f"openai:{KEY}"])
def test_a_key_in_the_wrong_place_is_not_repeated(model: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert main(["read", "pump.txt", "--propose", model, "--yes", "--remote"]) == 2
    captured = capsys.readouterr()
    assert "mend:" in captured.err
    assert KEY not in captured.err + captured.out


def test_no_failure_of_a_server_shows_the_key_in_development_mode() -> None:
    """The whole program in a process of its own: tracebacks, warnings and what is left unclosed would be seen."""
    for answer in ((500, {}, KEY.encode()), (200, {}, KEY.encode()), (302, {"Location": f"http://localhost:1/{KEY}"}, b"")):
        with Standin(lambda data, answer=answer: answer) as standin:  # type: ignore[misc]
            command = [sys.executable, "-X", "dev", "-m", "holdwater", "read", "pump.txt", "--propose", standin.url, "--yes", "-o", "case.md"]
            done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 2
        assert done.stderr.count(b"holdwater: 127.0.0.1:") == 1
        assert KEY.encode() not in done.stdout + done.stderr
        assert b"Traceback" not in done.stderr
        assert b"Warning" not in done.stderr
    assert os.listdir() == ["pump.txt"]


def test_a_case_gets_proposals_in_place_and_keeps_its_own_lines(capsys: pytest.CaptureFixture[str]) -> None:
    mine = "\ufeff" + case_of().replace("## Points", "My own words.\n\n## Points").replace("\n", "\r\n")
    Path("case.md").write_bytes(mine.encode())
    with honest() as standin:
        assert main(["read", "case.md", "--propose", standin.url, "--yes", "-o", "case.md"]) == 0
        after = Path("case.md").read_bytes().decode()
        assert after.startswith("\ufeff---\r\n")
        assert len(lines_added(mine, after)) == 10
        assert main(["read", "case.md", "--propose", standin.url, "--yes", "-o", "case.md"]) == 0
    assert Path("case.md").read_bytes().decode() == after
    assert "6 suggestions" in capsys.readouterr().err


def test_a_case_that_changed_meanwhile_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("case.md").write_text(case_of(), encoding="utf-8")
    theirs = case_of() + "\nA line of somebody else's.\n"

    def answer(data: dict[str, object]) -> str:
        Path("case.md").write_text(theirs, encoding="utf-8")
        return script(HONEST, honest_alone)(data)

    with Standin(answer) as standin:
        assert main(["read", "case.md", "--propose", standin.url, "--yes", "-o", "case.md"]) == 2
    assert "has changed since it was read" in capsys.readouterr().err
    assert Path("case.md").read_text(encoding="utf-8") == theirs


def test_a_case_without_its_text_has_nothing_to_quote(capsys: pytest.CaptureFixture[str]) -> None:
    Path("case.md").write_text(case_of().replace("  - file: pump.txt\n", ""), encoding="utf-8")
    with honest() as standin:
        assert main(["read", "case.md", "--propose", standin.url, "--yes"]) == 2
        Path("case.md").write_text(case_of().replace("file: pump.txt", "file: ../../pump.txt"), encoding="utf-8")
        assert main(["read", "case.md", "--propose", standin.url, "--yes"]) == 2
        assert standin.bodies == []
    told = capsys.readouterr().err
    assert "names no text to propose from" in told
    assert "lies outside the project" in told


def test_json_is_for_what_is_settled(capsys: pytest.CaptureFixture[str]) -> None:
    with honest() as standin:
        assert main(["read", "pump.txt", "--propose", standin.url, "--yes", "--format", "json"]) == 2
        assert standin.bodies == []
    assert "does not go with --propose" in capsys.readouterr().err


def test_what_is_dropped_is_listed_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    bad = [{"kind": "indicator", "quote": f"words number {number} that nobody wrote\x1b[31m"} for number in range(50)]
    with Standin(lambda data: json.dumps({"proposals": [*bad, 7]})) as standin:
        assert main(["read", "pump.txt", "--propose", standin.url, "--yes", "-o", "case.md"]) == 0
    told = capsys.readouterr().err
    assert "proposed and kept, in 1 question: nothing\n" in told
    assert "dropped: 51 suggestions\n" in told
    assert told.count("its words do not stand in the text") == 39
    assert "and 11 more\n" in told
    assert "\x1b" not in told
    assert Path("case.md").read_text(encoding="utf-8") == case_of()


def test_other_commands_do_not_load_it() -> None:
    code = "import sys\nfrom holdwater.__main__ import main\nmain(sys.argv[1:])\nsys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code, "read", "pump.txt"], capture_output=True, check=True)
    loaded = set(done.stderr.decode().split())
    assert not {name for name in loaded if name.startswith("holdwater.propose")}
    assert not loaded & {"http.client", "ssl", "socket", "urllib.parse", "threading", "json"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_it_asks_first() -> None:
    with honest() as standin:
        command = ("read", "pump.txt", "--propose", standin.url, "-o", "case.md")
        code, shown = on_a_terminal([b"n\n"], *command, prompt=b"[y/N]")
        assert (code, standin.bodies) == (2, [])
        assert "about" in shown.partition("Send it? [y/N]")[0]
        assert "nothing was sent" in shown
        code, shown = on_a_terminal([b"\n"], *command, prompt=b"[y/N]")
        assert (code, standin.bodies) == (2, [])
        code, shown = on_a_terminal([b"y\n"], *command, prompt=b"[y/N]")
        assert (code, len(standin.bodies)) == (0, 7)
        assert "asked 6 of about 7" in shown
    assert len(lines_added(case_of(), Path("case.md").read_text(encoding="utf-8"))) == 10
    assert KEY not in shown
