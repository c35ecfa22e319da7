"""What governs a clause, and what governs a noun that names an event: one step up the parse at a time.

Each function lets the word above act on the walk and returns the word to go on from, None where the view ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.scope import COPULAS, Walk, negation_of, operator_class
from dateline.analyse.tense import (
    BARE,
    Form,
    is_indicative,
    is_perfect_infinitive,
    opens_condition,
    operator,
    phrase_ending_at,
    verb_form,
)
from dateline.codebook import OperatorClass, operators

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = frozenset({"acl", "xcomp", "ccomp", "pcomp", "csubj", "csubjpass", "acomp", "oprd", "prep", "attr"})
_SETTLED = ("occurred", "ongoing", BARE)
# Nouns an infinitive may belong to although the verb stands between.
_SPLIT = frozenset({"plan", "promise", "want", "attempt", "need", "fail"})
# Classes that say something of a clause and nothing of an event noun beside them.
_CLAUSE_ONLY = frozenset({"wrong", "deliberate", "truth"})
# Classes that tell how an event noun stands, as its passive verb or as the subject it is equated with.
_STANCES = frozenset(
    {"plan", "goal", "promise", "want", "need", "possible", "hope", "fear", "warn", "likely", "belief", "evidence",
     "unlikely", "deny", "prevent", "cancel", "postpone", "imminent", "sure"}
)  # fmt: skip
_MAKING = frozenset({"make", "publish", "issue", "release", "spread", "write", "send", "receive", "file", "hear",
                     "read", "produce", "circulate", "carry", "run", "leak", "tell", "give", "cite"})  # fmt: skip


def step(token: Token, walk: Walk) -> Token | None:
    """Let the word above `token` act on the event."""
    head = token.head
    if head.i == token.i or not walk.scope.reaches(head):
        return None
    if token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ") and token.dep_ != "acomp":
        return _noun_step(token, head, walk)
    if token.dep_ == "relcl" and not _is_content_clause(token):
        walk.fill("ongoing")
        return None
    if token.dep_ == "conj":
        before = token.doc[max(token.left_edge.i - 1, 0)]
        if phrase_ending_at(before, operators().without):
            walk.mark("denied", before, "negation")
            return None
        return _finite_sibling(head) if walk.status != BARE else head
    if token.dep_ == "advcl":
        return _adverbial_step(token, head, walk)
    complement = token.dep_ in _COMPLEMENTS or token.dep_ == "relcl"
    return _complement_step(token, head, walk) if complement else None


def _is_content_clause(token: Token) -> bool:
    """True for a clause that the parser took for a relative one: "the rumour that the prince has defected"."""
    that = next((c for c in token.children if c.lower_ == "that" and c.i < token.i), None)
    kind = operators().nouns.get(token.head.lemma_.lower())
    known = token.head.lemma_.lower() in operators().content_nouns or (kind is not None and kind.name == "wrong")
    if that is None or not known:
        return False
    if not any(c.dep_ in ("nsubj", "nsubjpass") and c.i != that.i for c in token.children):
        return False
    return that.dep_ == "mark" or token.lemma_ not in _MAKING


def _finite_sibling(head: Token) -> Token:
    """What a finite clause is coordinated with: the nearest finite verb, where the parse hangs it on an infinitive."""
    while head.dep_ in ("xcomp", "advcl", "acl", "pcomp") and head.tag_ in ("VB", "VBG") and head.head.i != head.i:
        head = head.head
    return head


# ---------------------------------------------------------------- clauses


def _complement_step(token: Token, head: Token, walk: Walk) -> Token | None:
    preposition = ""
    if head.pos_ == "ADP" or head.dep_ == "prep":
        preposition = head.lower_
        if _says_without(head):
            walk.mark("denied", head, "negation")
            return None
        head = _source_of(head) or head.head
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
    return _govern(token, head, walk, preposition=preposition)


def _source_of(preposition: Token) -> Token | None:
    """The verb a "from" belongs to that hangs on its object: "stops aid from entering"."""
    noun = preposition.head
    if noun.dep_ != "dobj" or f"{noun.head.lemma_.lower()} {preposition.lower_}" not in operators().verbs:
        return None
    return noun.head


def _asks(mark: Token, clause: Token) -> bool:
    """True for "whether", and for the "if" of an object clause ("asked if", "do not know if")."""
    return mark.lower_ in operators().questions or (mark.lower_ == "if" and clause.dep_ == "ccomp")


def _govern(token: Token, head: Token, walk: Walk, *, preposition: str = "") -> Token | None:
    """Let a governing word act: its class, its negation, its own form."""
    if _unfulfilled(token, head, walk):
        return walk.onward(head)
    if _too_much(token, head, walk) or _is_evidence(token, head, walk):
        return walk.onward(head)
    kind = operators().verbs["plan"] if _is_periphrastic_future(token, head, walk) else None
    kind = kind or operator_class(head, preposition=preposition)
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
    if _is_taken_chance(kind, head):
        walk.take_form_of(head.head)
    elif kind.positive != "keep" or (kind.negative != "keep" and kind.name in ("truth", "force") and negation_of(head)):
        walk.apply(kind, head)
    elif walk.status == BARE or negation_of(head) is not None:
        walk.take_form_of(head)
    return walk.onward(head)


def _unfulfilled(token: Token, head: Token, walk: Walk) -> bool:
    """Constructions of "be" and "have" with an infinitive that say that it has not come about, or only if.

    "Was to have met", "was due to have met", "have yet to visit", "were the fortress to fall".
    """
    if token.dep_ != "xcomp" or not _is_infinitive(token):
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


def _too_much(token: Token, head: Token, walk: Walk) -> bool:
    """ "Too tired to march": they did not."""
    too = next((c for c in head.children if c.dep_ == "advmod" and c.lower_ == "too"), None)
    if too is None or head.pos_ not in ("ADJ", "ADV") or not _is_infinitive(token):
        return False
    walk.mark("denied", too, "negation")
    return True


def _is_evidence(token: Token, verb: Token, walk: Walk) -> bool:
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


def _is_taken_chance(kind: OperatorClass, noun: Token) -> bool:
    """ "Took the opportunity to", "seized the chance to": what was possible was done."""
    return kind.name == "possible" and noun.dep_ == "dobj" and noun.head.lemma_ in ("take", "seize", "use", "grab")


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
    word = _predicate_of(be, token) if token.dep_ != "attr" else _stance_subject(be)
    word = word or (_stance_subject(be) if token.dep_ == "ccomp" else None)
    kind = operator_class(word) if word is not None else None
    if word is not None and kind is not None and kind.positive != "keep":
        walk.apply(kind, word)
    return walk.onward(be)


def _predicate_of(be: Token, token: Token) -> Token | None:
    """The adjective or noun that a copula says of its subject, where that is not the token itself."""
    for child in be.children:
        if child.dep_ in ("acomp", "attr", "oprd") and child.i != token.i and child.pos_ not in ("VERB", "AUX", "PRON"):
            return child
    inner = next((c for c in be.children if c.dep_ == "xcomp" and c.lemma_ == "be" and c.i != token.i), None)
    return _predicate_of(inner, token) if inner is not None else None


def _stance_subject(be: Token) -> Token | None:
    """The subject that says what the predicate is to somebody: "the goal was a withdrawal", "the fear is that"."""
    subject = next((c for c in be.children if c.dep_ == "nsubj"), None)
    kind = operator_class(subject) if subject is not None and subject.pos_ == "NOUN" else None
    return subject if kind is not None and kind.name in _STANCES else None


def _govern_plainly(head: Token, walk: Walk, tells: bool) -> Token | None:
    """A verb of no class: its form fills what is bare; a reporting verb that is negated leaves the clause open."""
    negation = negation_of(head) if tells and walk.scope.is_cue(head) else None
    if negation is not None:
        walk.mark("unclear", negation, "negation")
    elif walk.status == BARE and head.pos_ == "VERB":
        walk.take_form_of(head)
    elif not tells and head.pos_ == "VERB" and walk.status in _SETTLED and (word := negation_of(head)) is not None:
        walk.mark("unclear", word, "negation")  # "is not said to be hiding"
    return walk.onward(head)


def _only_tells(kind: OperatorClass, walk: Walk) -> bool:
    """True where a verb of wishing or planning only tells a fact."""
    done = walk.status in ("occurred", "ongoing")
    return kind.name in ("want", "warn") or (kind.name in ("plan", "promise") and done)


def _marked_condition(verb: Token) -> bool:
    """True where the parser took an "if" clause for the main one: "Unless the siege ends the council will ..."."""
    return verb.dep_ == "ROOT" and condition_mark(verb) is not None


def condition_mark(verb: Token) -> Token | None:
    """The word that makes a clause a condition: "if", "as long as"; "once" before a main clause about the future."""
    for child in verb.children:
        if child.dep_ in ("mark", "advmod") and child.i < verb.i:
            if phrase_ending_at(child, operators().conditions):
                return child
            if verb.dep_ == "ROOT" and child.dep_ == "mark" and child.lower_ in operators().time_clauses:
                return child if any(c.dep_ == "ccomp" and _is_open(c) for c in verb.children) else None
    return None


def _adverbial_step(token: Token, head: Token, walk: Walk) -> Token | None:
    if _marked_clause(token, head, walk) or walk.status != BARE:
        return None
    infinitive = _is_infinitive(token)
    kind = operator_class(head)
    if (infinitive or _follows_closely(token, head)) and kind is not None and kind.positive != "keep":
        walk.apply(kind, head)
        return head
    if infinitive and kind is not None and kind.name == "force":
        return _govern(token, head, walk)
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
    if phrase_ending_at(mark, operators().without):
        walk.mark("denied", mark, "negation")
        return True
    if phrase_ending_at(mark, operators().conditions):
        walk.mark("denied" if walk.status == "denied" else "conditional", mark, "condition")
        return True
    if phrase_ending_at(mark, operators().time_clauses) and _is_open(head):
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
        return _subject_step(token, head, walk)
    if dep in ("dobj", "attr", "oprd", "dative"):
        return _object_step(token, head, walk)
    return None


def _prepositional_step(preposition: Token, walk: Walk) -> Token | None:
    """An event noun behind a preposition: "without war", "ahead of the talks", "the threat of war", "led to war"."""
    words, governor = preposition_of(preposition), preposition.head
    if _says_without(preposition):
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
    if (
        kind is None
        or kind.name == "fact"
        or kind.name in _CLAUSE_ONLY
        or (kind.name == "deny" and names_speech_act(token))
    ):
        return None
    return _govern_noun(head, kind, walk)


def names_speech_act(noun: Token) -> bool:
    """True for "demand", "offer", "threat": refusing one does not undo that it was made."""
    kind = operators().nouns.get(noun.lemma_.lower())
    return (kind is not None and kind.speech) or noun.lemma_.lower() in ("threat", "warning")


def _govern_noun(head: Token, kind: OperatorClass, walk: Walk) -> Token | None:
    """Let a word govern a noun that names an event; words that only bring it about lend it their tense."""
    denies = kind.name == "truth" and negation_of(head) is not None
    if denies or (kind.positive != "keep" and kind.name not in ("begin", "end")):
        walk.apply(kind, head)
    elif head.pos_ in ("VERB", "AUX"):
        walk.take_form_of(head)
    return walk.onward(head)


def _subject_step(token: Token, head: Token, walk: Walk) -> Token | None:
    """An event noun as subject: "war is possible", "fighting erupted", "a withdrawal is planned"."""
    if token.lemma_.lower() in operators().content_nouns:
        return _verdict_step(token, head, walk)
    if head.lemma_ in COPULAS and _attempt_ends(token, _predicate_of(head, token) or head, walk):
        return walk.onward(head)
    if head.lemma_ in COPULAS and (head.lemma_ == "be" or _predicate_of(head, token) is not None):
        return _predicated_step(token, head, walk)
    kind = operator_class(head)
    if _attempt_ends(token, head, walk):
        return walk.onward(head)
    if kind is not None and _tells_of_subject(token, head, kind):
        walk.apply(kind, head)
        return walk.onward(head)
    if kind is not None and kind.name in ("cause", "begin", "end"):
        walk.take_form_of(head)
        return head
    form = verb_form(head)
    if form.status in ("possible", "conditional", "planned"):
        walk.take(form)
    return head if form.status == BARE else None


def _attempt_ends(noun: Token, word: Token, walk: Walk) -> bool:
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


def _tells_of_subject(token: Token, verb: Token, kind: OperatorClass) -> bool:
    """True for a passive that says how its event stands: "is planned", "was called off", "is expected to begin"."""
    if kind.name not in _STANCES or not syntax.is_passive(verb):
        return False
    if kind.name in ("deny", "cancel") and names_speech_act(token):
        return False
    clauses = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > verb.i]
    return all(c.lemma_ in operators().happening and _is_infinitive(c) for c in clauses)


def _verdict_step(noun: Token, head: Token, walk: Walk) -> Token | None:
    """What is said of a report or claim goes for its clause: "is a lie", "turned out to be false", "was denied"."""
    word = _predicate_of(head, noun)
    kind = operator_class(word) if word is not None else operator_class(head)
    if kind is not None and kind.name in ("wrong", "open", "deny", "truth", "unlikely"):
        walk.apply(kind, word if word is not None else head)
    return head


def _predicated_step(token: Token, be: Token, walk: Walk) -> Token | None:
    """What is said of an event noun: "an attack is likely"; a judgement ("is unacceptable") leaves it a fact."""
    word = _predicate_of(be, token)
    kind = operator_class(word) if word is not None else None
    judges = kind is None or (kind.name in _CLAUSE_ONLY and (word is None or word.pos_ != "NOUN"))
    if word is not None and kind is not None and kind.positive != "keep" and not judges:
        walk.apply(kind, word)
    if walk.status == BARE and (phrase := _predicate_phrase(be)) is not None:
        walk.mark(operators().predicate_phrases[_words_of(phrase)], phrase, "modal")
    form = verb_form(be)
    if form.status not in (*_SETTLED, "denied"):
        walk.take(form)
    return be


def _predicate_phrase(be: Token) -> Token | None:
    """The preposition of "is under consideration", "is off the table"; None where it says nothing or is negated."""
    if syntax.negation_of(be) is not None:
        return None
    known = operators().predicate_phrases
    return next((c for c in be.children if c.dep_ == "prep" and _words_of(c) in known), None)


def _words_of(preposition: Token) -> str:
    return " ".join(t.lower_ for t in preposition.subtree)


def _says_without(preposition: Token) -> bool:
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
