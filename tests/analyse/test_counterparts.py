"""Group nouns that stand for those who met, each with a near miss that must stay as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analyse.reading import claim_at

if TYPE_CHECKING:
    from dateline.analyse import Analyser

MET = "Norwegian Prime Minister Erna Solberg met with Swedish Prime Minister Stefan Lofven in Oslo on Monday. "
FILLER = "The harvest was good in the south, and prices fell for the third time. " * 5
BOTH = ["Erna Solberg", "Stefan Lofven"]


def actors(grammar: Analyser, text: str, words: str) -> list[str]:
    return [p.name for p in claim_at(grammar, text, words, "2018-06-15").event.actors]


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("The interlocutors condemned the attack on Chad.", "condemned", BOTH),
        ("Both sides condemned the attack on Chad.", "condemned", BOTH),
        ("The leaders condemned the attack on Chad.", "condemned", BOTH),
        ("The two prime ministers condemned the attack on Chad.", "condemned", BOTH),
        ("The two countries condemned the attack on Chad.", "condemned", ["Norway", "Sweden"]),
        # no article, no count of their own, other heads
        ("Ministers condemned the attack on Chad.", "condemned", ["ministers"]),
        ("Two leaders condemned the attack on Chad.", "condemned", ["Two leaders"]),
        ("The heads of Hezbollah condemned the attack on Chad.", "condemned", ["Hezbollah heads"]),
        # those named since
        ("Hamas leaders left. The leaders condemned the attack on Chad.", "condemned", ["Hamas leaders"]),
        # three are not two, guests are not those who met, a country's own ministers are its own
        ("The three leaders condemned the attack on Chad.", "condemned", ["The three leaders"]),
        ("The protesters condemned the attack on Chad.", "condemned", ["protesters"]),
        ("The ministers of Chad condemned the attack.", "condemned", ["Chadian ministers"]),
    ],
)
def test_a_group_noun_stands_for_those_who_met(
    grammar: Analyser, sentence: str, words: str, expected: list[str]
) -> None:
    assert actors(grammar, MET + FILLER + sentence, words) == expected


def test_without_a_meeting_the_noun_keeps_its_words(grammar: Analyser) -> None:
    text = FILLER + "The interlocutors condemned the attack on Chad."
    assert actors(grammar, text, "condemned") == ["interlocutors"]


def test_a_pronoun_reaches_no_further_than_the_next_sentences(grammar: Analyser) -> None:
    near = "They condemned the attack on Chad."
    assert actors(grammar, MET + near, "condemned") == BOTH
    assert not set(BOTH) & set(actors(grammar, MET + FILLER + FILLER + near, "condemned"))
