"""A bare weighing says of every point what a whole one says."""

import os

import pytest

from holdwater.case.index import Index
from holdwater.source import SourceText
from holdwater.walk import open_case
from holdwater.weigh import weigh

EXAMPLES = os.path.join(os.path.dirname(__file__), "..", "..", "examples")

ABSENT = """---
holdwater: 1
as-of: 2031-03-05
---

## Points

1. The lamps went out.
    - retracted: 2031-03-04
2. The pump failed.
    - source: log
3. Somebody shut the valve.
    - likely
    - because: (2)
    - against: (4)
4. The valve was seen open.
    - assumption
5. The feeder was switched off.
    - because: (1)
    - because: (2) — unlikely
6. It was sabotage.
    - hypothesis
    - undercuts: (3)
"""


@pytest.mark.parametrize("name", ["museum.case.md", "blackout.txt", "absent"])
def test_a_bare_weighing_has_the_same_said_and_held(name: str) -> None:
    text = ABSENT
    if name != "absent":
        with open(os.path.join(EXAMPLES, name), encoding="utf-8") as file:
            text = file.read()
    index = Index(open_case(SourceText(name, text))[0])
    bare, whole = weigh(index, bare=True), weigh(index)
    assert list(bare.points) == list(whole.points)
    for id, point in whole.points.items():
        assert bare.points[id][:4] == point[:4], id
    assert (bare.words, bare.as_of, bare.left_out) == (whole.words, whole.as_of, whole.left_out)
    assert len(bare.points) > 3
