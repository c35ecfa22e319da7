"""An explanation marks the parts in the sentence and lists what decided them."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from dateline.model import Source, Statement
from dateline.present import explain_claim, explanation_renderable, explanation_text
from dateline.present.explain import bracketed, source_chain
from tests.present.toy import find, norway_claim, norway_report


def test_parts_are_marked_in_the_sentence():
    told = explain_claim(norway_claim(), norway_report())
    assert bracketed(told) == (
        "[source Ingrid Holm] said [time on Tuesday] that [actor Norway] [factuality plans] to [trigger send] "
        "[thing at least 200 troops] to [place Latvia]."
    )


def test_cue_is_marked_where_its_statement_is_given():
    report = norway_report()
    claim = norway_claim()
    cue = Statement("s-1", (), (find(report.text, "said"),), ())
    other = Statement("s-2", (), (find(report.text, "Snow"),), ())
    linked = replace(claim, sources=(replace(claim.sources[0], statement="s-1"),))
    words = bracketed(explain_claim(linked, report, (cue, other)))
    assert "[cue said]" in words
    assert "Snow" not in words


def test_brackets_balance_where_parts_lie_in_each_other_or_cross():
    report, claim = norway_report(), norway_claim()
    inside = replace(claim.event.actors[0], span=find(report.text, "Norway plans"))
    crossing = replace(claim.event.actors[0], span=find(report.text, "plans to send at"))
    event = replace(claim.event, actors=(inside,), recipients=(crossing,))
    words = bracketed(explain_claim(replace(claim, event=event), report))
    assert "[actor Norway [factuality plans]]" in words
    assert words.count("[") == words.count("]")
    for label in ("actor ", "factuality ", "source ", "time ", "trigger ", "thing ", "place ", "recipient ", "[", "]"):
        words = words.replace(label, "")
    assert words == claim.evidence.words(report.text)


def test_source_in_the_sentence_before_widens_what_is_shown():
    report, claim = norway_report(), norway_claim()
    before = Source("Snow", "Snow", "person", "says", find(report.text, "Snow"))
    assert bracketed(explain_claim(replace(claim, sources=(before,)), report)).startswith("[source Snow] fell.")


def test_text_lists_steps_operators_chain_offsets_and_report():
    text = explanation_text(explain_claim(norway_claim(), norway_report()))
    assert "verb of movement with forces as object" in text
    assert "'plans' (attitude): planned" in text
    assert "Ingrid Holm says" in text
    assert "toy-1, 2022-03-01, Toy Wire, Holm on troops" in text
    trigger = norway_claim().event.trigger
    assert f"trigger {trigger.start}-{trigger.end}" in text
    assert "\x1b" not in text


def test_confidence_is_told_where_the_claim_has_one():
    sure = replace(norway_claim(), confidence=0.62)
    told = explanation_text(explain_claim(sure, norway_report()))
    assert "confidence:       0.62 (that type, status and actors are as a careful reader would have them)\n" in told
    assert "confidence" not in explanation_text(explain_claim(norway_claim(), norway_report()))


def test_claim_without_steps_or_operators_says_so():
    claim = norway_claim()
    bare = replace(claim, steps=(), factuality=replace(claim.factuality, operators=()))
    text = explanation_text(explain_claim(bare, norway_report()))
    assert "none recorded" in text
    assert "nothing in the sentence weakens" in text


def test_chain_reads_outermost_first():
    chain = (Source("Holm", "Holm", "person", "confirms"), Source("papers", "papers", "document", "based on"))
    assert source_chain(chain) == "Holm confirms > based on papers"
    assert source_chain(()) == "the report itself"


def test_terminal_form_has_the_same_facts():
    out = io.StringIO()
    console = Console(file=out, width=100, color_system=None)
    console.print(explanation_renderable(explain_claim(norway_claim(), norway_report())))
    shown = " ".join(out.getvalue().split())
    for words in (
        "Norway plans to send at least 200 troops to Latvia",
        "predicate of intention",
        "attitude",
        "MOBILIZE",
    ):
        assert words in shown
