"""What a verb's own form says about its event: tense, aspect, modal, negation, mood.

The result is a status of the model, or "bare" for a form that says nothing (infinitive, gerund) and takes its status
from what governs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.syntax import SUBJECTS
from dateline.codebook import operators
from dateline.model import Operator

if TYPE_CHECKING:
    from spacy.tokens import Token

BARE = "bare"


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
    auxiliaries = auxiliaries_of(token)
    negation = negation_in_group(token)
    modal = next((a for a in auxiliaries if a.tag_ == "MD"), None)
    if is_inverted_condition(token, auxiliaries):
        return Form("conditional", (operator(auxiliaries[0], "condition", "conditional"),))
    if modal is not None:
        return _modal_form(token, modal, negation, reported_past)
    status, words = _tense(token, auxiliaries)
    if negation is not None and status != BARE:
        return Form("denied", (operator(negation, "negation", "denied"), *words))
    if negation is not None:
        return Form("denied", (operator(negation, "negation", "denied"),))
    adverb = _hedge(token)
    if adverb is not None and status in ("occurred", "ongoing"):
        effect = operators().modals[adverb.lower_]
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


def negation_in_group(token: Token) -> Token | None:
    """The word that negates the verb, or the verb group it shares; also a negative subject ("no troops were sent")."""
    found = syntax.negation_of(token)
    if found is not None:
        return found
    for child in token.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
            no = next((c for c in child.children if c.dep_ == "det" and c.lower_ in ("no", "neither")), None)
            if no is not None:
                return no
            if child.lower_ in ("nobody", "nothing", "none", "neither"):
                return child
    return negation_in_group(token.head) if shares_auxiliaries(token) else None


def is_inverted_condition(token: Token, auxiliaries: list[Token]) -> bool:
    """ "Should a conflict erupt", "had he known", "were they to go": the auxiliary first, no question."""
    subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if not auxiliaries or subject is None or auxiliaries[0].i > subject.i:
        return False
    if auxiliaries[0].lower_ not in ("should", "had", "were"):
        return False
    return not token.sent.text.rstrip().endswith("?") and not any(
        c.tag_ in ("WRB", "WP", "WDT") for c in token.children
    )


def has_condition(token: Token) -> bool:
    """True where an "if" or "unless" clause hangs on the verb."""
    return any(
        child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in operators().conditions for c in child.children)
        for child in token.children
    )


def _modal_form(token: Token, modal: Token, negation: Token | None, reported_past: bool) -> Form:
    effect = operators().modals.get(modal.lower_, operators().modals.get(modal.lemma_.lower(), "planned"))
    perfect = any(a.lower_ == "have" for a in auxiliaries_of(token))
    if effect in ("hypothetical", "planned") and has_condition(token):
        effect = "conditional"
    if effect == "hypothetical":
        effect = "planned" if reported_past and not perfect else "conditional"
        if perfect:
            effect = "denied"
    words: tuple[Operator, ...] = (operator(modal, "modal", effect),)
    if negation is None:
        adverb = _hedge(token)
        if adverb is not None and effect == "planned":
            effect = operators().modals[adverb.lower_]
            words = (operator(adverb, "modal", effect), *words)
        return Form(effect, words)
    weak = modal.lower_ in ("may", "might")
    status = "possible" if weak else "denied"
    return Form(status, (operator(negation, "negation", status), *words))


def _tense(token: Token, auxiliaries: list[Token]) -> tuple[str, tuple[Operator, ...]]:
    words = {a.lower_ for a in auxiliaries}
    if auxiliaries and "to" in words:
        return BARE, ()
    have = words & {"have", "has", "had", "'ve", "having"}
    if token.tag_ == "VBG":
        if words & {"be", "is", "are", "am", "'s", "'re", "'m", "been"}:
            return "ongoing", (operator(auxiliaries[-1], "aspect", "ongoing"),)
        if words & {"was", "were"}:
            return "ongoing", tuple(operator(a, "aspect", "ongoing") for a in auxiliaries[:1])
        return BARE, ()
    if have:
        return "occurred", (operator(auxiliaries[0], "tense", "occurred"),)
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


def _is_imperative(token: Token, auxiliaries: list[Token]) -> bool:
    """A base form that heads its sentence without a subject: "Withdraw your troops."."""
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
    return next(
        (c for c in token.children if c.dep_ == "advmod" and known.get(c.lower_) in ("possible", "likely", "unlikely")
         and c.lower_ not in ("reportedly", "allegedly", "apparently")),
        None,
    )  # fmt: skip
