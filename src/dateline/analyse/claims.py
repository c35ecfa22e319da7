"""Claims: each event as its source sees it, each told once in a report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.analyse.candidate import Candidate
from dateline.analyse.commitments import by_date, by_trigger, through_chain
from dateline.analyse.confidence import ConfidenceNumbers, Numbers, numbers_of
from dateline.analyse.counterparts import settle_counterparts
from dateline.analyse.courtesy import is_courtesy
from dateline.analyse.draft import Draft
from dateline.analyse.factuality import assess
from dateline.analyse.first_person import Speech, settle_first_person
from dateline.analyse.parties import Parties
from dateline.analyse.protesters import settle_protesters
from dateline.analyse.reciprocal import with_partners
from dateline.analyse.scope import operator_class
from dateline.analyse.slots import find_slots, find_time
from dateline.analyse.sources import Voices, scope_of
from dateline.analyse.spoken_text import with_text_speaker
from dateline.analyse.status_join import StatusNumbers, join_status
from dateline.analyse.told import Told
from dateline.analyse.understood import UnderstoodNumbers, fill_understood
from dateline.model import Claim, Event, Factuality, Participant, Report, Sentence, Source, Span, Statement, Step

if TYPE_CHECKING:
    from spacy.tokens import Token

# Below this an event is too thin to show; set on the development reports.
LEAST_SCORE = 0.3
LEAST_CONFIDENCE = 0.12  # one in twelve of the tenth with the least confidence is right, and denials are rated low
_OPEN = frozenset({"likely", "possible", "unlikely"})
_FORCE = frozenset({"ASSAULT", "COERCE", "PROTEST", "THREATEN"})


@dataclass(frozen=True, slots=True)
class ClaimsLayer:
    """Fills `claims`: candidates joined with their source chain and factuality, restatements merged.

    `fit` holds the numbers by which the encoder's view of a status is joined in; None means the scope analysis alone.
    `confidence` holds those of the claims' confidence; None means that claims have none. `understood` holds those by
    which parties are filled in that the sentence does not name; None leaves such gaps open.
    """

    fit: StatusNumbers | None = None
    confidence: ConfidenceNumbers | None = None
    understood: UnderstoodNumbers | None = None
    name: str = "claims"
    requires: Sequence[str] = ("events", "statements")
    assigns: Sequence[str] = ("claims",)

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its claims, in the order of their triggers."""
        told = each_told(draft, self.fit, self.understood)
        claims = (_sure(claim, numbers, self.confidence) for claim, numbers in told)
        shown = [c for c in claims if c.confidence is None or c.confidence >= LEAST_CONFIDENCE]
        return replace(draft, claims=tuple(merge_restatements(shown)))


def each_told(
    draft: Draft, fit: StatusNumbers | None, understood: UnderstoodNumbers | None = None
) -> Iterator[tuple[Claim, Numbers | None]]:
    """Each claim as often as the report tells it, without its confidence, and the numbers that this follows from.

    The numbers are None for a claim that the encoder had no part in.
    """
    told = settle_protesters(settle_counterparts(list(told_events(draft)), draft), draft)
    if understood is not None:
        told = fill_understood(told, draft, understood)
    return (_claim(t, draft, fit) for t in with_partners(told, draft.doc))


def told_events(draft: Draft) -> Iterator[Told]:
    """The events of a draft's candidates with who vouches for them, in reading order; without those too thin."""
    voices = Voices.of(draft, Parties.of(draft))
    return filter(None, (_told(c, voices, draft) for c in draft.events))


def _sure(claim: Claim, numbers: Numbers | None, fit: ConfidenceNumbers | None) -> Claim:
    """The claim with its confidence, where there are numbers for it."""
    return claim if numbers is None or fit is None else replace(claim, confidence=fit.confidence(numbers))


def _told(candidate: Candidate, voices: Voices, draft: Draft) -> Told | None:
    """A candidate's event with its sources; None where too little is said, or only that somebody says something."""
    predicate, report = candidate.predicate, draft.report
    chain = voices.chain(candidate.event.trigger)
    factuality, speech = assess(predicate.token, scope_of(chain))
    event = candidate.event
    if candidate.sight is None:
        event = replace(event, score=_score(event, factuality))
        if event.score < LEAST_SCORE:
            return None
    if candidate.sight is None and _only_reports(candidate, factuality):
        return None
    sources = with_text_speaker(voices.sources(chain, speech), event.trigger, report)
    quoted = any(q.contains(event.trigger) for q in draft.quotes)
    done = factuality.status == "occurred"
    speaker = voices.first_person(sources)
    asked = voices.asked(speaker, event.trigger) if factuality.status != "conditional" else None  # "if you attack"
    spoken = Speech(speaker, asked, quoted)
    event = settle_first_person(_without_labels(event, voices), spoken, report, voices.parties, done=done)
    if is_courtesy(event):
        return None
    if (time := find_time(predicate, event.clause, draft.times, report.dct)) != event.time:
        event = replace(event, time=time)
    return Told(candidate, event, chain, sources, factuality)


def _without_labels(event: Event, voices: Voices) -> Event:
    """The event without parties that are but the label of a turn, which the parser may take for a subject."""
    actors, recipients = (
        tuple(p for p in people if p.implied or not voices.is_label(p.span))
        for people in (event.actors, event.recipients)
    )
    if (actors, recipients) == (event.actors, event.recipients):
        return event
    return replace(event, actors=actors, recipients=recipients)


def _claim(told: Told, draft: Draft, fit: StatusNumbers | None) -> tuple[Claim, Numbers | None]:
    """The claim of an event, with the numbers of its confidence."""
    candidate, event, sources, report = told.candidate, told.event, told.sources, draft.report
    ruled = factuality = _in_view(told.assessed, told.chain, candidate, event, report)
    if fit is not None:
        factuality = by_date(join_status(factuality, candidate, fit), event, report.dct)
    if (ledger := _ledger(event, factuality)) != event.ledger:
        event = replace(event, ledger=ledger)
    event = replace(event, slots=find_slots(event, candidate.predicate, factuality, report.text))
    steps = (_type_step(event, candidate, report.text), *_steps(event, factuality, sources, draft))
    claim_id = Claim.make_id(report, event, sources)
    evidence = _sentence_at(draft.sentences, event.trigger)
    claim = Claim(claim_id, report.id, event, sources, factuality, evidence, event.score, (), steps)
    return claim, numbers_of(told, ruled, factuality)


def ruled_factuality(candidate: Candidate, voices: Voices, draft: Draft) -> Factuality:
    """The factuality by the scope analysis alone; `training/calibrate_events.py` fits how far it is believed."""
    chain = voices.chain(candidate.event.trigger)
    factuality, _ = assess(candidate.predicate.token, scope_of(chain))
    time = find_time(candidate.predicate, candidate.event.clause, draft.times, draft.report.dct)
    event = replace(candidate.event, time=time)
    return _in_view(factuality, chain, candidate, event, draft.report)


def _in_view(
    factuality: Factuality, chain: Sequence[Statement], candidate: Candidate, event: Event, report: Report
) -> Factuality:
    """The factuality with what the sources further out, the trigger itself and the event's date do to it."""
    return by_date(by_trigger(through_chain(factuality, chain), candidate), event, report.dct)


def _score(event: Event, factuality: Factuality) -> float:
    """The event's score, raised where somebody judges whether it is or will be: then it is worth recording."""
    judged = any(o.kind not in ("tense", "aspect", "preposition") for o in factuality.operators)
    return round(min(0.95, event.score + 0.15 * judged), 3)


def _only_reports(candidate: Candidate, factuality: Factuality) -> bool:
    """True for a verb that only tells how its source stands to what it governs, which is a claim of its own.

    "Denied that", "warned that", and "would not rule out": no act beside the saying by the grammar alone.
    """
    token: Token = candidate.predicate.token
    kind = operator_class(token)
    if kind is None or not candidate.predicate.is_verb:
        return False
    if kind.name == "deny" and factuality.status == "denied":
        return True
    clause = any(c.dep_ in ("ccomp", "xcomp", "pcomp") for c in token.children)
    return clause and (kind.name == "warn" or token.lemma_.lower() == "deny")


def _ledger(event: Event, factuality: Factuality) -> str:
    """The ledger: an act of force that somebody only thinks possible or likely is an assessment."""
    return "assessment" if factuality.status in _OPEN and event.type in _FORCE else event.ledger


def _sentence_at(sentences: tuple[Sentence, ...], span: Span) -> Span:
    at = bisect_right(sentences, span.start, key=lambda s: s.span.start) - 1
    return sentences[max(at, 0)].span if sentences else span


def merge_restatements(claims: list[Claim]) -> list[Claim]:
    """Each claim once: what the same source says again of the same event becomes a further mention of the first."""
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        first = kept.setdefault(_restatement_key(claim), claim)
        if first is not claim:
            again = (*first.mentions, claim.event.trigger)
            kept[_restatement_key(claim)] = replace(first, mentions=again)
    return list(kept.values())


def _said_of(people: tuple[Participant, ...]) -> tuple[tuple[str, bool], ...]:
    """Who they are, and whether the sentence gives them: what the rest of a report tells makes no restatement."""
    return tuple(sorted((p.name, p.understood is None) for p in people))


def _restatement_key(claim: Claim) -> tuple[object, ...]:
    event = claim.event
    return (
        tuple(s.name for s in claim.sources),
        event.type,
        event.lemma,
        claim.factuality.status,
        _said_of(event.actors),
        _said_of(event.recipients),
        tuple(sorted(t.text for t in event.things)),
    )


def _type_step(event: Event, candidate: Candidate, text: str) -> Step:
    return Step("events", "type", event.trigger.words(text), _type_from(candidate), event.trigger)


def _type_from(candidate: Candidate) -> str:
    """Where an event's type comes from, for the trace."""
    event, sight = candidate.event, candidate.sight
    share = f"{sight.type_share(event.type):.2f}" if sight is not None else ""
    if candidate.rule is None:
        return f"names {event.type} by the encoder (probability {share}); not in the trigger vocabulary"
    if candidate.retyped:
        return f"names {event.type} by the encoder (probability {share}), against {candidate.frame.origin}"
    known = f"names {event.own_type or event.type} in {candidate.frame.origin}"
    return known + (f" (encoder {share})" if share else "")


def _nearly(span: Span | None, draft: Draft) -> str:
    """How a party's name differs from the table's, if by a typing error: " (fuzzy: El Pias as El Pais)"."""
    forgiven = (m.method for m in draft.mentions if span and m.method.startswith("fuzzy") and m.span.overlaps(span))
    return next((f" ({method})" for method in forgiven), "")


def _steps(event: Event, factuality: Factuality, sources: tuple[Source, ...], draft: Draft) -> Iterator[Step]:
    """The trace behind a claim's other parts, layer by layer."""
    text = draft.report.text
    for part, people in (("actor", event.actors), ("recipient", event.recipients)):
        for p in people:
            why = f"resolved to {p.name!r}{_nearly(p.span, draft)}"
            if p.understood is not None:
                why = f"from the rest of the report it is {p.name!r} (probability {p.understood:.2f})"
            yield Step("events", part, p.span.words(text), why, p.span)
    for place in event.places:
        span = place.toponym.span
        yield Step("places", f"place ({place.role})", span.words(text), place.toponym.reason, span)
    for thing in event.things:
        yield Step("things", "thing", thing.text, f"is {thing.kind}", thing.span)
    for source in sources:
        why = f"{source.relation}; stands for {source.name!r}{_nearly(source.span, draft)}"
        yield Step("attribution", "source", source.mention, why, source.span)
    for op in factuality.operators:
        yield Step("factuality", "status", op.word, f"{op.kind}: {op.effect}", op.span)
