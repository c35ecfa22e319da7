"""What the scope analysis carries with it: whose words count, the status so far, and how operators compose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.negations import by_phrase, going_on, scarcity_of
from dateline.analyse.tense import BARE, Form, negation_in_group, operator, verb_form
from dateline.codebook import OperatorClass, operators
from dateline.model import Operator, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

COPULAS = frozenset({"be", "remain", "seem", "appear", "look", "become", "stay", "prove", "sound"})
POSITIVE = frozenset({"occurred", "ongoing", "planned", "likely", BARE})


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

    def reaches(self, token: Token) -> bool:
        """True where the walk may still ask the word."""
        return self.holds(token) or self.is_cue(token)


@dataclass(slots=True)
class Walk:
    """The way up from one trigger: the status so far and the words that made it, innermost first.

    `speech` is the first governing word whose subject vouches for the event ("demanded"), None where there is none.
    """

    scope: Scope
    status: str = BARE
    words: list[Operator] = field(default_factory=list)
    speech: Token | None = None

    def apply(self, kind: OperatorClass, token: Token) -> None:
        """Let an operator of a class govern what was found so far, and a modal on it weaken the outcome."""
        negation = negation_of(token)
        effect = kind.negative if negation is not None else kind.positive
        if kind.name == "prevent":
            effect = _prevented(token, negated=negation is not None)
        self.status = compose(effect, self.status, kind.name, negation is not None)
        self.words.append(operator(token, kind.name, effect))
        if negation is not None:
            self.words.append(operator(negation, "negation", effect))
        if kind.speech and self.speech is None:
            self.speech = token
        self._weaken(token)

    def _weaken(self, token: Token) -> None:
        """ "Might decide to send" is possible, not planned; "will continue to send" is planned, not under way."""
        if token.pos_ != "VERB" or self.status not in POSITIVE:
            return
        form = verb_form(token)
        weaker = ("planned", "likely", "proposed") if self.status in ("occurred", "ongoing") else ()
        if form.status in ("possible", "conditional", "unclear", *weaker):
            self.status = form.status
            self.words.extend(reversed(form.operators))

    def take(self, form: Form) -> None:
        """Let the form of a governing verb fill or limit what was found so far."""
        self.status = combine(form.status, self.status)
        self.words.extend(reversed(form.operators))

    def take_form_of(self, verb: Token) -> None:
        """Let the form of a governing verb fill or limit what was found so far."""
        self.take(verb_form(verb, reported_past=self.scope.reported))

    def mark(self, status: str, word: Token, kind: str) -> None:
        """Set the status by a word that leaves no choice: a condition, a question, "without"."""
        self.status = status
        self.words.append(operator(word, kind, status))

    def fill(self, status: str) -> None:
        """Set the status where nothing has set it yet."""
        if self.status == BARE:
            self.status = status

    def onward(self, head: Token) -> Token | None:
        """The word to go on from; None behind the cue, where the source's view ends."""
        return None if self.scope.is_cue(head) else head


def _prevented(word: Token, *, negated: bool) -> str:
    """What was prevented did not happen, what was not prevented did; a will or wish to prevent leaves it possible."""
    form = verb_form(word).status if word.pos_ == "VERB" else BARE
    if form in ("occurred", "ongoing"):
        return "denied"
    return "occurred" if negated and form == "denied" and not _has_modal(word) else "possible"


def _has_modal(verb: Token) -> bool:
    return any(c.tag_ == "MD" for c in verb.children)


def negation_of(word: Token) -> Token | None:
    """What negates an operator: its verb group, its determiner, the verb that only carries it."""
    if word.pos_ in ("VERB", "AUX"):
        return negation_in_group(word) or _scarce_subject(word)
    found = syntax.negation_of(word) or scarcity_of(word) or next(filter(None, map(going_on, word.children)), None)
    if found is None and word.head.lemma_ in COPULAS and word.dep_ in ("acomp", "attr", "oprd"):
        found = syntax.negation_of(word.head) or by_phrase(word.head) or by_phrase(word) or _phrase_before(word)
    if found is None and word.dep_ in ("dobj", "nsubjpass") and not _takes_negation(word.head):
        found = negation_in_group(word.head)
    return found


def _takes_negation(verb: Token) -> bool:
    """True for a verb whose negation is its own: "would not rule out the possibility" leaves the possibility."""
    kind = operator_class(verb)
    return kind is not None and kind.name in ("deny", "fail", "prevent")


def _scarce_subject(verb: Token) -> Token | None:
    subjects = (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass"))
    return next((few for c in subjects if (few := scarcity_of(c)) is not None), None)


def _phrase_before(adjective: Token) -> Token | None:
    """The "no" of "is by no means certain", where the phrase hangs on the verb."""
    words = adjective.doc[max(adjective.sent.start, adjective.i - 3) : adjective.i]
    return words[1] if words.text.lower() == "by no means" else None


def operator_class(token: Token, *, preposition: str = "") -> OperatorClass | None:
    """The operator class of a word, with its particle or preposition where that form is known; None for none.

    A participle behind "be" is taken as an adjective where it is known as one ("are done negotiating").
    """
    known = operators()
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX"):
        if (kind := _with_particle(token, lemma)) is not None:
            return kind
        if lemma == "have" and _has_to(token):
            return known.verbs["have to"]
        if token.lower_ == "done" and token.lower_ in known.adjectives and _behind_be(token):
            return known.adjectives[token.lower_]
        return known.verbs.get(f"{lemma} {preposition}") or known.verbs.get(lemma)
    if token.pos_ in ("NOUN", "PROPN"):
        behind = known.nouns.get(f"{token.head.lower_} {lemma}") if token.dep_ == "pobj" else None
        return behind or known.nouns.get(f"{lemma} {preposition}") or known.nouns.get(lemma)
    return known.adjectives.get(lemma) or known.adjectives.get(token.lower_)


def _with_particle(verb: Token, lemma: str) -> OperatorClass | None:
    """The class of a verb with its particle, its preposition or both: "ruled out", "came out against"."""
    known = operators().verbs
    small = [c for c in verb.children if c.dep_ in ("prt", "prep", "advmod")]
    pairs = (f"{lemma} {a.lower_} {b.lower_}" for a in small for b in small if a.i < b.i and b.dep_ == "prep")
    forms = [*pairs, *(f"{lemma} {c.lower_}" for c in small)]
    return next((known[form] for form in forms if form in known), None)


def _has_to(have: Token) -> bool:
    """True for "have to" where it is yet to be done; what somebody "had to" do was done, "will have to" do will be."""
    behind = any(c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children) for c in have.children)
    return behind and have.tag_ in ("VB", "VBP", "VBZ") and not _has_modal(have)


def _behind_be(token: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.lemma_ == "be" for c in token.children)


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
    if form == "denied" and status in POSITIVE:
        return "denied"
    return form if status in POSITIVE else status
