"""What is kept of the draws, until the last is in."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from holdwater.weigh.draws import Array
from holdwater.weigh.harvest import Yield
from holdwater.weigh.leading import pick
from holdwater.weigh.model import Model
from holdwater.weigh.summary import Store


class Keeper:
    """posteriors, points, speakers: rows as in the model. without: for each question (items x hypotheses) rows; likelihoods: (points with
    evidence and indicators x hypotheses) rows. expected, bits: rows of the open indicators. leads: for each question and hypothesis in how many draws it
    leads; fits: in how many the evidence is most to be expected under it, among those that are examined and have no blank cell.
    """

    __slots__ = ("bits", "expected", "fits", "leads", "likelihoods", "model", "open", "points", "possible", "posteriors", "speakers", "without")

    def __init__(self, model: Model, draws: int) -> None:
        self.model = model
        links = sum(one.link >= 0 for one in model.points)
        told = sum(one.row >= 0 for one in model.watched)
        self.open = [one for one in model.watched if one.row < 0]
        counts = [len(asked.hypotheses) for asked in model.questions]
        self.possible = np.zeros(draws, bool)
        self.points = Store(len(model.points), draws)
        self.speakers = Store(len(model.speakers), draws)
        self.posteriors = [Store(count, draws) for count in counts]
        self.without = [Store((links + len(model.speakers) + told) * count, draws) for count in counts]
        self.likelihoods = [Store((links + told) * count, draws) for count in counts]
        self.expected, self.bits = Store(len(self.open), draws), Store(len(self.open), draws)
        self.leads = [np.zeros(count, np.int64) for count in counts]
        self.fits = [np.zeros(count, np.int64) for count in counts]

    def keep(self, first: int, count: int, values: Array, found: Yield, leaders: Sequence[NDArray[np.intp]]) -> None:
        """Write `count` draws from number `first` on; the block may hold more columns, which are not wanted."""
        part, wanted = slice(first, first + count), slice(0, count)
        self.possible[part] = found.possible[wanted]
        self.points.rows[:, part] = found.points[:, wanted]
        self.speakers.rows[:, part] = found.speakers[:, wanted]
        for number, posterior in enumerate(found.posteriors):
            self.posteriors[number].rows[:, part] = posterior[:, wanted]
            self.without[number].rows[:, part] = found.without[number].reshape(-1, values.shape[1])[:, wanted]
            self.likelihoods[number].rows[:, part] = found.likelihoods[number].reshape(-1, values.shape[1])[:, wanted]
            ahead = leaders[number][wanted]
            self.leads[number] += np.bincount(ahead[ahead >= 0], minlength=len(posterior))
            asked = self.model.questions[number]
            shares = values[list(asked.priors.shares)]
            with np.errstate(divide="ignore", invalid="ignore"):
                likelihood = np.where(shares > 0, posterior / shares, 0.0)[:, wanted]
            full = tuple(one and not blank for one, blank in zip(asked.examined, asked.blanks, strict=True))
            fitting = pick(likelihood, full)
            self.fits[number] += np.bincount(fitting[fitting >= 0], minlength=len(posterior))
        for row, one in enumerate(self.open):
            expected, bits = inform(found.posteriors[one.question], values[[cell.first for cell in one.cells]])
            self.expected.rows[row, part] = expected[wanted]
            self.bits.rows[row, part] = bits[wanted]


def inform(posterior: Array, likelihood: Array) -> tuple[Array, Array]:
    """How probable a yes is, and how many bits of the entropy of the question the answer is expected to take away, (draws,) each.

    posterior, likelihood of a yes: (hypotheses, draws). The mutual information of question and indicator: Σ p(h) Σ p(w|h) log₂ p(w|h)/p(w).
    Source: C. E. Shannon, A mathematical theory of communication, 1948; D. V. Lindley, On a measure of the information provided by an
    experiment, 1956.

    >>> [float(one[0]) for one in inform(np.array([[0.5], [0.5]]), np.array([[1.0], [0.0]]))]
    [0.5, 1.0]
    """
    yes = np.zeros(posterior.shape[1])
    no = np.zeros(posterior.shape[1])
    for share, expected in zip(posterior, likelihood, strict=True):
        yes += share * expected
        no += share * (1 - expected)
    bits = np.zeros(posterior.shape[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        for share, expected in zip(posterior, likelihood, strict=True):
            bits += np.where(share * expected > 0, share * expected * np.log2(expected / yes), 0.0)
            bits += np.where(share * (1 - expected) > 0, share * (1 - expected) * np.log2((1 - expected) / no), 0.0)
    return yes, np.where(np.isnan(yes), np.nan, np.maximum(bits, 0.0))
