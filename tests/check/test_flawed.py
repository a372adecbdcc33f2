"""A report with known faults: each is found, at its place, and little else is called a fault."""

from holdwater.case.index import Index
from holdwater.check import check
from holdwater.read import read
from holdwater.source import SourceText

FLAWED = """Who Poisoned the Lake?
By J. Marsh
18 June 2030

For three summers the trout of Lake Ardell have died, and for three summers we have been told that it is the heat. I believe that the paint factory at
Stow is behind it. My theory is that solvents are pumped into the inlet at night.

1. Fish started dying in 2027, the year in which the factory put in its second line.

2. Nobody has ever tested the water below the inlet.

3. Since the second line went into operation, the number of dead fish has doubled every year. This proves that the solvents are killing them.

4. A lorry driver told me that drums are taken to the shore after dark. He did not want his name in the paper.

5. The factory refuses to let reporters in, which tells you everything.

6. In view of (2) and (5), it is probable that the company is covering up the discharge.

7. On the basis of (3), (4) and (6), there can be no doubt that solvents go into the lake every night.

8. The factory denies that it discharges anything. The district office, according to the Stow Courier, found no solvents in two samples taken in May.

9. From (8) it can be seen that the district office does not look in the right place, for why would the fish be dying if there was nothing in the
water?

10. If there were a harmless explanation, the factory would have published it long ago.

The Courier has carried the story, the regional radio has picked it up from the Courier, and so three independent voices now confirm it.

Managers at Stow do not care about the lake. They want to push up the share price before the sale, and the town council, which is afraid of losing
jobs, looks away on purpose.

The meeting that will take place on 3 June 2030 is expected to bring the council's blessing for a third line.

As shown in (7), the factory pumps solvents into the lake every night, and that explains why the fish are dying (1), (3).

It would be unfair to say that the heat plays no part. But it is plain that no other cause could do this.
"""

FAULTS = {
    ("HW501", "My theory is"),
    ("HW301", "Nobody has ever tested"),
    ("HW305", "Nobody has ever tested"),
    ("HW301", "Since the second line"),
    ("HW206", "proves that"),
    ("HW213", "are killing"),
    ("HW305", "refuses to let"),
    ("HW203", "no doubt"),
    ("HW209", "why would the fish be dying if"),
    ("HW311", "would have published it"),
    ("HW306", "confirm it"),
    ("HW308", "on purpose"),
    ("HW701", "will take"),
    ("HW204", "(3)"),
    ("HW310", "no other cause could"),
}


def test_every_fault_is_found_where_it_is() -> None:
    index = Index(read(SourceText("lake.txt", FLAWED)))
    found = {(each.code, FLAWED[each.at.start : each.at.end]) for each in check(index) if each.severity != "note"}
    missed = {(code, words) for code, words in FAULTS if not any(code == other and at.startswith(words) for other, at in found)}
    assert missed == set()
    assert len(found) == len(FAULTS)
