"""Parties that an event's own words leave out and the grammar around them gives.

Only gaps are filled: a side that is named stays as it is. What is filled in is marked as implied and does not raise
the event's score, so that it cannot make a thin event look sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse import around_nouns, syntax
from dateline.analyse.agents import noun_agents
from dateline.analyse.candidate import Candidate
from dateline.analyse.companions import with_companions
from dateline.analyse.owners import owner_of
from dateline.analyse.parties import Parties, classes_of, content_noun
from dateline.model import Event, Participant

if TYPE_CHECKING:
    from spacy.tokens import Token

_PEOPLE = frozenset({"human", "captive", "force"})
_UNTIL_ANSWERED = frozenset({"SANCTION", "THREATEN", "AGREE"})
_WITH = frozenset({"CONSULT", "COOPERATE", "AGREE"})
# Verbs by which a speaker takes on what their clause says: "vowed that any attack would be answered".
_TAKING_ON = frozenset({"announce", "announcement", "vow", "promise", "pledge", "declare", "declaration", "insist"})
_OWN_WORDS = frozenset({"REJECT", "AGREE", "CONCEDE", "SANCTION", "RETREAT", "AID"})
_PERMITTING = frozenset({"allow", "let", "help", "enable", "give", "permit", "grant", "invite"})
_REPEATED = frozenset({"AGREE", "REQUEST", "SANCTION", "THREATEN", "AID"})
_HURTING = frozenset({"kill", "wound", "injure", "hurt", "hit", "target", "destroy", "damage", "capture"})
_CLASHES = frozenset({"clash", "fight", "firefight", "gunfight", "gunbattle", "skirmish", "shootout", "exchange"})
_REACH = 600  # characters back to what a repeated offer or demand repeats
_INCLUDING = frozenset({"include", "contain", "comprise", "foresee", "envisage", "provide"})
_POINTING = frozenset({"the", "this", "these", "that", "those", "such"})


def fill_gaps(candidates: Sequence[Candidate], parties: Parties) -> list[Candidate]:
    """The candidates, each missing actor or recipient filled in where the words around the event give one."""
    done: list[Candidate] = []
    for candidate in candidates:
        filled = _fill_recipients(_fill_actors(_without_undergoer(candidate), parties), parties)
        filled = with_companions(filled, parties)
        done.append(_as_told_before(filled, done))
    return done


# Actors


def _fill_actors(candidate: Candidate, parties: Parties) -> Candidate:
    if candidate.event.actors or candidate.frame.suffers:
        return candidate
    for find in (_doers, _opponents, _speakers):
        people = _people(find(candidate), parties, but=candidate.event.recipients)
        if people:
            return _with(candidate, actors=people)
    return candidate


def _doers(candidate: Candidate) -> Iterator[Token]:
    for noun in _nouns(candidate):
        if not around_nouns.is_undergone(noun):
            yield from around_nouns.doers(noun)


def _opponents(candidate: Candidate) -> Iterator[Token]:
    """Those fought in the clash that a verb of hurting is set in."""
    predicate = candidate.predicate
    if candidate.event.type != "ASSAULT":
        return
    if predicate.is_verb:
        found, noun = around_nouns.opponents(predicate.token)
        if noun is not None and (noun.lemma_.lower() in _CLASHES or classes_of(noun) & {"attack"}):
            yield from found
    elif (verb := _hurt_in(predicate.token)) is not None and (agent := syntax.by_agent(verb)) is not None:
        yield from syntax.coordinated(agent)


def _speakers(candidate: Candidate) -> Iterator[Token]:
    """Who announces an act of words in the passive without an agent: "vowed that the offer would be rejected"."""
    token = candidate.predicate.token
    agentless = candidate.predicate.passive and not candidate.predicate.agents
    if not agentless or candidate.event.type not in _OWN_WORDS or not _is_future(token):
        return
    above = token.head
    if token.dep_ not in ("ccomp", "acl") or above.lemma_.lower() not in _TAKING_ON:
        return
    if above.pos_ == "VERB":
        subject = syntax.by_agent(above) if syntax.is_passive(above) else syntax.subject_of(above)
        yield from (subject,) if subject is not None else ()
    else:
        yield from (n for _, n in syntax.prepositional(above, "by", "from", "of"))
        yield from (c for c in above.children if c.dep_ == "poss")


def _is_future(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_.lower() in ("will", "would", "shall") for c in verb.children)


# Recipients


def _fill_recipients(candidate: Candidate, parties: Parties) -> Candidate:
    if candidate.event.recipients:
        return candidate
    for find in (_undergoers, _answerers, _partners, _permitted, _opposing, _credited, _conditioned):
        people = _people(find(candidate), parties, but=candidate.event.actors)
        if people:
            return _with(candidate, recipients=people)
    return candidate


def _undergoers(candidate: Candidate) -> Iterator[Token]:
    for noun in _nouns(candidate):
        yield from around_nouns.undergoers(noun)


def _answerers(candidate: Candidate) -> Iterator[Token]:
    yield from around_nouns.answerers(candidate.predicate.token, candidate.event.type)


def _partners(candidate: Candidate) -> Iterator[Token]:
    if candidate.event.type in _WITH:
        nouns = [candidate.predicate.token, *candidate.predicate.patients]
        for noun in nouns:
            yield from around_nouns.partners(noun)


def _permitted(candidate: Candidate) -> Iterator[Token]:
    """Whom an offer or promise lets do something: "an offer to allow inspectors to return"."""
    if candidate.event.type not in ("AGREE", "REQUEST", "CONCEDE"):
        return
    for clause in candidate.predicate.token.children:
        if clause.dep_ in ("acl", "xcomp") and clause.lemma_.lower() in _PERMITTING:
            yield from (c for c in clause.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP")
            yield from (
                c for v in clause.children if v.dep_ in ("ccomp", "xcomp") for c in v.children if c.dep_ == "nsubj"
            )


def _opposing(candidate: Candidate) -> Iterator[Token]:
    """Those hurt in the clash or strike that the event's noun names: "were killed in clashes"."""
    verb = _hurt_in(candidate.predicate.token) if candidate.event.type == "ASSAULT" else None
    subject = syntax.subject_of(verb) if verb is not None else None
    yield from syntax.coordinated(subject) if subject is not None else ()


def _hurt_in(noun: Token) -> Token | None:
    """The passive verb of hurting that is set in what the noun names: "were killed by rebels in clashes"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during") else None
    if verb is None or verb.lemma_.lower() not in _HURTING or not syntax.is_passive(verb):
        return None
    return verb


def _credited(candidate: Candidate) -> Iterator[Token]:
    """Whom thanks or blame is for: "blamed Norway for the shortage", "thanks for Norway's help"."""
    if candidate.event.type not in ("SUPPORT", "ACCUSE"):
        return
    predicate = candidate.predicate
    for word in (predicate.token, *predicate.patients):
        for _, noun in syntax.prepositional(word, "for"):
            yield from noun_agents(noun)
            for clause in noun.children:
                subject = syntax.subject_of(clause) if clause.dep_ in ("acl", "ccomp") else None
                yield from syntax.coordinated(subject) if subject is not None else ()


def _conditioned(candidate: Candidate) -> Iterator[Token]:
    if candidate.event.type in _UNTIL_ANSWERED:
        yield from around_nouns.conditioned(candidate.predicate.token)


# What was told before


def _as_told_before(candidate: Candidate, earlier: Sequence[Candidate]) -> Candidate:
    """The candidate with the parties of what it points back to or repeats."""
    event = candidate.event
    if event.actors and event.recipients:
        return candidate
    within = _inside_told(candidate, earlier)
    if within is not None and not event.actors:
        event = replace(event, actors=_implied(within.actors))
    source = _pointed_at(candidate, earlier)
    if source is not None and not event.recipients and (not event.actors or _share(event.actors, source.actors)):
        event = replace(event, recipients=_implied(source.recipients))
    if source is None:
        source = _repeated(event, earlier)
        if source is not None:
            event = replace(event, recipients=_implied(source.recipients))
    return replace(candidate, event=event)


def _pointed_at(candidate: Candidate, earlier: Sequence[Candidate]) -> Event | None:
    """The last event of the type that the event's noun, or its verb's object, points back to: "any such operation"."""
    predicate = candidate.predicate
    nouns = predicate.patients if predicate.is_verb else (predicate.token,)
    if not any(c.lower_ in ("such", "this", "these", "that") for n in nouns for c in n.children if c.i < n.i):
        return None
    fits = (c.event for c in reversed(earlier) if c.event.type == candidate.event.type and c.event.recipients)
    return next((e for e in fits if candidate.event.trigger.start - e.trigger.start <= _REACH), None)


def _inside_told(candidate: Candidate, earlier: Sequence[Candidate]) -> Event | None:
    """The proposal or deal told before that the event is said to be part of: "that proposal included an offer"."""
    noun = candidate.predicate.token
    verb = noun.head if noun.dep_ == "dobj" else None
    if verb is None or verb.lemma_.lower() not in _INCLUDING:
        return None
    whole = syntax.subject_of(verb)
    if whole is None or not any(c.dep_ == "det" and c.lower_ in _POINTING for c in whole.children):
        return None
    fits = (c.event for c in reversed(earlier) if c.event.type == candidate.event.type and c.event.actors)
    return next((e for e in fits if candidate.event.trigger.start - e.trigger.start <= _REACH), None)


def _repeated(event: Event, earlier: Sequence[Candidate]) -> Event | None:
    """An event of the same type, word and actors a little before, whose recipients are known."""
    if event.type not in _REPEATED or event.recipients or not event.actors:
        return None
    for other in (c.event for c in reversed(earlier)):
        if event.trigger.start - other.trigger.start > _REACH:
            return None
        same = other.type == event.type and other.lemma == event.lemma and other.recipients
        if same and _share(event.actors, other.actors):
            return other
    return None


def _share(some: Sequence[Participant], others: Sequence[Participant]) -> bool:
    """True where a party, or its country's, is on both lists."""
    known = {k for p in others if p.actor is not None for k in (p.actor.id, p.actor.country) if k}
    return any(p.actor is not None and (p.actor.id in known or p.actor.country in known) for p in some)


def _implied(people: Iterable[Participant]) -> tuple[Participant, ...]:
    return tuple(replace(p, implied=True) for p in people)


# Shared


def _nouns(candidate: Candidate) -> tuple[Token, ...]:
    """The nouns that name the event: its trigger, or the happenings that its verb is about."""
    predicate = candidate.predicate
    if not predicate.is_verb:
        return (predicate.token,)
    return ()


def _without_undergoer(candidate: Candidate) -> Candidate:
    """The candidate without an actor that only undergoes it: "Chad faces a war"."""
    predicate, event = candidate.predicate, candidate.event
    if predicate.is_verb or not event.actors or not around_nouns.is_undergone(predicate.token):
        return candidate
    undergoing = {t.idx for t in around_nouns.undergoers(predicate.token)}
    actors = tuple(a for a in event.actors if not any(a.span.start <= at < a.span.end for at in undergoing))
    return replace(candidate, event=replace(event, actors=actors))


def _people(tokens: Iterable[Token], parties: Parties, *, but: Sequence[Participant]) -> tuple[Participant, ...]:
    """Whom the words stand for, implied; nobody who is on the other side already."""
    found: dict[object, Participant] = {}
    spans = {p.span for p in but}
    ids = {p.actor.id for p in but if p.actor is not None}
    for token in tokens:
        person = parties.participant(token) or owner_of(token, parties)
        if person is None and token.pos_ in ("NOUN", "PROPN") and classes_of(token) & _PEOPLE:
            person = parties.named(content_noun(token))
        if person is None or person.span in spans or (person.actor is not None and person.actor.id in ids):
            continue
        found.setdefault(person.actor.id if person.actor is not None else person.span, replace(person, implied=True))
    return tuple(found.values())


def _with(
    candidate: Candidate, actors: tuple[Participant, ...] = (), recipients: tuple[Participant, ...] = ()
) -> Candidate:
    event = candidate.event
    event = replace(event, actors=actors or event.actors, recipients=recipients or event.recipients)
    return replace(candidate, event=event)
