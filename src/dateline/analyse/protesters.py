"""Who protests, where a protest names nobody, and against whom, where that stands in a word before it.

A noun for an act has its doer in the noun for who does it: protest and protester, riot and rioter. The nearest such
phrase before the event counts, else the first behind it; one of another country than the event's place does not.
"An anti-NATO rally" and "anti-NATO protesters" are against NATO, though such words name nobody elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse.bare_phrases import resolve_phrase
from dateline.analyse.parties import Parties
from dateline.model import Participant, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.analyse.draft import Draft
    from dateline.analyse.told import Told
    from dateline.model import Actor, Event

_DOERS = frozenset({"protester", "protestor", "demonstrator", "marcher", "rioter", "striker", "picketer"})
_BEFORE, _BEHIND = 2500, 1000  # characters
_RULERS = frozenset({"country", "government", "alliance", "igo", "organization"})


def settle_protesters(told: Sequence[Told], draft: Draft) -> list[Told]:
    """The events of a draft with the report's protesters in protests that name nobody, and whom they are against."""
    open_ones = any(t.event.type == "PROTEST" and not t.event.actors for t in told)
    doers = list(_doers(draft)) if open_ones else []
    told = [_with(t, doers) if t.event.type == "PROTEST" and not t.event.actors else t for t in told]
    return [_with_opposed(t, draft) if t.event.type == "PROTEST" and not t.event.recipients else t for t in told]


def _with_opposed(told: Told, draft: Draft) -> Told:
    """The event with whom it, or those who do it, are said to be "anti-"."""
    doers = (draft.doc.char_span(p.span.start, p.span.end, alignment_mode="expand") for p in told.event.actors)
    trigger = told.candidate.predicate.token
    held = (c for c in trigger.children if c.dep_ in ("dobj", "nsubjpass"))  # "held, joined a protest"
    nouns = (trigger, *held, *(span.root for span in doers if span is not None))
    found = next((party for noun in nouns if (party := _opposed(noun, draft)) is not None), None)
    return replace(told, event=replace(told.event, recipients=(found,))) if found is not None else told


def _opposed(noun: Token, draft: Draft) -> Participant | None:
    """The party in "anti-X" before a noun; None for "anti-war" and the like."""
    before = list(noun.lefts)
    at = next((k for k, word in enumerate(before) if word.lower_ == "anti"), len(before))
    word = next((w for w in before[at + 1 :] if w.is_alpha), None)
    actor = _party_called(word.text, draft) if word is not None else None
    if word is None or actor is None:
        return None
    return Participant(Span(word.idx, word.idx + len(word)), actor.name, actor)


def _party_called(word: str, draft: Draft) -> Actor | None:
    """The person that the report calls so, else the state or body; a surname alone is nobody of the tables."""
    named = (m for m in draft.mentions if m.actor is not None and m.actor.kind == "person")
    for mention in named:
        if mention.actor is not None and word in (mention.actor.name, mention.actor.name.rpartition(" ")[2]):
            return mention.actor
    actor = resolve_phrase(word, "", draft.report.dct or None)
    return actor if actor is not None and actor.kind in _RULERS else None


def _doers(draft: Draft) -> Iterator[Participant]:
    parties = Parties.of(draft)
    for token in draft.doc:
        if token.lemma_.lower() in _DOERS and token.tag_ in ("NN", "NNS") and token.dep_ not in ("compound", "amod"):
            yield replace(parties.named(token), implied=True)


def _with(told: Told, doers: Sequence[Participant]) -> Told:
    found = _nearest(told.event, doers)
    return replace(told, event=replace(told.event, actors=(found,))) if found is not None else told


def _nearest(event: Event, doers: Sequence[Participant]) -> Participant | None:
    at = event.trigger.start
    lands = {p.toponym.place.country for p in event.places if p.toponym.place is not None}
    others = {r.name for r in event.recipients}
    fits = [d for d in doers if not lands or d.actor is None or not d.actor.country or d.actor.country in lands]
    fits = [d for d in fits if d.name not in others]
    before = [d for d in fits if at - _BEFORE <= d.span.start < at]
    behind = [d for d in fits if at < d.span.start <= at + _BEHIND]
    return before[-1] if before else next(iter(behind), None)
