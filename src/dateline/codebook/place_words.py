"""Words that help or hinder in finding places: regional adjectives, metonyms, words that only look like places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from dateline.codebook.countries import countries
from dateline.codebook.loader import expect, read_data
from dateline.model import Place

_LISTS = (
    "not_places", "division_words", "site_nouns", "place_prepositions", "site_prepositions", "speech_verbs",
    "link_words", "name_articles", "small_site_nouns", "territory_verbs", "territory_nouns", "name_beginnings",
    "feature_nouns", "settlement_nouns", "part_nouns", "disease_nouns", "names_of_media",
)  # fmt: skip
_PARTS = ("adjectives", "metonyms", *_LISTS)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The vocabulary. `adjectives` gives the place's name for a regional adjective; `metonyms` the seat of power."""

    adjectives: Mapping[str, str]
    metonyms: Mapping[str, Place]
    not_places: frozenset[str]
    division_words: frozenset[str]
    site_nouns: frozenset[str]
    place_prepositions: frozenset[str]
    site_prepositions: frozenset[str]
    speech_verbs: frozenset[str]
    link_words: frozenset[str]
    name_articles: frozenset[str]
    small_site_nouns: frozenset[str]
    territory_verbs: frozenset[str]
    territory_nouns: frozenset[str]
    name_beginnings: frozenset[str]
    feature_nouns: frozenset[str]
    settlement_nouns: frozenset[str]
    part_nouns: frozenset[str]
    disease_nouns: frozenset[str]
    names_of_media: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The vocabulary, checked.

    Raises:
        CodebookError: a part is missing, or a metonym's country is unknown.
    """
    table = read_data("place_words")
    expect(isinstance(table, dict) and set(table) == set(_PARTS), "place_words", f"expected the parts {_PARTS}")
    metonyms = {name: _metonym(row) for row in table["metonyms"] for name in (row["name"], *row.get("aliases", ()))}
    odd = [w for part in _LISTS for w in table[part] if not isinstance(w, str)]
    expect(not odd, "place_words", f"words that YAML reads as something else; put them in quotes: {odd}")
    words = {part: frozenset(table[part]) for part in _LISTS}
    adjectives = {str(word): str(place) for place, listed in table["adjectives"].items() for word in listed}
    return PlaceWords(MappingProxyType(adjectives), MappingProxyType(metonyms), **words)


def _metonym(row: Mapping[str, Any]) -> Place:
    code = row["country"]
    expect(code in countries().by_alpha3, "place_words", f"{row['name']}: unknown country {code!r}")
    slug = row["name"].lower().replace(" ", "-").replace("'", "")
    return Place(f"dl-{slug}", row["name"], "site", float(row["at"][0]), float(row["at"][1]), code)
