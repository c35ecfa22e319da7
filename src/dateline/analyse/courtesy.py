"""Thanks and greetings to one's own people and to listeners, which are manners and no event.

Thanks to another state, its government or its people back it, and stay (PLOVER: SUPPORT).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.model import Event, Participant

_MANNERS = ("thank", "grateful", "gratitude", "congratulat", "greet", "salute")
_STATELY = frozenset({"country", "government", "office", "person", "force", "alliance", "igo", "group"})


def is_courtesy(event: Event) -> bool:
    """True for thanks to people none of whom is of another country than whoever gives them."""
    if event.type != "SUPPORT" or not event.lemma.startswith(_MANNERS) or not event.recipients:
        return False
    own = {c for a in event.actors if (c := _country(a))}
    return not any((c := _country(r)) and c not in own for r in event.recipients)


def _country(person: Participant) -> str:
    actor = person.actor
    return actor.country if actor is not None and actor.kind in _STATELY else ""
