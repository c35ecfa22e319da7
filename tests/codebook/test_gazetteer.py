"""The gazetteer: names, aliases, divisions, curated places; its files; its cost."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.codebook import gazetteer, place_key, place_words, read_data
from dateline.codebook.gazetteer import LEVELS, Gazetteer, curated_place
from dateline.errors import CodebookError


def names_of(name: str) -> list[tuple[str, str, str]]:
    return [(e.place.name, e.place.level, e.place.country) for e in gazetteer().find(name)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kyiv", ("Kyiv", "town", "UKR")),
        ("Kiev", ("Kyiv", "town", "UKR")),
        ("KIEV", ("Kyiv", "town", "UKR")),
        ("Lugansk", ("Luhansk", "town", "UKR")),
        ("São Paulo", ("São Paulo", "town", "BRA")),
        ("Sao Paulo", ("São Paulo", "town", "BRA")),
        ("Saint Petersburg", ("Saint Petersburg", "town", "RUS")),
        ("St. Petersburg", ("Saint Petersburg", "town", "RUS")),
        ("Ft. Bragg", ("Fort Bragg", "site", "USA")),
        ("Cote d’Ivoire", ("Ivory Coast", "country", "CIV")),
        ("Texas", ("Texas", "region", "USA")),
        ("Harris County", ("Harris County", "region", "USA")),
        ("Bosporus", ("Bosphorus", "water", "TUR")),
        ("Europe", ("Europe", "continent", "")),
    ],
)
def test_names_are_found_in_any_spelling(name, expected) -> None:
    assert expected in names_of(name)


def test_nothing_is_found_for_nothing() -> None:
    assert gazetteer().find("") == ()
    assert gazetteer().find("Qwertabad") == ()
    assert gazetteer().knows([]) == []
    assert gazetteer().knows(["qwertabad", "kyiv", "north sea"]) == [False, True, True]


def test_a_town_knows_the_divisions_it_lies_in() -> None:
    dallas = next(e for e in gazetteer().find("Dallas") if e.population > 1_000_000)
    texas = gazetteer().by_id(dallas.admin1)
    county = gazetteer().by_id(dallas.admin2)
    assert texas is not None
    assert county is not None
    assert (texas.place.name, county.place.name) == ("Texas", "Dallas County")
    assert county.admin1 == texas.place.geonameid


def test_every_id_leads_to_one_place() -> None:
    places = {e.place.geonameid: e.place for name in ("Odesa", "Odessa") for e in gazetteer().find(name)}
    assert len([p for p in places.values() if p.country == "UKR" and p.level == "town"]) == 1
    for geonameid, place in places.items():
        found = gazetteer().by_id(geonameid)
        assert found is not None
        assert found.place == place
    assert gazetteer().by_id(1) is None


def test_many_names_in_one_search_are_as_one_by_one() -> None:
    names = ["Paris", "Goma", "Black Sea", "nowhere at all", "Paris"]
    assert gazetteer().find_all(names) == {n: gazetteer().find(n) for n in names}


def test_capitals_are_marked() -> None:
    capital = [e.place.country for e in gazetteer().find("Tripoli") if e.capital]
    assert capital == ["LBY"]


def test_abbreviations_of_divisions() -> None:
    assert [e.place.name for e in gazetteer().abbreviations["Ky."]] == ["Kentucky"]
    assert {e.place.country for e in gazetteer().abbreviations["WA"]} == {"USA", "AUS"}


def test_curated_places_lie_in_their_country() -> None:
    """A point typed wrongly shows as far from every town of its country; seas and wide areas are left out."""
    from math import cos, radians

    towns = gazetteer()._places
    codes = {a3: a2.encode() for a2, a3 in gazetteer()._codes.items()}
    for line in read_data("places_extra")["places"]:
        place = curated_place(line, (*(p.strip() for p in line.split("|")[:5]), "", "")[:5])
        if place.level in ("town", "site") and place.country not in ("", "UMI", "IOT"):
            mine = towns[towns["country"] == codes[place.country]]
            square = (mine["lat"] - place.lat) ** 2 + ((mine["lon"] - place.lon) * cos(radians(place.lat))) ** 2
            assert square.min() < 2.5**2, line


def test_levels_are_the_models() -> None:
    assert {e.place.level for n in ("Kyiv", "Texas", "Ukraine", "Black Sea", "Donbas", "Asia", "Yelnya", "Kadena")
            for e in gazetteer().find(n)} <= set(LEVELS)  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (("", "town", "1, 2", "", ""), "without a name"),
        (("X", "village", "1, 2", "", ""), "level 'village'"),
        (("X", "town", "91, 2", "", ""), "not a point"),
        (("X", "town", "1", "", ""), "not a point"),
        (("X", "town", "1, 2", "ZZZ", ""), "unknown country"),
        (("X", "town", "1, 2", "UKR", "gn-1"), "not a GeoNames id"),
    ],
)
def test_a_bad_entry_is_refused(parts, says) -> None:
    with pytest.raises(CodebookError, match=says):
        curated_place(" | ".join(parts), parts)


def test_metonyms_have_a_country_and_adjectives_a_place() -> None:
    words = place_words()
    assert words.metonyms["Kremlin"].country == "RUS"
    for name in sorted(set(words.adjectives.values())):
        assert gazetteer().find(name), name


def test_opening_is_quick_and_small() -> None:
    """In a fresh process; the bounds are three times what a laptop needs."""
    code = (
        "import time, resource; import numpy; from dateline.codebook import gazetteer; "
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; t = time.process_time(); g = gazetteer(); "
        "g.find('Kyiv'); print(time.process_time() - t, "
        "resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    seconds, kilobytes = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert float(seconds) < 1.0
    assert int(kilobytes) < 60_000


def test_searching_is_quick() -> None:
    names = ["Kyiv", "Springfield", "Nowhere", "Black Sea"] * 50
    keys = [place_key(n) for n in names]
    start = time.process_time()
    for _ in range(20):
        gazetteer().knows(keys)
    assert (time.process_time() - start) / (20 * len(names)) < 100e-6


@given(st.text(max_size=40))
@example("\U0001d63c")
@example("\u0130zmir")
def test_normalising_twice_is_normalising_once(text) -> None:
    assert place_key(place_key(text)) == place_key(text)


@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(text) -> None:
    assert isinstance(gazetteer(), Gazetteer)
    for entry in gazetteer().find(text):
        assert entry.place.level in LEVELS
