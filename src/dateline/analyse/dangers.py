"""Threats that nobody utters: "a threat to security", "cyber threats", "the threats they face" are dangers, not acts.

PLOVER's THREATEN is something said, or a menace that somebody is said to be: "threatened to strike", "Chad's threats",
"threats of force" and "Chad's steps are a threat to Mali" stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.parties import classes_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_THREATS = frozenset({"threat", "danger", "menace"})
_FACING = frozenset(
    {"face", "counter", "address", "see", "tackle", "combat", "confront", "detect", "mitigate", "assess", "discuss",
     "evaluate", "monitor", "resist", "perceive", "avert", "notice", "grow", "exist"}
)  # fmt: skip
_POSING = frozenset({"be", "pose", "represent", "constitute", "become", "remain", "present", "create"})
_UTTERED = frozenset({"attack", "sanction", "coercion", "exercise", "energy"})  # what somebody threatens with
_SAID = frozenset({"death", "bomb", "verbal"})


def is_danger(token: Token) -> bool:
    """True for a noun of threat that the words around it tell to be a danger."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in _THREATS or _is_uttered(token):
        return False
    if token.dep_ in ("attr", "dobj") and token.head.lemma_.lower() in _POSING:
        return syntax.subject_of(token.head) is None  # "Chad's steps are a threat to Mali" says who menaces whom
    to_something = any(True for _ in syntax.prepositional(token, "to", "for"))
    faced = token.dep_ in ("dobj", "nsubj", "nsubjpass") and token.head.lemma_.lower() in _FACING
    met = any(c.dep_ == "relcl" and c.lemma_.lower() in _FACING for c in token.children)
    return to_something or faced or met or any(c.dep_ == "compound" for c in token.children)


def _is_uttered(token: Token) -> bool:
    if any(c.dep_ in ("acl", "relcl") and any(a.lower_ == "to" for a in c.children) for c in token.children):
        return True  # "the threat to strike"
    if any(c.dep_ in ("compound", "amod") and c.lower_ in _SAID for c in token.children):
        return True
    return any(classes_of(n) & _UTTERED for _, n in syntax.prepositional(token, "of", "against", "with"))
