"""Thanks and greetings to one's own people and to listeners, which are manners and no event.

Thanks to another state, its government or its people back it, and stay (PLOVER: SUPPORT).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.model import Event, Participant

_MANNERS = ("thank", "grateful", "gratitude", "congratulat", "greet", "salute")
_OTHERS = frozenset({"ally", "allies", "partner", "partners", "friends", "neighbours", "neighbors", "leaders", "states",
                     "countries", "nations", "they", "them", "counterpart", "counterparts"})  # fmt: skip
_STATELY = frozenset({"country", "government", "office", "person", "force", "alliance", "igo", "group"})


def is_courtesy(event: Event) -> bool:
    """True for thanks to people none of whom is of another country, or another body, than whoever gives them."""
    if event.type != "SUPPORT" or not event.lemma.startswith(_MANNERS) or not event.recipients:
        return False
    own = {c for a in event.actors if (c := _side(a))}
    return not any(_is_other(r, own) for r in event.recipients)


def _is_other(person: Participant, own: set[str]) -> bool:
    side = _side(person)
    words = person.name.lower().split()
    return (bool(words) and words[-1] in _OTHERS) or bool(side and side not in own)


def _side(person: Participant) -> str:
    """The country, or the body that several countries have; "" for plain people."""
    actor = person.actor
    if actor is None or actor.kind not in _STATELY:
        return ""
    return actor.id if actor.country == "IGO" else actor.country
