"""The commands as a person meets them: what they print, what they write, how they end, and what they say of input that is none."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from holdwater import __version__
from holdwater.__main__ import main
from holdwater.check.rules import RULES

ROOT = Path(__file__).parents[2]
ARTICLE = (ROOT / "examples" / "blackout.txt").read_text(encoding="utf-8")
CASE = (ROOT / "examples" / "museum.case.md").read_text(encoding="utf-8")
INFLATED = "1. It is likely that the two met.\n\n2. It is very likely that they agreed, given (1).\n"
PLAIN = "1. The two met on 3 May 2031, the ministry said.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(ARTICLE, encoding="utf-8")
    Path("case.md").write_text(CASE, encoding="utf-8")
    Path("inflated.txt").write_text(INFLATED, encoding="utf-8")
    return tmp_path


def holdwater(*arguments: str, stdin: bytes | None = None, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """The whole program in a process of its own, in development mode: an exception that nobody expected is a traceback."""
    command = [sys.executable, "-X", "dev", "-m", "holdwater", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, env={**os.environ, **environment})


def one_json(text: str) -> dict[str, Any]:
    assert text.count("\n") == 1
    loaded = json.loads(text)
    assert isinstance(loaded, dict)
    return loaded


# assess


def test_assess_prints_a_summary_and_writes_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", "article.txt"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("The Night Port Merrin Went Dark\n")
    assert "Ines Hallorand" in out
    assert "2031-03-14" in out
    assert "Coastline Wire" in out
    assert "\n  said  " in out
    assert "\n  held  " in out
    assert "HW2" in out
    assert out.endswith("\nReport: article.report.html\n")
    page = Path("article.report.html").read_text(encoding="utf-8")
    assert "Port Merrin" in page
    assert sorted(os.listdir()) == ["article.report.html", "article.txt", "case.md", "inflated.txt"]


def test_assess_replaces_its_own_report_and_nobody_elses(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", "inflated.txt"]) == 0
    Path("inflated.txt").write_text(PLAIN, encoding="utf-8")
    assert main(["assess", "inflated.txt"]) == 0
    assert "ministry" in Path("inflated.report.html").read_text(encoding="utf-8")
    Path("inflated.report.html").write_text("<p>mine</p>", encoding="utf-8")
    assert main(["assess", "inflated.txt"]) == 2
    assert "--force" in capsys.readouterr().err
    assert Path("inflated.report.html").read_text(encoding="utf-8") == "<p>mine</p>"
    assert main(["assess", "inflated.txt", "--force"]) == 0
    assert "ministry" in Path("inflated.report.html").read_text(encoding="utf-8")


def test_assess_of_two_files_with_one_name_keeps_the_first_report(capsys: pytest.CaptureFixture[str]) -> None:
    Path("sub").mkdir()
    Path("sub/inflated.md").write_text(PLAIN, encoding="utf-8")
    assert main(["assess", "inflated.txt", "sub/inflated.md"]) == 2
    assert "agreed" in Path("inflated.report.html").read_text(encoding="utf-8")
    assert "holdwater: inflated.report.html: is the report on inflated.txt already" in capsys.readouterr().err


def test_assess_reads_standard_input() -> None:
    done = holdwater("assess", "-", stdin=INFLATED.encode())
    assert done.returncode == 0
    assert Path("stdin.report.html").exists()


def test_assess_as_json_writes_no_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", "--format", "json", "inflated.txt"]) == 0
    assert not Path("inflated.report.html").exists()
    data = one_json(capsys.readouterr().out)
    assert data["schema"] == "holdwater/assess/1"
    assert data["read"]["schema"] == "holdwater/read/1"
    assert data["check"]["schema"] == "holdwater/check/1"
    assert data["weigh"]["schema"] == "holdwater/weigh/1"
    assert data["weigh"]["points"]["2"]["held"][1] == pytest.approx(0.95 * 0.80)


def test_assess_as_json_of_several_files_is_an_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", "--format", "json", "inflated.txt", "none.txt", "article.txt"]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["read"]["path"] for line in lines] == ["inflated.txt", "article.txt"]


def test_assess_as_json_with_a_named_report_writes_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", "--format", "json", "inflated.txt", "-o", "r.html"]) == 0
    assert one_json(capsys.readouterr().out)
    assert Path("r.html").read_text(encoding="utf-8").startswith("<!")


def test_the_report_can_go_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", "inflated.txt", "-o", "-"]) == 0
    assert capsys.readouterr().out.startswith("<!")
    assert not Path("inflated.report.html").exists()


def test_the_same_input_gives_the_same_bytes() -> None:
    first = holdwater("assess", "article.txt", "-o", "1.html", PYTHONHASHSEED="1")
    second = holdwater("assess", "article.txt", "-o", "2.html", PYTHONHASHSEED="2")
    assert first.stdout.replace(b"1.html", b"2.html") == second.stdout
    assert Path("1.html").read_bytes() == Path("2.html").read_bytes()


# check


def test_check_shows_the_sentences_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "inflated.txt"]) == 1
    out = capsys.readouterr().out
    assert "inflated.txt:3:10 HW203 " in out
    assert "\n3 | 2. It is very likely that they agreed, given (1).\n  |          ^^^^^^^^^^^\n" in out
    assert "\n  = why:  " in out
    assert "\n  = mend: " in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 1),
        (["--fail-on", "note"], 1),
        (["--fail-on", "error"], 0),
        (["--severity", "error"], 1),
        (["--select", "HW203"], 1),
        (["--select", "HW1,hw2"], 1),
        (["--select", "HW7"], 0),
        (["--ignore", "HW"], 0),
    ],
)
def test_the_exit_code_is_that_of_the_gravest_finding(options: list[str], code: int) -> None:
    assert main(["check", "inflated.txt", *options]) == code


def test_what_is_ignored_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "inflated.txt", "--ignore", "HW2", "--ignore", "HW6"])
    out = capsys.readouterr().out
    assert "HW2" not in out
    assert "HW6" not in out


def test_severity_hides_without_changing_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "inflated.txt", "--severity", "error"]) == 1
    assert capsys.readouterr().out == "1 file: nothing found; 1 warning below --severity\n"


def test_check_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "inflated.txt", "case.md", "--format", "json"]) == 1
    data = one_json(capsys.readouterr().out)
    assert data["schema"] == "holdwater/check/1"
    assert [file["path"] for file in data["files"]] == ["inflated.txt", "case.md"]
    found = next(found for found in data["files"][0]["diagnostics"] if found["code"] == "HW203")
    assert INFLATED[found["start"] : found["end"]] == "very likely"
    assert (found["line"], found["column"]) == (3, 10)
    assert found["points"][0] == "2"
    assert (INFLATED[found["marks"][0]["start"] : found["marks"][0]["end"]], found["marks"][0]["label"]) == ("likely", "weakest premise")


def test_an_unreadable_file_does_not_keep_the_others_from_their_turn(capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()
    assert main(["check", "none.txt", "inflated.txt", "empty"]) == 2
    captured = capsys.readouterr()
    assert "HW203" in captured.out
    assert captured.err == (
        "holdwater: empty: is a folder without a case, and no settings name articles in it\n"
        '  mend: name files, or name articles in the settings: include = ["*.txt"]\n'
        "holdwater: none.txt: is not there\n  mend: check the name, or give - to read standard input\n"
    )


# read, weigh, fmt


def test_read_makes_a_case_that_reads_back_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "article.txt", "-o", "a.case.md"]) == 0
    assert main(["read", "article.txt", "--format", "json"]) == 0
    article = one_json(capsys.readouterr().out)
    assert main(["read", "a.case.md", "--format", "json"]) == 0
    case = one_json(capsys.readouterr().out)
    for key in ("id", "parent", "text", "degree", "kind", "supports", "explains", "sources", "at"):
        assert [(point["id"], point[key]) for point in case["points"]] == [(point["id"], point[key]) for point in article["points"]], key
    assert [source["id"] for source in case["sources"]] == [source["id"] for source in article["sources"]]


def test_read_keeps_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "article.txt", "-o", "a.md"]) == 0
    assert main(["read", "article.txt", "-o", "a.md"]) == 0  # the same: nothing to do
    Path("a.md").write_text("corrected by hand", encoding="utf-8")
    assert main(["read", "article.txt", "-o", "a.md"]) == 2
    assert Path("a.md").read_text(encoding="utf-8") == "corrected by hand"
    assert "--force" in capsys.readouterr().err
    assert main(["read", "article.txt", "-o", "a.md", "--force"]) == 0


def test_a_case_finds_its_article_from_its_own_folder() -> None:
    Path("cases").mkdir()
    assert main(["read", "article.txt", "-o", "cases/a.md"]) == 0
    assert "file: ../article.txt\n" in Path("cases/a.md").read_text(encoding="utf-8")


def test_read_passes_a_case_on_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "case.md"]) == 0
    assert capsys.readouterr().out == CASE


def test_weigh_gives_said_and_held(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["weigh", "inflated.txt"]) == 0
    out = capsys.readouterr().out
    assert "  said  very likely, 0.80–0.95  ················███·\n" in out
    assert "  held  0.44–0.76               ········████████····\n" in out  # 0.80 · 0.55 and 0.95 · 0.80
    assert main(["weigh", "inflated.txt", "--format", "json"]) == 0
    assert one_json(capsys.readouterr().out)["points"]["2"]["said"] == [0.8, 0.95]


def test_fmt_puts_a_case_into_form_once(capsys: pytest.CaptureFixture[str]) -> None:
    Path("case.md").write_text(CASE.replace("    - where: Alder", "    -   Where :  Alder"), encoding="utf-8")
    assert main(["fmt", "--check", "case.md"]) == 1
    assert main(["fmt", "--diff", "case.md"]) == 0
    assert "\n-    -   Where :  Alder Museum\n+    - where: Alder Museum\n" in capsys.readouterr().out
    assert main(["fmt", "case.md"]) == 0
    assert Path("case.md").read_text(encoding="utf-8") == CASE
    assert main(["fmt", "--check", "case.md"]) == 0


def test_fmt_of_an_article_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "article.txt"]) == 2
    assert "is no case" in capsys.readouterr().err
    assert Path("article.txt").read_text(encoding="utf-8") == ARTICLE


# explain, rules, help


def test_explain_says_why_a_rule_matters(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "hw203", "confidence-inflation"]) == 0
    out = capsys.readouterr().out
    assert out.count("HW203 confidence-inflation (warning)\n") == 2
    assert "Why it matters:" in out
    assert main(["explain", "HW2033"]) == 2
    assert "did you mean HW203?" in capsys.readouterr().err


def test_every_rule_is_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == [rule.code for rule in RULES]
    for rule in RULES:
        assert main(["explain", rule.code]) == 0


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"holdwater {__version__}\n"
    assert main(["--help"]) == 0
    assert "usage: holdwater" in capsys.readouterr().out
    assert main(["check", "--help"]) == 0
    assert "1 findings" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "usage: holdwater"),
        (["asess", "x"], "did you mean assess?"),
        (["article.txt"], "holdwater assess article.txt"),
        (["check", "--nonsense", "x"], "--nonsense"),
        (["check"], "FILE"),
        (["check", "x", "--select", "HW999"], "HW999: is no rule"),
        (["assess", "a.txt", "b.txt", "-o", "r.html"], "one file at a time"),
        (["assess", "a.txt", "--max-size", "lots"], "as in 32M"),
    ],
)
def test_a_wrong_call_is_explained(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


# bad input


@pytest.mark.parametrize("command", ["assess", "check", "read", "weigh", "fmt"])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("none.txt", None),
        ("binary.txt", b"\x7fELF\0\0\0"),
        ("empty.txt", b""),
        ("blank.txt", b"\xef\xbb\xbf \n\t\n"),
        ("letter.rtf", b"{\\rtf1 text}"),
        ("page.html", b"<p hidden></p>"),
        ("paper.pdf", b"%PDF-1.7 and no more"),
        ("big.txt", b"word " * 3_200_001),
    ],
)
def test_what_cannot_be_read_ends_with_2_and_a_message(
    command: str, name: str, data: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        Path(name).write_bytes(data)
    assert main([command, name]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"holdwater: {name}: ")
    assert "\n  mend: " in captured.err


def test_the_limit_can_be_moved(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "article.txt", "--max-size", "1k"]) == 2
    assert "larger than 1,000 bytes" in capsys.readouterr().err


def test_another_encoding_is_never_silent(capsys: pytest.CaptureFixture[str]) -> None:
    Path("old.txt").write_bytes("1. Café.\n".encode("cp1252"))
    assert main(["assess", "old.txt"]) == 0
    assert "holdwater: note: old.txt: not UTF-8 (byte 6): read as Windows-1252" in capsys.readouterr().err
    assert "Windows-1252" in Path("old.report.html").read_text(encoding="utf-8")


def test_a_report_path_that_is_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    Path("inflated.report.html").mkdir()
    assert main(["assess", "inflated.txt"]) == 2
    captured = capsys.readouterr()
    assert captured.err == "holdwater: inflated.report.html: is a folder\n  mend: name a file\n"
    assert "Main conclusion" in captured.out


def test_names_and_texts_cannot_send_commands_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    name = "a\x1b[2J\u202e.txt"
    Path(name).write_text("Title \x1b]0;x\x07\n\n" + INFLATED.replace("met", "met\x1b[31m\u202e"), encoding="utf-8")
    for command in ("assess", "check", "weigh"):
        main([command, name])
    main(["check", "none\x1b[2J"])
    captured = capsys.readouterr()
    for stream in (captured.out, captured.err):
        assert "\x1b" not in stream
        assert "\x07" not in stream
        assert "\u202e" not in stream


def test_a_reader_that_leaves_ends_it_quietly() -> None:
    Path("long.txt").write_text(INFLATED * 400, encoding="utf-8")
    command = [sys.executable, "-X", "dev", "-m", "holdwater", "check", "long.txt"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 2


def test_a_full_disk_and_a_closed_output_are_said() -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-X", "dev", "-m", "holdwater", "check", "inflated.txt"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr == b"holdwater: stdout: cannot be written (no space left on device)\n  mend: make room, or send it elsewhere\n"
    closed = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -X dev -m holdwater check inflated.txt >&-"], stderr=subprocess.PIPE, check=False
    )
    assert closed.returncode == 2
    assert b"stdout: is closed" in closed.stderr
    assert b"Traceback" not in closed.stderr


def test_interrupted_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(path: str, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("holdwater.files.load", interrupt)
    assert main(["check", "inflated.txt"]) == 130
    assert capsys.readouterr().err == "holdwater: interrupted\n"


def test_a_fault_of_ours_is_said_to_be_ours(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(source: object, **options: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("holdwater.walk.assess", fail)
    monkeypatch.setattr("holdwater.cli.each._developing", lambda: False)
    assert main(["check", "inflated.txt", "none.txt"]) == 2
    err = capsys.readouterr().err
    assert "ZeroDivisionError: by zero" in err
    assert "the fault is holdwater's" in err
    assert "none.txt: is not there" in err


def test_a_plain_locale_gets_plain_text() -> None:
    done = holdwater("assess", "inflated.txt", PYTHONUTF8="0", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    done.stdout.decode("ascii")
    as_json = holdwater("assess", "--format", "json", "article.txt", PYTHONIOENCODING="ascii")
    assert "—" not in ARTICLE
    assert json.loads(as_json.stdout.decode("utf-8"))["read"]["document"]["title"] == "The Night Port Merrin Went Dark"
