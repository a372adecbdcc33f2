"""What parsing makes of a file: points, fields with their places, numbers as shown, and fixes that mend."""

import pytest

from holdwater.case.format import format_text
from holdwater.case.index import Index
from holdwater.case.parse import is_case, parse
from holdwater.case.types import Case, Claim
from holdwater.diagnostics import Diagnostic
from holdwater.source import SourceText


def read(text: str) -> tuple[SourceText, Case, tuple[Diagnostic, ...]]:
    source = SourceText("case.md", text)
    return (source, *parse(source))


def point(fields: str) -> tuple[SourceText, Claim, tuple[Diagnostic, ...]]:
    """A point with fields, one to a line, among everything that they could name."""
    lines = "".join(f"  - {line}\n" for line in fields.split("\n"))
    frame = "## Hypotheses\n\n- **H1** a\n- **H2** b\n\n## Points\n\n- **7** seven\n- **8** eight\n- **9** It is so.\n"
    source, case, findings = read(f"{frame}{lines}\n## Sources\n\n- **mod** m\n- **rt** r\n")
    return source, case.claims[2], findings


def mended(text: str) -> str:
    """The text after the first fix that its findings offer, and after that one's, to the end."""
    for _ in range(10):
        fix = next((finding.fix for finding in read(text)[2] if finding.fix), None)
        if fix is None:
            break
        text = text[: fix.at.start] + fix.text + text[fix.at.end :]
    return text


def test_a_point_and_where_it_stands() -> None:
    text = "## Points\n\n### The night\n\n7. It is\n   *so*. <!-- c -->\n    - likely\n    - **7a** A \\(part\\).\n- **P1** Another.\n"
    source, case, findings = read(text)
    assert findings == ()
    seven, part, another = case.claims
    assert (seven.id, seven.label, seven.parent, seven.heading, seven.text) == ("7", "7", None, "The night", "It is *so*.")
    assert (part.id, part.label, part.parent, part.text) == ("7a", None, "7", "A (part).")
    assert (another.id, another.label) == ("P1", None)
    assert source.quote(seven.at) == "It is\n   *so*."
    assert source.quote(seven.item) == text[text.index("7. It") : text.index("- **P1**")].rstrip("\n")
    assert seven.label_at is not None
    assert part.label_at is not None
    assert (source.quote(seven.label_at), source.quote(part.label_at), source.quote(part.at)) == ("7", "7a", "A \\(part\\).")
    assert seven.degree is not None
    assert source.quote(seven.degree.at) == "likely"


@pytest.mark.parametrize("dash", ["—", "–", "--", "-"])
def test_a_step_with_its_strength(dash: str) -> None:
    source, claim, findings = point(f"because: (7), (8) {dash} very likely")
    assert findings == ()
    step = claim.because[0]
    assert step.strength is not None
    assert (step.premises, step.strength.term, step.proposed) == (("7", "8"), "very likely", False)
    assert [source.quote(at) for at in step.premise_at] == ["(7)", "(8)"]
    assert source.quote(step.strength.at) == "very likely"
    assert source.quote(step.at) == f"(7), (8) {dash} very likely"


@pytest.mark.parametrize(
    "written",
    [
        "because: (7), (8)",
        "Because :  (7) and (8)",
        "because: (7); (8)",
        "because: ( 7 ),(8)",
        "because: (7), and (8)",
        "because:(7) & (8)",
    ],
)
def test_ways_to_write_a_step(written: str) -> None:
    _, claim, findings = point(written)
    assert findings == ()
    assert [(step.premises, step.strength) for step in claim.because] == [(("7", "8"), None)]


def test_proposals_are_kept_and_marked_and_never_set() -> None:
    _, claim, findings = point(
        'because?: (7)\nif? H1: likely\nif H2?: likely\nlikely?\nsilence?\nwhen?: 2021\nsource?: mod\nquote?: "a"\nnote?: n'
    )
    assert findings == ()
    assert [(step.premises, step.proposed) for step in claim.because] == [(("7",), True)]
    assert [(cell.hypothesis, cell.proposed) for cell in claim.rows] == [("H1", True), ("H2", True)]
    assert [(report.source, report.proposed) for report in claim.reports] == [("mod", True)]
    assert (claim.degree, claim.kind, claim.when, claim.quotes, claim.notes) == (None, None, (), (), ())
    assert [field.proposed for field in claim.fields] == [True] * 9


def test_the_other_fields_of_a_point() -> None:
    _, claim, findings = point(
        "open\nreport\nagainst: (8)\nundercuts: (9) because (7) — 0.5\nbecause: (7)\notherwise: unlikely\nexplains: (7), (8)\nstates: H1\n"
        "superseded by: (8)\nif H1: likely; H2: 0.5–0.7\nsource: mod, 2\nsource: rt, 0.9\ndenied by: rt\nno comment: mod\nwhen: 2021-05-03, 2021/..\n"
        "known: 2021\nretracted: 2022\nwhere: Aldena, Pier 4\\, north\nquote: “so it is” [mod:10-80]\nat: [rt:1-2]\nscheme: sign\ncq 2: yes: it was\nnote: a: b"
    )
    assert findings == ()
    assert claim.degree is not None
    assert claim.otherwise is not None
    assert claim.place is not None
    assert (claim.open, claim.degree.term, claim.kind, claim.otherwise.term) == (True, "open", "report", "unlikely")
    assert [step.premises for step in claim.against] == [("8",)]
    assert [(cut.target, cut.premises, cut.strength and cut.strength.term) for cut in claim.undercuts] == [("9", ("7",), "0.5")]
    assert [link.target for link in (*claim.explains, *claim.states, *claim.superseded_by)] == ["7", "8", "H1", "8"]
    assert [(cell.hypothesis, cell.degree.term) for cell in claim.rows] == [("H1", "likely"), ("H2", "0.5–0.7")]
    assert [(report.source, report.mode, report.credibility and report.credibility.term) for report in claim.reports] == [
        ("mod", "says", "2"),
        ("rt", "says", "0.9"),
        ("rt", "denies", None),
        ("mod", "no comment", None),
    ]
    assert (claim.when, claim.known, claim.retracted, claim.where) == (
        ("2021-05-03", "2021/.."),
        "2021",
        "2022",
        ("Aldena", "Pier 4, north"),
    )
    assert [(quote.text, quote.place and quote.place[:3]) for quote in claim.quotes] == [("so it is", ("mod", 10, 80))]
    assert claim.place[:3] == ("rt", 1, 2)
    assert (claim.scheme, [(answer.number, answer.text) for answer in claim.answers], claim.notes) == (
        "sign",
        [(2, "yes: it was")],
        ("a: b",),
    )


def test_a_quote_runs_to_its_last_quotation_mark_and_is_read_as_shown() -> None:
    _, case, _ = read('## Points\n\n- **9** It is so.\n  - quote: "he said "no" to *it*,\n    and \\"left\\"" [mod:1-2]\n')
    claim = case.claims[0]
    assert [quote.text for quote in claim.quotes] == ['he said "no" to *it*, and "left"']


def test_numbers_are_those_that_a_reader_is_shown() -> None:
    text = "## Points\n\n5. a\n7. b\n8. c\n    - because: (7)\n"
    _, case, findings = read(text)
    assert [claim.id for claim in case.claims] == ["5", "6", "7"]
    assert [finding.code for finding in findings] == ["HW105", "HW105"]
    fixed = mended(text)
    assert fixed == "## Points\n\n5. a\n- **7** b\n8. c\n    - because: (7)\n"
    _, case, findings = read(fixed)
    assert ([claim.id for claim in case.claims], findings) == (["5", "7", "8"], ())


def test_the_fix_of_a_field_that_stands_too_far_left() -> None:
    text = "## Points\n\n10. a\n   - likely\n   - when: 2021\n"
    fixed = mended(text)
    assert fixed == "## Points\n\n10. a\n    - likely\n    - when: 2021\n"
    assert read(fixed)[1].claims[0].when == ("2021",)
    assert format_text(SourceText("case.md", fixed)) == fixed


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("## Points\n\n- **7.** a\n", "## Points\n\n- **7** a\n"),
        ("## Points\n\n- **7** a\n- **8** b\n  - because: 7\n", "## Points\n\n- **7** a\n- **8** b\n  - because: (7)\n"),
        ("## Hypotheses\n\n- **H1** a\n  - unlikely\n", "## Hypotheses\n\n- **H1** a\n  - prior: unlikely\n"),
        ("---\nholdwater: 1\ntitle: a: b\n---\n", '---\nholdwater: 1\ntitle: "a: b"\n---\n'),
    ],
)
def test_fixes_mend(text: str, fixed: str) -> None:
    assert mended(text) == fixed
    assert read(fixed)[2] == ()


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("becuase: (7)", "because"),
        ("sorce: mod", "source"),
        ("very likley", "very likely"),
        ("silense", "silence"),
        ("deniedby: rt", "denied by"),
    ],
)
def test_the_nearest_known_name(line: str, near: str) -> None:
    _, claim, findings = point(line)
    assert [f"did you mean “{near}”?" in finding.message for finding in findings] == [True]
    assert [field.known for field in claim.fields] == [False]


def test_prose_under_a_point_is_no_field() -> None:
    _, claim, findings = point("nobody was there to see what it was: the lights were out\n[a map](map.png)\nthe *whole* of it is here")
    assert (claim.fields, findings) == ((), ())


def test_sources_watch_items_and_the_case_s_own_tests() -> None:
    _, case, findings = read(
        "## Hypotheses\n\n- **H1** a\n  - prior: likely\n\n## Sources\n\n- **mod** The *ministry*\n  - grade: c\n  - anonymous\n  - stake: its good name\n"
        "  - origin: the bulletin\n  - published: 2021-05-04\n  - republished from: SCF\n- **rt** RT\n  - relays: mod\n  - grade: 0.4\n\n## Watch\n\n"
        "- **W1** It shows.\n  - by: 2021-12\n  - if H1: likely\n  - outcome: No, 2021-12-31\n\n## Expect\n\n- H1 leads\n1. (7) says likely\n"
    )
    assert findings == ()
    ministry, rt = case.sources
    assert ministry.grade is not None
    assert rt.grade is not None
    assert (ministry.text, ministry.grade.term, ministry.anonymous, ministry.stake) == ("The *ministry*", "C", True, "its good name")
    assert ([link.target for link in ministry.origin], ministry.published, ministry.republished_from) == (
        ["the bulletin"],
        "2021-05-04",
        "SCF",
    )
    assert ([link.target for link in rt.relays], rt.grade.term) == (["mod"], "0.4")
    watch = case.watch[0]
    assert (watch.by, watch.outcome, [cell.hypothesis for cell in watch.rows]) == ("2021-12", (False, "2021-12-31"), ["H1"])
    assert [expect.text for expect in case.expects] == ["H1 leads", "(7) says likely"]
    prior = case.questions[0].hypotheses[0].prior
    assert prior is not None
    assert prior.term == "likely"


def test_rules_are_silenced_with_a_reason() -> None:
    _, case, findings = read(
        "---\nholdwater: 1\nallow: [HW305, asked twice]\n---\n\n<!-- holdwater: allow HW2, known -->\n\n"
        "## Points\n\n- **7** a <!-- holdwater: allow HW301, b -->\n"
        "  - allow hw302: c: d\n- **8** `<!-- holdwater: allow HW4, code -->` <!-- another comment -->\n"
    )
    assert findings == ()
    assert [(allow.code, allow.reason, allow.scope) for allow in case.allows] == [
        ("HW305", "asked twice", None),
        ("HW2", "known", None),
        ("HW301", "b", "7"),
        ("HW302", "c: d", "7"),
    ]


def test_references_in_prose_and_sentences() -> None:
    source, case, findings = read(
        'See (1), `(2)`, \\(2\\) and (2021).\n\n> (9)\n\n    (9)\n\n## Points\n\n1. As (2) says (a).\n    - note: (1) again\n    - quote: "(8)"\n2. b\n'
    )
    assert findings == ()
    assert [(found.source, found.target, source.quote(found.at), found.role) for found in case.references] == [
        (None, "1", "(1)", "mention"),
        ("1", "2", "(2)", "mention"),
        ("1", "1", "(1)", "mention"),
    ]


@pytest.mark.parametrize(
    ("written", "dangling"),
    [
        ("(4)", True),
        ("(14)", False),
        ("(7c)", True),
        ("(H3)", True),
        ("(H10)", False),
        ("(9.12)", True),
        ("(9.1234)", False),
        ("(x)", False),
    ],
)
def test_what_looks_like_a_label_of_the_file(written: str, dangling: bool) -> None:
    _, _, findings = read(f"Prose {written}.\n\n## Hypotheses\n\n- **H1** a\n\n## Points\n\n- **7** a\n- **9.164** b\n")
    assert [(finding.code, finding.severity) for finding in findings] == ([("HW101", "warning")] if dangling else [])


def test_several_questions_and_sections_that_come_twice() -> None:
    _, case, findings = read(
        "# Hypotheses: First?\n\n- **H1** a\n\n# Points\n\n- **1** b\n\n# Prose\n\n- c\n\n# Hypotheses\n\n3. d\n\n# Points\n\n- **2** e\n"
    )
    assert findings == ()
    assert [(question.id, question.text, [one.id for one in question.hypotheses]) for question in case.questions] == [
        ("Q1", "First?", ["H1"]),
        ("Q2", None, ["3"]),
    ]
    assert [claim.id for claim in case.claims] == ["1", "2"]


def test_carriage_returns_and_a_byte_order_mark() -> None:
    text = "---\nholdwater: 1\ntitle: t\n---\n\n## Points\n\n7. a\n    - likely\n    - because: (7)\n"
    plain = read(text)[1]
    for other in (text.replace("\n", "\r\n"), text.replace("\n", "\r"), "\ufeff" + text):
        source, case, findings = read(other)
        assert is_case(other)
        assert findings == ()
        assert (case.document, [claim.text for claim in case.claims]) == (plain.document, ["a"])
        assert source.quote(case.claims[0].because[0].premise_at[0]) == "(7)"


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("---\nholdwater: 1\n---\n", True),
        ("---\ntitle: t\nholdwater: '1' # one\n---\n", True),
        ("---\nholdwater: 2\n---\n", False),
        ("---\nholdwater: 1\n", False),
        ("\n---\nholdwater: 1\n---\n", False),
        ("holdwater: 1\n", False),
        ("", False),
    ],
)
def test_what_makes_a_file_a_case(text: str, so: bool) -> None:
    assert is_case(text) is so


def test_conclusions_state_a_hypothesis_or_have_a_degree_and_reasons_and_are_not_used() -> None:
    stated = read("## Points\n\n- **1** A.\n  - states: H1\n- **2** B.\n  - likely\n  - because: (1)\n")[1]
    unstated = read(
        "## Points\n\n- **1** A.\n- **2** B.\n  - likely\n  - because: (1)\n- **3** C.\n  - very likely\n  - because: (2)\n- **4** D.\n  - because: (1)\n"
    )[1]
    assert Index(stated).conclusions == ("2", "1")  # (2) stands on a step, (1) on nothing
    assert Index(unstated).conclusions == ("3",)  # (2) is used by (3); (4) says nothing


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a\\", "a\\"),
        ("a\\\n  b", "a b"),
        ("\\*a\\*", "*a*"),
        ("`\\*` \\`", "`\\*` `"),
        ("a<!-- b -->c", "ac"),
        ("a\\b", "a\\b"),
        ("\\<!-- b -->", "<!-- b -->"),
    ],
)
def test_text_is_what_a_reader_is_shown(written: str, shown: str) -> None:
    assert read(f"## Points\n\n- **7** {written}\n")[1].claims[0].text == shown


def test_an_item_with_a_question_mark_is_a_proposal() -> None:
    text = (
        "## Hypotheses\n\n- **H1** a\n- **H2?** b\n  - prior: likely\n\n## Points\n\n1. One.\n    - because?: (P2)\n"
        "    - **1a?** A part.\n        - likely\n- **P2?** Two.\n  - because: (P3), (1)\n  - **P2a** Its part.\n- **P3?** Three.\n\n"
        "## Sources\n\n- **mod?** m\n\n## Watch\n\n- **W1?** w\n  - if H2: likely\n"
    )
    source, case, findings = read(text)
    assert findings == ()
    assert [claim.id for claim in case.claims] == ["1"]
    assert [hypothesis.id for hypothesis in case.questions[0].hypotheses] == ["H1"]
    assert (case.sources, case.watch) == ((), ())
    assert [(each.item.id, each.question) for each in case.proposed] == [
        ("H2", "Q1"), ("1a", None), ("P2", None), ("P2a", None), ("P3", None), ("mod", None), ("W1", None),
    ]  # fmt: skip
    points = [each.item for each in case.proposed if isinstance(each.item, Claim)]
    assert [(claim.parent, claim.text) for claim in points] == [("1", "A part."), (None, "Two."), ("P2", "Its part."), (None, "Three.")]
    assert [source.quote(claim.label_at) for claim in points if claim.label_at] == ["1a", "P2", "P2a", "P3"]
    assert not Index(case).resolves("P2")
    assert format_text(source) == text


def test_what_counts_cannot_rest_on_a_proposal() -> None:
    text = "## Points\n\n- **P1** One (see (P2)).\n  - because: (P2)\n  - against?: (P2)\n- **P2?** Two.\n  - explains: (P1)\n"
    source, case, findings = read(text)
    assert [(finding.code, finding.severity, source.quote(finding.at)) for finding in findings] == [("HW101", "error", "(P2)")]
    assert "only a proposal" in findings[0].message
    assert case.references == ()
    accepted, case, findings = read(text.replace("P2?**", "P2**"))
    assert findings == ()
    assert [claim.id for claim in case.claims] == ["P1", "P2"]
    assert accepted.text == text.replace("?**", "**")


def test_a_label_taken_twice_is_told_for_a_proposal_too() -> None:
    _, case, findings = read("## Points\n\n- **P1** One.\n- **P1?** Two.\n- **P3** Three.\n  - because: (P1)\n")
    assert [finding.code for finding in findings] == ["HW102"]
    assert [claim.id for claim in case.claims] == ["P1", "P3"]
