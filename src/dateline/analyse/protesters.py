"""Who protests, where a protest names nobody: those whom the report calls its protesters.

A noun for an act has its doer in the noun for who does it: protest and protester, riot and rioter. The nearest such
phrase before the event counts, else the first behind it; one of another country than the event's place does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse.parties import Parties

if TYPE_CHECKING:
    from dateline.analyse.draft import Draft
    from dateline.analyse.told import Told
    from dateline.model import Event, Participant

_DOERS = frozenset({"protester", "protestor", "demonstrator", "marcher", "rioter", "striker", "picketer"})
_BEFORE, _BEHIND = 2500, 1000  # characters


def settle_protesters(told: Sequence[Told], draft: Draft) -> list[Told]:
    """The events of a draft with the report's protesters in protests that name nobody."""
    open_ones = any(t.event.type == "PROTEST" and not t.event.actors for t in told)
    doers = list(_doers(draft)) if open_ones else []
    return [_with(t, doers) if t.event.type == "PROTEST" and not t.event.actors else t for t in told]


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
