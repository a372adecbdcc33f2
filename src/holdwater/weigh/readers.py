"""Words as the people of a survey read them: each draw is one person, and every word in it has that person's reading (CALCULUS section 7)."""

import numpy as np
from numpy.typing import NDArray

from holdwater.credence.network import uniforms
from holdwater.lexicon import Words
from holdwater.lexicon.survey import load_survey
from holdwater.typed import NamedTuple
from holdwater.weigh.draws import Array
from holdwater.weigh.model import Model
from holdwater.weigh.parameters import hash_name


class SurveyReaders(NamedTuple):
    """answers: (people, phrases), in [0, 1]. ranks: of each person, the mean over the phrases of how high they read among all, in [0, 1].

    asked: parameters whose word is in the survey, and its column; other: those whose word is not, with both ends of its interval.
    """

    answers: Array
    ranks: Array
    asked: NDArray[np.intp]
    columns: NDArray[np.intp]
    other: NDArray[np.intp]
    low: Array
    high: Array

    def read(self, values: Array, first: int, seed: int) -> None:
        """See `draws.Readers`."""
        chance = uniforms(np.array([hash_name("reader")], np.uint64), first, values.shape[1], seed)[0]
        people = (chance * len(self.answers)).astype(np.intp)
        values[self.asked] = self.answers[people[None, :], self.columns[:, None]]
        values[self.other] = self.low[:, None] + (self.high - self.low)[:, None] * self.ranks[people]


def load_readers(words: Words, model: Model) -> SurveyReaders:
    """The survey, fitted to the parameters of a model."""
    phrases, answers = load_survey()
    places = {phrase: at for at, phrase in enumerate(phrases)}
    table = np.array(answers, float) / 100
    asked, columns, other = [], [], []
    for number, one in enumerate(model.parameters):
        if one.term is None:
            continue
        row = words.scale.terms.get(" ".join(one.term.casefold().split()))
        if row is not None and row.term in places:
            asked.append(number)
            columns.append(places[row.term])
        else:
            other.append(number)
    return SurveyReaders(
        table,
        rank_people(table),
        np.array(asked, np.intp),
        np.array(columns, np.intp),
        np.array(other, np.intp),
        np.array([model.parameters[number].interval.low for number in other], float),
        np.array([model.parameters[number].interval.high for number in other], float),
    )


def rank_people(answers: Array) -> Array:
    """How high each person reads among all, (people,): the mean over the phrases of the rank of the answer, 0 lowest, 1 highest.

    answers: (people, phrases). People with equal answers share the middle of their ranks.

    >>> rank_people(np.array([[0.2, 0.5], [0.2, 0.9], [0.4, 0.7]])).round(3).tolist()
    [0.125, 0.625, 0.75]
    """
    count = len(answers)
    ranks = np.zeros(count)
    for column in answers.T:
        ordered = np.sort(column)
        ranks += (np.searchsorted(ordered, column, "left") + np.searchsorted(ordered, column, "right") - 1) / 2
    mean: Array = ranks / (answers.shape[1] * max(1, count - 1))
    return mean
