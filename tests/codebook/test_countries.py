"""The table of countries and its look-ups."""

from __future__ import annotations

import pytest

from dateline.codebook import countries
from dateline.codebook.countries import _names, name_key
from dateline.errors import CodebookError


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ukraine", "UKR"), ("the Ukraine", "UKR"), ("US", "USA"), ("U.S.", "USA"), ("the United States", "USA"),
        ("UK", "GBR"), ("Britain", "GBR"), ("Türkiye", "TUR"), ("turkiye", "TUR"), ("Côte d’Ivoire", "CIV"),
        ("DRC", "COD"), ("Congo", "COD"), ("Congo-Brazzaville", "COG"), ("CHAD", "TCD"), ("Kosovo", "XKX"),
        ("Burma", "MMR"), ("Holy See", "VAT"), ("Palestine", "PSE"), ("DPRK", "PRK"), ("Swaziland", "SWZ"),
    ],
)  # fmt: skip
def test_names(name, code) -> None:
    assert countries().by_name(name).alpha3 == code


@pytest.mark.parametrize("name", ["us", "Us", "car", "uk", "", "Atlantis", "the"])
def test_no_country(name) -> None:
    assert countries().by_name(name) is None


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Russian", "RUS"), ("Russians", "RUS"), ("American", "USA"), ("U.S.", "USA"), ("British", "GBR"),
        ("Britons", "GBR"), ("Dutch", "NLD"), ("Poles", "POL"), ("Emirati", "ARE"), ("Nigerien", "NER"),
        ("Nigerians", "NGA"), ("South Sudanese", "SSD"), ("Filipino", "PHL"), ("SYRIAN", "SYR"), ("Thai", "THA"),
    ],
)  # fmt: skip
def test_demonyms(word, code) -> None:
    assert countries().by_demonym(word).alpha3 == code


def test_codes_agree() -> None:
    table = countries()
    assert len(table.all) == len(table.by_alpha2) == len(table.by_alpha3) == 250
    assert table.by_alpha2["UA"] is table.by_alpha3["UKR"]
    assert [c.alpha2 for c in table] == sorted(table.by_alpha2)
    assert table.by_alpha2["UA"].capital == "Kyiv"


def test_neighbours_are_mutual() -> None:
    """GeoNames leaves out a few from one side; what is not mutual is listed here and nowhere else."""
    table = countries().by_alpha2
    one_sided = {
        (c.alpha2, n) for c in countries() for n in c.neighbours if n in table and c.alpha2 not in table[n].neighbours
    }
    assert len(one_sided) <= 10, one_sided


def test_two_countries_cannot_share_a_name() -> None:
    first = countries().by_alpha2["UA"]
    second = countries().by_alpha2["RU"]
    with pytest.raises(CodebookError, match="names both"):
        _names((first, type(second)(*[getattr(first if f == "name" else second, f) for f in second.__slots__])))


def test_keys_keep_short_capitals() -> None:
    assert name_key("U.S.") == name_key("US") == "US"
    assert name_key("The  Gambia") == "gambia"
