"""What bears on an event's status besides the words above its trigger: other sources, the trigger itself, its date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.analyse.candidate import Candidate
from dateline.analyse.factuality import factuality_of
from dateline.model import Event, Factuality, Operator, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_DONE = ("occurred", "ongoing")
# Participles that annotators mostly took for standing states before a noun: 36 of 43 ("occupied" 30 of 37), where
# "detained" had none of 11; "blockaded" and "encircled" did not occur.
_STATES = frozenset({"besiege", "occupy", "blockade", "encircle", "imprison", "exile"})


def through_chain(factuality: Factuality, chain: Sequence[Statement]) -> Factuality:
    """What a denial or a doubt further out does to it: "Moscow denied reports that it had recalled its envoy"."""
    for statement in reversed(chain[:-1]):
        if statement.relation == "denies" and factuality.status not in ("denied", "unlikely"):
            factuality = factuality_of("denied", factuality.operators)
        elif statement.relation == "doubts" and factuality.status != "denied":
            factuality = factuality_of("unlikely", factuality.operators)
    return factuality


def by_trigger(factuality: Factuality, candidate: Candidate) -> Factuality:
    """What a trigger says by itself: approving a delivery is a delivery planned, a besieged town is so now."""
    status, kind = candidate.frame.status, "trigger"
    if not status:
        status, kind = _standing(candidate.predicate.token), "state"
    if not status or factuality.status not in _DONE:
        return factuality
    word = Operator(candidate.event.trigger, kind, candidate.event.lemma, status)
    return factuality_of(status, (word, *factuality.operators))


def _standing(token: Token) -> str:
    """ "ongoing" for a participle before a noun that tells of a state: "occupied Goma", not "killed soldiers"."""
    before_noun = token.tag_ == "VBN" and token.dep_ == "amod" and token.i < token.head.i
    return "ongoing" if before_noun and token.lemma_.lower() in _STATES else ""


def by_date(factuality: Factuality, event: Event, dct: str) -> Factuality:
    """An event dated after the report is planned, whatever its form says ("is visiting Kyiv on Friday")."""
    time = event.time
    if time is None or not time.begin or not dct or time.begin <= dct or factuality.status not in _DONE:
        return factuality
    word = Operator(time.span, "time", time.value, "planned")
    return factuality_of("planned", (word, *factuality.operators))
