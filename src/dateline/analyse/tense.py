"""What a verb's own form says about its event: tense, aspect, modal, negation, mood.

The result is a status of the model, or "bare" for a form that says nothing (infinitive, gerund) and takes its status
from what governs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.memory import found_once, memory_of
from dateline.analyse.negations import negation_of_verb
from dateline.analyse.syntax import SUBJECTS
from dateline.codebook import operators
from dateline.model import Operator

if TYPE_CHECKING:
    from spacy.tokens import Token

BARE = "bare"
_TERMS = frozenset({"jail", "sentence", "imprison", "suspend", "ban", "bar", "extend", "exclude", "expel", "lease",
                    "appoint", "elect", "hire", "lend"})  # fmt: skip
_SPANS = frozenset({"hour", "day", "week", "month", "year", "decade", "century", "generation"})


@dataclass(frozen=True, slots=True)
class Form:
    """A status, or `BARE`, and the words that made it, outermost first."""

    status: str
    operators: tuple[Operator, ...] = ()


def operator(token: Token, kind: str, effect: str) -> Operator:
    """An operator of the model for a word of the parse."""
    return Operator(syntax.token_span(token), kind, token.lower_, effect)


def verb_form(token: Token, *, reported_past: bool = False) -> Form:
    """What the form of a verb says. `reported_past`: it stands in what somebody said (then "would" is a plan)."""
    known = memory_of(token.doc, f"verb form, {reported_past}")
    if token.i not in known:
        known[token.i] = _verb_form(token, reported_past)
    form: Form = known[token.i]
    return form


def _verb_form(token: Token, reported_past: bool) -> Form:
    auxiliaries = auxiliaries_of(token)
    negation = negation_in_group(token)
    modal = next((a for a in auxiliaries if a.tag_ == "MD"), None)
    if is_inverted_condition(token, auxiliaries):
        return Form("conditional", (operator(auxiliaries[0], "condition", "conditional"),))
    if modal is not None:
        return _modal_form(token, modal, negation, reported_past or told_in_past(token))
    if _is_mandative(token, auxiliaries):
        return Form("proposed", (operator(auxiliaries[0], "mood", "proposed"),))
    status, words = _tense(token, auxiliaries)
    if negation is not None and _not_necessarily(negation):
        return Form("possible", (operator(negation, "negation", "possible"), *words))
    if negation is not None and status != BARE:
        return Form("denied", (operator(negation, "negation", "denied"), *words))
    if negation is not None:
        return Form("denied", (operator(negation, "negation", "denied"),))
    nearly = _nearly(token) if status == "occurred" else None
    if nearly is not None:
        return Form("denied", (operator(nearly, "counterfactual", "denied"), *words))
    adverb = _hedge(token)
    if adverb is not None and status in ("occurred", "ongoing"):
        effect = operators().modals.get(adverb.lower_, "likely")
        return Form(effect, (operator(adverb, "modal", effect), *words))
    return Form(status, words)


def auxiliaries_of(token: Token) -> list[Token]:
    """The auxiliaries in order; a coordinated verb without its own shares those of the first ("may fire and flee")."""
    own = sorted((c for c in token.children if c.dep_ in ("aux", "auxpass")), key=lambda c: c.i)
    if not own and shares_auxiliaries(token):
        return auxiliaries_of(token.head)
    return own


def shares_auxiliaries(token: Token) -> bool:
    """True for a coordinated verb that continues the verb group of the first: same form, no subject of its own."""
    return bool(
        token.dep_ == "conj"
        and token.head.pos_ in ("VERB", "AUX")
        and token.tag_ == token.head.tag_
        and token.tag_ in ("VB", "VBG", "VBN")
        and not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in token.children)
    )


def is_indicative(token: Token) -> bool:
    """True for a finite clause that states ("that he left", "that they will"), not for "that he leave"."""
    if token.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    return any(a.tag_ in ("MD", "VBD", "VBZ", "VBP") for a in auxiliaries_of(token))


@found_once
def negation_in_group(token: Token) -> Token | None:
    """The word that negates the verb, or the verb group it shares; also a negative subject ("no troops were sent")."""
    found = negation_of_verb(token)
    if found is not None:
        return found
    return negation_in_group(token.head) if shares_auxiliaries(token) else None


def is_inverted_condition(token: Token, auxiliaries: list[Token]) -> bool:
    """ "Should a conflict erupt", "had he known", "were they to go": the auxiliary first, no question."""
    return bool(auxiliaries) and opens_condition(auxiliaries[0], token)


def opens_condition(word: Token, verb: Token) -> bool:
    """True for a "should", "had" or "were" before the subject of the verb, where nothing is asked."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or word.i > subject.i or word.lower_ not in ("should", "had", "were"):
        return False
    return not verb.sent.text.rstrip().endswith("?") and not any(c.tag_ in ("WRB", "WP", "WDT") for c in verb.children)


def told_in_past(token: Token) -> bool:
    """True for a clause that a past verb reports ("said it would leave"): its "would" stands for "will"."""
    while token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
        token = token.head
    if token.dep_ not in ("ccomp", "acl"):
        return False
    head = token.head
    for _ in range(5):
        if head.tag_ == "VBD" or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in head.children):
            return head.lemma_ != "wish"
        if head.tag_ in ("VBZ", "VBP") or head.head.i == head.i:
            return False
        head = head.head
    return False


def is_perfect_infinitive(token: Token) -> bool:
    """True for "to have met"."""
    words = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    return {"to", "have"} <= words and token.tag_ == "VBN"


def phrase_ending_at(word: Token, known: frozenset[str]) -> bool:
    """True where the word, alone or with one or two before it, is a known phrase: "as long as", "rather than"."""
    first = max(0, word.i - 2)
    return any(" ".join(t.lower_ for t in word.doc[i : word.i + 1]) in known for i in range(first, word.i + 1))


def has_condition(token: Token) -> bool:
    """True where an "if" or "unless" clause hangs on the verb, or a proviso such as "on condition that"."""
    known = operators()
    for child in token.children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in known.conditions for c in child.children):
            return True
    words = f" {' '.join(t.lower_ for t in token.subtree)} "
    return any(f" {phrase} " in words for phrase in known.provisos)


def _modal_form(token: Token, modal: Token, negation: Token | None, reported_past: bool) -> Form:
    effect = operators().modals.get(modal.lower_, operators().modals.get(modal.lemma_.lower(), "planned"))
    perfect = any(a.lower_ in ("have", "'ve") for a in auxiliaries_of(token))
    past = operators().modals_perfect.get(modal.lower_) if perfect else None
    if past is not None and not has_condition(token):
        return _past_modal_form(modal, past, negation)
    if effect in ("hypothetical", "planned") and has_condition(token):
        effect = "conditional"
    if effect == "hypothetical":
        effect = "planned" if reported_past and not perfect else "conditional"
        if perfect:
            effect = "denied"
    words: tuple[Operator, ...] = (operator(modal, "counterfactual" if perfect else "modal", effect),)
    if negation is None:
        adverb = _hedge(token)
        if adverb is not None and effect == "planned":
            effect = operators().modals.get(adverb.lower_, "likely")
            words = (operator(adverb, "modal", effect), *words)
        return Form(effect, words)
    weak = modal.lower_ in ("may", "might")
    status = "possible" if weak else "denied"
    return Form(status, (operator(negation, "negation", status), *words))


def _infinitive(token: Token, words: set[str]) -> tuple[str, tuple[Operator, ...]]:
    """ "To have met" and "to be hiding" have a time of their own."""
    if is_perfect_infinitive(token):
        return "occurred", ()
    return ("ongoing" if token.tag_ == "VBG" and "be" in words else BARE), ()


def _past_modal_form(modal: Token, effect: str, negation: Token | None) -> Form:
    """ "Must have fled" is a conclusion; "should have fled" says that they did not, "should not have" that they did."""
    kind = "counterfactual" if effect == "denied" else "modal"
    if negation is None:
        return Form(effect, (operator(modal, kind, effect),))
    turned = {"denied": "occurred", "likely": "unlikely"}.get(effect, "denied")
    return Form(turned, (operator(negation, "negation", turned), operator(modal, kind, effect)))


def _not_necessarily(negation: Token) -> bool:
    following = negation.doc[negation.i + 1 : negation.i + 2]
    return following.text.lower() == "necessarily"


def _nearly(verb: Token) -> Token | None:
    """ "Almost" or "nearly" right before a verb: it did not come to it."""
    words = (c for c in verb.children if c.dep_ == "advmod" and c.i == verb.i - 1)
    return next((c for c in words if c.lower_ in ("almost", "nearly")), None)


def _tense(token: Token, auxiliaries: list[Token]) -> tuple[str, tuple[Operator, ...]]:
    words = {a.lower_ for a in auxiliaries}
    if "to" in words:
        return _infinitive(token, words)
    have = words & {"have", "has", "had", "'ve", "having"} or any(a.lemma_ == "have" for a in auxiliaries)
    if token.tag_ == "VBG":
        if token.lemma_ == "go" and words and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in token.children):
            return "planned", (operator(token, "modal", "planned"),)  # "is going to"
        if words & {"be", "is", "are", "am", "'s", "'re", "'m", "been"}:
            return "ongoing", (operator(auxiliaries[-1], "aspect", "ongoing"),)
        if words & {"was", "were"}:
            return "ongoing", tuple(operator(a, "aspect", "ongoing") for a in auxiliaries[:1])
        return BARE, ()
    if have:
        lasting = "had" not in words and _lasts(token)
        effect = "ongoing" if lasting else "occurred"
        return effect, (operator(auxiliaries[0], "tense", effect),)
    if token.tag_ == "VBN" and words & {"is", "are", "being", "'s", "'re", "am"}:
        return "ongoing", (operator(auxiliaries[0], "tense", "ongoing"),)
    if token.tag_ in ("VBD", "VBN") or words & {"was", "were", "did"}:
        return "occurred", ()
    if _is_imperative(token, auxiliaries):
        return "proposed", (operator(token, "mood", "proposed"),)
    if token.tag_ in ("VBZ", "VBP"):
        return (BARE, ()) if _continues_infinitive(token) else ("ongoing", ())
    if token.tag_ == "VB" and token.dep_ == "ROOT" and not auxiliaries:
        return "ongoing", ()
    if token.tag_ == "VB" and words & {"do", "does"}:
        return "ongoing", ()
    return BARE, ()


def _is_mandative(token: Token, auxiliaries: list[Token]) -> bool:
    """True for "that they be freed"."""
    only_be = [a.lower_ for a in auxiliaries] == ["be"]
    return only_be and any(c.lower_ == "that" and c.dep_ == "mark" for c in token.children)


def _lasts(verb: Token) -> bool:
    """True with "for weeks": the perfect of what goes on still (Comrie 1976, "persistent situation").

    A term that is set ("has jailed him for ten years") is none.
    """
    if verb.lemma_.lower() in _TERMS:
        return False
    for preposition in verb.children:
        if preposition.dep_ == "prep" and preposition.lower_ == "for":
            return any(c.dep_ == "pobj" and c.lemma_.lower() in _SPANS for c in preposition.children)
    return False


def _is_imperative(token: Token, auxiliaries: list[Token]) -> bool:
    """A base form that heads its sentence without a subject: "Withdraw your troops."."""
    if token.lower_ == "thank":
        return False  # "thank you" thanks
    if token.dep_ != "ROOT" or auxiliaries or token.tag_ not in ("VB", "VBP") or token.lower_ != token.lemma_.lower():
        return False
    return not any(c.dep_ in SUBJECTS for c in token.children)


def _continues_infinitive(token: Token) -> bool:
    """True for a present form that is really an infinitive: "demands to scale back or refuse"."""
    return (
        token.dep_ == "conj"
        and token.tag_ == "VBP"
        and token.head.tag_ == "VB"
        and not any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
    )


def _hedge(token: Token) -> Token | None:
    """An adverb of likelihood on the verb: "probably", "reportedly" is none (somebody vouches for it)."""
    known = operators().modals
    sure = next((c for c in token.children if c.dep_ == "advmod" and _almost_certain(c)), None)
    if sure is not None:
        return sure
    return next(
        (c for c in token.children if c.dep_ == "advmod" and known.get(c.lower_) in ("possible", "likely", "unlikely")
         and c.lower_ not in ("reportedly", "allegedly", "apparently")),
        None,
    )  # fmt: skip


def _almost_certain(adverb: Token) -> bool:
    """ "Almost certainly", "most likely"."""
    return adverb.lower_ in ("certainly", "surely") and any(
        c.lower_ in ("almost", "virtually") for c in adverb.children
    )
