"""Who "the invaders", "the occupiers" and "the enemy" are: whoever attacks most in the report.

A government's own page never means its own country. Nobody, where the report names no attackers, or several in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse.actor_resolution import country_actor

if TYPE_CHECKING:
    from dateline.analyse.scene import Scene
    from dateline.analyse.told import Told
    from dateline.model import Actor, Participant

_FOES = frozenset({"invader", "occupier", "occupant", "aggressor", "enemy", "enemie"})


def settle_foes(told: Sequence[Told], scene: Scene) -> list[Told]:
    """The events with the attacking country in the place of such words."""
    foe = country_actor(scene.foe)
    return list(told) if foe is None else [_settled(t, foe) for t in told]


def _settled(told: Told, foe: Actor) -> Told:
    event = told.event
    actors, recipients = tuple(_each(event.actors, foe)), tuple(_each(event.recipients, foe))
    if (actors, recipients) == (event.actors, event.recipients):
        return told
    return replace(told, event=replace(event, actors=actors, recipients=recipients))


def _each(people: Iterable[Participant], foe: Actor) -> Iterable[Participant]:
    for person in people:
        last = person.name.split()[-1].lower().rstrip("s") if person.name else ""
        unnamed = person.actor is None or not person.actor.country
        yield replace(person, name=foe.name, actor=foe) if unnamed and last in _FOES else person
