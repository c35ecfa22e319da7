"""Who "the interlocutors", "both sides" and "the two presidents" are: those who met, in the last meeting told before.

Read-outs of talks name who met once and then write of "the parties". A group noun stands for the parties of the nearest
meeting before it, as long as they can be what it says: two where it says "both", persons where it says "presidents".
`late_links` sees only words that grammar sets side by side, a few sentences back; this sees the events that were found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse.actor_resolution import country_actor
from dateline.analyse.parties import FIRST_PERSON
from dateline.analyse.scene import key_of

if TYPE_CHECKING:
    from dateline.analyse.draft import Draft
    from dateline.analyse.told import Told
    from dateline.model import Actor, Event, Participant, Span

_TALKS = ("CONSULT", "COOPERATE", "AGREE")
_PRONOUNS = frozenset({"they", "them"})
_PARTNERS = frozenset({"interlocutors", "sides", "counterparts"})  # nobody but those who met, even without an article
_WHOEVER = _PARTNERS | _PRONOUNS | {"parties", "negotiators", "delegations", "participants"}
_PERSONS = frozenset({"leaders", "presidents", "ministers", "premiers", "chancellors", "heads"})
_STATES = frozenset({"countries", "nations", "states", "governments"})
_BEFORE = frozenset({"the", "both", "these", "two", "three", "four"})
_TITLES = re.compile(r"(?:prime|foreign|defen[cs]e) ministers|heads of (?:state|government|delegation)s?")
_DEFINITE = frozenset({"the", "both", "these"})
_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4}
_REACH, _NEAR = 2500, 400  # characters back to the meeting, of a noun and of a pronoun that nobody else could settle
_STATE_KINDS = ("country", "government", "office", "person", "force")


def settle_counterparts(told: Sequence[Told], draft: Draft) -> list[Told]:
    """The events of a draft with those who met in the place of such nouns."""
    done: list[Told] = []
    for one in told:
        event = one.event
        actors = tuple(_each(event.actors, event, done, draft))
        recipients = tuple(_each(event.recipients, event, done, draft))
        if (actors, recipients) != (event.actors, event.recipients):
            taken = {key_of(p) for p in actors}
            others = tuple(r for r in recipients if key_of(r) not in taken)
            one = replace(one, event=replace(event, actors=actors, recipients=others))  # noqa: PLW2901
        done.append(one)
    return done


def _each(people: Sequence[Participant], event: Event, before: Sequence[Told], draft: Draft) -> Iterator[Participant]:
    """The people with those who met for each noun; then without those whom only grammar put beside it."""
    met = {p.span: found for p in people if (found := _who_met(p, event, before, draft))}
    taken: set[str] = set()
    for person in people:
        if met and person.implied and person.span not in met:
            continue
        for one in met.get(person.span, (person,)):
            if key_of(one) not in taken:
                taken.add(key_of(one))
                yield one


def _group_noun(words: str) -> str:
    """The noun of "the parties", "both leaders" or "the heads of state", or "they"; "" for other words."""
    *before, noun = _TITLES.sub(lambda m: m[0].split()[0 if m[0].startswith("heads") else -1], words).split() or [""]
    if noun not in _WHOEVER | _PERSONS | _STATES or not _BEFORE.issuperset(before):
        return ""
    return noun if noun in _PARTNERS | _PRONOUNS or _DEFINITE.intersection(before) else ""


def _who_met(person: Participant, event: Event, before: Sequence[Told], draft: Draft) -> tuple[Participant, ...]:
    """The parties of the last meeting told before that a group noun can stand for; () for other words, and for none."""
    words = person.span.words(draft.report.text).lower()
    noun = _group_noun(words)
    if not noun or _is_settled(person, noun, draft):
        return ()
    reach = _NEAR if noun in _PRONOUNS else _REACH
    for one in reversed(before):
        if event.trigger.start - one.event.trigger.start > reach:
            return ()
        parties = _parties(one.event) if one.event.type in _TALKS else []
        if noun in _PRONOUNS:  # "I spoke with Chad and Sudan. They agreed": not the speaker
            parties = [p for p in parties if p.span.words(draft.report.text).lower() not in FIRST_PERSON]
        if len(parties) > 1 and _fit(parties, noun, words.split()):
            return tuple(_as(p, noun, person.span) for p in parties)
    return ()


def _is_settled(person: Participant, noun: str, draft: Draft) -> bool:
    """True for a pronoun or noun that stands for somebody already: by grammar, or named before ("Hamas leaders")."""
    if person.actor is None:
        return False
    before = (m for m in draft.mentions if m.span.start < person.span.start and m.actor is not None)
    named = (m for m in before if m.actor is not None and m.actor.id == person.actor.id)
    return (
        person.implied
        or noun in _PRONOUNS
        or any(not _group_noun(m.span.words(draft.report.text).lower()) for m in named)
    )


def _parties(event: Event) -> list[Participant]:
    """Those who take part on either side, each once, and nobody whom only a noun or pronoun stands for."""
    named = [p for p in (*event.actors, *event.recipients) if p.actor is not None and _has_name(p.actor)]
    return list({key_of(p): p for p in named}.values())


def _has_name(actor: Actor) -> bool:
    return bool(actor.country) or actor.name[:1].isupper()


def _fit(parties: Sequence[Participant], noun: str, words: Sequence[str]) -> bool:
    count = next((n for word, n in _COUNTS.items() if word in words), None)
    if count is not None and count != len(parties):
        return False
    actors = [p.actor for p in parties if p.actor is not None]
    if noun in _PERSONS:
        return all(a.kind in ("person", "office") for a in actors)
    return noun not in _STATES or all(_country(a) for a in actors)


def _country(actor: Actor) -> str:
    return actor.country if actor.kind in _STATE_KINDS else ""


def _as(party: Participant, noun: str, span: Span) -> Participant:
    """The party in the noun's place; for "the countries" its country."""
    country = country_actor(_country(party.actor)) if noun in _STATES and party.actor is not None else None
    actor = country or party.actor
    return replace(party, span=span, actor=actor, name=actor.name if actor else party.name, implied=True)
