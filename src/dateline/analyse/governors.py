"""What governs a clause, and what governs a noun that names an event: one step up the parse at a time.

Each function lets the word above act on the walk and returns the word to go on from, None where the view ends.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.constructions import (
    STANCES,
    attempt_ends,
    condition_mark,
    first_of_gerunds,
    is_called_unreal,
    is_content_clause,
    is_evidence,
    is_infinitive,
    is_open,
    is_taken_chance,
    predicate_of,
    preposition_of,
    says_without,
    source_of,
    stance_subject,
    take_predicate_phrase,
    too_much,
    unfulfilled,
)
from dateline.analyse.intensional import (
    asks_for_detail,
    brings_in,
    is_carried,
    is_only_meant,
    meant,
    plan_holding,
    undone_by,
    verb_of_ranked,
    wh_word,
)
from dateline.analyse.scope import COPULAS, Scope, Walk, negation_of, operator_class
from dateline.analyse.tense import (
    BARE,
    Form,
    is_indicative,
    operator,
    phrase_ending_at,
    verb_form,
)
from dateline.codebook import OperatorClass, operators

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = frozenset({"acl", "xcomp", "ccomp", "pcomp", "csubj", "csubjpass", "acomp", "oprd", "prep", "attr"})
# Verbs whose clause takes the base form for what is wished.
_WISHES = frozenset(
    {"demand", "insist", "propose", "recommend", "request", "require", "urge", "order", "command", "ask", "suggest"}
)
_SETTLED = ("occurred", "ongoing", BARE)
# What makes a clause one about the future, so that the time clause beside it has not come about either.
_OPEN = frozenset({"planned", "likely", "possible", "conditional", "proposed"})
_MAX_LEVELS = 6
_DONE_OR_NOT = ("occurred", "ongoing", "denied")
# Nouns an infinitive may belong to although the verb stands between.
_SPLIT = frozenset({"plan", "promise", "want", "attempt", "need", "fail"})
# Classes that say nothing of what a finite clause tells.
_TELLING = frozenset({"want", "warn", "need", "enable", "support", "against"})
# Classes that say something of a clause and nothing of an event noun beside them.
_CLAUSE_ONLY = frozenset({"wrong", "truth", "able", "eager"})
# Those that say it of a noun only where it brings in something new: "discussed a truce", not "discussed the truce".
_OF_NEW_THINGS = frozenset({"deliberate", "support", "against", "goal"})
# What somebody means to do; a noun for it is set in what is known by these: "their aim in this war".
_MEANT = frozenset({"goal", "plan", "want", "promise", "hope", "need"})
_PLACED = frozenset({"in", "at", "before"})
_DATED = frozenset({"during", "after", "since", "amid", "throughout"})


def step(token: Token, walk: Walk) -> Token | None:
    """Let the word above `token` act on the event."""
    head = token.head
    if head.i == token.i or not walk.scope.reaches(head):
        return None
    clause = token.dep_ == "acomp" or _is_missed_verb(token, head)
    if token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ") and not clause:
        return _noun_step(token, head, walk)
    if token.dep_ == "relcl" and not is_infinitive(token) and not is_content_clause(token):
        walk.fill("ongoing")
        return None
    if token.dep_ == "conj":
        before = token.doc[max(token.left_edge.i - 1, 0)]
        if phrase_ending_at(before, operators().without):
            walk.mark("denied", before, "negation")
            return None
        return _finite_sibling(head) if walk.status != BARE else head
    if token.dep_ == "advcl":
        first = first_of_gerunds(token)
        return step(first, walk) if first is not None else _adverbial_step(token, head, walk)
    complement = token.dep_ in _COMPLEMENTS or token.dep_ == "relcl" or _is_gerund_object(token)
    return _complement_step(token, head, walk) if complement else None


def _is_missed_verb(noun: Token, head: Token) -> bool:
    """True for a verb the tagger missed in a wished clause: "demanded that the army release them"."""
    kind = operator_class(head) if noun.dep_ == "ccomp" and noun.pos_ == "NOUN" else None
    return kind is not None and kind.name == "want" and any(c.dep_ == "mark" for c in noun.children)


def _is_gerund_object(token: Token) -> bool:
    """True for "done negotiating" and "through negotiating", where the parser takes the gerund for an object."""
    return token.tag_ == "VBG" and token.dep_ in ("dobj", "pobj")


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
        if says_without(head):
            walk.mark("denied", head, "negation")
            return None
        head = source_of(head) or head.head
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
    if is_infinitive(token) and (word := wh_word(token)) is not None and walk.status == BARE:
        walk.mark("possible", word, "question")  # "how to respond", "where to send them"
        return None
    return _govern(token, head, walk, preposition=preposition)


def _asks(mark: Token, clause: Token) -> bool:
    """True for "whether", and for the "if" of an object clause ("asked if", "do not know if")."""
    return mark.lower_ in operators().questions or (mark.lower_ == "if" and clause.dep_ == "ccomp")


def _govern(token: Token, head: Token, walk: Walk, *, preposition: str = "") -> Token | None:
    """Let a governing word act: its class, its negation, its own form."""
    if unfulfilled(token, head, walk) or too_much(token, head, walk) or is_evidence(token, head, walk):
        return walk.onward(head)
    if is_infinitive(token) and _by_infinitive(head, walk):
        return walk.onward(head)
    kind = operators().verbs["plan"] if _is_periphrastic_future(token, head, walk) else None
    kind = kind or operator_class(head, preposition=preposition)
    if token.i > head.i and _marked_condition(head):
        walk.take(Form("conditional", (operator(head, "condition", "conditional"),)))
        return None
    if kind is None and (head.pos_ == "AUX" or head.lemma_ == "be"):
        return _govern_by_be(token, head, walk)
    tells = token.pos_ in ("VERB", "AUX") and is_indicative(token)
    if walk.status == BARE and is_infinitive(token) and is_only_meant(head, kind):
        nothing = negation_of(head) if head.pos_ in ("NOUN", "PRON") else None
        walk.take(meant(head) if nothing is None else Form("denied", (operator(nothing, "negation", "denied"),)))
        return walk.onward(head)
    if not tells and walk.status == BARE and (plan := plan_holding(head)) is not None:
        walk.apply(plan[1], plan[0])
        return walk.onward(head)
    if kind is None:
        return _govern_plainly(head, walk, tells)
    if tells and head.pos_ == "VERB" and _only_tells(kind, walk) and not _is_wished(token, head, kind):
        return walk.onward(head)  # "told them that he had left", "announced that it has sent"
    if is_taken_chance(kind, head):
        walk.take_form_of(head.head)
    elif kind.positive != "keep" or (kind.negative != "keep" and kind.name in ("truth", "force") and negation_of(head)):
        walk.apply(kind, head)
    elif walk.status == BARE or negation_of(head) is not None:
        walk.take_form_of(head)
    return walk.onward(head)


def _by_infinitive(noun: Token, walk: Walk) -> bool:
    """A noun whose infinitive came to nothing ("the cancelled deal to lease them") or about ("had the courage to")."""
    undone = undone_by(noun) if noun.pos_ == "NOUN" else None
    if undone is not None:
        walk.mark("denied", undone, "modifier")
    elif walk.status == BARE and is_carried(noun):
        walk.take_form_of(noun.head)
    elif walk.status == BARE and (verb := verb_of_ranked(noun)) is not None:
        walk.take_form_of(verb)
    else:
        return False
    return True


def _is_periphrastic_future(token: Token, head: Token, walk: Walk) -> bool:
    """True for "is to withdraw" and "are going to meet"."""
    if walk.status != BARE or token.dep_ != "xcomp" or not is_infinitive(token):
        return False
    return head.lemma_ == "be" or (head.lemma_ == "go" and head.tag_ == "VBG")


def _govern_by_be(token: Token, be: Token, walk: Walk) -> Token | None:
    """ "It is wrong to say that", "it is unlikely that", "the steps are a threat"."""
    form = verb_form(be, reported_past=walk.scope.reported)
    if form.status not in _SETTLED or walk.status == BARE:
        walk.take(form)
    word = predicate_of(be, token) if token.dep_ != "attr" else stance_subject(be)
    word = word or (stance_subject(be) if token.dep_ == "ccomp" else None)
    kind = operator_class(word) if word is not None else None
    open_detail = kind is not None and kind.name == "open" and asks_for_detail(token)
    if word is not None and kind is not None and kind.positive != "keep" and not open_detail:
        walk.apply(kind, word)
    return walk.onward(be)


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


def _is_wished(token: Token, head: Token, kind: OperatorClass) -> bool:
    """True for the base form behind a past wish: "demanded that the rebels release them" tells no fact."""
    base = token.lower_ == token.lemma_.lower() and not any(c.dep_ in ("aux", "auxpass") for c in token.children)
    return kind.name == "want" and base and head.tag_ in ("VBD", "VBN") and head.lemma_.lower() in _WISHES


def _only_tells(kind: OperatorClass, walk: Walk) -> bool:
    """True where a verb of wishing or planning only tells a fact."""
    done = walk.status in ("occurred", "ongoing")
    return kind.name in _TELLING or (kind.name in ("plan", "promise") and done)


def _marked_condition(verb: Token) -> bool:
    """True where the parser took an "if" clause for the main one: "Unless the siege ends the council will ..."."""
    return verb.dep_ == "ROOT" and condition_mark(verb) is not None


def _adverbial_step(token: Token, head: Token, walk: Walk) -> Token | None:
    if _marked_clause(token, head, walk) or walk.status != BARE:
        return None
    infinitive = is_infinitive(token)
    kind = operator_class(head)
    purpose = infinitive and kind is not None and kind.name in _OF_NEW_THINGS  # "support them to ...", not "want to"
    if (infinitive or _follows_closely(token, head)) and kind is not None and kind.positive != "keep" and not purpose:
        walk.apply(kind, head)
        return head
    if infinitive and kind is not None and kind.name == "force":
        return _govern(token, head, walk)
    if infinitive:
        _purpose(token, head, walk)
        return None
    walk.take(verb_form(head))
    return None if walk.status != BARE else head


def _marked_clause(token: Token, head: Token, walk: Walk) -> bool:
    """What the word that opens an adverbial clause says of it; True where it settles the matter."""
    marks = [c for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i]
    if not marks:
        return False
    if len(marks) > 1 and phrase_ending_at(marks[1], operators().without):
        walk.mark("denied", marks[1], "negation")  # "rather than shell the suburb"
        return True
    mark = marks[0]
    word = mark.lower_
    if phrase_ending_at(mark, operators().without):
        walk.mark("denied", mark, "negation")
        return True
    if phrase_ending_at(mark, operators().conditions):
        walk.mark("denied" if walk.status == "denied" else "conditional", mark, "condition")
        return True
    if phrase_ending_at(mark, operators().time_clauses) and _is_yet_to_come(mark, token, head, walk.scope):
        walk.mark("conditional", mark, "time clause")
        return True
    if word in ("before", "until", "once") and walk.status == "ongoing":
        walk.mark("possible", mark, "time clause")
    return False


def _is_yet_to_come(mark: Token, clause: Token, main: Token, scope: Scope) -> bool:
    """True for a time clause beside what is open, by its own form or by all above it: "agreed to leave once ..."

    A past clause beside an infinitive may well tell of what was ("vowed to resign when he lost"), but not with "once".
    """
    if is_open(main):
        return not any(
            c.lower_ in ("have", "'ve") for c in main.children if c.dep_ == "aux"
        )  # "could have used it when"
    past = clause.tag_ == "VBD" or any(c.tag_ == "VBD" for c in clause.children if c.dep_ in ("aux", "auxpass"))
    return (not past or mark.lower_ in ("once", "until", "till")) and _outlook(main, scope) in _OPEN


def _outlook(verb: Token, scope: Scope) -> str:
    """How the clause stands that a time clause belongs to, all above it heard: "agreed to leave once ..." is open."""
    walk = Walk(scope)
    walk.take_form_of(verb)
    token: Token | None = verb
    for _ in range(_MAX_LEVELS):
        token = step(token, walk) if token is not None else None
    return walk.status


def _purpose(token: Token, head: Token, walk: Walk) -> None:
    """An infinitive of purpose is meant; one that belongs to a noun before the verb is that noun's.

    "No decision has been made to deploy them": the decision's. What the deed itself says is done: "marched to protest".
    """
    for child in head.children:
        kind = operators().nouns.get(child.lemma_.lower()) if child.dep_ in ("nsubjpass", "dobj", "nsubj") else None
        if kind is not None and kind.name in _SPLIT:
            walk.apply(kind, child)
            return
    if token.lemma_.lower() in operators().expressed:
        walk.take_form_of(head)
    else:
        walk.status = "planned"


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
        return _prepositional_step(token, head, walk)
    if dep == "compound":
        kind = operators().nouns.get(head.lemma_.lower())
        return _govern_noun(head, kind, walk) if kind is not None else None
    if dep in ("nsubj", "nsubjpass"):
        return _subject_step(token, head, walk)
    if dep in ("dobj", "attr", "oprd", "dative"):
        return _object_step(token, head, walk)
    return None


def _prepositional_step(token: Token, preposition: Token, walk: Walk) -> Token | None:
    """An event noun behind a preposition: "without war", "ahead of the talks", "the threat of war", "led to war"."""
    words, governor = preposition_of(preposition), preposition.head
    if says_without(preposition):
        walk.mark("denied", preposition, "negation")
        return None
    if walk.status == BARE and (effect := operators().prepositions.get(words)) is not None:
        if effect == "keep":
            return None
        past = effect == "ongoing" and governor.tag_ == "VBD"  # "during the talks he said"
        yet = effect == "ongoing" and governor.pos_ == "VERB" and is_open(governor)  # "will be settled during talks"
        walk.mark("planned" if yet else "occurred" if past else effect, preposition, "preposition")
        return None
    kind = operator_class(governor, preposition=preposition.lower_) if walk.scope.reaches(governor) else None
    about = preposition.lower_ in ("about", "over", "at")
    if kind is None or (kind.name in ("possible", "fear") and about and not brings_in(token)):
        return None  # "concern about the build-up": the build-up is there
    if kind.name in _OF_NEW_THINGS and not brings_in(token):
        return None
    if _sets_scene(preposition, kind) and not brings_in(token):
        return None
    if kind.name == "attempt" and preposition.lower_ in ("for", "at", "toward", "towards"):
        walk.fill("proposed")  # "the push for a boycott"
    carries = f"{governor.lemma_.lower()} {preposition.lower_}" in operators().verbs
    if kind.name in ("cause", "fact") and governor.pos_ == "VERB" and not carries:
        return None
    return _govern_noun(governor, kind, walk)


def _sets_scene(preposition: Token, kind: OperatorClass) -> bool:
    """True where a phrase only says when or where: "refused after the attack", "their aim in this war"."""
    placed = preposition.head.pos_ == "NOUN" and kind.name in _MEANT and preposition.lower_ in _PLACED
    return placed or preposition.lower_ in _DATED


def _object_step(token: Token, head: Token, walk: Walk) -> Token | None:
    if head.lemma_ == "be":
        return _govern(token, head, walk) if token.dep_ == "attr" else None
    if walk.status == BARE and brings_in(token, states=True) and (plan := plan_holding(head)) is not None:
        walk.apply(plan[1], plan[0])
        return walk.onward(head)
    if is_called_unreal(head) and not names_speech_act(token):
        return _govern_noun(head, replace(operators().verbs["deny"], name="verdict"), walk)
    kind = operators().verbs["want"] if head.lemma_.lower() in operators().sought else operator_class(head)
    if kind is not None and kind.name == "end" and head.pos_ == "VERB" and not brings_in(token, states=True):
        form = verb_form(head)
        walk.take(form if form.status in _DONE_OR_NOT else Form("ongoing"))  # "wants to end its mission": it goes on
        return walk.onward(head) if form.status in _DONE_OR_NOT else None
    if kind is not None and kind.name == "raise":
        return _govern_noun(head, kind, walk) if brings_in(token, states=True) else None
    if (
        kind is None
        or kind.name == "fact"
        or kind.name in _CLAUSE_ONLY
        or (kind.name in _OF_NEW_THINGS and not brings_in(token))
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
    if head.lemma_ in COPULAS and attempt_ends(token, predicate_of(head, token) or head, walk):
        return walk.onward(head)
    if head.lemma_ in COPULAS and (head.lemma_ == "be" or predicate_of(head, token) is not None):
        return _predicated_step(token, head, walk)
    kind = operator_class(head)
    if attempt_ends(token, head, walk):
        return walk.onward(head)
    if kind is not None and _tells_of_subject(token, head, kind):
        walk.apply(kind, head)
        return walk.onward(head)
    alone = not any(c.dep_ == "dobj" for c in head.children)  # "fighting erupted", not "the deployments will have"
    if kind is not None and kind.name == "end" and alone:  # what has not ended, or will end, goes on
        walk.mark("occurred" if verb_form(head).status == "occurred" else "ongoing", head, kind.name)
        return None
    if kind is not None and kind.name in ("cause", "begin") and alone:
        walk.take_form_of(head)
        return head
    form = verb_form(head)
    if form.status in ("possible", "conditional", "planned"):
        walk.take(form)
    return head if form.status == BARE else None


def _tells_of_subject(token: Token, verb: Token, kind: OperatorClass) -> bool:
    """True for a passive that says how its event stands: "is planned", "was called off", "is expected to begin"."""
    if kind.name not in STANCES or not syntax.is_passive(verb):
        return False
    if kind.name in ("deny", "cancel") and names_speech_act(token):
        return False
    clauses = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > verb.i]
    return all(c.lemma_ in operators().happening and is_infinitive(c) for c in clauses)


def _verdict_step(noun: Token, head: Token, walk: Walk) -> Token | None:
    """What is said of a report or claim goes for its clause: "is a lie", "turned out to be false", "was denied"."""
    word = predicate_of(head, noun)
    kind = operator_class(word) if word is not None else operator_class(head)
    if kind is not None and kind.name in ("wrong", "open", "deny", "truth", "unlikely"):
        walk.apply(kind, word if word is not None else head)
    return head


def _predicated_step(token: Token, be: Token, walk: Walk) -> Token | None:
    """What is said of an event noun: "an attack is likely"; a judgement ("is unacceptable") leaves it a fact."""
    word = predicate_of(be, token)
    kind = operator_class(word) if word is not None else None
    judges = kind is None or (kind.name in _CLAUSE_ONLY and (word is None or word.pos_ != "NOUN"))
    judges = judges or (kind is not None and kind.name == "want" and walk.status != BARE)  # "the decision is important"
    if word is not None and kind is not None and kind.positive != "keep" and not judges:
        walk.apply(kind, word)
    if walk.status == BARE:
        take_predicate_phrase(be, walk)
    form = verb_form(be)
    if form.status not in (*_SETTLED, "denied"):
        walk.take(form)
    return be
