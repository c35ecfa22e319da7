"""The parts of an event: who acts, who receives, where, and what is moved, given or hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.agents import noun_agents
from dateline.analyse.exchanges import exchange_agents
from dateline.analyse.late_links import several_meant
from dateline.analyse.owners import is_owner_unsaid, owner_of, owner_of_forces
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

MOVES = frozenset({"MOBILIZE", "RETREAT"})
_NO_THINGS = frozenset({"ACCUSE", "THREATEN", "PROTEST"})
_RECEIVED = frozenset(
    {"force", "weapon", "aid", "money", "agreement", "demand", "energy", "sanction", "document", "talks", "tie",
     "attack", "exercise", "protest", "coercion", "power", "gratitude", "concern"}
)  # fmt: skip
_PEOPLE = frozenset({"human", "captive", "diplomat"})
_ALWAYS_DONE_TO = frozenset(
    {"kill", "wound", "injure", "arrest", "detain", "jail", "behead", "execute", "abduct", "kidnap", "displace",
     "deport", "imprison"}
)  # fmt: skip
_HURT = frozenset({"human", "force"})
_MOVED = frozenset({"force", "weapon"})
# Types whose noun has its agent behind "of": "the withdrawal of Chad", "a meeting of ministers"; not "the invasion of".
_AGENT_BEHIND_OF = frozenset({"RETREAT", "MOBILIZE", "CONSULT", "PROTEST", "COOPERATE", "CONCEDE", "REQUEST", "AGREE"})
_STATES = frozenset({"unite", "commit", "ally", "align", "engage", "involve", "determine", "resolve", "prepare"})
# Objects that stand for who holds them: hitting, arming or judging "its army" is done to the owner.
_HELD = frozenset({"force", "weapon", "human", "captive", "territory", "diplomat", "energy"})
_DONE_TO_PEOPLE = frozenset({"ACCUSE", "COERCE", "THREATEN", "SANCTION", "REQUEST", "AID"})
# Types whose object is a topic, and the prepositions behind which their other side stands.
_TALKING = frozenset({"CONSULT"})
_PARTNERS = frozenset({"with", "to", "of", "alongside", "together with"})
_JUDGED = frozenset({"ACCUSE", "REJECT"})

People = tuple[Participant, ...]


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
    actors, recipients = apart(
        tuple(a for a in _unique(_actors(predicate, frame, parties)) if not any(s.overlaps(a.span) for s in set_in)),
        _unique(_recipients(predicate, frame, parties)),
        parties,
    )
    taken = {a.span for a in actors}
    return Parts(
        actors,
        recipients,
        find_places(predicate, frame, parties, frozenset(taken | {r.span for r in recipients if frame.type in SPEECH})),
        tuple(_things(predicate, frame, parties)),
    )


def _counts_victims(predicate: Predicate, frame: Frame) -> bool:
    """True where whom it happened to stands before the verb, without a form of "be" between.

    A bare number ("330 were killed and 3,200 wounded"), and people before a verb that needs somebody it is done to
    ("forty civilians killed in the raid").
    """
    agents, token = predicate.agents, predicate.token
    if frame.type not in ("ASSAULT", "COERCE") or not agents or predicate.patients:
        return False
    if frame.type == "ASSAULT" and all(t.pos_ == "NUM" for t in agents):
        return True
    done_to = token.lemma_.lower() in _ALWAYS_DONE_TO and token.tag_ in ("VBD", "VBN")
    finite = any(c.dep_ == "aux" for c in token.children)  # "had killed before"
    return done_to and not finite and all(classes_of(t) & (_PEOPLE | _HURT) for t in agents)


def _suffered(predicate: Predicate, frame: Frame, parties: Parties) -> Parts:
    """The parts of what happens to its subject: "soldiers died" names no actor."""
    recipients = _unique(parties.named(content_noun(t)) for t in predicate.agents)
    return Parts((), recipients, find_places(predicate, frame, parties), ())


def _unique(found: Iterable[Participant]) -> tuple[Participant, ...]:
    kept: dict[Span, Participant] = {}
    for one in found:
        kept.setdefault(one.span, one)
    return tuple(kept.values())


def apart(actors: People, recipients: People, parties: Parties) -> tuple[People, People]:
    """Actors and recipients without anybody who is both: "they affirmed their support".

    Of two mentions the one by a possessive pronoun goes, "briefed by his team" being of no act of his; else the
    recipient.
    """
    actors = tuple(a for a in actors if not (_is_pronoun(a, parties) and _acts_already(a, recipients, parties)))
    return actors, tuple(r for r in recipients if not _acts_already(r, actors))


def _is_pronoun(person: Participant, parties: Parties) -> bool:
    return person.span.words(parties.text).lower() in ("his", "her", "its", "their")


def _acts_already(one: Participant, others: People, parties: Parties | None = None) -> bool:
    """True for one of the others, by its words or by who it is; with `parties`, not for those that are pronouns."""
    if parties is not None:
        others = tuple(o for o in others if not _is_pronoun(o, parties))
    return any(_is_same(one, o) for o in others)


def _is_same(one: Participant, other: Participant) -> bool:
    """True for the same words or party; a name that no table has is also the longer name that it ends."""
    if one.span == other.span:
        return True
    if one.actor is not None and other.actor is not None:
        named = bool(one.actor.country) or one.actor.name[:1].isupper()  # "people" are not always the same people
        return named and one.actor.id == other.actor.id
    short, long = sorted((one.name, other.name), key=len)
    return short[:1].isupper() and (short == long or long.endswith(f" {short}"))


def _actors(predicate: Predicate, frame: Frame, parties: Parties) -> Iterator[Participant]:
    agents = tuple(t for a in predicate.agents or _in_such_a_state(predicate) for t in _with_lost(a))
    acting: list[Participant] = [p for t in agents for p in several_meant(t, parties)]
    if acting:
        yield from acting
        return
    acting = [found for t in agents if (found := _agent(t, frame, parties)) is not None]
    if exchange_agents(predicate.token) == predicate.agents:  # the encoder knows nothing of the other end of a bargain
        acting = [replace(a, implied=True) for a in acting]
    if acting and len(acting) < len(agents):  # "survivors and rights groups": people beside a party are one
        acting = [found for t in agents if (found := _agent(t, frame, parties) or _plain_people(t, parties))]
    if not acting and not predicate.is_verb and frame.type in _AGENT_BEHIND_OF:
        acting = [p for t in predicate.patients if (p := parties.participant(t)) is not None and not _is_moved(t)]
    yield from acting or (movers(predicate, parties) if frame.type in MOVES else ())


def movers(predicate: Predicate, parties: Parties) -> list[Participant]:
    """Whose forces are moved, for a move that nobody else is said to make: "the deployment of Russian troops"."""
    found = (owner_of_forces(t, parties) for t in predicate.patients if _is_moved(t))
    return [p for p in found if p is not None and p.actor is not None and p.actor.country]


def _in_such_a_state(predicate: Predicate) -> tuple[Token, ...]:
    """The subject of a passive that tells of its own doing: "are united", "is committed to"."""
    if not predicate.passive or predicate.token.lemma_.lower() not in _STATES:
        return ()
    return predicate.patients


def _with_lost(noun: Token) -> Iterator[Token]:
    """The noun, and one coordinated with it that the parser takes for its modifier: "survivors and rights groups"."""
    for child in noun.children:
        joined = child.dep_ == "nmod" and any(c.dep_ == "cc" for c in child.children)
        if joined and child.tag_ == "NNS" and classes_of(child) & (_PEOPLE | _HURT):
            yield child
    yield noun


def _plain_people(token: Token, parties: Parties) -> Participant | None:
    plural = token.tag_ in ("NNS", "NNPS")
    return parties.named(token) if plural and classes_of(token) & _PEOPLE else None


def _agent(token: Token, frame: Frame, parties: Parties) -> Participant | None:
    """The party an agent stands for: itself, its owner, or plain words for people and for forces that move."""
    found = parties.participant(token) or owner_of(token, parties)
    classes = classes_of(token)
    if found is None and (classes & _PEOPLE or (frame.type in MOVES and classes & _MOVED)):
        return parties.named(token)
    return found


def _is_moved(token: Token) -> bool:
    return bool(classes_of(token) & _MOVED)


def _recipients(predicate: Predicate, frame: Frame, parties: Parties) -> Iterator[Participant]:
    for token in predicate.datives:
        found = parties.participant(token)
        if found is not None:
            yield found
    judged = [d for t in predicate.patients if frame.type in _JUDGED for d in doers_of(t, parties)]
    yield from judged
    for token in () if _in_such_a_state(predicate) else predicate.patients:
        yield from _patient(token, predicate, frame, parties)
    targets = predicate.obliques if judged else targets_of(predicate)
    for preposition, token in targets:
        if frame.type == "ASSAULT" and preposition == "for":
            continue  # "fight for their country": it is not attacked
        if frame.type in _TALKING and preposition not in _PARTNERS:
            continue  # "discussed with Chad the attack on Sudan": Sudan is the topic
        if preposition == "of" and _is_of_a_party(token, predicate, parties):
            continue  # "met the chairman of the council"
        if preposition.split(" ")[0] in TARGET_PREPOSITIONS or preposition == "of":
            found = parties.participant(token) or _holder(token, parties)
            if found is not None:
                yield found


def _is_of_a_party(token: Token, predicate: Predicate, parties: Parties) -> bool:
    """True for what only says whose one of those acted on is."""
    owned = token.head.head
    return owned in predicate.patients and parties.participant(owned) is not None


def _patient(token: Token, predicate: Predicate, frame: Frame, parties: Parties) -> Iterator[Participant]:
    """Whom acting on a noun is acting on: itself, or its owner."""
    if frame.type in MOVES and "force" in classes_of(token):
        return
    if frame.type == "ASSAULT" and (classes_of(token) & {"human", "territory", "force"}):
        yield from (parties.named(content_noun(t)) for t in _with_lost(token))
        yield from (parties.named(n) for _, n in syntax.prepositional(token, "including") if classes_of(n) & _HURT)
        return
    found = parties.participant(token)
    if found is None and predicate.is_verb and frame.type not in _TALKING:
        found = _holder(token, parties)
    if found is None and predicate.is_verb and frame.type in _DONE_TO_PEOPLE:
        found = _plain_people(token, parties)
    if found is not None:
        yield found


def doers_of(noun: Token, parties: Parties) -> tuple[Participant, ...]:
    """Whose deed a noun is, for who judges it: "condemned the attack by Chad on Sudan" is aimed at Chad."""
    if noun.pos_ != "NOUN" or parties.participant(noun) is not None:
        return ()
    return tuple(p for t in noun_agents(noun) if (p := parties.participant(t)) is not None)


def _holder(noun: Token, parties: Parties) -> Participant | None:
    """The owner of what is acted on; a pronoun's only where things can be had: "our troops", not "our support"."""
    if is_owner_unsaid(noun, parties) and not classes_of(noun) & _HELD:
        return None
    return owner_of(noun, parties)


def _things(predicate: Predicate, frame: Frame, parties: Parties) -> Iterator[Thing]:
    if frame.type in _NO_THINGS:
        return
    nouns = [t for t in _thing_nouns(predicate, frame, parties) if t.pos_ in ("NOUN", "PROPN", "NUM", "ADJ")]
    yield from things_under(nouns, parties.text)


def _thing_nouns(predicate: Predicate, frame: Frame, parties: Parties) -> Iterator[Token]:
    """The nouns that may name things: objects, what moves by itself, and what stands behind "of", "with", "on"."""
    subjects = predicate.agents if frame.type in MOVES else ()
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
