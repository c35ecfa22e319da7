"""Claims: each event as its source sees it, each told once in a report."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse.draft import Draft
from dateline.analyse.events import Candidate
from dateline.analyse.factuality import VALUES, assess, operator_class
from dateline.analyse.parties import Parties
from dateline.analyse.slots import find_slots, find_time
from dateline.analyse.sources import FIRST_PERSON, Voices, scope_of
from dateline.model import Claim, Event, Factuality, Operator, Participant, Report, Source, Span, Statement, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

# Below this an event is too thin to show; set on the development reports.
LEAST_SCORE = 0.4
_OPEN = frozenset({"likely", "possible", "unlikely"})


class ClaimsLayer:
    """Fills `claims`: candidates joined with their source chain and factuality, restatements merged."""

    name = "claims"
    requires = ("events", "statements")
    assigns = ("claims",)

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its claims, in the order of their triggers."""
        voices = Voices.of(draft, Parties.of(draft))
        claims = [claim for c in draft.events if (claim := _claim(c, voices, draft)) is not None]
        return replace(draft, claims=tuple(merge_restatements(claims)))


def _claim(candidate: Candidate, voices: Voices, draft: Draft) -> Claim | None:
    event, predicate = candidate.event, candidate.predicate
    chain = voices.chain(event.trigger)
    factuality, speech = assess(predicate.token, scope_of(chain))
    event = replace(event, score=_score(event, factuality))
    if event.score < LEAST_SCORE or _only_reports(candidate, factuality):
        return None
    sources = [s for st in chain if (s := voices.source(st)) is not None]
    if speech is not None:
        spoken = voices.speech_source(speech)
        if spoken is not None and all(spoken.name != s.name for s in sources):
            sources.append(spoken)
    sources = _without_first_person(sources)
    factuality = _through_chain(factuality, chain)
    event = _first_person(event, tuple(sources), draft.report.text)
    event = replace(event, time=find_time(predicate, event.clause, draft.times))
    factuality = _committed(factuality, candidate)
    factuality = _still_to_come(factuality, event, draft.report.dct)
    event = replace(event, ledger=_ledger(event, factuality))
    event = replace(event, slots=find_slots(event, predicate, factuality, draft.report.text))
    evidence = _sentence_at(draft, event.trigger)
    return Claim(
        Claim.make_id(draft.report, event, tuple(sources)),
        draft.report.id,
        event,
        tuple(sources),
        factuality,
        evidence,
        event.score,
        (),
        _steps(event, factuality, tuple(sources), draft.report),
    )


def _score(event: Event, factuality: Factuality) -> float:
    """The event's score, raised where somebody judges whether it is or will be: then it is worth recording."""
    judged = any(o.kind not in ("tense", "aspect", "preposition") for o in factuality.operators)
    return round(min(0.95, event.score + 0.15 * judged), 3)


def _only_reports(candidate: Candidate, factuality: Factuality) -> bool:
    """True for a verb that only tells how its source stands to what it governs, which is a claim of its own.

    "Denied that", "warned that", and "would not rule out": no act beside the saying.
    """
    token = candidate.predicate.token
    kind = operator_class(token)
    if kind is None or not candidate.predicate.is_verb:
        return False
    if kind.name == "deny" and factuality.status == "denied":
        return True
    clause = any(c.dep_ in ("ccomp", "xcomp", "pcomp") for c in token.children)
    return clause and (kind.name == "warn" or token.lemma_.lower() == "deny")


def _through_chain(factuality: Factuality, chain: Iterable[Statement]) -> Factuality:
    """What a denial or a doubt further out does to it: "Moscow denied reports that it had recalled its envoy"."""
    for statement in list(chain)[:-1][::-1]:
        if statement.relation == "denies" and factuality.status not in ("denied", "unlikely"):
            factuality = replace(factuality, status="denied", value=VALUES["denied"][0], factbank="CT-")
        elif statement.relation == "doubts" and factuality.status != "denied":
            factuality = replace(factuality, status="unlikely", value=VALUES["unlikely"][0], factbank="PR-")
    return factuality


def _committed(factuality: Factuality, candidate: Candidate) -> Factuality:
    """What a trigger says by itself: approving a delivery is a delivery planned, not done."""
    if not candidate.frame.status or factuality.status not in ("occurred", "ongoing"):
        return factuality
    value, factbank = VALUES[candidate.frame.status]
    word = Operator(candidate.event.trigger, "trigger", candidate.event.lemma, candidate.frame.status)
    return Factuality(value, factbank, candidate.frame.status, (word, *factuality.operators))


def _still_to_come(factuality: Factuality, event: Event, dct: str) -> Factuality:
    """An event dated after the report is planned, whatever its form says ("is visiting Kyiv on Friday")."""
    time = event.time
    if time is None or time.begin is None or not dct or time.begin <= dct:
        return factuality
    if factuality.status not in ("ongoing", "occurred"):
        return factuality
    word = Operator(time.span, "time", time.value, "planned")
    value, factbank = VALUES["planned"]
    return Factuality(value, factbank, "planned", (word, *factuality.operators))


def _without_first_person(sources: list[Source]) -> list[Source]:
    """ "I am sure" adds no voice to its speaker's, in a quotation as in a report that speaks for itself."""
    return [s for s in sources if s.mention.lower() not in FIRST_PERSON or s.actor is not None]


def _first_person(event: Event, sources: tuple[Source, ...], text: str) -> Event:
    """ "We" and "I" inside a quotation are its speaker."""
    if not sources:
        return event

    def resolved(participant: Participant) -> Participant:
        if participant.actor is None and participant.span.words(text).lower() in FIRST_PERSON:
            return replace(participant, name=sources[-1].name, actor=sources[-1].actor, implied=True)
        return participant

    return replace(
        event,
        actors=tuple(resolved(p) for p in event.actors),
        recipients=tuple(resolved(p) for p in event.recipients),
    )


def _ledger(event: Event, factuality: Factuality) -> str:
    """The ledger: an event that somebody only thinks possible or likely is an assessment."""
    if factuality.status in _OPEN and event.type in ("ASSAULT", "COERCE", "PROTEST", "THREATEN"):
        return "assessment"
    return event.ledger


def _sentence_at(draft: Draft, span: Span) -> Span:
    starts = [s.span.start for s in draft.sentences]
    at = bisect_right(starts, span.start) - 1
    return draft.sentences[max(at, 0)].span if draft.sentences else span


def merge_restatements(claims: list[Claim]) -> list[Claim]:
    """Each claim once: what the same source says again of the same event becomes a further mention of the first."""
    kept: list[Claim] = []
    places: dict[tuple[object, ...], int] = {}
    for claim in claims:
        key = _restatement_key(claim)
        at = places.get(key)
        if at is None:
            places[key] = len(kept)
            kept.append(claim)
        else:
            first = kept[at]
            kept[at] = replace(first, mentions=(*first.mentions, claim.event.trigger))
    return kept


def _restatement_key(claim: Claim) -> tuple[object, ...]:
    event = claim.event
    return (
        tuple(s.name for s in claim.sources),
        event.type,
        event.lemma,
        claim.factuality.status,
        tuple(sorted(p.name for p in event.actors)),
        tuple(sorted(p.name for p in event.recipients)),
        tuple(sorted(t.text for t in event.things)),
    )


def _steps(event: Event, factuality: Factuality, sources: tuple[Source, ...], report: Report) -> tuple[Step, ...]:
    """The trace behind a claim, layer by layer."""
    text = report.text
    steps = [
        Step(
            "events", "type", event.trigger.words(text), f"names {event.type} in the trigger vocabulary", event.trigger
        )
    ]
    for part, people in (("actor", event.actors), ("recipient", event.recipients)):
        for p in people:
            steps.append(Step("events", part, p.span.words(text), f"resolved to {p.name!r}", p.span))
    for place in event.places:
        steps.append(
            Step(
                "places",
                f"place ({place.role})",
                place.toponym.span.words(text),
                place.toponym.reason,
                place.toponym.span,
            )
        )
    for thing in event.things:
        steps.append(Step("things", "thing", thing.text, f"is {thing.kind}", thing.span))
    for source in sources:
        steps.append(
            Step("attribution", "source", source.mention, f"{source.relation}; stands for {source.name!r}", source.span)
        )
    for op in factuality.operators:
        steps.append(Step("factuality", "status", op.word, f"{op.kind}: {op.effect}", op.span))
    return tuple(steps)
