"""Whose claim it is: who vouches, who speaks in an apposition, who goes on speaking, how far a content reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.analyse.sentences import find_blocks, find_quotes
from tests.analyse.attributed import by_cue
from tests.analyse.reading import claim_at

if TYPE_CHECKING:
    from spacy.language import Language

    from dateline.analyse import Analyser


def sources(analyser: Analyser, text: str, trigger: str) -> list[str]:
    """The names in the source chain of the claim at a trigger."""
    return [s.name for s in claim_at(analyser, text, trigger).sources]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("The minister did not say whether troops had been deployed.", "deployed", []),
        ("The minister said that troops had been deployed.", "deployed", ["minister"]),
        ("The fighting explained the sharp retreat of the army.", "retreat", []),
        ("In his first comment on the shelling of the town, the mayor wept.", "shelling", []),
        ("The general was furious at the attack on the base.", "attack", []),
        ("The communique condemned the attack on the embassy.", "attack", []),
        ("The government declared a curfew in the capital.", "curfew", []),
        ("The government declared that troops had left the capital.", "left", ["government"]),
        ("The rebels declared the capture of the capital.", "capture", ["rebels"]),
        ("The rebels' aim is to shell the capital.", "shell", []),
        ("The rebels' claim to have shot down a helicopter was denied by the army.", "shot", ["army"]),
    ],
)
def test_who_vouches(analyser: Analyser, text: str, trigger: str, expected: list[str]) -> None:
    """Whoever feels, remarks or leaves open does not tell of the event; whoever says or denies does."""
    assert sources(analyser, text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marta Olsen, the spokeswoman for the interior ministry, said the convoy had been attacked.", "Marta Olsen"),
        ("The convoy was attacked, said Colonel Ivan Petrov, head of the regional command.", "Ivan Petrov"),
    ],
)
def test_one_source_in_an_apposition(analyser: Analyser, text: str, expected: str) -> None:
    """The body that a spokesman speaks for is not the speaker."""
    assert sources(analyser, text, "attacked") == [expected]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ('The mayor said the bridge was lost. "The soldiers shelled it all night."', "shelled", ["mayor"]),
        ("The mayor said the bridge was lost. The soldiers shelled it all night.", "shelled", []),
        (
            "A resident of the village said soldiers had come at night. He said they shelled the school.",
            "shelled", ["resident"],
        ),
    ],
)  # fmt: skip
def test_who_goes_on_speaking(analyser: Analyser, text: str, trigger: str, expected: list[str]) -> None:
    """A quotation right behind what somebody said is his; without quotation marks it is the author's."""
    assert sources(analyser, text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "Hopes of a truce remain alive, despite the air strikes, says Tom Burns.", "says",
            "Hopes of a truce remain alive, despite the air strikes",
        ),
        ("The envoy ruled out that troops would go.", "ruled", "troops would go"),
        ("The minister said the troops would leave, adding that no base would stay.", "said", "the troops would leave"),
    ],
)  # fmt: skip
def test_how_far_a_content_reaches(nlp: Language, text: str, cue: str, content: str) -> None:
    """All before the cue is content; a second cue behind it is not."""
    assert by_cue(nlp, text, cue).content == content


def test_mark_hung_on_the_speaker_closes() -> None:
    """Tokenised text puts the blank on the wrong side of a closing mark; a scare quote inside stays inside."""
    text = '"We are ready to sail, "Mr Olm said on Monday. "We wait for orders."'
    assert [q.words(text) for q in find_quotes(text)] == ['"We are ready to sail, "', '"We wait for orders."']


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Mayor Lund: "We saw it burn." he said.', 1),
        ('Mayor Lund: "We saw it burn" The council met on Monday.', 2),
    ],
)
def test_captions_end(text: str, expected: int) -> None:
    """A quoted caption is cut from the sentence it runs into, not from the words that go on with it."""
    assert len(find_blocks(text)) == expected


def test_headline_ends_before_the_first_sentence() -> None:
    """A headline ends where a capitalised function word follows a plain one."""
    assert len(find_blocks("Rebels take the northern port At least nine ships were burnt.")) == 2
    assert len(find_blocks("Rebels take the northern port at last as nine ships burn.")) == 1
