from __future__ import annotations

import pytest

from dateline.codebook.materiel import materiel, singular


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("anti-tank missiles", "anti-tank missile"),
        ("antitank guided missile", "anti-tank missile"),
        ("shoulder-fired surface-to-air missiles", "MANPADS"),
        ("missiles", "missile"),
        ("Javelin missiles", "anti-tank missile"),
        ("two Patriot batteries", "air defence system"),
        ("S-400 systems", "air defence system"),
        ("the T-72s", "tank"),
        ("Leopard 2 tanks", "tank"),
        ("Su-35 fighter jets", "aircraft"),
        ("body armor and helmets", "protective equipment"),
        ("air defense systems", "air defence system"),
        ("a shipment of assault rifles", "small arms"),
        ("thousands of rounds of ammunition", "ammunition"),
        ("weapons of mass destruction", "chemical or biological weapon"),
        ("battalion tactical groups", "troops"),
        ("servicemen", "troops"),
        ("the withdrawal of troops", "military action"),
        ("an interim ceasefire agreement", "agreement"),
        ("emergency medical supplies", "medical supplies"),
        ("hope", None),
        ("", None),
    ],
)
def test_the_longest_entry_at_the_end_decides(words: str, category: str | None) -> None:
    assert materiel().category_of(words) == category


def test_names_need_their_capitals() -> None:
    vocabulary = materiel()
    assert vocabulary.category_of("a Harpoon") == "cruise missile"
    assert vocabulary.category_of("a harpoon") is None
    assert vocabulary.category_of("TOW") == "anti-tank missile"
    assert vocabulary.category_of("tow") is None


def test_misleading_phrases_are_excluded_and_unknown_ones_are_not() -> None:
    vocabulary = materiel()
    assert vocabulary.category_of("a task force") is None
    assert vocabulary.is_excluded("a task force")
    assert vocabulary.category_of("security forces") == "troops"
    assert not vocabulary.is_excluded("hope")


def test_every_category_can_be_found_again() -> None:
    vocabulary = materiel()
    reached = {category for table in (vocabulary._terms, vocabulary._names) for category in table.values()}
    assert set(vocabulary.categories) <= reached
    assert len(vocabulary._terms) > 1_000


@pytest.mark.parametrize(
    ("plural", "one"),
    [("tanks", "tank"), ("batteries", "battery"), ("axes", "axe"), ("servicemen", "serviceman"), ("gas", "gas"),
     ("torpedoes", "torpedoe"), ("boxes", "box"), ("batches", "batch"), ("series", "series"), ("glass", "glass")],
)  # fmt: skip
def test_singular_is_crude_but_the_same_for_data_and_text(plural: str, one: str) -> None:
    assert singular(plural) == one
