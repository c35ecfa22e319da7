"""The tables of parties, offices and titles: what they promise to the layers."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from dateline.codebook import actor_table, actor_usage, countries, given_names, name_forms, offices, slug, titles
from dateline.codebook.offices import SOURCES, Holding


def holders(body: str, office: str, date: str) -> list[str]:
    return [h.name for h in offices().holders(body, office, date)]


def test_every_party_has_an_id_of_its_own_name_and_a_known_country() -> None:
    known = set(countries().by_alpha3) | {"IGO", "NGO", ""}
    for row in actor_table().all:
        assert row.actor.country in known, row
        assert row.actor.id.endswith(slug(row.actor.name)), row


def test_a_name_stands_for_its_first_entry() -> None:
    by_name = actor_table().by_name
    assert by_name["Nato"].name == "NATO"
    assert (by_name["IDF"].country, by_name["IDF"].sector) == ("ISR", "MIL")
    assert by_name["Taleban"] is by_name["Taliban"]


@pytest.mark.parametrize(
    ("body", "office", "date", "name"),
    [
        ("USA", "defence ministry spokesperson", "2022-02-02", "John Kirby"),
        ("USA", "foreign ministry spokesperson", "2016-05-01", "John Kirby"),
        ("RUS", "president", "2010-06-01", "Dmitry Medvedev"),
        ("RUS", "president", "2013-06-01", "Vladimir Putin"),
        ("UN", "secretary general", "2005-03-01", "Kofi Annan"),
        ("NATO", "secretary general", "2023-01-15", "Jens Stoltenberg"),
        ("DEU", "prime minister", "2015-09-04", "Angela Merkel"),
    ],
)
def test_an_office_has_the_holder_of_the_day(body: str, office: str, date: str, name: str) -> None:
    assert holders(body, office, date) == [name]


def test_in_a_month_of_change_the_newcomer_stands_first() -> None:
    assert holders("USA", "president", "2009-01-25") == ["Barack Obama", "George W. Bush"]


def test_nobody_holds_an_office_before_the_table_begins() -> None:
    assert holders("UKR", "president", "1985-01-01") == []


def test_unknown_bounds_never_cover_a_day() -> None:
    unknown = Holding("A B", ("A B",), "USA", "president", "?", "?", "m")
    assert not unknown.covers("2020-01-01")
    assert not unknown.ended_before("2020-01-01")


def test_a_bound_of_a_year_covers_the_whole_year() -> None:
    held = Holding("A B", ("A B",), "USA", "president", "2004", "2006-03", "m")
    assert held.covers("2004-01-01")
    assert held.covers("2006-03-31")
    assert not held.covers("2006-04-01")
    assert held.ended_before("2006-04-01")


def test_holdings_name_known_countries_or_bodies() -> None:
    for holding in offices().all:
        assert holding.body in countries().by_alpha3 or holding.body in actor_table().by_name, holding


def test_the_table_of_offices_is_broad() -> None:
    assert len(offices().all) >= 2500
    assert len({h.body for h in offices().all}) >= 200
    dated = [h for h in offices().all if h.begin != "?" and h.end != "?"]
    assert len(dated) >= 2500
    by_office = Counter(h.office for h in dated if not h.end or h.end >= "2010")
    assert by_office["foreign minister"] >= 350
    assert by_office["defence minister"] >= 250


def test_every_holding_tells_its_source() -> None:
    assert all(h.sources for h in offices().all)
    merkel = offices().holders("DEU", "prime minister", "2015-09-04")[0]
    assert "CountryInfo" in merkel.sources[0]
    unmarked = next(h for h in offices().all if not h.marks)
    assert unmarked.sources == (SOURCES[""],)
    assert sum("c" in h.marks or "f" in h.marks for h in offices().all) >= 700


@pytest.mark.parametrize(
    ("body", "office", "date", "name"),
    [
        ("JPN", "defence minister", "2018-03-05", "Itsunori Onodera"),
        ("KOR", "defence minister", "2024-12-03", "Kim Yong-hyun"),
        ("ISR", "military spokesperson", "2023-10-20", "Daniel Hagari"),
        ("PAK", "army chief", "2013-06-01", "Ashfaq Parvez Kayani"),
        ("TUR", "armed forces chief", "2016-07-15", "Hulusi Akar"),
        ("EST", "defence minister", "2025-02-24", "Hanno Pevkur"),
        ("GEO", "foreign minister", "2008-12-20", "Grigol Vashadze"),
        ("COD", "rebel leader", "2025-01-28", "Corneille Nangaa"),
        ("MAR", "foreign minister", "2020-12-10", "Nasser Bourita"),
        ("NGA", "armed forces chief", "2014-05-01", "Alex Badeh"),
    ],
)
def test_ministers_spokespersons_and_commanders_of_their_day(body: str, office: str, date: str, name: str) -> None:
    assert name in holders(body, office, date)


def test_one_minister_at_a_time() -> None:
    """In an office of one person, two holders fit a day only in a month of change or where a date is only a year."""
    for (body, office), rows in offices().by_office.items():
        if office not in ("foreign minister", "defence minister", "prime minister", "president") or body == "LBY":
            continue  # Libya had two governments
        dated = sorted((h for h in rows if len(h.begin) == 7 and len(h.end) in (0, 7)), key=lambda h: h.begin)
        for before, after in pairwise(dated):
            assert before.end, (body, office, before.name, after.name)
            assert before.end <= after.begin, (body, office, before.name, after.name)


@pytest.mark.parametrize(
    ("words", "noun", "sector", "plural"),
    [
        ("foreign ministers", "foreign minister", "GOV", True),
        ("chiefs of staff", "chief of staff", "GOV", True),
        ("people", "people", "CVL", True),
        ("gunmen", "gunman", "UAF", True),
        ("soldier", "soldier", "MIL", False),
        ("human rights group", "human rights group", "NGO", False),
    ],
)
def test_titles_by_their_last_word(words: str, noun: str, sector: str, plural: bool) -> None:
    folded = titles().fold(words.split())
    found = titles().ending_at(folded, len(folded))
    assert found is not None
    assert (found[1].noun, found[1].sector, found[1].plural) == (noun, sector, plural)


def test_spellings_are_folded() -> None:
    assert titles().fold(["Defense", "Spokeswoman"]) == ["defence", "spokesperson"]
    assert titles().fold(["premier"]) == ["prime", "minister"]


def test_given_names_tell_gender_and_are_listed_once() -> None:
    assert given_names()["angela"] == "f"
    assert given_names()["sergei"] == "m"
    assert "kim" not in given_names() or given_names()["kim"] in ("m", "f")


def test_what_refers_back_is_a_title() -> None:
    for noun in actor_usage().refers_back:
        assert tuple(noun.split()) in titles().forms, noun


def test_slug_has_no_accents_and_no_marks() -> None:
    assert slug("MLI", "Ibrahim Boubacar Keïta") == "mli-ibrahim-boubacar-keita"


def test_a_given_name_knows_its_other_forms() -> None:
    assert {"joe", "joseph"} <= name_forms()["joey"]
    assert "john" not in name_forms()["joe"]
    assert name_forms()["sam"] >= {"samuel", "samantha", "sam"}
