"""A weighing as plain data for JSON: schema `holdwater/weigh/1`."""

from holdwater.credence import Interval
from holdwater.typed import Any
from holdwater.weigh.types import Weighed, WeighedHypothesis, Weighing

TYPE_CHECKING = False  # type checkers take it for true; what only numbers need is not loaded without them
if TYPE_CHECKING:
    from holdwater.weigh.bands import Band, Tipping, Weight


def weigh_object(weighing: Weighing) -> dict[str, Any]:
    """What `weigh --format json` prints, at full precision, points in document order.

    Every key is always there: a number that was not asked for is null, a collection of which nothing was computed is empty.
    """
    return {
        "schema": "holdwater/weigh/1",
        "as_of": weighing.as_of,
        "words": weighing.words,
        "seed": weighing.seed,
        "draws": weighing.draws,
        "impossible": None if weighing.draws is None else weighing.impossible,
        "refused": None if weighing.refused is None else {**weighing.refused._asdict(), "cluster": list(weighing.refused.cluster)},
        "untight": weighing.untight,
        "assumptions": [
            {"what": one.what, "interval": _pair(one.interval), "source": one.source, "points": list(one.points)}
            for one in weighing.assumptions
        ],
        "points": {id: _point(point) for id, point in weighing.points.items()},
        "questions": [
            {
                "id": question.id,
                "leader": question.leader,
                "favoured": question.favoured,
                "hypotheses": {one.id: _hypothesis(one) for one in question.hypotheses},
            }
            for question in weighing.questions
        ],
        "sources": {one.id: {"prior": _pair(one.prior), "posterior": _band(one.posterior), "how": one.how} for one in weighing.sources},
        "weights": [_weight(one) for one in weighing.weights],
        "tipping": [_tipping(one) for one in weighing.tipping],
        "indicators": {
            one.id: {"question": one.question, "expected": _band(one.expected), "bits": _band(one.bits), "bits_mid": one.bits_mid}
            for one in weighing.indicators
        },
    }


def _point(point: Weighed) -> dict[str, Any]:
    return {
        "said": _pair(point.said),
        "held": _pair(point.held),
        "held_tight": _pair(point.held_tight),
        "posterior": _band(point.posterior),
        "origins": point.origins,
        "said_how": point.said_how,
        "held_how": point.held_how,
    }


def _hypothesis(hypothesis: WeighedHypothesis) -> dict[str, Any]:
    return {
        "prior": _pair(hypothesis.prior),
        "posterior": _band(hypothesis.posterior),
        "leads": hypothesis.leads,
        "examined": hypothesis.examined,
    }


def _weight(weight: "Weight") -> dict[str, Any]:
    return {
        "item": f"({weight.item})" if weight.kind == "point" else weight.item,
        "kind": weight.kind,
        "without": {id: _band(band) for id, band in weight.without.items()},
        "diagnosticity": {rivals: _band(band) for rivals, band in weight.diagnosticity.items()},
        "tipping": None if weight.tipping is None else _tipping(weight.tipping),
    }


def _tipping(tipping: "Tipping") -> dict[str, Any]:
    return {**tipping._asdict(), "interval": _pair(tipping.interval)}


def _band(band: "Band | None") -> dict[str, Any] | None:
    if band is None:
        return None
    return {"median": band.median, "band": [band.low, band.high], "reached": [band.least, band.greatest]}


def _pair(value: Interval | None) -> list[float] | None:
    return None if value is None else [value.low, value.high]
