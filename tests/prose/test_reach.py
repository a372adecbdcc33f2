"""Speakers, dates, references, silences and places that the words around them settle."""

import pytest

from holdwater.prose.mark import mark
from holdwater.prose.types import Marks
from holdwater.source import Span


def marks(text: str, *, labels: frozenset[str] = frozenset(), date: str | None = None) -> Marks:
    return mark(text, Span(0, len(text)), labels=labels, date=date)


@pytest.mark.parametrize(
    ("text", "name", "mode"),
    [
        ("Professor Hale gave evidence on the spread of smoke.", "Professor Hale", "reported"),
        ("Mr Horwell, who appeared for the police, made the following submissions.", "Mr Horwell", "reported"),
        ("Professor Moor had this to say about it.", "Professor Moor", "reported"),
        ("It was examined by the federal laboratory, which found that the clamp had closed.", "federal laboratory", "reported"),
        ("The verges are a trap, says Marta Quell.", "Marta Quell", "reported"),
        ("Opponents of public ownership say that councils are bad at it.", "Opponents of public ownership", "reported"),
        ("Engineers from Tabulex, the company that runs it, say that a unit overheated.", "Engineers from Tabulex", "reported"),
        ("They declined to release the records.", "They", "declined"),
        ("Tessel did not respond to a request for comment.", "Tessel", "declined"),
        ("The holder says he had forgotten his phone.", "holder", "reported"),
        ("The evidence of both these men was the same.", "men", "reported"),
    ],
)
def test_who_speaks(text: str, name: str, mode: str) -> None:
    assert [(told.name, told.mode) for told in marks(text).attributions] == [(name, mode)]


@pytest.mark.parametrize(
    "text",
    [
        "The office did not identify a connection.",
        "I'll make a few remarks about the work.",
        "Access was refused by the landowner.",
        "A Frenchman could not have written that.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert marks(text).attributions == ()


@pytest.mark.parametrize(
    ("text", "date", "isos"),
    [
        (
            "It closed in 2021. The councillor spoke of it in the town hall on a cold evening, on 24 January.",
            "2023-02-03",
            ["2021", "2023-01-24"],
        ),
        ("They were taken in December 2019. I was told on 6 January.", "2020-05-12", ["2019-12", "2020-01-06"]),
        ("Exports fell between January and March 2019.", "2019-04-17", ["2019-01", "2019-03"]),
        ("The court is expected to rule on Friday.", "2021-11-10", ["2021-11-12"]),
        ("The court ruled on Friday.", "2021-11-10", ["2021-11-05"]),
        ("The trial is due to begin in April.", "2022-09-14", ["2023-04"]),
        ("First, 2020 was an unusual year.", None, ["2020"]),
    ],
)
def test_dates_are_read_from_what_stands_around_them(text: str, date: str | None, isos: list[str]) -> None:
    assert [found.iso for found in marks(text, date=date).dates] == isos


def test_references_without_words_and_numbers_that_are_none() -> None:
    labels = frozenset(("6.1", "6.2", "6.3"))
    assert [found.target for found in marks("Taking 6.1 and 6.3 together, the log was false.", labels=labels).citations] == ["6.1", "6.3"]
    assert marks("The firm paid 6.2 million for it, about 6.1 per cent.", labels=labels).citations == ()
    labels = frozenset(("1", "2", "12", "23"))
    assert marks("It was held in Smith v Jones [2004] UKHL 4 at [23] that notice matters.", labels=labels).citations == ()
    assert marks("Section 12(1) applies.[2]", labels=labels).citations == ()
    assert [found.target for found in marks("I refer to [2] and (12).", labels=labels).citations] == ["2", "12"]


def test_a_silence_in_the_passive_and_a_failure_that_was_shown() -> None:
    assert [found.kind for found in marks("No ransom demand has been received.").silences] == ["absence"]
    assert marks("No doubt the court was right.").silences == ()
    assert marks("A test showed that the sensor failed to react.").silences == ()
    assert [found.kind for found in marks("The company failed to react.").silences] == ["absence"]


def test_places_that_are_left_and_places_beside_others() -> None:
    assert [found.text for found in marks("The vessel left Durban and was seen east of Madagascar.").places] == ["Durban", "Madagascar"]
    assert marks("He stood in the Duma elections of 2007.").places == ()


def test_two_hedges_that_are_one_phrase() -> None:
    assert [hedge.text for hedge in marks("We judge with moderate confidence that it sank.").hedges] == [
        "We judge with moderate confidence"
    ]
    assert [hedge.text for hedge in marks("I do not think it is possible to say.").hedges] == ["I do not think it is possible"]
    assert marks("Hold it up to the light.").hedges == ()
    assert [hedge.text for hedge in marks("It holds up to 40 people.").hedges] == ["up to"]
