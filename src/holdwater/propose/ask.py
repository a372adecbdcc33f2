"""What a model is asked, word for word: first where in the whole text there is something to propose, then about each place by itself.

The first answer only points: it has labels and quotes, and no words of the model's own are taken from it. The second question shows nothing but
the sentences that the proposal rests on. So what is proposed about a sentence cannot have been dictated by another one.
"""

import json

from holdwater.propose.types import HOWS, KINDS, Request
from holdwater.typed import Any

FIND = """\
Below are the sentences of an article, each with its id. Find what its readers should look at and suggest it, forty suggestions at most. \
Each quotes words of one sentence in "quote" and has that sentence's id in "in".

- "point": a sentence that makes a claim of its own and whose id begins with "s".
- "link": a sentence that another one rests on though no word says so. "of": the id of what rests ("because"), is objected to ("against") or \
does the explaining ("explains"), as said in "how"; "from": the ids of the reasons, the objections, or what is explained. It quotes one of them.
- "rival": words for which the author gives one account and another is possible. Do not write it down yet.
- "scheme": an argument that is of a known kind. "of": the id of its conclusion; "scheme": one of {schemes}. It quotes that sentence.
- "answer": a sentence that answers a question such an argument must stand. "of": as in "scheme"; "question": the number of the question, from 1. \
It quotes the sentence that answers it.
- "indicator": words that say or imply that something would be seen later if they were so. Do not write it down yet.

A quote is copied letter by letter, has from three to sixty words, and stays within one sentence. Leave out whatever you are not sure of.
Answer: {{"proposals": [{{"kind": …, "quote": …, "in": …, "of": …, "from": […], "how": …, "scheme": …, "question": …}}, …]}}, \
leaving out what a kind does not need."""

_HOLDS = 'Answer {"holds": true} or {"holds": false}; where you are not sure, false.'
_TASKS = {
    "point": f"Is this sentence a claim that can be true or false, rather than a question, a heading or a remark to the reader? {_HOLDS}",
    "because": f'Does "conclusion" rest on "reasons": would they, if true, make it more likely to be true? {_HOLDS}',
    "against": f'Do "reasons" speak against "conclusion": would they, if true, make it less likely to be true? {_HOLDS}',
    "explains": f'Would "conclusion", if true, explain "reasons"? {_HOLDS}',
    "scheme": f'Is the argument of "conclusion" of the kind that "kind" describes? {_HOLDS}',
    "answer": f'Does "sentence" answer "question" about "conclusion"? {_HOLDS}',
    "rival": (
        'The author gives one account in "sentence". Is there another one that the same facts would fit, and that differs from those in "known"? '
        'If so, answer {"holds": true, "text": …} with one plain sentence of five to thirty words that states it; else {"holds": false}.'
    ),
    "indicator": (
        'If "sentence" is so, what could be seen later that would hardly be seen if it were not, and that is not in "known"? If there is '
        'something, answer {"holds": true, "text": …} with one plain sentence of five to thirty words that says what would be seen; '
        'else {"holds": false}.'
    ),
}
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_FOUND: dict[str, Any] = {
    "type": "object",
    "properties": {
        "proposals": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "kind": {"type": "string", "enum": list(KINDS)},
                    "quote": _TEXT,
                    "in": _TEXT,
                    "of": _TEXT,
                    "from": _TEXTS,
                    "how": {"type": "string", "enum": list(HOWS)},
                    "scheme": _TEXT,
                    "question": {"type": "integer"},
                },
                "required": ["kind", "quote", "in"],
            },
        }
    },
    "required": ["proposals"],
}
_VERDICT: dict[str, Any] = {"type": "object", "properties": {"holds": {"type": "boolean"}, "text": _TEXT}, "required": ["holds"]}


def ask_where(window: str, schemes: tuple[str, ...]) -> Request:
    """The first question, about a whole text or a window of it."""
    return Request(FIND.format(schemes=", ".join(schemes)), window, _FOUND)


def ask_alone(what: str, data: dict[str, Any]) -> Request:
    """The question about one proposal; the data is the sentences that it rests on, and nothing else of the text."""
    return Request(_TASKS[what], json.dumps(data, ensure_ascii=False), _VERDICT)
