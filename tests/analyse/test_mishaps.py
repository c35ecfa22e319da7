"""Deaths and blasts: an attack's where the report tells of strife, else an accident's."""

from __future__ import annotations

import pytest

from dateline.analyse import Analyser
from tests.analyse.reading import claims_of

RIG = "Nine men died when the ferry exploded. The explosion damaged a pier."


def assaults(analyser: Analyser, text: str) -> set[str]:
    return {c.event.trigger.words(text) for c in claims_of(analyser, text) if c.event.type == "ASSAULT"}


def test_without_strife_nobody_is_attacked(grammar: Analyser, analyser: Analyser) -> None:
    assert assaults(grammar, RIG) == set()
    assert assaults(analyser, RIG) == set()


@pytest.mark.parametrize(
    "strife",
    ["Rebels had shelled the port.", "Thousands marched through the port.", "Chad sent troops to the port."],
)
def test_with_strife_the_same_words_are_of_it(grammar: Analyser, strife: str) -> None:
    assert "died" in assaults(grammar, f"{RIG} {strife}")


def test_who_fights_does_not_die_by_accident(grammar: Analyser) -> None:
    assert assaults(grammar, "Nine soldiers died in Goma on Monday.") == {"died"}


def test_a_bomb_does_not_explode_by_accident(grammar: Analyser) -> None:
    assert "exploded" in assaults(grammar, "A car bomb exploded in Goma.")


def test_harm_that_somebody_did_is_an_attack(grammar: Analyser) -> None:
    assert "killed" in assaults(grammar, "Gunmen killed nine villagers near Goma.")
