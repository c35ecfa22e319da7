"""Countries and dependent territories: codes, names, capitals, demonyms, GeoNames' points."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from dateline.codebook.loader import expect, read_data

CONTINENTS = ("Africa", "Antarctica", "Asia", "Europe", "North America", "Oceania", "South America")


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory.

    `alpha2` and `alpha3` are ISO 3166-1 (Kosovo: XK, XKX). `lat` and `lon` are GeoNames' point for the area, WGS84
    degrees. `adjectives` go before a noun ("Russian", "U.S."), `nouns` name its people, singular and plural.
    `neighbours` are alpha-2 codes.
    """

    alpha2: str
    alpha3: str
    name: str
    capital: str
    continent: str
    geonameid: int
    lat: float
    lon: float
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    neighbours: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)

    @property
    def demonyms(self) -> tuple[str, ...]:
        """Adjectives and nouns, each once."""
        return tuple(dict.fromkeys((*self.adjectives, *self.nouns)))


@dataclass(frozen=True, slots=True)
class Countries:
    """The table, with its look-ups. Iterating gives the countries in the order of `all` (by alpha-2 code)."""

    all: tuple[Country, ...]
    by_alpha2: Mapping[str, Country]
    by_alpha3: Mapping[str, Country]
    _names: Mapping[str, Country]
    _demonyms: Mapping[str, Country]

    def __iter__(self) -> Iterator[Country]:
        return iter(self.all)

    def by_name(self, name: str) -> Country | None:
        """The country with this name or alias, or None. A leading "the", accents and case do not matter,
        except that abbreviations ("US", "UK", "DRC") are only found in capitals.
        """
        return _look_up(self._names, name)

    def by_demonym(self, word: str) -> Country | None:
        """The country of an adjective or of its people: "Russian", "Russians", "Dutch", "U.S."; None where unknown.

        A word of two countries ("Congolese", "Dominican", "Guinean") goes to the more populous one.
        """
        return _look_up(self._demonyms, word)


def _look_up(table: Mapping[str, Country], words: str) -> Country | None:
    key = name_key(words)
    return table.get(key) or table.get(key.lower())


def name_key(name: str) -> str:
    """The form names are compared in: no leading "the", no accents, straight apostrophes, one space, lower case.

    Words of up to four letters in capitals, dots aside, keep their capitals: "US" is not "us".
    """
    words = " ".join(name.replace("’", "'").split())
    if words[:4].lower() == "the ":
        words = words[4:]
    letters = words.replace(".", "")
    if len(letters) <= 4 and letters.isupper():
        return letters
    plain = unicodedata.normalize("NFKD", words)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@cache
def countries() -> Countries:
    """The table of countries, checked.

    Raises:
        CodebookError: an entry lacks a part, or two entries share a code or a name.
    """
    rows = read_data("countries")
    expect(isinstance(rows, list) and rows, "countries", "expected a list of countries")
    table = tuple(_country(row) for row in rows)
    return Countries(
        table,
        _unique(table, "alpha2"),
        _unique(table, "alpha3"),
        MappingProxyType(_names(table)),
        MappingProxyType(_demonyms(table)),
    )


def _country(row: Any) -> Country:
    expect(isinstance(row, dict) and "alpha2" in row, "countries", f"not a country: {row!r}")
    code = row["alpha2"]
    missing = [k for k in Country.__dataclass_fields__ if k not in row]
    expect(not missing, "countries", f"{code}: lacks {missing}")
    expect(len(code) == 2 and len(row["alpha3"]) == 3, "countries", f"{code}: codes must have 2 and 3 letters")
    expect(row["continent"] in CONTINENTS, "countries", f"{code}: unknown continent {row['continent']!r}")
    expect(abs(row["lat"]) <= 90 and abs(row["lon"]) <= 180, "countries", f"{code}: point off the globe")
    lists = {k: tuple(str(x) for x in row[k]) for k in ("aliases", "adjectives", "nouns", "neighbours")}
    return Country(**{**row, **lists, "lat": float(row["lat"]), "lon": float(row["lon"])})


def _unique(table: tuple[Country, ...], field: str) -> Mapping[str, Country]:
    found = {str(getattr(c, field)): c for c in table}
    expect(len(found) == len(table), "countries", f"two countries share their {field}")
    return MappingProxyType(found)


def _names(table: tuple[Country, ...]) -> dict[str, Country]:
    found: dict[str, Country] = {}
    for country in table:
        for name in country.names:
            other = found.setdefault(name_key(name), country)
            expect(other is country, "countries", f"{name!r} names both {other.alpha2} and {country.alpha2}")
    return found


def _demonyms(table: tuple[Country, ...]) -> dict[str, Country]:
    found: dict[str, Country] = {}
    for country in table:
        for word in country.demonyms:
            other = found.setdefault(name_key(word), country)
            expect(other is country, "countries", f"{word!r} is a demonym of {other.alpha2} and {country.alpha2}")
    return found
