"""Predictions for bench/actors: the country and the sector of a phrase, as of a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateutil import parser as dates

from dateline.analyse.bare_phrases import PhraseActor, resolve_with_second

READS = ("id", "mention", "context", "date")

# The data set codes the bodies of some organizations by the organization.
_BODIES = {"united nations": "UNO", "world health": "UNO", "european": "EUR", "eu": "EUR"}


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """{"id", "country", "role", "role2"} for each item, in order; null where nothing is known."""
    for item in items:
        found = resolve_with_second(item["mention"], item.get("context") or "", _day(item.get("date")))
        yield {"id": item["id"], **_row(found)}


def _row(found: PhraseActor | None) -> dict[str, Any]:
    if found is None:
        return {"country": None, "role": None, "role2": None}
    actor = found.actor
    country = actor.country
    if country == "IGO":
        name = f"{actor.id.replace('-', ' ')} {actor.name.casefold()}"
        country = next((code for words, code in _BODIES.items() if words in name.split() or words in name), "IGO")
    return {"country": country or None, "role": actor.sector or None, "role2": found.second or None}


def _day(date: str | None) -> str | None:
    if not date or date == "today":
        return None
    return dates.parse(date).date().isoformat()
