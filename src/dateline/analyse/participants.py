"""The parts of an event: who acts, who receives, where, and what is moved, given or hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.parties import Parties, classes_of, content_noun
from dateline.analyse.place_settings import SPEECH
from dateline.analyse.placing import find_places, targets_of
from dateline.analyse.predicates import TARGET_PREPOSITIONS, Predicate
from dateline.analyse.strife import places_before
from dateline.analyse.things import hedged_objects, things_under
from dateline.codebook import Frame
from dateline.model import Participant, PlaceRole, Span, Thing

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOVES = frozenset({"MOBILIZE", "RETREAT"})
_NO_THINGS = frozenset({"ACCUSE", "THREATEN", "PROTEST"})
_RECEIVED = frozenset(
    {"force", "weapon", "aid", "money", "agreement", "demand", "energy", "sanction", "document", "talks", "tie",
     "attack", "exercise", "protest", "coercion", "power", "gratitude", "concern"}
)  # fmt: skip
_PEOPLE = frozenset({"human", "captive", "diplomat"})
_MOVED = frozenset({"force", "weapon"})
# Types whose noun has its agent behind "of": "the withdrawal of Chad", "a meeting of ministers"; not "the invasion of".
_AGENT_BEHIND_OF = frozenset({"RETREAT", "MOBILIZE", "CONSULT", "PROTEST", "COOPERATE", "CONCEDE", "REQUEST", "AGREE"})


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one event."""

    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    places: tuple[PlaceRole, ...]
    things: tuple[Thing, ...]


def read_parts(predicate: Predicate, frame: Frame, parties: Parties) -> Parts:
    """The parts of a predicate under its frame."""
    if frame.suffers or _counts_victims(predicate, frame):
        return _suffered(predicate, frame, parties)
    set_in = {t.span for t in places_before(predicate, frame, parties)}  # "Libya's civil war" is not Libya's act
    actors = tuple(
        a for a in _unique(_actors(predicate, frame, parties)) if not any(s.overlaps(a.span) for s in set_in)
    )
    taken = {a.span for a in actors}
    recipients = tuple(r for r in _unique(_recipients(predicate, frame, parties)) if r.span not in taken)
    return Parts(
        actors,
        recipients,
        find_places(predicate, frame, parties, frozenset(taken | {r.span for r in recipients if frame.type in SPEECH})),
        tuple(_things(predicate, frame, parties)),
    )


def _counts_victims(predicate: Predicate, frame: Frame) -> bool:
    """True for "330 were killed and 3,200 wounded": a bare number before the verb counts whom it happened to."""
    agents = predicate.agents
    return frame.type == "ASSAULT" and bool(agents) and not predicate.patients and all(t.pos_ == "NUM" for t in agents)


def _suffered(predicate: Predicate, frame: Frame, parties: Parties) -> Parts:
    """The parts of what happens to its subject: "soldiers died" names no actor."""
    recipients = _unique(parties.named(content_noun(t)) for t in predicate.agents)
    return Parts((), recipients, find_places(predicate, frame, parties), ())


def _unique(found: Iterable[Participant]) -> tuple[Participant, ...]:
    kept: dict[Span, Participant] = {}
    for one in found:
        kept.setdefault(one.span, one)
    return tuple(kept.values())


def _actors(predicate: Predicate, frame: Frame, parties: Parties) -> Iterator[Participant]:
    acting = [found for t in predicate.agents if (found := _agent(t, frame, parties)) is not None]
    if not acting and not predicate.is_verb and frame.type in _AGENT_BEHIND_OF:
        acting = [p for t in predicate.patients if (p := parties.participant(t)) is not None and not _is_moved(t)]
    if not acting and frame.type in _MOVES:
        acting = [p for t in predicate.patients if _is_moved(t) and (p := _owner_of_forces(t, parties)) is not None]
    yield from acting


def _agent(token: Token, frame: Frame, parties: Parties) -> Participant | None:
    """The party an agent stands for: itself, its owner, or plain words for people and for forces that move."""
    found = parties.participant(token) or _owner(token, parties)
    classes = classes_of(token)
    if found is None and (classes & _PEOPLE or (frame.type in _MOVES and classes & _MOVED)):
        return parties.named(token)
    return found


def _is_moved(token: Token) -> bool:
    return bool(classes_of(token) & _MOVED)


def _owner_of_forces(token: Token, parties: Parties) -> Participant | None:
    """Whose forces are moved, where nobody is said to move them: "additional American forces"."""
    found = parties.participant(token)
    if found is not None and found.actor is not None and found.actor.country:
        return found
    return _owner(token, parties)


def _owner(token: Token, parties: Parties) -> Participant | None:
    """Whose an impersonal agent is: "Russia" for "Russia's missiles" or "Russian missiles"."""
    for child in token.children:
        if child.dep_ in ("poss", "amod", "compound", "nmod") and child.i < token.i:
            found = parties.participant(child)
            if found is not None:
                return found
    return _maker(token, parties)


def _maker(token: Token, parties: Parties) -> Participant | None:
    """Who made it, said behind it: "a package offered by the EU", "the demands of the rebels"."""
    for child in token.children:
        maker = syntax.by_agent(child) if child.dep_ == "acl" and child.tag_ == "VBN" else None
        if maker is not None:
            return parties.participant(maker)
    return next((p for _, n in syntax.prepositional(token, "of") if (p := parties.participant(n)) is not None), None)


def _recipients(predicate: Predicate, frame: Frame, parties: Parties) -> Iterator[Participant]:
    for token in predicate.datives:
        found = parties.participant(token)
        if found is not None:
            yield found
    for token in predicate.patients:
        if frame.type in _MOVES and "force" in classes_of(token):
            continue
        if frame.type == "ASSAULT" and (classes_of(token) & {"human", "territory", "force"}):
            yield parties.named(content_noun(token))
            continue
        found = parties.participant(token)
        if found is None and not predicate.is_verb:
            found = None
        elif found is None:
            found = _owner(token, parties)
        if found is not None:
            yield found
    for preposition, token in targets_of(predicate):
        if preposition.split(" ")[0] in TARGET_PREPOSITIONS or preposition == "of":
            found = parties.participant(token) or _owner(token, parties)
            if found is not None:
                yield found


def _things(predicate: Predicate, frame: Frame, parties: Parties) -> Iterator[Thing]:
    if frame.type in _NO_THINGS:
        return
    nouns = [t for t in _thing_nouns(predicate, frame, parties) if t.pos_ in ("NOUN", "PROPN", "NUM", "ADJ")]
    yield from things_under(nouns, parties.text)


def _thing_nouns(predicate: Predicate, frame: Frame, parties: Parties) -> Iterator[Token]:
    """The nouns that may name things: objects, what moves by itself, and what stands behind "of", "with", "on"."""
    subjects = predicate.agents if frame.type in _MOVES else ()
    hedged = hedged_objects(predicate.token) if predicate.is_verb else []
    for token in (*predicate.patients, *hedged, *subjects):
        classes = classes_of(token)
        if frame.type == "ASSAULT" and not classes & {"weapon"}:
            continue
        if classes & _RECEIVED or (parties.participant(token) is None and token.pos_ == "NOUN"):
            yield token
    for preposition, token in targets_of(predicate):
        if preposition in ("of", "with", "including", "like", "as", "from", "on") and classes_of(token) & _RECEIVED:
            yield token
