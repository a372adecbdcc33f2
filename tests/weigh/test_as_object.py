import json
from math import log10

import pytest

from holdwater.case.index import Index
from holdwater.case.types import Watch
from holdwater.weigh import weigh
from holdwater.weigh.as_object import weigh_object
from tests.weigh.build import HERE, case, origin, point, question, says, weigh_case


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
        "seed": None,
        "draws": None,
        "impossible": None,
        "refused": None,
        "untight": None,
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
                "favoured": None,
                "hypotheses": {
                    "H1": {"prior": [0.4, 0.4], "posterior": None, "leads": None, "examined": True},
                    "H2": {"prior": [0.6, 0.6], "posterior": None, "leads": None, "examined": False},
                },
            }
        ],
        "sources": {},
        "weights": [],
        "tipping": [],
        "indicators": {},
    }


def test_points_keep_the_order_of_the_document_and_numbers_their_digits() -> None:
    weighing = weigh_case(point("9"), point("1", "very likely", because=[(["9", "x"], None)]), point("x", "likely"))
    there = json.loads(json.dumps(weigh_object(weighing)))
    assert list(there["points"]) == ["9", "1", "x"]
    assert tuple(there["points"]["1"]["held"]) == weighing.points["1"].held
    assert there["as_of"] is None


def test_the_object_with_numbers() -> None:
    # H1 0.9 · 0.8 + 0.1 · 0.2 = 0.74 against H2 0.5; a source of grade 0.6 tells a truth that nothing else bears on: (1 + 0.6 · 0.9) / 2
    rows = point("1", rows=[("H1", "0.9"), ("H2", "0.5")]).rows
    made = case(
        point("1", "0.8")._replace(rows=rows),
        point("2", reports=[says("keeper", "0.9")])._replace(text="Another."),
        sources=[origin("keeper", "0.6")],
        questions=[question(("H1", "0.5"), ("H2", "0.5"))],
    )
    made = made._replace(watch=(Watch("W1", "A sign.", HERE, HERE, rows=rows),))
    there = json.loads(json.dumps(weigh_object(weigh(Index(made), numbers=True, seed=3, draws=8))))
    assert (there["seed"], there["draws"], there["impossible"], there["refused"]) == (3, 8, 0, None)
    lead = 0.74 / 1.24

    def flat(value: float) -> dict[str, object]:
        there = pytest.approx([value, value])
        return {"median": pytest.approx(value), "band": there, "reached": there}

    hypotheses = there["questions"][0].pop("hypotheses")
    assert there["questions"] == [{"id": "Q1", "leader": "H1", "favoured": "H1"}]
    assert hypotheses["H1"] == {"prior": [0.5, 0.5], "posterior": flat(lead), "leads": 1.0, "examined": True}
    assert there["points"]["2"]["posterior"] == flat(0.77)
    assert there["sources"] == {"keeper": {"prior": [0.6, 0.6], "posterior": flat(0.6), "how": "grade “0.6”: 0.60"}}
    assert [(one["item"], one["kind"]) for one in there["weights"]] == [("(1)", "point"), ("(2)", "point"), ("keeper", "source")]
    assert there["weights"][0]["without"] == {"H1": flat(0.5), "H2": flat(0.5)}
    assert there["weights"][0]["diagnosticity"] == {"H1/H2": flat(log10(0.74 / 0.5))}
    assert there["weights"][2]["diagnosticity"] == {}
    # H1 and H2 meet where 0.2 + 0.6 λ = 0.5
    tip = next(one for one in there["tipping"] if one["parameter"] == "(1) under H1")
    assert tip == {
        "parameter": "(1) under H1", "item": "1", "question": "Q1", "interval": [0.9, 0.9], "value": pytest.approx(0.5), "inside": False,
        "leader": "H1", "next": "H2",
    }  # fmt: skip
    assert there["weights"][0]["tipping"] in there["tipping"]
    assert there["weights"][1]["tipping"] is None
    assert there["indicators"]["W1"]["question"] == "Q1"
    assert there["indicators"]["W1"]["expected"] == flat(0.9 * lead + 0.5 * (1 - lead))
    assert there["indicators"]["W1"]["bits"]["median"] == pytest.approx(there["indicators"]["W1"]["bits_mid"])
