"""The claims export: one JSON object a claim, with every value's words and offsets (docs/exports.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any

from dateline.model import Claim, Event, Participant, PlaceRole, Slot, Source, Span, Thing, Timex3

if TYPE_CHECKING:
    from dateline.record import Filters, Record

SOURCE_KINDS = ("person", "office", "organization", "document", "author")


def claim_to_export(
    claim: Claim, report_id: str, text: str, *, date: str = "", outlet: str = "", title: str = ""
) -> dict[str, Any]:
    """The claim as one flat record of the claims export. Pure; every "text" and "mention" is a slice of `text`.

    Args:
        claim: the claim; its spans are code-point offsets into `text`.
        report_id: the id the report is known by.
        text: the report's text as stored.
        date, outlet, title: the report's own, where the caller has them; left out of the record when empty.

    Returns:
        Keys in a fixed order. `sources` is outermost first and empty where the report itself vouches. `mode`,
        `ledger`, `time` and `confidence` (0 to 1) are None where the claim has none; `own_type` is left out where no
        codebook of the user's gives one.
    """
    event = claim.event
    about_report = {"date": date, "outlet": outlet, "title": title}
    return {
        "report_id": report_id,
        "claim_id": claim.id,
        **{key: value for key, value in about_report.items() if value},
        "trigger": _span(event.trigger, text),
        "evidence": _span(claim.evidence, text),
        "clause": _span(event.clause, text),
        "event": event.type,
        **({"own_type": event.own_type} if event.own_type else {}),
        "mode": event.mode or None,
        "contexts": list(event.contexts),
        "ledger": event.ledger or None,
        "status": claim.factuality.status,
        "factuality": claim.factuality.value,
        "factbank": claim.factuality.factbank,
        "sources": [_source(source, text) for source in claim.sources],
        **_participants(event, text),
        "things": [_thing(thing) for thing in event.things],
        "time": _time(event.time, text),
        "slots": [_slot(slot) for slot in event.slots],
        "mentions": [_span(mention, text) for mention in claim.mentions],
        "score": round(claim.score, 4),
        "confidence": None if claim.confidence is None else round(claim.confidence, 4),
    }


def write_claims(rows: Iterable[dict[str, Any]], out: IO[str]) -> int:
    """Write claim records as JSON Lines in reading order (report date, report, offset, id); the number written.

    The order does not depend on that of `rows`, so that the same record gives the same file, byte for byte.
    """
    ordered = sorted(rows, key=reading_order)
    for row in ordered:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return len(ordered)


def export_claims(record: Record, filters: Filters, out: IO[str]) -> int:
    """Write the record's claims as JSON Lines in the record's order; the number written. One report in memory."""
    number = 0
    for report, claim in record.iter_claims(filters):
        about = {"date": report.dct, "outlet": report.outlet, "title": report.title}
        row = claim_to_export(claim, report.id, report.text, **about)
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
        number += 1
    return number


def reading_order(row: dict[str, Any]) -> tuple[str, str, int, int, str]:
    """The key that puts exported claims in reading order."""
    trigger = row["trigger"]
    return (row.get("date", ""), row["report_id"], trigger["start"], trigger["end"], row["claim_id"])


def source_kind(source: Source) -> str:
    """The kind of a source as the export names it: one of `SOURCE_KINDS`.

    The analysis may know better (government, alliance, media, force); the export has one word for all bodies.
    """
    kind = source.kind or (source.actor.kind if source.actor else "")
    return kind if kind in SOURCE_KINDS else "organization"


def _span(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.words(text)}


def _source(source: Source, text: str) -> dict[str, Any]:
    """A link of the chain; of a source in several pieces the first, so that the mention is what the offsets show."""
    actor = source.actor
    return {
        "name": source.name,
        "mention": source.span.words(text) if source.span else source.mention,
        "kind": source_kind(source),
        "relation": source.relation,
        "code": actor.code if actor else "",
        "country": actor.country if actor else "",
        "start": source.span.start if source.span else None,
        "end": source.span.end if source.span else None,
    }


def _participants(event: Event, text: str) -> dict[str, Any]:
    return {
        "actors": [_participant(party, text) for party in event.actors],
        "recipients": [_participant(party, text) for party in event.recipients],
        "places": [_place(place, text) for place in event.places],
    }


def _participant(party: Participant, text: str) -> dict[str, Any]:
    actor = party.actor
    return {
        "name": party.name or (actor.name if actor else party.span.words(text)),
        "mention": party.span.words(text),
        "code": actor.code if actor else "",
        "country": actor.country if actor else "",
        "implied": party.implied,
        "understood": party.understood,
        "start": party.span.start,
        "end": party.span.end,
    }


def _place(part: PlaceRole, text: str) -> dict[str, Any]:
    place, span = part.toponym.place, part.toponym.span
    return {
        "name": place.name if place else span.words(text),
        "mention": span.words(text),
        "role": part.role,
        "geonameid": place.geonameid if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "country": place.country if place else "",
        "level": place.level if place else "",
        "start": span.start,
        "end": span.end,
    }


def _thing(thing: Thing) -> dict[str, Any]:
    number = thing.quantity
    quantity = number and {
        "text": number.text,
        "low": number.low,
        "high": number.high,
        "comparator": number.comparator,
        "unit": number.unit,
    }
    return {
        "text": thing.text,
        "kind": thing.kind,
        "quantity": quantity,
        "start": thing.span.start,
        "end": thing.span.end,
    }


def _time(time: Timex3 | None, text: str) -> dict[str, Any] | None:
    if time is None:
        return None
    return {
        "value": time.value,
        "text": time.span.words(text),
        "type": time.type,
        "begin": time.begin,
        "end": time.end,
    }


def _slot(slot: Slot) -> dict[str, Any]:
    span = slot.span
    return {
        "name": slot.name,
        "value": slot.value,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }
