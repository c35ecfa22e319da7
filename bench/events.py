"""A sentence to its events: who (country and sector), to whom, and the PLOVER root."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bench.sentences import analyse_sentence
from dateline.model import Claim, Participant

READS = ("id", "text", "date")


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """All events of each sentence, coded as the PETRARCH family does: "USAGOV", "" where a side is unknown."""
    for item in items:
        claims = analyse_sentence(item["id"], item["text"], item.get("date") or "").claims
        yield {"id": item["id"], "events": [_event(c) for c in claims if c.event.actors or c.event.recipients]}


def _event(claim: Claim) -> dict[str, Any]:
    event = claim.event
    actors, recipients = _codes(event.actors), _codes(event.recipients)
    reciprocal = event.type in ("CONSULT", "COOPERATE", "AGREE") and len(actors) > 1 and not recipients
    return {"source": actors, "target": recipients, "event": event.type, "code": None, "reciprocal": reciprocal}


def _codes(parties: tuple[Participant, ...]) -> list[str]:
    found = [p.actor.code for p in parties if p.actor is not None and p.actor.code]
    return list(dict.fromkeys(found))
