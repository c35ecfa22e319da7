"""Which preposition phrases of a sentence say where an event is.

Those that hang on the event's own word come first, with any preposition that its type makes sense of. Then those that
only set the scene ("in", "near", "across"): on the nouns it is about, on the nouns and verbs it hangs on, and at the
front of the sentence, where one phrase holds for all coordinated clauses. The content of what is offered or demanded
lies where the offer's infinitive says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.parties import content_noun
from dateline.analyse.predicates import Predicate, lemma_of
from dateline.codebook import load_cues, triggers

if TYPE_CHECKING:
    from spacy.tokens import Token

SETTING = frozenset({"in", "at", "near", "across", "along", "on", "around", "inside", "outside", "throughout", "within",
                     "over", "off", "beside", "opposite", "during"})  # fmt: skip
# What is said, not done: what lies behind its object ("the treaty on forces in Europe") is its topic, no place of it.
SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "AGREE", "CONCEDE"})
TALK = SPEECH | {"CONSULT"}
_THROUGH = frozenset(
    {"of", "for", "in", "to", "during", "on", "after", "with", "by", "amid", "against", "into", "following"}
)
_COMPANY = frozenset({"with", "between", "against", "among", "by"})
_ABOUT = frozenset({"discuss", "debate", "review", "address", "raise", "discussion"})  # their objects are topics
_WIDE = frozenset({"across", "throughout", "within"})
_PATHS = frozenset({"to", "into", "from"})
_CARRIES = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "pobj", "conj", "compound", "nmod", "pcomp"})
_MAX_STEPS = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A preposition with its noun.

    `own` is True where it hangs on the event's word or its objects, `of_event` unless it is on an object alone.
    """

    preposition: str
    noun: Token
    own: bool
    of_event: bool = True


def own_phrases(predicate: Predicate) -> Iterator[Phrase]:
    """The phrases on the event's word, on its adverbs ("back to", "deep into") and on the objects of a verb."""
    for preposition, noun in predicate.obliques:
        yield Phrase(
            preposition, noun, own=True, of_event=not (predicate.is_verb and _follows(noun, predicate.patients))
        )
    yield from _of_adverbs(predicate.token)
    if not predicate.is_verb:
        yield from _of_clause_behind(predicate.token)
    things = [*predicate.patients, *(_shared(predicate.token) if predicate.is_verb else ())]
    for thing in things if lemma_of(predicate.token) not in _ABOUT else ():
        for preposition, noun in _of_noun(thing):
            yield Phrase(preposition, noun, own=True, of_event=False)
    for preposition, party in predicate.obliques:  # "clashes with police in Bihar"; not "with leaders across Asia"
        for nearer, noun in syntax.prepositional(party) if preposition in _COMPANY else ():
            if nearer in SETTING - _WIDE:
                yield Phrase(nearer, noun, own=True, of_event=False)


def setting_phrases(predicate: Predicate, *, spoken_of: bool) -> Iterator[Phrase]:
    """The scene-setting phrases on what the event hangs on, nearest first, and at the front of its sentence.

    `spoken_of` is True for deeds: where somebody talks of one is not where it is ("In Oslo they discussed the war").
    """
    token = predicate.token
    for agent in predicate.agents:  # "a blast in Quetta killed nine", "struck by a car in Lima"
        yield from (Phrase(p, n, own=False, of_event=False) for p, n in syntax.prepositional(agent) if p in SETTING)
    yield from _of_following(token)
    for _ in range(_MAX_STEPS):
        above = _carrier(token)
        if above is None:
            break
        if spoken_of and _is_talk(above):
            return
        if above.pos_ in ("VERB", "AUX"):
            yield from _on_verb(above, token)
        else:
            # Where a noun hangs on another by "of" or "on", what follows often belongs to it, whatever the parse says.
            yield from (
                Phrase(p, n, own=True) for p, n in _of_noun(above) if (p in SETTING or p in _PATHS) and n.i > token.i
            )
        token = above
    yield from _at_front(token)


def content_phrases(predicate: Predicate) -> Iterator[Phrase]:
    """The scene-setting phrases in the infinitive of what is offered, demanded or threatened."""
    for verb in _infinitives(predicate.token, _MAX_STEPS):
        yield from (Phrase(p, n, own=False) for p, n in syntax.prepositional(verb))
        for thing in syntax.objects_of(verb):
            yield from (Phrase(p, n, own=False) for p, n in _of_noun(thing) if p in SETTING)


def _infinitives(token: Token, depth: int) -> Iterator[Token]:
    """The infinitives that complete a word, and those that complete them: "an offer to allow officers to inspect"."""
    for child in token.children if depth else ():
        if child.dep_ in ("xcomp", "acl", "ccomp") and child.tag_ == "VB":
            yield child
            yield from _infinitives(child, depth - 1)


def _follows(noun: Token, things: Sequence[Token]) -> bool:
    """True for "condemned the attack in Paris": the phrase may belong to the object that it follows directly."""
    preposition = noun.left_edge.i - 1
    return any(thing.i < noun.i and thing.right_edge.i + 1 == preposition for thing in things)


def _shared(verb: Token) -> Iterator[Token]:
    """What coordinated verbs share, hung on the last of them: "shelled, stormed and burnt a village in Tigray"."""
    last = verb
    while not syntax.objects_of(last):
        following = next((c for c in last.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
        if following is None or any(c.dep_ in syntax.SUBJECTS for c in following.children):
            return
        last = following
    if last.i != verb.i:
        yield from syntax.objects_of(last)


def _of_following(verb: Token) -> Iterator[Phrase]:
    """The scene at the end of coordinated clauses of one kind: "two died and six were hurt in a blast in Lahore"."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and _types(verb) & _types(child):
            things = syntax.objects_of(child)
            for preposition, noun in syntax.prepositional(child):
                if preposition in SETTING and not _follows(noun, things):
                    yield Phrase(preposition, noun, own=False)


def _types(verb: Token) -> frozenset[str]:
    """The types of event that a verb can name by the vocabulary."""
    return frozenset(frame.type for frame in triggers().frames("VERB", lemma_of(verb)))


def _of_adverbs(token: Token) -> Iterator[Phrase]:
    for child in token.children:
        if child.dep_ in ("advmod", "prt"):
            yield from (Phrase(p, n, own=True) for p, n in syntax.prepositional(child))


def _of_clause_behind(noun: Token) -> Iterator[Phrase]:
    """Where the clause that tells of a noun is set: "talks held in Muscat", "the promise he gave at a summit"."""
    for clause in noun.children:
        told = clause.dep_ == "relcl" or (clause.dep_ == "acl" and clause.tag_ == "VBN")
        if told and not any(c.dep_ == "mark" for c in clause.children):  # "the claim that ..." has a content
            yield from (Phrase(p, n, own=True) for p, n in syntax.prepositional(clause) if p in SETTING)


def _of_noun(noun: Token) -> Iterator[tuple[str, Token]]:
    """The phrases on a noun, and on the noun that its "of" counts: "dozens of people in Basra"."""
    yield from syntax.prepositional(noun)
    counted = content_noun(noun)
    for _, inner in syntax.prepositional(noun, "of"):
        for preposition, place in syntax.prepositional(inner):
            if preposition == "to" or (preposition in SETTING and inner == counted):
                yield preposition, place


def _is_talk(verb: Token) -> bool:
    """True for verbs by which something is only talked of, by the vocabularies of cues and of events."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    cue = load_cues().get(lemma_of(verb), "verb")
    if cue is not None and cue.family in ("speech", "thought", "evidence"):
        return True
    types = _types(verb)
    return bool(types) and types <= TALK


def _carrier(token: Token) -> Token | None:
    """The word above that is about the same happening: the noun's verb, the noun an "of" belongs to, the main clause.

    A clause with a subject of its own, or what somebody says, is another happening.
    """
    head: Token = token.head
    if head.i == token.i:
        return None
    if token.dep_ == "pobj":
        return head.head if head.lower_ in _THROUGH and head.head.i != head.i else None
    if token.pos_ in ("VERB", "AUX"):
        return _verb_carrier(token, head)
    return head if token.dep_ in _CARRIES else None


def _verb_carrier(verb: Token, head: Token) -> Token | None:
    """The clause that a verb shares its subject with: "sailed to Bergen to load arms", "used tanks to shell"."""
    if any(c.dep_ in syntax.SUBJECTS for c in verb.children):
        return None
    shares = verb.dep_ in ("xcomp", "advcl") and head.pos_ in ("VERB", "AUX")
    return head if shares else None


def _on_verb(verb: Token, below: Token) -> Iterator[Phrase]:
    """The scene of a verb for what stands below it, without the phrase that this stands in itself."""
    for preposition, noun in syntax.prepositional(verb):
        if preposition.split(" ")[0] in SETTING and not _is_inside(below, noun):
            yield Phrase(preposition, noun, own=False)


def _is_inside(token: Token, noun: Token) -> bool:
    return noun.i == token.i or noun.is_ancestor(token)


def _at_front(token: Token) -> Iterator[Phrase]:
    """The phrases before the subject of the first of coordinated clauses: "In Homs, A did this and B did that"."""
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i and verb.dep_ != "relcl":
        verb = verb.head
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    subject = next((c for c in verb.children if c.dep_ in syntax.SUBJECTS), None)
    if subject is None or verb.i == token.i:
        return
    for child in verb.children:
        if child.dep_ == "prep" and child.i < subject.i and child.lower_ in SETTING:
            yield from (Phrase(p, n, own=False) for p, n in syntax.prepositional_one(child))
