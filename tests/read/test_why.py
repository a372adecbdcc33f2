"""`why`: every item of every sample is accounted for, with the words that it says."""

import glob
import os
import subprocess
import sys

import pytest

from holdwater.read.article import work_out
from holdwater.read.why import Unknown, explain, reasons_of
from holdwater.source import SourceText
from tests.read.score_samples import HERE, load

SAMPLES = sorted(glob.glob(os.path.join(HERE, "*.txt")))
NOTE = "1. The pump failed at noon, the manager said.\n2. Given (1), it is likely that the valve was shut.\n3. No alarm was heard in Rotterdam on 3 May 2021.\n"


@pytest.mark.parametrize("path", SAMPLES, ids=[os.path.basename(path) for path in SAMPLES])
def test_every_item_is_accounted_for(path: str) -> None:
    sample = load(path)
    work = work_out(SourceText(sample.name, sample.text))
    for claim, draft in zip(work.case.claims, work.drafts, strict=True):
        told = [(reason.what.rstrip("?"), reason.at) for reason in reasons_of(work, claim, draft)]
        own = work.own[draft.key]
        named = (
            ("hedge", own.hedges),
            ("speaker", own.attributions),
            ("silence", own.silences),
            ("date", own.dates),
            ("place", own.places),
        )
        for what, marks in named:
            assert [at for each, at in told if each == what] == [mark.at for mark in marks]
        assert [at for each, at in told if each == "because"] == [step.at for step in claim.because]
        assert sum(each in ("point", "kind") for each, _ in told) == 2
        assert ("conclusion" in [each for each, _ in told]) == (claim.id in work.case.conclusions)
        assert all(reason.rule for reason in reasons_of(work, claim, draft))


def test_each_line_names_rule_words_and_place() -> None:
    lines = explain(SourceText("note.txt", NOTE), "2").splitlines()
    assert lines[0] == "(2) line 2: “Given (1), it is likely that the valve was shut.”"
    assert "  kind        inference: draws on reasons — “Given”, 2:4" in lines
    assert "  hedge       likelihood, from prose.csv — “likely”, 2:21" in lines
    assert "  because     (1), stated: named by number — “(1)”, 2:10" in lines
    assert not any(line.startswith(("(1)", "(3)")) for line in lines)


def test_lists_and_gazetteer_are_named() -> None:
    told = explain(SourceText("note.txt", NOTE))
    assert "manager, reported: “said”, reported, strong, from speech.csv" in told
    assert "city in NL in places.tsv" in told
    assert "2021-05-03, a day — “3 May 2021”" in told
    assert "absence, from silence.csv" in told


def test_a_label_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unknown):
        explain(SourceText("note.txt", NOTE), "9")


def test_the_command_takes_a_label(tmp_path: object) -> None:
    path = os.path.join(str(tmp_path), "note.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write(NOTE)
    ran = subprocess.run([sys.executable, "-m", "holdwater", "read", "--why=2", path], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.startswith("(2) line 2:")
    failed = subprocess.run([sys.executable, "-m", "holdwater", "read", "--why=9", path], capture_output=True, encoding="utf-8")
    assert failed.returncode == 2
    assert "has no point 9" in failed.stderr
