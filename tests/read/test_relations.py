"""Reasons that the build of a text gives: each relation with the nearest text that has none."""

from holdwater.read import read
from holdwater.source import SourceText


def links(text: str) -> set[tuple[str, str, str]]:
    """(premise, conclusion, basis) by id, guesses left out."""
    case = read(SourceText("text.txt", text))
    return {
        (premise, claim.id, step.basis) for claim in case.claims for step in claim.because if not step.proposed for premise in step.premises
    }


def kinds(text: str) -> dict[str, str | None]:
    return {claim.id: claim.kind for claim in read(SourceText("text.txt", text)).claims}


def test_this_suggests_takes_up_the_sentence_before() -> None:
    found = links("The lock was bent outwards. This suggests that it was opened from inside.\n")
    assert found == {("P1", "P2", "stated")}
    assert links("The lock was bent outwards. This street runs to the harbour.\n") == set()


def test_none_of_this_proves_anything() -> None:
    assert links("The lock was bent outwards. None of this proves that it was opened from inside.\n") == set()


def test_a_plural_takes_up_more_than_one_sentence() -> None:
    found = links("The lock was bent. Its screws lay inside the room. These facts show that it was opened from inside.\n")
    assert found == {("P2", "P3", "stated"), ("P1", "P3", "implied")}


def test_therefore_at_the_head_of_a_paragraph_ties_to_the_whole_paragraph_above() -> None:
    text = "The pump stopped at nine.\nThe valve had been shut by hand. The log was blank.\n\nTherefore somebody was in the pump room.\n"
    assert links(text) == {("P1", "P4", "implied"), ("P2", "P4", "implied"), ("P3", "P4", "implied")}


def test_therefore_at_the_head_of_a_paragraph_ties_to_the_verdict_above_where_there_is_one() -> None:
    text = "The pump stopped at nine. It is likely that the valve was shut by hand.\n\nTherefore somebody was in the pump room.\n"
    assert ("P2", "P3", "stated") in links(text)
    assert not any(premise == "P1" and conclusion == "P3" for premise, conclusion, _ in links(text))


def test_an_announced_list_of_reasons_is_a_list_of_reasons() -> None:
    text = "There are two reasons to doubt the log. First, it was written a day late. Second, the ink is the same throughout.\n"
    assert links(text) == {("P2", "P1", "stated"), ("P3", "P1", "stated")}
    assert (
        links("There are two bridges in the town. First, the old one was built in 1890. Second, the new one was built in 1960.\n") == set()
    )


def test_that_is_because_gives_the_reason_for_what_stands_before() -> None:
    assert ("P2", "P1", "stated") in links("We think the log is false. That is because two of its pages are in another hand.\n")


def test_moreover_adds_to_the_same_verdict() -> None:
    text = "I do not believe that the door was forced. There were no marks on the frame. Moreover, the bolt was drawn back.\n"
    assert links(text) == {("P2", "P1", "implied"), ("P3", "P1", "implied")}


def test_a_verdict_and_the_flat_statements_around_it() -> None:
    assert links("I reject that account. The gate was shut.\n") == {("P2", "P1", "implied")}
    assert links("The gate was shut. The guard was asleep.\n") == set()
    assert links("The gate was open all night. It must have been the gate that he came through.\n") == {("P1", "P2", "implied")}


def test_what_is_judged_false_is_no_reason_for_that() -> None:
    assert links("The post says that 40,000 doses were lost. The figure is false.\n") == set()


def test_a_summary_gathers_the_verdicts_above() -> None:
    text = "The lock was bent. This suggests a thief.\n\nThe dog was quiet. This suggests a friend.\n\nTo sum up, a friend of the house was the thief.\n"
    assert {("P2", "P5", "implied"), ("P4", "P5", "implied")} <= links(text)


def test_a_clause_with_because_is_a_part_and_a_reason_for_a_judgement() -> None:
    case = read(
        SourceText("text.txt", "1. The pump failed.\n2. The alarm is unreliable, because it was never tested in the cold.\n3. It rained.\n")
    )
    assert [(step.premises, step.basis) for claim in case.claims if claim.id == "2" for step in claim.because] == [(("2a",), "stated")] or [
        (link.target) for claim in case.claims if claim.id == "2a" for link in claim.explains
    ] == ["2"]
    (clause,) = [claim for claim in case.claims if claim.id == "2a"]
    assert clause.text == "because it was never tested in the cold"


def test_because_in_a_story_is_an_explanation_and_since_may_be_of_time() -> None:
    case = read(SourceText("text.txt", "The meeting was moved to the hall because the room had been flooded.\n"))
    assert [claim.because for claim in case.claims if claim.id == "P1"] == [()]
    assert [link.target for claim in case.claims for link in claim.explains] == ["P1"]
    assert len(read(SourceText("text.txt", "Since the council took office, we have seen three floods in the town.\n")).claims) == 1


def test_against_this_is_an_objection_and_however_a_guess_of_one() -> None:
    case = read(SourceText("text.txt", "It is likely that the clerk did it. Against this, his badge was not used.\n"))
    assert [(step.premises, step.proposed) for claim in case.claims for step in claim.against] == [(("P2",), False)]
    case = read(SourceText("text.txt", "It is likely that the clerk did it. However, his badge was not used.\n"))
    assert [(step.premises, step.proposed) for claim in case.claims for step in claim.against] == [(("P2",), True)]


def test_findings_of_a_labelled_report_rest_on_its_paragraphs() -> None:
    text = (
        "1. Evidence\n\n1.1 Ms Ruiz said that she rang the engineer at two.\n\n1.2 The rope was replaced in May.\n\n1.3 The weather was calm.\n\n"
        "1.4 We accept the account of Ms Ruiz.\n\n2. Conclusions\n\n2.1 The rope was sound, having been replaced in May of that year.\n"
    )
    found = links(text)
    assert ("1.1", "1.4", "implied") in found
    case = read(SourceText("text.txt", text))
    assert [claim.label for claim in case.claims if claim.label] == ["1.1", "1.2", "1.3", "1.4", "2.1"]
    assert {"1.4", "2.1"} <= set(case.conclusions)


def test_kinds_of_sentences() -> None:
    assert kinds("In my view the gallery owes the public an account.\n")["P1"] == "inference"
    assert kinds("No toxin was detected in any of the samples.\n")["P1"] == "silence"
    assert kinds("A recount would settle the matter.\n")["P1"] == "prediction"
    assert kinds("The remaining question is whether the wiring was defective.\n")["P1"] == "hypothesis"
    assert kinds("It has been suggested that money was paid.\n")["P1"] == "report"
    assert kinds("The comparison is misleading.\n")["P1"] == "inference"
    assert kinds("The hall was large.\n")["P1"] == "observation"
    assert kinds("They walked to the hall.\n")["P1"] == "report"


def test_conclusions_are_what_the_author_concludes_with() -> None:
    text = (
        "The Hall\n\nThe roof leaked in May. It rained in June. It is likely that the beams are rotten.\n\nOverall, the hall is unsafe.\n"
    )
    case = read(SourceText("text.txt", text))
    assert set(case.conclusions) == {"P3", "P4"}
    case = read(
        SourceText("text.txt", "The Hall\n\nThe roof leaked in May. It rained in June. The mayor said that the beams were likely rotten.\n")
    )
    assert case.conclusions == ()


def test_a_finding_gathers_what_stands_above_it() -> None:
    text = """The fire at Corran mill

Where it began

1. The porter saw smoke at the north door at four. The door was found open.

2. The insurer's engineer measured the char, which was deepest at the north door.

3. I find that the fire began at the north door.

Who was there

4. The gatekeeper wrote down every visitor. His book has no entry after noon.

5. I am satisfied that the mill was empty.

6. For these reasons I conclude that nobody lit the fire.
"""
    case = read(SourceText("mill.txt", text))
    steps = {claim.id: [(step.premises, step.basis) for step in claim.because] for claim in case.claims}
    assert steps["3"] == [(("1",), "implied"), (("2",), "implied")]
    assert steps["5"] == [(("4",), "implied")]
    assert steps["6"] == [(("3",), "implied"), (("5",), "implied")]


def test_a_judgement_on_what_was_just_told_rests_on_it() -> None:
    text = "The vault was opened at nine. The safe held 190 coins. Eleven bags would be 198. The match is too close to be chance."
    case = read(SourceText("vault.txt", text))
    last = case.claims[-1]
    assert last.kind == "inference"
    assert [[case.claims[int(premise[1:]) - 1].text[:6] for premise in step.premises] for step in last.because] == [["Eleven"], ["The sa"]]
