"""What the scope analysis carries with it: whose words count, the status so far, and how operators compose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.tense import BARE, Form, negation_in_group, operator, verb_form
from dateline.codebook import OperatorClass, operators
from dateline.model import Operator, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

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
        self.status = compose(effect, self.status, kind.name, negation is not None)
        self.words.append(operator(token, kind.name, effect))
        if negation is not None:
            self.words.append(operator(negation, "negation", effect))
        if kind.speech and self.speech is None:
            self.speech = token
        self._weaken(token)

    def _weaken(self, token: Token) -> None:
        """ "Might decide to send" is possible, not planned."""
        if token.pos_ != "VERB" or self.status not in POSITIVE:
            return
        form = verb_form(token)
        if form.status in ("possible", "conditional", "unclear"):
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


def negation_of(word: Token) -> Token | None:
    """What negates an operator: its verb group, its determiner, the verb that only carries it."""
    if word.pos_ in ("VERB", "AUX"):
        return negation_in_group(word)
    found = syntax.negation_of(word)
    if found is None and word.head.lemma_ == "be" and word.dep_ in ("acomp", "attr"):
        found = syntax.negation_of(word.head)
    if found is None and word.dep_ in ("dobj", "nsubjpass"):
        found = negation_in_group(word.head)
    return found


def operator_class(token: Token, *, preposition: str = "") -> OperatorClass | None:
    """The operator class of a word, with its particle or preposition where that form is known; None for none."""
    known = operators()
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX"):
        for child in token.children:
            if child.dep_ in ("prt", "prep") and (kind := known.verbs.get(f"{lemma} {child.lower_}")) is not None:
                return kind
        return known.verbs.get(f"{lemma} {preposition}") or known.verbs.get(lemma)
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
    if form == "denied" and status in POSITIVE:
        return "denied"
    return form if status in POSITIVE else status
