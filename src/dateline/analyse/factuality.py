"""How far a source commits itself to an event: an analysis of scope over the parse.

From the trigger outwards every word that governs it is asked what it does to the event: its own tense, modal and
negation, then the verbs, nouns and adjectives above it ("no plans to send"), until the clause ends that the source
vouches for. The method follows the implicative signatures of Nairn, Condoravdi and Karttunen (2006) and the
source-relative factuality of Sauri and Pustejovsky (2012); the mapping to ten statuses is dateline's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.predicates import lemma_of
from dateline.analyse.tense import BARE, Form, is_indicative, negation_in_group, operator, verb_form
from dateline.codebook.operators import OperatorClass, operators
from dateline.model import Factuality, Operator, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

VALUES = {
    "occurred": (3.0, "CT+"), "ongoing": (3.0, "CT+"), "planned": (1.5, "PR+"), "likely": (2.0, "PR+"),
    "possible": (1.0, "PS+"), "unlikely": (-1.5, "PR-"), "denied": (-3.0, "CT-"), "conditional": (0.5, "Uu"),
    "proposed": (0.0, "Uu"), "unclear": (0.0, "Uu"),
}  # fmt: skip
_POSITIVE = frozenset({"occurred", "ongoing", "planned", "likely", BARE})
_FINITE_STOPS = frozenset({"relcl"})
_TEMPORAL = frozenset(
    {"after", "before", "since", "when", "while", "as", "because", "although", "though", "until", "once"}
)
MAX_STEPS = 14


@dataclass(frozen=True, slots=True)
class Scope:
    """What a source vouches for: the content spans of its statement (empty for the author), and the cue's spans.

    `cues` are where the walk applies the cue's own effect and ends; `direct` marks a quotation.
    """

    content: tuple[Span, ...] = ()
    cues: tuple[Span, ...] = ()
    direct: bool = False

    @property
    def reported(self) -> bool:
        """True where the content is told in the reporter's words, so that "would" stands for the speaker's "will"."""
        return bool(self.content) and not self.direct

    def holds(self, token: Token) -> bool:
        """True for a word inside what the source vouches for."""
        return not self.content or any(s.start <= token.idx < s.end for s in self.content)

    def is_cue(self, token: Token) -> bool:
        """True for a word of the statement's cue."""
        return any(s.start <= token.idx < s.end for s in self.cues)


@dataclass(slots=True)
class _Walk:
    """The status so far and the words that made it, innermost first."""

    status: str
    words: list[Operator] = field(default_factory=list)
    speech: Token | None = None

    def apply(self, kind: OperatorClass, token: Token, negation: Token | None) -> None:
        """Let an operator of a class govern what was found so far."""
        effect = kind.negative if negation is not None else kind.positive
        self.status = compose(effect, self.status, kind.name, negation is not None)
        self.words.append(operator(token, kind.name, effect))
        if negation is not None:
            self.words.append(operator(negation, "negation", effect))
        if kind.speech and self.speech is None:
            self.speech = token

    def take(self, form: Form) -> None:
        """Let the form of a governing verb fill or limit what was found so far."""
        self.status = combine(form.status, self.status)
        self.words.extend(reversed(form.operators))


def assess(trigger: Token, scope: Scope) -> tuple[Factuality, Token | None]:
    """The factuality of the event a word names, for the source whose scope is given.

    Returns:
        The factuality, and the word of a governing speech act ("demanded", "threatened") whose subject vouches for the
        event, None where there is none inside the scope.
    """
    walk = _start(trigger, scope)
    token = trigger
    for _ in range(MAX_STEPS):
        governor = _step(token, walk, scope)
        if governor is None:
            break
        token = governor
    _conditions(token, walk, scope)
    status = walk.status
    if token.dep_ == "ROOT" and token.sent.text.rstrip(" \"”'’").endswith("?"):
        status = "unclear"
        walk.words.append(operator(token.sent[-1], "question", "unclear"))
    if status == BARE:
        status = _verb_default(trigger) if trigger.pos_ in ("VERB", "AUX") else _noun_default(trigger)
    value, factbank = VALUES[status]
    return Factuality(value, factbank, status, tuple(reversed(walk.words))), walk.speech


def _start(trigger: Token, scope: Scope) -> _Walk:
    if trigger.pos_ in ("VERB", "AUX"):
        form = verb_form(trigger, reported_past=scope.reported)
        return _Walk(form.status, list(reversed(form.operators)))
    for child in (trigger, *trigger.children):
        effect = operators().noun_marks.get(child.lower_)
        if effect is not None and child.dep_ in ("amod", "det", "compound", "nmod") and child.i <= trigger.i:
            return _Walk(effect, [operator(child, "modifier", effect)])
    return _Walk(BARE)


def _step(token: Token, walk: _Walk, scope: Scope) -> Token | None:
    """Let the word above `token` act on the event; the word to go on from, None where the scope ends."""
    head = token.head
    if head.i == token.i or (not scope.holds(head) and not scope.is_cue(head)):
        return None
    dep = token.dep_
    if token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ") and dep not in ("acomp", "ROOT"):
        return _noun_step(token, head, walk, scope)
    if dep == "relcl":
        _fill(walk, "ongoing")
        return None
    if dep == "conj":
        return _finite_sibling(head) if walk.status != BARE else head
    if dep == "advcl":
        return _adverbial_step(token, head, walk)
    if dep in ("acl", "xcomp", "ccomp", "pcomp", "csubj", "csubjpass", "acomp", "oprd", "prep", "attr"):
        return _complement_step(token, head, walk, scope)
    return None


def _finite_sibling(head: Token) -> Token:
    """What a finite clause is coordinated with: the nearest finite verb, where the parse hangs it on an infinitive."""
    while head.dep_ in ("xcomp", "advcl", "acl", "pcomp") and head.tag_ in ("VB", "VBG") and head.head.i != head.i:
        head = head.head
    return head


def _complement_step(token: Token, head: Token, walk: _Walk, scope: Scope) -> Token | None:
    if head.pos_ == "ADP" or head.dep_ == "prep":
        if _preposition(head) in operators().without:
            walk.status = "denied"
            walk.words.append(operator(head, "negation", "denied"))
            return None
        head = head.head
        if not scope.holds(head) and not scope.is_cue(head):
            return None
    mark = next((c for c in token.children if c.dep_ == "mark" and c.lower_ in operators().questions), None)
    if mark is not None:
        walk.status = "unclear"
        walk.words.append(operator(mark, "question", "unclear"))
        return None
    reduced = not any(c.dep_ in ("aux", "auxpass", "mark", "nsubj") for c in token.children)
    if token.dep_ == "acl" and token.tag_ in ("VBN", "VBG") and reduced:
        _fill(walk, "occurred" if token.tag_ == "VBN" else "ongoing")
        return None
    return _govern(token, head, walk, scope)


def _govern(token: Token, head: Token, walk: _Walk, scope: Scope) -> Token | None:
    """Let a governing word act: its class, its negation, its own form."""
    kind = operator_class(head)
    to = (
        walk.status == BARE and token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    )
    if to and (head.lemma_ == "be" or (head.lemma_ == "go" and head.tag_ == "VBG")) and token.dep_ == "xcomp":
        kind = operators().verbs["plan"]  # "is to withdraw", "are going to meet"
    if token.i > head.i and _marked_condition(head):
        walk.take(Form("conditional", (operator(head, "condition", "conditional"),)))
        return None
    if (head.pos_ == "AUX" or head.lemma_ == "be") and kind is None:
        form = verb_form(head, reported_past=scope.reported)
        if form.status not in ("occurred", "ongoing", BARE) or walk.status == BARE:
            walk.take(form)
        _judging_adjective(token, head, walk)
        return None if scope.is_cue(head) else head
    states = token.pos_ in ("VERB", "AUX") and is_indicative(token)
    if kind is not None and head.pos_ == "VERB" and states and _tells(kind, walk):
        return None if scope.is_cue(head) else head  # "told them that he had left", "announced that it has sent"
    if kind is None and scope.is_cue(head) and states and (word := _negation(head)) is not None:
        walk.status = "unclear"
        walk.words.append(operator(word, "negation", "unclear"))
    if kind is None:
        if walk.status == BARE and head.pos_ == "VERB":
            walk.take(verb_form(head, reported_past=scope.reported))
        return None if scope.is_cue(head) else head
    negation = _negation(head)
    if kind.positive == "keep":
        if walk.status == BARE or negation is not None:
            walk.take(verb_form(head, reported_past=scope.reported))
    else:
        walk.apply(kind, head, negation)
        _governor_modal(head, walk)
    return None if scope.is_cue(head) else head


def _tells(kind: OperatorClass, walk: _Walk) -> bool:
    """True where a verb of wishing or planning only tells a fact."""
    return kind.name in ("want", "warn") or (
        kind.name in ("plan", "promise") and walk.status in ("occurred", "ongoing")
    )


def _judging_adjective(token: Token, be: Token, walk: _Walk) -> None:
    """What is said of a clause: "it is wrong to say that", "it is unlikely that"."""
    adjective = next((c for c in be.children if c.dep_ == "acomp" and c.i != token.i), None)
    kind = operator_class(adjective) if adjective is not None and token.dep_ != "attr" else None
    if adjective is not None and kind is not None and kind.positive != "keep":
        walk.apply(kind, adjective, _negation(adjective))


def _marked_condition(verb: Token) -> bool:
    """True where the parser took an "if" clause for the main one: "Unless the siege ends the council will ..."."""
    return verb.dep_ == "ROOT" and any(c.dep_ == "mark" and c.lower_ in operators().conditions for c in verb.children)


def _governor_modal(head: Token, walk: _Walk) -> None:
    """A modal on the governor weakens what it brings about: "might decide to send"."""
    if head.pos_ != "VERB":
        return
    form = verb_form(head)
    if form.status in ("possible", "conditional", "unclear") and walk.status in _POSITIVE:
        walk.status = form.status
        walk.words.extend(reversed(form.operators))


def _negation(head: Token) -> Token | None:
    if head.pos_ in ("VERB", "AUX"):
        return negation_in_group(head)
    found = syntax.negation_of(head)
    if found is None and head.head.lemma_ == "be" and head.dep_ in ("acomp", "attr"):
        found = syntax.negation_of(head.head)
    if found is None and head.dep_ == "dobj":
        found = negation_in_group(head.head)
    return found


def _adverbial_step(token: Token, head: Token, walk: _Walk) -> Token | None:
    mark = next((c for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i), None)
    if mark is not None and mark.lower_ in operators().conditions:
        if walk.status not in ("denied",):
            walk.status = "conditional"
        walk.words.append(operator(mark, "condition", "conditional"))
        return None
    if mark is not None and mark.lower_ in ("once", "when", "after", "until") and _is_open(head):
        walk.status = "conditional"
        walk.words.append(operator(mark, "time clause", "conditional"))
        return None
    if mark is not None and mark.lower_ in ("before", "until", "once") and walk.status == "ongoing":
        walk.status = "possible"
        walk.words.append(operator(mark, "time clause", "possible"))
    if walk.status != BARE:
        return None
    gerund = (
        token.tag_ == "VBG" and 0 < token.i - head.i <= 3 and not any(t.is_punct for t in token.doc[head.i : token.i])
    )
    if gerund or any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
        kind = operator_class(head)
        if kind is not None and kind.positive != "keep":
            walk.apply(kind, head, _negation(head))
            return head
    if any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
        noun = _split_noun(token, head)
        if noun is not None:
            walk.apply(operators().nouns[noun.lemma_.lower()], noun, syntax.negation_of(noun) or _negation(head))
            return None
        walk.status = "planned"
        return None
    walk.take(verb_form(head))
    return None if walk.status != BARE else head


def _is_open(verb: Token) -> bool:
    """True for a main clause about what may or will be."""
    return verb.pos_ in ("VERB", "AUX") and verb_form(verb).status in ("planned", "possible", "conditional", "proposed")


def _split_noun(token: Token, head: Token) -> Token | None:
    """The noun an infinitive belongs to though the verb stands between: "no decision has been made to deploy them"."""
    for child in head.children:
        kind = operators().nouns.get(child.lemma_.lower()) if child.dep_ in ("nsubjpass", "dobj", "nsubj") else None
        if kind is not None and kind.name in ("plan", "promise", "want", "attempt", "need", "fail"):
            return child
    return None


def _noun_step(token: Token, head: Token, walk: _Walk, scope: Scope) -> Token | None:
    dep = token.dep_
    if dep == "conj":
        return head
    if dep == "pobj":
        if _preposition(head) in operators().without:
            walk.status = "denied"
            walk.words.append(operator(head, "negation", "denied"))
            return None
        governor = head.head
        if walk.status == BARE and (effect := operators().prepositions.get(_preposition(head))) is not None:
            walk.status = effect
            walk.words.append(operator(head, "preposition", effect))
            if effect == "ongoing" and head.head.tag_ == "VBD":
                walk.status = "occurred"  # "during the talks he said"
            return None
        if not scope.holds(governor) and not scope.is_cue(governor):
            return None
        kind = operator_class(governor, preposition=head.lower_)
        if kind is not None and kind.name == "possible" and head.lower_ in ("about", "over", "at"):
            return None  # "concern about the build-up": the build-up is there
        if kind is None or (
            kind.name in ("cause", "fact") and governor.pos_ == "VERB" and not _carries(governor, head)
        ):
            return governor if governor.pos_ in ("NOUN", "ADP") and governor.dep_ == "pobj" and kind else None
        return _govern_noun(governor, kind, walk, scope)
    if dep in ("compound", "amod", "nmod", "poss"):
        kind = operators().nouns.get(head.lemma_.lower())
        return _govern_noun(head, kind, walk, scope) if kind is not None and dep == "compound" else None
    if dep in ("nsubj", "nsubjpass"):
        return _subject_step(token, head, walk, scope)
    if dep in ("dobj", "attr", "oprd", "dative"):
        kind = operator_class(head)
        if kind is not None and kind.name == "deny" and names_speech_act(token):
            return None
        if head.lemma_ == "be":
            return _govern(token, head, walk, scope) if token.dep_ == "attr" else None
        if kind is None or kind.name == "fact":
            return None
        return _govern_noun(head, kind, walk, scope)
    return None


def _preposition(token: Token) -> str:
    """The preposition; "ahead" for "ahead of", "instead of" whole."""
    if token.head.dep_ == "advmod" and token.head.lower_ == "ahead":
        return "ahead"
    before = next((c.lower_ for c in token.children if c.dep_ == "advmod" and c.i == token.i - 1), "")
    return f"{before} {token.lower_}".strip()


def names_speech_act(noun: Token) -> bool:
    """True for "demand", "offer", "threat": refusing one does not undo that it was made."""
    kind = operators().nouns.get(noun.lemma_.lower())
    return (kind is not None and kind.speech) or noun.lemma_.lower() in ("threat", "warning")


def _carries(verb: Token, preposition: Token) -> bool:
    """True where verb and preposition together bring the noun about: "led to", "engaged in"."""
    return f"{verb.lemma_.lower()} {preposition.lower_}" in operators().verbs


def _govern_noun(head: Token, kind: OperatorClass, walk: _Walk, scope: Scope) -> Token | None:
    """Let a word govern a noun that names an event; words that only bring it about lend it their tense."""
    if kind.positive == "keep" or kind.name in ("begin", "end"):
        if head.pos_ in ("VERB", "AUX"):
            walk.take(verb_form(head, reported_past=scope.reported))
        return None if scope.is_cue(head) else head
    walk.apply(kind, head, _negation(head))
    _governor_modal(head, walk)
    return None if scope.is_cue(head) else head


def _subject_step(token: Token, head: Token, walk: _Walk, scope: Scope) -> Token | None:
    """An event noun as subject: "war is possible", "fighting erupted", "a withdrawal could be included"."""
    if head.lemma_ == "be":
        adjective = next((c for c in head.children if c.dep_ in ("acomp", "attr")), None)
        kind = operator_class(adjective) if adjective is not None else None
        if adjective is not None and kind is not None and kind.positive != "keep" and kind.name != "wrong":
            walk.apply(kind, adjective, _negation(adjective))
        form = verb_form(head)
        if form.status not in ("occurred", "ongoing", "denied", BARE):
            walk.take(form)
        return head
    kind = operator_class(head)
    if kind is not None and kind.name in ("cause", "begin", "end"):
        walk.take(verb_form(head, reported_past=scope.reported))
        return head
    form = verb_form(head)
    if form.status in ("possible", "conditional", "planned"):
        walk.take(form)
    return head if form.status == BARE else None


def _conditions(token: Token, walk: _Walk, scope: Scope) -> None:
    """A condition anywhere above what was walked makes it conditional: "if fighting breaks out"."""
    if walk.status in ("denied", "conditional", "unclear"):
        return
    for word in _upwards(token):
        if not scope.holds(word):
            return
        if word.dep_ == "relcl":
            return
        if word.dep_ == "advcl" or word.dep_ == "ROOT":
            marks = [c for c in word.children if c.dep_ in ("mark", "advmod") and c.lower_ in operators().conditions]
            if marks and word.dep_ == "advcl":
                walk.status = "conditional"
                walk.words.append(operator(marks[0], "condition", "conditional"))
                return
        if word.pos_ in ("VERB", "AUX") and word.dep_ == "advcl":
            form = verb_form(word)
            if form.operators and form.operators[0].kind == "condition":
                walk.take(form)
                return


def _upwards(token: Token) -> Iterator[Token]:
    for _ in range(MAX_STEPS):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def _fill(walk: _Walk, status: str) -> None:
    if walk.status == BARE:
        walk.status = status


def _verb_default(verb: Token) -> str:
    """A form that nothing governs: a gerund is under way, a participle done, an infinitive meant."""
    return {"VBG": "ongoing", "VBN": "occurred"}.get(verb.tag_, "planned")


def _noun_default(noun: Token) -> str:
    """A noun nothing else is said of: under way where it names a state, else done."""
    return "ongoing" if lemma_of(noun) in operators().states else "occurred"


def operator_class(token: Token, *, preposition: str = "") -> OperatorClass | None:
    """The operator class of a word, with its particle or preposition where that form is known; None for none."""
    known = operators()
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX"):
        for child in token.children:
            if child.dep_ in ("prt", "prep") and (kind := known.verbs.get(f"{lemma} {child.lower_}")) is not None:
                return kind
        if preposition and (kind := known.verbs.get(f"{lemma} {preposition}")) is not None:
            return kind
        return known.verbs.get(lemma)
    if token.pos_ in ("NOUN", "PROPN"):
        return known.nouns.get(lemma)
    return known.adjectives.get(lemma) or known.adjectives.get(token.lower_)


def compose(effect: str, status: str, name: str, negated: bool) -> str:
    """The status of an event under an operator with `effect`, given its status inside."""
    if effect == "keep":
        return status
    if name in ("deny", "fail") and not negated and status == "denied":
        return "occurred" if name == "fail" else "possible"
    if effect in ("planned", "likely", "ongoing", "occurred"):
        if status == "denied":
            return "denied" if effect != "likely" else "unlikely"
        if status in ("possible", "unlikely", "conditional", "proposed"):
            return status
        return effect
    if effect == "possible" and status in ("unlikely", "conditional"):
        return status
    return effect


def combine(form: str, status: str) -> str:
    """The status of an event whose carrying verb has the status `form`."""
    if status == BARE:
        return form
    if form in (BARE, "occurred", "ongoing"):
        return status
    if form == "denied" and status in _POSITIVE:
        return "denied"
    return form if status in _POSITIVE else status
