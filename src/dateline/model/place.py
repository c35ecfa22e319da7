"""Where: toponyms and the gazetteer entries they resolve to."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. `level` is site, town, region, country, water, area or continent.

    `lat` and `lon` are WGS84 degrees; `country` is ISO 3166-1 alpha-3 ("" where it belongs to none or several).
    A country or region is an area: its point is GeoNames' own and never a pin.
    """

    id: str
    name: str
    level: str
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    geonameid: int | None = None


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place. `literal` is False for metonyms, demonyms and names inside names.

    `place` is None where no gazetteer entry fits. `reason` says why this candidate was taken.
    """

    span: Span
    place: Place | None
    literal: bool = True
    reason: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class PlaceRole:
    """A place as it takes part in an event: at, from, to, near, via, or target."""

    toponym: Toponym
    role: str = "at"
