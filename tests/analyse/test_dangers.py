"""Threats that nobody utters, beside some that somebody does."""

from __future__ import annotations

import pytest

from dateline.analyse import Analyser
from dateline.analyse.dangers import is_danger
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
