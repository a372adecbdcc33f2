import json

from holdwater.weigh.as_object import weigh_object
from tests.weigh.build import origin, point, question, says, weigh_case


def test_the_whole_object() -> None:
    weighing = weigh_case(
        point("2", "likely", rows=[("H1", "likely")]),
        point("10", reports=[says("keeper", "2")]),
        point("3", retracted="yes"),
        sources=[origin("keeper", "C")],
        questions=[question(("H1", "0.4"), ("H2", "0.6"))],
        as_of="2023-03-01",
    )
    assert weigh_object(weighing) == {
        "schema": "holdwater/weigh/1",
        "as_of": "2023-03-01",
        "words": "icd203",
        "seed": 0,
        "draws": 0,
        "assumptions": [
            {"what": one.what, "interval": list(one.interval or ()), "source": one.source, "points": list(one.points)}
            for one in weighing.assumptions
        ],
        "points": {
            "2": {
                "said": [0.55, 0.8],
                "held": [0.55, 0.8],
                "held_tight": None,
                "posterior": None,
                "origins": 0,
                "said_how": "“likely” is 0.55–0.80 in ICD 203",
                "held_how": "no reasons, so it holds what it says: “likely” is 0.55–0.80 in ICD 203",
            },
            "10": {
                "said": None,
                "held": [0.65, 0.78],
                "held_tight": None,
                "posterior": None,
                "origins": 1,
                "said_how": "says nothing of its own: it is what others report",
                "held_how": weighing.points["10"].held_how,
            },
            "3": {
                "said": None,
                "held": None,
                "held_tight": None,
                "posterior": None,
                "origins": 0,
                "said_how": "left out: retracted",
                "held_how": "left out: retracted",
            },
        },
        "questions": [
            {
                "id": "Q1",
                "leader": None,
                "hypotheses": {
                    "H1": {"prior": [0.4, 0.4], "posterior": None, "leads": None, "examined": True},
                    "H2": {"prior": [0.6, 0.6], "posterior": None, "leads": None, "examined": False},
                },
            }
        ],
        "sources": {},
        "weights": [],
        "indicators": {},
    }


def test_points_keep_the_order_of_the_document_and_numbers_their_digits() -> None:
    weighing = weigh_case(point("9"), point("1", "very likely", because=[(["9", "x"], None)]), point("x", "likely"))
    there = json.loads(json.dumps(weigh_object(weighing)))
    assert list(there["points"]) == ["9", "1", "x"]
    assert tuple(there["points"]["1"]["held"]) == weighing.points["1"].held
    assert there["as_of"] is None
