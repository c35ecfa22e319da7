"""What governs a clause, and what governs a noun that names an event: one step up the parse at a time.

Each function lets the word above act on the walk and returns the word to go on from, None where the view ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.analyse.scope import Walk, negation_of, operator_class
from dateline.analyse.tense import BARE, Form, is_indicative, operator, verb_form
from dateline.codebook import OperatorClass, operators

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = frozenset({"acl", "xcomp", "ccomp", "pcomp", "csubj", "csubjpass", "acomp", "oprd", "prep", "attr"})
_SETTLED = ("occurred", "ongoing", BARE)
# Nouns an infinitive may belong to although the verb stands between.
_SPLIT = frozenset({"plan", "promise", "want", "attempt", "need", "fail"})


def step(token: Token, walk: Walk) -> Token | None:
    """Let the word above `token` act on the event."""
    head = token.head
    if head.i == token.i or not walk.scope.reaches(head):
        return None
    if token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ") and token.dep_ != "acomp":
        return _noun_step(token, head, walk)
    if token.dep_ == "relcl":
        walk.fill("ongoing")
        return None
    if token.dep_ == "conj":
        return _finite_sibling(head) if walk.status != BARE else head
    if token.dep_ == "advcl":
        return _adverbial_step(token, head, walk)
    return _complement_step(token, head, walk) if token.dep_ in _COMPLEMENTS else None


def _finite_sibling(head: Token) -> Token:
    """What a finite clause is coordinated with: the nearest finite verb, where the parse hangs it on an infinitive."""
    while head.dep_ in ("xcomp", "advcl", "acl", "pcomp") and head.tag_ in ("VB", "VBG") and head.head.i != head.i:
        head = head.head
    return head


# ---------------------------------------------------------------- clauses


def _complement_step(token: Token, head: Token, walk: Walk) -> Token | None:
    if head.pos_ == "ADP" or head.dep_ == "prep":
        if preposition_of(head) in operators().without:
            walk.mark("denied", head, "negation")
            return None
        head = head.head
        if not walk.scope.reaches(head):
            return None
    whether = next((c for c in token.children if c.dep_ == "mark" and _asks(c, token)), None)
    if whether is not None:
        walk.mark("unclear", whether, "question")
        return None
    reduced = not any(c.dep_ in ("aux", "auxpass", "mark", "nsubj") for c in token.children)
    if token.dep_ == "acl" and token.tag_ in ("VBN", "VBG") and reduced:
        walk.fill("occurred" if token.tag_ == "VBN" else "ongoing")
        return None
    return _govern(token, head, walk)


def _asks(mark: Token, clause: Token) -> bool:
    """True for "whether", and for the "if" of an object clause ("asked if", "do not know if")."""
    return mark.lower_ in operators().questions or (mark.lower_ == "if" and clause.dep_ == "ccomp")


def _govern(token: Token, head: Token, walk: Walk) -> Token | None:
    """Let a governing word act: its class, its negation, its own form."""
    kind = operators().verbs["plan"] if _is_periphrastic_future(token, head, walk) else operator_class(head)
    if token.i > head.i and _marked_condition(head):
        walk.take(Form("conditional", (operator(head, "condition", "conditional"),)))
        return None
    if kind is None and (head.pos_ == "AUX" or head.lemma_ == "be"):
        return _govern_by_be(token, head, walk)
    tells = token.pos_ in ("VERB", "AUX") and is_indicative(token)
    if kind is None:
        return _govern_plainly(head, walk, tells)
    if tells and head.pos_ == "VERB" and _only_tells(kind, walk):
        return walk.onward(head)  # "told them that he had left", "announced that it has sent"
    if kind.positive != "keep":
        walk.apply(kind, head)
    elif walk.status == BARE or negation_of(head) is not None:
        walk.take_form_of(head)
    return walk.onward(head)


def _is_periphrastic_future(token: Token, head: Token, walk: Walk) -> bool:
    """True for "is to withdraw" and "are going to meet"."""
    if walk.status != BARE or token.dep_ != "xcomp" or not _is_infinitive(token):
        return False
    return head.lemma_ == "be" or (head.lemma_ == "go" and head.tag_ == "VBG")


def _govern_by_be(token: Token, be: Token, walk: Walk) -> Token | None:
    """ "It is wrong to say that", "it is unlikely that", "the steps are a threat"."""
    form = verb_form(be, reported_past=walk.scope.reported)
    if form.status not in _SETTLED or walk.status == BARE:
        walk.take(form)
    adjective = next((c for c in be.children if c.dep_ == "acomp" and c.i != token.i), None)
    kind = operator_class(adjective) if adjective is not None and token.dep_ != "attr" else None
    if adjective is not None and kind is not None and kind.positive != "keep":
        walk.apply(kind, adjective)
    return walk.onward(be)


def _govern_plainly(head: Token, walk: Walk, tells: bool) -> Token | None:
    """A verb of no class: its form fills what is bare; a reporting verb that is negated leaves the clause open."""
    negation = negation_of(head) if tells and walk.scope.is_cue(head) else None
    if negation is not None:
        walk.mark("unclear", negation, "negation")
    elif walk.status == BARE and head.pos_ == "VERB":
        walk.take_form_of(head)
    return walk.onward(head)


def _only_tells(kind: OperatorClass, walk: Walk) -> bool:
    """True where a verb of wishing or planning only tells a fact."""
    done = walk.status in ("occurred", "ongoing")
    return kind.name in ("want", "warn") or (kind.name in ("plan", "promise") and done)


def _marked_condition(verb: Token) -> bool:
    """True where the parser took an "if" clause for the main one: "Unless the siege ends the council will ..."."""
    return verb.dep_ == "ROOT" and any(c.dep_ == "mark" and c.lower_ in operators().conditions for c in verb.children)


def _adverbial_step(token: Token, head: Token, walk: Walk) -> Token | None:
    if _marked_clause(token, head, walk) or walk.status != BARE:
        return None
    infinitive = _is_infinitive(token)
    kind = operator_class(head)
    if (infinitive or _follows_closely(token, head)) and kind is not None and kind.positive != "keep":
        walk.apply(kind, head)
        return head
    if infinitive:
        _purpose(head, walk)
        return None
    walk.take(verb_form(head))
    return None if walk.status != BARE else head


def _marked_clause(token: Token, head: Token, walk: Walk) -> bool:
    """What the word that opens an adverbial clause says of it; True where it settles the matter."""
    mark = next((c for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i), None)
    if mark is None:
        return False
    word = mark.lower_
    if word in operators().conditions:
        walk.mark("denied" if walk.status == "denied" else "conditional", mark, "condition")
        return True
    if word in ("once", "when", "after", "until") and _is_open(head):
        walk.mark("conditional", mark, "time clause")
        return True
    if word in ("before", "until", "once") and walk.status == "ongoing":
        walk.mark("possible", mark, "time clause")
    return False


def _is_open(verb: Token) -> bool:
    """True for a main clause about what may or will be."""
    return verb.pos_ in ("VERB", "AUX") and verb_form(verb).status in ("planned", "possible", "conditional", "proposed")


def _purpose(head: Token, walk: Walk) -> None:
    """An infinitive of purpose is meant; one that belongs to a noun before the verb is that noun's.

    "No decision has been made to deploy them": the decision's.
    """
    for child in head.children:
        kind = operators().nouns.get(child.lemma_.lower()) if child.dep_ in ("nsubjpass", "dobj", "nsubj") else None
        if kind is not None and kind.name in _SPLIT:
            walk.apply(kind, child)
            return
    walk.status = "planned"


def _is_infinitive(token: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def _follows_closely(gerund: Token, head: Token) -> bool:
    """True for a gerund right behind its verb, which the parser may call adverbial: "ruled out sending"."""
    if gerund.tag_ != "VBG" or not 0 < gerund.i - head.i <= 3:
        return False
    return not any(t.is_punct for t in gerund.doc[head.i : gerund.i])


# ---------------------------------------------------------------- nouns that name events


def _noun_step(token: Token, head: Token, walk: Walk) -> Token | None:
    dep = token.dep_
    if dep == "conj":
        return head
    if dep == "pobj":
        return _prepositional_step(head, walk)
    if dep == "compound":
        kind = operators().nouns.get(head.lemma_.lower())
        return _govern_noun(head, kind, walk) if kind is not None else None
    if dep in ("nsubj", "nsubjpass"):
        return _subject_step(head, walk)
    if dep in ("dobj", "attr", "oprd", "dative"):
        return _object_step(token, head, walk)
    return None


def _prepositional_step(preposition: Token, walk: Walk) -> Token | None:
    """An event noun behind a preposition: "without war", "ahead of the talks", "the threat of war", "led to war"."""
    words, governor = preposition_of(preposition), preposition.head
    if words in operators().without:
        walk.mark("denied", preposition, "negation")
        return None
    if walk.status == BARE and (effect := operators().prepositions.get(words)) is not None:
        past = effect == "ongoing" and governor.tag_ == "VBD"  # "during the talks he said"
        walk.mark("occurred" if past else effect, preposition, "preposition")
        return None
    kind = operator_class(governor, preposition=preposition.lower_) if walk.scope.reaches(governor) else None
    if kind is None or (kind.name in ("possible", "fear") and preposition.lower_ in ("about", "over", "at")):
        return None  # "concern about the build-up": the build-up is there
    carries = f"{governor.lemma_.lower()} {preposition.lower_}" in operators().verbs
    if kind.name in ("cause", "fact") and governor.pos_ == "VERB" and not carries:
        return None
    return _govern_noun(governor, kind, walk)


def _object_step(token: Token, head: Token, walk: Walk) -> Token | None:
    if head.lemma_ == "be":
        return _govern(token, head, walk) if token.dep_ == "attr" else None
    kind = operator_class(head)
    if kind is None or kind.name == "fact" or (kind.name == "deny" and names_speech_act(token)):
        return None
    return _govern_noun(head, kind, walk)


def names_speech_act(noun: Token) -> bool:
    """True for "demand", "offer", "threat": refusing one does not undo that it was made."""
    kind = operators().nouns.get(noun.lemma_.lower())
    return (kind is not None and kind.speech) or noun.lemma_.lower() in ("threat", "warning")


def _govern_noun(head: Token, kind: OperatorClass, walk: Walk) -> Token | None:
    """Let a word govern a noun that names an event; words that only bring it about lend it their tense."""
    if kind.positive != "keep" and kind.name not in ("begin", "end"):
        walk.apply(kind, head)
    elif head.pos_ in ("VERB", "AUX"):
        walk.take_form_of(head)
    return walk.onward(head)


def _subject_step(head: Token, walk: Walk) -> Token | None:
    """An event noun as subject: "war is possible", "fighting erupted", "a withdrawal could be included"."""
    if head.lemma_ == "be":
        return _predicated_step(head, walk)
    kind = operator_class(head)
    if kind is not None and kind.name in ("cause", "begin", "end"):
        walk.take_form_of(head)
        return head
    form = verb_form(head)
    if form.status in ("possible", "conditional", "planned"):
        walk.take(form)
    return head if form.status == BARE else None


def _predicated_step(be: Token, walk: Walk) -> Token | None:
    """What is said of an event noun: "an attack is likely"; a judgement ("is unacceptable") leaves it a fact."""
    adjective = next((c for c in be.children if c.dep_ in ("acomp", "attr")), None)
    kind = operator_class(adjective) if adjective is not None else None
    if adjective is not None and kind is not None and kind.positive != "keep" and kind.name != "wrong":
        walk.apply(kind, adjective)
    form = verb_form(be)
    if form.status not in (*_SETTLED, "denied"):
        walk.take(form)
    return be


def preposition_of(token: Token) -> str:
    """The preposition; "ahead" for "ahead of", "instead of" whole."""
    if token.head.dep_ == "advmod" and token.head.lower_ == "ahead":
        return "ahead"
    before = next((c.lower_ for c in token.children if c.dep_ == "advmod" and c.i == token.i - 1), "")
    return f"{before} {token.lower_}".strip()
