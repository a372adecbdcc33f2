"""What the fields of a case file are for, in one sentence each: shown when one is pointed at or offered."""

from holdwater.case.forms import Holder

_IF = "How expected this is under each hypothesis: `if H1: likely; H2: unlikely`. All rows of one item belong to one question."
_ALLOW = "Silences a rule here, with the reason: `allow HW305: the ministry publishes every such order`."
_NOTE = "A remark. Shown, never computed."

ABOUT: dict[Holder, dict[str, str]] = {
    "point": {
        "because": "One joint step: reasons that are all needed, `(7), (8)`, and after a dash how firmly the point follows from them if that"
        " differs from its degree. Several lines are separate steps.",
        "against": "An objection, in the form of a reason: what speaks against the point.",
        "undercuts": "This point, if true, breaks a step: `(4) because (2)` the step to (4) from exactly (2), `(4)` every step to it.",
        "otherwise": "How likely the point is without its reasons.",
        "explains": "What the point would explain if it were true. Never support for it.",
        "states": "The hypothesis that the author states with this point. Shown beside it, never evidence for it.",
        "if": _IF,
        "source": "Who reports it, and the credibility of this report, a digit from 1 (confirmed) to 6 (cannot be judged): `police, 2`.",
        "denied by": "Who denies it, in the form of a source.",
        "no comment": "Who was asked and did not answer. Shown, never evidence.",
        "when": "When it happened: ISO dates or intervals, with commas between them.",
        "known": "When it became known. Later than `as-of`, the point counts as absent.",
        "retracted": "When it was taken back. The point then counts as absent.",
        "superseded by": "The point that takes its place.",
        "where": "The place, by name.",
        "quote": 'Words of a source, with the place where they stand: `"the words" [article:10-80]`.',
        "at": "Where the item's own words stand in a source: `[article:10-80]`, in code points from 0.",
        "scheme": "The argumentation scheme of its reasons, such as expert-opinion.",
        "cq": "The answer to a critical question of the scheme, by its number: `cq 2: …`.",
        "note": _NOTE,
        "allow": _ALLOW,
    },
    "hypothesis": {
        "prior": "How likely it is before the evidence: a degree. Those without one share equally what is left.",
        "note": _NOTE,
        "allow": _ALLOW,
    },
    "source": {
        "grade": "How far it is truthful in this matter: a letter from A (completely reliable) to F (cannot be judged), or a degree.",
        "stake": "What it stands to gain or to lose.",
        "relays": "Whose words it passes on. Its reports then count as those of that source.",
        "origin": "Where what it says first came from.",
        "file": "The file that holds its text, from the folder of the case.",
        "url": "Where it was published. Never fetched.",
        "sha256": "The checksum of its file.",
        "author": "Who wrote it.",
        "published": "When it was published: an ISO date.",
        "outlet": "Who published it.",
        "republished from": "Who had published it before.",
        "note": _NOTE,
        "allow": _ALLOW,
    },
    "watch": {
        "by": "By when it should be seen: an ISO date.",
        "if": _IF,
        "outcome": "Whether it came about, with the date: `yes, 2032-06-01`, or `no`.",
        "note": _NOTE,
        "allow": _ALLOW,
    },
}

ABOUT_FRONT: dict[str, str] = {
    "holdwater": "Makes this Markdown file a case: `holdwater: 1`, the version of the format.",
    "title": "The question or the name of the case.",
    "as-of": "The date at which the case is looked at. What became known later, or was taken back by then, counts as absent.",
    "words": "The word list that gives degrees their ranges: icd203, phia, nato, ipcc, kent.",
    "fabrication": "How likely an invented report would be to say what it says; replaces the default that is worked out from the rows.",
    "allow": "Silences rules in the whole file, each with the reason: `allow: [HW305, the reason]`.",
}

ABOUT_KINDS: dict[str, str] = {
    "report": "kind: somebody reports it (a point with a source is one anyway)",
    "observation": "kind: seen or found, taken as it stands",
    "silence": "kind: the absence of a report, a denial or a reaction",
    "inference": "kind: it follows from other points (a point with reasons is one anyway)",
    "assumption": "kind: taken for granted, for the sake of the argument",
    "hypothesis": "kind: put forward to be judged",
    "prediction": "kind: about what is still to come",
}

OPEN = "named and expressly not concluded: 0–1"
ANONYMOUS = "its name is not given"
