"""Who does what a noun names: possessors, modifiers, "by ...", "at the hands of ...", and clauses around the noun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.analyse import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

# "at the hands of the army", "on the part of Chad", "in the name of": the party stands two nouns down.
_BY_WAY_OF = {"hand": ("at",), "part": ("on",)}
_GIVING = frozenset({"give", "make", "take", "hold", "issue", "pose", "launch", "carry", "commit", "wage", "impose"})
_BLAMING = frozenset({"blame", "accuse", "condemn", "suspect", "indict", "charge", "convict", "arrest", "try"})
_UTTERANCES = frozenset(
    {"rebuke", "demand", "request", "appeal", "warning", "threat", "offer", "proposal", "pledge", "promise",
     "criticism", "complaint", "call", "assurance", "condemnation", "accusation", "allegation", "praise",
     "support", "apology", "sanction", "attack", "pressure", "fire", "aid", "assistance", "help"}
)  # fmt: skip
_FOUGHT_IN = frozenset({"war", "conflict", "crisis"})  # "the Chad war" is fought there; "a Chadian strike" is Chad's
_SUFFERED_BY = frozenset({"invasion", "occupation"})  # "the Chad invasion", where "of" names nobody else
_UNDERGONE = frozenset(
    {"arrest", "detention", "imprisonment", "incarceration", "conviction", "sentencing", "indictment", "impeachment",
     "removal", "ouster", "overthrow", "dismissal", "sacking", "expulsion", "deportation", "extradition",
     "assassination", "murder", "killing", "execution", "poisoning", "beheading", "kidnapping", "abduction", "capture",
     "release", "acquittal", "torture", "death", "interrogation", "prosecution", "persecution", "hanging", "lynching"}
)  # fmt: skip
_SUFFERED = frozenset({"casualty", "fatality", "death", "dead", "toll", "loss"})  # whoever has them, a state too
_COUNTED = frozenset({"toll", "count", "figure", "rate"})  # "the Chadian death toll": what counts them has the modifier
_GATHERINGS = frozenset({"meeting", "summit", "talk", "negotiation", "visit", "conversation", "consultation"})
_TOGETHER = frozenset({"partnership", "cooperation", "coordination", "collaboration", "concert", "conjunction",
                       "consultation", "alliance", "solidarity"})  # fmt: skip


def undergoing_owner(noun: Token) -> tuple[Token, ...]:
    """Whom what a noun names is done to, where that is its possessor: "the editor's arrest", "the Palme murder".

    Nouns of verbs that change who undergoes them (Grimshaw 1990). With a complement of its own the possessor acts
    ("the army's arrest of editors"), and so does a country or body, but where it has the dead: "Chadian casualties".
    """
    if noun.lemma_.lower() in _SUFFERED and (bereaved := _bereaved(noun)):
        return bereaved
    if noun.lemma_.lower() not in _UNDERGONE or any(True for _ in syntax.prepositional(noun, "of")):
        return ()
    for child in noun.children:
        before = child.dep_ == "poss" or (child.dep_ in ("compound", "nmod") and child.ent_type_ == "PERSON")
        if before and child.i < noun.i and child.ent_type_ not in ("GPE", "ORG", "NORP", "DATE", "TIME"):
            return tuple(syntax.coordinated(child))
    return ()


def _bereaved(noun: Token) -> tuple[Token, ...]:
    """Whose dead they are: the party before the noun, or before the noun that counts them."""
    counts = noun.dep_ in ("compound", "nmod") and noun.head.lemma_.lower() in _COUNTED
    for word in (noun, noun.head) if counts else (noun,):
        for child in word.children:
            before = child.dep_ in ("poss", "amod", "compound", "nmod") and child.i < noun.i
            if before and child.ent_type_ not in ("DATE", "TIME") and _names_party(child):
                return tuple(syntax.coordinated(child))
    return ()


def noun_agents(noun: Token) -> tuple[Token, ...]:
    """Who does what the noun names: its possessor, its relational adjective, "by ...", "between ... and ..."."""
    undergoing = undergoing_owner(noun)
    for child in noun.children:
        if child.dep_ == "poss" and child.ent_type_ not in ("DATE", "TIME") and child not in undergoing:
            return tuple(syntax.coordinated(child))
    giver = _giver(noun)
    if giver is not None:
        return tuple(syntax.coordinated(giver))
    for preposition, name in syntax.prepositional(noun, "by", "between", "from", "among"):
        if preposition != "from" or name.pos_ == "PROPN" or noun.lemma_.lower() in _UTTERANCES:
            return tuple(n for p, n in syntax.prepositional(noun, preposition))
    behind = tuple(agents_by_way_of(noun))
    if behind:
        return behind
    blamed = _blamed_for(noun)
    if blamed is not None:
        return tuple(syntax.coordinated(blamed))
    before = [
        c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.i < noun.i and c not in undergoing
    ]
    invaded = noun.lemma_.lower() in _SUFFERED_BY and not any(True for _ in syntax.prepositional(noun, "of"))
    if noun.lemma_.lower() in _FOUGHT_IN or invaded:
        before = [c for c in before if not _names_scene(c)]
    named = tuple(c for c in before if _names_party(c)) or tuple(a for c in before for a in _in_compound(c))
    return tuple(t for c in named for t in (*_paired(c), c))


def _paired(word: Token) -> tuple[Token, ...]:
    """The other party of a pair that a hyphen joins: NATO in "the NATO-Chad meeting"."""
    doc = word.doc
    hyphen, other = (doc[word.i - 1], doc[word.i - 2]) if word.i > 1 else (word, word)
    glued = hyphen.text in ("-", "–") and hyphen.idx + 1 == word.idx and other.idx + len(other.text) == hyphen.idx
    return (other,) if glued and _names_party(other) else ()


def agents_by_way_of(token: Token) -> Iterator[Token]:
    """Who is named as "at the hands of the army" or "on the part of Chad" names them."""
    for preposition, noun in syntax.prepositional(token):
        if preposition in _BY_WAY_OF.get(noun.lemma_.lower(), ()):
            yield from (n for _, n in syntax.prepositional(noun, "of"))


def _in_compound(word: Token) -> tuple[Token, ...]:
    """The party inside a participle or modifier before a noun: "US-led strikes", "U.S. troop deployments"."""
    if word.dep_ == "nmod" and word.tag_ != "VBN":
        return ()  # "a Nordic and coastal patrol and a fund" are two things
    kinds = ("npadvmod", "compound", "nmod", "amod")
    return tuple(c for c in word.children if c.dep_ in kinds and c.i < word.i and _names_party(c))


def _blamed_for(noun: Token) -> Token | None:
    """Whose act it is said to be: "blamed the army for the deaths", "air strikes attributed to Chad"."""
    if noun.dep_ == "pobj" and noun.head.lower_ in ("for", "of"):
        found = syntax.blamed_by(noun.head)
        if found is not None and noun.head.head.lemma_.lower() in _BLAMING:
            return found
    for child in noun.children:
        if child.dep_ == "acl" and child.lemma_.lower() in ("attribute", "ascribe", "blame"):
            return next((n for _, n in syntax.prepositional(child, "to", "on")), None)
    return None


def _giver(noun: Token) -> Token | None:
    """Who the clause behind or above a noun says it is of: "commitments he gave", "Chad is a threat"."""
    for child in noun.children:
        if child.dep_ in ("relcl", "acl") and (maker := syntax.by_agent(child)) is not None:
            return maker  # "provocations carried out by militants", "sanctions that were adopted by Chad"
        if child.dep_ == "relcl" and child.lemma_.lower() in _GIVING:
            return next((c for c in child.children if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")), None)
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        subject = syntax.subject_of(noun.head)
        return subject if subject is not None and subject.pos_ != "PRON" else None
    return None


def misplaced_makers(noun: Token) -> tuple[Token, ...]:
    """The makers in a relative clause that the parser hung on a later noun of another number.

    "The decisions to impose sanctions on Chad, which were adopted by Norway": a plural verb is not Chad's.
    """
    if noun.tag_ not in ("NNS", "NNPS"):
        return ()
    for token in noun.sent[noun.i - noun.sent.start + 1 :]:
        plural = any(c.dep_ == "auxpass" and c.lower_ in ("were", "are") for c in token.children)
        if token.dep_ == "relcl" and plural and token.head.tag_ in ("NNP", "NN") and token.head.i > noun.i:
            maker = syntax.by_agent(token)
            return tuple(syntax.coordinated(maker)) if maker is not None else ()
    return ()


def attending_agents(noun: Token) -> tuple[Token, ...]:
    """Who takes part in what a clause is set in: "during a meeting with Duda, Zelenskyy said": Zelenskyy."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in ("during", "after", "following", "at", "before", "in"):
        return ()
    with_whom = any(True for _ in syntax.prepositional(noun, "with"))
    known = _TOGETHER if preposition.lower_ == "in" else _GATHERINGS
    if noun.lemma_.lower() not in known and (preposition.lower_ == "in" or not with_whom):
        return ()
    verb = preposition.head
    if verb.pos_ not in ("VERB", "AUX") or (preposition.lower_ == "in" and not with_whom):
        return ()
    subject = syntax.by_agent(verb) if syntax.is_passive(verb) else syntax.subject_of(verb)
    return tuple(syntax.coordinated(subject)) if subject is not None else ()


def _names_scene(token: Token) -> bool:
    """True for a country's own name; its adjective and its initials ("the U.S. war") say whose war it is."""
    plain = token.pos_ == "PROPN" and token.ent_type_ in ("GPE", "LOC", "FAC", "EVENT")
    return plain and not token.text.replace(".", "").isupper()


def _names_party(token: Token) -> bool:
    acronym = token.text.isupper() and len(token.text) > 1 and token.pos_ == "NOUN"
    return token.ent_type_ in ("NORP", "GPE", "ORG", "PERSON") or token.pos_ == "PROPN" or acronym
