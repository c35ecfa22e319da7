"""The nouns of dateline. Frozen data, no behaviour beyond their own fields, no imports from other rooms."""

from dateline.model.actor import ACTOR_KINDS, Actor, Mention
from dateline.model.claim import Analysis, Claim, Source, Step
from dateline.model.event import (
    LEDGERS,
    STATUSES,
    Event,
    Factuality,
    Operator,
    Participant,
    Quantity,
    Slot,
    Thing,
)
from dateline.model.identity import content_id
from dateline.model.place import Place, PlaceRole, Toponym
from dateline.model.report import Report, Sentence
from dateline.model.span import Span
from dateline.model.statement import RELATIONS, Statement
from dateline.model.time import Timex3

__all__ = [
    "ACTOR_KINDS",
    "LEDGERS",
    "RELATIONS",
    "STATUSES",
    "Actor",
    "Analysis",
    "Claim",
    "Event",
    "Factuality",
    "Mention",
    "Operator",
    "Participant",
    "Place",
    "PlaceRole",
    "Quantity",
    "Report",
    "Sentence",
    "Slot",
    "Source",
    "Span",
    "Statement",
    "Step",
    "Thing",
    "Timex3",
    "Toponym",
    "content_id",
]
