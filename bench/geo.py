"""Toponyms and their places: what the places layer finds, demonyms and names inside names included.

Two things differ from the layer. Seats of power that stand for those who sit there ("the White House said") are left
out: three of the four corpora never annotate them. And a sea, a continent or a wide area, which has no country in
dateline, gets the one the benchmark's README derives: that of the five nearest places within 200 km, if they agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.analyse.places import find_toponyms, load_finder
from dateline.analyse.sentences import load_parser, parse
from dateline.codebook import countries, gazetteer
from dateline.model import Report, Toponym

READS = ("id", "text")


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One prediction a report: its toponyms with point, GeoNames id and ISO alpha-2 country."""
    nlp, find = load_parser(), load_finder()
    for item in items:
        doc = parse(nlp, Report(str(item["id"]), item["text"], "2000-01-01"))
        yield {
            "id": item["id"],
            "toponyms": [as_row(t) for t in find_toponyms(item["text"], doc, find=find) if is_wanted(t)],
        }


def is_wanted(toponym: Toponym) -> bool:
    """False for seats of power that are not meant as buildings."""
    return toponym.literal or not toponym.reason.startswith("seat of power")


def as_row(toponym: Toponym) -> dict[str, Any]:
    """The scorer's shape; nulls where the place is not known."""
    place = toponym.place
    country = countries().by_alpha3.get(place.country) if place else None
    derived = gazetteer().country_near(place.lat, place.lon) if place and place.lat is not None and not country else ""
    return {
        "span": [toponym.span.start, toponym.span.end],
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": place.geonameid if place else None,
        "country": country.alpha2 if country else derived or None,
    }
