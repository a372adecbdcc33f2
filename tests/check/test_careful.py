"""A report that names its sources, hedges, and declines to infer raises no warning."""

from holdwater.case.index import Index
from holdwater.check import check
from holdwater.read import read
from holdwater.source import SourceText

CAREFUL = """The Fire at the Carden Mill
By A. Reporter
12 May 2031

The fire service said that the fire at the Carden mill began shortly after nine in the evening of 4 May. According to its log, the first engine
arrived at 21.17. Two workers were treated for smoke, the hospital reported, and both went home the next day.

The mill had been inspected in March. The inspector, Ruth Hollis, found that two of the five doors did not shut. The company said that it had repaired
them in April; Hollis told this paper that she had not been asked to come back, so that it is not known whether the repair was made.

It is not clear how the fire began. The police have not said whether they suspect arson, and nothing can be concluded from that: they never comment on
open inquiries. A worn bearing in the flour lift may have overheated, as one did in 2029. Another explanation is the wiring, which was renewed
only in part. The insurer declined to comment.

Some neighbours said that they had heard a bang. The recordings of the traffic camera, which this paper has seen, show no flash before 21.06. We do not
know what the neighbours heard. The investigation did not find any trace of petrol, but the ground floor could not be entered and the search
was limited.

The mayor, Tom Verrall, said that the mill would be rebuilt. The owner, who wants to sell the land, has not decided. The council meets on 20 May and
will probably discuss it then. If the bearing is found and shows no heat marks, the first explanation will have to be given up.
"""


def test_a_careful_report_raises_no_warning() -> None:
    found = check(Index(read(SourceText("mill.txt", CAREFUL))))
    assert [(each.code, each.message) for each in found if each.severity != "note"] == []
