"""What readers pass over, beside what has the same words and is an event."""

from __future__ import annotations

import pytest

from dateline.analyse import Analyser
from dateline.analyse.passed_over import is_danger
from tests.analyse.reading import claims_of


@pytest.mark.parametrize(
    ("text", "uttered"),
    [
        ("Chad noticed these threats to its security.", False),
        ("The ministers discussed cyber threats.", False),
        ("Mali faces threats from its neighbours.", False),
        ("Chad's threats frightened Mali.", True),
        ("Chad issued a threat to close the border.", True),
        ("Mali spoke of the threat of an attack by Chad.", True),
        ("The steps taken by Chad are a threat to Mali.", True),
        ("The editor received death threats from Chad.", True),
    ],
)
def test_a_threat_is_an_act_or_a_danger(grammar: Analyser, text: str, uttered: bool) -> None:
    (threat,) = [t for t in grammar.nlp(text) if t.lemma_.lower() == "threat"]
    assert is_danger(threat) != uttered


def test_a_danger_is_no_event(grammar: Analyser) -> None:
    assert claims_of(grammar, "Chad noticed these threats to its security.") == ()
    assert [c.event.type for c in claims_of(grammar, "Chad's threats frightened Mali.")] == ["THREATEN"]


@pytest.mark.parametrize(("text", "supports"), [("France stood by Mali.", True), ("The army stood by.", False)])
def test_standing_by_is_support_of_somebody(grammar: Analyser, text: str, supports: bool) -> None:
    assert any(c.event.type == "SUPPORT" for c in claims_of(grammar, text)) == supports


@pytest.mark.parametrize(
    ("text", "kind", "is_event"),
    [
        ("The minister defended the decision to send troops to Mali.", "SUPPORT", True),
        ("The villagers defended the bridge.", "SUPPORT", False),
        ("Chad's president defended Norway.", "SUPPORT", True),
        ("The soldiers defended Norway.", "SUPPORT", False),
        ("The soldiers left Mali on Friday.", "RETREAT", True),
        ("The singer left Mali on Friday.", "RETREAT", False),
    ],
)
def test_defending_and_leaving(analyser: Analyser, text: str, kind: str, is_event: bool) -> None:
    assert any(c.event.type == kind for c in claims_of(analyser, text)) == is_event
