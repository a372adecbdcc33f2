"""`holdwater review` as a person meets it, on a terminal and without one; and what is left of a file when it is killed in the middle."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from holdwater.__main__ import main
from holdwater.case.parse import parse
from holdwater.propose.counts import what_counts
from holdwater.propose.decide import list_open, reject
from holdwater.source import SourceText
from tests.cli.terminal import on_a_terminal
from tests.propose.article import ARTICLE, HONEST, case_of, honest_alone, propose_to

CASE = propose_to(case_of(), HONEST, alone=honest_alone).text
KILLS = int(os.environ.get("HOLDWATER_KILLS", "40"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    Path("pump.txt").write_text(ARTICLE, encoding="utf-8")
    Path("case.md").write_text(CASE, encoding="utf-8")
    return tmp_path


def review(answers: str, monkeypatch: pytest.MonkeyPatch, path: str = "case.md") -> int:
    """One sitting with these answers, a line each, on standard input."""
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    return main(["review", path])


def held() -> str:
    return Path("case.md").read_bytes().decode()


def test_a_sitting_from_beginning_to_end(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert review("a\nr\na\ns\na\na\n", monkeypatch) == 1
    out = capsys.readouterr().out
    assert out.startswith("6 proposals in case.md\n")
    assert "6 to go: hypothesis H1\n" in out
    assert "  - - **H1?** The valve closed by itself when the pressure fell.\n  + - **H1** The valve" in out
    assert "pump.txt, line 11:\n" in out
    assert "⟦It is likely that the valve was shut by hand, given (2).⟧" in out
    assert "  (5) It is likely that the valve was shut by hand, given (2).\n    (6) According to the union" in out
    assert out.endswith("4 accepted, 1 rejected; 1 left\n")
    text = held()
    assert "- **H1** The valve closed by itself" in text
    assert "    - cq 2?: " in text
    assert "## Rejected proposals\n\n- watch: An inspection" in text
    assert [one.item.id for one in list_open("case.md", text)] == ["2"]
    assert review("a\n", monkeypatch) == 0
    assert capsys.readouterr().out.startswith("1 proposal in case.md\n")
    assert review("", monkeypatch) == 0
    assert capsys.readouterr().out == "nothing is proposed in case.md\n"


def test_each_decision_is_in_the_file_before_the_next_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    class Answers:
        def __init__(self) -> None:
            self.left = ["a", "a", "a", "q"]
            self.seen: list[str] = []

        def isatty(self) -> bool:
            return False

        def readline(self) -> str:
            self.seen.append(held())
            return self.left.pop(0) + "\n"

    answers = Answers()
    monkeypatch.setattr(sys, "stdin", answers)
    assert main(["review", "case.md"]) == 1
    assert [len(list_open("case.md", text)) for text in answers.seen] == [6, 5, 4, 3]
    for before, after in zip(answers.seen, answers.seen[1:], strict=False):
        assert sum(one != two for one, two in zip(before.splitlines(), after.splitlines(), strict=True)) == 1


def test_several_decisions_are_taken_back(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert review("a\nr\ns\nu\nu\nu\nu\nq\n", monkeypatch) == 1
    assert held() == CASE
    out = capsys.readouterr().out
    assert "there is nothing to take back" in out
    assert out.endswith("nothing decided; 6 left\n")


def test_the_end_of_the_input_is_an_end(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert review("a\n", monkeypatch) == 1
    assert len(list_open("case.md", held())) == 5
    assert capsys.readouterr().out.endswith("1 accepted; 5 left\n")


def test_a_line_is_changed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answers = "s\ns\ns\ns\ns\nc\n\nc\nbecause: (99)\nc\nbecause: (6), (4) — likely\n"
    assert review(answers, monkeypatch) == 1
    out = capsys.readouterr().out
    assert "now: because: (6)" in out
    assert "nothing is changed" in out
    assert "not done: (5) cites (99), which is not in this file" in out
    assert held() == CASE.replace("because?: (6)", "because: (6), (4) — likely")


def test_somebody_else_s_edit_is_never_written_over(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    theirs = CASE.replace("## Points", "A word of theirs.\n\n## Points")

    class Answers:
        left = ("a", "r", "a", "u", "q")
        at = 0

        def isatty(self) -> bool:
            return False

        def readline(self) -> str:
            if self.at == 1:
                Path("case.md").write_text(theirs, encoding="utf-8")
            self.at += 1
            return self.left[self.at - 1] + "\n"

    monkeypatch.setattr(sys, "stdin", Answers())
    assert main(["review", "case.md"]) == 1
    out = capsys.readouterr().out
    assert "changed by somebody else" in out
    assert held() == theirs  # what was decided before they wrote is theirs to keep or not; the accept after it was taken back
    assert "1 accepted; 6 left" in out


def test_a_file_keeps_its_line_ends_and_its_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\ufeff" + CASE.replace("\n", "\r\n")
    Path("case.md").write_bytes(text.encode())
    assert review("a\nr\nq\n", monkeypatch) == 1
    after = held()
    assert after.startswith("\ufeff---\r\n")
    assert "\n" not in after.replace("\r\n", "")
    assert "- **H1** " in after


def test_a_source_that_is_not_at_hand(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    Path("pump.txt").unlink()
    assert review("q\n", monkeypatch) == 1
    assert "its source article is not at hand (is not there)" in capsys.readouterr().out
    Path("pump.txt").write_text(ARTICLE.replace("shut by hand", "shut by a machine"), encoding="utf-8")
    assert review("q\n", monkeypatch) == 1
    assert "its words do NOT stand in pump.txt any more" in capsys.readouterr().out
    Path("pump.txt").write_text(f"A line put before.\n\n{ARTICLE}", encoding="utf-8")
    assert review("q\n", monkeypatch) == 1
    assert "line 13, not where it was said to stand" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "told"),
    [("pump.txt", "is no case"), ("nowhere.md", "is not there"), ("-", "where the answers come from"), (".", "is a folder"), ("old.md", "UTF-8")],
)
def test_a_file_that_cannot_be_reviewed(path: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    Path("old.md").write_bytes(CASE.replace("valve closed", "valve cl\u00f6sed").encode("cp1252"))
    assert review("a\n", monkeypatch, path) == 2
    assert told in capsys.readouterr().err


def test_what_a_case_says_is_never_sent_to_the_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    text = "---\nholdwater: 1\n---\n\n## Points\n\n1. One \x1b]0;owned\x07 \u202e two.\n    - because?: (2)\n2. Two \x1b[31m red.\n"
    Path("case.md").write_text(text, encoding="utf-8")
    assert review("c\nbecause: (2) \x1b[2J\nq\n", monkeypatch) == 1
    captured = capsys.readouterr()
    assert not set("\x1b\x07\u202e") & set(captured.out + captured.err)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal(tmp_path: Path) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text("import sys\nopen(sys.argv[1], 'w').write('The valve was old and it closed.\\n')\n", encoding="utf-8")
    code, shown = on_a_terminal([b"c\n", b"a\n", b"q\n"], EDITOR=f"{sys.executable} {editor}", COLUMNS="50")
    assert code == 1
    assert "\x1b[1m6 to go" in shown
    assert "1 accepted, 1 changed; 4 left" in shown
    assert "- **H1** The valve was old and it closed.\n" in held()
    assert all(len(line) <= 50 for line in shown.split("\n") if line.startswith("  | "))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_without_colour_and_interrupted() -> None:
    code, shown = on_a_terminal([b"a\n", b"\x03"], NO_COLOR="1", COLUMNS="40")
    assert code == 130
    assert "\x1b[1m" not in shown
    assert "\x1b[31m" not in shown
    assert "interrupted" in shown
    assert len(list_open("case.md", held())) == 5
    code, _ = on_a_terminal([b"\x04"], NO_COLOR="1")
    assert code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_killed_in_the_middle_a_file_is_the_old_one_or_the_new_one() -> None:
    """One process saves decisions as fast as it can; it is killed at a random moment, again and again."""
    states = [CASE]
    while waiting := list_open("case.md", states[-1]):
        states.append(reject("case.md", states[-1], waiting[0])[0])
    code = (
        "import sys\nfrom holdwater.cli.rewrite import write_over\nfrom holdwater.source import SourceText\n"
        "states = sys.stdin.read().split('\\0')\nprint('ready', flush=True)\n"
        "while True:\n    for one, two in zip(states, states[1:] + states[:1]):\n        write_over(SourceText('case.md', one), two)\n"
    )
    chance = random.Random(9)
    torn = 0
    seen: set[str] = set()
    for _ in range(KILLS):
        Path("case.md").write_text(CASE, encoding="utf-8")
        process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\0".join(states).encode())
        process.stdin.close()
        assert process.stdout.readline() == b"ready\n"
        time.sleep(chance.random() * 0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        text = held()
        torn += text not in states
        seen.add(text)
    assert torn == 0
    assert len(seen) > 2  # it was killed while it was at work
    before = what_counts(parse(SourceText("a", CASE)).case)
    assert what_counts(parse(SourceText("a", held())).case) == before
