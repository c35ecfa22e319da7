"""One analysis as rows of the record's tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from dateline.model import (
    Actor,
    Analysis,
    Claim,
    Mention,
    Participant,
    PlaceRole,
    Quantity,
    Report,
    Sentence,
    Span,
    Statement,
    Thing,
    Timex3,
    Toponym,
    content_id,
)

Row = dict[str, Any]


def revision_of(report: Report) -> str:
    """The id of this version of the report: it changes with its id and its content."""
    return content_id("v", report.id, report.content_hash)


def analysis_rows(analysis: Analysis) -> Iterator[tuple[str, Row]]:
    """(table, row) for everything but the report itself; every row bears the report's revision."""
    text, revision = analysis.report.text, {"revision": revision_of(analysis.report)}
    for sentence in analysis.sentences:
        yield "sentences", revision | _sentence(sentence, text)
    for number, mention in enumerate(analysis.mentions):
        yield "mentions", revision | {"mention": number} | _mention(mention, text)
    for toponym in analysis.toponyms:
        yield "toponyms", revision | _toponym(toponym, text) | {"reason": toponym.reason, "score": toponym.score}
    for time in analysis.times:
        yield "times", revision | _time(time, text)
    for number, statement in enumerate(analysis.statements):
        yield "statements", revision | {"position": number} | _statement(statement, text)
    for claim in analysis.claims:
        yield "claims", revision | _claim(claim, analysis.report)
        for table, row in _claim_parts(claim, text):
            yield table, revision | {"claim_id": claim.id} | row


def as_day(value: str | None) -> date | None:
    """The ISO day as a date; None where it is none, or before the year 1."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _place_span(name: str, span: Span | None) -> Row:
    return {f"{name}_start": span.start if span else None, f"{name}_end": span.end if span else None}


def _words(span: Span, text: str) -> Row:
    return {"words": span.words(text)} | _place_span("span", span)


def _actor(actor: Actor | None) -> Row:
    return {
        "actor_id": actor and actor.id,
        "actor": actor and actor.name,
        "actor_kind": actor and actor.kind,
        "country": actor.country if actor else "",
        "sector": actor.sector if actor else "",
        "wikidata": actor.wikidata if actor else "",
    }


def _sentence(sentence: Sentence, text: str) -> Row:
    speaker = sentence.speaker.words(text) if sentence.speaker else ""
    return _words(sentence.span, text) | {
        "sentence": sentence.index,
        "paragraph": sentence.paragraph,
        "speaker": speaker,
    }


def _mention(mention: Mention, text: str) -> Row:
    own = {"kind": mention.kind, "method": mention.method, "plural": mention.plural}
    return _words(mention.span, text) | _actor(mention.actor) | own


def _toponym(toponym: Toponym, text: str) -> Row:
    place = toponym.place
    return _words(toponym.span, text) | {
        "literal": toponym.literal,
        "place_id": place and place.id,
        "place": place and place.name,
        "level": place and place.level,
        "lat": place and place.lat,
        "lon": place and place.lon,
        "country": place.country if place else "",
        "geonameid": place and place.geonameid,
    }


def _time(time: Timex3, text: str) -> Row:
    return _words(time.span, text) | {
        "type": time.type,
        "value": time.value,
        "mod": time.mod,
        "begin_day": as_day(time.begin),
        "end_day": as_day(time.end),
        "anchor": time.anchor,
        "method": time.method,
    }


def _statement(statement: Statement, text: str) -> Row:
    parts = {"source": statement.source, "cue": statement.cue, "content": statement.content}
    speaker = statement.speaker
    return {
        "statement_id": statement.id,
        "speaker_id": speaker and speaker.id,
        "speaker": speaker and speaker.name,
        "speaker_kind": statement.speaker_kind,
        "country": speaker.country if speaker else "",
        "sector": speaker.sector if speaker else "",
        "relation": statement.relation,
        "kind": statement.kind,
        "negated": statement.negated,
        "stance": statement.stance,
        "parent": statement.parent,
        "method": statement.method,
        "score": statement.score,
        **{name: " ".join(span.words(text) for span in spans) for name, spans in parts.items()},
        **{f"{name}_spans": [{"start": s.start, "end": s.end} for s in spans] for name, spans in parts.items()},
    }


def _claim(claim: Claim, report: Report) -> Row:
    event, fact, text = claim.event, claim.factuality, report.text
    chain = [source.name for source in claim.sources if source.kind != "author"]
    return {
        "claim_id": claim.id,
        "event_id": content_id("e", report.id, report.content_hash, event.trigger, event.type),
        "event": event.type,
        "own_type": event.own_type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "ledger": event.ledger,
        "status": fact.status,
        "factuality": fact.value,
        "factbank": fact.factbank,
        "source": " > ".join(chain),
        "sources": chain,
        "relation": claim.sources[0].relation if chain else "",
        "actors": [_party_name(party, text) for party in event.actors],
        "recipients": [_party_name(party, text) for party in event.recipients],
        "places": [_place_name(place.toponym, text) for place in event.places],
        "things": [thing.text for thing in event.things],
        **_claim_time(event.time, text),
        "lemma": event.lemma,
        "topic": topic_of(claim, text),
        "score": claim.score,
        "confidence": claim.confidence,
        **_claim_span("trigger", event.trigger, text),
        **_claim_span("clause", event.clause, text),
        **_claim_span("evidence", claim.evidence, text),
    }


def topic_of(claim: Claim, text: str) -> str | None:
    """What the claim is about, so that two on the same topic can be compared; None where it says too little.

    It is the event type, the actors, and the recipients, things (by kind) and places, of which at least one is needed,
    as is an actor that was resolved: "they talk" is comparable with nothing.
    """
    event = claim.event
    actors = sorted({party.actor.name.lower() for party in event.actors if party.actor})
    recipients = {_party_name(party, text).lower() for party in event.recipients}
    things = {thing.text.lower() if thing.kind == "other" else thing.kind for thing in event.things}
    places = {_place_name(place.toponym, text).lower() for place in event.places}
    rest = [*sorted(recipients), *sorted(things), *sorted(places - recipients)]
    return " | ".join([event.type, *actors, *rest]) if actors and rest else None


def _claim_span(name: str, span: Span, text: str) -> Row:
    return {name: span.words(text)} | _place_span(name, span)


def _claim_time(time: Timex3 | None, text: str) -> Row:
    return {
        "time_words": time and time.span.words(text),
        "time_type": time and time.type,
        "time_value": time and time.value,
        "time_begin": as_day(time.begin if time else None),
        "time_end": as_day(time.end if time else None),
    }


def _party_name(party: Participant, text: str) -> str:
    return party.name or (party.actor.name if party.actor else party.span.words(text))


def _place_name(toponym: Toponym, text: str) -> str:
    return toponym.place.name if toponym.place else toponym.span.words(text)


def _claim_parts(claim: Claim, text: str) -> Iterator[tuple[str, Row]]:
    event = claim.event
    for at, source in enumerate(claim.sources):
        words = source.span.words(text) if source.span else source.mention  # of several pieces the first
        named = {"name": source.name, "mention": words, "kind": source.kind, "relation": source.relation}
        own = {"position": at, "statement_id": source.statement, **named, **_place_span("span", source.span)}
        yield "claim_sources", own | _actor(source.actor)
    for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for at, party in enumerate(parties):
            yield "claim_participants", {"role": role, "position": at} | _participant(party, text)
    for at, place in enumerate(event.places):
        yield "claim_places", {"position": at} | _place_role(place, text)
    for at, thing in enumerate(event.things):
        yield "claim_things", {"position": at} | _thing(thing)
    yield from _claim_details(claim, text)


def _claim_details(claim: Claim, text: str) -> Iterator[tuple[str, Row]]:
    for at, slot in enumerate(claim.event.slots):
        yield "claim_slots", {"position": at, "name": slot.name, "value": slot.value} | _place_span("span", slot.span)
    for at, operator in enumerate(claim.factuality.operators):
        named = {"kind": operator.kind, "word": operator.word, "effect": operator.effect}
        yield "claim_operators", {"position": at} | named | _words(operator.span, text)
    for at, step in enumerate(claim.steps):
        named = {"layer": step.layer, "part": step.part, "words": step.words, "why": step.why}
        yield "steps", {"position": at} | named | _place_span("span", step.span)


def _participant(party: Participant, text: str) -> Row:
    name = {"name": _party_name(party, text), "implied": party.implied, "understood": party.understood}
    return name | _words(party.span, text) | _actor(party.actor)


def _place_role(place: PlaceRole, text: str) -> Row:
    return {"role": place.role} | _toponym(place.toponym, text)


def _thing(thing: Thing) -> Row:
    number = thing.quantity or Quantity("")
    return {
        "words": thing.text,
        "kind": thing.kind,
        "quantity": thing.quantity and number.text,
        "low": number.low,
        "high": number.high,
        "comparator": number.comparator,
        "unit": number.unit,
        **_place_span("span", thing.span),
    }
