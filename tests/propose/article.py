"""The article that the tests of this folder are about, and what an honest model says of it. Town, works and people are invented."""

import json
from typing import Any

from holdwater.case.write import write
from holdwater.propose.types import Outcome, Request
from holdwater.read import read
from holdwater.source import SourceText

ARTICLE = """\
The Pump That Stopped

1. The pump of the Ostrel waterworks stopped at noon on 4 May 2031.

2. The night shift had left the valve shut, the plant manager said.

3. It is not true that the alarm was switched off by the crew.

4. The maker had recalled pumps of this series in March.

5. It is likely that the valve was shut by hand, given (2).

Could it have been the heat? Nobody measured it that day. What happened next is on record.

6. According to the union, the crew was two people short that week.
"""

LINK = {"kind": "link", "in": "6", "of": "5", "from": ["6"], "how": "because", "quote": "the crew was two people short"}
EXPLAINS = {"kind": "link", "in": "4", "of": "4", "from": ["1"], "how": "explains", "quote": "The maker had recalled pumps of this series"}
RIVAL = {"kind": "rival", "in": "5", "quote": "the valve was shut by hand"}
INDICATOR = {"kind": "indicator", "in": "4", "quote": "The maker had recalled pumps of this series in March."}
SCHEME = {"kind": "scheme", "in": "2", "of": "2", "scheme": "position-to-know", "quote": "had left the valve shut"}
ANSWER = {"kind": "answer", "in": "6", "of": "2", "question": 2, "quote": "the crew was two people short that week"}
HONEST: list[dict[str, Any]] = [LINK, EXPLAINS, RIVAL, INDICATOR, SCHEME, ANSWER]
WORDS = {
    "It is likely that the valve was shut by hand, given (2).": "The valve closed by itself when the pressure fell.",
    "The maker had recalled pumps of this series in March.": "An inspection finds the number of the pump on the recall list.",
}


def honest_alone(data: dict[str, Any]) -> dict[str, Any]:
    """What an honest model says about one place: yes to what it would suggest, no to everything else."""
    if set(data) == {"sentence"}:
        text = WORDS.get(data["sentence"])
        return {"holds": text is not None, "text": text} if text else {"holds": False}
    if "reasons" in data:
        known = {("It is likely that the valve was shut by hand, given (2).", "According to the union, the crew was two people short that week.")}
        known |= {("The maker had recalled pumps of this series in March.", "The pump of the Ostrel waterworks stopped at noon on 4 May 2031.")}
        return {"holds": len(data["reasons"]) == 1 and (data["conclusion"], data["reasons"][0]) in known}
    if "kind" in data:
        return {"holds": data["conclusion"] == "The night shift had left the valve shut, the plant manager said."}
    return {"holds": data["sentence"].startswith("According to the union")}


def case_of(article: str = ARTICLE, *, file: str = "pump.txt") -> str:
    """The article read into a case by the rules alone."""
    return write(read(SourceText(file, article)), file=file)


class Scripted:
    """A model without a server: `answer` gets the data of each request."""

    def __init__(self, proposals: list[dict[str, Any]], alone: Any = None) -> None:
        self.proposals = proposals
        self.alone = alone
        self.asked: list[dict[str, Any]] = []

    def propose(self, request: Request) -> str:
        data = json.loads(request.data)
        self.asked.append(data)
        if "sentences" in data:
            return json.dumps({"proposals": self.proposals})
        return json.dumps(self.alone(data) if self.alone else {"holds": True, "text": "The valve closed by itself when the pressure fell."})


def propose_to(text: str, proposals: list[dict[str, Any]], *, alone: Any = None, article: str = ARTICLE) -> Outcome:
    """What comes of a scripted model's suggestions."""
    from holdwater.propose.run import propose

    return propose("case.md", text, SourceText("pump.txt", article), "article", Scripted(proposals, alone))


def lines_added(before: str, after: str) -> list[str]:
    """The lines that were put in; fails where one was taken out or changed."""
    kept = iter(after.splitlines())
    new: list[str] = []
    for line in before.splitlines():
        for other in kept:
            if other == line:
                break
            new.append(other)
        else:
            raise AssertionError(f"lost: {line}")
    return [line for line in (*new, *kept) if line.strip()]
