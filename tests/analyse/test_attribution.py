"""Source, cue and content of direct, indirect and mixed speech, thought, plans, nouns and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.analyse.attribution import AttributionLayer
from dateline.analyse.draft import Draft
from dateline.analyse.sentences import ParseLayer, parse
from dateline.model import Report
from tests.analyse.attributed import attribute, by_cue

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("The harbour master said that two ferries had left.", "said", "The harbour master", "two ferries had left"),
        ("Two ferries have left, the harbour master said.", "said", "the harbour master", "Two ferries have left"),
        (
            "The bridge, engineers warned, could not carry tanks.", "warned", "engineers",
            "The bridge | could not carry tanks",
        ),
        (
            "According to the coast guard, the tanker ran aground on Monday.", "According", "the coast guard",
            "the tanker ran aground on Monday",
        ),
        (
            "The tanker ran aground on Monday, according to the coast guard.", "according", "the coast guard",
            "The tanker ran aground on Monday",
        ),
        (
            "Farmers were told by the governor that the road would reopen.", "told", "the governor",
            "the road would reopen",
        ),
        ("Norway hopes to sign the treaty in May.", "hopes", "Norway", "to sign the treaty in May"),
        (
            "Residents fear that the shelling will resume.", "fear", "Residents", "the shelling will resume",
        ),
        (
            "The general was quoted as saying that the brigade had crossed the river.", "saying", "The general",
            "the brigade had crossed the river",
        ),
    ],
)  # fmt: skip
def test_one_statement(nlp: Language, text: str, cue: str, source: str, content: str) -> None:
    """Where source and cue stand makes no difference."""
    said = by_cue(nlp, text, cue)
    assert said.source == source
    assert said.content == content


def test_unnamed_source(nlp: Language) -> None:
    """ "It is believed" names nobody, and nobody is invented."""
    said = by_cue(nlp, "It is believed that the rebels hold three villages.", "believed")
    assert said.source == ""
    assert said.statement.speaker is None
    assert said.content == "the rebels hold three villages"


def test_source_with_title_and_apposition(nlp: Language) -> None:
    """The whole name, its title and what it is; not the clause that only adds colour."""
    text = "Anna Berg, a spokeswoman for the navy, said the exercise had ended."
    assert by_cue(nlp, text, "said").source == "Anna Berg, a spokeswoman for the navy"
    text = "Anna Berg, who joined the navy in 2004, said the exercise had ended."
    assert by_cue(nlp, text, "said").source == "Anna Berg"


def test_relative_source_is_its_noun(nlp: Language) -> None:
    """ "officials who say" has the officials as source and keeps the pronoun in a note."""
    text = "He met two officials who said that the talks had failed."
    said = by_cue(nlp, text, "said")
    assert said.source.startswith("two officials")
    start = text.index("who")
    assert f"relative {start} {start + 3}" in said.statement.notes


def test_auxiliaries_belong_to_the_cue(nlp: Language) -> None:
    """ "has said", "is expected to": the cue is more than the verb."""
    assert by_cue(nlp, "The ministry has said that schools will close.", "said").cue == "has said"
    assert by_cue(nlp, "The envoy declined to say whether talks would go on.", "say").cue == "declined to say"


def test_attitudes_are_marked(nlp: Language) -> None:
    """Who plans or hopes holds a view; who says or shows reports."""
    plan = by_cue(nlp, "Norway hopes to sign the treaty in May.", "hopes").statement
    report = by_cue(nlp, "The harbour master said that two ferries had left.", "said").statement
    assert "attitude" in plan.notes
    assert "attitude" not in report.notes


@pytest.mark.parametrize(
    ("text", "cue", "relation"),
    [
        ("The minister denied that his country had sent troops.", "denied", "denies"),
        ("The mayor confirmed that the power plant was hit.", "confirmed", "confirms"),
        ("Estonia demanded that the blockade be lifted.", "demanded", "demands"),
        ("The union threatened to close the port.", "threatened", "offers"),
        ("The ministry accused the militia of shelling a school.", "accused", "accuses"),
        ("Satellite pictures show that the camp has grown.", "show", "shows"),
        ("The envoy declined to say whether talks would go on.", "say", "refuses to say"),
        ("Analysts believe that the army will hold.", "believe", "believes"),
        ("Traders expect prices to rise.", "expect", "expects"),
    ],
)
def test_relations(nlp: Language, text: str, cue: str, relation: str) -> None:
    """Each cue says how its source stands to the content."""
    assert by_cue(nlp, text, cue).statement.relation == relation


def test_accused_of_doing(nlp: Language) -> None:
    """The content of an accusation is what the accused is said to have done."""
    said = by_cue(nlp, "The ministry accused the militia of shelling a school.", "accused")
    assert "shelling a school" in said.content


def test_negated_cue(nlp: Language) -> None:
    """ "did not say" is a cue with a no on it."""
    said = by_cue(nlp, "The company did not say when the pipeline would reopen.", "say")
    assert said.statement.negated


def test_no_statement_where_nobody_speaks(nlp: Language) -> None:
    """Plain narration has no source but the author."""
    assert attribute(nlp, "Two ferries left the harbour on Monday. The road was closed by snow.") == []


def test_one_statement_a_cue(nlp: Language) -> None:
    """A cue in several grammatical readings gives one statement."""
    said = attribute(nlp, "The harbour master told reporters on Monday that two ferries had left.")
    assert [s.cue for s in said] == ["told"]


def test_report_is_untouched_and_result_repeats(nlp: Language) -> None:
    """The layer is pure: same draft, same statements, ids and all."""
    report = Report("r", "Kyiv said the road was open. Minsk denied that.", "2022-02-02")
    draft = ParseLayer()(Draft(report, parse(nlp, report)))
    first, second = AttributionLayer()(draft), AttributionLayer()(draft)
    assert first.statements == second.statements
    assert len({s.id for s in first.statements}) == len(first.statements)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“", "”“”", "said", "' ' '' ''", "Said: said: said", "🙂 said “🙂”"])
def test_odd_texts(nlp: Language, text: str) -> None:
    """Nothing breaks, and every span lies in the text."""
    for said in attribute(nlp, text):
        spans = (*said.statement.source, *said.statement.cue, *said.statement.content)
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
