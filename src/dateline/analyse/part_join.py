"""The parts of an event as grammar and the encoder see them, joined: who acts, who undergoes, where, and what.

The encoder may leave out a filler that grammar put in, and put in one that grammar missed, from the same sentence. What
is coordinated goes together: of "Poland and Lithuania" both stay or neither, and where one comes in the other does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import TYPE_CHECKING

from dateline.analyse.agents import undergoing_owner
from dateline.analyse.around_nouns import undergoers, witnesses
from dateline.analyse.encoder_events import ACTOR, PLACE, RECIPIENT, THING, Sight
from dateline.analyse.participants import MOVES, apart, movers
from dateline.analyse.parties import classes_of
from dateline.analyse.placing import role_at
from dateline.analyse.things import things_under
from dateline.codebook import titles
from dateline.model import Event, Participant, PlaceRole, Span, Thing

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.analyse.candidate import Candidate
    from dateline.analyse.parties import Parties
    from dateline.analyse.predicates import Predicate

_NO_PROTESTERS = ("force", "government", "alliance", "igo", "media")
_STRIKING = frozenset({"ASSAULT", "COERCE"})
_IN_OFFICE = ("GOV", "MIL", "COP")
# Where something is done, or to whom it goes: "sent to", "stationed in". By whom is "by"; "from" may be the giver.
_GOALS = frozenset({"in", "into", "at", "on", "onto", "to", "toward", "towards", "near", "inside", "against", "across"})
_NAMING = ("NOUN", "PROPN", "NUM", "ADJ")
_POINTING = ("PRP", "PRP$", "DT")


@dataclass(frozen=True, slots=True)
class PartLimits:
    """For each part (actor, recipient, place, thing) probabilities from 0 to 1.

    `keep`: from which grammar's filler stays; `add`: from which the encoder's comes in where there is none, or where it
    is coordinated with one; `more`: from which it comes in beside others.
    """

    keep: tuple[float, ...]
    add: tuple[float, ...]
    more: tuple[float, ...]


def join_parts(candidate: Candidate, sight: Sight, parties: Parties, limits: PartLimits) -> Event:
    """The candidate's event with the parts that grammar and the encoder together vouch for."""
    event, trigger = candidate.event, candidate.predicate.token
    sent = trigger.sent
    seen = _Seen(sight, limits, sent.doc, Span(sent.start_char, sent.end_char))

    stay = seen.stay(ACTOR, [a.span for a in event.actors])
    acting = [a for a, stays in zip(event.actors, stay, strict=True) if stays or a.implied]
    struck = _struck(candidate.predicate)
    heads = (t for t in seen.heads(ACTOR, [a.span for a in acting]) if t not in struck and not _stands_by(t, parties))
    further = _people(heads, parties)
    acting += (p for p in further if not _cannot_do(p, event.type))
    if not acting and event.type in MOVES:
        acting = [replace(p, implied=True) for p in movers(candidate.predicate, parties)]
    stay = seen.stay(RECIPIENT, [r.span for r in event.recipients])
    struck_towns = {t.span for r in event.recipients if event.type in _STRIKING for t in parties.places_in(r.span)}
    undergoing = [r for r, s in zip(event.recipients, stay, strict=True) if s or r.span in struck_towns]
    undergoing += _people(seen.heads(RECIPIENT, [r.span for r in undergoing]), parties)
    actors, recipients = apart(_unique(acting), _unique(undergoing), parties)
    places = list(compress(event.places, seen.stay(PLACE, [p.toponym.span for p in event.places])))
    places += _places(seen.further(PLACE, [p.toponym.span for p in places]), parties, sent.doc)
    if event.type in _STRIKING:
        places += _struck_places(recipients, places, parties)
    things = list(compress(event.things, seen.stay(THING, [t.span for t in event.things])))
    things += _things(seen.heads(THING, [t.span for t in things]), parties)
    return replace(event, actors=actors, recipients=recipients, places=tuple(places), things=tuple(things))


def _struck(predicate: Predicate) -> set[Token]:
    """The words that grammar gives whom it happens to, who only witnesses it, or where or to whom it is done.

    They do not act, whatever the encoder makes of them.
    """
    token = predicate.token
    if predicate.is_verb:
        return {*predicate.patients, *_goals(token)} if predicate.passive else set()
    held = set(_goals(token.head)) if token.dep_ == "nsubjpass" else set()  # "exercises were held in Chad"
    return {*undergoing_owner(token), *undergoers(token), *witnesses(token), *held}


def _goals(passive: Token) -> Iterator[Token]:
    """The words of a passive verb's places and goals, with what is coordinated with them."""
    for preposition in passive.children:
        if preposition.dep_ in ("prep", "dative") and preposition.lower_ in _GOALS:
            for goal in preposition.children:
                yield goal
                yield from goal.conjuncts


def _stands_by(token: Token, parties: Parties) -> bool:
    """True for weapons that nobody is said to fire ("missiles hit the square"), and for whom a thing is good or bad
    ("it is important for Chad that sanctions work")."""
    concerned = token.dep_ == "pobj" and token.head.lower_ == "for" and token.head.head.pos_ == "ADJ"
    return concerned or ("weapon" in classes_of(token) and parties.participant(token) is None)


def _cannot_do(person: Participant, kind: str) -> bool:
    """True for those who do not protest: forces, governments, officials. What they do beside one is no part in it."""
    actor = person.actor
    return kind == "PROTEST" and actor is not None and (actor.kind in _NO_PROTESTERS or actor.sector in _IN_OFFICE)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the encoder sees of one event's parts, under the limits, inside its sentence."""

    sight: Sight
    limits: PartLimits
    doc: Doc
    sentence: Span

    def stay(self, kind: int, spans: Sequence[Span]) -> Iterator[bool]:
        """Of each filler of grammar's whether it stays: where it, or one coordinated with it, is likely enough."""
        shares, sides = [self._share(kind, s) for s in spans], [self._side(s) for s in spans]
        likely = {side for share, side in zip(shares, sides, strict=True) if share >= self.limits.keep[kind]}
        return (side in likely for side in sides)

    def further(self, kind: int, taken: Sequence[Span]) -> Iterator[Span]:
        """The encoder's fillers beside those that are taken."""
        sides = {self._side(t) for t in taken}
        for span in self.sight.fillers(kind, self.limits.add[kind]):
            if not self.sentence.contains(span) or any(span.overlaps(t) for t in taken):
                continue
            if not taken or self._side(span) in sides or self._share(kind, span) >= self.limits.more[kind]:
                yield span

    def heads(self, kind: int, taken: Sequence[Span]) -> Iterator[Token]:
        """The words that those fillers hang on, but not whose somebody taken is ("Macron of France")."""
        found = [t for span in self.further(kind, taken) if (t := _head(self.doc, span)) is not None]
        named = [*taken, *(Span(t.idx, t.idx + len(t.text)) for t in found)]
        return (t for t in found if not _tells_whose(t, named))

    def _share(self, kind: int, span: Span) -> float:
        share = self.sight.part(kind, span)
        return share if share is not None else 1.0

    def _side(self, span: Span) -> int:
        """The index of the first of the words a filler is coordinated with; below 0 where no word is found."""
        token = _head(self.doc, span)
        if token is None:
            return -1 - span.start
        while token.dep_ == "conj":
            token = token.head
        return token.i


def _tells_whose(token: Token, taken: Sequence[Span]) -> bool:
    """True where a word only says whose one of the taken is: "of France" behind Macron, "Russian" before forces."""
    while token.dep_ == "conj":
        token = token.head
    owned = token.head
    if token.dep_ == "pobj" and owned.lower_ in ("of", "from"):
        owned = owned.head
    elif token.dep_ not in ("poss", "amod", "compound", "nmod"):
        return False
    return any(span.start <= owned.idx < span.end for span in taken)


def _head(doc: Doc, span: Span) -> Token | None:
    """The word that the others of a span hang on."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    root = found.root if found is not None else None
    return root if root is not None and root.pos_ not in ("ADP", "PUNCT", "DET", "CCONJ") else None


def _people(heads: Iterable[Token], parties: Parties) -> Iterator[Participant]:
    """Whom words stand for: a known party, or their own words; so too a pronoun that nobody could settle.

    Known parties coordinated with them come along.
    """
    for token in heads:
        found = parties.participant(token)
        if found is not None:
            yield found
        elif (token.pos_ in _NAMING or token.tag_ in _POINTING) and not _only_describes(token):
            yield parties.named(token)
        yield from (p for c in token.conjuncts if (p := parties.participant(c)) is not None)


def _only_describes(token: Token) -> bool:
    """True for an adjective before its noun that is nobody: "public protests", not "military positions"."""
    before = token.pos_ == "ADJ" and token.dep_ in ("amod", "nmod", "compound")
    return before and (token.lemma_.lower(),) not in titles().forms


def _places(spans: Iterable[Span], parties: Parties, doc: Doc) -> list[PlaceRole]:
    literal = [t for t in parties.toponyms if t.literal]
    found = dict.fromkeys(t for span in spans for t in literal if t.span.overlaps(span))
    return [PlaceRole(t, role_at(t, doc)) for t in found]


def _struck_places(
    recipients: Iterable[Participant], known: Sequence[PlaceRole], parties: Parties
) -> Iterator[PlaceRole]:
    """The recipients that are places: in "shelled Homs" the encoder may see only whom it is done to, not where."""
    taken = [p.toponym.span for p in known]
    named = {t.span.words(parties.text): t for t in parties.toponyms if t.literal}
    for person in recipients:
        struck = [t for t in parties.places_in(person.span) if t.span == person.span]
        if not struck and person.actor is None:  # a town that the parser takes for a person here
            struck = [named[w] for w in (person.span.words(parties.text),) if w in named]
        yield from (PlaceRole(t, "target") for t in struck if not any(t.span.overlaps(s) for s in taken))


def _things(heads: Iterable[Token], parties: Parties) -> list[Thing]:
    found: list[Thing] = []
    for thing in things_under(list(heads), parties.text):
        if not any(thing.span.overlaps(t.span) for t in found):
            found.append(thing)
    return found


def _unique(found: Iterable[Participant]) -> tuple[Participant, ...]:
    """Each party once, by its words' place and by who it is."""
    kept: dict[object, Participant] = {}
    for one in found:
        key = one.actor.id if one.actor is not None else one.span
        kept.setdefault(key, one)
    return tuple(kept.values())
