"""Articles to cases. The articles are made up; what is expected of them was decided by reading them."""

import pytest

from holdwater.case.types import Case
from holdwater.read import read
from holdwater.source import SourceText

HARBOUR = """The Night the
Harbour Went Dark
By Mara
Lindqvist
March 14, 2019
"Coast Weekly" - "Tide Post" -
Since the harbour lost its power on Saturday, nobody
has said why. It appears likely that the outage was
arranged.
Let us start with what is known.
1. The harbour of Valletta lost its power on Saturday,
March 9 at two in the morning.
2. The harbour office reported that a cable had failed.
This would also surprise nobody.
3. The alarms did not trigger any response from the
control room.
Finally, two deductions.
4. Given the above, it is likely that somebody shut the
alarms off.
5. Given (1) and (4), it is very likely that the
operator knew. This would also explain (2) and (3).
Conclusions.
It is therefore likely that the operator planned the
outage (5).
The views expressed in this article do not necessarily
reflect the opinions of Coast Weekly.
"""


def case_of(text: str) -> Case:
    return read(SourceText("article.txt", text))


def steps(case: Case) -> dict[str, list[tuple[str, ...]]]:
    return {claim.id: [step.premises for step in claim.because if not step.proposed] for claim in case.claims if claim.because}


def test_the_head_of_a_wrapped_article_is_taken_apart() -> None:
    document = case_of(HARBOUR).document
    assert document.title == "The Night the Harbour Went Dark"
    assert document.author == "Mara Lindqvist"
    assert document.date == "2019-03-14"
    assert document.publisher == "Coast Weekly"
    assert document.republished_from == "Tide Post"


def test_numbered_points_keep_their_labels_and_the_text_its_order() -> None:
    case = case_of(HARBOUR)
    assert [claim.label for claim in case.claims if claim.label] == ["1", "2", "3", "4", "5"]
    assert [claim.at.start for claim in case.claims] == sorted(claim.at.start for claim in case.claims)
    assert len({claim.id for claim in case.claims}) == len(case.claims)


def test_every_point_stands_in_the_text_word_for_word() -> None:
    case = case_of(HARBOUR)
    for claim in case.claims:
        assert " ".join(case.source.quote(claim.at).split()) == claim.text


def test_stated_steps_are_found_and_explaining_is_no_support() -> None:
    case = case_of(HARBOUR)
    found = steps(case)
    assert found["4"] == [("3",)]
    assert found["5"] == [("1", "4")]
    five = next(claim for claim in case.claims if claim.id == "5")
    assert [link.target for link in five.explains] == ["2", "3"]
    assert all("5" not in premises for premises in found["5"])


def test_a_lead_in_is_the_heading_of_what_follows() -> None:
    case = case_of(HARBOUR)
    headings = {claim.id: claim.heading for claim in case.claims}
    assert headings["4"] == "Finally, two deductions."
    assert headings["1"] == "Let us start with what is known."


def test_the_thesis_stands_as_the_only_hypothesis() -> None:
    case = case_of(HARBOUR)
    (question,) = case.questions
    (hypothesis,) = question.hypotheses
    assert hypothesis.id == "H1"
    assert "the outage was arranged" in hypothesis.text
    assert [claim.id for claim in case.claims if claim.states] == ["P2"]


def test_the_disclaimer_is_set_apart() -> None:
    case = case_of(HARBOUR)
    assert any("views expressed" in case.source.quote(span) for span in case.boilerplate)
    assert not any("necessarily" in claim.text for claim in case.claims)


def test_kinds_follow_the_words() -> None:
    kinds = {claim.id: claim.kind for claim in case_of(HARBOUR).claims}
    assert kinds["2"] == "report"
    assert kinds["3"] == "silence"
    assert kinds["4"] == "inference"
    assert kinds["P2"] == "hypothesis"


def test_two_names_of_one_body_are_one_source_and_a_repeater_relays() -> None:
    case = case_of(
        "1. The Port Safety Board (PSB) reported a fire.\n"
        "2. The PSB said two men were hurt.\n"
        "3. It is likely that the fire was set, as confirmed by the PSB and repeated by Radio Nine (1).\n"
    )
    assert [(source.id, [link.target for link in source.relays]) for source in case.sources] == [
        ("article", []),
        ("psb", []),
        ("radio-nine", ["psb"]),
    ]


def test_paragraph_numbers_with_a_stop_are_labels_and_a_wrapped_number_is_none() -> None:
    case = case_of(
        "4.11 The dam was built in 1961.\n\n4.12 It is apparent that the gate stuck in\n2016. The keeper was asleep.\n\n"
        "4.13 I do not think that it would be safe to draw any inference from paragraph 4.12 above.\n"
    )
    assert [claim.label for claim in case.claims if claim.label] == ["4.11", "4.12", "4.13"]
    assert case.claims[-1].open


def test_a_memo_head_gives_author_date_and_title() -> None:
    document = case_of(
        "TO: The Board\nFROM: R. Okafor\nDATE: 3 May 2021\nSUBJECT: The lost manifest\n\nThe manifest was lost in April.\n"
    ).document
    assert (document.author, document.date, document.title) == ("R. Okafor", "2021-05-03", "The lost manifest")


def test_a_repeated_label_gets_an_id_of_its_own() -> None:
    case = case_of("1. The pump failed at noon.\n2. The gate was shut.\n2. The crew had left by then.\n3. Nobody saw it happen.\n")
    assert [claim.id for claim in case.claims] == ["1", "2", "2-2", "3"]
    assert [claim.label for claim in case.claims] == ["1", "2", "2", "3"]


@pytest.mark.parametrize(
    "text", ["", " \n\n", "?", "1.", "1. \n2. \n", "\ufeff", "(1)", "By \n", "\x00\x01", "a" * 5000, "1. A b c d.\n" * 300]
)
def test_any_text_gives_a_case(text: str) -> None:
    case = case_of(text)
    for claim in case.claims:
        assert 0 <= claim.at.start < claim.at.end <= len(text)


def test_the_main_conclusion_stands_on_the_longest_chain() -> None:
    assert case_of(HARBOUR).conclusions[0] in {claim.id for claim in case_of(HARBOUR).claims if "operator planned" in claim.text}


def test_what_a_silence_is_said_to_indicate_is_a_point_of_its_own() -> None:
    case = case_of(
        "1. The pump failed.\n2. The talks ended early when the mayor's spokesman, Ola Berg, declined to comment on them, perhaps indicating a quarrel.\n"
    )
    parts = {claim.id: claim for claim in case.claims if claim.parent == "2"}
    assert [parts[id].kind for id in ("2a", "2b")] == ["silence", "inference"]
    assert [step.premises for step in parts["2b"].because] == [("2a",)]
    assert parts["2b"].degree is not None
    assert parts["2b"].degree.term == "perhaps"


def test_turns_of_a_transcript_are_attributed_to_their_speakers() -> None:
    case = case_of(
        "THE CHAIR: Were you there?\n\nMR. OKE: I was on the bridge. The lamp went out at nine.\n\nMS. ORR: The log shows that it was lit.\n"
    )
    assert [(claim.text, [report.source for report in claim.reports]) for claim in case.claims] == [
        ("I was on the bridge.", ["oke"]),
        ("The lamp went out at nine.", ["oke"]),
        ("The log shows that it was lit.", ["orr"]),
    ]


def test_headings_run_into_a_paragraph_are_no_points() -> None:
    case = case_of(
        "1. Summary. It is unlikely that the carrier knew.\n\n2. Outlook. Given the above, a further loss is a realistic possibility.\n"
    )
    assert [(claim.id, claim.heading) for claim in case.claims] == [("1", "Summary"), ("2", "Outlook")]
    assert steps(case) == {"2": [("1",)]}


def test_reasons_given_by_a_range_of_paragraphs_are_all_premises() -> None:
    text = "1. The gate was shut.\n2. The lamp was lit.\n3. The log is complete.\n"
    text += "4. For the reasons given at paragraphs 1 to 3 above, I find it likely that he knew.\n"
    assert steps(case_of(text)) == {"4": [("1", "2", "3")]}


def test_short_answers_concede_what_was_put_and_headings_name_who_asks() -> None:
    text = """Inquiry into the ferry fire

EDNA MOOR, sworn

Examination by MR. TULL

Q. You were on the bridge at noon.

A. That's right.

Q. You did not sound the alarm.

A. No, I did not.

Q. The engine room had rung you twice.

A. No. It had rung the mate once.
"""
    case = read(SourceText("day.txt", text))
    put = {claim.text: [(report.source, report.mode) for report in claim.reports] for claim in case.claims}
    assert put["You were on the bridge at noon."] == [("tull", "says"), ("edna-moor", "says")]
    assert put["You did not sound the alarm."] == [("tull", "says"), ("edna-moor", "says")]
    assert put["The engine room had rung you twice."] == [("tull", "says"), ("edna-moor", "denies")]


def test_a_by_line_may_name_nobody() -> None:
    document = case_of("The Bridge at Hollow Ford\nBy a staff writer\n14 March 2031\n\n1. The eastern span of the bridge sank on 9 March.\n").document
    assert (document.title, document.author, document.date) == ("The Bridge at Hollow Ford", "a staff writer", "2031-03-14")


def test_the_id_of_a_source_has_one_hyphen_between_its_words() -> None:
    case = case_of("The contractor, Bannister & Low, declined to comment.\n")
    assert [source.id for source in case.sources if source.id != "article"] == ["bannister-low"]
