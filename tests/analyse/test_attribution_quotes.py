"""Direct and mixed speech, quotations that go on, transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analyse.attributed import attribute, by_cue

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    "text",
    [
        '"The road is closed until Friday," the mayor said.',
        '"The road is closed until Friday," said the mayor.',
        'The mayor said: "The road is closed until Friday."',
        "“The road is closed until Friday,” the mayor said.",
        "''The road is closed until Friday,'' the mayor said.",
        "‘The road is closed until Friday,’ the mayor said.",
    ],
)
def test_direct_speech(nlp: Language, text: str) -> None:
    """Whatever the marks and the order, the quotation is the content."""
    said = by_cue(nlp, text, "said")
    assert said.source.lower() == "the mayor"
    assert said.content.strip("\"“”‘’',.") == "The road is closed until Friday"
    assert said.statement.kind == "direct"


def test_quotation_around_the_cue(nlp: Language) -> None:
    """Both halves belong to one statement."""
    said = by_cue(nlp, '"We will go home," the sergeant said. "The war is over for us."', "said")
    assert said.content == '"We will go home," | "The war is over for us."'


def test_quotation_over_a_paragraph(nlp: Language) -> None:
    """A quotation not closed at the end of its paragraph runs on."""
    text = "“We will go home,” the sergeant said. “The war is over for us.\n\n“Nobody wants it.”\n\nSnow fell."
    assert "Nobody wants it" in by_cue(nlp, text, "said").content


def test_other_speakers_quotation_is_not_taken(nlp: Language) -> None:
    """A quotation with a cue of its own stays with that cue."""
    text = '"We will go home," the sergeant said. "Nobody may leave," the colonel replied.'
    assert "Nobody" not in by_cue(nlp, text, "said").content
    assert by_cue(nlp, text, "replied").source == "the colonel"


def test_scare_quotes_are_not_speech(nlp: Language) -> None:
    """A quoted name has no speaker."""
    assert attribute(nlp, 'The ship "Aurora" left the harbour on Monday.') == []


def test_mixed_speech(nlp: Language) -> None:
    """A clause that ends in quotation marks takes the whole quotation."""
    text = "The mayor said the road was “closed until further notice.”"
    said = by_cue(nlp, text, "said")
    assert said.content.startswith("the road was")
    assert "further notice" in said.content
    assert said.statement.kind == "mixed"


def test_headline_label(nlp: Language) -> None:
    """ "Zelensky: ..." in a headline is an attribution."""
    said = attribute(nlp, "Zelensky: We Need More Weapons\n\nSnow fell in Kyiv.")
    assert [(s.source, s.content) for s in said] == [("Zelensky", "We Need More Weapons")]


def test_transcript_turns(nlp: Language) -> None:
    """Each turn belongs to the label that opens it."""
    text = (
        "MS. BERG: Good afternoon. The bridge was reopened this morning.\n\n"
        "Q: Was it damaged?\n\n"
        "MS. BERG: It was not. Two trucks crossed it already.\n\n"
        "Q: Thank you."
    )
    turns = [s for s in attribute(nlp, text) if s.statement.method.startswith("mark label, turn")]
    assert [t.source for t in turns] == ["MS. BERG", "Q", "MS. BERG", "Q"]
    assert turns[0].content.startswith("Good afternoon")
    assert turns[2].content.startswith("It was not")
    assert all(t.statement.kind == "direct" for t in turns)


def test_one_label_is_no_transcript(nlp: Language) -> None:
    """A headline with a colon does not make the article a transcript."""
    text = "Poll: Voters Want Peace\n\nSnow fell in Kyiv on Monday. The road was closed.\n\nThe market was open."
    assert not any("turn" in s.statement.method for s in attribute(nlp, text))
