"""Constructions that say whether an event is so: what stands together with a verb, a preposition or a subject.

Each function recognises one construction in the parse; those that take the walk mark it and return True.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.scope import Walk, negation_of, operator_class
from dateline.analyse.tense import is_perfect_infinitive, opens_condition, phrase_ending_at, verb_form
from dateline.codebook import OperatorClass, operators

if TYPE_CHECKING:
    from spacy.tokens import Token

# Classes that tell how an event noun stands, as its passive verb or as the subject it is equated with.
STANCES = frozenset(
    {"plan", "goal", "promise", "want", "need", "possible", "hope", "fear", "warn", "likely", "belief", "evidence",
     "unlikely", "deny", "prevent", "cancel", "postpone", "imminent", "sure"}
)  # fmt: skip
_NAMING = frozenset({"call", "describe", "dismiss", "denounce", "dub", "brand", "label", "portray", "reject", "deride"})
_UNREAL = frozenset({"staged", "fake", "faked", "hoax", "fabrication", "fabricated", "fiction", "fictitious", "myth",
                     "invention", "invented", "imaginary", "nonexistent", "non-existent"})  # fmt: skip
_MAKING = frozenset({"make", "publish", "issue", "release", "spread", "write", "send", "receive", "file", "hear",
                     "read", "produce", "circulate", "carry", "run", "leak", "tell", "give", "cite"})  # fmt: skip


def is_content_clause(token: Token) -> bool:
    """True for a clause that the parser took for a relative one: "the rumour that the prince has defected"."""
    that = next((c for c in token.children if c.lower_ == "that" and c.i < token.i), None)
    kind = operators().nouns.get(token.head.lemma_.lower())
    known = token.head.lemma_.lower() in operators().content_nouns or (kind is not None and kind.name == "wrong")
    if that is not None and that.dep_ == "mark" and kind is not None and kind.positive != "keep":
        return True  # "the probability that it came from there"
    if that is None or not known:
        return False
    if not any(c.dep_ in ("nsubj", "nsubjpass") and c.i != that.i for c in token.children):
        return False
    return that.dep_ == "mark" or token.lemma_ not in _MAKING


def source_of(preposition: Token) -> Token | None:
    """The verb a "from" belongs to that hangs on its object: "stops aid from entering"."""
    noun = preposition.head
    if noun.dep_ != "dobj" or f"{noun.head.lemma_.lower()} {preposition.lower_}" not in operators().verbs:
        return None
    return noun.head


def unfulfilled(token: Token, head: Token, walk: Walk) -> bool:
    """Constructions of "be" and "have" with an infinitive that say that it has not come about, or only if.

    "Was to have met", "was due to have met", "have yet to visit", "were the fortress to fall".
    """
    if token.dep_ != "xcomp" or not is_infinitive(token):
        return False
    if head.lemma_ in ("be", "have"):
        late = ("yet", "still") if head.lemma_ == "have" else ("yet",)
        yet = next((c for t in (head, token) for c in t.children if c.lower_ in late and c.i < token.i), None)
        if yet is not None:
            walk.mark("denied", yet, "negation")
            return True
    if head.lemma_ == "be" and opens_condition(head, head):
        walk.mark("conditional", head, "condition")
        return True
    kind = operator_class(head)
    meant = head.lemma_ == "be" or (kind is not None and kind.name in ("plan", "need") and head.pos_ != "NOUN")
    past = head.tag_ == "VBD" or any(c.tag_ == "VBD" and c.lemma_ == "be" for c in (head.head, *head.children))
    if meant and past and is_perfect_infinitive(token):
        walk.mark("denied", head, "counterfactual")
        return True
    return False


def too_much(token: Token, head: Token, walk: Walk) -> bool:
    """ "Too tired to march": they did not."""
    too = next((c for c in head.children if c.dep_ == "advmod" and c.lower_ == "too"), None)
    if too is None or head.pos_ not in ("ADJ", "ADV") or not is_infinitive(token):
        return False
    walk.mark("denied", too, "negation")
    return True


def is_evidence(token: Token, verb: Token, walk: Walk) -> bool:
    """ "Pictures suggest that", "nothing indicates that", "no proof has emerged that"."""
    if token.dep_ != "ccomp" or verb.pos_ != "VERB" or token.i < verb.i:
        return False
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    kind = operator_class(subject) if subject is not None and subject.pos_ == "NOUN" else None
    telling = verb.lemma_ in ("suggest", "indicate", "imply", "hint")
    if subject is not None and telling and subject.lemma_.lower() in operators().evidence_subjects:
        walk.apply(operators().nouns["evidence"], verb)
        return True
    if subject is not None and kind is not None and kind.name in ("evidence", "fear", "hope") and not telling:
        walk.apply(kind, subject)
        return True
    return False


def is_called_unreal(verb: Token) -> bool:
    """True for verbs that say of their object that it is none: "called the attack staged", "dismissed it as a hoax"."""
    if verb.lemma_.lower() not in _NAMING:
        return False
    return any(word.lower_ in _UNREAL for word in syntax.complements_of(verb))


def is_taken_chance(kind: OperatorClass, noun: Token) -> bool:
    """ "Took the opportunity to", "seized the chance to": what was possible was done."""
    return kind.name == "possible" and noun.dep_ == "dobj" and noun.head.lemma_ in ("take", "seize", "use", "grab")


def predicate_of(be: Token, token: Token) -> Token | None:
    """The adjective or noun that a copula says of its subject, where that is not the token itself."""
    for child in be.children:
        if child.dep_ in ("acomp", "attr", "oprd") and child.i != token.i and child.pos_ not in ("VERB", "AUX", "PRON"):
            return child
    inner = next((c for c in be.children if c.dep_ == "xcomp" and c.lemma_ == "be" and c.i != token.i), None)
    return predicate_of(inner, token) if inner is not None else None


def stance_subject(be: Token) -> Token | None:
    """The subject that says what the predicate is to somebody: "the goal was a withdrawal", "the fear is that"."""
    subject = next((c for c in be.children if c.dep_ == "nsubj"), None)
    kind = operator_class(subject) if subject is not None and subject.pos_ == "NOUN" else None
    return subject if kind is not None and kind.name in STANCES else None


def condition_mark(verb: Token) -> Token | None:
    """The word that makes a clause a condition: "if", "as long as"; "once" before a main clause about the future."""
    for child in verb.children:
        if child.dep_ in ("mark", "advmod") and child.i < verb.i:
            if phrase_ending_at(child, operators().conditions):
                return child
            if verb.dep_ == "ROOT" and child.dep_ == "mark" and child.lower_ in operators().time_clauses:
                return child if any(c.dep_ == "ccomp" and is_open(c) for c in verb.children) else None
    return None


def is_open(verb: Token) -> bool:
    """True for a main clause about what may or will be."""
    return verb.pos_ in ("VERB", "AUX") and verb_form(verb).status in ("planned", "possible", "conditional", "proposed")


def is_infinitive(token: Token) -> bool:
    """True for a verb behind "to"."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def attempt_ends(noun: Token, word: Token, walk: Walk) -> bool:
    """How the attempt that an event is part of ends: "efforts to reach them failed", "the bid was successful"."""
    kind = operators().nouns.get(noun.lemma_.lower())
    if kind is None or kind.name != "attempt":
        return False
    known, lemma = operators(), word.lemma_.lower()
    negated = negation_of(word) is not None
    if lemma in known.failing or lemma in known.succeeding:
        walk.mark("denied" if (lemma in known.failing) != negated else "occurred", word, "attempt")
        return True
    return False


def take_predicate_phrase(be: Token, walk: Walk) -> None:
    """What "is under consideration", "is off the table", "is no longer in force" says of the subject."""
    known = operators().predicate_phrases
    phrase = next((c for c in be.children if c.dep_ == "prep" and words_of(c) in known), None)
    if phrase is None:
        return
    status, negation = known[words_of(phrase)], negation_of(be)
    if negation is None:
        walk.mark(status, phrase, "modal")
    elif status == "ongoing":
        walk.mark("denied", negation, "negation")


def words_of(preposition: Token) -> str:
    """A preposition with all that hangs on it, in lower case."""
    return " ".join(t.lower_ for t in preposition.subtree)


def says_without(preposition: Token) -> bool:
    """ "Without", "instead of", "in lieu of", "far from", "fell short of", "came close to" (but not "is close to")."""
    known, head = operators().without, preposition.head
    if preposition_of(preposition) in known or phrase_ending_at(preposition, known - {"close to", "way from"}):
        return True
    return f"{head.lower_} {preposition.lower_}" in known and head.i < preposition.i and head.dep_ != "acomp"


def preposition_of(token: Token) -> str:
    """The preposition; "ahead" for "ahead of", "instead of" whole."""
    if token.head.dep_ == "advmod" and token.head.lower_ == "ahead":
        return "ahead"
    before = next((c.lower_ for c in token.children if c.dep_ == "advmod" and c.i == token.i - 1), "")
    return f"{before} {token.lower_}".strip()


def first_of_gerunds(gerund: Token) -> Token | None:
    """The complement that a gerund goes on with, where the parser takes the second of a series for an adverbial.

    "Demands raising the wage, sacking the minister and scrapping the law": what is said of the first holds for all.
    """
    if gerund.tag_ != "VBG" or any(c.dep_ in ("mark", "nsubj", "aux") for c in gerund.children):
        return None
    before = [c for c in gerund.head.children if c.i < gerund.i and c.tag_ == "VBG" and c.dep_ in ("xcomp", "dobj")]
    between = gerund.doc[gerund.left_edge.i - 1]
    series = bool(before) and between.text == "," and before[-1].right_edge.i in (between.i, between.i - 1)
    goes_on = any(c.dep_ in ("conj", "cc") for c in gerund.children)
    return before[-1] if series and goes_on else None
