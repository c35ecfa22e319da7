"""Where the words around a name say that the place lies: "the Syrian town of", "the Damascus suburb of"."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.codebook import Entry
from dateline.model import Place

if TYPE_CHECKING:
    from dateline.analyse.place_choice import Choice
    from dateline.analyse.place_names import PlaceName

AROUND_KM = 300.0  # a suburb or "a town near" lies well inside this; "500 km east of" is no tie by distance
EARTH_KM = 6371.0088
# On the development halves of GeoWebNews, GeoVirus, LGL and TR-News 4 of 17 lone choices below these bounds are right;
# with fewer than six other names most are.
SEVERAL = 6
GREAT = 200_000  # people
CLEAR = 0.4
CITY, BESIDE_KM = 50_000, 1_000.0  # a city of some size in the country next door is no surprise


def find_ties(names: Sequence[PlaceName], choices: Sequence[Choice]) -> Mapping[int, Place]:
    """For each name that the words tie to another one, the place of that other one; by index of the name."""
    found: dict[int, Place] = {}
    for k, name in enumerate(names):
        for other, choice in zip(names, choices, strict=True):
            if other.first <= name.tie < other.last and choice.place is not None and other is not name:
                found[k] = choice.place
    return found


def fits_tie(entry: Entry, tie: Place) -> bool:
    """True where the entry may lie in the place, or near it where that is a town: else it is a namesake elsewhere.

    Places without a country or a point rule nothing out.
    """
    place = entry.place
    if tie.country and place.country and tie.country != place.country:
        return tie.level in ("town", "site", "area") and distance_km(place, tie) < AROUND_KM
    return tie.level not in ("town", "site") or distance_km(place, tie) < AROUND_KM


def is_lone(entry: Entry, score: float, others: Sequence[Place]) -> bool:
    """True for a town or division, not a great one or not a clear choice, in a country that no other name lies in.

    Such a choice is the namesake of a place that the gazetteer lacks more often than not.
    """
    countries = [other.country for other in others if other.country]
    if len(countries) < SEVERAL or not entry.place.country or entry.place.country in countries:
        return False
    beside = any(0.0 < distance_km(entry.place, other) < BESIDE_KM for other in others)
    minor = entry.population < (CITY if beside else GREAT) or score < CLEAR
    return entry.place.level in ("town", "region") and not entry.curated and minor


def distance_km(one: Place, other: Place) -> float:
    """The great-circle distance; 0 where either has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
