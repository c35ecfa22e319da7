"""How far a source commits itself to an event: an analysis of scope over the parse.

From the trigger outwards every word that governs it is asked what it does to the event: its own tense, modal and
negation, then the verbs, nouns and adjectives above it ("no plans to send"), until the clause ends that the source
vouches for. The method follows the implicative signatures of Nairn, Condoravdi and Karttunen (2006) and the
source-relative factuality of Sauri and Pustejovsky (2012); the mapping to ten statuses is dateline's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.analyse.constructions import condition_mark
from dateline.analyse.governors import step
from dateline.analyse.intensional import hyphenated
from dateline.analyse.negations import going_on
from dateline.analyse.predicates import lemma_of
from dateline.analyse.scope import Scope, Walk
from dateline.analyse.tense import operator, verb_form
from dateline.codebook import operators
from dateline.model import Factuality, Operator

if TYPE_CHECKING:
    from spacy.tokens import Token

VALUES = {
    "occurred": (3.0, "CT+"), "ongoing": (3.0, "CT+"), "planned": (1.5, "PR+"), "likely": (2.0, "PR+"),
    "possible": (1.0, "PS+"), "unlikely": (-1.5, "PR-"), "denied": (-3.0, "CT-"), "conditional": (0.5, "Uu"),
    "proposed": (0.0, "Uu"), "unclear": (0.0, "Uu"),
}  # fmt: skip
MAX_STEPS = 14


def factuality_of(status: str, words: tuple[Operator, ...] = ()) -> Factuality:
    """The factuality that stands for a status, with the words that made it."""
    value, factbank = VALUES[status]
    return Factuality(value, factbank, status, words)


def assess(trigger: Token, scope: Scope) -> tuple[Factuality, Token | None]:
    """The factuality of the event a word names, for the source whose scope is given.

    Returns:
        The factuality, and the word of a governing speech act ("demanded", "threatened") whose subject vouches for the
        event, None where there is none inside the scope.
    """
    walk = _start(trigger, scope)
    token, governor = trigger, step(trigger, walk)
    for _ in range(MAX_STEPS):
        if governor is None:
            break
        token, governor = governor, step(governor, walk)
    _conditions(token, walk)
    _question(token, walk)
    walk.fill(_default(trigger))
    return factuality_of(walk.status, tuple(reversed(walk.words))), walk.speech


def _start(trigger: Token, scope: Scope) -> Walk:
    """What the trigger's own form and the words before it say."""
    walk = Walk(scope)
    if trigger.pos_ in ("VERB", "AUX"):
        walk.take_form_of(trigger)
        return walk
    for child in trigger.children:
        effect = operators().noun_marks.get(hyphenated(child))
        if effect is not None and child.dep_ in ("amod", "det", "compound", "nmod") and child.i < trigger.i:
            nothing = going_on(child)
            if nothing is not None:
                walk.mark("denied", nothing, "negation")
            else:
                walk.mark(effect, child, "modifier")
            break
    return walk


def _conditions(token: Token, walk: Walk) -> None:
    """A condition anywhere above what was walked makes it conditional: "if fighting breaks out"."""
    if walk.status in ("denied", "conditional", "unclear"):
        return
    for word in _clauses_above(token, walk.scope):
        mark = condition_mark(word)
        if mark is not None:
            walk.mark("conditional", mark, "condition")
            return
        form = verb_form(word)
        if form.operators and form.operators[0].kind == "condition":
            walk.take(form)
            return


def _clauses_above(token: Token, scope: Scope) -> Iterator[Token]:
    """The adverbial clauses a word stands in, inside the scope and below the next relative clause."""
    for _ in range(MAX_STEPS):
        if not scope.holds(token) or token.dep_ == "relcl":
            return
        if token.dep_ in ("advcl", "ROOT") and token.pos_ in ("VERB", "AUX"):
            yield token
        if token.head.i == token.i:
            return
        token = token.head


def _question(token: Token, walk: Walk) -> None:
    """What is asked is left open."""
    if token.dep_ == "ROOT" and token.sent.text.rstrip(" \"”'’").endswith("?"):
        walk.status = "unclear"
        walk.words.append(operator(token.sent[-1], "question", "unclear"))


def _default(trigger: Token) -> str:
    """The status of a form that nothing governs.

    A gerund is under way, a participle done, an infinitive meant; a noun that names a state is under way, others done.
    """
    if trigger.pos_ in ("VERB", "AUX"):
        return {"VBG": "ongoing", "VBN": "occurred"}.get(trigger.tag_, "planned")
    return "ongoing" if lemma_of(trigger) in operators().states else "occurred"
