"""Random arguments for laws: a few points with reasons, objections and undercutters among them."""

from hypothesis import strategies as st

from holdwater.case.types import Claim
from tests.weigh.build import point

TERMS = [None, "likely", "very likely", "roughly even chance", "unlikely", "0.9", "0.3–0.6", "1.0", "0.0", "open"]
terms = st.sampled_from(TERMS)


@st.composite
def arguments(draw: st.DrawFn, *, least: int = 2, most: int = 7, loops: bool = False) -> list[Claim]:
    """Points "0", "1" …; without `loops` a line only uses points before it, and an undercutter only strikes points after it."""
    count = draw(st.integers(least, most))
    points = []
    for number in range(count):
        others = [str(other) for other in range(count if loops else number)]
        lines = st.tuples(st.lists(st.sampled_from(others), min_size=1, max_size=3), terms) if others else st.nothing()
        targets = [str(other) for other in range(0 if loops else number + 1, count)]
        cuts = st.tuples(st.sampled_from(targets), st.none() | st.lists(st.sampled_from(others or ["0"]), max_size=2), terms)
        points.append(
            point(
                str(number),
                draw(terms),
                because=draw(st.lists(lines, max_size=2)) if others else (),
                against=draw(st.lists(lines, max_size=1)) if others else (),
                undercuts=draw(st.lists(cuts, max_size=1)) if targets else (),
            )
        )
    return points
