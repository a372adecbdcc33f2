"""What the sentences say of themselves. Every sentence here is made up, on subjects of its own; the expectations were written before the run."""

import pytest

from holdwater.prose.mark import mark
from holdwater.prose.tokens import Tokens, sentences
from holdwater.prose.types import Marks
from holdwater.source import Span


def marks_of(text: str, labels: str = "", date: str | None = None) -> Marks:
    return mark(text, Span(0, len(text)), labels=frozenset(labels.split()), date=date)


def split(text: str) -> list[str]:
    tokens = Tokens(text, Span(0, len(text)))
    return [text[tokens.starts[a] : tokens.ends[b - 1]] for a, b in sentences(tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The crane fell. Nobody was hurt.", ["The crane fell.", "Nobody was hurt."]),
        ("Dr. Ames saw Mr. J. Pell at No. 4. He left.", ["Dr. Ames saw Mr. J. Pell at No. 4.", "He left."]),
        ("The U.S. Coast Guard came on Jan. 31. It left.", ["The U.S. Coast Guard came on Jan. 31.", "It left."]),
        ("It cost 3.5 million. “Too much.” She left.", ["It cost 3.5 million.", "“Too much.”", "She left."]),
        ("Was it shut? It was! So be it.", ["Was it shut?", "It was!", "So be it."]),
        ("A heading\n\nA sentence.", ["A heading", "A sentence."]),
        ("He saw it (e.g. the valve) and left.", ["He saw it (e.g. the valve) and left."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is very likely that the pump failed.", [("very likely", "likelihood", "very likely")]),
        ("The valve was probably shut.", [("probably", "likelihood", "probably")]),
        ("It appears likely that the seal broke.", [("appears likely", "likelihood", "appears likely")]),
        ("It is evident that the log was edited.", [("evident", "evidential", "evident")]),
        ("The crew may have left early.", [("may", "modal", "may")]),
        ("The seals seem to have failed.", [("seem to", "evidential", "seem")]),
        ("In my view the seal broke.", [("In my view", "stance", None)]),
        ("At least two cranes fell.", [("At least", "approximation", None)]),
        ("It is not clear whether the log is complete.", [("not clear", "denial", None)]),
        ("It is not likely that the cargo was lost.", [("not likely", "likelihood", "not likely")]),
    ],
)
def test_hedges_are_found_with_their_class_and_term(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(hedge.text, hedge.kind, hedge.term) for hedge in marks_of(text).hedges] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Please answer as soon as possible.",
        "The port reopened in May.",
        "The ship lay in clear water off the mole.",
        "Certain pumps were replaced.",
        "Counsel appeared on behalf of the port.",
        "A remote harbour was used.",
    ],
)
def test_words_that_only_look_like_hedges_are_left_alone(text: str) -> None:
    assert marks_of(text).hedges == ()


@pytest.mark.parametrize(
    ("text", "speaker", "mode"),
    [
        ("The harbour office reported that the pump failed.", "harbour office", "reported"),
        ("Anna Berg, the chief engineer, said the pump failed.", "Anna Berg", "reported"),
        ("According to the insurer, the log was edited.", "insurer", "reported"),
        ("The outage was confirmed by the Port Authority.", "Port Authority", "confirmed"),
        ("The claim was denied by officials in the ministry.", "officials in the ministry", "denied"),
        ("The mayor's spokeswoman, Ines Roth, declined to comment on the outage.", "Ines Roth", "declined"),
        ("The report was not denied by Brandt.", "Brandt", "not denied"),
        ("As alleged by the union, nobody was on watch.", "union", "claimed"),
        ("The company has not said how the fire began.", "company", "declined"),
    ],
)
def test_speakers_are_found_whole_with_the_mode_of_their_verb(text: str, speaker: str, mode: str) -> None:
    found = [(a.name, a.mode) for a in marks_of(text).attributions]
    assert found == [(speaker, mode)]


@pytest.mark.parametrize(
    "text",
    [
        "The United States sent two tugs.",
        "It can be said that the pump was old.",
        "The repeated outages worried the crews.",
        "The state of the pump was poor.",
    ],
)
def test_verbs_of_speech_without_a_speaker_attribute_nothing(text: str) -> None:
    assert marks_of(text).attributions == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The alarm did not trigger any response from the control room.", "absence"),
        ("The operator has not released the log.", "no reaction"),
        ("The mayor declined to comment.", "declined"),
        ("The story was not denied by the port.", "not denied"),
        ("Otherwise it is not clear why the gate was open.", "unexplained"),
        ("The inquiry did not find any trace of tampering.", "not found"),
        ("There was no tape of the call.", "absence"),
    ],
)
def test_silences_are_told_apart(text: str, kind: str) -> None:
    assert [silence.kind for silence in marks_of(text).silences] == [kind]


def test_a_plain_negation_is_no_silence() -> None:
    assert marks_of("The pump did not work and the gate was not open.").silences == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Given points (1), (6) and (9), it is likely.", [("(1)", "1"), ("(6)", "6"), ("(9)", "9")]),
        ("As shown in paragraphs 6-8, it is likely.", [("paragraphs 6-8", "6"), ("paragraphs 6-8", "7"), ("paragraphs 6-8", "8")]),
        ("See paragraph 6.69 above.", [("paragraph 6.69", "6.69")]),
        ("It opened again (2017) and closed (99).", []),
        ("Given (1, 6), it is likely.", [("(1", "1"), ("6)", "6")]),
        ("Point 6 is not in doubt.", [("Point 6", "6")]),
    ],
)
def test_references_have_one_target_each_and_years_are_none(text: str, expected: list[tuple[str, str]]) -> None:
    found = marks_of(text, labels="1 6 7 8 9").citations
    assert [(citation.text, citation.target) for citation in found] == expected


def test_what_is_explained_is_told_from_what_is_given() -> None:
    marks = marks_of("Thanks to (1) it is likely. This would also explain (2) and (3), see (1).", labels="1 2 3")
    assert [(c.target, c.role) for c in marks.citations] == [("1", "support"), ("2", "explains"), ("3", "explains"), ("1", "explains")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on September 17, 2016 and after", [("September 17, 2016", "2016-09-17")]),
        ("on 16 October 2006.", [("16 October 2006", "2006-10-16")]),
        ("(4th, 9th and 12th May 2019)", [("4th", "2019-05-04"), ("9th", "2019-05-09"), ("12th May 2019", "2019-05-12")]),
        ("on Saturday, January 28 at noon", [("Saturday, January 28", "2017-01-28")]),
        ("from March to August 2016", [("from March to August 2016", "2016-03/2016-08")]),
        ("in the spring of 2018", [("the spring of 2018", "2018-03/2018-05")]),
        ("built before 1990", [("before 1990", "../1989-12-31")]),
        ("over the past ten days", [("the past ten days", "2017-01-24/2017-02-03")]),
        ("in recent weeks", [("recent weeks", "2017-01/2017-02")]),
        ("in the coming days", [("the coming days", "2017-02-03/..")]),
        ("three weeks ago", [("three weeks ago", "2017-01-13")]),
        ("for nearly two years", [("nearly two years", "2015-02/2017-02")]),
        ("on 2016-02-29 and 2017-02-29", [("2016-02-29", "2016-02-29")]),
        ("we may march in 7 boats past 31 buoys", []),
        ("on 31 February 2016", []),
    ],
)
def test_dates_mean_what_a_reader_of_3_february_2017_takes_them_to_mean(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(date.text, date.iso) for date in marks_of(text, date="2017-02-03").dates] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ship left from Marseille to Valletta.", ["Marseille", "Valletta"]),
        ("The fires burned around Deir ez-Zor and Palmyra.", ["Deir ez-Zor", "Palmyra"]),
        ("Russia and Canada signed the treaty.", []),
        ("Ottawa refused the request.", ["Ottawa"]),
        ("He arrived in May and left in June.", []),
        ("They met at Fulton Airport near Oslo.", ["Fulton Airport", "Oslo"]),
    ],
)
def test_places_count_where_something_is_or_happens(text: str, expected: list[str]) -> None:
    assert [place.text for place in marks_of(text).places] == expected


def test_a_known_place_has_its_coordinates() -> None:
    (place,) = marks_of("The ship lay off in Valletta.").places
    assert place.latitude == pytest.approx(35.9, abs=0.1)
    assert place.longitude == pytest.approx(14.5, abs=0.1)


def test_every_mark_quotes_its_place() -> None:
    text = "According to Dr. Ames, it is very likely that in May 2016 the gate near Oslo was shut, as (1) shows, but nobody has commented."
    marks = marks_of(text, labels="1")
    assert all(items for items in (marks.hedges, marks.attributions, marks.silences, marks.citations, marks.dates, marks.places))
    for hedge in marks.hedges:
        assert text[hedge.at.start : hedge.at.end] == hedge.text
    for citation in marks.citations:
        assert text[citation.at.start : citation.at.end] == citation.text
    for date in marks.dates:
        assert text[date.at.start : date.at.end] == date.text


def test_a_year_written_long_before_does_not_speak_for_a_date_of_the_document() -> None:
    story = "The old pump was built in 2011. " + "It served the harbour well and nobody complained about it in all that time. " * 6
    assert marks_of(story + "The hearing is scheduled for 20 March.", date="2017-02-03").dates[-1].iso == "2017-03-20"
    assert marks_of("In 2011 the pump failed. On 20 March it was replaced.", date="2017-02-03").dates[-1].iso == "2011-03-20"
