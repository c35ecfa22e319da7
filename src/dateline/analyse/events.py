"""Events: triggers, PLOVER type and mode, participants, places and things.

A predicate becomes an event where one of its frames in the trigger vocabulary fits (`codebook/data/triggers.yaml`):
the classes of its object and subject, the words before a noun, and whether somebody acts decide which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.candidate import Candidate, make_candidate
from dateline.analyse.draft import Draft
from dateline.analyse.encoder_events import Sights
from dateline.analyse.event_join import EventNumbers, is_no_act, join_events
from dateline.analyse.implied import fill_gaps
from dateline.analyse.mishaps import without_accidents
from dateline.analyse.parties import Parties, classes_of
from dateline.analyse.place_inheritance import inherit_places
from dateline.analyse.predicates import Predicate, lemma_of
from dateline.codebook import DATELINE, Frame, Triggers, operators, triggers
from dateline.model import Event

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAME_TYPES = frozenset({"PERSON", "ORG", "FAC", "PRODUCT", "WORK_OF_ART", "LAW"})
_UTTERED = frozenset({"REQUEST", "AGREE", "ACCUSE", "THREATEN"})
_LIGHT = frozenset({"cause", "begin", "plan", "attempt", "end", "need"})
_POINTING = frozenset({"the", "this", "these", "that", "those", "such", "its", "their", "his"})
_NEAR, _FAR = 500, 1500  # characters back that "the clashes" and "these clashes" may point


@dataclass(frozen=True, slots=True)
class EventsLayer:
    """Fills `events`: the candidates for claims, in reading order, one for each happening, weak ones among them.

    `fit` holds the numbers by which the encoder's view is joined in; None means the vocabulary's frames alone.
    `vocabulary` is dateline's own unless it is given.
    """

    fit: EventNumbers | None = None
    vocabulary: Triggers = field(default_factory=triggers)
    name: str = "events"
    requires: Sequence[str] = ("scores", "predicates", "mentions", "toponyms", "times")
    assigns: Sequence[str] = ("events",)

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its event candidates."""
        parties = Parties.of(draft)
        framed = {}
        for i, predicate in (draft.predicates or {}).items():
            found = choose_frame(predicate, parties, self.vocabulary)
            if found is not None:
                framed[i] = found
        kept = [i for i in framed if not _carried(framed, i)]
        candidates = [_candidate(framed[i], parties) for i in kept]
        sights = Sights.of(draft)
        if sights is not None and self.fit is not None:
            candidates = join_events(candidates, parties, sights, draft.doc, self.fit)
        told = without_accidents(candidates)
        return replace(draft, events=tuple(inherit_places(fill_gaps(inherit_parts(told), parties))))


@dataclass(frozen=True, slots=True)
class Framed:
    """A predicate with the frame that fits and the tokens of its trigger."""

    predicate: Predicate
    frame: Frame
    words: tuple[Token, ...]


def choose_frame(predicate: Predicate, parties: Parties, vocabulary: Triggers) -> Framed | None:
    """The first frame of the predicate's longest form whose conditions hold; None where none does."""
    token = predicate.token
    if _inside_name(predicate) or _inside_compound(predicate):
        return None
    for key, words in predicate.keys:
        for frame in vocabulary.frames(token.pos_, key):
            if _fits(frame, predicate, words, parties) and not _is_named_agreement(frame, predicate):
                return Framed(predicate, frame, words)
    return None


def _inside_name(predicate: Predicate) -> bool:
    """True for a word of a name: "the Treaty of Lisbon", "Operation Resolve"."""
    token = predicate.token
    if predicate.is_verb or token.pos_ != "PROPN":
        return False
    return token.ent_type_ in _NAME_TYPES or (token.is_title and not token.is_sent_start)


def _inside_compound(predicate: Predicate) -> bool:
    """True for a word that only builds another: "so-called", "land-attack missiles", "a negotiated settlement"."""
    token, doc = predicate.token, predicate.token.doc
    if token.tag_ == "VBN" and token.dep_ == "amod" and token.i < token.head.i:
        return not predicate.agents
    hyphens = (token.i > 0 and doc[token.i - 1].text == "-", token.i + 1 < len(doc) and doc[token.i + 1].text == "-")
    glued = [
        hyphens[0] and doc[token.i - 1].idx + 1 == token.idx,
        hyphens[1] and doc[token.i + 1].idx == token.idx + len(token.text),
    ]
    return any(glued) and not predicate.agents and "-" not in predicate.keys[0][0]


def _is_named_agreement(frame: Frame, predicate: Predicate) -> bool:
    """True for a reference by name ("the Minsk agreements") that tells of no act."""
    if frame.type != "AGREE" or predicate.is_verb or predicate.support is not None:
        return False
    return any(c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN" for c in predicate.token.children)


def _fits(frame: Frame, predicate: Predicate, words: tuple[Token, ...], parties: Parties) -> bool:
    if _is_courtesy(predicate) or (frame.origin == DATELINE and is_no_act(frame.type, predicate, parties)):
        return False
    if frame.compound and not _compound_fits(frame, predicate.token):
        return False
    objects = _objects(predicate, words)
    if frame.object and not _any_in(objects, frame.object, parties):
        return False
    if frame.object_if_any and objects and not _any_in(objects, frame.object_if_any, parties):
        return False
    if frame.not_object and _any_in(objects, frame.not_object, parties):
        return False
    if frame.subject and not _any_in(predicate.agents, frame.subject, parties):
        return False
    return _needs_met(frame, predicate, parties)


def _is_courtesy(predicate: Predicate) -> bool:
    """True for manners of speaking in a transcript: "thank you all", "I congratulate you"."""
    return predicate.is_verb and any(t.lower_ in ("you", "yourselves") for t in predicate.patients)


def _needs_met(frame: Frame, predicate: Predicate, parties: Parties) -> bool:
    if frame.needs == "actor":
        return any(parties.is_party(t) for t in predicate.agents) or (predicate.passive and not predicate.agents)
    if frame.needs == "plain":
        return not any(c.dep_ in ("oprd", "ccomp", "xcomp") for c in predicate.token.children)
    if frame.needs == "verdict":
        return any(t.lemma_.lower() in triggers().classes["verdict"] for t in syntax.complements_of(predicate.token))
    if frame.needs == "partner":
        return any(True for _ in syntax.prepositional(predicate.token, "with"))
    if frame.needs == "receiver":
        return any(_receives(t, predicate, parties) for t in _receivers(predicate))
    if frame.needs == "infinitive":
        return any(
            c.dep_ in ("xcomp", "ccomp", "advcl") and any(a.lower_ == "to" and a.dep_ == "aux" for a in c.children)
            for c in predicate.token.children
        )
    return True


def _receivers(predicate: Predicate) -> Iterator[Token]:
    """Whom something is sent: "sent [Chad] rifles", "sent rifles to [Chad]"."""
    yield from predicate.datives
    yield from (n for p, n in predicate.obliques if p == "to")
    for thing in predicate.patients:
        yield from (n for _, n in syntax.prepositional(thing, "to"))


def _receives(token: Token, predicate: Predicate, parties: Parties) -> bool:
    """True for a party of another country than those who send."""
    found = parties.participant(token)
    if found is None or found.actor is None:
        return False
    senders = [p.actor for t in predicate.agents if (p := parties.participant(t)) is not None and p.actor is not None]
    return not any(s.id == found.actor.id or (s.country and s.country == found.actor.country) for s in senders)


def _objects(predicate: Predicate, words: tuple[Token, ...]) -> tuple[Token, ...]:
    """What the trigger's own preposition governs, and its objects."""
    governed = tuple(n for w in words[1:] for n in _governed(w))
    if not predicate.is_verb:  # "an end to the fighting"
        governed += tuple(n for p, n in predicate.obliques if p in ("to", "on", "in", "against"))
    return predicate.patients + governed


def _governed(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield from syntax.coordinated(child)


def _any_in(tokens: tuple[Token, ...], classes: tuple[str, ...], parties: Parties) -> bool:
    for token in tokens:
        if "party" in classes and parties.is_party(token):
            return True
        if classes_of(token) & set(classes):
            return True
    return False


def _compound_fits(frame: Frame, noun: Token) -> bool:
    before = [c for c in noun.children if c.dep_ in ("compound", "amod", "nmod", "poss") and c.i < noun.i]
    return any(w.lower_ in frame.compound or w.lemma_.lower() in frame.compound for w in before)


def _carried(framed: dict[int, Framed], i: int) -> bool:
    """True for a trigger that another one already tells: the noun of "signed a deal", the verb of "began to shell"."""
    mine = framed[i]
    token = mine.predicate.token
    nominal = not mine.predicate.is_verb or token.tag_ == "VBG"
    for parent in _governors(token) if nominal else ():
        other = framed.get(parent.i)
        if other is None or not other.predicate.is_verb:
            continue
        if other.frame.type == mine.frame.type:
            return True
        told = mine.frame.type in _UTTERED and bool(mine.predicate.agents)  # "meet Chad's demands": two acts
        if classes_of(token) & set(other.frame.object) and not told:
            return True
    kind = operators().verbs.get(lemma_of(token)) if mine.predicate.is_verb else None
    if kind is None or kind.name not in _LIGHT:
        return False
    return any(
        child.i in framed and framed[child.i].frame.type != mine.frame.type
        for child in token.children
        if child.dep_ == "xcomp"
    )


def _governors(noun: Token) -> Iterator[Token]:
    """The verbs a noun is object of, directly or through "of" and coordination of nouns."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass", "attr"):
        yield head
    if noun.dep_ == "nsubj" and head.lemma_ != "be":
        yield head
    if noun.dep_ == "xcomp" and noun.tag_ == "VBG":
        yield head
    if noun.dep_ == "pobj" and head.lower_ in ("of", "to", "into", "for", "on"):
        yield head.head
        if head.lower_ == "of" and head.head.dep_ in ("dobj", "nsubjpass"):
            yield head.head.head


def _candidate(framed: Framed, parties: Parties) -> Candidate:
    found = make_candidate(framed.predicate, framed.frame, framed.words, parties)
    return replace(found, rule=found.event.score)


def inherit_parts(candidates: list[Candidate]) -> list[Candidate]:
    """Candidates where a noun that points back ("these deployments") has the actors of what it points to.

    It points to the last event of the same type before it whose trigger shares its first five letters and that has
    actors of its own; "the clashes" only to a near one, and not where words of its own say which clashes are meant.
    That raises a score that counts what is said of the event, not one that is a probability.
    """
    done: list[Candidate] = []
    for candidate in candidates:
        event = candidate.event
        if not event.actors and _points_back(candidate.predicate):
            source = next(
                (c.event for c in reversed(done) if _same_kind(c.event, event) and _has_actors(c.event)), None
            )
            if source is not None and event.trigger.start - source.trigger.start <= _reach(candidate.predicate):
                actors = tuple(replace(a, implied=True) for a in source.actors)
                score = event.score if candidate.sight is not None else round(event.score + 0.15, 3)
                candidate = replace(candidate, event=replace(event, actors=actors, score=score))  # noqa: PLW2901
        done.append(candidate)
    return done


def _points_back(predicate: Predicate) -> bool:
    return not predicate.is_verb and any(
        c.lower_ in _POINTING for c in predicate.token.children if c.dep_ in ("det", "poss", "predet", "amod")
    )


def _reach(predicate: Predicate) -> int:
    """How many characters back the noun may point."""
    pointing = [c.lower_ for c in predicate.token.children if c.dep_ in ("det", "poss", "predet", "amod")]
    if any(w in _POINTING and w != "the" for w in pointing):
        return _FAR
    return 0 if any(_tells_apart(c) for c in predicate.token.children) else _NEAR


def _tells_apart(word: Token) -> bool:
    return word.dep_ in ("relcl", "compound") or (word.dep_ == "prep" and word.lower_ != "of")


def _has_actors(event: Event) -> bool:
    return any(not a.implied for a in event.actors)


def _same_kind(earlier: Event, later: Event) -> bool:
    return earlier.type == later.type and earlier.lemma[:5] == later.lemma[:5]
