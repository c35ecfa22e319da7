"""Places that an event without one takes from another event.

Two events of one sentence share their place where one hangs on the other ("halted the shelling of Homs", "the talks
that broke down", "no decision to withdraw"). A noun that points back ("the deployment", "these clashes") has the place
of the mention before it that it restates. Forces that are moved leave where the sentence before has them. Strife
without a place is where the strife told right before it was, if that is a town. Nothing is taken from an event whose
parties and places all belong to other countries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.candidate import Candidate
from dateline.analyse.place_settings import SPEECH, TALK
from dateline.model import Event, Participant, PlaceRole

if TYPE_CHECKING:
    from spacy.tokens import Token

_POINTING = frozenset({"the", "this", "these", "that", "those", "such"})
_MOVES = frozenset({"MOBILIZE", "RETREAT"})
_FORCES = _MOVES | {"COOPERATE", "AID"}
_LINKS = frozenset(
    {"of", "on", "to", "in", "for", "from", "against", "over", "after", "during", "with", "into", "about"}
)
_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "conj", "compound", "xcomp", "pcomp"})
_STRIFE = frozenset({"ASSAULT", "PROTEST", "COERCE"})
NEAR = 250  # characters back to the strife whose scene an event without a place shares
REACH = 1_500  # characters back to the mention that a noun restates: some ten sentences
MAX_STEPS, MAX_STEPS_DOWN = 3, 2  # links up to the event that lends, and down


def inherit_places(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in the same order; those without a place have that of the event that lends it to them."""
    found = _from_sentence(candidates)
    done: list[Candidate] = []
    for candidate in found:
        if not candidate.event.places:
            candidate = _with(candidate, _earlier(candidate, done))  # noqa: PLW2901
        done.append(candidate)
    return done


def _with(candidate: Candidate, places: tuple[PlaceRole, ...]) -> Candidate:
    return replace(candidate, event=replace(candidate.event, places=places)) if places else candidate


def _from_sentence(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Places along the links of a sentence, upwards first; what is lent is lent no further."""
    by_token = {c.predicate.token.i: c for c in candidates}
    hung: dict[int, Candidate] = {}
    for candidate in candidates:
        above = _host(candidate.predicate.token, by_token, MAX_STEPS_DOWN)
        if above is not None and candidate.event.places:
            hung.setdefault(above.predicate.token.i, candidate)
    return [c if c.event.places else _with(c, _linked(c, by_token, hung)) for c in candidates]


def _linked(
    candidate: Candidate, by_token: Mapping[int, Candidate], hung: Mapping[int, Candidate]
) -> tuple[PlaceRole, ...]:
    token = candidate.predicate.token
    for giver in (_host(token, by_token), hung.get(token.i)):
        if giver is not None and _lends(giver, candidate):
            return tuple(
                PlaceRole(p.toponym, _role_lent(p.role, candidate.event, giver.event)) for p in giver.event.places
            )
    return ()


def _lends(giver: Candidate, taker: Candidate) -> bool:
    """True where the one is set where the other is. What is talked of is elsewhere: talks lend only to other talk."""
    lends, takes = giver.event.type, taker.event.type
    if lends in SPEECH or not _same_doers(taker.event, giver.event):
        return False
    if takes in TALK:
        return taker.predicate.token.dep_ in ("advcl", "xcomp") and taker.predicate.token.head == giver.predicate.token
    return lends not in TALK and not (_is_purpose(taker.predicate.token) and not _share_doer(taker.event, giver.event))


def _is_purpose(token: Token) -> bool:
    """True for "to intercept" in "built a radar to intercept missiles", which need not happen at the radar."""
    return token.dep_ == "advcl" and token.tag_ == "VB"


def _share_doer(taker: Event, giver: Event) -> bool:
    return bool({p.name for p in taker.actors} & {p.name for p in giver.actors})


def _host(token: Token, by_token: Mapping[int, Candidate], steps: int = MAX_STEPS) -> Candidate | None:
    """The next event that a word hangs on as a part of the same happening."""
    for above in islice(_above(token), steps):
        if above.i in by_token:
            return by_token[above.i]
    return None


def _above(token: Token) -> Iterator[Token]:
    """The words that a word hangs on, nearest first."""
    for _ in range(MAX_STEPS):
        head: Token = token.head
        if head.i == token.i or not _links(token, head):
            return
        token = head.head if token.dep_ == "pobj" else head
        yield token


def _links(token: Token, head: Token) -> bool:
    """True where the word is an argument of its head, or the clause that tells more of a noun's happening."""
    if token.dep_ == "pobj":
        return head.lower_ in _LINKS and head.head.i != head.i
    if token.pos_ not in ("VERB", "AUX"):
        return token.dep_ in _ARGUMENTS
    if token.dep_ in ("relcl", "acl"):
        return not any(c.dep_ == "mark" for c in token.children)
    own_subject = any(c.dep_ in syntax.SUBJECTS for c in token.children)
    return not own_subject and (
        token.dep_ in ("xcomp", "pcomp") or (token.dep_ == "advcl" and token.tag_ in ("VBG", "VB"))
    )


def _role_lent(role: str, taker: Event, giver: Event) -> str:
    """The role with the taker: movement and target mean the same only in events of one type."""
    return role if taker.type == giver.type or role in ("at", "near") else "at"


def _same_doers(taker: Event, giver: Event) -> bool:
    """False where each has doers of its own country: "Chad left after Mali had attacked"."""
    mine, theirs = _countries(taker.actors), _countries(giver.actors)
    return not mine or not theirs or bool(mine & theirs)


def _may_share(taker: Event, giver: Event) -> bool:
    """False where both name countries and none is in both."""
    mine = _countries((*taker.actors, *taker.recipients))
    theirs = _countries((*giver.actors, *giver.recipients)) | {
        p.toponym.place.country for p in giver.places if p.toponym.place
    }
    theirs.discard("")
    return not mine or not theirs or bool(mine & theirs)


def _countries(people: Sequence[Participant]) -> set[str]:
    return {p.actor.country for p in people if p.actor is not None and p.actor.country}


def _earlier(candidate: Candidate, done: Sequence[Candidate]) -> tuple[PlaceRole, ...]:
    """The places of the mention that a pointing noun restates, or where the forces stand that "them" means."""
    if _points_back(candidate):
        for other in reversed(done):
            if candidate.event.trigger.start - other.event.trigger.end > REACH:
                break
            if other.event.places and _restates(candidate.event, other.event):
                return other.event.places
    if candidate.event.type in _MOVES and _moves_pronoun(candidate):
        return _stood(candidate, done)
    return _scene(candidate, done)


def _scene(candidate: Candidate, done: Sequence[Candidate]) -> tuple[PlaceRole, ...]:
    """Where the strife told just before was: "clashes broke out in Homs. Two people were wounded." was in Homs.

    Only towns and sites, from the last violent event that names one, over as little as two sentences without places.
    """
    event = candidate.event
    if event.type not in _STRIFE or not done or done[-1].event.trigger.start < event.trigger.start - NEAR:
        return ()
    for other in reversed(done):
        if event.trigger.start - other.event.trigger.start > NEAR:
            return ()
        if other.event.places:
            fits = other.event.type in _STRIFE and _may_share(event, other.event)
            return tuple(PlaceRole(p.toponym, "at") for p in other.event.places if _is_spot(p)) if fits else ()
    return ()


def _is_spot(role: PlaceRole) -> bool:
    place = role.toponym.place
    return role.role in ("at", "target", "near") and place is not None and place.level in ("site", "town")


def _points_back(candidate: Candidate) -> bool:
    """True for a noun with a pointing word and nothing else that would make it another happening."""
    if candidate.predicate.is_verb:
        return False
    words = list(candidate.predicate.token.children)
    return any(c.dep_ == "det" and c.lower_ in _POINTING for c in words) and not any(
        c.dep_ in ("relcl", "acl") or c.lower_ in ("first", "second", "other", "next", "last", "previous", "new")
        for c in words
    )


def _restates(later: Event, earlier: Event) -> bool:
    return later.type == earlier.type and later.lemma[:5] == earlier.lemma[:5] and _may_share(later, earlier)


def _moves_pronoun(candidate: Candidate) -> bool:
    return candidate.predicate.is_verb and any(
        t.lower_ in ("them", "they", "it", "those")
        for t in (*candidate.predicate.patients, *candidate.predicate.agents)
    )


def _stood(candidate: Candidate, done: Sequence[Candidate]) -> tuple[PlaceRole, ...]:
    """Where the event before it in the same sentence has the forces."""
    last = next((c for c in reversed(done) if c.event.type in _FORCES), None)
    if last is None or last.predicate.token.sent != candidate.predicate.token.sent:
        return ()
    if not _may_share(candidate.event, last.event):
        return ()
    leaves = candidate.event.type == "RETREAT"
    held = [p for p in last.event.places if p.role in ("at", "to", "near")]
    return tuple(PlaceRole(p.toponym, "from" if leaves else p.role) for p in held)
