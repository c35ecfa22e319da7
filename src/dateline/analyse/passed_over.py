"""What has the words of an event and is none that goes on record: dangers, one's own defence, private goings.

"A threat to security", "cyber threats" and "the threats they face" are dangers: PLOVER's THREATEN is something said, or
a menace that somebody is said to be ("threatened to strike", "Chad's threats", "Chad's steps are a threat to Mali").
Who defends a country fights; SUPPORT is defending a policy or a decision. Persons come and go; RETREAT is by forces,
missions and states. Readers of 2,400 claims passed such over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.parties import classes_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.analyse.parties import Parties
    from dateline.analyse.predicates import Predicate

_THREATS = frozenset({"threat", "danger", "menace"})
_FACING = frozenset(
    {"face", "counter", "address", "see", "tackle", "combat", "confront", "detect", "mitigate", "assess", "discuss",
     "evaluate", "monitor", "resist", "perceive", "avert", "notice", "grow", "exist"}
)  # fmt: skip
_POSING = frozenset({"be", "pose", "represent", "constitute", "become", "remain", "present", "create"})
_UTTERED = frozenset({"attack", "sanction", "coercion", "exercise", "energy"})  # what somebody threatens with
_SAID = frozenset({"death", "bomb", "verbal"})
_DEFENDED = frozenset({"view", "agreement", "document", "demand", "sanction", "aid", "information", "attack", "talks"})
_POLICIES = frozenset(
    {"decision", "policy", "record", "move", "use", "strategy", "conduct", "handling", "legacy", "choice", "behaviour",
     "behavior", "remark", "comment", "statement", "stance", "step", "action", "practice", "law", "bill", "treatment"}
)  # fmt: skip
_GOING = frozenset({"leave", "depart", "departure", "return", "go", "stay", "escape", "flee", "exit", "away", "come"})
_GOERS = frozenset({"force", "weapon", "diplomat"})
_GOING_PARTIES = frozenset({"country", "government", "force", "armed_group", "alliance", "igo", "ngo", "company"})


def is_passed_over(kind: str, predicate: Predicate, parties: Parties) -> bool:
    """True for a predicate read as an event of a PLOVER type that is none of these."""
    if kind == "THREATEN":
        return is_danger(predicate.token)
    if kind == "SUPPORT":
        return _is_own_defence(predicate, parties)
    return kind == "RETREAT" and _is_private_going(predicate, parties)


def _is_own_defence(predicate: Predicate, parties: Parties) -> bool:
    if predicate.token.lemma_.lower() != "defend":
        return False
    if any(t.lemma_.lower() in _POLICIES or classes_of(t) & _DEFENDED for t in predicate.patients):
        return False
    fighting = any("force" in classes_of(t) for t in predicate.agents)
    somebody = any(
        parties.participant(t) is not None and not any(c.dep_ == "poss" for c in t.children) for t in predicate.patients
    )
    return fighting or not somebody


def _is_private_going(predicate: Predicate, parties: Parties) -> bool:
    if predicate.token.lemma_.lower() not in _GOING:
        return False
    told = (*predicate.agents, *predicate.patients)
    people = (parties.participant(t) for t in predicate.agents)
    stately = any(p is not None and p.actor is not None and p.actor.kind in _GOING_PARTIES for p in people)
    return not stately and not any(classes_of(t) & _GOERS or t.lower_ in ("we", "they", "who") for t in told)


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
