"""Bare phrases: country and sector from the words, a date and a little context."""

from __future__ import annotations

import pytest

from dateline.analyse.actors import resolve_phrase
from dateline.analyse.bare_phrases import resolve_with_second


@pytest.mark.parametrize(
    ("phrase", "context", "date", "expected"),
    [
        ("Peruvian fishermen", "", None, "PERLAB"),
        ("the Ghanaian Navy", "", None, "GHAMIL"),
        ("Egypt's Ministry of Tourism", "", None, "EGYGOV"),
        ("Swedish Foreign Minister Carl Bildt", "", "2010-05-05", "SWEGOV"),
        ("Carl Bildt", "", "2018-05-05", "SWEELI"),
        ("Hakan Fidan", "", "2015-01-01", "TURSPY"),
        ("Hakan Fidan", "", "2024-01-01", "TURGOV"),
        ("Taliban", "", "2010-01-01", "AFGREB"),
        ("the Taliban", "", "2023-01-01", "AFGGOV"),
        ("the coast guard", "Filipino", None, "PHLMIL"),
        ("a spokeswoman for the Danish Navy", "", None, "DNKMIL"),
        ("Rotterdam", "", None, "NLDCVL"),
        ("Nairobi police", "", None, "KENCOP"),
        ("nurses in Portugal", "", None, "PRTMED"),
        ("Transnistria", "", None, "MDAPRE"),
        ("Spain's ambassador to Mexico", "", None, "ESPGOV"),
        ("masked men", "", None, "UAF"),
        ("Argentinean judges", "", None, "ARGJUD"),
    ],
)
def test_country_and_sector(phrase: str, context: str, date: str | None, expected: str) -> None:
    actor = resolve_phrase(phrase, context, date)
    assert actor is not None
    assert actor.code == expected


def test_a_defence_minister_is_of_the_government_and_the_military() -> None:
    found = resolve_with_second("Japan's defense minister", "", "2015-01-01")
    assert found is not None
    assert (found.actor.country, found.actor.sector, found.second) == ("JPN", "GOV", "MIL")


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Head of the Office of the President of Chad Idriss Abakar", "Idriss Abakar"),
        ("Chief of the Presidential Administration Jana Novotna of Slovakia", "Jana Novotna"),
        ("President of Lithuania Dalia Grybauskaite", "Dalia Grybauskaite"),
    ],
)
def test_the_person_named_behind_the_body_is_meant(phrase: str, name: str) -> None:
    actor = resolve_phrase(phrase, "", "2012-05-05")
    assert actor is not None
    assert actor.name == name


def test_words_that_name_nobody() -> None:
    assert resolve_phrase("", "", None) is None
    assert resolve_phrase("quickly", "", None) is None


@pytest.mark.parametrize(
    ("words", "ident", "code"),
    [
        ("the Heron Brigade", "heron-brigade", "MIL"),
        ("Ukraine's 99th Mountain Brigade", "ukr-99th-mountain-brigade", "UKRMIL"),
        ("the 12th Army", "12th-army", "MIL"),
        ("the Golani Brigade", "isr-golani-brigade", "ISRMIL"),
        ("the Aidar regiment", "ukr-aidar-battalion", "UKRMIL"),
        ("the Al-Quds Brigades", "pse-al-quds-brigades", "PSEREB"),
        ("an armoured brigade", "brigade", "MIL"),
        ("the Army", "army", "MIL"),
        ("the Kenyan Army", "ken-army", "KENMIL"),
    ],
)
def test_a_unit_has_the_name_or_number_it_is_known_by(words: str, ident: str, code: str) -> None:
    actor = resolve_phrase(words, "", "2022-02-02")
    assert actor is not None
    assert (actor.id, actor.code) == (ident, code)


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("South Korea's Joint Chiefs of Staff", "KOR"),
        ("the Israeli Central Command", "ISR"),
        ("the U.S. Joint Chiefs of Staff", "USA"),
        ("the Joint Chiefs of Staff", "USA"),
        ("Kenya's National Intelligence Service", "KEN"),
        ("the Ministry of Defence", ""),
        ("the Security Service", ""),
        ("the Security Service of Ukraine", "UKR"),
    ],
)
def test_a_body_is_of_the_state_that_the_words_give_it_to(words: str, country: str) -> None:
    actor = resolve_phrase(words, "", "2022-06-01")
    assert (actor.country if actor is not None else "") == country
