"""The country a report is about, for what is named without an owner ("the government")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dateline.analyse.actor_phrases import read_phrase
from dateline.analyse.actor_words import lexicon, split_words
from dateline.analyse.mentions import Found
from dateline.codebook import countries
from dateline.model import Report

FOCUS_COUNT = 4  # mentions, and share of all that have a country; set by hand on reports read
FOCUS_SHARE = 0.6
ISO_LENGTH = 3
# Hosts of governments; Russia's have no ".gov" in them.
_HOST = re.compile(
    r"^https?://(?:[\w-]+\.)*"
    r"(?:(?P<own>kremlin\.ru|government\.ru|mid\.ru)|(?:gov|gob|gouv|mil)(?:\.(?P<land>[a-z]{2}))?)(?:/|$)"
)

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


def country_of_outlet(report: Report) -> str:
    """The country whose government published the report, or "".

    It is told by the outlet ("The White House", "President of Ukraine (president.gov.ua)") or by a .gov address.
    """
    return _country_of_publisher(report.outlet, report.url)


@lru_cache(maxsize=64)  # asked of every event of a report
def _country_of_publisher(outlet: str, url: str) -> str:
    for hit in lexicon().find(split_words(outlet), outlet):
        if hit.entry.code in countries().by_alpha3 and hit.entry.sector in ("GOV", "MIL", "LEG"):
            return hit.entry.code
    reading = read_phrase(_IN_BRACKETS.sub("", outlet)) if outlet else None
    if reading is not None and reading.title is not None and reading.title.office and reading.country:
        return reading.country if reading.country in countries().by_alpha3 else ""
    return _country_of_address(url)


def _country_of_address(url: str) -> str:
    match = _HOST.search(url)
    if match is None:
        return ""
    if match["own"]:
        return "RUS"
    land = (match["land"] or "us").upper()
    country = countries().by_alpha2.get({"UK": "GB"}.get(land, land))
    return country.alpha3 if country else ""


def country_in_focus(found: Sequence[Found]) -> str:
    """The country of at least `FOCUS_COUNT` mentions and `FOCUS_SHARE` of those that have one; else ""."""
    codes = [f.reading.country for f in found if f.reading is not None and f.reading.sector != "JRN"]
    codes = [c for c in codes if len(c) == ISO_LENGTH and c not in ("IGO", "NGO")]
    top = max(sorted(set(codes)), key=codes.count, default="")
    enough = codes.count(top) >= FOCUS_COUNT and codes.count(top) >= FOCUS_SHARE * len(codes)
    return top if enough else ""
