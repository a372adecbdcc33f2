"""A weighing as plain data for JSON: schema `holdwater/weigh/1`."""

from typing import Any

from holdwater.credence import Interval
from holdwater.weigh.types import Weighed, WeighedHypothesis, Weighing


def weigh_object(weighing: Weighing) -> dict[str, Any]:
    """What `weigh --format json` prints, at full precision, points in document order.

    A number that was not computed is null; a collection of which nothing was computed is empty; without draws, `draws` and `seed` are 0.
    So every key is there with the type that it always has, and `draws == 0` says that there are no posteriors.
    """
    return {
        "schema": "holdwater/weigh/1",
        "as_of": weighing.as_of,
        "words": weighing.words,
        "seed": 0,
        "draws": 0,
        "assumptions": [
            {"what": one.what, "interval": _pair(one.interval), "source": one.source, "points": list(one.points)}
            for one in weighing.assumptions
        ],
        "points": {id: _point(point) for id, point in weighing.points.items()},
        "questions": [
            {"id": question.id, "leader": None, "hypotheses": {one.id: _hypothesis(one) for one in question.hypotheses}}
            for question in weighing.questions
        ],
        "sources": {},
        "weights": [],
        "indicators": {},
    }


def _point(point: Weighed) -> dict[str, Any]:
    return {
        "said": _pair(point.said),
        "held": _pair(point.held),
        "held_tight": None,
        "posterior": None,
        "origins": point.origins,
        "said_how": point.said_how,
        "held_how": point.held_how,
    }


def _hypothesis(hypothesis: WeighedHypothesis) -> dict[str, Any]:
    return {"prior": _pair(hypothesis.prior), "posterior": None, "leads": None, "examined": hypothesis.examined}


def _pair(value: Interval | None) -> list[float] | None:
    return None if value is None else [value.low, value.high]
