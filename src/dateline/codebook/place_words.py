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

_PARTS = ("adjectives", "metonyms", "not_places", "division_words", "place_prepositions", "speech_verbs")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The vocabulary. `adjectives` gives the place's name for a regional adjective; `metonyms` the seat of power."""

    adjectives: Mapping[str, str]
    metonyms: Mapping[str, Place]
    not_places: frozenset[str]
    division_words: frozenset[str]
    place_prepositions: frozenset[str]
    speech_verbs: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The vocabulary, checked.

    Raises:
        CodebookError: a part is missing, or a metonym's country is unknown.
    """
    table = read_data("place_words")
    expect(isinstance(table, dict) and set(table) == set(_PARTS), "place_words", f"expected the parts {_PARTS}")
    metonyms = {name: _metonym(row) for row in table["metonyms"] for name in (row["name"], *row.get("aliases", ()))}
    words = {part: frozenset(str(w) for w in table[part]) for part in _PARTS[2:]}
    adjectives = {str(word): str(place) for place, listed in table["adjectives"].items() for word in listed}
    return PlaceWords(MappingProxyType(adjectives), MappingProxyType(metonyms), **words)


def _metonym(row: Mapping[str, Any]) -> Place:
    code = row["country"]
    expect(code in countries().by_alpha3, "place_words", f"{row['name']}: unknown country {code!r}")
    slug = row["name"].lower().replace(" ", "-").replace("'", "")
    return Place(f"dl-{slug}", row["name"], "site", float(row["at"][0]), float(row["at"][1]), code)
