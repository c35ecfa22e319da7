"""What: events (PLOVER) with their participants and things, and how far a source commits itself (FactBank)."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.actor import Actor
from dateline.model.place import PlaceRole
from dateline.model.span import Span
from dateline.model.time import Timex3

STATUSES = (
    "occurred", "ongoing", "planned", "likely", "possible", "unlikely", "denied", "conditional", "proposed",
    "unclear",
)  # fmt: skip
LEDGERS = (
    "deployment", "transfer", "negotiation", "assessment", "position", "combat", "sanction", "diplomacy", "unrest",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Participant:
    """A party in an event. `span` is where it is named; `implied` is True where grammar, not words, put it there.

    `understood` is how probable the party is, 0 to 1, where only the rest of the report tells who is meant; else None.
    """

    span: Span
    name: str
    actor: Actor | None = None
    implied: bool = False
    understood: float | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the report gives it. `low` and `high` are None where it is vague ("a number of", "dozens").

    `comparator` is "", "at least", "at most", "about", "more than", "less than" or "additional".
    """

    text: str
    low: float | None = None
    high: float | None = None
    comparator: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is moved, given, signed or hit: materiel, forces, money, casualties, agreements.

    `kind` is a category of the materiel codebook ("anti-tank missile", "troops", "money", ...) or "other".
    """

    span: Span
    text: str
    kind: str = "other"
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A further part of an event by name: purpose, condition, duration, movement, issue, exchange, likelihood."""

    name: str
    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, whether it happened or not. `type` is a PLOVER root; `mode` and `contexts` are PLOVER's.

    `own_type` is the finer type of a user's own codebook, "" where there is none.
    """

    trigger: Span
    lemma: str
    clause: Span
    type: str
    mode: str = ""
    contexts: tuple[str, ...] = ()
    ledger: str = ""
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    places: tuple[PlaceRole, ...] = ()
    things: tuple[Thing, ...] = ()
    time: Timex3 | None = None
    slots: tuple[Slot, ...] = ()
    score: float = 0.5
    own_type: str = ""


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that bears on factuality, outermost first: negation, modal, attitude, aspect, condition, tense."""

    span: Span
    kind: str
    word: str
    effect: str


@dataclass(frozen=True, slots=True)
class Factuality:
    """How far a source commits itself to an event.

    `value` runs from -3 (certainly not) to 3 (certainly); `factbank` is CT+, PR+, PS+, CT-, PR-, PS-, CTu or Uu;
    `status` one of `STATUSES`; `operators` are the words that made it so, in order of scope.
    """

    value: float
    factbank: str
    status: str
    operators: tuple[Operator, ...] = ()
